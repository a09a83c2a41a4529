"""Tham chiếu trong kế hoạch — whether each id of a plan stands once, and each name is carried by something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..errors import InvalidValue, Misplaced, UnknownName
from ..frozen import FrozenDict
from ..law import is_section
from ..references import ids, repeated, tables, unknown
from ..spans import parse_date
from .provinces import Provinces

PLAN_PROVISIONS = (
    "reception", "escalation", "report", "duty", "conference", "letter", "greeting", "code", "indicator", "checklist",
    "task", "other_reception",
)  # fmt: skip
"""The kinds of provisions that a plan may have."""

PROFILE_PROVISIONS = ("reception", "report", "statutory", "escalation", "task")
"""The kinds of provisions that a profile may have."""


NAMES: Mapping[str, tuple[tuple[str, str], ...]] = FrozenDict({
    "reception": (
        ("receiver", "post"), ("turns", "post"), ("staffed_by", "unit"), ("posting.by", "unit"),
        ("unless.coincides_with", "reception"),
    ),
    "official": (("post", "post"),),
    "delegation": (("principal", "post"), ("deputies", "post"), ("scope", "reception")),
    "report": (("compiled_by", "unit"), ("link.compiled_by", "unit")),
    "statutory": (("compiled_by", "unit"),),
    "escalation": (("by", "unit or post"),),
    "duty": (
        ("own_lists", "unit"), ("report.compiled_by", "unit or post"), ("submit.by", "unit or post"),
        ("position.posts", "post"),
    ),
    "conference": (("presiding", "post"), ("venue_chosen_by", "post"), ("task.who", "unit or post")),
    "letter": (("by", "unit or post"),),
    "greeting": (("by", "unit or post"),),
    "task": (("who", "unit or post"),),
})  # fmt: skip
"""By kind of provision: the keys that hold names, through tables and lists of tables, and what each name is of."""


def carried(units: set[str], posts: set[str], receptions: set[str]) -> dict[str, set[str]]:
    """The names that there are, by what they are of."""
    return {"unit": units, "post": posts, "unit or post": units | posts, "reception": receptions}


def unknown_province(path: str, province: object) -> Iterator[Misplaced]:
    """Where a province is named that there is not, nor was before."""
    if isinstance(province, str):
        try:
            Provinces.vietnam().find(province)
        except UnknownName as error:
            yield Misplaced(path, str(error))


def lost_names(kind: str, table: Mapping[str, Any], path: str, known: Mapping[str, set[str]]) -> Iterator[Misplaced]:
    """The names in a provision that nothing carries; no reception gives way to itself."""
    for key, what in NAMES.get(kind, ()):
        *way, last = key.split(".")
        there = known[what] - {str(table.get("id"))} if what == kind else known[what]
        for place, holder in _holders(table, path, way):
            yield from unknown(f"{place}.{last}", holder.get(last), there, what)


def _holders(table: Mapping[str, Any], path: str, way: Sequence[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables at the end of a way through tables and lists of tables, each with its path."""
    if not way:
        yield path, table
        return
    part, rest = table.get(way[0]), way[1:]
    if isinstance(part, Mapping):
        yield from _holders(part, f"{path}.{way[0]}", rest)
    for index, one in enumerate(part if isinstance(part, list | tuple) else ()):
        if isinstance(one, Mapping):
            yield from _holders(one, f"{path}.{way[0]}[{index}]", rest)


def broken_references(plan: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Each id that stands twice and each reference to nothing."""
    for kinds in (("unit",), ("post",), PLAN_PROVISIONS):
        yield from repeated(plan, *kinds)
    receptions = ids(plan, "reception") | ids(plan, "other_reception")
    known = carried(ids(plan, "unit"), ids(plan, "post"), receptions)
    for kind in NAMES:
        for path, table in tables(plan, kind):
            yield from lost_names(kind, table, path, known)
    yield from _circles(plan)
    yield from lost_clauses(plan)
    for path, conference in tables(plan, "conference"):
        yield from _before_the_plan(path, conference, plan)


def broken_in_file(plan: Mapping[str, Any]) -> Iterator[Misplaced]:
    """The same of a file, and what it infers of provisions that it does not have."""
    yield from broken_references(plan)
    provisions = {name for kind in PLAN_PROVISIONS for name in ids(plan, kind)}
    for path, inference in tables(plan, "inferred"):
        yield from unknown(f"{path}.of", inference.get("of"), provisions, "provision")


def _before_the_plan(path: str, conference: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Conferences fixed for days on which the plan does not hold; what is no day is a mistake of form."""
    first, last = day_of(plan.get("effective_from")), day_of(plan.get("effective_to")) or date.max
    for index, fixed in enumerate(listed if isinstance(listed := conference.get("fixed"), list) else ()):
        day = day_of(fixed.get("day")) if isinstance(fixed, Mapping) else None
        if first and day and not first <= day <= last:
            yield Misplaced(
                f"{path}.fixed[{index}].day", f"{day} is not a day of the plan, which holds {first}..{last}"
            )


def day_of(data: object) -> date | None:
    """The day that plain data give, if they give one."""
    try:
        return parse_date(str(data))
    except InvalidValue:
        return None


def lost_clauses(data: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Provisions whose clause is none, or is of a document that is not enclosed; an empty one is the whole document."""
    document = data.get("document")
    numbers = (
        {str(table.get("number")) for _, table in tables(document, "enclosure")}
        if isinstance(document, Mapping)
        else set()
    )
    for kind in (*PLAN_PROVISIONS, "statutory", "delegation"):
        for path, table in tables(data, kind):
            section, _, number = str(table.get("clause", "")).partition(" @ ")
            if section and not is_section(section):
                yield Misplaced(f"{path}.clause", f"'{section}' is no clause; write III.2, 4a or đoạn cuối")
            if number:
                yield from unknown(f"{path}.clause", number, numbers, "enclosed document")


def _circles(plan: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Delegations that come back to their principal through deputies of deputies."""
    deputies: dict[str, set[str]] = {}
    for _, delegation in tables(plan, "delegation"):
        names = delegation.get("deputies")
        if isinstance(principal := delegation.get("principal"), str) and isinstance(names, list):
            deputies.setdefault(principal, set()).update(name for name in names if isinstance(name, str))
    for path, delegation in tables(plan, "delegation"):
        principal, seen = str(delegation.get("principal")), set[str]()
        ahead = list(deputies.get(principal, ()))
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                ahead.extend(deputies.get(name, ()))
        if principal in seen and principal not in deputies.get(principal, ()):
            words = f"'{principal}' would stand in for himself in the end; break the circle"
            yield Misplaced(f"{path}.deputies", words)
