"""What a rule may say: quotas, thresholds, choices by size, lock windows; and how they refuse what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from tests.known import LAW
from tiepdan import DateRange, InvalidFile, InvalidValue, OutsideCoverage, from_dict, to_dict
from tiepdan.law import Choice, DayOfLastMonth, LockWindow, Quota, Share, Threshold, TimeLimit

DAY = date(2026, 11, 21)


def refusal(kind: type, data: object) -> str:
    with pytest.raises(InvalidFile) as caught:
        from_dict(kind, data)
    return str(caught.value)


class TestThresholds:
    """Luật 10/2022/QH15 Đ21: counted on all households; those that did not come count."""

    @pytest.mark.parametrize(
        ("rule", "total", "needed"),
        [
            ("community.decision.contribution.threshold", 100, 67),
            ("community.decision.contribution.threshold", 99, 66),
            ("community.decision.contribution.threshold", 1, 1),
            ("community.decision.commune-wide.threshold", 12, 8),
            ("community.decision.commune-wide.threshold", 13, 9),
            ("community.decision.general.threshold", 100, 51),
            ("community.decision.general.threshold", 101, 51),
            ("community.initiative.threshold", 205, 21),
            ("community.initiative.threshold", 200, 20),
            ("dialogue.request.threshold", 12001, 1201),
            ("village-convention.quorum", 2, 2),
        ],
    )
    def test_at_one_below_one_above(self, rule: str, total: int, needed: int) -> None:
        threshold = LAW.value(Threshold, rule, DAY)
        assert threshold.needed(total) == needed
        assert threshold.met(needed, total)
        assert not threshold.met(needed - 1, total)
        assert threshold.met(total, total)

    def test_more_than_all_cannot_be(self) -> None:
        threshold = LAW.value(Threshold, "community.decision.general.threshold", DAY)
        with pytest.raises(InvalidValue, match="101 out of 100 đại diện hộ gia đình cannot be"):
            threshold.met(101, 100)
        with pytest.raises(InvalidValue, match="there must be one at least"):
            threshold.needed(0)

    @pytest.mark.parametrize("text", ["0%", "101%", "3/2", "0/5", "half", "1/0", "-10%"])
    def test_a_part_is_more_than_nothing_and_at_most_all(self, text: str) -> None:
        with pytest.raises(InvalidValue):
            Share.parse(text)

    def test_exactly_one_part(self) -> None:
        for data in ({"of": "voters"}, {"of": "voters", "at_least": "10%", "more_than": "10%"}):
            assert "has one part, either at_least or more_than" in refusal(Threshold, data)

    def test_there_and_back(self) -> None:
        threshold = LAW.value(Threshold, "dialogue.request.threshold", DAY)
        assert from_dict(Threshold, to_dict(threshold)) == threshold


class TestRepresentatives:
    """Luật 42/2013/QH13 Đ29: five to ten, one or two; more than ten, five at most."""

    @pytest.mark.parametrize(("size", "least", "most"), [(5, 1, 2), (10, 1, 2), (11, 1, 5), (400, 1, 5)])
    def test_by_size(self, size: int, least: int, most: int) -> None:
        bracket = LAW.value(Choice, "reception.group.representatives", DAY).for_size(size)
        assert (bracket.at_least, bracket.at_most) == (least, most)

    def test_the_law_says_nothing_of_four(self) -> None:
        with pytest.raises(OutsideCoverage, match="the law sets no number for 4; it does for: từ 5 đến 10 người"):
            LAW.value(Choice, "reception.group.representatives", DAY).for_size(4)

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"brackets": []}, "has one bracket at least"),
            ({"brackets": [{"from": 5, "at_least": 1, "at_most": 2}, {"from": 9, "at_least": 1, "at_most": 5}]},
             "the brackets from 5 and from 9 overlap"),
            ({"brackets": [{"from": 5, "to": 4, "at_least": 1, "at_most": 2}]}, "4 lies before 5"),
            ({"brackets": [{"from": 5, "at_least": 3, "at_most": 2}]}, "2 is below 3"),
        ],
    )  # fmt: skip
    def test_brackets_that_cannot_be(self, data: object, words: str) -> None:
        assert words in refusal(Choice, data)


class TestQuotas:
    @pytest.mark.parametrize(
        ("rule", "count", "met"),
        [
            ("inspection-board.deputies", 2, True),
            ("inspection-board.deputies", 3, False),
            ("inspection-board.members", 4, False),
            ("inspection-board.members", 5, True),
            ("community.cluster.threshold", 199, False),
            ("community.cluster.threshold", 200, True),
            ("dialogue.minimum", 0, False),
        ],
    )
    def test_bounds(self, rule: str, count: int, met: bool) -> None:
        assert LAW.value(Quota, rule, DAY).met(count) is met

    @pytest.mark.parametrize(
        ("data", "words"),
        [({}, "at_least, at_most, or both"), ({"at_least": -1}, "below nothing"), ({"at_least": 3, "at_most": 2}, "3")],
    )
    def test_bounds_that_cannot_be(self, data: object, words: str) -> None:
        assert words in refusal(Quota, data)


class TestReports:
    """TT 06/2025/TT-TTCP Đ7: figures from the 15th to the 14th, the commune by the 17th, the province by the 20th."""

    @pytest.mark.parametrize(
        ("first", "last", "window", "commune", "province"),
        [
            ("2026-01-01", "2026-03-31", "2025-12-15..2026-03-14", "2026-03-17", "2026-03-20"),
            ("2026-04-01", "2026-06-30", "2026-03-15..2026-06-14", "2026-06-17", "2026-06-20"),
            ("2026-01-01", "2026-09-30", "2025-12-15..2026-09-14", "2026-09-17", "2026-09-20"),
            ("2026-01-01", "2026-12-31", "2025-12-15..2026-12-14", "2026-12-17", "2026-12-20"),
        ],
    )
    def test_of_a_period(self, first: str, last: str, window: str, commune: str, province: str) -> None:
        period = DateRange(date.fromisoformat(first), date.fromisoformat(last))
        assert str(LAW.value(LockWindow, "report.statutory.lock", DAY).of(period)) == window
        assert str(LAW.value(DayOfLastMonth, "report.statutory.commune", DAY).of(period)) == commune
        assert str(LAW.value(DayOfLastMonth, "report.statutory.province", DAY).of(period)) == province

    def test_the_circulars_before_are_a_declared_gap(self) -> None:
        with pytest.raises(OutsideCoverage, match=r"it has \[2025-09-30, …\); the numbers of Circulars 02/2021"):
            LAW.on("report.statutory.commune", date(2025, 9, 29))

    def test_a_day_that_not_every_month_has(self) -> None:
        assert "31 is not a day that every month has" in refusal(DayOfLastMonth, {"day": 31})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"amount": 5, "unit": "week"}, "'week' is not a unit of time"),
        ({"amount": -5, "unit": "month"}, "whole units from 0 up"),
        ({"amount": 5, "unit": "month", "direction": "before", "meaning": "not_before"}, "is counted forward"),
        ({"amount": 5, "unit": "working-day", "direction": "before", "extension": {"at_most": 1, "amount": 5}},
         "neither extended nor suspended"),
        ({"amount": 5, "unit": "month", "suspension": "complaint.suspension.exclusion"}, "cannot be taken out"),
    ],
)  # fmt: skip
def test_time_limits_that_cannot_be(data: object, words: str) -> None:
    assert words in refusal(TimeLimit, data)
