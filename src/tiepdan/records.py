"""Bản ghi — values to plain data and back, and files of them, with every mistake at its place.

`to_dict` and `from_dict` turn any public value into what JSON and TOML can hold and back; `from_dict` reports all
mistakes at once, and shows no value that is personal. Nothing here knows what a plan or a law is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar, cast

import attrs

from .arguments import checked
from .converting import APART as APART
from .converting import KEY as KEY
from .converting import Unfit, record_converter
from .errors import MOST_MISTAKES, InvalidFile, Misplaced, TiepDanError, WrongType, cut, nearest, shown
from .files import MOST_BYTES, UTF_16, json_data
from .privacy import PRIVATE as PRIVATE
from .privacy import holds_private, is_personal
from .typed import said

T = TypeVar("T")


def to_dict(value: object) -> Any:
    """Plain data of a value: dicts, lists, strings, numbers; dates in ISO form, times as HH:MM.

    >>> from tiepdan import DateRange
    >>> from datetime import date
    >>> to_dict(DateRange(date(2027, 2, 4), date(2027, 2, 10)))
    {'first': '2027-02-04', 'last': '2027-02-10'}

    Raises:
        WrongType: the value is, or holds, neither a record nor what JSON has, such as a calendar.
    """
    return record_converter().unstructure(value)


def to_toml(value: object) -> str:
    """The value as TOML, without what is as by default; dates are TOML dates. Reading it gives the value again.

    >>> from tiepdan import DateRange
    >>> from datetime import date
    >>> print(to_toml(DateRange(date(2027, 2, 4), date(2027, 2, 10))), end="")
    first = 2027-02-04
    last = 2027-02-10

    Raises:
        WrongType: the value is no record, such as a tuple.
    """
    import tomli_w

    if not attrs.has(type(value)):
        raise WrongType(f"a TOML file is one table; {type(value).__name__} is none")
    return tomli_w.dumps(record_converter(for_toml=True).unstructure(value), multiline_strings=False)


@checked
def from_dict(kind: type[T], data: object, *, file: str = "data") -> T:
    """The value of that type which the plain data describe; the inverse of `to_dict`.

    Raises:
        InvalidFile: with every mistake in the data, each at its path.
    """
    mistakes: list[Misplaced] = []
    value = collect(kind, data, "$", mistakes, file=None)
    if mistakes:
        raise InvalidFile(file, mistakes)
    return value  # type: ignore[return-value]  # without mistakes there is a value


def collect(kind: type[T], data: object, path: str, mistakes: list[Misplaced], *, file: str | None) -> T | None:
    """Like `from_dict`, but adds the mistakes to a list and returns None where there are any."""
    from cattrs.errors import BaseValidationError, StructureHandlerNotFoundError

    try:
        return record_converter().structure(data, kind)
    except StructureHandlerNotFoundError:
        raise WrongType(f"a {said(kind)} is computed, not read") from None
    except (BaseValidationError, TiepDanError) as error:
        placed = dict.fromkeys(islice(_mistakes(error, path, kind), MOST_MISTAKES))
        mistakes.extend(Misplaced(place, words, file=file) for place, words in placed)
        return None


@checked
def read_json_lines(lines: Iterable[bytes], kind: type[T]) -> Iterator[tuple[int, T | tuple[Misplaced, ...]]]:
    """The lines of an open binary file, each with its number: a value of the kind, or the mistakes of the line.

    Empty lines are passed over; a broken line stops nothing; no more than a line is held at a time.
    """
    for number, line in enumerate(lines, 1):
        if line.startswith(UTF_16):  # its further lines are none
            yield number, (Misplaced(f"line {number}", "is UTF-16; save the file as UTF-8"),)
            return
        if line.strip() or len(line) > MOST_BYTES:
            yield number, _json_line(line, kind, f"line {number}")


def _json_line(line: bytes, kind: type[T], place: str) -> T | tuple[Misplaced, ...]:
    mistakes: list[Misplaced] = []
    try:
        value = collect(kind, json_data(line, "a line", place), place, mistakes, file=None)
    except InvalidFile as error:
        return error.mistakes
    return tuple(mistakes) if mistakes or value is None else value


def type_of_kind(kind: object, known: Mapping[str, type[T]], what: str) -> type[T]:
    """The class that the `kind` of a tagged value names.

    Raises:
        InvalidValue: none has that kind; the message offers the nearest.
    """
    if not isinstance(kind, str) or kind not in known:
        raise Misplaced("kind", f"{shown(kind)} is not a kind of {what}{nearest(str(kind), known)}")
    return known[kind]


def schema_is(schema: str) -> Callable[[object, attrs.Attribute[str], str], None]:
    """A validator for the `schema` key of a file: this schema and no other."""

    def check(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
        if value != schema:
            raise Misplaced(attribute.name, f"{shown(value)} is not the schema read here; write {schema}")

    return check


def filled(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse a text that says nothing."""
    if not value.strip():
        raise Misplaced(attribute.name, "is empty; write it")


def valid_id(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse an id that is not lower-case ASCII letters, digits and hyphens."""
    import re

    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value):
        words = f"{shown(value)} is not an id: write lower-case ASCII letters, digits and hyphens, as chu-tich"
        raise Misplaced(attribute.name, words)


def _mistakes(error: BaseException, path: str, kind: Any, *, private: bool = False) -> Iterator[tuple[str, str]]:
    """Each mistake with its path; under what is `private` only a class's own words are trusted to show no value.

    cattrs groups whatever is raised while it reads: what is no mistake of the data is raised again.
    """
    from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

    private = private or is_personal(kind)
    if isinstance(error, ClassValidationError):
        noted, bare = error.group_exceptions()
        for inner, note in noted:
            key, within = _key_of(error.cl, note.name), private or _is_marked(error.cl, note.name)
            if isinstance(inner, KeyError) and inner.args == (key,):
                yield f"{path}.{key}", "is missing"
            else:
                yield from _mistakes(inner, f"{path}.{key}", note.type, private=within)
        for inner in bare:
            yield from _mistakes(inner, path, error.cl, private=private)
    elif isinstance(error, IterableValidationError):
        for inner, index in error.group_exceptions()[0]:
            place = f"[{index.index}]" if isinstance(index.index, int) else f".{index.index}"
            yield from _mistakes(inner, path + place, index.type, private=private)
    elif isinstance(error, ForbiddenExtraKeysError):
        fields = [field for field in attrs.fields(cast(Any, error.cl)) if field.init and APART not in field.metadata]
        keys = [_key_of(error.cl, field.name) for field in fields]
        for key in sorted(map(str, error.extra_fields)):
            if private:
                yield path, f"has an unknown key{nearest('', keys)}"
            else:
                yield f"{path}.{cut(key)}", f"is an unknown key{nearest(key, keys)}"
    elif isinstance(error, InvalidFile):
        for mistake in error.mistakes:  # of the value itself, or of another file that was needed to read it
            yield (path, str(mistake)) if mistake.file else (path + mistake.path.removeprefix("$"), mistake.message)
    elif isinstance(error, Misplaced):
        yield f"{path}.{error.path}", error.message
    elif isinstance(error, Unfit):
        yield path, error.unnamed if private or holds_private(kind) else str(error)
    elif not isinstance(error, TiepDanError):
        raise error
    elif private:
        yield path, "cannot be read; it is personal and not shown"
    else:
        yield path, str(error)


def _is_marked(kind: Any, name: str) -> bool:
    return attrs.has(kind) and any(one.name == name and one.metadata.get(PRIVATE) for one in attrs.fields(kind))


def _key_of(kind: Any, name: str) -> str:
    if attrs.has(kind):
        for field in attrs.fields(kind):
            if field.name == name:
                return str(field.metadata.get(KEY, name))
    return name
