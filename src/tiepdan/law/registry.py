"""Sổ đăng ký quy tắc — all rules with all their versions, read from one TOML file a legal document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ..certainty import Certainty, Doubt
from ..errors import InvalidFile, InvalidValue, Misplaced, UnknownName, nearest
from ..records import collect, read_toml, schema_is
from .documents import Citation, LegalDocument
from .rules import KINDS, Rule, RuleValue, Version, overlaps

SCHEMA = "tiepdan/law/1"

V = TypeVar("V", bound=RuleValue)


@attrs.frozen(kw_only=True)
class _Heading:
    """What a rule is, apart from what it says from when on."""

    id: str
    kind: str
    title_vi: str
    title_en: str

    def __attrs_post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Misplaced("kind", f"'{self.kind}' is not a kind of rule{nearest(self.kind, KINDS)}")


@attrs.frozen(kw_only=True)
class _Entry:
    """A version as a file writes it; its value is read by the kind of its rule."""

    rule: str
    valid_from: date
    valid_to: date | None = None
    value: dict[str, Any]
    citations: tuple[str, ...]
    checked_on: date | None = None
    certainty: Certainty | None = None
    doubts: tuple[Doubt, ...] = ()


@attrs.frozen(kw_only=True)
class _File:
    schema: str = attrs.field(validator=schema_is(SCHEMA))
    document: LegalDocument
    rules: tuple[_Heading, ...] = ()
    versions: tuple[_Entry, ...] = ()


@attrs.frozen
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
    _sources: tuple[tuple[str, _File], ...] = attrs.field(repr=False, eq=False)

    @classmethod
    @cache
    def vietnam(cls) -> Law:
        """The shipped registry."""
        folder = resources.files("tiepdan").joinpath("data/law")
        with resources.as_file(folder) as path:
            return cls.from_files(sorted(path.glob("*.toml")))

    @classmethod
    def from_files(cls, paths: Iterable[str | Path]) -> Law:
        """A registry of those files alone.

        Raises:
            InvalidFile: with all the mistakes of the first file that has any.
        """
        return _assemble([_read(path) for path in paths])

    def with_file(self, path: str | Path) -> Law:
        """This registry with one more document's file laid over it, the caller's own or a newer one.

        Raises:
            InvalidFile: with all the mistakes of the file.
        """
        return _assemble([*self._sources, _read(path)])

    def known_on(self, day: date) -> Law:
        """The registry as it could be known on a day: without the documents that were signed later."""
        return _assemble([(name, file) for name, file in self._sources if file.document.signed <= day])

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            UnknownName: there is none; the message offers the nearest ids.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise UnknownName(f"there is no rule '{rule_id}'{nearest(rule_id, [rule.id for rule in self.rules])}")

    def __contains__(self, rule_id: object) -> bool:
        return any(rule.id == rule_id for rule in self.rules)

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


def _read(path: str | Path) -> tuple[str, _File]:
    name, mistakes = str(path), list[Misplaced]()
    file = collect(_File, read_toml(path), "$", mistakes, file=None)
    if file:
        mistakes.extend(_check(file))
    if mistakes or file is None:
        raise InvalidFile(name, mistakes)
    return name, file


def _check(file: _File) -> Iterator[Misplaced]:
    for index, entry in enumerate(file.versions):
        path = f"$.versions[{index}]"
        for place, text in enumerate(entry.citations):
            try:
                Citation.parse(text, document=file.document)
            except InvalidValue as error:
                yield Misplaced(f"{path}.citations[{place}]", str(error))
        if not entry.citations:
            yield Misplaced(f"{path}.citations", "names no place in the law; every value has one")
        if entry.valid_to is not None and entry.valid_to <= entry.valid_from:
            yield Misplaced(f"{path}.valid_to", f"{entry.valid_to} is not after valid_from {entry.valid_from}")


def _assemble(sources: list[tuple[str, _File]]) -> Law:
    """One registry of several files, later ones over earlier ones of the same document."""
    files = list({str(file.document.number): (name, file) for name, file in sources}.values())
    headings = {heading.id: heading for _, file in files for heading in file.rules}
    entries: dict[str, list[tuple[str, int, _File, _Entry]]] = defaultdict(list)
    mistakes: dict[str, list[Misplaced]] = defaultdict(list)
    for name, file in files:
        for index, entry in enumerate(file.versions):
            if entry.rule in headings:
                entries[entry.rule].append((name, index, file, entry))
            else:
                words = f"there is no rule '{entry.rule}'{nearest(entry.rule, headings)}"
                mistakes[name].append(Misplaced(f"$.versions[{index}].rule", words))
    rules = []
    for heading in headings.values():
        rows = sorted(entries[heading.id], key=lambda row: row[3].valid_from)
        following = [row[3].valid_from for row in rows[1:]] + [None]
        versions = []
        for (name, index, file, entry), next_from in zip(rows, following, strict=True):
            found: list[Misplaced] = []
            value = collect(KINDS[heading.kind], entry.value, f"$.versions[{index}].value", found, file=None)
            mistakes[name].extend(found)
            if value is not None:
                versions.append(_version(entry, file, value, next_from))
        if problems := list(overlaps(tuple(versions))):
            name, index = rows[-1][:2]
            mistakes[name].extend(Misplaced(f"$.versions[{index}]", f"{heading.id}: {words}") for words in problems)
        elif not any(mistakes.values()):
            rules.append(Rule(**attrs.asdict(heading), versions=tuple(versions)))
    for name, found in mistakes.items():
        if found:
            raise InvalidFile(name, found)
    return Law(tuple(file.document for _, file in files), tuple(sorted(rules, key=lambda rule: rule.id)), tuple(files))


def _version(entry: _Entry, file: _File, value: RuleValue, next_from: date | None) -> Version:
    return Version(
        valid_from=entry.valid_from,
        valid_to=entry.valid_to or next_from,
        value=value,
        citations=tuple(Citation.parse(text, document=file.document) for text in entry.citations),
        enacted=file.document.signed,
        checked_on=entry.checked_on or file.document.checked_on,
        certainty=min(entry.certainty or Certainty.SETTLED, file.document.certainty),
        doubts=entry.doubts,
    )
