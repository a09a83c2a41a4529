"""Đối thoại — conferences between the authority and the people: when, in what order, with whom, and what follows."""

from .conference import (
    Busy,
    Conference,
    ConferenceTask,
    FixedDay,
    Phase,
    Seat,
    Shortfall,
    Step,
    shortfalls,
)
from .expansion import expand as expand
from .opinions import HeldConference, Opinion, VotersRequest, dialogue_findings, opinion_findings
from .proposals import Proposal, propose_days

__all__ = [
    "Busy",
    "Conference",
    "ConferenceTask",
    "FixedDay",
    "HeldConference",
    "Opinion",
    "Phase",
    "Proposal",
    "Seat",
    "Shortfall",
    "Step",
    "VotersRequest",
    "dialogue_findings",
    "opinion_findings",
    "propose_days",
    "shortfalls",
]
