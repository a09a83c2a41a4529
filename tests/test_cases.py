"""Cases: whole histories with states and last days counted by hand, and logs that cannot be."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
import tracemalloc
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.known import CALENDAR, LAW
from tests.paths import ANSWERS, rows
from tiepdan import (
    Certainty,
    DateRange,
    InvalidFile,
    InvalidValue,
    OutsideCoverage,
    UnknownName,
    from_dict,
    to_dict,
)
from tiepdan.cases import (
    Accepted,
    Case,
    Classification,
    ComplaintCase,
    Concluded,
    Content,
    Decided,
    DenunciationCase,
    DialogueNotified,
    Event,
    Extended,
    Handling,
    Lifecycle,
    Paper,
    PetitionCase,
    Received,
    Resumed,
    Row,
    Run,
    Sent,
    Standing,
    Suspended,
    Withdrawn,
    assess,
    figures,
    lifecycle,
    lifecycles,
)
from tiepdan.cases.events import EVENTS
from tiepdan.law import Competence, Office
from tiepdan.people import Citizen
from tiepdan.records import read_json_lines

DAY = timedelta(days=1)
D = date(2026, 7, 6)
BASIS = "Điều 1 Luật số 02/2011/QH13"
USUAL = {"case.overdue", "case.late", "case.missed", "case.lost", "case.lapsed"}
LATENESS = {Standing.OVERDUE, Standing.LATE, Standing.MISSED, Standing.LOST}
HISTORIES = sorted((ANSWERS / "cases").glob("*.toml"))


def told(run: Run) -> str:
    return f"{run.rule} {run.deadline.due} {run.standing.value}" + (f" {run.days}" if run.days else "")


def history(path: Path) -> tuple[Case, list[dict[str, Any]]]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return from_dict(Case, data["case"]), data["on"]


def test_too_many_extensions_are_told_by_the_title_of_the_rule() -> None:
    """Khoản 1 Điều 30 Luật 25/2018/QH14: twice at most; no id of a rule stands in what an official reads."""
    case, _ = history(ANSWERS / "cases" / "denunciation-extended-three-times.toml")
    found = assess(case, on=date(2026, 4, 14), calendar=CALENDAR).findings
    told_vi = [one.message_vi for one in found if one.code == "case.extended-too-often"]
    assert told_vi == ["Giải quyết tố cáo: đã gia hạn 3 lần, pháp luật cho phép gia hạn 2 lần"]


@pytest.mark.parametrize(("received", "on", "sure"), [(date(2026, 7, 1), date(2026, 7, 13), True),
                                                      (date(2028, 1, 20), date(2028, 3, 1), False)])  # fmt: skip
def test_a_finding_says_what_is_not_sure_about_its_day(received: date, on: date, sure: bool) -> None:
    """Tết 2028 is on 26/01/2028; which days off it brings is not decided yet."""
    data = {"kind": "complaint", "id": "01", "events": [{"kind": "received", "on": received}]}
    found = assess(from_dict(Case, data), on=on, calendar=CALENDAR).findings
    overdue = next(one for one in found if one.code == "case.overdue" and "thụ lý" in one.message_vi.lower())
    assert (overdue.doubts == ()) is sure
    assert ("chưa rõ" in str(overdue)) is not sure


@pytest.mark.parametrize("path", HISTORIES, ids=[path.stem for path in HISTORIES])
def test_a_history_stands_as_it_was_counted_by_hand(path: Path) -> None:
    case, days = history(path)
    for expected in days:
        found = assess(case, on=expected["day"], calendar=CALENDAR)
        assert found.state == expected["state"]
        assert [told(run) for run in found.runs] == sorted(expected["runs"], key=lambda run: (run.split()[1], run))
        assert [one.rule for one in found.uncounted] == expected.get("uncounted", [])
        extra = {finding.code for finding in found.findings} - USUAL
        assert extra == ({expected["finding"]} if "finding" in expected else set())


def test_there_are_histories_enough() -> None:
    assert len(HISTORIES) >= 25


def test_a_case_suspended_on_the_day_it_was_accepted() -> None:
    """Accepted and suspended on 06/07, resumed on 16/07: 05/08 and the nine days 07 to 15/07, 14/08."""
    case = ComplaintCase(id="01", events=(Received(D), Accepted(D), Suspended(D), Resumed(D + 10 * DAY)))
    found = assess(case, on=D + 10 * DAY, calendar=CALENDAR)
    [run] = [run for run in found.runs if run.rule == "complaint.first.resolution"]
    assert run.deadline.due == date(2026, 8, 14)


@pytest.mark.parametrize(
    ("people", "representatives", "lawful"),
    [(5, 0, False), (5, 1, True), (5, 2, True), (5, 3, False), (10, 2, True), (10, 3, False), (11, 5, True),
     (11, 6, False), (4, 4, True)],
)  # fmt: skip
def test_a_group_sends_as_many_as_the_law_says(people: int, representatives: int, lawful: bool) -> None:
    """Điều 29 Luật 42/2013/QH13: one or two for five to ten people, five at most for more; of fewer it says nothing."""
    case = ComplaintCase(id="01", people=people, representatives=representatives, events=(Received(D),))
    codes = {finding.code for finding in assess(case, on=D, calendar=CALENDAR).findings}
    assert ("case.representatives" not in codes) is lawful


REFUSED: list[tuple[tuple[Event, ...], str]] = [
    ((Accepted(D),), "'accepted' cannot follow when it is 'chưa tiếp nhận'; it may when it is 'đã tiếp nhận' (Điều 27"),
    ((Received(D), Received(D)), "'received' cannot follow when it is 'đã tiếp nhận'"),
    ((Received(D), Accepted(D), Resumed(D)), "it may when it is 'tạm đình chỉ' (Điều 28b Nghị định số 124/2020/NĐ-CP)"),
    ((Received(D), Withdrawn(D), Decided(D)), "'decided' cannot follow when it is 'đã rút'"),
    (
        (Received(D), Accepted(D - DAY)),
        "'accepted' of 2026-07-05 comes before 'received' of 2026-07-06; put them in order",
    ),
    ((Received(D), Accepted(D), Concluded(D)), "'concluded' has no place in khiếu nại hành chính lần đầu"),
    ((Received(D), Accepted(D), Extended(D)), "'extended' has no place in khiếu nại hành chính lần đầu"),
]


@pytest.mark.parametrize(("events", "words"), REFUSED)
def test_a_log_that_cannot_be_is_refused_with_the_clause(events: tuple[Event, ...], words: str) -> None:
    with pytest.raises(InvalidValue, match=re.escape(words)):
        ComplaintCase(id="01/2026", events=events)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "complaint", "id": ""}, "$.id: is empty"),
        ({"kind": "complaint", "id": "01", "people": 0}, "$.people: 0 people cannot have a case"),
        ({"kind": "complaint", "id": "01", "dismissal": True}, "$.dismissal: is discipline"),
        ({"kind": "complain", "id": "01"}, "did you mean 'complaint'"),
        ({"id": "01"}, "$.kind: is missing"),
        ("01", "$: a text is not a table"),
        ({"kind": "petition", "id": "01", "events": ["received"]}, "$.events[0]: 'received' is not a table"),
        ({"kind": "petition", "id": "01", "events": [{"kind": "recieved", "on": "2026-07-06"}]},
         "$.events[0].kind: 'recieved' is not a kind of event; did you mean 'received'"),
        ({"kind": "complaint", "id": "01", "events": [{"kind": "dialogue-notified", "on": "2026-07-06",
          "dialogue": "2026-07-05"}]}, "2026-07-05 lies before the notice of 2026-07-06"),
        ({"kind": "complaint", "id": "01", "events": [{"kind": "sent", "on": "2026-07-06", "paper": "decision",
          "delivered": "2026-07-05"}]}, "2026-07-05 lies before the sending of 2026-07-06"),
        ({"kind": "petition", "id": "01", "parties": [{"name": " "}]}, "$.parties[0].name: is empty"),
    ],
)  # fmt: skip
def test_a_case_in_a_file_that_cannot_be(data: object, words: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(Case, data)
    assert words in str(caught.value)


@pytest.mark.parametrize("path", HISTORIES, ids=[path.stem for path in HISTORIES])
def test_event_by_event_is_the_same_as_at_once(path: Path) -> None:
    case, _ = history(path)
    step_by_step = attrs.evolve(case, events=())
    for event in case.events:
        step_by_step = step_by_step.after(event)
    assert step_by_step == case
    assert step_by_step.states == case.states
    assert from_dict(Case, to_dict(case)) == case


class TestPersonalData:
    CITIZEN = Citizen(name="Nguyễn Văn Mẫu", identity="000000000000", address="số 0 phố Mẫu", phone="0000000000")

    def test_nothing_shows_it(self) -> None:
        case = PetitionCase(id="01/2026", events=(Received(D),), parties=(self.CITIZEN,))
        found = assess(case, on=D + 60 * DAY, calendar=CALENDAR)
        numbers = figures([case], DateRange.year(2026), calendar=CALENDAR)
        shown = [repr(case), str(case), repr(found), json.dumps(to_dict(case)), json.dumps(to_dict(found.findings)),
                 json.dumps(to_dict(numbers))]  # fmt: skip
        for text in shown:
            assert not any(word in text for word in ("Nguyễn", "Mẫu", "000000", "phố"))
        assert str(self.CITIZEN) == "N. V. M."

    def test_it_is_read(self) -> None:
        data = {"kind": "petition", "id": "01", "parties": [{"name": "Nguyễn Văn Mẫu", "identity": "000000000000"}]}
        [citizen] = from_dict(Case, data).parties
        assert citizen.identity == "000000000000"


class TestFigures:
    """Counted by hand over the histories that are complaints and denunciations of 2026."""

    def test_of_a_window(self) -> None:
        """July 2026. Received before and open on the 1st: carried; ended in July: resolved.

        first-old-law: carried, decided 08/07 in time. suspension-across-the-change: carried, open, nothing overdue but
        the resumption notice of 09/07, never sent. first-new-law-first-day: received 01/07, never accepted, overdue.
        suspension-over-a-weekend: received 06/07, open. group-with-supplement: received 06/07, overdue since 24/07.
        """
        names = ["first-old-law", "suspension-across-the-change", "first-new-law-first-day",
                 "suspension-over-a-weekend", "group-with-supplement", "denunciation-plain",
                 "late-decision-in-effect"]  # fmt: skip
        cases = [history(ANSWERS / "cases" / f"{name}.toml")[0] for name in names]
        found = figures(iter(cases), DateRange(date(2026, 7, 1), date(2026, 7, 31)), calendar=CALENDAR)
        assert found.rows == (
            Row(kind="complaint", field="", carried=2, received=3, resolved=1, on_time=1, open=4, overdue=3),
        )
        assert found.states == (
            ("complaint", "accepted", 2), ("complaint", "decided", 1), ("complaint", "received", 2)
        )  # fmt: skip

    def test_late_ones_by_field(self) -> None:
        case, _ = history(ANSWERS / "cases" / "late-decision-in-effect.toml")
        moved, _ = history(ANSWERS / "cases" / "denunciation-transferred-late.toml")
        named = [attrs.evolve(case, field="đất đai"), attrs.evolve(case, id="2", field="hộ tịch"), moved]
        found = figures(named, DateRange(date(2026, 4, 1), date(2026, 6, 30)), calendar=CALENDAR)
        assert found.rows == (
            Row(kind="complaint", field="hộ tịch", carried=1, resolved=1, late=1),
            Row(kind="complaint", field="đất đai", carried=1, resolved=1, late=1),
            Row(kind="denunciation", field="", received=1, resolved=1, late=1),
        )


class TestCompetence:
    """The district level ended on 30/06/2025; Luật 136/2025/QH15 came on 01/07/2026."""

    @pytest.mark.parametrize(
        ("rule", "day", "against", "by"),
        [
            ("competence.complaint.first", "2020-01-01", Office.COMMUNE_STAFF, Office.COMMUNE_CHAIR),
            ("competence.complaint.first", "2026-07-01", Office.COMMUNE_AGENCY_HEAD, Office.COMMUNE_CHAIR),
            ("competence.complaint.second", "2025-06-30", Office.COMMUNE_CHAIR, Office.DISTRICT_CHAIR),
            ("competence.complaint.second", "2025-07-01", Office.COMMUNE_CHAIR, Office.PROVINCE_CHAIR),
            ("competence.complaint.second", "2026-07-01", Office.COMMUNE_CHAIR, Office.PROVINCE_CHAIR),
            ("competence.denunciation", "2025-06-30", Office.COMMUNE_CHAIR, Office.DISTRICT_CHAIR),
            ("competence.denunciation", "2025-06-30", Office.COMMUNE_VICE_CHAIR, Office.DISTRICT_CHAIR),
            ("competence.denunciation", "2025-07-01", Office.COMMUNE_VICE_CHAIR, Office.PROVINCE_CHAIR),
            ("competence.denunciation", "2026-07-01", Office.COMMUNE_STAFF, Office.COMMUNE_CHAIR),
            ("competence.denunciation", "2026-07-01", Office.COMMUNE_AGENCY_HEAD, Office.COMMUNE_CHAIR),
            ("competence.denunciation", "2026-07-01", Office.COMMUNE_AGENCY_DEPUTY, Office.COMMUNE_CHAIR),
            ("competence.denunciation", "2026-07-01", Office.COMMUNE_VICE_CHAIR, Office.PROVINCE_CHAIR),
        ],
    )
    def test_over_whom(self, rule: str, day: str, against: Office, by: Office) -> None:
        assert LAW.value(Competence, rule, date.fromisoformat(day)).over(against) is by

    def test_heads_of_the_communes_agencies_come_with_the_new_law(self) -> None:
        with pytest.raises(OutsideCoverage, match="names nobody for cases about commune-agency-head"):
            LAW.value(Competence, "competence.complaint.first", date(2026, 6, 30)).over(Office.COMMUNE_AGENCY_HEAD)

    def test_an_inference_says_so(self) -> None:
        assert LAW.on("competence.complaint.second", date(2025, 7, 1)).certainty is Certainty.INFERRED
        assert LAW.on("competence.complaint.second", date(2026, 7, 1)).certainty is Certainty.SETTLED
        assert LAW.on("competence.denunciation", date(2025, 6, 30)).certainty is Certainty.SETTLED
        assert LAW.on("competence.denunciation", date(2026, 7, 1)).certainty is Certainty.SETTLED


@pytest.mark.parametrize(
    ("content", "more", "handling"),
    [
        (Content.COMPLAINT, {}, Handling.ACCEPT),
        (Content.COMPLAINT, {"competent": False}, Handling.GUIDE),
        (Content.COMPLAINT, {"competent": False, "guided_before": True}, Handling.KEEP),
        (Content.COMPLAINT, {"eligible": False}, Handling.RETURN),
        (Content.COMPLAINT, {"eligible": False, "guided_before": True}, Handling.KEEP),
        (Content.DENUNCIATION, {"competent": False}, Handling.TRANSFER),
        (Content.DENUNCIATION, {"signed": False}, Handling.KEEP),
        (Content.DENUNCIATION, {"signed": False, "evidence": True}, Handling.ACCEPT),
        (Content.DENUNCIATION, {"signed": False, "evidence": True, "competent": False}, Handling.TRANSFER),
        (Content.PETITION, {"competent": False}, Handling.TRANSFER),
        (Content.PETITION, {"signed": False}, Handling.KEEP),
        (Content.MIXED, {}, Handling.SPLIT),
    ],
)
def test_what_is_done_with_a_petition(content: Content, more: dict[str, Any], handling: Handling) -> None:
    asked: dict[str, Any] = {"eligible": True, "competent": True, **more}
    assert Classification(content=content, **asked).handling is handling


def test_a_petition_of_nobody_cannot_be() -> None:
    with pytest.raises(InvalidValue, match="0 people cannot send"):
        Classification(content=Content.MIXED, eligible=True, competent=True, people=0)
    assert Classification(content=Content.MIXED, eligible=True, competent=True, people=2).group


def test_a_file_of_any_length_takes_the_memory_of_a_line() -> None:
    line = json.dumps(to_dict(history(HISTORIES[0])[0])).encode()

    def peak(lines: int) -> int:
        tracemalloc.start()
        for _, case in read_json_lines(itertools.repeat(line, lines), Case):
            assert isinstance(case, Case)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(600)  # what is made once only
    assert peak(1200) < 1200 * len(line) / 2  # what waits for the collector; the cases themselves would take far more


def test_a_broken_line_stops_nothing() -> None:
    good = json.dumps(to_dict(history(HISTORIES[0])[0])).encode()
    lines = [good, b"", b"{", good, b"\xff\xff", b'{"kind": "petition"}', good]
    found = dict(read_json_lines(lines, Case))
    assert [number for number, one in found.items() if isinstance(one, Case)] == [1, 4, 7]
    broken = {number: str(one[0]) for number, one in found.items() if isinstance(one, tuple)}
    assert broken[3].startswith("line 3: is not JSON")
    assert broken[5] == "line 5: is not UTF-8 at byte 0; save it as UTF-8"
    assert broken[6] == "line 6.id: is missing"


class TestLifecycleData:
    def test_an_unknown_lifecycle(self) -> None:
        with pytest.raises(UnknownName, match="did you mean 'complaint-first'"):
            lifecycle("complaint-frist")

    @pytest.mark.parametrize(
        ("key", "value", "words"),
        [
            ("steps", [{"event": "recieved", "from": ["new"], "basis": BASIS}], "no event"),
            (
                "steps",
                [{"event": "received", "from": ["old"], "basis": "Điều 1 Luật số 02/2011/QH13"}],
                "no state 'old'",
            ),
            ("clocks", [{"rule": "x", "starts": ["begun"], "stops": []}], "there is no event 'begun'"),
        ],
    )
    def test_mistakes(self, key: str, value: object, words: str) -> None:
        data = {"schema": "tiepdan/lifecycle/1", "id": "x", "title_vi": "x", "states": {"a": "b"}, "steps": [],
                "clocks": [], key: value}  # fmt: skip
        with pytest.raises(InvalidFile) as caught:
            from_dict(Lifecycle, data)
        assert words in str(caught.value)

    def test_every_clock_is_a_rule_and_every_basis_a_document_of_the_registry(self) -> None:
        for life in lifecycles().values():
            assert all(clock.rule in LAW for clock in life.clocks)
            assert all(LAW.document(step.basis.number) for step in life.steps)


LIFE: dict[tuple[str, str, str], str] = {
    (row["lifecycle"], row["state"], row["event"]): row["to"] for row in rows(ANSWERS / "lifecycles.csv")
}
KINDS: dict[str, type[Case]] = {
    "complaint-first": ComplaintCase, "denunciation": DenunciationCase, "petition": PetitionCase
}  # fmt: skip


def happening(token: str, on: date) -> Event:
    kind, _, paper = token.partition(":")
    if paper:
        return Sent(on, Paper(paper))
    return DialogueNotified(on, on + 7 * DAY) if kind == "dialogue-notified" else Event.of_kind(kind)(on)


TOKENS = sorted([*(kind for kind in EVENTS if kind != "sent"), *(f"sent:{paper.value}" for paper in Paper)])


class Lives(RuleBasedStateMachine):
    """Whatever happens, a case goes where the table by hand says, or is refused with the clause and stays."""

    @initialize(kind=st.sampled_from(sorted(KINDS)))
    def begin(self, kind: str) -> None:
        self.kind, self.day, self.state = kind, date(2026, 7, 1), "new"
        self.case = KINDS[kind](id="01/2026")

    @rule(token=st.sampled_from(TOKENS), days=st.integers(0, 20))
    def anything_happens(self, token: str, days: int) -> None:
        day = self.day + days * DAY
        to = LIFE.get((self.kind, self.state, token))
        if to is None:
            with pytest.raises(InvalidValue, match=r"\((Điều|khoản|điểm) .* số .*\)|has no place in"):
                self.case.after(happening(token, day))
        else:
            self.case = self.case.after(happening(token, day))
            self.state, self.day = to, day

    @rule(data=st.data(), days=st.integers(0, 20))
    def something_lawful_happens(self, data: st.DataObject, days: int) -> None:
        lawful = sorted(token for kind, state, token in LIFE if (kind, state) == (self.kind, self.state))
        if lawful:
            token, self.day = data.draw(st.sampled_from(lawful)), self.day + days * DAY
            self.case = self.case.after(happening(token, self.day))
            self.state = LIFE[self.kind, self.state, token]

    @invariant()
    def the_state_follows_from_the_events_alone(self) -> None:
        if hasattr(self, "case"):
            assert self.case.state == self.state
            assert KINDS[self.kind](id="01/2026", events=self.case.events) == self.case

    @invariant()
    def every_clock_has_one_standing_and_its_day(self) -> None:
        if hasattr(self, "case"):
            found = assess(self.case, on=self.day, calendar=CALENDAR)
            assert found.state == self.state
            for run in found.runs:
                assert (run.days > 0) == (
                    run.standing in {Standing.OVERDUE, Standing.LATE, Standing.MISSED, Standing.LOST}
                )
                assert run.done is None or run.done <= self.day


Lives.TestCase.settings = settings(max_examples=60, stateful_step_count=20)
TestLives = Lives.TestCase
