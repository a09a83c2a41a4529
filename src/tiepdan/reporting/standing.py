"""Tình hình báo cáo — on a given day: what is overdue, what was late, and what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, UnknownName, nearest
from ..spans import civil_date
from ..typed import typed
from .reports import DueReport


@attrs.frozen(kw_only=True, field_transformer=typed)
class ReportStanding:
    """Tình hình báo cáo — the reports not made by their last day, those made late, and those due next, all together."""

    __repr__ = brief

    on: date
    overdue: tuple[DueReport, ...]
    late: tuple[DueReport, ...]
    next: tuple[DueReport, ...]


@checked
def report_standing(
    reports: Iterable[DueReport], *, on: date, sent: Mapping[str, date] | None = None
) -> ReportStanding:
    """Báo cáo quá hạn, sắp đến hạn — where the reports stand on a day.

    Args:
        reports: those that fall due, as `tiepdan.due_reports` gives them; no others are looked at.
        on: the day asked about.
        sent: when which report was made, by its id; what is not there, or later than `on`, has not been made.

    Raises:
        WrongType: `on`, or a day in `sent`, is no civil date.
        UnknownName: `sent` has the id of a report that is not among those given.
        InvalidValue: a report was sent before its period began.
    """
    civil_date(on, "on")
    listed = sorted(reports, key=lambda one: (one.day, one.id))
    by_id = {one.id: one for one in listed}
    for name, day in (sent or {}).items():
        civil_date(day, "sent")
        if name not in by_id:
            raise UnknownName(f"there is no report '{name}' among those given{nearest(name, by_id)}")
        if day < by_id[name].begins:
            raise InvalidValue(f"'{name}' was sent on {day}, before its period begins: {by_id[name].begins}")
    made = {name: day for name, day in (sent or {}).items() if day <= on}
    waiting = [one for one in listed if one.id not in made]
    ahead = [one for one in waiting if one.day >= on]
    return ReportStanding(
        on=on,
        overdue=tuple(one for one in waiting if one.day < on),
        late=tuple(one for one in listed if one.id in made and made[one.id] > one.day),
        next=tuple(one for one in ahead if one.day == ahead[0].day),
    )
