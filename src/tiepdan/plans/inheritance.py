"""Thừa kế — what a plan inherits from the law, its province and local overlays, day by day, with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..errors import InvalidFile, Misplaced, nearest
from ..people import Post, Unit
from ..reception import Escalation, Reception
from ..records import APART, collect, from_dict, read_toml, schema_is, to_dict, valid_id
from ..references import unknown
from ..reporting import Due, Level, Report, StatutoryDuty
from ..spans import DateRange
from ..work import Task
from .inherited import Inherited, Origin, Override
from .plan import Inference, Plan
from .profiles import Profile, Profiles
from .provinces import Provinces

SCHEMA = "tiepdan/overlay/1"

_TYPES: dict[str, type] = {
    "unit": Unit,
    "post": Post,
    "reception": Reception,
    "report": Report,
    "statutory": StatutoryDuty,
    "escalation": Escalation,
    "task": Task,
}

_LOOSE = ("report", "escalation", "task")
"""The kinds of a plan's own provisions to which nothing else in it refers."""


@attrs.frozen(kw_only=True)
class Overlay:
    """Điều chỉnh tại chỗ — what a place orders otherwise than profile and plan, on some days, in its own file."""

    schema: str = attrs.field(validator=schema_is(SCHEMA))
    id: str = attrs.field(validator=valid_id)
    name: str
    effective_from: dt.date = dt.date.min
    effective_to: dt.date | None = None
    override: tuple[Override, ...]
    file: str = attrs.field(default="", eq=False, metadata={APART: True})

    @property
    def valid(self) -> DateRange:
        """The days on which it holds."""
        return DateRange(self.effective_from, self.effective_to or dt.date.max)


def load_overlay(path: str | Path) -> Overlay:
    """Read an overlay.

    Raises:
        InvalidFile: with all its mistakes.
    """
    return attrs.evolve(from_dict(Overlay, read_toml(path), file=str(path)), file=str(path))


def inherit(plan: Plan, profiles: Profiles, overlays: Sequence[Overlay] = ()) -> Plan:
    """The plan with what it inherits on each day of its life, and with what overlays change.

    What a profile orders under the id of one of the plan's own provisions gives way to the plan. A report, task or
    escalation of the plan itself that an overlay changes stands among what is inherited.

    Raises:
        UnknownName: the plan names a profile or a province that there is not.
        InvalidFile: an override changes what is not there, or into what cannot be; all at once.
    """
    mistakes: list[Misplaced] = []
    found: list[Inherited] = []
    days = _stretches(plan, profiles, overlays)
    for stretch in days:
        for one in _on(plan, profiles, overlays, stretch, mistakes):
            _join(found, one)
    mistakes.extend(_unused(plan, profiles, overlays, days))
    mistakes.extend(_lost(plan, found))
    if mistakes:
        raise InvalidFile(f"plan {plan.id}", list(dict.fromkeys(mistakes)))
    laid_over = _laid_over(overlays)
    return attrs.evolve(
        plan,
        inherited=tuple(found),
        report=tuple(one for one in plan.report if ("report", one.id) not in laid_over),
        escalation=tuple(one for one in plan.escalation if ("escalation", one.id) not in laid_over),
        task=tuple(one for one in plan.task if ("task", one.id) not in laid_over),
        inferred=tuple(_still(plan.inferred, {name for _, name in laid_over})),
    )


def _still(inferred: Iterable[Inference], laid_over: set[str]) -> Iterator[Inference]:
    """What is still inferred once some provisions are laid over."""
    for one in inferred:
        if left := tuple(name for name in one.of if name not in laid_over):
            yield attrs.evolve(one, of=left)


def _lost(plan: Plan, found: Iterable[Inherited]) -> Iterator[Misplaced]:
    """Units and posts that inherited provisions name and nobody has."""
    units, posts = {one.id for one in plan.unit}, {one.id for one in plan.post}
    units |= {one.value.id for one in found if isinstance(one.value, Unit)}
    posts |= {one.value.id for one in found if isinstance(one.value, Post)}
    for one in found:
        value, file = one.value, one.origin.file or None
        path = f"$.{one.kind}[{value.id}]"
        used: dict[str, tuple[str | tuple[str, ...], set[str], str]] = {}
        if isinstance(value, Report | StatutoryDuty):
            used["compiled_by"] = value.compiled_by, units, "unit"
        elif isinstance(value, Reception):
            used["receiver"], used["staffed_by"] = (value.receiver, posts, "post"), (value.staffed_by, units, "unit")
        elif isinstance(value, Escalation):
            used["by"] = value.by, units, "unit"
        elif isinstance(value, Task):
            used["who"] = value.who, units | posts, "unit or post"
        for key, (names, known, what) in used.items():
            given = list(names) if isinstance(names, tuple) else names
            yield from (
                Misplaced(wrong.path, wrong.message, file=file)
                for wrong in unknown(f"{path}.{key}", given, known, what)
            )


def _laid_over(overlays: Sequence[Overlay]) -> set[tuple[str, str]]:
    """The provisions that overlays change, by kind and id."""
    return {(override.kind, override.id) for overlay in overlays for override in overlay.override}


def _stretches(plan: Plan, profiles: Profiles, overlays: Sequence[Overlay]) -> list[DateRange]:
    """The plan's days in stretches on which the same versions hold."""
    first = plan.valid.first
    names = {_profile_id(plan, profiles, day) for day in (first, max(first, Provinces.vietnam().two_tier_from))}
    chain = {name for start in names for name in _ancestors(start, profiles)}
    spans = [version.valid for name in chain for version in profiles.versions(name)]
    spans += [overlay.valid for overlay in overlays]
    starts = {first, Provinces.vietnam().two_tier_from, *(span.first for span in spans)}
    starts |= {span.last + dt.timedelta(days=1) for span in spans if span.last < dt.date.max}
    inside = sorted(day for day in starts if day in plan.valid)
    ends = [*(day - dt.timedelta(days=1) for day in inside[1:]), plan.valid.last]
    return [DateRange(start, end) for start, end in zip(inside, ends, strict=True)]


def _ancestors(name: str, profiles: Profiles) -> Iterator[str]:
    at: str | None = name
    while at is not None:
        yield at
        at = profiles.versions(at)[0].parent


def _profile_id(plan: Plan, profiles: Profiles, day: dt.date) -> str:
    return plan.profile or profiles.of_province(plan.ward.province, day)


def _on(
    plan: Plan, profiles: Profiles, overlays: Sequence[Overlay], stretch: DateRange, mistakes: list[Misplaced]
) -> Iterator[Inherited]:
    """What is inherited on a stretch of days, the parents' first."""
    tables: dict[tuple[str, str], tuple[dict[str, Any], Origin, dict[str, Origin]]] = {}
    for profile in profiles.chain(_profile_id(plan, profiles, stretch.first), stretch.first):
        origin = _of_profile(profile)
        for kind in _TYPES:
            for value in getattr(profile, kind):
                if _concerns(value, plan.ward.level):
                    tables[kind, value.id] = (to_dict(value), origin, {})
    own = _of_plan(plan)
    laid_over = _laid_over(overlays)
    tables |= {
        (kind, one.id): (to_dict(one), own, {})
        for kind in _LOOSE
        for one in getattr(plan, kind)
        if (kind, one.id) in laid_over
    }
    for origin, override in _overrides(plan, overlays, stretch):
        key = (override.kind, override.id)
        if key in tables:
            if override.drop:
                del tables[key]
            else:
                table, first, origins = tables[key]
                tables[key] = (_changed(table, override), first, {**origins, **dict.fromkeys(override.set, origin)})
    for (kind, name), (table, origin, origins) in tables.items():
        if (kind, name) not in laid_over and any(one.id == name for one in getattr(plan, kind, ())):
            continue
        place = f"$.override[{kind} {name}]" if origins else f"$.{kind}[{name}]"
        value = collect(_TYPES[kind], table, place, mistakes, file=None)
        if value is not None:
            yield Inherited(kind=kind, value=value, origin=origin, origins=tuple(origins.items()), valid=stretch)


def _concerns(value: object, level: Level) -> bool:
    """Whether a provision of a profile binds a level: wards, where it says nothing of levels."""
    if isinstance(value, StatutoryDuty):
        return value.level is level
    if isinstance(value, Report) and value.link:
        return any(link.from_ is level for link in value.link)
    return level is Level.COMMUNE or isinstance(value, Unit | Post)


def _overrides(plan: Plan, overlays: Sequence[Overlay], stretch: DateRange) -> Iterator[tuple[Origin, Override]]:
    yield from ((_of_plan(plan), override) for override in plan.override)
    for overlay in overlays:
        if stretch.first in overlay.valid:
            origin = Origin(layer="overlay", id=overlay.id, file=overlay.file)
            yield from ((origin, override) for override in overlay.override)


def _changed(table: Mapping[str, Any], override: Override) -> dict[str, Any]:
    """The table with new values; a new way of being due takes the place of the old one."""
    dropped = set(Due.WAYS) if set(Due.WAYS) & set(override.set) else set()
    return {key: value for key, value in table.items() if key not in dropped} | dict(override.set)


def _of_plan(plan: Plan) -> Origin:
    return Origin(
        layer="plan",
        id=plan.id,
        document_kind=plan.document.kind,
        document=plan.document.number,
        enclosed=plan.document.enclosed,
    )


def _of_profile(profile: Profile) -> Origin:
    return Origin(
        layer="statute" if profile.parent is None else "province",
        id=profile.id,
        file=profile.file,
        document_kind=profile.document.kind,
        document=profile.document.number,
        enclosed=profile.document.enclosed,
        certainty=profile.certainty,
        doubts=profile.doubts,
    )


def _join(found: list[Inherited], one: Inherited) -> None:
    """Add what is inherited on a stretch, to what was the same on the stretch before it if there was such."""
    eve = one.valid.first - dt.timedelta(days=1)
    for index, before in enumerate(found):
        if before.valid.last == eve and attrs.evolve(before, valid=one.valid) == one:
            found[index] = attrs.evolve(one, valid=DateRange(before.valid.first, one.valid.last))
            return
    found.append(one)


def _unused(
    plan: Plan, profiles: Profiles, overlays: Sequence[Overlay], stretches: Iterable[DateRange]
) -> Iterator[Misplaced]:
    """Overrides of what is inherited on no day."""
    there = {kind: {one.id for one in getattr(plan, kind)} if kind in _LOOSE else set[str]() for kind in _TYPES}
    for stretch in stretches:
        for profile in profiles.chain(_profile_id(plan, profiles, stretch.first), stretch.first):
            for kind in _TYPES:
                there[kind] |= {value.id for value in getattr(profile, kind)}
    for source, overrides in ((None, plan.override), *((one.file or one.id, one.override) for one in overlays)):
        for index, override in enumerate(overrides):
            path = f"$.override[{index}]"
            if override.kind not in there:
                words = f"'{override.kind}' is no kind of provision{nearest(override.kind, there)}"
                yield Misplaced(f"{path}.kind", words, file=source)
            elif override.id not in there[override.kind]:
                words = f"no {override.kind} '{override.id}' is inherited{nearest(override.id, there[override.kind])}"
                yield Misplaced(f"{path}.id", words, file=source)
