"""Triển khai kế hoạch — each room expands its own provisions; here they are only called and put in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .. import duty, reception, reporting
from ..calendars import WorkCalendar
from ..duty import Roster
from ..errors import OutsideCoverage, UnknownName, WrongType, nearest
from ..law import Finding, Law, Severity
from ..people import Absence
from ..plans import Plan
from ..spans import DateRange
from ..work import Context
from .agenda import Agenda, StandingDuty


def expand(
    plan: Plan,
    period: DateRange,
    *,
    calendar: WorkCalendar,
    law: Law | None = None,
    absences: Iterable[Absence] = (),
    rosters: Iterable[Roster] = (),
) -> Agenda:
    """Lập lịch công tác — what the plan comes to in the period.

    Args:
        plan: the plan.
        period: the days asked for, first and last included; items are chosen by the day they fall on in the end.
        calendar: the working days.
        law: the registry of rules; the shipped one if left out.
        absences: who is away when.
        rosters: who serves in the plan's duties, where that is decided.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
        UnknownName: an absence of a post that the plan does not have.
    """
    if not isinstance(period, DateRange):
        raise WrongType(f"the period is a DateRange, not {type(period).__name__}")
    if period.intersection(calendar.coverage) != period:
        raise OutsideCoverage(f"the period {period} leaves what the calendar covers: {calendar.coverage}")
    away = tuple(absences)
    posts = {post.id: post for post in plan.post}
    units = {unit.id: unit for unit in plan.unit}
    for absence in away:
        if absence.post not in posts:
            raise UnknownName(f"the plan {plan.id} has no post '{absence.post}'{nearest(absence.post, posts)}")
    context = _context(plan, period, calendar, law or Law.vietnam())
    around = reception.Surroundings(
        posts=posts,
        units=units,
        delegations=plan.delegation,
        absences=away,
        officials=plan.official,
        others=(*plan.reception, *plan.other_reception),
    )
    parts = [reception.expand(provision, context, around) for provision in plan.reception]
    parts += [reporting.expand(report, context, units) for report in plan.report]
    names = {unit.id: unit.name for unit in plan.unit} | {post.id: post.name for post in plan.post}
    served = tuple(rosters)
    parts += [duty.expand(one, context, names, served) for one in plan.duty]
    return Agenda(
        plan_id=plan.id,
        plan_name=plan.name,
        ward=plan.ward.name,
        period=period,
        data_as_of=calendar.data_as_of,
        decided_until=calendar.decided_until,
        items=tuple(sorted((item for part in parts for item in part.items), key=lambda item: item.sort_key)),
        excluded=tuple(sorted((one for part in parts for one in part.excluded), key=lambda one: one.date)),
        standing=tuple(
            StandingDuty(
                id=f"{plan.id}/{task.id}",
                who=tuple(names[name] for name in task.who),
                what=task.what,
                when=task.when,
                result=task.result,
                basis=str(context.cite(task.clause)),
            )
            for task in plan.task
        ),
        findings=(
            *plan.findings,
            *_about(period, calendar, away),
            *(finding for part in parts for finding in part.findings),
        ),
    )


def _context(plan: Plan, period: DateRange, calendar: WorkCalendar, law: Law) -> Context:
    valid = DateRange(plan.effective_from, plan.effective_to or date.max).intersection(calendar.coverage)
    if valid is None:
        raise OutsideCoverage(f"the plan holds {plan.valid}, outside what the calendar covers: {calendar.coverage}")
    return Context(
        plan_id=plan.id,
        document_kind=plan.document.kind,
        document_number=plan.document.number,
        period=period,
        valid=valid,
        calendar=calendar,
        law=law,
    )


def _about(period: DateRange, calendar: WorkCalendar, absences: tuple[Absence, ...]) -> list[Finding]:
    found = []
    if any(absence.sample for absence in absences):
        vi, en = "Danh sách vắng mặt là dữ liệu mẫu", "the absences are sample data"
        found.append(Finding(severity=Severity.INFO, code="absences.sample", message_vi=vi, message_en=en))
    until = calendar.decided_until
    if until is None or period.last > until:
        words = f"{until:%d/%m/%Y}" if until else "đầu"
        vi = f"Ngày nghỉ mới được quyết định đến {words}; các ngày sau là dự kiến"
        en = f"days off are decided until {until}; later days are projected"
        found.append(Finding(severity=Severity.INFO, code="calendar.projected", message_vi=vi, message_en=en))
    return found
