"""What the command line says where files and options do not fit: the file, the place and the mend, before any work."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.paths import BINH_PHUOC, EXAMPLES, SAMPLE_ABSENCES
from tiepdan import DateRange, InvalidFile, InvalidValue, Severity, WorkCalendar, expand, load_plan
from tiepdan.cli.app import run
from tiepdan.spans import day_first, parse_date

BAC_SON = EXAMPLES / "bac-son-tet-2025.toml"
JANUARY = ["--from", "2026-01-01", "--to", "2026-01-31"]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    return output.err


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "sample-other-receptions.toml", tmp_path)
    return Path(shutil.copy(BINH_PHUOC, tmp_path / "plan.toml"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class TestNamesThatThereAreNot:
    def test_a_province(self, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
        change(plan, 'province = "', 'province = "Xứ ')
        change(plan, 'id = "buoi-sang"', 'id = "buổi sáng"')
        with pytest.raises(InvalidFile) as caught:
            load_plan(plan)
        assert {"$.ward.province", "$.reception[0].id"} <= {one.path for one in caught.value.mistakes}
        error = refused(capsys, "agenda", str(plan), *JANUARY)
        assert f"{plan}: " in error
        assert "$.ward.province: there is no province 'Xứ " in error

    def test_a_profile(self, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
        change(plan, "effective_from", 'profile = "dong-nia"\neffective_from')
        error = refused(capsys, "agenda", str(plan), *JANUARY)
        assert f"{plan}: 1 mistake\n  $.profile: there is no profile 'dong-nia'; did you mean 'dong-nai'" in error

    def test_a_post_of_absences(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        away = Path(shutil.copy(SAMPLE_ABSENCES, tmp_path / "away.toml"))
        change(away, 'post = "chu-tich"', 'post = "chu-tic"')
        words = f"{away}: 1 mistake\n  $.absence[0].post: there is no post 'chu-tic'; did you mean 'chu-tich'"
        assert words in refused(capsys, "agenda", str(BINH_PHUOC), *JANUARY, "--absences", str(away))
        assert words in refused(capsys, "check", str(BINH_PHUOC), *JANUARY, "--absences", str(away))

    def test_an_override_names_the_file_of_the_plan(self, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
        override = '\n[[override]]\nkind = "report"\nid = "khong-co"\ndrop = true\n'
        plan.write_text(plan.read_text(encoding="utf-8") + override, encoding="utf-8")
        assert f"{plan}: 1 mistake\n  $.override[0].id" in refused(capsys, "agenda", str(plan), *JANUARY)


class TestDaysOnWhichAPlanDoesNotHold:
    """Bình Phước's plan holds from 19/11/2025, Bắc Kạn's from 2025 on."""

    def test_before_its_first_day(self, calendar: WorkCalendar) -> None:
        agenda = expand(load_plan(BINH_PHUOC), DateRange(date(2025, 10, 1), date(2025, 10, 31)), calendar=calendar)
        [found] = [one for one in agenda.findings if one.code == "plan.not-in-force"]
        assert not agenda.items
        assert found.severity is Severity.WARNING
        asked = "từ ngày 01/10/2025 đến ngày 31/10/2025"
        assert found.message_vi == f"Kế hoạch có hiệu lực từ ngày 19/11/2025, không áp dụng cho thời gian {asked}"
        assert found.message_en == "the plan holds from 2025-11-19, on no day of 2025-10-01..2025-10-31"

    def test_on_its_first_day_and_after_its_last(self, plan: Path, calendar: WorkCalendar) -> None:
        change(plan, "effective_from", "effective_to = 2026-12-31\neffective_from")
        for first, last, held in (((2025, 10, 1), (2025, 11, 19), True), ((2026, 12, 31), (2027, 1, 5), True),
                                  ((2027, 1, 1), (2027, 1, 5), False)):  # fmt: skip
            agenda = expand(load_plan(plan), DateRange(date(*first), date(*last)), calendar=calendar)
            told = [one.message_en for one in agenda.findings if one.code == "plan.not-in-force"]
            words = "the plan holds from 2025-11-19 to 2026-12-31, on no day of 2027-01-01..2027-01-05"
            assert told == ([] if held else [words])

    def test_on_the_command_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["agenda", str(BINH_PHUOC), "--from", "2020-01-01", "--to", "2020-01-31"]) == 0
        assert "Chú ý: binh-phuoc-2025: Kế hoạch có hiệu lực từ ngày 19/11/2025" in capsys.readouterr().out

    def test_reports_as_json_tell_it_beside_the_answer(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["reports", str(BINH_PHUOC), "--year", "2020", "--json"]) == 0
        output = capsys.readouterr()
        assert output.out.startswith("{")
        asked = "từ ngày 01/01/2020 đến ngày 31/12/2020"
        assert output.err == f"Kế hoạch có hiệu lực từ ngày 19/11/2025, không áp dụng cho thời gian {asked}\n"


class TestOptionsOfOtherFiles:
    """An option that says nothing of the file given is refused, not passed over."""

    def test_cases_have_no_period_and_no_records(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        cases = tmp_path / "cases.jsonl"
        cases.write_text("", encoding="utf-8")
        error = refused(capsys, "check", str(cases), "--on", "2026-08-03", *JANUARY, "--records", "records.jsonl")
        assert error == (
            "tiepdan: cases are checked without --from, --to, --records; leave that out (a plan is a .toml file)\n"
        )

    def test_a_plan_without_records_has_no_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        error = refused(capsys, "check", str(BINH_PHUOC), *JANUARY, "--on", "2026-08-03")
        assert error == ("tiepdan: --on is the day to which records are checked; give --records, or leave it out\n")


class TestFormats:
    @pytest.mark.parametrize("formats", ["", "md,", "pdf"])
    def test_that_there_are_not_are_refused(
        self, formats: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        error = refused(
            capsys, "agenda", str(BINH_PHUOC), *JANUARY, "--format", formats, "--out", str(tmp_path / "out")
        )
        assert error.startswith("tiepdan: --format: there is no format '")
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("command", [["agenda", str(BINH_PHUOC), *JANUARY], ["roster", str(BAC_SON)]])
    def test_without_a_folder_are_refused(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        error = refused(capsys, *command, "--format", "md")
        assert error == "tiepdan: --format says how files are written; give their folder with --out\n"

    @pytest.mark.parametrize(
        ("command", "work"),
        [(["agenda", str(BINH_PHUOC), *JANUARY], "tiepdan.cli.agenda.expand"),
         (["roster", str(BAC_SON)], "tiepdan.cli.roster.solve_roster")],
    )  # fmt: skip
    def test_a_missing_extra_is_told_before_any_work(
        self,
        command: list[str],
        work: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def never(*_: object, **__: object) -> None:
            raise AssertionError("this is work")

        monkeypatch.setattr(work, never)
        monkeypatch.setitem(sys.modules, "icalendar", None)
        error = refused(capsys, *command, "--format", "md,ics", "--out", str(tmp_path / "out"))
        assert "pip install 'tiepdan[ics]'" in error
        assert not (tmp_path / "out").exists()


class TestDatesAsPeopleWriteThem:
    @pytest.mark.parametrize("written", ["22/8/2026", "22/08/2026"])
    def test_on_the_command_line(self, written: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["day", written]) == 0
        assert "22/08/2026" in capsys.readouterr().out

    def test_in_spans(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = []
        for first, span in (("1/7/2026", "6/7/2026..20/7/2026"), ("2026-07-01", "2026-07-06..2026-07-20")):
            assert run(["deadline", "denunciation.resolution", "--from", first, "--suspend", span]) == 0
            told.append(capsys.readouterr().out)
        assert told[0] == told[1]

    def test_elsewhere_the_error_says_what_it_is(self) -> None:
        with pytest.raises(InvalidValue, match=r"'22/8/2026' is not a date as it is read here; write it as 2026-08-22"):
            parse_date("22/8/2026")

    @pytest.mark.parametrize(
        "text", ["31/2/2026", "8/22/2026", "22/8/26", "22/8", "２２/8/2026", "1/1/0000", "2026/8/22"]
    )
    def test_what_is_no_date_is_not_guessed(self, text: str) -> None:
        assert day_first(text) is None
        with pytest.raises(InvalidValue):
            parse_date(text)


class TestATableOfWhichAPartIsMissing:
    """What the other parts are told of does not wait for the next round."""

    WHEN = 'when = { every = "working-day", from = "07:00", to = "08:00" }'

    @pytest.mark.parametrize(
        ("when", "words"),
        [
            ('every = "month", days = [40], from = "07:00", first = 2026-03-01, last = 2026-02-01',
             ["to: is missing", "say what happens on a day off", "a day of the month is 1 to 31",
              "the period ends before it begins: 2026-03-01..2026-02-01"]),
            ('every = "week", days = [5], day_off = "nxt", from = "7h", quarters = [5]',
             ["from: '7h' is not a time; write 07:00", "to: is missing", "day_off: 'nxt' is not among",
              "a quarter is 1 to 4"]),
            ('every = "day", to = "06:00", from = "07:00"',
             ["every: 'day' is not among the choices", "the window ends at 06:00"]),
            ('every = "month", days = [31], day_off = "next", to = "06:00", from = "07:00"',
             ["the window ends at 06:00", "missing_day = 'last' or 'skip' goes with days 29 to 31"]),
        ],
    )  # fmt: skip
    def test_of_a_recurrence(self, plan: Path, when: str, words: list[str]) -> None:
        change(plan, self.WHEN, f"when = {{ {when} }}")
        with pytest.raises(InvalidFile) as caught:
            load_plan(plan)
        told = [str(one) for one in caught.value.mistakes]
        assert all(one.startswith("$.reception[0].when") for one in told)
        for word in words:
            assert len([one for one in told if word in one]) == 1, (word, told)
        assert len(told) == len(words)


def test_a_break_of_years_is_refused(tmp_path: Path, calendar: WorkCalendar) -> None:
    """A break of ten years took seconds, and was then refused for what it did to other years."""
    path = tmp_path / "2022.toml"
    path.write_text(
        'schema = "tiepdan/days-off/1"\nyear = 2022\n[[decisions]]\ndocument = "1/TB"\n'
        'spans = [{ holiday = "tet", first = 2022-01-31, last = 2032-02-05 }]\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        calendar.with_decision(path)
    assert [str(one) for one in caught.value.mistakes] == [
        "$.decisions[0].spans[0]: the days off 2022-01-31..2032-02-05 are of several years; a holiday's are of one"
    ]


@pytest.mark.parametrize(("written", "words"), [("0", "0"), ("10000", "10000"), ("99999999999", "99999999999")])
def test_a_year_that_no_date_has_is_refused(written: str, words: str, tmp_path: Path, calendar: WorkCalendar) -> None:
    path = tmp_path / "year.toml"
    path.write_text(
        f'schema = "tiepdan/days-off/1"\nyear = {written}\n[[decisions]]\ndocument = "1/TB"\n'
        "swaps = [{ off = 2028-03-02, work = 2028-03-04 }]\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        calendar.with_decision(path)
    assert f"$.year: there are no dates of the year {words}; write 1 to 9999" in str(caught.value)


def test_a_line_that_cannot_be_read_leaves_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Received on Wednesday 01/07/2026: overdue on 03/08 in both lines around those that are broken."""
    good = '{{"kind": "petition", "id": "{}", "events": [{{"kind": "received", "on": "2026-07-01"}}]}}'
    file = tmp_path / "cases.jsonl"
    broken = [f'{{"kind": "petition", "id": {"9" * 5000}}}', "[" * 100_000, "{", '{"id": "\\ud800"}']
    file.write_text("\ufeff" + "\r\n".join([good.format("a"), *broken, good.format("b")]), encoding="utf-8")
    assert run(["check", str(file), "--on", "2026-08-03"]) == 2
    output = capsys.readouterr()
    assert {line.split(":")[1] for line in output.out.splitlines() if "quá hạn" in line} == {" a", " b"}
    told = [line.split(":")[0].strip() for line in output.err.splitlines()[1:]]
    assert told == ["line 2.id", "line 3", "line 4", "line 5.id"]
