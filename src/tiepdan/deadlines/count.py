"""Dữ kiện của một phép tính — what a deadline was counted with, and the steps that are told from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import attrs

from ..brief import brief
from ..calendars import LunarDate, WorkCalendar
from ..certainty import Certainty, Doubt
from ..frozen import FrozenDict
from ..law import Citation, Law, Rule, TimeLimit, Version
from ..typed import typed


@attrs.frozen(field_transformer=typed)
class Step:
    """Bước tính — one step in Vietnamese, the day it concerns where there is one, and the text it stands on."""

    text: str
    date: date | None = None
    citation: Citation | None = None


@attrs.frozen(field_transformer=typed)
class Trace:
    """Vết tính — the steps of a deadline, and all that makes it less than sure."""

    __repr__ = brief

    steps: tuple[Step, ...]
    certainty: Certainty
    doubts: tuple[Doubt, ...]


class Suspension(NamedTuple):
    """Tạm đình chỉ — days, both included, that a version of a convention takes out of a count."""

    first: date
    last: date
    version: Version


class Flags(NamedTuple):
    """What a case is said to be: phức tạp, vùng sâu vùng xa, kỷ luật buộc thôi việc."""

    complex: bool
    remote: bool
    dismissal: bool


VARIANT_OF: Mapping[Flags, str | None] = FrozenDict(
    {
        Flags(complex=False, remote=False, dismissal=False): None,
        Flags(complex=True, remote=False, dismissal=False): "complex",
        Flags(complex=False, remote=True, dismissal=False): "remote",
        Flags(complex=True, remote=True, dismissal=False): "remote_complex",
        Flags(complex=False, remote=False, dismissal=True): "dismissal",
    }
)
"""The variant of a limit for a case, None for the plain amount; the law has none for any other case."""


class Asked(NamedTuple):
    """What was asked beyond the rule and the event."""

    lunar: LunarDate | None
    version_on: date | None
    amount: int
    variant: str | None
    extensions: int
    suspended: tuple[tuple[date, date], ...]
    out: tuple[Suspension, ...]


Count = tuple[Law, WorkCalendar, Rule | None, Version | None, TimeLimit, date, Asked | None]
"""What a deadline was counted with, from which its reasons are told: law, calendar, rule, version, limit, the last day
before it moved, and what was asked beyond."""
