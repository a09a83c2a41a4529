"""Every error of ours comes through pickles, copies and process pools as it was."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from tests.walk import modules
from tiepdan.calendars.building import Misfit, MisfitError
from tiepdan.errors import InvalidFile, InvalidValue, Misplaced, MissingExtra, TiepDanError

MISTAKES = (Misplaced("$.a", "is missing"), Misplaced("$.b[1]", "is no day", file="phu-luc.toml"))
HOW_BUILT: dict[str, Callable[[Any], TiepDanError]] = {
    "MissingExtra": lambda kind: kind("calendars", "ics"),
    "Misplaced": lambda kind: kind("$.b[1]", "is no day", file="phu-luc.toml"),
    "InvalidFile": lambda kind: kind("plan.toml", MISTAKES),
    "MisfitError": lambda kind: kind([Misfit(0, "swaps[0].off", "2026-01-01 is off"), Misfit(1, "spans[0]", "no Tết")]),
    "Unfit": lambda kind: kind("7h", "{} is not a number"),
}
"""How a class is called whose arguments are not a message alone."""


def error_classes() -> list[type[TiepDanError]]:
    """The root and all its subclasses in all modules of the package."""
    modules()

    def below(kind: type[TiepDanError]) -> Iterator[type[TiepDanError]]:
        yield kind
        for sub in kind.__subclasses__():
            yield from below(sub)

    found = dict.fromkeys(below(TiepDanError))
    return [kind for kind in found if kind.__module__.startswith("tiepdan.")]


def built(kind: type[TiepDanError]) -> TiepDanError:
    make = HOW_BUILT.get(kind.__name__)
    error = make(kind) if make else kind("2026-02-30 is no day")
    error.add_note("read with the province's profile")
    return error


def told(error: BaseException) -> dict[str, Any]:
    """All that one can ask of an error."""
    kept = {name: getattr(error, name) for name in dir(error) if not name.startswith("_")}
    plain = {name: value for name, value in kept.items() if not callable(value)}
    plain |= {name: [told(one) for one in plain[name]] for name in ("mistakes", "exceptions") if name in plain}
    plain["args"] = repr(plain["args"])
    return {"class": type(error), "text": str(error), "notes": getattr(error, "__notes__", []), **plain}


def trips(error: TiepDanError) -> Iterator[TiepDanError]:
    """The error after each way that a value travels."""
    yield copy.copy(error)
    yield copy.deepcopy(error)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        yield pickle.loads(pickle.dumps(error, protocol))


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: str(kind.__qualname__))
def test_an_error_is_the_same_after_each_trip(kind: type[TiepDanError]) -> None:
    error = built(kind)
    for after in trips(error):
        assert told(after) == told(error)


def test_a_long_message_is_the_same_after_each_trip() -> None:
    for error in (InvalidValue("no day; " * 2_000), Misplaced("$.a" * 2_000, "is no day; " * 2_000)):
        for after in trips(error):
            assert told(after) == told(error)


def test_the_walk_finds_the_classes_that_are_called_otherwise() -> None:
    assert set(HOW_BUILT) <= {kind.__name__ for kind in error_classes()}


def test_what_an_error_says_is_still_there() -> None:
    lost = pickle.loads(pickle.dumps(MISTAKES[1]))
    assert (lost.path, lost.message, lost.file) == ("$.b[1]", "is no day", "phu-luc.toml")
    file = pickle.loads(pickle.dumps(InvalidFile("plan.toml", MISTAKES)))
    assert str(file) == "plan.toml: 2 mistakes\n  $.a: is missing\n  phu-luc.toml: $.b[1]: is no day"
    extra = copy.deepcopy(MissingExtra("the calendar", "ics"))
    assert (extra.extra, extra.msg) == ("ics", "the calendar needs the extra 'ics': pip install 'tiepdan[ics]'")
    misfits = copy.copy(MisfitError([Misfit(0, "spans[0]", "no Tết")])).misfits
    assert misfits == (Misfit(0, "spans[0]", "no Tết"),)


def test_parts_of_a_file_s_mistakes_name_the_file() -> None:
    error = InvalidFile("plan.toml", MISTAKES)
    error.add_note("read with the province's profile")
    missing, others = error.split(lambda one: isinstance(one, Misplaced) and one.path == "$.a")
    assert missing
    assert others
    parts = (missing, others, error.subgroup(InvalidFile), error.derive(MISTAKES[:1]))
    for part in parts:
        assert isinstance(part, InvalidFile)
        again = pickle.loads(pickle.dumps(part))
        assert told(again) == told(part)
        assert again.file == "plan.toml"
    assert str(missing) == "plan.toml: 1 mistake\n  $.a: is missing"
    assert missing.__notes__ == error.__notes__
    assert error.subgroup(lambda one: isinstance(one, Misplaced) and one.path == "$") is None


def broken_file() -> None:
    """What a job of a pool runs into."""
    try:
        raise InvalidFile("plan.toml", MISTAKES)
    except InvalidFile as error:
        error.add_note("in a job")
        raise


def missing_extra() -> None:
    raise MissingExtra("the calendar", "ics")


def test_a_pool_of_processes_gives_the_errors_back_and_works_on() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        with pytest.raises(InvalidFile, match="2 mistakes") as broken:
            pool.submit(broken_file).result(60)
        assert broken.value.__notes__ == ["in a job"]
        assert [one.path for one in broken.value.mistakes] == ["$.a", "$.b[1]"]
        assert "broken_file" in str(broken.value.__cause__)
        with pytest.raises(MissingExtra, match=r"tiepdan\[ics\]"):
            pool.submit(missing_extra).result(60)
        assert pool.submit(InvalidValue, "no day").result(60).args == ("no day",)
