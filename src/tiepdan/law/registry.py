"""Sổ đăng ký quy tắc — all documents, and all rules with all their versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import attrs

from ..arguments import as_declared, checked
from ..errors import MOST_OFFERED, InvalidValue, UnknownName, nearest, shown
from ..fingerprints import fingerprint
from ..frozen import FrozenDict
from ..once import once
from ..shipped import shipped_files
from ..spans import DateRange
from ..typed import typed
from .documents import LegalDocument
from .numbers import DocumentNumber
from .reading import LawFile, assemble, read_law_file
from .rules import Rule, RuleValue, Version
from .search import matching, near, wanted_words
from .sources import LawSource, LawStep

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

    Registries of the same documents and rules are equal. One is pickled as what was laid over the shipped files, which
    stay where they are, and a fingerprint.
    """

    documents: tuple[LegalDocument, ...]
    rules: tuple[Rule, ...]
    _files: tuple[LawFile, ...]
    _named_by: tuple[LawFile, ...]
    _shipped: bool
    _steps: tuple[LawStep, ...]
    _by_id: Mapping[str, Rule] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", FrozenDict({rule.id: rule for rule in self.rules}))
        object.__setattr__(self, "rules", tuple(rule for rule in self.rules if rule.versions))

    @classmethod
    def vietnam(cls) -> Law:
        """The shipped registry."""
        return _shipped()

    @classmethod
    @checked
    def from_files(cls, paths: Iterable[str | Path]) -> Law:
        """A registry of those files alone.

        Raises:
            InvalidFile: with all the mistakes of the first file that has any.
        """
        return _without_files()._laid_over(tuple(read_law_file(path) for path in paths))

    @checked
    def with_file(self, path: str | Path) -> Law:
        """This registry with one more document's file laid over it, the caller's own or a newer one.

        Raises:
            InvalidFile: with all the mistakes of the file.
        """
        return self._laid_over((read_law_file(path),))

    @checked
    def known_on(self, day: date) -> Law:
        """The registry as it could be known on a day: without documents signed, and repeals effective, later."""
        turns = (turn for document in self.documents for turn in (document.signed, document.repealed))
        return _known_on(self, max((turn for turn in turns if turn and turn <= day), default=date.min))

    @property
    def fingerprint(self) -> str:
        """A text that equal registries share, in every process."""
        return _fingerprint(self)

    @property
    def source(self) -> LawSource:
        """How it was made, by which it travels."""
        return LawSource(shipped=self._shipped, steps=self._steps, fingerprint=self.fingerprint)

    @checked
    def made(self, steps: Iterable[LawStep]) -> Law:
        """What becomes of it by these steps, in order."""
        law = self
        for step in steps:
            law = law.known_on(step) if isinstance(step, date) else law._laid_over(step)
        return law

    def _laid_over(self, files: tuple[LawFile, ...]) -> Law:
        named_by = (*self._named_by, *files)
        return _of((*self._files, *files), named_by, shipped=self._shipped, steps=(*self._steps, files))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Law):
            return NotImplemented
        return self is other or (self.documents, self.rules) == (other.documents, other.rules)

    def __hash__(self) -> int:
        return hash(self.documents)

    def __reduce__(self) -> tuple[Callable[[LawSource], Law], tuple[LawSource]]:
        return LawSource.law, (self.source,)

    def __repr__(self) -> str:
        return f"<Law of {len(self.documents)} documents with {len(self.rules)} rules>"

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            UnknownName: there is none; the message offers the nearest ids, five at most.
            WrongType: what is given is no id.
        """
        if type(rule_id) is not str:
            rule_id = as_declared("Law: rule_id", str, rule_id)
        try:
            return self._by_id[rule_id]
        except KeyError:
            raise UnknownName(f"there is no rule {shown(rule_id)}{near(rule_id, self._by_id.values())}") from None

    def __contains__(self, rule_id: object) -> bool:
        rule = self._by_id.get(rule_id) if isinstance(rule_id, str) else None
        return rule is not None and bool(rule.versions)

    def __iter__(self) -> Iterator[str]:
        """The ids of the rules."""
        return (rule.id for rule in self.rules)

    @checked
    def search(self, text: str) -> tuple[Rule, ...]:
        """Tìm theo chữ — the rules that have all words of a text, or words that begin so; the best come first.

        Upper and lower case, diacritics and đ make no difference; Vietnamese and English words are looked for in ids
        and titles, then in what is counted from, then in the titles of the documents that a version cites first. First
        come rules whose id or title is the text, then those where it begins one, stands in one, has its words there in
        any order; among equals the shorter title, then the id.

        >>> [rule.id for rule in Law.vietnam().search("thu ly khieu nai")][:2]
        ['complaint.first.acceptance', 'complaint.second.acceptance']
        >>> [rule.id for rule in Law.vietnam().search("Niêm yết lịch")]
        ['reception.schedule.posting']

        Raises:
            InvalidValue: the text has no word, or is longer than a query ever is.
        """
        titles = {document.number: document.title for document in self.documents}
        described = (
            (rule, " ".join(titles[version.citations[0].number] for version in rule.versions)) for rule in self.rules
        )
        return matching(wanted_words(text), described)

    def on(self, rule_id: str, day: date) -> Version:
        """The version of a rule in force on a day.

        Raises:
            UnknownName: no such rule.
            OutsideCoverage: no version holds on that day.
        """
        return self[rule_id].on(day)

    @checked
    def value(self, kind: type[V], rule_id: str, day: date) -> V:
        """What a rule says on a day, as the kind of value the caller counts on.

        Raises:
            InvalidValue: the rule is of another kind; and as `on` does.
        """
        value = self.on(rule_id, day).value
        if not isinstance(value, kind):
            raise InvalidValue(f"{rule_id} is a {type(value).__name__}, not a {kind.__name__}")
        return value

    @checked
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

    @checked
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
        numbers = [str(document.number) for document in self.documents]
        raise UnknownName(f"no document {number} is held here{nearest(str(number), numbers, most=MOST_OFFERED)}")

    @checked
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


@once()
def _shipped() -> Law:
    files = [read_law_file(file) for _, file in shipped_files("law")]
    return _of(files, files, shipped=True)


def _without_files() -> Law:
    return _of((), (), shipped=False)


def _of(
    files: Iterable[LawFile], named_by: Iterable[LawFile], *, shipped: bool, steps: tuple[LawStep, ...] = ()
) -> Law:
    """One registry of several files, and of what others name; later ones over earlier ones of the same document."""
    last, names = _last(files), _last(named_by)
    rules = assemble(last, names)
    return Law(tuple(file.document for file in last), rules, last, names, shipped=shipped, steps=steps)


def _last(files: Iterable[LawFile]) -> tuple[LawFile, ...]:
    return tuple({str(file.document.number): file for file in files}.values())


@once(kept=8)
def _known_on(law: Law, day: date) -> Law:
    later = frozenset(version for file in law._files if file.document.signed > day for version in file.begins)
    known = [file.known_on(day, later) for file in law._files if file.document.signed <= day]
    return _of(known, law._named_by, shipped=law._shipped, steps=(*law._steps, day))


@lru_cache(8)
def _fingerprint(law: Law) -> str:
    return fingerprint(law.documents, law.rules)
