"""Triển khai hội nghị — a conference, its notice, its tasks and what follows it, as items of an agenda.

Everything is counted from the day fixed for the conference: one that moves takes all of it along, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from ..deadlines import Deadline, compute_deadline, phrases
from ..durations import duration
from ..errors import OutsideCoverage
from ..law import Finding, Severity
from ..spans import DateRange
from ..work import Context, Expansion, Item
from .conference import NOTICE, PUBLICATION, Conference, ConferenceTask, FixedDay, Phase, quarter_name


def expand(conference: Conference, context: Context, names: Mapping[str, str]) -> Expansion:
    """What a conference comes to on the days asked for.

    Args:
        conference: the plan's provision.
        context: the plan and the days asked for.
        names: the names of the plan's units and posts, by id.

    Raises:
        OutsideCoverage: the calendar does not cover the days.
    """
    asked = context.period.intersection(context.valid)
    if asked is None:
        return Expansion()
    items: list[Item] = []
    findings: list[Finding] = []
    for year in range(asked.first.year, asked.last.year + 1):
        for quarter in conference.quarters:
            if DateRange.quarter(year, quarter).overlaps(context.valid):
                one = _One(conference, context, names, year, quarter)
                in_time = [item for item in one.items() if _day(item) in asked]
                items += in_time
                findings += one.findings() if in_time else ()
    return Expansion(items=tuple(items), findings=tuple(findings))


def _day(item: Item) -> date:
    return item.date or (item.period.last if item.period else date.max)


class _One:
    """The conference of one quarter."""

    def __init__(
        self, conference: Conference, context: Context, names: Mapping[str, str], year: int, quarter: int
    ) -> None:
        self._conference, self._context, self._names = conference, context, names
        self._id = f"{context.plan_id}/{conference.id}/{year}-Q{quarter}"
        self._called = f"{conference.name}, {quarter_name(quarter)}/{year}"
        self._quarter = DateRange.quarter(year, quarter)
        self._fixed = conference.fixed_for(year, quarter)

    def items(self) -> Iterator[Item]:
        if self._fixed is None:
            yield self._meeting(None)
            return
        yield self._meeting(self._fixed)
        notice = self._deadline(NOTICE)
        if notice:
            yield self._due("thong-bao", f"Thông báo: {self._called}", self._chair(), notice)
        if self._conference.households and notice:
            invited = f"mỗi khóm, tổ dân phố ít nhất {self._conference.households} hộ"
            yield self._due("moi-ho", f"Mời hộ dân, {invited}: {self._called}", self._chair(), notice)
        for task in self._conference.task:
            yield self._task(task, self._fixed)
        if publication := self._deadline(PUBLICATION):
            yield self._due("cong-bo", f"Công bố, niêm yết kết quả: {self._called}", self._chair(), publication)

    def findings(self) -> Iterator[Finding]:
        if self._fixed is None:
            return
        first = self._context.valid.first
        for item in self.items():
            if item.date and item.date < first:
                vi = f"Việc có hạn {item.date:%d/%m/%Y}, trước ngày kế hoạch có hiệu lực {first:%d/%m/%Y}"
                en = f"it was due on {item.date}, before the plan takes effect on {first}"
                yield Finding(
                    severity=Severity.ERROR, code="dialogue.before-plan", message_vi=vi, message_en=en, where=item.id
                )
        if self._deadline(PUBLICATION) is None:
            vi = "Luật khi đó chưa ấn định hạn công bố kết quả đối thoại"
            en = "the law then set no time for publishing the results"
            yield Finding(
                severity=Severity.INFO, code="dialogue.publication.none", message_vi=vi, message_en=en, where=self._id
            )

    def _chair(self) -> str:
        return ", ".join(self._names[name] for name in self._conference.presiding)

    def _deadline(self, rule: str) -> Deadline | None:
        """The last day by a rule of the law, where it had one on the day of the conference."""
        assert self._fixed
        if not self._context.law[rule].at(self._fixed.day):
            return None
        return compute_deadline(rule, self._fixed.day, calendar=self._context.calendar, law=self._context.law)

    def _item(self, part: str | None, kind: str, who: str, what: str, clause: str) -> Item:
        cited = self._context.cite(clause)
        return Item(
            id=f"{self._id}/{part}" if part else self._id,
            kind=kind,
            who=who,
            what=what,
            basis=str(cited),
            certainty=self._context.certainty,
            doubts=self._context.doubts,
            citations=(cited,),
        )

    def _meeting(self, fixed: FixedDay | None) -> Item:
        conference = self._conference
        steps = "; ".join(step.what for step in conference.programme)
        item = self._item(None, "dialogue", self._chair(), self._called, conference.clause)
        item = attrs.evolve(item, where=" hoặc ".join(conference.venues), result=steps or None)
        if fixed is None:
            return attrs.evolve(item, period=self._quarter)
        day = self._context.calendar.day(fixed.day)
        return attrs.evolve(
            item,
            date=fixed.day,
            start=fixed.from_,
            end=fixed.to,
            where=fixed.venue or item.where,
            certainty=min(item.certainty, day.certainty),
            doubts=(*item.doubts, *day.doubts),
        )

    def _due(self, part: str, what: str, who: str, deadline: Deadline) -> Item:
        item = self._item(part, "dialogue-task", who, what, self._conference.clause)
        basis = f"{item.basis}; {deadline.citations[0]}" if deadline.citations else item.basis
        return attrs.evolve(
            item,
            date=deadline.due,
            act_by=deadline.act_by,
            basis=basis,
            certainty=min(item.certainty, deadline.certainty),
            doubts=(*item.doubts, *deadline.doubts),
            citations=(*item.citations, *deadline.citations),
        )

    def _task(self, task: ConferenceTask, fixed: FixedDay) -> Item:
        who = ", ".join(self._names[name] for name in task.who)
        item = self._item(task.id, "dialogue-task", who, task.what, task.clause)
        item = attrs.evolve(item, result=task.result)
        if task.phase is Phase.DURING:
            return attrs.evolve(item, date=fixed.day, start=fixed.from_, end=fixed.to)
        if task.phase is Phase.BEFORE or task.amount is not None:
            deadline = self._of_task(task, fixed)
            return attrs.evolve(
                item,
                date=deadline.due,
                act_by=deadline.act_by,
                certainty=min(item.certainty, deadline.certainty),
                doubts=(*item.doubts, *deadline.doubts),
            )
        first = fixed.day
        if task.phase is Phase.THROUGHOUT and (notice := self._deadline(NOTICE)):
            first = notice.due
        return attrs.evolve(item, period=DateRange(first, self._closed(fixed)))

    def _of_task(self, task: ConferenceTask, fixed: FixedDay) -> Deadline:
        """Strictly before the conference where the plan says no more."""
        phrase = phrases.before()
        if task.amount is not None:
            length = duration(task.amount, task.unit)
            phrase = phrases.at_least_before(length) if task.phase is Phase.BEFORE else phrases.within(length)
        return compute_deadline(phrase, fixed.day, calendar=self._context.calendar, law=self._context.law)

    def _closed(self, fixed: FixedDay) -> date:
        """The day on which all is done: the results are out, or, where no time is set, the quarter ends."""
        try:
            publication = self._deadline(PUBLICATION)
        except OutsideCoverage:
            publication = None
        return publication.due if publication else max(fixed.day, self._quarter.last)
