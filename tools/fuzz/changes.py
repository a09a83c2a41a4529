"""Làm hỏng — changes of good files and of command lines, by the dice that are given."""

from __future__ import annotations

import contextlib
import copy
import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import tomli_w

from .seeds import EXAMPLES, Seed, seeds

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
