"""Các bước tính — why a deadline falls on its day: told from what it was counted with, only when asked for."""

from __future__ import annotations

from datetime import date, timedelta

from ..calendars import Day, DayKind, weekday_name
from ..certainty import Certainty, Doubt
from ..durations import duration
from ..law import VARIANTS, Citation, Direction, Meaning, Version
from .count import Count, Step, Trace

_DAY = timedelta(days=1)


def trace(event: date, due: date, act_by: date | None, count: Count) -> Trace:
    """The steps that lead from an event to its last day, and how sure they are."""
    told = _Teller(event, due, act_by, count)
    return Trace(tuple(told.steps), told.certainty, tuple(told.doubts))


class _Teller:
    """Goes through a count once more, step by step, and weighs what it rests on."""

    def __init__(self, event: date, due: date, act_by: date | None, count: Count) -> None:
        self._event, self._due, self._act_by = event, due, act_by
        self._law, self._calendar, self._rule, self._version, self._limit, self._last, self._asked = count
        self._before = self._limit.direction is Direction.BEFORE
        self._amount = self._asked.amount if self._asked else self._limit.amount
        self.steps: list[Step] = []
        self.certainty = Certainty.SETTLED
        self.doubts: dict[Doubt, None] = {}
        self._what_happened()
        self._what_holds()
        if self._limit.unit == "hour":
            self._add(f"Tính theo giờ: trong ngày {full(self._due)}", self._due)
            return
        self._start()
        self._suspensions()
        if self._limit.unit == "working-day":
            self._working_days()
        else:
            self._calendar_days()
        self._rolled_forward()
        self._rolled_backward()

    def _add(self, text: str, day: date | None = None, citation: Citation | None = None) -> None:
        self.steps.append(Step(text, day, citation))

    def _weigh(self, certainty: Certainty, doubts: tuple[Doubt, ...] = ()) -> None:
        self.certainty = min(self.certainty, certainty)
        self.doubts.update(dict.fromkeys(doubts))

    def _rest_on(self, version: Version) -> Citation:
        self._weigh(version.certainty, version.doubts)
        return version.citations[0]

    def _convention(self, rule_id: str) -> Citation:
        return self._rest_on(self._law.on(rule_id, self._event))

    def _look_at(self, day: date) -> Day:
        known = self._calendar.day(day)
        self._weigh(known.certainty, known.doubts)
        return known

    def _pass_over(self, day: date) -> None:
        """Weigh a day that lies in the count, and tell of it where it is not as its weekday would have it."""
        known = self._look_at(day)
        names = ", ".join((known.kind.vietnamese, *known.names))
        cited = known.citations[0] if known.citations else None
        source = f", {known.decision or known.local}" if known.decision or known.local else ""
        if not known.working:
            self._add(f"{short(day)} là ngày nghỉ: {names}{source}", day, cited)
        elif known.kind is DayKind.MAKE_UP:
            self._add(f"{short(day)} là ngày làm việc: {names}{source}", day, cited)

    def _what_happened(self) -> None:
        event, lunar = self._event, self._asked.lunar if self._asked else None
        if lunar:
            self._add(f"{lunar} là {full(event)}", event)
            self._weigh(lunar.certainty)
        name = self._rule.event if self._rule and self._rule.event else "ngày được tính"
        self._add(f"Sự kiện: {name}, {full(event)}", event)

    def _what_holds(self) -> None:
        version, asked = self._version, self._asked
        if version:
            picked = f" (chọn theo ngày {asked.version_on:%d/%m/%Y})" if asked and asked.version_on else ""
            words = f"Quy tắc: {version.value}; phiên bản từ {version.valid_from:%d/%m/%Y}{picked}"
            self._add(words, None, self._rest_on(version))
            if version.transition:
                self._add(f"Chuyển tiếp: {version.transition.vi}", None, version.transition.citation)
        else:
            self._add(f"Quy tắc: {self._limit}")
        if asked and asked.variant:
            amount = duration(self._limit.variants[asked.variant], self._limit.unit)
            self._add(f"Trường hợp {VARIANTS[asked.variant]}: {amount}")
        if asked and asked.extensions:
            total = duration(asked.amount, self._limit.unit)
            self._add(f"Gia hạn {asked.extensions} lần: tổng cộng {total}, tính từ đầu")

    def _start(self) -> None:
        event = self._event
        first = event - _DAY if self._before else event + _DAY
        way = "đếm ngược từ" if self._before else "ngày thứ nhất là"
        if self._amount:
            words = f"Không tính ngày xảy ra sự kiện; {way} {first:%d/%m/%Y}"
            self._add(words, first, self._convention("counting.start"))

    def _suspensions(self) -> None:
        asked = self._asked
        for start, resumed in asked.suspended if asked else ():
            words = f"Tạm đình chỉ từ {start:%d/%m/%Y}, tiếp tục từ {resumed:%d/%m/%Y}"
            parts = [span for span in asked.out if start <= span.first < resumed] if asked else []
            for span in parts:
                days = (span.last - span.first).days + 1
                since = f", chỉ trừ từ {span.first:%d/%m/%Y}" if span.first != start else ""
                self._add(f"{words}: {days} ngày không tính{since}", span.first, self._rest_on(span.version))
            if start > self._last:
                self._add(f"{words}: sau khi thời hạn đã đủ, không làm thay đổi ngày cuối", start)
            elif resumed - _DAY <= self._event:
                self._add(f"{words}: trước khi thời hạn bắt đầu, không làm thay đổi ngày cuối", start)
            elif not parts:
                self._add(f"{words}: luật khi đó chưa cho trừ, vẫn tính", start)

    def _working_days(self) -> None:
        effective = self._limit.meaning is Meaning.EFFECTIVE and not self._before
        reached = self._last - _DAY if effective else self._last
        low, high = sorted((self._event, reached))
        between = [low + n * _DAY for n in range(1, (high - low).days)]
        out = self._asked.out if self._asked else ()
        for day in reversed(between) if self._before else between:
            if not any(span.first <= day <= span.last for span in out):
                self._pass_over(day)
        self._look_at(reached)
        self._add(f"Ngày làm việc thứ {self._amount}: {full(reached)}", reached)
        if effective:
            self._add(f"Có hiệu lực sau ngày đó: {full(self._last)}", self._last)

    def _calendar_days(self) -> None:
        limit, last = self._limit, self._last
        effective = limit.meaning is Meaning.EFFECTIVE and not self._before
        reached = last - _DAY if effective else last
        amount = duration(self._amount, limit.unit)
        words = "Chính ngày đó" if not self._amount else f"Trước {amount}" if self._before else f"Đủ {amount}"
        if limit.unit in ("month", "year") and reached.day != self._event.day:
            citation = self._convention("counting.month-end")
            self._add(f"{words}: {full(reached)}, tháng không có ngày tương ứng", reached, citation)
        else:
            self._add(f"{words}: {full(reached)}", reached)
        if effective:
            self._add(f"Có hiệu lực sau ngày đó: {full(last)}", last)
        if limit.meaning is Meaning.LATEST:
            self._look_at(last)

    def _rolled_forward(self) -> None:
        due = self._due
        if due == self._last:
            return
        for n in range((due - self._last).days):
            self._pass_over(self._last + n * _DAY)
        self._look_at(due)
        citation = self._convention("counting.last-day-off")
        self._add(f"Ngày cuối là ngày nghỉ: chuyển sang ngày làm việc tiếp theo, {full(due)}", due, citation)

    def _rolled_backward(self) -> None:
        due, act_by = self._due, self._act_by
        if act_by is None or act_by == due:
            return
        for n in range((due - act_by).days):
            self._pass_over(due - n * _DAY)
        self._look_at(act_by)
        self._add(f"Không chuyển về sau; ngày làm việc cuối cùng trước đó: {full(act_by)}", act_by)


def full(day: date) -> str:
    """The day in words: `Thứ Năm, 19/11/2026`."""
    return f"{weekday_name(day)}, {day:%d/%m/%Y}"


def short(day: date) -> str:
    """The day with its weekday behind it: `24/11/2026 (Thứ Ba)`."""
    return f"{day:%d/%m/%Y} ({weekday_name(day)})"
