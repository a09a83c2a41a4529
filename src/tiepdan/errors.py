"""Lỗi — what can go wrong, as one tree.

Every error is a `TiepDanError` and also the builtin that a caller would catch. A message says what was wrong and what
holds instead; it never carries a citizen's name or number. The `args` of an error are what its class is called with,
and the message is made of them: so it comes through pickles, copies and process pools as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class TiepDanError(Exception):
    """The root of all errors raised on purpose by this package."""


class InvalidValue(TiepDanError, ValueError):
    """A value that cannot be: an impossible date, a reversed period, a text that does not parse."""


class WrongType(TiepDanError, TypeError):
    """A value of another type than is meant, such as a `datetime` where a civil date is meant."""


class UnknownName(TiepDanError, LookupError):
    """A name or id that nothing here carries; the message offers the nearest ones."""


class OutsideCoverage(TiepDanError, ValueError):
    """A date before or after what the data covers; the message says what is covered."""


class MissingExtra(TiepDanError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, extra)
        self.msg = f"{feature} needs the extra '{extra}': pip install 'tiepdan[{extra}]'"
        self.extra = extra


class Misplaced(InvalidValue):
    """One mistake in a file, with its place: `$.reception[0].when.from: '7h' is not a time; write 07:00`."""

    def __init__(self, path: str, message: str, file: str | None = None) -> None:
        super().__init__(path, message, file)
        self.path = path
        self.message = message
        self.file = file

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.file else self.path
        return f"{place}: {self.message}"


class InvalidFile(TiepDanError, ExceptionGroup[Misplaced]):
    """All the mistakes of a file at once, each with its place in `mistakes`."""

    def __new__(cls, file: str, mistakes: Sequence[Misplaced]) -> InvalidFile:
        """Build the group, its message counting the mistakes."""
        count = f"{len(mistakes)} mistake" + ("s" if len(mistakes) > 1 else "")
        return super().__new__(cls, f"{file}: {count}", list(mistakes))

    def __init__(self, file: str, mistakes: Sequence[Misplaced]) -> None:
        super().__init__(file, tuple(mistakes))
        self.file = file
        self.mistakes = tuple(mistakes)

    def derive(self, excs: Sequence[Misplaced]) -> InvalidFile:  # type: ignore[override]
        """Another group of the same file, as `split` and `subgroup` ask for."""
        return InvalidFile(self.file, excs)

    def __str__(self) -> str:
        return "\n  ".join([self.message, *map(str, self.mistakes)])


def nearest(name: str, names: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Words to append to an error about an unknown name: `; did you mean 'x'?`, or which names there are.

    >>> nearest("recever", ["receiver", "venue"])
    "; did you mean 'receiver'?"
    >>> nearest("zzz", ["receiver", "venue"])
    '; there are: receiver, venue'
    """
    from difflib import get_close_matches

    known = sorted(names)
    close = get_close_matches(name, known, n=3, cutoff=cutoff)
    if close:
        return "; did you mean " + " or ".join(f"'{match}'" for match in close) + "?"
    return "; there are: " + ", ".join(known) if known else "; there are none"
