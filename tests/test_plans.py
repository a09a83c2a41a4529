"""A plan is read whole, or refused with all its mistakes."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path

import attrs
import pytest
import tomli_w

from tests.paths import BINH_PHUOC, EXAMPLES
from tiepdan import InvalidFile, InvalidValue, Plan, from_dict, load_plan, to_dict
from tiepdan.duty import load_staff


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the example with some of its text changed, each once."""
    text = BINH_PHUOC.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    shutil.copy(EXAMPLES / "sample-other-receptions.toml", folder)
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return file


def mistakes(file: Path) -> dict[str, str]:
    with pytest.raises(InvalidFile) as caught:
        load_plan(file)
    return {f"{one.file}: {one.path}" if one.file else one.path: one.message for one in caught.value.mistakes}


FIVE = (
    ('from = "07:00"', 'from = "7h"'),
    ('venue = "Trụ sở', 'venu = "Trụ sở khác"\nvenue = "Trụ sở'),
    ('deputies = ["pho-chu-tich-1", "pho-chu-tich-2"]', 'deputies = ["chu-tich"]'),
    ('id = "bao-cao-cuoi-nam"', 'id = "bao-cao-06-thang"'),
    ("effective_from = 2025-11-19", "effective_from = 2025-11-19T07:00:00"),
)


def test_five_mistakes_come_back_as_five_with_their_paths(tmp_path: Path) -> None:
    found = mistakes(edited(tmp_path, *FIVE))
    assert found == {
        "$.reception[0].when.from": "'7h' is not a time; write 07:00",
        "$.reception[0].venu": "is an unknown key; did you mean 'venue' or 'venues'?",
        "$.delegation[0]": "'chu-tich' is the principal and cannot be a deputy of itself; take it out",
        "$.report[1].id": "'bao-cao-06-thang' is the id of $.report[0] already; give each its own",
        "$.effective_from": "2025-11-19T07:00:00 is an instant where a civil date is meant; write 2025-11-19",
    }


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        ('receiver = "chu-tich"', 'receiver = "chu-tic"', "$.reception[0].receiver",
         "there is no post 'chu-tic'; did you mean 'chu-tich' or 'pho-chu-tich-2' or 'pho-chu-tich-1'?"),
        ('"thuong-truc-dang-uy", ', '"dang-uy", ', "$.reception[0].unless.coincides_with[0]",
         "there is no reception 'dang-uy'; there are: thuong-truc-dang-uy, thuong-truc-hdnd, thuong-truc-hdnd-chieu, "
         "ubnd-phuong"),
        ('compiled_by = "van-hoa"', 'compiled_by = "van-hoá"', "$.report[0].compiled_by",
         "there is no unit 'van-hoá'; did you mean 'van-hoa' or 'van-phong'?"),
        ('before = "13/5"', 'before = "31/6"', "$.report[0].before", "31/6 is not a day of every year"),
        ('before = "13/5"', 'before = "13 tháng 5"', "$.report[0].before",
         "'13 tháng 5' is not a day of the year; write day/month, as 13/5"),
        ('number = "118-CV/ĐU"', 'number = "118"', "$.document.bases[1].number",
         "'118' is not a document number; write it as 22/KH-UBND, 118-CV/ĐU or 59/2023/NĐ-CP"),
        ('number = "/KH-UBND"', 'number = "/KHUBND"', "$.document.number",
         "'/KHUBND' is not a document number; write it as 22/KH-UBND, 118-CV/ĐU or 59/2023/NĐ-CP"),
        ('id = "buoi-sang"', 'id = "buổi sáng"', "$.reception[0].id",
         "'buổi sáng' is not an id: write lower-case ASCII letters, digits and hyphens, as chu-tich"),
        ('year = 2025', 'year = "2025"', "$.document.year", "'2025' is not a whole number"),
        ('archive = ["VT"]', 'archive = "VT"', "$.document.archive", "'VT' is not a list; write ['VT']"),
        ('within = "half-day"', 'within = "morning"', "$.reception[0].unless.within",
         "'morning' is not among the choices; there are: day, half-day, overlap"),
        ('id = "buoi-sang"', 'id = ["buoi-sang"]', "$.reception[0].id", "a list is not a text; put it in quotes"),
        ('principal = "chu-tich"', 'principal = []', "$.delegation[0].principal",
         "a list is not a text; put it in quotes"),
        ('include = ["sample-other-receptions.toml"]', 'include = ["nowhere.toml"]', "$.include[0]",
         "'nowhere.toml' cannot be read: No such file or directory"),
        ('id = "buoi-sang"', 'id = "ubnd-phuong"', "sample-other-receptions.toml: $.other_reception[3].id",
         "'ubnd-phuong' is the id of $.reception[0] already; give each its own"),
    ],
)  # fmt: skip
def test_one_wrong_value_each(tmp_path: Path, old: str, new: str, path: str, words: str) -> None:
    assert mistakes(edited(tmp_path, (old, new)))[path] == words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ('"16/05/2024"', "'16/05/2024' is not a date"),
        ("2024-05-16T07:30:00", "2024-05-16T07:30:00 is an instant where a civil date is meant; write 2024-05-16"),
        ("2025-05-16", "2025-05-16 is not a day of the plan, which holds 2024-02-09..2024-12-31"),
    ],
)
def test_a_fixed_day_that_cannot_be_is_one_mistake(tmp_path: Path, day: str, said: str) -> None:
    fixed = f'fixed = [{{ quarter = 2, day = {day}, from = "07:30", to = "10:30" }}]\n'
    text = (EXAMPLES / "nhon-hung-2024.toml").read_text(encoding="utf-8")
    file = tmp_path / "plan.toml"
    file.write_text(text.replace("quarters = [2, 3, 4]\n", f"quarters = [2, 3, 4]\n{fixed}"), encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_plan(file)
    [mistake] = caught.value.mistakes
    assert mistake.message.startswith(said)


def test_the_first_day_may_not_be_blank(tmp_path: Path) -> None:
    assert mistakes(edited(tmp_path, ("effective_from = 2025-11-19", ""))) == {"$.effective_from": "is missing"}


def test_a_mistake_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    file = edited(tmp_path)
    other = tmp_path / "sample-other-receptions.toml"
    other.write_text(other.read_text(encoding="utf-8").replace('"07:30"', '"7g30"', 1), encoding="utf-8")
    found = mistakes(file)
    assert found["sample-other-receptions.toml: $.other_reception[0].when.from"] == "'7g30' is not a time; write 07:30"


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text('schema = "tiepdan/plan/1"\nid = \n', encoding="utf-8")
    assert "line 2" in mistakes(file)["$"]


def test_a_schema_of_another_time_is_refused(tmp_path: Path) -> None:
    assert "tiepdan/plan/1" in mistakes(edited(tmp_path, ("tiepdan/plan/1", "tiepdan/plan/9")))["$.schema"]


def test_of_a_file_of_another_kind_only_that_is_said(tmp_path: Path) -> None:
    """A staff list read as a plan has dozens of unknown keys, and so has a plan read as a staff list."""
    assert mistakes(EXAMPLES / "sample-staff.toml") == {
        "$.schema": "'tiepdan/staff/1' is not the schema read here; write tiepdan/plan/1"
    }
    with pytest.raises(InvalidFile) as caught:
        load_staff(EXAMPLES / "bac-kan-2025.toml")
    assert [one.path for one in caught.value.mistakes] == ["$.schema"]


def test_what_cannot_be_read_does_not_hide_what_cannot_be(tmp_path: Path) -> None:
    file = tmp_path / "staff.toml"
    person = '[[person]]\nid = "A b"\nname = "Người mẫu"\npost = "x"\nunit = 5\n'
    file.write_text('schema = "tiepdan/staff/1"\n' + person, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_staff(file)
    assert {one.path for one in caught.value.mistakes} == {"$.person[0].unit", "$.person[0].id"}


def test_a_mistake_in_an_included_table_has_its_place_in_its_file(tmp_path: Path) -> None:
    """The plan's own table comes first; the file that it includes has three, of which the last takes its id."""
    table = tomllib.loads((EXAMPLES / "sample-other-receptions.toml").read_text(encoding="utf-8"))["other_reception"][0]
    raw = tomllib.loads(BINH_PHUOC.read_text(encoding="utf-8"))
    raw["reception"][0]["unless"]["coincides_with"] = ["mot"]
    own, more = {**table, "id": "mot"}, [{**table, "id": name} for name in ("hai", "ba", "mot")]
    (tmp_path / "plan.toml").write_text(
        tomli_w.dumps({**raw, "include": ["others.toml"], "other_reception": [own]}), encoding="utf-8"
    )
    others = {"schema": "tiepdan/other-receptions/1", "other_reception": more}
    (tmp_path / "others.toml").write_text(tomli_w.dumps(others), encoding="utf-8")
    assert list(mistakes(tmp_path / "plan.toml")) == ["others.toml: $.other_reception[2].id"]
    more[2] = {**more[2], "id": "bon", "sample": True}
    (tmp_path / "others.toml").write_text(tomli_w.dumps(others), encoding="utf-8")
    loaded = load_plan(tmp_path / "plan.toml")
    assert [other.sample for other in loaded.other_reception] == [False, False, False, True]


def test_a_plan_is_plain_data_and_back(plan: Plan) -> None:
    assert from_dict(Plan, to_dict(plan)) == plan


def test_a_plan_built_in_python_is_checked_too(plan: Plan) -> None:
    with pytest.raises(InvalidFile) as caught:
        attrs.evolve(plan, reception=plan.reception * 2)
    assert "$.reception[1].id: 'buoi-sang' is the id of $.reception[0] already" in str(caught.value)
    with pytest.raises(InvalidValue, match="ends before it begins"):
        attrs.evolve(plan, effective_to=date(2025, 1, 1))


def test_the_blanks_the_guesses_and_the_samples_are_said(plan: Plan) -> None:
    assert [(finding.code, finding.where) for finding in plan.findings] == [
        ("plan.number.blank", None),
        ("plan.issued.blank", None),
        ("plan.inferred", "khieu-kien-vuot-cap"),
        ("plan.sample", None),
    ]


def test_a_misprinted_base_is_read_with_a_finding(tmp_path: Path) -> None:
    plan = load_plan(edited(tmp_path, ('number = "118-CV/ĐU"', 'number = "118/CV-ĐU"')))
    assert [one.code for one in plan.findings if "118/CV-ĐU" in one.message_vi] == ["document.number.misprint"]


def test_a_day_of_issue_lies_in_the_documents_year(tmp_path: Path) -> None:
    found = mistakes(edited(tmp_path, ("year = 2025", "year = 2025\nissued = 2024-11-20")))
    assert found == {"$.document": "the day of issue 2024-11-20 is not in the year 2025"}
