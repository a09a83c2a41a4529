"""Registries, calendars and deadlines travel between processes: small, equal, and never with other data than theirs."""

from __future__ import annotations

import copy
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError
from tools.additions import enlarge

from tests.paths import DATA
from tiepdan import (
    Deadline,
    Decision,
    Law,
    LunarDate,
    Rule,
    Swap,
    WorkCalendar,
    WorkingDays,
    compute_deadline,
    phrases,
    to_dict,
)
from tiepdan.calendars.sources import CalendarSource
from tiepdan.deadlines.question import Question
from tiepdan.errors import OtherData
from tiepdan.law import TimeLimit
from tiepdan.law.sources import LawSource

OWN_LAW = DATA / "law-sixty-days.toml"
LAW = Law.vietnam()

LAWS = {
    "shipped": LAW,
    "known": LAW.known_on(date(2025, 12, 9)),
    "with-a-file": LAW.with_file(OWN_LAW),
    "known-with-a-file": LAW.known_on(date(2026, 6, 30)).with_file(OWN_LAW),
    "with-a-file-known": LAW.with_file(OWN_LAW).known_on(date(2026, 6, 30)),
    "of-a-file": Law.from_files([Path(__file__).parent.parent / "src/tiepdan/data/law/91-2015-qh13.toml"]),
}


class TestLaw:
    @pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
    def test_a_registry_equals_itself_after_the_trip(self, law: Law) -> None:
        for after in (pickle.loads(pickle.dumps(law)), copy.copy(law), copy.deepcopy(law)):
            assert after == law
            assert hash(after) == hash(law)
            assert after.fingerprint == law.fingerprint
            assert [*after] == [*law]
            assert after.known_on(date(2026, 1, 1)) == law.known_on(date(2026, 1, 1))

    def test_what_is_shipped_stays_where_it_is(self) -> None:
        assert len(pickle.dumps(LAW)) < 300
        assert len(pickle.dumps(LAWS["known"])) < 300
        assert pickle.loads(pickle.dumps(LAW)) is LAW

    def test_each_travels_by_its_own_steps_whichever_was_first(self) -> None:
        """As known on a day on which all was known, a registry equals what is shipped, and stays so when more is."""
        pinned = LAW.known_on(date(2050, 1, 1))
        assert pinned == LAW
        for law in (pinned, LAW, pinned):
            assert pickle.loads(pickle.dumps(law)).source == law.source
        assert pinned.source != LAW.source
        calendar = WorkCalendar.vietnam()
        equal = WorkCalendar.vietnam().with_local(document="mẫu", off=[])
        assert pickle.loads(pickle.dumps(equal)).source == equal.source
        assert pickle.loads(pickle.dumps(calendar)).source == calendar.source

    def test_a_file_of_ones_own_travels(self) -> None:
        assert len(pickle.dumps(LAWS["with-a-file"])) < 2_000

    def test_registries_of_other_rules_are_others(self) -> None:
        assert len({law.fingerprint for law in LAWS.values()}) == len(set(LAWS.values()))
        assert LAWS["known"] != LAW
        assert LAWS["with-a-file"] != LAW
        assert LAW != "law"

    def test_days_between_which_nothing_was_signed_give_the_same_registry(self) -> None:
        # 154/2026/NĐ-CP and its like are of 2026; between 02/01/2026 and 05/01/2026 nothing was signed or repealed
        assert LAW.known_on(date(2026, 1, 5)) is LAW.known_on(date(2026, 1, 2))
        assert LAW.known_on(date(2025, 12, 9)) != LAW.known_on(date(2025, 12, 10))  # Luật số 136/2025/QH15 was passed

    def test_other_law_is_told(self) -> None:
        source = LawSource(shipped=True, steps=(), fingerprint="0" * 32)
        with pytest.raises(OtherData, match=f"made with other law .{'0' * 32}. than is held here .{LAW.fingerprint}"):
            source.law()


CALENDAR = WorkCalendar.vietnam()
MADE_UP = Decision(year=2026, document="mẫu", swaps=(Swap(off=date(2026, 3, 2), work=date(2026, 3, 7)),))
CALENDARS = {
    "shipped": CALENDAR,
    "known": WorkCalendar.vietnam(known_on=date(2025, 12, 24)),
    "with-a-decision": CALENDAR.with_decision(MADE_UP),
    "with-local-days": CALENDAR.with_local(document="Công văn mẫu", off=[date(2026, 3, 3)]),
    "of-a-law-of-ones-own": WorkCalendar(
        LAWS["with-a-file"], (), (), CALENDAR.coverage, CALENDAR.data_as_of
    ).with_decision(MADE_UP),
}
FIRST, DAY = date(2025, 11, 1), timedelta(days=1)
IN_ANOTHER_PROCESS = """
import pickle, sys
from tiepdan import WorkCalendar
calendars = pickle.load(sys.stdin.buffer)
assert calendars[0] == WorkCalendar.vietnam()
assert hash(calendars[0]) == hash(WorkCalendar.vietnam())
print(*(calendar.fingerprint for calendar in calendars))
"""


class TestCalendar:
    @pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)
    def test_a_calendar_equals_itself_after_the_trip(self, calendar: WorkCalendar) -> None:
        for after in (pickle.loads(pickle.dumps(calendar)), copy.copy(calendar), copy.deepcopy(calendar)):
            assert after == calendar
            assert hash(after) == hash(calendar)
            assert after.law == calendar.law
            assert after.data_as_of == calendar.data_as_of
            assert all(after.day(FIRST + n * DAY) == calendar.day(FIRST + n * DAY) for n in range(0, 200, 7))

    def test_what_is_shipped_stays_where_it_is(self) -> None:
        sizes = {name: len(pickle.dumps(calendar)) for name, calendar in CALENDARS.items()}
        assert max(sizes[name] for name in ("shipped", "known", "with-a-decision", "with-local-days")) < 1_000
        assert sizes["of-a-law-of-ones-own"] < 3_000

    def test_calendars_of_other_decisions_are_others(self) -> None:
        assert len({calendar.fingerprint for calendar in CALENDARS.values()}) == len(set(CALENDARS.values())) == 5
        assert CALENDARS["with-a-decision"].is_working_day(date(2026, 3, 7))
        assert pickle.loads(pickle.dumps(CALENDARS["with-a-decision"])).is_working_day(date(2026, 3, 7))
        assert CALENDAR != "calendar"

    def test_two_processes_have_equal_calendars(self) -> None:
        run = subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            input=pickle.dumps(list(CALENDARS.values())),
            capture_output=True,
            check=True,
        )
        assert run.stdout.decode().split() == [calendar.fingerprint for calendar in CALENDARS.values()]

    def test_other_decisions_are_told(self) -> None:
        source = attrs.evolve(CALENDAR.source, fingerprint="0" * 32)
        with pytest.raises(OtherData, match=f"other decisions on days off .{'0' * 32}, as of .* than are shipped here"):
            source.calendar()
        fewer = attrs.evolve(CALENDAR.source, decisions=(*CALENDAR.source.decisions, 9_999), fingerprint="1" * 32)
        with pytest.raises(OtherData, match="decisions on days off"):
            pickle.loads(pickle.dumps(fewer)).calendar()

    def test_nobody_writes_to_a_calendar(self) -> None:
        posting = ("reception.schedule.posting", date(2026, 11, 27))
        for name in ("law", "coverage", "data_as_of", "_working", "fingerprint", "note"):
            with pytest.raises(FrozenInstanceError):
                setattr(CALENDAR, name, Law.vietnam().known_on(date(2020, 1, 1)))
            with pytest.raises(FrozenInstanceError):
                delattr(CALENDAR, name)
        assert CALENDAR.law is LAW
        assert compute_deadline(*posting, calendar=CALENDAR).due == date(2026, 11, 19)

    def test_a_source_tells_what_was_added(self) -> None:
        source = CALENDARS["with-a-decision"].source
        assert [one for one in source.decisions if isinstance(one, Decision)] == [MADE_UP]
        assert source == CalendarSource.of(*CALENDARS["with-a-decision"]._parts())


OWN_RULE = attrs.evolve(LAW["petition.processing"], id="petition.sample", title_vi="Xử lý đơn theo quy chế mẫu")
SUSPENDED = [(date(2026, 7, 6), date(2026, 7, 20))]


def asked(rule: str | Rule | TimeLimit, event: date | LunarDate, calendar: str = "shipped", **more: Any) -> Deadline:
    return compute_deadline(rule, event, calendar=CALENDARS[calendar], **more)


ASKED: dict[str, Deadline] = {
    "plain": asked("complaint.first.acceptance", date(2026, 6, 30)),
    "before": asked("reception.schedule.posting", date(2026, 11, 27)),
    "complex": asked("complaint.first.resolution", date(2026, 7, 1), complex=True),
    "remote": asked("complaint.first.resolution", date(2024, 7, 1), remote=True),
    "both": asked("complaint.first.resolution", date(2024, 7, 1), remote=True, complex=True),
    "dismissal": asked("complaint.disciplinary.second.lodging", date(2024, 3, 29), dismissal=True),
    "extended": asked("denunciation.resolution", date(2024, 7, 1), extensions=2),
    "extended-complex": asked("denunciation.resolution", date(2017, 7, 3), complex=True, extensions=1),
    "suspended": asked("complaint.first.resolution", date(2026, 7, 1), suspended=SUSPENDED),
    "version-on": asked("one-stop.apology", date(2026, 7, 1), version_on=date(2026, 7, 1)),
    "lunar": asked(phrases.before(), LunarDate(2026, 12, 23)),
    "bare-limit": asked(phrases.within(WorkingDays(5)), date(2026, 11, 20)),
    "rule-of-ones-own": asked(OWN_RULE, date(2026, 7, 1)),
    "known": asked("complaint.first.acceptance", date(2026, 7, 1), "known"),
    "local-days": asked("complaint.first.acceptance", date(2026, 2, 25), "with-local-days"),
    "law-of-ones-own": asked("reception.schedule.posting", date(2026, 11, 27), law=LAWS["with-a-file"]),
    "all-of-ones-own": asked("reception.schedule.posting", date(2026, 11, 27), "of-a-law-of-ones-own"),
}
EXPLAINED_ELSEWHERE = """
import pickle, sys
from tiepdan import to_dict
deadlines = pickle.load(sys.stdin.buffer)
answers = [(one.rule, one.event, one.due, one.act_by, one.meaning, one.version) for one in deadlines]
explained = [(one.explain(), to_dict(one)) for one in deadlines]
pickle.dump((answers, explained), sys.stdout.buffer)
"""


class TestDeadline:
    @pytest.mark.parametrize("deadline", ASKED.values(), ids=ASKED)
    def test_a_deadline_equals_itself_after_the_trip_and_tells_the_same(self, deadline: Deadline) -> None:
        travelled = pickle.loads(pickle.dumps(deadline))
        for after in (travelled, pickle.loads(pickle.dumps(travelled)), copy.copy(deadline), copy.deepcopy(deadline)):
            assert after == deadline
            assert hash(after) == hash(deadline)
            assert repr(after) == repr(deadline)
            assert after.meaning is deadline.meaning
            assert (after.rule, after.event, after.version) == (deadline.rule, deadline.event, deadline.version)
            assert (after.due, after.act_by) == (deadline.due, deadline.act_by)
            assert (after.certainty, after.doubts) == (deadline.certainty, deadline.doubts)
            assert (after.steps, after.citations) == (deadline.steps, deadline.citations)
            assert after.explain() == deadline.explain()
            assert to_dict(after) == to_dict(deadline)
        assert pickle.loads(pickle.dumps(travelled)) == deadline  # one that was explained travels on

    def test_another_process_has_the_answers_and_explains_them(self) -> None:
        command = [sys.executable, "-c", EXPLAINED_ELSEWHERE]
        run = subprocess.run(command, input=pickle.dumps([*ASKED.values()]), capture_output=True, check=True)
        answers = [(one.rule, one.event, one.due, one.act_by, one.meaning, one.version) for one in ASKED.values()]
        assert pickle.loads(run.stdout) == (answers, [(one.explain(), to_dict(one)) for one in ASKED.values()])

    def test_it_is_small_whatever_the_rule(self) -> None:
        day = date(2026, 11, 20)
        for rule in LAW.rules:
            if any(isinstance(version.value, TimeLimit) and day in version for version in rule.versions):
                deadline = asked(rule.id, day, version_on=day if rule.version_by else None)
                assert len(pickle.dumps(deadline)) < 2_048, rule.id
        for name in ("suspended", "local-days", "known"):
            assert len(pickle.dumps(ASKED[name])) < 2_048, name
        days = [asked("disclosure.posting", day + n * DAY) for n in range(100)]
        assert len(pickle.dumps(days)) < 100 * 200  # what they share is written once

    def test_under_other_law_it_keeps_its_answer_and_refuses_to_explain(self) -> None:
        deadline = ASKED["before"]
        question = Question.of(deadline.event, deadline._counted())
        law = attrs.evolve(question.calendar.law, fingerprint="0" * 32)
        calendar = attrs.evolve(question.calendar, law=law, fingerprint="1" * 32)
        travelled = Deadline(deadline.event, deadline.due, deadline.act_by, question._replace(calendar=calendar))
        reasons = [attrgetter(name) for name in ("steps", "certainty", "doubts", "citations")]
        for after in (travelled, pickle.loads(pickle.dumps(travelled))):
            assert after == deadline
            assert (after.rule, after.due, after.meaning) == (deadline.rule, date(2026, 11, 19), deadline.meaning)
            told: list[Callable[[Deadline], object]] = [Deadline.explain, to_dict, *reasons]
            for tell in told:
                with pytest.raises(OtherData, match=f"made with other law .{'0' * 32}. than is held here"):
                    tell(after)

    def test_what_is_counted_otherwise_is_told(self) -> None:
        deadline = ASKED["before"]
        question = Question.of(deadline.event, deadline._counted())
        travelled = Deadline(deadline.event, date(2026, 11, 18), date(2026, 11, 18), question)
        with pytest.raises(OtherData, match=r"counted otherwise .* 2026-11-18, .* here .* 2026-11-19"):
            travelled.explain()

    def test_its_public_names_are_all_there_is_to_see(self) -> None:
        deadline = ASKED["plain"]
        assert not attrs.has(type(deadline))
        assert [*to_dict(deadline)] == [*Deadline.__record__]
        for name in Deadline.__record__:
            with pytest.raises(AttributeError):
                setattr(deadline, name, date(2026, 1, 1))


WHERE_A_LAW_WAS_ADDED = """
import pickle, sys
from tiepdan.errors import OtherData

deadlines, calendars = (pickle.loads(part) for part in pickle.load(sys.stdin.buffer))

def tried(ask):
    try:
        return ask()
    except OtherData as error:
        return f"OtherData: {error}"

told = {name: (one.due, tried(one.explain)) for name, one in deadlines.items()}
pickle.dump((told, {name: tried(lambda: pickle.loads(one).data_as_of) for name, one in calendars.items()}),
            sys.stdout.buffer)
"""


def test_where_a_decision_and_a_law_were_added(tmp_path: Path) -> None:
    """What was made of all the data is not taken for what there is; what is as known on an earlier day is the same."""
    source = enlarge(tmp_path / "enlarged") / "src"
    sent = pickle.dumps(ASKED), pickle.dumps({name: pickle.dumps(one) for name, one in CALENDARS.items()})
    run = subprocess.run(
        [sys.executable, "-c", WHERE_A_LAW_WAS_ADDED],
        input=pickle.dumps(sent),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    deadlines, calendars = pickle.loads(run.stdout)
    for name, deadline in ASKED.items():
        due, explained = deadlines[name]
        assert due == deadline.due
        if name == "known":
            assert explained == deadline.explain()
        else:
            assert re.match(r"OtherData: this was made with other law \(\w{32}\) than is held here", explained), name
    assert calendars.pop("known") == CALENDARS["known"].data_as_of
    assert all(told.startswith("OtherData: this was made with other law") for told in calendars.values())
