"""Tìm quy tắc — rules by the words of their ids and titles, with or without diacritics, and those nearest to an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import IntEnum, auto
from functools import lru_cache
from typing import Protocol, TypeVar

from ..errors import MOST_COMPARED, MOST_OFFERED, MOST_SHOWN, InvalidValue, shown
from ..texts import bare, legible


class Described(Protocol):
    """What a rule is, apart from what it says."""

    @property
    def id(self) -> str:
        """Its name for programs."""

    @property
    def title_vi(self) -> str:
        """Its title in Vietnamese."""

    @property
    def title_en(self) -> str:
        """Its title in English."""

    @property
    def event(self) -> str | None:
        """What a period is counted from."""


D = TypeVar("D", bound=Described)


class Match(IntEnum):
    """How well a rule answers to words, the best first; each word may be the beginning of one of the rule's."""

    WHOLE = auto()
    """Its id, or a title of it, has these words and no others."""
    BEGINNING = auto()
    """Its id or a title begins with them."""
    TOGETHER = auto()
    """They follow one another in its id or a title."""
    APART = auto()
    """Its id or a title has them all."""
    SPREAD = auto()
    """Id, titles and event have them all between them."""
    CITED = auto()
    """Some are in the titles of the documents that it stands on."""


def wanted_words(text: str) -> tuple[str, ...]:
    """The words of a query.

    Raises:
        InvalidValue: it has none, or is longer than a query ever is.
    """
    wanted = _words(legible(text, "text to look for"))
    if not wanted:
        raise InvalidValue(f"{shown(text)} has no word to look for; write words or their beginnings, as khieu nai")
    return wanted


def matching(wanted: Sequence[str], rules: Iterable[tuple[D, str]]) -> tuple[D, ...]:
    """The rules that have all the words, by the kind of match, the shorter id or title, and the id.

    Each rule comes with the titles of the documents that it stands on, as one text.
    """
    matches = ((_match(wanted, rule, titles), rule) for rule, titles in rules)
    ranked = [(*match, rule.id, rule) for match, rule in matches if match]
    return tuple(rule for *_, rule in sorted(ranked, key=lambda row: row[:3]))


def near(rule_id: str, rules: Iterable[Described]) -> str:
    """Words to append to an error about an unknown id: the nearest ids, five at most, and how rules are found."""
    known = list(rules)
    close: list[str] = []
    if len(rule_id) <= MOST_SHOWN and len(known) <= MOST_COMPARED:
        wanted = _words(rule_id)
        by_words = matching(wanted, ((rule, "") for rule in known)) if wanted else ()
        by_letters = get_close_matches(rule_id, sorted(rule.id for rule in known), n=MOST_OFFERED)
        close = list(dict.fromkeys([*(rule.id for rule in by_words), *by_letters]))[:MOST_OFFERED]
    offer = f"; did you mean {' or '.join(map(shown, close))}? Find" if close else "; find"
    return f"{offer} rules by words: Law.search, tiepdan rules --search"


@lru_cache(1_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", bare(text)))


def _match(wanted: Sequence[str], rule: Described, titles: str) -> tuple[Match, int] | None:
    """How a rule has the words, and of how many words the id or title is that has them."""
    fields = [_words(text) for text in (rule.id, rule.title_vi, rule.title_en)]
    spread = (*sum(fields, ()), *_words(rule.event or ""))
    if not _has_all(wanted, (*spread, *_words(titles))):
        return None
    in_one = [(match, len(words)) for words in fields if (match := _in_field(wanted, words)) is not None]
    return min(in_one, default=(Match.SPREAD if _has_all(wanted, spread) else Match.CITED, 0))


def _in_field(wanted: Sequence[str], words: Sequence[str]) -> Match | None:
    if tuple(wanted) == words:
        return Match.WHOLE
    length = len(wanted)
    for start in range(len(words) - length + 1):
        if all(word.startswith(part) for part, word in zip(wanted, words[start : start + length], strict=True)):
            return Match.TOGETHER if start else Match.BEGINNING
    return Match.APART if _has_all(wanted, words) else None


def _has_all(wanted: Sequence[str], words: Sequence[str]) -> bool:
    whole = " ".join(("", *words))
    return all(f" {beginning}" in whole for beginning in wanted)
