"""A value shows itself in one short line, whatever it holds."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from tests.of_types import instances, real_values, records_within
from tests.paths import BINH_PHUOC, EXAMPLES
from tests.test_classes import CLASSES
from tiepdan import DateRange, Law, Profiles, WorkCalendar, expand, load_plan, load_staff, solve_roster
from tiepdan.brief import MOST

PUBLIC = [kind for kind in CLASSES if not kind.__name__.startswith("_") and kind is not Law]
"""All but the registry, of which there is no copy to fill."""


def filled(value: Any) -> Any:
    """A value whose containers hold five hundred times what they hold, or as many texts."""
    full = copy.copy(value)
    for field in attrs.fields(type(value)):
        part = getattr(value, field.name)
        if isinstance(part, tuple):
            object.__setattr__(full, field.name, (part or ("a text",)) * 500)
        elif isinstance(part, Mapping):
            object.__setattr__(full, field.name, {f"key {n}": "a text" for n in range(500)})
    return full


def test_all_real_values_are_short() -> None:
    staff = load_staff(EXAMPLES / "sample-staff.toml")
    [duty] = load_plan(EXAMPLES / "bac-son-tet-2025.toml").duty
    roster = solve_roster(duty, staff, calendar=WorkCalendar.vietnam(), solver="constructive", year=2025)
    long = {
        type(value).__name__: repr(value)
        for value in records_within((*real_values(), roster), {})
        if type(value) in PUBLIC and len(repr(value)) >= MOST
    }
    assert long == {}


@pytest.mark.parametrize("kind", PUBLIC, ids=[f"{kind.__module__}.{kind.__name__}" for kind in PUBLIC])
def test_a_value_is_short_however_much_it_holds(kind: type) -> None:
    """One that is not writes `__repr__ = brief`."""
    assert len(repr(filled(instances()[kind]))) < MOST


def test_what_a_repr_tells() -> None:
    assert repr(Law.vietnam()).startswith("<Law of ")
    plan = load_plan(BINH_PHUOC)
    agenda = expand(plan, DateRange.quarter(2026, 1), calendar=WorkCalendar.vietnam())
    assert repr(plan).startswith("Plan(schema='tiepdan/plan/1', id='binh-phuoc-2025', name='Buổi sáng với Nhân dân', ")
    assert repr(plan).endswith(", …)")
    assert repr(agenda).startswith("Agenda(plan_id='binh-phuoc-2025', plan_name='Buổi sáng với Nhân dân', ")
    assert f"items=<{len(agenda.items)}>" in repr(agenda)
    assert repr(Profiles.vietnam()) == f"Profiles(profile=<{len(Profiles.vietnam().profile)}>)"
