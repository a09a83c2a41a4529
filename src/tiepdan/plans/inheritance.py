"""Thừa kế — what a plan inherits from the law, its province and local overlays, day by day, with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import attrs

from ..arguments import checked
from ..brief import brief
from ..certainty import Certainty
from ..errors import InvalidFile, InvalidValue, Misplaced, nearest
from ..files import read_toml
from ..people import Post, Unit
from ..reception import OtherReception, Reception
from ..records import APART, collect, from_dict, schema_is, to_dict, valid_id
from ..reporting import Due, Level, Report, StatutoryDuty
from ..spans import DateRange
from ..typed import typed
from .inherited import KINDS, Inherited, Origin, Override
from .plan import Plan
from .profiles import Profile, Profiles
from .provinces import Provinces
from .references import PLAN_PROVISIONS, PROFILE_PROVISIONS, broken_references, carried, lost_names

SCHEMA = "tiepdan/overlay/1"

Key = tuple[str, str]
"""The kind and the id of a provision."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Overlay:
    """Điều chỉnh tại chỗ — what a place orders otherwise than profile and plan, on some days, in its own file.

    Raises:
        InvalidValue: its days are reversed.
    """

    __loaded__: ClassVar[str] = "load_overlay(path)"

    __repr__ = brief

    schema: str = attrs.field(validator=schema_is(SCHEMA))
    id: str = attrs.field(validator=valid_id)
    name: str
    effective_from: dt.date = dt.date.min
    effective_to: dt.date | None = None
    override: tuple[Override, ...]
    file: str = attrs.field(default="", eq=False, metadata={APART: True})

    def __attrs_post_init__(self) -> None:
        if self.effective_to:
            DateRange(self.effective_from, self.effective_to)

    @property
    def valid(self) -> DateRange:
        """The days on which it holds."""
        return DateRange(self.effective_from, self.effective_to or dt.date.max)


@checked
def load_overlay(path: str | Path) -> Overlay:
    """Read an overlay.

    Raises:
        InvalidFile: with all its mistakes.
    """
    return attrs.evolve(from_dict(Overlay, read_toml(path), file=str(path)), file=str(path))


@checked
def inherit(plan: Plan, profiles: Profiles, overlays: Sequence[Overlay] = ()) -> Plan:
    """The plan with what it inherits on each day of its life, and with what overlays change.

    What a profile orders under the id of one of the plan's own provisions gives way to the plan.

    Raises:
        UnknownName: the plan names a profile or a province that there is not.
        InvalidFile: several profiles of its province hold, none of which inherits from the others; or an override
            changes what is not there, or into what cannot be, all at once.
    """
    own = _own(plan)
    laid_over = {key: own[key] for each in overlays for one in each.override if (key := (one.kind, one.id)) in own}
    found: list[Inherited[Any]] = []
    mistakes: list[Misplaced] = []
    used: set[tuple[int, int]] = set()
    for days, chain, laid in _stretches(plan, profiles, overlays):
        drafts = {key: draft for key, draft in _of_profiles(chain, plan.ward.level) if key not in own}
        _apply(drafts, plan.override, plan.origin, 0, used)
        drafts |= laid_over
        for number in laid:
            overlay = overlays[number - 1]
            origin = Origin(layer="overlay", id=overlay.id, file=overlay.file)
            _apply(drafts, overlay.override, origin, number, used)
        values = [one for draft in drafts.values() if (one := draft.built(days, mistakes))]
        mistakes.extend(_lost(plan, values, drafts))
        for number in laid:
            mistakes.extend(_taken_away(plan, overlays[number - 1], set(laid_over), drafts))
        for one in values:
            _join(found, one)
    mistakes.extend(_idle(plan, overlays, used, {(one.kind, one.value.id) for one in found} | set(own)))
    if mistakes:
        raise InvalidFile(f"plan {plan.id}", list({str(one): one for one in mistakes}.values()))
    return attrs.evolve(plan, inherited=tuple(found), laid_over=frozenset(laid_over))


_Holding = tuple[tuple[Profile, ...], tuple[int, ...]]
"""The versions of profiles and the numbers of the overlays, from 1 on, that hold together."""


def _stretches(
    plan: Plan, profiles: Profiles, overlays: Sequence[Overlay]
) -> Iterator[tuple[DateRange, tuple[Profile, ...], tuple[int, ...]]]:
    """The plan's days in stretches on which the same versions and overlays hold, with these."""
    spans = [one.valid for one in profiles.profile] + [one.valid for one in overlays]
    starts = {Provinces.vietnam().two_tier_from, *(span.first for span in spans)}
    starts |= {span.last + dt.timedelta(days=1) for span in spans if span.last < dt.date.max}

    def holding(day: dt.date) -> _Holding:
        chain = profiles.chain(plan.profile or _of_province(plan, profiles, day), day)
        return chain, tuple(number for number, one in enumerate(overlays, 1) if day in one.valid)

    pieces = [(piece.first, holding(piece.first)) for piece in plan.valid.cut(starts)]
    changes = [day for (day, here), (_, before) in zip(pieces[1:], pieces, strict=False) if here != before]
    yield from ((days, *holding(days.first)) for days in plan.valid.cut(changes))


def _of_province(plan: Plan, profiles: Profiles, day: dt.date) -> str:
    try:
        return profiles.of_province(plan.ward.province, day)
    except InvalidValue as error:
        raise InvalidFile(f"plan {plan.id}", [Misplaced("$.ward.province", str(error))]) from None


class _Draft(NamedTuple):
    """A provision as plain data while it is changed: whose it is, and by key who changed it and where that stands."""

    kind: str
    table: Mapping[str, Any]
    origin: Origin
    place: str
    changes: Mapping[str, tuple[Origin, str]] = {}

    def changed(self, override: Override, origin: Origin, place: str) -> _Draft:
        """With new values; a new way of being due, or new steps, take the place of the old.

        Of the plan's own provision nothing is inferred any more.
        """
        anew = set(override.set) & {*Due.WAYS, "link"}
        dropped = {*Due.WAYS, "following_year"} if anew else set()
        dropped |= {"recipients"} if "link" in anew else set()
        kept = {key: value for key, value in self.table.items() if key not in dropped}
        said = dict.fromkeys(override.set, (origin, f"{place}.set"))
        changed = self._replace(table=kept | to_dict(override.set), changes={**self.changes, **said})
        if self.origin.layer != "plan":
            return changed
        return changed._replace(origin=attrs.evolve(self.origin, certainty=Certainty.SETTLED, doubts=()))

    def built(self, days: DateRange, mistakes: list[Misplaced]) -> Inherited[Any] | None:
        """The provision, unless its values cannot be; then what is wrong, where it was written."""
        wrong: list[Misplaced] = []
        value = collect(KINDS[self.kind], self.table, "$", wrong, file=None)
        mistakes.extend(self.misplaced(one.path, one.message) for one in wrong)
        origins = tuple((key, origin) for key, (origin, _) in self.changes.items())
        if value is None:
            return None
        return Inherited(kind=self.kind, value=value, origin=self.origin, origins=origins, valid=days)

    def misplaced(self, path: str, message: str) -> Misplaced:
        """A mistake at a path of the provision, told where the value was written."""
        key = path.removeprefix("$.").partition(".")[0].partition("[")[0]
        whole = path == "$" and list(self.changes.values())
        origin, place = whole[-1] if whole else self.changes.get(key, (self.origin, self.place))
        return Misplaced(place + path.removeprefix("$"), message, file=origin.file or None)


def _of_profiles(chain: Iterable[Profile], level: Level) -> Iterator[tuple[Key, _Draft]]:
    """What profiles order for a level, the parents' first."""
    for profile in chain:
        origin = _origin(profile)
        for kind in KINDS:
            for value in getattr(profile, kind):
                if _concerns(value, level):
                    yield (kind, value.id), _Draft(kind, to_dict(value), origin, f"$.{kind}[{value.id}]")


def _concerns(value: object, level: Level) -> bool:
    """Whether a provision of a profile binds a level: wards, where it says nothing of levels."""
    if isinstance(value, StatutoryDuty):
        return value.level is level
    if isinstance(value, Report) and value.link:
        return any(link.from_ is level for link in value.link)
    return level is Level.COMMUNE or isinstance(value, Unit | Post)


def _own(plan: Plan) -> dict[Key, _Draft]:
    """The plan's own provisions of the kinds that can be inherited."""
    return {
        (kind, one.id): _Draft(kind, to_dict(one), plan.origin_of(one.id), f"$.{kind}[{one.id}]")
        for kind in KINDS
        for one in getattr(plan, kind, ())
    }


def _apply(
    drafts: dict[Key, _Draft], overrides: Iterable[Override], origin: Origin, number: int, used: set[tuple[int, int]]
) -> None:
    """Change the drafts as the overrides say; note those that found what they change."""
    for index, override in enumerate(overrides):
        key = (override.kind, override.id)
        if key not in drafts:
            continue
        used.add((number, index))
        if override.drop:
            del drafts[key]
        else:
            drafts[key] = drafts[key].changed(override, origin, f"$.override[{index}]")


def _origin(profile: Profile) -> Origin:
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


def _join(found: list[Inherited[Any]], one: Inherited[Any]) -> None:
    """Add what holds on a stretch, to what was the same on the stretch before it if there was such."""
    eve = one.valid.first - dt.timedelta(days=1) if one.valid.first > dt.date.min else None
    for index, before in enumerate(found):
        if before.valid.last == eve and attrs.evolve(before, valid=one.valid) == one:
            found[index] = attrs.evolve(one, valid=DateRange(before.valid.first, one.valid.last))
            return
    found.append(one)


def _lost(plan: Plan, values: Iterable[Inherited[Any]], drafts: Mapping[Key, _Draft]) -> Iterator[Misplaced]:
    """Units, posts and receptions that provisions name and nobody has; ids that two kinds of provisions carry."""
    held = [one.value for one in values]
    units = {one.id for one in (*plan.unit, *held) if isinstance(one, Unit)}
    posts = {one.id for one in (*plan.post, *held) if isinstance(one, Post)}
    everything = (*plan.reception, *plan.other_reception, *held)
    receptions = {one.id for one in everything if isinstance(one, Reception | OtherReception)}
    known = carried(units, posts, receptions)
    kinds = {one.id: kind for kind in PLAN_PROVISIONS for one in getattr(plan, kind)}
    for one in values:
        draft = drafts[one.kind, one.value.id]
        for wrong in lost_names(one.kind, draft.table, "$", known):
            yield draft.misplaced(wrong.path, wrong.message)
        if one.kind in PROFILE_PROVISIONS and kinds.setdefault(one.value.id, one.kind) != one.kind:
            words = f"'{one.value.id}' is the id of a {kinds[one.value.id]} already; give each its own"
            yield draft.misplaced("$", words)


def _taken_away(plan: Plan, overlay: Overlay, laid_over: set[Key], drafts: Mapping[Key, _Draft]) -> Iterator[Misplaced]:
    """Units, posts and receptions that the overlay does away with and provisions of the plan's own name."""
    data = to_dict(plan)
    for kind, name in laid_over:
        only = {"id": name if (kind, name) in drafts else ""}
        data[kind] = [only if one["id"] == name else one for one in data[kind]]
    for index, override in enumerate(overlay.override):
        if override.drop and (override.kind, override.id) in laid_over - set(drafts):
            for one in broken_references(data):
                if f"'{override.id}'" in one.message:
                    words = f"does away with '{override.id}', which the plan names in {one.path}; change that too"
                    yield Misplaced(f"$.override[{index}]", words, file=overlay.file or None)


def _idle(plan: Plan, overlays: Sequence[Overlay], used: set[tuple[int, int]], there: set[Key]) -> Iterator[Misplaced]:
    """Overrides that change nothing, and why."""
    sources = ((None, plan.override, plan.valid), *((one.file or one.id, one.override, one.valid) for one in overlays))
    for number, (file, overrides, valid) in enumerate(sources):
        if not valid.overlaps(plan.valid):
            yield Misplaced("$.effective_from", f"holds {valid}, on no day of the plan, {plan.valid}", file=file)
            continue
        for index, override in enumerate(overrides):
            path, known = f"$.override[{index}]", {name for kind, name in there if kind == override.kind}
            if override.kind not in KINDS:
                words = f"'{override.kind}' is no kind of provision{nearest(override.kind, KINDS)}"
                yield Misplaced(f"{path}.kind", words, file=file)
            elif (number, index) in used:
                continue
            elif override.id in {one.id for one in getattr(plan, override.kind, ())}:
                words = f"'{override.id}' is the plan's own; change it where it stands"
                yield Misplaced(f"{path}.id", words, file=file)
            else:
                days = "" if number == 0 else " on its days"
                offer = nearest(override.id, known - {override.id})
                yield Misplaced(
                    f"{path}.id", f"no {override.kind} '{override.id}' is inherited{days}{offer}", file=file
                )
