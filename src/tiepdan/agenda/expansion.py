"""Triển khai kế hoạch — each room expands its own provisions; here they are only called and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from .. import dialogue, duty, reception, reporting, service
from ..arguments import checked
from ..calendars import WorkCalendar
from ..duty import Roster
from ..errors import OutsideCoverage, UnknownName, nearest
from ..law import Finding, Law, Severity, Threshold, grounded
from ..people import Absence
from ..plans import Plan
from ..reception import Reception
from ..reporting import DueReport
from ..reporting.expansion import ON_REQUEST, RESULT
from ..spans import DateRange
from ..work import Context, Expansion, Item, Task
from .agenda import Agenda, StandingDuty
from .hours import hours_taken
from .inheritance import in_force, inferred_profiles, own, reports_of, reports_on_request, with_days


@checked
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
        law: the registry of rules; the calendar's own if left out.
        absences: who is away when.
        rosters: who serves in the plan's duties, where that is decided; what of them is not used is told.

    Raises:
        OutsideCoverage: the calendar does not cover the period, or a duty whose day lies in it.
        UnknownName: an absence of a post that the plan does not have.
    """
    calendar.check_covers(period)
    away = tuple(absences)
    posts = plan.posts_on(period.first)
    for absence in away:
        if absence.post not in posts:
            raise UnknownName(f"the plan {plan.id} has no post '{absence.post}'{nearest(absence.post, posts)}")
    context, served = _context(plan, period, calendar, law or calendar.law), tuple(rosters)
    parts = [
        part for era in plan.eras(period) for part in _parts(plan, attrs.evolve(context, period=era), away, served)
    ]
    return Agenda(
        plan_id=plan.id,
        plan_name=plan.name,
        ward=plan.ward.name,
        period=period,
        data_as_of=calendar.data_as_of,
        decided_until=calendar.decided_until,
        items=tuple(sorted(_items(parts), key=lambda item: item.sort_key)),
        excluded=tuple(sorted((one for part in parts for one in part.excluded), key=lambda one: one.date)),
        standing=_standing(plan, context),
        findings=(
            *plan.findings,
            *plan.not_in_force(period),
            *inferred_profiles(plan, context),
            *_issued_on_a_day_off(plan, calendar),
            *_counted_otherwise(plan, context),
            *_about(period, calendar, away),
            *duty.roster_findings(plan.duty, served, context),
            *dict.fromkeys(finding for part in parts for finding in part.findings),
        ),
    )


def _items(parts: Iterable[Expansion]) -> Iterator[Item]:
    return (item for part in parts for item in part.items)


def _parts(plan: Plan, context: Context, away: tuple[Absence, ...], served: tuple[Roster, ...]) -> Iterator[Expansion]:
    """What each provision comes to on days on which units and posts keep their names."""
    around = reception.Surroundings(
        posts=plan.posts_on(context.period.first),
        units=plan.units_on(context.period.first),
        delegations=plan.delegation,
        absences=away,
        officials=plan.official,
        others=(
            *((one.value, one.valid) for one in plan.in_force(Reception)),
            *((other, plan.valid) for other in plan.other_reception),
        ),
    )
    names = _names(plan, context.period.first)
    receptions = [
        _posted_once(reception.expand(one.value, its, around), one.value.id, its, plan, context, around)
        for one, its in with_days(plan, context, Reception)
    ]
    yield from receptions
    yield from (duty.expand(one, own(plan, one.id, context), names, served) for one in plan.duty)
    taken = hours_taken(plan, _items(receptions), context.period, context.calendar) if plan.conference else ()
    for one in plan.conference:
        others = [busy for other in plan.conference if other is not one for busy in other.hours]
        yield dialogue.expand(one, own(plan, one.id, context), names, (*taken, *others))
    yield from (service.expand(one, own(plan, one.id, context), names) for one in plan.greeting)
    yield Expansion(items=tuple(map(reporting.as_item, reports_of(plan, context))))


def _posted_once(
    part: Expansion, name: str, its: Context, plan: Plan, context: Context, around: reception.Surroundings
) -> Expansion:
    """A reception's part; where it changes in a month whose sessions had begun, that month is posted already."""
    first = its.valid.first
    if first == its.since or first.day == 1:
        return part
    before = attrs.evolve(context, period=DateRange(first.replace(day=1), first - timedelta(days=1)))
    earlier = (
        item
        for one, at in in_force(plan, before, Reception)
        if one.value.id == name
        for item in reception.expand(one.value, at, around).items
    )
    if not any(item.kind == "reception" and item.date for item in earlier):
        return part
    again = {item.id for item in part.items if item.kind == "posting" and item.id.endswith(f"/{first:%Y-%m}")}
    return attrs.evolve(
        part,
        items=tuple(item for item in part.items if item.id not in again),
        findings=tuple(finding for finding in part.findings if finding.where not in again),
    )


def _names(plan: Plan, day: date) -> dict[str, str]:
    """The names of units and posts on a day, by id."""
    units, posts = plan.units_on(day), plan.posts_on(day)
    return {unit.id: unit.name for unit in units.values()} | {post.id: post.name for post in posts.values()}


@checked
def due_reports(
    plan: Plan, period: DateRange, *, calendar: WorkCalendar, law: Law | None = None
) -> tuple[DueReport, ...]:
    """Báo cáo đến hạn — every report that the plan, its province and the law ask for, in the order of their days.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    calendar.check_covers(period)
    return reports_of(plan, _context(plan, period, calendar, law or calendar.law))


def _standing(plan: Plan, context: Context) -> tuple[StandingDuty, ...]:
    """The duties without a day, the plan's own and then the inherited ones; one that changes, in each version."""
    there = plan.valid.overlaps(context.period)
    found = list(_raised(plan, context, _names(plan, context.period.first))) if there else []
    for one, its in in_force(plan, context, Task):
        task, later = one.value, its.valid.first != its.since
        if not task.days.overlaps(context.period):
            continue
        names = _names(plan, max(its.valid.first, context.period.first))
        found.append(
            StandingDuty(
                id=f"{plan.id}/{task.id}" + (f"/{its.valid.first}" if later else ""),
                who=tuple(names[name] for name in task.who),
                what=task.what,
                responsibility=task.responsibility,
                when=_when(task, its.valid.first if later else task.first),
                result=task.result,
                basis=its.basis(task.clause),
                certainty=its.certainty,
                doubts=its.doubts,
            )
        )
    found += [_on_request(due, later) for due, later in reports_on_request(plan, context)]
    return tuple(found)


def _when(task: Task, first: date | None) -> str | None:
    """When a task is to be done, with the first and last day of it where there are such."""
    bounds = (f"từ {first:%d/%m/%Y}" if first else "", f"đến {task.last:%d/%m/%Y}" if task.last else "")
    said = " ".join(bound for bound in bounds if bound)
    return f"{said}: {task.when or 'thường xuyên'}" if said else task.when


def _on_request(due: DueReport, later: bool) -> StandingDuty:
    """A report that is made when it is asked for."""
    first = due.period.first
    return StandingDuty(
        id=due.id + (f"/{first}" if later else ""),
        who=(due.compiled_by,),
        what=due.name,
        when=(f"từ {first:%d/%m/%Y}: " if later else "") + ON_REQUEST,
        result=RESULT,
        basis=due.basis,
        recipients=due.recipients,
        certainty=due.certainty,
        doubts=due.doubts,
    )


def _raised(plan: Plan, context: Context, names: Mapping[str, str]) -> tuple[StandingDuty, ...]:
    """Letters, raised by what happens, and indicators, codes and checklists, which hold every day."""
    found = []

    def add(name: str, who: tuple[str, ...], what: str, when: str, result: str | None, clause: str) -> None:
        its = own(plan, name, context)
        found.append(
            StandingDuty(
                id=f"{plan.id}/{name}",
                who=who,
                what=what,
                when=when,
                result=result,
                basis=its.basis(clause),
                certainty=its.certainty,
                doubts=its.doubts,
            )
        )

    for letter in plan.letter:
        when = "; ".join(occasion.vietnamese for occasion in letter.on)
        add(
            letter.id, (names[letter.by],), f"Thư {letter.kind.vietnamese}", when, "; ".join(letter.ways), letter.clause
        )
    for indicator in plan.indicator:
        target = str(indicator.target) if indicator.target else "duy trì, cải thiện, nâng cao"
        if indicator.at_most is not None:
            target = f"không quá {indicator.at_most}" if indicator.at_most else "không có"
        what, when = f"{indicator.name}: {target} {indicator.of}", indicator.when or "thường xuyên"
        add(indicator.id, (), what, when, None, indicator.clause)
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
            told = Finding(
                severity=Severity.WARNING, code="indicator.counted", message_vi=vi, message_en=en, where=indicator.id
            )
            found.append(grounded(told, rule))
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
