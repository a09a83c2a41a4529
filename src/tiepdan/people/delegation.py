"""Ủy quyền, phân công — who stands in for whom, on which grounds, by which clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..errors import InvalidValue
from ..spans import DateRange, TimeWindow
from ..typed import typed
from .absences import Absence, Ground
from .posts import Official, vacant


class LegalForm(Enum):
    """Hình thức — ủy quyền (authorisation) or phân công (assignment)."""

    AUTHORISATION = "authorisation"
    ASSIGNMENT = "assignment"

    @property
    def vietnamese(self) -> str:
        """The word for people."""
        return "ủy quyền" if self is LegalForm.AUTHORISATION else "phân công"


@attrs.frozen(kw_only=True, field_transformer=typed)
class DelegationRule:
    """Quy định người thay — the deputies of a post, in order, and the grounds on which they stand in.

    `document` is the paper that says so, where it is not the plan itself; it holds from `first` to `last`, and for the
    receptions named in `scope` (empty: all). A deputy never passes it on.

    Raises:
        InvalidValue: no deputy, a deputy twice, the principal among his own deputies, or a period reversed.
    """

    __repr__ = brief

    principal: str
    deputies: tuple[str, ...]
    grounds: tuple[Ground, ...]
    form: LegalForm
    clause: str
    document: str | None = None
    first: date | None = None
    last: date | None = None
    scope: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.deputies:
            raise InvalidValue("names no deputy; list at least one post")
        if self.principal in self.deputies:
            raise InvalidValue(f"'{self.principal}' is the principal and cannot be a deputy of itself; take it out")
        if len(set(self.deputies)) < len(self.deputies):
            raise InvalidValue("names a deputy twice; each stands in the list once")
        if self.first and self.last:
            DateRange(self.first, self.last)

    @checked
    def holds(self, principal: str, day: date, reception: str) -> bool:
        """Whether it speaks of that post, that day and that reception."""
        within = (self.first or date.min) <= day <= (self.last or date.max)
        return self.principal == principal and within and (not self.scope or reception in self.scope)


@attrs.frozen(kw_only=True, field_transformer=typed)
class Attendance:
    """Người có mặt — who is there for a session: a post, perhaps for another one, or nobody and why.

    `on_behalf_of` and `rule` are set where a deputy stands in; `why` says in Vietnamese why nobody is there.
    """

    post: str | None
    on_behalf_of: str | None = None
    rule: DelegationRule | None = None
    ground: Ground | None = None
    why_vi: str = ""
    why_en: str = ""


@checked
def attendance(
    post: str,
    day: date,
    window: TimeWindow,
    absences: Sequence[Absence],
    rules: Sequence[DelegationRule],
    reception: str = "",
    officials: Sequence[Official] = (),
) -> Attendance:
    """Who attends in the window of that day: the post itself, else its first deputy who is there.

    A post that nobody holds that day has nobody to delegate: whoever acts for it is another plan's matter.
    A deputy stands in only on a ground that the delegation names; several absences at once must all be such grounds.
    """
    if vacant(post, day, officials):
        return Attendance(post=None, why_vi="chức vụ đang khuyết", why_en="nobody holds the post")
    grounds = [absence.ground for absence in absences if absence.post == post and absence.covers(day, window)]
    if not grounds:
        return Attendance(post=post)
    rule = next((rule for rule in rules if rule.holds(post, day, reception)), None)
    if rule is None:
        return Attendance(post=None, why_vi="không quy định người thay", why_en="no deputy is provided for")
    for ground in grounds:
        if ground not in rule.grounds:
            vi = f"{ground.vietnamese} không phải lý do được {rule.form.vietnamese}"
            en = f"'{ground.value}' is no ground on which a deputy may stand in"
            return Attendance(post=None, why_vi=vi, why_en=en)
    for deputy in rule.deputies:
        away = any(absence.post == deputy and absence.covers(day, window) for absence in absences)
        if not away and not vacant(deputy, day, officials):
            return Attendance(post=deputy, on_behalf_of=post, rule=rule, ground=grounds[0])
    return Attendance(post=None, why_vi="những người thay đều vắng", why_en="all deputies are away too")
