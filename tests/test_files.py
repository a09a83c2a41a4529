"""Files of strangers: of bounded size and depth, inside their folder, every mistake at its place, and short."""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.paths import BINH_PHUOC, EXAMPLES
from tiepdan import InvalidFile, InvalidValue, TiepDanError, load_absences, load_plan, load_roster, load_staff
from tiepdan.cases import Case
from tiepdan.cli.app import run
from tiepdan.errors import MOST_WORDS, Misplaced, shown
from tiepdan.files import MOST_BYTES, json_data, lines, read_toml, toml_data
from tiepdan.records import from_dict, read_json_lines

ABSENCES = 'schema = "tiepdan/absences/1"\n'


def mistakes_of(content: bytes) -> dict[str, str]:
    """The mistakes of a TOML text, by their paths."""
    with pytest.raises(InvalidFile) as caught:
        toml_data(content, "a.toml")
    return {one.path: one.message for one in caught.value.mistakes}


def mistakes_of_json(content: str) -> dict[str, str]:
    with pytest.raises(InvalidFile) as caught:
        json_data(content.encode(), "a.json")
    return {one.path: one.message for one in caught.value.mistakes}


class TestNumbers:
    """A number that Python, TOML or JSON reads only in part is a mistake with its place, not a ValueError."""

    def test_of_5000_digits_in_toml_is_told_with_its_line(self) -> None:
        found = mistakes_of(b'name = """\n111"""\nyear = ' + b"9" * 5000 + b"\n")
        assert found == {"$": "is not TOML: a number has too many digits; write at most 18 (at line 3)"}

    def test_of_more_digits_than_toml_has(self) -> None:
        assert mistakes_of(b"a = [1, 1000000000000000000]") == {
            "$.a[1]": "is a number of too many digits; write at most 18"
        }
        assert toml_data(b"a = 999999999999999999", "a.toml") == {"a": 999_999_999_999_999_999}

    def test_that_is_none_in_toml(self) -> None:
        assert mistakes_of(b"[a]\nx = nan\ny = -inf") == {
            "$.a.x": "nan is not a number; write it in digits",
            "$.a.y": "-inf is not a number; write it in digits",
        }

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("9" * 5000, "is a number of 5000 digits; write at most 18"),
            ("NaN", "NaN is not a number; write it in digits"),
            ("-Infinity", "-Infinity is not a number; write it in digits"),
            ("1e999", "inf is not a number; write it in digits"),
        ],
    )
    def test_in_json(self, written: str, words: str) -> None:
        assert mistakes_of_json(f'{{"a": [1, {{"b": {written}}}]}}') == {"$.a[1].b": words}


class TestShape:
    @pytest.mark.parametrize("depth", [33, 900, 100_000])
    def test_depth(self, depth: int) -> None:
        nested = "[" * depth + "]" * depth
        assert all("nested deeper than 32" in words for words in mistakes_of_json(nested).values())
        assert all("nested deeper than 32" in words for words in mistakes_of(f"a = {nested}".encode()).values())

    def test_a_key_of_many_parts(self) -> None:
        """Python's parser is quadratic in them: 16,000 parts take seconds, 2,000,000 a day."""
        found = mistakes_of(b"x = 1\n" + b".".join([b"a"] * 2_000_000) + b" = 1")
        assert found["$"].endswith("has more than 32 parts (at line 2)")
        assert len(found["$"]) < 200

    def test_dots_in_texts_are_no_keys(self) -> None:
        dots = "Kính gửi" + "." * 200 + "a.b" * 50
        assert toml_data(f'a = """\n{dots}\n"""\nb = "{dots}" # {dots}'.encode(), "a.toml")["b"] == dots

    def test_a_key_that_stands_twice(self) -> None:
        assert mistakes_of_json('{"a": {"b": 1, "c": 2, "b": 3}}') == {"$.a.b": "stands twice in its table; leave one"}

    def test_half_a_character(self) -> None:
        assert mistakes_of_json('["\\ud800", {"\\udfff": 1}]') == {
            "$[0]": "holds half a character; write it anew",
            "$[1]": "has a key with half a character; write it anew",
        }


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_is_said(self, encoding: str) -> None:
        content = "\ufeffa = 1\n".encode(encoding)
        assert mistakes_of(content) == {"$": "is UTF-16; save it as UTF-8"}
        found = dict(read_json_lines(content.splitlines(keepends=True), Case))
        assert [str(one) for group in found.values() if isinstance(group, tuple) for one in group] == [
            "line 1: is UTF-16; save the file as UTF-8"
        ]

    def test_a_byte_order_mark_and_crlf_are_passed_over(self) -> None:
        case = {"kind": "petition", "id": "p-1"}
        plain = dict(read_json_lines([json.dumps(case).encode()], Case))
        marked = dict(read_json_lines([b"\xef\xbb\xbf" + json.dumps(case).encode() + b"\r\n"], Case))
        assert isinstance(plain[1], Case)
        assert marked == plain
        assert toml_data(b"\xef\xbb\xbfa = 1\r\n", "a.toml") == {"a": 1}


class TestSize:
    def test_a_file_that_is_too_large(self, tmp_path: Path) -> None:
        large = tmp_path / "large.toml"
        large.write_bytes(b"#" * (MOST_BYTES + 1))
        with pytest.raises(InvalidFile, match="1 mistake") as caught:
            read_toml(large)
        assert str(caught.value.mistakes[0]) == "$: is larger than 4 MB; give the file that is meant"

    def test_a_line_that_is_too_long_stops_nothing(self, tmp_path: Path) -> None:
        file = tmp_path / "cases.jsonl"
        file.write_bytes(b"{}\n" + b" " * (3 * MOST_BYTES) + b"{}\n[]\n")
        with file.open("rb") as opened:
            read = dict(read_json_lines(lines(opened), Case))
        found = {number: str(one[0]) for number, one in read.items() if isinstance(one, tuple)}
        assert found[2] == "line 2: is longer than 4 MB"
        assert list(found) == [1, 2, 3]

    def test_a_device_is_not_read(self) -> None:
        with pytest.raises(InvalidFile) as caught:
            read_toml("/dev/zero")
        assert "it is a device; give a regular file" in str(caught.value)

    def test_a_name_with_a_nul(self) -> None:
        with pytest.raises(InvalidFile, match="1 mistake") as caught:
            read_toml("a\0b")
        assert "is not a path of a file" in str(caught.value)

    def test_a_pipe_of_the_user_is_read(self, tmp_path: Path) -> None:
        reading, writing = os.pipe()
        os.write(writing, ABSENCES.encode())
        os.close(writing)
        assert load_absences(f"/dev/fd/{reading}") == ()
        os.close(reading)


class TestInclude:
    """What a plan names stays in the plan's folder and is a regular file."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "plans"
        folder.mkdir()
        (tmp_path / "outside.toml").write_text('schema = "tiepdan/other-receptions/1"\n', encoding="utf-8")
        shutil.copy(EXAMPLES / "sample-other-receptions.toml", folder / "others.toml")
        (folder / "deeper").mkdir()
        shutil.copy(EXAMPLES / "sample-other-receptions.toml", folder / "deeper" / "others.toml")
        (folder / "link.toml").symlink_to("../outside.toml")
        (folder / "circle.toml").symlink_to("circle.toml")
        os.mkfifo(folder / "fifo")
        return folder

    def plan(self, folder: Path, name: str) -> Path:
        text = BINH_PHUOC.read_text(encoding="utf-8")
        path = folder / "plan.toml"
        path.write_text(text.replace('"sample-other-receptions.toml"', json.dumps(name)), encoding="utf-8")
        return path

    @pytest.mark.parametrize("name", ["others.toml", "deeper/others.toml", "deeper/../others.toml"])
    def test_inside(self, folder: Path, name: str) -> None:
        assert load_plan(self.plan(folder, name)).other_reception

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("../outside.toml", "'../outside.toml' lies outside the folder of the file that names it; put it there"),
            ("link.toml", "'link.toml' lies outside the folder"),
            ("/etc/hostname", "'/etc/hostname' lies outside the folder"),
            ("/dev/zero", "'/dev/zero' lies outside the folder"),
            ("fifo", "'fifo' is a pipe; name a regular file"),
            ("deeper", "'deeper' is a folder; name a regular file"),
            (".", "'.' is a folder; name a regular file"),
            ("", "'' is a folder; name a regular file"),
            ("a\0b", "is not a path of a file; write one without control characters"),
            ("a" * 5000, "cannot be read"),
            ("circle.toml", "cannot be read"),
            ("nowhere.toml", "'nowhere.toml' cannot be read: No such file"),
        ],
    )
    def test_outside_or_no_file(self, folder: Path, name: str, words: str) -> None:
        with pytest.raises(InvalidFile) as caught:
            load_plan(self.plan(folder, name))
        first = caught.value.mistakes[0]
        assert first.path == "$.include[0]"
        assert words in first.message
        assert len(first.message) < 200

    def test_of_a_rosters_staff(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text = (EXAMPLES / "bac-son-tet-2025.toml").read_text(encoding="utf-8")
        plan = folder / "tet.toml"
        plan.write_text(text.replace('"sample-staff.toml"', '"../staff.toml"'), encoding="utf-8")
        shutil.copy(EXAMPLES / "sample-staff.toml", folder.parent / "staff.toml")
        assert run(["roster", str(plan)]) == 2
        assert "$.duty[0].staff: '../staff.toml' lies outside the folder" in capsys.readouterr().err

    def test_a_pipe_in_a_folder_of_profiles_is_not_waited_for(self, tmp_path: Path) -> None:
        from tiepdan.plans import Profiles

        os.mkfifo(tmp_path / "profile.toml")
        with pytest.raises(InvalidFile) as caught:
            Profiles.vietnam().with_folder(tmp_path)
        assert "profile.toml: $: cannot be read: it is a pipe" in str(caught.value)


class TestMessages:
    """What a message shows of a value, and how many mistakes it tells, is bounded."""

    def test_a_value_of_10_mb(self) -> None:
        with pytest.raises(InvalidFile) as caught:
            from_dict(Case, {"kind": "A" * 10_000_000, "B" * 10_000_000: 1})
        assert len(str(caught.value)) < 1000
        assert "…' is not a kind of" in str(caught.value)

    def test_5000_mistakes(self) -> None:
        events = [{"kind": "nonsense", "on": "2026-01-01"}] * 5_000
        case = {"kind": "petition", "id": "p-1", "events": events}
        with pytest.raises(InvalidFile) as caught:
            from_dict(Case, case)
        assert len(caught.value.mistakes) == 1000
        told = str(caught.value).splitlines()
        assert told[0] == "data: 1000 mistakes or more"
        assert (len(told), told[-1]) == (52, "  … and 950 more")

    @pytest.mark.parametrize("error", [TiepDanError, InvalidValue, lambda text: Misplaced(text, text)])
    def test_every_error(self, error: type[TiepDanError]) -> None:
        assert len(str(error("a" * 1_000_000 + "; write b"))) < 2 * MOST_WORDS + 20
        assert str(error("a" * 1_000_000 + "; write b")).endswith("; write b")

    def test_what_is_shown(self) -> None:
        assert shown("a" * 81) == f"'{'a' * 80}…'"
        assert shown("a" * 80) == f"'{'a' * 80}'"
        assert shown("mùng một\x1b]0;x\n") == r"'mùng một\x1b]0;x\n'"
        assert shown(-(10**5000)) == "a number of more than 4999 digits"
        assert len(shown([["a" * 1000] * 1000] * 1000)) <= 81


def test_a_roster_of_numbers_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    path.write_text('{"schema": "tiepdan/roster/1", "year": NaN}', encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_roster(path)
    assert [str(one) for one in caught.value.mistakes] == ["$.year: NaN is not a number; write it in digits"]


class TestFilesOfThousands:
    """Ten times as much in a file takes about ten times as long, also where all of it is wrong."""

    HEAD = 'schema = "tiepdan/staff/1"\n'

    def requests(self, count: int) -> str:
        person = '[[person]]\nid = "a"\nname = "A"\npost = "x"\n'
        wish = '[[request]]\nperson = "a"\nfirst = 2026-02-{:02}\nlast = 2026-02-{:02}\nwants = "{}"\n'
        wishes = (wish.format(1 + n % 27, 1 + n % 27, "on" if n % 2 else "off") for n in range(count))
        return self.HEAD + person + "".join(wishes)

    def unknown(self, count: int) -> str:
        people = "".join(f'[[person]]\nid = "p{n}"\nname = "A"\npost = "x"\n' for n in range(count))
        away = '[[absence]]\nperson = "q{}"\nfirst = 2026-02-01\nlast = 2026-02-02\nground = "leave"\n'
        return self.HEAD + people + "".join(away.format(n) for n in range(count))

    def pairs(self, count: int) -> str:
        person = '[[person]]\nid = "a"\nname = "A"\npost = "x"\n'
        listed = ", ".join(f'["a", "{n}"]' for n in range(count))
        return self.HEAD + f"together = [{listed}]\napart = [{listed}]\n" + person

    @pytest.mark.parametrize("name", ["requests", "unknown", "pairs"])
    def test_of_a_staff(self, name: str, tmp_path: Path) -> None:
        path, least = tmp_path / "staff.toml", dict[int, float]()
        for count in (300, 3000) * 3:
            path.write_text(getattr(self, name)(count), encoding="utf-8")
            start = time.process_time()
            with suppress(InvalidFile):
                load_staff(path)
            least[count] = min(time.process_time() - start, least.get(count, 1e9))
        assert least[3000] < 40 * least[300]

    def test_a_wish_within_days_that_another_asks_off(self, tmp_path: Path) -> None:
        wish = '[[request]]\nperson = "{}"\nfirst = 2026-02-{:02}\nlast = 2026-02-{:02}\nwants = "{}"\n'
        wishes = [("a", 2, 20, "off"), ("a", 3, 4, "off"), ("b", 1, 28, "off"), ("a", 5, 9, "on"), ("a", 1, 3, "on"),
                  ("a", 19, 21, "on"), ("a", 2, 2, "on"), ("b", 9, 9, "on"), ("a", 22, 23, "on")]  # fmt: skip
        people = "".join(f'[[person]]\nid = "{one}"\nname = "A"\npost = "x"\n' for one in "ab")
        path = tmp_path / "staff.toml"
        path.write_text(self.HEAD + people + "".join(wish.format(*one) for one in wishes), encoding="utf-8")
        with pytest.raises(InvalidFile) as caught:
            load_staff(path)
        words = "asks to serve on days on which $.request[{}] asks not to; let one of them go"
        assert {one.path: one.message for one in caught.value.mistakes} == {
            "$.request[3]": words.format(0),
            "$.request[6]": words.format(0),
            "$.request[7]": words.format(2),
        }
