"""The day as of which the tests' answers stand: what is decided, or becomes law, later turns none of them red."""

from __future__ import annotations

from datetime import date

from tiepdan import WorkCalendar
from tiepdan.plans import Profiles

KNOWN_ON = date(2026, 11, 20)
CALENDAR = WorkCalendar.vietnam(known_on=KNOWN_ON)
LAW = CALENDAR.law
PROFILES = Profiles(tuple(one for one in Profiles.vietnam().profile if one.id in ("statute", "dong-nai")))
"""The shipped profiles of which answers tell; another province's may be added without a word to the tests here."""
