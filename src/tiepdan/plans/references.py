"""Tham chiếu trong kế hoạch — whether each id of a plan stands once, and each name is carried by something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..errors import InvalidValue, Misplaced
from ..law import is_section
from ..references import ids, repeated, tables, unknown
from ..spans import parse_date

PLAN_PROVISIONS = (
    "reception", "escalation", "report", "duty", "conference", "letter", "greeting", "code", "indicator", "checklist",
    "task", "other_reception",
)  # fmt: skip
"""The kinds of provisions that a plan may have."""


def broken_references(plan: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Each id that stands twice and each reference to nothing."""
    for kinds in (("unit",), ("post",), PLAN_PROVISIONS):
        yield from repeated(plan, *kinds)
    units, posts = ids(plan, "unit"), ids(plan, "post")
    receptions = ids(plan, "reception") | ids(plan, "other_reception")
    for path, reception in tables(plan, "reception"):
        yield from unknown(f"{path}.receiver", reception.get("receiver"), posts, "post")
        yield from unknown(f"{path}.turns", reception.get("turns"), posts, "post")
        yield from unknown(f"{path}.staffed_by", reception.get("staffed_by"), units, "unit")
        if isinstance(unless := reception.get("unless"), Mapping):
            others, place = receptions - {str(reception.get("id"))}, f"{path}.unless.coincides_with"
            yield from unknown(place, unless.get("coincides_with"), others, "reception")
        if isinstance(posting := reception.get("posting"), Mapping):
            yield from unknown(f"{path}.posting.by", posting.get("by"), units, "unit")
    for path, official in tables(plan, "official"):
        yield from unknown(f"{path}.post", official.get("post"), posts, "post")
    for path, delegation in tables(plan, "delegation"):
        yield from unknown(f"{path}.principal", delegation.get("principal"), posts, "post")
        yield from unknown(f"{path}.deputies", delegation.get("deputies"), posts, "post")
        yield from unknown(f"{path}.scope", delegation.get("scope"), receptions, "reception")
    yield from _circles(plan)
    yield from lost_clauses(plan)
    for path, report in tables(plan, "report"):
        yield from unknown(f"{path}.compiled_by", report.get("compiled_by"), units, "unit")
        for index, link in enumerate(links if isinstance(links := report.get("link"), list) else ()):
            if isinstance(link, Mapping):
                yield from unknown(f"{path}.link[{index}].compiled_by", link.get("compiled_by"), units, "unit")
    for path, escalation in tables(plan, "escalation"):
        yield from unknown(f"{path}.by", escalation.get("by"), units | posts, "unit or post")
    for path, duty in tables(plan, "duty"):
        yield from unknown(f"{path}.own_lists", duty.get("own_lists"), units, "unit")
        for index, report in enumerate(reports if isinstance(reports := duty.get("report"), list) else ()):
            if isinstance(report, Mapping):
                place = f"{path}.report[{index}].compiled_by"
                yield from unknown(place, report.get("compiled_by"), units | posts, "unit or post")
        if isinstance(submit := duty.get("submit"), Mapping):
            yield from unknown(f"{path}.submit.by", submit.get("by"), units | posts, "unit or post")
        for index, position in enumerate(listed if isinstance(listed := duty.get("position"), list) else ()):
            if isinstance(position, Mapping):
                yield from unknown(f"{path}.position[{index}].posts", position.get("posts"), posts, "post")
    for path, conference in tables(plan, "conference"):
        yield from unknown(f"{path}.presiding", conference.get("presiding"), posts, "post")
        yield from unknown(f"{path}.venue_chosen_by", conference.get("venue_chosen_by"), posts, "post")
        for index, task in enumerate(listed if isinstance(listed := conference.get("task"), list) else ()):
            if isinstance(task, Mapping):
                yield from unknown(f"{path}.task[{index}].who", task.get("who"), units | posts, "unit or post")
        yield from _before_the_plan(path, conference, plan)
    for kind in ("letter", "greeting"):
        for path, table in tables(plan, kind):
            yield from unknown(f"{path}.by", table.get("by"), posts | units, "unit or post")
    for path, task in tables(plan, "task"):
        yield from unknown(f"{path}.who", task.get("who"), units | posts, "unit or post")


def broken_in_file(plan: Mapping[str, Any]) -> Iterator[Misplaced]:
    """The same of a file, and what it infers of provisions that it does not have."""
    yield from broken_references(plan)
    provisions = {name for kind in PLAN_PROVISIONS for name in ids(plan, kind)}
    for path, inference in tables(plan, "inferred"):
        yield from unknown(f"{path}.of", inference.get("of"), provisions, "provision")


def _before_the_plan(path: str, conference: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[Misplaced]:
    """Conferences fixed for days on which the plan does not hold; what is no day is a mistake of form."""
    first, last = _day(plan.get("effective_from")), _day(plan.get("effective_to")) or date.max
    for index, fixed in enumerate(listed if isinstance(listed := conference.get("fixed"), list) else ()):
        day = _day(fixed.get("day")) if isinstance(fixed, Mapping) else None
        if first and day and not first <= day <= last:
            yield Misplaced(
                f"{path}.fixed[{index}].day", f"{day} is not a day of the plan, which holds {first}..{last}"
            )


def _day(data: object) -> date | None:
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
