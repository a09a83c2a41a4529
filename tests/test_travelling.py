"""Registries, calendars and deadlines travel between processes: small, equal, and never with other data than theirs."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from pathlib import Path

import pytest

from tests.paths import DATA
from tiepdan import Law
from tiepdan.errors import OtherData
from tiepdan.law.sources import LawSource

OWN_LAW = DATA / "law-sixty-days.toml"
LAW = Law.vietnam()

LAWS = {
    "shipped": LAW,
    "known": LAW.known_on(date(2025, 12, 9)),
    "with-a-file": LAW.with_file(OWN_LAW),
    "known-with-a-file": LAW.known_on(date(2026, 6, 30)).with_file(OWN_LAW),
    "with-a-file-known": LAW.with_file(OWN_LAW).known_on(date(2026, 6, 30)),
    "of-a-file": Law.from_files([Path(__file__).parent.parent / "src/tiepdan/data/law/91-2015-qh13.toml"]),
}


class TestLaw:
    @pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
    def test_a_registry_equals_itself_after_the_trip(self, law: Law) -> None:
        for after in (pickle.loads(pickle.dumps(law)), copy.copy(law), copy.deepcopy(law)):
            assert after == law
            assert hash(after) == hash(law)
            assert after.fingerprint == law.fingerprint
            assert [*after] == [*law]
            assert after.known_on(date(2026, 1, 1)) == law.known_on(date(2026, 1, 1))

    def test_what_is_shipped_stays_where_it_is(self) -> None:
        assert len(pickle.dumps(LAW)) < 300
        assert len(pickle.dumps(LAWS["known"])) < 300
        assert pickle.loads(pickle.dumps(LAW)) is LAW
        assert len(pickle.dumps(LAWS["with-a-file"])) < 2_000

    def test_registries_of_other_rules_are_others(self) -> None:
        assert len({law.fingerprint for law in LAWS.values()}) == len(set(LAWS.values()))
        assert LAWS["known"] != LAW
        assert LAWS["with-a-file"] != LAW
        assert LAW != "law"

    def test_days_between_which_nothing_was_signed_give_the_same_registry(self) -> None:
        # 154/2026/NĐ-CP and its like are of 2026; between 02/01/2026 and 05/01/2026 nothing was signed or repealed
        assert LAW.known_on(date(2026, 1, 5)) is LAW.known_on(date(2026, 1, 2))
        assert LAW.known_on(date(2025, 12, 9)) != LAW.known_on(date(2025, 12, 10))  # Luật số 136/2025/QH15 was passed

    def test_other_law_is_told(self) -> None:
        source = LawSource(shipped=True, steps=(), fingerprint="0" * 32)
        with pytest.raises(OtherData, match=f"made with other law .{'0' * 32}. than is held here .{LAW.fingerprint}"):
            source.law()
