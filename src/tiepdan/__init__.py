"""Tiếp dân — what a ward's administration owes its citizens and its superiors: what is due, when, who does it, and why.

Every public name can be imported from here; a room is loaded when its first name is asked for.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .agenda import Agenda as Agenda
    from .agenda import due_reports as due_reports
    from .agenda import expand as expand
    from .calendars import Day as Day
    from .calendars import DayKind as DayKind
    from .calendars import Decision as Decision
    from .calendars import LunarDate as LunarDate
    from .calendars import LunarMonthDay as LunarMonthDay
    from .calendars import Span as Span
    from .calendars import Swap as Swap
    from .calendars import WorkCalendar as WorkCalendar
    from .calendars import tet as tet
    from .cases import Assessment as Assessment
    from .cases import Case as Case
    from .cases import ComplaintCase as ComplaintCase
    from .cases import DenunciationCase as DenunciationCase
    from .cases import PetitionCase as PetitionCase
    from .cases import assess as assess
    from .cases import figures as figures
    from .certainty import Certainty as Certainty
    from .certainty import Doubt as Doubt
    from .deadlines import Deadline as Deadline
    from .deadlines import Step as Step
    from .deadlines import compute_deadline as compute_deadline
    from .deadlines import phrases as phrases
    from .durations import CalendarDays as CalendarDays
    from .durations import Hours as Hours
    from .durations import Months as Months
    from .durations import WorkingDays as WorkingDays
    from .durations import Years as Years
    from .duty import Duty as Duty
    from .duty import Roster as Roster
    from .duty import Staff as Staff
    from .duty import check_roster as check_roster
    from .duty import load_roster as load_roster
    from .duty import load_staff as load_staff
    from .duty import replace_person as replace_person
    from .duty import solve_roster as solve_roster
    from .duty import swap as swap
    from .errors import InvalidFile as InvalidFile
    from .errors import InvalidValue as InvalidValue
    from .errors import MissingExtra as MissingExtra
    from .errors import OutsideCoverage as OutsideCoverage
    from .errors import SolverFailed as SolverFailed
    from .errors import TiepDanError as TiepDanError
    from .errors import UnknownName as UnknownName
    from .errors import WrongType as WrongType
    from .law import Citation as Citation
    from .law import DocumentNumber as DocumentNumber
    from .law import Finding as Finding
    from .law import Law as Law
    from .law import LegalDocument as LegalDocument
    from .law import Rule as Rule
    from .law import Severity as Severity
    from .law import Version as Version
    from .people import Absence as Absence
    from .people import DelegationRule as DelegationRule
    from .people import Ground as Ground
    from .people import load_absences as load_absences
    from .plans import Plan as Plan
    from .plans import Profiles as Profiles
    from .plans import draft_plan as draft_plan
    from .plans import load_plan as load_plan
    from .records import from_dict as from_dict
    from .records import to_dict as to_dict
    from .records import to_toml as to_toml
    from .spans import DateRange as DateRange
    from .spans import TimeWindow as TimeWindow
    from .work import Item as Item
    from .work import Recipient as Recipient
    from .work import Status as Status

_ROOMS = {
    "agenda": "Agenda due_reports expand",
    "calendars": "Day DayKind Decision LunarDate LunarMonthDay Span Swap WorkCalendar tet",
    "cases": "Assessment Case ComplaintCase DenunciationCase PetitionCase assess figures",
    "certainty": "Certainty Doubt",
    "deadlines": "Deadline Step compute_deadline phrases",
    "durations": "CalendarDays Hours Months WorkingDays Years",
    "duty": "Duty Roster Staff check_roster load_roster load_staff replace_person solve_roster swap",
    "errors": "InvalidFile InvalidValue MissingExtra OutsideCoverage SolverFailed TiepDanError UnknownName WrongType",
    "law": "Citation DocumentNumber Finding Law LegalDocument Rule Severity Version",
    "people": "Absence DelegationRule Ground load_absences",
    "plans": "Plan Profiles draft_plan load_plan",
    "records": "from_dict to_dict to_toml",
    "spans": "DateRange TimeWindow",
    "work": "Item Recipient Status",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = sorted(_ROOM_OF)


def __getattr__(name: str) -> "Any":
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'tiepdan' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f".{_ROOM_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
