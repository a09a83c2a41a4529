"""Trực Tết — the duty over a break: no hole in its shifts, its rules kept, its loads shared fairly over the years."""

from .changing import replace_person, swap
from .checking import check_roster
from .expansion import expand as expand
from .highs import Progress
from .period import DatedShift, DutyPeriod, duty_period
from .posted import roster_findings as roster_findings
from .provision import Duty, DutyDays, DutyReport, Heavy, On, Position, Shift, Submission
from .roster import Assignment, Conflict, Load, Measure, Roster, RosterStatus, load_roster
from .solving import Solver, solve_roster
from .staff import Away, Fixed, OwnList, OwnShift, Person, Request, Staff, Wish, load_staff

__all__ = [
    "Assignment",
    "Away",
    "Conflict",
    "DatedShift",
    "Duty",
    "DutyDays",
    "DutyPeriod",
    "DutyReport",
    "Fixed",
    "Heavy",
    "Load",
    "Measure",
    "On",
    "OwnList",
    "OwnShift",
    "Person",
    "Position",
    "Progress",
    "Request",
    "Roster",
    "RosterStatus",
    "Shift",
    "Solver",
    "Staff",
    "Submission",
    "Wish",
    "check_roster",
    "duty_period",
    "load_roster",
    "load_staff",
    "replace_person",
    "solve_roster",
    "swap",
]
