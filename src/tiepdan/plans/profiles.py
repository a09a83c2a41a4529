"""Hồ sơ tỉnh — what a province orders for all its wards, over what the law orders for all; by data, with its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..certainty import Certainty, Doubt
from ..errors import InvalidFile, InvalidValue, Misplaced, UnknownName, nearest
from ..files import read_toml
from ..once import once
from ..people import Post, Unit
from ..reception import Escalation, Reception
from ..records import APART, schema_is, to_dict, valid_id
from ..references import collect_checked
from ..reporting import Report, StatutoryDuty, falls_due
from ..shipped import shipped_file, shipped_files
from ..spans import DateRange, civil_date
from ..typed import typed
from ..work import Task
from .documents import PlanDocument
from .profile_files import ProfileFile, broken
from .provinces import Provinces

SCHEMA = "tiepdan/profile/1"
ROOT = "statute"
"""The profile that every ward inherits in the end: what the law orders for all."""


@attrs.frozen(kw_only=True, field_transformer=typed)
class Profile:
    """Hồ sơ — one version of a profile, from `effective_from` to `effective_to`, with the document it rests on.

    Versions of one profile share its `id`; a ward names it by that id. `parent` is the profile under it, None for the
    root. `certainty` says how sure it is that the province orders this, `doubts` why not surer.
    """

    __repr__ = brief

    schema: str = attrs.field(validator=schema_is(SCHEMA))
    id: str = attrs.field(validator=valid_id)
    name: str
    province: str | None = None
    parent: str | None = None
    effective_from: dt.date
    effective_to: dt.date | None = None
    certainty: Certainty = Certainty.SETTLED
    doubts: tuple[Doubt, ...] = ()
    document: PlanDocument
    unit: tuple[Unit, ...] = ()
    post: tuple[Post, ...] = ()
    reception: tuple[Reception, ...] = ()
    report: tuple[Report, ...] = ()
    statutory: tuple[StatutoryDuty, ...] = ()
    escalation: tuple[Escalation, ...] = ()
    task: tuple[Task, ...] = ()
    file: str = attrs.field(default="", eq=False, metadata={APART: True})

    def __attrs_post_init__(self) -> None:
        if self.effective_to:
            DateRange(self.effective_from, self.effective_to)

    @property
    def valid(self) -> DateRange:
        """The days on which it holds."""
        return DateRange(self.effective_from, self.effective_to or dt.date.max)


@attrs.frozen(field_transformer=typed)
class Profiles:
    """Các hồ sơ — the shipped profiles, and those of one's own folders over them."""

    __repr__ = brief

    profile: tuple[Profile, ...]

    @classmethod
    @once()
    def vietnam(cls) -> Profiles:
        """The shipped profiles.

        >>> [profile.name for profile in Profiles.vietnam().versions("statute")]
        ['Chế độ báo cáo theo luật']
        """
        return cls(_read(str(shipped_file("profiles")), shipped_files("profiles"), ()))

    @checked
    def with_folder(self, folder: str | Path) -> Profiles:
        """These profiles with those of a folder and its subfolders; one that has an id of these takes its place.

        Raises:
            InvalidFile: with all the mistakes of all the files.
        """
        if not Path(folder).is_dir():
            raise InvalidFile(str(folder), [Misplaced("$", "is no folder; give a folder of profiles")])
        files = [(path.relative_to(folder).as_posix(), path) for path in sorted(Path(folder).rglob("*.toml"))]
        return Profiles(_read(str(folder), files, self.profile))

    @checked
    def versions(self, profile: str) -> tuple[Profile, ...]:
        """The versions of a profile, in the order of their days.

        Raises:
            UnknownName: there is none of that id.
        """
        found = sorted((one for one in self.profile if one.id == profile), key=lambda one: one.effective_from)
        if not found:
            raise UnknownName(f"there is no profile '{profile}'{nearest(profile, {one.id for one in self.profile})}")
        return tuple(found)

    @checked
    def chain(self, profile: str, day: dt.date) -> tuple[Profile, ...]:
        """The versions that hold on a day, from the root down to the profile; those that have none are passed over.

        Raises:
            UnknownName: there is none of that id.
            WrongType: the day is no civil date.
        """
        civil_date(day, "the day")
        found: list[Profile] = []
        at: str | None = profile
        while at is not None:
            versions = self.versions(at)
            found += [version for version in versions if day in version.valid]
            at = versions[0].parent
        return tuple(reversed(found))

    @checked
    def of_province(self, province: str | None, day: dt.date) -> str:
        """The id of the profile of a province on a day, by its name today or before; the root where it has none.

        Of a profile and one that inherits from it, the one that inherits.

        Raises:
            UnknownName: there is no such province.
            InvalidValue: several of its profiles hold on the day, none of which inherits from the others.
        """
        if province is None:
            return ROOT
        provinces = Provinces.vietnam()
        name = provinces.name_on(province, day)
        of_it = [one for one in self.profile if one.province and provinces.name_on(one.province, day) == name]
        there = {one.id for one in of_it if day in one.valid} or {one.id for one in of_it[:1]}
        above = {one.id for each in there for one in self.chain(each, day) if one.id != each}
        if len(lowest := sorted(there - above)) > 1:
            words = f"{len(lowest)} profiles are of {name} on {day}: {', '.join(lowest)}"
            raise InvalidValue(f"{words}; name the one that is meant, as profile = '{lowest[0]}'")
        return next(iter(lowest), ROOT)


def _read(folder: str, files: Sequence[tuple[str, Traversable]], under: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The profiles of a folder's files, each with its place, over others, all their mistakes at once."""
    mistakes: list[Misplaced] = []
    if not files:
        raise InvalidFile(folder, [Misplaced("$", "holds no .toml file; give a folder of profiles")])
    read: list[ProfileFile] = []
    for name, file in files:
        try:
            read.append(ProfileFile(name, read_toml(file, pipe=False)))
        except InvalidFile as error:
            mistakes.extend(_at(name, error.mistakes))
    named = {version.id for version in read}
    kept = [profile for profile in under if profile.id not in named]
    together = [*read, *(ProfileFile(profile.file, to_dict(profile)) for profile in kept)]
    profiles = [profile for version in read if (profile := _profile(version, together, mistakes))]
    for version in together[len(read) :]:
        mistakes.extend(_at(version.name, broken(version, together)))
    mistakes.extend(_between(profiles))
    if mistakes:
        raise InvalidFile(folder, mistakes)
    return (*profiles, *kept)


def _profile(version: ProfileFile, together: Sequence[ProfileFile], mistakes: list[Misplaced]) -> Profile | None:
    """The profile of a file that stands together with others, or None and more mistakes."""
    in_file: list[Misplaced] = []
    profile = collect_checked(Profile, version.raw, lambda _: broken(version, together), in_file)
    mistakes.extend(_at(version.name, in_file))
    return attrs.evolve(profile, file=version.name) if profile else None


def _at(file: str, mistakes: Iterable[Misplaced]) -> Iterator[Misplaced]:
    return (Misplaced(one.path, one.message, file=file) for one in mistakes)


def _between(profiles: list[Profile]) -> Iterator[Misplaced]:
    """Versions that overlap or differ in their parent; reports that never fall due while their version holds."""
    by_id: dict[str, list[Profile]] = {}
    for profile in profiles:
        by_id.setdefault(profile.id, []).append(profile)
    for versions in by_id.values():
        for one, other in pairwise(sorted(versions, key=lambda version: version.effective_from)):
            if one.valid.overlaps(other.valid):
                words = f"holds on {other.effective_from} beside {one.file} ({one.valid}); end that one before"
                yield Misplaced("$.effective_from", words, file=other.file)
            if one.parent != other.parent:
                words = f"'{other.parent}' is not the parent that {one.file} names: {one.parent}"
                yield Misplaced("$.parent", words, file=other.file)
    for profile in profiles:
        for index, report in enumerate(profile.report):
            if not falls_due(report, profile.valid, WorkCalendar.vietnam()):
                words = f"'{report.id}' never falls due from {profile.valid.first} to {profile.valid.last}"
                yield Misplaced(f"$.report[{index}]", words, file=profile.file)
