"""Dữ liệu kèm theo — the files that come with the package, wherever it lies: in a folder or in a zip."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable


def shipped_file(place: str) -> Traversable:
    """The file at that place of the data, as `provinces.toml`.

    >>> shipped_file("provinces.toml").is_file()
    True
    """
    return resources.files(__package__).joinpath("data", *place.split("/"))


def shipped_files(folder: str) -> tuple[tuple[str, Traversable], ...]:
    """The TOML files of a folder of the data and of its subfolders, each with its place in it, in order of places.

    >>> [place for place, _ in shipped_files("cases")][:2]
    ['complaint-first.toml', 'complaint-second.toml']
    """
    return tuple(sorted(_within(shipped_file(folder), ""), key=lambda named: named[0].split("/")))


def _within(folder: Traversable, place: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _within(entry, f"{place}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield place + entry.name, entry
