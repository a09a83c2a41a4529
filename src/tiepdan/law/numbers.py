"""Số, ký hiệu văn bản — the numbers that documents carry.

Five forms are in use: normative (`59/2023/NĐ-CP`), of a named type (`22/KH-UBND`), letters (`9503/UBND-KGVX`), Party
documents (`118-CV/ĐU`) and the plain ones of earlier times (`121-CP`). A draft's serial may be blank: `/KH-UBND`.

Căn cứ: Điều 15 và Phụ lục III Nghị định số 30/2020/NĐ-CP; Hướng dẫn số 36-HD/VPTW.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ..arguments import checked
from ..errors import InvalidValue, cut, shown
from ..texts import legible
from ..typed import typed
from .document_types import document_types

if TYPE_CHECKING:
    from .findings import Finding


class Family(Enum):
    """Loại số, ký hiệu — the form of a number."""

    NORMATIVE = "normative"
    NAMED = "named"
    LETTER = "letter"
    PARTY = "party"
    PLAIN = "plain"


@attrs.frozen(field_transformer=typed)
class DocumentNumber:
    """Số và ký hiệu của văn bản — a document's number, taken apart.

    `serial` is None where it is left blank; `year` is part of normative numbers only; `symbol` is what follows them.

    >>> number = DocumentNumber.parse("118-CV/ĐU")
    >>> number.family.value, number.serial, number.type, number.issuer
    ('party', 118, 'CV', 'ĐU')
    >>> DocumentNumber.read("35/CT-TW")[0]
    DocumentNumber.parse('35-CT/TW')
    """

    __record__: ClassVar[str] = "text"

    family: Family
    serial: int | None
    year: int | None
    symbol: str

    @classmethod
    @checked
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number that is written as the norms have it; a label `Số:` before it is passed over.

        Raises:
            InvalidValue: no number, or a misprinted one; the message says how it should read.
        """
        number, mends = _read(text)
        if mends:
            raise InvalidValue(f"{shown(text)} is misprinted: {'; '.join(en for _, en in mends)}; write {number}")
        return number

    @classmethod
    @checked
    def read(cls, text: str, *, called: str = "") -> tuple[DocumentNumber, tuple[Finding, ...]]:
        """Read a number as documents really print it: what was misprinted is mended and comes back as findings.

        Args:
            text: the number.
            called: what the document is called where it is cited; a misprinted type is mended where this begins with
                the name of one.

        Raises:
            InvalidValue: the text cannot be read as a number at all.
        """
        from .findings import Finding, Severity

        number, mends = _read(text, called)
        return number, tuple(
            Finding(
                severity=Severity.WARNING,
                code="document.number.misprint",
                message_vi=f"Số, ký hiệu “{cut(text)}” in sai: {vi}; đọc là {number}",
                message_en=f"the number {shown(text)} is misprinted: {en}; read as {number}",
            )
            for vi, en in mends
        )

    @property
    def type(self) -> str | None:
        """Chữ viết tắt tên loại — the abbreviation of the type (`KH`, `NĐ`, `CV`), or None where the form has none."""
        if self.family is Family.PARTY:
            return self.symbol.partition("/")[0]
        head, dash, _ = self.symbol.partition("-")
        if self.family is Family.NAMED or (self.family is Family.NORMATIVE and dash):
            return head.partition("/")[0]
        return None

    @property
    def issuer(self) -> str:
        """Cơ quan ban hành — the abbreviation of the issuing body, such as `UBND`, `TW`, `QH13`."""
        if self.family is Family.PARTY:
            return self.symbol.partition("/")[2]
        if self.family is Family.LETTER:
            return self.symbol.partition("-")[0]
        return re.split("[-/]", self.symbol, maxsplit=1)[1] if self.type else self.symbol

    @property
    def unit(self) -> str | None:
        """Đơn vị soạn thảo hoặc lĩnh vực — in letters, what follows the issuing body: `KGVX` in `9503/UBND-KGVX`."""
        return self.symbol.partition("-")[2] if self.family is Family.LETTER else None

    def __str__(self) -> str:
        serial = "" if self.serial is None else f"{self.serial:02}"
        if self.family is Family.NORMATIVE:
            return f"{serial}/{self.year}/{self.symbol}"
        return f"{serial}{'-' if self.family in (Family.PARTY, Family.PLAIN) else '/'}{self.symbol}"

    def __repr__(self) -> str:
        return f"DocumentNumber.parse('{self}')"


Mend = tuple[str, str]

_GROUP = r"[A-ZĐ][A-Za-zĐđ&.]*+[0-9]{0,2}"  # takes all dots that it can, so that a text is read in one way only
_NORMATIVE = re.compile(
    rf"(?P<serial>[0-9]{{0,5}})/(?P<year>(?:19|20)[0-9][0-9])/(?P<symbol>{_GROUP}(?:[-/]{_GROUP})*)"
)
_PARTY = re.compile(rf"(?P<serial>[0-9]{{0,6}})-(?P<symbol>(?P<type>[A-ZĐ][A-Za-zĐđ]*)/{_GROUP}(?:[-.]{_GROUP})*)")
_SLASH = re.compile(
    rf"(?P<serial>[0-9]{{0,6}})/(?P<symbol>(?P<head>[A-ZĐ][A-Za-zĐđ.&]*)-(?P<rest>{_GROUP}(?:[-.]{_GROUP})*))"
)
_PLAIN = re.compile(r"(?P<serial>[0-9]{1,5})-(?P<symbol>[A-ZĐ]+)")
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)[0-9]{1,2}")


def _read(text: str, called: str = "") -> tuple[DocumentNumber, list[Mend]]:
    plain = legible(text, "document number").strip()
    plain = re.sub(r"^số\s*:?\s*", "", plain, flags=re.IGNORECASE)
    clean, mends = plain, []
    if "Ð" in clean:
        clean = clean.replace("Ð", "Đ")
        mends.append(("chữ Ð (U+00D0) thay cho Đ", "the letter Ð (U+00D0) stands for Đ"))
    if re.search(r"\s", clean):
        clean = re.sub(r"\s+", "", clean)
        mends.append(("có khoảng trắng", "it has blanks"))
    reading = next(_readings(clean, called), None)
    if reading is None:
        raise InvalidValue(
            f"{shown(text)} is not a document number; write it as 22/KH-UBND, 118-CV/ĐU or 59/2023/NĐ-CP"
        )
    number, mend = reading
    mends += mend
    serial = clean[: len(clean) - len(clean.lstrip("0123456789"))]
    if number.family is not Family.PLAIN and len(serial) == 1:
        mends.append(("số dưới 10 phải có số 0 đứng trước", "a number below 10 takes a leading 0"))
    return number, mends


def _readings(text: str, called: str) -> Iterator[tuple[DocumentNumber, list[Mend]]]:
    def number(family: Family, found: re.Match[str], symbol: str | None = None) -> DocumentNumber:
        serial, year = found["serial"], found.groupdict().get("year")
        return DocumentNumber(family, int(serial) if serial else None, int(year) if year else None,
                              symbol or found["symbol"])  # fmt: skip

    if found := _NORMATIVE.fullmatch(text):
        symbol, mends = found["symbol"], []
        head, dash, tail = symbol.partition("-")
        if (
            head == "NQ"
            and tail.startswith("UBTVQH")
            and int(found["year"]) > document_types().standing_committee.type_written_until
        ):
            symbol = tail
            mends.append(("nghị quyết của Ủy ban thường vụ Quốc hội không ghi “NQ-”", "its resolutions carry no 'NQ-'"))
        if dash or _ASSEMBLY.fullmatch(symbol):
            yield number(Family.NORMATIVE, found, symbol), mends
    if (found := _PARTY.fullmatch(text)) and found["type"] in document_types().party.types:
        yield number(Family.PARTY, found), []
    if found := _SLASH.fullmatch(text):
        yield _slashed(found, number, called)
    if found := _PLAIN.fullmatch(text):
        yield number(Family.PLAIN, found), []


def _slashed(found: re.Match[str], number: Any, called: str) -> tuple[DocumentNumber, list[Mend]]:
    head, rest = found["head"], found["rest"]
    types, party = document_types().state.types, document_types().party
    if head in party.types and rest in party.bodies:
        mend = ("văn bản của Đảng viết số-loại/cơ quan", "a Party document is written number-type/body")
        return number(Family.PARTY, found, f"{head}/{rest}"), [mend]
    if head in types:
        return number(Family.NAMED, found), []
    if head.replace(".", "").replace("&", "").isupper():
        return number(Family.LETTER, found), []
    meant = [short for short, name in types.items() if called.lower().startswith(name)]
    near = [short for short in types if head.startswith(short) or _one_letter_off(short, head)]
    words = ", ".join(meant[:1] or near or list(types)[:5])
    mend = (f"không có tên loại “{cut(head)}” (có: {words})", f"there is no type {shown(head)} (there are: {words})")
    return number(Family.NAMED, found, f"{meant[0]}-{rest}" if meant else None), [mend]


def _one_letter_off(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
