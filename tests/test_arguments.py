"""Every public function refuses an argument of another type with our error, which names the parameter."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast, get_type_hints

import numpy as np
import pytest

import tiepdan
from tests.of_types import DAY, INSTANT, instances, right, wrong
from tests.paths import ROOT
from tiepdan import (
    DateRange,
    Doubt,
    InvalidValue,
    LunarDate,
    OutsideCoverage,
    TiepDanError,
    WorkCalendar,
    WrongType,
    assess,
    compute_deadline,
    expand,
    figures,
    load_plan,
    tet,
)
from tiepdan.arguments import as_declared
from tiepdan.export import as_json
from tiepdan.law import Gap, LockWindow
from tiepdan.reception import register_row
from tiepdan.records import read_json_lines
from tiepdan.reporting import Cycle
from tiepdan.service import letters_due
from tiepdan.spans import DayOfYear

WITHIN = {"arguments", "cli", "converting", "drawing", "errors", "files", "fingerprints", "frozen", "once", "privacy",
          "references", "shipped", "texts", "typed", "__main__"}  # fmt: skip
"""What rooms and errors are built with, which nobody outside calls, and the command line, which reads texts."""

NOT_CHECKED = {
    "deadlines.deadline.Deadline.__init__": "built by compute_deadline alone, at the end of each count",
    "records.collect": "what rooms read files with",
    "records.filled": "a validator, which attrs calls",
    "records.schema_is": "a validator, which attrs calls",
    "records.type_of_kind": "what rooms read files with",
    "records.valid_id": "a validator, which attrs calls",
    "spans.a_year": "a validator, which attrs calls",
    "spans.civil_date": "the check itself: its parameter is the name that is told",
    "spans.to_the_minute": "a validator, which attrs calls",
}


def public_functions() -> Iterator[tuple[str, type | None, Any]]:
    """Each public function with its name and class: of the package, of its rooms, and of their classes."""
    for info in [None, *pkgutil.iter_modules(tiepdan.__path__)]:
        if info is None or info.name not in WITHIN:
            module = import_module(f"tiepdan.{info.name}" if info else "tiepdan")
            for name in dir(module):
                if not name.startswith("_"):
                    yield from functions_of(getattr(module, name), module.__name__)


def functions_of(value: Any, module: str) -> Iterator[tuple[str, type | None, Any]]:
    """A public value as a function, or the functions of a class or of a module that a room offers."""
    if inspect.ismodule(value) and value.__name__.startswith(f"{module}.") and value.__name__.endswith(".phrases"):
        for name, function in vars(value).items():
            if inspect.isfunction(function) and not name.startswith("_"):
                yield from functions_of(function, value.__name__)
    elif not getattr(value, "__module__", "").startswith(module):
        return
    elif isinstance(value, type):
        for base in value.__mro__:
            if base.__module__.startswith("tiepdan.") and base.__module__.split(".")[1] not in WITHIN:
                for name, method in vars(base).items():
                    is_function = isinstance(method, classmethod | staticmethod) or inspect.isfunction(method)
                    own_init = name == "__init__" and not hasattr(base, "__attrs_attrs__")
                    if is_function and (own_init or not name.startswith("_")):
                        yield f"{base.__module__}.{base.__qualname__}.{name}", value, method
    elif callable(value) and inspect.isfunction(inspect.unwrap(value)):
        yield f"{value.__module__}.{value.__qualname__}", None, value


def plain(function: Any) -> Any:
    """The function itself, without what is wrapped around it."""
    return inspect.unwrap(function.__func__ if isinstance(function, classmethod | staticmethod) else function)


def hints_of(function: Any) -> dict[str, Any]:
    """The declared types of the parameters, but for those of which anything fits."""
    known = {**plain(function).__globals__, "lunardate": import_module("lunardate")}
    return get_type_hints(SimpleNamespace(__annotations__=declared(function)), known)


def declared(function: Any) -> dict[str, str]:
    """The declared types as they are written."""
    annotations = plain(function).__annotations__
    return {name: hint for name, hint in annotations.items() if name != "return" and hint not in ("Any", "object")}


FUNCTIONS: dict[str, tuple[type | None, Any]] = {}
for path, owner, function in public_functions():
    if declared(function):
        FUNCTIONS.setdefault(path.removeprefix("tiepdan."), (owner, function))


def called(path: str, changed: str, value: object) -> object:
    """The outcome of a function with right arguments but for one."""
    owner, function = FUNCTIONS[path]
    hints, name = hints_of(function), path.rsplit(".", 1)[1]
    if owner is None:
        call: Any = function
    elif name == "__init__":
        call = owner
    elif isinstance(function, classmethod | staticmethod):
        call = getattr(owner, name)
    else:
        call = getattr(next(iter(owner)) if issubclass(owner, Enum) else instances()[owner], name)
    places: list[Any] = []
    named: dict[str, Any] = {}
    for parameter in inspect.signature(call).parameters.values():
        if parameter.name == changed:
            given = value
        elif parameter.default is not inspect.Parameter.empty or parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            continue
        else:
            given = right(hints.get(parameter.name, object), parameter.name)
        if parameter.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL):
            places.append(given)
        else:
            named[parameter.name] = given
    if any(each.kind is inspect.Parameter.VAR_POSITIONAL for each in inspect.signature(call).parameters.values()):
        named, places = {key: each for key, each in named.items() if key == changed or places == []}, places
    found = call(*places, **named)
    return list(found) if isinstance(found, Iterator) else found


def refusal(path: str, name: str, value: object) -> str:
    """The words of our error about an argument; empty if it is taken."""
    try:
        called(path, name, value)
    except TiepDanError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("path", [path for path in FUNCTIONS if path not in NOT_CHECKED])
def test_a_wrong_argument_is_named(path: str) -> None:
    for name, hint in hints_of(FUNCTIONS[path][1]).items():
        for value in wrong(hint):
            words = refusal(path, name, value)
            if isinstance(value, Iterator):  # the function may end before it comes to what is wrong
                assert words or list(value), f"what {name} holds is taken"
            else:
                assert words, f"{name} = {value!r} is taken"
                assert name in words, f"{name} = {value!r}: {words}"
            assert len(words) < 500


def test_each_reason_is_of_a_function_that_there_is() -> None:
    assert set(NOT_CHECKED) <= set(FUNCTIONS)
    assert len(FUNCTIONS) > 180


CALENDAR = WorkCalendar.vietnam(known_on=date(2026, 11, 20))
PLAN = load_plan(ROOT / "examples" / "binh-phuoc-2025.toml")
YEAR = DateRange.year(2026)


REFUSED: list[tuple[Any, tuple[Any, ...], dict[str, Any], str]] = [
    (expand, ("plan.toml", YEAR), {"calendar": CALENDAR},
     "expand: plan is Plan, not 'plan.toml'; read it with load_plan(path)"),
    (expand, (PLAN, YEAR), {"calendar": CALENDAR, "absences": "x"},
     "expand: absences is Iterable of Absence, not 'x'; read it with load_absences(path)"),
    (expand, (PLAN, YEAR), {"calendar": CALENDAR, "absences": iter([{}])}, "expand: absences[0] is Absence, not {}"),
    (expand, (PLAN, YEAR), {"calendar": {}}, "expand: calendar is WorkCalendar, not {}"),
    (DateRange.year, ("2026",), {}, "DateRange.year: year is int, not '2026'"),
    (tet, ("2027",), {}, "tet: year is int, not '2027'"),
    (CALENDAR.tet_break, (2026.0,), {}, "year is int, not 2026.0"),
    (YEAR.__contains__, (INSTANT,), {}, "day is date, not datetime.datetime(2026, 3, 2, 7, 0"),
    (LunarDate.parse, (None,), {}, "LunarDate.parse: text is str, not None"),
    (WorkCalendar.vietnam, (), {"known_on": [1]}, "WorkCalendar.vietnam: known_on is date or None, not [1]"),
    (CALENDAR.add_working_days, (DAY, True), {}, "WorkCalendar.add_working_days: n is int, not True"),
    (CALENDAR.add_working_days, (DAY, float("nan")), {}, "WorkCalendar.add_working_days: n is int, not nan"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "places", "named", "words"), REFUSED, ids=[each[3] for each in REFUSED])
def test_the_words_of_a_refusal(function: Any, places: tuple[Any, ...], named: dict[str, Any], words: str) -> None:
    with pytest.raises(WrongType) as caught:
        function(*places, **named)
    assert words in str(caught.value)


@pytest.mark.parametrize("flag", ["complex", "remote", "dismissal"])
@pytest.mark.parametrize("value", ["no", "0", "", 0, 1, 2, float("nan"), None, np.int64(1)])
def test_a_flag_of_a_count_is_a_bool(flag: str, value: Any) -> None:
    with pytest.raises(WrongType, match=f"compute_deadline: {flag} is bool, not"):
        compute_deadline("complaint.first.resolution", date(2026, 7, 1), calendar=CALENDAR, **{flag: value})


def test_what_numpy_holds_is_taken_as_python_has_it() -> None:
    """45 working days are the term of a complex case since 01/07/2026."""
    flags: list[Any] = [True, np.True_, False, np.False_]
    asked = [
        compute_deadline("complaint.first.resolution", date(2026, 7, 1), calendar=CALENDAR, complex=flag).due
        for flag in flags
    ]
    assert asked[0] == asked[1] != asked[2] == asked[3]
    count: Any = np.int64(1)
    assert CALENDAR.add_working_days(date(2026, 8, 21), count) == date(2026, 8, 22)


class Word(str):
    """A text of a user's own class."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another text"


@pytest.mark.parametrize("text", [Word("mùng 1 tháng Giêng năm 2027"), np.str_("mùng 1 tháng Giêng năm 2027")])
def test_a_text_of_another_class_is_a_text(text: str) -> None:
    assert LunarDate.parse(text) == LunarDate(2027, 1, 1)
    day = date(2026, 6, 30)
    assert compute_deadline(Word("complaint.first.acceptance"), day, calendar=CALENDAR).due == date(2026, 7, 10)
    assert CALENDAR.law[Word("complaint.first.acceptance")].id == "complaint.first.acceptance"


def test_what_is_iterated_has_parts_as_python_has_them() -> None:
    given: list[Any] = [[np.str_("a")], (np.str_("a"),), {np.str_("a")}, iter([np.str_("a")])]
    for names in given:
        [kept] = as_declared("x", Iterable[str], names)
        assert type(kept) is str
    extended = [
        compute_deadline("denunciation.resolution", date(2024, 7, 1), calendar=CALENDAR, extensions=count).due
        for count in (2, cast(int, np.int64(2)))
    ]
    assert extended[0] == extended[1]
    with pytest.raises(WrongType, match="compute_deadline: extensions is int, not True"):
        compute_deadline("denunciation.resolution", date(2024, 7, 1), calendar=CALENDAR, extensions=True)


def test_the_ends_of_dates_are_told() -> None:
    assert DateRange.quarter(9999, 4) == DateRange(date(9999, 10, 1), date(9999, 12, 31))
    assert DateRange.quarter(1, 1) == DateRange(date(1, 1, 1), date(1, 3, 31))
    assert DateRange.quarter(2026, 2).last == date(2026, 6, 30)
    assert Cycle.MONTH.periods(9999)[-1] == DateRange(date(9999, 12, 1), date(9999, 12, 31))
    assert DateRange(date(2026, 3, 2), date(2026, 3, 8)).widened(-3) == DateRange(date(2026, 3, 5), date(2026, 3, 5))
    for ask in (DateRange.year, lambda year: DateRange.quarter(year, 1), DayOfYear(1, 5).in_year, Cycle.YEAR.periods):
        for year in (0, 10_000, -(10**30)):
            with pytest.raises(InvalidValue, match="there are no dates of the year"):
                ask(year)
    with pytest.raises(InvalidValue, match="no span"):
        DateRange(date(2026, 3, 2), date(2026, 3, 8)).widened(-4)
    for days in (1, 10**12):
        with pytest.raises(OutsideCoverage, match=r"leaves 0001-01-01\.\.9999-12-31"):
            DateRange(date(1, 1, 1), date(9999, 12, 31)).widened(days)
    with pytest.raises(OutsideCoverage, match="no month comes before"):
        LockWindow(first=15, last=14).of(DateRange(date(1, 1, 1), date(1, 3, 31)))
    for span in (timedelta.max, timedelta.min, timedelta(days=10**6)):
        for move in (LunarDate(2026, 1, 1).__add__, LunarDate(2026, 1, 1).__sub__):
            with pytest.raises(OutsideCoverage, match="leave what is covered"):
                move(span)


def test_operators_leave_what_they_do_not_know_to_others() -> None:
    lunar = LunarDate(2026, 1, 1)
    for operator in ("__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
        assert getattr(lunar, operator)(5) is NotImplemented
    assert CALENDAR.__eq__(5) is NotImplemented
    assert CALENDAR.law.__eq__(5) is NotImplemented
    with pytest.raises(TypeError, match="unsupported operand"):
        lunar + 5  # type: ignore[operator]


def test_what_is_no_day_lies_in_no_span_and_an_instant_is_refused() -> None:
    rule = CALENDAR.law["counting.start"]
    for span in (YEAR, rule.versions[0], Gap(valid_from=DAY, valid_to=YEAR.last, why=Doubt("chưa rõ", "unknown"))):
        assert "2026-03-02" not in span
        assert 5 not in span
        assert None not in span
        with pytest.raises(WrongType, match=r"pass its \.date\(\)"):
            INSTANT in span  # noqa: B015
    assert [] not in CALENDAR.law
    keys: list[Any] = [5, [], None]
    for key in keys:
        with pytest.raises(WrongType, match="rule_id is str"):
            CALENDAR.law[key]


def test_an_iterator_is_not_consumed_before_its_turn() -> None:
    taken: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            taken.append(number)
            yield b'{"vi": "a", "en": "b"}'

    read = read_json_lines(lines(), Doubt)
    assert taken == []
    next(read)
    assert taken == [0]


def test_a_citizens_name_is_not_told() -> None:
    functions: list[Any] = [
        lambda value: assess(value, on=DAY, calendar=CALENDAR),
        lambda value: figures(value, YEAR, calendar=CALENDAR),
        lambda value: figures([value], YEAR, calendar=CALENDAR),
        lambda value: register_row(1, value),
        lambda value: letters_due((), [value]),
    ]
    for function in functions:
        with pytest.raises(WrongType, match=r"not str$") as caught:
            function("Nguyễn Văn Mẫu")
        assert "Mẫu" not in str(caught.value)


def test_what_a_function_does_not_take_is_told_as_ever() -> None:
    whole: Any = DateRange.year
    with pytest.raises(TypeError, match=r"year\(\) missing 1 required positional argument: 'year'"):
        whole()
    with pytest.raises(TypeError, match=r"year\(\) got an unexpected keyword argument 'quarter'"):
        whole(2026, quarter=1)
    assert inspect.signature(whole) == inspect.signature(inspect.unwrap(whole.__func__).__get__(DateRange))


@pytest.mark.parametrize("data", [object(), {"item": {"day": DAY}}, [PLAN]])
def test_what_is_not_plain_is_no_json(data: object) -> None:
    with pytest.raises(WrongType, match=r"data holds a value of (object|date|Plan), which is not plain; use to_dict"):
        as_json(data)
