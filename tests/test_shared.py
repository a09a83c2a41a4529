"""What a process shares: built once however many ask at once, bounded, and written by nobody."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import tiepdan
from tiepdan import OutsideCoverage, WorkCalendar

SOURCE = Path(tiepdan.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_KEPT = 1_024

EIGHT_AT_ONCE = """
import sys
from threading import Barrier, Thread

sys.setswitchinterval(1e-5)
from tiepdan import Law, Profiles, WorkCalendar
from tiepdan.calendars import building, coverage, decisions, tables, work
from tiepdan.cases import lifecycle
from tiepdan.law import registry
from tiepdan.plans import profiles, provinces

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
asked = [WorkCalendar.vietnam, Law.vietnam, lifecycle.lifecycles, Profiles.vietnam, provinces.Provinces.vietnam]
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

FOUR_HUNDRED_DAYS = """
import gc, tracemalloc
from datetime import date, timedelta
from tiepdan import WorkCalendar, compute_deadline

def ask(days):
    for n in days:
        calendar = WorkCalendar.vietnam(known_on=date(2025, 11, 1) + timedelta(days=n))
        compute_deadline("complaint.first.acceptance", date(2026, 6, 30), calendar=calendar).explain()
    gc.collect()
    return tracemalloc.get_traced_memory()[0] // 1024

WorkCalendar.vietnam()
tracemalloc.start()
print(ask(range(0, 400, 40)), ask(range(0, 400)))
"""


def told(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout


def test_eight_threads_that_ask_at_once_wait_for_the_one_that_builds() -> None:
    counts = ast.literal_eval(told(EIGHT_AT_ONCE))
    years, lifecycles = (len([*(SOURCE / "data" / place).glob(names)]) for place, names in
                         (("calendars", "2*.toml"), ("cases", "*.toml")))  # fmt: skip
    assert counts == {"build": 1, "assemble": 1, "read_decisions": years, "_read": lifecycles}


def test_calendars_known_on_four_hundred_days_keep_no_more_than_those_of_ten() -> None:
    few, many = map(int, told(FOUR_HUNDRED_DAYS).split())  # KiB
    assert many < few + 2_048
    assert many < 24 * 1_024


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


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_what_is_cached_by_what_a_caller_gives_is_bounded(path: Path) -> None:
    """A bare `cache` is for functions without arguments; all others say how much they keep."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef):
            continue
        arguments = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        given = [name for name in arguments if name != "cls"] + [
            one.arg for one in (node.args.vararg, node.args.kwarg) if one
        ]
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
