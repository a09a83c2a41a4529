"""Tham chiếu trong kế hoạch — whether each id stands once and each name that is used is carried by something.

The check reads plain data, so that it finds its mistakes beside those of form, in a file as in a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import nearest

_PROVISIONS = ("reception", "escalation", "report", "task", "other_reception")


def broken_references(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The path and the words of each id that stands twice and each reference to nothing."""
    for kinds in (("unit",), ("post",), _PROVISIONS):
        yield from _repeated(plan, kinds)
    units, posts = _ids(plan, "unit"), _ids(plan, "post")
    receptions = _ids(plan, "reception") | _ids(plan, "other_reception")
    for path, reception in _tables(plan, "reception"):
        yield from _unknown(f"{path}.receiver", reception.get("receiver"), posts, "post")
        yield from _unknown(f"{path}.turns", reception.get("turns"), posts, "post")
        yield from _unknown(f"{path}.staffed_by", reception.get("staffed_by"), units, "unit")
        if isinstance(unless := reception.get("unless"), Mapping):
            place = f"{path}.unless.coincides_with"
            yield from _unknown(place, unless.get("coincides_with"), receptions - {reception.get("id")}, "reception")
        if isinstance(posting := reception.get("posting"), Mapping):
            yield from _unknown(f"{path}.posting.by", posting.get("by"), units, "unit")
    for path, official in _tables(plan, "official"):
        yield from _unknown(f"{path}.post", official.get("post"), posts, "post")
    for path, delegation in _tables(plan, "delegation"):
        yield from _unknown(f"{path}.principal", delegation.get("principal"), posts, "post")
        yield from _unknown(f"{path}.deputies", delegation.get("deputies"), posts, "post")
        yield from _unknown(f"{path}.scope", delegation.get("scope"), receptions, "reception")
    yield from _circles(plan)
    for path, report in _tables(plan, "report"):
        yield from _unknown(f"{path}.compiled_by", report.get("compiled_by"), units, "unit")
    for path, escalation in _tables(plan, "escalation"):
        yield from _unknown(f"{path}.by", escalation.get("by"), units, "unit")
    for path, task in _tables(plan, "task"):
        yield from _unknown(f"{path}.who", task.get("who"), units | posts, "unit or post")


def _circles(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Delegations that come back to their principal through deputies of deputies."""
    deputies: dict[str, set[str]] = {}
    for _, delegation in _tables(plan, "delegation"):
        names = delegation.get("deputies")
        if isinstance(principal := delegation.get("principal"), str) and isinstance(names, list):
            deputies.setdefault(principal, set()).update(name for name in names if isinstance(name, str))
    for path, delegation in _tables(plan, "delegation"):
        principal, seen = delegation.get("principal"), set[str]()
        ahead = list(deputies.get(str(principal), ()))
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                ahead.extend(deputies.get(name, ()))
        if principal in seen and principal not in deputies.get(str(principal), ()):
            yield f"{path}.deputies", f"'{principal}' would stand in for himself in the end; break the circle"


def _tables(plan: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    tables = plan.get(kind)
    for index, table in enumerate(tables if isinstance(tables, list) else ()):
        if isinstance(table, Mapping):
            yield f"$.{kind}[{index}]", table


def _ids(plan: Mapping[str, Any], kind: str) -> set[str]:
    return {table["id"] for _, table in _tables(plan, kind) if isinstance(table.get("id"), str)}


def _repeated(plan: Mapping[str, Any], kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for kind in kinds:
        for path, table in _tables(plan, kind):
            name = table.get("id")
            if isinstance(name, str) and name in seen:
                yield f"{path}.id", f"'{name}' is the id of {seen[name]} already; give each its own"
            elif isinstance(name, str):
                seen[name] = path


def _unknown(path: str, used: object, known: set[str], what: str) -> Iterator[tuple[str, str]]:
    listed = isinstance(used, list)
    for index, name in enumerate(used if isinstance(used, list) else [used]):
        if isinstance(name, str) and name not in known:
            yield f"{path}[{index}]" if listed else path, f"there is no {what} '{name}'{nearest(name, known)}"
