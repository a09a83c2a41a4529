"""Ứng dụng dòng lệnh — the commands put together, and what becomes of their errors."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from cyclopts import App, CycloptsError, MissingArgumentError

from .. import __version__
from ..errors import TiepDanError, clipped, cut
from .agenda import agenda
from .calendar import calendar
from .check import check
from .day import day
from .deadline import deadline
from .lunar import lunar
from .new import new
from .output import console
from .profiles import profiles
from .reports import reports
from .roster import roster
from .rules import rules

app: App = App(
    name="tiepdan",
    help="Tiếp dân: ngày làm việc, âm lịch, lịch tiếp công dân và quy định của pháp luật cho phường, xã, đặc khu.",
    version=__version__,
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
    console=console(),
)
for _command in (day, lunar, calendar, deadline, rules, agenda, roster, reports, check, profiles, new):
    app.command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; nothing is raised, and no traceback shown."""
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()  # closed ones: nobody reads them
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        status = app(list(arguments), exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError as error:
        return _say(f"{clipped(_told(error))} (tiepdan --help shows what there is)", 2)
    except TiepDanError as error:
        return _say(str(error), 2)
    except BrokenPipeError:  # whoever read it has read enough; what is left is not written at exit either
        with suppress(io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        file = cut(str(error.filename or "the output"))
        return _say(f"{file} cannot be read or written: {error.strerror}", 2)
    except KeyboardInterrupt:
        return _say("interrupted", 130)
    except Exception as error:
        return _say(f"this is a mistake of tiepdan itself, please report it: {type(error).__name__}: {error}", 3)
    return status if isinstance(status, int) else 0


def _told(error: CycloptsError) -> str:
    """What was wrong with the command line; what is missing is called as the help calls it."""
    if isinstance(error, MissingArgumentError) and error.argument and not error.keyword and error.command_chain:
        option = error.argument.name
        name = option if error.argument.index is None else option.removeprefix("--").upper()
        return f"{' '.join(error.command_chain)}: {name} is missing; give it"
    return str(error)


def _say(message: str, status: int) -> int:
    print(f"tiepdan: {message}", file=sys.stderr)
    return status
