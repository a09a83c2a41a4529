"""Reports: the last days of plans and of the law, counted by hand."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import attrs
import pytest

from tests.paths import ANSWERS, BINH_PHUOC
from tests.test_cli import data, text
from tiepdan import Agenda, DateRange, InvalidFile, Plan, WorkCalendar, expand, from_dict
from tiepdan.reporting import Cycle, Level, Report, statutory_reports

ANSWERED: dict[str, dict[str, Any]] = tomllib.loads((ANSWERS / "report-days.toml").read_text(encoding="utf-8"))
OF_PLANS = [name for name in ANSWERED if not name.startswith("statutory")]
BASIC = {"id": "mau", "name": "Báo cáo mẫu", "compiled_by": "van-hoa", "recipients": [{"name": "UBND tỉnh"}],
         "clause": "III.3"}  # fmt: skip


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
