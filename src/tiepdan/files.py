"""Tệp — files of strangers as plain data: what is read is of bounded size and depth, and every mistake has its place.

Nothing here knows what the data mean; `records` makes values of them.
"""

from __future__ import annotations

import math
import os
import re
import stat
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .errors import MOST_MISTAKES, InvalidFile, InvalidValue, Misplaced, shown

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MOST_BYTES = 4 * 1024 * 1024
"""The size of the largest file that is read whole, and of the longest line of one that is read line by line."""

MOST_STREAMED = 1024 * 1024 * 1024
"""The size of the largest file that is read line by line."""

DEEPEST = 32
"""How deep tables and lists of a file may lie within each other."""

_DIGITS = 18
"""How many digits a number of a file may have: as many as any TOML reader takes."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""With what a file in UTF-16 begins, as some programs save texts."""


def read_toml(path: str | Path | Traversable, *, pipe: bool = True) -> dict[str, Any]:
    """The tables of a TOML file (UTF-8, with or without a byte order mark).

    Args:
        path: the file.
        pipe: whether it may be a pipe, as what the user names may be.

    Raises:
        InvalidFile: it cannot be read, is no regular file, is too large, not UTF-8, or not TOML, with line and column;
            or it holds numbers that are none or too long, or is nested too deep, each at its path.
    """
    return toml_data(read_bytes(path, pipe=pipe), str(path))


def read_json(path: str | Path) -> Any:
    """The data of a JSON file (UTF-8, with or without a byte order mark).

    Raises:
        InvalidFile: as `read_toml` does; also for keys that stand twice in a table, and for text that is no Unicode.
    """
    return json_data(read_bytes(path), str(path))


def read_bytes(path: str | Path | Traversable, *, pipe: bool = True) -> bytes:
    """The content of a file of bounded size.

    Raises:
        InvalidFile: it cannot be read, is neither regular nor a pipe, or is larger than `MOST_BYTES`.
    """
    if not isinstance(path, str | Path):  # what is shipped, in a zip
        return path.read_bytes()
    with open_file(path, pipe=pipe) as file:
        try:
            content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise _mistaken(path, f"cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise _mistaken(path, f"is larger than {MOST_BYTES >> 20} MB; give the file that is meant")
    return content


def open_file(path: str | Path, *, pipe: bool = True) -> BinaryIO:
    """A file, open for reading.

    Raises:
        InvalidFile: it cannot be opened, or is neither regular nor, where it may be one, a pipe.
    """
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISREG(mode) or (pipe and stat.S_ISFIFO(mode)):
            return Path(path).open("rb")
    except OSError as error:
        raise _mistaken(path, f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise _mistaken(path, "is not a path of a file; write one without control characters") from None
    raise _mistaken(path, f"cannot be read: it is {_what_it_is(mode)}; give a regular file")


def beside(file: str | Path, name: str) -> Path:
    """The file that another one names: in the folder of that one or in a folder of it.

    Raises:
        InvalidValue: it lies elsewhere, also by a link, or is no regular file, such as a folder, a pipe or a device.
    """
    folder = os.path.realpath(Path(file).parent)
    try:
        path = os.path.realpath(Path(folder) / name)  # unlike Path.resolve it takes links in a circle
        mode = Path(path).stat().st_mode if Path(path).exists() else stat.S_IFREG
    except OSError as error:
        raise InvalidValue(f"{shown(name)} cannot be read: {error.strerror}") from None
    except ValueError:
        raise InvalidValue(f"{shown(name)} is not a path of a file; write one without control characters") from None
    if not Path(path).is_relative_to(folder):
        raise InvalidValue(f"{shown(name)} lies outside the folder of the file that names it; put it there")
    if not stat.S_ISREG(mode):
        raise InvalidValue(f"{shown(name)} is {_what_it_is(mode)}; name a regular file")
    return Path(path)


def lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of an open file; of one that is longer than `MOST_BYTES`, as much as shows it.

    Raises:
        InvalidValue: the whole is larger than `MOST_STREAMED`.
    """
    size, begins = 0, True
    while piece := file.readline(MOST_BYTES + 1):
        size += len(piece)
        if size > MOST_STREAMED:
            raise InvalidValue(f"is larger than {MOST_STREAMED >> 20} MB; give it in parts")
        if begins:
            yield piece
        begins = len(piece) <= MOST_BYTES or piece.endswith(b"\n")


def toml_data(content: bytes, file: str) -> dict[str, Any]:
    """The tables that the content of a TOML file holds; `file` is its name.

    Raises:
        InvalidFile: as `read_toml` does.
    """
    text = _text(content, file, "$")
    if words := _long_key(text):
        raise _mistaken(file, f"is not TOML: {words}")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistaken(file, f"is not TOML: {error}") from None
    except RecursionError:
        raise _mistaken(file, _TOO_DEEP) from None
    except ValueError:  # Python reads no number of more than some thousand digits
        raise _mistaken(file, f"is not TOML: {_long_number(text)}") from None
    return _fit(data, file, "$")  # type: ignore[no-any-return]


def json_data(content: bytes, file: str, place: str = "$") -> Any:
    """The data that a JSON text holds; `file` is the name of its file, `place` where in it the text stands.

    Raises:
        InvalidFile: as `read_json` does.
    """
    import json

    if len(content) > MOST_BYTES:
        raise _mistaken(file, f"is longer than {MOST_BYTES >> 20} MB", place)
    try:
        data = json.loads(
            _text(content, file, place), parse_int=_whole, parse_constant=_NoNumber, object_pairs_hook=_table
        )
    except json.JSONDecodeError as error:
        raise _mistaken(file, f"is not JSON: {error}", place) from None
    except RecursionError:
        raise _mistaken(file, _TOO_DEEP, place) from None
    return _fit(data, file, place)


class _NoNumber(str):
    """What stands in JSON where a number is meant and is none that is read here."""

    __slots__ = ()


class _Repeated(dict[str, Any]):
    """A table in which a key stands twice."""

    twice: str


def _whole(digits: str) -> int | _NoNumber:
    return int(digits) if len(digits) <= _DIGITS else _NoNumber(digits)


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        table = _Repeated(table)
        table.twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
    return table


def _text(content: bytes, file: str, place: str) -> str:
    if content.startswith(UTF_16):
        raise _mistaken(file, "is UTF-16; save it as UTF-8", place)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _mistaken(file, f"is not UTF-8 at byte {error.start}; save it as UTF-8", place) from None


def _fit(data: Any, file: str, place: str) -> Any:
    if mistakes := list(islice(_unfit(data, place, 0), MOST_MISTAKES)):
        raise InvalidFile(file, mistakes)
    return data


_TOO_DEEP = f"is nested deeper than {DEEPEST}; a file here is flatter"


def _unfit(data: Any, place: str, depth: int = 0) -> Iterator[Misplaced]:
    """What no file may hold, each at its path, though the syntax has it; no value is shown, as it may be personal."""
    if depth == DEEPEST and isinstance(data, dict | list):
        yield Misplaced(place, _TOO_DEEP)
    elif isinstance(data, dict):
        if isinstance(data, _Repeated):
            yield Misplaced(f"{place}.{_key(data.twice)}", "stands twice in its table; leave one")
        for key, value in data.items():
            if not _is_unicode(key):
                yield Misplaced(place, "has a key with half a character; write it anew")
            yield from _unfit(value, f"{place}.{_key(key)}", depth + 1)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _unfit(value, f"{place}[{index}]", depth + 1)
    elif words := _wrong(data):
        yield Misplaced(place, words)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]{1,40}", key, re.ASCII) else "…"


def _wrong(value: object) -> str | None:
    if isinstance(value, _NoNumber) and value.strip("-").isdigit():
        return f"is a number of {len(value.strip('-'))} digits; write at most {_DIGITS}"
    if isinstance(value, int) and abs(value) >= 10**_DIGITS:
        return f"is a number of too many digits; write at most {_DIGITS}"
    if isinstance(value, _NoNumber) or (isinstance(value, float) and not math.isfinite(value)):
        return f"{value} is not a number; write it in digits"
    if isinstance(value, str) and not _is_unicode(value):
        return "holds half a character; write it anew"
    return None


def _is_unicode(text: str) -> bool:
    """Whether a text has no lone surrogate, which JSON can write and no file can hold."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_PART = r"""(?:[\w-]++|"(?:\\.|[^"\\\n])*+"|'[^'\n]*+')"""
_TOKENS = re.compile(
    r'"""(?:\\[\s\S]|(?!""")[^\\])*+"{0,5}+'  # texts and comments, closed or not, so that each is passed over once
    r"|'''(?:(?!''')[\s\S])*+'{0,5}+"
    r"|#[^\n]*+"
    rf"|(?P<long>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEEPEST},}}+)"
    rf"|{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
    r"""|["'][^\n]*+"""
)


def _long_key(text: str) -> str | None:
    """Words for a key of more parts than tables may be deep, which the parser would take hours to refuse."""
    if not any(line.count(".") >= DEEPEST for line in text.splitlines()):
        return None
    key = next((token for token in _TOKENS.finditer(text) if token["long"]), None)
    return f"the key {shown(key[0])} has more than {DEEPEST} parts (at {_line(text, key.start())})" if key else None


def _long_number(text: str) -> str:
    """Where the first number is that is longer than any that can be read."""
    numbers = (token for token in _TOKENS.finditer(text) if token[0].lstrip("-")[:1].isdigit())
    number = next((token for token in numbers if len(token[0]) > 1_000), None)
    place = f" (at {_line(text, number.start())})" if number else ""
    return f"a number has too many digits; write at most {_DIGITS}{place}"


def _line(text: str, offset: int) -> str:
    return f"line {text.count(chr(10), 0, offset) + 1}"


def _what_it_is(mode: int) -> str:
    return "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "a device"


def _mistaken(path: str | Path, words: str, place: str = "$") -> InvalidFile:
    return InvalidFile(str(path), [Misplaced(place, words)])
