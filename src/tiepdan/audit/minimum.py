"""Mức tối thiểu — whether who must receive in person does so on as many days as the law of the time asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from ..agenda import Agenda
from ..arguments import checked
from ..calendars import WorkCalendar
from ..errors import InvalidValue
from ..law import Finding, Law, Per, Quota, Severity, Version, grounded
from ..people import Post
from ..plans import Inherited, Plan
from ..reception import Credit, Reception
from ..spans import DateRange
from ..work import Item, Status

_DAY = timedelta(days=1)


@checked
def minimum_findings(
    plan: Plan, agenda: Agenda, *, calendar: WorkCalendar, law: Law | None = None
) -> tuple[Finding, ...]:
    """Phát hiện về mức tối thiểu — the weeks, months, quarters and years of an agenda with too few days in person.

    Receptions of one receiver under one rule count together. A day counts by the `credit` of its reception: by default
    for any session that the receiver takes himself. Only periods that lie whole in the agenda are judged; the one in
    which the law changes, and one without a working day, are said, not waived.

    Raises:
        UnknownName: a reception names as its minimum a rule that there is not.
        InvalidValue: it names one that sets no number a week, month, quarter or year.

    Căn cứ: Điều 15 Luật số 42/2013/QH13, before and after Luật số 136/2025/QH15; Điều 12, Điều 18.
    """
    registry = law or calendar.law
    groups: dict[tuple[str, str], list[Inherited[Reception]]] = defaultdict(list)
    for one in plan.in_force(Reception):
        if one.value.minimum:
            groups[(one.value.receiver, one.value.minimum)].append(one)
    found: list[Finding] = []
    for (receiver, rule), receptions in groups.items():
        held_on = DateRange(min(one.valid.first for one in receptions), max(one.valid.last for one in receptions))
        asked = agenda.period.intersection(held_on)
        who = plan.posts_on(held_on.last)[receiver].name
        names = {one.value.name for one in plan.in_force(Post) if one.value.id == receiver}
        days = _days_in_person(agenda.items, receptions, names)
        for version in registry[rule].versions:
            if not isinstance(version.value, Quota) or not version.value.per:
                words = f"sets no number a week, month, quarter or year ('{version.value}'): a minimum needs one"
                raise InvalidValue(f"{rule} {words}")
            held = _within(version, asked) if asked else None
            if held and asked:
                found.extend(_judge(version, version.value, held, asked, days, who, calendar))
    return tuple(found)


def _days_in_person(
    items: Sequence[Item], receptions: Sequence[Inherited[Reception]], receiver: Collection[str]
) -> list[date]:
    """The days that count, in order; the receiver's post may have had several names."""
    minutes: dict[date, int] = defaultdict(int)
    needed: dict[date, int] = {}
    for item in items:
        if item.kind != "reception" or item.date is None or item.status is not Status.PLANNED:
            continue
        of_it = [one for one in receptions if one.value.id == item.id.split("/")[1]]
        credit = next((one.value.credit for one in of_it if one.holds(item.date)), None)
        if credit is None:
            continue
        if _counts(item, receiver, credit):
            minutes[item.date] += _length(item)
            needed[item.date] = credit.minutes or 0
    return sorted(day for day, length in minutes.items() if length >= needed[day])


def _counts(item: Item, receiver: Collection[str], credit: Credit) -> bool:
    own = item.who in receiver and item.on_behalf_of is None
    return own or (credit.delegated and item.on_behalf_of in receiver)


def _length(item: Item) -> int:
    """Minutes of an item."""
    if item.start is None or item.end is None or item.date is None:
        return 0
    length = datetime.combine(item.date, item.end) - datetime.combine(item.date, item.start)
    return int(length.total_seconds()) // 60


def _within(version: Version, asked: DateRange) -> DateRange | None:
    last = version.valid_to - _DAY if version.valid_to else date.max
    return asked.intersection(DateRange(version.valid_from, last))


def _judge(
    version: Version,
    quota: Quota,
    held: DateRange,
    asked: DateRange,
    days: Sequence[date],
    who: str,
    calendar: WorkCalendar,
) -> Iterator[Finding]:
    assert quota.per
    for name, period in _periods(quota.per, held):
        inside = period.intersection(asked)
        if inside != period:
            continue
        count = sum(day in period for day in days)
        if period.last > held.last and version.valid_to:
            yield _finding(version, Severity.INFO, "change", who, name, period, _CHANGE)
        elif not quota.met(count) and not calendar.working_days(period):
            yield _finding(version, Severity.WARNING, "wholly-off", who, name, period, _WHOLLY_OFF)
        elif not quota.met(count):
            said = (
                f"trực tiếp tiếp {count} ngày, luật: {quota}",
                f"received in person on {count} days; the law: {quota}",
            )
            yield _finding(version, Severity.ERROR, "short", who, name, period, said)


_CHANGE = "luật thay đổi trong kỳ này, không xét", "the law changes within it; it is not judged"
_WHOLLY_OFF = "cả kỳ là ngày nghỉ, luật không quy định miễn", "all of it is off, and the law waives nothing"


def _finding(
    version: Version, severity: Severity, code: str, who: str, name: str, period: DateRange, said: tuple[str, str]
) -> Finding:
    found = Finding(
        severity=severity,
        code=f"reception.minimum.{code}",
        message_vi=f"{who}, {name} ({period.first:%d/%m}–{period.last:%d/%m/%Y}): {said[0]}",
        message_en=f"{who}, {name} ({period}): {said[1]}",
        where=name,
    )
    return grounded(found, version)


def _periods(per: Per, held: DateRange) -> Iterator[tuple[str, DateRange]]:
    """The periods that begin in the days a version holds, each named: `2026-W08`, `2026-07`, `2026-Q3`, `2026`."""
    if per is Per.WEEK:
        day = held.first - timedelta(days=held.first.weekday())
        while day <= held.last:
            year, week, _ = day.isocalendar()
            if day in held:
                yield f"{year}-W{week:02}", DateRange(day, day + timedelta(days=6))
            day += timedelta(days=7)
        return
    months = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}[per]
    for year in range(held.first.year, held.last.year + 1):
        for first in range(1, 13, months):
            start = date(year, first, 1)
            following = date(year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
            name = {1: f"{year}-{first:02}", 3: f"{year}-Q{first // 3 + 1}", 12: str(year)}[months]
            if start in held:
                yield name, DateRange(start, following - _DAY)
