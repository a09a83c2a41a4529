"""Reports: the last days of plans and of the law, counted by hand."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests import test_inheritance as inherited
from tests.known import CALENDAR, LAW
from tests.paths import ANSWERS, BINH_PHUOC, EXAMPLES, ROOT
from tests.test_cli import data, text
from tiepdan import (
    Agenda,
    Certainty,
    DateRange,
    InvalidFile,
    InvalidValue,
    Plan,
    UnknownName,
    WorkCalendar,
    due_reports,
    expand,
    from_dict,
    load_plan,
    reporting,
)
from tiepdan.agenda import StandingDuty
from tiepdan.cli.app import run
from tiepdan.export import agenda_markdown
from tiepdan.plans import Override
from tiepdan.reporting import Cycle, DueReport, Level, Report, report_standing, statutory_reports

ANSWERED: dict[str, dict[str, Any]] = tomllib.loads((ANSWERS / "report-days.toml").read_text(encoding="utf-8"))
OF_PLANS = [name for name in ANSWERED if not name.startswith("statutory")]
BASIC = {"id": "mau", "name": "Báo cáo mẫu", "compiled_by": "van-hoa", "recipients": [{"name": "UBND tỉnh"}],
         "clause": "III.3"}  # fmt: skip
SPAN = {"first": date(2025, 1, 20), "last": date(2025, 1, 25)}
AUTUMN = {"first": date(2025, 8, 1), "last": date(2025, 12, 31)}
UP = {"from": "commune", "to": "province", "recipients": [{"name": "UBND tỉnh"}]}


def report(**more: Any) -> Report:
    return from_dict(Report, {**BASIC, **more})


def expanded(plan: Plan, calendar: WorkCalendar, answer: dict[str, Any], asked: DateRange) -> Agenda:
    sample = attrs.evolve(plan, effective_from=date(2024, 1, 1), report=(report(**answer["report"]),), inherited=())
    return expand(sample, asked, calendar=calendar)


def between(answer: dict[str, Any]) -> DateRange:
    first, last = answer.get("between", "2024-01-01..2027-12-31").split("..")
    return DateRange(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("name", OF_PLANS)
def test_the_last_days_are_those_counted_by_hand(name: str, plan: Plan, calendar: WorkCalendar) -> None:
    answer = ANSWERED[name]
    items = [item for item in expanded(plan, calendar, answer, between(answer)).items if item.kind == "report"]
    if "periods" in answer:
        assert [str(item.period) for item in items] == answer["periods"]
        assert all(item.date is None and item.act_by is None for item in items)
    else:
        assert [f"{item.date} {item.act_by}" for item in items] == answer["days"]


@pytest.mark.parametrize("name", OF_PLANS)
def test_a_period_in_two_halves_is_the_period_whole(name: str, plan: Plan, calendar: WorkCalendar) -> None:
    answer = ANSWERED[name]
    whole = between(answer)
    for cut in (date(2026, 2, 16), date(2026, 6, 17), date(2027, 1, 29)):
        if whole.first <= cut < whole.last:
            halves = DateRange(whole.first, cut), DateRange(date.fromordinal(cut.toordinal() + 1), whole.last)
            parts = [expanded(plan, calendar, answer, half).items for half in halves]
            joined = {item.id for part in parts for item in part if item.kind == "report"}
            assert joined == {
                item.id for item in expanded(plan, calendar, answer, whole).items if item.kind == "report"
            }
            assert sum(item.kind == "report" for part in parts for item in part) == len(joined)


@pytest.mark.parametrize(("level", "years"), [(Level.COMMUNE, (2025, 2026, 2027)), (Level.PROVINCE, (2026,))])
def test_the_reports_of_the_law(level: Level, years: tuple[int, ...], calendar: WorkCalendar) -> None:
    found = [one for year in years for one in statutory_reports(year, level=level, calendar=calendar)]
    told = [f"{one.name} | {one.window} | {one.due} | {one.act_by}" for one in found]
    assert sorted(told) == sorted(ANSWERED[f"statutory-{level.value}"]["days"])
    assert all(str(one.citations[0]) == "Điều 7 Thông tư số 06/2025/TT-TTCP" for one in found)


def test_before_the_circular_nothing_is_known(calendar: WorkCalendar) -> None:
    assert statutory_reports(2024, calendar=calendar) == ()
    assert [one.cycle for one in statutory_reports(2025, calendar=calendar)] == [Cycle.QUARTER, Cycle.YEAR]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"before": "13/5", "by_day": 5}, "due in one way, not in 2: before, by_day"),
        ({"after_lock": {"amount": 3, "unit": "working-day"}}, "say lock as well"),
        ({"after_lock": {"amount": 3, "unit": "week"}}, "'week' is not a unit of time"),
        ({"by_day": 31}, "$.by_day: 31 is not a day that every month has"),
        ({"before_lunar": "40 tháng Chạp"}, "$.before_lunar: "),
        ({"cycle": "week"}, "'week' is not among the choices"),
        ({"within": SPAN}, 'within names days of one year, the cycle quarter comes round; write cycle = "once"'),
        ({"cycle": "year", "within": SPAN}, 'the cycle year comes round; write cycle = "once"'),
        ({"cycle": "year", "by": "10/1"}, "$.by: lies in the first half of its period; write following_year = true"),
        ({"cycle": "year", "before": "1/1"}, "$.before: lies in the first half of its period"),
        ({"cycle": "year", "by_lunar": "mùng 5 tháng Giêng"}, "$.by_lunar: lies in the first half of its period"),
        ({"cycle": "half-year", "by": "31/3"}, "$.by: lies in the first half of its period"),
        ({"cycle": "once", "of": AUTUMN, "by": "10/1"}, "$.by: lies in the first half of its period"),
        ({"cycle": "year", "recipients": [], "link": [{**UP, "by": "10/1"}]}, "$.link[0].by: lies in the first half"),
        ({"by_day": 5, "following_year": True}, "$.following_year: says of which year a named day is; name one with"),
        ({"cycle": "ad-hoc", "by_day": 5}, "a report made when it is asked for has no day and no lock"),
        ({"cycle": "ad-hoc", "lock": {"first": 15, "last": 14}}, "has no day and no lock"),
    ],
)
def test_reports_that_cannot_be(more: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        report(**{"cycle": "quarter", **more})
    assert words in str(caught.value)


def test_reports_of_a_year_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "reports", str(BINH_PHUOC), "--year", "2026")["reports"]
    assert [one["due"] for one in found if one["layer"] == "model"] == ["2026-05-12", "2026-11-12"]
    assert (found[-1]["layer"], found[-1]["due"]) == ("statutory", "2026-12-17")
    assert {"first": "2025-12-15", "last": "2026-12-14"} in [one["window"] for one in found[-2:]]
    shown = " ".join(text(capsys, "reports", str(BINH_PHUOC), "--year", "2026").split())
    assert "17/12/2026" in shown
    assert "15/12/2025–14/12/202" in shown


def test_a_year_before_the_circular_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    shown = text(capsys, "reports", str(BINH_PHUOC), "--year", "2024")
    assert "Báo cáo theo luật: Số của Thông tư 02/2021/TT-TTCP và Thông tư 01/2024/TT-TTCP chưa thấy" in shown
    assert "Báo cáo theo luật: chưa có quy định" in text(capsys, "reports", str(BINH_PHUOC), "--year", "2020")


YEAR = DateRange.year(2026)
UNSURE = """
schema = "tiepdan/law/1"
[document]
number = "07/2026/TT-TTCP"
kind = "Thông tư"
title = "Mẫu"
issuer = "Thanh tra Chính phủ"
signed = 2026-06-30
effective = 2026-07-01
checked_on = 2026-07-01
certainty = "settled"
[[versions]]
rule = "report.statutory.commune"
valid_from = 2026-07-01
citations = ["Điều 7"]
value = { day = 20 }
certainty = "inferred"
doubts = [{ vi = "Chưa thấy văn bản", en = "the text was not seen" }]
"""


def with_report(plan: Plan, **more: Any) -> Plan:
    return attrs.evolve(plan, effective_from=date(2024, 1, 1), report=(report(**more),), inherited=())


def days(found: tuple[DueReport, ...]) -> list[str]:
    return [f"{one.period.first} {one.level.value} {one.due}" for one in found]


class TestIdentity:
    """A report is the plan's, the provision's, the period's and the level's, whatever day it comes to be due on."""

    @pytest.mark.parametrize(
        ("cycle", "code"),
        [
            ("month", "2026-03"),
            ("quarter", "2026-Q1"),
            ("half-year", "2026-H1"),
            ("nine-months", "2026-9M"),
            ("year", "2026"),
        ],
    )
    def test_the_period_stands_in_the_id(self, plan: Plan, calendar: WorkCalendar, cycle: str, code: str) -> None:
        found = due_reports(with_report(plan, cycle=cycle, last_working_day=True), YEAR, calendar=calendar)
        assert f"binh-phuoc-2025/mau/{code}/commune" in {one.id for one in found}

    def test_of_what_is_made_once_its_days(self, plan: Plan, calendar: WorkCalendar) -> None:
        once = with_report(plan, cycle="once", of=AUTUMN, within=AUTUMN)
        (found,) = due_reports(once, DateRange.year(2025), calendar=calendar)
        assert found.id == "binh-phuoc-2025/mau/2025-08-01..2025-12-31/commune"

    def test_a_local_day_off_moves_the_day_and_not_the_id(self, plan: Plan, calendar: WorkCalendar) -> None:
        """Closed on Saturday 14/03/2026, 5 working days: Friday 20/03; without Tuesday 17/03, Monday 23/03."""
        monthly = with_report(
            plan,
            cycle="month",
            lock={"first": 15, "last": 14},
            after_lock={"amount": 5, "unit": "working-day"},
        )
        march = DateRange(date(2026, 3, 1), date(2026, 3, 31))
        moved = calendar.with_local(off=[date(2026, 3, 17)], document="QĐ 1")
        before, after = (expand(monthly, march, calendar=each) for each in (calendar, moved))
        found = before.diff(after)
        assert [(str(one.date), str(other.date)) for one, other in found.changed if "/mau/" in one.id] == [
            ("2026-03-20", "2026-03-23")
        ]
        assert not [one for one in (*found.added, *found.removed) if "/mau/" in one.id]
        sent = {"binh-phuoc-2025/mau/2026-03/commune": date(2026, 3, 19)}
        reports = due_reports(monthly, march, calendar=moved)
        assert report_standing(reports, on=date(2026, 3, 31), sent=sent).overdue == ()

    @pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*-202?.toml")), ids=lambda path: path.stem)
    def test_no_id_twice(self, path: Path, calendar: WorkCalendar) -> None:
        found = expand(load_plan(path), DateRange(date(2024, 1, 1), date(2027, 12, 31)), calendar=calendar)
        ids = [item.id for item in found.items] + [duty.id for duty in found.standing]
        assert len(ids) == len(set(ids))


def test_a_new_day_takes_its_year_with_it(tmp_path: Path) -> None:
    yearly = inherited.report(cycle="year", by="10/1", following_year=True)
    known = inherited.profiles(tmp_path, {"report": [yearly]})
    plan = inherited.ward(known, inherited.overlay(Override(kind="report", id="r", set={"before": "13/11"})))
    assert [str(one.due) for one in inherited.due(plan)] == ["2026-01-10", "2026-11-12"]  # of 2025, of 2026


class TestStepsThatFollowEachOther:
    """To the district until 30/06/2025, 15 working days after Saturday 14/06: Friday 04/07; then to the province."""

    LOCK = {"first": 15, "last": 14}
    OLD = {"from": "commune", "to": "district", "last": date(2025, 6, 30), "recipients": [{"name": "UBND huyện"}],
           "after_lock": {"amount": 15, "unit": "working-day"}}  # fmt: skip
    NEW = {**UP, "first": date(2025, 7, 1), "by_day": 25}
    QUARTERS = ["2025-01-01 commune 2025-04-04", "2025-04-01 commune 2025-07-04", "2025-07-01 commune 2025-09-25"]

    def test_each_period_is_owed_once(self, plan: Plan, calendar: WorkCalendar) -> None:
        chain = with_report(plan, cycle="quarter", lock=self.LOCK, recipients=[], link=[self.NEW, self.OLD])
        found = due_reports(chain, DateRange(date(2025, 2, 1), date(2025, 10, 31)), calendar=calendar)
        assert days(found) == self.QUARTERS
        assert [(one.certainty, len(one.doubts)) for one in found] == [
            (Certainty.SETTLED, 0), (Certainty.INFERRED, 1), (Certainty.SETTLED, 0)
        ]  # fmt: skip
        assert str(found[1].recipients[0]) == "UBND huyện"

    def test_also_where_each_step_is_in_a_version_of_its_own(self, tmp_path: Path) -> None:
        old, new = ({"report": [inherited.report(cycle="quarter", lock=self.LOCK, link=[link])]}
                    for link in (self.OLD, self.NEW))  # fmt: skip
        known = inherited.profiles(
            tmp_path, {**old, "effective_to": date(2025, 6, 30)}, {**new, "effective_from": date(2025, 7, 1)}
        )
        span = DateRange(date(2025, 2, 1), date(2025, 10, 31))
        assert days(tuple(inherited.due(inherited.ward(known), span))) == self.QUARTERS

    def test_what_is_counted_back_from_a_day_that_is_kept_is_as_doubtful(
        self, plan: Plan, calendar: WorkCalendar
    ) -> None:
        """Five calendar days before Friday 04/07/2025: Sunday 29/06."""
        links = [
            {**self.OLD, "from": "district", "to": "province"},
            {**self.NEW, "from": "district", "to": "province"},
            {"from": "commune", "to": "district", "takes": {"amount": 5, "unit": "calendar-day"},
             "recipients": [{"name": "UBND huyện"}]},
        ]  # fmt: skip
        chain = with_report(plan, cycle="quarter", lock=self.LOCK, recipients=[], link=links)
        found = due_reports(chain, DateRange(date(2025, 6, 1), date(2025, 7, 31)), calendar=calendar)
        assert days(found) == ["2025-04-01 commune 2025-06-29", "2025-04-01 district 2025-07-04"]
        assert {(one.certainty, len(one.doubts)) for one in found} == {(Certainty.INFERRED, 1)}
        assert [str(leg.due) for leg in found[0].onward] == ["2025-07-04"]


class TestOnRequest:
    """Báo cáo đột xuất: no day, but whoever makes it knows that it may be asked for, and for whom it is."""

    def found(self, plan: Plan, calendar: WorkCalendar, **more: Any) -> list[StandingDuty]:
        agenda = expand(with_report(plan, cycle="ad-hoc", **more), YEAR, calendar=calendar)
        return [one for one in agenda.standing if "/mau/" in one.id]

    def test_it_is_a_standing_duty(self, plan: Plan, calendar: WorkCalendar) -> None:
        (duty,) = self.found(plan, calendar)
        assert (duty.id, duty.when, duty.who) == (
            "binh-phuoc-2025/mau/ad-hoc/commune", "khi được yêu cầu", ("Phòng Văn hóa - Xã hội phường",)
        )  # fmt: skip
        assert [str(one) for one in duty.recipients] == ["UBND tỉnh"]
        assert duty.basis.endswith(": khi được yêu cầu")

    def test_of_each_step_that_is_taken_in_the_period(self, plan: Plan, calendar: WorkCalendar) -> None:
        gone = {**UP, "to": "district", "last": date(2025, 6, 30)}
        later = {**UP, "first": date(2026, 7, 1), "recipients": [{"name": "Thanh tra tỉnh"}]}
        found = self.found(plan, calendar, recipients=[], link=[gone, later])
        assert [(one.id, one.when) for one in found] == [
            ("binh-phuoc-2025/mau/ad-hoc/commune/2026-07-01", "từ 01/07/2026: khi được yêu cầu")
        ]

    def test_readers_see_for_whom_it_is(self, plan: Plan, calendar: WorkCalendar) -> None:
        agenda = expand(with_report(plan, cycle="ad-hoc"), YEAR, calendar=calendar)
        assert "| Báo cáo mẫu → UBND tỉnh |" in agenda_markdown(agenda)

    def test_a_ward_inherits_what_is_asked_of_its_level(self, tmp_path: Path) -> None:
        steps = [UP, {**UP, "from": "province", "to": "centre"}]
        known = inherited.profiles(tmp_path, {"report": [inherited.report(cycle="ad-hoc", link=steps)]})
        agenda = expand(inherited.ward(known), YEAR, calendar=CALENDAR)
        assert [one.id for one in agenda.standing if "/r/" in one.id] == ["phuong-mau/r/ad-hoc/commune"]


class TestTheEndOfTheCalendar:
    """Covered through 2053; 23 tháng Chạp of the lunar year 2053 lies in 2054, as do 20 working days from 14/12."""

    @pytest.mark.parametrize(
        ("more", "count"),
        [
            ({"cycle": "year", "before_lunar": "23 tháng Chạp"}, 1),
            ({"cycle": "month", "lock": {"first": 15, "last": 14},
              "after_lock": {"amount": 20, "unit": "working-day"}}, 12),
        ],
    )  # fmt: skip
    def test_a_day_beyond_it_was_not_asked_for(
        self, plan: Plan, calendar: WorkCalendar, more: dict[str, Any], count: int
    ) -> None:
        last = with_report(plan, **more)
        whole = due_reports(last, DateRange.year(2053), calendar=calendar)
        halves = (
            DateRange(date(2053, 1, 1), date(2053, 11, 30)),
            DateRange(date(2053, 12, 1), date(2053, 12, 31)),
        )
        assert tuple(one for half in halves for one in due_reports(last, half, calendar=calendar)) == whole
        assert len(whole) == count


def test_what_the_law_is_not_sure_of_is_told_with_its_doubts(
    plan: Plan, calendar: WorkCalendar, tmp_path: Path
) -> None:
    """From 01/07/2026 by the 20th, it is said: of the third quarter on Sunday 20/09."""
    file = tmp_path / "moi.toml"
    file.write_text(UNSURE, encoding="utf-8")
    law = LAW.with_file(file)
    found = {one.name: one for one in statutory_reports(2026, calendar=calendar, law=law)}
    assert not found["quý II/2026"].doubts
    third = found["quý III/2026"]
    assert (str(third.due), str(third.act_by), third.certainty) == ("2026-09-20", "2026-09-18", Certainty.INFERRED)
    doubts = [doubt.vi for doubt in third.doubts]
    assert doubts == ["Chưa thấy văn bản"]
    september = DateRange(date(2026, 9, 1), date(2026, 9, 30))
    (due,) = due_reports(plan, september, calendar=calendar, law=law)[:1]
    (item,) = (one for one in expand(plan, september, calendar=calendar, law=law).items if one.id == due.id)
    assert (due.certainty, due.doubts) == (item.certainty, item.doubts) == (third.certainty, third.doubts)


class TestStanding:
    def test_there_is_one_public_function_of_the_name(self) -> None:
        assert not hasattr(reporting, "due_reports")

    def test_an_unknown_report_was_not_sent(self, plan: Plan, calendar: WorkCalendar) -> None:
        reports = due_reports(plan, YEAR, calendar=calendar)
        with pytest.raises(UnknownName, match=r"no report '.*2026-Q5/commune' among those given; did you mean '.*Q"):
            report_standing(reports, on=date(2026, 12, 31), sent={reports[0].id.replace("Q1", "Q5"): date(2026, 3, 1)})

    def test_nothing_is_sent_before_its_period(self, plan: Plan, calendar: WorkCalendar) -> None:
        """The first quarter of the law: figures from 15/12/2025."""
        reports = due_reports(plan, YEAR, calendar=calendar)
        with pytest.raises(InvalidValue, match="was sent on 2025-12-14, before its period begins: 2025-12-15"):
            report_standing(reports, on=date(2026, 12, 31), sent={reports[0].id: date(2025, 12, 14)})
        found = report_standing(reports, on=date(2026, 3, 18), sent={reports[0].id: date(2025, 12, 15)})
        assert found.overdue == ()


class TestTheCommand:
    def sent(self, path: Path, *entries: tuple[str, str]) -> str:
        lines = (f'{{ report = "binh-phuoc-2025/{name}/commune", on = {day} }}' for name, day in entries)
        path.write_text(f'schema = "tiepdan/sent-reports/1"\nsent = [{", ".join(lines)}]\n', encoding="utf-8")
        return str(path)

    def test_reports_of_other_years_may_stand_in_the_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = self.sent(
            tmp_path / "sent.toml",
            ("bao-cao-06-thang/2026-H1", "2026-05-11"),
            ("bao-cao-cuoi-nam/2026", "2026-11-20"),
            ("bao-cao-theo-luat/2027-Q1", "2027-03-17"),
        )
        asked = ["reports", str(BINH_PHUOC), "--year", "2027", "--on", "2027-04-01", "--sent", path]
        found = data(capsys, *asked)["standing"]
        assert (found["overdue"], found["late"], [one["due"] for one in found["next"]]) == ([], [], ["2027-05-12"])
        assert "Tại ngày 01/04/2027, chỉ xét báo cáo đến hạn trong năm 2027:" in text(capsys, *asked)

    def test_what_was_sent_before_its_period(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = self.sent(tmp_path / "sent.toml", ("bao-cao-theo-luat/2026-Q1", "2020-01-01"))
        assert run(["reports", str(BINH_PHUOC), "--year", "2026", "--on", "2026-04-01", "--sent", path]) == 2
        said = capsys.readouterr().err
        assert "sent.toml: 1 mistake" in said
        assert "$.sent[0].on: 2020-01-01 is before the period of the report begins, 2025-12-15" in said

    def test_the_file_of_the_docs(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
        example = re.search(r'```toml\n(schema = "tiepdan/sent-reports/1".*?)```', page, re.DOTALL)
        assert example
        path = tmp_path / "sent.toml"
        path.write_text(example[1], encoding="utf-8")
        asked = ["reports", str(BINH_PHUOC), "--year", "2026", "--on", "2026-06-01", "--sent", str(path)]
        found = data(capsys, *asked)["standing"]
        assert [one["id"] for one in found["late"]] == ["binh-phuoc-2025/bao-cao-06-thang/2026-H1/commune"]
        assert found["overdue"] == []

    @pytest.mark.parametrize(
        ("plan", "year", "words"),
        [
            ("bac-son-tet-2025", "2025", "Báo cáo theo luật: Số của Thông tư 02/2021/TT-TTCP"),
            ("bac-son-tet-2025", "2025", "Không có báo cáo nào đến hạn trong năm 2025"),
            ("bac-son-tet-2025", "2026", "Kế hoạch có hiệu lực từ ngày 15/01/2025 đến ngày 03/02/2025, không áp dụng"),
            (
                "binh-phuoc-2025",
                "2024",
                "có hiệu lực từ ngày 19/11/2025, không áp dụng cho thời gian từ ngày 01/01/2024 đến",
            ),
            ("dong-nai-2024", "2025", "Báo cáo theo luật 01/01/2025–29/09/2025: Số của Thông tư 02/2021/TT-TTCP"),
        ],
    )
    def test_why_there_is_nothing(self, plan: str, year: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert words in text(capsys, "reports", str(EXAMPLES / f"{plan}.toml"), "--year", year)

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ([], "reports: PLAN is missing; give it"),
            ([str(BINH_PHUOC)], "reports: --year is missing; give it"),
            ([str(BINH_PHUOC), "--year"], "requires an argument"),
        ],
    )
    def test_what_is_missing(self, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["reports", *arguments]) == 2
        assert words in capsys.readouterr().err
