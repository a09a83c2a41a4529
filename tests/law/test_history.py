"""The registry asked about time and texts: what changed, what a document holds up, gaps, files laid over."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.law.test_registry import LAW, mistakes, write
from tests.paths import ANSWERS, rows
from tiepdan import Citation, DateRange, InvalidValue, OutsideCoverage, Rule, UnknownName, compute_deadline
from tiepdan.law import TimeLimit

CHANGE = date(2026, 7, 1)


def test_every_id_of_the_catalogue_is_held() -> None:
    catalogue = {row["id"] for row in rows(ANSWERS / "catalogue.csv")}
    assert catalogue == {rule.id for rule in LAW.rules}


def edges(rule: Rule) -> list[date]:
    """The days on which something of a rule begins or ends, those beside them, and the last that is covered."""
    spans = [(version.valid_from, version.valid_to) for version in rule.versions]
    spans += [(gap.valid_from, gap.valid_to) for gap in rule.gaps]
    turns = {day for span in spans for day in span if day}
    days = {day + timedelta(days=beside) for day in turns for beside in (-1, 0, 1)} | {date(2053, 12, 31)}
    return [day for day in sorted(days) if day >= min(first for first, _ in spans)]


def test_every_day_of_a_rule_has_one_version_or_a_declared_gap() -> None:
    """From the first version, or the first gap, to the end of what the calendar covers: between edges nothing turns."""
    for rule in LAW.rules:
        end = rule.versions[-1].valid_to
        for day in edges(rule):
            held = [version for version in rule.versions if day in version]
            gaps = [gap for gap in rule.gaps if day in gap]
            ended = not gaps and end is not None and day >= end
            assert (len(held), len(gaps)) == ((0, 1) if gaps else (0, 0) if ended else (1, 0)), (rule.id, day)
            if held:
                assert rule.on(day) is held[0], (rule.id, day)
            else:
                with pytest.raises(OutsideCoverage):
                    rule.on(day)


def test_each_citation_is_read_again_from_its_words() -> None:
    for rule in LAW.rules:
        for version in rule.versions:
            cited = [*version.citations, *([version.transition.citation] if version.transition else [])]
            assert all(Citation.parse(str(citation)) == citation for citation in cited)
            assert all(LAW.document(citation.number) for citation in cited)
            assert version.checked_on >= LAW.document(version.citations[0].number).signed


def test_every_time_limit_says_what_it_is_counted_from() -> None:
    for rule in LAW.rules:
        assert (rule.event is not None) == isinstance(rule.versions[0].value, TimeLimit), rule.id


def test_what_changed_on_the_first_of_july_2026() -> None:
    """Luật 136/2025/QH15 and the decrees of 15/05/2026."""
    changes = {change.rule.id: change for change in LAW.changes(DateRange(CHANGE, CHANGE))}
    passed = {name for name, change in changes.items() if change.before and change.after}
    assert passed == {
        "complaint.first.acceptance", "complaint.second.acceptance", "complaint.disciplinary.acceptance",
        "reception.chair.minimum", "reception.public-unit.minimum",
        "reception.visitor.papers", "reception.refusal.grounds",
        "competence.complaint.first", "competence.complaint.second", "competence.denunciation",
    }  # fmt: skip
    acceptance = changes["complaint.first.acceptance"]
    assert acceptance.before
    assert acceptance.after
    assert (str(acceptance.before.value), str(acceptance.after.value)) == ("trong 10 ngày", "trong 7 ngày làm việc")
    assert {"complaint.dialogue.notice", "complaint.suspension.exclusion", "petition.neglect.alarm"} <= changes.keys()
    assert not LAW.changes(DateRange(CHANGE + timedelta(days=1), CHANGE + timedelta(days=2)))


def test_a_law_that_ends_is_a_change() -> None:
    ended = {change.rule.id for change in LAW.changes(DateRange(date(2019, 1, 1), date(2019, 1, 1))) if change.before}
    assert {"denunciation.resolution", "denunciation.initial-handling", "denunciation.transfer"} == ended


def test_what_a_document_holds_up() -> None:
    held = {rule.id for rule, _ in LAW.supported_by("136/2025/QH15")}
    assert held == {
        "complaint.first.acceptance", "complaint.second.acceptance", "complaint.disciplinary.acceptance",
        "complaint.suspension.exclusion", "reception.chair.minimum", "reception.visitor.papers",
        "competence.complaint.first", "competence.complaint.second", "competence.denunciation",
    }  # fmt: skip
    assert [rule.id for rule, _ in LAW.supported_by("215-KL/TW")] == ["reception.party-secretary.minimum"]


def test_a_document_that_is_not_held() -> None:
    with pytest.raises(UnknownName, match=r"did you mean '136/2025/QH15'"):
        LAW.document("136/2025/QH14")
    with pytest.raises(InvalidValue, match="is not"):
        LAW.supported_by("một trăm")


def test_a_registry_of_the_past_counts_as_it_would_have() -> None:
    """On 09/12/2025 nobody knew the law of 10/12/2025."""
    from tiepdan import WorkCalendar

    then = WorkCalendar.vietnam(known_on=date(2025, 12, 9))
    now = WorkCalendar.vietnam()
    event = date(2026, 7, 1)
    assert compute_deadline("complaint.first.acceptance", event, calendar=then).due == date(2026, 7, 13)
    assert compute_deadline("complaint.first.acceptance", event, calendar=now).due == date(2026, 7, 10)
    resolution = compute_deadline(
        "complaint.first.resolution", event, calendar=then, suspended=[(date(2026, 7, 6), date(2026, 7, 20))]
    )
    assert resolution.due == date(2026, 7, 31)
    assert LAW.known_on(date(2025, 12, 9)).on("reception.public-unit.minimum", event).valid_to is None


GAP = """
[[rules]]
id = "sample.limit"
kind = "time-limit"
title_vi = "mẫu"
title_en = "sample"
event = "ngày mẫu"

[[versions]]
rule = "sample.limit"
valid_from = 2030-01-01
valid_to = 2031-01-01
citations = ["Điều 1"]
value = { amount = 5, unit = "working-day" }

[[versions]]
rule = "sample.limit"
valid_from = 2032-01-01
citations = ["Điều 1"]
value = { amount = 6, unit = "working-day" }
"""
DECLARED = """
[[gaps]]
rule = "sample.limit"
valid_from = 2031-01-01
valid_to = 2032-01-01
why = { vi = "bị bãi bỏ", en = "repealed for a year" }
"""


def test_a_hole_between_versions_is_a_mistake_until_it_is_declared(tmp_path: Path) -> None:
    assert mistakes(tmp_path, GAP) == {
        "$.versions[1]": "sample.limit: no version holds from 2031-01-01 to 2031-12-31; "
        "add one, or declare the gap with its reason"
    }
    law = LAW.with_file(write(tmp_path, GAP + DECLARED))
    with pytest.raises(OutsideCoverage, match="repealed for a year"):
        law.on("sample.limit", date(2031, 6, 1))
    assert str(law.on("sample.limit", date(2032, 1, 1)).value) == "trong 6 ngày làm việc"


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        (GAP + DECLARED.replace("2031-01-01", "2030-06-01"), "$.versions[1]", "overlaps the version from 2030-01-01"),
        (GAP + DECLARED.replace("2032-01-01", "2030-01-01"), "$.gaps[0].valid_to", "is not after valid_from"),
        (GAP + DECLARED.replace("sample.limit", "sample.limits"), "$.gaps[0].rule", "there is no rule"),
        (GAP.replace('event = "ngày mẫu"\n', ""), "$.rules[0].event", "say in Vietnamese what"),
        (GAP.replace("working-day\" }", "working-day\", suspension = \"reception.reply\" }"),
         "$.versions[0].value.suspension", "'reception.reply' is not a convention"),
        (GAP + "\n[versions.transition]\nvi = \"a\"\nen = \"b\"\ncitation = \"Điều\"\n",
         "$.versions[1].transition.citation", "is not a citation"),
    ],
)  # fmt: skip
def test_mistakes_of_gaps_transitions_and_suspensions(tmp_path: Path, text: str, path: str, words: str) -> None:
    assert words in mistakes(tmp_path, text)[path]


@pytest.mark.parametrize(
    ("start", "end", "path", "words"),
    [
        ("2030-07-01", "", "$.versions[0]", "outlives its document, which is repealed on 2030-06-01"),
        ("2030-03-01", "valid_to = 2030-07-01", "$.versions[0]", "outlives its document"),
        ("2030-06-01", "", "$.versions[0].valid_from", "repealed on that very day"),
    ],
)
def test_no_version_outlives_its_document(tmp_path: Path, start: str, end: str, path: str, words: str) -> None:
    text = f"""repealed = 2030-06-01
[[versions]]
rule = "reception.reply"
valid_from = {start}
{end}
citations = ["Điều 1"]
value = {{ amount = 5, unit = "working-day" }}
"""
    assert words in mistakes(tmp_path, text)[path]
