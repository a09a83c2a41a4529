"""Bảng của một lịch — from which all questions about its days are answered, in the same time whatever the distance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ..frozen import FrozenDict
from ..law import Law
from ..once import once
from ..spans import DateRange
from .building import LocalChange, Note, build
from .days import DayKind
from .decisions import Decision


class Tables(NamedTuple):
    """What is known of the days of a coverage, each by its place in it."""

    kinds: tuple[DayKind, ...]
    notes: Mapping[date, Note]
    decided_years: frozenset[int]
    worked: tuple[bool, ...]
    working: tuple[date, ...]  # the working days alone, in order
    place: tuple[int, ...]  # for each day, that of the last working day up to it, -1 before the first


@once(kept=8)
def tables(law: Law, decisions: tuple[Decision, ...], changes: tuple[LocalChange, ...], coverage: DateRange) -> Tables:
    """The tables of a calendar, shared by all calendars of the same law, decisions and changes.

    Raises:
        MisfitError: decisions that cannot be.
        OutsideCoverage: a local change outside the coverage.
    """
    sheet = build(law, decisions, changes, coverage)
    working, place = [], []
    for day, kind in sheet.kinds.items():
        if kind.working:
            working.append(day)
        place.append(len(working) - 1)
    return Tables(
        kinds=tuple(sheet.kinds.values()),
        notes=FrozenDict(sheet.notes),
        decided_years=frozenset(sheet.decided_years),
        worked=tuple(kind.working for kind in sheet.kinds.values()),
        working=tuple(working),
        place=tuple(place),
    )
