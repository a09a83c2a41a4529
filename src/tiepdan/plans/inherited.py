"""Nguồn của từng giá trị — what a plan inherits or changes, and where each value comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs

from ..certainty import Certainty, Doubt
from ..law import DocumentNumber
from ..people import Post, Unit
from ..reception import Escalation, Reception
from ..records import valid_id
from ..reporting import Report, StatutoryDuty
from ..spans import DateRange
from ..work import Task

Provision = Reception | Report | StatutoryDuty | Escalation | Task | Unit | Post


@attrs.frozen(kw_only=True)
class Origin:
    """Nguồn — where a value comes from: `layer` is `statute`, `province`, `plan`, `overlay`; its id, file, document."""

    layer: str
    id: str
    file: str = ""
    document_kind: str | None = None
    document: DocumentNumber | None = None
    enclosed: Mapping[str, str] = attrs.field(factory=dict)
    certainty: Certainty = Certainty.SETTLED
    doubts: tuple[Doubt, ...] = ()

    def __str__(self) -> str:
        source = f", {self.document_kind} số {self.document}" if self.document else ""
        return f"{self.layer} {self.id}{source}"


@attrs.frozen(kw_only=True)
class Override:
    """Thay đổi — what is ordered otherwise: `set` gives new values by key, `drop` does away with the provision.

    `kind` is `report`, `statutory`, `reception`, `escalation` or `task`; `id` that of the provision.
    """

    kind: str
    id: str = attrs.field(validator=valid_id)
    set: Mapping[str, Any] = attrs.field(factory=dict)
    drop: bool = False


@attrs.frozen(kw_only=True)
class Inherited:
    """Quy định được thừa kế — a provision that a plan inherits, the days on which it does, and whence each value is.

    `origins` are by key of the provision, where one was changed on the way; all others come from `origin`.
    """

    kind: str
    value: Provision
    origin: Origin
    origins: tuple[tuple[str, Origin], ...] = ()
    valid: DateRange

    def origin_of(self, key: str) -> Origin:
        """Where a value of the provision comes from."""
        return dict(self.origins).get(key, self.origin)

    def holds(self, day: dt.date) -> bool:
        """Whether it is inherited on a day."""
        return day in self.valid
