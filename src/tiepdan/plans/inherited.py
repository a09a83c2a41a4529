"""Nguồn của từng giá trị — what a plan inherits or changes, and where each value comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty, Doubt
from ..errors import InvalidValue, Misplaced
from ..frozen import FrozenDict
from ..law import DocumentNumber
from ..people import Post, Unit
from ..reception import Escalation, Reception
from ..records import filled, valid_id
from ..reporting import Report, StatutoryDuty
from ..spans import DateRange
from ..typed import typed
from ..work import Task

KINDS: Mapping[str, type] = FrozenDict(
    {
        "unit": Unit,
        "post": Post,
        "reception": Reception,
        "report": Report,
        "statutory": StatutoryDuty,
        "escalation": Escalation,
        "task": Task,
    }
)
"""What can be inherited, by the names of its tables."""

P = TypeVar("P")

OriginLayer = Literal["statute", "province", "plan", "overlay"]

_LAYERS: Mapping[OriginLayer, str] = {
    "statute": "pháp luật",
    "province": "hồ sơ",
    "plan": "kế hoạch",
    "overlay": "điều chỉnh",
}


@attrs.frozen(kw_only=True, field_transformer=typed)
class Origin:
    """Nguồn — where a value comes from: `layer` is `statute`, `province`, `plan`, `overlay`; its id, file, document."""

    __repr__ = brief

    layer: OriginLayer
    id: str = attrs.field(validator=filled)
    file: str = ""
    document_kind: str | None = None
    document: DocumentNumber | None = None
    enclosed: Mapping[str, str] = attrs.field(factory=FrozenDict)
    certainty: Certainty = Certainty.SETTLED
    doubts: tuple[Doubt, ...] = ()

    def __str__(self) -> str:
        return f"{self.layer} {self._named}"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return f"{_LAYERS[self.layer]} {self._named}"

    @property
    def _named(self) -> str:
        return f"{self.id}, {self.document_kind} số {self.document}" if self.document else self.id


@attrs.frozen(kw_only=True, field_transformer=typed)
class Override:
    """Thay đổi — what is ordered otherwise: `set` gives new values by key, or `drop` does away with the provision.

    `kind` is one of `KINDS`; `id` that of the provision.
    """

    __repr__ = brief

    kind: str = attrs.field(validator=filled)
    id: str = attrs.field(validator=valid_id)
    set: Mapping[str, Any] = attrs.field(factory=FrozenDict)
    drop: bool = False

    def __attrs_post_init__(self) -> None:
        if bool(self.set) == self.drop:
            raise InvalidValue("an override gives new values (set) or does away with the provision (drop); write one")
        if "id" in self.set:
            raise Misplaced("set.id", "an id stays what it is; leave it out")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Inherited(Generic[P]):
    """Quy định có hiệu lực — a provision, the days on which it holds, and whence each of its values is.

    `origins` are by key of the provision, where one was changed on the way; all others come from `origin`.
    """

    __repr__ = brief

    kind: str = attrs.field(validator=filled)
    value: P
    origin: Origin
    origins: tuple[tuple[str, Origin], ...] = ()
    valid: DateRange

    @checked
    def origin_of(self, key: str) -> Origin:
        """Where a value of the provision comes from."""
        return dict(self.origins).get(key, self.origin)

    @checked
    def holds(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return day in self.valid
