"""Chữ — the texts of strangers: in one spelling, and of bounded length where they are taken apart."""

from __future__ import annotations

import unicodedata

from .errors import InvalidValue, shown

MOST_READ = 1_000
"""How long a text is, in characters, that is read as a date, a time, a number or a citation."""

MOST_MARKS = 30
"""How many marks follow each other in a text: no script needs more, and putting more in order takes hours."""


def nfc(text: str) -> str:
    """The text in its composed spelling (NFC), as every text is held here.

    >>> from unicodedata import normalize
    >>> nfc(normalize("NFD", "ổ")) == "ổ"
    True

    Raises:
        InvalidValue: more marks follow each other than any script needs.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > MOST_MARKS:
            raise InvalidValue(f"there are more than {MOST_MARKS} marks on one letter; write the text anew")
    return unicodedata.normalize("NFC", text)


def bare(text: str) -> str:
    """A short text in lower case and without marks; đ is d. Of a long one of strangers, take the `legible` one.

    >>> bare("Đối thoại")
    'doi thoai'
    """
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def legible(text: str, what: str) -> str:
    """The text, composed, if it is short enough to be `what`.

    Raises:
        InvalidValue: it is longer than what is meant ever is.
    """
    if len(text) > MOST_READ:
        raise InvalidValue(f"{shown(text)} is no {what}: it has {len(text)} characters; write at most {MOST_READ}")
    return nfc(text)
