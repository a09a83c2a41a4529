"""Tiếp công dân — receptions of citizens: when they come round, who receives, what is posted."""

from .expansion import Surroundings
from .expansion import expand as expand
from .kept import Record
from .provision import (
    Credit,
    Escalation,
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
from .register import COLUMNS, Matter, Outcome, Visit, register_row
from .sessions import (
    Cancelled,
    Concluded,
    Connected,
    ConnectionTested,
    Held,
    Notified,
    Paused,
    Posted,
    Postponed,
    SessionEvent,
    SessionRecord,
)

__all__ = [
    "Block",
    "COLUMNS",
    "Cancelled",
    "Concluded",
    "Connected",
    "ConnectionTested",
    "Credit",
    "DayOff",
    "Escalation",
    "Every",
    "Exclusion",
    "Held",
    "Matter",
    "MissingDay",
    "Notified",
    "Occurrence",
    "OtherReception",
    "Outcome",
    "Paused",
    "Posted",
    "Posting",
    "Postponed",
    "Reception",
    "Record",
    "Recurrence",
    "Registration",
    "SessionEvent",
    "SessionRecord",
    "Skip",
    "Slots",
    "Surroundings",
    "Visit",
    "Weekday",
    "WhenAway",
    "Within",
    "register_row",
]
