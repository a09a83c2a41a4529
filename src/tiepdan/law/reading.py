"""Đọc văn bản — one TOML file a legal document, and rules put together from several of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.resources.abc import Traversable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs

from ..certainty import Certainty, Doubt
from ..errors import InvalidFile, InvalidValue, Misplaced, nearest, shown
from ..files import read_toml
from ..records import collect, filled, schema_is
from ..typed import typed
from .documents import Citation, LegalDocument
from .holidays import Compensation, Holidays
from .limits import TimeLimit
from .rules import KINDS, Gap, Rule, RuleValue, Transition, Version, misfits
from .search import near

SCHEMA = "tiepdan/law/1"


@attrs.frozen(kw_only=True, field_transformer=typed)
class _Heading:
    """What a rule is, apart from what it says from when on."""

    id: str = attrs.field(validator=filled)
    kind: str = attrs.field(validator=filled)
    title_vi: str
    title_en: str
    event: str | None = None
    version_by: str | None = None
    replaced_by: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Misplaced("kind", f"{shown(self.kind)} is not a kind of rule{nearest(self.kind, KINDS)}")
        if KINDS[self.kind] is TimeLimit and not self.event:
            raise Misplaced("event", "is missing; say in Vietnamese what the period is counted from")


@attrs.frozen(kw_only=True, field_transformer=typed)
class _Transition:
    vi: str
    en: str
    citation: str


@attrs.frozen(kw_only=True, field_transformer=typed)
class _Entry:
    """A version as a file writes it; its value is read by the kind of its rule."""

    rule: str
    valid_from: date
    valid_to: date | None = None
    value: Mapping[str, Any]
    citations: tuple[str, ...]
    checked_on: date | None = None
    certainty: Certainty | None = None
    doubts: tuple[Doubt, ...] = ()
    transition: _Transition | None = None


@attrs.frozen(kw_only=True, field_transformer=typed)
class _Gap:
    """Days of a rule on which no version is known, as a file declares them."""

    rule: str
    valid_from: date
    valid_to: date
    why: Doubt


@attrs.frozen(kw_only=True, field_transformer=typed)
class _Content:
    schema: str = attrs.field(validator=schema_is(SCHEMA))
    document: LegalDocument
    rules: tuple[_Heading, ...] = ()
    versions: tuple[_Entry, ...] = ()
    gaps: tuple[_Gap, ...] = ()


@attrs.frozen(field_transformer=typed)
class LawFile:
    """Tệp văn bản — a file of a legal document, as it was read."""

    name: str
    content: _Content = attrs.field(repr=False)

    @property
    def document(self) -> LegalDocument:
        """The document that the file is about."""
        return self.content.document

    @property
    def begins(self) -> frozenset[tuple[str, date]]:
        """The rules of which it has versions, each with the day on which one begins."""
        return frozenset((entry.rule, entry.valid_from) for entry in self.content.versions)

    def known_on(self, day: date, later: frozenset[tuple[str, date]]) -> LawFile:
        """The file as it could be known on a day: without a repeal that takes effect later, and what ended by it.

        No version ends either where one of `later` begins: that of a document which was not signed yet.
        """
        repealed = self.document.repealed
        if repealed and repealed <= day:
            repealed = None
        versions = tuple(
            attrs.evolve(entry, valid_to=None)
            if entry.valid_to and (entry.valid_to == repealed or (entry.rule, entry.valid_to) in later)
            else entry
            for entry in self.content.versions
        )
        document = attrs.evolve(self.document, repealed=None) if repealed else self.document
        return attrs.evolve(self, content=attrs.evolve(self.content, document=document, versions=versions))


def read_law_file(path: str | Path | Traversable) -> LawFile:
    """The document of a file, its rules and versions.

    Raises:
        InvalidFile: with all the mistakes of the file.
    """
    mistakes: list[Misplaced] = []
    content = collect(_Content, read_toml(path), "$", mistakes, file=None)
    if content:
        mistakes.extend(_check(content))
    if mistakes or content is None:
        raise InvalidFile(str(path), mistakes)
    return LawFile(str(path), content)


def _check(content: _Content) -> Iterator[Misplaced]:
    for index, entry in enumerate(content.versions):
        path = f"$.versions[{index}]"
        places = [(f"citations[{place}]", text) for place, text in enumerate(entry.citations)]
        if entry.transition:
            places.append(("transition.citation", entry.transition.citation))
        for place, text in places:
            try:
                Citation.parse(text, document=content.document)
            except InvalidValue as error:
                yield Misplaced(f"{path}.{place}", str(error))
        if not entry.citations:
            yield Misplaced(f"{path}.citations", "names no place in the law; every value has one")
        yield from _ends_after_it_begins(entry, path)
        repealed = content.document.repealed
        if repealed and max(entry.valid_from, entry.valid_to or entry.valid_from) > repealed:
            yield Misplaced(path, f"outlives its document, which is repealed on {repealed}")
        elif repealed == entry.valid_from:
            yield Misplaced(f"{path}.valid_from", f"its document is repealed on that very day ({repealed})")
    for index, gap in enumerate(content.gaps):
        yield from _ends_after_it_begins(gap, f"$.gaps[{index}]")


def _ends_after_it_begins(entry: _Entry | _Gap, path: str) -> Iterator[Misplaced]:
    if entry.valid_to is not None and entry.valid_to <= entry.valid_from:
        yield Misplaced(f"{path}.valid_to", f"{entry.valid_to} is not after valid_from {entry.valid_from}")


@attrs.frozen(field_transformer=typed)
class _Placed:
    """An entry of a version with the file it stands in and its number there."""

    file: LawFile
    index: int
    entry: _Entry


def assemble(files: Sequence[LawFile], named_by: Sequence[LawFile]) -> tuple[Rule, ...]:
    """The rules of several files, each with its versions in order, whichever file they stand in.

    Ids are only names: the files that introduce them may be more than those whose versions count; a rule of which none
    counts has no version on any day.

    Raises:
        InvalidFile: with all the mistakes of the first file whose entries do not fit the others.
    """
    headings = {heading.id: heading for file in named_by for heading in file.content.rules}
    entries: dict[str, list[_Placed]] = {name: [] for name in headings}
    gaps: dict[str, list[Gap]] = {name: [] for name in headings}
    mistakes: dict[str, list[Misplaced]] = {file.name: [] for file in files}
    for file in files:
        mistakes[file.name].extend(_lost_successors(file, headings))
        for index, entry in enumerate(file.content.versions):
            if entry.rule in entries:
                entries[entry.rule].append(_Placed(file, index, entry))
            else:
                mistakes[file.name].append(Misplaced(f"$.versions[{index}].rule", _no_rule(entry.rule, headings)))
        for index, gap in enumerate(file.content.gaps):
            if gap.rule in gaps:
                gaps[gap.rule].append(Gap(valid_from=gap.valid_from, valid_to=gap.valid_to, why=gap.why))
            else:
                mistakes[file.name].append(Misplaced(f"$.gaps[{index}].rule", _no_rule(gap.rule, headings)))
    rules = [_rule(heading, entries[name], gaps[name], headings, mistakes) for name, heading in headings.items()]
    for name, found in mistakes.items():
        if found:
            raise InvalidFile(name, found)
    return tuple(sorted((rule for rule in rules if rule), key=lambda rule: rule.id))


def _no_rule(rule_id: str, headings: Mapping[str, _Heading]) -> str:
    return f"there is no rule {shown(rule_id)}{near(rule_id, headings.values())}"


def _lost_successors(file: LawFile, headings: Mapping[str, _Heading]) -> Iterator[Misplaced]:
    """The rules that are said to be replaced by themselves, or by none that there is."""
    for index, heading in enumerate(file.content.rules):
        successor, path = heading.replaced_by, f"$.rules[{index}].replaced_by"
        if successor == heading.id:
            yield Misplaced(path, f"{heading.id} cannot take its own place; name the rule that did, or leave it out")
        elif successor is not None and successor not in headings:
            yield Misplaced(path, _no_rule(successor, headings))


def _rule(
    heading: _Heading,
    entries: Sequence[_Placed],
    gaps: Sequence[Gap],
    headings: Mapping[str, _Heading],
    mistakes: Mapping[str, list[Misplaced]],
) -> Rule | None:
    """A rule with all its versions, or None and more mistakes."""
    ordered = sorted(entries, key=lambda placed: placed.entry.valid_from)
    following = [placed.entry.valid_from for placed in ordered[1:]]
    versions = []
    for placed, next_from in zip_longest(ordered, following):
        found = mistakes[placed.file.name]
        path = f"$.versions[{placed.index}].value"
        value = collect(KINDS[heading.kind], placed.entry.value, path, found, file=None)
        if value is not None:
            found.extend(_lost_rules(value, path, headings))
            versions.append(_version(placed, value, next_from))
    if problems := list(misfits(versions, gaps)):
        last = ordered[-1]
        path = f"$.versions[{last.index}]"
        mistakes[last.file.name].extend(Misplaced(path, f"{heading.id}: {problem}") for problem in problems)
    if any(mistakes.values()):
        return None
    rule = Rule(**attrs.asdict(heading), versions=tuple(versions), gaps=tuple(gaps))
    if rule.ended_on is None:
        return attrs.evolve(rule, replaced_by=None)
    document = ordered[-1].file.document
    return attrs.evolve(rule, ended_with=document.number) if document.repealed == rule.ended_on else rule


def _lost_rules(value: RuleValue, path: str, headings: Mapping[str, _Heading]) -> Iterator[Misplaced]:
    """The names of rules in a value that no rule of the kind which is meant there carries."""
    for key, name, kind in _named_rules(value):
        known = {heading.id: heading for heading in headings.values() if heading.kind == kind}
        if name is not None and name not in known:
            yield Misplaced(f"{path}.{key}", f"{shown(name)} is not a {kind}{near(name, known.values())}")


def _named_rules(value: RuleValue) -> Iterator[tuple[str, str | None, str]]:
    """Where a value names a rule, which, and of what kind it is to be."""
    if isinstance(value, TimeLimit):
        yield "suspension", value.suspension, "convention"
    elif isinstance(value, Holidays):
        for index, holiday in enumerate(value.holidays):
            yield f"holidays[{index}].pattern", holiday.pattern, "span-pattern"
    elif isinstance(value, Compensation):
        yield from ((f"of[{index}]", name, "holidays") for index, name in enumerate(value.of))


def _version(placed: _Placed, value: RuleValue, next_from: date | None) -> Version:
    """A version that ends where its file says, else where the next begins or its document is repealed."""
    entry, document = placed.entry, placed.file.document
    ends = [day for day in (next_from, document.repealed) if day and day > entry.valid_from]
    transition = None
    if entry.transition:
        citation = Citation.parse(entry.transition.citation, document=document)
        transition = Transition(vi=entry.transition.vi, en=entry.transition.en, citation=citation)
    return Version(
        valid_from=entry.valid_from,
        valid_to=entry.valid_to or min(ends, default=None),
        value=value,
        citations=tuple(Citation.parse(text, document=document) for text in entry.citations),
        checked_on=entry.checked_on or document.checked_on,
        certainty=min(entry.certainty or Certainty.SETTLED, document.certainty),
        doubts=entry.doubts,
        transition=transition,
    )
