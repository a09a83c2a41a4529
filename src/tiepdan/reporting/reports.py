"""Báo cáo định kỳ — a plan's own periodic reports and their last days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import ClassVar

import attrs

from ..deadlines import Deadline, compute_deadline
from ..deadlines.phrases import before
from ..errors import InvalidValue
from ..people import Unit
from ..people.posts import valid_id
from ..work import Context, Expansion, Item, Recipient


class Cycle(Enum):
    """Kỳ báo cáo — 06 tháng, cả năm."""

    HALF_YEAR = "half-year"
    YEAR = "year"


@attrs.frozen
class DayOfYear:
    """Ngày trong năm — a day and a month of any year, written `13/5`."""

    __record__: ClassVar[str] = "text"

    day: int
    month: int

    def __attrs_post_init__(self) -> None:
        try:
            date(2001, self.month, self.day)  # no leap year: a day that comes round every year
        except ValueError:
            raise InvalidValue(f"{self.day}/{self.month} is not a day of every year") from None

    @classmethod
    def parse(cls, text: str) -> DayOfYear:
        """Read `13/5`."""
        found = re.fullmatch(r"(\d{1,2})/(\d{1,2})", text)
        if not found:
            raise InvalidValue(f"'{text}' is not a day of the year; write day/month, as 13/5")
        return cls(int(found[1]), int(found[2]))

    def in_year(self, year: int) -> date:
        """The day in a year."""
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.day}/{self.month}"


@attrs.frozen(kw_only=True)
class Report:
    """Báo cáo định kỳ — a report due every year strictly before a day (“trước ngày 13/5”).

    Its last day is the day before, whatever day that is; `act_by` of its items is the last working day not after it.
    """

    id: str = attrs.field(validator=valid_id)
    name: str
    cycle: Cycle
    before: DayOfYear
    compiled_by: str
    recipients: tuple[Recipient, ...]
    clause: str


def expand(report: Report, context: Context, units: Mapping[str, Unit]) -> Expansion:
    """The report's last days that lie in the period.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    period = context.period.intersection(context.valid)
    if period is None:
        return Expansion()
    years = range(period.first.year, period.last.year + 2)
    days = [report.before.in_year(year) for year in years]
    asked = [day for day in days if day - timedelta(days=1) in period]
    found = [compute_deadline(before(), day, calendar=context.calendar, law=context.law) for day in asked]
    return Expansion(items=tuple(_item(report, deadline, context, units) for deadline in found))


def _item(report: Report, deadline: Deadline, context: Context, units: Mapping[str, Unit]) -> Item:
    clause = context.cite(report.clause)
    return Item(
        id=f"{context.plan_id}/{report.id}/{deadline.due}",
        kind="report",
        date=deadline.due,
        act_by=deadline.act_by,
        who=units[report.compiled_by].name,
        what=report.name,
        result="Báo cáo gửi đến mọi nơi nhận",
        basis=f"{clause}: trước ngày {report.before} hằng năm",
        recipients=report.recipients,
        certainty=deadline.certainty,
        citations=(clause,),
    )
