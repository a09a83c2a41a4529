"""Quy tắc — what the law sets, as values with the days on which they hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from itertools import pairwise

import attrs

from ..certainty import Certainty, Doubt
from ..durations import Duration, duration
from ..errors import InvalidValue, OutsideCoverage
from .documents import Citation


class Direction(Enum):
    """Chiều tính — `AFTER`: within so long after an event; `BEFORE`: at least so long before it."""

    AFTER = "after"
    BEFORE = "before"


class Per(Enum):
    """Kỳ — the period in which a quota is to be met: an ISO week, a month, a year."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def vietnamese(self) -> str:
        """The word for people."""
        return {"week": "tuần", "month": "tháng", "year": "năm"}[self.value]


class Meaning(Enum):
    """Ý nghĩa của ngày cuối — `LATEST` do it by then, `NOT_BEFORE` a minimum ends, `EFFECTIVE` takes effect."""

    LATEST = "latest"
    NOT_BEFORE = "not_before"
    EFFECTIVE = "effective"


@attrs.frozen(kw_only=True)
class Extension:
    """Gia hạn — at most so many times, each by so many of the limit's units."""

    at_most: int
    amount: int


@attrs.frozen(kw_only=True)
class TimeLimit:
    """Thời hạn — so many units after an event, or at least so many before it.

    The other amounts are for a complex case (vụ việc phức tạp), for a remote area that is hard to reach (vùng sâu,
    vùng xa, đi lại khó khăn), for both, and for a dismissal (buộc thôi việc); None where the law sets none. `unit` is
    one of `calendar-day`, `working-day`, `month`, `hour`.

    Raises:
        InvalidValue: a negative amount, or an unknown unit.
    """

    amount: int
    unit: str
    direction: Direction = Direction.AFTER
    meaning: Meaning = Meaning.LATEST
    complex: int | None = None
    remote: int | None = None
    remote_complex: int | None = None
    dismissal: int | None = None
    extension: Extension | None = None

    def __attrs_post_init__(self) -> None:
        for amount in (self.amount, *self.variants.values()):
            duration(amount, self.unit)

    @property
    def duration(self) -> Duration:
        """The plain amount as a typed duration."""
        return duration(self.amount, self.unit)

    @property
    def variants(self) -> dict[str, int]:
        """The other amounts that the law sets, by their Vietnamese words."""
        amounts = {
            "phức tạp": self.complex,
            "vùng sâu, vùng xa": self.remote,
            "vùng sâu, vùng xa và phức tạp": self.remote_complex,
            "buộc thôi việc": self.dismissal,
        }
        return {words: amount for words, amount in amounts.items() if amount is not None}

    def __str__(self) -> str:
        before = self.direction is Direction.BEFORE
        words = {Meaning.LATEST: "trong", Meaning.NOT_BEFORE: "ít nhất", Meaning.EFFECTIVE: "sau"}[self.meaning]
        text = f"ít nhất {self.duration} trước" if before else f"{words} {self.duration}"
        parts = [f"{name}: {duration(amount, self.unit)}" for name, amount in self.variants.items()]
        if self.extension:
            parts.append(f"gia hạn tối đa {self.extension.at_most} lần, mỗi lần {self.extension.amount}")
        return f"{text} ({'; '.join(parts)})" if parts else text


class Counting(Enum):
    """Cách tính thời hạn — the conventions by which periods are counted."""

    EVENT_DAY_EXCLUDED = "event-day-excluded"
    LAST_DAY_OF_SHORT_MONTH = "last-day-of-short-month"
    NEXT_WORKING_DAY = "next-working-day"


@attrs.frozen(kw_only=True)
class Convention:
    """Quy ước tính — a convention of counting that the law sets."""

    counting: Counting

    def __str__(self) -> str:
        return {
            Counting.EVENT_DAY_EXCLUDED: "không tính ngày xảy ra sự kiện",
            Counting.LAST_DAY_OF_SHORT_MONTH: "tháng không có ngày tương ứng thì kết thúc vào ngày cuối tháng",
            Counting.NEXT_WORKING_DAY: "ngày cuối là ngày nghỉ thì kết thúc vào ngày làm việc tiếp theo",
        }[self.counting]


@attrs.frozen(kw_only=True)
class Quota:
    """Định mức — at least so many days in each period."""

    at_least: int
    per: Per

    def __str__(self) -> str:
        return f"ít nhất {self.at_least} ngày trong 01 {self.per.vietnamese}"


class Reckoning(Enum):
    """Lịch — by which calendar a yearly day is fixed."""

    SOLAR = "solar"
    LUNAR = "lunar"


@attrs.frozen(kw_only=True)
class Holiday:
    """Ngày lễ, tết — a yearly day off with full pay, or a span of `days` around the day that is fixed.

    Where the span may lie in several ways, `pattern` is the id of the rule that projects it until it is decided.
    """

    id: str
    name_vi: str
    name_en: str
    calendar: Reckoning
    month: int
    day: int
    days: int = 1
    pattern: str | None = None


@attrs.frozen(kw_only=True)
class Holidays:
    """Ngày nghỉ lễ, tết — the yearly days off that a law lists."""

    holidays: tuple[Holiday, ...]

    def __str__(self) -> str:
        return f"{sum(holiday.days for holiday in self.holidays)} ngày trong năm"


@attrs.frozen(kw_only=True)
class Compensation:
    """Nghỉ bù — a holiday of these rules that falls on a weekly day of rest moves to the next working day."""

    of: tuple[str, ...]

    def __str__(self) -> str:
        return "nghỉ bù vào ngày làm việc kế tiếp"


@attrs.frozen(kw_only=True)
class SpanPattern:
    """Cách chia dự kiến — how many days of a holiday lie before its fixed day, by that day's weekday, Monday first."""

    before: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        if len(self.before) != 7:
            raise InvalidValue(f"a pattern has a number for each weekday, Monday to Sunday: 7, not {len(self.before)}")

    def __str__(self) -> str:
        return "số ngày nghỉ trước ngày lễ, theo thứ Hai…Chủ nhật: " + " ".join(map(str, self.before))


RuleValue = TimeLimit | Quota | Convention | Holidays | Compensation | SpanPattern

KINDS: dict[str, type[RuleValue]] = {
    "time-limit": TimeLimit,
    "quota": Quota,
    "convention": Convention,
    "holidays": Holidays,
    "compensation": Compensation,
    "span-pattern": SpanPattern,
}


@attrs.frozen(kw_only=True)
class Version:
    """Phiên bản — what a rule says from `valid_from` up to, and without, `valid_to`."""

    valid_from: date
    valid_to: date | None = None
    value: RuleValue
    citations: tuple[Citation, ...]
    enacted: date
    checked_on: date
    certainty: Certainty
    doubts: tuple[Doubt, ...] = ()

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@attrs.frozen(kw_only=True)
class Rule:
    """Quy tắc — one thing the law sets, under a stable id, with all its versions in order.

    Raises:
        InvalidValue: a version ends before it begins, or two hold on one day.
    """

    id: str
    kind: str
    title_vi: str
    title_en: str
    versions: tuple[Version, ...]

    def __attrs_post_init__(self) -> None:
        for problem in overlaps(self.versions):
            raise InvalidValue(f"{self.id}: {problem}")

    def on(self, day: date) -> Version:
        """The version in force on a day.

        Raises:
            OutsideCoverage: no version holds on that day; the message says when one does.
        """
        for version in self.versions:
            if day in version:
                return version
        spans = ", ".join(f"[{version.valid_from}, {version.valid_to or '…'})" for version in self.versions)
        raise OutsideCoverage(f"{self.id} has no version on {day}: it has {spans or 'none'}")


def overlaps(versions: tuple[Version, ...]) -> Iterator[str]:
    """Words for each version that ends before it begins and each pair, in order, that hold on one day."""
    for version in versions:
        if version.valid_to is not None and version.valid_to <= version.valid_from:
            yield f"the version from {version.valid_from} ends on {version.valid_to}, before it begins"
    for one, next_one in pairwise(versions):
        if one.valid_to is None or one.valid_to > next_one.valid_from:
            yield f"two versions hold on {next_one.valid_from}: those from {one.valid_from} and {next_one.valid_from}"
