"""Số liệu của báo cáo — what receptions and cases come to in the window of a report, ready to be reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from ..agenda import Agenda
from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..cases import Case, Figures, figures
from ..deadlines import compute_deadline
from ..errors import OutsideCoverage
from ..law import Choice, Law
from ..plans import Plan
from ..reception import Held, Outcome, Record, SessionRecord, Visit
from ..reporting import DueReport
from ..spans import DateRange
from ..typed import typed
from ..work import Status
from .kept import GROUPS, REPLY, as_held


@attrs.frozen(kw_only=True, field_transformer=typed)
class Sessions:
    """Buổi tiếp — planned sessions of the window by what became of them, and unscheduled ones that were held.

    One that was put off to a later window is not held in this one, and held in that.
    """

    in_person: int
    delegated: int
    not_held: int
    unscheduled: int


@attrs.frozen(kw_only=True, field_transformer=typed)
class Visits:
    """Lượt tiếp — how many visits and people, how many groups as the law counts them, by matter and by outcome.

    A visit with several matters counts in each. `answered`: within the time for a reply; `late`: after it; `open`: not
    yet, of which `overdue`. Refused visits are owed no reply.
    """

    __repr__ = brief

    visits: int
    people: int
    groups: int
    by_matter: tuple[tuple[str, int], ...]
    by_outcome: tuple[tuple[str, int], ...]
    answered: int
    late: int
    open: int
    overdue: int


@attrs.frozen(kw_only=True, field_transformer=typed)
class ReportFigures:
    """Số liệu một kỳ báo cáo — of the window of one report; nothing of a person goes into them."""

    __repr__ = brief

    report: str
    window: DateRange
    sessions: Sessions
    visits: Visits
    cases: Figures


@checked
def report_figures(
    report: DueReport,
    plan: Plan,
    agenda: Agenda,
    *,
    calendar: WorkCalendar,
    records: Iterable[Record] = (),
    cases: Iterable[Case] = (),
    law: Law | None = None,
) -> ReportFigures:
    """Số liệu của báo cáo — counted over the report's window, as things stood on its last day.

    Args:
        report: a report that falls due.
        plan: whose receptions they are.
        agenda: the sessions that were planned, over the whole window.
        calendar: the working days.
        records: what was kept of sessions and visits.
        cases: the case logs.
        law: the registry of rules; None: the calendar's.

    Raises:
        OutsideCoverage: the agenda does not cover the window, or the calendar does not.
    """
    window, registry = report.window, law or calendar.law
    if agenda.period.intersection(window) != window:
        raise OutsideCoverage(f"the agenda is of {agenda.period}; the report tells of {window}")
    kept = tuple(records)
    visits = [one for one in kept if isinstance(one, Visit) and one.on in window]
    return ReportFigures(
        report=report.id,
        window=window,
        sessions=_sessions(plan, agenda, kept, window),
        visits=_visits(visits, window, calendar, registry),
        cases=figures(cases, window, calendar=calendar, law=registry),
    )


def _sessions(plan: Plan, agenda: Agenda, records: Sequence[Record], window: DateRange) -> Sessions:
    known = [one.as_of(window.last) for one in records if isinstance(one, SessionRecord) and one.day <= window.last]
    held, planned = as_held(plan, agenda, known, on=window.last), {item.id for item in agenda.items}
    sessions = [item for item in held.items if item.kind == "reception" and item.date in window]
    moved_in = [one for one in known if not one.unscheduled and one.id not in planned and one.day < window.first]
    behalf = [item.on_behalf_of for item in sessions if item.status is Status.PLANNED]
    events = [event for one in moved_in for event in one.events if isinstance(event, Held) and event.on in window]
    behalf += [event.on_behalf_of for event in events]
    return Sessions(
        in_person=sum(one is None for one in behalf),
        delegated=sum(one is not None for one in behalf),
        not_held=sum(item.status is not Status.PLANNED for item in sessions),
        unscheduled=sum(one.unscheduled and one.state == "held" and one.announced in window for one in known),
    )


def _visits(visits: Sequence[Visit], window: DateRange, calendar: WorkCalendar, law: Law) -> Visits:
    matters = Counter(matter.value for visit in visits for matter in visit.matters)
    answers: Counter[str] = Counter()
    for visit in visits:
        if visit.outcome is Outcome.REFUSED:
            continue
        due = compute_deadline(REPLY, visit.on, calendar=calendar, law=law).due
        if visit.replied and visit.replied <= window.last:
            answers["answered" if visit.replied <= due else "late"] += 1
        else:
            answers["open"] += 1
            answers["overdue"] += due < window.last
    return Visits(
        visits=len(visits),
        people=sum(visit.people for visit in visits),
        groups=sum(_is_group(visit, law) for visit in visits),
        by_matter=tuple(sorted(matters.items())),
        by_outcome=tuple(sorted(Counter(visit.outcome.value for visit in visits).items())),
        answered=answers["answered"],
        late=answers["late"],
        open=answers["open"],
        overdue=answers["overdue"],
    )


def _is_group(visit: Visit, law: Law) -> bool:
    """Whether so many came with one content that the law asks for representatives."""
    return visit.people >= law.value(Choice, GROUPS, visit.on).brackets[0].from_
