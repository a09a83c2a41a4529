"""A small office of one's own for the tests of duty: few people, few days, every part to be changed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from tiepdan import Staff
from tiepdan.duty import Duty, DutyDays, Heavy, Person, Position, Shift

LEADER = Position(id="leader", name="Lãnh đạo", shifts=("whole",), posts=("chief",), no_consecutive_days=True)
DESK = Position(id="desk", name="Tiếp dân", shifts=("day", "night"), posts=("clerk",))
SHIFTS = (
    Shift(id="whole", name="24 giờ", from_=time(7), to=time(7), weight=2),
    Shift(id="day", name="Ngày", from_=time(7), to=time(17), weight=1),
    Shift(id="night", name="Đêm", from_=time(17), to=time(7), weight=2),
)
NEW_YEAR = date(2027, 2, 6)
"""Mùng 1 of Đinh Mùi; the break is 04/02 to 10/02/2027."""


def duty(**changes: Any) -> Duty:
    """Three days by the moon, giao thừa to mùng 2: a leader all day, a desk by day and by night."""
    parts: dict[str, Any] = {
        "id": "tet",
        "name": "Trực Tết",
        "year": 2027,
        "days": DutyDays(from_lunar="30 tháng Chạp", to_lunar="mùng 2 tháng Giêng"),
        "changeover": time(7),
        "shift": SHIFTS,
        "position": (LEADER, DESK),
        "heavy": (Heavy(on="mùng 1 tháng Giêng", add=3, not_again=True),),
        "rest_hours": 10,
        "clause": "I",
    }
    return Duty(**{**parts, **changes})


def staff(chiefs: int = 2, clerks: int = 4, **changes: Any) -> Staff:
    people = [Person(id=f"c{n}", name=f"Lãnh đạo mẫu {n}", post="chief", telephone="1") for n in range(chiefs)]
    people += [Person(id=f"k{n}", name=f"Công chức mẫu {n}", post="clerk", telephone="1") for n in range(clerks)]
    return Staff(person=tuple(people), **changes)
