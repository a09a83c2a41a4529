"""Thời hạn — by when, on which version of the law, and why."""

from . import phrases
from .count import Step
from .counting import compute_deadline
from .deadline import Deadline
from .latest import latest_event

__all__ = ["Deadline", "Step", "compute_deadline", "latest_event", "phrases"]
