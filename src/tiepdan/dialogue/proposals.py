"""Đề xuất ngày — days on which a conference can be held: free, worked, and late enough to be announced in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ..arguments import checked
from ..calendars import WorkCalendar
from ..deadlines import compute_deadline
from ..law import Law
from ..spans import DateRange, TimeWindow, civil_date
from ..typed import typed
from .conference import NOTICE, Busy


@attrs.frozen(kw_only=True, field_transformer=typed)
class Proposal:
    """Ngày đề xuất — a day for a conference, and the last day for its notice (`act_by` the last working day)."""

    day: date
    window: TimeWindow
    notice_by: date
    act_by: date | None


@checked
def propose_days(
    period: DateRange,
    window: TimeWindow,
    *,
    decided_on: date,
    calendar: WorkCalendar,
    busy: Iterable[Busy] = (),
    law: Law | None = None,
) -> tuple[Proposal, ...]:
    """Đề xuất ngày đối thoại — the working days of a period on which the hours are free and the notice can be given.

    Args:
        period: where to look, such as a quarter.
        window: the hours of the conference.
        decided_on: the day on which the day is fixed: the notice cannot go out before it.
        calendar: the working days.
        busy: what takes hours already: receptions, other conferences.
        law: the registry; None: the calendar's.

    Raises:
        OutsideCoverage: the calendar or the law does not cover the days.
    """
    decided = civil_date(decided_on, "decided_on")
    taken: dict[date, list[TimeWindow]] = {}
    for one in busy:
        taken.setdefault(one.day, []).append(one.window)
    found = []
    for day in calendar.working_days(period):
        if any(window.overlaps(other) for other in taken.get(day, ())):
            continue
        notice = compute_deadline(NOTICE, day, calendar=calendar, law=law)
        if (notice.act_by or notice.due) >= decided:
            found.append(Proposal(day=day, window=window, notice_by=notice.due, act_by=notice.act_by))
    return tuple(found)
