"""The agenda of a real plan equals the answers counted by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.paths import ANSWERS, SAMPLE_ABSENCES, rows
from tiepdan import (
    Absence,
    Agenda,
    Certainty,
    DateRange,
    Ground,
    InvalidValue,
    Item,
    OutsideCoverage,
    Plan,
    Status,
    UnknownName,
    WorkCalendar,
    WrongType,
    expand,
    load_absences,
)
from tiepdan.audit import minimum_findings

POSTS = {
    "Phó Chủ tịch UBND phường (thứ nhất)": "pho-chu-tich-1",
    "Phó Chủ tịch UBND phường (thứ hai)": "pho-chu-tich-2",
}


def sessions(agenda: Agenda) -> list[Item]:
    return [item for item in agenda.items if item.kind == "reception"]


def outcome(item: Item) -> str:
    if item.status is Status.TO_POSTPONE:
        return "to_postpone"
    return "delegated" if item.on_behalf_of else "held"


def test_each_day_that_is_not_simply_held_is_the_one_counted_by_hand(agenda: Agenda) -> None:
    expected = {(row["date"], row["outcome"], row["by"]) for row in rows(ANSWERS / "binh-phuoc-exceptions.csv")}
    found = {(str(one.date), "excluded", ";".join(one.by)) for one in agenda.excluded}
    found |= {
        (str(item.date), outcome(item), POSTS.get(item.who or "", ""))
        for item in sessions(agenda)
        if outcome(item) != "held"
    }
    assert found == expected


def test_the_numbers_of_each_month_are_those_counted_by_hand(agenda: Agenda) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in sessions(agenda):
        counts[f"{item.date:%Y-%m}"][outcome(item)] += 1
    for one in agenda.excluded:
        counts[f"{one.date:%Y-%m}"]["excluded"] += 1
    for row in rows(ANSWERS / "binh-phuoc-sessions.csv"):
        month = counts[row["month"]]
        assert month == Counter({name: int(row[name]) for name in ("excluded", "held", "delegated", "to_postpone")})
        assert month.total() == int(row["working_days"])


def test_the_totals_of_both_years(agenda: Agenda) -> None:
    sums = agenda.summary
    assert (sums.held, sums.delegated, sums.to_postpone, sums.excluded) == (309, 20, 9, 160)
    assert (sums.reports, sums.postings) == (18, 24)  # two of the plan and seven of the law, each year


def test_no_session_falls_on_a_day_off_and_one_on_each_saturday_made_up(agenda: Agenda, calendar: WorkCalendar) -> None:
    days = {item.date for item in sessions(agenda) if item.date}
    assert all(calendar.is_working_day(day) for day in days)
    assert {day for day in days if day.weekday() == 5} == {date(2026, 1, 10), date(2026, 8, 22)}


def test_no_session_falls_on_an_excluded_morning(agenda: Agenda) -> None:
    assert not {item.date for item in sessions(agenda)} & {one.date for one in agenda.excluded}


def test_a_session_says_when_where_who_for_whom_and_by_what(agenda: Agenda) -> None:
    by_day = {item.date: item for item in sessions(agenda)}
    own, delegated, nobody = (by_day[date(2026, *day)] for day in ((1, 6), (1, 9), (2, 26)))
    assert (own.who, own.on_behalf_of) == ("Chủ tịch UBND phường", None)
    assert f"{own.start:%H:%M} {own.end:%H:%M}" == "07:00 08:00"
    assert own.where == "Trụ sở Tiếp công dân UBND phường"
    assert own.basis == "mục II.1 Kế hoạch số /KH-UBND"
    assert (delegated.who, delegated.on_behalf_of) == ("Phó Chủ tịch UBND phường (thứ nhất)", "Chủ tịch UBND phường")
    assert delegated.basis == own.basis + "; ủy quyền vì bận họp: mục II.1 Kế hoạch số /KH-UBND"
    assert delegated.status is Status.PLANNED
    assert (nobody.who, nobody.status) == (None, Status.TO_POSTPONE)


def test_a_session_that_nobody_can_take_is_a_finding(agenda: Agenda) -> None:
    lost = {item.id for item in sessions(agenda) if item.status is Status.TO_POSTPONE}
    assert {finding.where for finding in agenda.findings if finding.code == "reception.session.nobody"} == lost


def test_what_deputies_received_does_not_count_by_the_law_of_its_day(agenda: Agenda) -> None:
    found = [finding for finding in agenda.findings if finding.code == "reception.delegated.not-in-person"]
    assert [str(finding.citation) for finding in found] == [
        "điểm d khoản 2 Điều 15 Luật số 42/2013/QH13",
        "điểm c khoản 2 Điều 15 Luật số 42/2013/QH13",
    ]
    assert found[0].message_vi.startswith("8 buổi (08/01/2026")
    assert found[1].message_vi.startswith("12 buổi (22/08/2026")


def test_the_calendar_is_posted_five_working_days_before_the_first_session_of_each_month(agenda: Agenda) -> None:
    found = {item.id[-7:]: str(item.date) for item in agenda.items if item.kind == "posting"}
    assert found == {row["month"]: row["post_by"] for row in rows(ANSWERS / "posting.csv")}


def test_reports_have_their_last_days(agenda: Agenda) -> None:
    found = sorted((str(item.date), str(item.act_by)) for item in agenda.items if item.kind == "report")
    due = [row for row in rows(ANSWERS / "reports.csv") if row["rule"] in ("binh-phuoc-2025", "statutory-commune")]
    assert found == sorted((row["due"], row["act_by"]) for row in due if row["due"] >= "2026")


def test_only_the_third_recipient_of_a_report_is_reached_through_another_body(agenda: Agenda) -> None:
    report = next(item for item in agenda.items if "/bao-cao-06-thang/" in item.id)
    assert [(one.name, one.via) for one in report.recipients] == [
        ("Đảng ủy UBND phường", None),
        ("Đảng ủy phường", None),
        ("UBND tỉnh", "Sở Nội vụ"),
    ]


def test_a_strict_last_day_stands_and_the_work_is_done_on_a_working_day_before_it(
    plan: Plan, calendar: WorkCalendar
) -> None:
    """12/11/2028 is a Sunday: the last day stays, the report leaves on Friday."""
    found = expand(plan, DateRange.year(2028), calendar=calendar)
    report = next(item for item in found.items if item.kind == "report" and item.date == date(2028, 11, 12))
    assert report.act_by == date(2028, 11, 10)
    assert report.certainty is Certainty.PROJECTED


def test_a_plan_begins_on_its_first_day(plan: Plan, calendar: WorkCalendar) -> None:
    found = expand(plan, DateRange.year(2025), calendar=calendar)
    assert min(item.date for item in sessions(found) if item.date) == date(
        2025, 11, 21
    )  # 19th a Wednesday, 20th the 20th
    assert not expand(plan, DateRange.year(2024), calendar=calendar).items


def test_a_cycle_of_posting_that_the_plan_does_not_name_is_inferred(plan: Plan, calendar: WorkCalendar) -> None:
    """B09: what is posted and where, and not how often; a plan that does say it is settled."""
    reception, march = plan.reception[0], DateRange(date(2026, 3, 1), date(2026, 3, 31))
    assert reception.posting
    said = attrs.evolve(reception, posting=attrs.evolve(reception.posting, derived=False))
    for derived, sure in ((reception, Certainty.INFERRED), (said, Certainty.SETTLED)):
        found = expand(attrs.evolve(plan, reception=(derived,)), march, calendar=calendar)
        (posting,) = (item for item in found.items if item.kind == "posting")
        assert posting.certainty is sure
        assert [doubt.vi for doubt in posting.doubts] == (
            ["Kế hoạch không ghi chu kỳ niêm yết; ở đây tính theo từng tháng"] if derived is reception else []
        )


def test_a_rule_of_another_kind_is_refused_by_name(plan: Plan, calendar: WorkCalendar) -> None:
    """A quota says by when nothing is posted, a time limit how often nobody receives."""
    (reception,) = plan.reception
    assert reception.posting
    period = DateRange(date(2026, 3, 1), date(2026, 3, 31))
    posted = attrs.evolve(reception, posting=attrs.evolve(reception.posting, rule="reception.chair.minimum"))
    with pytest.raises(InvalidValue, match=r"reception\.chair\.minimum is a Quota, not a TimeLimit"):
        expand(attrs.evolve(plan, reception=(posted,)), period, calendar=calendar)
    counted = attrs.evolve(plan, reception=(attrs.evolve(reception, minimum="reception.schedule.posting"),))
    agenda = expand(counted, period, calendar=calendar)
    with pytest.raises(InvalidValue, match=r"reception\.schedule\.posting sets no number a week"):
        minimum_findings(counted, agenda, calendar=calendar)


def test_a_posting_that_was_due_before_the_plan_held_is_said(plan: Plan, calendar: WorkCalendar) -> None:
    found = expand(plan, DateRange.year(2025), calendar=calendar)
    assert [one.where for one in found.findings if one.code == "reception.posting.before-plan"] == [
        "binh-phuoc-2025/buoi-sang/niem-yet/2025-11"
    ]


def test_what_lies_beyond_the_decided_years_is_said_to_be_projected(plan: Plan, calendar: WorkCalendar) -> None:
    beyond = expand(plan, DateRange.year(2028), calendar=calendar)
    assert "calendar.projected" in {finding.code for finding in beyond.findings}
    assert {item.certainty for item in sessions(beyond)} == {Certainty.PROJECTED}


def test_standing_duties_are_there_without_a_day(agenda: Agenda) -> None:
    assert len(agenda.standing) == 16  # of I.2 and I.3 two, of III.1 to III.4 nine, of IV.1 to IV.3 five
    duty = next(duty for duty in agenda.standing if duty.id.endswith("mttq-tuyen-truyen"))
    assert duty.who[1] == "Ban Điều hành các khu phố"
    assert duty.basis == "mục IV.2 Kế hoạch số /KH-UBND"
    unsure = {duty.id for duty in agenda.standing if duty.certainty is not Certainty.SETTLED}
    assert unsure == {"binh-phuoc-2025/khieu-kien-vuot-cap"}  # I.2 does not say who


@given(cut=st.dates(date(2026, 1, 1), date(2027, 12, 30)))
@settings(max_examples=15)
def test_a_period_in_two_halves_is_the_period_whole(
    agenda: Agenda, plan: Plan, calendar: WorkCalendar, cut: date
) -> None:
    away, whole = load_absences(SAMPLE_ABSENCES), agenda.period
    halves = DateRange(whole.first, cut), DateRange(cut + timedelta(days=1), whole.last)
    parts = [expand(plan, half, calendar=calendar, absences=away) for half in halves]
    assert agenda.items == tuple(item for part in parts for item in part.items)
    assert agenda.excluded == tuple(item for part in parts for item in part.excluded)


def test_every_working_day_is_accounted_for_once(agenda: Agenda, calendar: WorkCalendar) -> None:
    days = [item.date for item in sessions(agenda)] + [one.date for one in agenda.excluded]
    assert sorted(day for day in days if day) == list(calendar.working_days(agenda.period))


def test_the_difference_of_two_agendas(agenda: Agenda, plan: Plan, calendar: WorkCalendar) -> None:
    closed = calendar.with_local(document="Công văn mẫu", off=[date(2026, 3, 9)])
    other = expand(plan, agenda.period, calendar=closed, absences=load_absences(SAMPLE_ABSENCES))
    difference = agenda.diff(other)
    assert [item.date for item in difference.removed] == [date(2026, 3, 9)]
    assert not difference.added
    assert not difference.changed
    assert not agenda.diff(agenda)
    moved = attrs.evolve(agenda, items=(attrs.evolve(agenda.items[0], where="nơi khác"), *agenda.items[1:]))
    assert len(agenda.diff(moved).changed) == 1


def test_a_period_outside_the_calendar_is_refused(plan: Plan, calendar: WorkCalendar) -> None:
    with pytest.raises(OutsideCoverage, match=r"covers: 2013-01-01\.\.2053-12-31"):
        expand(plan, DateRange(date(2050, 1, 1), date(2054, 1, 1)), calendar=calendar)


def test_a_period_is_a_range_of_dates(plan: Plan, calendar: WorkCalendar) -> None:
    with pytest.raises(WrongType, match="expand: period is DateRange, not"):
        expand(plan, "2026", calendar=calendar)  # type: ignore[arg-type]


def test_a_posting_needs_a_limit_that_counts_days_before(plan: Plan, calendar: WorkCalendar) -> None:
    def posted_by(rule: str) -> list[Item]:
        (reception,) = plan.reception
        assert reception.posting
        posting = attrs.evolve(reception.posting, rule=rule)
        other = attrs.evolve(plan, reception=(attrs.evolve(reception, posting=posting),))
        found = expand(other, DateRange(date(2026, 3, 1), date(2026, 3, 31)), calendar=calendar)
        return [item for item in found.items if item.kind == "posting"]

    # the first session is on Friday 03/04/2026; ten working days before: 02, 01, 31, 30, 27, 26, 25, 24, 23, 20
    (item,) = posted_by("reception.assembly-deputy.calendar")
    assert item.date == date(2026, 3, 20)
    with pytest.raises(InvalidValue, match="a posting needs one that does"):
        posted_by("reception.reply")
    with pytest.raises(UnknownName, match="did you mean"):
        posted_by("reception.schedule.postin")


def test_an_absence_of_an_unknown_post_is_refused(plan: Plan, calendar: WorkCalendar) -> None:
    away = Absence(post="chu-tic", first=date(2026, 1, 5), last=date(2026, 1, 5), ground=Ground.MEETING)
    with pytest.raises(UnknownName, match="did you mean 'chu-tich'"):
        expand(plan, DateRange.year(2026), calendar=calendar, absences=[away])
