"""Văn bản và dẫn chiếu — documents of law and the places in them that an answer stands on."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty
from ..errors import InvalidValue, shown
from ..once import once
from ..records import filled
from ..texts import legible
from ..typed import typed
from .numbers import DocumentNumber


@attrs.frozen(kw_only=True, field_transformer=typed)
class LegalDocument:
    """Văn bản — a document that rules are taken from.

    `kind` is its type in words (`Luật`, `Nghị định`), `signed` the day of passing or signing, `effective` the day from
    which it applies, `repealed` the day from which it no longer does. `checked_on` is the day on which a person last
    held the entry against a text; `certainty` says what kind of text that was.

    Raises:
        InvalidValue: the days are not in the order signed, effective, repealed.
    """

    __repr__ = brief

    number: DocumentNumber
    kind: str = attrs.field(validator=filled)
    title: str
    issuer: str
    signed: date
    effective: date
    repealed: date | None = None
    amended_by: tuple[DocumentNumber, ...] = ()
    checked_on: date
    certainty: Certainty

    def __attrs_post_init__(self) -> None:
        if self.effective < self.signed:
            raise InvalidValue(f"{self.number} takes effect on {self.effective}, before it was signed ({self.signed})")
        if self.repealed and self.repealed < self.effective:
            raise InvalidValue(f"{self.number} is repealed on {self.repealed}, before it takes effect")

    def __str__(self) -> str:
        return f"{self.kind} số {self.number}"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Citation:
    """Dẫn chiếu — a place in a document: point, clause, article; a section or paragraph of a plan; an appendix.

    >>> where = Citation.parse("điểm c khoản 2 Điều 15 Luật số 42/2013/QH13")
    >>> where.article, where.clause, where.point, str(where.number)
    ('15', '2', 'c', '42/2013/QH13')
    >>> print(where)
    điểm c khoản 2 Điều 15 Luật số 42/2013/QH13
    """

    __record__: ClassVar[str] = "text"

    kind: str = attrs.field(validator=filled)
    number: DocumentNumber
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    section: str | None = None
    appendix: str | None = None

    @classmethod
    @checked
    def parse(cls, text: str, *, document: LegalDocument | None = None) -> Citation:
        """Read a citation; where it names no document, `document` is meant.

        Raises:
            InvalidValue: the text is no citation, or names no document and none is given.
        """
        plain = " ".join(legible(text, "citation").split())
        found = _pattern().fullmatch(plain)
        if not found or not plain:
            raise InvalidValue(
                f"{shown(text)} is not a citation; write it as 'điểm c khoản 2 Điều 15 Luật số 42/2013/QH13' "
                "or 'mục II.1 Kế hoạch số 22/KH-UBND'"
            )
        parts = found.groupdict()
        if parts["number"] is None and document is None:
            raise InvalidValue(f"{shown(text)} names no document; write its type and number behind it")
        kind, number, paragraph = parts.pop("kind"), parts.pop("number"), parts.pop("paragraph")
        parts["section"] = parts["section"] or paragraph
        if document and number is None:
            return cls(kind=document.kind, number=document.number, **parts)
        return cls(kind=kind, number=DocumentNumber.parse(number), **parts)

    def __str__(self) -> str:
        paragraph = bool(self.section) and str(self.section).startswith("đoạn")
        words = {"điểm": self.point, "khoản": self.clause, "Điều": self.article, "mục": self.section,
                 "Phụ lục": self.appendix}  # fmt: skip
        if paragraph:
            words["mục"] = None
        place = "".join(f"{word} {value} " for word, value in words.items() if value)
        place += f"{self.section} " if paragraph else ""
        return f"{place}{self.kind} số {self.number}"


_SECTION = r"[IVXLC]+(?:\.[0-9]+)*[a-zđ]?|[0-9]+(?:\.[0-9]+)*[a-zđ]?"
_PARAGRAPH = r"đoạn (?:đầu|cuối|[0-9]+)"


@checked
def is_section(text: str) -> bool:
    """Whether the text names a section of a plan or letter, as `III.2.3b`, `4a` or `đoạn cuối`."""
    return re.fullmatch(f"(?:{_SECTION})|(?:{_PARAGRAPH})", text) is not None


@once()
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:[đĐ]iểm (?P<point>[a-zđ]{1,2})\b ?)?"
        r"(?:[kK]hoản (?P<clause>[0-9]+[a-zđ]?)\b ?)?"
        r"(?:[đĐ]iều (?P<article>[0-9]+[a-zđ]?)\b ?)?"
        rf"(?:[mM]ục (?P<section>{_SECTION})\b ?)?"
        rf"(?:(?P<paragraph>{_PARAGRAPH})\b ?)?"
        r"(?:[pP]hụ lục (?P<appendix>[IVXLC]+|[0-9]+)\b ?)?"
        r"(?:(?P<kind>(?!(?:Điểm|Khoản|Điều|Mục|Phụ lục)\b)[A-ZĐ]\w*(?: [^\W\d]+)*?)"
        r"(?: số)? (?P<number>[0-9]*[/-].+|[0-9]+-.+))?"
    )
