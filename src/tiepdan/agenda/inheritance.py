"""Quy định và nguồn — what a plan inherits and what it infers, as the agenda needs it: on its days, by its document."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from .. import reporting
from ..certainty import Certainty
from ..law import Finding, Severity
from ..plans import Inherited, Plan
from ..reporting import DueReport
from ..work import Context


def inherited_in(plan: Plan, context: Context) -> Iterator[tuple[Inherited, Context]]:
    """What is inherited on days of the period asked for, each with its own document, days and certainty."""
    for one in plan.inherited:
        valid, origin = one.valid.intersection(context.valid), one.origin
        if valid and valid.overlaps(context.period):
            yield (
                one,
                attrs.evolve(
                    context,
                    document_kind=origin.document_kind or context.document_kind,
                    document_number=origin.document or context.document_number,
                    enclosed=origin.enclosed or context.enclosed,
                    valid=valid,
                    certainty=origin.certainty,
                    doubts=origin.doubts,
                ),
            )


def own(plan: Plan, provision: str, context: Context) -> Context:
    """The context of one of the plan's own provisions: inferred where the plan says that it reads more into it."""
    doubts = tuple(one.doubt for one in plan.inferred if provision in one.of)
    if not doubts:
        return context
    return attrs.evolve(context, certainty=Certainty.INFERRED, doubts=(*context.doubts, *doubts))


def reports_of(plan: Plan, context: Context) -> tuple[DueReport, ...]:
    """Every report that falls due in the period, in the order of their days.

    Of its own reports all that the plan orders, whatever the level; of the inherited ones those of its own level.
    """
    units, level = plan.units, plan.ward.level
    found = [
        one for report in plan.report for one in reporting.due_reports(report, own(plan, report.id, context), units)
    ]
    for one, its in inherited_in(plan, context):
        if isinstance(one.value, reporting.Report):
            found += reporting.due_reports(one.value, its, units, level=level)
        elif isinstance(one.value, reporting.StatutoryDuty):
            found += reporting.due_statutory(one.value, its, units)
    return tuple(sorted(found, key=lambda due: (due.day, due.id)))


def inferred_profiles(plan: Plan, context: Context) -> list[Finding]:
    """That part of what is inherited is inferred, profile by profile."""
    found = dict[str, Finding]()
    for one, _ in inherited_in(plan, context):
        origin = one.origin
        if origin.certainty < Certainty.PRESS:
            vi = f"Hồ sơ {origin.id} là {origin.certainty.vietnamese}: " + " ".join(each.vi for each in origin.doubts)
            en = f"the profile {origin.id} is {origin.certainty.value}: " + " ".join(each.en for each in origin.doubts)
            found[origin.file] = Finding(
                severity=Severity.INFO, code="profile.inferred", message_vi=vi, message_en=en, where=origin.file
            )
    return list(found.values())
