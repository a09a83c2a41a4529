"""The `holidays` library is a witness: every disagreement stands here with its explanation, no more and no fewer."""

from __future__ import annotations

from datetime import date

from holidays import country_holidays

from tiepdan import DateRange, WorkCalendar, tet

DISAGREEMENTS = {
    "2013-01-05": "worked for 31/12/2012; there it is off",
    "2013-02-23": "worked for 15/02/2013; there it is off",
    "2014-01-25": "worked for 28/01/2014; there it is off",
    "2014-01-28": "swapped off; there it is worked",
    "2014-02-05": "compensates mùng 3 Tết, Sunday 02/02/2014; there it is worked",
    "2014-02-08": "worked for 29/01/2014; there it is off",
    "2026-01-02": "swapped off by 12729/VPCP-KGVX; there it is worked",
    "2026-01-10": "worked for 02/01/2026; there it is off",
}


def test_tet_is_on_the_same_day_for_two_centuries() -> None:
    peer = country_holidays("VN", years=range(1901, 2101), language="vi", observed=False)
    theirs = {day.year: day for day, name in peer.items() if "Tết Nguyên Đán" in name.split("; ")}
    assert theirs == {year: tet(year) for year in range(1901, 2101)}


def test_working_days_differ_only_where_it_is_known_why(calendar: WorkCalendar) -> None:
    peer = country_holidays("VN", years=range(2012, 2028))
    days = DateRange(date(2013, 1, 1), date(2027, 12, 31))
    differing = {str(day) for day in days if peer.is_working_day(day) != calendar.is_working_day(day)}
    assert differing == set(DISAGREEMENTS)
