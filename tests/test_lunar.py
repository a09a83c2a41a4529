"""The Vietnamese lunar calendar: every day, month for month, and its text both ways."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paths import ANSWERS, DATA, rows
from tiepdan import Certainty, DateRange, InvalidValue, LunarDate, LunarMonthDay, OutsideCoverage, WrongType, tet
from tiepdan.calendars import leap_month, lunar_coverage, month_length, stem_branch

YEARS = rows(DATA / "lunar-years.csv")

civil_days = st.dates(date(1900, 1, 31), date(2200, 2, 14))


def test_every_day_goes_there_and_back_in_order() -> None:
    previous, count = None, 0
    for day in lunar_coverage():
        lunar = LunarDate.from_date(day)
        assert lunar.to_date() == day
        assert previous is None or previous < lunar
        previous, count = lunar, count + 1
    assert count == 109_588


def test_every_month_is_the_one_of_the_table() -> None:
    months = 0
    for row in YEARS:
        year, leap = int(row["year"]), int(row["leap_month"])
        assert stem_branch(year) == row["can_chi"]
        assert str(tet(year)) == row["tet_gregorian"]
        assert leap_month(year) == (leap or None)
        names = [(month, False) for month in range(1, 13)]
        if leap:
            names.insert(leap, (leap, True))
        lengths = [month_length(year, month, leap=is_leap) for month, is_leap in names]
        assert lengths == [int(length) for length in row["month_lengths"].split()]
        months += len(lengths)
    assert (len(YEARS), months) == (300, 3_711)


@pytest.mark.parametrize("row", rows(ANSWERS / "lunar.csv"), ids=lambda row: str(row["solar"]))
def test_a_day_counted_by_hand(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["solar"])
    year, month, number = (int(row[f"lunar_{part}"]) for part in ("year", "month", "day"))
    lunar = LunarDate(year, month, number, leap=row["leap"] == "true")
    assert LunarDate.from_date(day) == lunar
    assert lunar.to_date() == day
    assert str(lunar) == row["text"]
    assert LunarDate.parse(row["text"], near=min(day + timedelta(days=9000), lunar_coverage().last)) == lunar


@given(civil_days)
def test_text_is_read_as_it_is_written(day: date) -> None:
    lunar = LunarDate.from_date(day)
    assert LunarDate.parse(str(lunar), near=day) == lunar
    assert LunarMonthDay.parse(str(lunar.monthday)) == lunar.monthday
    figures = f"{lunar.day}/{lunar.month}{' nhuận' if lunar.leap else ''}/{lunar.year}"
    assert LunarDate.parse(figures) == lunar


@given(civil_days, st.integers(-5000, 5000))
def test_adding_days_is_adding_civil_days(day: date, count: int) -> None:
    lunar, span = LunarDate.from_date(day), timedelta(days=count)
    if day + span in lunar_coverage():
        assert (lunar + span).to_date() == day + span
        assert (lunar + span) - lunar == span
        assert (lunar + span) - span == lunar
        assert (lunar < lunar + span, lunar >= lunar + span) == (count > 0, count <= 0)
    else:
        with pytest.raises(OutsideCoverage):
            lunar + span


def test_a_leap_month_stands_behind_the_month_of_its_number() -> None:
    plain, leap, after = LunarDate(2025, 6, 30), LunarDate(2025, 6, 1, leap=True), LunarDate(2025, 7, 1)
    assert plain < leap < after
    assert leap - plain == timedelta(days=1)
    assert max(plain, leap, after) > plain
    assert plain <= leap
    assert len({plain, leap, LunarDate.from_date(plain.to_date())}) == 2
    with pytest.raises(TypeError):
        assert plain < date(2025, 1, 1)


def test_the_name_of_a_year_comes_round_and_near_decides() -> None:
    text = "mùng 1 tháng Giêng năm Đinh Mùi"
    with pytest.raises(InvalidValue, match=r"5 days \(1907, 1967, 2027, 2087, 2147\): say which with near="):
        LunarDate.parse(text)
    for year in (1907, 1967, 2027, 2087, 2147):
        assert LunarDate.parse(text, near=date(year, 6, 1)) == LunarDate(year, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10/3", (3, 10, False)),
        ("23 tháng Chạp", (12, 23, False)),
        ("rằm tháng Bảy", (7, 15, False)),
        ("Mồng Một tháng Giêng", (1, 1, False)),
        ("mùng 2 Tết", (1, 2, False)),
        ("30 Tết", (12, 30, False)),
        ("ngày 15 tháng 6 nhuận", (6, 15, True)),
        ("15/6n", (6, 15, True)),
        ("ngày mùng 5 tháng một (âm lịch)", (11, 5, False)),
        ("mu\u0300ng 5 tha\u0301ng tư", (4, 5, False)),
    ],
)
def test_days_without_a_year(text: str, expected: tuple[int, int, bool]) -> None:
    found = LunarMonthDay.parse(text)
    assert (found.month, found.day, found.leap) == expected


@pytest.mark.parametrize("name", ["Quý Tỵ", "quí tị", "QUÝ TỴ"])
def test_spellings_of_a_year(name: str) -> None:
    assert LunarDate.parse(f"rằm tháng Giêng năm {name}", near=date(2013, 1, 1)) == LunarDate(2013, 1, 15)


def test_a_year_by_number_and_by_both() -> None:
    assert LunarDate.parse("mùng 3 tháng 5 năm 2026") == LunarDate(2026, 5, 3)
    assert LunarDate.parse("mùng 3 tháng 5 năm Bính Ngọ (2026)") == LunarDate(2026, 5, 3)
    assert LunarDate.parse("10/3", near=date(2026, 1, 1)) == LunarDate(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hôm qua", "is not a lunar date; write it as"),
        ("mùng ٣ tháng 5 năm 2026", "is not a lunar date; write it as"),
        ("１０/３/2026", "is not a lunar date; write it as"),
        ("mùng 11 tháng 3", "are 1 to 10; write 'ngày 11'"),
        ("mùng 1 tháng Giêng năm Giáp Sửu", "Giáp never meets Sửu"),
        ("mùng 1 tháng Giêng năm Con Mèo", "'con mèo' names no year"),
        ("mùng 1 tháng Giêng năm Đinh Mùi 2026", "the lunar year 2026 is Bính Ngọ, not Đinh Mùi"),
        ("30/2/2026", "tháng 2 năm Bính Ngọ (2026) has no day 30: its days are 1 to 29"),
        ("1/13/2026", "there is no lunar month 13"),
        ("1/6n/2026", "the lunar year 2026 (Bính Ngọ) has no leap month 6: it has months 1 to 12 and no leap month"),
        ("1/5n/2025", "months 1 to 12 and tháng 6 nhuận"),
        ("1/1/2200", "the lunar year 2200 is not covered: 1900 to 2199 are"),
        ("31/1", "days are 1 to 29 or 30"),
        ("1/1", "300 days (1900, 1901, 1902, 1903, 1904, 1905, …)"),
        ("30/1n", "is no day of the years 1900-2199"),
    ],
)
def test_what_does_not_exist_is_an_error_that_says_what_does(text: str, words: str) -> None:
    with pytest.raises((InvalidValue, OutsideCoverage)) as caught:
        LunarDate.parse(text)
    assert words in str(caught.value)


def test_a_monthday_has_no_year() -> None:
    with pytest.raises(InvalidValue, match="names a year"):
        LunarMonthDay.parse("10/3/2026")


def test_day_30_of_a_short_month_needs_a_policy() -> None:
    eve = LunarMonthDay(12, 30)  # 2026 ends on the 29th
    with pytest.raises(InvalidValue, match="its days are 1 to 29"):
        eve.in_year(2026)
    assert eve.in_year(2026, if_short="last") == LunarDate(2026, 12, 29)
    assert eve.in_year(2026, if_short="next") == LunarDate(2027, 1, 1)
    assert eve.in_year(2027, if_short="last").day == month_length(2027, 12)
    assert not eve.exists_in(2026)


def test_the_days_of_a_period_on_which_it_falls() -> None:
    found = LunarMonthDay.parse("23 tháng Chạp").dates_in(DateRange(date(2026, 1, 1), date(2027, 12, 31)))
    assert list(found) == [date(2026, 2, 10), date(2027, 1, 30)]


def test_stems_and_branches_of_the_day_and_the_month() -> None:
    found = LunarDate.from_date(date(2024, 2, 10))
    assert (found.day_name, found.month_name, found.year_name) == ("Giáp Thìn", "Bính Dần", "Giáp Thìn")


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        (date(1967, 12, 31), Certainty.INFERRED),
        (date(1968, 1, 1), Certainty.SETTLED),
        (date(2053, 12, 31), Certainty.SETTLED),
        (date(2054, 1, 1), Certainty.PROJECTED),
    ],
)
def test_how_sure_a_lunar_date_is(day: date, certainty: Certainty) -> None:
    assert LunarDate.from_date(day).certainty is certainty


@pytest.mark.parametrize("day", [date(1900, 1, 30), date(2200, 2, 15), date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_outside_is_refused(day: date) -> None:
    with pytest.raises(OutsideCoverage, match=r"1900-01-31\.\.2200-02-14"):
        LunarDate.from_date(day)


def test_an_instant_is_no_day() -> None:
    with pytest.raises(WrongType):
        LunarDate.from_date(datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize("parts", [("2026", 1, 1), (2026, 1.0, 1), (2026, 1, True)])
def test_a_part_that_is_no_whole_number_is_refused(parts: Any) -> None:
    with pytest.raises(WrongType, match=r"^LunarDate\.(year|month|day) is int, not"):
        LunarDate(*parts)


@pytest.mark.parametrize("year", [1899, 2200])
def test_tet_of_a_year_outside_is_refused(year: int) -> None:
    for ask in (tet, leap_month):
        with pytest.raises(OutsideCoverage, match="1900 to 2199"):
            ask(year)
