"""Văn bản — the document of a plan or a profile: its number and day, what it rests on, to whom it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from ..brief import brief
from ..errors import InvalidValue, Misplaced
from ..frozen import FrozenDict
from ..law import DocumentNumber
from ..records import filled
from ..spans import a_year
from ..typed import typed


def _printed_number(instance: object, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    try:
        if value is not None:
            DocumentNumber.read(value)
    except InvalidValue as error:
        raise Misplaced(attribute.name, str(error)) from None


@attrs.frozen(kw_only=True, field_transformer=typed)
class Base:
    """Văn bản được dẫn — a document that the plan rests on or is linked to.

    `number` stands as the plan prints it, None where the plan cites the document by its name alone.
    """

    number: str | None = attrs.field(default=None, validator=_printed_number)
    date: dt.date | None = None
    issuer: str
    about: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class PlanDocument:
    """Văn bản kế hoạch — the document itself; its serial and its day may be blank, as in a draft.

    A letter (công văn) has its subject (“V/v”) as `title`, and `addressees` (“Kính gửi”). `recipients` are the lines
    under “Nơi nhận”, `paper_recipients` those among them that get it on paper where the document tells them apart,
    `archive` what follows “Lưu:”. `enclosure` are documents sent with it.
    """

    __repr__ = brief

    number: DocumentNumber
    kind: str = attrs.field(validator=filled)
    title: str
    issuer: str
    place: str
    year: int = attrs.field(validator=a_year)
    issued: dt.date | None = None
    signer: str
    bases: tuple[Base, ...] = ()
    linked: tuple[Base, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    paper_recipients: tuple[str, ...] = ()
    archive: tuple[str, ...] = ()
    enclosure: tuple[PlanDocument, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.issued and self.issued.year != self.year:
            raise InvalidValue(f"the day of issue {self.issued} is not in the year {self.year}")

    @property
    def enclosed(self) -> Mapping[str, str]:
        """The kinds of the enclosed documents, by their numbers."""
        return FrozenDict((str(one.number), one.kind) for one in self.enclosure)
