"""A mistake in a file that comes with the package names that file and the path, whatever command meets it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import tiepdan
from tiepdan import InvalidFile, InvalidValue, WorkCalendar
from tiepdan.calendars import Decision, Span, Swap

PACKAGE = Path(tiepdan.__file__).parent
DAY, PROFILES = ["day", "2026-08-22"], ["profiles"]
LIFECYCLES = "from tiepdan.cases import lifecycle; lifecycle('petition')"
COMMAND = "from tiepdan.cli import main; main()"
CLASH = """schema = "tiepdan/days-off/1"
year = 2028
[[decisions]]
document = "01/VPCP-KGVX"
issued = 2027-10-01
certainty = "settled"
swaps = [{ off = 2028-05-01, work = 2028-05-06 }]
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package whose data may be broken."""
    place = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, place / "tiepdan", ignore=shutil.ignore_patterns("__pycache__"))
    return place


def tried(package: Path, files: Mapping[str, str], *arguments: str, code: str = COMMAND) -> tuple[int, str]:
    """Status and standard error of a command, or of other code, while files of the data hold other text."""
    data = package / "tiepdan" / "data"
    before = {name: (data / name).read_text(encoding="utf-8") for name in files if (data / name).exists()}
    for name, text in files.items():
        (data / name).write_text(text, encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"},
        )  # fmt: skip
    finally:
        for name in files:
            (data / name).unlink()
        for name, text in before.items():
            (data / name).write_text(text, encoding="utf-8")
    return done.returncode, done.stderr.decode()


def changed(name: str, old: str, new: str) -> dict[str, str]:
    text = (PACKAGE / "data" / name).read_text(encoding="utf-8")
    assert old in text
    return {name: text.replace(old, new, 1)}


@pytest.mark.parametrize(
    ("files", "arguments", "words"),
    [
        ({"calendars/2028.toml": CLASH}, DAY,
         "2028.toml: $.decisions[0].swaps[0].off: 2028-05-01 cannot be swapped off: it is off already (statutory)"),
        (changed("calendars/2027.toml", "year = 2027", "year = 27"), DAY,
         "2027.toml: $.decisions[0].spans[0]: the year 27 of the decision is outside what is covered"),
        (changed("calendars/coverage.toml", "data_as_of", "data_of"), DAY,
         "coverage.toml: 2 mistakes\n  $.data_as_of: is missing"),
        (changed("law/45-2019-qh14.toml", 'pattern = "days-off.tet-pattern"', 'pattern = "days-off.te-pattern"'), DAY,
         "$.versions[0].value.holidays[1].pattern: 'days-off.te-pattern' is not a span-pattern; did you mean"),
        (changed("law/45-2019-qh14.toml", "month = 9, day = 2, days = 2", "month = 9, day = 31, days = 2"), DAY,
         "45-2019-qh14.toml: 1 mistake\n  $.versions[0].value.holidays[5]: 31/9 is not a day of every year"),
        (changed("law/45-2019-qh14.toml", 'value.of = ["days-off.statutory"]', 'value.of = ["days-off.law"]'), DAY,
         "$.versions[1].value.of[0]: 'days-off.law' is not a holidays; did you mean"),
        (changed("profiles/dong-nai/2025.toml", 'compiled_by = "don-vi-tiep-cong-dan"', 'compiled_by = "van-phong"'),
         PROFILES, "dong-nai/2025.toml: $.report[0].compiled_by: there is no unit 'van-phong'"),
        (changed("provinces.toml", 'name = "', 'nam = "'), PROFILES, "provinces.toml: "),
        (changed("documents/types.toml", "type_written_until = 2008", 'type_written_until = "2008"'), DAY,
         "types.toml: $.standing_committee.type_written_until: '2008' is not a whole number"),
    ],
)  # fmt: skip
def test_the_file_and_the_path_are_named(
    package: Path, files: dict[str, str], arguments: list[str], words: str
) -> None:
    status, said = tried(package, files, *arguments)
    assert status == 2, said
    assert words in said


def test_a_lifecycle(package: Path) -> None:
    files = changed("cases/petition.toml", 'schema = "', 'scheme = "')
    assert "petition.toml: 2 mistakes" in tried(package, files, code=LIFECYCLES)[1]


def test_what_needs_no_calendar_goes_on(package: Path) -> None:
    assert tried(package, {"calendars/2028.toml": CLASH}, "lunar", "2027-02-06") == (0, "")


class TestDecisionsOfOnesOwn:
    def test_a_file_with_which_a_shipped_decision_cannot_be(self, tmp_path: Path) -> None:
        """Mùng 1 of 2014 was Friday 31/01; the letter of 12/12/2013 made up for 28/01 and 29/01, two working days."""
        path = tmp_path / "own.toml"
        path.write_text(
            'schema = "tiepdan/days-off/1"\nyear = 2014\n[[decisions]]\ndocument = "01/QĐ-X"\n'
            'spans = [{ holiday = "tet", first = 2014-01-28, last = 2014-02-01 }]\n',
            encoding="utf-8",
        )
        with pytest.raises(InvalidFile) as caught:
            WorkCalendar.vietnam().with_decision(path)
        letter = "Công văn của Văn phòng Chính phủ ngày 12/12/2013"
        assert [str(one) for one in caught.value.mistakes] == [
            f"$.decisions: with these, what {letter} says cannot be: "
            f"{day} cannot be swapped off: it is off already (statutory)"
            for day in ("2014-01-28", "2014-01-29")
        ]

    @pytest.mark.parametrize("year", [0, -99, 2060])
    def test_a_year_that_is_not_covered(self, year: int) -> None:
        span = Span(holiday="tet", first=date(2028, 1, 25), last=date(2028, 1, 31))
        with pytest.raises(InvalidValue, match=f"the year {year} of the decision is outside what is covered"):
            WorkCalendar.vietnam().with_decision(Decision(year=year, document="01/QĐ-X", spans=(span,)))

    def test_a_swap_that_is_not_covered(self) -> None:
        swap = Swap(off=date(2082, 3, 3), work=date(2082, 3, 7))
        with pytest.raises(InvalidValue, match="2082-03-03 and 2082-03-07 are outside what is covered"):
            WorkCalendar.vietnam().with_decision(Decision(document="01/QĐ-X", swaps=(swap,)))
