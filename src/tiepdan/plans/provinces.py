"""Tỉnh, thành phố — the 34 of today, the 63 before them, and on which day which of them holds."""

from __future__ import annotations

import datetime as dt

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty
from ..errors import UnknownName, nearest
from ..files import read_toml
from ..law import DocumentNumber
from ..once import once
from ..records import filled, from_dict, schema_is
from ..shipped import shipped_file
from ..texts import bare, nfc
from ..typed import typed

SCHEMA = "tiepdan/provinces/1"


@attrs.frozen(kw_only=True, field_transformer=typed)
class ProvinceKind:
    """Loại — tỉnh or thành phố from a day on, by which document where that was set apart."""

    kind: str = attrs.field(validator=filled)
    first: dt.date
    document: DocumentNumber | None = None


@attrs.frozen(kw_only=True, field_transformer=typed)
class Province:
    """Tỉnh, thành phố — one of the 34, by its code and name, with those it was made of (`predecessors`).

    `clause` is where the resolution on the rearrangement makes it, as far as that was seen; None where it was not
    rearranged.
    """

    __repr__ = brief

    code: str
    name: str
    kinds: tuple[ProvinceKind, ...]
    predecessors: tuple[str, ...]
    clause: str | None = None

    @checked
    def kind_on(self, day: dt.date) -> str:
        """Whether it is a tỉnh or a thành phố on a day; its first kind for days before."""
        held = [kind for kind in self.kinds if kind.first <= day]
        return (held or self.kinds)[-1 if held else 0].kind


@attrs.frozen(kw_only=True, field_transformer=typed)
class Provinces:
    """Các tỉnh, thành phố — with the day on which two-tier government began, and how sure the list is."""

    __repr__ = brief

    schema: str = attrs.field(validator=schema_is(SCHEMA))
    checked_on: dt.date
    document: DocumentNumber
    codes: DocumentNumber
    two_tier_from: dt.date
    confidence: Certainty
    province: tuple[Province, ...]

    @classmethod
    @once()
    def vietnam(cls) -> Provinces:
        """The shipped list.

        >>> print(Provinces.vietnam().find("Hòa Bình").name)
        Phú Thọ
        """
        file = shipped_file("provinces.toml")
        return from_dict(cls, read_toml(file), file=str(file))

    @checked
    def find(self, name: str) -> Province:
        """The province of today that has the name, its code, or had a part of that name.

        Raises:
            UnknownName: no province has or had that name; the message offers the nearest.
        """
        wanted = _spellings(name)
        for province in self.province:
            if wanted & (_spellings(province.name) | {province.code}):
                return province
        for province in self.province:
            if any(wanted & _spellings(former) for former in province.predecessors):
                return province
        names = {name for one in self.province for name in (one.name, *one.predecessors)}
        raise UnknownName(f"there is no province '{name}', today or before{nearest(name, names)}")

    @checked
    def name_on(self, name: str, day: dt.date) -> str:
        """The name of a province on a day: the one given before the rearrangement, that of today from it on."""
        province = self.find(name)
        if day >= self.two_tier_from:
            return province.name
        former = (one for one in province.predecessors if _spellings(one) & _spellings(name))
        return next(former, province.name)


def _spellings(name: str) -> set[str]:
    """The name in ASCII, with and without the word for what it is."""
    whole = plain(name)
    return {whole, whole.removeprefix("tinh-"), whole.removeprefix("thanh-pho-"), whole.removeprefix("tp-")}


def plain(text: str) -> str:
    """A name in ASCII, lower case, words joined by hyphens: `phu-tho`."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in bare(nfc(text)))
    return "-".join(letters.split())
