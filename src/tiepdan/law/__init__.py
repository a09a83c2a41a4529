"""Pháp luật — which rule is in force on a day, and by which text."""

from .documents import Citation, LegalDocument
from .findings import Finding, Severity, worst
from .numbers import DocumentNumber, Family
from .registry import Law
from .rules import (
    Compensation,
    Convention,
    Counting,
    Direction,
    Extension,
    Holiday,
    Holidays,
    Meaning,
    Per,
    Quota,
    Reckoning,
    Rule,
    RuleValue,
    SpanPattern,
    TimeLimit,
    Version,
)

__all__ = [
    "Citation",
    "Compensation",
    "Convention",
    "Counting",
    "Direction",
    "Extension",
    "DocumentNumber",
    "Family",
    "Finding",
    "Holiday",
    "Holidays",
    "Meaning",
    "Law",
    "LegalDocument",
    "Per",
    "Quota",
    "Reckoning",
    "Rule",
    "RuleValue",
    "Severity",
    "SpanPattern",
    "TimeLimit",
    "Version",
    "worst",
]
