"""Pháp luật — which rule is in force on a day, and by which text."""

from .competence import Assignment, Competence, Office
from .cycles import DayOfLastMonth, LockWindow
from .documents import Citation, LegalDocument, is_section
from .findings import Finding, Grounds, Severity, Wording, grounded, worst
from .holidays import Compensation, Holiday, Holidays, Reckoning, SpanPattern
from .limits import VARIANTS, Convention, Counting, Direction, Extension, Meaning, TimeLimit
from .lists import Entry, Form, Listing
from .numbers import DocumentNumber, Family
from .quotas import Bracket, Choice, Counted, Per, Quota, Share, Threshold
from .registry import Change, Law
from .rules import Gap, Rule, RuleValue, Transition, Version, misfits

__all__ = [
    "VARIANTS",
    "Assignment",
    "Bracket",
    "Change",
    "Choice",
    "Citation",
    "Compensation",
    "Competence",
    "Convention",
    "Counted",
    "Counting",
    "DayOfLastMonth",
    "Direction",
    "DocumentNumber",
    "Entry",
    "Extension",
    "Family",
    "Finding",
    "Form",
    "Gap",
    "Grounds",
    "Holiday",
    "Holidays",
    "Law",
    "LegalDocument",
    "Listing",
    "LockWindow",
    "Meaning",
    "Office",
    "Per",
    "Quota",
    "Reckoning",
    "Rule",
    "RuleValue",
    "Severity",
    "Share",
    "SpanPattern",
    "Threshold",
    "TimeLimit",
    "Transition",
    "Version",
    "Wording",
    "grounded",
    "is_section",
    "misfits",
    "worst",
]
