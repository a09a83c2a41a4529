"""Records of sessions and visits: what they say beside the agenda and the law, each deadline counted by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.paths import BINH_PHUOC
from tiepdan import DateRange, InvalidFile, InvalidValue, Plan, Recipient, WorkCalendar, expand, from_dict, to_dict
from tiepdan.audit import as_held, minimum_findings, record_findings
from tiepdan.cli.app import run
from tiepdan.people import Citizen
from tiepdan.plans import Inference
from tiepdan.reception import (
    COLUMNS,
    Cancelled,
    Connected,
    ConnectionTested,
    Escalation,
    Held,
    Matter,
    Notified,
    Outcome,
    Paused,
    Posted,
    Postponed,
    Record,
    SessionRecord,
    Visit,
    register_row,
)

NOVEMBER = DateRange(date(2026, 11, 1), date(2026, 11, 30))
ON = date(2026, 12, 31)
ALL = ("place", "regular-hours", "calendar", "participants", "expected-content")
SESSION = "binh-phuoc-2025/buoi-sang/2026-11-27"
D = date(2026, 11, 27)  # a Friday; 5 working days before: 26, 25, 23, 20, 19/11
PEOPLE = (Citizen(name="Nguyễn Văn Mẫu", identity="000000000000", address="số 0 phố Mẫu"),)


def posted(on: date, *channels: str, content: tuple[str, ...] = ALL) -> list[Posted]:
    return [Posted(on, channel, content) for channel in channels]


EVERYWHERE = ("headquarters", "reception-place", "website")


def record(*events: Any, **more: Any) -> SessionRecord:
    return SessionRecord(**{"id": SESSION, "day": D, "events": tuple(events), **more})


def visit(**more: Any) -> Visit:
    basic = {"id": "01", "on": date(2026, 11, 20), "matters": (Matter.PETITION,), "outcome": Outcome.TAKEN,
             "parties": PEOPLE, "replied": date(2026, 12, 7)}  # fmt: skip
    return Visit(**{**basic, **more})


def codes(plan: Plan, calendar: WorkCalendar, *records: Record, on: date = ON) -> list[str]:
    agenda = expand(plan, NOVEMBER, calendar=calendar)
    found = record_findings(plan, agenda, records, on=on, calendar=calendar)
    return [finding.code for finding in found if finding.code != "reception.record.missing"]


class TestPosting:
    """Luật 42/2013/QH13 Đ24(2), (4): everywhere, whole, five working days before."""

    def test_on_the_last_day(self, plan: Plan, calendar: WorkCalendar) -> None:
        good = record(*posted(date(2026, 11, 19), *EVERYWHERE), Held(D, "chu-tich"))
        assert codes(plan, calendar, good) == []

    def test_a_day_late_on_one_channel(self, plan: Plan, calendar: WorkCalendar) -> None:
        late = record(*posted(date(2026, 11, 19), "headquarters", "reception-place"),
                      *posted(date(2026, 11, 20), "website"), Held(D, "chu-tich"))  # fmt: skip
        assert codes(plan, calendar, late) == ["reception.posting.late"]

    def test_nowhere_and_in_part(self, plan: Plan, calendar: WorkCalendar) -> None:
        assert codes(plan, calendar, record(Held(D, "chu-tich"))) == ["reception.posting.missing"] * 3
        part = record(*posted(date(2026, 11, 16), *EVERYWHERE, content=("place", "calendar")), Held(D, "chu-tich"))
        assert codes(plan, calendar, part) == ["reception.posting.content"]

    def test_not_yet_due_is_not_missing(self, plan: Plan, calendar: WorkCalendar) -> None:
        assert codes(plan, calendar, record(), on=date(2026, 11, 19)) == []

    def test_an_unscheduled_session_is_not_posted(self, plan: Plan, calendar: WorkCalendar) -> None:
        sudden = record(Held(D, "chu-tich"), id="dot-xuat-1", unscheduled=True)
        assert codes(plan, calendar, sudden) == ["reception.session.unscheduled"]


class TestPostponing:
    def test_the_new_day_is_posted_again(self, plan: Plan, calendar: WorkCalendar) -> None:
        """New day 11/12: five working days before is 04/12."""
        first = posted(date(2026, 11, 19), *EVERYWHERE)
        chain = record(*first, Postponed(date(2026, 11, 26), "đi họp", date(2026, 12, 11)),
                       *posted(date(2026, 12, 4), *EVERYWHERE), Held(date(2026, 12, 11), "chu-tich"))  # fmt: skip
        assert codes(plan, calendar, chain) == []
        late = attrs.evolve(chain, events=(*first, chain.events[3], *posted(date(2026, 12, 7), *EVERYWHERE),
                                           Held(date(2026, 12, 11), "chu-tich")))  # fmt: skip
        assert codes(plan, calendar, late) == ["reception.posting.late"] * 3

    def test_a_chain(self) -> None:
        chain = record(Postponed(date(2026, 11, 26), "đi họp", date(2026, 12, 4)),
                       Paused(date(2026, 12, 3), "dịch bệnh"),
                       Postponed(date(2026, 12, 20), "hết dịch", date(2026, 12, 28)))  # fmt: skip
        assert (chain.state, chain.announced) == ("planned", date(2026, 12, 28))
        assert chain.days == (D, date(2026, 12, 4), date(2026, 12, 28))

    def test_ends_without_a_new_time(self, plan: Plan, calendar: WorkCalendar) -> None:
        first = posted(date(2026, 11, 19), *EVERYWHERE)
        cancelled = record(*first, Cancelled(date(2026, 11, 26), "mưa bão"))
        paused = record(*first, Paused(date(2026, 11, 26), "mưa bão"))
        assert codes(plan, calendar, cancelled) == ["reception.session.cancelled"]
        assert codes(plan, calendar, paused) == ["reception.session.paused"]
        assert codes(plan, calendar, record(*first)) == ["reception.session.open"]


class TestOnline:
    """NĐ 154/2026 Đ23: told five working days before (19/11), tested one before (26/11), connected an hour before."""

    FIRST = posted(date(2026, 11, 19), *EVERYWHERE)

    def test_all_three_in_time(self, plan: Plan, calendar: WorkCalendar) -> None:
        good = record(*self.FIRST, Notified(date(2026, 11, 19)), ConnectionTested(date(2026, 11, 26)), Connected(D, 60),
                      Held(D, "chu-tich"), online=True)  # fmt: skip
        assert codes(plan, calendar, good) == []

    def test_each_too_late(self, plan: Plan, calendar: WorkCalendar) -> None:
        bad = record(*self.FIRST, Notified(date(2026, 11, 20)), ConnectionTested(D), Connected(D, 59),
                     Held(D, "chu-tich"), online=True)  # fmt: skip
        assert codes(plan, calendar, bad) == [
            "reception.online.late", "reception.online.late", "reception.online.connection"
        ]  # fmt: skip


class TestVisits:
    def test_answered_in_time(self, plan: Plan, calendar: WorkCalendar) -> None:
        """Ten working days from 20/11/2026, 24/11 off: 07/12."""
        assert codes(plan, calendar, visit()) == []
        assert codes(plan, calendar, visit(replied=date(2026, 12, 8))) == ["reception.visit.late"]
        assert codes(plan, calendar, visit(replied=None)) == ["reception.visit.overdue"]
        assert codes(plan, calendar, visit(replied=None), on=date(2026, 12, 7)) == []

    def test_papers_by_the_law_of_the_day(self, plan: Plan, calendar: WorkCalendar) -> None:
        """Luật 136/2025/QH15: an identity number from 01/07/2026 on."""
        without = (Citizen(name="Nguyễn Văn Mẫu", address="số 0 phố Mẫu"),)
        assert codes(plan, calendar, visit(parties=without)) == ["reception.visit.papers"]
        before = visit(parties=without, on=date(2026, 6, 30), replied=date(2026, 7, 14))
        assert codes(plan, calendar, before) == []

    def test_groups(self, plan: Plan, calendar: WorkCalendar) -> None:
        assert codes(plan, calendar, visit(people=5, representatives=2, group_signed=True)) == []
        assert codes(plan, calendar, visit(people=11, representatives=5, group_signed=True)) == []
        assert codes(plan, calendar, visit(people=10, representatives=3, group_signed=True)) == [
            "reception.visit.representatives"
        ]
        assert codes(plan, calendar, visit(people=7, representatives=1)) == ["reception.visit.appointment"]
        assert codes(plan, calendar, visit(people=4)) == []

    def test_mixed_matters_are_split(self, plan: Plan, calendar: WorkCalendar) -> None:
        both = visit(matters=(Matter.COMPLAINT, Matter.DENUNCIATION))
        assert codes(plan, calendar, both) == ["reception.visit.mixed"]

    @pytest.mark.parametrize(
        ("ground", "sent", "expected"),
        [
            ("weapons", None, []),
            ("settled", date(2026, 11, 26), []),  # three working days: 23, 25, 26
            ("settled", date(2026, 11, 27), ["reception.visit.late"]),
            ("settled", None, ["reception.visit.overdue"]),
            ("already-handled", None, ["reception.visit.overdue"]),
            ("too-late", None, ["reception.visit.refusal-ground"]),
        ],
    )
    def test_refusals(
        self, plan: Plan, calendar: WorkCalendar, ground: str, sent: date | None, expected: list[str]
    ) -> None:
        refused = visit(outcome=Outcome.REFUSED, refusal=ground, refusal_sent=sent, replied=None)
        assert codes(plan, calendar, refused) == expected

    def test_a_ground_that_the_law_did_not_have_yet(self, plan: Plan, calendar: WorkCalendar) -> None:
        refused = visit(outcome=Outcome.REFUSED, refusal="weapons", on=date(2026, 6, 30), replied=None)
        assert codes(plan, calendar, refused) == ["reception.visit.refusal-ground"]
        settled = visit(outcome=Outcome.REFUSED, refusal="settled", on=date(2026, 6, 30), replied=None)
        assert codes(plan, calendar, settled) == []

    def test_each_field_goes_to_its_unit(self, plan: Plan, calendar: WorkCalendar) -> None:
        """B08, B10, B11: land to the economy section, health to culture and society."""
        assert codes(plan, calendar, visit(field="đất đai", accepted_by="kinh-te")) == []
        assert codes(plan, calendar, visit(field="y tế", accepted_by="kinh-te")) == ["reception.visit.routing"]
        assert codes(plan, calendar, visit(field="thuế")) == ["reception.visit.field"]

    def test_large_groups_are_reported_at_once(self, plan: Plan, calendar: WorkCalendar) -> None:
        up = Escalation(id="doan-dong-nguoi", at_least=30, by="van-phong", clause="IV.1",
                        recipients=(Recipient(name="UBND tỉnh"),))  # fmt: skip
        told = attrs.evolve(plan, escalation=(up,))
        many = {"people": 30, "representatives": 5, "group_signed": True}
        assert codes(told, calendar, visit(**many)) == ["reception.visit.escalation"]
        assert codes(told, calendar, visit(**many, reported=date(2026, 11, 20))) == []
        assert codes(told, calendar, visit(**many, reported=date(2026, 11, 21))) == ["reception.visit.escalation"]
        assert codes(told, calendar, visit(people=29, representatives=5, group_signed=True)) == []

    def test_a_doubt_about_large_groups_is_told(self, plan: Plan, calendar: WorkCalendar) -> None:
        """A post may be the one who reports; what the plan does not say of it is told with the finding."""
        up = Escalation(id="doan-dong-nguoi", at_least=5, by="chu-tich", clause="IV.1",
                        recipients=(Recipient(name="cấp trên"),))  # fmt: skip
        unsaid = Inference(of=(up.id,), vi="không ghi số người", en="no number is said")
        many = visit(people=30, representatives=5, group_signed=True)
        for inferred, doubts in (((), ()), ((unsaid,), (unsaid.doubt,))):
            told = attrs.evolve(plan, escalation=(up,), inferred=inferred)
            agenda = expand(told, NOVEMBER, calendar=calendar)
            found = record_findings(told, agenda, [many], on=ON, calendar=calendar)
            assert [one.doubts for one in found if one.code == "reception.visit.escalation"] == [doubts]

    def test_the_thirteen_columns(self) -> None:
        row = register_row(1, visit(content="xin cấp giấy", guided_by="12/HD-UBND"))
        assert tuple(row) == COLUMNS
        assert len(row) == 13
        assert (row["CCCD/hộ chiếu"], row["Loại"], row["Thuộc thẩm quyền"]) == (
            "000000000000",
            "kiến nghị, phản ánh",
            "x",
        )

    def test_nobody_is_named_outside_the_register(self, plan: Plan, calendar: WorkCalendar) -> None:
        one = visit(content="việc của ông Mẫu", replied=None)
        agenda = expand(plan, NOVEMBER, calendar=calendar)
        found = list(record_findings(plan, agenda, [one], on=ON, calendar=calendar))
        for text in (json.dumps(to_dict(one), ensure_ascii=False), repr(one.parties), repr(found)):
            assert "Mẫu" not in text
            assert "000000000000" not in text


class TestAsHeld:
    def test_what_was_held_counts_and_nothing_else(self, plan: Plan, calendar: WorkCalendar) -> None:
        """In November 2026 the chair held one session himself, his deputy one: too few, by a day."""
        agenda = expand(plan, NOVEMBER, calendar=calendar)
        kept = [record(Held(D, "chu-tich")),
                record(Held(date(2026, 11, 26), "pho-chu-tich-1", "chu-tich"), id=SESSION[:-2] + "26",
                       day=date(2026, 11, 26)),
                record(Held(date(2026, 11, 3), "chu-tich"), id="dot-xuat-1", day=date(2026, 11, 3),
                       unscheduled=True)]  # fmt: skip
        held = as_held(plan, agenda, kept, on=ON)
        [finding] = minimum_findings(plan, held, calendar=calendar)
        assert finding.code == "reception.minimum.short"
        assert "trực tiếp tiếp 1 ngày" in finding.message_vi
        assert not minimum_findings(plan, agenda, calendar=calendar)

    def test_the_future_stands_as_planned(self, plan: Plan, calendar: WorkCalendar) -> None:
        agenda = expand(plan, NOVEMBER, calendar=calendar)
        assert as_held(plan, agenda, [], on=date(2026, 10, 31)) == agenda


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([{"kind": "held", "on": "2026-11-26", "receiver": "x"}], "held on 2026-11-26, but announced for 2026-11-27"),
        ([{"kind": "postponed", "on": "2026-11-26", "reason": " ", "until": "2026-12-01"}], "asks for a reason"),
        ([{"kind": "postponed", "on": "2026-11-26", "reason": "họp"}], ".until: is missing"),
        ([{"kind": "postponed", "on": "2026-11-26", "reason": "họp", "until": "2026-11-26"}], "is not after"),
        ([{"kind": "concluded", "on": "2026-11-26"}], "'concluded' cannot follow when the session is planned"),
        ([{"kind": "cancelled", "on": "2026-11-26", "reason": "bão"}, {"kind": "notified", "on": "2026-11-26"}],
         "what may is: nothing"),
        ([{"kind": "notified", "on": "2026-11-26"}, {"kind": "tested", "on": "2026-11-25"}], "lies before the event"),
        ([{"kind": "heard", "on": "2026-11-26"}], "'heard' is not a kind of event of a session"),
    ],
)  # fmt: skip
def test_lives_of_sessions_that_cannot_be(events: list[dict[str, str]], words: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(Record, {"kind": "session", "id": "x", "day": "2026-11-27", "events": events})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"matters": []}, "names nothing"),
        ({"people": 0}, "0 people cannot come"),
        ({"outcome": "refused"}, "a refusal has its ground"),
        ({"refusal": "weapons"}, "only a refusal has one"),
        ({"replied": "2026-11-19"}, "2026-11-19 lies before the visit"),
        ({"kind": "visitor"}, "did you mean 'visit'"),
    ],
)
def test_visits_that_cannot_be(more: dict[str, Any], words: str) -> None:
    data = {"kind": "visit", "id": "01", "on": "2026-11-20", "matters": ["petition"], "outcome": "taken", **more}
    with pytest.raises(InvalidFile) as caught:
        from_dict(Record, data)
    assert words in str(caught.value)


def test_records_there_and_back() -> None:
    kept = record(*posted(date(2026, 11, 19), *EVERYWHERE), Held(D, "chu-tich"))
    assert from_dict(Record, to_dict(kept)) == kept
    open_part = attrs.evolve(visit(), parties=())
    assert from_dict(Record, to_dict(open_part)) == open_part
    with pytest.raises(InvalidValue, match="no group"):
        Escalation(id="x", at_least=1, by="x", recipients=(), clause="1")


def test_a_plan_with_its_records_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "records.jsonl"
    lines = [json.dumps(to_dict(one), ensure_ascii=False) for one in (record(Held(D, "chu-tich")), visit())]
    file.write_text("\n".join([lines[0], "{", lines[1]]), encoding="utf-8")
    command = ["check", str(BINH_PHUOC), "--from", "2026-11-01", "--to", "2026-11-30", "--records", str(file)]
    assert run([*command, "--on", "2026-12-31"]) == 2
    output = capsys.readouterr()
    assert "Chưa niêm yết tại trụ sở cơ quan lịch ngày 27/11/2026 (hạn 19/11/2026)" in output.out
    assert "Chủ tịch UBND phường, 2026-11 (01/11–30/11/2026): trực tiếp tiếp 1 ngày" in output.out
    assert f"{file}: 1 mistake" in output.err
    assert "line 2: is not JSON" in output.err
    assert run(command) == 2
    assert "records are checked on a day; give --on" in capsys.readouterr().err
