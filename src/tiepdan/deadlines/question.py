"""Câu hỏi của một phép tính — what a deadline was asked with, by which it travels and is counted again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..calendars import LunarDate
from ..calendars.sources import CalendarSource
from ..law import Rule, TimeLimit, Version
from ..law.sources import LawSource
from .count import VARIANT_OF, Count

if TYPE_CHECKING:
    from .deadline import Deadline


class Outline(NamedTuple):
    """What of a deadline is known without law and calendar."""

    rule: str | None
    version: Version | None
    limit: TimeLimit


class Question(NamedTuple):
    """Câu hỏi — the arguments of `compute_deadline`, and the version of the rule and the limit that it found.

    A rule of the registry is there by its id, a bare limit has none; `law` is None where it is the calendar's.
    """

    rule: str | Rule | None
    version: Version | None
    limit: TimeLimit
    event: date | LunarDate
    calendar: CalendarSource
    law: LawSource | None = None
    version_on: date | None = None
    variant: str | None = None
    extensions: int = 0
    suspended: tuple[tuple[date, date], ...] = ()

    @classmethod
    def of(cls, event: date, count: Count) -> Question:
        """The question that was counted so."""
        law, calendar, rule, version, limit, _, asked = count
        question = cls(
            rule=rule.id if rule and rule.id in law and law[rule.id] is rule else rule,
            version=version,
            limit=limit,
            event=event,
            calendar=calendar.source,
            law=None if law is calendar.law else law.source,
        )
        if asked is None:
            return question
        return question._replace(
            event=asked.lunar or event,
            version_on=asked.version_on,
            variant=asked.variant,
            extensions=asked.extensions,
            suspended=asked.suspended,
        )

    @property
    def outline(self) -> Outline:
        """What is known of its answer without law and calendar."""
        return Outline(self.rule.id if isinstance(self.rule, Rule) else self.rule, self.version, self.limit)

    def deadline(self) -> Deadline:
        """The answer, counted again.

        Raises:
            OtherData: law or decisions are not here what they were there.
        """
        from .counting import compute_deadline

        calendar = self.calendar.calendar()
        flags = next(flags for flags, variant in VARIANT_OF.items() if variant == self.variant)
        return compute_deadline(
            self.rule or self.limit,
            self.event,
            calendar=calendar,
            law=self.law.law() if self.law else calendar.law,
            version_on=self.version_on,
            complex=flags.complex,
            remote=flags.remote,
            dismissal=flags.dismissal,
            extensions=self.extensions,
            suspended=self.suspended,
        )
