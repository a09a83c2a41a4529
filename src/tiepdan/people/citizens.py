"""Công dân — who came, who complains, who is complained of: personal data that no output shows."""

from __future__ import annotations

from typing import ClassVar

import attrs

from ..errors import Misplaced
from ..typed import typed


def _present(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not value.strip():
        raise Misplaced(attribute.name, "is empty; write it, or leave it out")


@attrs.frozen(kw_only=True, repr=False, field_transformer=typed)
class Citizen:
    """Công dân — a person with name and, where known, identity number (số định danh, căn cước), address, telephone.

    `repr` and `str` show initials only, and no value that holds a citizen is written by `to_dict` with him.

    >>> Citizen(name="Nguyễn Văn Mẫu", identity="000000000000")
    <Citizen N. V. M.>
    """

    __personal__: ClassVar[bool] = True

    name: str = attrs.field(validator=_present)
    identity: str | None = None
    address: str | None = None
    phone: str | None = None

    def __repr__(self) -> str:
        return f"<Citizen {self}>"

    def __str__(self) -> str:
        return " ".join(f"{word[0]}." for word in self.name.split())
