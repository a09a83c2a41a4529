"""Thư — letters of congratulation, condolence, thanks and apology, raised by what happens; their texts with slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

import attrs

from ..arguments import as_declared, checked
from ..brief import brief
from ..errors import InvalidValue, Misplaced, nearest
from ..privacy import PRIVATE
from ..records import filled, valid_id
from ..typed import typed


class LetterKind(Enum):
    """Loại thư — chúc mừng, chia buồn, cảm ơn, xin lỗi."""

    CONGRATULATION = "congratulation"
    CONDOLENCE = "condolence"
    THANKS = "thanks"
    APOLOGY = "apology"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return dict(zip(LetterKind, ("chúc mừng", "chia buồn", "cảm ơn", "xin lỗi"), strict=True))[self]


class Occasion(Enum):
    """Sự kiện — what raises a letter: a marriage, birth or death registered, a contribution, a late file, a fault."""

    MARRIAGE = "marriage"
    BIRTH = "birth"
    DEATH = "death"
    CONTRIBUTION = "contribution"
    LATE_FILE = "late-file"
    OWN_FAULT = "own-fault"

    @property
    def vietnamese(self) -> str:
        """The words for people."""
        return _OCCASIONS[self]


_OCCASIONS = dict(
    zip(
        Occasion,
        ("cấp giấy chứng nhận kết hôn", "cấp giấy khai sinh", "đăng ký khai tử", "đóng góp cho địa phương",
         "hồ sơ trả kết quả quá hạn", "khuyết điểm, sai sót của chính quyền"),
        strict=True,
    )
)  # fmt: skip

_SLOT = re.compile(r"\{([a-z0-9_]+)\}")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Letter:
    """Mẫu thư — its kind, what raises it, by whom and how it is given, and its text with slots such as `{ho_ten}`.

    `text` None: the plan orders the letter and leaves its words open.
    """

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    kind: LetterKind
    on: tuple[Occasion, ...]
    by: str
    ways: tuple[str, ...] = ()
    text: str | None = None
    clause: str

    def __attrs_post_init__(self) -> None:
        if not self.on:
            raise Misplaced("on", "names nothing that raises the letter")
        if self.text is not None and _stray(self.text):
            raise Misplaced("text", "holds a brace that is no slot; write slots as {ho_ten}")

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots of its text, each once, in their order."""
        return tuple(dict.fromkeys(_SLOT.findall(self.text or "")))

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with its slots filled; for the letter itself, as what fills them is personal.

        Raises:
            InvalidValue: the letter has no text, a slot has no value, or a value has no slot.
            WrongType: a value is no text.
        """
        values = as_declared("Letter.filled: values", Mapping[str, str], values, private=True)
        if self.text is None:
            raise InvalidValue(f"the letter '{self.id}' has no text; write it in the plan")
        if missing := [slot for slot in self.slots if not values.get(slot, "").strip()]:
            raise InvalidValue(f"the letter '{self.id}' lacks: {', '.join(missing)}")
        for name in values:
            if name not in self.slots:
                raise InvalidValue(f"the letter '{self.id}' has no slot '{name}'{nearest(name, self.slots)}")
        return _SLOT.sub(lambda slot: values[slot[1]], self.text)


def _stray(text: str) -> bool:
    rest = _SLOT.sub("", text)
    return "{" in rest or "}" in rest


@attrs.frozen(kw_only=True, field_transformer=typed)
class Happening:
    """Sự việc — something that happened on a day; whom it concerns is personal and stays out of every output."""

    id: str = attrs.field(validator=filled)
    occasion: Occasion
    on: date
    whom: str = attrs.field(default="", metadata={PRIVATE: True}, repr=False)


@attrs.frozen(kw_only=True, field_transformer=typed)
class LetterDue:
    """Thư phải gửi — which letter, for what that happened when."""

    letter: str
    kind: LetterKind
    happening: str
    occasion: Occasion
    on: date
    by: str


@checked
def letters_due(letters: Iterable[Letter], happenings: Iterable[Happening]) -> tuple[LetterDue, ...]:
    """Thư phải gửi — every letter that what happened raises, in the order of days."""
    known = tuple(letters)
    found = [
        LetterDue(letter=letter.id, kind=letter.kind, happening=one.id, occasion=one.occasion, on=one.on, by=letter.by)
        for one in happenings
        for letter in known
        if one.occasion in letter.on
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.happening, due.letter)))
