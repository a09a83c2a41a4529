"""Chỉ tiêu — what a plan promises in numbers, what was reached, and what is short of it."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue, Misplaced
from ..law import Counted, Share
from ..records import valid_id
from ..typed import typed


class Series(Enum):
    """Bộ chỉ số — the named indices of provincial administration that a plan wants to raise."""

    SIPAS = "SIPAS"
    PAR_INDEX = "PAR INDEX"
    PAPI = "PAPI"

    @property
    def vietnamese(self) -> str:
        """What it measures."""
        return {
            "SIPAS": "chỉ số hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước",
            "PAR INDEX": "chỉ số cải cách hành chính",
            "PAPI": "chỉ số hiệu quả quản trị và hành chính công cấp tỉnh",
        }[self.value]


@attrs.frozen(kw_only=True, field_transformer=typed)
class Indicator:
    """Chỉ tiêu — `target` of `of` (“100 % phòng chuyên môn”), or at most `at_most` of them (“không có …”: 0).

    An indicator of a named `series` has neither where the plan sets no number: it is followed, not met. Where the law
    counts the same thing, `rule` is the id of its threshold, and `counts` what the plan counts. `when` is how often or
    on which occasion the plan wants it, in its words.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    of: str
    target: Share | None = None
    at_most: int | None = None
    series: Series | None = None
    counts: Counted | None = None
    rule: str | None = None
    when: str | None = None
    clause: str

    def __attrs_post_init__(self) -> None:
        given = (self.target is not None) + (self.at_most is not None)
        if given > 1 or (not given and self.series is None):
            raise InvalidValue("an indicator has a target or an at_most; a named series may have neither")
        if self.at_most is not None and self.at_most < 0:
            raise Misplaced("at_most", f"{self.at_most} is less than nothing")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Measured:
    """Kết quả đo — on a day, so many (`count`) out of so many (`total`) of what an indicator counts."""

    indicator: str
    on: date
    count: int
    total: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.count <= self.total:
            raise InvalidValue(f"{self.count} out of {self.total} cannot be")


@checked
def shortfall(indicator: Indicator, measured: Measured) -> int:
    """Phần còn thiếu — how many more would meet the target, or how many are too many; 0 where it is met.

    >>> badge = Indicator(id="deo-the", name="đeo thẻ", of="công chức", target=Share.parse("100%"), clause="1.4")
    >>> shortfall(badge, Measured(indicator="deo-the", on=date(2025, 12, 1), count=43, total=45))
    2

    Raises:
        InvalidValue: the measurement is of another indicator, or the target is of none.
    """
    if measured.indicator != indicator.id:
        raise InvalidValue(f"'{measured.indicator}' was measured, not '{indicator.id}'")
    if indicator.at_most is not None:
        return max(0, measured.count - indicator.at_most)
    if indicator.target is None:
        return 0
    if not measured.total:
        raise InvalidValue(f"a part of no {indicator.of} is no number; measure where there are some")
    needed: Fraction = indicator.target.fraction * measured.total
    return max(0, -(-needed.numerator // needed.denominator) - measured.count)
