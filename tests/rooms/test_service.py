"""Letters, greetings, codes, one-stop files; indicators, checklists and 5 rõ: each at its border."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.known import CALENDAR
from tests.paths import EXAMPLES
from tiepdan import DateRange, InvalidFile, InvalidValue, LunarDate, WrongType, expand, load_plan, to_dict
from tiepdan.export import agenda_markdown
from tiepdan.law import Share
from tiepdan.service import (
    Code,
    Greeting,
    Happening,
    Letter,
    LetterKind,
    NewDate,
    Occasion,
    OneStopFile,
    file_findings,
    letters_due,
)
from tiepdan.work import Check, Checklist, Indicator, Measured, Series, Task, shortfall

BAC_KAN = load_plan(EXAMPLES / "bac-kan-2025.toml")


class TestLetters:
    APOLOGY = Letter(
        id="xin-loi", kind=LetterKind.APOLOGY, on=(Occasion.LATE_FILE,), by="chu-tich", clause="1.6",
        text="Kính gửi {ho_ten}: hồ sơ {so} chưa xong, hẹn lại ngày {ngay}. Mong {ho_ten} thông cảm.",
    )  # fmt: skip

    def test_each_event_raises_its_letter(self) -> None:
        """F09: marriage and birth, death, a contribution, a late file and the authority's own fault."""
        happened = [Happening(id=one.value, occasion=one, on=date(2025, 9, 10 - n)) for n, one in enumerate(Occasion)]
        found = letters_due(BAC_KAN.letter, happened)
        assert [(one.occasion.value, one.letter) for one in found] == [
            ("own-fault", "thu-xin-loi"), ("late-file", "thu-xin-loi"), ("contribution", "thu-cam-on"),
            ("death", "thu-chia-buon"), ("birth", "thu-chuc-mung"), ("marriage", "thu-chuc-mung"),
        ]  # fmt: skip

    def test_slots_are_filled(self) -> None:
        assert self.APOLOGY.slots == ("ho_ten", "so", "ngay")
        text = self.APOLOGY.filled({"ho_ten": "ông Nguyễn Văn Mẫu", "so": "01", "ngay": "20/3/2026"})
        assert text.startswith("Kính gửi ông Nguyễn Văn Mẫu: hồ sơ 01 chưa xong")
        assert text.count("Nguyễn Văn Mẫu") == 2

    def test_slots_that_lack_and_values_without_a_slot(self) -> None:
        with pytest.raises(InvalidValue, match="lacks: so, ngay"):
            self.APOLOGY.filled({"ho_ten": "x", "so": " "})
        with pytest.raises(InvalidValue, match="has no slot 'ho_tne'; did you mean 'ho_ten'"):
            self.APOLOGY.filled({"ho_ten": "x", "so": "1", "ngay": "2", "ho_tne": "x"})
        for value in (5, None, ["Nguyễn Văn Mẫu"]):
            values: Any = {"ho_ten": value, "so": "1", "ngay": "2"}
            with pytest.raises(WrongType, match=r"values\['ho_ten'\] is str, not (int|NoneType|list of str)$"):
                self.APOLOGY.filled(values)
        with pytest.raises(InvalidValue, match="has no text"):
            attrs.evolve(self.APOLOGY, text=None).filled({})
        with pytest.raises(InvalidValue, match="a brace that is no slot"):
            attrs.evolve(self.APOLOGY, text="Kính gửi {Họ tên}")

    def test_whom_it_concerns_reaches_no_output(self) -> None:
        one = Happening(id="h", occasion=Occasion.BIRTH, on=date(2025, 9, 1), whom="Nguyễn Văn Mẫu")
        assert "Mẫu" not in str(to_dict(one))
        assert "Mẫu" not in repr(one)
        assert "Mẫu" not in str(letters_due(BAC_KAN.letter, [one]))


class TestGreetings:
    def test_by_the_sun_and_by_the_moon(self) -> None:
        greeting = Greeting(id="g", name="Chúc mừng", on=("1/1", "mùng 1 tháng Giêng", "30/4"), by="chu-tich",
                            channels=("loa",), clause="1.6")  # fmt: skip
        found = sorted(day for day, _ in greeting.days(DateRange(date(2026, 1, 1), date(2027, 12, 31))))
        tet = [LunarDate(year, 1, 1).to_date() for year in (2026, 2027)]
        assert tet == [date(2026, 2, 17), date(2027, 2, 6)]
        assert found == sorted([date(2026, 1, 1), date(2026, 4, 30), date(2027, 1, 1), date(2027, 4, 30), *tet])

    def test_in_the_agenda(self) -> None:
        """Of New Year, Tết, 30/4 and 2/9 the plan of 8/2025 to 12/2025 has 2/9."""
        items = expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR).items
        assert [str(item.date) for item in items if item.kind == "greeting"] == ["2025-09-02"]

    @pytest.mark.parametrize(
        "on", [("1/1", "01/01"), ("2/9", "1/1", "2/9"), ("mùng 1 tháng Giêng", "mùng một tháng 1")]
    )
    def test_a_day_that_is_named_twice(self, on: tuple[str, ...]) -> None:
        with pytest.raises(InvalidValue, match=f"'{on[-1]}' is '{on[0]}' already"):
            Greeting(id="g", name="x", on=on, by="chu-tich", channels=(), clause="1")

    def test_two_days_that_fall_together_are_one_greeting(self) -> None:
        """Mùng 1 Tết of 2026 is 17/02."""
        greeting = Greeting(id="g", name="Chúc mừng", on=("mùng 1 tháng Giêng", "17/2", "1/1"), by="chu-tich",
                            channels=("loa",), clause="III.1.6")  # fmt: skip
        assert list(greeting.days(DateRange.year(2026))) == [
            (date(2026, 1, 1), "1/1"), (date(2026, 2, 17), "mùng 1 tháng Giêng, 17/2")
        ]  # fmt: skip
        plan = attrs.evolve(BAC_KAN, effective_to=date(2026, 12, 31), greeting=(greeting,))
        items = [item for item in expand(plan, DateRange.year(2026), calendar=CALENDAR).items
                 if item.kind == "greeting"]  # fmt: skip
        assert [(item.date, item.what) for item in items] == [
            (date(2026, 1, 1), "Chúc mừng (1/1)"), (date(2026, 2, 17), "Chúc mừng (mùng 1 tháng Giêng, 17/2)")
        ]  # fmt: skip

    def test_days_that_there_are_not(self) -> None:
        with pytest.raises(InvalidValue, match="31/2 is not a day of every year"):
            Greeting(id="g", name="x", on=("31/2",), by="chu-tich", channels=(), clause="1")


class TestOneStop:
    """Received on Monday 02/03/2026, promised for Thursday 12/03: an apology is due by Wednesday 11/03."""

    def file(self, *new_dates: NewDate, given: date | None = None) -> OneStopFile:
        return OneStopFile(id="f1", procedure="khai sinh", received=date(2026, 3, 2), promised=date(2026, 3, 12),
                           new_dates=new_dates, given=given)  # fmt: skip

    def codes(self, file: OneStopFile, day: int) -> list[str]:
        found = file_findings([file], on=date(2026, 3, day), calendar=CALENDAR)
        return [one.code.removeprefix("one-stop.") for one in found]

    @pytest.mark.parametrize(
        ("day", "codes"), [(9, []), (10, ["risk"]), (12, ["risk"]), (13, ["overdue", "apology.missing"])]
    )
    def test_risk_and_delay(self, day: int, codes: list[str]) -> None:
        assert self.codes(self.file(), day) == codes

    def test_given_in_time_and_late(self) -> None:
        assert self.codes(self.file(given=date(2026, 3, 12)), 30) == []
        assert self.codes(self.file(given=date(2026, 3, 13)), 30) == ["late", "apology.missing"]

    @pytest.mark.parametrize(("day", "codes"), [(10, []), (11, []), (12, ["apology.late"])])
    def test_the_apology_a_day_before(self, day: int, codes: list[str]) -> None:
        again = NewDate(on=date(2026, 3, day), until=date(2026, 3, 19))
        assert self.codes(self.file(again, given=date(2026, 3, 19)), 30) == codes

    def test_a_second_new_date_is_refused(self) -> None:
        once, twice = NewDate(on=date(2026, 3, 11), until=date(2026, 3, 19)), NewDate(
            on=date(2026, 3, 18), until=date(2026, 3, 26))  # fmt: skip
        assert self.codes(self.file(once, twice, given=date(2026, 3, 26)), 30) == ["reschedule"]

    @pytest.mark.parametrize(("given", "codes"), [(19, []), (20, ["late"])])
    def test_late_again_after_the_one_new_date(self, given: int, codes: list[str]) -> None:
        """No second new date is allowed: none is asked for."""
        once = NewDate(on=date(2026, 3, 11), until=date(2026, 3, 19))
        assert self.codes(self.file(once, given=date(2026, 3, given)), 30) == codes

    @pytest.mark.parametrize(
        ("promised", "given", "codes"),
        [
            (date(2026, 3, 15), date(2026, 3, 16), []),  # a Sunday: due on Monday
            (date(2026, 3, 15), date(2026, 3, 17), ["late", "apology.missing"]),
            (date(2026, 2, 17), date(2026, 2, 23), []),  # mùng 1 Tết: off until Sunday 22/02/2026
            (date(2026, 2, 17), date(2026, 2, 24), ["late", "apology.missing"]),
        ],
    )
    def test_an_appointment_on_a_day_off(self, promised: date, given: date, codes: list[str]) -> None:
        file = OneStopFile(id="f", procedure="khai sinh", received=date(2026, 2, 2), promised=promised, given=given)
        found = file_findings([file], on=date(2026, 3, 30), calendar=CALENDAR)
        assert [one.code.removeprefix("one-stop.") for one in found] == codes
        for one in found:
            if one.code == "one-stop.late":
                assert one.message_en.startswith("given 1 days late")

    @pytest.mark.parametrize(("day", "codes"), [(15, ["risk"]), (16, ["risk"]), (17, ["overdue", "apology.missing"])])
    def test_not_given_on_an_appointment_on_a_day_off(self, day: int, codes: list[str]) -> None:
        """Promised for Sunday 15/03/2026: due on Monday."""
        assert self.codes(attrs.evolve(self.file(), promised=date(2026, 3, 15)), day) == codes

    @pytest.mark.parametrize(
        ("promised", "sent", "said"),
        [
            (16, 13, []),  # Monday 16/03: by Sunday 15/03, which is by Friday 13/03
            (16, 14, ["Gửi thư xin lỗi ngày 14/03/2026, hạn 13/03/2026"]),
            (16, 15, ["Gửi thư xin lỗi ngày 15/03/2026, hạn 13/03/2026"]),
            (15, 13, []),  # Sunday 15/03: due on Monday
            (15, 14, ["Gửi thư xin lỗi ngày 14/03/2026, hạn 13/03/2026"]),
        ],
    )
    def test_an_apology_is_sent_on_a_working_day(self, promised: int, sent: int, said: list[str]) -> None:
        again = NewDate(on=date(2026, 3, sent), until=date(2026, 3, 19))
        file = attrs.evolve(self.file(), promised=date(2026, 3, promised), new_dates=(again,), given=again.until)
        assert [one.message_vi for one in file_findings([file], on=date(2026, 3, 30), calendar=CALENDAR)] == said

    def test_what_is_still_to_come_has_not_come(self) -> None:
        """Promised for 12/03/2026, apology on 16/03 for 24/03, given on 30/03."""
        file = self.file(NewDate(on=date(2026, 3, 16), until=date(2026, 3, 24)), given=date(2026, 3, 30))
        assert {day: self.codes(file, day) for day in (1, 5, 12, 13, 16, 24, 25, 30)} == {
            1: [], 5: [], 12: ["risk"], 13: ["overdue", "apology.missing"], 16: ["apology.late"],
            24: ["risk", "apology.late"], 25: ["overdue", "apology.late"], 30: ["late", "apology.late"],
        }  # fmt: skip
        assert file.as_of(date(2026, 3, 15)) == self.file()
        assert file.as_of(date(2026, 3, 30)) == file

    def test_what_cannot_be(self) -> None:
        with pytest.raises(InvalidValue, match="before it was received"):
            self.file(given=date(2026, 3, 1))
        with pytest.raises(InvalidValue, match="is not after the one it takes the place of"):
            self.file(NewDate(on=date(2026, 3, 2), until=date(2026, 3, 12)))
        with pytest.raises(InvalidValue, match="is not after the day of the apology"):
            NewDate(on=date(2026, 3, 12), until=date(2026, 3, 12))
        with pytest.raises(InvalidValue, match="was sent before it was received on 2026-03-02"):
            self.file(NewDate(on=date(2020, 3, 15), until=date(2026, 3, 19)))
        with pytest.raises(InvalidValue, match="was sent after its result was given on 2026-03-10"):
            self.file(NewDate(on=date(2026, 3, 11), until=date(2026, 3, 19)), given=date(2026, 3, 10))
        days = (11, 19), (11, 26)
        with pytest.raises(InvalidValue, match="do not follow each other"):
            self.file(*(NewDate(on=date(2026, 3, on), until=date(2026, 3, until)) for on, until in days))


class TestIndicators:
    def indicator(self, **more: Any) -> Indicator:
        return Indicator(**{"id": "i", "name": "Đeo thẻ", "of": "công chức", "clause": "1", **more})

    def measured(self, count: int, total: int) -> Measured:
        return Measured(indicator="i", on=date(2025, 12, 1), count=count, total=total)

    @pytest.mark.parametrize(
        ("target", "count", "total", "short"),
        [("100%", 45, 45, 0), ("100%", 44, 45, 1), ("90%", 41, 45, 0), ("90%", 40, 45, 1), ("2/3", 30, 45, 0)],
    )
    def test_what_is_short_of_the_target(self, target: str, count: int, total: int, short: int) -> None:
        """Nine tenths of 45 are forty and a half: 41."""
        assert shortfall(self.indicator(target=Share.parse(target)), self.measured(count, total)) == short

    def test_at_most_none(self) -> None:
        assert shortfall(self.indicator(at_most=0), self.measured(0, 45)) == 0
        assert shortfall(self.indicator(at_most=0), self.measured(2, 45)) == 2

    def test_a_named_series_is_followed(self) -> None:
        """F18: SIPAS, PAR INDEX, PAPI."""
        assert [one.series for one in BAC_KAN.indicator if one.series] == list(Series)
        assert shortfall(self.indicator(series=Series.PAPI), self.measured(40, 80)) == 0
        assert "hài lòng" in Series.SIPAS.vietnamese

    def test_what_cannot_be(self) -> None:
        both = {"target": Share.parse("100%"), "at_most": 0}
        words_of = "has a target or an at_most"
        for parts, words in (({}, words_of), ({"at_most": -1}, "-1 is less than nothing"), (both, words_of)):
            with pytest.raises(InvalidValue, match=words):
                self.indicator(**parts)
        with pytest.raises(InvalidValue, match="46 out of 45 cannot be"):
            self.measured(46, 45)
        with pytest.raises(InvalidValue, match="'i' was measured, not 'j'"):
            shortfall(self.indicator(id="j", at_most=0), self.measured(0, 1))
        with pytest.raises(InvalidValue, match="a part of no công chức"):
            shortfall(self.indicator(target=Share.parse("100%")), self.measured(0, 0))
        with pytest.raises(WrongType, match=r"Measured\.count is int"):
            Measured(indicator="i", on=date(2025, 12, 1), count="45", total=45)  # type: ignore[arg-type]

    def test_what_there_is_to_be_none_of_in_the_agenda(self) -> None:
        """F06: “Hằng năm không có cán bộ, công chức, viên chức bị xử lý kỷ luật”; F18: the indices “hàng năm”."""
        standing = {one.id: one for one in expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR).standing}
        none, index = standing["bac-kan-2025/khong-ky-luat"], standing["bac-kan-2025/papi"]
        assert (none.what, none.when) == ("Bị xử lý kỷ luật: không có cán bộ, công chức, viên chức", "hằng năm")
        assert (index.what.partition(":")[0], index.when) == ("PAPI", "hàng năm")
        some = self.indicator(at_most=2)
        (one,) = expand(attrs.evolve(BAC_KAN, indicator=(some,), letter=(), code=(), checklist=(), task=()),
                        BAC_KAN.valid, calendar=CALENDAR).standing  # fmt: skip
        assert (one.what, one.when) == ("Đeo thẻ: không quá 2 công chức", "thường xuyên")

    def test_where_the_law_counts_others(self) -> None:
        """F12: the plan counts voters, the law household representatives."""
        found = [one for one in expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR).findings
                 if one.code == "indicator.counted"]  # fmt: skip
        assert [(one.where, one.message_vi) for one in found] == [
            ("cu-tri-cho-y-kien", "Chỉ tiêu tính cử tri; luật tính đại diện hộ gia đình")
        ]


class TestChecklistsAndCodes:
    def test_what_is_missing(self) -> None:
        (office,) = BAC_KAN.checklist
        there = {entry.id for entry in office.entry} - {"wifi", "camera"}
        assert [entry.id for entry in office.missing(there)] == ["wifi", "camera"]
        with pytest.raises(InvalidValue, match="'wfi' is not in the checklist 'cong-so'; did you mean 'wifi'"):
            office.missing({"wfi"})
        with pytest.raises(InvalidValue, match="is empty, or holds an id twice"):
            Checklist(id="c", name="C", entry=(Check(id="a", name="A"), Check(id="a", name="B")), clause="1")

    def test_a_code_has_as_many_rules_as_its_name_says(self) -> None:
        assert [(code.name, len(code.rules)) for code in BAC_KAN.code] == [("4 xin", 4), ("4 luôn", 4), ("5 không", 5)]
        with pytest.raises(InvalidValue, match="are 3, the code '4 xin' has 4"):
            Code(id="c", name="4 xin", count=4, rules=("a", "b", "c"), clause="1")


class TestFiveClear:
    UNCLEAR = next(task for task in BAC_KAN.task if task.five_clear)
    CLEAR = attrs.evolve(UNCLEAR, responsibility="Chịu trách nhiệm về tiến độ và kết quả")

    def test_the_plan_itself_does_not_say_who_answers_for_what(self) -> None:
        """F07: III.1.4 asks for all five and names no responsibility."""
        assert self.UNCLEAR.unclear == ("trách nhiệm",)

    def test_blanks_are_nothing(self) -> None:
        blank = attrs.evolve(self.CLEAR, who=("", " "), what="\t", responsibility="  ", when=" ", result="\n")
        assert blank.unclear == ("người", "việc", "trách nhiệm", "tiến độ", "kết quả")

    def test_the_responsibility_stands_in_the_agenda(self) -> None:
        plan = attrs.evolve(BAC_KAN, task=(self.CLEAR,))
        (duty,) = (one for one in expand(plan, plan.valid, calendar=CALENDAR).standing if one.id.endswith("/nam-ro"))
        assert duty.responsibility == "Chịu trách nhiệm về tiến độ và kết quả"
        page = agenda_markdown(expand(plan, plan.valid, calendar=CALENDAR))
        assert f"| {self.CLEAR.what} | Chịu trách nhiệm về tiến độ và kết quả |" in page

    def test_all_five(self) -> None:
        assert self.CLEAR.unclear == ()

    @pytest.mark.parametrize(
        ("part", "name"),
        [
            ("who", "người"),
            ("what", "việc"),
            ("responsibility", "trách nhiệm"),
            ("when", "tiến độ"),
            ("result", "kết quả"),
        ],
    )
    def test_each_that_lacks_is_a_finding(self, part: str, name: str) -> None:
        nothing: Any = () if part == "who" else "" if part == "what" else None
        unclear = attrs.evolve(self.CLEAR, **{part: nothing})
        assert unclear.unclear == (name,)
        plan = attrs.evolve(BAC_KAN, task=(unclear,))
        found = [one for one in plan.findings if one.code == "task.unclear"]
        assert [(one.where, one.message_vi) for one in found] == [
            ("nam-ro", f"Nhiệm vụ chưa đủ 5 rõ, thiếu: {name}")
        ]  # fmt: skip

    def test_a_task_that_promises_nothing_is_left_alone(self) -> None:
        plain = Task(id="t", who=(), what="", clause="1")
        assert plain.unclear
        plan = attrs.evolve(BAC_KAN, task=(plain,))
        assert not [one for one in plan.findings if one.code == "task.unclear"]


class TestBacKan:
    def test_the_agenda_ends_with_the_summary(self) -> None:
        agenda = expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR)
        assert (agenda.items[-1].date, str(agenda.items[-1].period)) == (None, "2025-12-01..2025-12-31")

    def test_what_has_no_day_stands_under_standing(self) -> None:
        standing = {duty.id.partition("/")[2] for duty in expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR).standing}
        for kind in ("task", "letter", "indicator", "code", "checklist"):
            assert {one.id for one in getattr(BAC_KAN, kind)} <= standing

    def test_wrong_parts_of_a_file_come_at_once(self, tmp_path: Any) -> None:
        text = (EXAMPLES / "bac-kan-2025.toml").read_text(encoding="utf-8")
        changed = text.replace("count = 5", "count = 6").replace('on = ["death"]', 'on = ["deaht"]')
        changed = changed.replace('series = "PAPI"', 'series = "PAPY"')
        changed = changed.replace('on = ["contribution"]\nby = "ubnd"', 'on = ["contribution"]\nby = "chu-tihc"')
        path = tmp_path / "plan.toml"
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(InvalidFile) as caught:
            load_plan(path)
        said = str(caught.value)
        for words in (
            "$.code[2].rules: are 5, the code '5 không' has 6",
            "$.letter[1].on[0]: 'deaht' is not among",
            "'PAPY' is not among the choices; did you mean 'PAPI'",
            "$.letter[2].by: there is no unit or post",
        ):
            assert words in said
