"""Tiếp công dân — receptions of citizens: when they come round, who receives, what is posted."""

from .expansion import Surroundings, expand
from .provision import Exclusion, OtherReception, Posting, Reception, Within
from .recurrence import DayOff, Every, Occurrence, Recurrence, Weekday

__all__ = [
    "DayOff",
    "Every",
    "Exclusion",
    "Occurrence",
    "OtherReception",
    "Posting",
    "Reception",
    "Recurrence",
    "Surroundings",
    "Weekday",
    "Within",
    "expand",
]
