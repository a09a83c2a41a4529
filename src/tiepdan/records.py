"""Bản ghi — values to plain data and back, and files of them, with every mistake at its place.

`to_dict` and `from_dict` turn any public value into what JSON and TOML can hold and back; `from_dict` reports all
mistakes at once, and shows no value that is personal. Nothing here knows what a plan or a law is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from itertools import islice
from types import GenericAlias, NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar, Union, cast, get_args, get_origin

import attrs

from .arguments import checked
from .errors import MOST_MISTAKES, InvalidFile, InvalidValue, Misplaced, TiepDanError, WrongType, cut, nearest, shown
from .files import MOST_BYTES, UTF_16, json_data
from .frozen import FrozenDict
from .once import once
from .privacy import PRIVATE as PRIVATE
from .privacy import holds_private, is_personal
from .spans import VIETNAM, parse_date, parse_time
from .texts import nfc
from .typed import own_validator, said

if TYPE_CHECKING:
    import cattrs

T = TypeVar("T")

KEY = "key"
"""The metadata entry of an attrs field that names its key in files where that is no Python name, such as `from`."""

APART = "apart"
"""The metadata entry of an attrs field that stands in no file: neither read nor written."""


def to_dict(value: object) -> Any:
    """Plain data of a value: dicts, lists, strings, numbers; dates in ISO form, times as HH:MM.

    >>> from tiepdan import DateRange
    >>> from datetime import date
    >>> to_dict(DateRange(date(2027, 2, 4), date(2027, 2, 10)))
    {'first': '2027-02-04', 'last': '2027-02-10'}

    Raises:
        WrongType: the value is, or holds, neither a record nor what JSON has, such as a calendar.
    """
    return _converter().unstructure(value)


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
    return tomli_w.dumps(_converter(for_toml=True).unstructure(value), multiline_strings=False)


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
        return _converter().structure(data, kind)
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


class _Unfit(InvalidValue):
    """What a reader cannot take: `{}` in its words stands for the value or, where that is personal, for its type."""

    def __init__(self, data: object, words: str) -> None:
        super().__init__(data, words)
        self.data, self.words = data, words

    def __str__(self) -> str:
        return self.words.replace("{}", _shown(self.data))

    @property
    def unnamed(self) -> str:
        return self.words.replace("{}", _type_shown(self.data))


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
    elif isinstance(error, _Unfit):
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


@once(kept=2)
def _converter(*, for_toml: bool = False) -> cattrs.Converter:
    import cattrs
    from cattrs.errors import (
        BaseValidationError,
        ClassValidationError,
        IterableValidationError,
        IterableValidationNote,
    )
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, make_mapping_structure_fn, override

    converter = cattrs.Converter(
        forbid_extra_keys=True, detailed_validation=True, unstructure_fallback_factory=_as_it_is
    )

    def renames(kind: Any) -> dict[str, Any]:
        fields = attrs.fields(attrs.resolve_types(kind))
        apart = {field.name: override(omit=True) for field in fields if APART in field.metadata}
        return {field.name: override(rename=field.metadata[KEY]) for field in fields if KEY in field.metadata} | apart

    def written(kind: Any) -> dict[str, Any]:
        private = [field.name for field in attrs.fields(kind) if field.metadata.get(PRIVATE)]
        return {**renames(kind), **{name: override(omit=True) for name in private}}

    plain_types: dict[Any, Any] = {}

    def plain_of(kind: Any) -> Any:
        if kind not in plain_types:
            plain_types[kind] = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **renames(kind))
        return plain_types[kind]

    def read_tagged(data: Any, kind: Any) -> Any:
        if not isinstance(data, Mapping):
            raise _Unfit(data, "{} is not a table of keys and values")
        if "kind" not in data:
            raise Misplaced("kind", "is missing")
        chosen = kind.of_kind(data["kind"])
        return plain_of(chosen)({key: value for key, value in data.items() if key != "kind"}, chosen)

    def write_tagged(kind: Any) -> Any:
        plain = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=for_toml, **written(kind))
        return lambda value: {"kind": kind.kind, **plain(value)}

    def structure(kind: Any) -> Any:
        plain = plain_of(kind)
        schema = getattr(attrs.fields(kind), "schema", None)

        def read(data: Any, _: Any) -> Any:
            if not isinstance(data, Mapping):
                raise _Unfit(data, "{} is not a table of keys and values")
            if schema and isinstance(found := data.get("schema"), str):
                own_validator(schema)(None, schema, found)  # a file of another schema has no other mistake
            try:
                return plain(data, kind)
            except ClassValidationError as error:
                found = [*error.exceptions, *unfit(kind, data)]
                raise ClassValidationError(error.message, found, kind) from None

        return read

    def unfit(kind: Any, data: Mapping[str, Any]) -> Iterator[InvalidValue]:
        """What the validators of the fields that can be read, and `__misfits__` of the class, say of them.

        attrs asks none of them where another field cannot be read.
        """
        misfits, parts = getattr(kind, "__misfits__", None), dict[str, Any]()
        for field in attrs.fields(kind):
            key = field.metadata.get(KEY, field.name)
            check = own_validator(field)
            if key not in data:
                parts |= {} if field.default is attrs.NOTHING else {field.name: field.default}
                continue
            if check is None and misfits is None:
                continue
            try:
                value = parts[field.name] = converter.structure(data[key], field.type)
            except (BaseValidationError, TiepDanError):  # it cannot be read, which is told already
                continue
            try:
                if check is not None:
                    check(None, field, value)
            except InvalidValue as error:
                yield error if isinstance(error, Misplaced) else Misplaced(key, str(error))
        if misfits is not None:
            yield from misfits(parts)

    def read_tuple(kind: Any) -> Any:
        if get_args(kind)[1:] != (Ellipsis,):
            return read_places(get_args(kind))
        listed = GenericAlias(list, get_args(kind)[:1])
        plain = converter.get_structure_hook(listed)

        def read(data: Any, _: Any) -> Any:
            if not isinstance(data, list | tuple):
                raise _Unfit(data, "{} is not a list; write [{}]")
            return tuple(plain(data, listed))

        return read

    def read_places(parts: tuple[Any, ...]) -> Any:
        def read(data: Any, kind: Any) -> Any:
            if not isinstance(data, list | tuple) or len(data) != len(parts):
                raise _Unfit(data, f"{{}} is not a list of {len(parts)}")
            values, errors = [], []
            for index, (part, hint) in enumerate(zip(data, parts, strict=True)):
                try:
                    values.append(converter.structure(part, hint))
                except (BaseValidationError, TiepDanError) as error:
                    error.add_note(IterableValidationNote("", index, hint))
                    errors.append(error)
            if errors:
                raise IterableValidationError("", errors, kind)
            return tuple(values)

        return read

    def read_mapping(kind: Any) -> Any:
        plain = make_mapping_structure_fn(kind, converter, detailed_validation=True)

        def read(data: Any, _: Any) -> Any:
            if not isinstance(data, Mapping):
                raise InvalidValue(f"{_shown(data)} is not a table of keys and values")
            return plain(data, kind)

        return read

    converter.register_structure_hook_factory(attrs.has, structure)
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda kind: make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=for_toml, **written(kind)),
    )

    def write_derived(kind: Any) -> Any:
        return lambda value: {name: converter.unstructure(getattr(value, name)) for name in kind.__record__}

    converter.register_structure_hook_func(_is_tagged, read_tagged)
    converter.register_unstructure_hook_factory(_is_tagged, write_tagged)
    converter.register_structure_hook_func(_is_derived, _computed)
    converter.register_structure_hook_func(_is_one_of_several, _computed)
    converter.register_unstructure_hook_factory(_is_derived, write_derived)
    converter.register_structure_hook_factory(_is_mapping, read_mapping)
    converter.register_structure_hook_factory(_is_tuple, read_tuple)
    converter.register_unstructure_hook_func(_is_tuple, lambda values: [converter.unstructure(one) for one in values])
    converter.register_unstructure_hook_func(
        lambda kind: kind is FrozenDict,
        lambda table: {key: converter.unstructure(value) for key, value in table.items()},
    )
    converter.register_structure_hook_func(_is_text, lambda data, kind: kind.parse(_text(data)))
    converter.register_unstructure_hook_func(_is_text, str)
    converter.register_structure_hook(Enum, _member)
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook(datetime, lambda data, _: data if isinstance(data, datetime) else _instant(data))
    converter.register_structure_hook(time, _time)
    converter.register_structure_hook(str, lambda data, _: _text(data))
    converter.register_structure_hook(bool, lambda data, _: _exactly(data, "true or false", bool))
    converter.register_structure_hook(int, lambda data, _: _exactly(data, "a whole number", int))
    converter.register_structure_hook(float, lambda data, _: float(_exactly(data, "a number", float, int)))
    converter.register_structure_hook_func(_is_choice, _choice)
    converter.register_unstructure_hook(date, (lambda day: day) if for_toml else date.isoformat)
    converter.register_unstructure_hook(datetime, lambda value: value.isoformat(timespec="minutes"))
    converter.register_unstructure_hook(time, lambda value: value.strftime("%H:%M"))
    return converter


def _as_it_is(kind: Any) -> Callable[[object], object]:
    """How values of a type are written of which nothing else is said: of classes, only those of JSON are."""
    return _refuse if isinstance(kind, type) and kind not in (int, float, bool, NoneType) else _same


def _same(value: object) -> object:
    return value


def _refuse(value: object) -> NoReturn:
    raise WrongType(f"only records and plain values are written as data, not {type(value).__name__}")


def _is_mapping(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is Mapping


def _is_tuple(kind: Any) -> bool:
    return kind is tuple or getattr(kind, "__origin__", None) is tuple


def _is_one_of_several(kind: Any) -> bool:
    """Whether plain data do not tell of which class a value of the type is."""
    several = get_origin(kind) in (Union, UnionType) and len({*get_args(kind)} - {NoneType}) > 1
    return several or isinstance(kind, TypeVar)


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _is_text(kind: Any) -> bool:
    """Whether values of the class are written as one string, which `parse` reads and `str` writes."""
    return isinstance(kind, type) and getattr(kind, "__record__", None) == "text"


def _is_tagged(kind: Any) -> bool:
    """Whether values of the class say in `kind` which of its subclasses they are; `of_kind` finds it."""
    return isinstance(kind, type) and getattr(kind, "__record__", None) == "tagged"


def _is_derived(kind: Any) -> bool:
    """Whether values of the class are written as the attributes that `__record__` lists, and are never read."""
    return isinstance(kind, type) and isinstance(getattr(kind, "__record__", None), tuple)


def _computed(data: object, kind: Any) -> Any:
    raise InvalidValue(f"a {said(kind)} is computed, not read")


def _shown(data: object) -> str:
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, str | int):
        return shown(data)
    return _type_shown(data) if isinstance(data, list | tuple | Mapping) else cut(str(data))


def _type_shown(data: object) -> str:
    """The type of plain data in the words of a file."""
    return next((words for kind, words in _TYPES.items() if isinstance(data, kind)), type(data).__name__)


_TYPES: dict[Any, str] = {
    str: "a text", bool: "true or false", int: "a number", float: "a number", datetime: "an instant", date: "a date",
    time: "a time", list: "a list", tuple: "a list", Mapping: "a table", type(None): "nothing",
}  # fmt: skip


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise _Unfit(data, "{} is not a text; put it in quotes")
    return nfc(data)


def _exactly(data: object, words: str, *kinds: type) -> Any:
    if type(data) not in kinds:
        raise _Unfit(data, f"{{}} is not {words}")
    return data


def _date(data: object, _: object) -> date:
    if isinstance(data, datetime):
        raise InvalidValue(f"{data.isoformat()} is an instant where a civil date is meant; write {data.date()}")
    if isinstance(data, date):
        return data
    return parse_date(_text(data))


def _instant(data: object) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(data))
    except ValueError:
        raise _Unfit(data, "{} is not an instant; write it as 2026-02-17T07:00+07:00") from None
    if moment.tzinfo is None:
        raise InvalidValue(f"{_shown(data)} says no zone; write it as {moment.isoformat(timespec='minutes')}+07:00")
    try:
        return moment.astimezone(VIETNAM)
    except OverflowError:
        raise InvalidValue(f"{_shown(data)} lies before or after all days of Vietnam's time") from None


def _time(data: object, _: object) -> time:
    return data if isinstance(data, time) else parse_time(_text(data))


def _member(data: object, kind: type[Enum]) -> Enum:
    return kind(_among(data, [str(member.value) for member in kind]))


def _choice(data: object, kind: Any) -> str:
    return _among(data, list(get_args(kind)))


def _among(data: object, values: Sequence[str]) -> str:
    if not isinstance(data, str) or data not in values:
        offer = nearest(data, values) if isinstance(data, str) else f"; write one of: {', '.join(values)}"
        raise _Unfit(data, f"{{}} is not among the choices{offer}")
    return data
