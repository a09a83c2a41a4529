"""Quy tắc — one thing that the law sets, with the versions that hold one after another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty, Doubt
from ..drawing import drawn_by
from ..errors import InvalidValue, OutsideCoverage
from ..frozen import FrozenDict
from ..records import filled
from ..spans import civil_date, is_day
from ..typed import typed
from .competence import Competence
from .cycles import DayOfLastMonth, LockWindow
from .documents import Citation
from .holidays import Compensation, Holidays, SpanPattern
from .limits import Convention, TimeLimit
from .lists import Listing
from .numbers import DocumentNumber
from .quotas import Choice, Quota, Threshold

RuleValue = (
    TimeLimit
    | Quota
    | Threshold
    | Choice
    | Competence
    | Listing
    | Convention
    | LockWindow
    | DayOfLastMonth
    | Holidays
    | Compensation
    | SpanPattern
)

KINDS: Mapping[str, type[RuleValue]] = FrozenDict(
    {
        "time-limit": TimeLimit,
        "quota": Quota,
        "threshold": Threshold,
        "choice": Choice,
        "competence": Competence,
        "list": Listing,
        "convention": Convention,
        "lock-window": LockWindow,
        "day-of-last-month": DayOfLastMonth,
        "holidays": Holidays,
        "compensation": Compensation,
        "span-pattern": SpanPattern,
    }
)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Transition:
    """Điều khoản chuyển tiếp — what a version says of cases that began before it, in Vietnamese and in English."""

    __repr__ = brief

    vi: str
    en: str
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=typed)
class Version:
    """Phiên bản — what a rule says from `valid_from` up to, and without, `valid_to`."""

    __repr__ = brief

    valid_from: date
    valid_to: date | None = None
    value: RuleValue
    citations: tuple[Citation, ...]
    checked_on: date
    certainty: Certainty
    doubts: tuple[Doubt, ...] = ()
    transition: Transition | None = None

    def __contains__(self, day: object) -> bool:
        """Whether it holds on a day; nothing but a date is one. Raises WrongType for a `datetime`."""
        return is_day(day) and self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Gap:
    """Khoảng trống — days on which no version is known here, from `valid_from` up to, and without, `valid_to`, and why.

    A gap is declared; days between two versions that nothing covers are a mistake.
    """

    valid_from: date
    valid_to: date
    why: Doubt

    def __contains__(self, day: object) -> bool:
        """Whether it holds on a day; nothing but a date is one. Raises WrongType for a `datetime`."""
        return is_day(day) and self.valid_from <= day < self.valid_to


@drawn_by("rules")
@attrs.frozen(kw_only=True, field_transformer=typed)
class Rule:
    """Quy tắc — one thing the law sets, under a stable id, with all its versions in order: its history.

    `event` says in Vietnamese what a period is counted from. The day of that event picks the version, unless
    `version_by` names another date: then who asks must give it. A rule that ended says on which day (`ended_on`), with
    the end of which document (`ended_with`, None if its file ends the version itself) and which rule took its place
    (`replaced_by`, None if none is known).

    Raises:
        InvalidValue: a version ends before it begins, two hold on one day, or days between two are not covered.
    """

    __repr__ = brief

    id: str = attrs.field(validator=filled)
    kind: str = attrs.field(validator=filled)
    title_vi: str
    title_en: str
    event: str | None = None
    version_by: str | None = None
    replaced_by: str | None = None
    ended_with: DocumentNumber | None = None
    versions: tuple[Version, ...]
    gaps: tuple[Gap, ...] = ()
    _starts: tuple[date, ...] = attrs.field(init=False, repr=False, eq=False)
    _newest: Version | None = attrs.field(init=False, repr=False, eq=False)  # which is asked for most

    def __attrs_post_init__(self) -> None:
        for problem in misfits(self.versions, self.gaps):
            raise InvalidValue(f"{self.id}: {problem}")
        object.__setattr__(self, "_starts", tuple(version.valid_from for version in self.versions))
        object.__setattr__(self, "_newest", self.versions[-1] if self.versions else None)

    @property
    def ended_on(self) -> date | None:
        """Ngày hết hiệu lực — the first day on which it no longer holds; None while it does, or has no version."""
        return self._newest.valid_to if self._newest else None

    def on(self, day: date) -> Version:
        """The version in force on a day.

        Raises:
            OutsideCoverage: no version holds on that day; the message says when one does, why there is a gap, and what
                took the place of a rule that ended.
        """
        if type(day) is not date:
            day = civil_date(day, "day")
        version = self._newest
        if version and day < version.valid_from:
            index = bisect_right(self._starts, day) - 1
            version = self.versions[index] if index >= 0 else None
        if version and (version.valid_to is None or day < version.valid_to):
            return version
        spans = ", ".join(f"[{version.valid_from}, {version.valid_to or '…'})" for version in self.versions)
        why = next((f"; {gap.why.en}" for gap in self.gaps if day in gap), "")
        ended = f"; it {self._end}" if self.ended_on and day >= self.ended_on else ""
        raise OutsideCoverage(f"{self.id} has no version on {day}: it has {spans or 'none'}{ended}{why}")

    @property
    def _end(self) -> str:
        document = f" with the end of {self.ended_with}" if self.ended_with else ""
        successor = f"; {self.replaced_by} took its place: ask for that" if self.replaced_by else ""
        return f"ended on {self.ended_on}{document}{successor}"

    @checked
    def at(self, day: date) -> Version | None:
        """The version in force on a day, or None."""
        return next((version for version in self.versions if day in version), None)


@checked
def misfits(versions: Sequence[Version], gaps: Sequence[Gap] = ()) -> Iterator[str]:
    """Words for each version that ends before it begins, each pair that holds on one day, and each undeclared hole.

    Versions are in the order in which they begin.
    """
    for version in versions:
        if version.valid_to is not None and version.valid_to <= version.valid_from:
            yield f"the version from {version.valid_from} ends on {version.valid_to}, before it begins"
    for one, following in pairwise(versions):
        if one.valid_to is None or one.valid_to > following.valid_from:
            yield f"two versions hold on {following.valid_from}: those from {one.valid_from} and {following.valid_from}"
        elif one.valid_to < following.valid_from and not any(
            gap.valid_from <= one.valid_to and following.valid_from <= gap.valid_to for gap in gaps
        ):
            last = following.valid_from - timedelta(days=1)
            yield f"no version holds from {one.valid_to} to {last}; add one, or declare the gap with its reason"
    for gap in gaps:
        for version in versions:
            if version.valid_from < gap.valid_to and (version.valid_to is None or gap.valid_from < version.valid_to):
                yield f"the gap from {gap.valid_from} to {gap.valid_to} overlaps the version from {version.valid_from}"
