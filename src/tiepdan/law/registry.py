"""Sổ đăng ký quy tắc — all documents, and all rules with all their versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import attrs

from ..errors import InvalidValue, UnknownName, nearest
from ..shipped import shipped_files
from ..spans import DateRange
from ..typed import typed
from .documents import LegalDocument
from .numbers import DocumentNumber
from .reading import LawFile, assemble, read_law_file
from .rules import Rule, RuleValue, Version

V = TypeVar("V", bound=RuleValue)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Change:
    """Thay đổi — on `day` a rule began (`before` None), ended (`after` None), or passed from one to the next."""

    day: date
    rule: Rule
    before: Version | None
    after: Version | None


@attrs.frozen(eq=False, field_transformer=typed)
class Law:
    """Pháp luật — the registry: documents, and rules with their versions, each by the document that set it.

    A version ends on the day the next one begins, unless its file says otherwise: so a new law is a new file, and no
    old one is touched.

    >>> law = Law.vietnam()
    >>> print(law.on("reception.chair.minimum", date(2026, 6, 30)).value)
    ít nhất 1 ngày trong 01 tuần
    >>> print(law.on("reception.chair.minimum", date(2026, 7, 1)).value)
    ít nhất 2 ngày trong 01 tháng
    """

    documents: tuple[LegalDocument, ...]
    rules: tuple[Rule, ...]
    _files: tuple[LawFile, ...] = attrs.field(repr=False)
    _by_id: dict[str, Rule] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {rule.id: rule for rule in self.rules})
        object.__setattr__(self, "rules", tuple(rule for rule in self.rules if rule.versions))

    @classmethod
    @cache
    def vietnam(cls) -> Law:
        """The shipped registry."""
        return cls._of([read_law_file(file) for _, file in shipped_files("law")])

    @classmethod
    def from_files(cls, paths: Iterable[str | Path]) -> Law:
        """A registry of those files alone.

        Raises:
            InvalidFile: with all the mistakes of the first file that has any.
        """
        return cls._of([read_law_file(path) for path in paths])

    def with_file(self, path: str | Path) -> Law:
        """This registry with one more document's file laid over it, the caller's own or a newer one.

        Raises:
            InvalidFile: with all the mistakes of the file.
        """
        return self._of([*self._files, read_law_file(path)])

    def known_on(self, day: date) -> Law:
        """The registry as it could be known on a day: without documents signed, and repeals effective, later."""
        later = frozenset(one for file in self._files if file.document.signed > day for one in file.begins)
        known = [file.known_on(day, later) for file in self._files if file.document.signed <= day]
        return self._of(known, headings=self._files)

    @classmethod
    def _of(cls, files: Sequence[LawFile], headings: Sequence[LawFile] = ()) -> Law:
        """One registry of several files, later ones over earlier ones of the same document."""
        last = tuple({str(file.document.number): file for file in files}.values())
        return cls(tuple(file.document for file in last), assemble(last, headings or last), last)

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            UnknownName: there is none; the message offers the nearest ids.
        """
        try:
            return self._by_id[rule_id]
        except KeyError:
            raise UnknownName(f"there is no rule '{rule_id}'{nearest(rule_id, self._by_id)}") from None

    def __contains__(self, rule_id: object) -> bool:
        rule = self._by_id.get(rule_id) if isinstance(rule_id, str) else None
        return rule is not None and bool(rule.versions)

    def __iter__(self) -> Iterator[str]:
        """The ids of the rules."""
        return (rule.id for rule in self.rules)

    def on(self, rule_id: str, day: date) -> Version:
        """The version of a rule in force on a day.

        Raises:
            UnknownName: no such rule.
            OutsideCoverage: no version holds on that day.
        """
        return self[rule_id].on(day)

    def value(self, kind: type[V], rule_id: str, day: date) -> V:
        """What a rule says on a day, as the kind of value the caller counts on.

        Raises:
            InvalidValue: the rule is of another kind; and as `on` does.
        """
        value = self.on(rule_id, day).value
        if not isinstance(value, kind):
            raise InvalidValue(f"{rule_id} is a {type(value).__name__}, not a {kind.__name__}")
        return value

    def changes(self, period: DateRange) -> tuple[Change, ...]:
        """What begins, ends or changes on the days of a period, in order of days and ids.

        >>> day = date(2026, 7, 1)
        >>> changes = {change.rule.id: change for change in Law.vietnam().changes(DateRange(day, day))}
        >>> print(changes["complaint.first.acceptance"].before.value)
        trong 10 ngày
        """
        found: list[Change] = []
        for rule in self.rules:
            ends = {version.valid_to: version for version in rule.versions if version.valid_to}
            starts = {version.valid_from: version for version in rule.versions}
            found.extend(
                Change(day=day, rule=rule, before=ends.get(day), after=starts.get(day))
                for day in starts.keys() | ends.keys()
                if day in period
            )
        return tuple(sorted(found, key=lambda change: (change.day, change.rule.id)))

    def document(self, number: DocumentNumber | str) -> LegalDocument:
        """The document of that number.

        Raises:
            InvalidValue: the text is no number.
            UnknownName: the registry does not hold it.
        """
        for document in self.documents:
            if str(document.number) == str(number):
                return document
        if isinstance(number, str):
            DocumentNumber.parse(number)
        raise UnknownName(
            f"no document {number} is held here{nearest(str(number), [str(one.number) for one in self.documents])}"
        )

    def supported_by(self, number: DocumentNumber | str) -> tuple[tuple[Rule, Version], ...]:
        """The versions that cite a document, each with its rule: what would fall if it fell.

        Raises:
            InvalidValue: the text is no number.
            UnknownName: the registry does not hold it.
        """
        wanted = self.document(number).number
        return tuple(
            (rule, version)
            for rule in self.rules
            for version in rule.versions
            if any(citation.number == wanted for citation in version.citations)
        )
