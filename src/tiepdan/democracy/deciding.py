"""Nhân dân bàn và quyết định — results of meetings, ballots and online votes, computed from counts and explained."""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..errors import InvalidValue
from ..law import Citation, Finding, Law, Listing, Severity, Threshold, Version, Wording
from ..typed import typed

MATTERS, CONTRIBUTIONS, IN_MEETING, ONLINE, RECOGNISED = (
    "community.matters", "community.contribution.matters", "community.meeting.matters", "community.online.matters",
    "community.recognition.matters",
)  # fmt: skip
CONTRIBUTION, COMMUNE_WIDE, GENERAL = (
    "community.decision.contribution.threshold", "community.decision.commune-wide.threshold",
    "community.decision.general.threshold",
)  # fmt: skip
INITIATIVE, VALIDITY, CLUSTER = (
    "community.initiative.threshold", "community.initiative.validity", "community.cluster.threshold"
)  # fmt: skip
SENDING, RECOGNITION = "community.decision.sending", "community.decision.recognition"
NOTICE, DOCUMENTS, BALLOT = "community.meeting.notice", "community.meeting.documents", "community.ballot.notice"

say = Wording(
    "community",
    {
        "form.meeting": (
            Severity.ERROR, "Nội dung này phải bàn tại cuộc họp; phát phiếu chỉ khi họp không đủ tỷ lệ",
            "this is decided in a meeting; by ballots only where a meeting did not reach the threshold",
        ),
        "form.online": (Severity.ERROR, "Nội dung này không được biểu quyết trực tuyến", "this is not voted on online"),
    },
)  # fmt: skip


class Voting(Enum):
    """Hình thức — họp, phát phiếu lấy ý kiến từng hộ, biểu quyết trực tuyến."""

    MEETING = "meeting"
    BALLOT = "ballot"
    ONLINE = "online"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Vote:
    """Biểu quyết — on a matter (by the id of the law's list), on a day, in a form, with its counts.

    In a thôn or tổ dân phố `total` are all its households and `cast` those whose representative voted; commune-wide
    (`commune_wide`) both count thôn and tổ dân phố. `in_favour` of those cast agreed. Households that did not come
    count among all. `after_meeting`: a meeting was held before and did not reach the threshold.

    Raises:
        InvalidValue: more votes than households, or more in favour than votes.
    """

    matter: str
    on: date
    form: Voting = Voting.MEETING
    total: int
    cast: int
    in_favour: int
    commune_wide: bool = False
    after_meeting: bool = False

    def __attrs_post_init__(self) -> None:
        what = "villages and groups" if self.commune_wide else "households"
        if self.total < 1:
            raise InvalidValue(f"there are no {what} to decide; count all of them as total")
        if not 0 <= self.cast <= self.total:
            raise InvalidValue(f"{self.cast} votes of {self.total} {what} cannot be; each has one")
        if not 0 <= self.in_favour <= self.cast:
            raise InvalidValue(f"{self.in_favour} in favour of {self.cast} votes cannot be")


@attrs.frozen(kw_only=True)
class Outcome:
    """Kết quả biểu quyết — whether it passed, how many were needed of all, by which threshold and text."""

    vote: Vote
    passed: bool
    needed: int
    threshold: Threshold
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]

    @property
    def missing(self) -> int:
        """How many more in favour it would have taken; 0 where it passed."""
        return max(0, self.needed - self.vote.in_favour)

    def explain(self) -> str:
        """The result in one Vietnamese sentence, with its text."""
        vote, of = self.vote, self.threshold.of.vietnamese
        said = "được thông qua" if self.passed else f"không được thông qua, thiếu {self.missing}"
        absent = vote.total - vote.cast
        came = f"; {absent} không tham gia vẫn tính trong tổng số" if absent else ""
        counts = f"{vote.in_favour}/{vote.total} {of} tán thành, cần ít nhất {self.needed} ({self.threshold})"
        return f"{said[0].upper()}{said[1:]}: {counts}{came} [{self.citations[0]}]"


def decide(vote: Vote, *, law: Law) -> Outcome:
    """Kết quả Nhân dân bàn và quyết định — by the threshold of the law of the day for that matter.

    >>> law = Law.vietnam()
    >>> vote = Vote(matter="contributions", on=date(2026, 3, 1), total=90, cast=70, in_favour=60)
    >>> decide(vote, law=law).passed, decide(attrs.evolve(vote, in_favour=59), law=law).missing
    (True, 1)

    Raises:
        InvalidValue: the law lists no such matter.
        OutsideCoverage: the law had no such rule on that day.

    Căn cứ: Điều 15, Điều 17, Điều 21 Luật số 10/2022/QH15.
    """
    law.value(Listing, MATTERS, vote.on).entry(vote.matter)
    rule = _threshold(vote, law)
    threshold = rule.value
    if not isinstance(threshold, Threshold):
        raise InvalidValue(f"the law sets no threshold for '{vote.matter}' but: {threshold}")
    return Outcome(
        vote=vote,
        passed=threshold.met(vote.in_favour, vote.total),
        needed=threshold.needed(vote.total),
        threshold=threshold,
        citations=rule.citations,
        findings=_forms(vote, law),
    )


def _threshold(vote: Vote, law: Law) -> Version:
    contributions = vote.matter in law.value(Listing, CONTRIBUTIONS, vote.on).ids
    if contributions:
        return law.on(COMMUNE_WIDE if vote.commune_wide else CONTRIBUTION, vote.on)
    if vote.commune_wide:
        raise InvalidValue(f"'{vote.matter}' is decided in each village or group, not commune-wide")
    return law.on(GENERAL, vote.on)


def _forms(vote: Vote, law: Law) -> tuple[Finding, ...]:
    found = []
    in_meeting, online = law.on(IN_MEETING, vote.on), law.on(ONLINE, vote.on)
    if vote.form is Voting.ONLINE and vote.matter not in law.value(Listing, ONLINE, vote.on).ids:
        found.append(say("form.online", vote.matter, online.citations[0]))
    in_meeting_only = vote.matter in law.value(Listing, IN_MEETING, vote.on).ids
    if vote.form is Voting.BALLOT and in_meeting_only and not vote.after_meeting:
        found.append(say("form.meeting", vote.matter, in_meeting.citations[0]))
    return tuple(found)


@attrs.frozen(kw_only=True)
class VoteDeadlines:
    """Thời hạn của việc bàn và quyết định — before it: the notice and the papers; after it: sending, recognition.

    `recognition` counts from the last day for sending and is None where the decision takes effect when it is passed.
    """

    notice: Deadline
    documents: Deadline | None
    sending: Deadline
    recognition: Deadline | None


def vote_deadlines(vote: Vote, *, calendar: WorkCalendar, law: Law | None = None) -> VoteDeadlines:
    """Thời hạn trước và sau khi bàn, quyết định — counted from the day of the meeting or of the end of the vote.

    Raises:
        OutsideCoverage: the law had no such rule, or the calendar does not cover the days.

    Căn cứ: Điều 20, Điều 21 Luật số 10/2022/QH15; Điều 3, Điều 4 Nghị định số 59/2023/NĐ-CP.
    """
    registry = law or calendar.law

    def count(rule: str, day: date) -> Deadline:
        return compute_deadline(rule, day, calendar=calendar, law=registry)

    sending = count(SENDING, vote.on)
    recognised = vote.matter in registry.value(Listing, RECOGNISED, vote.on).ids
    meeting = vote.form is Voting.MEETING
    return VoteDeadlines(
        notice=count(BALLOT if vote.form is Voting.BALLOT else NOTICE, vote.on),
        documents=count(DOCUMENTS, vote.on) if meeting else None,
        sending=sending,
        recognition=count(RECOGNITION, sending.due) if recognised else None,
    )


def initiative_carries(households: int, of: int, on: date, *, law: Law) -> bool:
    """Sáng kiến của công dân — whether so many households of all may raise a matter.

    Raises:
        InvalidValue: more than all.
        OutsideCoverage: the law had no such rule on that day.
    """
    return law.value(Threshold, INITIATIVE, on).met(households, of)
