"""Inheritance day by day: what a version, an override or an overlay changes, when it does, and what it leaves alone.

The days of 2026 are from the calendar: 1 January is a Thursday, Tết is off from Saturday 14/02 to Sunday 22/02.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import attrs
import pytest
import tomli_w

from tests.known import CALENDAR, PROFILES
from tests.paths import DATA
from tiepdan import (
    Agenda,
    Certainty,
    DateRange,
    InvalidFile,
    InvalidValue,
    OutsideCoverage,
    Plan,
    WrongType,
    expand,
    from_dict,
)
from tiepdan.agenda import due_reports
from tiepdan.audit import minimum_findings, record_findings
from tiepdan.plans import Overlay, Override, Profiles, Provinces, inherit
from tiepdan.reception import Escalation, Matter, Outcome, Visit
from tiepdan.records import to_toml
from tiepdan.reporting import DueReport, Level, report_standing, statutory_reports
from tiepdan.spans import VIETNAM

YEAR, MARCH = DateRange.year(2026), DateRange(date(2026, 3, 1), date(2026, 3, 31))
HALF = {"effective_to": date(2026, 6, 30)}
REST = {"effective_from": date(2026, 7, 1)}
UNIT, POST = {"id": "phong", "name": "Phòng"}, {"id": "chu-tich", "name": "Chủ tịch"}


def report(name: str = "r", **more: Any) -> dict[str, Any]:
    basic = {"id": name, "name": f"Báo cáo {name}", "cycle": "month", "compiled_by": "don-vi-tiep-cong-dan",
             "clause": "1"}  # fmt: skip
    return {**basic, **({} if "link" in more else {"recipients": [{"name": "UBND tỉnh"}]}), **more}


def reception(name: str, hours: str = "08:00-09:00", **more: Any) -> dict[str, Any]:
    first, last = hours.split("-")
    return {"id": name, "name": f"Buổi {name}", "receiver": "chu-tich", "venue": "Trụ sở", "clause": "1",
            "when": {"every": "working-day", "from": first, "to": last}, **more}  # fmt: skip


def step(from_: str, to: str, **more: Any) -> dict[str, Any]:
    return {"from": from_, "to": to, "recipients": [{"name": f"UBND {to}"}], **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def profiles(folder: Path, *versions: dict[str, Any]) -> Profiles:
    basic = tomllib.loads((DATA / "profiles" / "monthly.toml").read_text(encoding="utf-8"))
    for index, version in enumerate(versions):
        raw = {**basic, "id": "tinh", "report": [], **version}
        (folder / f"{index}.toml").write_text(tomli_w.dumps(raw), encoding="utf-8")
    return PROFILES.with_folder(folder)


def ward(known: Profiles, *overlays: Overlay, **own: Any) -> Plan:
    raw = {**tomllib.loads((DATA / "ward.toml").read_text(encoding="utf-8")), "profile": "tinh", **own}
    return inherit(from_dict(Plan, raw), known, overlays)


def overlay(*overrides: Override, first: date = date(2026, 1, 1), last: date | None = None) -> Overlay:
    return Overlay(schema="tiepdan/overlay/1", id="tai-cho", name="Tại chỗ", effective_from=first, effective_to=last,
                   override=overrides, file="tai-cho.toml")  # fmt: skip


def due(plan: Plan, period: DateRange = YEAR) -> list[DueReport]:
    return [one for one in due_reports(plan, period, calendar=CALENDAR) if one.layer.value == "model"]


def days(found: list[DueReport]) -> list[str]:
    return [f"{one.due:%d/%m}" for one in found if one.due]


def held(agenda: Agenda, name: str) -> list[str]:
    return [f"{item.date:%d/%m}" for item in agenda.items if f"/{name}/" in item.id and item.kind == "reception"]


def mistakes(known: Profiles, *overlays: Overlay, **own: Any) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        ward(known, *overlays, **own)
    return [str(one) for one in caught.value.mistakes]


class TestOnItsDays:
    """What has lapsed acts no more, what is to come not yet."""

    def test_a_reception_gives_way_to_another_only_while_that_is_held(self, folder: Path) -> None:
        gives_way = {"coincides_with": ["kia"], "within": "overlap"}
        here = reception("day", unless=gives_way)
        known = profiles(
            folder,
            {"post": [POST], "reception": [reception("kia"), here], **HALF},
            {"post": [POST], "reception": [reception("kia", "14:00-15:00"), here], **REST},
        )
        agenda = expand(ward(known), DateRange(date(2026, 6, 29), date(2026, 7, 3)), calendar=CALENDAR)
        assert held(agenda, "day") == ["01/07", "02/07", "03/07"]
        assert [f"{one.date:%d/%m}" for one in agenda.excluded] == ["29/06", "30/06"]

    def test_an_escalation(self, folder: Path) -> None:
        rule = {"id": "doan-dong", "by": "don-vi-tiep-cong-dan", "clause": "1", "recipients": [{"name": "UBND tỉnh"}]}
        known = profiles(
            folder,
            {"escalation": [{**rule, "at_least": 5}], **HALF},
            {"escalation": [{**rule, "at_least": 50}], **REST},
        )
        plan = ward(known)

        def found(on: date) -> list[str]:
            visit = Visit(id="1", on=on, matters=(Matter.PETITION,), outcome=Outcome.TAKEN, people=10)
            agenda = expand(plan, YEAR, calendar=CALENDAR)
            findings = record_findings(plan, agenda, [visit], on=date(2026, 12, 31), calendar=CALENDAR)
            return [one.code for one in findings if one.code.endswith("escalation")]

        assert found(date(2026, 6, 30)) == ["reception.visit.escalation"]
        assert found(date(2026, 7, 1)) == []

    def test_units_and_posts_are_called_as_on_the_day(self, folder: Path) -> None:
        old, new = ({"unit": [{**UNIT, "name": f"Phòng {name}"}], "post": [{**POST, "name": f"Chủ tịch {name}"}],
                     "report": [report(by_day=25, compiled_by="phong")], "reception": [reception("tiep")]}
                    for name in ("cũ", "mới"))  # fmt: skip
        plan = ward(profiles(folder, {**old, **HALF}, {**new, **REST}))
        assert [one.compiled_by for one in due(plan)] == ["Phòng cũ"] * 6 + ["Phòng mới"] * 6
        agenda = expand(plan, DateRange(date(2026, 6, 29), date(2026, 7, 2)), calendar=CALENDAR)
        assert [item.who for item in agenda.items] == ["Chủ tịch cũ"] * 2 + ["Chủ tịch mới"] * 2

    def test_the_minimum_of_a_post_renamed_is_still_one(self, folder: Path) -> None:
        old, new = ({"post": [{**POST, "name": name}],
                     "reception": [reception("tiep", minimum="reception.chair.minimum")]}
                    for name in ("Chủ tịch cũ", "Chủ tịch mới"))  # fmt: skip
        plan = ward(profiles(folder, {**old, **HALF}, {**new, **REST}))
        agenda = expand(plan, DateRange(date(2026, 6, 1), date(2026, 8, 31)), calendar=CALENDAR)
        assert [one.code for one in minimum_findings(plan, agenda, calendar=CALENDAR)] == ["reception.minimum.change"]

    def test_a_minimum_binds_no_longer_than_its_reception(self, folder: Path) -> None:
        known = profiles(
            folder,
            {"post": [POST], "reception": [reception("tiep", minimum="reception.chair.minimum")], **HALF},
            REST,
        )
        plan = ward(known)
        agenda = expand(plan, DateRange(date(2026, 7, 1), date(2026, 9, 30)), calendar=CALENDAR)
        assert minimum_findings(plan, agenda, calendar=CALENDAR) == ()

    def test_a_duty_without_a_day_stands_in_each_version(self, folder: Path) -> None:
        task = {"id": "viec", "who": ["don-vi-tiep-cong-dan"], "clause": "1"}
        known = profiles(
            folder,
            {"task": [{**task, "what": "Việc cũ"}], **HALF},
            {"task": [{**task, "what": "Việc mới"}], **REST},
        )
        plan = ward(known)
        found = expand(plan, YEAR, calendar=CALENDAR).standing
        assert [(one.id, one.what, one.when) for one in found] == [
            ("phuong-mau/viec", "Việc cũ", None),
            ("phuong-mau/viec/2026-07-01", "Việc mới", "từ 01/07/2026: thường xuyên"),
        ]
        assert [one.what for one in expand(plan, MARCH, calendar=CALENDAR).standing] == ["Việc cũ"]


class TestOnePeriodOneReport:
    """Whatever changes on the way, the report of a period is owed once."""

    @pytest.mark.parametrize(
        ("first", "day", "expected"),
        [
            # on 10/03 the 5th is past: March keeps the 25th
            (date(2026, 3, 10), 5, ["25/01", "25/02", "25/03", *(f"05/{month:02}" for month in range(4, 13))]),
            # on 26/03 March has been reported, on the 25th
            (date(2026, 3, 26), 28, ["25/01", "25/02", "25/03", *(f"28/{month:02}" for month in range(4, 13))]),
            # on 20/03 neither has come: the new day holds
            (date(2026, 3, 20), 28, ["25/01", "25/02", *(f"28/{month:02}" for month in range(3, 13))]),
        ],
    )
    def test_a_day_that_changes_within_a_month(self, folder: Path, first: date, day: int, expected: list[str]) -> None:
        known = profiles(folder, {})
        moved = overlay(Override(kind="report", id="r", set={"by_day": day}), first=first)
        plan = ward(known, moved, unit=[UNIT], report=[report(by_day=25, compiled_by="phong")])
        assert days(due(plan)) == expected
        eve = date.fromordinal(first.toordinal() - 1)
        halves = due(plan, DateRange(YEAR.first, eve)), due(plan, DateRange(first, YEAR.last))
        assert [*halves[0], *halves[1]] == due(plan)

    def test_the_day_that_is_kept_is_told_as_doubtful(self, folder: Path) -> None:
        moved = overlay(Override(kind="report", id="r", set={"by_day": 5}), first=date(2026, 3, 10))
        plan = ward(profiles(folder, {}), moved, unit=[UNIT], report=[report(by_day=25, compiled_by="phong")])
        sure = {f"{one.due:%m}": (one.certainty, len(one.doubts)) for one in due(plan)}
        assert sure.pop("03") == (Certainty.INFERRED, 1)
        assert set(sure.values()) == {(Certainty.SETTLED, 0)}

    def test_a_short_overlay_that_asks_for_nothing_on_its_days(self, folder: Path) -> None:
        short = overlay(Override(kind="report", id="r", set={"by_day": 5}), first=date(2026, 3, 10),
                        last=date(2026, 3, 12))  # fmt: skip
        plan = ward(profiles(folder, {}), short, unit=[UNIT], report=[report(by_day=25, compiled_by="phong")])
        assert days(due(plan)) == [f"25/{month:02}" for month in range(1, 13)]

    def test_a_period_given_up_is_not_owed(self, folder: Path) -> None:
        dropped = overlay(Override(kind="report", id="r", drop=True), first=date(2026, 3, 10))
        plan = ward(profiles(folder, {}), dropped, unit=[UNIT], report=[report(by_day=25, compiled_by="phong")])
        assert days(due(plan)) == ["25/01", "25/02"]

    def test_the_calendar_of_a_month_is_posted_once(self, folder: Path) -> None:
        """The first session of March is on Monday 02/03; five working days before it: Monday 23/02."""
        posting = {"by": "don-vi-tiep-cong-dan", "what": ["lịch tiếp"], "channels": ["Trụ sở"], "clause": "1",
                   "rule": "reception.schedule.posting"}  # fmt: skip
        known = profiles(folder, {"post": [POST], "reception": [reception("tiep", posting=posting)]})
        elsewhere = overlay(Override(kind="reception", id="tiep", set={"venue": "Nơi khác"}), first=date(2026, 3, 10),
                            last=date(2026, 3, 12))  # fmt: skip
        plan = ward(known, elsewhere)
        agenda = expand(plan, DateRange(date(2026, 2, 1), date(2026, 4, 30)), calendar=CALENDAR)
        postings = [(item.id[-7:], f"{item.date:%d/%m}") for item in agenda.items if item.kind == "posting"]
        assert [one for one in postings if one[0] == "2026-03"] == [("2026-03", "23/02")]
        assert "reception.posting.before-plan" not in {one.code for one in agenda.findings}
        march = expand(plan, MARCH, calendar=CALENDAR)
        assert [item.id[-7:] for item in march.items if item.kind == "posting"] == ["2026-04"]

    def test_a_month_that_begins_with_the_new_version_is_posted_by_it(self, folder: Path) -> None:
        """Sessions on the 20th; a change on 10/03: Friday 20/03 is posted by Friday 13/03."""
        posting = {"by": "don-vi-tiep-cong-dan", "what": ["lịch tiếp"], "channels": ["Trụ sở"], "clause": "1",
                   "rule": "reception.schedule.posting"}  # fmt: skip
        monthly = {"every": "month", "days": [20], "day_off": "next", "from": "08:00", "to": "09:00"}
        known = profiles(folder, {"post": [POST], "reception": [reception("tiep", posting=posting, when=monthly)]})
        elsewhere = overlay(Override(kind="reception", id="tiep", set={"venue": "Nơi khác"}), first=date(2026, 3, 10))
        agenda = expand(ward(known, elsewhere), MARCH, calendar=CALENDAR)
        assert [f"{item.date:%d/%m}" for item in agenda.items if item.kind == "posting"] == ["13/03"]

    def test_turns_go_on_over_a_change(self, folder: Path) -> None:
        turns: dict[str, Any] = {"turns": ["chu-tich", "pho"]}
        known = profiles(
            folder, {"post": [POST, {"id": "pho", "name": "Phó"}], "reception": [reception("tiep", **turns)]}
        )
        elsewhere = overlay(Override(kind="reception", id="tiep", set={"venue": "Nơi khác"}), first=date(2026, 3, 10),
                            last=date(2026, 3, 12))  # fmt: skip
        whole, cut = (expand(plan, MARCH, calendar=CALENDAR) for plan in (ward(known), ward(known, elsewhere)))
        assert [item.who for item in cut.items] == [item.who for item in whole.items]
        assert {item.where for item in cut.items if item.date and item.date in elsewhere.valid} == {"Nơi khác"}


class TestThePlanSOwn:
    """What an overlay changes of the plan itself stays the plan's."""

    OWN = ({**UNIT}, report(by_day=25, compiled_by="phong"))

    def test_it_is_written_and_inherited_again(self, folder: Path) -> None:
        known = profiles(folder, {})
        named = overlay(Override(kind="report", id="r", set={"name": "Tên khác"}))
        plain = ward(known, unit=[self.OWN[0]], report=[self.OWN[1]])
        plan = ward(known, named, unit=[self.OWN[0]], report=[self.OWN[1]])
        assert to_toml(plan) == to_toml(plain)
        assert {one.name for one in due(plan)} == {"Tên khác"}
        assert due(inherit(plan, known)) == due(plain)

    def test_all_levels_of_it_are_still_told(self, folder: Path) -> None:
        links = [step("commune", "province", by_day=20), step("province", "centre", by_day=25)]
        named = overlay(Override(kind="report", id="r", set={"name": "Tên khác"}))
        plan = ward(profiles(folder, {}), named, unit=[UNIT], report=[report(link=links, compiled_by="phong")])
        assert {one.level for one in due(plan)} == {Level.COMMUNE, Level.PROVINCE}

    def test_it_may_be_dropped(self, folder: Path) -> None:
        dropped = overlay(Override(kind="report", id="r", drop=True), first=date(2024, 1, 1))
        plan = ward(profiles(folder, {}), dropped, unit=[UNIT], report=[report(by_day=25, compiled_by="phong")])
        assert due(plan) == []
        assert [one.id for one in plan.report] == ["r"]

    def test_a_reception_that_plan_and_province_order_is_held_once(self, folder: Path) -> None:
        known = profiles(folder, {"post": [POST], "reception": [reception("tiep", "07:00-08:00")]})
        moved = overlay(Override(kind="reception", id="tiep", set={"venue": "Z"}))
        plan = ward(known, moved, post=[POST], reception=[reception("tiep", "10:00-11:00")])
        agenda = expand(plan, DateRange(date(2026, 3, 2), date(2026, 3, 3)), calendar=CALENDAR)
        assert [(f"{item.date:%d/%m}", item.start, item.where) for item in agenda.items] == [
            ("02/03", time(10), "Z"), ("03/03", time(10), "Z")
        ]  # fmt: skip

    def test_a_report_of_a_province_is_of_its_level(self, folder: Path) -> None:
        known = profiles(folder, {})
        plan = ward(known, unit=[UNIT], report=[report(by_day=25, compiled_by="phong")],
                    ward={"name": "UBND tỉnh mẫu", "level": "province"})  # fmt: skip
        assert {one.level for one in due(plan)} == {Level.PROVINCE}


class TestWhatCannotBe:
    def test_overrides_that_change_nothing_are_told_all_at_once(self, folder: Path) -> None:
        known = profiles(
            folder, {"post": [POST], "reception": [reception("tiep")], "report": [report("bao-cao", by_day=25)]}
        )
        late = attrs.evolve(
            overlay(Override(kind="report", id="bao-cao", drop=True), last=date(2026, 1, 31)), file="muon.toml"
        )
        said = mistakes(
            known,
            late,
            overlay(Override(kind="report", id="bao-caa", drop=True)),
            effective_from=date(2026, 3, 1),
            unit=[UNIT],
            post=[POST],
            reception=[reception("tiep")],
            report=[report(by_day=25, compiled_by="phong")],
            override=[
                {"kind": "report", "id": "r", "set": {"by_day": 5}},
                {"kind": "reception", "id": "tiep", "set": {"venue": "Z"}},
                {"kind": "statutory", "id": "bao-cao-theo-luat-cap-tinh", "drop": True},
            ],
        )
        assert said == [
            "$.override[0].id: 'r' is the plan's own; change it where it stands",
            "$.override[1].id: 'tiep' is the plan's own; change it where it stands",
            "$.override[2].id: no statutory 'bao-cao-theo-luat-cap-tinh' is inherited; "
            "did you mean 'bao-cao-theo-luat'?",
            "muon.toml: $.effective_from: holds 2026-01-01..2026-01-31, on no day of the plan, 2026-03-01..9999-12-31",
            "tai-cho.toml: $.override[0].id: no report 'bao-caa' is inherited on its days; did you mean 'bao-cao'?",
        ]

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({}, "write one"),
            ({"set": {"by_day": 5}, "drop": True}, "write one"),
            ({"set": {"id": "khac"}}, "set.id: an id stays what it is"),
        ],
    )
    def test_an_override_that_says_nothing_or_two_things(self, changes: dict[str, Any], words: str) -> None:
        with pytest.raises(InvalidValue, match=words):
            Override(kind="report", id="r", **changes)

    def test_new_steps_take_the_place_of_day_and_recipients(self, folder: Path) -> None:
        links = [step("commune", "province", by_day=7)]
        stepped = overlay(Override(kind="report", id="bao-cao", set={"link": links}))
        plan = ward(profiles(folder, {"report": [report("bao-cao", by_day=25)]}), stepped)
        assert days(due(plan, MARCH)) == ["07/03"]
        assert to_toml(stepped).count("by_day = 7") == 1

    def test_a_mistake_is_told_once_where_it_was_written(self, folder: Path) -> None:
        wrong = overlay(Override(kind="report", id="bao-cao", set={"by_day": 99}))
        known = profiles(folder, {"report": [report("bao-cao", by_day=25)], **HALF},
                         {"report": [report("bao-cao", by_day=20)], **REST})  # fmt: skip
        assert mistakes(known, wrong) == [
            "tai-cho.toml: $.override[0].set.by_day: 99 is not a day that every month has; write 1 to 28"
        ]

    def test_types_of_values_built_in_python(self) -> None:
        with pytest.raises(WrongType, match=r"Override\.set is Mapping"):
            Override(kind="report", id="r", set=[("by_day", 5)])  # type: ignore[arg-type]
        with pytest.raises(WrongType, match=r"Overlay\.effective_from is date"):
            overlay(Override(kind="report", id="r", drop=True), first="2026-01-01")  # type: ignore[arg-type]
        with pytest.raises(InvalidFile) as caught:
            from_dict(Override, {"kind": "report", "id": "r", "set": 5})
        assert "$.set: 5 is not a table of keys and values" in str(caught.value)

    def test_days_that_are_none(self) -> None:
        known, instant = Profiles.vietnam(), datetime(2026, 1, 1, tzinfo=VIETNAM)
        for wrong in (instant, "2026-01-01"):
            with pytest.raises(WrongType, match="day is date, not"):
                known.chain("statute", wrong)  # type: ignore[arg-type]
        with pytest.raises(WrongType, match="on is date, not"):
            report_standing((), on=instant)
        with pytest.raises(WrongType, match="a TOML file is one table; tuple is none"):
            to_toml((1, 2))

    def test_a_key_that_no_file_has_is_not_offered(self, folder: Path) -> None:
        with pytest.raises(InvalidFile) as caught:
            profiles(folder, {"file": "x"})
        assert "did you mean 'file'" not in str(caught.value)

    def test_one_id_for_two_kinds(self, folder: Path) -> None:
        known = profiles(folder, {"report": [report("tiep", by_day=25)]})
        assert mistakes(known, post=[POST], reception=[reception("tiep")]) == [
            "0.toml: $.report[tiep]: 'tiep' is the id of a reception already; give each its own"
        ]


class TestSteps:
    """Chains: a half-year that is due through the district until 30/06/2025, and without it after."""

    LINKS = (
        step("commune", "district", takes={"amount": 20, "unit": "working-day"}, last=date(2025, 6, 30)),
        step("district", "province", by="15/7", last=date(2025, 6, 30)),
        step("commune", "province", by="15/7", first=date(2025, 7, 1)),
    )

    @pytest.mark.parametrize("turned", [1, -1])
    def test_a_step_is_not_taken_where_the_one_above_is_not(self, folder: Path, turned: int) -> None:
        """15/07/2024 is a Monday: 20 working days before it, Monday 17/06. In 2025 the district is gone on 15/07."""
        rule = report(cycle="half-year", link=list(self.LINKS[::turned]))
        plan = ward(profiles(folder, {"report": [rule]}))
        found = due(plan, DateRange(date(2024, 1, 1), date(2026, 12, 31)))
        assert [(str(one.due), [leg.from_.value for leg in one.onward]) for one in found] == [
            ("2024-06-17", ["district"]), ("2025-07-15", []), ("2026-07-15", [])
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"link": [step("commune", "province", takes={"amount": 5, "unit": "working-day"})]},
             "link[0].takes: no step goes on from province; give this one a day"),
            ({"link": [step("commune", "province", by_day=5), step("commune", "centre", by_day=5)]},
             "link[1].from: another step leaves commune on the same days; make it a report of its own"),
            ({"by": "17/12"}, ": by falls once a year, the cycle month more often; write by_day"),
            ({"cycle": "quarter", "before_lunar": "23 tháng Chạp"}, "before_lunar falls once a year"),
            ({"lock": {"first": 15, "last": 14}, "after_lock": {"amount": 24, "unit": "hour"}},
             "after_lock.unit: a report is not due by the hour; write working-day or calendar-day"),
        ],
    )  # fmt: skip
    def test_reports_that_cannot_be(self, folder: Path, more: dict[str, Any], words: str) -> None:
        with pytest.raises(InvalidFile) as caught:
            profiles(folder, {"report": [report(**more)]})
        assert [words in str(one) for one in caught.value.mistakes] == [True]

    def test_a_step_whose_days_are_over_never_falls(self, folder: Path) -> None:
        over = report(link=[step("commune", "province", by_day=5, last=date(2020, 1, 1))])
        with pytest.raises(InvalidFile) as caught:
            profiles(folder, {"report": [over]})
        assert "'r' never falls due from 2024-01-01" in str(caught.value)


class TestProvinceNames:
    @pytest.mark.parametrize("name", ["Đồng Nai", "tỉnh Đồng Nai", "Tỉnh Đồng Nai", "đồng nai", "75"])
    def test_a_province_is_known_by_all_its_names_on_each_day(self, name: str) -> None:
        raw = tomllib.loads((DATA / "ward.toml").read_text(encoding="utf-8"))
        raw |= {"ward": {"name": "phường Mẫu", "province": name}}
        del raw["profile"]
        plan = inherit(from_dict(Plan, raw), Profiles.vietnam())
        ours = [one for one in plan.inherited if one.origin.id == "dong-nai"]
        assert min(one.valid.first for one in ours) == date(2024, 8, 16)

    @pytest.mark.parametrize(
        "name", ["Hồ Chí Minh", "TP. Hồ Chí Minh", "thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh", "79"]
    )
    def test_the_city(self, name: str) -> None:
        assert Provinces.vietnam().find(name).code == "79"

    def test_two_profiles_of_one_province_follow_each_other(self, folder: Path) -> None:
        known = profiles(
            folder,
            {"id": "a", "province": "Huế", "report": [report("ra", by_day=5)], "effective_to": date(2025, 12, 31)},
            {"id": "b", "province": "tỉnh Thừa Thiên Huế", "report": [report("rb", by_day=9)],
             "effective_from": date(2026, 1, 1)},
        )  # fmt: skip
        plan = ward(known, profile=None, ward={"name": "phường Mẫu", "province": "Huế"})
        found = due(plan, DateRange(date(2025, 11, 1), date(2026, 2, 28)))
        assert [one.report for one in found] == ["ra", "ra", "rb", "rb"]

    def test_a_profile_of_no_province(self, folder: Path) -> None:
        with pytest.raises(InvalidFile) as caught:
            profiles(folder, {"province": "Dong Nay"})
        assert "$.province: there is no province 'Dong Nay', today or before" in str(caught.value)


class TestCoverage:
    def test_levels_of_which_no_circular_is_known_owe_none(self) -> None:
        assert statutory_reports(2026, level=Level.CENTRE, calendar=CALENDAR) == ()
        assert len(statutory_reports(2026, level=Level.PROVINCE, calendar=CALENDAR)) == 7

    def test_years_at_the_edge_of_the_law(self, folder: Path) -> None:
        """Counting rules begin on 01/01/2017: what was due before it is not asked for in 2017."""
        known = profiles(folder, {"report": [report(by_day=5)], "effective_from": date(2017, 1, 1)})
        plan = ward(known, effective_from=date(2017, 1, 1))
        assert days(due(plan, DateRange.year(2017))) == [f"05/{month:02}" for month in range(1, 13)]

    def test_a_report_of_days_far_ahead_hinders_no_other_year(self, folder: Path) -> None:
        once = report(cycle="once", of={"first": date(2060, 1, 1), "last": date(2060, 12, 31)}, by="31/12")
        plan = ward(profiles(folder, {}), unit=[UNIT], report=[{**once, "compiled_by": "phong"}])
        assert due(plan) == []

    def test_outside_it_nothing_is_guessed(self, folder: Path) -> None:
        plan = ward(profiles(folder, {"report": [report(by_day=5)]}))
        with pytest.raises(OutsideCoverage, match="2090"):
            due(plan, DateRange.year(2090))
        with pytest.raises(WrongType, match="period is DateRange"):
            due_reports(plan, (date(2026, 1, 1), date(2026, 2, 1)), calendar=CALENDAR)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="no dates of the year 0"):
            DateRange.year(0)


class TestWhatIsCited:
    """A value that was changed on the way is not the document's that ordered the rest."""

    def test_the_override_of_a_report_is_named(self, folder: Path) -> None:
        known = profiles(folder, {"report": [report(cycle="year", before="1/11")]})
        override = Override(kind="report", id="r", set={"before": "1/10"})
        plan = ward(known, override=[{"kind": override.kind, "id": override.id, "set": dict(override.set)}])
        (due,) = (one for one in due_reports(plan, YEAR, calendar=CALENDAR) if one.report == "r")
        assert (due.due, due.basis.partition(": ")[0]) == (
            date(2026, 9, 30), f"mục 1 Công văn số 01/UBND-TH; sửa bởi kế hoạch {plan.id}, Kế hoạch số /KH-UBND"
        )  # fmt: skip

    def test_the_overlay_of_a_reception_is_named_on_its_days(self, folder: Path) -> None:
        known = profiles(folder, {"reception": [reception("sang")], "post": [POST]})
        laid = overlay(Override(kind="reception", id="sang", set={"venue": "Hội trường"}), first=date(2026, 3, 16))
        items = expand(ward(known, laid), MARCH, calendar=CALENDAR).items
        bases = {item.date: item.basis for item in items if item.kind == "reception"}
        assert bases[date(2026, 3, 13)] == "mục 1 Công văn số 01/UBND-TH"
        assert bases[date(2026, 3, 16)] == f"mục 1 Công văn số 01/UBND-TH; sửa bởi điều chỉnh {laid.id}"


class TestProfilesOfOneProvince:
    """Both of Đồng Tháp; no version of another profile is of it."""

    def of_it(self, name: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "province": "Đồng Tháp", **more}

    def test_one_that_inherits_from_the_other_is_meant(self, folder: Path) -> None:
        known = profiles(folder, self.of_it("duoi", parent="tren"), self.of_it("tren"))
        assert known.of_province("Đồng Tháp", date(2026, 5, 1)) == "duoi"

    def test_of_two_that_stand_side_by_side_one_is_to_be_named(self, folder: Path) -> None:
        known = profiles(folder, self.of_it("mot"), self.of_it("hai"))
        with pytest.raises(InvalidValue, match="2 profiles are of Đồng Tháp on 2026-05-01: hai, mot; name the one"):
            known.of_province("Đồng Tháp", date(2026, 5, 1))
        with pytest.raises(InvalidFile) as caught:
            ward(known, profile=None, ward={"name": "phường Mẫu", "province": "Đồng Tháp"})
        [mistake] = caught.value.mistakes
        assert (mistake.path, "hai, mot; name the one" in mistake.message) == ("$.ward.province", True)
        later = profiles(folder, self.of_it("mot", effective_to=date(2026, 6, 30)), self.of_it("hai", **REST))
        assert later.of_province("Đồng Tháp", date(2026, 5, 1)) == "mot"


def test_what_is_not_inherited_is_not_asked_for(folder: Path) -> None:
    with pytest.raises(WrongType, match="is not inherited; these are: Unit, Post"):
        ward(profiles(folder, {})).in_force(Overlay)


def test_the_first_and_last_day_of_a_task_are_said(folder: Path) -> None:
    task = {"id": "viec", "who": ["chu-tich"], "what": "Việc", "clause": "1", "last": date(2026, 3, 31)}
    plan = ward(profiles(folder, {}), task=[task], post=[POST])
    assert [duty.when for duty in expand(plan, MARCH, calendar=CALENDAR).standing] == ["đến 31/03/2026: thường xuyên"]
    april = DateRange(date(2026, 4, 1), date(2026, 4, 30))
    assert expand(plan, april, calendar=CALENDAR).standing == ()


def test_a_post_may_report_a_large_group(folder: Path) -> None:
    """The chair, whom the plan names, instead of the profile's unit."""
    group = {"id": "doan", "at_least": 5, "by": "phong", "recipients": [{"name": "UBND tỉnh"}], "clause": "1"}
    known = profiles(folder, {"escalation": [group], "unit": [UNIT]})
    change = {"kind": "escalation", "id": "doan", "set": {"by": "chu-tich"}}
    plan = ward(known, override=[change], post=[POST])
    assert [one.value.by for one in plan.in_force(Escalation)] == ["chu-tich"]


class TestWhatIsTakenAway:
    def test_a_unit_that_the_plan_names(self, folder: Path) -> None:
        own = {"unit": [UNIT], "task": [{"id": "viec", "who": ["phong"], "what": "Việc", "clause": "1"}]}
        dropped = Override(kind="unit", id="phong", drop=True)
        with pytest.raises(InvalidFile) as caught:
            ward(profiles(folder, {}), overlay(dropped), **own)
        assert "does away with 'phong', which the plan names in $.task[0].who[0]" in str(caught.value)
        both = overlay(dropped, Override(kind="task", id="viec", drop=True))
        assert expand(ward(profiles(folder, {}), both, **own), MARCH, calendar=CALENDAR).standing == ()
