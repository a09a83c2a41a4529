"""Đối số — what public functions are given is held to the types that they declare, as the fields of values are.

A function has one check of all its arguments, compiled out of its declared types when it is first called. Functions
that are called in loops over days ask `as_declared` alone, and only for what is not of the very type.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps
from inspect import Parameter, signature, unwrap
from types import GenericAlias, SimpleNamespace
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from .privacy import holds_private
from .typed import check_of, condition, plain, wrong

F = TypeVar("F", bound=Callable[..., Any])


def checked(function: F) -> F:
    """A decorator: a wrong argument raises `WrongType`, which names the function, the parameter and what is meant.

    A `datetime` is no `date`, a `bool` no `int`, a text no list of texts; only a bool is a flag. What `typed.plain`
    makes of an argument is taken for it. An iterator is not consumed: each of its parts is checked when the function
    comes to it.

    >>> @checked
    ... def longest(words: Iterable[str], *, strict: bool = False) -> str:
    ...     return max(words, key=len)
    >>> longest("tiếp dân")
    Traceback (most recent call last):
    ...
    tiepdan.errors.WrongType: longest: words is Iterable of str, not 'tiếp dân'
    >>> longest(["tiếp", "dân"], strict="no")
    Traceback (most recent call last):
    ...
    tiepdan.errors.WrongType: longest: strict is bool, not 'no'
    """
    learned: list[Callable[..., bool]] = []

    @wraps(function)
    def held(*args: Any, **named: Any) -> Any:
        if not learned:
            learned.append(_check_of_all(function))
        if learned[0](*args, **named):
            return function(*args, **named)
        given = signature(function).bind(*args, **named)
        for name, hint in _hints(function).items():
            if name in given.arguments:
                given.arguments[name] = as_declared(f"{function.__qualname__}: {name}", hint, given.arguments[name])
        return function(*given.args, **given.kwargs)

    return cast(F, held)


def _check_of_all(function: Callable[..., Any]) -> Callable[..., bool]:
    """The function that is called as another is and says whether its arguments fit; what is left out fits."""
    known: dict[str, Any] = {}
    hints, parameters, conditions = _hints(function), [], ["True"]
    for parameter in signature(function).parameters.values():
        name, default = parameter.name, parameter.default
        if default is not Parameter.empty:
            known[f"_default_of_{name}"] = default
            default = _Name(f"_default_of_{name}")
        parameters.append(parameter.replace(default=default, annotation=Parameter.empty))
        if name in hints:
            given = "" if default is Parameter.empty else f"{name} is {default} or "
            conditions.append(f"({given}{_at_once(hints[name], name, known)})")
    takes = signature(function).replace(parameters=parameters, return_annotation=Parameter.empty)
    check: Callable[..., bool] = eval(f"lambda {str(takes)[1:-1]}: {' and '.join(conditions)}", known)
    check.__name__, check.__qualname__ = function.__name__, function.__qualname__  # it refuses what the function does
    return check


class _Name(str):
    """A name that stands in a signature as a default."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    """The declared types of a function's parameters; of further arguments by place, that of the tuple of them."""
    names = {name: hint for name, hint in function.__annotations__.items() if name != "return"}
    hints = get_type_hints(SimpleNamespace(__annotations__=names), unwrap(function).__globals__)
    further = (each.name for each in signature(function).parameters.values() if each.kind is Parameter.VAR_POSITIONAL)
    return hints | {name: GenericAlias(tuple, (hints[name], ...)) for name in further if name in hints}


def _at_once(hint: Any, value: str, known: dict[str, Any]) -> str:
    """The expression that is true if an argument fits as it is; of what can be iterated, only a container does."""
    if not _is_iterable(hint):
        return condition(hint, value, known)
    known["_containers"], known[f"_part_of_{value}"] = (tuple, list, set, frozenset), check_of(get_args(hint)[0])
    return f"type({value}) in _containers and all(map(_part_of_{value}, {value}))"


def _is_iterable(hint: Any) -> bool:
    return get_origin(hint) in (Iterable, Collection)


def as_declared(place: str, hint: Any, value: object, *, private: bool = False) -> Any:
    """An argument as a function takes it: of the declared type, or made so by `typed.plain`.

    Of what can be iterated each part is, at once or, in an iterator, when the function comes to it.

    >>> as_declared("DateRange.year: year", int, "2026")
    Traceback (most recent call last):
    ...
    tiepdan.errors.WrongType: DateRange.year: year is int, not '2026'

    Raises:
        WrongType: it is not; `place` tells which argument of which function it is. What is `private` is not shown.
    """
    fits = check_of(hint)
    taken = value if fits(value) else plain(value)
    if not fits(taken):
        raise wrong(place, hint, value, private=private or holds_private(hint))
    if not _is_iterable(hint):
        return taken
    parts = _each(place, get_args(hint)[0], cast(Iterable[object], taken))
    return tuple(parts) if isinstance(taken, Collection) else parts


def _each(place: str, hint: Any, parts: Iterable[object]) -> Iterator[object]:
    """Each of the parts as the function takes it, when it comes to it."""
    fits = check_of(hint)
    return (part if fits(part) else as_declared(f"{place}[{index}]", hint, part) for index, part in enumerate(parts))
