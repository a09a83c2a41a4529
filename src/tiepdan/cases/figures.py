"""Số liệu — what a statutory report asks of a window: how many came, were resolved, in time or late, and remain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..law import Law
from ..records import filled
from ..spans import DateRange
from ..typed import typed
from .assessment import Standing, assess
from .case import Case

_ENDED = frozenset(("refused", "transferred", "guided", "withdrawn", "terminated", "decided", "in-effect", "answered"))


@attrs.frozen(kw_only=True, field_transformer=typed)
class Row:
    """Dòng số liệu — the cases of one kind and field in a window.

    `carried` are those open when it began, `received` those that came in it, `resolved` those that ended in it (of
    these `on_time` and `late`), `open` those that remain, of which `overdue`.
    """

    kind: str = attrs.field(validator=filled)
    field: str
    carried: int = 0
    received: int = 0
    resolved: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0


@attrs.frozen(kw_only=True, field_transformer=typed)
class Figures:
    """Số liệu của một kỳ — rows by kind and field in order, and how many cases are in which state at its end."""

    __repr__ = brief

    period: DateRange
    rows: tuple[Row, ...]
    states: tuple[tuple[str, str, int], ...]


@checked
def figures(cases: Iterable[Case], period: DateRange, *, calendar: WorkCalendar, law: Law | None = None) -> Figures:
    """Số liệu — counted over any iterable of cases, one after the other; nothing of a person goes into them.

    A case is resolved when it reaches an end in the window: refused, transferred, guided, withdrawn, terminated,
    decided, answered. It is late if what ended it met, or ended, a duty after its last day.

    Raises:
        OutsideCoverage: the calendar does not cover the days.
    """
    calendar.check_covers(period)
    counts: dict[tuple[str, str], Counter[str]] = {}
    states: Counter[tuple[str, str]] = Counter()
    for case in cases:
        if not case.events or case.events[0].on > period.last:
            continue
        count = counts.setdefault((case.kind, case.field), Counter())
        ended = next(
            (event.on for event, state in zip(case.events, case.states[1:], strict=True) if state in _ENDED), None
        )
        if ended is not None and ended < period.first:
            continue
        found = assess(case, on=period.last, calendar=calendar, law=law)
        states[(case.kind, found.state)] += 1
        count["carried" if case.events[0].on < period.first else "received"] += 1
        late = any(run.done == ended for run in found.having(Standing.LATE, Standing.MISSED))
        if ended is not None and ended <= period.last:
            count.update(("resolved", "late" if late else "on_time"))
        else:
            count["open"] += 1
            count["overdue"] += bool(found.overdue)
    rows = tuple(Row(kind=kind, field=field, **count) for (kind, field), count in sorted(counts.items()) if count)
    return Figures(period=period, rows=rows, states=tuple((*key, number) for key, number in sorted(states.items())))
