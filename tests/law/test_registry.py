"""The registry: exactly one version on each day, each with its text, and files of one's own over the shipped ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.paths import ANSWERS, rows
from tiepdan import InvalidFile, InvalidValue, Law, OutsideCoverage, UnknownName
from tiepdan.law import Holidays, Per, Quota, TimeLimit

LAW = Law.vietnam()
HEAD = """
schema = "tiepdan/law/1"
[document]
number = "99/2030/QH16"
kind = "Luật"
title = "mẫu"
issuer = "Quốc hội"
signed = 2029-11-20
effective = 2030-01-01
checked_on = 2029-12-01
certainty = "settled"
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "law.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def mistakes(folder: Path, text: str) -> dict[str, str]:
    with pytest.raises(InvalidFile) as caught:
        LAW.with_file(write(folder, text))
    return {one.path: one.message for one in caught.value.mistakes}


ANSWERED = rows(ANSWERS / "rules.csv")


@pytest.mark.parametrize("row", ANSWERED, ids=[f"{row['rule']} {row['day']}" for row in ANSWERED])
def test_a_rule_says_what_was_read_in_the_law(row: dict[str, str]) -> None:
    version = LAW.on(row["rule"], date.fromisoformat(row["day"]))
    assert (str(version.value), str(version.citations[0])) == (row["value"], row["citation"])


def test_every_rule_but_those_of_the_calendar_is_answered_by_hand() -> None:
    """The rules of days off are answered by the days themselves."""
    rules = {rule.id for rule in LAW.rules if not rule.id.startswith("days-off.")}
    assert rules == {row["rule"] for row in ANSWERED}


def test_each_version_names_its_place_in_a_document_of_the_registry() -> None:
    numbers = {document.number for document in LAW.documents}
    for rule in LAW.rules:
        for version in rule.versions:
            assert version.citations
            assert any(citation.number in numbers for citation in version.citations)


def test_documents_take_effect_after_they_are_signed() -> None:
    for document in LAW.documents:
        assert document.signed <= document.effective
        assert document.repealed is None or document.effective <= document.repealed
        assert str(document) == f"{document.kind} số {document.number}"


def test_the_chairs_minimum_changes_on_the_day() -> None:
    """Luật 136/2025/QH15 takes effect on 01/07/2026."""
    before = LAW.value(Quota, "reception.chair.minimum", date(2026, 6, 30))
    after = LAW.value(Quota, "reception.chair.minimum", date(2026, 7, 1))
    assert (before.at_least, before.per) == (1, Per.WEEK)
    assert (after.at_least, after.per) == (2, Per.MONTH)


def test_the_calendar_of_receptions_is_posted_five_working_days_before() -> None:
    limit = LAW.value(TimeLimit, "reception.schedule.posting", date(2026, 1, 1))
    assert str(limit) == "ít nhất 5 ngày làm việc trước"


def test_paid_days_off_by_the_code_of_the_time() -> None:
    days = [
        sum(holiday.days for holiday in LAW.value(Holidays, "days-off.statutory", day).holidays)
        for day in (date(2013, 2, 1), date(2013, 5, 1), date(2021, 1, 1))
    ]
    assert days == [9, 10, 11]


def test_a_day_before_the_first_version_is_an_error_that_says_when() -> None:
    with pytest.raises(OutsideCoverage, match=r"it has \[2014-07-01, 2026-07-01\)"):
        LAW.on("reception.chair.minimum", date(2014, 6, 30))


def test_an_unknown_rule_offers_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"did you mean 'reception\.chair\.minimum'"):
        LAW["reception.chair.minimun"]
    assert "reception.chair.minimum" in LAW
    assert "x" not in LAW


def test_a_rule_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidValue, match="is a Quota, not a TimeLimit"):
        LAW.value(TimeLimit, "reception.chair.minimum", date(2026, 1, 1))


def test_what_could_be_known_on_a_day() -> None:
    assert LAW.known_on(date(2025, 12, 9)).on("reception.chair.minimum", date(2026, 7, 1)).valid_to is None
    assert "days-off.culture-day" not in LAW.known_on(date(2026, 4, 23))


def test_what_a_later_law_ended_had_not_ended_before_it() -> None:
    """Bộ luật 45/2019, of 20/11/2019, ended that of 2012 on 01/01/2021."""
    eve, day = LAW.known_on(date(2019, 11, 19)), LAW.known_on(date(2019, 11, 20))
    assert eve.on("days-off.statutory", date(2021, 2, 12)).valid_to is None
    assert "45/2019/QH14" in str(day.on("days-off.statutory", date(2021, 2, 12)).citations[0])
    assert day.on("days-off.statutory", date(2020, 12, 31)).valid_to == date(2021, 1, 1)


def test_a_file_of_ones_own_closes_the_version_before(tmp_path: Path) -> None:
    text = """
[[versions]]
rule = "reception.chair.minimum"
valid_from = 2030-01-01
citations = ["Điều 1"]
value = { at_least = 3, per = "month" }
"""
    law = LAW.with_file(write(tmp_path, text))
    assert law.value(Quota, "reception.chair.minimum", date(2030, 1, 1)).at_least == 3
    assert law.on("reception.chair.minimum", date(2029, 12, 31)).valid_to == date(2030, 1, 1)
    assert LAW.value(Quota, "reception.chair.minimum", date(2030, 1, 1)).at_least == 2


def test_all_mistakes_of_a_file_at_once(tmp_path: Path) -> None:
    text = """
[[rules]]
id = "x.y"
kind = "quotta"
title_vi = "mẫu"
title_en = "sample"

[[versions]]
rule = "reception.chair.minimum"
valid_from = 2030-01-01T00:00:00
citations = []
value = { at_least = 3, per = "month" }

[[versions]]
rule = "reception.chair.minimum"
valid_from = 2031-01-01
citations = ["Điều 1"]
valu = { at_least = 3, per = "month" }
"""
    found = mistakes(tmp_path, text)
    assert found == {
        "$.rules[0].kind": "'quotta' is not a kind of rule; did you mean 'quota'?",
        "$.versions[0].valid_from": "2030-01-01T00:00:00 is an instant where a civil date is meant; write 2030-01-01",
        "$.versions[1].value": "is missing",
        "$.versions[1].valu": "is an unknown key; did you mean 'value'?",
    }


def test_mistakes_of_meaning(tmp_path: Path) -> None:
    text = """
[[versions]]
rule = "reception.chair.minimun"
valid_from = 2030-01-01
citations = ["Điều mười"]
value = { at_least = 3, per = "month" }

[[versions]]
rule = "reception.chair.minimum"
valid_from = 2031-01-01
valid_to = 2031-01-01
citations = []
value = { at_least = 3, per = "month" }
"""
    assert set(mistakes(tmp_path, text)) == {
        "$.versions[0].citations[0]", "$.versions[1].citations", "$.versions[1].valid_to",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ('rule = "x.y"\nvalid_from = 2030-01-01\nvalue = { at_least = 1, per = "week" }', "$.versions[0].rule",
         "there is no rule 'x.y'"),
        ('rule = "reception.chair.minimum"\nvalid_from = 2030-01-01\nvalue = { amount = 1, unit = "day" }',
         "$.versions[0].value.amount", "is an unknown key"),
        ('rule = "reception.schedule.posting"\nvalid_from = 2030-01-01\nvalue = { amount = 1, unit = "day" }',
         "$.versions[0].value", "'day' is not a unit of time; write one of: calendar-day, working-day, month, year, "),
        ('rule = "days-off.tet-pattern"\nvalid_from = 2030-01-01\nvalue = { before = [1, 2] }',
         "$.versions[0].value", "a pattern has a number for each weekday, Monday to Sunday: 7, not 2"),
        ('rule = "reception.chair.minimum"\nvalid_from = 2026-07-01\nvalue = { at_least = 1, per = "week" }',
         "$.versions[0]", "reception.chair.minimum: "),
    ],
)  # fmt: skip
def test_one_mistake_each(tmp_path: Path, text: str, path: str, words: str) -> None:
    found = mistakes(tmp_path, f'[[versions]]\ncitations = ["Điều 1"]\n{text}\n')
    assert words in found[path]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("effective = 2030-01-01", "effective = 2029-01-01", "before it was signed"),
        ("effective = 2030-01-01", "effective = 2030-01-01\nrepealed = 2029-12-31", "before it takes effect"),
        ("law/1", "law/7", "write tiepdan/law/1"),
    ],
)
def test_a_document_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    file = tmp_path / "law.toml"
    file.write_text(HEAD.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        LAW.with_file(file)
    assert words in str(caught.value)
