"""Every day of 2013-2027 against the table of days off, and the totals that were published."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.paths import ANSWERS, DATA, rows
from tiepdan import (
    Certainty,
    DateRange,
    DayKind,
    Decision,
    InvalidFile,
    InvalidValue,
    OutsideCoverage,
    Span,
    Swap,
    WorkCalendar,
    WrongType,
)

TABLE = {date.fromisoformat(row["date"]): row for row in rows(DATA / "days-off-2013-2027.csv")}
KINDS = {
    "statutory": DayKind.STATUTORY,
    "compensatory": DayKind.COMPENSATORY,
    "swapped_off": DayKind.SWAPPED_OFF,
    "makeup_work": DayKind.MAKE_UP,
    "weekend_in_break": DayKind.WEEKLY_REST,
}
TOTALS = {2013: 253, 2014: 252, 2015: 250, 2016: 251, 2017: 250, 2018: 250, 2019: 252, 2020: 252, 2021: 250,
          2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249, 2027: 249}  # fmt: skip
CONFIDENCE = {"high": Certainty.SETTLED, "medium": Certainty.PRESS}


def expected(day: date) -> DayKind:
    if day in TABLE:
        return KINDS[TABLE[day]["kind"]]
    return DayKind.WEEKLY_REST if day.weekday() >= 5 else DayKind.WORKING


@pytest.mark.parametrize("year", range(2013, 2028))
def test_each_day_is_of_the_kind_in_the_table(calendar: WorkCalendar, year: int) -> None:
    for day in DateRange.year(year):
        found = calendar.day(day)
        assert found.kind is expected(day), day
        assert found.working == calendar.is_working_day(day) == found.kind.working


def test_each_listed_day_is_as_sure_as_its_source(calendar: WorkCalendar) -> None:
    for day, row in TABLE.items():
        if day >= calendar.coverage.first and row["kind"] != "weekend_in_break":
            assert calendar.day(day).certainty is CONFIDENCE[row["confidence"]], day


@pytest.mark.parametrize(("year", "total"), TOTALS.items())
def test_the_working_days_of_a_year(calendar: WorkCalendar, year: int, total: int) -> None:
    assert len(calendar.working_days(DateRange.year(year))) == total


def test_each_day_off_names_its_law_or_its_decision(calendar: WorkCalendar) -> None:
    for day in calendar.special_days(DateRange(date(2013, 1, 1), date(2027, 12, 31))):
        assert day.names
        assert day.citations or day.decision, day.date


@pytest.mark.parametrize("row", rows(ANSWERS / "days.csv"), ids=lambda row: str(row["date"]))
def test_a_day_is_what_was_read_off_the_calendar_by_hand(calendar: WorkCalendar, row: dict[str, str]) -> None:
    found = calendar.day(date.fromisoformat(row["date"]))
    expected = (row["weekday"], row["kind"], row["working"], row["certainty"])
    assert (f"{found.date:%a}", found.kind.value, str(found.working).lower(), found.certainty.value) == expected


@pytest.mark.parametrize("row", rows(ANSWERS / "tet-breaks.csv"), ids=lambda row: str(row["year"]))
def test_the_tet_break(calendar: WorkCalendar, row: dict[str, str]) -> None:
    found = calendar.tet_break(int(row["year"]))
    assert found is not None
    assert (str(found.first), str(found.last), len(found)) == (row["first"], row["last"], int(row["days"]))


SUMS = rows(ANSWERS / "working-day-sums.csv")


@pytest.mark.parametrize("row", SUMS, ids=[f"{row['start']} {row['n']}" for row in SUMS])
def test_working_days_counted_by_hand(calendar: WorkCalendar, row: dict[str, str]) -> None:
    start, n = date.fromisoformat(row["start"]), int(row["n"])
    assert str(calendar.add_working_days(start, n)) == row["result"]


def test_the_days_off_of_undecided_years_are_those_counted_by_hand(calendar: WorkCalendar) -> None:
    expected = [(row["date"], row["weekday"], row["kind"]) for row in rows(ANSWERS / "projected-days.csv")]
    days = calendar.special_days(DateRange(date(2028, 1, 1), date(2030, 12, 31)))
    assert [(str(day.date), f"{day.date:%a}", day.kind.value) for day in days] == expected
    assert {day.certainty for day in days} == {Certainty.PROJECTED}


@pytest.mark.parametrize("monday", [date(2029, 11, 26), date(2030, 11, 25)])
def test_what_the_law_leaves_open_is_a_doubt_and_no_day_off(calendar: WorkCalendar, monday: date) -> None:
    found = calendar.day(monday)
    assert (found.working, found.certainty) == (True, Certainty.PROJECTED)
    assert "24/11" in found.doubts[0].vi


def test_rolling_and_runs_of_days_off(calendar: WorkCalendar) -> None:
    assert calendar.roll_forward(date(2026, 11, 24)) == date(2026, 11, 25)
    assert calendar.roll_backward(date(2026, 11, 24)) == date(2026, 11, 23)
    assert calendar.roll_forward(date(2026, 11, 25)) == date(2026, 11, 25)
    assert calendar.days_off_around(date(2026, 8, 30)) == DateRange(date(2026, 8, 29), date(2026, 9, 2))
    assert calendar.days_off_around(date(2026, 8, 22)) is None
    with pytest.raises(OutsideCoverage, match="reach the end"):  # 31/12/2012 was swapped off as well
        calendar.days_off_around(date(2013, 1, 1))


def test_what_was_known_when() -> None:
    day = date(2026, 1, 2)
    assert WorkCalendar.vietnam(known_on=date(2025, 12, 24)).is_working_day(day)
    assert not WorkCalendar.vietnam(known_on=date(2025, 12, 25)).is_working_day(day)
    culture = date(2026, 11, 24)
    assert WorkCalendar.vietnam(known_on=date(2026, 4, 23)).is_working_day(culture)
    assert not WorkCalendar.vietnam(known_on=date(2026, 4, 24)).is_working_day(culture)
    early = WorkCalendar.vietnam(known_on=date(2012, 11, 22))
    assert early.decided_until is None
    assert early.data_as_of == date(2012, 11, 22)
    assert early.day(date(2013, 2, 10)).certainty is Certainty.PROJECTED


def test_what_is_decided_and_as_of_when(calendar: WorkCalendar) -> None:
    assert (calendar.decided_until, calendar.data_as_of) == (date(2027, 12, 31), date(2026, 11, 20))
    assert str(calendar.coverage) == "2013-01-01..2053-12-31"
    assert "2053" in repr(calendar)


def test_a_decision_is_a_value_too(calendar: WorkCalendar) -> None:
    spans = (
        Span(holiday="tet", first=date(2028, 1, 25), last=date(2028, 1, 29)),
        Span(holiday="national-day", first=date(2028, 9, 1), last=date(2028, 9, 2)),
    )
    decided = calendar.with_decision(Decision(year=2028, document="mẫu", issued=date(2027, 9, 1), spans=spans))
    assert decided.decided_until == date(2028, 12, 31)
    assert decided.data_as_of == date(2027, 9, 1)
    assert decided.is_working_day(date(2028, 1, 24))
    assert not calendar.is_working_day(date(2028, 1, 24))
    assert decided.day(date(2028, 1, 29)).decision == "mẫu"
    assert decided.day(date(2028, 1, 31)).kind is DayKind.COMPENSATORY  # for Saturday the 29th


def test_a_later_decision_replaces_an_earlier_one(calendar: WorkCalendar) -> None:
    span = Span(holiday="tet", first=date(2027, 2, 5), last=date(2027, 2, 9))
    later = calendar.with_decision(Decision(year=2027, document="mẫu", issued=date(2026, 12, 1), spans=(span,)))
    assert later.is_working_day(date(2027, 2, 4))


def test_a_decision_without_days_is_refused() -> None:
    with pytest.raises(InvalidValue, match="names no day"):
        Decision(year=2028, document="mẫu")


def test_a_file_of_decisions_with_mistakes_names_them_all(calendar: WorkCalendar, tmp_path: Path) -> None:
    file = tmp_path / "2028.toml"
    file.write_text(
        'schema = "tiepdan/days-off/1"\nyear = 2028\n[[decisions]]\ndocument = "mẫu"\n'
        "spans = [\n"
        '  { holiday = "tet", first = 2028-01-24, last = 2028-01-27 },\n'
        '  { holiday = "new-yeer", first = 2028-01-01, last = 2028-01-01 },\n'
        '  { holiday = "national-day", first = 2028-09-03, last = 2028-09-04 },\n'
        "]\n"
        "swaps = [{ off = 2028-05-01, work = 2028-05-05 }]\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        calendar.with_decision(file)
    assert [one.path for one in caught.value.mistakes] == [
        "$.decisions[0].spans[0]",
        "$.decisions[0].spans[1]",
        "$.decisions[0].spans[2]",
        "$.decisions[0].swaps[0].off",
        "$.decisions[0].swaps[0].work",
    ]
    assert "Tết Nguyên đán has 5 days by law; the span 2028-01-24..2028-01-27 has 4" in str(caught.value)
    with pytest.raises(InvalidValue, match="cannot be swapped off"):
        calendar.with_decision(
            Decision(year=2028, document="mẫu", swaps=(Swap(off=date(2028, 5, 1), work=date(2028, 5, 6)),))
        )


def test_a_day_is_swapped_once(calendar: WorkCalendar) -> None:
    swaps = tuple(Swap(off=date(2028, 1, 31), work=date(2028, 2, day)) for day in (5, 12))
    with pytest.raises(InvalidValue, match="2028-01-31 is swapped already, otherwise"):
        calendar.with_decision(Decision(year=2028, document="mẫu", swaps=swaps))


def test_a_decision_that_came_with_an_update_may_still_be_given(calendar: WorkCalendar) -> None:
    shipped = Swap(off=date(2026, 8, 31), work=date(2026, 8, 22))
    again = calendar.with_decision(Decision(year=2026, document="mẫu", swaps=(shipped,)))
    assert again.working_days(again.coverage) == calendar.working_days(calendar.coverage)


def test_a_file_of_decisions_of_the_wrong_form_is_refused(calendar: WorkCalendar, tmp_path: Path) -> None:
    file = tmp_path / "2028.toml"
    file.write_text(
        'schema = "tiepdan/days-off/1"\nyear = "2028"\n[[decisions]]\ndocumnt = "mẫu"\nissued = 2027-10-01T08:00:00\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        calendar.with_decision(file)
    assert {one.path for one in caught.value.mistakes} == {
        "$.year",
        "$.decisions[0].document",
        "$.decisions[0].documnt",
        "$.decisions[0].issued",
    }


def test_local_days(calendar: WorkCalendar) -> None:
    local = calendar.with_local(document="Công văn mẫu", off=[date(2026, 10, 14)], working=[date(2026, 10, 17)])
    off, worked = local.day(date(2026, 10, 14)), local.day(date(2026, 10, 17))
    assert (off.kind, off.local, off.working) == (DayKind.LOCAL_OFF, "Công văn mẫu", False)
    assert (worked.kind, worked.local, worked.working) == (DayKind.MAKE_UP, "Công văn mẫu", True)
    assert calendar.is_working_day(date(2026, 10, 14))
    with pytest.raises(InvalidValue, match="document: is empty; write it"):
        calendar.with_local(document=" ", off=[date(2026, 3, 3)])
    with pytest.raises(InvalidValue, match="both off and worked"):
        calendar.with_local(document="mẫu", off=[date(2026, 10, 14)], working=[date(2026, 10, 14)])
    with pytest.raises(OutsideCoverage):
        calendar.with_local(document="mẫu", off=[date(2054, 1, 1)])


def test_a_local_decision_can_settle_a_projected_day(calendar: WorkCalendar) -> None:
    local = calendar.with_local(document="mẫu", working=[date(2030, 1, 31)])
    assert local.day(date(2030, 1, 31)).certainty is Certainty.SETTLED


@pytest.mark.parametrize(
    ("day", "n"), [(date(2012, 12, 31), 1), (date(2054, 1, 1), -1), (date(2013, 1, 2), -1), (date(2053, 12, 31), 1)]
)
def test_outside_the_coverage_is_an_error_that_says_what_is_covered(calendar: WorkCalendar, day: date, n: int) -> None:
    with pytest.raises(OutsideCoverage, match=r"2013-01-01\.\.2053-12-31"):
        calendar.add_working_days(day, n)


def test_an_instant_is_no_day(calendar: WorkCalendar) -> None:
    moment = datetime(2026, 1, 5, 7, 0)  # noqa: DTZ001 - what is refused
    for ask in (calendar.is_working_day, calendar.day, lambda day: calendar.add_working_days(day, 1)):
        with pytest.raises(WrongType, match=r"pass its \.date\(\)"):
            ask(moment)
    with pytest.raises(WrongType, match="n is int"):
        calendar.add_working_days(date(2026, 1, 5), 1.5)  # type: ignore[arg-type]
    with pytest.raises(WrongType):
        calendar.is_working_day("2026-01-05")  # type: ignore[arg-type]


def test_new_year_was_off_before_the_law_that_now_says_so() -> None:
    """Mùng 1 Tết Tân Sửu, Friday 12/02/2021, as known the day before Bộ luật 45/2019 was signed."""
    then = WorkCalendar.vietnam(known_on=date(2019, 11, 19)).day(date(2021, 2, 12))
    assert (then.working, then.certainty) == (False, Certainty.PROJECTED)


def test_what_was_known_before_any_law_that_is_held_is_not_guessed() -> None:
    with pytest.raises(OutsideCoverage, match="no law on days off that is held here had been signed by 2000-01-01"):
        WorkCalendar.vietnam(known_on=date(2000, 1, 1))
