"""Đọc kế hoạch — a plan from its TOML file and the files it includes, with all their mistakes at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from ..errors import InvalidFile, Misplaced
from ..reception import OtherReception
from ..records import collect, read_toml, schema_is
from ..references import collect_checked
from .inheritance import Overlay, inherit
from .plan import Plan
from .profiles import Profiles
from .references import broken_in_file

INCLUDED_SCHEMA = "tiepdan/other-receptions/1"


@attrs.frozen(kw_only=True)
class _Included:
    schema: str = attrs.field(validator=schema_is(INCLUDED_SCHEMA))
    sample: bool = False
    other_reception: tuple[OtherReception, ...] = ()


def load_plan(path: str | Path, *, profiles: Profiles | None = None, overlays: Sequence[Overlay] = ()) -> Plan:
    """Read a plan; what it includes is looked for beside it, what it inherits in the profiles.

    Args:
        path: the TOML file.
        profiles: where to look for the profile of the plan or of its province; None: the shipped ones.
        overlays: what the place orders otherwise.

    Raises:
        InvalidFile: with every mistake of the plan and of the files it includes; or of its overrides and the overlays.
        UnknownName: it names a profile or a province that there is not.
    """
    file, mistakes = Path(path), list[Misplaced]()
    raw = read_toml(file)
    own, included = raw.get("other_reception", []), _included(file, raw, mistakes)
    merged = {**raw, "other_reception": [*own, *included]} if included and isinstance(own, list) else raw
    plan = collect_checked(Plan, merged, broken_in_file, mistakes)
    if mistakes or plan is None:
        raise InvalidFile(str(path), mistakes)
    return inherit(attrs.evolve(plan, include=()), profiles or Profiles.vietnam(), overlays)


def _included(file: Path, raw: dict[str, Any], mistakes: list[Misplaced]) -> list[Any]:
    found: list[Any] = []
    names = raw.get("include", [])
    for index, name in enumerate(names if isinstance(names, list) else []):
        try:
            data = read_toml(file.parent / str(name))
        except InvalidFile as error:
            mistakes.extend(Misplaced(f"$.include[{index}]", f"'{name}' {one.message}") for one in error.mistakes)
            continue
        value = collect(_Included, data, "$", mistakes, file=str(name))
        if value:
            found.extend({**table, "sample": value.sample} for table in data.get("other_reception", []))
    return found
