"""Tệp hồ sơ — what the file of a profile says as plain data, and whether that holds with what it inherits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..errors import Misplaced
from ..references import ids, repeated, tables, unknown
from ..reporting import Level
from ..spans import DateRange
from .provinces import Provinces
from .references import PROFILE_PROVISIONS, carried, day_of, lost_clauses, lost_names, unknown_province


class ProfileFile(NamedTuple):
    """One version of a profile as its file says it, with the name by which mistakes tell the file."""

    name: str
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The id that its versions share."""
        return str(self.raw.get("id"))

    @property
    def parent(self) -> object:
        """The id of the profile under it, as the file gives it; None for the root."""
        return self.raw.get("parent")

    @property
    def valid(self) -> DateRange:
        """The days on which it holds; what its file cannot mean bounds nothing."""
        first = day_of(self.raw.get("effective_from")) or dt.date.min
        last = day_of(self.raw.get("effective_to")) or dt.date.max
        return DateRange(first, max(first, last))


def broken(file: ProfileFile, files: Sequence[ProfileFile]) -> Iterator[Misplaced]:
    """What does not hold in a file: ids twice, references to nothing, a parent unknown or in a circle.

    Names are carried by the file itself and by the versions of its parents (`files` are of all profiles), on each day.
    """
    for kinds in (("unit",), ("post",), PROFILE_PROVISIONS):
        yield from repeated(file.raw, *kinds)
    yield from unknown_province("$.province", file.raw.get("province"))
    if file.parent is not None:
        yield from unknown("$.parent", file.parent, {version.id for version in files}, "profile")
    above, circle = _above(file, files)
    if circle == file.id:
        yield Misplaced("$.parent", f"'{file.id}' would inherit from itself in the end; break the circle")
    if above is not None:
        yield from _unfit(file, above)
    yield from _districts(file.raw)
    yield from lost_clauses(file.raw)


def _above(file: ProfileFile, files: Sequence[ProfileFile]) -> tuple[list[ProfileFile] | None, object]:
    """The versions of a file's parents, of theirs and so on; None and the id at which the way up breaks off."""
    above: list[ProfileFile] = []
    seen, parent = {file.id}, file.parent
    while parent is not None:
        versions = [version for version in files if version.id == parent]
        if not versions or versions[0].id in seen:
            return None, parent
        above += versions
        seen.add(versions[0].id)
        parent = versions[0].parent
    return above, None


def _unfit(file: ProfileFile, above: Sequence[ProfileFile]) -> Iterator[Misplaced]:
    """Names and ids that do not go with those of the parents, each told once, with a day if not on all days."""
    edges = {version.valid.first for version in above}
    edges |= {version.valid.last + dt.timedelta(days=1) for version in above if version.valid.last < dt.date.max}
    stretches = file.valid.cut(edges)
    by_path: dict[str, list[tuple[dt.date, Misplaced]]] = {}
    for days in stretches:
        for wrong in _unfit_with(file, [version for version in above if days.first in version.valid]):
            by_path.setdefault(wrong.path, []).append((days.first, wrong))
    for path, mistakes in by_path.items():
        day, wrong = mistakes[0]
        yield wrong if len(mistakes) == len(stretches) else Misplaced(path, f"on {day} {wrong.message}")


def _unfit_with(file: ProfileFile, parents: Sequence[ProfileFile]) -> Iterator[Misplaced]:
    """Names that neither the file nor a parent carries, and ids under which a parent has something of another kind."""
    units, posts, receptions = (
        {name for version in (file, *parents) for name in ids(version.raw, kind)}
        for kind in ("unit", "post", "reception")
    )
    known = carried(units, posts, receptions)
    kinds = {name: (kind, above) for above in parents for kind in PROFILE_PROVISIONS for name in ids(above.raw, kind)}
    for kind in PROFILE_PROVISIONS:
        for path, table in tables(file.raw, kind):
            yield from lost_names(kind, table, path, known)
            held, parent = kinds.get(str(table.get("id")), (kind, file))
            if held != kind:
                words = f"'{table.get('id')}' is the id of a {held} of {parent.name} already; give each its own"
                yield Misplaced(f"{path}.id", words)


def _districts(raw: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Steps of reports from or to a district on days on which there is none."""
    last = Provinces.vietnam().two_tier_from - dt.timedelta(days=1)
    for path, report in tables(raw, "report"):
        for index, link in enumerate(links if isinstance(links := report.get("link"), list) else ()):
            if isinstance(link, Mapping) and Level.DISTRICT.value in (link.get("from"), link.get("to")):
                until = day_of(link.get("last"))
                if until is None or until > last:
                    words = f"there is no district level after {last}; write last = {last}"
                    yield Misplaced(f"{path}.link[{index}].last", words)
