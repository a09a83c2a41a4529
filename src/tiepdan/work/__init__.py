"""Công việc — what a piece of work is: who, what, when, with what result, by which text; promises in numbers."""

from .checklists import Check, Checklist
from .context import Context
from .indicators import Indicator, Measured, Series, shortfall
from .items import FIVE_CLEAR, Excluded, Expansion, Item, Recipient, Status, Sure, Task

__all__ = [
    "FIVE_CLEAR",
    "Check",
    "Checklist",
    "Context",
    "Excluded",
    "Expansion",
    "Indicator",
    "Item",
    "Measured",
    "Recipient",
    "Series",
    "Status",
    "Sure",
    "Task",
    "shortfall",
]
