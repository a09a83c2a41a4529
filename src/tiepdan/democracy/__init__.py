"""Dân chủ ở cơ sở — what the people are told, decide and are asked, and who watches on their behalf."""

from .boards import Board, BoardKind, BoardPlan, Recommendation, board_findings
from .consulting import Consultation, consultation_findings
from .deciding import Outcome, Vote, VoteDeadlines, Voting, decide, initiative_carries, vote_deadlines
from .disclosure import Disclosure, Form, Shown, disclosure_findings, list_findings

__all__ = [
    "Board",
    "BoardKind",
    "BoardPlan",
    "Consultation",
    "Disclosure",
    "Form",
    "Outcome",
    "Recommendation",
    "Shown",
    "Vote",
    "VoteDeadlines",
    "Voting",
    "board_findings",
    "consultation_findings",
    "decide",
    "disclosure_findings",
    "initiative_carries",
    "list_findings",
    "vote_deadlines",
]
