"""Phát hiện — what was found: never a bare yes or no, always with its reason and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Protocol

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Doubt
from ..typed import typed
from .documents import Citation


class Severity(Enum):
    """Mức độ — `ERROR`: a rule is broken; `WARNING`: look at it; `INFO`: good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Finding:
    """Phát hiện — one observation, in Vietnamese and in English.

    `code` is stable and dotted; `where` names the place: a path in a file, an item's id or a date; `citation` the text
    that the observation stands on, where there is one, and `doubts` what is not sure about that.
    """

    __repr__ = brief

    severity: Severity
    code: str
    message_vi: str
    message_en: str
    citation: Citation | None = None
    where: str | None = None
    doubts: tuple[Doubt, ...] = ()

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{self.severity.value}: {place}{self.vietnamese}"

    @property
    def vietnamese(self) -> str:
        """The words for people, with the source and the doubts."""
        source = f" ({self.citation})" if self.citation else ""
        unsure = f" [chưa rõ: {'; '.join(doubt.vi for doubt in self.doubts)}]" if self.doubts else ""
        return f"{self.message_vi}{source}{unsure}"


class Grounds(Protocol):
    """Căn cứ của phát hiện — what a finding rests on: a version of a rule, or a deadline counted by it."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The texts, the one that says it first."""

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not sure about them, in words."""


@checked
def grounded(finding: Finding, grounds: Grounds) -> Finding:
    """The finding with the text that it rests on, and with the doubts about that."""
    return attrs.evolve(finding, citation=next(iter(grounds.citations), None), doubts=grounds.doubts)


@checked
def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings, or None."""
    present = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in present), None)


@attrs.frozen(field_transformer=typed)
class Wording:
    """Lời phát hiện — what the findings of one room say: by code, how grave they are, in Vietnamese and in English.

    >>> say = Wording("duty", {"rest": (Severity.ERROR, "{who} nghỉ chưa đủ, {day}", "{who} has no rest")})
    >>> print(say("rest", "$.assignments[3]", who="mau-01", day=date(2026, 2, 17)))
    error: $.assignments[3]: mau-01 nghỉ chưa đủ, 17/02/2026
    """

    __repr__ = brief

    room: str
    words: Mapping[str, tuple[Severity, str, str]]

    def __call__(self, code: str, at: str | None, grounds: Grounds | None = None, /, **parts: object) -> Finding:
        """The finding of a code, its words filled with the parts; Vietnamese dates are written 27/11/2026.

        What it rests on gives the citation and the doubts.
        """
        severity, vi, en = self.words[code]
        local = {name: f"{part:%d/%m/%Y}" if isinstance(part, date) else part for name, part in parts.items()}
        found = Finding(
            severity=severity,
            code=f"{self.room}.{code}",
            message_vi=vi.format(**local),
            message_en=en.format(**parts),
            where=at,
        )
        return grounded(found, grounds) if grounds else found
