"""Triển khai kế hoạch — each room expands its own provisions; here they are only called and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from .. import dialogue, duty, reception, reporting, service
from ..calendars import WorkCalendar
from ..duty import Roster
from ..errors import OutsideCoverage, UnknownName, WrongType, nearest
from ..law import Finding, Law, Severity, Threshold
from ..people import Absence
from ..plans import Plan
from ..reporting import DueReport
from ..spans import DateRange
from ..work import Context, Expansion, Item, Task
from .agenda import Agenda, StandingDuty
from .hours import hours_taken
from .inheritance import inferred_profiles, inherited_in, own, reports_of


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
    posts, units = plan.posts, plan.units
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
        others=(*plan.receptions, *plan.other_reception),
    )
    names = {unit.id: unit.name for unit in units.values()} | {post.id: post.name for post in posts.values()}
    served = tuple(rosters)
    parts = [reception.expand(one, own(plan, one.id, context), around) for one in plan.reception]
    parts += [
        reception.expand(one.value, its, around)
        for one, its in inherited_in(plan, context)
        if isinstance(one.value, reception.Reception)
    ]
    parts += [duty.expand(one, context, names, served) for one in plan.duty]
    taken = hours_taken(plan, _items(parts), period, calendar) if plan.conference else ()
    parts += [dialogue.expand(one, own(plan, one.id, context), names, taken) for one in plan.conference]
    parts += [service.expand(one, own(plan, one.id, context), names) for one in plan.greeting]
    parts.append(Expansion(items=tuple(map(reporting.as_item, reports_of(plan, context)))))
    return Agenda(
        plan_id=plan.id,
        plan_name=plan.name,
        ward=plan.ward.name,
        period=period,
        data_as_of=calendar.data_as_of,
        decided_until=calendar.decided_until,
        items=tuple(sorted(_items(parts), key=lambda item: item.sort_key)),
        excluded=tuple(sorted((one for part in parts for one in part.excluded), key=lambda one: one.date)),
        standing=_standing(plan, context, names),
        findings=(
            *plan.findings,
            *inferred_profiles(plan, context),
            *_issued_on_a_day_off(plan, calendar),
            *_counted_otherwise(plan, context),
            *_about(period, calendar, away),
            *(finding for part in parts for finding in part.findings),
        ),
    )


def _items(parts: Iterable[Expansion]) -> Iterator[Item]:
    return (item for part in parts for item in part.items)


def due_reports(
    plan: Plan, period: DateRange, *, calendar: WorkCalendar, law: Law | None = None
) -> tuple[DueReport, ...]:
    """Báo cáo đến hạn — every report that the plan, its province and the law ask for, in the order of their days.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    return reports_of(plan, _context(plan, period, calendar, law or Law.vietnam()))


def _standing(plan: Plan, context: Context, names: Mapping[str, str]) -> tuple[StandingDuty, ...]:
    """The duties without a day, the plan's own and then the inherited ones, each once."""
    tasks = {task.id: (task, context) for task in plan.task}
    for one, its in inherited_in(plan, context):
        if isinstance(one.value, Task):
            tasks[one.value.id] = (one.value, its)
    return _raised(plan, context, names) + tuple(
        StandingDuty(
            id=f"{plan.id}/{task.id}",
            who=tuple(names[name] for name in task.who),
            what=task.what,
            responsibility=task.responsibility,
            when=task.when,
            result=task.result,
            basis=str(its.cite(task.clause)),
        )
        for task, its in tasks.values()
    )


def _raised(plan: Plan, context: Context, names: Mapping[str, str]) -> tuple[StandingDuty, ...]:
    """Letters, raised by what happens, and indicators, codes and checklists, which hold every day."""
    found = []

    def add(name: str, who: tuple[str, ...], what: str, when: str, result: str | None, clause: str) -> None:
        basis = str(context.cite(clause))
        found.append(StandingDuty(id=f"{plan.id}/{name}", who=who, what=what, when=when, result=result, basis=basis))

    for letter in plan.letter:
        when = "; ".join(occasion.vietnamese for occasion in letter.on)
        add(
            letter.id, (names[letter.by],), f"Thư {letter.kind.vietnamese}", when, "; ".join(letter.ways), letter.clause
        )
    for indicator in plan.indicator:
        target = str(indicator.target) if indicator.target else f"không quá {indicator.at_most}"
        if indicator.target is None and indicator.at_most is None:
            target = "duy trì, cải thiện, nâng cao"
        add(indicator.id, (), f"{indicator.name}: {target} {indicator.of}", "thường xuyên", None, indicator.clause)
    for code in plan.code:
        add(code.id, (), f"Quy tắc “{code.name}”: {'; '.join(code.rules)}", "thường xuyên", None, code.clause)
    for checklist in plan.checklist:
        entries = "; ".join(entry.name for entry in checklist.entry)
        add(checklist.id, (), f"{checklist.name}: {entries}", "thường xuyên", None, checklist.clause)
    return tuple(found)


def _context(plan: Plan, period: DateRange, calendar: WorkCalendar, law: Law) -> Context:
    valid = DateRange(plan.effective_from, plan.effective_to or date.max).intersection(calendar.coverage)
    if valid is None:
        raise OutsideCoverage(f"the plan holds {plan.valid}, outside what the calendar covers: {calendar.coverage}")
    return Context(
        plan_id=plan.id,
        document_kind=plan.document.kind,
        document_number=plan.document.number,
        enclosed=plan.document.enclosed,
        period=period,
        valid=valid,
        calendar=calendar,
        law=law,
    )


def _counted_otherwise(plan: Plan, context: Context) -> list[Finding]:
    """Indicators that count others than the law does for the same thing."""
    found = []
    for indicator in plan.indicator:
        rule = context.law[indicator.rule].at(context.valid.first) if indicator.rule else None
        value = rule.value if rule else None
        if rule and isinstance(value, Threshold) and indicator.counts and value.of is not indicator.counts:
            vi = f"Chỉ tiêu tính {indicator.counts.vietnamese}; luật tính {value.of.vietnamese}"
            en = f"the indicator counts {indicator.counts.value}, the law {value.of.value}"
            found.append(
                Finding(severity=Severity.WARNING, code="indicator.counted", message_vi=vi, message_en=en,
                        citation=rule.citations[0], where=indicator.id)
            )  # fmt: skip
    return found


def _issued_on_a_day_off(plan: Plan, calendar: WorkCalendar) -> list[Finding]:
    """That the document bears the date of a day off, which may be a slip of the pen."""
    issued = plan.document.issued
    if issued is None or issued not in calendar.coverage or calendar.is_working_day(issued):
        return []
    day = calendar.day(issued)
    names = ", ".join((day.kind.vietnamese, *day.names))
    vi = f"Ngày ban hành {issued:%d/%m/%Y} ({day.lunar.monthday}) là ngày nghỉ: {names}"
    en = f"the day of issue {issued} is a day off ({day.kind.value})"
    return [Finding(severity=Severity.WARNING, code="plan.issued.day-off", message_vi=vi, message_en=en)]


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
