"""Bài toán xếp lịch — a duty and its staff as yes-or-no choices, linear rules, and measures in their order.

A choice is that a person serves on a shift in a position. Both solvers read the same rules and the same measures here;
the checker (`checking`) reads neither. People stand in the order of their ids, so that the order of a file is nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from typing import NamedTuple

import attrs

from ..calendars import LunarDate, weekday_name
from ..errors import InvalidFile, Misplaced, nearest
from .period import DatedShift, DutyPeriod, last_day, touches
from .provision import Position
from .roster import Roster
from .staff import Fixed, Person, Request, Staff, Wish

MEASURES = ("changed", "refused", "repeated", "highest", "spread", "distance")
"""Changed assignments (of a roster that is mended), requests refused, heavy days served again, the highest load, how
far loads lie apart, and how far from their mean: in this order."""


class Choice(NamedTuple):
    """That a person serves on a shift in a position; each by its index."""

    person: int
    shift: int
    position: int


class HardRule(NamedTuple):
    """A rule that a roster keeps, in words, so that a conflict can be told."""

    kind: str
    vi: str
    en: str
    day: date | None
    people: tuple[str, ...]


class Row(NamedTuple):
    """A linear rule: the sum of coefficient × choice lies from `low` to `high`. `rule` is the index of its words."""

    rule: int
    terms: tuple[tuple[int, int], ...]
    low: int
    high: int


class Pool(NamedTuple):
    """Nhóm — people who can stand in for one another, directly or through others; they share their loads."""

    people: tuple[int, ...]
    mean: float


class Problem:
    """The choices, rows and measures of a duty in one year.

    Raises:
        InvalidFile: the staff or the history does not fit the duty; with all the mistakes.
    """

    period: DutyPeriod
    staff: Staff
    people: tuple[Person, ...]
    positions: tuple[Position, ...]
    choices: tuple[Choice, ...]
    weight: tuple[int, ...]
    history: tuple[int, ...]
    pools: tuple[Pool, ...]
    requests: tuple[tuple[Wish, tuple[int, ...]], ...]
    repeats: frozenset[int]
    kept: frozenset[int]

    def __init__(
        self, period: DutyPeriod, staff: Staff, history: Sequence[Roster] = (), previous: Roster | None = None
    ) -> None:
        self.period, self.staff = period, staff
        self.people = tuple(sorted(staff.person, key=lambda person: person.id))
        self.positions = period.duty.position
        self._place = {person.id: index for index, person in enumerate(self.people)}
        misfits = (Misplaced(one.path, one.message, file=staff.file or None) for one in self._misfits())
        if mistakes := [*misfits, *_history_misfits(period, staff, history)]:
            raise InvalidFile("staff and history", mistakes)
        self._bound = _in_order(staff)
        self.choices = tuple(self._choices())
        self._index = {choice: index for index, choice in enumerate(self.choices)}
        self._of_person: list[list[int]] = [[] for _ in self.people]
        for index, choice in enumerate(self.choices):
            self._of_person[choice.person].append(index)
        self.rules: list[HardRule] = []
        self.rows: list[Row] = []
        for add in (
            self._demands, self._absences, self._services, self._rests, self._limits, self._days_in_a_row,
            self._pairs, self._fixed
        ):  # fmt: skip
            add()
        self.weight = tuple(period.shifts[choice.shift].weight for choice in self.choices)
        shut = {row.terms[0][0] for row in self.rows if row.high == 0 and len(row.terms) == 1}
        able = {choice.person for index, choice in enumerate(self.choices) if index not in shut}
        members = self._members(able)
        self.history = _carried(period, self.people, members, history)
        self.pools = tuple(self._pool(pool) for pool in members)
        self.requests = tuple(self._requests())
        self.repeats = frozenset(self._repeats(history))
        self.kept = frozenset(self.chosen(previous)) if previous else frozenset()

    # what can be chosen

    def _choices(self) -> Iterator[Choice]:
        for p, person in enumerate(self.people):
            for s, dated in enumerate(self.period.shifts):
                for q, position in enumerate(self.positions):
                    if person.post in position.posts and dated.shift.id in position.shifts:
                        yield Choice(p, s, q)

    def where(
        self, *, person: int | None = None, shifts: Iterable[int] | None = None, position: int | None = None
    ) -> list[int]:
        """The choices of a person, of shifts, of a position."""
        wanted = None if shifts is None else set(shifts)
        return [
            index
            for index in (range(len(self.choices)) if person is None else self._of_person[person])
            if (wanted is None or self.choices[index].shift in wanted)
            and (position is None or self.choices[index].position == position)
        ]

    # rules

    def _rule(self, kind: str, vi: str, en: str, day: date | None = None, people: Iterable[str] = ()) -> int:
        self.rules.append(HardRule(kind, vi, en, day, tuple(people)))
        return len(self.rules) - 1

    def _row(self, rule: int, ones: Iterable[int], low: int, high: int, minus: Iterable[int] = ()) -> None:
        terms = (*((index, 1) for index in ones), *((index, -1) for index in minus))
        if terms or low > 0:
            self.rows.append(Row(rule, terms, low, high))

    def _demands(self) -> None:
        for s, dated in enumerate(self.period.shifts):
            for q, position in enumerate(self.positions):
                if dated.shift.id not in position.shifts:
                    continue
                vi = f"{day_words(dated.day)}, {_hours(dated)}: {position.name} cần {position.number} người"
                en = f"{dated.day} {dated.shift.id}: {position.id} needs {position.number}"
                rule = self._rule("demand", vi, en, dated.day)
                self._row(rule, self.where(shifts=[s], position=q), position.number, position.number)

    def _absences(self) -> None:
        for away in self._bound.absence:
            vi = f"{away.person} vắng từ {away.first:%d/%m/%Y} đến {away.last:%d/%m/%Y} ({away.ground.vietnamese})"
            en = f"{away.person} is absent {away.first}..{away.last} ({away.ground.value})"
            rule = self._rule("absence", vi, en, away.first, [away.person])
            touched = [s for s, dated in enumerate(self.period.shifts) if touches(dated, away.first, away.last)]
            for index in self.where(person=self._place[away.person], shifts=touched):
                self._row(rule, [index], 0, 0)

    def _services(self) -> None:
        for p, person in enumerate(self.people):
            out = [
                s
                for s, dated in enumerate(self.period.shifts)
                if not person.serves(dated.start.date(), last_day(dated))
            ]
            if out:
                vi = f"{person.id} không còn hoặc chưa công tác tại đơn vị"
                rule = self._rule("service", vi, f"{person.id} is not in service", None, [person.id])
                for index in self.where(person=p, shifts=out):
                    self._row(rule, [index], 0, 0)

    def _rests(self) -> None:
        """One place at a time, and the rest between shifts: at each start, one shift of all not over and rested."""
        hours = self.period.duty.rest_hours
        rest = timedelta(hours=hours)
        for p, person in enumerate(self.people):
            vi = f"{person.id} không trực hai nơi cùng lúc" + (f" và nghỉ {hours} giờ giữa hai ca" if hours else "")
            en = f"{person.id} is in one place" + (f" and rests {hours} hours between shifts" if hours else "")
            rule = self._rule("rest", vi, en, None, [person.id])
            own = self.where(person=p)
            seen: set[tuple[int, ...]] = set()
            for start in sorted({self.period.shifts[self.choices[index].shift].start for index in own}):
                clique = tuple(index for index in own if self._busy_at(index, start, rest))
                if len(clique) > 1 and clique not in seen:
                    seen.add(clique)
                    self._row(rule, clique, 0, 1)

    def _busy_at(self, index: int, moment: datetime, rest: timedelta) -> bool:
        dated = self.period.shifts[self.choices[index].shift]
        return dated.start <= moment < dated.end + rest

    def _limits(self) -> None:
        most = self.period.duty.at_most
        for p, person in enumerate(self.people):
            own = self.where(person=p)
            if most is not None and len(own) > most:
                vi, en = f"{person.id} trực không quá {most} ca", f"{person.id} serves {most} shifts at most"
                self._row(self._rule("at-most", vi, en, None, [person.id]), own, 0, most)
            for q, position in enumerate(self.positions):
                here = [index for index in own if self.choices[index].position == q]
                if position.at_most is not None and len(here) > position.at_most:
                    vi = f"{person.id} trực {position.name} không quá {position.at_most} ca"
                    en = f"{person.id} serves {position.at_most} shifts at most as {position.id}"
                    self._row(self._rule("position-at-most", vi, en, None, [person.id]), here, 0, position.at_most)

    def _days_in_a_row(self) -> None:
        for q, position in enumerate(self.positions):
            if not position.no_consecutive_days:
                continue
            for p, person in enumerate(self.people):
                own = self.where(person=p, position=q)
                if not own:
                    continue
                vi = f"{person.id} không trực {position.name} hai ngày liền"
                rule = self._rule("consecutive", vi, f"{person.id} is not {position.id} on two days running", None,
                                  [person.id])  # fmt: skip
                for today in own:
                    for other in own:
                        if (self._day(other) - self._day(today)).days == 1:
                            self._row(rule, [today, other], 0, 1)

    def _day(self, index: int) -> date:
        return self.period.shifts[self.choices[index].shift].day

    def _pairs(self) -> None:
        for one, other in self._bound.apart:
            rule = self._rule("apart", f"{one} và {other} không trực cùng lúc", f"{one} and {other} serve apart", None,
                              [one, other])  # fmt: skip
            for mine in self.where(person=self._place[one]):
                for theirs in self.where(person=self._place[other]):
                    first, second = (self.period.shifts[self.choices[index].shift] for index in (mine, theirs))
                    if first.start < second.end and second.start < first.end:
                        self._row(rule, [mine, theirs], 0, 1)
        for one, other in self._bound.together:
            vi, en = f"{one} và {other} trực cùng ca", f"{one} and {other} serve on the same shifts"
            rule = self._rule("together", vi, en, None, [one, other])
            for s in range(len(self.period.shifts)):
                pair = [self.where(person=self._place[name], shifts=[s]) for name in (one, other)]
                if pair[0] or pair[1]:
                    self._row(rule, pair[0], 0, 0, minus=pair[1])

    def _fixed(self) -> None:
        for fixed in self._bound.fixed:
            if fixed.day not in self.period.days:
                continue
            vi = f"{fixed.person} đã được phân công trực {fixed.position} ca {fixed.shift} ngày {fixed.day:%d/%m/%Y}"
            en = f"{fixed.person} is fixed as {fixed.position} on {fixed.shift} of {fixed.day}"
            rule = self._rule("fixed", vi, en, fixed.day, [fixed.person])
            self._row(rule, [self._chosen(fixed.person, fixed.day, fixed.shift, fixed.position)], 1, 1)

    def _chosen(self, person: str, day: date, shift: str, position: str) -> int:
        s = next(s for s, one in enumerate(self.period.shifts) if (one.day, one.shift.id) == (day, shift))
        q = next(q for q, one in enumerate(self.positions) if one.id == position)
        return self._index[Choice(self._place[person], s, q)]

    # measures

    def _members(self, able: set[int]) -> tuple[tuple[int, ...], ...]:
        """The people of each pool: connected through the positions that their posts may fill."""
        pool_of = list(range(len(self.positions)))
        for person in able:
            mine = [q for q, position in enumerate(self.positions) if self.people[person].post in position.posts]
            joined = {pool_of[q] for q in mine}
            pool_of = [min(joined) if pool in joined else pool for pool in pool_of]
        groups: dict[int, list[int]] = defaultdict(list)
        for person in sorted(able):
            groups[next(pool_of[q] for q, one in enumerate(self.positions) if self.people[person].post in one.posts)
                   ].append(person)  # fmt: skip
        return tuple(map(tuple, groups.values()))

    def _pool(self, people: tuple[int, ...]) -> Pool:
        posts = {self.people[person].post for person in people}
        weight = sum(
            dated.weight * position.number
            for position in self.positions
            if posts & set(position.posts)
            for dated in self.period.shifts_of(position)
        )
        return Pool(people, (weight + sum(self.history[person] for person in people)) / len(people))

    def _requests(self) -> Iterator[tuple[Wish, tuple[int, ...]]]:
        for request in self._bound.request:
            if any(touches(dated, request.first, request.last) for dated in self.period.shifts):
                yield request.wants, tuple(self.asked(request))

    def asked(self, request: Request) -> list[int]:
        """The choices that a request speaks of."""
        touched = [s for s, dated in enumerate(self.period.shifts) if touches(dated, request.first, request.last)]
        return self.where(person=self._place[request.person], shifts=touched)

    def _repeats(self, history: Sequence[Roster]) -> Iterator[int]:
        """The choices of heavy days that the same person served last time."""
        if not history:
            return
        last = max(history, key=lambda roster: roster.year)
        marks = {heavy.on for heavy in self.period.duty.heavy if heavy.not_again}
        served = {(one.person, mark) for one in last.assignments for mark in one.marks}
        for index, choice in enumerate(self.choices):
            now = marks & set(self.period.shifts[choice.shift].marks)
            if any((self.people[choice.person].id, mark) in served for mark in now):
                yield index

    def chosen(self, roster: Roster) -> list[int]:
        """The choices that a roster makes, as far as they can still be made."""
        at = {
            (self.people[choice.person].id, self.period.shifts[choice.shift].day,
             self.period.shifts[choice.shift].shift.id, self.positions[choice.position].id): index
            for index, choice in enumerate(self.choices)
        }  # fmt: skip
        made = [at.get((one.person, one.day, one.shift, one.position)) for one in roster.assignments]
        return [index for index in made if index is not None]

    def loads(self, ones: Iterable[int]) -> list[int]:
        """The load of each person, with history."""
        loads = list(self.history)
        for index in ones:
            loads[self.choices[index].person] += self.weight[index]
        return loads

    def keeps(self, ones: Iterable[int]) -> bool:
        """Whether a set of choices keeps every rule."""
        chosen = set(ones)
        sums = (sum(factor for index, factor in row.terms if index in chosen) for row in self.rows)
        return all(row.low <= total <= row.high for row, total in zip(self.rows, sums, strict=True))

    def measure(self, ones: Iterable[int]) -> tuple[float, ...]:
        """The measures of a set of choices, in their order."""
        chosen = set(ones)
        return (*self.wishes(chosen), *self.fairness(self.loads(chosen)))

    def wishes(self, chosen: set[int]) -> tuple[int, int, int]:
        """The changed assignments, the requests refused, the heavy days served again."""
        refused = sum((not chosen.isdisjoint(asked)) == (wants is Wish.OFF) for wants, asked in self.requests)
        return len(self.kept - chosen), refused, len(self.repeats & chosen)

    def fairness(self, loads: Sequence[int]) -> tuple[float, float, float]:
        """The highest load, the sum over the pools of how far loads lie apart, the sum of distances from the mean."""
        pools = [[loads[person] for person in pool.people] for pool in self.pools]
        return (
            max(map(max, pools), default=0),
            sum(max(pool) - min(pool) for pool in pools),
            round(sum(abs(load - pool.mean) for pool, mine in zip(self.pools, pools, strict=True) for load in mine), 6),
        )

    def least(self) -> tuple[float, ...]:
        """What the measures cannot be less than, by mere division of the loads."""
        highest = max((max(ceil(pool.mean), *(self.history[p] for p in pool.people)) for pool in self.pools), default=0)
        uneven = [pool for pool in self.pools if pool.mean % 1]
        distance = sum(2 * len(pool.people) * (pool.mean % 1) * (1 - pool.mean % 1) for pool in uneven)
        return (0, 0, 0, highest, len(uneven), round(distance, 6))

    # what does not fit

    def _misfits(self) -> Iterator[Misplaced]:
        posts = {person.post for person in self.people}
        for position in self.positions:
            if not posts & set(position.posts):
                words = f"nobody holds a post of the plan's position '{position.id}': {', '.join(position.posts)}"
                yield Misplaced("$.person", words)
        yield from self._misfixed()
        yield from self._crowded()

    def _misfixed(self) -> Iterator[Misplaced]:
        shifts = {dated.shift.id for dated in self.period.shifts}
        positions = {position.id: position for position in self.positions}
        for index, fixed in enumerate(self.staff.fixed):
            path = f"$.fixed[{index}]"
            post = self.people[self._place[fixed.person]].post
            years = (self.period.days.first.year, self.period.days.last.year)
            if fixed.day not in self.period.days and fixed.day.year not in years:
                continue  # of another year
            if fixed.day not in self.period.days:
                yield Misplaced(f"{path}.day", f"{fixed.day} is not in the period of duty {self.period.days}")
            elif fixed.shift not in shifts:
                yield Misplaced(f"{path}.shift", f"there is no shift '{fixed.shift}'{nearest(fixed.shift, shifts)}")
            elif fixed.position not in positions:
                words = f"there is no position '{fixed.position}'{nearest(fixed.position, positions)}"
                yield Misplaced(f"{path}.position", words)
            elif post not in positions[fixed.position].posts:
                yield Misplaced(f"{path}.person", f"'{fixed.person}' holds no post of '{fixed.position}': {post}")
            elif (dated := self._dated(fixed, positions[fixed.position])) is None:
                yield Misplaced(f"{path}.shift", f"'{fixed.position}' has no shift '{fixed.shift}' on {fixed.day}")
            else:
                yield from self._fixed_and_away(fixed, dated, path)

    def _dated(self, fixed: Fixed, position: Position) -> DatedShift | None:
        there = self.period.shifts_of(position)
        return next((one for one in there if (one.day, one.shift.id) == (fixed.day, fixed.shift)), None)

    def _fixed_and_away(self, fixed: Fixed, dated: DatedShift, path: str) -> Iterator[Misplaced]:
        """Absences that touch the hours on which a person is fixed."""
        for place, away in enumerate(self.staff.absence):
            if away.person == fixed.person and touches(dated, away.first, away.last):
                words = f"'{fixed.person}' is fixed on {fixed.day} and absent by $.absence[{place}]; let one of them go"
                yield Misplaced(f"{path}.day", words)

    def _crowded(self) -> Iterator[Misplaced]:
        """More people fixed on a shift in a position than it takes."""
        number = {position.id: position.number for position in self.positions}
        there: dict[tuple[date, str, str], dict[str, int]] = defaultdict(dict)
        for index, fixed in enumerate(self.staff.fixed):
            if fixed.day not in self.period.days or fixed.position not in number:
                continue
            people = there[fixed.day, fixed.shift, fixed.position]
            people.setdefault(fixed.person, index)
            if people[fixed.person] == index and len(people) > number[fixed.position]:
                others = ", ".join(f"$.fixed[{other}]" for other in people.values() if other != index)
                words = f"'{fixed.position}' takes {number[fixed.position]}, fixed already by {others}; let one go"
                yield Misplaced(f"$.fixed[{index}]", words)


def _in_order(staff: Staff) -> Staff:
    """The staff with all that binds it in an order that does not come from the file."""

    def pairs(listed: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(tuple(sorted(pair)) for pair in listed))

    return attrs.evolve(
        staff,
        absence=tuple(sorted(staff.absence, key=lambda one: (one.person, one.first, one.last, one.ground.value))),
        request=tuple(sorted(staff.request, key=lambda one: (one.person, one.first, one.last, one.wants.value))),
        fixed=tuple(sorted(staff.fixed, key=lambda one: (one.day, one.shift, one.position, one.person))),
        together=pairs(staff.together),
        apart=pairs(staff.apart),
    )


def _history_misfits(period: DutyPeriod, staff: Staff, history: Sequence[Roster]) -> Iterator[Misplaced]:
    known = {person.id for person in staff.person}
    for index, roster in enumerate(history):
        root = "$" if roster.file else f"$.history[{index}]"
        same = [one for one in history[:index] if one.year == roster.year]
        for key, words in _history_mistakes(period, roster, same, known):
            yield Misplaced(f"{root}.{key}", words, file=roster.file or None)


def _history_mistakes(
    period: DutyPeriod, roster: Roster, same: Sequence[Roster], known: set[str]
) -> Iterator[tuple[str, str]]:
    """What keeps a roster from being history: the key that is wrong, and words."""
    if roster.year >= period.year:
        yield "year", f"history is of years before {period.year}, not of {roster.year}; leave it out"
    elif same:
        yield "year", f"{same[0].called} is the roster of {roster.year} already; keep one of a year"
    if roster.duty != period.duty.id:
        yield "duty", f"'{roster.duty}' is another duty than '{period.duty.id}'"
    if not roster.status.made:
        yield (
            "status",
            f"a roster that is {roster.status.value} does not say who served; give the one that was posted",
        )
    for one in roster.doubled:
        yield "assignments", f"'{one.person}' on '{one.shift}' of {one.day} stands twice; take one out"
    for person in sorted({one.person for one in roster.assignments} - known):
        words = f"the staff has no '{person}'{nearest(person, known)}; keep who left, with the last day of service"
        yield "assignments", words


def _carried(
    period: DutyPeriod, people: Sequence[Person], pools: Sequence[Sequence[int]], history: Sequence[Roster]
) -> tuple[int, ...]:
    """Each person's weight of the years carried over; for years before he came, the mean of his pool."""
    carried = [0] * len(people)
    for roster in history:
        if roster.year < period.year - period.duty.history_years:
            continue
        weight: Counter[str] = Counter()
        for one in roster.assignments:
            weight[one.person] += one.weight
        listed = {person.id for person in roster.people} or {person.id for person in people}
        for pool in pools:
            then = [p for p in pool if people[p].id in listed and (people[p].first or date.min) <= roster.days.last]
            mean = round(sum(weight[people[p].id] for p in then) / len(then)) if then else 0
            for p in pool:
                carried[p] += weight[people[p].id] if p in then else mean
    return tuple(carried)


def _hours(dated: DatedShift) -> str:
    start, end = (
        f"{moment:%H:%M}" + (" hôm sau" if moment.date() > dated.day else "") for moment in (dated.start, dated.end)
    )
    return f"từ {start} đến {end}"


def day_words(day: date) -> str:
    """A day with its lunar date first: `mùng 2 tháng Giêng (Thứ Năm, 30/01/2025)`."""
    return f"{LunarDate.from_date(day).monthday} ({weekday_name(day)}, {day:%d/%m/%Y})"
