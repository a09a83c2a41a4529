"""Đọc kế hoạch — a plan from its TOML file and the files it includes, with all their mistakes at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..arguments import checked
from ..errors import InvalidFile, InvalidValue, Misplaced, shown
from ..files import beside, read_toml
from ..reception import OtherReception
from ..records import collect, schema_is
from ..references import collect_checked, unknown
from ..typed import typed
from .inheritance import Overlay, inherit
from .plan import Plan
from .profiles import Profiles
from .references import broken_in_file, unknown_province

INCLUDED_SCHEMA = "tiepdan/other-receptions/1"


@attrs.frozen(kw_only=True, field_transformer=typed)
class _Included:
    schema: str = attrs.field(validator=schema_is(INCLUDED_SCHEMA))
    sample: bool = False
    other_reception: tuple[OtherReception, ...] = ()


@checked
def load_plan(path: str | Path, *, profiles: Profiles | None = None, overlays: Sequence[Overlay] = ()) -> Plan:
    """Read a plan; what it includes is looked for beside it, what it inherits in the profiles.

    Args:
        path: the TOML file.
        profiles: where to look for the profile of the plan or of its province; None: the shipped ones.
        overlays: what the place orders otherwise.

    Raises:
        InvalidFile: with every mistake of the plan and of the files it includes, such as a profile or a province that
            there is not; or of its overrides and the overlays.
    """
    file, mistakes = Path(path), list[Misplaced]()
    raw = read_toml(file)
    own, included = raw.get("other_reception", []), _included(file, raw, mistakes)
    tables = [table for _, _, table in included]
    merged = {**raw, "other_reception": [*own, *tables]} if included and isinstance(own, list) else raw
    known = profiles or Profiles.vietnam()

    def broken(data: Mapping[str, Any]) -> Iterator[Misplaced]:
        yield from broken_in_file(data)
        if isinstance(ward := data.get("ward"), Mapping):
            yield from unknown_province("$.ward.province", ward.get("province"))
        yield from unknown("$.profile", data.get("profile"), {one.id for one in known.profile}, "profile")

    plan = collect_checked(Plan, merged, broken, mistakes)
    if mistakes or plan is None:
        first = len(own) if isinstance(own, list) else 0
        raise InvalidFile(str(path), [_where_written(one, first, included) for one in mistakes])
    try:
        return inherit(attrs.evolve(plan, include=()), known, overlays)
    except InvalidFile as error:
        raise InvalidFile(str(path), error.mistakes) from None


_IncludedTable = tuple[str, str, dict[str, Any]]
"""The path of a table in its file, the name of the file, and the table."""


def _included(file: Path, raw: dict[str, Any], mistakes: list[Misplaced]) -> list[_IncludedTable]:
    found: list[_IncludedTable] = []
    names = raw.get("include", [])
    for index, name in enumerate(names if isinstance(names, list) else []):
        try:
            data = read_toml(beside(file, str(name)), pipe=False)
        except InvalidFile as error:
            mistakes.extend(_of_include(index, str(name), one) for one in error.mistakes)
            continue
        except InvalidValue as error:
            mistakes.append(Misplaced(f"$.include[{index}]", str(error)))
            continue
        value = collect(_Included, data, "$", mistakes, file=str(name))
        if value:
            for place, table in enumerate(data.get("other_reception", [])):
                marked = {**table, "sample": value.sample or table.get("sample", False)}
                found.append((f"$.other_reception[{place}]", str(name), marked))
    return found


def _of_include(index: int, name: str, mistake: Misplaced) -> Misplaced:
    """What a file cannot be read for, at the place that names it; what stands in it, at its own place."""
    if mistake.path == "$":
        return Misplaced(f"$.include[{index}]", f"{shown(name)} {mistake.message}")
    return Misplaced(mistake.path, mistake.message, file=name)


def _where_written(mistake: Misplaced, first: int, included: list[_IncludedTable]) -> Misplaced:
    """A mistake in an included table, at its place in the file in which it stands."""
    found = re.match(r"\$\.other_reception\[(\d+)\]", mistake.path)
    if found is None or (place := int(found[1]) - first) < 0 or mistake.file:
        return mistake
    path, file, _ = included[place]
    return Misplaced(path + mistake.path[found.end() :], mistake.message, file=file)
