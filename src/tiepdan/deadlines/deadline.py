"""Thời hạn đã tính — the legal day, what it means, and on demand every step that led to it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ..calendars import weekday_name
from ..certainty import Certainty, Doubt
from ..errors import OtherData
from ..law import Citation, Meaning, Version
from .count import Count, Step, Trace
from .question import Outline, Question


class Deadline:
    """Thời hạn — the legal day of a rule for an event.

    `due` is the legal day; `meaning` says of what: do it by then, a minimum period ends, it takes effect. `act_by` is
    the last working day not after `due` where something is to be done by then, else None. `rule` and `version` are
    None for a bare limit. `citations`, `certainty`, `doubts`, `steps` and `explain()` are worked out when asked for.

    One is pickled as its answer and what was asked, with the fingerprints of law and calendar: in another process it is
    explained by the data that are there, if they are the same.

    >>> from tiepdan import WorkCalendar, compute_deadline
    >>> deadline = compute_deadline("reception.schedule.posting", date(2026, 11, 27), calendar=WorkCalendar.vietnam())
    >>> deadline.due, deadline.certainty
    (datetime.date(2026, 11, 19), <Certainty.SETTLED: 'settled'>)
    >>> print(deadline.explain())
    Niêm yết lịch tiếp công dân: ngày cuối cùng Thứ Năm, 19/11/2026 (chắc chắn)
      1. Sự kiện: ngày tiếp công dân, Thứ Sáu, 27/11/2026
      2. Quy tắc: ít nhất 5 ngày làm việc trước; phiên bản từ 01/07/2014 [khoản 4 Điều 24 Luật số 42/2013/QH13]
      3. Không tính ngày xảy ra sự kiện; đếm ngược từ 26/11/2026 [Điều 147 Bộ luật số 91/2015/QH13]
      4. 24/11/2026 (Thứ Ba) là ngày nghỉ: nghỉ lễ, tết, Ngày Văn hóa Việt Nam [Điều 2 Nghị quyết số 28/2026/QH16]
      5. 22/11/2026 (Chủ nhật) là ngày nghỉ: nghỉ hằng tuần
      6. 21/11/2026 (Thứ Bảy) là ngày nghỉ: nghỉ hằng tuần
      7. Ngày làm việc thứ 5: Thứ Năm, 19/11/2026
    """

    __record__: ClassVar[tuple[str, ...]] = (
        "rule", "event", "due", "act_by", "meaning", "version", "citations", "certainty", "doubts", "steps"
    )  # fmt: skip

    __slots__ = ("_act_by", "_count", "_due", "_event", "_trace")

    def __init__(self, event: date, due: date, act_by: date | None, count: Count | Question) -> None:
        # No setters, and plain private slots: a frozen value would take as long to build as all of the count.
        self._event = event
        self._due = due
        self._act_by = act_by
        self._count = count
        self._trace: Trace | None = None

    @property
    def rule(self) -> str | None:
        """The id of the rule; None for a bare limit."""
        return self._outline().rule

    @property
    def event(self) -> date:
        """The day it was counted from, or back from."""
        return self._event

    @property
    def due(self) -> date:
        """The legal day."""
        return self._due

    @property
    def act_by(self) -> date | None:
        """The last working day not after `due`, where something is to be done by then."""
        return self._act_by

    @property
    def meaning(self) -> Meaning:
        """What `due` is the day of."""
        return self._outline().limit.meaning

    @property
    def version(self) -> Version | None:
        """The version of the rule that was in force; None for a bare limit."""
        return self._outline().version

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the count, in order, each with the text it stands on.

        Raises:
            OtherData: it comes from elsewhere, and law or decisions are others there; as all that tells reasons does.
        """
        return self._told().steps

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The texts that the answer stands on: the rule's first, then those of its steps, each once."""
        of_rule = self.version.citations if self.version else ()
        return tuple(dict.fromkeys([*of_rule, *(step.citation for step in self.steps if step.citation)]))

    @property
    def certainty(self) -> Certainty:
        """How sure the answer is: its weakest part wins."""
        return self._told().certainty

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not sure about the answer, in words."""
        return self._told().doubts

    def explain(self) -> str:
        """The answer with its steps and doubts, in Vietnamese, a line each."""
        _, _, rule, _, limit, _, _ = self._counted()
        day = f"{weekday_name(self._due)}, {self._due:%d/%m/%Y}"
        title = rule.title_vi if rule else str(limit)
        lines = [f"{title}: {self.meaning.vietnamese} {day} ({self.certainty.vietnamese})"]
        for number, step in enumerate(self.steps, 1):
            lines.append(f"  {number}. {step.text}" + (f" [{step.citation}]" if step.citation else ""))
        return "\n".join([*lines, *(f"  Chưa rõ: {doubt.vi}" for doubt in self.doubts)])

    def _told(self) -> Trace:
        if self._trace is None:
            from .steps import trace

            self._trace = trace(self._event, self._due, self._act_by, self._counted())
        return self._trace

    def _counted(self) -> Count:
        """What it was counted with; one that came from elsewhere is counted again."""
        if isinstance(self._count, Question):
            again = self._count.deadline()
            if again != self:
                raise OtherData(f"this deadline was counted otherwise than it is here: {self!r}, here {again!r}")
            self._count = again._counted()
        return self._count

    def _outline(self) -> Outline:
        if isinstance(self._count, Question):
            return self._count.outline
        _, _, rule, version, limit, _, _ = self._count
        return Outline(rule.id if rule else None, version, limit)

    def _key(self) -> tuple[object, ...]:
        rule, version, limit = self._outline()
        return rule, self._event, self._due, self._act_by, version, limit

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Deadline) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.rule, self._event, self._due))

    def __reduce__(self) -> tuple[type[Deadline], tuple[date, date, date | None, Question]]:
        question = self._count if isinstance(self._count, Question) else Question.of(self._event, self._count)
        return Deadline, (self._event, self._due, self._act_by, question)

    def __copy__(self) -> Deadline:
        return self

    def __deepcopy__(self, memo: object) -> Deadline:
        return self

    def __repr__(self) -> str:
        act_by = f", act_by={self._act_by}" if self._act_by else ""
        rule, _, limit = self._outline()
        return f"<Deadline {rule or limit}: {self._event} → {limit.meaning.value} {self._due}{act_by}>"
