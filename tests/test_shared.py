"""What a process shares: built once however many ask at once, bounded, and written by nobody."""

from __future__ import annotations

import ast
import gc
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, time, timedelta
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import NoneType

import pytest
from attrs.exceptions import FrozenInstanceError

from tests.walk import SOURCE, SOURCES, modules
from tiepdan import Law, OutsideCoverage, TiepDanError, WorkCalendar
from tiepdan.calendars.tables import Tables
from tiepdan.frozen import FrozenDict

CACHING = {place: path for place, path in SOURCES.items() if place != "once.py"}
"""All source files but that of the decorator itself."""
MOST_KEPT = 1_024

EIGHT_AT_ONCE = """
import sys
from importlib import import_module
from threading import Barrier, Thread

sys.setswitchinterval(1e-5)
from tiepdan import Law, Profiles, WorkCalendar
from tiepdan.calendars import decisions, tables
from tiepdan.law import registry
from tiepdan.plans.provinces import Provinces

lifecycle = import_module("tiepdan.cases.lifecycle")  # whose name is that of a function of the room, too

built = []
def counted(module, name):
    real = getattr(module, name)
    def count(*args, **kwargs):
        built.append(name)
        return real(*args, **kwargs)
    setattr(module, name, count)

counted(tables, "build")
counted(registry, "assemble")
counted(decisions, "read_decisions")
counted(lifecycle, "_read")
asked = [WorkCalendar.vietnam, Law.vietnam, lifecycle.lifecycles, Profiles.vietnam, Provinces.vietnam]
barrier, found = Barrier(8), []

def ask():
    barrier.wait()
    found.append([id(one()) for one in asked])

threads = [Thread(target=ask) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len({tuple(ids) for ids in found}) == 1, found
print({name: built.count(name) for name in built})
"""


FORKED_WHILE_A_THREAD_BUILDS = """
import os, signal
from threading import Event, Thread
from tiepdan.once import once

begun, end = Event(), Event()

@once(kept=2)
def slow(wait):
    if wait:
        begun.set()
        end.wait()
    return "built"

thread = Thread(target=slow, args=[True])
thread.start()
begun.wait()
child = os.fork()
if child == 0:
    signal.alarm(10)
    print(slow(False), flush=True)
    os._exit(0)
end.set()
thread.join()
assert os.waitpid(child, 0)[1] == 0
"""


def told(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_eight_threads_that_ask_at_once_wait_for_the_one_that_builds() -> None:
    counts = ast.literal_eval(told(EIGHT_AT_ONCE))
    years, lifecycles = (len([*(SOURCE / "data" / place).glob(names)]) for place, names in
                         (("calendars", "2*.toml"), ("cases", "*.toml")))  # fmt: skip
    assert counts == {"build": 1, "assemble": 1, "read_decisions": years, "_read": lifecycles}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system that does not fork")
def test_a_process_forked_while_a_thread_builds_can_build() -> None:
    assert told(f"import warnings; warnings.simplefilter('ignore')\n{FORKED_WHILE_A_THREAD_BUILDS}") == "built\n"


def test_calendars_known_on_four_hundred_days_are_let_go() -> None:
    def alive() -> int:
        gc.collect()
        return sum(isinstance(one, (WorkCalendar, Law, Tables)) for one in gc.get_objects())

    before = alive()
    for n in range(400):
        WorkCalendar.vietnam(known_on=date(2025, 11, 1) + timedelta(days=n))
    assert alive() - before <= 3 * 8  # the last eight of each


def test_days_between_which_nothing_was_decided_share_their_tables() -> None:
    # nothing was signed from 02/01/2026 to 05/01/2026; on 25/12/2025 the swap of 02/01/2026 was decided
    one, other = (WorkCalendar.vietnam(known_on=date(2026, 1, day)) for day in (2, 5))
    assert one._tables is other._tables
    assert (one.data_as_of, other.data_as_of) == (date(2026, 1, 2), date(2026, 1, 5))
    eve, day = (WorkCalendar.vietnam(known_on=date(2025, 12, day)) for day in (24, 25))
    assert eve._tables is not day._tables
    assert (eve.is_working_day(date(2026, 1, 2)), day.is_working_day(date(2026, 1, 2))) == (True, False)
    with pytest.raises(OutsideCoverage, match="had been signed by 2000-01-01"):
        WorkCalendar.vietnam(known_on=date(2000, 1, 1))


@pytest.mark.parametrize("path", CACHING.values(), ids=CACHING)
def test_what_is_cached_by_what_a_caller_gives_is_bounded(path: Path) -> None:
    """A bare `cache` is for functions without arguments; all others say how much they keep."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef):
            continue
        arguments = node.args
        named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
        given = [one.arg for one in named if one and one.arg != "cls"]
        for decorator in node.decorator_list:
            name = ast.unparse(decorator).partition("(")[0].rpartition(".")[2]
            if name not in ("cache", "lru_cache", "once"):
                continue
            kept = [part.value for part in ast.walk(decorator) if isinstance(part, ast.Constant)]
            bounded = kept and all(isinstance(number, int) and 0 < number <= MOST_KEPT for number in kept)
            assert bounded or not given, f"{node.name} keeps a result for each of {', '.join(given)} without a bound"


def test_a_day_more_of_knowledge_is_another_calendar() -> None:
    day = date(2026, 1, 2)
    assert WorkCalendar.vietnam(known_on=day) == WorkCalendar.vietnam(known_on=day)
    assert WorkCalendar.vietnam(known_on=day) != WorkCalendar.vietnam(known_on=day + timedelta(days=1))
    assert WorkCalendar.vietnam(known_on=None) is WorkCalendar.vietnam()


def shared() -> Iterator[tuple[str, object]]:
    """What the public functions and classes give that is kept: found by walking the package."""
    for module in modules():
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
                continue
            if isinstance(value, type) and hasattr(value, "vietnam"):
                yield f"{name}.vietnam", value.vietnam()
            elif hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                yield name, value()


SHARED = dict(shared())
PLAIN = (str, int, float, Fraction, date, time, timedelta, Enum, NoneType)


def parts(value: object) -> Iterator[tuple[str, object]]:
    """What can be reached from a value by its public names, or out of it."""
    if isinstance(value, Mapping):
        yield from ((f"[{key!r}]", part) for key, part in value.items())
    elif isinstance(value, tuple | frozenset):
        yield from ((f"[{place}]", part) for place, part in enumerate(value))
    else:
        for name in dir(value):
            if not name.startswith("_") and not callable(getattr(value, name)):
                yield f".{name}", getattr(value, name)


def reached(path: str, value: object, seen: dict[int, object]) -> Iterator[tuple[str, object]]:
    """All values that can be reached, each once, with the way to it."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return
    seen[id(value)] = value
    yield path, value
    for step, part in parts(value):
        yield from reached(path + step, part, seen)


@pytest.mark.parametrize("name", SHARED)
def test_nothing_that_is_shared_can_be_written(name: str) -> None:
    tried: set[type] = set()
    for path, value in reached(name, SHARED[name], {}):
        kind = type(value)
        assert isinstance(value, (FrozenDict, tuple, frozenset)) or not isinstance(value, (Mapping, Sequence, Set)), (
            f"{path} is a {kind.__name__}, which anyone can write"
        )
        if kind in tried or isinstance(value, (Mapping, tuple, frozenset)):
            continue
        tried.add(kind)
        for step, _ in [*parts(value), (".note", None)]:
            if step.startswith("."):
                with pytest.raises((FrozenInstanceError, TiepDanError)):
                    setattr(value, step[1:], None)
                with pytest.raises((FrozenInstanceError, TiepDanError)):
                    delattr(value, step[1:])


def test_the_walk_finds_what_is_shared() -> None:
    assert {"Law.vietnam", "WorkCalendar.vietnam", "Profiles.vietnam", "Provinces.vietnam"} <= {*SHARED}
    assert {"lifecycles", "coverage", "shipped_decisions"} <= {*SHARED}
