"""Triển khai hội nghị — a conference, its notice, its tasks and what follows it, as items of an agenda.

Everything is counted from the day fixed for the conference: one that moves takes all of it along, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

import attrs

from ..arguments import checked
from ..certainty import Doubt
from ..deadlines import Deadline, compute_deadline, phrases
from ..errors import OutsideCoverage
from ..frozen import FrozenDict
from ..law import Finding, Severity, TimeLimit, Wording
from ..spans import DateRange, TimeWindow
from ..work import Context, Expansion, Item, Recipient
from .conference import (
    INVITING,
    NOTICE,
    NOTIFYING,
    PUBLICATION,
    PUBLISHING,
    Busy,
    Conference,
    ConferenceTask,
    FixedDay,
    Phase,
    quarter_name,
)

WORDS: Mapping[str, tuple[Severity, str, str]] = FrozenDict({
    "before-plan": (
        Severity.ERROR, "Việc có hạn {day}, trước ngày kế hoạch có hiệu lực {first}",
        "it was due on {day}, before the plan takes effect on {first}",
    ),
    "busy": (
        Severity.WARNING, "Hội nghị ngày {day} trùng giờ với: {what}", "the conference of {day} falls into: {what}"
    ),
    "day-off": (
        Severity.WARNING, "Hội nghị ấn định vào ngày nghỉ {day}", "the conference is fixed for {day}, a day off"
    ),
    "no-day": (
        Severity.INFO, "Chưa ấn định ngày: {count} việc trước, trong và sau hội nghị chưa có ngày",
        "its day is not fixed: {count} tasks before, during and after it have none",
    ),
    "publication.none": (
        Severity.INFO, "Luật khi đó chưa ấn định hạn công bố kết quả đối thoại",
        "the law then set no time for publishing the results",
    ),
    "uncounted": (
        Severity.WARNING, "Không tính được ngày: ngoài phạm vi dữ liệu", "it has no day: it leaves what the data cover"
    ),
})  # fmt: skip

say: Wording = Wording("dialogue", WORDS)

_INVITED = Doubt(
    "Kế hoạch không ấn định ngày mời hộ dân; ở đây là hạn thông báo theo luật",
    "the plan names no day for the invitations; here it is the last one for the notice by law",
)
_BEFORE = Doubt(
    "Kế hoạch ghi trước hội nghị, không ấn định ngày; ở đây là ngày liền trước",
    "the plan says before the conference and names no day; here it is the day before",
)
_UNSAID = Doubt(
    "Kế hoạch không ghi làm khi nào; ở đây là ngày liền trước hội nghị",
    "the plan does not say when; here it is the day before the conference",
)
_THROUGHOUT = Doubt(
    "Kế hoạch ghi trước, trong và sau hội nghị, không ấn định ngày; ở đây là ngày hội nghị",
    "the plan says before, during and after the conference and names no day; here it is its day",
)
_AFTER = Doubt(
    "Kế hoạch ghi sau hội nghị, không ấn định hạn; ở đây đến hạn công bố kết quả theo luật",
    "the plan says after the conference and names no day; here it is until the results are due by law",
)
_AFTER_WITHOUT_LAW = Doubt(
    "Kế hoạch ghi sau hội nghị, không ấn định hạn, luật cũng vậy; ở đây đến hết quý",
    "the plan says after the conference and names no day, nor does the law; here it is until the quarter ends",
)


@checked
def expand(conference: Conference, context: Context, names: Mapping[str, str], busy: Iterable[Busy] = ()) -> Expansion:
    """What a conference comes to on the days asked for.

    What hangs on a conference held while the plan is in force is chosen by its own day, even after the plan has ended;
    a conference whose day is not fixed by the last day of its quarter on which the plan is in force.

    Args:
        conference: the plan's provision.
        context: the plan and the days asked for.
        names: the names of the plan's units and posts, by id.
        busy: the hours that are taken on the days asked for.
    """
    items = [*_some_day(conference, context, names)]
    findings = [say("no-day", item.id, count=len(conference.task)) for item in items if conference.task]
    for fixed in sorted(conference.fixed, key=lambda one: one.day):
        if fixed.day in context.valid:
            told = _Held(conference, context, names, fixed).expansion(busy)
            in_time = [item for item in told.items if _day(item) in context.period]
            items += in_time
            findings += told.findings if in_time else ()
    return Expansion(items=tuple(items), findings=tuple(findings))


def _day(item: Item) -> date:
    return item.date or (item.period.last if item.period else date.max)


def _some_day(conference: Conference, context: Context, names: Mapping[str, str]) -> Iterator[Item]:
    """The conferences whose day is yet to be named, each in what the plan has of its quarter."""
    asked = context.period.intersection(context.valid)
    years = range(asked.first.year, asked.last.year + 1) if asked else ()
    for year in years:
        for quarter in conference.quarters:
            period = DateRange.quarter(year, quarter).intersection(context.valid)
            if period and period.last in context.period and conference.fixed_for(year, quarter) is None:
                yield attrs.evolve(_meeting(conference, context, names, year, quarter), period=period)


def _meeting(conference: Conference, context: Context, names: Mapping[str, str], year: int, quarter: int) -> Item:
    """The conference of a quarter, as yet without its day."""
    cited = context.cite(conference.clause)
    return Item(
        id=f"{context.plan_id}/{conference.id}/{year}-Q{quarter}",
        kind="dialogue",
        who=", ".join(names[name] for name in conference.presiding),
        what=f"{conference.name}, {quarter_name(quarter)}/{year}",
        where=" hoặc ".join(conference.venues),
        result="; ".join(step.what for step in conference.programme) or None,
        basis=str(cited),
        certainty=context.certainty,
        doubts=context.doubts,
        citations=(cited,),
    )


class _Held:
    """A conference on the day fixed for it."""

    def __init__(self, conference: Conference, context: Context, names: Mapping[str, str], fixed: FixedDay) -> None:
        self._conference, self._context, self._names, self._fixed = conference, context, names, fixed
        self._day = context.calendar.day(fixed.day)
        meeting = _meeting(conference, context, names, fixed.day.year, fixed.quarter)
        meeting = attrs.evolve(meeting, date=fixed.day, start=fixed.from_, end=fixed.to)
        self._meeting = attrs.evolve(meeting, where=fixed.venue or meeting.where).resting_on(self._day)

    def expansion(self, busy: Iterable[Busy]) -> Expansion:
        items, findings = [self._meeting], [*self._about_its_day(busy)]
        for part, make in self._parts():
            try:
                item = make()
            except OutsideCoverage:
                findings.append(say("uncounted", f"{self._meeting.id}/{part}"))
                continue
            if item:
                items.append(item)
                first = self._context.valid.first
                if item.date and item.date < first:
                    findings.append(say("before-plan", item.id, day=item.date, first=first))
        return Expansion(items=tuple(items), findings=tuple(findings))

    def _about_its_day(self, busy: Iterable[Busy]) -> Iterator[Finding]:
        fixed, at = self._fixed, self._meeting.id
        if not self._day.working:
            yield say("day-off", at, day=fixed.day)
        window = TimeWindow(fixed.from_, fixed.to)
        for one in busy:
            if one.day == fixed.day and window.overlaps(one.window):
                yield say("busy", at, day=fixed.day, what=one.what)
        if not self._context.law[PUBLICATION].at(fixed.day):
            yield say("publication.none", at)

    def _parts(self) -> Iterator[tuple[str, Callable[[], Item | None]]]:
        """What hangs on the conference: the id of each, and what makes it where there is something to do."""
        yield NOTIFYING, self._notice
        if self._conference.households:
            yield INVITING, self._invitation
        for task in self._conference.task:
            yield task.id, partial(self._task, task)
        yield PUBLISHING, self._publication

    def _notice(self) -> Item | None:
        chair = self._meeting.who or ""
        item = self._by_law(NOTIFYING, chair, f"Thông báo: {self._meeting.what}", NOTICE)
        told = (*self._conference.invited, *self._conference.attending)
        return attrs.evolve(item, recipients=tuple(Recipient(name=name) for name in told)) if item else None

    def _invitation(self) -> Item | None:
        who = ", ".join(self._conference.groups) or "Mỗi khóm, thôn, tổ dân phố"
        what = f"Mời hộ dân, mỗi nơi ít nhất {self._conference.households} hộ: {self._meeting.what}"
        item = self._by_law(INVITING, who, what, NOTICE)
        return item.inferred(_INVITED) if item else None

    def _publication(self) -> Item | None:
        chair = self._meeting.who or ""
        return self._by_law(PUBLISHING, chair, f"Công bố, niêm yết kết quả: {self._meeting.what}", PUBLICATION)

    def _by_law(self, part: str, who: str, what: str, rule: str) -> Item | None:
        """What the law sets a time for, where it did on the day of the conference."""
        if (deadline := self._deadline_of(rule)) is None:
            return None
        item = self._item(part, who, what, self._conference.clause)
        basis = f"{item.basis}; {deadline.citations[0]}" if deadline.citations else item.basis
        item = attrs.evolve(item, basis=basis, citations=(*item.citations, *deadline.citations))
        return _due(item, deadline)

    def _task(self, task: ConferenceTask) -> Item:
        who = ", ".join(self._names[name] for name in task.who)
        item = attrs.evolve(self._item(task.id, who, task.what, task.clause), result=task.result)
        if task.length is not None:
            limit = phrases.at_least_before if task.phase is Phase.BEFORE else phrases.within
            return _due(item, self._deadline(limit(task.length)))
        if task.phase in (Phase.BEFORE, None):
            doubt = _BEFORE if task.phase else _UNSAID
            return _due(item, self._deadline(phrases.before())).inferred(doubt)
        if task.phase is Phase.AFTER:
            return self._afterwards(item)
        item = attrs.evolve(item, date=self._fixed.day).resting_on(self._day)
        if task.phase is Phase.THROUGHOUT:
            return item.inferred(_THROUGHOUT)
        return attrs.evolve(item, start=self._fixed.from_, end=self._fixed.to)

    def _afterwards(self, item: Item) -> Item:
        """A task after the conference whose last day nothing names."""
        first = self._fixed.day
        if publication := self._deadline_of(PUBLICATION):
            item = attrs.evolve(item, period=DateRange(first, publication.due)).resting_on(publication)
            return item.inferred(_AFTER)
        quarter = DateRange.quarter(first.year, self._fixed.quarter)
        return attrs.evolve(item, period=DateRange(first, quarter.last)).inferred(_AFTER_WITHOUT_LAW)

    def _item(self, part: str, who: str, what: str, clause: str) -> Item:
        cited = self._context.cite(clause)
        return Item(
            id=f"{self._meeting.id}/{part}",
            kind="dialogue-task",
            who=who,
            what=what,
            basis=str(cited),
            certainty=self._context.certainty,
            doubts=self._context.doubts,
            citations=(cited,),
        )

    def _deadline_of(self, rule: str) -> Deadline | None:
        """The last day by a rule of the law, where it had one on the day of the conference."""
        return self._deadline(rule) if self._context.law[rule].at(self._fixed.day) else None

    def _deadline(self, rule: str | TimeLimit) -> Deadline:
        return compute_deadline(rule, self._fixed.day, calendar=self._context.calendar, law=self._context.law)


def _due(item: Item, deadline: Deadline) -> Item:
    return attrs.evolve(item, date=deadline.due, act_by=deadline.act_by).resting_on(deadline)
