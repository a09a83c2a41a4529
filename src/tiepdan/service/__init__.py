"""Chính quyền thân thiện — letters, greetings, codes of conduct, and files whose appointments are kept."""

from .conduct import Code
from .greetings import Greeting
from .greetings import expand as expand
from .letters import Happening, Letter, LetterDue, LetterKind, Occasion, letters_due
from .one_stop import NewDate, OneStopFile, file_findings

__all__ = [
    "Code",
    "Greeting",
    "Happening",
    "Letter",
    "LetterDue",
    "LetterKind",
    "NewDate",
    "Occasion",
    "OneStopFile",
    "file_findings",
    "letters_due",
]
