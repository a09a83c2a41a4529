"""Chữ viết của ngày âm lịch — lunar dates as Vietnamese writes them, and the names of the sexagenary cycle."""

from __future__ import annotations

import re

import attrs

from ..arguments import checked
from ..errors import InvalidValue, shown
from ..once import once
from ..texts import legible
from ..typed import typed

STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
CYCLE = 60
"""Years after which the same stem meets the same branch."""

_SPELLINGS = {"tí": "Tý", "tị": "Tỵ", "kỉ": "Kỷ", "quí": "Quý", "mẹo": "Mão"}
_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_MONTHS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {
    "giêng": 1,
    "tư": 4,
    "bẩy": 7,
    "một": 11,  # tháng Một is the eleventh: the first is tháng Giêng
    "mười một": 11,
    "chạp": 12,
    "mười hai": 12,
}


@attrs.frozen(field_transformer=typed)
class Reading:
    """What a text names: a month and a day, and perhaps a year by its number or by its name."""

    month: int
    day: int
    leap: bool
    year: int | None
    name: str | None


def pair(stem: int, branch: int) -> str:
    """The stem and the branch at those places of their cycles."""
    return f"{STEMS[stem % 10]} {BRANCHES[branch % 12]}"


@checked
def stem_branch(year: int) -> str:
    """Can chi — the name of a lunar year.

    >>> stem_branch(2027)
    'Đinh Mùi'
    """
    return pair(year - 4, year - 4)


def day_name(day: int) -> str:
    """`mùng 1` to `mùng 10`, then the plain number."""
    return f"mùng {day}" if day <= 10 else str(day)


def month_name(month: int, leap: bool = False) -> str:
    """`tháng Giêng`, `tháng 6 nhuận`, `tháng Chạp`."""
    name = {1: "Giêng", 12: "Chạp"}.get(month, str(month))
    return f"tháng {name}{' nhuận' if leap else ''}"


@once()
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted({*_MONTHS, *_NUMBERS}, key=len, reverse=True))
    day = rf"(?:ngày\s+)?(?:(?P<mung>mùng|mồng)\s+(?P<first>[0-9]{{1,2}}|{words})|(?P<day>[0-9]{{1,2}})|(?P<ram>rằm))"
    month = rf"(?P<tet>tết)|(?:tháng\s+)(?P<month>[0-9]{{1,2}}|{words})(?P<leap>\s+nhuận)?"
    year = (
        r"(?:[\s,]+năm\s+(?P<year>[0-9]{4})|[\s,]+năm\s+(?P<name>[^\d\s]+\s+[^\d\s]+)(?:\s+\(?(?P<also>[0-9]{4})\)?)?)?"
    )
    written = re.compile(rf"{day}\s+(?:{month}){year}")
    figures = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?P<leap>\s*(?:n|nhuận))?(?:/(?P<year>[0-9]{4}))?")
    return written, figures


def read(text: str) -> Reading:
    """Take a lunar date's text apart; whether such a day exists is not asked here.

    >>> read("rằm tháng 6 nhuận năm Ất Tỵ")
    Reading(month=6, day=15, leap=True, year=None, name='Ất Tỵ')

    Raises:
        InvalidValue: the text is none, its year's number and name do not agree, or its days before Tết name a year,
            which may be the one that ends or the one that begins.
    """
    plain = re.sub(r"\s+", " ", legible(text, "lunar date")).strip().lower()
    plain = re.sub(r"\s*(?:\(âm lịch\)|âm lịch|\bâl)$", "", plain)
    written, figures = _patterns()
    if found := figures.fullmatch(plain):
        year = int(found["year"]) if found["year"] else None
        return Reading(int(found["month"]), int(found["day"]), bool(found["leap"]), year, None)
    if not (found := written.fullmatch(plain)):
        raise InvalidValue(
            f"{shown(text)} is not a lunar date; write it as 'mùng 1 tháng Giêng năm Đinh Mùi', '23 tháng Chạp' or "
            "'10/3'"
        )
    day = 15 if found["ram"] else _number(found["first"] or found["day"])
    if found["mung"] and not 1 <= day <= 10:
        raise InvalidValue(f"{shown(text)}: days called {found['mung']} are 1 to 10; write 'ngày {day}'")
    if found["tet"]:
        month = 1 if found["mung"] else 12
        if month == 12 and (found["year"] or found["name"]):
            words = "the last days before that Tết, or of that year? Write tháng Chạp and its year"
            raise InvalidValue(f"{shown(text)}: {words}")
    else:
        month = _MONTHS[found["month"]] if found["month"] in _MONTHS else int(found["month"])
    name = _year_name(found["name"], text) if found["name"] else None
    number = found["year"] or found["also"]
    if name and number and stem_branch(int(number)) != name:
        raise InvalidValue(f"{shown(text)}: the lunar year {number} is {stem_branch(int(number))}, not {name}")
    return Reading(month, day, bool(found["leap"]), int(number) if number else None, None if number else name)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.index(text) + 1


def _year_name(text: str, whole: str) -> str:
    stem, branch = (_SPELLINGS.get(word, word.capitalize()) for word in text.split())
    if stem not in STEMS or branch not in BRANCHES:
        words = f"names no year; a stem is one of {', '.join(STEMS)}, a branch one of {', '.join(BRANCHES)}"
        raise InvalidValue(f"{shown(whole)}: {shown(text)} {words}")
    if STEMS.index(stem) % 2 != BRANCHES.index(branch) % 2:
        raise InvalidValue(f"{shown(whole)}: {stem} never meets {branch} in the cycle of sixty years")
    return f"{stem} {branch}"
