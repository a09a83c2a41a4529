"""What is wrong in plain data is a mistake with its place; what is wrong in the package is no mistake of the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Literal

import attrs
import numpy as np
import pytest

from tests.known import LAW
from tiepdan import DateRange, InvalidFile, Version, WorkCalendar, WrongType, from_dict, to_dict
from tiepdan.audit.figures import Visits
from tiepdan.duty import Load, OwnShift
from tiepdan.plans import Inherited
from tiepdan.typed import typed


@attrs.frozen(kw_only=True, field_transformer=typed)
class Part:
    names: tuple[tuple[str, int], ...] = ()
    span: tuple[date, date] | None = None
    layer: Literal["plan", "overlay"] = "plan"
    share: float = 0.0


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"names": [["a", 1], ["b"]]}, {"$.names[1]": "a list is not a list of 2"}),
        ({"names": [["a", "1"], [2, 3]]}, {"$.names[0][1]": "'1' is not a whole number",
                                           "$.names[1][0]": "2 is not a text; put it in quotes"}),
        ({"span": ["2026-03-02"]}, {"$.span": "a list is not a list of 2"}),
        ({"layer": "plam"}, {"$.layer": "'plam' is not among the choices; did you mean 'plan'?"}),
        ({"layer": 1}, {"$.layer": "1 is not among the choices; write one of: plan, overlay"}),
        ({"share": "1.5"}, {"$.share": "'1.5' is not a number"}),
        ({"share": True}, {"$.share": "true is not a number"}),
        ({1: 2}, {"$.1": "is an unknown key; there are: layer, names, share, span"}),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place(data: Any, expected: dict[str, str]) -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(Part, data)
    assert {one.path: one.message for one in caught.value.mistakes} == expected


def test_pairs_are_plain_data_and_back() -> None:
    part = Part(names=(("a", 1), ("b", 2)), span=(date(2026, 3, 2), date(2026, 3, 3)), layer="overlay", share=1)
    assert from_dict(Part, to_dict(part)) == part
    visits = Visits(visits=2, people=3, groups=0, by_matter=(("complaint", 2),), by_outcome=(("kept", 2),),
                    answered=1, late=0, open=1, overdue=0)  # fmt: skip
    assert from_dict(Visits, to_dict(visits)) == visits
    load = Load(person="a", shifts=1, hours=24.0, weight=2, history=0, total=2)
    assert from_dict(Load, to_dict(load)) == load


KINDS: dict[str, type] = {}


@attrs.frozen
class Broken:
    days: DateRange | None = None
    table: Mapping[str, int] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        KINDS["layer"]  # a mistake of the class


class Unreadable:
    __record__: ClassVar[str] = "text"

    @classmethod
    def parse(cls, text: str) -> None:
        raise AttributeError(text)


@attrs.frozen
class Holder:
    part: Unreadable


def test_what_the_data_do_not_tell_is_not_read() -> None:
    version = LAW.on("reception.schedule.posting", date(2026, 3, 2))
    with pytest.raises(InvalidFile) as caught:
        from_dict(Version, to_dict(version))
    assert "$.value: a TimeLimit or Quota or " in str(caught.value)
    with pytest.raises(WrongType, match="a Inherited is computed, not read"):
        from_dict(Inherited, {})


@pytest.mark.parametrize("start", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_an_instant_beyond_all_days(start: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(OwnShift, {"from": start, "to": start, "name": "Mẫu"})
    assert "lies before or after all days" in str(caught.value)


def test_a_mistake_of_the_package_is_none_of_the_data() -> None:
    with pytest.raises(KeyError, match="layer"):
        from_dict(Broken, {})
    with pytest.raises(AttributeError, match="x"):
        from_dict(Holder, {"part": "x"})


@pytest.mark.parametrize("value", [object(), WorkCalendar.vietnam(), np.int64(3), date, {"a": object()}, [object()]])
def test_what_is_no_data_is_not_written_as_some(value: object) -> None:
    with pytest.raises(WrongType, match=r"^only records and plain values are written as data, not \w+$"):
        to_dict(value)
