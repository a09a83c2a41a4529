"""Grassroots democracy: results at, below and above each threshold; days of posting, consulting, replying, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.known import CALENDAR, LAW
from tiepdan import DateRange, InvalidValue, OutsideCoverage
from tiepdan.democracy import (
    Board,
    BoardKind,
    BoardPlan,
    Consultation,
    Disclosure,
    Form,
    Recommendation,
    Shown,
    Vote,
    Voting,
    board_findings,
    consultation_findings,
    decide,
    disclosure_findings,
    initiative_carries,
    list_findings,
    vote_deadlines,
)
from tiepdan.law import Listing, Severity

DAY = date(2026, 3, 5)  # a Thursday


def vote(**more: Any) -> Vote:
    return Vote(**{"matter": "contributions", "on": DAY, "total": 90, "cast": 90, "in_favour": 60, **more})


class TestThresholds:
    @pytest.mark.parametrize(
        ("matter", "total", "needed"),
        [
            ("contributions", 90, 60),  # two thirds
            ("money", 91, 61),  # two thirds of 91 are 60 and two thirds
            ("convention", 90, 46),  # more than half: 45 are half
            ("head-election", 91, 46),
            ("board-election", 2, 2),
            ("other", 1, 1),
        ],
    )
    def test_exactly_at_below_and_above(self, matter: str, total: int, needed: int) -> None:
        for in_favour, passed in ((needed - 1, False), (needed, True), (needed + 1, True)):
            if in_favour <= total:
                outcome = decide(vote(matter=matter, total=total, cast=total, in_favour=in_favour), law=LAW)
                assert (outcome.passed, outcome.needed) == (passed, needed)
                assert outcome.missing == max(0, needed - in_favour)

    def test_half_is_not_more_than_half(self) -> None:
        assert not decide(vote(matter="convention", total=90, in_favour=45), law=LAW).passed

    def test_households_that_did_not_come_count(self) -> None:
        """Fifty-five came and all agreed: of ninety that is less than two thirds."""
        outcome = decide(vote(cast=55, in_favour=55), law=LAW)
        assert not outcome.passed
        assert outcome.explain() == (
            "Không được thông qua, thiếu 5: 55/90 đại diện hộ gia đình tán thành, cần ít nhất 60 (từ 2/3 trở lên tổng "
            "số đại diện hộ gia đình); 35 không tham gia vẫn tính trong tổng số [khoản 1 Điều 21 Luật số 10/2022/QH15]"
        )

    @pytest.mark.parametrize(("in_favour", "passed"), [(7, False), (8, True), (9, True)])
    def test_commune_wide_two_thirds_of_the_villages(self, in_favour: int, passed: bool) -> None:
        outcome = decide(vote(commune_wide=True, total=12, cast=12, in_favour=in_favour), law=LAW)
        assert (outcome.passed, outcome.needed) == (passed, 8)

    @pytest.mark.parametrize(("households", "carries"), [(9, False), (10, True), (11, True)])
    def test_a_tenth_of_the_households_may_raise_a_matter(self, households: int, carries: bool) -> None:
        """A tenth of 95 is nine and a half."""
        assert initiative_carries([DAY] * households, 95, DAY, calendar=CALENDAR) is carries

    @pytest.mark.parametrize(
        ("first", "on", "carries"),
        [
            (date(2026, 3, 5), date(2026, 6, 5), True),  # three months to the day, a Friday
            (date(2026, 3, 5), date(2026, 6, 6), False),
            (date(2026, 3, 6), date(2026, 6, 8), True),  # 06/06/2026 is a Saturday: until Monday
            (date(2026, 3, 6), date(2026, 6, 9), False),
            (date(2026, 6, 10), date(2026, 6, 9), False),  # the tenth has not consented yet
        ],
    )
    def test_a_consent_holds_three_months(self, first: date, on: date, carries: bool) -> None:
        consents = [first, *[date(2026, 4, 1)] * 9]
        assert initiative_carries(consents, 95, on, calendar=CALENDAR) is carries

    def test_more_consents_than_households(self) -> None:
        with pytest.raises(InvalidValue, match="96 out of 95"):
            initiative_carries([date(2025, 1, 2)] * 96, 95, DAY, calendar=CALENDAR)

    def test_before_the_law_nothing_is_known(self) -> None:
        with pytest.raises(OutsideCoverage):
            decide(vote(on=date(2023, 6, 30)), law=LAW)
        assert decide(vote(on=date(2023, 7, 1)), law=LAW).passed

    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            ({"cast": 91}, "91 votes of 90 households cannot be; each has one"),
            ({"cast": 50}, "60 in favour of 50 votes cannot be"),
            ({"total": 0, "cast": 0, "in_favour": 0}, "there are no households to decide"),
            (
                {"commune_wide": True, "total": 0, "cast": 0, "in_favour": 0},
                "there are no villages and groups to decide",
            ),
            ({"in_favour": -1}, "-1 in favour"),
        ],
    )
    def test_counts_that_cannot_be(self, parts: dict[str, Any], words: str) -> None:
        with pytest.raises(InvalidValue, match=words):
            vote(**parts)

    def test_matters_that_cannot_be(self) -> None:
        with pytest.raises(InvalidValue, match="'contribution' is not in the list; did you mean 'contributions'"):
            decide(vote(matter="contribution"), law=LAW)
        with pytest.raises(InvalidValue, match="is decided in each village or group, not commune-wide"):
            decide(vote(matter="convention", commune_wide=True, total=12, cast=12, in_favour=12), law=LAW)


class TestForms:
    @pytest.mark.parametrize(
        ("matter", "form", "after", "codes"),
        [
            ("other", Voting.ONLINE, False, []),
            ("contributions", Voting.ONLINE, False, ["community.form.online"]),
            ("convention", Voting.BALLOT, False, ["community.form.meeting"]),
            ("convention", Voting.BALLOT, True, []),
            ("contributions", Voting.BALLOT, False, []),
            ("head-election", Voting.MEETING, False, []),
        ],
    )
    def test_which_form_for_which_matter(self, matter: str, form: Voting, after: bool, codes: list[str]) -> None:
        opened = DAY if form is Voting.BALLOT else None
        outcome = decide(vote(matter=matter, form=form, opened=opened, after_meeting=after), law=LAW)
        assert [one.code for one in outcome.findings] == codes

    @pytest.mark.parametrize(("households", "codes"), [(199, ["community.clusters"]), (200, []), (201, [])])
    def test_a_meeting_in_clusters(self, households: int, codes: list[str]) -> None:
        held = vote(total=households, cast=150, in_favour=150, in_clusters=True)
        assert [one.code for one in decide(held, law=LAW).findings] == codes
        assert decide(attrs.evolve(held, in_clusters=False), law=LAW).findings == ()


class TestDaysOfAVote:
    def test_a_convention_in_a_meeting(self) -> None:
        """Thursday 05/03/2026: notice and papers by 03/03; sent by 12/03 (06, 09 to 12); recognised by 19/03."""
        found = vote_deadlines(vote(matter="convention"), calendar=CALENDAR)
        assert found.notice
        assert found.documents
        assert found.recognition
        assert [one.due for one in (found.notice, found.documents, found.sending, found.recognition)] == [
            date(2026, 3, 3), date(2026, 3, 3), date(2026, 3, 12), date(2026, 3, 19)
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("matter", "documents"),
        [("contributions", True), ("money", True), ("convention", True), ("head-election", False),
         ("board-election", False), ("other", False)],
    )  # fmt: skip
    def test_papers_are_sent_on_the_first_three_matters(self, matter: str, documents: bool) -> None:
        found = vote_deadlines(vote(matter=matter), calendar=CALENDAR)
        assert (found.documents is not None) is documents
        assert found.notice
        assert (found.notice.rule, found.notice.due) == ("community.meeting.notice", date(2026, 3, 3))

    def test_a_ballot_counts_back_from_the_day_it_is_handed_out(self) -> None:
        """Handed out from Sunday 01/03 to Tuesday 31/03/2026: notice by Friday 27/02; sent by 07/04 (01, 02, 03, 06,
        07)."""
        ballot = vote(form=Voting.BALLOT, opened=date(2026, 3, 1), on=date(2026, 3, 31))
        found = vote_deadlines(ballot, calendar=CALENDAR)
        assert found.notice
        assert (found.notice.rule, found.notice.due) == ("community.ballot.notice", date(2026, 2, 27))
        assert found.sending.due == date(2026, 4, 7)
        assert (found.documents, found.recognition) == (None, None)

    def test_a_convention_by_ballot_after_a_meeting(self) -> None:
        """Handed out on Thursday 05/03, in by 09/03/2026: sent by Monday 16/03, recognised by Monday 23/03."""
        ballot = vote(matter="convention", form=Voting.BALLOT, opened=DAY, on=date(2026, 3, 9), after_meeting=True)
        found = vote_deadlines(ballot, calendar=CALENDAR)
        assert found.notice
        assert found.recognition
        assert [one.due for one in (found.notice, found.sending, found.recognition)] == [
            date(2026, 3, 3), date(2026, 3, 16), date(2026, 3, 23)
        ]  # fmt: skip
        assert found.documents is None

    def test_a_vote_online_has_no_notice_of_its_own(self) -> None:
        found = vote_deadlines(vote(matter="other", form=Voting.ONLINE, opened=date(2026, 3, 2)), calendar=CALENDAR)
        assert (found.notice, found.documents, found.recognition) == (None, None, None)
        assert found.sending.due == date(2026, 3, 12)

    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            ({"form": Voting.BALLOT}, "give that day as opened"),
            ({"form": Voting.BALLOT, "opened": date(2026, 3, 6)}, "ends on 2026-03-05, before it begins on 2026-03-06"),
            ({"form": Voting.ONLINE, "opened": date(2026, 3, 6)}, "before it begins"),
            ({"opened": DAY}, "a meeting has one day"),
            ({"in_clusters": True, "form": Voting.ONLINE}, "held in clusters"),
            ({"in_clusters": True, "commune_wide": True}, "held in clusters"),
        ],
    )
    def test_days_and_forms_that_cannot_be(self, parts: dict[str, Any], words: str) -> None:
        with pytest.raises(InvalidValue, match=words):
            vote(**parts)


class TestDisclosure:
    """Decided on Monday 02/03/2026: to be disclosed by 09/03 (03, 04, 05, 06, 09)."""

    def record(self, *shown: Shown, matter: str = "fees", **more: Any) -> Disclosure:
        return Disclosure(**{"id": "d1", "matter": matter, "decided": date(2026, 3, 2), "shown": shown, **more})

    def shown(self, form: Form, first: int = 9, last: date | None = None) -> Shown:
        return Shown(form=form, first=date(2026, 3, first), last=last)

    def told(self, form: Form, first: tuple[int, int], last: tuple[int, int] | None = None) -> Shown:
        """Shown from a day and month of 2026, up to one."""
        days = [date(2026, month, day) for day, month in (first, last or first)]
        return Shown(form=form, first=days[0], last=days[1] if last else None)

    def codes(self, *records: Disclosure, on: date = date(2026, 6, 1), **more: Any) -> list[str]:
        found = disclosure_findings(records, on=on, calendar=CALENDAR, **more)
        return [one.code.removeprefix("disclosure.") for one in found]

    def everywhere(self, **more: Any) -> Disclosure:
        return self.record(self.shown(Form.POSTED), self.shown(Form.WEBSITE),
                           self.shown(Form.LOUDSPEAKER, last=date(2026, 3, 11)), self.shown(Form.GROUP_HEAD),
                           **more)  # fmt: skip

    def everywhere_but(self, form: Form, *shown: Shown) -> Disclosure:
        return self.record(*(one for one in self.everywhere().shown if one.form is not form), *shown)

    def test_in_time_in_every_form(self) -> None:
        assert self.codes(self.everywhere()) == []

    @pytest.mark.parametrize("form", [Form.POSTED, Form.WEBSITE, Form.LOUDSPEAKER, Form.GROUP_HEAD])
    def test_each_form_has_the_same_time_of_its_own(self, form: Form) -> None:
        late = self.everywhere_but(form, self.shown(form, 10, date(2026, 5, 20)))
        [found] = disclosure_findings([late], on=date(2026, 6, 1), calendar=CALENDAR)
        assert found.code == "disclosure.late"
        assert found.message_vi == f"Trễ 1 ngày: {form.vietnamese} (hạn 09/03/2026)"
        assert [doubt.vi for doubt in found.doubts] == ["Nội dung sửa đổi bởi Luật số 97/2025/QH15 chưa thấy"]
        assert self.codes(self.everywhere_but(form, self.shown(form, 9, date(2026, 5, 20)))) == []
        assert self.codes(self.everywhere_but(form)) == ["form"]

    def test_one_form_in_time_does_not_excuse_the_others(self) -> None:
        """In another form on 03/03, in those of the law from 03/05 to 30/05/2026."""
        record = self.record(self.told(Form.OTHER, (3, 3)), self.told(Form.POSTED, (3, 5)),
                             self.told(Form.LOUDSPEAKER, (3, 5), (5, 5)),
                             self.told(Form.WEBSITE, (30, 5)))  # fmt: skip
        assert self.codes(record) == ["late", "late", "late", "form"]

    def test_a_matter_without_a_form_of_its_own(self) -> None:
        for day, codes in ((9, []), (10, ["late"])):
            record = self.record(self.shown(Form.SOCIAL_NETWORK, day), matter="other")
            assert self.codes(record, website=False) == codes

    def test_what_is_still_to_come_has_not_been_shown(self) -> None:
        """Posted on 03/09/2026: on 01/04 nothing was shown, on 10/03 the website alone was."""
        later = self.told(Form.POSTED, (3, 9))
        assert self.codes(self.record(later), on=date(2026, 4, 1)) == ["missing"]
        assert self.codes(self.record(later), on=date(2026, 3, 9)) == []
        record = self.record(later, self.shown(Form.WEBSITE), matter="plan")
        assert self.codes(record, on=date(2026, 3, 10)) == ["form"]
        assert self.codes(record, on=date(2026, 9, 3)) == ["late"]

    def test_showings_on_days_that_follow_each_other_are_one(self) -> None:
        days = [self.told(Form.LOUDSPEAKER, (day, 3), (day, 3)) for day in (5, 3, 4)]
        assert self.codes(self.everywhere_but(Form.LOUDSPEAKER, *days)) == []
        assert self.codes(self.everywhere_but(Form.LOUDSPEAKER, *days[:2])) == ["loudspeaker"]
        sheets = self.told(Form.POSTED, (3, 3), (5, 3)), self.told(Form.POSTED, (6, 3), (30, 5))
        assert self.codes(self.everywhere_but(Form.POSTED, *sheets)) == []

    def test_the_longest_of_several_stretches_counts(self) -> None:
        """Thirty days from 03/03/2026 end on 02/04: of 03/03 to 02/04 and a later week the first is enough; not of
        03/03 to 20/03 and 22/03 to 05/04."""
        again = self.told(Form.POSTED, (3, 3), (2, 4)), self.told(Form.POSTED, (1, 5), (7, 5))
        assert self.codes(self.everywhere_but(Form.POSTED, *again)) == []
        torn = self.everywhere_but(Form.POSTED, self.told(Form.POSTED, (3, 3), (20, 3)),
                                   self.told(Form.POSTED, (22, 3), (5, 4)))  # fmt: skip
        [found] = disclosure_findings([torn], on=date(2026, 6, 1), calendar=CALENDAR)
        assert found.message_vi == "Gỡ niêm yết ngày 20/03/2026, phải đủ 30 ngày (sớm nhất từ 02/04/2026)"
        assert self.codes(torn, on=date(2026, 4, 5)) == []
        assert self.codes(torn, on=date(2026, 4, 6)) == ["early"]

    def test_what_hangs_for_good_is_never_taken_down(self) -> None:
        """Taken down on 20/05, up again on 25/05/2026: for four days it did not hang."""
        record = self.record(self.told(Form.POSTED, (9, 3), (20, 5)), self.told(Form.POSTED, (25, 5)),
                             self.shown(Form.WEBSITE), matter="procedures")  # fmt: skip
        assert self.codes(record) == ["permanent"]
        followed = attrs.evolve(record, shown=(*record.shown, self.told(Form.POSTED, (21, 5), (24, 5))))
        assert self.codes(followed) == []

    def test_not_at_all(self) -> None:
        assert self.codes(self.record(), on=date(2026, 3, 9)) == []
        assert self.codes(self.record(), on=date(2026, 3, 10)) == ["missing"]

    def test_forms_that_are_missing(self) -> None:
        assert self.codes(self.record(self.shown(Form.POSTED))) == ["form", "form", "form"]
        there = self.shown(Form.POSTED), self.shown(Form.GROUP_HEAD)
        assert self.codes(self.record(*there), website=False, loudspeaker=False) == []
        assert self.codes(self.record(self.shown(Form.WEBSITE), matter="plan")) == ["form"]
        assert self.codes(self.record(self.shown(Form.WEBSITE), matter="other")) == []

    def test_taken_down_a_day_early_and_on_the_day(self) -> None:
        """Thirty days from 09/03/2026 end on 08/04/2026."""
        for last, codes in ((date(2026, 4, 7), ["early"]), (date(2026, 4, 8), []), (date(2026, 4, 9), [])):
            assert self.codes(self.everywhere_but(Form.POSTED, self.shown(Form.POSTED, last=last))) == codes

    def test_what_is_posted_for_good(self) -> None:
        shown = self.shown(Form.POSTED, last=date(2026, 5, 20)), self.shown(Form.WEBSITE)
        assert self.codes(self.record(*shown, matter="procedures")) == ["permanent"]
        assert self.codes(self.record(*shown, matter="procedures"), on=date(2026, 5, 19)) == []

    @pytest.mark.parametrize(("last", "codes"), [(10, ["loudspeaker"]), (11, []), (12, [])])
    def test_three_days_over_the_loudspeakers(self, last: int, codes: list[str]) -> None:
        shown = self.shown(Form.LOUDSPEAKER, last=date(2026, 3, last))
        assert self.codes(self.everywhere_but(Form.LOUDSPEAKER, shown)) == codes

    def test_matters_and_days_that_cannot_be(self) -> None:
        assert self.codes(self.record(matter="weather")) == ["matter"]
        with pytest.raises(InvalidValue, match="was shown before the day of its decision"):
            self.record(self.shown(Form.POSTED, first=1))

    def test_the_fourteen_matters(self) -> None:
        matters = LAW.value(Listing, "disclosure.matters", DAY)
        assert len(matters.ids) == 14
        parts = [LAW.value(Listing, f"disclosure.{name}", DAY).ids for name in ("posted", "permanent")]
        assert len(parts[0]) == 11
        assert parts[0] | parts[1] | {"other"} == matters.ids
        assert not parts[0] & parts[1]
        told = [LAW.value(Listing, f"disclosure.{name}.matters", DAY).ids for name in ("loudspeaker", "group-head")]
        assert told[0] == told[1] < parts[0]

    def test_the_list_of_each_quarter(self) -> None:
        updates = [date(2026, 1, 15), date(2026, 4, 20)]
        found = list_findings(updates, DateRange.year(2026), on=date(2026, 10, 10), law=LAW)
        assert [one.message_vi for one in found] == ["quý III/2026 chưa cập nhật danh mục đã công khai"]
        assert list_findings(updates, DateRange.year(2026), on=date(2026, 9, 30), law=LAW) == ()
        assert list_findings([], DateRange.year(2022), on=DAY, law=LAW) == ()


class TestConsultation:
    def held(self, **more: Any) -> Consultation:
        return Consultation(**{"id": "c1", "published": date(2026, 3, 2), "closes": date(2026, 3, 22), "asked": 100,
                               "answered": 80, "agreed": 60, "result_published": date(2026, 4, 1), **more})  # fmt: skip

    @pytest.mark.parametrize(("closes", "codes"), [(21, ["consultation.short"]), (22, []), (23, [])])
    def test_at_least_twenty_days(self, closes: int, codes: list[str]) -> None:
        """Twenty days from 02/03/2026 end on Sunday 22/03: a minimum does not move."""
        found = consultation_findings([self.held(closes=date(2026, 3, closes))], on=DAY, calendar=CALENDAR)
        assert [one.code for one in found] == codes

    def test_the_result(self) -> None:
        assert self.held().agreement == 0.75
        assert self.held(answered=0, agreed=0).agreement is None
        found = consultation_findings([self.held(result_published=None)], on=date(2026, 5, 1), calendar=CALENDAR)
        assert [one.code for one in found] == ["consultation.unpublished"]

    def test_what_is_still_to_come(self) -> None:
        """Closes on 21/03/2026, too soon by a day; the result comes on 01/04."""
        held = self.held(closes=date(2026, 3, 21))
        found = {day: [one.code.removeprefix("consultation.")
                       for one in consultation_findings([held], on=day, calendar=CALENDAR)]
                 for day in (date(2026, 3, 1), date(2026, 3, 21), date(2026, 3, 22), date(2026, 4, 1))}  # fmt: skip
        assert list(found.values()) == [[], ["short"], ["short", "unpublished"], ["short"]]

    def test_what_cannot_be(self) -> None:
        with pytest.raises(InvalidValue, match="101 answered, 100 asked cannot be"):
            self.held(answered=101, agreed=60)
        with pytest.raises(InvalidValue, match="closes on 2026-03-01, before it is published"):
            self.held(closes=date(2026, 3, 1))
        for day in (date(2025, 1, 1), date(2026, 3, 21)):
            with pytest.raises(InvalidValue, match=f"was published on {day}, before it closed on 2026-03-22"):
                self.held(result_published=day)
        assert self.held(result_published=date(2026, 3, 22)).result_published


class TestBoards:
    TERM = DateRange(date(2023, 1, 1), date(2026, 12, 31))

    def board(self, **more: Any) -> Board:
        basic = {"id": "ttnd", "kind": BoardKind.INSPECTION, "seats": 7, "members": 7, "deputies": 2, "groups": 7,
                 "term": self.TERM}  # fmt: skip
        return Board(**{**basic, **more})

    def codes(self, board: Board, on: date = DAY) -> list[str]:
        return [one.code.removeprefix("board.") for one in board_findings(board, on=on, calendar=CALENDAR)]

    def members(self, seats: int, groups: int | None, members: int | None = None) -> list[tuple[str, Severity]]:
        board = self.board(seats=seats, members=members or seats, groups=groups)
        return [(one.code.removeprefix("board."), one.severity)
                for one in board_findings(board, on=DAY, calendar=CALENDAR)]  # fmt: skip

    @pytest.mark.parametrize(
        ("seats", "codes"),
        [(7, [("groups", Severity.ERROR)]), (8, []), (9, [("excess", Severity.WARNING)]),
         (4, [("members", Severity.ERROR), ("groups", Severity.ERROR)])],
    )  # fmt: skip
    def test_as_many_seats_as_there_are_groups(self, seats: int, codes: list[tuple[str, Severity]]) -> None:
        assert self.members(seats, 8) == codes

    @pytest.mark.parametrize(
        ("seats", "codes"),
        [(2, [("members.unclear", Severity.WARNING), ("groups", Severity.ERROR)]),
         (3, [("members.unclear", Severity.WARNING)]), (4, [("members.unclear", Severity.WARNING)]), (5, []),
         (6, [("excess", Severity.WARNING)])],
    )  # fmt: skip
    def test_up_to_five_where_there_are_fewer_groups(self, seats: int, codes: list[tuple[str, Severity]]) -> None:
        """Three groups: by the decree up to five in all; whether five at least is in doubt."""
        assert self.members(seats, 3) == codes

    @pytest.mark.parametrize(("seats", "codes"), [(4, [("members", Severity.ERROR)]), (5, []), (12, [])])
    def test_where_the_groups_are_not_known(self, seats: int, codes: list[tuple[str, Severity]]) -> None:
        assert self.members(seats, None) == codes

    def test_the_doubt_about_a_rule_is_said(self) -> None:
        [found] = board_findings(self.board(seats=4, members=4, groups=3), on=DAY, calendar=CALENDAR)
        assert found.message_vi == "4 thành viên cho 3 thôn, tổ dân phố; luật: ít nhất 5 người"
        assert [doubt.vi for doubt in found.doubts] == [
            "Bằng số thôn, tổ dân phố; nơi có dưới 5 thôn, tổ dân phố thì không quá 5 người"
        ]
        assert str(found).endswith(f"[chưa rõ: {found.doubts[0].vi}]")
        [late] = board_findings(self.board(deputies=3), on=DAY, calendar=CALENDAR)
        assert (late.message_vi, late.doubts) == ("3 Phó Trưởng ban; luật: không quá 2 người", ())

    def test_a_vacant_seat_represents_its_group_still(self) -> None:
        """Seven of eight seats for eight groups: to be filled with six months to go, not owed with less."""
        board = self.board(seats=8, members=7, groups=8)
        assert self.codes(board) == ["by-election"]
        short = attrs.evolve(board, term=DateRange(date(2023, 1, 1), date(2026, 8, 31)))
        assert self.codes(short, on=date(2026, 3, 1)) == []

    @pytest.mark.parametrize(("members", "codes"), [(4, ["members"]), (5, []), (6, [])])
    def test_an_investment_board_of_five_at_least(self, members: int, codes: list[str]) -> None:
        board = self.board(kind=BoardKind.INVESTMENT, seats=6, members=members, groups=None)
        assert self.codes(board) == codes

    @pytest.mark.parametrize(("deputies", "codes"), [(1, []), (2, []), (3, ["deputies"])])
    def test_two_deputies_at_most(self, deputies: int, codes: list[str]) -> None:
        assert self.codes(self.board(deputies=deputies)) == codes

    @pytest.mark.parametrize(
        ("on", "codes"),
        [(date(2026, 6, 30), ["by-election"]), (date(2026, 7, 1), []), (date(2027, 1, 1), ["term"])],
    )
    def test_a_vacant_seat_with_six_months_to_go(self, on: date, codes: list[str]) -> None:
        """Six months before 31/12/2026 is 30/06/2026."""
        assert self.codes(self.board(seats=8, groups=8), on=on) == codes

    def test_a_term_that_has_not_begun(self) -> None:
        board = self.board(seats=8, groups=8, term=DateRange(date(2026, 3, 6), date(2031, 3, 5)))
        assert self.codes(board) == ["term.future"]
        assert self.codes(board, on=date(2026, 3, 6)) == ["by-election"]

    @pytest.mark.parametrize(("sent", "codes"), [(9, []), (10, ["plan.late"])])
    def test_a_plan_five_working_days_before(self, sent: int, codes: list[str]) -> None:
        """Before Monday 16/03/2026: 13, 12, 11, 10 and 09/03."""
        plan = BoardPlan(sent=date(2026, 3, sent), starts=date(2026, 3, 16))
        assert self.codes(self.board(plan=(plan,)), on=date(2026, 3, 16)) == codes

    @pytest.mark.parametrize(("sent", "codes"), [(date(2026, 5, 1), []), (date(2026, 5, 2), ["plan.late"])])
    def test_an_investor_45_days_before(self, sent: date, codes: list[str]) -> None:
        """45 days before 15/06/2026 is 01/05/2026."""
        board = self.board(kind=BoardKind.INVESTMENT, plan=(BoardPlan(sent=sent, starts=date(2026, 6, 15)),))
        assert self.codes(board, on=date(2026, 6, 15)) == codes

    def test_a_plan_still_to_be_sent(self) -> None:
        """Due on 09/03/2026, sent on 12/03: in time on the 9th, missing on the 10th and 11th, late on the 12th."""
        board = self.board(plan=(BoardPlan(sent=date(2026, 3, 12), starts=date(2026, 3, 16)),))
        said = [self.codes(board, on=date(2026, 3, day)) for day in (9, 10, 11, 12)]
        assert said == [[], ["plan.missing"], ["plan.missing"], ["plan.late"]]

    def test_a_reply_still_to_come(self) -> None:
        """Received on 02/03/2026, due on 17/03, answered on 20/03."""
        answer = Recommendation(id="k", received=date(2026, 3, 2), answered=date(2026, 3, 20))
        board = self.board(recommendation=(answer,))
        said = [self.codes(board, on=date(2026, 3, day)) for day in (1, 17, 18, 20)]
        assert said == [[], [], ["reply.overdue"], ["reply.late"]]

    def test_replies_within_fifteen_days(self) -> None:
        """Received on 02/03/2026: due on Tuesday 17/03."""
        late = Recommendation(id="k1", received=date(2026, 3, 2), answered=date(2026, 3, 18))
        waits = Recommendation(id="k2", received=date(2026, 3, 2))
        for kind in BoardKind:
            board = self.board(kind=kind, recommendation=(late, waits))
            assert self.codes(board, on=date(2026, 3, 18)) == ["reply.late", "reply.overdue"]
            assert self.codes(attrs.evolve(board, recommendation=(waits,)), on=date(2026, 3, 17)) == []

    def test_what_cannot_be(self) -> None:
        with pytest.raises(InvalidValue, match="8 members, 7 seats cannot be"):
            self.board(members=8)
        with pytest.raises(InvalidValue, match="before it came"):
            Recommendation(id="k", received=DAY, answered=date(2026, 3, 4))
        for groups in (-3, 0):
            with pytest.raises(InvalidValue, match=f"{groups} villages and groups cannot be"):
                self.board(groups=groups)
