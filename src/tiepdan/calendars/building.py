"""Dựng lịch — the kind of every day of a coverage, out of the law, the decisions and local changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import attrs

from ..brief import brief
from ..certainty import Certainty, Doubt
from ..errors import InvalidValue, OutsideCoverage, shown
from ..law import Citation, Compensation, Holiday, Holidays, Law, Reckoning, SpanPattern, Version
from ..records import filled
from ..spans import DateRange
from ..typed import typed
from .days import DayKind
from .decisions import Decision, Span, Swap
from .lunar import LunarDate, LunarMonthDay

_REST = frozenset((5, 6))  # Saturday, Sunday


@attrs.frozen(kw_only=True, field_transformer=typed)
class LocalChange:
    """Quyết định riêng — days that a place or an agency has off, or works, by a document of its own."""

    __repr__ = brief

    document: str = attrs.field(validator=filled)
    off: tuple[date, ...] = ()
    working: tuple[date, ...] = ()


class Note(NamedTuple):
    """What there is to say of one day beyond its kind."""

    names: tuple[str, ...] = ()
    decision: Decision | None = None
    doubts: tuple[Doubt, ...] = ()
    certainty: Certainty = Certainty.SETTLED
    local: str | None = None
    citations: tuple[Citation, ...] = ()


class Misfit(NamedTuple):
    """What cannot be in a decision: its place among the decisions, the place in it, and words."""

    decision: int
    place: str
    words: str


class MisfitError(InvalidValue):
    """Decisions that cannot be, such as one that swaps off a day that is off; all of them at once."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits: tuple[Misfit, ...] = tuple(misfits)
        super().__init__(self.misfits)

    def __str__(self) -> str:
        return "; ".join(misfit.words for misfit in self.misfits)


class _HolidayDay(NamedTuple):
    day: date
    rule: str
    version: Version
    name: str
    decision: Decision | None
    certainty: Certainty
    doubts: tuple[Doubt, ...]


class Sheet:
    """The calendar while it is being built: a kind and perhaps a note for each day."""

    def __init__(self, coverage: DateRange) -> None:
        self.coverage = coverage
        self.kinds: dict[date, DayKind] = {
            day: DayKind.WEEKLY_REST if day.weekday() in _REST else DayKind.WORKING for day in coverage
        }
        self.notes: dict[date, Note] = {}
        self.decided_years: set[int] = set()

    def mark(self, day: date, kind: DayKind | None, note: Note) -> None:
        """Set a day's kind, unless None, and add to what is noted of it; days outside the coverage are left alone."""
        if day not in self.kinds:
            return
        if kind:
            self.kinds[day] = kind
        before = self.notes.get(day, Note())
        self.notes[day] = Note(
            before.names + tuple(name for name in note.names if name not in before.names),
            note.decision or before.decision,
            before.doubts + note.doubts,
            min(before.certainty, note.certainty),
            note.local or before.local,
            before.citations + note.citations,
        )

    def next_working(self, day: date) -> date:
        """The first working day after a day, which may lie one day beyond the coverage."""
        day += timedelta(days=1)
        while day in self.kinds and self.kinds[day] is not DayKind.WORKING:
            day += timedelta(days=1)
        return day


def build(law: Law, decisions: tuple[Decision, ...], changes: tuple[LocalChange, ...], coverage: DateRange) -> Sheet:
    """The whole calendar: holidays, then what compensates them, then swaps, then local changes.

    Raises:
        MisfitError: decisions that cannot be.
        OutsideCoverage: a local change outside the coverage.
    """
    sheet = Sheet(coverage)
    holidays = _holidays(law, decisions, sheet)
    for holiday in holidays:
        note = Note(
            (holiday.name,), holiday.decision, holiday.doubts, holiday.certainty, citations=holiday.version.citations
        )
        sheet.mark(holiday.day, DayKind.STATUTORY, note)
    _compensate(law, holidays, sheet)
    if found := list(_misfits(law, decisions, sheet)):
        raise MisfitError(found)
    for decision in decisions:
        for swap in decision.swaps:
            _swap(decision, swap, sheet)
    for change in changes:
        _change(change, sheet)
    return sheet


def _misfits(law: Law, decisions: tuple[Decision, ...], sheet: Sheet) -> Iterator[Misfit]:
    swapped: dict[date, Swap] = {}
    for index, decision in enumerate(decisions):
        for place, span in enumerate(decision.spans):
            for words in _span_misfits(law, decision, span, sheet.coverage):
                yield Misfit(index, f"spans[{place}]", words)
        for place, swap in enumerate(decision.swaps):
            if swap.off not in sheet.coverage and swap.work not in sheet.coverage:
                words = f"{swap.off} and {swap.work} are outside what is covered: {sheet.coverage}"
                yield Misfit(index, f"swaps[{place}]", words)
            kind = sheet.kinds.get(swap.off, DayKind.WORKING)
            if kind is not DayKind.WORKING:
                words = f"{swap.off} cannot be swapped off: it is off already ({kind.value})"
                yield Misfit(index, f"swaps[{place}].off", words)
            kind = sheet.kinds.get(swap.work, DayKind.WEEKLY_REST)
            if kind is not DayKind.WEEKLY_REST:
                words = f"{swap.work} cannot make up: it is no day of rest ({kind.value})"
                yield Misfit(index, f"swaps[{place}].work", words)
            for day in (swap.off, swap.work):
                if swapped.setdefault(day, swap) != swap:
                    yield Misfit(index, f"swaps[{place}]", f"{day} is swapped already, otherwise")


def _span_misfits(law: Law, decision: Decision, span: Span, covered: DateRange) -> Iterator[str]:
    if not covered.first.year <= decision.year <= covered.last.year:
        yield f"the year {decision.year} of the decision is outside what is covered: {covered}"
        return
    for holiday, _, _ in _listed(law, decision.year):
        if holiday.id == span.holiday:
            anchor = _anchor(holiday, decision.year)
            if anchor not in span.days:
                yield f"{holiday.name_vi} {decision.year} is {anchor}, outside the span {span.days}"
            if len(span.days) != holiday.days:
                yield f"{holiday.name_vi} has {holiday.days} days by law; the span {span.days} has {len(span.days)}"
            return
    names = sorted(holiday.id for holiday, _, _ in _listed(law, decision.year))
    yield f"there is no holiday {shown(span.holiday)} in {decision.year}; there are: {', '.join(names)}"


def _listed(law: Law, year: int) -> Iterator[tuple[Holiday, str, Version]]:
    """The holidays of a year, each with the rule and the version that lists it on its day."""
    for rule in law.rules:
        for version in rule.versions:
            if isinstance(version.value, Holidays):
                for holiday in version.value.holidays:
                    if _anchor(holiday, year) in version:
                        yield holiday, rule.id, version


def _anchor(holiday: Holiday, year: int) -> date:
    if holiday.calendar is Reckoning.LUNAR:
        return LunarMonthDay(holiday.month, holiday.day).in_year(year).to_date()
    return date(year, holiday.month, holiday.day)


def _holidays(law: Law, decisions: tuple[Decision, ...], sheet: Sheet) -> list[_HolidayDay]:
    """Every day of every holiday in order, the chosen spans decided or projected."""
    chosen = {(decision.year, span.holiday): (decision, span) for decision in decisions for span in decision.spans}
    found: list[_HolidayDay] = []
    for year in range(sheet.coverage.first.year, sheet.coverage.last.year + 1):
        listed = list(_listed(law, year))
        open_ones = [holiday for holiday, _, _ in listed if holiday.pattern]
        if all((year, holiday.id) in chosen for holiday in open_ones):
            sheet.decided_years.add(year)
        for holiday, rule, version in listed:
            anchor = _anchor(holiday, year)
            decision, span = chosen.get((year, holiday.id), (None, None))
            days, certainty, doubts = _projected(law, holiday, anchor)
            if decision and span:
                days, certainty, doubts = span.days, decision.certainty, ()
            found.extend(
                _HolidayDay(day, rule, version, _name(holiday, day, anchor), decision, certainty, doubts)
                for day in days
            )
    return sorted(found, key=lambda holiday: (holiday.day, holiday.rule))


def _projected(law: Law, holiday: Holiday, anchor: date) -> tuple[DateRange, Certainty, tuple[Doubt, ...]]:
    if holiday.pattern is None:
        return DateRange(anchor, anchor), Certainty.SETTLED, ()
    version = law.on(holiday.pattern, anchor)
    pattern = law.value(SpanPattern, holiday.pattern, anchor)
    first = anchor - timedelta(days=pattern.before[anchor.weekday()])
    return DateRange(first, first + timedelta(days=holiday.days - 1)), Certainty.PROJECTED, version.doubts


def _name(holiday: Holiday, day: date, anchor: date) -> str:
    if holiday.calendar is Reckoning.LUNAR:
        return f"{holiday.name_vi} ({LunarDate.from_date(day).monthday})"
    return holiday.name_vi if day == anchor else f"{holiday.name_vi} (ngày liền kề)"


def _compensate(law: Law, holidays: list[_HolidayDay], sheet: Sheet) -> None:
    for holiday in holidays:
        if holiday.day.weekday() not in _REST:
            continue
        to = sheet.next_working(holiday.day)
        if version := _compensation(law, holiday):
            name = f"Nghỉ bù {holiday.name} ngày {holiday.day:%d/%m/%Y}"
            note = Note((name,), holiday.decision, holiday.doubts, holiday.certainty, citations=version.citations)
            sheet.mark(to, DayKind.COMPENSATORY, note)
        else:
            for day in (holiday.day, to):
                sheet.mark(day, None, Note(doubts=holiday.version.doubts))


def _compensation(law: Law, holiday: _HolidayDay) -> Version | None:
    """The version by which the holiday is compensated when it falls on a day of rest, or None."""
    for rule in law.rules:
        for version in rule.versions:
            if isinstance(version.value, Compensation) and holiday.day in version and holiday.rule in version.value.of:
                return version
    return None


def _swap(decision: Decision, swap: Swap, sheet: Sheet) -> None:
    off = f"Nghỉ hoán đổi (làm bù {swap.work:%d/%m/%Y})"
    work = f"Làm bù cho ngày {swap.off:%d/%m/%Y}"
    sheet.mark(swap.off, DayKind.SWAPPED_OFF, Note((off,), decision, (), decision.certainty))
    sheet.mark(swap.work, DayKind.MAKE_UP, Note((work,), decision, (), decision.certainty))


def _change(change: LocalChange, sheet: Sheet) -> None:
    for day in (*change.off, *change.working):
        if day not in sheet.coverage:
            raise OutsideCoverage(f"{change.document}: {day} is outside {sheet.coverage}")
    for day in change.off:
        if sheet.kinds[day].working:
            sheet.mark(day, DayKind.LOCAL_OFF, Note((f"Nghỉ theo {change.document}",), local=change.document))
    for day in change.working:
        if not sheet.kinds[day].working:
            sheet.mark(day, DayKind.MAKE_UP, Note((f"Làm việc theo {change.document}",), local=change.document))
