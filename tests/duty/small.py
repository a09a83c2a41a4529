"""Small random offices as plain data, and the best that can be had of each, by trying every roster.

Nothing here asks `tiepdan.duty` what a rule or a measure is: hours are minutes since the first changeover, rules and
measures are counted as docs/duty.md tells them. `built` alone turns an office into the values that the solvers take.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, combinations
from math import comb, prod
from random import Random
from typing import NamedTuple

from tiepdan import DateRange, Duty, Ground, Roster, Staff
from tiepdan.duty import (
    Assignment,
    Away,
    DutyDays,
    Fixed,
    Heavy,
    Person,
    Position,
    Request,
    RosterStatus,
    Shift,
    Wish,
)
from tiepdan.spans import VIETNAM

EVE = date(2027, 2, 5)
"""Giao thừa, the first day of every office; mùng 1 of Đinh Mùi is the next."""
CHANGEOVER = 7 * 60
DAY = 24 * 60
LAST_DAYS = {2: "mùng 1 tháng Giêng", 3: "mùng 2 tháng Giêng", 4: "mùng 3 tháng Giêng"}
MARKS = ("giao thừa", "mùng 1 tháng Giêng")
"""What the first and the second day are called where a plan makes them heavy."""
CUTS = {
    "whole": {"whole": (0, DAY)},
    "two": {"day": (0, 600), "night": (600, 840)},
    "half nights": {"day": (0, 720), "late": (720, 300), "early": (1020, 420)},
}
"""The shifts of a day: minutes from the changeover to their start, and how long they are."""

Slot = tuple[int, str, str]
"""A day from 0 up, a shift and a position."""
Plan = dict[Slot, tuple[str, ...]]
"""Who serves in each."""


class Place(NamedTuple):
    """A position."""

    name: str
    number: int
    shifts: tuple[str, ...]
    posts: tuple[str, ...]
    at_most: int | None
    no_consecutive_days: bool


class Clerk(NamedTuple):
    """One of the staff; days of service count from 0, the first day of the duty."""

    name: str
    post: str
    newcomer: bool
    first: int | None
    last: int | None


class Past(NamedTuple):
    """What was served in an earlier year: person, weight, and the mark of the day or none; and who was there."""

    year: int
    served: tuple[tuple[str, int, str | None], ...]
    people: tuple[str, ...]


class Office(NamedTuple):
    """An office with a duty; days count from 0, `away`, `off` and `on` are civil days of a person, both inclusive."""

    days: int
    shifts: dict[str, tuple[int, int, int]]
    places: tuple[Place, ...]
    heavy: tuple[tuple[str, int, bool], ...]
    rest_hours: int
    at_most: int | None
    history_years: int
    people: tuple[Clerk, ...]
    away: tuple[tuple[str, int, int], ...]
    wishes: tuple[tuple[str, int, int, bool], ...]
    fixed: tuple[tuple[str, Slot], ...]
    together: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    past: tuple[Past, ...]


def small_office(seed: int, ways: int = 50_000) -> Office:
    """The office of a seed: two or three days, one to three positions, and what binds its people.

    `ways` is how many ways there may be to fill its places, rules apart: the first office drawn that has no more.
    """
    chance = Random(f"small office {seed}")
    return next(office for office in iter(lambda: _drawn(chance), None) if _ways(office) <= ways)


def _ways(office: Office) -> int:
    """In how many ways its places can be filled by those who may serve there, whatever binds them otherwise."""
    places = [(place, shift) for place in office.places for shift in place.shifts]
    return prod(
        comb(len(_able(office, (day, shift, place.name))), place.number)
        for place, shift in places
        for day in range(office.days)
    )


def _drawn(chance: Random) -> Office:
    cut = chance.choice(["two", "half nights"])
    days = chance.choice([2, 3]) if cut == "two" else 2
    shifts = {name: (*span, chance.randint(0, 3)) for name, span in {**CUTS[cut], **CUTS["whole"]}.items()}
    double = days == 2 and chance.random() < 0.5
    places = [
        Place(
            "desk",
            1 + double,
            tuple(CUTS[cut]),
            ("clerk",),
            chance.choice([None, None, None, 3]),
            chance.random() < 0.05,
        )
    ]
    if led := chance.random() < 0.6:
        places.append(Place("leader", 1, ("whole",), ("chief",), None, chance.random() < 0.5))
    if days == 2 and chance.random() < 0.5:
        places.append(Place("standby", 1, ("whole",), ("clerk", "chief") if led else ("clerk",), None, False))
    posts = ["clerk"] * (chance.randint(3, 5) + double) + ["chief"] * (2 * led)
    people = tuple(
        Clerk(
            f"p{index}",
            post,
            chance.random() < 0.15,
            1 if chance.random() < 0.04 else None,
            chance.randint(1, days) if chance.random() < 0.04 else None,
        )
        for index, post in enumerate(posts)
    )
    names = [person.name for person in people]
    clerks = [person.name for person in people if person.post == "clerk"]
    used = [name for name in shifts if any(name in place.shifts for place in places)]

    def span(longest: int) -> tuple[int, int]:
        first = chance.randrange(days + 1)
        return first, first + chance.randrange(longest)

    away = tuple((name, *span(2)) for name in chance.sample(names, chance.choice([0, 0, 1, 2])))
    wishes = tuple((name, *span(2), chance.random() < 0.6) for name in chance.sample(names, chance.randint(0, 3)))
    together, apart = list[tuple[str, str]](), list[tuple[str, str]]()
    for first, second in chance.sample(list(combinations(clerks, 2)), chance.choice([0, 0, 1, 2])):
        (together if chance.random() < 0.3 else apart).append((first, second))
    fixed = []
    absent = {name for name, _, _ in away}
    free = [person.name for person in people if person.post == "clerk" and person.name not in absent]
    if free and chance.random() < 0.3:
        fixed.append((chance.choice(free), (chance.randrange(days), chance.choice(places[0].shifts), "desk")))
    heavy = tuple((mark, chance.randint(0, 3), chance.random() < 0.7) for mark in MARKS if chance.random() < 0.7)
    past = []
    for year in sorted(chance.sample([2024, 2025, 2026], chance.choice([0, 1, 1, 2]))):
        then = tuple(
            person.name for person in people if not (person.newcomer or person.first) and chance.random() < 0.9
        )
        served = tuple(
            (name, chance.randint(1, 6), chance.choice([None, *MARKS])) for name in then if chance.random() < 0.8
        )
        past.append(Past(year, served, then))
    return Office(
        days=days,
        shifts={name: shifts[name] for name in used},
        places=tuple(places),
        heavy=heavy,
        rest_hours=chance.choice([0, 0, 5, 10]),
        at_most=chance.choice([None, None, None, None, 3, 4]),
        history_years=chance.choice([1, 2, 3]),
        people=people,
        away=away,
        wishes=wishes,
        fixed=tuple(fixed),
        together=tuple(together),
        apart=tuple(apart),
        past=tuple(past),
    )


def _hours(office: Office, slot: Slot) -> tuple[int, int]:
    """Start and end in minutes since the first changeover."""
    day, shift, _ = slot
    start, length, _ = office.shifts[shift]
    return day * DAY + start, day * DAY + start + length


def _civil_days(office: Office, slot: Slot) -> range:
    """The civil days on which it has a minute."""
    start, end = _hours(office, slot)
    return range((CHANGEOVER + start) // DAY, (CHANGEOVER + end - 1) // DAY + 1)


def _weight(office: Office, slot: Slot) -> int:
    day, shift, _ = slot
    added = sum(add for mark, add, _ in office.heavy if day == MARKS.index(mark))
    return office.shifts[shift][2] + added


def _meet(days: range, first: int, last: int) -> bool:
    return days[0] <= last and first <= days[-1]


def _able(office: Office, slot: Slot) -> list[str]:
    """Who may serve there, by post, service and absence."""
    place = next(place for place in office.places if place.name == slot[2])
    days = _civil_days(office, slot)
    able = []
    for person in office.people:
        serves = (person.first is None or person.first <= days[0]) and (person.last is None or days[-1] <= person.last)
        absent = any(name == person.name and _meet(days, first, last) for name, first, last in office.away)
        if person.post in place.posts and serves and not absent:
            able.append(person.name)
    return able


def rosters(office: Office) -> Iterator[Plan]:
    """Every roster that keeps the rules."""
    slots = sorted(
        (day, shift, place.name) for place in office.places for shift in place.shifts for day in range(office.days)
    )
    able = {slot: _able(office, slot) for slot in slots}
    place_of = {place.name: place for place in office.places}
    bound = {slot: {name for name, where in office.fixed if where == slot} for slot in slots}
    plan: Plan = {}
    mine: dict[str, list[Slot]] = {person.name: [] for person in office.people}

    def fits(name: str, slot: Slot) -> bool:
        start, end = _hours(office, slot)
        rest = office.rest_hours * 60
        for held in mine[name]:
            first, last = _hours(office, held)
            if first < end + rest and start < last + rest:
                return False
        if office.at_most is not None and len(mine[name]) >= office.at_most:
            return False
        place, here = place_of[slot[2]], [held for held in mine[name] if held[2] == slot[2]]
        if place.at_most is not None and len(here) >= place.at_most:
            return False
        if place.no_consecutive_days and any(abs(held[0] - slot[0]) == 1 for held in here):
            return False
        for pair in office.apart:
            if name in pair:
                for held in mine[pair[1] if name == pair[0] else pair[0]]:
                    first, last = _hours(office, held)
                    if first < end and start < last:
                        return False
        return True

    def fill(number: int) -> Iterator[Plan]:
        if number and (number == len(slots) or slots[number][:2] != slots[number - 1][:2]):
            day, shift, _ = slots[number - 1]
            for pair in office.together:
                first, second = (any(held[:2] == (day, shift) for held in mine[name]) for name in pair)
                if first != second:
                    return
        if number == len(slots):
            yield dict(plan)
            return
        slot = slots[number]
        for names in combinations(able[slot], place_of[slot[2]].number):
            if not bound[slot] <= set(names):
                continue
            taken = []
            for name in names:
                if not fits(name, slot):
                    break
                mine[name].append(slot)
                taken.append(name)
            if len(taken) == len(names):
                plan[slot] = names
                yield from fill(number + 1)
            for name in taken:
                mine[name].remove(slot)

    yield from fill(0)


class Measuring:
    """The measures of an office's rosters: refused, repeated, highest, spread, distance."""

    def __init__(self, office: Office) -> None:
        self._office = office
        slots = [
            (day, shift, place.name) for place in office.places for shift in place.shifts for day in range(office.days)
        ]
        self._weight = {slot: _weight(office, slot) for slot in slots}
        self._days = {slot: _civil_days(office, slot) for slot in slots}
        able = {name for slot in slots for name in _able(office, slot)}
        self._pools = self._joined(able)
        self._carried = self._history()
        asked = [wish for wish in office.wishes if any(_meet(days, *wish[1:3]) for days in self._days.values())]
        self._wishes = asked
        last = max(office.past, key=lambda past: past.year, default=None)
        served = {(name, mark) for name, _, mark in last.served} if last else set()
        again = [mark for mark, _, not_again in office.heavy if not_again]
        self._again = {(name, MARKS.index(mark)) for name, mark in served if mark in again}

    def _joined(self, able: set[str]) -> list[list[str]]:
        """People who can stand in for one another: a position that takes both posts joins them."""
        by_post: dict[str, list[str]] = {}
        for person in self._office.people:
            if person.name in able:
                by_post.setdefault(person.post, []).append(person.name)
        mixed = any({"clerk", "chief"} <= set(place.posts) for place in self._office.places)
        pools = list(by_post.values())
        return [list(chain(*pools))] if mixed and pools else pools

    def _history(self) -> dict[str, int]:
        carried = {person.name: 0 for person in self._office.people}
        for past in self._office.past:
            if past.year < 2027 - self._office.history_years:
                continue
            weight = dict.fromkeys(carried, 0)
            for name, served, _ in past.served:
                weight[name] += served
            for pool in self._pools:
                there = [name for name in pool if name in past.people]
                mean = round(sum(weight[name] for name in there) / len(there)) if there else 0
                for name in pool:
                    carried[name] += weight[name] if name in there else mean
        return carried

    def of(self, plan: Plan) -> tuple[float, ...]:
        """The measures of a roster."""
        loads, days = dict(self._carried), dict[str, list[range]]()
        repeated = 0
        for slot, names in plan.items():
            for name in names:
                loads[name] += self._weight[slot]
                days.setdefault(name, []).append(self._days[slot])
                repeated += (name, slot[0]) in self._again
        refused = 0
        for name, first, last, off in self._wishes:
            served = any(_meet(span, first, last) for span in days.get(name, ()))
            refused += served if off else not served
        pools = [[loads[name] for name in pool] for pool in self._pools]
        distance = sum(abs(load - sum(pool) / len(pool)) for pool in pools for load in pool)
        spread = sum(max(pool) - min(pool) for pool in pools)
        return refused, repeated, max(map(max, pools), default=0), spread, round(distance, 6)


def best(office: Office) -> tuple[float, ...] | None:
    """The measures of the best roster, one after the other at its least; None where no roster keeps the rules."""
    measuring = Measuring(office)
    return min((measuring.of(plan) for plan in rosters(office)), default=None)


def measured(office: Office, roster: Roster) -> tuple[float, ...]:
    """The measures of a roster that a solver made, counted here."""
    plan: dict[Slot, list[str]] = {}
    for served in roster.assignments:
        plan.setdefault(((served.day - EVE).days, served.shift, served.position), []).append(served.person)
    return Measuring(office).of({slot: tuple(names) for slot, names in plan.items()})


# as values


def _day(number: int) -> date:
    return EVE + timedelta(days=number)


def _clock(minutes: int) -> time:
    return time(*divmod((CHANGEOVER + minutes) % DAY, 60))


def built(office: Office) -> tuple[Duty, Staff, tuple[Roster, ...]]:
    """The office's duty, staff and history."""
    duty = Duty(
        id="tet",
        name="Trực Tết",
        year=2027,
        days=DutyDays(from_lunar="30 tháng Chạp", to_lunar=LAST_DAYS[office.days]),
        changeover=time(7),
        shift=tuple(
            Shift(id=name, name=name, from_=_clock(start), to=_clock(start + length), weight=weight)
            for name, (start, length, weight) in office.shifts.items()
        ),
        position=tuple(
            Position(id=place.name, name=place.name, number=place.number, shifts=place.shifts, posts=place.posts,
                     at_most=place.at_most, no_consecutive_days=place.no_consecutive_days)
            for place in office.places
        ),
        heavy=tuple(Heavy(on=mark, add=add, not_again=not_again) for mark, add, not_again in office.heavy),
        rest_hours=office.rest_hours,
        at_most=office.at_most,
        history_years=office.history_years,
        clause="I",
    )  # fmt: skip
    people = {person.name: _person(person) for person in office.people}
    staff = Staff(
        sample=True,
        person=tuple(people.values()),
        absence=tuple(
            Away(person=name, first=_day(first), last=_day(last), ground=Ground.LEAVE)
            for name, first, last in office.away
        ),
        request=tuple(
            Request(person=name, first=_day(first), last=_day(last), wants=Wish.OFF if off else Wish.ON)
            for name, first, last, off in office.wishes
        ),
        fixed=tuple(
            Fixed(person=name, day=_day(day), shift=shift, position=position)
            for name, (day, shift, position) in office.fixed
        ),
        together=office.together,
        apart=office.apart,
    )
    return duty, staff, tuple(_roster(past, people) for past in office.past)


def _person(person: Clerk) -> Person:
    first = date(2026, 6, 1) if person.newcomer else None
    return Person(
        id=person.name,
        name=f"Người mẫu {person.name}",
        post=person.post,
        telephone="1",
        first=first if person.first is None else _day(person.first),
        last=None if person.last is None else _day(person.last),
    )


def _roster(past: Past, people: dict[str, Person]) -> Roster:
    """A roster of an earlier year, as far as history reads it."""
    day = date(past.year, 2, 1)
    start = datetime.combine(day, time(7), VIETNAM)
    return Roster(
        duty="tet",
        name="Trực Tết",
        year=past.year,
        days=DateRange(day, day + timedelta(days=len(past.served))),
        status=RosterStatus.FEASIBLE,
        solver="by hand",
        assignments=tuple(
            Assignment(day=day + timedelta(days=index), start=start + timedelta(days=index),
                       end=start + timedelta(days=index + 1), shift="whole", position="desk", person=name,
                       weight=weight, marks=(mark,) if mark else ())
            for index, (name, weight, mark) in enumerate(past.served)
        ),
        people=tuple(people[name] for name in past.people),
    )  # fmt: skip
