"""Thử bằng đầu vào hỏng — every kind of file and the command line, changed at random but by a seed, again and again.

    python -m tools.fuzz --seconds 600 --seed 1
    python -m tools.fuzz --seed 1 --only 4711        # that input once more, with its traceback

What must hold for each input: it is read, or refused by an error of ours (`TiepDanError`, exit status 0, 1 or 2);
within two seconds of the processor; and what is said of it is short. An input is known by the seed and its number.
"""

from __future__ import annotations

import contextlib
import random
import signal
import tempfile
import time
import traceback
from pathlib import Path
from types import FrameType

import attrs

from tiepdan import TiepDanError

from .changes import command_line, mutated
from .doors import DOORS, check_short, command
from .seeds import seeds

LONGEST = 2.0
"""How many seconds of the processor one input may take."""


@attrs.frozen
class Outcome:
    """What became of an input: `said` where something did not hold."""

    kind: str
    refused: bool
    seconds: float
    said: str = ""


class TooSlow(BaseException):
    """The time of an input is over; no `except Exception` takes it."""


def tried(seed: int, number: int, folder: Path) -> Outcome:
    """One input, by its number: what becomes of it."""
    dice = random.Random(f"{seed}/{number}")
    kind = dice.choice([*seeds(), "plan", "cases", "command line", "command line", "command line"])
    refused, said, start = False, "", time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        signal.setitimer(signal.ITIMER_REAL, 60)
        if kind == "command line":
            refused = command(command_line(dice, folder))
        else:
            chosen = dice.choice(seeds()[kind])
            path = folder / chosen.name
            path.write_bytes(mutated(chosen, dice))
            DOORS[kind](path)
    except TooSlow:
        said = f"longer than {LONGEST:g} s\n{traceback.format_exc(limit=-6)}"
    except TiepDanError as error:
        refused = True
        try:
            check_short(error)
        except AssertionError as long:
            said = str(long)
    except Exception:
        said = traceback.format_exc(limit=-6)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return Outcome(kind, refused, time.process_time() - start, said)


def _over(number: int, frame: FrameType | None) -> None:
    raise TooSlow


def run(
    seed: int, *, inputs: int | None = None, seconds: float | None = None, only: int | None = None
) -> dict[int, Outcome]:
    """Try inputs until there are so many or the time is over; what became of them, by their numbers."""
    seeds()
    before = [(one, signal.signal(one, _over)) for one in (signal.SIGPROF, signal.SIGALRM)]
    found: dict[int, Outcome] = {}
    end = time.monotonic() + seconds if seconds is not None else None
    number = 0 if only is None else only
    try:
        while (inputs is None or len(found) < inputs) and (end is None or time.monotonic() < end):
            with tempfile.TemporaryDirectory() as folder:
                inner = Path(folder) / "inner"
                inner.mkdir()
                with contextlib.chdir(inner):
                    found[number] = tried(seed, number, inner)
            number += 1
    finally:
        for one, handler in before:
            signal.signal(one, handler)
    return found
