"""Mầm — the good files that fuzzing begins with, by their kinds."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import tomli_w

from tiepdan import DateRange, Plan, Roster, WorkCalendar, load_plan, load_staff, solve_roster, to_dict
from tiepdan.agenda import due_reports
from tiepdan.cases import Case
from tiepdan.export import as_json
from tiepdan.records import from_dict

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES, DATA, TESTS = ROOT / "examples", ROOT / "src" / "tiepdan" / "data", ROOT / "tests"


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


def solved() -> Roster:
    """A roster of the example, found in few steps."""
    staff = load_staff(EXAMPLES / "sample-staff.toml")
    return solve_roster(bac_son().duty[0], staff, calendar=calendar(), solver="constructive", steps=3_000)
