"""Lịch công tác — what happens in a period: every provision of a plan, dated and explained."""

from .agenda import Agenda, Difference, StandingDuty, Summary
from .expansion import expand

__all__ = ["Agenda", "Difference", "StandingDuty", "Summary", "expand"]
