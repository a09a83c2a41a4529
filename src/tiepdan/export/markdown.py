"""Markdown — an agenda to read, print or post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from ..agenda import Agenda, StandingDuty
from ..arguments import checked
from ..calendars import LunarDate, weekday_name
from ..work import Item, Status


@checked
def agenda_markdown(agenda: Agenda) -> str:
    """The agenda as Markdown in Vietnamese: a table a month, then what gave way, standing duties and findings."""
    return "\n".join(_lines(agenda)) + "\n"


def day_text(day: date) -> str:
    """A day for people, with its weekday and its lunar date.

    >>> day_text(date(2026, 8, 22))
    'Thứ Bảy 22/08/2026 (mùng 10 tháng 7)'
    """
    return f"{weekday_name(day)} {day:%d/%m/%Y} ({LunarDate.from_date(day).monthday})"


def when_text(item: Item) -> str:
    """The day of an item, or the period in which it is to be held on a day yet to be named."""
    if item.date:
        return day_text(item.date)
    return f"{item.period.first:%d/%m/%Y}–{item.period.last:%d/%m/%Y}" if item.period else ""


def who_text(item: Item) -> str:
    """Who does it, and for whom."""
    if item.status is Status.TO_POSTPONE:
        return f"**{item.status.vietnamese}**"
    return f"{item.who} (thay {item.on_behalf_of})" if item.on_behalf_of else str(item.who)


def hours_text(item: Item) -> str:
    """The hours, or that the day is the last one, or not named yet."""
    if item.date is None:
        return "chưa ấn định ngày"
    if item.start and item.end:
        return f"{item.start:%H:%M}–{item.end:%H:%M}" + (" hôm sau" if item.end <= item.start else "")
    if item.start:
        return f"trước {item.start:%H:%M}"
    return "hạn cuối" if item.act_by else "cả ngày"


def _lines(agenda: Agenda) -> Iterator[str]:
    first, last = f"{agenda.period.first:%d/%m/%Y}", f"{agenda.period.last:%d/%m/%Y}"
    sums = agenda.summary
    yield f"# {agenda.plan_name} — {agenda.ward}"
    yield ""
    yield f"Từ {first} đến {last}. Ngày nghỉ theo các quyết định đến {agenda.data_as_of:%d/%m/%Y}."
    yield ""
    yield f"Trực tiếp tiếp: {sums.held}; tiếp thay: {sums.delegated}; phải lùi lịch: {sums.to_postpone};"
    yield f"không tiếp: {sums.excluded}; báo cáo: {sums.reports}; niêm yết: {sums.postings}."
    for month, items in groupby(agenda.items, key=lambda item: f"{item.sort_key[0]:%m/%Y}"):
        yield from ("", f"## Tháng {month}", "")
        yield from table(("Ngày", "Giờ", "Việc", "Người thực hiện", "Nơi"), map(_row, items))
    if agenda.excluded:
        yield from ("", "## Không tiếp", "")
        yield from table(("Ngày", "Lý do"), ((day_text(one.date), one.reason) for one in agenda.excluded))
    if agenda.standing:
        yield from ("", "## Nhiệm vụ thường xuyên", "")
        rows = (
            (
                "; ".join(duty.who),
                _what(duty),
                duty.responsibility or "",
                duty.when or "",
                duty.result or "",
                duty.basis,
            )
            for duty in agenda.standing
        )
        yield from table(("Đơn vị", "Việc", "Trách nhiệm", "Khi nào", "Kết quả", "Căn cứ"), rows)
    if agenda.findings:
        yield from ("", "## Lưu ý", "")
        yield from (f"- {finding.vietnamese}" for finding in agenda.findings)


def _row(item: Item) -> tuple[str, ...]:
    return when_text(item), hours_text(item), _what(item), who_text(item), item.where or ""


def _what(one: Item | StandingDuty) -> str:
    return one.what + (f" → {'; '.join(map(str, one.recipients))}" if one.recipients else "")


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table, whatever its cells hold."""
    yield _line(head)
    yield "|" + " --- |" * len(head)
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(cell.splitlines()).replace("|", "\\|") for cell in cells) + " |"
