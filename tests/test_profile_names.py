"""A profile is checked when it is read: the names it uses are its own or those of its parents, on each of its days.

Whoever ships one that leans on what only some plans have is told so at once, with file and path; no plan meets it.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from tests.paths import DATA
from tests.test_inheritance import HALF, POST, REST, UNIT, profiles, reception, report, step, ward
from tiepdan import InvalidFile
from tiepdan.cli.app import run
from tiepdan.law import Law, Quota, TimeLimit
from tiepdan.plans import Profiles


def refused(folder: Path, *versions: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        profiles(folder, *versions)
    return [str(one).partition("; ")[0] for one in caught.value.mistakes]


class TestNamesThatOnlySomePlansHave:
    def test_a_unit_of_a_report(self, tmp_path: Path) -> None:
        """B1: all plans of the province would have ended with status 2, but for those that have the unit."""
        version = {"province": "Đồng Tháp", "report": [report(by_day=25, compiled_by="van-phong")]}
        assert refused(tmp_path, version) == ["0.toml: $.report[0].compiled_by: there is no unit 'van-phong'"]

    def test_on_the_command_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        refused(tmp_path, {"report": [report(by_day=25, compiled_by="van-phong")]})
        assert run(["profiles", "--profiles", str(tmp_path)]) == 2
        assert "0.toml: $.report[0].compiled_by: there is no unit 'van-phong'" in capsys.readouterr().err

    def test_every_kind_of_name_at_its_path(self, tmp_path: Path) -> None:
        posting = {"by": "ma", "what": ["lịch"], "channels": ["x"], "clause": "1", "rule": "reception.schedule.posting"}
        unless = {"coincides_with": ["ma"], "within": "day"}
        assert refused(
            tmp_path,
            {
                "post": [POST],
                "reception": [reception("a", turns=["ma"], posting=posting, unless=unless)],
                "report": [report(link=[step("commune", "province", by_day=5, compiled_by="ma")])],
                "statutory": [{"id": "s", "name": "S", "level": "commune", "compiled_by": "ma", "recipients": []}],
                "escalation": [{"id": "e", "at_least": 5, "by": "ma", "recipients": [{"name": "U"}], "clause": "1"}],
                "task": [{"id": "t", "who": ["chu-tich", "ma"], "what": "Việc", "clause": "1"}],
            },
        ) == [
            "0.toml: $.reception[0].turns[0]: there is no post 'ma'",
            "0.toml: $.reception[0].posting.by: there is no unit 'ma'",
            "0.toml: $.reception[0].unless.coincides_with[0]: there is no reception 'ma'",
            "0.toml: $.report[0].link[0].compiled_by: there is no unit 'ma'",
            "0.toml: $.statutory[0].compiled_by: there is no unit 'ma'",
            "0.toml: $.escalation[0].by: there is no unit or post 'ma'",
            "0.toml: $.task[0].who[1]: there is no unit or post 'ma'",
        ]

    def test_mistakes_of_names_stand_beside_those_of_form(self, tmp_path: Path) -> None:
        assert refused(tmp_path, {"report": [report(by_day=99, compiled_by="van-phong")]}) == [
            "0.toml: $.report[0].by_day: 99 is not a day that every month has",
            "0.toml: $.report[0].compiled_by: there is no unit 'van-phong'",
        ]

    def test_where_a_parent_is_not_there_only_that_is_told(self, tmp_path: Path) -> None:
        version = {"parent": "huyen", "report": [report(by_day=25, compiled_by="van-phong")]}
        assert refused(tmp_path, version) == ["0.toml: $.parent: there is no profile 'huyen'"]


class TestWhatParentsBring:
    def test_names_of_the_file_its_parent_and_the_parent_s_parent(self, tmp_path: Path) -> None:
        known = profiles(
            tmp_path,
            {"id": "tren", "unit": [UNIT]},
            {
                "id": "tinh",
                "parent": "tren",
                "post": [{"id": "pho", "name": "Phó"}],
                "report": [report("a", by_day=5, compiled_by="phong"), report("b", by_day=6)],
                "reception": [reception("tiep", turns=["chu-tich", "pho"])],
            },
        )
        assert {one.value.id for one in ward(known).inherited if one.kind == "report"} == {"a", "b"}

    def test_a_unit_that_the_version_before_had(self, tmp_path: Path) -> None:
        old = {"unit": [UNIT], "report": [report(by_day=25, compiled_by="phong")], **HALF}
        new = {"report": [report(by_day=25, compiled_by="phong")], **REST}
        assert refused(tmp_path, old, new) == ["1.toml: $.report[0].compiled_by: there is no unit 'phong'"]

    def test_a_unit_that_the_parent_has_until_a_day(self, tmp_path: Path) -> None:
        """The parent's version of 01/07/2026 brings it no more."""
        versions: tuple[dict[str, Any], ...] = (
            {"id": "tren", "unit": [UNIT], **HALF},
            {"id": "tren", **REST},
            {"parent": "tren", "report": [report(by_day=25, compiled_by="phong")]},
        )
        expected = "2.toml: $.report[0].compiled_by: on 2026-07-01 there is no unit 'phong'"
        assert refused(tmp_path, *versions) == [expected]
        versions[2]["effective_to"] = date(2026, 6, 30)
        assert profiles(tmp_path, *versions).versions("tinh")[0].report[0].compiled_by == "phong"

    def test_an_id_that_a_parent_has_for_another_kind(self, tmp_path: Path) -> None:
        versions: tuple[dict[str, Any], ...] = (
            {"id": "tren", "report": [report("viec", by_day=5)]},
            {"parent": "tren", "task": [{"id": "viec", "who": ["chu-tich"], "what": "Việc", "clause": "1"}]},
        )
        assert refused(tmp_path, *versions) == ["1.toml: $.task[0].id: 'viec' is the id of a report of 0.toml already"]

    def test_a_root_of_one_s_own_must_bring_what_the_shipped_ones_under_it_name(self, tmp_path: Path) -> None:
        raw = tomllib.loads((DATA / "profiles" / "monthly.toml").read_text(encoding="utf-8"))
        del raw["parent"]
        (tmp_path / "goc.toml").write_text(tomli_w.dumps({**raw, "id": "statute", "report": []}), encoding="utf-8")
        with pytest.raises(InvalidFile) as caught:
            Profiles.vietnam().with_folder(tmp_path)
        said = [str(one).partition("; ")[0] for one in caught.value.mistakes]
        assert "dong-nai/2025.toml: $.reception[0].receiver: there is no post 'chu-tich'" in said
        assert "dong-nai/2025.toml: $.report[0].compiled_by: there is no unit 'don-vi-tiep-cong-dan'" in said


def test_a_last_day_written_as_text_is_a_day(tmp_path: Path) -> None:
    links = [step("commune", "district", by_day=5, last="2025-06-30")]
    assert profiles(tmp_path, {"report": [report(link=links)]}).versions("tinh")[0].report[0].link[0].last == date(
        2025, 6, 30
    )


def test_a_plan_takes_away_what_its_own_override_names() -> None:
    """What a plan does to a profile is the plan's: the name is looked up again when it inherits."""
    raw = {"override": [{"kind": "unit", "id": "don-vi-tiep-cong-dan", "drop": True}], "profile": "statute"}
    with pytest.raises(InvalidFile, match="1 mistake") as caught:
        ward(Profiles.vietnam(), **raw)
    assert "there is no unit 'don-vi-tiep-cong-dan'" in str(caught.value)


class TestShippedProfiles:
    """Of today's data, whatever profile is added: a plan that names none finds one, with rules that there are."""

    def test_each_province_has_one_on_each_day(self) -> None:
        known = Profiles.vietnam()
        edges = {one.valid.first for one in known.profile} | {one.valid.last for one in known.profile}
        for province in {one.province for one in known.profile}:
            for day in edges:
                assert known.versions(known.of_province(province, day))

    def test_the_rules_that_they_name_are_held(self) -> None:
        law = Law.vietnam()
        for session in (session for one in Profiles.vietnam().profile for session in one.reception):
            if session.minimum:
                assert isinstance(law[session.minimum].versions[-1].value, Quota)
            if session.posting:
                assert isinstance(law[session.posting.rule].versions[-1].value, TimeLimit)
