"""Lời chúc — the authority's greetings on New Year, Tết and great days, by the sun's calendar and the moon's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import LunarMonthDay
from ..errors import Misplaced
from ..records import valid_id
from ..spans import DateRange, DayOfYear
from ..typed import typed
from ..work import Context, Expansion, Item


def _read(text: str) -> LunarMonthDay | DayOfYear:
    return LunarMonthDay.parse(text) if "tháng" in text else DayOfYear.parse(text)


def _once(instance: object, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    seen: dict[LunarMonthDay | DayOfYear, str] = {}
    for text in value:
        if (day := _read(text)) in seen:
            raise Misplaced(attribute.name, f"'{text}' is '{seen[day]}' already; name each day once")
        seen[day] = text


@attrs.frozen(kw_only=True, field_transformer=typed)
class Greeting:
    """Lời chúc — on each of the days (`1/1`, `mùng 1 tháng Giêng`), by a post, over channels.

    A day 30 of a lunar month of 29 days is its last: “30 tháng Chạp” is the eve of Tết in every year.

    Raises:
        InvalidValue: a day that is none, or one that is named twice.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    on: tuple[str, ...] = attrs.field(validator=_once)
    by: str
    channels: tuple[str, ...]
    clause: str

    @checked
    def days(self, period: DateRange) -> Iterator[tuple[date, str]]:
        """The days of a period in their order, each once with its name, or its names where two fall together."""
        found: dict[date, list[str]] = {}
        for text in self.on:
            for day in _dates(_read(text), period):
                found.setdefault(day, []).append(text)
        return ((day, ", ".join(names)) for day, names in sorted(found.items()))


def _dates(named: LunarMonthDay | DayOfYear, period: DateRange) -> Iterator[date]:
    if isinstance(named, LunarMonthDay):
        yield from named.dates_in(period, if_short="last")
    else:
        years = range(period.first.year, period.last.year + 1)
        yield from (day for year in years if (day := named.in_year(year)) in period)


@checked
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
