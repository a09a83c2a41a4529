"""The command line as a person and as a program meet it: real processes, exit status, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.paths import BINH_PHUOC, DATA, EXAMPLES, ROOT, SAMPLE_ABSENCES
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
    assert "Trực tiếp tiếp: 309; tiếp thay: 20; phải lùi lịch: 9; không tiếp: 160" in found
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
    file = tmp_path / "2050.toml"
    file.write_text(
        'schema = "tiepdan/days-off/1"\nyear = 2050\n[[decisions]]\ndocument = "Quyết định mẫu"\nissued = 2049-10-01\n'
        "swaps = [{ off = 2050-03-07, work = 2050-03-12 }]\n",
        encoding="utf-8",
    )
    found = data(capsys, "day", "--decision", str(file), "2050-03-07")
    assert (found["kind"], found["decision"], found["data_as_of"]) == ("swapped_off", "Quyết định mẫu", "2049-10-01")


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


DEADLINE = ["deadline", "complaint.first.resolution", "--from"]


def test_a_deadline_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "deadline", "complaint.first.acceptance", "--from", "2026-11-16")
    assert list(found) == [
        "schema", "rule", "event", "due", "act_by", "meaning", "version", "citations", "certainty", "doubts", "steps"
    ]  # fmt: skip
    assert (found["due"], found["version"]["valid_from"]) == ("2026-11-26", "2026-07-01")
    assert set(found["version"]) == {"valid_from", "valid_to"}
    assert found["citations"][0] == "Điều 27 Luật số 02/2011/QH13"
    assert found["steps"][5] == {
        "text": "24/11/2026 (Thứ Ba) là ngày nghỉ: nghỉ lễ, tết, Ngày Văn hóa Việt Nam",
        "date": "2026-11-24",
        "citation": "Điều 2 Nghị quyết số 28/2026/QH16",
    }


def test_a_deadline_with_all_its_circumstances(capsys: pytest.CaptureFixture[str]) -> None:
    """45 days from 15/06/2026, without 06/07 to 19/07: 30/07 and 14 days more."""
    more = ["--complex", "--suspend", "2026-07-06..2026-07-13", "--suspend", "2026-07-13..2026-07-20"]
    assert data(capsys, *DEADLINE, "2026-06-15", *more)["due"] == "2026-08-13"
    assert data(capsys, "deadline", "denunciation.resolution", "--from", "2026-06-15", "--extensions", "2")["due"] == (
        "2026-09-14"
    )
    lodging = ["deadline", "complaint.disciplinary.second.lodging", "--from", "2026-06-15"]
    assert data(capsys, *lodging, "--dismissal")["due"] == "2026-07-15"
    apology = ["deadline", "one-stop.apology", "--from", "2026-11-25", "--version-on", "2026-11-02"]
    assert data(capsys, *apology)["act_by"] == "2026-11-23"


def test_a_deadline_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    found = text(capsys, "deadline", "dialogue.notice", "--from", "2026-11-29")
    assert "Thông báo trước hội nghị đối thoại: ngày cuối cùng Chủ nhật, 22/11/2026 (theo báo chí)" in found
    assert "Ngày làm việc cuối cùng: 20/11/2026" in found
    assert "Căn cứ: Điều 43 Luật số 72/2025/QH15" in found
    explained = text(capsys, "deadline", "complaint.second.sending", "--from", "2026-11-14", "--explain")
    assert "Ngày cuối là ngày nghỉ: chuyển sang ngày làm việc tiếp theo, Thứ Hai, 23/11/2026" in explained
    assert "Chưa rõ: " in explained


def test_rules_by_name_document_and_change(capsys: pytest.CaptureFixture[str]) -> None:
    history = data(capsys, "rules", "complaint.first.acceptance")["rules"]
    assert [rule["valid_from"] for rule in history][:3] == ["2012-07-01", "2020-12-10", "2026-07-01"]
    held = data(capsys, "rules", "--document", "154/2026/NĐ-CP", "--on", "2026-11-21")["rules"]
    assert {"petition.neglect.alarm", "reception.online.notice"} <= {rule["id"] for rule in held}
    changes = data(capsys, "rules", "reception.chair.minimum", "--changes", "2026-07-01..2026-07-31")["changes"]
    assert [(one["day"], one["before"]["value"], one["after"]["value"]) for one in changes] == [
        ("2026-07-01", "ít nhất 1 ngày trong 01 tuần", "ít nhất 2 ngày trong 01 tháng")
    ]
    shown = text(capsys, "rules", "--changes", "2019-01-01..2019-01-01")
    assert "trong 60 ngày" in shown
    assert "—" in shown


def test_rules_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    """By the order of `Law.search`, with what is asked besides; the time to resolve counts from “ngày thụ lý”."""
    found = data(capsys, "rules", "--search", "thu ly KHIẾU nại", "--on", "2026-07-01")["rules"]
    assert [rule["id"] for rule in found] == [
        "complaint.first.acceptance", "complaint.second.acceptance", "complaint.disciplinary.acceptance",
        "complaint.disciplinary.resolution", "complaint.first.resolution", "complaint.second.resolution",
    ]  # fmt: skip
    cited = data(capsys, "rules", "--search", "niem yet", "--document", "01/2026/QH16")["rules"]
    assert [rule["id"] for rule in cited] == ["information.posting"]
    changes = data(capsys, "rules", "--search", "thu ly lan dau", "--changes", "2026-07-01..2026-07-01")["changes"]
    assert [change["rule"] for change in changes] == ["complaint.first.acceptance"]
    assert "Niêm yết lịch tiếp công dân" in text(capsys, "rules", "--search", "posting the reception")


def test_words_that_are_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert text(capsys, "rules", "--search", "khongcochunao") == (
        "Không có quy tắc nào có đủ các chữ “khongcochunao”.\n"
    )
    assert data(capsys, "rules", "--search", "khongcochunao")["rules"] == []
    assert text(capsys, "rules", "petition.processing", "--search", "posting") == "Không có quy tắc nào như vậy.\n"


def test_a_rule_that_ended(capsys: pytest.CaptureFixture[str]) -> None:
    name = "information.request.on-site"
    shown = " ".join(text(capsys, "rules", name).replace("│", " ").split())
    assert "đến trước 01/09/2026" in shown
    assert "thay bằng information.request" in shown
    (rule,) = data(capsys, "rules", name)["rules"]
    assert (rule["ended_on"], rule["ended_with"], rule["replaced_by"]) == (
        "2026-09-01", "104/2016/QH13", "information.request"
    )  # fmt: skip
    held = data(capsys, "rules", "petition.processing")["rules"][-1]
    assert (held["ended_on"], held["ended_with"], held["replaced_by"]) == (None, None, None)
    assert text(capsys, "rules", name, "--on", "2026-09-01") == (
        f"Không có phiên bản nào: {name} hết hiệu lực từ 01/09/2026 cùng văn bản số 104/2016/QH13; "
        "thay bằng information.request.\n"
    )
    assert "information.request" in text(capsys, "rules", name, "--changes", "2026-09-01..2026-09-01")


def test_a_law_of_ones_own_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "law.toml"
    file.write_text(
        """schema = "tiepdan/law/1"
[document]
number = "99/2026/QĐ-UBND"
kind = "Quyết định"
title = "mẫu"
issuer = "UBND tỉnh"
signed = 2026-11-20
effective = 2027-01-01
checked_on = 2026-11-20
certainty = "settled"
[[versions]]
rule = "petition.processing"
valid_from = 2027-01-01
citations = ["Điều 3"]
value = { amount = 5, unit = "working-day" }
""",
        encoding="utf-8",
    )
    found = data(capsys, "deadline", "petition.processing", "--from", "2027-01-04", "--law", str(file))
    assert (found["due"], found["citations"][0]) == ("2027-01-11", "Điều 3 Quyết định số 99/2026/QĐ-UBND")
    assert len(data(capsys, "rules", "petition.processing", "--law", str(file))["rules"]) == 2


LINES = """\
{"kind": "complaint", "id": "01/2026", "events": [{"kind": "received", "on": "2026-07-01"}]}
{"kind": "complaint", "id": "02/2026", "events": [
{"kind": "petition", "id": "03/2026", "events": [{"kind": "received", "on": "2026-11-20"}]}
"""


def test_a_file_of_cases_is_checked_and_its_broken_line_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(LINES, encoding="utf-8")
    assert run(["check", str(file), "--on", "2026-07-13"]) == 2
    output = capsys.readouterr()
    assert "LỖI: 01/2026: Thụ lý khiếu nại lần đầu: quá hạn 3 ngày (hạn 10/07/2026)" in output.out
    assert "line 2: is not JSON" in output.err
    file.write_text(LINES.splitlines()[0], encoding="utf-8")
    assert run(["check", str(file), "--on", "2026-07-13", "--json"]) == 1
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["where"], finding["severity"]) == ("case.overdue", "01/2026", "error")
    assert run(["check", str(file), "--on", "2026-07-10"]) == 0
    file.write_text(LINES.splitlines()[2], encoding="utf-8")
    assert data(capsys, "check", str(file), "--on", "2026-11-21") == {"schema": "tiepdan/findings/1", "findings": []}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere.jsonl", "--on", "2026-07-01"], "nowhere.jsonl: 1 mistake\n  $: cannot be read"),
        (["check", "nowhere.jsonl"], "give --on"),
        (["check", str(BINH_PHUOC)], "give --from and --to"),
        (["check", str(BINH_PHUOC), "--from", "2026-02-01", "--to", "2026-01-01"], "swap the two days"),
        ([*DEADLINE, "2026-13-01"], "--from: '2026-13-01' is not a date"),
        ([*DEADLINE, "2016-12-31"], "counting.start has no version on 2016-12-31"),
        ([*DEADLINE, "2026-07-01", "--dismissal"], "has no variant 'dismissal' (buộc thôi việc)"),
        ([*DEADLINE, "2026-07-01", "--extensions", "four"], "four"),
        ([*DEADLINE, "2026-07-01", "--suspend", "2026-07-06"], "--suspend: '2026-07-06' is not two dates"),
        ([*DEADLINE, "2026-07-01", "--suspend", "2026-07-06..x"], "--suspend: 'x' is not a date"),
        ([*DEADLINE, "2026-07-01", "--suspend", "2026-07-06..2026-07-01"], "before it starts"),
        ([*DEADLINE, "2026-07-01", "--law", "nowhere.toml"], "cannot be read"),
        (["deadline", "complaint.first", "--from", "2026-07-01"], "did you mean 'complaint.first."),
        (["deadline", "one-stop.apology", "--from", "2026-07-01"], "give it as version_on"),
        (["deadline", "one-stop.apology", "--from", "2026-07-01", "--version-on", "x"], "--version-on: 'x' is not"),
        (["rules", "reception.chair"], "did you mean 'reception."),
        (["rules", "xyz"], "there is no rule 'xyz'; find rules by words: Law.search, tiepdan rules --search"),
        (["rules", "--search", "…"], "'…' has no word to look for"),
        (["deadline", "information.request.online", "--from", "2026-09-01"], "information.request took its place"),
        (["rules", "--changes", "2026-07-02..2026-07-01"], "--changes: 2026-07-01 lies before 2026-07-02"),
        (["rules", "--document", "136/2025/QH16"], "did you mean '136/2025/QH15'"),
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
        (["calendar", "2026.5"], "'2026.5' is not a whole number; write it in digits"),
        (["calendar", "0x7EA"], "'0x7EA' is not a whole number"),
        (["reports", str(BINH_PHUOC), "--year", "2025.6"], "--year: '2025.6' is not a whole number"),
        (["roster", str(BINH_PHUOC), "--year", "2_026"], "--year: '2_026' is not a whole number"),
        ([*DEADLINE, "2026-07-01", "--extensions", "0.6"], "'0.6' is not a whole number"),
        (["day", "2026-02-17", "--known-on", "2000-01-01"], "had been signed by 2000-01-01"),
        (["check", "nowhere.jsonl", "--on", "2026-07-01", "--json"], "cannot be read"),
        (["profiles", "--province", "Bình Phước"], "give it with --on"),
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


def test_a_folder_in_the_place_of_a_file_leaves_the_others_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "binh-phuoc-2025.md"
    taken.mkdir()
    assert run([*AGENDA, "--out", str(tmp_path)]) == 2
    assert f"there is a folder where a file is to be written: {taken}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [taken]


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    plain = (EXAMPLES / "nhon-hung-2024.toml").read_bytes()
    marked = tmp_path / "plan.toml"
    marked.write_bytes(b"\xef\xbb\xbf" + plain)
    assert run(["agenda", str(marked), "--from", "2024-04-01", "--to", "2024-06-30", "--json"]) == 0


def test_a_file_nested_beyond_all_measure_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deep = tmp_path / "deep.toml"
    deep.write_text("a = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    assert run(["agenda", str(deep), "--from", "2026-01-01", "--to", "2026-01-31"]) == 2
    assert "$: is nested deeper than 32" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["calendar 2027", "rules --json", "roster --help", "--help"])
def test_who_has_read_enough_is_no_mistake(command: str) -> None:
    """A reader such as `head` closes the pipe."""
    main = "from tiepdan.cli import main; main()"
    writer = subprocess.Popen(
        [sys.executable, "-c", main, *command.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout
    assert writer.stderr
    writer.stdout.close()
    assert (writer.wait(), writer.stderr.read()) == (0, b"")
    writer.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full here")
def test_an_output_that_is_full_is_said() -> None:
    command = [sys.executable, "-c", "from tiepdan.cli import main; main()", "rules", "--json"]
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (found.returncode, found.stderr) == (
        2,
        b"tiepdan: the output cannot be read or written: No space left on device\n",
    )


def test_a_roster_that_cannot_be_overwrites_nothing_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the sample staff, mau-01 to mau-04 may lead; all four are away on mùng 1, 29/01/2025."""
    away = "".join(
        f'\n[[absence]]\nperson = "mau-{n:02}"\nfirst = 2025-01-29\nlast = 2025-01-29\nground = "leave"\n'
        for n in (1, 2, 3, 4)
    )
    staff = tmp_path / "staff.toml"
    staff.write_text((EXAMPLES / "sample-staff.toml").read_text(encoding="utf-8") + away, encoding="utf-8")
    out, plan = tmp_path / "out", str(EXAMPLES / "bac-son-tet-2025.toml")
    assert run(["roster", plan, "--out", str(out)]) == 0
    assert "tốt nhất, đã chứng minh" in capsys.readouterr().out
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run(["roster", plan, "--staff", str(staff), "--out", str(out)]) == 1
    said = capsys.readouterr().out
    assert "Lãnh đạo trực cần 1 người" in said
    assert "Đã ghi" not in said
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_plan_on_a_profile_of_ones_own_is_checked_and_rostered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, folder = tmp_path / "plan.toml", str(DATA / "profiles")
    assert run(["new", "phường Mẫu", "--profile", "monthly", "--profiles", folder, "--out", str(plan)]) == 0
    period = ["--from", "2026-01-01", "--to", "2026-03-31"]
    assert run(["check", str(plan), *period]) == 2
    assert "there is no profile 'monthly'" in capsys.readouterr().err
    assert run(["check", str(plan), *period, "--profiles", folder]) == 0
    assert run(["roster", str(plan), "--profiles", folder]) == 2
    assert "orders no duty" in capsys.readouterr().err


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
