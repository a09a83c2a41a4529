"""Định mức, tỷ lệ, lựa chọn — how many, what part of all, and which by size."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, Misplaced, OutsideCoverage, shown
from ..records import KEY
from ..typed import typed


class Per(Enum):
    """Kỳ — the period in which a quota is to be met: an ISO week, a month, a quarter, a year."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def vietnamese(self) -> str:
        """The word for people."""
        return {"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}[self.value]


class Counted(Enum):
    """Đơn vị đếm — what a quota, a threshold or a choice counts."""

    DAYS = "days"
    TIMES = "times"
    PEOPLE = "people"
    HOUSEHOLDS = "households"
    HOUSEHOLD_REPRESENTATIVES = "household-representatives"
    VOTERS = "voters"
    SUBUNITS = "subunits"
    ATTENDING = "attending"

    @property
    def vietnamese(self) -> str:
        """The word for people."""
        return _COUNTED[self]


_COUNTED = dict(
    zip(
        Counted,
        ("ngày", "lần", "người", "hộ gia đình", "đại diện hộ gia đình", "cử tri", "thôn, tổ dân phố", "người dự họp"),
        strict=True,
    )
)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Quota:
    """Định mức — at least, or at most, so many in each period, or in all where `per` is None.

    Raises:
        InvalidValue: neither bound, or the lower above the upper.
    """

    at_least: int | None = None
    at_most: int | None = None
    of: Counted = Counted.DAYS
    per: Per | None = None

    def __attrs_post_init__(self) -> None:
        _bounds(self.at_least, self.at_most)

    @checked
    def met(self, count: int) -> bool:
        """Whether so many lie within the bounds."""
        return (self.at_least or 0) <= count and (self.at_most is None or count <= self.at_most)

    def __str__(self) -> str:
        words = [f"ít nhất {self.at_least}"] if self.at_least is not None else []
        words += [f"không quá {self.at_most}"] if self.at_most is not None else []
        period = f" trong 01 {self.per.vietnamese}" if self.per else ""
        return f"{', '.join(words)} {self.of.vietnamese}{period}"


@attrs.frozen(field_transformer=typed)
class Share:
    """Phần — a part of a whole: `2/3`, `10%`.

    >>> Share.parse("10%").fraction
    Fraction(1, 10)
    """

    __record__: ClassVar[str] = "text"

    text: str
    fraction: Fraction

    @classmethod
    @checked
    def parse(cls, text: str) -> Share:
        """Read `2/3` or `10%`.

        Raises:
            InvalidValue: it is neither, or not more than nothing and at most all.
        """
        found = re.fullmatch(r"([0-9]{1,9})(?:/([1-9][0-9]{0,8})|%)", text)
        if not found:
            raise InvalidValue(f"{shown(text)} is not a part of a whole; write 2/3 or 10%")
        fraction = Fraction(int(found[1]), int(found[2] or 100))
        if not 0 < fraction <= 1:
            raise InvalidValue(f"{shown(text)} is not more than nothing and at most all")
        return cls(text, fraction)

    def __str__(self) -> str:
        return self.text


@attrs.frozen(kw_only=True, field_transformer=typed)
class Threshold:
    """Tỷ lệ — the part of all that must agree, ask or come: `at_least` so much, or strictly `more_than` so much.

    Raises:
        InvalidValue: not exactly one of the two parts is given.
    """

    of: Counted
    at_least: Share | None = None
    more_than: Share | None = None

    def __attrs_post_init__(self) -> None:
        if (self.at_least is None) == (self.more_than is None):
            raise InvalidValue("a threshold has one part, either at_least or more_than")

    @checked
    def needed(self, total: int) -> int:
        """The smallest count that reaches the threshold out of so many.

        >>> Threshold(of=Counted.HOUSEHOLDS, more_than=Share.parse("50%")).needed(100)
        51

        Raises:
            InvalidValue: there are none to count.
        """
        if total < 1:
            raise InvalidValue(f"a part of {total} {self.of.vietnamese} is no number; there must be one at least")
        if self.at_least:
            return -(-total * self.at_least.fraction.numerator // self.at_least.fraction.denominator)
        assert self.more_than
        return int(total * self.more_than.fraction) + 1

    @checked
    def met(self, count: int, total: int) -> bool:
        """Whether so many out of so many reach the threshold; those who did not come count among all.

        Raises:
            InvalidValue: more than all, or none to count.
        """
        if not 0 <= count <= total:
            raise InvalidValue(f"{count} out of {total} {self.of.vietnamese} cannot be")
        return count >= self.needed(total)

    def __str__(self) -> str:
        words = f"từ {self.at_least} trở lên" if self.at_least else f"trên {self.more_than}"
        return f"{words} tổng số {self.of.vietnamese}"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Bracket:
    """Bậc — for sizes `from_` to `to` (None: without end), at least and at most so many."""

    from_: int = attrs.field(metadata={KEY: "from"})
    to: int | None = None
    at_least: int
    at_most: int

    def __attrs_post_init__(self) -> None:
        _bounds(self.at_least, self.at_most)
        if self.to is not None and self.to < self.from_:
            raise Misplaced("to", f"{self.to} lies before {self.from_}; write the smaller size in `from`")

    def __str__(self) -> str:
        size = f"từ {self.from_} người trở lên" if self.to is None else f"từ {self.from_} đến {self.to} người"
        return f"{size}: {self.at_least} đến {self.at_most}"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Choice:
    """Lựa chọn theo số người — how many are to be chosen, by the size of the group, in brackets of rising size.

    Raises:
        InvalidValue: no bracket, or brackets that overlap or do not rise.
    """

    __repr__ = brief

    brackets: tuple[Bracket, ...]

    def __attrs_post_init__(self) -> None:
        if not self.brackets:
            raise InvalidValue("a choice has one bracket at least")
        for one, following in pairwise(self.brackets):
            if one.to is None or one.to >= following.from_:
                raise InvalidValue(f"the brackets from {one.from_} and from {following.from_} overlap")

    @checked
    def for_size(self, size: int) -> Bracket:
        """The bracket of a size.

        Raises:
            OutsideCoverage: the law says nothing of that size.
        """
        for bracket in self.brackets:
            if bracket.from_ <= size and (bracket.to is None or size <= bracket.to):
                return bracket
        raise OutsideCoverage(f"the law sets no number for {size}; it does for: {self}")

    def __str__(self) -> str:
        return "; ".join(map(str, self.brackets))


def _bounds(at_least: int | None, at_most: int | None) -> None:
    if at_least is None and at_most is None:
        raise InvalidValue("a number has at_least, at_most, or both")
    if at_least is not None and at_least < 0:
        raise Misplaced("at_least", f"{at_least} is below nothing")
    if at_most is not None and at_most < (at_least or 0):
        raise Misplaced("at_most", f"{at_most} is below {at_least or 0}")
