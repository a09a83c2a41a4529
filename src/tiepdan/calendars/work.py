"""Lịch làm việc — the working days of those who work for the state, with what is decided and what is projected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from ..arguments import as_declared, checked
from ..certainty import Certainty
from ..drawing import drawn_by
from ..errors import InvalidFile, InvalidValue, Misplaced, OutsideCoverage
from ..frozen import Frozen
from ..law import Holidays, Law
from ..once import once
from ..shipped import shipped_file
from ..spans import DateRange, civil_date
from .building import LocalChange, MisfitError, Note
from .coverage import coverage
from .days import Day, DayKind
from .decisions import Decision, in_force, read_decisions, shipped_decisions, shipped_place
from .lunar import LunarDate, tet
from .sources import CalendarSource
from .tables import Tables, tables

_NO_NOTE = Note()
_DAY = timedelta(days=1)


@drawn_by("calendars")
class WorkCalendar(Frozen):
    """Lịch làm việc — Monday to Friday, less the days off, plus the Saturdays made up.

    A calendar never changes; `with_decision` and `with_local` return another one. All questions about working days are
    answered from tables, in the same time whatever the distance. Calendars of the same law, decisions and changes as of
    the same day are equal. One is pickled as what was added to the shipped data, which stay where they are, and a
    fingerprint.

    >>> calendar = WorkCalendar.vietnam()
    >>> calendar.add_working_days(date(2026, 8, 21), 1)  # a Friday; the Saturday after it is made up
    datetime.date(2026, 8, 22)
    >>> print(calendar.tet_break(2027))
    2027-02-04..2027-02-10

    Căn cứ: Điều 111, Điều 112 Bộ luật số 45/2019/QH14; the yearly decisions are named by each `Day`.
    """

    __slots__ = ("_changes", "_data_as_of", "_decisions", "_first", "_kinds", "_place", "_tables", "_worked",
                 "_working", "coverage", "law")  # fmt: skip

    coverage: DateRange
    """The days that the calendar can tell of."""

    law: Law
    """The registry whose days off it keeps."""

    _decisions: tuple[Decision, ...]
    _changes: tuple[LocalChange, ...]
    _data_as_of: date
    _tables: Tables
    _first: int  # the ordinal of the first day

    # What the tables hold, once more: an attribute less to look up where one counts.
    _kinds: tuple[DayKind, ...]
    _worked: tuple[bool, ...]
    _working: tuple[date, ...]
    _place: tuple[int, ...]

    @checked
    def __init__(
        self,
        law: Law,
        decisions: tuple[Decision, ...],
        changes: tuple[LocalChange, ...],
        days: DateRange,
        data_as_of: date,
    ) -> None:
        """A calendar of a registry of one's own; most begin with `WorkCalendar.vietnam`.

        Args:
            law: whose holidays it keeps.
            decisions: on days off; of two on one holiday of a year the later counts.
            changes: local days off and days worked.
            days: the days that it covers.
            data_as_of: the day up to which decisions are known.

        Raises:
            InvalidValue: a decision names days that cannot be, such as one that is off already.
            OutsideCoverage: a local change outside the days.
        """
        known = tables(law, decisions, changes, days)
        self._set("law", law)
        self._set("coverage", days)
        self._set("_decisions", decisions)
        self._set("_changes", changes)
        self._set("_data_as_of", data_as_of)
        self._set("_tables", known)
        self._set("_first", days.first.toordinal())
        self._set("_kinds", known.kinds)
        self._set("_worked", known.worked)
        self._set("_working", known.working)
        self._set("_place", known.place)

    @classmethod
    @checked
    def vietnam(cls, *, known_on: date | None = None) -> WorkCalendar:
        """The calendar of state employees, by the shipped law and decisions.

        Args:
            known_on: only what was decided by that day; the rest is projected. None: all that the data hold.

        Raises:
            OutsideCoverage: no law on days off that is held here had been signed by `known_on`.
            InvalidFile: a shipped decision names days that cannot be, such as one that is off already.
        """
        return _shipped() if known_on is None else _known(known_on)

    @checked
    def with_decision(self, decision: Decision | str | Path) -> WorkCalendar:
        """This calendar with one more decision, or with those of a TOML file like the shipped ones.

        A later decision on the same holiday of a year replaces the earlier.

        Raises:
            InvalidFile: the file has mistakes, or names days that cannot be; all of them at once.
            InvalidValue: the decision names days that cannot be.
        """
        new = (decision,) if isinstance(decision, Decision) else read_decisions(decision)
        as_of = max([self._data_as_of, *(one.issued for one in new if one.issued)])
        try:
            return WorkCalendar(self.law, self._decisions + new, self._changes, self.coverage, as_of)
        except MisfitError as error:
            if isinstance(decision, Decision):
                raise
            raise InvalidFile(str(decision), list(_added(error, self._decisions))) from None

    @checked
    def with_local(self, *, document: str, off: Iterable[date] = (), working: Iterable[date] = ()) -> WorkCalendar:
        """This calendar with days that a place or an agency has off, or works, by a document of its own.

        Raises:
            InvalidValue: a day is both off and worked.
            OutsideCoverage: a day is not covered.
        """
        change = LocalChange(
            document=document,
            off=tuple(sorted(off)),
            working=tuple(sorted(working)),
        )
        if both := set(change.off) & set(change.working):
            raise InvalidValue(f"{document}: {min(both)} is both off and worked; name it once")
        return WorkCalendar(self.law, self._decisions, (*self._changes, change), self.coverage, self._data_as_of)

    @property
    def data_as_of(self) -> date:
        """The day up to which decisions are taken account of."""
        return self._data_as_of

    @property
    def decided_until(self) -> date | None:
        """The last day of the unbroken run of decided years, or None; later days are projected."""
        year = self.coverage.first.year
        while year in self._tables.decided_years:
            year += 1
        return date(year - 1, 12, 31) if year > self.coverage.first.year else None

    def day(self, day: date) -> Day:
        """All that is known of a day.

        Raises:
            OutsideCoverage: the day is not covered.
        """
        kind, note = self._kinds[self._index(day)], self._tables.notes.get(day, _NO_NOTE)
        decided = day.year in self._tables.decided_years or note.decision or note.local
        base = Certainty.SETTLED if decided else Certainty.PROJECTED
        return Day(
            date=day,
            kind=kind,
            working=kind.working,
            names=note.names,
            decision=note.decision.document if note.decision else None,
            lunar=LunarDate.from_date(day),
            certainty=min(base, note.certainty) if not note.local else base,
            doubts=note.doubts,
            citations=note.citations,
            local=note.local,
        )

    def certainty(self, day: date) -> Certainty:
        """How sure the kind of a day is."""
        return self.day(day).certainty

    def is_working_day(self, day: date) -> bool:
        """Whether one works on the day; make-up Saturdays count.

        Raises:
            OutsideCoverage: the day is not covered.
        """
        return self._worked[self._index(day)]

    @checked
    def working_days(self, period: DateRange) -> tuple[date, ...]:
        """The working days of a period, in order.

        Raises:
            OutsideCoverage: a day of the period is not covered.
        """
        first, last = self._index(period.first), self._index(period.last)
        return self._working[self._place[first - 1] + 1 if first else 0 : self._place[last] + 1]

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after a day, or before it for a negative n; the day itself for 0.

        Raises:
            OutsideCoverage: the day or the answer is not covered.
        """
        if type(day) is not date or type(n) is not int:
            day, n = civil_date(day, "day"), as_declared("WorkCalendar.add_working_days: n", int, n)
        index = day.toordinal() - self._first
        try:
            if n > 0 and index >= 0:
                return self._working[self._place[index] + n]
            if index < 0:
                self._index(day)
            place = self._place[index] - self._worked[index] + 1 + n
            if n == 0:
                return day
            if place >= 0:
                return self._working[place]
        except IndexError:
            self._index(day)
        raise OutsideCoverage(f"{n} working days from {day} leave what is covered: {self.coverage}")

    def count_working_days(self, start: date, end: date) -> int:
        """The working days after `start` up to and with `end`; negative when `end` lies before `start`.

        Raises:
            OutsideCoverage: one of the days is not covered.
        """
        return self._place[self._index(end, "end")] - self._place[self._index(start, "start")]

    def roll_forward(self, day: date) -> date:
        """The day itself if it is worked, else the next working day.

        Raises:
            OutsideCoverage: the day or the answer is not covered.
        """
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def roll_backward(self, day: date) -> date:
        """The day itself if it is worked, else the last working day before it.

        Raises:
            OutsideCoverage: the day or the answer is not covered.
        """
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def days_off_around(self, day: date) -> DateRange | None:
        """Đợt nghỉ — the unbroken run of days off that holds the day, weekends included; None for a working day.

        Raises:
            OutsideCoverage: the day is not covered, or the run may reach beyond what is.
        """
        index = self._index(day)
        if self._worked[index]:
            return None
        before = self._place[index]
        if before < 0 or before + 1 == len(self._working):
            raise OutsideCoverage(f"the days off around {day} reach the end of what is covered: {self.coverage}")
        return DateRange(self._working[before] + _DAY, self._working[before + 1] - _DAY)

    def tet_break(self, year: int) -> DateRange | None:
        """Kỳ nghỉ Tết — the run of days off around mùng 1 of a lunar year, weekends included.

        Raises:
            OutsideCoverage: Tết of that year is not covered, or its run of days off may reach beyond what is.
        """
        return self.days_off_around(tet(year))

    @checked
    def check_covers(self, period: DateRange) -> None:
        """Refuse a period of which a day is not covered, where an answer for the rest would be taken for the whole.

        Raises:
            OutsideCoverage: a day of the period is not covered; the message says what is.
        """
        if period.first not in self.coverage or period.last not in self.coverage:
            raise OutsideCoverage(f"the period {period} leaves what the calendar covers: {self.coverage}")

    @checked
    def special_days(self, period: DateRange) -> tuple[Day, ...]:
        """The days of a period that are neither plain working days nor plain weekly rest.

        Raises:
            OutsideCoverage: a day of the period is not covered.
        """
        plain = (DayKind.WORKING, DayKind.WEEKLY_REST)
        self.check_covers(period)
        return tuple(self.day(day) for day in period if self._kinds[self._index(day)] not in plain)

    @property
    def fingerprint(self) -> str:
        """A text that calendars of the same law, decisions and changes share, in every process."""
        return self.source.fingerprint

    @property
    def source(self) -> CalendarSource:
        """What it was made of, by which it travels."""
        return CalendarSource.of(*self._parts())

    def __eq__(self, other: object) -> bool:
        return self is other or self._parts() == other._parts() if isinstance(other, WorkCalendar) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._data_as_of, self.coverage, self._changes, len(self._decisions)))

    def __reduce__(self) -> tuple[Callable[[CalendarSource], WorkCalendar], tuple[CalendarSource]]:
        return CalendarSource.calendar, (self.source,)

    def _parts(self) -> tuple[Law, tuple[Decision, ...], tuple[LocalChange, ...], DateRange, date]:
        return self.law, self._decisions, self._changes, self.coverage, self._data_as_of

    def _index(self, day: date, name: str = "day") -> int:
        index = (day if type(day) is date else civil_date(day, name)).toordinal() - self._first
        if not 0 <= index < len(self._kinds):
            raise OutsideCoverage(f"{day} is outside the working days covered here: {self.coverage}")
        return index

    def __repr__(self) -> str:
        return f"<WorkCalendar {self.coverage}, data as of {self.data_as_of}, {len(self._changes)} local changes>"


@once()
def _shipped() -> WorkCalendar:
    covered = coverage()
    return _of_shipped(Law.vietnam(), shipped_decisions(), covered.days, covered.data_as_of)


@once(kept=8)
def _known(on: date) -> WorkCalendar:
    law, covered = Law.vietnam().known_on(on), coverage()
    if not any(isinstance(version.value, Holidays) for rule in law.rules for version in rule.versions):
        raise OutsideCoverage(f"no law on days off that is held here had been signed by {on}; ask of later")
    decisions = in_force(shipped_decisions(), on)
    return _of_shipped(law, decisions, covered.days, min(on, covered.data_as_of))


def _of_shipped(law: Law, decisions: tuple[Decision, ...], days: DateRange, as_of: date) -> WorkCalendar:
    """The calendar of shipped decisions; what cannot be in them is told where it stands."""
    try:
        return WorkCalendar(law, decisions, (), days, as_of)
    except MisfitError as error:
        raise InvalidFile(str(shipped_file("calendars")), list(_misplaced(error, decisions))) from None


def _misplaced(error: MisfitError, decisions: Sequence[Decision]) -> Iterator[Misplaced]:
    """What cannot be in shipped decisions, where it stands."""
    for index, place, words in error.misfits:
        file, path = shipped_place(decisions[index])
        yield Misplaced(f"{path}.{place}", words, file=file)


def _added(error: MisfitError, before: Sequence[Decision]) -> Iterator[Misplaced]:
    """What cannot be since the decisions of a file came after others: in the file itself, or in one of the others."""
    for index, place, words in error.misfits:
        if index < len(before):
            yield Misplaced("$.decisions", f"with these, what {before[index].document} says cannot be: {words}")
        else:
            yield Misplaced(f"$.decisions[{index - len(before)}].{place}", words)
