"""Dialogue conferences: days counted by hand, what moves with them, free days, opinions, dialogue enough."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

import attrs
import pytest

from tests.known import CALENDAR, LAW
from tests.paths import BINH_PHUOC, EXAMPLES
from tiepdan import (
    Certainty,
    DateRange,
    InvalidFile,
    InvalidValue,
    Plan,
    TimeWindow,
    UnknownName,
    WrongType,
    expand,
    load_plan,
)
from tiepdan.agenda import busy
from tiepdan.dialogue import (
    Busy,
    Conference,
    ConferenceTask,
    FixedDay,
    HeldConference,
    Opinion,
    Phase,
    Proposal,
    Step,
    VotersRequest,
    dialogue_findings,
    opinion_findings,
    propose_days,
    shortfalls,
)
from tiepdan.law import Severity

NHON_HUNG = load_plan(EXAMPLES / "nhon-hung-2024.toml")
YEAR = DateRange(date(2024, 2, 9), date(2024, 12, 31))


def fixed(day: date, quarter: int = 2, **more: Any) -> FixedDay:
    return FixedDay(**{"quarter": quarter, "day": day, "from_": time(7, 30), "to": time(10, 30), **more})


def planned(*days: FixedDay, plan: Plan = NHON_HUNG, **changes: Any) -> Plan:
    conference = attrs.evolve(plan.conference[0], fixed=days, **changes)
    return attrs.evolve(plan, conference=(conference,))


class TestAgenda:
    def test_a_day_yet_to_be_named_is_a_quarter(self) -> None:
        """N02: quarters II, III and IV."""
        items = expand(NHON_HUNG, YEAR, calendar=CALENDAR).items
        assert [(item.id, str(item.period)) for item in items] == [
            ("nhon-hung-2024/doi-thoai/2024-Q2", "2024-04-01..2024-06-30"),
            ("nhon-hung-2024/doi-thoai/2024-Q3", "2024-07-01..2024-09-30"),
            ("nhon-hung-2024/doi-thoai/2024-Q4", "2024-10-01..2024-12-31"),
        ]

    def test_a_fixed_day_brings_its_notice_and_its_tasks(self) -> None:
        """Thursday 16/05/2024: notice by Thursday 09/05, 7 days before; tasks before it by Wednesday 15/05.

        III.2, III.3, IV.1, IV.4, IV.5: what is done at the conference is in its hours; IV.8: a plan before it, order
        before, during and after it; IV.1 to IV.3, IV.7: money, decoration and broadcast at no time that is said.
        """
        items = {item.id.rpartition("/")[2]: item
                 for item in expand(planned(fixed(date(2024, 5, 16))), YEAR, calendar=CALENDAR).items}  # fmt: skip
        meeting = items["2024-Q2"]
        assert (meeting.date, meeting.start, meeting.end) == (date(2024, 5, 16), time(7, 30), time(10, 30))
        assert items["thong-bao"].date == items["moi-ho"].date == date(2024, 5, 9)
        assert "ít nhất 40 hộ" in items["moi-ho"].what
        assert {name for name, item in items.items() if item.date == date(2024, 5, 15)} == {
            "van-phong-chuan-bi", "kinh-phi", "kinh-phi-van-phong", "khanh-tiet", "tu-phap-tai-lieu",
            "dia-chinh-tai-lieu", "truyen-thanh", "phat-thanh-ke-hoach", "an-ninh-ke-hoach",
        }  # fmt: skip
        assert {name for name, item in items.items() if item.start == time(7, 30) and item.end == time(10, 30)} == {
            "2024-Q2", "tra-loi", "van-phong-thu-ky", "to-thu-ky", "dua-micro", "tu-phap-tham-muu",
            "dia-chinh-tham-muu", "y-te-truc",
        }  # fmt: skip
        assert (items["an-ninh"].date, items["an-ninh"].start) == (date(2024, 5, 16), None)
        assert str(items["van-phong-tra-loi"].period) == "2024-05-16..2024-06-30"
        assert "cong-bo" not in items

    def test_a_day_that_the_plan_does_not_name_is_inferred(self) -> None:
        """“Trước ngày đối thoại” (IV.7) names one; “trước, trong và sau”, “trong thời gian sớm nhất” name none."""
        items = {item.id.rpartition("/")[2]: item
                 for item in expand(planned(fixed(date(2024, 5, 16))), YEAR, calendar=CALENDAR).items}  # fmt: skip
        items = {name: item for name, item in items.items() if item.date or item.kind == "dialogue-task"}
        settled = {name for name, item in items.items() if item.certainty is Certainty.SETTLED}
        assert settled == {
            "2024-Q2", "truyen-thanh", "tra-loi", "van-phong-thu-ky", "to-thu-ky", "dua-micro", "tu-phap-tham-muu",
            "dia-chinh-tham-muu", "y-te-truc",
        }  # fmt: skip
        assert all(item.doubts for name, item in items.items() if name not in settled)
        assert "không ấn định hạn" in items["van-phong-tra-loi"].doubts[-1].vi
        assert "không ấn định ngày" in items["an-ninh"].doubts[-1].vi
        unsaid = {name for name, item in items.items() if any("không ghi làm khi nào" in one.vi for one in item.doubts)}
        assert unsaid == {"kinh-phi", "kinh-phi-van-phong", "khanh-tiet", "phat-thanh-ke-hoach"}

    def test_who_is_invited_is_told(self) -> None:
        """II.3: two are invited and two sorts take part; III.3: a vice chair of the MTTQ is invited as a secretary."""
        items = {item.id.rpartition("/")[2]: item
                 for item in expand(planned(fixed(date(2024, 5, 16))), YEAR, calendar=CALENDAR).items}  # fmt: skip
        assert [str(one) for one in items["thong-bao"].recipients] == [
            "Phó Bí thư Đảng ủy – Kiêm Chủ tịch HĐND phường",
            "Chủ tịch UBMTTQ Việt Nam phường",
            "01 Phó Chủ tịch UBMTTQ phường",
            "Cán bộ, công chức phường",
            "Bí thư các Chi bộ, Trưởng, phó các khóm",
        ]
        assert items["to-thu-ky"].who == "01 công chức Văn phòng – Thống kê, 01 Phó Chủ tịch UBMTTQ phường"

    def test_on_a_projected_day_nothing_is_settled(self) -> None:
        """Thursday 16/05/2030: its days off are not decided yet."""
        plan = attrs.evolve(NHON_HUNG, effective_to=date(2030, 12, 31))
        items = expand(
            planned(fixed(date(2030, 5, 16)), plan=plan), DateRange.quarter(2030, 2), calendar=CALENDAR
        ).items
        own = [item for item in items if item.id.startswith("nhon-hung-2024/doi-thoai/")]
        assert len(own) == 22  # 18 tasks, the conference, its notice, the invitations, the results
        assert {item.certainty for item in own} == {Certainty.PROJECTED}

    def test_each_group_invites_its_households(self) -> None:
        """II.3: not the chair does."""
        day = fixed(date(2024, 5, 16))
        for groups, who in (((), "Mỗi khóm, thôn, tổ dân phố"), (("Khóm A", "Khóm B"), "Khóm A, Khóm B")):
            items = expand(planned(day, groups=groups), YEAR, calendar=CALENDAR).items
            assert [item.who for item in items if item.id.endswith("/moi-ho")] == [who]

    def test_before_the_law_of_2025_no_time_for_publication(self) -> None:
        agenda = expand(planned(fixed(date(2024, 5, 16))), YEAR, calendar=CALENDAR)
        assert "dialogue.publication.none" in [finding.code for finding in agenda.findings]

    def test_since_then_ten_days(self) -> None:
        """Thursday 14/05/2026: notice by 07/05; ten days after is Sunday 24/05, so Monday 25/05."""
        plan = attrs.evolve(NHON_HUNG, effective_to=date(2026, 12, 31))
        agenda = expand(planned(fixed(date(2026, 5, 14)), plan=plan), DateRange.quarter(2026, 2), calendar=CALENDAR)
        items = {item.id.rpartition("/")[2]: item for item in agenda.items}
        assert (items["thong-bao"].date, items["cong-bo"].date) == (date(2026, 5, 7), date(2026, 5, 25))
        assert str(items["van-phong-tra-loi"].period) == "2026-05-14..2026-05-25"
        assert "Điều 43" in items["cong-bo"].basis

    def test_a_week_later_moves_all_of_it_and_nothing_else(self) -> None:
        others = fixed(date(2024, 9, 12), 3), fixed(date(2024, 11, 14), 4)
        before, after = (
            expand(planned(fixed(day), *others), YEAR, calendar=CALENDAR)
            for day in (date(2024, 5, 16), date(2024, 5, 23))
        )
        difference = before.diff(after)
        assert difference.added == difference.removed == ()
        own = {item.id for item in before.items if item.id.startswith("nhon-hung-2024/doi-thoai/2024-Q2")}
        assert {one.id for one, _ in difference.changed} == own
        assert len(own) == 21  # 18 tasks, the conference, its notice, the invitations
        moved = [(one.date, other.date) for one, other in difference.changed if one.date and other.date]
        assert len(moved) == 20  # all but the replies, which have until the quarter ends
        assert {(later - earlier).days for earlier, later in moved} == {7}

    def test_a_task_with_its_own_days(self) -> None:
        """Ten working days before Thursday 16/05/2024: 15, 14, 13, 10, 09, 08, 07, 06, Saturday 04 (made up), 03/05."""
        task = ConferenceTask(id="ra-soat", who=("van-phong",), what="Rà soát", phase=Phase.BEFORE, amount=10,
                              unit="working-day", clause="IV")  # fmt: skip
        reply = attrs.evolve(task, id="tra-loi", phase=Phase.AFTER, amount=5)
        agenda = expand(planned(fixed(date(2024, 5, 16)), task=(task, reply)), YEAR, calendar=CALENDAR)
        items = {item.id.rpartition("/")[2]: item for item in agenda.items}
        assert items["ra-soat"].date == date(2024, 5, 3)
        assert items["tra-loi"].date == date(2024, 5, 23)  # 17, 20, 21, 22, 23

    def test_a_task_before_the_plan(self) -> None:
        task = ConferenceTask(id="som", who=("van-phong",), what="Rất sớm", phase=Phase.BEFORE, amount=120, clause="IV")
        agenda = expand(planned(fixed(date(2024, 5, 16)), task=(task,)), DateRange.year(2024), calendar=CALENDAR)
        found = [finding for finding in agenda.findings if finding.code == "dialogue.before-plan"]
        assert [(one.severity, one.where) for one in found] == [
            (Severity.ERROR, "nhon-hung-2024/doi-thoai/2024-Q2/som")
        ]
        near = attrs.evolve(task, amount=96)  # 16/05 less 96 days is 10/02/2024, a day after the plan
        agenda = expand(planned(fixed(date(2024, 5, 16)), task=(near,)), DateRange.year(2024), calendar=CALENDAR)
        assert any(item.id.endswith("/som") for item in agenda.items)
        assert "dialogue.before-plan" not in [finding.code for finding in agenda.findings]

    def test_two_halves_are_the_whole(self) -> None:
        plan = planned(fixed(date(2024, 5, 16)))
        whole = expand(plan, YEAR, calendar=CALENDAR).items
        for cut in (date(2024, 5, 9), date(2024, 5, 15), date(2024, 6, 30)):
            halves = DateRange(YEAR.first, cut), DateRange(date.fromordinal(cut.toordinal() + 1), YEAR.last)
            found = [item for half in halves for item in expand(plan, half, calendar=CALENDAR).items]
            assert sorted(found, key=lambda item: item.sort_key) == list(whole)


class TestProposals:
    """Beside the receptions of Bình Phước in June 2026; the notice takes seven days."""

    PLAN = load_plan(BINH_PHUOC)

    def free(self, first: int, last: int, window: str, decided: date) -> list[int]:
        period = DateRange(date(2026, 6, first), date(2026, 6, last))
        taken = busy(self.PLAN, period, calendar=CALENDAR)
        found = propose_days(period, TimeWindow.parse(window), decided_on=decided, calendar=CALENDAR, busy=taken)
        assert all((one.day - one.notice_by).days == 7 for one in found)
        return [one.day.day for one in found]

    def test_no_morning_is_free(self) -> None:
        """The chair at 07:00, on Wednesdays the UBND, on 04/06 the assembly, on 05/06 the Party committee."""
        assert self.free(1, 12, "07:30-10:30", date(2026, 5, 1)) == []

    def test_afternoons_but_the_last_friday(self) -> None:
        assert self.free(22, 30, "13:30-16:30", date(2026, 6, 1)) == [22, 23, 24, 25, 29, 30]

    def test_late_enough_for_the_notice(self) -> None:
        """Decided on 18/06: the notice for 25/06 goes out that very day."""
        assert self.free(22, 30, "13:30-16:30", date(2026, 6, 18)) == [25, 29, 30]

    def test_a_notice_that_falls_on_a_day_off_goes_out_before_it(self) -> None:
        """Seven days before 23 to 27/02/2026 is Tết (14 to 22/02): the notice goes out by Friday 13/02."""
        period = DateRange(date(2026, 2, 23), date(2026, 2, 27))
        found = propose_days(period, TimeWindow.parse("13:30-16:30"), decided_on=date(2026, 2, 13), calendar=CALENDAR)
        assert [(one.day.day, one.act_by) for one in found] == [
            (day, date(2026, 2, 13)) for day in (23, 24, 25, 26, 27)
        ]


class TestQuota:
    def test_each_group_invites_forty_households(self) -> None:
        conference = attrs.evolve(NHON_HUNG.conference[0], groups=("Khóm 1", "Khóm 2", "Khóm 3", "Khóm 4"))
        found = shortfalls(conference, {"Khóm 1": 40, "Khóm 2": 39, "Khóm 3": 41})
        assert [(one.group, one.missing) for one in found] == [("Khóm 2", 1), ("Khóm 4", 40)]
        with pytest.raises(UnknownName, match="no group 'Khóm 5'"):
            shortfalls(conference, {"Khóm 5": 40})
        with pytest.raises(InvalidValue, match="-1 households"):
            shortfalls(conference, {"Khóm 1": -1})


class TestAfterwards:
    HELD = HeldConference(
        day=date(2026, 5, 14),
        opinions=(Opinion(id="y1", field="đất đai", by="dia-chinh", answered=date(2026, 5, 20)),
                  Opinion(id="y2", field="y tế", by="tram-y-te"), Opinion(id="y3", field="khác")),
        published=date(2026, 5, 26),
    )  # fmt: skip

    def codes(self, held: HeldConference, on: date) -> list[str]:
        return [one.code.removeprefix("dialogue.") for one in opinion_findings([held], on=on, calendar=CALENDAR)]

    def test_a_day_late_and_two_opinions_open(self) -> None:
        assert self.codes(self.HELD, date(2026, 5, 26)) == [
            "opinion.open", "opinion.unassigned", "opinion.open", "result.late"
        ]  # fmt: skip

    def test_on_the_last_day_nothing_is_late(self) -> None:
        held = attrs.evolve(self.HELD, published=date(2026, 5, 25), opinions=self.HELD.opinions[:2])
        assert self.codes(held, date(2026, 5, 25)) == []

    def test_an_answer_that_came_late(self) -> None:
        """Monday 02/03/2026: the results are due on Thursday 12/03; 30/06 is 110 days later."""
        held = HeldConference(
            day=date(2026, 3, 2),
            published=date(2026, 3, 10),
            opinions=(Opinion(id="y1", field="khác", by="van-phong", answered=date(2026, 6, 30)),),
        )
        (late,) = opinion_findings([held], on=date(2026, 7, 15), calendar=CALENDAR)
        assert (late.code, late.where, late.severity) == ("dialogue.opinion.late", "y1", Severity.WARNING)
        assert late.message_vi == "Trả lời ý kiến trễ 110 ngày (hạn công bố 12/03/2026)"
        answered = attrs.evolve(held.opinions[0], answered=date(2026, 3, 12))
        assert self.codes(attrs.evolve(held, opinions=(answered,)), date(2026, 7, 15)) == []

    def test_what_is_still_to_come_is_not_done(self) -> None:
        """On 20/03/2026 the answer of 30/06 and the publication of 01/04 are nothing yet."""
        held = HeldConference(
            day=date(2026, 3, 2),
            published=date(2026, 4, 1),
            opinions=(Opinion(id="y1", field="khác", by="van-phong", answered=date(2026, 6, 30)),),
        )
        assert self.codes(held, date(2026, 3, 12)) == []
        assert self.codes(held, date(2026, 3, 20)) == ["opinion.open", "result.missing"]
        assert self.codes(held, date(2026, 4, 1)) == ["opinion.open", "result.late"]

    def test_nothing_published(self) -> None:
        held = attrs.evolve(self.HELD, published=None, opinions=())
        assert self.codes(held, date(2026, 5, 25)) == []
        assert self.codes(held, date(2026, 5, 26)) == ["result.missing"]

    def test_before_the_law_set_a_time(self) -> None:
        held = HeldConference(day=date(2024, 5, 16), opinions=(Opinion(id="y", field="khác", by="van-phong"),))
        assert self.codes(held, date(2026, 1, 1)) == []

    def test_what_cannot_be(self) -> None:
        with pytest.raises(InvalidValue, match="lies before the conference"):
            HeldConference(day=date(2026, 5, 14), published=date(2026, 5, 13))
        with pytest.raises(InvalidValue, match="11 out of 10 voters"):
            VotersRequest(on=date(2026, 5, 14), voters=11, of=10)


class TestEnough:
    def test_once_a_year(self) -> None:
        after = date(2026, 1, 1)
        assert [one.code for one in dialogue_findings([], 2025, on=after, law=LAW)] == ["dialogue.minimum"]
        assert dialogue_findings([date(2025, 12, 31)], 2025, on=after, law=LAW) == ()
        assert dialogue_findings([], 2025, on=date(2025, 12, 31), law=LAW) == ()

    @pytest.mark.parametrize(("voters", "heard"), [(99, False), (100, True), (101, True)])
    def test_when_a_tenth_of_the_voters_ask(self, voters: int, heard: bool) -> None:
        request = VotersRequest(on=date(2026, 3, 2), voters=voters, of=1000)
        found = dialogue_findings([date(2026, 2, 1)], 2026, requests=[request], on=date(2026, 6, 1), law=LAW)
        assert bool(found) is heard
        assert not dialogue_findings([date(2026, 3, 2)], 2026, requests=[request], on=date(2026, 6, 1), law=LAW)

    def test_a_request_of_a_later_day_has_not_been_made(self) -> None:
        request = VotersRequest(on=date(2026, 12, 1), voters=100, of=1000)
        assert not dialogue_findings([], 2026, requests=[request], on=date(2026, 11, 30), law=LAW)
        assert dialogue_findings([], 2026, requests=[request], on=date(2026, 12, 1), law=LAW)

    def test_before_the_law_of_2025_nobody_could_ask(self) -> None:
        request = VotersRequest(on=date(2024, 3, 2), voters=1000, of=1000)
        assert not dialogue_findings([date(2024, 1, 9)], 2024, requests=[request], on=date(2024, 6, 1), law=LAW)


BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"households": 0}, ["a quota of 0 asks for nobody; write 1 or more, or leave it out"]),
    ({"quarters": (2, 5)}, ["5 is no quarter; write 1 to 4"]),
    ({"quarters": (2, 3, 2)}, ["quarters[2]: quarter II stands there already; drop it"]),
    ({"groups": ("Khóm A", "Khóm B", "Khóm A")}, ["$.groups[2]: 'Khóm A' stands there already; drop it"]),
    ({"presiding": ()}, ["presiding: names nobody; write at least one"]),
    *(({"task": (ConferenceTask(id=name, who=("van-phong",), what="x", phase=Phase.BEFORE, clause="IV"),)},
       [f"$.task[0].id: '{name}' is the id of what follows from every conference; give the task another"])
      for name in ("thong-bao", "moi-ho", "cong-bo")),
    ({"programme": (Step(what="a", minutes=100), Step(what="b", minutes=90)), "fixed": (fixed(date(2024, 5, 16)),)},
     ["$.fixed[0].to: the programme takes 190 minutes, from 07:30 there are 180; end later or shorten it"]),
    ({"fixed": (fixed(date(2024, 2, 16), 1),)}, ["$.fixed[0].quarter: no conference is held in quarter I"]),
    ({"fixed": (fixed(date(2024, 5, 16)), fixed(date(2024, 6, 6)))}, ["$.fixed[1].quarter: has its day already"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), BAD)
def test_conferences_that_cannot_be(changes: dict[str, Any], words: list[str]) -> None:
    with pytest.raises((InvalidFile, InvalidValue)) as caught:
        attrs.evolve(NHON_HUNG.conference[0], **changes)
    for each in words:
        assert each in str(caught.value)


def test_days_that_cannot_be() -> None:
    with pytest.raises(InvalidValue, match="2024-07-01 is not in quarter II"):
        fixed(date(2024, 7, 1))
    with pytest.raises(InvalidFile) as caught:
        planned(fixed(date(2025, 5, 16)))
    assert "$.conference[0].fixed[0].day: 2025-05-16 is not a day of the plan" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"who": ()}, "who: names nobody; write at least one"),
        ({"unit": "working-day"}, "unit: 'working-day' without an amount is no time; write both, or neither"),
        ({"amount": 3, "unit": "fortnight"}, "'fortnight' is not a unit of time"),
        ({"amount": 3, "phase": Phase.THROUGHOUT}, "goes with phase before or after"),
    ],
)
def test_tasks_that_cannot_be(changes: dict[str, Any], words: str) -> None:
    task = ConferenceTask(id="t", who=("van-phong",), what="x", phase=Phase.BEFORE, clause="IV")
    with pytest.raises(InvalidValue, match=re.escape(words)):
        attrs.evolve(task, **changes)


@pytest.mark.parametrize("moment", [time(7, 30, tzinfo=UTC), time(7, 30, 15)])
def test_times_are_of_the_day_and_to_the_minute(moment: time) -> None:
    right = fixed(date(2024, 5, 16))
    with pytest.raises(InvalidValue, match=r"from: .* is not a time to the minute; write 07:30"):
        attrs.evolve(right, from_=moment)
    with pytest.raises(InvalidValue, match=r"to: .* is not a time to the minute; write 07:30"):
        attrs.evolve(right, to=moment)


def test_a_window_has_no_zone() -> None:
    for start, end in ((time(7, tzinfo=UTC), time(9)), (time(7, tzinfo=UTC), time(9, tzinfo=UTC))):
        with pytest.raises(
            InvalidValue, match=r"07:00:00\+00:00 has a zone, a window is of Vietnam's day; write 07:00"
        ):
            TimeWindow(start, end)


def test_hours_are_held_to_their_types() -> None:
    window = TimeWindow(time(7), time(9))
    with pytest.raises(WrongType, match=r"Busy\.day is date"):
        Busy(day=datetime(2026, 1, 1, tzinfo=UTC), window=window, what="x")
    with pytest.raises(WrongType, match=r"Busy\.window is TimeWindow"):
        Busy(day=date(2026, 1, 1), window="07:00-09:00", what="x")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match=r"Proposal\.notice_by is date"):
        Proposal(day=date(2026, 1, 8), window=window, notice_by="2026-01-01", act_by=None)  # type: ignore[arg-type]


def test_a_plan_with_everything_twice_is_refused_at_its_places(tmp_path: Any) -> None:
    text = (EXAMPLES / "nhon-hung-2024.toml").read_text(encoding="utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(
        text.replace('id = "khanh-tiet"', 'id = "moi-ho"').replace(
            "households = 40", 'households = 40\ngroups = ["Khóm A", "Khóm A"]'
        ),
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        load_plan(path)
    said = str(caught.value)
    assert "$.conference[0].task[7].id: 'moi-ho' is the id of what follows from every conference" in said
    assert "$.conference[0].groups[1]: 'Khóm A' stands there already; drop it" in said
    path.write_text(text.replace("quarters = [2, 3, 4]", "quarters = [2, 3, 2]"), encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_plan(path)
    assert "$.conference[0].quarters[2]: quarter II stands there already; drop it" in str(caught.value)


def test_names_that_nobody_has(tmp_path: Any) -> None:
    text = (EXAMPLES / "nhon-hung-2024.toml").read_text(encoding="utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(
        text.replace('who = ["van-hoa"]', 'who = ["van-hao"]').replace(
            'presiding = ["chu-tich"', 'presiding = ["chu-tit"'
        ),
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        load_plan(path)
    said = str(caught.value)
    assert "$.conference[0].presiding[0]: there is no post 'chu-tit'" in said
    assert "task[7].who[0]: there is no unit or post 'van-hao'; did you mean 'van-hoa'" in said


def test_a_plan_dated_on_a_day_off_is_said_to_be() -> None:
    """N01: 09/02/2024 is 30 tháng Chạp."""
    found = [one for one in expand(NHON_HUNG, YEAR, calendar=CALENDAR).findings if one.code == "plan.issued.day-off"]
    assert [one.severity for one in found] == [Severity.WARNING]
    assert "30 tháng Chạp" in found[0].message_vi


def test_the_misprinted_basis_is_read_by_what_it_is_called() -> None:
    """N01: “Chương trình công tác số 01 /CTt-UBND”, with a blank and a type that there is not; a programme is CTr."""
    found = [one.message_vi for one in NHON_HUNG.findings if one.code == "document.number.misprint"]
    assert found == [
        "Số, ký hiệu “01 /CTt-UBND” in sai: có khoảng trắng; đọc là 01/CTr-UBND",
        "Số, ký hiệu “01 /CTt-UBND” in sai: không có tên loại “CTt” (có: CTr); đọc là 01/CTr-UBND",
    ]


@pytest.mark.parametrize(("quarter", "end"), [(2, date(2024, 6, 30)), (3, date(2024, 9, 30)), (4, date(2024, 12, 31))])
def test_a_conference_without_a_day_says_what_hangs_on_it(quarter: int, end: date) -> None:
    """Its 18 tasks have no day before it has one."""
    found = [one for one in expand(NHON_HUNG, DateRange(end, end), calendar=CALENDAR).findings
             if one.code == "dialogue.no-day"]  # fmt: skip
    assert [(one.where, re.findall(r"\d+", one.message_vi)) for one in found] == [
        (f"nhon-hung-2024/doi-thoai/2024-Q{quarter}", ["18"])
    ]


def test_the_conference_is_a_value() -> None:
    assert isinstance(NHON_HUNG.conference[0], Conference)
    assert NHON_HUNG.conference[0].minutes == 0
