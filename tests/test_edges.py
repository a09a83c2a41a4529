"""Values by hand at the edges of counts, recurrences, calendars and lists, where a day changes the answer."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.known import CALENDAR
from tests.paths import BINH_PHUOC, EXAMPLES
from tiepdan import (
    CalendarDays,
    DateRange,
    DocumentNumber,
    Hours,
    InvalidValue,
    Law,
    Months,
    OutsideCoverage,
    WorkingDays,
    Years,
    compute_deadline,
    expand,
    load_plan,
)
from tiepdan.deadlines import latest_event
from tiepdan.durations import Duration
from tiepdan.law import Entry, Listing, TimeLimit
from tiepdan.law.reading import read_law_file
from tiepdan.people import Absence, Ground
from tiepdan.plans import Overlay, Override, Profiles, inherit
from tiepdan.reception import Credit, DayOff, Every, MissingDay, Recurrence


class TestStepsOfACount:
    def test_what_takes_effect_is_told_and_nothing_else_is(self) -> None:
        """Điều 44: 10/04/2026 + 30 is Sunday 10/05, in effect on the day after; Điều 28: 11/03 + 30 is Friday 10/04."""
        effect = compute_deadline("complaint.first.effect", date(2026, 4, 10), calendar=CALENDAR)
        assert [step.text for step in effect.steps][-2:] == [
            "Đủ 30 ngày: Chủ nhật, 10/05/2026",
            "Có hiệu lực sau ngày đó: Thứ Hai, 11/05/2026",
        ]
        duty = compute_deadline("complaint.first.resolution", date(2026, 3, 11), calendar=CALENDAR)
        assert [step.text for step in duty.steps][2:] == [
            "Không tính ngày xảy ra sự kiện; ngày thứ nhất là 12/03/2026",
            "Đủ 30 ngày: Thứ Sáu, 10/04/2026",
        ]

    @pytest.mark.parametrize(
        ("suspended", "told", "last"),
        [
            # 07(1), then 13(2) 14 15 16 17(6), 20(7) 21(8)
            (
                (date(2026, 7, 8), date(2026, 7, 13)),
                [
                    "Tạm đình chỉ từ 08/07/2026, tiếp tục từ 13/07/2026: 5 ngày không tính",
                    "18/07/2026 (Thứ Bảy) là ngày nghỉ: nghỉ hằng tuần",
                    "19/07/2026 (Chủ nhật) là ngày nghỉ: nghỉ hằng tuần",
                    "Ngày làm việc thứ 8: Thứ Ba, 21/07/2026",
                ],
                date(2026, 7, 21),
            ),
            # from a Saturday to the Monday: 07(1) 08 09 10(4), 13(5) 14 15 16(8)
            (
                (date(2026, 7, 11), date(2026, 7, 13)),
                [
                    "Tạm đình chỉ từ 11/07/2026, tiếp tục từ 13/07/2026: 2 ngày không tính",
                    "Ngày làm việc thứ 8: Thứ Năm, 16/07/2026",
                ],
                date(2026, 7, 16),
            ),
        ],
    )
    def test_days_off_in_a_suspension_are_not_told_of_the_count(
        self, suspended: tuple[date, date], told: list[str], last: date
    ) -> None:
        """Eight working days from Monday 06/07/2026."""
        limit = TimeLimit(amount=8, unit="working-day", suspension="complaint.suspension.exclusion")
        found = compute_deadline(limit, date(2026, 7, 6), calendar=CALENDAR, suspended=[suspended])
        assert found.due == last
        assert [step.text for step in found.steps][3:] == told


class TestSuspensions:
    """Thirty days from Wednesday 01/07/2026 are full on Friday 31/07."""

    RULE, EVENT = "complaint.first.resolution", date(2026, 7, 1)

    def test_one_that_ends_with_the_day_of_the_event_and_one_that_follows_it(self) -> None:
        """02 to 05/07 are four days: 31/07 + 4 is Tuesday 04/08."""
        spans = [(date(2026, 6, 29), date(2026, 7, 2)), (date(2026, 7, 2), date(2026, 7, 6))]
        found = compute_deadline(self.RULE, self.EVENT, calendar=CALENDAR, suspended=spans)
        assert found.due == date(2026, 8, 4)
        assert [step.text for step in found.steps if "Tạm đình chỉ" in step.text] == [
            "Tạm đình chỉ từ 29/06/2026, tiếp tục từ 02/07/2026: trước khi thời hạn bắt đầu, "
            "không làm thay đổi ngày cuối",
            "Tạm đình chỉ từ 02/07/2026, tiếp tục từ 06/07/2026: 4 ngày không tính",
        ]

    def test_one_that_begins_when_the_count_is_full(self) -> None:
        spans = [(date(2026, 8, 1), date(2026, 8, 10))]
        found = compute_deadline(self.RULE, self.EVENT, calendar=CALENDAR, suspended=spans)
        assert found.due == date(2026, 7, 31)
        assert "sau khi thời hạn đã đủ, không làm thay đổi ngày cuối" in found.explain()

    def test_one_that_begins_on_the_last_day(self) -> None:
        """Twenty-nine days until 30/07; 31/07 to 02/08 are not counted; Monday 03/08 is the thirtieth."""
        spans = [(date(2026, 7, 31), date(2026, 8, 3))]
        found = compute_deadline(self.RULE, self.EVENT, calendar=CALENDAR, suspended=spans)
        assert found.due == date(2026, 8, 3)

    def test_one_without_a_day_is_none(self) -> None:
        with pytest.raises(InvalidValue, match="the suspension from 2026-07-06 ends on 2026-07-06, before it starts"):
            compute_deadline(self.RULE, self.EVENT, calendar=CALENDAR, suspended=[(date(2026, 7, 6), date(2026, 7, 6))])


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ({}, date(2018, 5, 2)),  # 01/03 + 60: 30 + 30 = 30/04, off with 01/05
        ({"extensions": 1}, date(2018, 5, 30)),  # + 90: 30 + 30 + 30, Wed
        ({"complex": True}, date(2018, 5, 30)),
        ({"complex": True, "extensions": 1}, date(2018, 7, 30)),  # + 150: 30 + 30 + 31 + 30 + 29 = 29/07 Sun
    ],
)
def test_a_denunciation_of_the_law_of_2011(asked: dict[str, Any], due: date) -> None:
    """Điều 21 Luật 03/2011/QH13: 60 days, 90 if complex, extended by 30, by 60 if complex."""
    found = compute_deadline("denunciation.resolution", date(2018, 3, 1), calendar=CALENDAR, **asked)
    assert found.due == due


class TestRecurrence:
    def test_the_29th_or_the_last_day_of_a_month_without_one(self) -> None:
        when = Recurrence(every=Every.MONTH, days=(29,), missing_day=MissingDay.LAST, day_off=DayOff.KEEP,
                          from_=time(8), to=time(11))  # fmt: skip
        common = when.nominal(DateRange(date(2027, 1, 1), date(2027, 3, 31)), CALENDAR)
        assert common == [date(2027, 1, 29), date(2027, 2, 28), date(2027, 3, 29)]
        leap = when.nominal(DateRange(date(2028, 2, 1), date(2028, 3, 31)), CALENDAR)
        assert leap == [date(2028, 2, 29), date(2028, 3, 29)]

    @pytest.mark.parametrize(("quarter", "last"), [(1, date(2027, 3, 31)), (4, date(2027, 12, 31))])
    def test_the_first_and_the_last_quarter(self, quarter: int, last: date) -> None:
        when = Recurrence(every=Every.QUARTER, quarters=(quarter,), from_=time(8), to=time(11))
        assert [span.last for span in when.quarters_in(DateRange.year(2027))] == [last]

    @pytest.mark.parametrize("quarter", [0, 5])
    def test_there_is_no_other_quarter(self, quarter: int) -> None:
        with pytest.raises(InvalidValue, match="a quarter is 1 to 4"):
            Recurrence(every=Every.QUARTER, quarters=(quarter,), from_=time(8), to=time(11))


def test_back_onto_the_first_day_that_is_covered_and_worked() -> None:
    """01/01/2013 is a holiday, a Tuesday; 02/01/2013 is the first working day held here."""
    assert CALENDAR.add_working_days(date(2013, 1, 3), -1) == date(2013, 1, 2)
    assert CALENDAR.add_working_days(date(2013, 1, 4), -2) == date(2013, 1, 2)
    for day, n in ((date(2013, 1, 2), -1), (date(2013, 1, 4), -3)):
        with pytest.raises(OutsideCoverage, match="leave what is covered"):
            CALENDAR.add_working_days(day, n)


class TestListing:
    ONE, TWO = Entry(id="a", vi="Một"), Entry(id="b", vi="Hai")

    @pytest.mark.parametrize("entries", [(), (ONE, ONE), (ONE, TWO, ONE)])
    def test_nothing_or_the_same_twice(self, entries: tuple[Entry, ...]) -> None:
        with pytest.raises(InvalidValue, match="one entry at least, and each id once"):
            Listing(entries=entries)

    def test_one_or_two(self) -> None:
        assert Listing(entries=(self.ONE,)).ids == {"a"}
        assert [entry.id for entry in Listing(entries=(self.ONE, self.TWO)).missing(frozenset({"a"}))] == ["b"]


def test_a_month_that_was_posted_is_posted_once_and_its_other_findings_stay() -> None:
    """The room changes on 25/11/2025, after sessions of that month. They were to be posted by 14/11, before the plan of
    19/11 took effect, which is said; five working days before the 25th, 18/11, are nobody's business any more."""
    laid = Overlay(schema="tiepdan/overlay/1", id="phong", name="Phòng khác", effective_from=date(2025, 11, 25),
                   override=(Override(kind="reception", id="buoi-sang", set={"venue": "Phòng khác"}),))  # fmt: skip
    plan = inherit(load_plan(BINH_PHUOC), Profiles.vietnam(), [laid])
    away = Absence(post="chu-tich", first=date(2025, 11, 28), last=date(2025, 11, 28), ground=Ground.MEETING)
    found = expand(plan, DateRange(date(2025, 11, 1), date(2025, 11, 30)), calendar=CALENDAR, absences=[away])
    assert [item.date for item in found.items if item.id.endswith("/niem-yet/2025-11")] == [date(2025, 11, 14)]
    told = [finding.message_vi for finding in found.findings if finding.code == "reception.posting.before-plan"]
    assert told == ["Hạn niêm yết 14/11/2025 rơi trước ngày kế hoạch có hiệu lực 19/11/2025"]
    [delegated] = [finding for finding in found.findings if finding.code == "reception.delegated.not-in-person"]
    assert "1 buổi (28/11/2025–28/11/2025)" in delegated.message_vi


@pytest.mark.parametrize(
    ("length", "day", "latest"),
    [
        (CalendarDays(30), date(2026, 3, 1), date(2026, 3, 31)),
        (
            WorkingDays(3),
            date(2026, 4, 24),
            date(2026, 5, 4),
        ),  # back from 04/05: 29 28 24, between them days off
        (Months(1), date(2026, 3, 15), date(2026, 4, 15)),
        (Months(1), date(2026, 4, 30), date(2026, 5, 31)),  # 31/05 less a month is 30/04 too
        (Months(1), date(2027, 2, 28), date(2027, 3, 31)),
        (Months(1), date(2026, 1, 31), date(2026, 2, 28)),
        (Years(1), date(2026, 3, 15), date(2027, 3, 15)),
        (Years(1), date(2027, 2, 28), date(2028, 2, 29)),  # 29/02/2028 less a year is 28/02/2027 too
        (Hours(3), date(2026, 3, 15), date(2026, 3, 15)),
        (CalendarDays(30), date(2053, 12, 10), date(2053, 12, 31)),  # no day after that is held
        (WorkingDays(30), date(2053, 12, 10), date(2053, 12, 31)),
        (Years(9999), date(2026, 3, 15), date(2053, 12, 31)),
    ],
)
def test_the_latest_event_that_so_long_before_it_is_no_later_than_a_day(
    length: Duration, day: date, latest: date
) -> None:
    assert latest_event(length, day, CALENDAR) == latest


def test_the_words_of_a_bare_limit_and_of_a_rule() -> None:
    bare = compute_deadline(TimeLimit(amount=3, unit="working-day"), date(2026, 7, 6), calendar=CALENDAR)
    assert repr(bare) == "<Deadline trong 3 ngày làm việc: 2026-07-06 → latest 2026-07-09, act_by=2026-07-09>"
    assert [str(citation) for citation in bare.citations] == ["Điều 147 Bộ luật số 91/2015/QH13"]
    ruled = compute_deadline("reception.reply", date(2026, 7, 6), calendar=CALENDAR)
    assert repr(ruled) == "<Deadline reception.reply: 2026-07-06 → latest 2026-07-20, act_by=2026-07-20>"
    assert [str(citation) for citation in ruled.citations] == [
        "khoản 1 Điều 28 Luật số 42/2013/QH13",
        "Điều 147 Bộ luật số 91/2015/QH13",
    ]


def test_a_day_off_is_told_with_what_made_it_so() -> None:
    """Monday 31/08/2026 was swapped off by a decision of the state, Friday 04/09 by one of the place."""
    local = CALENDAR.with_local(off=[date(2026, 9, 4)], document="Quyết định số 7/QĐ-UBND")
    found = compute_deadline(TimeLimit(amount=5, unit="working-day"), date(2026, 8, 28), calendar=local)
    told = {step.date: step.text for step in found.steps if "là ngày nghỉ" in step.text}
    assert told[date(2026, 8, 30)] == "30/08/2026 (Chủ nhật) là ngày nghỉ: nghỉ hằng tuần"
    assert told[date(2026, 8, 31)].startswith("31/08/2026 (Thứ Hai) là ngày nghỉ: nghỉ hoán đổi, ")
    assert told[date(2026, 8, 31)].endswith("(làm bù 22/08/2026), 9859/VPCP-KGVX")
    assert told[date(2026, 9, 4)].endswith(", Quyết định số 7/QĐ-UBND")


def test_the_first_turn_is_on_the_first_day_of_the_provision_when_that_is_a_day_of_the_rule() -> None:
    """Thursdays by four in turn: begun on Thursday 08/01/2026, the first named receives on that day."""
    plan = attrs.evolve(load_plan(EXAMPLES / "variations" / "10-tay-ninh.toml"), effective_from=date(2026, 1, 8))
    found = expand(plan, DateRange(date(2026, 1, 1), date(2026, 2, 5)), calendar=CALENDAR)
    assert [(item.date, item.who) for item in found.items if item.kind == "reception"] == [
        (date(2026, 1, 8), "Chủ tịch UBND"),
        (date(2026, 1, 15), "Đại biểu Quốc hội"),
        (date(2026, 1, 22), "Thường trực HĐND"),
        (date(2026, 1, 29), "Bí thư Tỉnh ủy"),
        (date(2026, 2, 5), "Chủ tịch UBND"),
    ]


def test_a_day_counts_from_one_minute_on() -> None:
    assert Credit(minutes=1).minutes == 1
    with pytest.raises(InvalidValue, match="minutes: 0 is no number of minutes"):
        Credit(minutes=0)


@pytest.mark.parametrize(("number", "types"), [("05/QyD-UBND", "QyĐ"), ("05/CTs-UBND", "CT, CTr")])
def test_a_type_that_is_not_is_told_with_those_that_begin_so_or_are_one_letter_off(number: str, types: str) -> None:
    _, [finding] = DocumentNumber.read(number)
    assert f"(có: {types})" in finding.message_vi


ENDED = """
schema = "tiepdan/law/1"

[document]
number = "09/2024/NĐ-CP"
kind = "Nghị định"
title = "Mẫu"
issuer = "Chính phủ"
signed = 2023-12-01
effective = 2024-01-01
repealed = 2025-01-01
checked_on = 2026-11-01
certainty = "settled"

[[rules]]
id = "sample.short"
kind = "time-limit"
title_vi = "Mẫu"
title_en = "Sample"
event = "ngày nhận"

[[versions]]
rule = "sample.short"
valid_from = 2024-01-01
valid_to = 2024-06-01
citations = ["Điều 1"]
value = { amount = 3, unit = "working-day" }

[[versions]]
rule = "sample.short"
valid_from = 2024-06-01
valid_to = 2025-01-01
citations = ["Điều 2"]
value = { amount = 5, unit = "working-day" }
"""


def test_before_a_repeal_is_known_only_what_ends_by_it_goes_on(tmp_path: Path) -> None:
    (tmp_path / "9-2024.toml").write_text(ENDED, encoding="utf-8")
    held = Law.vietnam().with_file(tmp_path / "9-2024.toml")
    assert str(held.on("sample.short", date(2024, 12, 31)).value) == "trong 5 ngày làm việc"
    with pytest.raises(OutsideCoverage, match="has no version on 2025-01-01"):
        held.on("sample.short", date(2025, 1, 1))
    before = read_law_file(tmp_path / "9-2024.toml").known_on(date(2024, 3, 1), frozenset())
    assert [version.valid_to for version in before.content.versions] == [date(2024, 6, 1), None]
    assert before.document.repealed is None
    after = read_law_file(tmp_path / "9-2024.toml").known_on(date(2025, 1, 1), frozenset())
    assert [version.valid_to for version in after.content.versions] == [date(2024, 6, 1), date(2025, 1, 1)]
    assert after.document.repealed == date(2025, 1, 1)
