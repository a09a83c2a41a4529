"""Profiles: due days of every layer counted by hand, inheritance day by day, other provinces by data alone."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
import tomli_w

from tests.known import CALENDAR
from tests.paths import ANSWERS, BINH_PHUOC, DATA, EXAMPLES, ROOT, rows
from tests.test_cli import data, text
from tiepdan import (
    Certainty,
    Citation,
    DateRange,
    InvalidFile,
    InvalidValue,
    Plan,
    UnknownName,
    expand,
    from_dict,
    load_plan,
    to_dict,
)
from tiepdan.agenda import due_reports
from tiepdan.cli.app import run
from tiepdan.plans import Overlay, Override, Profile, Profiles, Provinces, draft_plan, inherit, load_overlay
from tiepdan.records import to_toml
from tiepdan.reporting import DueReport, Layer, Level, report_standing, statutory_reports

FOLDER, WARD = DATA / "profiles", DATA / "ward.toml"
OWN = Profiles.vietnam().with_folder(FOLDER)
FOUR_YEARS = DateRange(date(2024, 1, 1), date(2027, 12, 31))
ROWS = rows(ANSWERS / "reports.csv")


def answered(*rules: str, **only: str) -> list[tuple[str, str]]:
    return sorted(
        (row["due"], row["act_by"])
        for row in ROWS
        if row["rule"] in rules and all(row[key].startswith(value) for key, value in only.items())
    )


def days(reports: Any) -> list[tuple[str, str]]:
    return sorted((str(one.due), str(one.act_by)) for one in reports)


def ward(profile: str, **changes: Any) -> Plan:
    return inherit(attrs.evolve(load_plan(WARD), profile=profile, **changes), OWN)


def due(plan: Plan, period: DateRange = FOUR_YEARS) -> tuple[DueReport, ...]:
    return due_reports(plan, period, calendar=CALENDAR)


class TestTheFiveExamples:
    """Every due day of 2024 to 2027."""

    def test_dong_nai(self) -> None:
        """D08, D12: the departments; the districts while there were any; in their place, inferred, the communes."""
        plan = load_plan(EXAMPLES / "dong-nai-2024.toml")
        found = [one for one in due(plan) if one.report.startswith("bao-cao-")]
        of = {level: [one for one in found if one.level is level] for level in Level}
        assert days(of[Level.PROVINCE]) == answered("dong-nai-2024")
        assert days(of[Level.DISTRICT]) == answered("dong-nai-2024-district")
        assert days(of[Level.COMMUNE]) == answered("dong-nai-2024-commune")
        assert {str(one.recipients[0]) for one in found} == {"UBND tỉnh (qua Thanh tra tỉnh)"}
        assert [one.certainty for one in of[Level.COMMUNE]] == [Certainty.INFERRED]
        assert {one.certainty for one in of[Level.PROVINCE] + of[Level.DISTRICT]} == {Certainty.SETTLED}

    def test_the_monthly_summary_has_no_day_and_loses_the_district(self) -> None:
        """D10, D12: two ways, Party and State, from 06/2024 to 06/2025; then, inferred, the Party's in one step."""
        plan = load_plan(EXAMPLES / "dong-nai-2024.toml")
        found = [one for one in due(plan) if one.report.startswith("tong-hop-hang-thang")]
        assert {one.due for one in found} == {None}
        party, state = ([one for one in found if one.layer is layer] for layer in (Layer.PARTY, Layer.MODEL))
        steps = [(f"{one.period.first:%Y-%m}", one.level) for one in party]
        months = [f"2024-{month:02}" for month in range(6, 13)] + [f"2025-{month:02}" for month in range(1, 7)]
        both = [(month, level) for month in months for level in (Level.COMMUNE, Level.DISTRICT)]
        assert steps == both + [(f"2025-{month:02}", Level.COMMUNE) for month in range(7, 11)]
        assert [(f"{one.period.first:%Y-%m}", one.level) for one in state] == both
        assert {str(one.recipients[0]) for one in state if one.level is Level.COMMUNE} == {
            "Chủ tịch UBND cấp huyện (qua Văn phòng UBND cấp huyện)"
        }
        assert [leg.to for leg in party[0].onward] == [Level.PROVINCE]
        after = [one for one in party if str(one.period.first) >= "2025-07"]
        assert {str(one.recipients[0]) for one in after} == {"Ban Tuyên giáo và Dân vận Tỉnh ủy"}
        assert {one.certainty for one in after} == {Certainty.INFERRED}
        assert all("cấp huyện" in doubt.vi for one in after for doubt in one.doubts)

    def test_dong_nai_receives_without_districts_from_07_2025(self) -> None:
        """D04, D12: three receive on 30/06/2025; a day later the commune's chair alone, and no district has a duty."""
        plan = load_plan(EXAMPLES / "dong-nai-2024.toml")
        last, first = (
            expand(plan, DateRange(day, day), calendar=CALENDAR) for day in (date(2025, 6, 30), date(2025, 7, 1))
        )
        before, after = ([one for one in agenda.items if one.kind == "reception"] for agenda in (last, first))
        assert {one.who for one in before} == {
            "Chủ tịch UBND cấp xã", "Người đứng đầu các phòng, ban, đơn vị cấp huyện", "Thường trực UBND cấp huyện"
        }  # fmt: skip
        assert [one.who for one in after] == ["Chủ tịch UBND cấp xã"]
        assert [len(one.doubts) for one in (*before, *after)] == [1, 1, 1, 2]
        districts = {"UBND các huyện, thành phố Long Khánh và thành phố Biên Hòa", "Chủ tịch UBND cấp huyện",
                     "UBND cấp huyện", "Ban Dân vận các huyện, thành ủy"}  # fmt: skip
        assert districts <= {who for duty in last.standing for who in duty.who}
        assert not districts & {who for duty in first.standing for who in duty.who}
        inferred = {duty.id.partition("/")[2] for duty in first.standing if duty.certainty is Certainty.INFERRED}
        assert inferred == {"khung-gio-cap-xa", "ke-hoach-tiep-cap-xa", "so-dien-thoai-cap-xa"}

    def test_binh_phuoc(self) -> None:
        found = [one for one in due(load_plan(BINH_PHUOC)) if one.layer is Layer.MODEL]
        assert days(found) == answered("binh-phuoc-2025")

    def test_bac_son_and_nhon_hung_report_nothing_but_the_duty(self) -> None:
        for name in ("bac-son-tet-2025", "nhon-hung-2024"):
            assert due(load_plan(EXAMPLES / f"{name}.toml")) == ()

    def test_bac_kan_ends_with_its_summary(self) -> None:
        """F01: in 12/2025, no day named: the last item of the agenda, with a period."""
        plan = load_plan(EXAMPLES / "bac-kan-2025.toml")
        last = expand(plan, FOUR_YEARS, calendar=CALENDAR).items[-1]
        assert (last.date, str(last.period)) == (None, "2025-12-01..2025-12-31")
        row = next(row for row in ROWS if row["rule"] == "bac-kan-2025")
        report = next(one for one in due(plan) if one.report == "tong-ket")
        assert str(report.window) == f"{row['window_first']}..{row['window_last']}"


class TestTheLaw:
    @pytest.mark.parametrize("level", [Level.COMMUNE, Level.PROVINCE])
    def test_all_due_days_with_their_windows(self, level: Level) -> None:
        found = [one for year in range(2024, 2028) for one in statutory_reports(year, level=level, calendar=CALENDAR)]
        told = sorted((str(one.window.first), str(one.window.last), str(one.due), str(one.act_by)) for one in found)
        assert told == sorted(
            (row["window_first"], row["window_last"], row["due"], row["act_by"])
            for row in ROWS
            if row["rule"] == f"statutory-{level.value}"
        )

    def test_every_ward_inherits_it(self) -> None:
        found = [one for one in due(load_plan(WARD)) if one.layer is Layer.STATUTORY]
        assert days(found) == answered("statutory-commune")
        assert {(one.level, one.compiled_by) for one in found} == {
            (Level.COMMUNE, "Đơn vị được giao tham mưu tiếp công dân")
        }

    def test_a_province_owes_its_own(self) -> None:
        """Whatever its letters order: their own days end before the first of these."""
        letter = attrs.evolve(load_plan(EXAMPLES / "dong-nai-2024.toml"), effective_to=None, inherited=())
        found = [one for one in due(inherit(letter, OWN)) if one.layer is Layer.STATUTORY]
        assert days(found) == answered("statutory-province")

    def test_layers_of_one_day_stay_apart(self) -> None:
        """17/12/2026: the fourth quarter and the year, two reports; the model's own is another layer and day."""
        found = due(load_plan(BINH_PHUOC), DateRange(date(2026, 11, 1), date(2026, 12, 31)))
        assert [(one.layer, str(one.due)) for one in found] == [
            (Layer.MODEL, "2026-11-12"), (Layer.STATUTORY, "2026-12-17"), (Layer.STATUTORY, "2026-12-17")
        ]  # fmt: skip
        assert str(found[1].window) == "2026-09-15..2026-12-14"
        assert str(found[2].window) == "2025-12-15..2026-12-14"


class TestThreeProvincesOfData:
    """The same plan of a ward under each of three provinces that are nothing but TOML."""

    def test_monthly(self) -> None:
        found = due(ward("monthly"), DateRange(date(2026, 1, 1), date(2027, 12, 31)))
        by_25 = [one for one in found if one.report == "thang-25"]
        assert days(by_25) == answered("by-the-25th")
        windows = {
            (row["due"], row["window_first"], row["window_last"]) for row in ROWS if row["rule"] == "by-the-25th"
        }
        assert {(str(one.due), str(one.window.first), str(one.window.last)) for one in by_25} == windows
        assert [str(one) for one in by_25[0].recipients] == ["UBND tỉnh (qua Văn phòng UBND tỉnh)", "Thanh tra tỉnh"]

    def test_a_due_day_inside_tet_and_one_on_a_saturday_made_up(self) -> None:
        found = [one for one in due(ward("monthly")) if one.report == "thang-10" and str(one.due) >= "2026"]
        assert days(found) == answered("by-the-10th")

    def test_lunar(self) -> None:
        found = [one for one in due(ward("lunar")) if one.layer is Layer.MODEL]
        # the lunar year 2023 ended before the profile began to tell of its years, in 02/2024: 23 Chạp was 02/02/2024
        assert days(found) == sorted([*answered("before-23-chap")[:3], ("2024-02-01", "2024-02-01")])

    def test_through_the_district_and_without(self) -> None:
        found = [one for one in due(ward("district"), DateRange(date(2024, 1, 1), date(2026, 12, 31)))
                 if one.layer is Layer.MODEL]  # fmt: skip
        assert days(found) == answered("commune-district", "commune-province")
        above = [leg for one in found for leg in one.onward]
        assert days(above) == answered("district-province")
        assert {leg.from_ for leg in above} == {Level.DISTRICT}

    def test_the_district_itself(self) -> None:
        plan = ward("district")
        plan = inherit(attrs.evolve(plan, ward=attrs.evolve(plan.ward, level=Level.DISTRICT), inherited=()), OWN)
        found = due(plan, DateRange(date(2024, 1, 1), date(2026, 12, 31)))
        assert days(found) == answered("district-province")

    def test_all_of_them_owe_what_the_law_asks(self) -> None:
        for profile in ("monthly", "lunar", "district", "statute"):
            found = [one for one in due(ward(profile)) if one.layer is Layer.STATUTORY]
            assert days(found) == answered("statutory-commune")


class TestInheritance:
    def test_versions_of_a_province_follow_each_other(self) -> None:
        """The letter of 16/8/2024 until 10/11/2025, what is inferred of that of 11/11/2025 after it."""
        plan = inherit(attrs.evolve(load_plan(WARD), profile="dong-nai"), Profiles.vietnam())
        halves = [one for one in due(plan) if one.report == "bao-cao-06-thang"]
        assert [(one.level.value, str(one.due)) for one in halves] == [
            ("commune", "None"), ("commune", "2026-05-12"), ("commune", "2027-05-12")
        ]  # fmt: skip
        # the year 2025 was asked for before 01/11 by the old letter; the one of 11/11 asks for it no second time
        years = [one for one in due(plan) if one.report == "bao-cao-cuoi-nam"]
        assert [str(one.due) for one in years] == ["None", "2025-10-31", "2026-11-12", "2027-11-12"]
        assert [str(one.recipients[0]) for one in years] == [
            "UBND cấp huyện", "UBND tỉnh (qua Thanh tra tỉnh)", *["UBND tỉnh (qua Sở Nội vụ)"] * 2
        ]  # fmt: skip
        autumn = due(plan, DateRange(date(2025, 11, 11), date(2025, 12, 31)))
        assert "bao-cao-cuoi-nam" not in {one.report for one in autumn}

    def test_before_the_letter_nothing_is_inherited_of_it(self) -> None:
        plan = inherit(attrs.evolve(load_plan(WARD), profile="dong-nai"), Profiles.vietnam())
        assert all(str(one.day) >= "2024-08-16" for one in due(plan))

    def test_what_is_inferred_is_said_to_be(self) -> None:
        plan = inherit(attrs.evolve(load_plan(WARD), profile="dong-nai"), Profiles.vietnam())
        agenda = expand(plan, DateRange.year(2026), calendar=CALENDAR)
        assert "profile.inferred" in [finding.code for finding in agenda.findings]
        report = next(item for item in agenda.items if item.kind == "report" and "bao-cao-06-thang" in item.id)
        assert report.certainty.value == "inferred"
        assert "9503/UBND-KGVX" in report.doubts[0].vi
        session = next(item for item in agenda.items if item.kind == "reception")
        assert session.certainty.value == "inferred"
        earlier = expand(plan, DateRange.year(2024), calendar=CALENDAR)
        told = [finding for finding in earlier.findings if finding.code == "profile.inferred"]
        assert [finding.where for finding in told] == ["dong-nai/2024.toml"]
        assert "9503/UBND-KGVX" not in told[0].message_vi

    def test_a_plan_of_the_former_province_finds_its_profile(self) -> None:
        """Bình Phước became part of Đồng Nai on 01/07/2025; before that day it had no profile here."""
        plan = load_plan(WARD)
        plan = inherit(attrs.evolve(plan, profile=None, ward=attrs.evolve(plan.ward, province="Bình Phước")),
                       Profiles.vietnam())  # fmt: skip
        found = [one for one in due(plan) if one.layer is Layer.MODEL]
        assert min(one.day for one in found) >= date(2025, 7, 1)
        assert [str(one.due) for one in found if one.report == "bao-cao-cuoi-nam"] == [
            "2025-10-31", "2026-11-12", "2027-11-12"
        ]  # fmt: skip

    def test_the_plan_stands_before_the_profile(self) -> None:
        plan = load_plan(BINH_PHUOC)
        own = next(one for one in due(plan, DateRange.year(2026)) if one.report == "bao-cao-06-thang")
        assert own.compiled_by == "Phòng Văn hóa - Xã hội phường"
        assert "report" not in {one.kind for one in plan.inherited}

    def test_every_value_knows_where_it_comes_from(self) -> None:
        override = Override(kind="report", id="thang-25", set={"by_day": 20, "compiled_by": "don-vi-tiep-cong-dan"})
        renamed = Override(kind="report", id="thang-25", set={"name": "Báo cáo tháng của phường"})
        overlay = Overlay(
            schema="tiepdan/overlay/1", id="tai-cho", name="Tại chỗ", override=(renamed,), file="tai-cho.toml"
        )
        plan = inherit(attrs.evolve(load_plan(WARD), profile="monthly", override=(override,)), OWN, [overlay])
        report = next(one for one in plan.inherited if one.value.id == "thang-25")
        assert str(report.origin) == "province monthly, Công văn số 01/UBND-TH"
        assert report.origin_of("lock") == report.origin
        assert str(report.origin_of("by_day")) == "plan phuong-mau, Kế hoạch số /KH-UBND"
        assert (report.origin_of("name").layer, report.origin_of("name").file) == ("overlay", "tai-cho.toml")
        assert report.origin.file == "monthly.toml"
        found = [one for one in due(plan, DateRange.year(2026)) if one.report == "thang-25"]
        assert {one.due.day for one in found if one.due} == {20}
        assert {one.name for one in found} == {"Báo cáo tháng của phường"}
        statutory = next(one for one in plan.inherited if one.kind == "statutory")
        assert statutory.origin.layer == "statute"

    def test_a_new_way_of_being_due_takes_the_place_of_the_old_one(self) -> None:
        override = Override(kind="report", id="thang-25", set={"last_working_day": True})
        plan = inherit(attrs.evolve(load_plan(WARD), profile="monthly", override=(override,)), OWN)
        found = [one for one in due(plan, DateRange.year(2027)) if one.report == "thang-25"]
        assert [str(one.due) for one in found][:2] == ["2027-01-29", "2027-02-26"]

    def test_what_is_dropped_is_gone_and_only_on_the_days_of_the_overlay(self) -> None:
        dropped = Override(kind="report", id="thang-25", drop=True)
        overlay = Overlay(schema="tiepdan/overlay/1", id="tam-dung", name="Tạm dừng", effective_from=date(2026, 4, 1),
                          effective_to=date(2026, 6, 30), override=(dropped,))  # fmt: skip
        plan = inherit(attrs.evolve(load_plan(WARD), profile="monthly"), OWN, [overlay])
        found = [one for one in due(plan, DateRange.year(2026)) if one.report == "thang-25"]
        assert [one.due.month for one in found if one.due] == [1, 2, 3, 7, 8, 9, 10, 11, 12]

    def test_an_overlay_changes_the_plan_s_own_report(self, tmp_path: Path) -> None:
        path = tmp_path / "overlay.toml"
        path.write_text(
            'schema = "tiepdan/overlay/1"\nid = "som-hon"\nname = "Sớm hơn"\neffective_from = 2027-01-01\n'
            '[[override]]\nkind = "report"\nid = "bao-cao-06-thang"\nset = { before = "10/5" }\n',
            encoding="utf-8",
        )
        plan = load_plan(BINH_PHUOC, overlays=[load_overlay(path)])
        found = [one for one in due(plan) if one.report == "bao-cao-06-thang"]
        assert days(found) == [("2026-05-12", "2026-05-12"), ("2027-05-09", "2027-05-07")]  # 09/05/2027: a Sunday
        changed = [one for one in plan.inherited if one.value.id == "bao-cao-06-thang" and one.origins]
        assert [one.origin_of("before").layer for one in changed] == ["overlay"]
        assert {one.origin.layer for one in changed} == {"plan"}

    def test_two_halves_are_the_whole(self) -> None:
        for profile in ("monthly", "lunar", "district"):
            plan = ward(profile)
            whole = due(plan)
            for cut in (date(2025, 6, 30), date(2025, 11, 10), date(2026, 2, 16), date(2026, 12, 31)):
                halves = (
                    DateRange(FOUR_YEARS.first, cut),
                    DateRange(date.fromordinal(cut.toordinal() + 1), FOUR_YEARS.last),
                )
                assert tuple(one for half in halves for one in due(plan, half)) == whole

    def test_the_profile_says_what_the_letter_says(self) -> None:
        """What the shipped profile of 2024 has under an id of the example is the example's, but for the levels."""
        letter = load_plan(EXAMPLES / "dong-nai-2024.toml")
        profile = next(one for one in Profiles.vietnam().profile if one.file == "dong-nai/2024.toml")
        assert profile.document.number == letter.document.number
        assert profile.document.issued == letter.document.issued == profile.effective_from
        for name in ("bao-cao-06-thang", "bao-cao-cuoi-nam"):
            own, its = (next(one for one in each.report if one.id == name) for each in (letter, profile))
            assert {link.before for link in its.link if link.to is Level.PROVINCE} == {own.before}
            assert {link.recipients for link in its.link if link.to is Level.PROVINCE} == {own.recipients}
            assert own.name == its.name
        for name in ("tong-hop-hang-thang", "tong-hop-hang-thang-chinh-quyen"):
            own, its = (next(one for one in each.report if one.id == name) for each in (letter, profile))
            assert [(link.from_, link.to, link.last, link.recipients, link.doubts) for link in own.link] == [
                (link.from_, link.to, link.last, link.recipients, link.doubts) for link in its.link
            ]
            assert (own.layer, own.cycle) == (its.layer, its.cycle)
        when = [attrs.evolve(one.reception[0].when, first=None, last=None) for one in (letter, profile)]
        assert when[0] == when[1]
        assert letter.effective_to == profile.effective_to
        assert letter.origin_of("buoi-sang").certainty is profile.certainty is Certainty.INFERRED


class TestStanding:
    def test_overdue_late_and_next(self) -> None:
        reports = due(load_plan(BINH_PHUOC), DateRange.year(2026))
        sent = {one.id: one.day for one in reports[:2]} | {reports[2].id: date(2026, 6, 18)}
        found = report_standing(reports, on=date(2026, 11, 13), sent=sent)
        assert [one.id for one in found.overdue] == [one.id for one in reports[3:7]]
        assert [one.id for one in found.late] == [reports[2].id]
        assert [str(one.due) for one in found.next] == ["2026-12-17", "2026-12-17"]

    def test_on_the_day_itself_it_is_not_overdue(self) -> None:
        reports = due(load_plan(BINH_PHUOC), DateRange.year(2026))
        found = report_standing(reports, on=date(2026, 5, 12), sent={reports[0].id: reports[0].day})
        assert found.overdue == ()
        assert [one.report for one in found.next] == ["bao-cao-06-thang"]

    def test_what_is_sent_later_has_not_been_made(self) -> None:
        reports = due(load_plan(BINH_PHUOC), DateRange.year(2026))
        half = next(one for one in reports if one.report == "bao-cao-06-thang")
        found = report_standing(reports, on=date(2026, 5, 20), sent={half.id: date(2026, 12, 1)})
        assert half in found.overdue
        assert found.late == ()

    def test_nothing_is_left(self) -> None:
        assert report_standing((), on=date(2026, 1, 1)).next == ()


class TestProvinces:
    def test_there_are_34_made_of_63(self) -> None:
        found = Provinces.vietnam()
        assert len(found.province) == len({one.code for one in found.province}) == 34
        before = [name for one in found.province for name in one.predecessors]
        assert len(before) == len(set(before)) == 63
        assert sum(len(one.predecessors) > 1 for one in found.province) == 23
        assert all(bool(one.clause) == (len(one.predecessors) > 1) for one in found.province)

    def test_by_names_of_today_and_before(self) -> None:
        found = Provinces.vietnam()
        names = {"Bình Phước": "Đồng Nai", "Bắc Kạn": "Thái Nguyên", "tỉnh An Giang": "An Giang",
                 "Thừa Thiên Huế": "Huế", "dong nai": "Đồng Nai", "79": "Thành phố Hồ Chí Minh"}  # fmt: skip
        assert {name: found.find(name).name for name in names} == names
        with pytest.raises(UnknownName, match="there is no province 'Bình Phướk', today or before; did you mean"):
            found.find("Bình Phướk")

    def test_kinds_by_day(self) -> None:
        dong_nai = Provinces.vietnam().find("Đồng Nai")
        assert [dong_nai.kind_on(day) for day in (date(2026, 4, 29), date(2026, 4, 30))] == ["tỉnh", "thành phố"]
        kinds = [one.kind_on(date(2025, 7, 1)) for one in Provinces.vietnam().province]
        assert (kinds.count("tỉnh"), kinds.count("thành phố")) == (28, 6)
        kinds = [one.kind_on(date(2026, 11, 21)) for one in Provinces.vietnam().province]
        assert (kinds.count("tỉnh"), kinds.count("thành phố")) == (25, 9)

    def test_names_by_day(self) -> None:
        found = Provinces.vietnam()
        assert found.name_on("Bình Phước", date(2025, 6, 30)) == "Bình Phước"
        assert found.name_on("Bình Phước", date(2025, 7, 1)) == "Đồng Nai"


BAD: dict[str, dict[str, Any]] = {
    "a.toml": {"id": "a", "parent": "b"},
    "b.toml": {"id": "b", "parent": "a"},
    "c1.toml": {"id": "c", "parent": "statute", "effective_to": date(2026, 6, 30)},
    "c2.toml": {"id": "c", "parent": "statute", "effective_from": date(2026, 6, 1)},
    "d.toml": {"id": "d", "parent": "nothing"},
    "e.toml": {"id": "e", "parent": "statute", "report": [{"id": "r", "by_day": 5}, {"id": "r", "by_day": 31}]},
    "f.toml": {"id": "f", "parent": "statute", "effective_from": date(2026, 6, 1), "effective_to": date(2026, 7, 1),
               "report": [{"id": "r", "cycle": "half-year", "before": "13/5"}]},
    "g.toml": {"id": "g", "parent": "statute", "report": [{"id": "r", "by_lunar": "mùng 5 tháng 4 nhuận"}]},
    "h.toml": {"id": "h", "parent": "statute", "report": [{"id": "r", "recipients": [], "link": [
        {"from": "commune", "to": "district", "recipients": [{"name": "UBND huyện"}]}]}]},
    "sub/i.toml": {"id": "i", "parent": "statute", "report": [{"id": "r", "by_day": 5, "clause": "4 @ 99/UBND-TH"}]},
}  # fmt: skip
BAD_WORDS = [
    "a.toml: $.parent: 'a' would inherit from itself in the end; break the circle",
    "b.toml: $.parent: 'b' would inherit from itself in the end; break the circle",
    "c2.toml: $.effective_from: holds on 2026-06-01 beside c1.toml (2024-01-01..2026-06-30); end that one before",
    "d.toml: $.parent: there is no profile 'nothing'",
    "e.toml: $.report[1].by_day: 31 is not a day that every month has",
    "e.toml: $.report[1].id: 'r' is the id of $.report[0] already",
    "f.toml: $.report[0]: 'r' never falls due from 2026-06-01 to 2026-07-01",
    "g.toml: $.report[0].by_lunar: 'mùng 5 tháng 4 nhuận' never falls in most years",
    "h.toml: $.report[0].link[0].last: there is no district level after 2025-06-30; write last = 2025-06-30",
    "sub/i.toml: $.report[0].clause: there is no enclosed document '99/UBND-TH'",
]


REPORT = {"name": "Báo cáo", "cycle": "month", "compiled_by": "don-vi-tiep-cong-dan", "clause": "1",
          "recipients": [{"name": "UBND tỉnh"}]}  # fmt: skip


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    basic = tomllib.loads((FOLDER / "monthly.toml").read_text(encoding="utf-8"))
    for name, changes in BAD.items():
        raw = {**basic, **changes, "report": []}
        for report in changes.get("report", []):
            raw["report"].append({**REPORT, **report})
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(tomli_w.dumps(raw), encoding="utf-8")
    return tmp_path


def test_bad_profiles_are_told_all_at_once(bad_folder: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        Profiles.vietnam().with_folder(bad_folder)
    said = [str(one) for one in caught.value.mistakes]
    for words in BAD_WORDS:
        assert any(one.startswith(words) for one in said), (words, said)
    assert len(said) == len(BAD_WORDS)


def test_bad_profiles_on_the_command_line(bad_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["profiles", "--profiles", str(bad_folder)]) == 2
    said = capsys.readouterr().err
    assert "10 mistakes" in said
    assert "Traceback" not in said


def test_a_folder_without_profiles(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        Profiles.vietnam().with_folder(tmp_path)
    assert "holds no .toml file" in str(caught.value)


@pytest.mark.parametrize("name", ["not-there", "one.toml"])
def test_what_is_no_folder_of_profiles(name: str, tmp_path: Path) -> None:
    (tmp_path / "one.toml").touch()
    with pytest.raises(InvalidFile) as caught:
        Profiles.vietnam().with_folder(tmp_path / name)
    assert str(caught.value).endswith("$: is no folder; give a folder of profiles")


@pytest.mark.parametrize(
    ("override", "words"),
    [
        (Override(kind="report", id="thang-52", drop=True),
         "$.override[0].id: no report 'thang-52' is inherited; did you mean"),
        (Override(kind="raport", id="thang-25", drop=True),
         "$.override[0].kind: 'raport' is no kind of provision; did you mean"),
        (Override(kind="report", id="thang-25", set={"by_day": 40}),
         "$.override[0].set.by_day: 40 is not a day"),
        (Override(kind="report", id="thang-25", set={"bay": 4}), "$.override[0].set.bay: is an unknown key"),
        (Override(kind="report", id="thang-25", set={"compiled_by": "van-phong"}),
         "$.override[0].set.compiled_by: there is no unit 'van-phong'"),
        (Override(kind="report", id="thang-25", set={"before": "1/2"}),
         "$.override[0].set: before falls once a year, the cycle month more often; write by_day"),
        (Override(kind="report", id="thang-25", set={"recipients": [], "link": [
            {"from": "commune", "to": "province", "by_day": 5, "compiled_by": "ma", "recipients": [{"name": "UBND"}]}],
            "by_day": None}), "$.override[0].set.link[0].compiled_by: there is no unit 'ma'"),
        (Override(kind="statutory", id="bao-cao-theo-luat-tinh", drop=True),
         "$.override[0].id: no statutory 'bao-cao-theo-luat-tinh' is inherited; did you mean 'bao-cao-theo-luat'?"),
    ],
)  # fmt: skip
def test_overrides_that_cannot_be(override: Override, words: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        inherit(attrs.evolve(load_plan(WARD), profile="monthly", override=(override,)), OWN)
    assert [str(one) for one in caught.value.mistakes if str(one).startswith(words)]


def test_profiles_and_provinces_that_there_are_not() -> None:
    with pytest.raises(UnknownName, match="there is no profile 'dong-nia'; did you mean 'dong-nai'"):
        ward("dong-nia")
    plan = load_plan(WARD)
    with pytest.raises(UnknownName, match="there is no province 'Đồng Nia'"):
        inherit(attrs.evolve(plan, profile=None, ward=attrs.evolve(plan.ward, province="Đồng Nia")), OWN)


@pytest.mark.parametrize("path", [*sorted(EXAMPLES.glob("*-202?.toml")), *sorted(EXAMPLES.glob("variations/*.toml"))],
                         ids=lambda path: path.stem)  # fmt: skip
def test_toml_is_written_and_read_back_without_loss(path: Path, tmp_path: Path) -> None:
    if tomllib.loads(path.read_text(encoding="utf-8"))["schema"] != "tiepdan/plan/1":
        return
    plan = load_plan(path)
    written = tmp_path / path.name
    written.write_text(to_toml(plan), encoding="utf-8")
    again = load_plan(written)
    assert again == plan
    assert again.inherited == plan.inherited
    assert to_toml(again) == to_toml(plan)
    assert to_dict(again) == to_dict(plan)


@pytest.mark.parametrize("name", [path.stem for path in sorted(EXAMPLES.glob("*-202?.toml"))])
def test_values_come_back_from_plain_data(name: str) -> None:
    plan = load_plan(EXAMPLES / f"{name}.toml")
    assert from_dict(Plan, to_dict(plan)) == plan
    for one in due(plan):
        assert from_dict(DueReport, to_dict(one)) == one


def test_shipped_profiles_come_back_from_plain_data() -> None:
    for profile in Profiles.vietnam().profile:
        assert from_dict(Profile, to_dict(profile)) == profile
    assert from_dict(Provinces, to_dict(Provinces.vietnam())) == Provinces.vietnam()


def test_a_paragraph_is_cited_without_a_number() -> None:
    letter = load_plan(EXAMPLES / "dong-nai-2024.toml")
    found = next(one for one in due(letter) if one.report == "noi-nhan-nam")
    assert str(found.citations[0]) == "đoạn cuối Công văn số 1572-CV/BDVTU"
    assert Citation.parse(str(found.citations[0])) == found.citations[0]


def test_clauses_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    text = (EXAMPLES / "dong-nai-2024.toml").read_text(encoding="utf-8")
    changed = text.replace('clause = "4a"', 'clause = "điều gì đó"', 1).replace('"4c"', '"4 @ 99/UBND"', 1)
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_plan(path)
    assert [str(one) for one in caught.value.mistakes] == [
        "$.reception[0].clause: 'điều gì đó' is no clause; write III.2, 4a or đoạn cuối",
        "$.task[10].clause: there is no enclosed document '99/UBND'; there are: 1572-CV/BDVTU",
    ]


def test_the_profile_and_the_overlay_of_the_docs_are_whole(tmp_path: Path) -> None:
    """The months' reports of that profile are due by the 25th; from 16/03 to 30/04/2026 by the 27th."""
    blocks = re.findall(
        r"```toml\n(schema = .*?)```", (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8"), re.S
    )
    profile, overlay = blocks
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "tinh.toml").write_text(profile, encoding="utf-8")
    (tmp_path / "overlay.toml").write_text(overlay, encoding="utf-8")
    plan = attrs.evolve(load_plan(WARD), profile="ha-trung")
    plan = inherit(plan, Profiles.vietnam().with_folder(folder), [load_overlay(tmp_path / "overlay.toml")])
    found = due_reports(plan, DateRange(date(2026, 2, 1), date(2026, 5, 31)), calendar=CALENDAR)
    days = [due.due for due in found if due.report == "bao-cao-thang"]
    assert days == [date(2026, 2, 25), date(2026, 3, 27), date(2026, 4, 27), date(2026, 5, 25)]


class TestDrafts:
    @pytest.mark.parametrize("profile", ["dong-nai", "statute", "monthly", "lunar", "district"])
    def test_a_draft_loads_and_expands_as_it_is(self, profile: str, tmp_path: Path) -> None:
        path = tmp_path / "plan.toml"
        path.write_text(draft_plan("phường Tân Khai", profile, profiles=OWN), encoding="utf-8")
        plan = load_plan(path, profiles=OWN)
        assert plan.ward.name == "phường Tân Khai"
        agenda = expand(plan, DateRange.year(2026), calendar=CALENDAR)
        assert agenda.summary.reports >= 7
        assert plan.id.startswith("phuong-tan-khai-")

    def test_its_comments_name_what_is_inherited(self) -> None:
        text = draft_plan("xã Mẫu", "dong-nai")
        assert "#   - báo cáo bao-cao-06-thang: Báo cáo 06 tháng" in text
        assert "trước ngày 13/5 hằng năm" in text

    def test_the_commented_examples_hold_when_uncommented(self, tmp_path: Path) -> None:
        for profile in ("dong-nai", "statute"):
            lines = draft_plan("xã Mẫu", profile).splitlines()
            start = next(n for n, line in enumerate(lines) if line.startswith("# Đổi một điều"))
            keys = ("[[", "kind", "id", "set", "name", "receiver", "venue", "minimum", "clause", "when")
            opened = tuple(f"# {key}" for key in keys)
            open_ = [line.removeprefix("# ") if line.startswith(opened) else line for line in lines[start:]]
            path = tmp_path / f"{profile}.toml"
            path.write_text("\n".join([*lines[:start], *open_]), encoding="utf-8")
            assert load_plan(path).override[0].set == {"compiled_by": "van-phong"}

    def test_names_that_are_none(self) -> None:
        with pytest.raises(InvalidValue, match="the ward has no name"):
            draft_plan("…", "statute")
        for name in ("phường", "Tân Khai", "xã ", "khu Côn Đảo"):
            with pytest.raises(InvalidValue, match="with its kind before it"):
                draft_plan(name, "statute")
        assert 'place = "Côn Đảo"' in draft_plan("đặc khu Côn Đảo", "statute")
        with pytest.raises(InvalidValue, match="the ward has no name in one line"):
            draft_plan("phường Mẫu\nid = 1", "statute")

    def test_a_name_beyond_the_letters_of_an_id(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.toml"
        path.write_text(draft_plan("phường Ω² Mẫu", "statute"), encoding="utf-8")
        assert load_plan(path).id == "phuong-mau-2025"

    def test_a_profile_with_a_name_over_two_lines(self, tmp_path: Path) -> None:
        raw = tomllib.loads((FOLDER / "monthly.toml").read_text(encoding="utf-8")) | {"name": "Tỉnh\nmẫu"}
        (tmp_path / "profile.toml").write_text(tomli_w.dumps(raw), encoding="utf-8")
        known = Profiles.vietnam().with_folder(tmp_path)
        path = tmp_path / "plan.toml"
        path.write_text(draft_plan("phường Mẫu", "monthly", profiles=known), encoding="utf-8")
        assert load_plan(path, profiles=known).profile == "monthly"

    def test_a_profile_that_does_not_hold_then(self) -> None:
        with pytest.raises(
            InvalidValue, match="the profile 'dong-nai' does not hold on 2024-01-01; it holds 2024-08-16"
        ):
            draft_plan("phường Mẫu", "dong-nai", effective_from=date(2024, 1, 1))


class TestCommandLine:
    def test_profiles(self, capsys: pytest.CaptureFixture[str]) -> None:
        found = data(capsys, "profiles", "--province", "Bình Phước", "--on", "2026-01-01")
        assert [(one["id"], one["effective_from"]) for one in found["profiles"]] == [
            ("statute", "2013-01-01"), ("dong-nai", "2025-11-11")
        ]  # fmt: skip
        assert "Công văn số 10549/UBND-KGVX" in text(capsys, "profiles")
        assert "monthly" in text(capsys, "profiles", "--profiles", str(FOLDER))
        assert "dong-nai" not in text(capsys, "profiles", "--province", "Bình Phước", "--on", "2025-06-30")

    def test_new(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "plan.toml"
        assert "Đã ghi" in text(capsys, "new", "phường Bình Phước", "--profile", "dong-nai", "--out", str(path))
        assert run(["new", "phường Bình Phước", "--profile", "dong-nai", "--out", str(path)]) == 2
        assert "is there already" in capsys.readouterr().err
        assert run(["agenda", str(path), "--from", "2026-01-01", "--to", "2026-12-31"]) == 0
        capsys.readouterr()
        printed = text(capsys, "new", "phường Bình Phước", "--profile", "dong-nai", "--from", "2026-01-01")
        assert "effective_from = 2026-01-01" in printed
        assert run(["new", "phường X", "--profile", "dong-nia"]) == 2
        assert "did you mean 'dong-nai'" in capsys.readouterr().err

    def test_reports_of_a_ward_under_an_own_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "plan.toml"
        path.write_text(WARD.read_text(encoding="utf-8").replace('"statute"', '"monthly"'), encoding="utf-8")
        found = data(capsys, "reports", str(path), "--year", "2026", "--profiles", str(FOLDER), "--on", "2026-11-21")
        assert sum(one["layer"] == "model" for one in found["reports"]) == 24
        assert [one["due"] for one in found["standing"]["next"]] == ["2026-11-25"]
        assert run(["reports", str(path), "--year", "2026"]) == 2
        assert "there is no profile 'monthly'" in capsys.readouterr().err

    def test_reports_sent(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        first = due(load_plan(BINH_PHUOC), DateRange.year(2026))[0]
        path = tmp_path / "sent.toml"
        path.write_text(
            f'schema = "tiepdan/sent-reports/1"\nsent = [{{ report = "{first.id}", on = 2026-03-16 }}]\n',
            encoding="utf-8",
        )
        arguments = ["reports", str(BINH_PHUOC), "--year", "2026", "--on", "2026-04-01", "--sent", str(path)]
        assert data(capsys, *arguments)["standing"]["overdue"] == []
        assert "Kế tiếp: Báo cáo 06 tháng" in text(capsys, *arguments)
        path.write_text(
            'schema = "tiepdan/sent-reports/1"\nsent = [{ report = "x", on = 2026-03-16 }]\n', encoding="utf-8"
        )
        assert run(arguments) == 2
        assert "$.sent[0].report: no report 'x' is due in 2025-01-01..2027-12-31; there are" in capsys.readouterr().err
        twice = f'{{ report = "{first.id}", on = 2026-03-16 }}'
        path.write_text(f'schema = "tiepdan/sent-reports/1"\nsent = [{twice}, {twice}]\n', encoding="utf-8")
        assert run(arguments) == 2
        assert f"$.sent[1].report: '{first.id}' stands here twice" in capsys.readouterr().err
        assert run([*arguments[:4], "--sent", str(path)]) == 2
        assert "give that day with --on" in capsys.readouterr().err

    @pytest.mark.parametrize("year", ["0", "-5", "10000", "2090"])
    def test_years_that_are_not_covered(self, year: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["reports", str(BINH_PHUOC), f"--year={year}"]) == 2
        assert year in capsys.readouterr().err

    def test_brackets_in_names_are_printed_as_they_are(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text_ = (FOLDER / "monthly.toml").read_text(encoding="utf-8").replace("Báo cáo tháng", "BC [bold] [/KH]")
        plan, own = tmp_path / "plan.toml", tmp_path / "own"
        own.mkdir()
        (own / "monthly.toml").write_text(text_, encoding="utf-8")
        plan.write_text(WARD.read_text(encoding="utf-8").replace('"statute"', '"monthly"'), encoding="utf-8")
        assert "BC [bold] [/KH]" in text(capsys, "reports", str(plan), "--year", "2026", "--profiles", str(own))

    def test_an_overlay(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "overlay.toml"
        path.write_text(
            'schema = "tiepdan/overlay/1"\nid = "o"\nname = "O"\n'
            '[[override]]\nkind = "statutory"\nid = "bao-cao-theo-luat"\ndrop = true\n',
            encoding="utf-8",
        )
        arguments = ["agenda", str(BINH_PHUOC), "--from", "2026-01-01", "--to", "2026-12-31", "--overlay", str(path)]
        assert json.loads(_json(capsys, arguments))["summary"]["reports"] == 2
        path.write_text('schema = "tiepdan/overlay/1"\nid = "o"\n', encoding="utf-8")
        assert run(arguments) == 2
        assert "$.name: is missing" in capsys.readouterr().err


def _json(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    assert run([*arguments, "--json"]) == 0
    return capsys.readouterr().out
