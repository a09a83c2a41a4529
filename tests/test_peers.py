"""Our values in the shapes that other libraries expect."""

from __future__ import annotations

import copy
import pickle
import sys
from datetime import date

import pytest
from lunardate import LunarDate as Chinese

from tiepdan import DateRange, LunarDate, MissingExtra, OutsideCoverage, WorkCalendar
from tiepdan.export import as_holidays, from_lunardate, to_lunardate


def test_a_holidays_object_works_on_the_same_days(calendar: WorkCalendar) -> None:
    peer = as_holidays(calendar, range(2013, 2028))
    days = DateRange(date(2013, 1, 1), date(2027, 12, 31))
    assert [peer.is_working_day(day) for day in days] == [calendar.is_working_day(day) for day in days]


def test_a_holidays_object_names_the_days_off(calendar: WorkCalendar) -> None:
    peer = as_holidays(calendar, [2027])
    assert peer.get(date(2027, 2, 6)) == "Tết Nguyên đán (mùng 1 tháng Giêng)"
    assert peer.get(date(2026, 1, 1)) is None
    assert peer.get_nth_working_day(date(2027, 2, 3), 1) == date(2027, 2, 11)


def test_a_year_that_is_not_covered_is_refused(calendar: WorkCalendar) -> None:
    with pytest.raises(OutsideCoverage):
        as_holidays(calendar, [2012])


def test_lunar_dates_are_exchanged_by_the_civil_day() -> None:
    """Tết 2030 is the last day of the old year in China."""
    assert to_lunardate(LunarDate(2030, 1, 1)) == Chinese(2029, 12, 30)
    assert from_lunardate(Chinese(2030, 1, 1)) == LunarDate(2030, 1, 2)


@pytest.mark.parametrize("extra", ["holidays", "lunardate"])
def test_a_missing_library_is_named_with_its_extra(
    extra: str, calendar: WorkCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, extra, None)
    monkeypatch.delitem(sys.modules, "tiepdan.export._holiday_base", raising=False)
    with pytest.raises(MissingExtra, match=rf"pip install 'tiepdan\[{extra}\]'"):
        as_holidays(calendar, [2026]) if extra == "holidays" else to_lunardate(LunarDate(2030, 1, 1))


def test_days_off_as_holidays_travel(calendar: WorkCalendar) -> None:
    peer = as_holidays(calendar, [2026])
    peer["2026-03-03"] = "of one's own"
    for after in (pickle.loads(pickle.dumps(peer)), copy.copy(peer), copy.deepcopy(peer)):
        assert after == peer
        assert after.get("2026-01-02") == "Nghỉ hoán đổi (làm bù 10/01/2026)"
        assert after.get("2026-03-03") == "of one's own"
        assert after.is_working_day("2026-01-10")
        assert not after.is_working_day("2026-01-02")
    assert type(peer) is type(as_holidays(calendar, [2027]))
