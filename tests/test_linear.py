"""Texts of strangers are read in time that grows with their length and not faster.

Each is measured beside itself, ten and a hundred times as long, never by the clock alone; what never ends is cut off.
"""

from __future__ import annotations

import inspect
import itertools
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import FrameType

import pytest

from tests.walk import classes
from tiepdan import Law, TiepDanError
from tiepdan.cases import Case
from tiepdan.files import json_data, toml_data
from tiepdan.law import DocumentNumber, is_section
from tiepdan.plans import Provinces
from tiepdan.records import from_dict
from tiepdan.service import Letter
from tiepdan.spans import day_first, parse_date, parse_time

Read = Callable[[str], object]

STARTS = ("", "7h", "07:00-7h", "22/KH-A", "118-CV/Đ", "59/2023/NĐ-CP", "Điều 1 Luật số 22/KH-A", "mục 1", "Luật",
          "mùng 1 tháng Giêng", "mùng 1 tháng Giêng năm Đinh Mùi", "2nd ", "2/3", "2026-01-31", "số", "{")  # fmt: skip
MIDDLES = (
    " ",
    ".A",
    "-A",
    "&A.",
    "1",
    ".1",
    "a",
    " a",
    " Aa",
    "A",
    "/",
    ",",
    " ,",
    "(",
    " năm ",
    "\n",
    "{",
    "\u0301\u0316",
)
ENDS = ("!", "")

UNBOUNDED: dict[str, Read] = {
    "from_dict": lambda text: from_dict(Case, {"kind": "petition", "id": text, text: text}),
    "toml_data": lambda text: toml_data(text.encode(), "a.toml"),
    "toml_data in a text": lambda text: toml_data(f'a = """{text}'.encode(), "a.toml"),
    "json_data": lambda text: json_data(text.encode(), "a.json"),
    "is_section": is_section,
    "Provinces.find": Provinces.vietnam().find,
    "Letter.text": lambda text: from_dict(Letter, {"text": text}),
}


def parsers() -> Iterator[tuple[str, Read]]:
    """Every `parse` and `read` of a public class that takes a text, found by a walk over the package."""
    for kind in sorted(classes(), key=lambda kind: kind.__qualname__):
        for name in ("parse", "read"):
            method = vars(kind).get(name)
            if isinstance(method, classmethod) and "text" in inspect.signature(getattr(kind, name)).parameters:
                yield f"{kind.__name__}.{name}", getattr(kind, name)
    yield from (("parse_date", parse_date), ("parse_time", parse_time), ("day_first", day_first),
                ("Law.search", Law.vietnam().search))  # fmt: skip


PARSERS = dict(parsers())


@pytest.fixture
def cut_off() -> Iterator[None]:
    """What takes longer than a minute has failed."""

    def too_long(number: int, frame: FrameType | None) -> None:
        raise AssertionError("it takes longer than a minute")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def seconds(read: Read, text: str, repeats: int) -> float:
    """The least processor time of several readings."""
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        with suppress(TiepDanError):
            read(text)
        taken.append(time.process_time() - start)
    return min(taken)


def grows_with_length(read: Read, text: Callable[[int], str], length: int) -> bool:
    """Whether the text of ten and of hundred times the length takes about as many times as long."""
    for repeats in (2, 5, 9):  # a machine may be disturbed
        once = max(seconds(read, text(length), repeats), 2e-6)
        if all(seconds(read, text(times * length), repeats) <= 10 * times * once for times in (10, 100)):
            return True
    return False


def shapes() -> Iterator[Callable[[int], str]]:
    for start, middle, end in itertools.product(STARTS, MIDDLES, ENDS):
        yield lambda length, start=start, middle=middle, end=end: (  # type: ignore[misc]
            start + middle * (length // len(middle)) + end
        )


def test_all_parsers_are_found() -> None:
    assert {"Citation.parse", "DayOfYear.parse", "DocumentNumber.parse", "DocumentNumber.read", "LunarDate.parse",
            "LunarMonthDay.parse", "Share.parse", "TimeWindow.parse", "Weekday.parse"} <= PARSERS.keys()  # fmt: skip


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_takes_time_by_the_length_of_the_text(name: str) -> None:
    slow = [text(100) for text in shapes() if not grows_with_length(PARSERS[name], text, 9)]
    assert not slow


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize("name", PARSERS)
def test_a_text_that_is_too_long_to_be_meant_is_told_so_and_not_shown(name: str) -> None:
    if name in ("day_first",):
        return
    with pytest.raises(TiepDanError) as caught:
        PARSERS[name]("22/KH-A" + ".A" * 1_000_000)
    assert len(str(caught.value)) < 600


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize("name", UNBOUNDED)
def test_what_is_read_of_any_length_takes_time_by_its_length(name: str) -> None:
    shaped = [text for text in shapes() if text(0)[-1:] != "!" and text(0) in ("", "{", "22/KH-A", "7h")]
    slow = [text(100) for text in shaped if not grows_with_length(UNBOUNDED[name], text, 300)]
    assert not slow


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize(
    "text",
    [
        "22/KH-A" + ".A" * 400 + "!",
        "118-CV/A" + ".A" * 400 + "!",
        "22/KH-A1" + ".A1" * 300 + "!",
        "59/2023/A" + "-A" * 400 + "!",
    ],
)
def test_document_numbers_of_many_parts(text: str) -> None:
    with pytest.raises(TiepDanError):
        DocumentNumber.parse(text)


def test_dots_within_and_between_the_parts_of_a_number_are_read_as_before() -> None:
    for text in ("22/KH-A.B.C", "22/KH-A12.B", "118-CV/A.B-C1.D", "22/A.B&C-D", "22/KH-A..B", "22/KH-A.1", "09/A.-B"):
        assert str(DocumentNumber.parse(text)) == text
    for text in ("22/KH-A123", "22/KH-.A", "22/KH-A1.", "22/KH-a"):
        with pytest.raises(TiepDanError):
            DocumentNumber.parse(text)
