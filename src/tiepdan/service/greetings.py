"""Lời chúc — the authority's greetings on New Year, Tết and great days, by the sun's calendar and the moon's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from ..calendars import LunarMonthDay
from ..records import valid_id
from ..spans import DateRange, DayOfYear
from ..typed import typed
from ..work import Context, Expansion, Item


def _day(instance: object, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    for text in value:
        (LunarMonthDay if "tháng" in text else DayOfYear).parse(text)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Greeting:
    """Lời chúc — on each of the days (`1/1`, `mùng 1 tháng Giêng`), by a post, over channels."""

    id: str = attrs.field(validator=valid_id)
    name: str
    on: tuple[str, ...] = attrs.field(validator=_day)
    by: str
    channels: tuple[str, ...]
    clause: str

    def days(self, period: DateRange) -> Iterator[tuple[date, str]]:
        """The days of a period, each with its name."""
        for text in self.on:
            if "tháng" in text:
                yield from ((day, text) for day in LunarMonthDay.parse(text).dates_in(period))
            else:
                years = range(period.first.year, period.last.year + 1)
                days = (DayOfYear.parse(text).in_year(year) for year in years)
                yield from ((day, text) for day in days if day in period)


def expand(greeting: Greeting, context: Context, names: Mapping[str, str]) -> Expansion:
    """The greetings on the days asked for.

    Raises:
        OutsideCoverage: the calendar does not cover the days.
    """
    asked = context.period.intersection(context.valid)
    if asked is None:
        return Expansion()
    clause = context.cite(greeting.clause)
    return Expansion(
        items=tuple(
            Item(
                id=f"{context.plan_id}/{greeting.id}/{day}",
                kind="greeting",
                date=day,
                who=names[greeting.by],
                what=f"{greeting.name} ({text})",
                where="; ".join(greeting.channels),
                basis=str(clause),
                certainty=context.certainty,
                doubts=context.doubts,
                citations=(clause,),
            )
            for day, text in greeting.days(asked)
        )
    )
