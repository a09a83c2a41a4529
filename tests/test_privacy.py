"""Personal values in mistakes and in repr: the place and the type are said, the value never is."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.walk import classes
from tiepdan import InvalidFile, WrongType, from_dict
from tiepdan.cases import Case, PetitionCase
from tiepdan.dialogue import HeldConference, Opinion
from tiepdan.people import Citizen
from tiepdan.privacy import holds_private, type_name
from tiepdan.reception import Visit
from tiepdan.reception.register import Matter, Outcome
from tiepdan.records import PRIVATE
from tiepdan.service import Happening, Occasion

NAME, NUMBER, DAY = "Nguyễn Văn Mẫu", 12345678901, date(2026, 3, 2)
PETITION = {"kind": "petition", "id": "01"}
BIRTH = {"id": "1", "occasion": "birth", "on": "2026-03-02"}
OPINION = {"id": "1", "field": "đất đai"}


def shows(text: str) -> bool:
    return any(part in text for part in ("Nguyễn", "Mẫu", str(NUMBER)))


def private_fields() -> list[attrs.Attribute[Any]]:
    kinds: Any = [kind for kind in classes() if attrs.has(kind)]
    return [field for kind in kinds for field in attrs.fields(kind) if field.metadata.get(PRIVATE)]


def test_no_private_field_is_in_a_repr() -> None:
    found = private_fields()
    assert {"whom", "content", "parties"} <= {field.name for field in found}
    assert not [field for field in found if field.repr]


def test_what_holds_one_does_not_show_it() -> None:
    opinion = Opinion(id="1", field="đất đai", content=f"{NAME}, {NUMBER}")
    citizen = Citizen(name=NAME, identity=str(NUMBER))
    visit = Visit(id="1", on=DAY, matters=(Matter.PETITION,), outcome=Outcome.TAKEN, content=NAME, parties=(citizen,))
    case = PetitionCase(id="1", parties=(citizen,))
    for value in (opinion, HeldConference(day=DAY, opinions=(opinion,)), visit, case):
        assert not shows(repr(value))
        assert not shows(str(value))


@pytest.mark.parametrize(
    ("kind", "parts", "words"),
    [
        (Happening, {"id": "1", "occasion": Occasion.BIRTH, "on": DAY, "whom": [NAME, str(NUMBER)]},
         "Happening.whom is str, not list of str"),
        (Happening, {"id": "1", "occasion": Occasion.BIRTH, "on": DAY, "whom": NUMBER},
         "Happening.whom is str, not int"),
        (Opinion, {"id": "1", "field": "x", "content": (NAME,)}, "Opinion.content is str, not tuple of str"),
        (HeldConference, {"day": DAY, "opinions": [Opinion(id="1", field="x", content=NAME)]},
         "HeldConference.opinions is a tuple of Opinion, not list of Opinion"),
        (HeldConference, {"day": DAY, "opinions": NAME}, "HeldConference.opinions is a tuple of Opinion, not str"),
    ],
)  # fmt: skip
def test_a_wrong_type_names_the_type_alone(kind: type, parts: dict[str, Any], words: str) -> None:
    with pytest.raises(WrongType) as caught:
        kind(**parts)
    assert str(caught.value) == words


def test_what_is_not_personal_is_shown() -> None:
    with pytest.raises(WrongType, match=r"HeldConference\.day is date, not '02/03/2026'"):
        HeldConference(day="02/03/2026")  # type: ignore[arg-type]
    with pytest.raises(InvalidFile) as caught:
        from_dict(Happening, {**BIRTH, "on": "02/03/2026", "whom": NAME})
    [mistake] = caught.value.mistakes
    assert str(mistake).startswith("$.on: '02/03/2026' is not a date")


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        (Happening, {**BIRTH, "whom": [NAME]}, {"$.whom": "a list is not a text; put it in quotes"}),
        (Happening, {**BIRTH, "whom": NUMBER}, {"$.whom": "a number is not a text; put it in quotes"}),
        (Happening, NAME, {"$": "a text is not a table of keys and values"}),
        (Happening, [BIRTH, NAME], {"$": "a list is not a table of keys and values"}),
        (HeldConference, {"day": "2026-03-02", "opinions": {**OPINION, "content": NAME}},
         {"$.opinions": "a table is not a list; write [a table]"}),
        (HeldConference, {"day": "2026-03-02", "opinions": [{**OPINION, "content": {NAME: NUMBER}}]},
         {"$.opinions[0].content": "a table is not a text; put it in quotes"}),
        (Case, NAME, {"$": "a text is not a table of keys and values"}),
        (Case, {**PETITION, "parties": NAME}, {"$.parties": "a text is not a list; write [a text]"}),
        (Case, {**PETITION, "parties": [{"name": NAME, "identity": NUMBER}]},
         {"$.parties[0].identity": "a number is not a text; put it in quotes"}),
        (Case, {**PETITION, "parties": [{"name": "x", NAME: 1}]},
         {"$.parties[0]": "has an unknown key; there are: address, identity, name, phone"}),
        (Case, {**PETITION, "parties": [{"name": " "}]}, {"$.parties[0].name": "is empty; write it, or leave it out"}),
        (Citizen, {"name": NAME, "phone": NUMBER}, {"$.phone": "a number is not a text; put it in quotes"}),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_shows_nothing_personal(kind: type, data: Any, expected: dict[str, str]) -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(kind, data)
    assert {one.path: one.message for one in caught.value.mistakes} == expected
    assert not shows(str(caught.value))
    assert not shows(repr(caught.value))


@attrs.frozen(kw_only=True)
class Birth:
    """A class of a user's own, with a private field whose reader says the value in its error."""

    born: date = attrs.field(metadata={PRIVATE: True}, repr=False)


def test_an_error_that_quotes_a_private_value_is_not_passed_on() -> None:
    with pytest.raises(InvalidFile) as caught:
        from_dict(Birth, {"born": "01/02/1990"})
    assert [str(one) for one in caught.value.mistakes] == ["$.born: cannot be read; it is personal and not shown"]


def test_which_types_may_hold_something_personal() -> None:
    assert all(
        holds_private(kind) for kind in (Citizen, Opinion, HeldConference, Case, tuple[Case, ...], Citizen | None)
    )
    assert not any(holds_private(kind) for kind in (str, date, Occasion, tuple[str, ...]))


def test_the_name_of_a_type() -> None:
    values: tuple[object, ...] = NAME, [], [NAME, NUMBER], {}
    assert [type_name(value) for value in values] == ["str", "list", "list of int or str", "dict"]
