"""Kế hoạch — what was ordered, read from TOML, over what the law and the province order for all."""

from .documents import Base, PlanDocument
from .drafting import draft_plan
from .inheritance import Overlay, inherit, load_overlay
from .inherited import Inherited, Origin, Override
from .loading import load_plan
from .plan import Inference, Plan, Ward
from .profiles import Profile, Profiles
from .provinces import Province, ProvinceKind, Provinces

__all__ = [
    "Base",
    "Inference",
    "Inherited",
    "Origin",
    "Overlay",
    "Override",
    "Plan",
    "PlanDocument",
    "Profile",
    "Profiles",
    "Province",
    "ProvinceKind",
    "Provinces",
    "Ward",
    "draft_plan",
    "inherit",
    "load_overlay",
    "load_plan",
]
