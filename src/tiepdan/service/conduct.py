"""Quy tắc ứng xử — codes of conduct, word for word."""

from __future__ import annotations

import attrs

from ..brief import brief
from ..errors import Misplaced
from ..records import valid_id
from ..typed import typed


@attrs.frozen(kw_only=True, field_transformer=typed)
class Code:
    """Quy tắc ứng xử — a code such as “4 xin”, its rules in their order; `count` is how many its name promises."""

    __repr__ = brief

    id: str = attrs.field(validator=valid_id)
    name: str
    count: int
    rules: tuple[str, ...]
    clause: str

    def __attrs_post_init__(self) -> None:
        if len(self.rules) != self.count:
            raise Misplaced("rules", f"are {len(self.rules)}, the code '{self.name}' has {self.count}")
