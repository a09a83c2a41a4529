"""Kế hoạch — what was ordered, read from TOML."""

from .loading import load_plan
from .plan import Base, Plan, PlanDocument, Ward

__all__ = ["Base", "Plan", "PlanDocument", "Ward", "load_plan"]
