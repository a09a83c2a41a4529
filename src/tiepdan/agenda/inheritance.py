"""Quy định có hiệu lực — what a plan orders and inherits, as the agenda needs it: on its days, by its own document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

import attrs

from ..certainty import Certainty
from ..law import Finding, Severity
from ..plans import Inherited, Plan
from ..reporting import DueReport, Report, StatutoryDuty, due_statutory
from ..reporting.expansion import on_request, reports_owed
from ..work import Context

P = TypeVar("P")


def in_force(plan: Plan, context: Context, kind: type[P]) -> Iterator[tuple[Inherited[P], Context]]:
    """The provisions of a kind that hold in the period asked for, each with its own document, days and certainty."""
    return ((one, its) for one, its in with_days(plan, context, kind) if its.valid.overlaps(context.period))


def with_days(plan: Plan, context: Context, kind: type[P]) -> Iterator[tuple[Inherited[P], Context]]:
    """The provisions of a kind, each with the days of its version and the day from which it holds in any."""
    since: dict[str, date] = {}
    for one in plan.in_force(kind):
        valid, origin, name = one.valid.intersection(context.valid), one.origin, getattr(one.value, "id", "")
        if valid is None:
            continue
        yield (
            one,
            attrs.evolve(
                context,
                document_kind=origin.document_kind or context.document_kind,
                document_number=origin.document or context.document_number,
                enclosed=origin.enclosed or context.enclosed,
                valid=valid,
                since=since.setdefault(name, valid.first),
                certainty=origin.certainty,
                doubts=origin.doubts,
                amended_by=tuple(dict.fromkeys(each.vietnamese for _, each in one.origins)),
            ),
        )


def own(plan: Plan, provision: str, context: Context) -> Context:
    """The context of one of the plan's own provisions, as sure as the plan is of it."""
    origin = plan.origin_of(provision)
    return attrs.evolve(context, certainty=origin.certainty, doubts=origin.doubts)


def reports_of(plan: Plan, context: Context) -> tuple[DueReport, ...]:
    """Every report that falls due in the period, in the order of their days.

    Of its own reports all that the plan orders, whatever the level; of the inherited ones those of its own level.
    """
    found: list[DueReport] = []
    level = plan.ward.level
    for era in plan.eras(context.period):
        its, units = attrs.evolve(context, period=era), plan.units_on(era.first)
        reports: dict[tuple[str, bool], list[tuple[Report, Context]]] = defaultdict(list)
        for one, at in with_days(plan, its, Report):
            reports[one.value.id, one.origin.layer == "plan"].append((one.value, at))
        for (_, own), versions in reports.items():
            found += reports_owed(versions, units, level=None if own else level, own_level=level)
        for duty, at in in_force(plan, its, StatutoryDuty):
            found += due_statutory(duty.value, at, units)
    return tuple(sorted(found, key=lambda due: (due.day, due.id)))


def reports_on_request(plan: Plan, context: Context) -> Iterator[tuple[DueReport, bool]]:
    """The reports made when they are asked for, and whether each begins later than the report does in any version."""
    for one, its in in_force(plan, context, Report):
        units = plan.units_on(max(its.valid.first, context.period.first))
        level = None if one.origin.layer == "plan" else plan.ward.level
        for due in on_request(one.value, its, units, level=level, own_level=plan.ward.level):
            yield due, due.period.first != its.since


def inferred_profiles(plan: Plan, context: Context) -> list[Finding]:
    """That part of what is inherited is inferred, profile by profile."""
    found = dict[str, Finding]()
    there: list[Inherited[Any]] = [one for one in plan.inherited if one.valid.overlaps(context.period)]
    for origin in (one.origin for one in there):
        if origin.certainty < Certainty.PRESS:
            vi = f"Hồ sơ {origin.id} là {origin.certainty.vietnamese}: " + " ".join(each.vi for each in origin.doubts)
            en = f"the profile {origin.id} is {origin.certainty.value}: " + " ".join(each.en for each in origin.doubts)
            found[origin.file] = Finding(
                severity=Severity.INFO, code="profile.inferred", message_vi=vi, message_en=en, where=origin.file
            )
    return list(found.values())
