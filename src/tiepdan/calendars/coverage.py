"""Phạm vi — which days the data cover, as of when, and how far the lunar rule is beyond doubt."""

from __future__ import annotations

from datetime import date

import attrs

from ..arguments import checked
from ..certainty import Certainty
from ..files import read_toml
from ..once import once
from ..records import from_dict, schema_is
from ..shipped import shipped_file
from ..spans import DateRange
from ..typed import typed


@attrs.frozen(kw_only=True, field_transformer=typed)
class Coverage:
    """What the shipped data cover: `days` with working days, `lunar` with settled lunar dates, `data_as_of` the day."""

    schema: str = attrs.field(validator=schema_is("tiepdan/coverage/1"))
    data_as_of: date
    days: DateRange
    lunar: DateRange


@once()
def coverage() -> Coverage:
    """The coverage that the shipped data declare."""
    file = shipped_file("calendars/coverage.toml")
    return from_dict(Coverage, read_toml(file), file=str(file))


@checked
def lunar_certainty(day: date) -> Certainty:
    """How sure the lunar date of a civil day is: inferred before 1968, settled to 2053, projected after."""
    settled = coverage().lunar
    if day < settled.first:
        return Certainty.INFERRED
    return Certainty.PROJECTED if day > settled.last else Certainty.SETTLED
