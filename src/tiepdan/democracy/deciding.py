"""Nhân dân bàn và quyết định — results of meetings, ballots and online votes, computed from counts and explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from ..arguments import checked
from ..brief import brief
from ..calendars import WorkCalendar
from ..deadlines import Deadline, compute_deadline
from ..errors import InvalidValue
from ..law import Citation, Finding, Law, Listing, Quota, Severity, Threshold, Version, Wording
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
DOCUMENTED = "community.meeting.documents.matters"

say: Wording = Wording(
    "community",
    {
        "form.meeting": (
            Severity.ERROR, "Nội dung này phải bàn tại cuộc họp; phát phiếu chỉ khi họp không đủ tỷ lệ",
            "this is decided in a meeting; by ballots only where a meeting did not reach the threshold",
        ),
        "form.online": (Severity.ERROR, "Nội dung này không được biểu quyết trực tuyến", "this is not voted on online"),
        "clusters": (
            Severity.WARNING, "Họp theo cụm khi có {count} hộ gia đình: chỉ được nếu các hộ ở phân tán; luật: {law}",
            "{count} households meet in clusters only where they live scattered",
        ),
    },
)  # fmt: skip


class Voting(Enum):
    """Hình thức — họp, phát phiếu lấy ý kiến từng hộ, biểu quyết trực tuyến."""

    MEETING = "meeting"
    BALLOT = "ballot"
    ONLINE = "online"


@attrs.frozen(kw_only=True, field_transformer=typed)
class Vote:
    """Biểu quyết — on a matter (by the id of the law's list), in a form, on a day, with its counts.

    `on` is the day of the meeting, or on which the vote by ballots or online ends; `opened` the day on which ballots
    are handed out (ngày phát phiếu) or the vote online begins.

    In a thôn or tổ dân phố `total` are all its households and `cast` those whose representative voted; commune-wide
    (`commune_wide`) both count thôn and tổ dân phố. `in_favour` of those cast agreed. Households that did not come
    count among all. `after_meeting`: a meeting was held before and did not reach the threshold. `in_clusters`: the
    meeting is held cluster by cluster (họp theo cụm).

    Raises:
        InvalidValue: more votes than households, or more in favour than votes; a ballot without the day it was handed
            out, or handed out after its end; a meeting of more than a day; clusters of anything but a meeting within
            one thôn or tổ dân phố.
    """

    matter: str
    on: date
    opened: date | None = None
    form: Voting = Voting.MEETING
    total: int
    cast: int
    in_favour: int
    commune_wide: bool = False
    after_meeting: bool = False
    in_clusters: bool = False

    def __attrs_post_init__(self) -> None:
        meeting = self.form is Voting.MEETING
        if self.form is Voting.BALLOT and self.opened is None:
            raise InvalidValue("a ballot begins on the day its papers are handed out; give that day as opened")
        if meeting and self.opened is not None:
            raise InvalidValue("a meeting has one day; leave opened out")
        if self.opened and self.on < self.opened:
            raise InvalidValue(f"the vote ends on {self.on}, before it begins on {self.opened}")
        if self.in_clusters and (self.commune_wide or not meeting):
            raise InvalidValue("only the meeting of one village or group is held in clusters")
        what = "villages and groups" if self.commune_wide else "households"
        if self.total < 1:
            raise InvalidValue(f"there are no {what} to decide; count all of them as total")
        if not 0 <= self.cast <= self.total:
            raise InvalidValue(f"{self.cast} votes of {self.total} {what} cannot be; each has one")
        if not 0 <= self.in_favour <= self.cast:
            raise InvalidValue(f"{self.in_favour} in favour of {self.cast} votes cannot be")


@attrs.frozen(kw_only=True, field_transformer=typed)
class Outcome:
    """Kết quả biểu quyết — whether it passed, how many were needed of all, by which threshold and text."""

    __repr__ = brief

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


@checked
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
        found.append(say("form.online", vote.matter, online))
    in_meeting_only = vote.matter in law.value(Listing, IN_MEETING, vote.on).ids
    if vote.form is Voting.BALLOT and in_meeting_only and not vote.after_meeting:
        found.append(say("form.meeting", vote.matter, in_meeting))
    enough = law.value(Quota, CLUSTER, vote.on)
    if vote.in_clusters and not enough.met(vote.total):
        found.append(say("clusters", vote.matter, law.on(CLUSTER, vote.on), count=vote.total, law=enough))
    return tuple(found)


@attrs.frozen(kw_only=True, field_transformer=typed)
class VoteDeadlines:
    """Thời hạn của việc bàn và quyết định — before it: the notice and the papers; after it: sending, recognition.

    `notice` counts back from the meeting or from the day ballots are handed out; the law sets none for a vote online.
    `documents` are sent before a meeting on the matters that the law lists. `recognition` counts from the last day for
    sending and is None where the decision takes effect when it is passed.
    """

    notice: Deadline | None
    documents: Deadline | None
    sending: Deadline
    recognition: Deadline | None


@checked
def vote_deadlines(vote: Vote, *, calendar: WorkCalendar, law: Law | None = None) -> VoteDeadlines:
    """Thời hạn trước và sau khi bàn, quyết định — before it begins, and after the meeting or the end of the vote.

    >>> from tiepdan import WorkCalendar
    >>> ballot = Vote(
    ...     matter="contributions", form=Voting.BALLOT, opened=date(2026, 3, 1), on=date(2026, 3, 31),
    ...     total=90, cast=90, in_favour=60,
    ... )
    >>> found = vote_deadlines(ballot, calendar=WorkCalendar.vietnam())
    >>> found.notice.due, found.sending.due  # two days before 01/03; five working days after 31/03
    (datetime.date(2026, 2, 27), datetime.date(2026, 4, 7))

    Raises:
        OutsideCoverage: the law had no such rule, or the calendar does not cover the days.

    Căn cứ: Điều 20, Điều 21 Luật số 10/2022/QH15; Điều 3, Điều 4 Nghị định số 59/2023/NĐ-CP.
    """
    registry = law or calendar.law

    def count(rule: str, day: date) -> Deadline:
        return compute_deadline(rule, day, calendar=calendar, law=registry)

    def listed(rule: str) -> bool:
        return vote.matter in registry.value(Listing, rule, vote.on).ids

    notice = documents = None
    if vote.form is Voting.MEETING:
        notice = count(NOTICE, vote.on)
        documents = count(DOCUMENTS, vote.on) if listed(DOCUMENTED) else None
    elif vote.form is Voting.BALLOT and vote.opened:
        notice = count(BALLOT, vote.opened)
    sending = count(SENDING, vote.on)
    recognition = count(RECOGNITION, sending.due) if listed(RECOGNISED) else None
    return VoteDeadlines(notice=notice, documents=documents, sending=sending, recognition=recognition)


@checked
def initiative_carries(
    consents: Iterable[date], of: int, on: date, *, calendar: WorkCalendar, law: Law | None = None
) -> bool:
    """Sáng kiến của công dân — whether the households that consented are enough of all to raise a matter on a day.

    >>> from tiepdan import WorkCalendar
    >>> days = [date(2026, 3, 2)] * 9 + [date(2026, 4, 1)]
    >>> calendar = WorkCalendar.vietnam()
    >>> [initiative_carries(days, 95, on, calendar=calendar) for on in (date(2026, 6, 2), date(2026, 6, 3))]
    [True, False]

    Args:
        consents: the day on which each household consented; a consent holds for so long, and not before it was given.
        of: all the households of the thôn or tổ dân phố.
        on: the day on which the matter is raised.
        calendar: the working days.
        law: the registry; None: the calendar's.

    Raises:
        InvalidValue: more households than all, or none at all.
        OutsideCoverage: the law had no such rule, or the calendar does not cover the days.

    Căn cứ: khoản 3 Điều 16 Luật số 10/2022/QH15.
    """
    registry, days = law or calendar.law, tuple(consents)
    threshold = registry.value(Threshold, INITIATIVE, on)
    threshold.met(len(days), of)  # which refuses more households than all
    held = [day for day in days if day <= on <= compute_deadline(VALIDITY, day, calendar=calendar, law=registry).due]
    return threshold.met(len(held), of)
