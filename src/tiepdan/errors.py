"""Lỗi — what can go wrong, as one tree.

Every error is a `TiepDanError` and also the builtin that a caller would catch. A message says what was wrong and what
holds instead; it never carries a citizen's name or number. The `args` of an error are what its class is called with,
and the message is made of them: so it comes through pickles, copies and process pools as it was.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Sequence

MOST_SHOWN = 80
"""How many characters of a value a message shows."""

MOST_WORDS = 2_000
"""How many characters a message has; of a longer one the beginning and the end are kept."""

MOST_MISTAKES = 1_000
"""How many mistakes of a file are looked for: the search ends with the last of so many."""

MOST_TOLD = 50
"""How many mistakes of a file its message tells; `mistakes` holds all that were found."""

MOST_COMPARED = 500
"""Among how many names the nearest is looked for: a file with thousands of them has thousands of mistakes too."""

MOST_NAMES = 20
"""How many names a message offers."""

MOST_OFFERED = 5
"""How many it offers of rules and documents, of which there are many."""


class TiepDanError(Exception):
    """The root of all errors raised on purpose by this package; a message has at most `MOST_WORDS` characters."""

    def __init__(self, *args: object) -> None:
        super().__init__(*(clipped(arg) if isinstance(arg, str) else arg for arg in args))


class InvalidValue(TiepDanError, ValueError):
    """A value that cannot be: an impossible date, a reversed period, a text that does not parse."""


class WrongType(TiepDanError, TypeError):
    """A value of another type than is meant, such as a `datetime` where a civil date is meant."""


class UnknownName(TiepDanError, LookupError):
    """A name or id that nothing here carries; the message offers the nearest ones."""


class OutsideCoverage(TiepDanError, ValueError):
    """A date before or after what the data covers; the message says what is covered."""


class OtherData(TiepDanError, ValueError):
    """A value that comes from elsewhere was made with other law or decisions than are here; the message says which."""


class MissingExtra(TiepDanError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, extra)
        self.msg: str = f"{feature} needs the extra '{extra}': pip install 'tiepdan[{extra}]'"
        self.extra = extra


class SolverFailed(TiepDanError, RuntimeError):
    """A solver that is installed ends with an error of its own; the message says which, and what to take instead."""


class Misplaced(InvalidValue):
    """One mistake in a file, with its place: `$.reception[0].when.from: '7h' is not a time; write 07:00`."""

    def __init__(self, path: str, message: str, file: str | None = None) -> None:
        super().__init__(path, message, file)
        self.path: str = clipped(path)
        self.message: str = clipped(message)
        self.file = file

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.file else self.path
        return f"{place}: {self.message}"


class InvalidFile(TiepDanError, ExceptionGroup[Misplaced]):
    """All the mistakes of a file at once, each with its place in `mistakes`; its text tells the first of many."""

    def __new__(cls, file: str, mistakes: Sequence[Misplaced]) -> InvalidFile:
        """Build the group, its message counting the mistakes."""
        count = f"{len(mistakes)} mistake" + ("s" if len(mistakes) > 1 else "")
        count += " or more" if len(mistakes) >= MOST_MISTAKES else ""
        return super().__new__(cls, f"{clipped(file)}: {count}", list(mistakes))

    def __init__(self, file: str, mistakes: Sequence[Misplaced]) -> None:
        super().__init__(file, tuple(mistakes))
        self.file = file
        self.mistakes: tuple[Misplaced, ...] = tuple(mistakes)

    def derive(self, excs: Sequence[Misplaced]) -> InvalidFile:  # type: ignore[override]
        """Another group of the same file, as `split` and `subgroup` ask for."""
        return InvalidFile(self.file, excs)

    def __str__(self) -> str:
        more = len(self.mistakes) - MOST_TOLD
        rest = [f"… and {more} more"] if more > 0 else []
        return "\n  ".join([self.message, *map(str, self.mistakes[:MOST_TOLD]), *rest])


def nearest(name: str, names: Iterable[str], *, cutoff: float = 0.6, most: int = MOST_NAMES) -> str:
    """Words to append to an error about an unknown name: `; did you mean 'x'?`, or which names there are, at `most`.

    >>> nearest("recever", ["receiver", "venue"])
    "; did you mean 'receiver'?"
    >>> nearest("zzz", ["receiver", "venue"])
    '; there are: receiver, venue'
    """
    from difflib import get_close_matches

    known = list(names)
    if len(known) > MOST_COMPARED:
        return f"; there are {len(known)} of them"
    known.sort()
    close = get_close_matches(name, known, n=3, cutoff=cutoff) if len(name) <= MOST_SHOWN else []
    if close:
        return "; did you mean " + " or ".join(map(shown, close)) + "?"
    if not known:
        return "; there are none"
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return "; there are: " + ", ".join(map(cut, known[:most])) + more


def shown(value: object) -> str:
    """A value in a message: a text in single quotes, all else as Python writes it; cut after 80 characters.

    What does not print, such as a control character, is escaped.

    >>> print(shown("phường"), shown(7), shown("a" * 100_000), shown([1, "a"]))
    'phường' 7 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' [1, 'a']
    """
    text = _SHORT.repr(value)
    return text if isinstance(value, str) else cut(text)


def cut(text: str, most: int = MOST_SHOWN) -> str:
    """The first characters of a text, as many as are given, with … for the rest; what does not print is escaped."""
    kept = text[:most] + "…" * (len(text) > most)
    return kept if kept.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in kept)


def clipped(words: str) -> str:
    """A message of bounded length: what is too much is taken from its middle, as its end tells the mend."""
    half = MOST_WORDS // 2
    return words if len(words) <= MOST_WORDS else f"{words[:half]} … {words[-half:]}"


class _Short(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxother = MOST_SHOWN + 1

    def repr_str(self, x: str, level: int) -> str:
        return f"'{cut(x)}'"

    def repr_int(self, x: int, level: int) -> str:
        digits = x.bit_length() * 1_233 // 4_096  # at least log10(2) of it; Python writes no number of 4,301 digits
        return f"a number of more than {digits - 1} digits" if digits > MOST_SHOWN else str(x)


_SHORT = _Short()
