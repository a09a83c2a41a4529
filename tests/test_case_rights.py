"""A citizen's rights in a case: two starts of one right, receipt, and what begins anew; long cases stay cheap."""

from __future__ import annotations

import gc
import json
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

from tests.known import CALENDAR
from tests.paths import ANSWERS
from tiepdan import InvalidFile, UnknownName, from_dict, to_dict
from tiepdan.cases import (
    Accepted,
    Appealed,
    Assessment,
    Case,
    ComplaintCase,
    Decided,
    DenunciationCase,
    DialogueNotified,
    Event,
    Extended,
    Lifecycle,
    Paper,
    PetitionCase,
    Received,
    Resumed,
    Run,
    Sent,
    Standing,
    Supplemented,
    Suspended,
    WithdrawnInPart,
    assess,
    lifecycle,
    lifecycles,
)
from tiepdan.cases.lifecycle import Clock, Role
from tiepdan.cli import app
from tiepdan.law import Severity
from tiepdan.records import read_json_lines

DAY = timedelta(days=1)
RECEIVED, ACCEPTED, DECIDED = date(2026, 7, 6), date(2026, 7, 10), date(2026, 11, 20)
UNDECIDED = ComplaintCase(id="01/2026", events=(Received(RECEIVED), Accepted(ACCEPTED)))
"""To be decided by 10/08/2026 (09/08 is a Sunday); 30 days from then end on 09/09/2026."""


def of(case: Case, on: date, rule: str = "complaint.second.lodging") -> Run:
    [run] = [run for run in assess(case, on=on, calendar=CALENDAR).runs if run.rule == rule]
    return run


class TestTwoStartsOfOneRight:
    """Khoản 1 Điều 33 Luật 02/2011/QH13: within 30 days, “kể từ ngày hết thời hạn giải quyết khiếu nại quy định tại
    Điều 28 của Luật này mà khiếu nại lần đầu không được giải quyết hoặc kể từ ngày nhận được quyết định”."""

    @pytest.mark.parametrize("decision", [(), (Decided(DECIDED),)], ids=["undecided", "decided, not sent"])
    def test_nothing_is_lost_before_a_decision_is_received(self, decision: tuple[Event, ...]) -> None:
        case = UNDECIDED.after(*decision)
        for days in range(1, 500, 7):
            found = assess(case, on=DECIDED + days * DAY, calendar=CALENDAR)
            assert found.lost == ()
            assert [run.deadline.due for run in found.having(Standing.LAPSED, role=Role.RIGHT)] == [date(2026, 9, 9)]
            assert {one.severity for one in found.findings if one.code == "case.lapsed"} == {Severity.INFO}

    def test_it_is_said_in_vietnamese(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "cases.jsonl"
        file.write_text(json.dumps(to_dict(UNDECIDED.after(Decided(DECIDED)))), encoding="utf-8")
        assert app.run(["check", str(file), "--on", "2026-11-28"]) == 1  # the decision was not sent by 26/11
        text = capsys.readouterr().out
        assert "hết thời hạn từ sau ngày" not in text
        assert (
            "Khiếu nại lần hai: đã qua ngày 09/09/2026 nhưng chưa mất quyền; thời hạn còn được tính lại (tính từ ngày "
            "hết thời hạn giải quyết lần đầu hoặc ngày nhận được quyết định giải quyết lần đầu)"
        ) in " ".join(text.split())

    def test_an_assessment_knows_no_receipt_to_come(self) -> None:
        """Sent on 23/11, received on 26/11: until the 25th as if it had not been sent."""
        case = UNDECIDED.after(Decided(DECIDED), Sent(date(2026, 11, 23), Paper.DECISION, date(2026, 11, 26)))
        assert of(case, date(2026, 11, 25)).deadline.event == date(2026, 8, 10)
        assert of(case, date(2026, 11, 26)).deadline.event == date(2026, 11, 26)

    def test_a_receipt_not_recorded_is_a_doubt(self) -> None:
        """Sent on 23/11 + 30 = 23/12/2026, lost on the 24th; if it came on 26/11, on 29/12 (26/12 is a Saturday)."""
        unrecorded = UNDECIDED.after(Decided(DECIDED), Sent(date(2026, 11, 23), Paper.DECISION))
        recorded = UNDECIDED.after(Decided(DECIDED), Sent(date(2026, 11, 23), Paper.DECISION, date(2026, 11, 26)))

        def doubts(found: Assessment, code: str) -> list[str]:
            [finding] = [one for one in found.findings if one.code == code and "lần hai" in one.message_vi]
            return [doubt.vi for doubt in finding.doubts if "Chưa ghi nhận ngày nhận" in doubt.vi]

        assert of(unrecorded, date(2026, 12, 24)).standing is Standing.LOST
        assert len(doubts(assess(unrecorded, on=date(2026, 12, 24), calendar=CALENDAR), "case.lost")) == 1
        assert doubts(assess(recorded, on=date(2026, 12, 29), calendar=CALENDAR), "case.lost") == []
        late = unrecorded.after(Appealed(date(2026, 12, 25)))
        assert len(doubts(assess(late, on=date(2026, 12, 25), calendar=CALENDAR), "case.late")) == 1

    def test_a_time_to_decide_that_cannot_be_counted_begins_nothing(self) -> None:
        """Before 01/07/2012 there is no version: said of the rule, once, and the rest is counted."""
        case = ComplaintCase(id="1", events=(Received(date(2012, 6, 1)), Accepted(date(2012, 6, 4))))
        found = assess(case, on=date(2017, 6, 1), calendar=CALENDAR)
        assert [one.rule for one in found.uncounted].count("complaint.first.resolution") == 1
        assert "complaint.second.lodging" not in {run.rule for run in found.runs}

    def test_a_case_that_rests_does_not_stretch_a_citizens_right(self) -> None:
        """Suspended after the time to decide was over: the right that began with its end goes on."""
        case = UNDECIDED.after(Suspended(date(2026, 8, 20)))
        assert of(case, date(2026, 9, 9)).standing is Standing.OPEN
        assert of(case, date(2026, 9, 10)).standing is Standing.LAPSED

    def test_a_right_with_one_beginning_does_not_lapse(self) -> None:
        once = Clock(rule="x", starts=("received",), stops=("appealed",), role=Role.RIGHT)
        twice = Clock(rule="x", starts=("received",), restarts=("sent:decision.known",), stops=(), role=Role.RIGHT)
        assert not once.may_begin_anew("received")
        assert twice.may_begin_anew("received")
        assert twice.may_begin_anew(None)
        assert not twice.may_begin_anew("sent:decision")


def test_what_happens_on_one_day_happens_in_the_order_of_the_log() -> None:
    """Suspended, sent, resumed and suspended again on 10/07: the first was sent at once, the second not by 15/07."""
    day = ACCEPTED
    log = (Suspended(day), Sent(day, Paper.SUSPENSION), Resumed(day), Suspended(day))
    found = assess(UNDECIDED.after(*log), on=date(2026, 7, 16), calendar=CALENDAR)
    runs = [run for run in found.runs if run.rule == "complaint.suspension.sending"]
    assert [run.standing for run in runs] == [Standing.MET, Standing.OVERDUE]


def test_only_these_clocks_have_a_second_beginning() -> None:
    """Read through clause by clause; each has a history by hand in which it begins anew."""
    anew = {(life.id, clock.rule) for life in lifecycles().values() for clock in life.clocks if clock.restarts}
    assert anew == {
        ("complaint-first", "complaint.first.acceptance"),
        ("complaint-first", "complaint.second.lodging"),
        ("complaint-second", "complaint.second.acceptance"),
        ("disciplinary-first", "complaint.disciplinary.acceptance"),
        ("disciplinary-first", "complaint.disciplinary.second.lodging"),
        ("disciplinary-second", "complaint.disciplinary.acceptance"),
        ("denunciation", "denunciation.initial-handling"),
        ("denunciation", "denunciation.transfer"),
        ("petition", "petition.processing"),
    }


def test_every_right_of_a_lifecycle_stands_in_a_history_open_met_and_lost() -> None:
    standings: dict[str, set[str]] = {}
    for path in (ANSWERS / "cases").glob("*.toml"):
        for day in tomllib.loads(path.read_text(encoding="utf-8"))["on"]:
            for rule, _, standing, *_ in (run.split() for run in day["runs"]):
                standings.setdefault(rule, set()).add(standing)
    assert standings["complaint.second.lodging"] == {"open", "met", "late", "lapsed", "lost", "ended"}
    assert standings["complaint.disciplinary.second.lodging"] == {"open", "met", "late", "lost"}


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ({"starts": ["received.delivered"], "stops": []}, "an event 'received' has no day 'delivered'"),
        ({"restarts": ["sent:decison"], "stops": []}, "there is no event 'sent:decison'; did you mean 'sent:decision'"),
        ({"starts": ["received"], "at_expiry_of": "y", "stops": []}, "at_expiry_of: there is no clock of 'y'"),
    ],
)
def test_a_clock_that_cannot_be(clock: dict[str, object], words: str) -> None:
    data = {"schema": "tiepdan/lifecycle/1", "id": "x", "title_vi": "x", "states": {}, "steps": [],
            "clocks": [{"rule": "x", **clock}]}  # fmt: skip
    with pytest.raises(InvalidFile) as caught:
        from_dict(Lifecycle, data)
    assert words in str(caught.value)


def test_a_step_waits_for_a_clock_that_there_is() -> None:
    step = {"event": "appealed", "from": ["new"], "basis": "Điều 33 Luật số 02/2011/QH13", "after_expiry_of": "y"}
    data = {"schema": "tiepdan/lifecycle/1", "id": "x", "title_vi": "x", "states": {}, "clocks": [], "steps": [step]}
    with pytest.raises(InvalidFile) as caught:
        from_dict(Lifecycle, data)
    assert "$.steps[0].after_expiry_of: there is no clock of 'y'" in str(caught.value)


def test_a_clock_is_found_by_its_rule_and_a_step_by_its_state() -> None:
    petition = lifecycle("petition")
    assert petition.clock("reception.reply").stops == ("sent:reply",)
    with pytest.raises(UnknownName, match=r"there is no clock of 'reception\.repli'; did you mean 'reception\.reply'"):
        petition.clock("reception.repli")
    with pytest.raises(UnknownName, match="there is no state 'receivd'; did you mean 'received'"):
        petition.step("received", "receivd")


FIRST_DAYS = (Received(RECEIVED), Accepted(ACCEPTED))


def completed_again_and_again(number: int) -> Case:
    return PetitionCase(id="1", events=(Received(RECEIVED), *(Supplemented(RECEIVED),) * number))


def withdrawn_bit_by_bit(number: int) -> Case:
    return ComplaintCase(id="1", events=(*FIRST_DAYS, *(WithdrawnInPart(ACCEPTED),) * number))


def suspended_and_resumed(number: int) -> Case:
    rests = (Suspended(ACCEPTED), Resumed(ACCEPTED)) * (number // 2)
    return ComplaintCase(id="1", events=(*FIRST_DAYS, *rests))


def invited_again_and_again(number: int) -> Case:
    """To dialogues that each were announced too late, so that each is a finding of its own."""
    days = ((ACCEPTED + index * DAY, ACCEPTED + (index + 3) * DAY) for index in range(number))
    notices = (DialogueNotified(on, dialogue) for on, dialogue in days)
    return ComplaintCase(id="1", events=(*FIRST_DAYS, *notices))


def sent_again_and_again(number: int) -> Case:
    sent = (Sent(ACCEPTED, Paper.DECISION, ACCEPTED + (index % 50) * DAY) for index in range(number))
    return ComplaintCase(id="1", events=(*FIRST_DAYS, Decided(ACCEPTED), *sent))


def denounced_further(number: int) -> Case:
    further = (Appealed(ACCEPTED + 60 * DAY),) * (number // 2)
    return DenunciationCase(id="1", events=(*FIRST_DAYS, *(Extended(ACCEPTED),) * (number // 2), *further))


SHAPES: list[Callable[[int], Case]] = [
    completed_again_and_again, withdrawn_bit_by_bit, suspended_and_resumed, sent_again_and_again, denounced_further
]  # fmt: skip


def seconds(work: Callable[[], object], repeats: int = 2) -> float:
    """The shortest processor time of some repeats, without the collector."""
    found = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeats):
            start = time.process_time()
            work()
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
def test_ten_times_the_events_take_about_ten_times_as_long(shape: Callable[[int], Case]) -> None:
    on = date(2026, 12, 1)
    short, long = shape(1_000), shape(10_000)
    took = seconds(lambda: assess(short, on=on, calendar=CALENDAR))
    assert seconds(lambda: assess(long, on=on, calendar=CALENDAR)) < 15 * took
    assert seconds(lambda: shape(10_000)) < 15 * seconds(lambda: shape(1_000))


def test_ten_times_the_findings_take_about_ten_times_as_long() -> None:
    short, long = invited_again_and_again(100), invited_again_and_again(1_000)
    on = ACCEPTED + 1_000 * DAY
    found = assess(long, on=on, calendar=CALENDAR).findings
    assert sum(finding.code == "case.late" for finding in found) == 1_000
    took = seconds(lambda: assess(short, on=on, calendar=CALENDAR))
    assert seconds(lambda: assess(long, on=on, calendar=CALENDAR)) < 15 * took


def test_ten_times_the_cases_take_about_ten_times_as_long() -> None:
    line = json.dumps(to_dict(UNDECIDED)).encode()

    def read(number: int) -> Iterator[object]:
        for _, case in read_json_lines(iter([line] * number), Case):
            assert isinstance(case, Case)
            yield assess(case, on=DECIDED, calendar=CALENDAR)

    def drained(cases: Iterable[object]) -> int:
        return sum(1 for _ in cases)

    assert seconds(lambda: drained(read(300))) < 15 * seconds(lambda: drained(read(30)))


def test_a_long_log_is_told_like_a_short_one() -> None:
    """The same days, whether a part was withdrawn once or ten thousand times."""
    on = date(2026, 12, 1)
    short, long = withdrawn_bit_by_bit(1), withdrawn_bit_by_bit(10_000)
    assert assess(long, on=on, calendar=CALENDAR) == assess(short, on=on, calendar=CALENDAR)
    assert attrs.evolve(long, events=short.events) == short
