"""iCalendar — an agenda for calendar programs (RFC 5545). Needs the extra `ics`."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..agenda import Agenda
from ..errors import MissingExtra
from ..work import Item, Status

if TYPE_CHECKING:
    from icalendar import Event, Timezone

ZONE = "Asia/Ho_Chi_Minh"


def agenda_ics(agenda: Agenda) -> bytes:
    """The agenda as a calendar: sessions at their hours, last days of reports and postings as whole days.

    A UID is the item's id, that is plan, provision and nominal date, so that a session that moved keeps it; the stamp
    is the day up to which the data hold: the same agenda gives the same bytes.

    Raises:
        MissingExtra: icalendar is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingExtra("iCalendar export", "ics") from None
    calendar = Calendar()
    calendar.add("PRODID", "-//tiepdan//agenda//VI")
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", f"{agenda.plan_name} — {agenda.ward}")
    calendar.add_component(_zone())
    stamp = datetime.combine(agenda.data_as_of, time.min, UTC)
    for item in agenda.items:
        if item.date:
            calendar.add_component(_event(item, stamp))
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


def _event(item: Item, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("UID", item.id.replace("/", ".") + "@tiepdan")
    event.add("DTSTAMP", stamp)
    assert item.date
    if item.start and item.end:
        zone = ZoneInfo(ZONE)
        event.add("DTSTART", datetime.combine(item.date, item.start, zone))
        event.add("DTEND", datetime.combine(item.date, item.end, zone))
    else:
        event.add("DTSTART", item.date)
        event.add("DTEND", item.date + timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
    postponed = item.status is Status.TO_POSTPONE
    event.add("SUMMARY", f"[{item.status.vietnamese.upper()}] {item.what}" if postponed else item.what)
    event.add("STATUS", "TENTATIVE" if postponed else "CONFIRMED")
    event.add("CATEGORIES", [item.kind])
    if item.where:
        event.add("LOCATION", item.where)
    event.add("DESCRIPTION", "\n".join(_lines(item)))
    return event


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
