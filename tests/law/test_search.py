"""Rules found by words, the nearest ids in errors, and what took the place of a rule that ended.

The ids are picked by hand from the titles in the registry and the declared order of matches.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.law.test_registry import LAW, mistakes, write
from tiepdan import DateRange, InvalidValue, Law, OutsideCoverage, UnknownName, WorkCalendar, compute_deadline
from tiepdan.cases import lifecycles

FIRST = [
    "complaint.first.acceptance",  # Thụ lý khiếu nại lần đầu: 6 words
    "complaint.first.resolution",  # Giải quyết khiếu nại lần đầu: 6
    "complaint.first.sending",  # Gửi quyết định giải quyết khiếu nại lần đầu: 9
    "complaint.disciplinary.first.lodging",  # Thời hiệu khiếu nại lần đầu quyết định kỷ luật: 10
    "competence.complaint.first",  # Thẩm quyền giải quyết khiếu nại lần đầu ở cấp xã: 11
    "complaint.first.effect",  # Quyết định giải quyết khiếu nại lần đầu có hiệu lực: 11
    "complaint.disciplinary.first.sending",  # … lần đầu khiếu nại …: apart
    "complaint.disciplinary.second.lodging",  # khiếu nại in the title, lần đầu in the event
    "complaint.second.lodging",
]
POSTING = [
    "disclosure.posting",  # Niêm yết thông tin; Posting
    "information.posting",  # Niêm yết thông tin
    "reception.schedule.posting",  # Niêm yết lịch tiếp công dân: 6
    "village-convention.draft.posting",  # Niêm yết dự thảo hương ước, quy ước: 8
    "complaint.second.publication.posting",  # Niêm yết quyết định giải quyết khiếu nại lần hai: 10
    "denunciation.publication.posting",  # Niêm yết kết luận, quyết định xử lý tố cáo: 10
    "group-head.election.announcement",  # Niêm yết, thông báo danh sách ứng cử, ngày bầu cử: 11
    "reception.posting.channels",  # Nơi niêm yết, công bố: 5, not at the beginning
    "disclosure.permanent",  # Nội dung phải niêm yết thường xuyên: 7
    "reception.posting.content",  # Nội dung phải niêm yết, công bố: 7
    "disclosure.posted",  # Nội dung phải niêm yết có thời hạn: 8
]
POSTING_IN_ENGLISH = [
    "disclosure.posting",  # Posting: the whole title
    "information.posting",  # Posting information: 2
    "complaint.second.publication.posting",  # Posting the second decision: 4
    "reception.schedule.posting",
    "village-convention.draft.posting",
    "denunciation.publication.posting",  # Posting the conclusion and the decision: 6
    "group-head.election.announcement",
    "reception.posting.channels",  # the word in the id
    "reception.posting.content",
]
INFORMATION = [
    "information.error.reply", "information.inaccuracy.reply", "information.posting", "information.publication",
    "information.publication.earlier", "information.request", "information.request.correction",
    "information.request.on-site", "information.request.online",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("khieu nai lan dau", FIRST),
        ("Khiếu nại, LẦN ĐẦU!", FIRST),
        (normalize("NFD", "khiếu nại lần đầu"), FIRST),
        ("niem yet", POSTING),
        ("posting", POSTING_IN_ENGLISH),
        ("thong tin theo yeu cau", ["information.request"]),
        ("Complaint.First.Acceptance", ["complaint.first.acceptance"]),
        ("information.request",
         ["information.request", "information.request.correction", "information.request.online",
          "information.request.on-site"]),  # ids of 2, 3, 3 and 4 words
        ("ĐĂNG kết l", ["denunciation.publication.portal"]),
        ("dang ket l", ["denunciation.publication.portal"]),
        ("tiep can thong tin", INFORMATION),  # the title of Luật 104/2016/QH13 and 01/2026/QH16
        ("khongcochunao", []),
        ("khieu khongcochunao", []),
        ("uyet dinh", []),  # the end of quyết
    ],
)  # fmt: skip
def test_rules_are_found_by_the_beginnings_of_their_words(text: str, ids: list[str]) -> None:
    assert [rule.id for rule in LAW.search(text)] == ids


def test_every_rule_is_found_first_by_its_id_and_among_others_by_its_titles() -> None:
    for rule in LAW.rules:
        assert LAW.search(rule.id)[0] is rule
        assert rule in LAW.search(rule.title_vi)
        assert rule in LAW.search(rule.title_en)


@pytest.mark.parametrize("text", ["", " ", "…!?", "\u0301"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="has no word to look for; write words"):
        LAW.search(text)


@pytest.mark.parametrize("text", ["khieu " * 1_000_000, "a" + "\u0301\u0316" * 400, "đ" * 1_001])
def test_a_text_of_strangers_is_bounded(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        LAW.search(text)
    assert len(str(caught.value)) < 600


def unknown(call: Callable[[], object]) -> str:
    with pytest.raises(UnknownName) as caught:
        call()
    return str(caught.value)


def offered(message: str) -> list[str]:
    """The ids that a message offers after the one that was asked for."""
    return message.split("'")[3::2]


@pytest.mark.parametrize(
    ("rule_id", "ids"),
    [
        ("complaint.first",
         ["complaint.first.acceptance", "complaint.first.effect", "complaint.first.resolution",
          "complaint.first.sending", "competence.complaint.first"]),
        ("khiếu nại lần đầu", FIRST[:5]),
        ("xyz", []),
        ("x" * 100_000, []),
        ("\u0301" * 70, []),
        ("", []),
    ],
)  # fmt: skip
def test_an_unknown_id_offers_five_rules_at_most_and_the_search(rule_id: str, ids: list[str]) -> None:
    day = date(2026, 7, 1)
    calls: list[Callable[[], object]] = [
        lambda: LAW[rule_id],
        lambda: LAW.on(rule_id, day),
        lambda: compute_deadline(rule_id, day, calendar=WorkCalendar.vietnam()),
    ]
    for call in calls:
        message = unknown(call)
        assert offered(message) == ids
        assert message.endswith("ind rules by words: Law.search, tiepdan rules --search")


def test_a_misspelt_id_offers_the_right_one_first() -> None:
    for rule in LAW.rules:
        ids = offered(unknown(lambda misspelt=rule.id[:-1] + "q": LAW[misspelt]))  # type: ignore[misc]
        assert len(ids) <= 5
        assert rule.id in ids


def test_other_lists_of_ids_in_errors_are_short(tmp_path: Path) -> None:
    assert unknown(lambda: LAW.document("9999/QyĐ-XYZ")).count(",") <= 4
    cycle = lifecycles()["complaint-first"]
    assert unknown(lambda: cycle.clock("xyz")).count(",") <= 4
    text = '[[versions]]\nrule = "xyz"\nvalid_from = 2030-01-01\ncitations = ["Điều 1"]\nvalue = { at_least = 1 }\n'
    assert mistakes(tmp_path, text) == {
        "$.versions[0].rule": "there is no rule 'xyz'; find rules by words: Law.search, tiepdan rules --search"
    }


SITE, ONLINE = "information.request.on-site", "information.request.online"


def test_a_rule_that_ended_says_since_when_with_what_and_what_took_its_place() -> None:
    """Luật 104/2016/QH13 ended on 01/09/2026, as Luật 01/2026/QH16 took effect."""
    for name in (SITE, ONLINE):
        rule = LAW[name]
        assert (rule.ended_on, str(rule.ended_with), rule.replaced_by) == (
            date(2026, 9, 1), "104/2016/QH13", "information.request"
        )  # fmt: skip
        for call in (rule.on, lambda day, name=name: compute_deadline(name, day, calendar=WorkCalendar.vietnam())):
            with pytest.raises(OutsideCoverage) as caught:
                call(date(2026, 9, 1))
            assert str(caught.value) == (
                f"{name} has no version on 2026-09-01: it has [2018-07-01, 2026-09-01); it ended on 2026-09-01 with "
                "the end of 104/2016/QH13; information.request took its place: ask for that"
            )
    assert LAW.on(SITE, date(2026, 8, 31)).valid_from == date(2018, 7, 1)
    with pytest.raises(OutsideCoverage) as caught:
        LAW.on(SITE, date(2018, 6, 30))
    assert "ended" not in str(caught.value)


def test_every_other_rule_holds_and_has_no_end() -> None:
    ended = {rule.id for rule in LAW.rules if rule.ended_on or rule.ended_with or rule.replaced_by}
    assert ended == {SITE, ONLINE}


def test_what_took_the_place_of_a_rule_is_not_known_before_it_ended() -> None:
    """Luật 01/2026/QH16 is of 23/04/2026; the end of the old one counts as news of 01/09/2026."""
    for day in (date(2026, 4, 22), date(2026, 8, 31)):
        rule = LAW.known_on(day)[SITE]
        assert (rule.ended_on, rule.ended_with, rule.replaced_by) == (None, None, None)
    assert LAW.known_on(date(2026, 9, 1))[SITE].replaced_by == "information.request"


def test_each_rule_that_ended_is_replaced_by_one_that_began_then() -> None:
    for change in LAW.changes(DateRange(date(2012, 1, 1), date(2053, 12, 31))):
        if change.after is None and change.rule.ended_on == change.day:
            assert change.rule.replaced_by
            assert change.day in LAW[change.rule.replaced_by].versions[0]


ENDED = """
[[rules]]
id = "sample.limit"
kind = "quota"
title_vi = "mẫu"
title_en = "sample"
replaced_by = "petition.processing"

[[versions]]
rule = "sample.limit"
valid_from = 2030-01-01
valid_to = 2031-01-01
citations = ["Điều 1"]
value = { at_least = 1, per = "week" }
"""


def test_a_file_of_ones_own_says_what_took_the_place(tmp_path: Path) -> None:
    law = LAW.with_file(write(tmp_path, ENDED))
    with pytest.raises(OutsideCoverage) as caught:
        law.on("sample.limit", date(2031, 1, 1))
    assert str(caught.value).endswith("; it ended on 2031-01-01; petition.processing took its place: ask for that")
    assert law["sample.limit"].ended_with is None
    with pytest.raises(OutsideCoverage, match=r"it ended on 2031-01-01$"):
        LAW.with_file(write(tmp_path, ENDED.replace("replaced_by", "# "))).on("sample.limit", date(2031, 1, 1))


@pytest.mark.parametrize(
    ("successor", "words"),
    [
        ("petition.procesing", "there is no rule 'petition.procesing'; did you mean 'petition.processing'"),
        ("sample.limit", "sample.limit cannot take its own place; name the rule that did"),
        ("", "there is no rule ''; find rules by words"),
    ],
)
def test_a_rule_is_replaced_by_another_that_there_is(tmp_path: Path, successor: str, words: str) -> None:
    found = mistakes(tmp_path, ENDED.replace('"petition.processing"', f'"{successor}"'))
    assert list(found) == ["$.rules[0].replaced_by"]
    assert found["$.rules[0].replaced_by"].startswith(words)


def test_a_registry_of_files_alone_is_searched_too(tmp_path: Path) -> None:
    law = Law.from_files([write(tmp_path, ENDED.replace('replaced_by = "petition.processing"', ""))])
    assert [rule.id for rule in law.search("MAU")] == ["sample.limit"]
    assert not Law.from_files([]).search("mau")
