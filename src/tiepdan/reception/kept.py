"""Hồ sơ — what a ward keeps of its receptions."""

from __future__ import annotations

from typing import ClassVar

from ..records import type_of_kind


class Record:
    """Ghi nhận — a `session` or a `visit`, as its `kind` says."""

    __slots__ = ()
    __record__: ClassVar[str] = "tagged"
    kind: ClassVar[str]
    _kinds: ClassVar[dict[str, type[Record]]] = {}

    def __init_subclass__(cls) -> None:
        Record._kinds[cls.kind] = cls

    @staticmethod
    def of_kind(kind: object) -> type[Record]:
        """The class of a record by its kind.

        Raises:
            InvalidValue: there is no such kind.
        """
        return type_of_kind(kind, Record._kinds, "record")
