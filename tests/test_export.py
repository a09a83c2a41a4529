"""Exports: the same agenda, the same bytes; read back by programs that know the format."""

from __future__ import annotations

import builtins
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tiepdan import Agenda, InvalidValue, MissingExtra
from tiepdan.export import agenda_data, agenda_ics, agenda_markdown, as_json, write_all


def events(agenda: Agenda) -> list[Any]:
    return list(icalendar.Calendar.from_ical(agenda_ics(agenda)).walk("VEVENT"))


def test_json_holds_each_item_in_the_promised_shape(agenda: Agenda) -> None:
    data = json.loads(as_json(agenda_data(agenda)))
    assert data["schema"] == "tiepdan/agenda/1"
    assert data["data_as_of"] == "2026-11-20"
    promised = {"id", "kind", "date", "start", "end", "who", "on_behalf_of", "what", "where", "result", "status",
                "basis", "recipients", "certainty", "citations"}  # fmt: skip
    assert all(promised <= set(item) for item in data["items"])
    assert len(data["items"]) == len(agenda.items)
    assert data["summary"]["excluded"] == len(data["excluded"]) == 160
    assert {"severity", "code", "message_vi", "message_en", "citation", "where", "doubts"} == set(data["findings"][0])


def test_a_calendar_program_reads_each_item_with_its_own_uid(agenda: Agenda) -> None:
    found = events(agenda)
    assert len({str(event["UID"]) for event in found}) == len(found) == len(agenda.items)


def test_a_session_is_an_hour_in_vietnam_and_a_last_day_a_whole_day(agenda: Agenda) -> None:
    by_uid = {str(event["UID"]): event for event in events(agenda)}
    session = by_uid["binh-phuoc-2025.buoi-sang.2026-01-10@tiepdan"]
    assert session.decoded("DTSTART").astimezone(UTC) == datetime(2026, 1, 10, 0, 0, tzinfo=UTC)
    assert session["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert session.decoded("DTSTAMP") == datetime(2026, 11, 20, tzinfo=UTC)
    report = by_uid["binh-phuoc-2025.bao-cao-06-thang.2026-H1.commune@tiepdan"]
    assert (report.decoded("DTSTART"), report.decoded("DTEND")) == (date(2026, 5, 12), date(2026, 5, 13))
    assert "UBND tỉnh (qua Sở Nội vụ)" in str(report["DESCRIPTION"])


def test_a_session_to_be_postponed_is_tentative(agenda: Agenda) -> None:
    tentative = [event for event in events(agenda) if event["STATUS"] == "TENTATIVE"]
    assert len(tentative) == agenda.summary.to_postpone
    assert all(str(event["SUMMARY"]).startswith("[PHẢI LÙI LỊCH]") for event in tentative)


def test_the_time_zone_is_defined_in_the_file(agenda: Agenda) -> None:
    calendar = icalendar.Calendar.from_ical(agenda_ics(agenda))
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]


def test_the_same_agenda_gives_the_same_bytes(agenda: Agenda) -> None:
    assert agenda_ics(agenda) == agenda_ics(agenda)
    assert agenda_markdown(agenda) == agenda_markdown(agenda)
    assert as_json(agenda_data(agenda)) == as_json(agenda_data(agenda))


def test_markdown_has_a_row_for_each_item_with_its_lunar_date(agenda: Agenda) -> None:
    text = agenda_markdown(agenda)
    assert "| Thứ Bảy 22/08/2026 (mùng 10 tháng 7) | 07:00–08:00 |" in text
    assert text.count("| 07:00–08:00 |") == len([item for item in agenda.items if item.kind == "reception"])
    assert "hạn cuối" in text


def test_without_icalendar_the_extra_is_named(agenda: Agenda, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'tiepdan\[ics\]'"):
        agenda_ics(agenda)


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    written = write_all(tmp_path / "new" / "folder", {"a.txt": b"1", "b.txt": b"2"})
    assert [path.read_bytes() for path in written] == [b"1", b"2"]
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(InvalidValue, match="cannot be written to"):
        write_all(blocked, {"a.txt": b"1"})
    with pytest.raises(InvalidValue):
        write_all(tmp_path / "half", {"a.txt": b"1", "b" * 300: b"2"})
    assert not list((tmp_path / "half").iterdir())


@pytest.mark.parametrize("name", ["../out.txt", "a/b.txt", "/out.txt", "..", ".", "", "..\\out.txt"])
def test_no_file_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidValue, match="is no name of a file in the folder"):
        write_all(tmp_path / "within", {"a.txt": b"1", name: b"2"})
    assert not list(tmp_path.iterdir())
