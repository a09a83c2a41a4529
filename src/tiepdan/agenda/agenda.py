"""Lịch công tác — the dated items of a plan in a period, what gave way, the standing duties, the findings."""

from __future__ import annotations

from datetime import date

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty, Doubt
from ..law import Finding
from ..records import filled
from ..spans import DateRange
from ..typed import typed
from ..work import Excluded, Item, Recipient, Status


@attrs.frozen(kw_only=True, field_transformer=typed)
class StandingDuty:
    """Nhiệm vụ thường xuyên — a duty of the plan that has no day; `responsibility` is what one answers for.

    `recipients` are those who get it, where it is a report that is made when it is asked for.
    """

    __repr__ = brief

    id: str = attrs.field(validator=filled)
    who: tuple[str, ...]
    what: str
    responsibility: str | None = None
    when: str | None
    result: str | None
    basis: str
    recipients: tuple[Recipient, ...] = ()
    certainty: Certainty
    doubts: tuple[Doubt, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=typed)
class Summary:
    """Tổng hợp — sessions by what became of them, and the other items."""

    held: int
    delegated: int
    to_postpone: int
    excluded: int
    reports: int
    postings: int


@attrs.frozen(kw_only=True, field_transformer=typed)
class Difference:
    """Khác biệt — the items that one agenda has and the other has not, and those that changed: (before, after)."""

    __repr__ = brief

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[tuple[Item, Item], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Agenda:
    """Lịch công tác — what a plan comes to in a period.

    `items` stand in the order of their days; `excluded` are the occurrences that gave way; `data_as_of` is the day up
    to which decisions on days off are taken account of, `decided_until` the last day that they settle.
    """

    __repr__ = brief

    plan_id: str
    plan_name: str
    ward: str
    period: DateRange
    data_as_of: date
    decided_until: date | None
    items: tuple[Item, ...]
    excluded: tuple[Excluded, ...]
    standing: tuple[StandingDuty, ...]
    findings: tuple[Finding, ...]

    @property
    def summary(self) -> Summary:
        """The numbers of sessions held in person, delegated, to be postponed and excluded; of reports and postings."""
        sessions = [item for item in self.items if item.kind == "reception"]
        planned = [item for item in sessions if item.status is Status.PLANNED]
        return Summary(
            held=sum(item.on_behalf_of is None for item in planned),
            delegated=sum(item.on_behalf_of is not None for item in planned),
            to_postpone=len(sessions) - len(planned),
            excluded=len(self.excluded),
            reports=sum(item.kind == "report" for item in self.items),
            postings=sum(item.kind == "posting" for item in self.items),
        )

    @checked
    def diff(self, other: Agenda) -> Difference:
        """What `other` has otherwise; items are the same by their id."""
        mine, theirs = ({item.id: item for item in agenda.items} for agenda in (self, other))
        return Difference(
            added=tuple(item for item in other.items if item.id not in mine),
            removed=tuple(item for item in self.items if item.id not in theirs),
            changed=tuple(
                (item, theirs[item.id]) for item in self.items if item.id in theirs and theirs[item.id] != item
            ),
        )
