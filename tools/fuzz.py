"""Thử bằng đầu vào hỏng — every kind of file and the command line, changed at random but by a seed, again and again.

    python tools/fuzz.py --seconds 600 --seed 1
    python tools/fuzz.py --seed 1 --only 4711        # that input once more, with its traceback

What must hold for each input: it is read, or refused by an error of ours (`TiepDanError`, exit status 0, 1 or 2);
within two seconds of the processor; and what is said of it is short. An input is known by the seed and its number.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import io
import json
import random
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from datetime import time as time_of_day
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import attrs
import tomli_w

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tiepdan import (  # noqa: E402
    DateRange,
    InvalidFile,
    Law,
    Plan,
    TiepDanError,
    WorkCalendar,
    assess,
    expand,
    load_absences,
    load_plan,
    load_roster,
    load_staff,
    solve_roster,
    to_dict,
)
from tiepdan.agenda import due_reports  # noqa: E402
from tiepdan.audit import minimum_findings, record_findings  # noqa: E402
from tiepdan.cases import Case  # noqa: E402
from tiepdan.cli.app import run as run_command  # noqa: E402
from tiepdan.duty import check_roster  # noqa: E402
from tiepdan.errors import MOST_TOLD, MOST_WORDS  # noqa: E402
from tiepdan.export import agenda_data, agenda_markdown, as_json  # noqa: E402
from tiepdan.plans import Profiles, load_overlay  # noqa: E402
from tiepdan.reception import Record  # noqa: E402
from tiepdan.records import from_dict, read_json_lines  # noqa: E402

EXAMPLES, DATA, TESTS = ROOT / "examples", ROOT / "src" / "tiepdan" / "data", ROOT / "tests"
SPRING = DateRange(date(2026, 2, 1), date(2026, 4, 15))
LONGEST = 2.0
"""How many seconds of the processor one input may take."""

UTC_7 = timezone(timedelta(hours=7))

HOSTILE: Sequence[Any] = (
    "", " ", "a", "A\nB", "\0", "\x1b]0;x\x07", "\u202e", "\ufeff", "a\u0301\u0316" * 60, "Đ" * 90, "x" * 5_000,
    "../../etc/hostname",
    "/dev/zero", "%s%n{}", "{x", "{ho_ten}", "'; --", "22/KH-A" + ".A" * 40 + "!", "7h" + " " * 500 + "x", "07:00",
    "24:00", "0٧:00", "²",
    "2026-02-30", "22/8/2026", "31/2", "29/2", "1/13", "mùng 30 tháng Giêng", "5th mon", "last fri", "0%", "1/3",
    "0/0", "999%", "Điều 1",
    "commune", "district", "month", "week", "year", "working-day", "once", "chu-tich", "id", "-1", "1e9",
    0, 1, -1, 2, 7, 13, 28, 31, 32, 366, 10_000, 2**31, 10**12, 10**17, -(10**17), 10**40, 0.5, 1e300, float("nan"),
    float("inf"), True, False,
    [], [[]], {}, {"a": {}}, [0], [""], [{}], {"kind": "complaint"}, {"name": "x"},
    date.min, date.max, date(1, 1, 2), date(9999, 12, 30), date(2012, 12, 31), date(2013, 1, 1), date(2053, 12, 31),
    date(2054, 1, 1),
    date(2024, 2, 29), date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 2, 16),
    date(2026, 2, 17),
    datetime.fromisoformat("2026-02-17T07:30"), datetime(2026, 2, 17, 7, 30, tzinfo=UTC_7),
    datetime.fromisoformat("0001-01-01T00:00"), datetime.fromisoformat("9999-12-31T23:59"),
    time_of_day(0, 0), time_of_day(23, 59), time_of_day(7, 30, 15), time_of_day(7, 30, 0, 1),
)  # fmt: skip
"""Values that are put in the place of others."""


@attrs.frozen
class Seed:
    """A good file to begin with: its kind, its name beside others, and its content."""

    kind: str
    name: str
    content: bytes

    @property
    def is_toml(self) -> bool:
        """Whether it is TOML, else JSON or lines of it."""
        return self.name.endswith(".toml")


@attrs.frozen
class Outcome:
    """What became of an input: `said` where something did not hold."""

    kind: str
    refused: bool
    seconds: float
    said: str = ""


class TooSlow(BaseException):
    """The time of an input is over; no `except Exception` takes it."""


@cache
def seeds() -> dict[str, tuple[Seed, ...]]:
    """The good files by their kinds, as examples, tests and the package have them."""
    found: list[Seed] = []

    def add(kind: str, paths: Iterator[Path]) -> None:
        found.extend(Seed(kind, path.name, path.read_bytes()) for path in sorted(paths))

    add("plan", (path for path in EXAMPLES.glob("*-20*.toml")))
    add("plan", EXAMPLES.glob("variations/*.toml"))
    add("included", EXAMPLES.glob("sample-other-receptions.toml"))
    add("staff", EXAMPLES.glob("sample-staff.toml"))
    add("absences", EXAMPLES.glob("sample-absences.toml"))
    add("profile", (TESTS / "data" / "profiles").glob("*.toml"))
    add("profile", (DATA / "profiles" / "dong-nai").glob("*.toml"))
    add("law", (path for path in (DATA / "law").glob("*.toml") if path.stat().st_size < 10_000))
    add("decision", (DATA / "calendars").glob("2*.toml"))
    cases = [
        tomllib.loads(path.read_text("utf-8"))["case"] for path in sorted((TESTS / "answers/cases").glob("*.toml"))
    ]
    for number, group in enumerate([cases[i : i + 4] for i in range(0, len(cases), 4)]):
        found.append(
            Seed("cases", f"cases-{number}.jsonl", lines_of([to_dict(from_dict(Case, case)) for case in group]))
        )
    found.append(Seed("records", "records.jsonl", lines_of(RECORDS)))
    found.append(Seed("overlay", "overlay.toml", tomli_w.dumps(OVERLAY).encode()))
    plan = load_plan(EXAMPLES / "binh-phuoc-2025.toml")
    reports = [
        {"report": one.id, "on": date(2026, 3, 16)}
        for one in due_reports(plan, DateRange.year(2026), calendar=calendar())
    ]
    sent = {"schema": "tiepdan/sent-reports/1", "sent": reports[:3]}
    found.append(Seed("sent", "sent.toml", tomli_w.dumps(sent).encode()))
    found.append(Seed("roster", "roster.json", as_json(to_dict(solved())).encode()))
    return {kind: tuple(one for one in found if one.kind == kind) for kind in dict.fromkeys(one.kind for one in found)}


RECORDS: Sequence[dict[str, Any]] = (
    {"kind": "session", "id": "binh-phuoc-2025/buoi-sang/2026-03-27", "day": "2026-03-27", "events": [
        {"kind": "posted", "on": "2026-03-20", "channel": "website", "content": ["place", "calendar"]},
        {"kind": "held", "on": "2026-03-27", "receiver": "chu-tich"}]},
    {"kind": "visit", "id": "01", "on": "2026-03-20", "matters": ["petition", "complaint"], "outcome": "taken",
    "people": 6,
     "parties": [{"name": "Nguyễn Văn Mẫu", "identity": "000000000000", "address": "số 0 phố Mẫu"}]},
)  # fmt: skip
OVERLAY: dict[str, Any] = {
    "schema": "tiepdan/overlay/1", "id": "tai-cho", "name": "Điều chỉnh", "effective_from": date(2026, 1, 1),
    "override": [
        {"kind": "statutory", "id": "bao-cao-theo-luat", "drop": True},
        {"kind": "reception", "id": "buoi-sang", "set": {"venue": "Nhà văn hóa", "when": {
            "every": "month", "days": [5, 31], "missing_day": "last", "day_off": "next", "from": "07:00",
            "to": "08:00"}}}],
}  # fmt: skip


def lines_of(values: Sequence[dict[str, Any]]) -> bytes:
    """The values as JSON lines."""
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


@cache
def calendar() -> WorkCalendar:
    """The shipped calendar."""
    return WorkCalendar.vietnam()


@cache
def bac_son() -> Plan:
    """The plan with a duty."""
    return load_plan(EXAMPLES / "bac-son-tet-2025.toml")


def solved() -> Any:
    """A roster of the example, found in few steps."""
    staff = load_staff(EXAMPLES / "sample-staff.toml")
    return solve_roster(bac_son().duty[0], staff, calendar=calendar(), solver="constructive", steps=3_000)


def read_plan(path: Path) -> None:
    """A plan, what it comes to, and how that is written."""
    put_samples(path.parent)
    plan = load_plan(path)
    agenda = expand(plan, SPRING, calendar=calendar())
    due_reports(plan, DateRange.year(2026), calendar=calendar())
    agenda_markdown(agenda)
    as_json(agenda_data(agenda))
    list(minimum_findings(plan, agenda, calendar=calendar()))


def read_included(path: Path) -> None:
    """A plan that includes the file."""
    read_plan(beside(path, "binh-phuoc-2025.toml", ("sample-other-receptions.toml", path.name)))


def read_staff(path: Path) -> None:
    """A staff, and a roster of it."""
    solve_roster(bac_son().duty[0], load_staff(path), calendar=calendar(), solver="constructive", steps=60)


def read_absences(path: Path) -> None:
    """Absences, and the agenda with them."""
    plan = load_plan(beside(path, "binh-phuoc-2025.toml"))
    expand(plan, SPRING, calendar=calendar(), absences=load_absences(path))


def read_profile(path: Path) -> None:
    """A folder with a profile, and a plan under it."""
    folder = path.parent / "profiles"
    folder.mkdir(exist_ok=True)
    path.replace(folder / path.name)
    known = Profiles.vietnam().with_folder(folder)
    plan = load_plan(TESTS / "data" / "ward.toml", profiles=known)
    for profile in known.profile:
        if profile.file == path.name:
            text = (TESTS / "data" / "ward.toml").read_text("utf-8").replace('"statute"', json.dumps(profile.id))
            (path.parent / "ward.toml").write_text(text, "utf-8")
            plan = load_plan(path.parent / "ward.toml", profiles=known)
    expand(plan, SPRING, calendar=calendar())


def read_overlay(path: Path) -> None:
    """An overlay, and the plan under it."""
    plan = load_plan(beside(path, "binh-phuoc-2025.toml"), overlays=[load_overlay(path)])
    expand(plan, SPRING, calendar=calendar())


def read_law(path: Path) -> None:
    """A document's file over the registry, and all rules on a day."""
    law = Law.vietnam().with_file(path)
    for rule in law.rules:
        for version in rule.versions:
            str(version.value)
    law.known_on(date(2025, 1, 1))


def read_decision(path: Path) -> None:
    """A decision over the calendar, and its days."""
    decided = calendar().with_decision(path)
    decided.special_days(DateRange.year(2026))
    decided.tet_break(2026)
    decided.add_working_days(date(2026, 2, 3), 30)


def read_cases(path: Path) -> None:
    """Cases, line by line, and what is due in them."""
    with path.open("rb") as file:
        for _, case in read_json_lines(file, Case):
            if isinstance(case, Case):
                with contextlib.suppress(TiepDanError):
                    assess(case, on=date(2026, 8, 3), calendar=calendar())
            else:
                check_short(InvalidFile(path.name, case))


def read_records(path: Path) -> None:
    """Records of sessions and visits, held against the agenda."""
    with path.open("rb") as file:
        kept = [one for _, one in read_json_lines(file, Record) if isinstance(one, Record)]
    plan = load_plan(EXAMPLES / "binh-phuoc-2025.toml")
    agenda = expand(plan, SPRING, calendar=calendar())
    list(record_findings(plan, agenda, kept, on=date(2026, 4, 30), calendar=calendar(), law=Law.vietnam()))


def read_sent(path: Path) -> None:
    """Reports that were sent, by the command that reads them."""
    command(
        ["reports", str(EXAMPLES / "binh-phuoc-2025.toml"), "--year", "2026", "--on", "2026-04-01", "--sent", str(path)]
    )


def read_roster(path: Path) -> None:
    """A roster as history, and held against its plan."""
    roster, staff = load_roster(path), load_staff(EXAMPLES / "sample-staff.toml")
    check_roster(roster, bac_son().duty[0], staff, calendar=calendar())
    solve_roster(
        bac_son().duty[0], staff, calendar=calendar(), year=2026, history=(roster,), solver="constructive", steps=60
    )


def beside(path: Path, name: str, changed: tuple[str, str] = ("", "")) -> Path:
    """A copy of an example in the folder of the file, with what it includes."""
    put_samples(path.parent)
    copied = path.parent / f"of-{name}"
    copied.write_text((EXAMPLES / name).read_text("utf-8").replace(*changed), "utf-8")
    return copied


def put_samples(folder: Path) -> None:
    """The files that examples name, beside them; one that is there stays."""
    for example in EXAMPLES.glob("sample-*.toml"):
        if not (folder / example.name).exists():
            (folder / example.name).write_bytes(example.read_bytes())


DOORS: dict[str, Callable[[Path], None]] = {
    "plan": read_plan, "included": read_included, "staff": read_staff, "absences": read_absences,
    "profile": read_profile,
    "overlay": read_overlay, "law": read_law, "decision": read_decision, "cases": read_cases, "records": read_records,
    "sent": read_sent, "roster": read_roster,
}  # fmt: skip
"""By kind of file: what reads it."""


def check_short(error: TiepDanError) -> None:
    """That what an error says is short, whatever the input."""
    said = str(error).splitlines()
    if len(said) > MOST_TOLD + 2 or any(len(line) > 2 * MOST_WORDS + 500 for line in said):
        raise AssertionError(f"a message of {len(said)} lines, the longest of {max(map(len, said))} characters")


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all parts of plain data."""
    for key, part in list(
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        yield (*path, key)
        yield from places(part, (*path, key))


def part_of(data: Any, path: Sequence[Any]) -> Any:
    """What lies at a path."""
    for key in path:
        data = data[key]
    return data


def change(data: Any, dice: random.Random) -> None:
    """One change of plain data in its place."""
    ways = list(places(data))
    if not ways:
        return
    *way, key = dice.choice(ways)
    holder = part_of(data, way)
    value = holder[key]
    match dice.randrange(10):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(value))
        case 2 if isinstance(holder, dict):
            holder[dice.choice([f"{key}x", key[:-1] or "y", key.upper(), "id", "", "a" * 3000, "\x1b[1m"])] = (
                holder.pop(key)
            )
        case 3:
            holder[key] = dice.choice([str(value), [value], {"x": value}, dice.choice([0, 1, "1", True])])
        case 4 if isinstance(value, str):
            cut = dice.randrange(len(value) + 1)
            holder[key] = dice.choice(
                [value[:cut], value + value, value[cut:] + value[:cut], value.upper(), f" {value} "]
            )
        case 4 if isinstance(value, date) and not isinstance(value, datetime):
            days = dice.choice([-36_525, -366, -31, -1, 1, 31, 366, 3_653])
            with contextlib.suppress(OverflowError):
                holder[key] = value + timedelta(days=days)
        case 4 if isinstance(value, int):
            holder[key] = dice.choice([-value, value + 1, value - 1, value * 10, value * 10**9])
        case 5 | 8:
            alike = [other for other in ways if type(part_of(data, other)) is type(value)]
            holder[key] = copy.deepcopy(part_of(data, dice.choice(ways if dice.random() < 0.2 else alike)))
        case 6 if isinstance(holder, list):
            holder[key:key] = [copy.deepcopy(value)] * dice.choice([2, 2, 40, 300])
        case _:
            holder[key] = copy.deepcopy(dice.choice(HOSTILE))


def written(data: Any, seed: Seed) -> bytes | None:
    """Plain data as the file of the seed writes them; None: as such they cannot be written."""
    try:
        if seed.is_toml:
            return tomli_w.dumps(data).encode()
        if seed.kind == "roster":
            return json.dumps(data, default=str).encode()
        return b"".join(json.dumps(line, default=str).encode() + b"\n" for line in data)
    except (TypeError, ValueError, AttributeError):  # such as a key that TOML has no way to write
        return None


def broken(content: bytes, dice: random.Random) -> bytes:
    """One change of bytes that knows nothing of what they say."""
    at = dice.randrange(len(content) + 1)
    lines = content.splitlines(keepends=True)
    match dice.randrange(10):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :]
        case 2:
            return (
                content[:at]
                + dice.choice([b"\0", b"9" * 5000, b"[" * 2000, b"\xff", b"a." * 3000, b'"', b"\xef\xbb\xbf", b"NaN"])
                + content[at:]
            )
        case 3:
            return content.decode("utf-8", "replace").encode(
                dice.choice(["utf-16", "utf-16-le", "utf-8-sig", "utf-32", "utf-7"])
            )
        case 4:
            return content.replace(b"\n", dice.choice([b"\r\n", b"\r", b"\n\n", b" \n"]))
        case 5:
            return b"".join(dice.sample(lines, len(lines)))
        case 6:
            return b"".join(lines[: len(lines) // 2] + lines[len(lines) // 3 :])
        case 7:
            return content + content
        case 8:
            return content[at:] + content[:at]
        case _:
            return content.replace(
                dice.choice([b"0", b"1", b"2026", b"a"]), dice.choice([b"", b"9" * 30, b"\\u0000", b"-1"]), 3
            )


def mutated(seed: Seed, dice: random.Random) -> bytes:
    """The file of a seed with some changes."""
    content = seed.content
    if dice.random() < 0.85:
        text = content.decode()
        data: Any
        if seed.is_toml:
            data = tomllib.loads(text)
        else:
            data = json.loads(text) if seed.kind == "roster" else [json.loads(line) for line in text.splitlines()]
        for _ in range(dice.choice([1, 1, 1, 2, 2, 3, 6])):
            change(data, dice)
        content = written(data, seed) or content
    if content == seed.content or dice.random() < 0.1:
        content = broken(content, dice)
    return content


OPTIONS: dict[str, tuple[list[str], Sequence[str]]] = {
    "day": (["2026-02-17"], ("--known-on", "--decision", "--json")),
    "lunar": (["2026-02-17"], ("--from-lunar", "--near", "--json")),
    "calendar": (["2026"], ("--known-on", "--decision", "--json")),
    "deadline": (["complaint.first.resolution", "--from", "2026-07-01"],
                 ("--version-on", "--complex", "--remote", "--dismissal", "--extensions", "--suspend", "--explain",
                 "--law", "--json")),
    "rules": ([], ("RULE", "--on", "--changes", "--document", "--law", "--json")),
    "agenda": (["PLAN", "--from", "2026-02-01", "--to", "2026-02-28"],
               ("--absences", "--out", "--format", "--profiles", "--overlay", "--roster", "--decision", "--json")),
    "roster": (["DUTY", "--solver", "constructive", "--staff", "STAFF"],
               ("--year", "--duty", "--history", "--limit", "--out", "--format", "--overlay", "--decision", "--json")),
    "reports": (["PLAN", "--year", "2026"], ("--on", "--sent", "--profiles", "--overlay", "--law", "--decision",
    "--json")),
    "check": (["PLAN", "--from", "2026-02-01", "--to", "2026-02-28"],
              ("--on", "--absences", "--records", "--profiles", "--overlay", "--law", "--decision", "--json")),
    "profiles": ([], ("--on", "--province", "--profiles", "--json")),
    "new": (["phường Mẫu", "--profile", "dong-nai"], ("--from", "--out", "--profiles")),
}  # fmt: skip
"""By command: arguments that are right, and what may follow them."""

WORDS: Sequence[str] = (
    "2026-02-17", "22/8/2026", "2026-13-01", "0001-01-01", "9999-12-31", "2012-12-31", "2054-01-01", "2026", "0",
    "-1", "1e3", "9" * 40, "",
    " ", "a\x1b", "x" * 9_000, "\udcff", "2026-07-06..2026-07-20", "2026-07-20..2026-07-06", "..",
    "mùng 1 tháng Giêng năm Đinh Mùi",
    "30/12", "tết", "rằm tháng 7", "md", "md,json", "ics,,", "reception.chair.minimum", "complaint.first",
    "42/2013/QH13",
    "22/KH-A" + ".A" * 30 + "!", "Đồng Nai", "dong-nai", "nhà", "--", "--json", "--help", "--version", "-h", "FILE",
    "FOLDER", "/dev/null",
)  # fmt: skip


def command_line(dice: random.Random, folder: Path) -> list[str]:
    """Arguments of a command, some right, some changed; files that they name lie in the folder."""
    name = dice.choice(list(OPTIONS))
    right, more = OPTIONS[name]
    files = {"PLAN": EXAMPLES / "binh-phuoc-2025.toml", "DUTY": EXAMPLES / "bac-son-tet-2025.toml",
             "STAFF": EXAMPLES / "sample-staff.toml"}  # fmt: skip
    arguments = [str(files.get(one, one)) for one in right]
    for option in dice.sample(list(more), dice.randrange(min(4, len(more)) + 1)):
        arguments += [option] if option.startswith("--") else []
        if option not in ("--json", "--complex", "--remote", "--dismissal", "--explain"):
            arguments.append(str(folder / "out") if option == "--out" else dice.choice(WORDS))
    for _ in range(dice.choice([0, 0, 1, 2])):
        at = dice.randrange(len(arguments) + 1)
        match dice.randrange(4):
            case 0 if at < len(arguments):
                del arguments[at]
            case 1 if at < len(arguments):
                arguments[at] = dice.choice(WORDS)
            case 2 if at < len(arguments):
                arguments.insert(at, arguments[at])
            case _:
                arguments.insert(at, dice.choice(WORDS))
    kind = dice.choice([*seeds()])
    seed = dice.choice(seeds()[kind])
    file = folder / seed.name
    file.write_bytes(mutated(seed, dice) if dice.random() < 0.7 else seed.content)
    put = {"FILE": str(file), "FOLDER": str(folder), "RULE": "reception.chair.minimum"}
    return [dice.choice([*OPTIONS, "x"]) if dice.random() < 0.03 else name, *(put.get(one, one) for one in arguments)]


def command(arguments: Sequence[str]) -> bool:
    """Run a command line; whether it was refused. What is no answer and no error of ours is an AssertionError."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run_command(list(arguments))
    said = err.getvalue()
    if status not in (0, 1, 2) or "Traceback" in said:
        raise AssertionError(f"status {status}: {said[:400]}")
    if status == 2 and not said.startswith("tiepdan: "):
        raise AssertionError(f"status 2 and no word: {said[:400]!r}")
    if len(said.splitlines()) > 3 * MOST_TOLD or any(len(line) > 2 * MOST_WORDS + 600 for line in said.splitlines()):
        raise AssertionError(f"{len(said)} characters on standard error")
    return status == 2


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


def main() -> int:
    """Run for some time and tell what was found; 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one input")
    asked = parser.parse_args()
    found = run(asked.seed, seconds=asked.seconds, only=asked.only, inputs=None if asked.only is None else 1)
    kinds = Counter(one.kind for one in found.values())
    for kind, count in sorted(kinds.items()):
        refused = sum(one.refused for one in found.values() if one.kind == kind)
        print(f"{kind:14} {count:7} inputs, {refused:7} refused")
    wrong = {number: one for number, one in found.items() if one.said}
    alike: dict[str, list[int]] = {}
    for number, one in wrong.items():
        alike.setdefault("\n".join(one.said.strip().splitlines()[-5:]), []).append(number)
    for said, numbers in sorted(alike.items(), key=lambda group: -len(group[1])):
        print(f"\n--- {len(numbers)} inputs, such as {numbers[:6]} ({found[numbers[0]].kind})\n{said}")
    slowest = sorted(found.items(), key=lambda item: -item[1].seconds)[:5]
    print(f"\n{len(found)} inputs, {len(wrong)} wrong in {len(alike)} ways; the slowest: "
          + ", ".join(f"{number} ({one.kind}) {one.seconds:.2f} s" for number, one in slowest))  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
