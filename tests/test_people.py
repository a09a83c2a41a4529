"""Who is there, and who stands in."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from tiepdan import Absence, DelegationRule, Ground, InvalidFile, InvalidValue, TimeWindow, load_absences
from tiepdan.people import LegalForm, attendance

DAY, HOURS = date(2026, 3, 9), TimeWindow.parse("07:00-08:00")
RULE = DelegationRule(
    principal="a",
    deputies=("b", "c"),
    grounds=(Ground.MEETING, Ground.UNPLANNED_DUTY),
    form=LegalForm.AUTHORISATION,
    clause="II.1",
)


def away(post: str, ground: Ground = Ground.MEETING, hours: tuple[time, time] | None = None) -> Absence:
    start, end = hours or (None, None)
    return Absence(post=post, first=DAY, last=DAY, ground=ground, from_=start, to=end)


def test_who_is_there_attends() -> None:
    assert attendance("a", DAY, HOURS, [away("b")], [RULE]).post == "a"


def test_deputies_stand_in_in_their_order() -> None:
    first = attendance("a", DAY, HOURS, [away("a")], [RULE])
    assert (first.post, first.on_behalf_of, first.ground) == ("b", "a", Ground.MEETING)
    assert attendance("a", DAY, HOURS, [away("a"), away("b", Ground.LEAVE)], [RULE]).post == "c"


def test_nobody_is_left() -> None:
    found = attendance("a", DAY, HOURS, [away("a"), away("b"), away("c")], [RULE])
    assert (found.post, found.why_vi) == (None, "những người thay đều vắng")


def test_a_ground_that_is_not_named_lets_nobody_stand_in() -> None:
    found = attendance("a", DAY, HOURS, [away("a", Ground.LEAVE)], [RULE])
    assert (found.post, found.why_vi) == (None, "nghỉ phép không phải lý do được ủy quyền")


def test_without_a_delegation_nobody_stands_in() -> None:
    assert attendance("a", DAY, HOURS, [away("a")], []).post is None


@pytest.mark.parametrize(("hours", "there"), [("13:30-16:30", True), ("07:30-11:30", False), ("08:00-09:00", True)])
def test_an_absence_for_part_of_the_day_touches_only_its_minutes(hours: str, there: bool) -> None:
    window = TimeWindow.parse(hours)
    found = attendance("a", DAY, HOURS, [away("a", hours=(window.start, window.end))], [RULE])
    assert (found.post == "a") is there


def test_one_is_never_ones_own_deputy() -> None:
    with pytest.raises(InvalidValue, match="cannot be a deputy of itself"):
        DelegationRule(principal="a", deputies=("b", "a"), grounds=(), form=LegalForm.ASSIGNMENT, clause="1")


@pytest.mark.parametrize("deputies", [(), ("b", "b")])
def test_deputies_are_some_and_each_once(deputies: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValue):
        DelegationRule(principal="a", deputies=deputies, grounds=(), form=LegalForm.ASSIGNMENT, clause="1")


def test_a_file_of_absences_with_mistakes_names_them_all(tmp_path: Path) -> None:
    file = tmp_path / "away.toml"
    file.write_text(
        'schema = "tiepdan/absences/1"\n'
        '[[absence]]\npost = "a"\nfirst = 2026-03-09\nlast = 2026-03-02\nground = "meeting"\n'
        '[[absence]]\npost = "a"\nfirst = 2026-03-09\nlast = 2026-03-09\nground = "meting"\n'
        '[[absence]]\npost = "a"\nfirst = 2026-03-09\nlast = 2026-03-09\nground = "leave"\nfrom = "7h"\nto = "08:00"\n'
        '[[absence]]\npost = "a"\nfirst = 2026-03-09\nlast = 2026-03-09\nground = "leave"\nfrom = "07:00"\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        load_absences(file)
    assert {one.path: one.message for one in caught.value.mistakes} == {
        "$.absence[0]": "the period ends before it begins: 2026-03-09..2026-03-02; swap the two days",
        "$.absence[1].ground": "'meting' is not among the choices; did you mean 'meeting'?",
        "$.absence[2].from": "'7h' is not a time; write 07:00",
        "$.absence[3]": "an absence for part of the day needs both from and to",
    }
