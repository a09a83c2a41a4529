"""Báo cáo định kỳ — a plan's own periodic reports: what they tell of, when they are closed, by when they are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from ..calendars import LunarMonthDay, WorkCalendar
from ..certainty import Certainty
from ..deadlines import Deadline, compute_deadline, phrases
from ..durations import duration
from ..errors import InvalidValue, Misplaced
from ..law import LockWindow
from ..people import Unit
from ..people.posts import valid_id
from ..spans import DateRange, DayOfYear
from ..work import Context, Expansion, Item, Recipient
from .cycles import Cycle

_DUE = ("before", "by", "by_day", "after_lock", "last_working_day", "before_lunar", "by_lunar")
_LONGEST_WAIT = 366
"""Calendar days: no report is due more than a year before or after the end of its period."""


@attrs.frozen(kw_only=True)
class Length:
    """Độ dài — so many calendar or working days after the figures are closed."""

    amount: int
    unit: str

    def __attrs_post_init__(self) -> None:
        duration(self.amount, self.unit)


def _lunar(instance: object, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    if value is not None:
        try:
            LunarMonthDay.parse(value)
        except InvalidValue as error:
            raise Misplaced(attribute.name, str(error)) from None


def _day_of_month(instance: object, attribute: attrs.Attribute[int | None], value: int | None) -> None:
    if value is not None and not 1 <= value <= 28:
        raise Misplaced(attribute.name, f"{value} is not a day that every month has; write 1 to 28")


@attrs.frozen(kw_only=True)
class Report:
    """Báo cáo định kỳ — a report of each period of a cycle, its figures closed by `lock`, due by one of:

    `before` strictly before a day of the year (“trước ngày 13/5”); `by` a day of the year; `by_day` a day of the
    period's last month; `after_lock` so long after the figures are closed; `last_working_day` of the period's last
    month; `before_lunar`, `by_lunar` a day of the lunar year that begins in the period's year. Without any it has a
    period and no day, as where the source names none.

    A due day stands even on a day off, but for `after_lock`, which moves to the next working day; `act_by` of its items
    is the last working day not after it.
    """

    id: str = attrs.field(validator=valid_id)
    name: str
    cycle: Cycle
    lock: LockWindow | None = None
    before: DayOfYear | None = None
    by: DayOfYear | None = None
    by_day: int | None = attrs.field(default=None, validator=_day_of_month)
    after_lock: Length | None = None
    last_working_day: bool = False
    before_lunar: str | None = attrs.field(default=None, validator=_lunar)
    by_lunar: str | None = attrs.field(default=None, validator=_lunar)
    compiled_by: str
    recipients: tuple[Recipient, ...]
    clause: str

    def __attrs_post_init__(self) -> None:
        if len(given := [name for name in _DUE if getattr(self, name)]) > 1:
            raise InvalidValue(f"a report is due in one way, not in {len(given)}: {', '.join(given)}")
        if self.after_lock and not self.lock:
            raise InvalidValue("after_lock counts from the day on which figures are closed; say lock as well")

    def deadline(self, period: DateRange, calendar: WorkCalendar) -> Deadline | None:
        """The last day for the report of a period; None where the source names none.

        Raises:
            OutsideCoverage: the calendar does not cover it.
        """
        year = period.last.year
        if self.before:
            return compute_deadline(phrases.before(), self.before.in_year(year), calendar=calendar)
        if self.by:
            return compute_deadline(phrases.by(), self.by.in_year(year), calendar=calendar)
        if self.by_day:
            return compute_deadline(phrases.by(), period.last.replace(day=self.by_day), calendar=calendar)
        if self.after_lock and self.lock:
            length = duration(self.after_lock.amount, self.after_lock.unit)
            return compute_deadline(phrases.within(length), self.lock.of(period).last, calendar=calendar)
        if self.last_working_day:
            return compute_deadline(phrases.by(), calendar.roll_backward(period.last), calendar=calendar)
        for phrase, text in ((phrases.before(), self.before_lunar), (phrases.by(), self.by_lunar)):
            if text:
                return compute_deadline(phrase, LunarMonthDay.parse(text).in_year(year), calendar=calendar)
        return None

    @property
    def when(self) -> str:
        """By when, in the words of the source."""
        if self.before:
            return f"trước ngày {self.before} hằng năm"
        if self.by:
            return f"chậm nhất ngày {self.by} hằng năm"
        if self.by_day:
            return f"chậm nhất ngày {self.by_day} của tháng cuối kỳ"
        if self.after_lock:
            return f"trong {duration(self.after_lock.amount, self.after_lock.unit)} từ ngày chốt số liệu"
        if self.last_working_day:
            return "ngày làm việc cuối cùng của kỳ"
        if lunar := self.before_lunar or self.by_lunar:
            return f"{'trước' if self.before_lunar else 'chậm nhất'} ngày {lunar}"
        return "không ấn định ngày"


def expand(report: Report, context: Context, units: Mapping[str, Unit]) -> Expansion:
    """The report's last days that lie in the period; without a day, the periods that end in it.

    Raises:
        OutsideCoverage: the calendar does not cover the period.
    """
    asked = context.period.intersection(context.valid)
    if asked is None:
        return Expansion()
    items = (_item(report, period, context, units) for period in _periods(report.cycle, asked, context))
    return Expansion(items=tuple(item for item in items if _day(item) in asked))


def _periods(cycle: Cycle, asked: DateRange, context: Context) -> Iterator[DateRange]:
    """The periods whose report may be due in the days asked for."""
    near = asked.widened(_LONGEST_WAIT).intersection(context.calendar.coverage) or asked
    for year in range(near.first.year, near.last.year + 1):
        yield from (period for period in cycle.periods(year) if period.last in near)


def _day(item: Item) -> date:
    return item.date or (item.period.last if item.period else date.max)


def _item(report: Report, period: DateRange, context: Context, units: Mapping[str, Unit]) -> Item:
    clause, deadline = context.cite(report.clause), report.deadline(period, context.calendar)
    window = f"; số liệu {report.lock.of(period)}" if report.lock else ""
    return Item(
        id=f"{context.plan_id}/{report.id}/{deadline.due if deadline else period.last}",
        kind="report",
        date=deadline.due if deadline else None,
        period=None if deadline else period,
        act_by=deadline.act_by if deadline else None,
        who=units[report.compiled_by].name,
        what=report.name,
        result="Báo cáo gửi đến mọi nơi nhận",
        basis=f"{clause}: {report.when}{window}",
        recipients=report.recipients,
        certainty=deadline.certainty if deadline else Certainty.SETTLED,
        citations=(clause,),
    )
