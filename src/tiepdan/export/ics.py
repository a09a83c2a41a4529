"""iCalendar — an agenda for calendar programs (RFC 5545). Needs the extra `ics`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..agenda import Agenda
from ..arguments import checked
from ..duty import Duty, Roster
from ..errors import MissingExtra, UnknownName, nearest
from ..spans import DateRange
from ..work import Item, Status
from .markdown import day_text

if TYPE_CHECKING:
    from icalendar import Component, Event, Timezone, Todo

ZONE = "Asia/Ho_Chi_Minh"


def need_icalendar() -> None:
    """Refuse to begin where iCalendar cannot be written in the end.

    Raises:
        MissingExtra: icalendar is not installed.
    """
    try:
        import icalendar  # noqa: F401
    except ImportError:
        raise MissingExtra("iCalendar export", "ics") from None


@checked
def agenda_ics(agenda: Agenda) -> bytes:
    """The agenda as a calendar: sessions at their hours, last days of reports and postings as whole days.

    What has a period and no day is a to-do of that period.

    A UID is the item's id, that is plan, provision and nominal date, so that a session that moved keeps it; the stamp
    is the day up to which the data hold: the same agenda gives the same bytes.

    Raises:
        MissingExtra: icalendar is not installed.
    """
    need_icalendar()
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", "-//tiepdan//agenda//VI")
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", f"{agenda.plan_name} — {agenda.ward}")
    calendar.add_component(_zone())
    stamp = datetime.combine(agenda.data_as_of, time.min, UTC)
    for item in agenda.items:
        if item.date:
            calendar.add_component(_event(item, item.date, stamp))
        elif item.period:
            calendar.add_component(_todo(item, item.period, stamp))
    content: bytes = calendar.to_ical()
    return content


@checked
def roster_ics(roster: Roster, duty: Duty, person: str) -> bytes:
    """What one person does on duty, as a calendar to keep; the same roster gives the same bytes.

    Raises:
        MissingExtra: icalendar is not installed.
        UnknownName: the roster has no such person.
    """
    need_icalendar()
    from icalendar import Calendar, Event

    known = [one.id for one in roster.people]
    if person not in known:
        raise UnknownName(f"the roster has no '{person}'{nearest(person, known)}")
    names = duty.names
    calendar = Calendar()
    calendar.add("PRODID", "-//tiepdan//roster//VI")
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", f"{roster.name} {roster.year}")
    calendar.add_component(_zone())
    zone = ZoneInfo(ZONE)
    for one in roster.of(person):
        event = Event()
        event.add("UID", f"{roster.duty}.{one.position}.{one.shift}.{one.day}.{person}@tiepdan")
        event.add("DTSTAMP", datetime.combine(roster.days.first, time.min, UTC))
        event.add("DTSTART", one.start.astimezone(zone))
        event.add("DTEND", one.end.astimezone(zone))
        event.add("SUMMARY", f"{names[one.position]}: {names[one.shift]}")
        event.add("DESCRIPTION", day_text(one.day) + (f"\nĐường dây nóng: {duty.hotline}" if duty.hotline else ""))
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _zone() -> Timezone:
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("TZID", ZONE)
    standard.add("DTSTART", datetime(1975, 6, 13))  # noqa: DTZ001 - a local time, as the norm has it
    standard.add("TZOFFSETFROM", timedelta(hours=7))
    standard.add("TZOFFSETTO", timedelta(hours=7))
    standard.add("TZNAME", "+07")
    zone.add_component(standard)
    return zone


def _event(item: Item, day: date, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    _describe(event, item, stamp)
    if item.start and item.end:
        zone = ZoneInfo(ZONE)
        end = day if item.start < item.end else day + timedelta(days=1)
        event.add("DTSTART", datetime.combine(day, item.start, zone))
        event.add("DTEND", datetime.combine(end, item.end, zone))
    elif item.start:
        event.add("DTSTART", datetime.combine(day, item.start, ZoneInfo(ZONE)))
    else:
        event.add("DTSTART", day)
        event.add("DTEND", day + timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
    postponed = item.status is Status.TO_POSTPONE
    event.add("SUMMARY", f"[{item.status.vietnamese.upper()}] {item.what}" if postponed else item.what)
    event.add("STATUS", "TENTATIVE" if postponed else "CONFIRMED")
    return event


def _todo(item: Item, period: DateRange, stamp: datetime) -> Todo:
    """What is to be done on some day of a period."""
    from icalendar import Todo

    todo = Todo()
    _describe(todo, item, stamp)
    todo.add("DTSTART", period.first)
    todo.add("DUE", period.last + timedelta(days=1))
    todo.add("SUMMARY", item.what)
    todo.add("STATUS", "NEEDS-ACTION")
    return todo


def _describe(component: Component, item: Item, stamp: datetime) -> None:
    component.add("UID", item.id.replace("/", ".") + "@tiepdan")
    component.add("DTSTAMP", stamp)
    component.add("CATEGORIES", [item.kind])
    if item.where:
        component.add("LOCATION", item.where)
    component.add("DESCRIPTION", "\n".join(_lines(item)))


def _lines(item: Item) -> list[str]:
    who = item.who or "chưa có người tiếp"
    lines = [f"Người thực hiện: {who}" + (f" (thay {item.on_behalf_of})" if item.on_behalf_of else "")]
    if item.act_by and item.act_by != item.date:
        lines.append(f"Làm xong trước hết ngày làm việc {item.act_by:%d/%m/%Y}")
    if item.result:
        lines.append(f"Kết quả: {item.result}")
    if item.recipients:
        lines.append("Nơi nhận: " + "; ".join(map(str, item.recipients)))
    return [*lines, f"Căn cứ: {item.basis}", f"Độ chắc chắn: {item.certainty.vietnamese}"]
