"""Công việc — what a piece of work is: who, what, when, with what result, by which text."""

from .context import Context
from .items import Excluded, Expansion, Item, Recipient, Status, Task

__all__ = ["Context", "Excluded", "Expansion", "Item", "Recipient", "Status", "Task"]
