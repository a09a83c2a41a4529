"""Deadlines: the answers counted by hand, what each step says, and what a caller hears who asks for what cannot be."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.known import CALENDAR
from tests.paths import ANSWERS, rows
from tiepdan import (
    CalendarDays,
    Certainty,
    Deadline,
    Hours,
    InvalidFile,
    InvalidValue,
    Law,
    LunarMonthDay,
    Months,
    OutsideCoverage,
    TiepDanError,
    UnknownName,
    WorkingDays,
    WrongType,
    Years,
    compute_deadline,
    from_dict,
    phrases,
    to_dict,
)
from tiepdan.law import Extension, Meaning, TimeLimit

ANSWERED = rows(ANSWERS / "deadlines.csv")


def asked(row: dict[str, str]) -> dict[str, Any]:
    """What a row asks beyond its rule and its event."""
    spans = [tuple(map(date.fromisoformat, span.split(".."))) for span in row["suspended"].split()]
    flags = dict.fromkeys(row["flags"].split(), True)
    return {
        "version_on": date.fromisoformat(row["version_on"]) if row["version_on"] else None,
        "extensions": int(row["extensions"] or 0),
        "suspended": spans,
        **flags,
    }


@pytest.fixture(params=ANSWERED, ids=[f"{row['rule']} {row['event']} {row['flags']}" for row in ANSWERED])
def answer(request: pytest.FixtureRequest) -> tuple[dict[str, str], Deadline]:
    row = request.param
    return row, compute_deadline(row["rule"], date.fromisoformat(row["event"]), calendar=CALENDAR, **asked(row))


def test_the_last_day_is_the_one_counted_by_hand(answer: tuple[dict[str, str], Deadline]) -> None:
    row, found = answer
    assert found.due.isoformat() == row["due"], row["trail"]
    assert (found.act_by.isoformat() if found.act_by else "") == row["act_by"], row["trail"]


def test_the_days_passed_over_are_those_passed_over_by_hand(answer: tuple[dict[str, str], Deadline]) -> None:
    row, found = answer
    off = [step.date for step in found.steps if step.date and ") là ngày nghỉ: " in step.text]
    if found.act_by and found.act_by < found.due:  # the days back to the day to act by are told after the count
        off = [day for day in off if not found.act_by < day <= found.due]
    assert " ".join(f"{day:%m-%d}" for day in sorted(off)) == row["off"], row["trail"]


def test_the_table_of_answers_is_broad_enough() -> None:
    assert len(ANSWERED) >= 120
    assert len({row["rule"] for row in ANSWERED}) >= 70
    assert {row["event"][:4] for row in ANSWERED} == {str(year) for year in range(2017, 2028)}


def last_day(rule: str | TimeLimit, event: date, **more: Any) -> date:
    return compute_deadline(rule, event, calendar=CALENDAR, **more).due


class TestVersions:
    def test_acceptance_changes_on_the_day(self) -> None:
        """Received 30/06/2026: 10 calendar days; received 01/07/2026: 7 working days (Luật 136/2025/QH15 Đ2)."""
        before, after = (
            compute_deadline("complaint.first.acceptance", day, calendar=CALENDAR)
            for day in (date(2026, 6, 30), date(2026, 7, 1))
        )
        assert before.version
        assert after.version
        assert (str(before.version.value), str(after.version.value)) == ("trong 10 ngày", "trong 7 ngày làm việc")
        assert (before.due, after.due) == (date(2026, 7, 10), date(2026, 7, 10))

    def test_another_date_may_pick_the_version(self) -> None:
        found = compute_deadline("one-stop.apology", date(2025, 7, 15), calendar=CALENDAR, version_on=date(2025, 6, 20))
        assert found.version
        assert str(found.version.citations[0]) == "khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP"
        assert "chọn theo ngày 20/06/2025" in found.explain()
        assert found.due == date(2025, 7, 14)

    def test_an_older_version_of_a_rule_with_its_own_date(self) -> None:
        assert last_day("complaint.first.acceptance", date(2026, 7, 1), version_on=date(2026, 6, 30)) == date(
            2026, 7, 13
        )

    def test_a_transition_is_told(self) -> None:
        found = compute_deadline("complaint.dialogue.notice", date(2026, 7, 20), calendar=CALENDAR)
        [step] = [step for step in found.steps if step.text.startswith("Chuyển tiếp: ")]
        assert str(step.citation) == "khoản 1 Điều 22 Nghị định số 155/2026/NĐ-CP"
        assert step.citation in found.citations

    def test_a_law_of_ones_own(self) -> None:
        law = Law.vietnam().known_on(date(2025, 12, 9))
        assert last_day("complaint.first.acceptance", date(2026, 7, 1), law=law) == date(2026, 7, 13)


class TestSteps:
    def test_each_with_its_text(self) -> None:
        found = compute_deadline("complaint.first.acceptance", date(2026, 11, 16), calendar=CALENDAR)
        assert [(step.text, step.date, str(step.citation or "")) for step in found.steps] == [
            ("Sự kiện: ngày nhận được khiếu nại thuộc thẩm quyền, Thứ Hai, 16/11/2026", date(2026, 11, 16), ""),
            ("Quy tắc: trong 7 ngày làm việc; phiên bản từ 01/07/2026", None, "Điều 27 Luật số 02/2011/QH13"),
            ("Không tính ngày xảy ra sự kiện; ngày thứ nhất là 17/11/2026", date(2026, 11, 17),
             "Điều 147 Bộ luật số 91/2015/QH13"),
            ("21/11/2026 (Thứ Bảy) là ngày nghỉ: nghỉ hằng tuần", date(2026, 11, 21), ""),
            ("22/11/2026 (Chủ nhật) là ngày nghỉ: nghỉ hằng tuần", date(2026, 11, 22), ""),
            ("24/11/2026 (Thứ Ba) là ngày nghỉ: nghỉ lễ, tết, Ngày Văn hóa Việt Nam", date(2026, 11, 24),
             "Điều 2 Nghị quyết số 28/2026/QH16"),
            ("Ngày làm việc thứ 7: Thứ Năm, 26/11/2026", date(2026, 11, 26), ""),
        ]  # fmt: skip

    def test_a_make_up_saturday_is_told_with_its_decision(self) -> None:
        found = compute_deadline("reception.refusal.notice", date(2026, 8, 20), calendar=CALENDAR)
        assert found.due == date(2026, 8, 24)
        [step] = [step for step in found.steps if "là ngày làm việc" in step.text]
        assert step.date == date(2026, 8, 22)
        assert "làm bù" in step.text

    def test_suspended_time_before_the_law_allowed_it_is_counted_and_said(self) -> None:
        found = compute_deadline(
            "complaint.first.resolution",
            date(2026, 5, 4),
            calendar=CALENDAR,
            suspended=[(date(2026, 5, 11), date(2026, 5, 18))],
        )
        assert found.due == date(2026, 6, 3)
        assert "luật khi đó chưa cho trừ" in found.explain()

    @pytest.mark.parametrize(
        ("span", "words"),
        [
            ((date(2026, 12, 1), date(2026, 12, 5)), "sau khi thời hạn đã đủ"),
            ((date(2026, 8, 1), date(2026, 9, 2)), "trước khi thời hạn bắt đầu"),
        ],
    )
    def test_a_suspension_outside_the_count_changes_nothing_and_says_so(
        self, span: tuple[date, date], words: str
    ) -> None:
        """30 days from 01/09/2026: 01/10/2026, a Thursday; on 01/09 itself nothing is counted yet."""
        found = compute_deadline(
            "complaint.first.resolution", date(2026, 9, 1), calendar=CALENDAR, suspended=iter([span])
        )
        assert found.due == date(2026, 10, 1)
        assert next(step.text for step in found.steps if "Tạm đình chỉ" in step.text).endswith(
            f"{words}, không làm thay đổi ngày cuối"
        )
        assert found.certainty is Certainty.SETTLED

    def test_a_suspension_over_the_event_is_cut_to_the_days_of_the_count(self) -> None:
        """Of 20/08 to 04/09 only 02/09, 03/09 and 04/09 are counted days: 01/10 + 3 = 04/10, a Sunday, so 05/10."""
        found = compute_deadline(
            "complaint.first.resolution",
            date(2026, 9, 1),
            calendar=CALENDAR,
            suspended=[(date(2026, 8, 20), date(2026, 9, 5))],
        )
        assert found.due == date(2026, 10, 5)
        assert "3 ngày không tính, chỉ trừ từ 02/09/2026" in found.explain()

    def test_extensions_and_variants_are_told(self) -> None:
        found = compute_deadline("denunciation.resolution", date(2026, 3, 2), calendar=CALENDAR, extensions=1)
        assert "Gia hạn 1 lần: tổng cộng 60 ngày, tính từ đầu" in found.explain()
        found = compute_deadline("complaint.first.resolution", date(2026, 3, 2), calendar=CALENDAR, complex=True)
        assert "Trường hợp phức tạp: 45 ngày" in found.explain()

    def test_the_days_back_to_the_day_to_act_by(self) -> None:
        found = compute_deadline("dialogue.notice", date(2026, 3, 1), calendar=CALENDAR)
        assert (found.due, found.act_by) == (date(2026, 2, 22), date(2026, 2, 13))
        off = [step.date for step in found.steps if "là ngày nghỉ" in step.text]
        assert off == [date(2026, 2, 22) - timedelta(days=n) for n in range(9)]

    def test_hours_stay_on_the_day(self) -> None:
        found = compute_deadline("reception.online.connection", date(2026, 11, 28), calendar=CALENDAR)
        assert found.due == found.act_by == date(2026, 11, 28)
        assert "Tính theo giờ" in found.explain()

    def test_told_once_only(self) -> None:
        found = compute_deadline("complaint.first.acceptance", date(2026, 11, 16), calendar=CALENDAR)
        assert found.steps is found.steps


class TestCertainty:
    def test_a_plain_answer_is_settled(self) -> None:
        found = compute_deadline("complaint.first.resolution", date(2026, 3, 2), calendar=CALENDAR)
        assert (found.certainty, found.doubts) == (Certainty.SETTLED, ())

    def test_a_last_day_that_moved_rests_on_an_inference(self) -> None:
        """That the Civil Code's roll governs administrative limits follows from its Đ145 only."""
        found = compute_deadline("information.inaccuracy.reply", date(2026, 9, 10), calendar=CALENDAR)
        assert (found.due, found.certainty) == (date(2026, 9, 21), Certainty.INFERRED)
        assert [doubt.en.split(";")[0] for doubt in found.doubts] == ["the special laws say nothing on counting"]

    def test_where_decree_and_law_differ_the_answer_names_both(self) -> None:
        """Khoản 1 Điều 41 of the Law: 7 days; điểm a khoản 2 Điều 29 NĐ 124/2020: 7 working days."""
        before = compute_deadline("complaint.second.sending", date(2020, 12, 9), calendar=CALENDAR)
        after = compute_deadline("complaint.second.sending", date(2020, 12, 10), calendar=CALENDAR)
        assert (before.due, before.doubts) == (date(2020, 12, 16), ())
        assert (after.due, [doubt.en for doubt in after.doubts]) == (
            date(2020, 12, 17),
            ["điểm a khoản 2 Điều 29 of Decree 124/2020/NĐ-CP says 7 working days; the Law is followed here"],
        )

    def test_a_rule_read_in_the_press_only(self) -> None:
        found = compute_deadline("dialogue.result.publication", date(2026, 11, 16), calendar=CALENDAR)
        assert found.certainty is Certainty.PRESS

    def test_days_that_nothing_decided_yet_are_projected(self) -> None:
        found = compute_deadline("reception.reply", date(2029, 2, 5), calendar=CALENDAR)
        assert found.certainty is Certainty.PROJECTED
        assert found.doubts

    def test_a_minimum_period_rests_on_no_calendar(self) -> None:
        found = compute_deadline("information.posting", date(2029, 2, 5), calendar=CALENDAR)
        assert (found.due, found.certainty) == (date(2029, 3, 7), Certainty.SETTLED)


class TestPhrases:
    """The phrases of plans and decisions, each with the day it means."""

    @pytest.mark.parametrize(
        ("limit", "event", "due", "act_by"),
        [
            (phrases.within(CalendarDays(10)), "2026-11-18", "2026-11-30", "2026-11-30"),
            (phrases.within(WorkingDays(10)), "2026-11-20", "2026-12-07", "2026-12-07"),
            (phrases.within(Months(1)), "2026-01-31", "2026-03-02", "2026-03-02"),
            (phrases.within(Years(1)), "2024-02-29", "2025-02-28", "2025-02-28"),
            (phrases.at_once(), "2026-11-21", "2026-11-23", "2026-11-23"),
            (phrases.at_once(), "2026-08-22", "2026-08-22", "2026-08-22"),
            (phrases.by(), "2026-11-22", "2026-11-22", "2026-11-20"),
            (phrases.before(), "2026-05-13", "2026-05-12", "2026-05-12"),
            (phrases.before(), "2026-11-01", "2026-10-31", "2026-10-30"),
            (phrases.at_least_before(CalendarDays(7)), "2026-03-01", "2026-02-22", "2026-02-13"),
            (phrases.at_least_before(WorkingDays(5)), "2026-11-27", "2026-11-19", "2026-11-19"),
            (phrases.at_least(CalendarDays(30)), "2026-01-15", "2026-02-14", ""),
            (phrases.in_force_on(), "2026-11-22", "2026-11-22", ""),
            (phrases.in_force_after(CalendarDays(30)), "2026-01-15", "2026-02-15", ""),
        ],
    )
    def test_each(self, limit: TimeLimit, event: str, due: str, act_by: str) -> None:
        found = compute_deadline(limit, date.fromisoformat(event), calendar=CALENDAR)
        assert found.due.isoformat() == due
        assert (found.act_by.isoformat() if found.act_by else "") == act_by
        assert found.rule is None
        assert found.version is None
        assert found.explain()

    def test_before_a_lunar_day(self) -> None:
        """“Trước ngày 23 tháng Chạp” of Bính Ngọ, which is Saturday 30/01/2027."""
        chap = LunarMonthDay.parse("23 tháng Chạp").in_year(2026)
        found = compute_deadline(phrases.before(), chap, calendar=CALENDAR)
        assert (found.due, found.act_by) == (date(2027, 1, 29), date(2027, 1, 29))
        assert found.steps[0].text == "23 tháng Chạp năm Bính Ngọ là Thứ Bảy, 30/01/2027"

    def test_the_day_before_the_reports_of_the_sources(self) -> None:
        """“Trước ngày 01/11” (2026: a Sunday) is 31/10, a Saturday: act by Friday 30/10."""
        found = compute_deadline(phrases.before(), date(2026, 11, 1), calendar=CALENDAR)
        assert (found.due, found.act_by) == (date(2026, 10, 31), date(2026, 10, 30))


REFUSED: list[tuple[str, date, dict[str, Any], type[TiepDanError], str]] = [
    ("complaint.first.aceptance", date(2026, 7, 1), {}, UnknownName, "did you mean 'complaint.first.acceptance'"),
    ("complaint.dialogue.notice", date(2026, 6, 30), {}, OutsideCoverage,
     "it has [2026-07-01, …); before, the law asked for notice without a number of days"),
    ("complaint.first.resolution", date(2016, 12, 31), {}, OutsideCoverage,
     "counting.start has no version on 2016-12-31: it has [2017-01-01, …); how the Civil Code 33/2005/QH11"),
    ("complaint.first.sending", date(2026, 7, 1), {"remote": True}, InvalidValue,
     "has no variant 'remote' (vùng sâu, vùng xa); it has: none"),
    ("complaint.second.lodging", date(2026, 7, 1), {"complex": True}, InvalidValue, "it has: remote (45)"),
    ("denunciation.resolution", date(2026, 7, 1), {"complex": True}, InvalidValue,
     "it is extended up to 2 times instead: give extensions"),
    ("denunciation.resolution", date(2026, 7, 1), {"extensions": 4}, InvalidValue, "2 times at most, not 4"),
    ("denunciation.resolution", date(2026, 7, 1), {"extensions": -1}, InvalidValue, "not -1"),
    ("denunciation.resolution", date(2026, 7, 1), {"extensions": True}, WrongType, "extensions is int, not True"),
    ("complaint.first.resolution", date(2026, 7, 1), {"extensions": 1}, InvalidValue, "is not extended by law"),
    ("complaint.disciplinary.second.lodging", date(2026, 7, 1), {"dismissal": True, "complex": True}, InvalidValue,
     "a dismissal that is also complex or remote"),
    ("complaint.first.resolution", date(2026, 7, 1), {"suspended": [(date(2026, 8, 3), date(2026, 8, 1))]},
     InvalidValue, "the suspension from 2026-08-03 ends on 2026-08-01, before it starts"),
    ("complaint.first.resolution", date(2026, 7, 1), {"suspended": [(date(2026, 8, 3), date(2026, 8, 9)),
     (date(2026, 8, 8), date(2026, 8, 20))]}, InvalidValue, "two suspensions both hold on 2026-08-08"),
    ("complaint.first.resolution", date(2026, 7, 1), {"suspended": [date(2026, 8, 3)]}, WrongType,
     "suspended[0] is a tuple (date, date), not datetime.date(2026, 8, 3)"),
    ("complaint.first.sending", date(2026, 7, 1), {"suspended": [(date(2026, 8, 3), date(2026, 8, 9))]},
     InvalidValue, "the law takes no suspended time out"),
    ("one-stop.apology", date(2026, 7, 1), {}, InvalidValue, "(ngày tiếp nhận hồ sơ); give it as version_on"),
    ("dialogue.minimum", date(2026, 7, 1), {}, InvalidValue, "sets no time limit but: ít nhất 1 lần trong 01 năm"),
    ("complaint.first.resolution", date(2053, 12, 20), {}, OutsideCoverage, "2053-12-31"),
    ("information.posting", date(2053, 12, 20), {}, OutsideCoverage, "2053-12-31"),
    ("group-head.term", date(2050, 1, 1), {}, OutsideCoverage, "2053-12-31"),
    ("group-head.term", date(2026, 5, 25), {}, OutsideCoverage, "2.5 or 5 years by province"),
    ("group-head.interim.term", date(2026, 5, 25), {}, OutsideCoverage, "until a new head is elected"),
    ("community.ballot.notice", date(2023, 6, 30), {}, OutsideCoverage, "before Law 10/2022/QH15"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "event", "more", "kind", "words"), REFUSED)
def test_what_cannot_be_is_refused_with_what_holds_instead(
    rule: str, event: date, more: dict[str, Any], kind: type[TiepDanError], words: str
) -> None:
    with pytest.raises(kind, match=re.escape(words)):
        compute_deadline(rule, event, calendar=CALENDAR, **more)


def test_an_instant_is_no_event() -> None:
    with pytest.raises(WrongType, match=r"event is date, not datetime.* which is an instant: pass its"):
        compute_deadline("reception.reply", datetime(2026, 7, 1), calendar=CALENDAR)  # noqa: DTZ001


def test_a_bare_limit_has_no_versions() -> None:
    with pytest.raises(InvalidValue, match="leave version_on out"):
        last_day(phrases.before(), date(2026, 7, 1), version_on=date(2026, 7, 1))


def test_what_is_no_rule() -> None:
    with pytest.raises(WrongType, match="rule is str or Rule or TimeLimit, not None"):
        compute_deadline(None, date(2026, 7, 1), calendar=CALENDAR)  # type: ignore[arg-type]


def test_a_suspension_of_another_kind_or_of_none() -> None:
    spans = [(date(2026, 8, 3), date(2026, 8, 9))]
    for name, words in (
        ("complaint.suspension.exclusoin", "did you mean 'complaint.suspension.exclusion'"),
        ("counting.start", "counting.start takes no suspended time out"),
    ):
        limit = TimeLimit(amount=30, unit="calendar-day", suspension=name)
        with pytest.raises(TiepDanError, match=words):
            compute_deadline(limit, date(2026, 7, 20), calendar=CALENDAR, suspended=spans)


def test_a_registry_of_a_day_before_the_convention_takes_nothing_out() -> None:
    law = Law.vietnam().known_on(date(2025, 1, 1))
    found = compute_deadline(
        "complaint.first.resolution",
        date(2026, 9, 1),
        calendar=CALENDAR,
        law=law,
        suspended=[(date(2026, 9, 10), date(2026, 9, 20))],
    )
    assert found.due == date(2026, 10, 1)
    assert "luật khi đó chưa cho trừ" in found.explain()


def test_limits_built_by_hand_are_checked() -> None:
    wrong: tuple[dict[str, Any], ...] = ({"direction": "before"}, {"meaning": "latest"})
    for part in wrong:
        with pytest.raises(WrongType, match=r"; write (Direction\.BEFORE|Meaning\.LATEST)$"):
            TimeLimit(amount=1, unit="month", **part)
    for part in ({"at_most": 0, "amount": 1}, {"at_most": 1, "amount": -30}, {"at_most": 1, "amount": 1, "complex": 0}):
        with pytest.raises(InvalidValue, match="is not a whole number from 1 up"):
            Extension(**part)


def test_limits_that_fall_on_the_same_day_are_no_equals() -> None:
    day = date(2026, 11, 20)
    one, two = (
        compute_deadline(limit, day, calendar=CALENDAR)
        for limit in (phrases.before(), phrases.at_least_before(WorkingDays(1)))
    )
    assert one.due == two.due
    assert one != two
    assert "Chính ngày đó: Thứ Sáu, 20/11/2026" in compute_deadline(phrases.by(), day, calendar=CALENDAR).explain()


def test_lengths_beyond_all_days() -> None:
    for length in (CalendarDays(10**10), Months(10**6), WorkingDays(10**6)):
        with pytest.raises(OutsideCoverage):
            last_day(phrases.within(length), date(2026, 7, 1))


def test_hours_of_a_day_and_more_are_refused() -> None:
    for limit in (phrases.within(Hours(24)), phrases.at_least_before(Hours(72))):
        with pytest.raises(InvalidValue, match="only a clock can tell"):
            last_day(limit, date(2026, 11, 16))


def test_working_days_to_an_effect() -> None:
    """Four working days from Friday 20/11/2026, 24/11 off: 23, 25, 26, 27; in effect on Saturday 28/11."""
    found = compute_deadline(phrases.in_force_after(WorkingDays(4)), date(2026, 11, 20), calendar=CALENDAR)
    assert found.due == date(2026, 11, 28)
    assert [step.text for step in found.steps][-2:] == [
        "Ngày làm việc thứ 4: Thứ Sáu, 27/11/2026", "Có hiệu lực sau ngày đó: Thứ Bảy, 28/11/2026"
    ]  # fmt: skip


def test_values_that_answer_alike_are_equal() -> None:
    one, two = (compute_deadline("reception.reply", date(2026, 7, 1), calendar=CALENDAR) for _ in range(2))
    other = compute_deadline("reception.reply", date(2026, 7, 2), calendar=CALENDAR)
    assert one == two
    assert hash(one) == hash(two)
    assert one != other
    assert one != "reception.reply"
    assert repr(one) == "<Deadline reception.reply: 2026-07-01 → latest 2026-07-15, act_by=2026-07-15>"
    assert one.meaning is Meaning.LATEST
    with pytest.raises(AttributeError):
        one.due = date(2026, 7, 3)  # type: ignore[misc]


def test_plain_data_of_a_deadline() -> None:
    found = compute_deadline("reception.reply", date(2026, 7, 1), calendar=CALENDAR)
    data = to_dict(found)
    assert list(data) == [
        "rule",
        "event",
        "due",
        "act_by",
        "meaning",
        "version",
        "citations",
        "certainty",
        "doubts",
        "steps",
    ]
    assert data["due"] == "2026-07-15"
    assert data["steps"][1]["citation"] == "khoản 1 Điều 28 Luật số 42/2013/QH13"
    with pytest.raises(InvalidFile) as caught:
        from_dict(Deadline, data)
    assert "a Deadline is computed, not read" in str(caught.value)
