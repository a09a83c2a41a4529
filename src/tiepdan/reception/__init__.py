"""Tiếp công dân — receptions of citizens: when they come round, who receives, what is posted."""

from .expansion import Surroundings, expand
from .provision import (
    Credit,
    Exclusion,
    OtherReception,
    Posting,
    Reception,
    Registration,
    Skip,
    Slots,
    WhenAway,
    Within,
)
from .recurrence import Block, DayOff, Every, MissingDay, Occurrence, Recurrence, Weekday

__all__ = [
    "Block",
    "Credit",
    "DayOff",
    "Every",
    "Exclusion",
    "MissingDay",
    "Occurrence",
    "OtherReception",
    "Posting",
    "Reception",
    "Recurrence",
    "Registration",
    "Skip",
    "Slots",
    "Surroundings",
    "Weekday",
    "WhenAway",
    "Within",
    "expand",
]
