"""Phát hiện — what was found: never a bare yes or no, always with its reason and its place."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import attrs

from .documents import Citation


class Severity(Enum):
    """Mức độ — `ERROR`: a rule is broken; `WARNING`: look at it; `INFO`: good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@attrs.frozen(kw_only=True)
class Finding:
    """Phát hiện — one observation, in Vietnamese and in English.

    `code` is stable and dotted; `where` names the place: a path in a file, an item's id or a date; `citation` the text
    that the observation stands on, where there is one.
    """

    severity: Severity
    code: str
    message_vi: str
    message_en: str
    citation: Citation | None = None
    where: str | None = None

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        source = f" ({self.citation})" if self.citation else ""
        return f"{self.severity.value}: {place}{self.message_vi}{source}"


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings, or None."""
    present = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in present), None)
