"""Offices made up for the benchmark of duty rosters: so many people, days, positions, absences, wishes, and a past.

Everything follows from a seed; nothing here is a real office.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random

from tiepdan import Ground, WorkCalendar
from tiepdan.duty import (
    Away,
    Duty,
    DutyDays,
    Heavy,
    Person,
    Position,
    Request,
    Roster,
    Shift,
    Staff,
    duty_period,
    solve_roster,
)

YEAR = 2027
SIZES = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 30,
         32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 60, 60]  # fmt: skip


def office(number: int, calendar: WorkCalendar, people: int | None = None) -> tuple[Duty, Staff, tuple[Roster, ...]]:
    """A duty, its staff and the rosters of the years before."""
    chance = Random(f"office {number}")
    size = people or SIZES[number % len(SIZES)]
    duty = _duty(chance, size)
    days = duty_period(duty, YEAR, calendar).days
    leaders = max(3, size // 6)
    guards = max(4, size // 5) if any(position.id == "guard" for position in duty.position) else 0
    posts = ["leader"] * leaders + ["clerk"] * (size - leaders - guards) + ["guard"] * guards
    staff = [
        Person(id=f"p{index:02}", name=f"Người mẫu {index:02}", post=post, telephone="000")
        for index, post in enumerate(posts)
    ]
    before = Staff(sample=True, person=tuple(staff))
    history = tuple(
        solve_roster(duty, before, calendar=calendar, year=year, solver="constructive", steps=20_000)
        for year in range(YEAR - chance.randint(0, 2), YEAR)
    )
    absences, requests = [], []
    for person in chance.sample(staff, size // 6):
        first = days.first + timedelta(days=chance.randrange(len(days)))
        last = min(days.last, first + timedelta(days=chance.randrange(3)))
        absences.append(Away(person=person.id, first=first, last=last, ground=Ground.LEAVE))
    for person in chance.sample(staff, size // 5):
        day = date.fromordinal(chance.randint(days.first.toordinal(), days.last.toordinal()))
        requests.append(Request(person=person.id, first=day, last=day))
    return duty, Staff(sample=True, person=tuple(staff), absence=tuple(absences), request=tuple(requests)), history


def _duty(chance: Random, size: int) -> Duty:
    """Two to four positions over seven to ten days, as many as so many people can fill."""
    clerk = Position(id="desk", name="Tiếp dân", number=1 + size // 25, shifts=("day", "night"), posts=("clerk",))
    leader = Position(id="leader", name="Lãnh đạo", shifts=("whole",), posts=("leader",), no_consecutive_days=True)
    guard = Position(id="guard", name="Bảo vệ", number=1 + size // 40, shifts=("day", "night"), posts=("guard",))
    standby = Position(id="standby", name="Ứng trực", shifts=("whole",), posts=("clerk", "leader"))
    positions = [clerk, leader]
    if size >= 12:
        positions.append(guard)
    if size >= 20:
        positions.append(standby)
    return Duty(
        id="tet",
        name="Trực Tết",
        year=YEAR,
        days=DutyDays(break_="tet", days_after=chance.randint(0, 3)),
        changeover=time(7),
        shift=(
            Shift(id="whole", name="24 giờ", from_=time(7), to=time(7), weight=2),
            Shift(id="day", name="Ngày", from_=time(7), to=time(17), weight=1),
            Shift(id="night", name="Đêm", from_=time(17), to=time(7), weight=chance.randint(2, 3)),
        ),
        position=tuple(positions),
        heavy=(
            Heavy(on="giao thừa", add=3, not_again=True),
            Heavy(on="mùng 1 tháng Giêng", add=4, not_again=True),
            Heavy(on="mùng 2 tháng Giêng", add=2),
            Heavy(on="mùng 3 tháng Giêng", add=2),
        ),
        rest_hours=10,
        clause="I",
    )
