"""`near` stays in the year meant: what is expected is read off the table of the years (tests/data/lunar-years.csv)."""

from __future__ import annotations

from datetime import date

import pytest

from tiepdan import DateRange, InvalidValue, LunarDate, LunarMonthDay, OutsideCoverage
from tiepdan.duty import Heavy
from tiepdan.service import Greeting


@pytest.mark.parametrize(
    ("text", "near", "words"),
    [
        # month 12 of 1904, 1964 and 2024 has 29 days, that of 2084 has 30
        ("30 tháng Chạp năm Giáp Thìn", date(2025, 1, 20), "năm Giáp Thìn (2024) has no day 30: its days are 1 to 29"),
        # month 1 of 1904 has 30 days, that of 2024 has 29
        ("ngày 30 tháng Giêng năm Giáp Thìn", date(2024, 2, 10), r"tháng Giêng năm Giáp Thìn (2024) has no day 30"),
        # of the years Ất Tỵ 2025 repeats month 6, 2085 month 5
        ("rằm tháng 5 nhuận năm Ất Tỵ", date(2025, 7, 1), "2025 (Ất Tỵ) has no leap month 5: it has months 1 to 12"),
        ("rằm tháng 6 nhuận năm Ất Tỵ", date(2086, 1, 1), "the lunar year 2085 (Ất Tỵ) has no leap month 6"),
        # of the years Giáp Tý 2044 repeats month 7, 1984 none
        ("mùng 1 tháng 7 nhuận năm Giáp Tý", date(1990, 1, 1), "the lunar year 1984 (Giáp Tý) has no leap month 7"),
    ],
)  # fmt: skip
def test_a_day_that_the_year_meant_lacks_is_not_looked_for_in_another(text: str, near: date, words: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        LunarDate.parse(text, near=near)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("29 tháng Chạp năm Giáp Thìn", date(2025, 1, 20), date(2025, 1, 28)),  # Tết 2025 is 29/01
        ("30 tháng Chạp năm Giáp Thìn", date(2085, 1, 1), date(2085, 1, 25)),  # Tết 2085 is 26/01
        # Đinh Mùi is 2027 (Tết 06/02) and 2087 (Tết 03/02): the middle lies in February 2057
        ("mùng 1 tháng Giêng năm Đinh Mùi", date(2056, 6, 1), date(2027, 2, 6)),
        ("mùng 1 tháng Giêng năm Đinh Mùi", date(2058, 6, 1), date(2087, 2, 3)),
        # without a year: the nearest day there is; Chạp of 2024 to 2029 has 29 days, that of 2023 has 30
        ("23 tháng Chạp", date(2026, 11, 28), date(2027, 1, 30)),
        ("30 tháng Chạp", date(2027, 1, 20), date(2024, 2, 9)),
        ("mùng 1 tháng 6 nhuận", date(2026, 1, 1), date(2025, 7, 25)),
    ],
)
def test_the_year_of_that_name_or_the_day_nearest(text: str, near: date, expected: date) -> None:
    assert LunarDate.parse(text, near=near).to_date() == expected


@pytest.mark.parametrize(
    ("text", "near", "words"),
    [
        ("mùng 1 tháng Giêng năm Ất Tỵ", date(2190, 1, 1), "the lunar year 2205 is not covered"),  # 2025 + 3 × 60
        ("23 tháng Chạp", date(1900, 2, 5), "may lie outside"),  # that of 1899 fell in January 1900
        ("mùng 10 tháng 3", date(2200, 2, 10), "may lie outside"),
        ("mùng 1 tháng Giêng năm Đinh Mùi", date(1800, 1, 1), "covered are"),
        ("23 tháng Chạp", date(2300, 1, 1), "may lie outside"),
    ],
)
def test_what_is_nearest_beyond_the_table_is_not_answered_from_within(text: str, near: date, words: str) -> None:
    with pytest.raises(OutsideCoverage, match=words):
        LunarDate.parse(text, near=near)


def test_one_year_that_has_the_day_among_those_of_its_name_is_not_picked_unasked() -> None:
    with pytest.raises(InvalidValue, match=r"is 1 day \(2025\): say which with near=, or write the number"):
        LunarDate.parse("rằm tháng 6 nhuận năm Ất Tỵ")
    assert LunarDate.parse("rằm tháng 6 nhuận năm 2025") == LunarDate(2025, 6, 15, leap=True)


def test_days_before_tet_with_a_year_are_of_two_years() -> None:
    with pytest.raises(InvalidValue, match="Write tháng Chạp and its year"):
        LunarDate.parse("29 Tết năm Ất Tỵ", near=date(2025, 1, 20))
    assert LunarDate.parse("mùng 1 Tết năm Ất Tỵ", near=date(2024, 12, 1)).to_date() == date(2025, 1, 29)


def test_the_eve_of_tet_comes_in_every_year_where_a_room_has_no_say_in_it() -> None:
    """Chạp of 2025 and 2026 has 29 days: Tết is 17/02/2026 and 06/02/2027."""
    period = DateRange(date(2026, 1, 1), date(2027, 12, 31))
    eve = LunarMonthDay.parse("30 tháng Chạp")
    assert list(eve.dates_in(period)) == []
    assert list(eve.dates_in(period, if_short="last")) == [date(2026, 2, 16), date(2027, 2, 5)]
    assert list(eve.dates_in(period, if_short="next")) == [date(2026, 2, 17), date(2027, 2, 6)]
    greeting = Greeting(id="tet", name="Chúc Tết", on=("30 tháng Chạp",), by="ct", channels=("loa",), clause="Mục 1")
    assert [day for day, _ in greeting.days(period)] == [date(2026, 2, 16), date(2027, 2, 5)]
    assert Heavy(on="30 tháng Chạp").is_on(date(2027, 2, 5))


def test_days_without_a_lunar_date_are_not_passed_over() -> None:
    with pytest.raises(OutsideCoverage, match="covered are"):
        list(LunarMonthDay(1, 1).dates_in(DateRange(date(2199, 1, 1), date(2201, 1, 1))))
    with pytest.raises(OutsideCoverage, match="2200"):
        LunarMonthDay(1, 1).exists_in(2200)
    assert list(LunarMonthDay(1, 1).dates_in(DateRange(date(1900, 1, 31), date(1900, 2, 5)))) == [date(1900, 1, 31)]
