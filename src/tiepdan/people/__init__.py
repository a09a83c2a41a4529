"""Con người — who holds which post, who is away, and who stands in."""

from .absences import Absence, Ground, load_absences
from .citizens import Citizen
from .delegation import Attendance, DelegationRule, LegalForm, attendance
from .posts import Official, Post, Unit, vacant

__all__ = [
    "Absence",
    "Attendance",
    "Citizen",
    "DelegationRule",
    "Ground",
    "LegalForm",
    "Official",
    "Post",
    "Unit",
    "attendance",
    "load_absences",
    "vacant",
]
