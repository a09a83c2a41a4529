"""After a roster is posted: exchanges, replacements, what the agenda and the files say of it, the command line."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import icalendar
import pytest

from tests.duty.offices import DESK, duty, staff
from tests.duty.test_checking import EVE, FIRST, SECOND, roster
from tests.known import CALENDAR
from tests.paths import EXAMPLES
from tiepdan import (
    Certainty,
    DateRange,
    InvalidValue,
    Roster,
    Staff,
    UnknownName,
    check_roster,
    expand,
    load_plan,
    load_staff,
    replace_person,
    solve_roster,
    swap,
)
from tiepdan.cli.app import run
from tiepdan.duty import Fixed, OwnList, RosterStatus, Shift
from tiepdan.export import agenda_ics, agenda_markdown, roster_csv, roster_ics, roster_markdown
from tiepdan.export.rosters import COLUMNS
from tiepdan.law import Severity
from tiepdan.spans import VIETNAM

BAC_SON = EXAMPLES / "bac-son-tet-2025.toml"
PLAN, SAMPLE = load_plan(BAC_SON), load_staff(EXAMPLES / "sample-staff.toml")
PARTS: dict[str, Any] = {"duty": duty(), "staff": staff(), "calendar": CALENDAR}


def served(found: Roster) -> dict[tuple[date, str], str]:
    return {(one.day, one.shift): one.person for one in found.assignments}


class TestSwap:
    def test_two_exchange_with_consent(self) -> None:
        """k0 has the day of giao thừa, k3 the night of mùng 1: exchanged, k0 rests from 07/02 07:00."""
        before = roster({(SECOND, "day", "desk"): "k2"})
        one, other = before.of("k0")[0], before.of("k3")[0]
        after = swap(before, one, other, consent=("k0", "k3"), **PARTS)
        assert served(after)[EVE, "day"] == "k3"
        assert served(after)[FIRST, "night"] == "k0"
        assert [(load.person, load.weight) for load in after.loads if load.person in ("k0", "k3")] == [
            ("k0", 5), ("k3", 1)
        ]  # fmt: skip
        assert after.note == "đã đổi ca, có đồng ý"
        assert after.objective == after.bound == ()

    def test_with_oneself(self) -> None:
        before = roster()
        with pytest.raises(InvalidValue, match="'k0' cannot exchange shifts with himself"):
            swap(before, before.of("k0")[0], before.of("k0")[1], consent=("k0",), **PARTS)

    def test_without_the_consent_of_both(self) -> None:
        before = roster()
        with pytest.raises(InvalidValue, match="needs the consent of both; missing: k3"):
            swap(before, before.of("k0")[0], before.of("k3")[0], consent=("k0",), **PARTS)

    def test_an_exchange_that_breaks_a_rule(self) -> None:
        """k1 has the nights of giao thừa and mùng 2; the day of mùng 1 would leave no rest at all."""
        before = roster()
        with pytest.raises(InvalidValue) as caught:
            swap(before, before.of("k1")[1], before.of("k2")[0], consent=("k1", "k2"), **PARTS)
        assert str(caught.value) == (
            "the exchange cannot be made: k1 rests 0 hours before the shift of 2027-02-06, not 10"
        )

    def test_an_assignment_that_is_not_there(self) -> None:
        before = roster()
        gone = attrs.evolve(before.of("k0")[0], shift="night")
        with pytest.raises(UnknownName, match="no such assignment of 'k0' on 2027-02-05"):
            swap(before, gone, before.of("k3")[0], consent=("k0", "k3"), **PARTS)


class TestReplacement:
    @pytest.mark.parametrize("solver", ["highs", "constructive"])
    def test_as_few_changes_as_can_be(self, solver: str) -> None:
        """k2 falls ill on mùng 1: his one shift, that day, goes to the only one who is rested and near: k3 or k0."""
        after = replace_person(roster(), "k2", FIRST, solver=solver, **PARTS)
        changed = {key for key, person in served(roster()).items() if served(after)[key] != person}
        assert changed == {(FIRST, "day")}
        assert after.objective[0].name == "changed"
        assert after.objective[0].value == 1
        assert not [one for one in after.findings if one.severity is Severity.ERROR]

    def test_what_is_over_stands(self) -> None:
        after = replace_person(roster(), "k0", SECOND, **PARTS)
        assert served(after)[EVE, "day"] == "k0"
        assert served(after)[SECOND, "day"] != "k0"
        assert {key: person for key, person in served(after).items() if key[0] == EVE} == {
            key: person for key, person in served(roster()).items() if key[0] == EVE
        }

    def test_who_fell_out_before_stays_out(self) -> None:
        people = staff(clerks=6)
        parts: dict[str, Any] = {**PARTS, "staff": people}
        first = solve_roster(duty(), people, calendar=CALENDAR)
        second = replace_person(first, "k0", EVE, **parts)
        third = replace_person(second, "k1", FIRST, **parts)
        assert third.of("k0") == ()
        assert [away.person for away in third.fallen_out] == ["k0", "k1"]
        assert check_roster(third, duty(), people, calendar=CALENDAR) == ()
        given_back = attrs.evolve(third, assignments=(*third.assignments[1:], attrs.evolve(
            third.assignments[0], person="k0")))  # fmt: skip
        assert "duty.absent" in [one.code for one in check_roster(given_back, duty(), people, calendar=CALENDAR)]

    def test_a_person_fixed_on_the_night_before(self) -> None:
        """The night of mùng 1 ends on mùng 2: who is ill from mùng 2 on cannot have it."""
        people = staff(fixed=(Fixed(person="k3", day=FIRST, shift="night", position="desk"),))
        after = replace_person(roster(), "k3", SECOND, duty=duty(), staff=people, calendar=CALENDAR)
        assert after.status is RosterStatus.OPTIMAL
        assert served(after)[FIRST, "night"] != "k3"

    def test_a_colleague_whose_post_changed(self) -> None:
        people = [attrs.evolve(one, post="chief") if one.id == "k3" else one for one in staff(clerks=6).person]
        after = replace_person(roster(), "k0", EVE, duty=duty(), staff=Staff(person=tuple(people)), calendar=CALENDAR)
        assert not [one for one in after.findings if one.severity is Severity.ERROR]

    def test_after_the_duty(self) -> None:
        with pytest.raises(InvalidValue, match="the duty is over on 2027-02-08, before 2027-03-01"):
            replace_person(roster(), "k0", date(2027, 3, 1), **PARTS)

    def test_where_nobody_can(self) -> None:
        after = replace_person(roster(), "c0", SECOND, **PARTS)
        assert after.status is RosterStatus.INFEASIBLE
        assert "c0 vắng từ 07/02/2027" in " ".join(one.message_vi for one in after.conflicts)

    def test_a_person_whom_nobody_knows(self) -> None:
        with pytest.raises(UnknownName, match="the staff has no 'k9'"):
            replace_person(roster(), "k9", SECOND, **PARTS)

    def test_bac_son_on_the_eve_of_tet(self) -> None:
        ordered = PLAN.duty[0]
        before = solve_roster(ordered, SAMPLE, calendar=CALENDAR)
        ill = max(before.loads[4:12], key=lambda load: load.shifts).person
        after = replace_person(before, ill, date(2025, 1, 28), duty=ordered, staff=SAMPLE, calendar=CALENDAR)
        gone = [one for one in before.of(ill) if one.end > datetime(2025, 1, 28, tzinfo=VIETNAM)]
        assert after.objective[0].value == len(gone) == after.bound[0].value
        assert not [one for one in after.findings if one.severity is Severity.ERROR]


class TestAgenda:
    PERIOD = DateRange(date(2025, 1, 1), date(2025, 2, 28))

    def test_shifts_reports_and_the_submission(self) -> None:
        """11 days: a leader, two shifts at the desk, two of guards; two working days; 11 reports and one for all.

        Five working days before Friday 24/01/2025: 23, 22, 21, 20 and Friday 17/01.
        """
        items = expand(PLAN, self.PERIOD, calendar=CALENDAR).items
        kinds = [item.kind for item in items]
        assert (kinds.count("duty"), kinds.count("duty-report"), kinds.count("duty-submission")) == (57, 12, 1)
        submission = next(item for item in items if item.kind == "duty-submission")
        assert (submission.date, submission.act_by) == (date(2025, 1, 17), date(2025, 1, 17))
        report = next(item for item in items if item.kind == "duty-report")
        assert "không có việc cũng phải báo cáo" in report.basis

    def test_what_the_document_does_not_say_is_inferred_and_told(self) -> None:
        """III.2 orders a desk and names no hour, no day of Tết, no leader, guard, report or list to be sent."""
        agenda = expand(PLAN, self.PERIOD, calendar=CALENDAR)
        assert {item.certainty for item in agenda.items} == {Certainty.INFERRED}
        assert all("là mặc định" in item.doubts[-1].vi for item in agenda.items)
        assert [one.where for one in agenda.findings if one.code == "duty.derived"] == ["truc-tet"]

    def test_each_part_cites_its_own_clause_or_none(self) -> None:
        """III.2 the desk, III.3 the inspection committee, II.5 what is told in time; nothing for what is made up."""
        items = expand(PLAN, self.PERIOD, calendar=CALENDAR).items
        cited = {item.id.split("/")[2]: [one.section for one in item.citations] for item in items}
        assert cited == {
            "tiep-dan": ["III.2"], "ubkt-tham-gia": ["III.3"], "bao-cao-nhanh": ["II.5"],
            "lanh-dao": [None], "bao-ve": [None], "bao-cao-tong-hop": [None], "gui-lich": [None],
        }  # fmt: skip

    def test_the_desk_on_working_days_and_the_one_outside_hours_stand_over_the_whole_plan(self) -> None:
        """T03, T04: Monday to Friday every week, so also on 15–17 and 20–23/01, before the duty begins."""
        before = expand(PLAN, DateRange(date(2025, 1, 15), date(2025, 1, 17)), calendar=CALENDAR).standing
        desk = {duty.id.partition("/")[2]: (duty.who, duty.when) for duty in before if "ngày" in (duty.when or "")}
        unit = ("Bộ phận Tiếp công dân phường",)
        assert desk == {
            "tiep-thuong-xuyen": (unit, "các ngày làm việc (từ thứ 2 đến thứ 6) hằng tuần"),
            "tiep-ngoai-gio": (unit, "trong các ngày nghỉ thứ 7, Chủ nhật và ngoài giờ hành chính"),
        }

    def test_with_a_roster_the_people_are_named(self) -> None:
        found = solve_roster(PLAN.duty[0], SAMPLE, calendar=CALENDAR)
        agenda = expand(PLAN, self.PERIOD, calendar=CALENDAR, rosters=[found])
        bare = expand(PLAN, self.PERIOD, calendar=CALENDAR)
        assert {item.who for item in agenda.items if "Lãnh đạo" in item.what} == {
            person.name for person in SAMPLE.person[:4]
        }
        assert len(bare.diff(agenda).changed) == 57

    def test_a_period_in_two_halves_is_the_whole(self) -> None:
        whole = expand(PLAN, self.PERIOD, calendar=CALENDAR).items
        halves = [
            item
            for period in (
                DateRange(date(2025, 1, 1), date(2025, 1, 28)), DateRange(date(2025, 1, 29), date(2025, 2, 28))
            )
            for item in expand(PLAN, period, calendar=CALENDAR).items
        ]  # fmt: skip
        assert sorted(halves, key=lambda item: item.sort_key) == list(whole)

    def test_another_year_is_not_in_the_agenda_of_the_plan(self) -> None:
        assert not expand(PLAN, DateRange.year(2026), calendar=CALENDAR).items

    def test_a_night_ends_on_the_next_day_in_calendars(self) -> None:
        agenda = expand(PLAN, self.PERIOD, calendar=CALENDAR)
        calendar: Any = icalendar.Calendar.from_ical(agenda_ics(agenda))
        nights = [event for event in calendar.walk("VEVENT") if "Ca đêm" in event["SUMMARY"]]
        assert len(nights) == 22
        assert {event["DTEND"].dt - event["DTSTART"].dt for event in nights} == {timedelta(hours=14)}
        assert "17:00–07:00 hôm sau" in agenda_markdown(agenda)
        assert "trước 15:00" in agenda_markdown(agenda)


class TestFiles:
    FOUND = solve_roster(PLAN.duty[0], SAMPLE, calendar=CALENDAR)
    POSTS = {post.id: post.name for post in PLAN.post}

    def test_a_line_for_each_assignment(self) -> None:
        lines = roster_csv(self.FOUND, PLAN.duty[0], self.POSTS).splitlines()
        assert lines[0] == ",".join(COLUMNS)
        assert len(lines) == 1 + len(self.FOUND.assignments)
        eve = [line for line in lines if line.startswith("2025-01-28")]
        assert all(",29 tháng Chạp," in line for line in eve)
        assert any("Chủ tịch UBND phường" in line for line in lines)

    def test_days_carry_the_lunar_date(self) -> None:
        text = roster_markdown(self.FOUND, PLAN.duty[0], SAMPLE, self.POSTS)
        assert "| Thứ Tư 29/01/2025 (mùng 1 tháng Giêng) |" in text
        assert "Trực ban Công an phường (mẫu)" in text
        assert text.count("\n| ") >= 11 + 18

    def test_lists_of_units_by_name_and_only_those_asked_for(self) -> None:
        units = {unit.id: unit.name for unit in PLAN.unit}
        more = attrs.evolve(SAMPLE, own_list=(*SAMPLE.own_list, OwnList(unit="khu-pho", contact="Trưởng khu phố mẫu")))
        text = roster_markdown(self.FOUND, PLAN.duty[0], more, self.POSTS, units)
        assert "| Công an phường | Trực ban Công an phường (mẫu) |" in text
        assert "Trưởng khu phố mẫu" not in text

    def test_whatever_a_name_holds_a_table_stays_one(self) -> None:
        people = tuple(attrs.evolve(one, name="A|B\nC") for one in SAMPLE.person)
        positions = tuple(attrs.evolve(one, name="Vị|trí") for one in PLAN.duty[0].position)
        ordered = attrs.evolve(PLAN.duty[0], position=positions)
        lines = roster_markdown(attrs.evolve(self.FOUND, people=people), ordered).splitlines()
        rows = [line for line in lines if line.startswith("| ")]
        assert [line.replace("\\|", "").count("|") for line in rows] == [6] * 13 + [9] * 20
        assert all(line.endswith(" |") for line in rows)
        assert "A\\|B C" in rows[2]

    def test_hours_after_midnight_are_of_the_next_day(self) -> None:
        parts = (
            Shift(id="day", name="Ngày", from_=time(7), to=time(0)),
            Shift(id="early", name="Cuối đêm", from_=time(0), to=time(7)),
        )
        ordered = duty(shift=parts, position=(attrs.evolve(DESK, shifts=("day", "early")),))
        text = roster_markdown(solve_roster(ordered, staff(), calendar=CALENDAR, solver="constructive"), ordered)
        eve = next(line for line in text.splitlines() if "05/02/2027 (29 tháng Chạp) |" in line)
        assert "07:00–00:00 Công chức mẫu" in eve
        assert "00:00–07:00 hôm sau Công chức mẫu" in eve

    def test_a_calendar_for_each_person(self) -> None:
        for load in self.FOUND.loads:
            content = roster_ics(self.FOUND, PLAN.duty[0], load.person)
            calendar: Any = icalendar.Calendar.from_ical(content)
            events = calendar.walk("VEVENT")
            assert len(events) == load.shifts
            assert sum(((event["DTEND"].dt - event["DTSTART"].dt) for event in events), timedelta()) == timedelta(
                hours=load.hours
            )
        with pytest.raises(UnknownName):
            roster_ics(self.FOUND, PLAN.duty[0], "mau-99")

    def test_a_roster_that_cannot_be_says_why(self) -> None:
        found = solve_roster(duty(), staff(chiefs=1), calendar=CALENDAR)
        assert "- " + found.conflicts[0].message_vi in roster_markdown(found, duty())


class TestCommandLine:
    def test_three_years_from_files(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        history: list[str] = []
        for year in ("2025", "2026", "2027"):
            arguments = ["roster", str(BAC_SON), "--year", year, "--out", str(tmp_path), "--format", "md,json,csv,ics"]
            assert run([*arguments, *history]) == 0
            history += ["--history", str(tmp_path / f"truc-tet-{year}.json")]
        assert capsys.readouterr().out.count("Đã ghi: ") == 3
        data = json.loads((tmp_path / "truc-tet-2027.json").read_text(encoding="utf-8"))
        assert data["schema"] == "tiepdan/roster/1"
        assert data["status"] == "optimal"
        assert data["assignments"][0].keys() >= {"start", "end", "position", "person"}
        assert all(load["history"] > 0 for load in data["loads"])
        assert len(list(tmp_path.glob("*.ics"))) == sum(
            load["shifts"] > 0
            for year in (2025, 2026, 2027)
            for load in json.loads((tmp_path / f"truc-tet-{year}.json").read_text(encoding="utf-8"))["loads"]
        )

    def test_for_people_and_for_programs(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["roster", str(BAC_SON)]) == 0
        text = capsys.readouterr().out
        assert "tốt nhất, đã chứng minh" in text
        assert "tải cao nhất (gồm các năm trước): 14" in text
        assert run(["roster", str(BAC_SON), "--json", "--solver", "constructive"]) == 0
        assert json.loads(capsys.readouterr().out)["status"] == "feasible"

    def test_a_roster_that_cannot_be_is_status_1(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text = (EXAMPLES / "sample-staff.toml").read_text(encoding="utf-8")
        gone = "".join(
            f'\n[[absence]]\nperson = "mau-{n:02}"\nfirst = 2025-01-29\nlast = 2025-01-29\nground = "leave"\n'
            for n in (1, 2, 3, 4)
        )
        path = tmp_path / "staff.toml"
        path.write_text(text + gone, encoding="utf-8")
        assert run(["roster", str(BAC_SON), "--staff", str(path)]) == 1
        text = capsys.readouterr().out
        assert "không thể xếp" in text
        assert "Lãnh đạo trực cần 1 người" in text

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ([str(EXAMPLES / "binh-phuoc-2025.toml")], "orders no duty"),
            ([str(BAC_SON), "--duty", "truc-tt"], "there is no duty 'truc-tt'; did you mean 'truc-tet'?"),
            ([str(BAC_SON), "--staff", "nothing.toml"], "nothing.toml: 1 mistake"),
            ([str(BAC_SON), "--history", "nothing.json"], "cannot be read"),
            ([str(BAC_SON), "--solver", "scip"], "there is no solver 'scip'"),
            ([str(BAC_SON), "--format", "docx"], "--format: there is no format 'docx'"),
            ([str(BAC_SON), "--year", "2060"], "2053"),
            ([str(BAC_SON), "--limit", "-1"], "more than 0"),
        ],
    )
    def test_bad_input_is_status_2(self, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["roster", *arguments]) == 2
        said = capsys.readouterr().err
        assert words in said
        assert "Traceback" not in said

    def test_a_search_that_finds_nothing_is_status_130(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tiepdan.cli.roster.solve_roster", partial(solve_roster, steps=20))
        assert run(["roster", str(BAC_SON), "--solver", "constructive"]) == 130
        assert "bỏ dở sau 20 bước" in capsys.readouterr().err


def test_the_roster_by_hand_is_sound() -> None:
    assert check_roster(roster(), duty(), staff(), calendar=CALENDAR) == ()
