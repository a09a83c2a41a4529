"""Chuyển đổi — how a value of each kind is read from plain data and written as such; `records` is the door to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from types import GenericAlias, NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar, Union, get_args, get_origin

import attrs

from .errors import InvalidValue, Misplaced, TiepDanError, WrongType, cut, nearest, shown
from .frozen import FrozenDict
from .once import once
from .privacy import PRIVATE
from .spans import VIETNAM, parse_date, parse_time
from .texts import nfc
from .typed import own_validator, said

if TYPE_CHECKING:
    import cattrs

KEY = "key"
"""The metadata entry of an attrs field that names its key in files where that is no Python name, such as `from`."""

APART = "apart"
"""The metadata entry of an attrs field that stands in no file: neither read nor written."""


class Unfit(InvalidValue):
    """What a reader cannot take: `{}` in its words stands for the value or, where that is personal, for its type."""

    def __init__(self, data: object, words: str) -> None:
        super().__init__(data, words)
        self.data: object = data
        self.words: str = words

    def __str__(self) -> str:
        return self.words.replace("{}", _shown(self.data))

    @property
    def unnamed(self) -> str:
        """The words with the type alone of what cannot be taken."""
        return self.words.replace("{}", _type_shown(self.data))


@once(kept=2)
def record_converter(*, for_toml: bool = False) -> cattrs.Converter:
    """The converter between values and plain data; for TOML dates stay dates, and what is as by default is left out."""
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
            raise Unfit(data, "{} is not a table of keys and values")
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
                raise Unfit(data, "{} is not a table of keys and values")
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
                raise Unfit(data, "{} is not a list; write [{}]")
            return tuple(plain(data, listed))

        return read

    def read_places(parts: tuple[Any, ...]) -> Any:
        def read(data: Any, kind: Any) -> Any:
            if not isinstance(data, list | tuple) or len(data) != len(parts):
                raise Unfit(data, f"{{}} is not a list of {len(parts)}")
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
        raise Unfit(data, "{} is not a text; put it in quotes")
    return nfc(data)


def _exactly(data: object, words: str, *kinds: type) -> Any:
    if type(data) not in kinds:
        raise Unfit(data, f"{{}} is not {words}")
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
        raise Unfit(data, "{} is not an instant; write it as 2026-02-17T07:00+07:00") from None
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
        raise Unfit(data, f"{{}} is not among the choices{offer}")
    return data
