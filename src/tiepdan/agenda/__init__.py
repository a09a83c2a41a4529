"""Lịch công tác — what a plan comes to in a period: dated items, standing duties, reports that fall due."""

from .agenda import Agenda, Difference, StandingDuty, Summary
from .busy import busy
from .expansion import due_reports, expand

__all__ = ["Agenda", "Difference", "StandingDuty", "Summary", "busy", "due_reports", "expand"]
