"""The command line as a person and as a program meet it: real processes, exit status, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.paths import BINH_PHUOC, EXAMPLES, ROOT, SAMPLE_ABSENCES
from tests.test_plans import FIVE, edited
from tiepdan.cli.app import run

AGENDA = ["agenda", str(BINH_PHUOC), "--from", "2026-01-01", "--to", "2027-12-31", "--absences", str(SAMPLE_ABSENCES)]


def process(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from tiepdan.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=False)


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def text(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def test_the_agenda_twice_is_the_same_bytes() -> None:
    one, two = process(*AGENDA, "--json"), process(*AGENDA, "--json")
    assert one.returncode == 0
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["summary"]["held"] == 309


def test_the_agenda_as_files_twice_is_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("one", "two"):
        assert "Đã ghi" in text(capsys, *AGENDA, "--out", str(tmp_path / folder))
    one, two = (sorted((tmp_path / folder).iterdir()) for folder in ("one", "two"))
    assert [path.suffix for path in one] == [".ics", ".json", ".md"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_the_agenda_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    found = text(capsys, *AGENDA)
    assert "Trực tiếp tiếp: 309; tiếp thay: 20; phải lùi lịch: 9; không tiếp do trùng lịch: 160" in found
    assert "Chú ý: " in found


@pytest.mark.parametrize(
    ("day", "kind", "working", "certainty", "doubts"),
    [
        ("2026-08-22", "make_up", True, "settled", 0),
        ("2026-11-24", "statutory", False, "settled", 0),
        ("2027-02-04", "statutory", False, "settled", 0),
        ("2029-11-26", "working", True, "projected", 1),
        ("2030-01-31", "statutory", False, "projected", 1),
        ("2030-02-07", "working", True, "projected", 0),
    ],
)
def test_day(
    capsys: pytest.CaptureFixture[str], day: str, kind: str, working: bool, certainty: str, doubts: int
) -> None:
    found = data(capsys, "day", day)
    assert (found["kind"], found["working"], found["certainty"]) == (kind, working, certainty)
    assert len(found["doubts"]) == doubts
    assert found["schema"] == "tiepdan/day/1"


def test_day_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    found = text(capsys, "day", "2026-04-27")
    assert found.startswith("Thứ Hai 27/04/2026 — 11 tháng 3 năm Bính Ngọ")
    assert "khoản 3 Điều 111 Bộ luật số 45/2019/QH14" in found
    assert "Quyết định: 9859/VPCP-KGVX" in text(capsys, "day", "2026-08-22")
    assert "Chưa rõ: Ngày Văn hóa" in text(capsys, "day", "2029-11-26")


def test_day_as_it_was_known_then(capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "day", "2026-01-02", "--known-on", "2025-12-24")["kind"] == "working"
    assert data(capsys, "day", "2026-01-02", "--known-on", "2025-12-25")["kind"] == "swapped_off"


def test_day_with_a_decision_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "2028.toml"
    file.write_text(
        'schema = "tiepdan/days-off/1"\nyear = 2028\n[[decisions]]\ndocument = "Quyết định mẫu"\nissued = 2027-10-01\n'
        "swaps = [{ off = 2028-01-31, work = 2028-02-05 }]\n",
        encoding="utf-8",
    )
    found = data(capsys, "day", "--decision", str(file), "2028-01-31")
    assert (found["kind"], found["decision"], found["data_as_of"]) == ("swapped_off", "Quyết định mẫu", "2027-10-01")


def test_lunar_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "lunar", "2030-02-02")["lunar"]["text"] == "mùng 1 tháng Giêng năm Canh Tuất"
    words = "mùng 1 tháng Giêng năm Đinh Mùi"
    assert data(capsys, "lunar", "--from-lunar", words, "--near", "2026-11-21")["date"] == "2027-02-06"
    assert "06/02/2027 là mùng 1 tháng Giêng năm Đinh Mùi" in text(capsys, "lunar", "2027-02-06")


def test_calendar_of_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "calendar", "2026")
    assert (found["working_days"], found["tet_break"]) == (249, {"first": "2026-02-14", "last": "2026-02-22"})
    assert "Số ngày làm việc: 249" in text(capsys, "calendar", "2026")
    assert data(capsys, "calendar", "2030")["certainty"] == "projected"


def test_rules_in_force_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    def minimum(day: str) -> str:
        rules = data(capsys, "rules", "--on", day)["rules"]
        return next(str(rule["value"]) for rule in rules if rule["id"] == "reception.chair.minimum")

    assert minimum("2026-06-30") == "ít nhất 1 ngày trong 01 tuần"
    assert minimum("2026-07-01") == "ít nhất 2 ngày trong 01 tháng"
    assert "khoản 4 Điều 24 Luật" in " ".join(text(capsys, "rules").split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["day", "2026-02-30"], "DATE: '2026-02-30' is not a date"),
        (["day", "2026-08-22T07:00"], "'2026-08-22T07:00' is not a civil date; write it as 2026-08-22"),
        (["day", "2054-01-01"], "covered here: 2013-01-01..2053-12-31"),
        (["day", "2026-01-02", "--known-on", "soon"], "--known-on: 'soon' is not a date"),
        (["lunar"], "give either a civil date"),
        (["lunar", "1899-12-31"], "1900-01-31..2200-02-14"),
        (["lunar", "--from-lunar", "mùng 1 tháng Giêng năm Đinh Mùi"], "5 days (1907, 1967, 2027, 2087, 2147)"),
        (["lunar", "--from-lunar", "30/2/2026"], "its days are 1 to 29"),
        (["calendar", "2012"], "2013-01-01..2053-12-31"),
        (["calendar", "next"], "next"),
        (["rules", "--on", "x"], "--on: 'x' is not a date"),
        ([*AGENDA, "--format", "docx"], "there is no format 'docx'; there are: ics, json, md"),
        (["agenda", str(BINH_PHUOC), "--from", "2026-12-31", "--to", "2026-01-01"], "swap the two days"),
        (["agenda", str(BINH_PHUOC), "--from", "2026-01-01", "--to", "2060-01-01"], "2013-01-01..2053-12-31"),
        (["agenda", "nowhere.toml", "--from", "2026-01-01", "--to", "2026-01-31"], "cannot be read"),
        (["agenda", str(EXAMPLES), "--from", "2026-01-01", "--to", "2026-01-31"], "cannot be read"),
        (["agenda", str(BINH_PHUOC), "--to", "2026-01-31"], "--from"),
        (["agendas"], "agenda"),
    ],
)
def test_bad_input_is_one_clear_message_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(arguments) == 2
    output = capsys.readouterr()
    assert words in output.err
    assert "Traceback" not in output.err
    assert not output.out


def test_a_plan_with_five_mistakes_writes_nothing_and_names_them_all(tmp_path: Path) -> None:
    plan, out = edited(tmp_path, *FIVE), tmp_path / "out"
    found = process("agenda", str(plan), "--from", "2026-01-01", "--to", "2026-01-31", "--out", str(out))
    assert found.returncode == 2
    assert not found.stdout
    assert not out.exists()
    for path in ("$.reception[0].when.from", "$.reception[0].venu", "$.delegation[0]", "$.report[1].id",
                 "$.effective_from"):  # fmt: skip
        assert path in found.stderr.decode()


def test_an_output_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert run([*AGENDA, "--out", str(blocked)]) == 2
    assert "cannot be written to" in capsys.readouterr().err


def test_a_mistake_of_ours_is_status_3_without_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("tiepdan.cli.day.read_calendar", broken)
    assert run(["day", "2026-01-02"]) == 3
    assert "please report it: ZeroDivisionError: planted" in capsys.readouterr().err


def test_an_interruption_is_status_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tiepdan.cli.day.read_calendar", interrupted)
    assert run(["day", "2026-01-02"]) == 130


def test_without_the_extra_the_command_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['cyclopts'] = None; from tiepdan.cli import main; main()"
    found = subprocess.run([sys.executable, "-c", code, "day"], capture_output=True, check=False)
    assert found.returncode == 2
    assert b"pip install 'tiepdan[cli]'" in found.stderr
