"""`--json` goes to standard output whole, whatever a person sees beside it: every command, by pipe and on a terminal.

The commands run as processes, and their bytes are read by `json.loads`.
"""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.paths import BINH_PHUOC, EXAMPLES, ROOT
from tiepdan.cli.app import app

pty = pytest.importorskip("pty", reason="a system without pseudo-terminals")

WEEK = ("--from", "2026-03-01", "--to", "2026-03-07")
CASES = '{"kind": "complaint", "id": "01/2026", "events": [{"kind": "received", "on": "2026-07-01"}]}\n'
"""One complaint, whose acceptance is due on 10/07/2026."""

COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "day": (("2026-08-22",),),
    "lunar": (("2027-02-06",),),
    "calendar": (("2026",),),
    "deadline": (("complaint.first.acceptance", "--from", "2026-06-30"),),
    "rules": (("complaint.first.acceptance",),),
    "agenda": ((str(BINH_PHUOC), *WEEK),),
    "roster": ((str(EXAMPLES / "bac-son-tet-2025.toml"),),),
    "reports": ((str(BINH_PHUOC), "--year", "2026"),),
    "check": ((str(BINH_PHUOC), *WEEK), ("CASES", "--on", "2026-07-13")),
    "profiles": ((),),
}
"""Small inputs for each command that has `--json`; CASES is a file of cases."""

CALLS = [(name, *arguments) for name, calls in COMMANDS.items() for arguments in calls]


def test_no_command_with_json_is_forgotten() -> None:
    found = set()
    for name in (name for name in app if not name.startswith("-")):
        function = app[name].default_command
        assert function
        if "json" in inspect.signature(function).parameters:
            found.add(name)
    assert found == {*COMMANDS}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cases") / "cases.jsonl"
    path.write_text(CASES, encoding="utf-8")
    return path


class Terminal:
    """A terminal that a process may write to, and what it showed."""

    def __init__(self) -> None:
        self._own, self.end = pty.openpty()
        self._shown = bytearray()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def shown(self) -> bytes:
        """All that was written, once the last writer is gone."""
        os.close(self.end)
        self._reader.join()
        os.close(self._own)
        return bytes(self._shown)

    def _read(self) -> None:
        with suppress(OSError):  # how Linux says that the last writer is gone
            while part := os.read(self._own, 65_536):
                self._shown += part


MAIN = "from tiepdan.cli import main; main()"
ALL_IN_TURN = r"""
import json, sys
from tiepdan.cli.app import run
for call in json.loads(sys.argv[1]):
    print(f"\x1f{run(call)}\x1e", end="", flush=True)
"""
"""The commands one after the other in one process, behind the answer of each its status."""


def started(code: str, *arguments: str, stdout: int, stderr: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, cwd=ROOT, env=environment)


def with_json(call: tuple[str, ...], cases: Path) -> list[str]:
    return [str(cases) if argument == "CASES" else argument for argument in (*call, "--json")]


def checked(call: tuple[str, ...], written: bytes, status: int) -> None:
    """One JSON document and nothing else; of the cases with the one finding there is."""
    assert status in (0, 1), written
    data = json.loads(written)
    assert isinstance(data, dict)
    if "--on" in call:
        assert [finding["code"] for finding in data["findings"]] == ["case.overdue"]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: Path("-".join(call[:2])).name)
def test_by_pipe_while_a_terminal_shows_what_is_not_the_answer(call: tuple[str, ...], cases: Path) -> None:
    terminal = Terminal()
    process = started(MAIN, *with_json(call, cases), stdout=subprocess.PIPE, stderr=terminal.end)
    written, _ = process.communicate()
    terminal.shown()
    checked(call, written, process.returncode)


def test_on_a_terminal(cases: Path) -> None:
    answers, messages = Terminal(), Terminal()
    calls = json.dumps([with_json(call, cases) for call in CALLS])
    status = started(ALL_IN_TURN, calls, stdout=answers.end, stderr=messages.end).wait()
    shown, beside = answers.shown(), messages.shown()
    *told, rest = shown.split(b"\x1e")
    assert (status, rest) == (0, b""), beside
    for call, answer in zip(CALLS, told, strict=True):
        written, status_of_call = answer.split(b"\x1f")
        checked(call, written, int(status_of_call))
