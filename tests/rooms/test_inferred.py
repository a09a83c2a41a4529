"""What a plan's data say and its document does not: inferred, with a doubt and a finding."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from tests.known import CALENDAR
from tests.paths import EXAMPLES
from tiepdan import Certainty, InvalidFile, expand, load_plan
from tiepdan.plans import Inference, load_overlay

FILE = EXAMPLES / "bac-kan-2025.toml"
BAC_KAN = load_plan(FILE)


def test_the_days_of_greetings_are_inferred() -> None:
    """F10: “dịp năm mới, các ngày lễ lớn...” names no day."""
    agenda = expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR)
    greetings = [item for item in agenda.items if item.kind == "greeting"]
    assert greetings
    assert {item.certainty for item in greetings} == {Certainty.INFERRED}
    assert all("không ghi ngày" in item.doubts[-1].vi for item in greetings)


def test_who_reports_to_whom_is_inferred() -> None:
    """F01: “Tổng kết, báo cáo kết quả vào tháng 12/2025”, and no more."""
    items = expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR).items
    (report,) = (item for item in items if item.id.startswith("bac-kan-2025/tong-ket/"))
    assert report.certainty is Certainty.INFERRED


def test_each_is_a_finding() -> None:
    found = [one for one in BAC_KAN.findings if one.code == "plan.inferred"]
    assert [one.where for one in found] == [
        "tong-ket",
        "thu-chuc-mung",
        "thu-chuc-mung, thu-chia-buon, thu-cam-on, thu-xin-loi",
        "loi-chuc",
        "tuyen-truyen-mo-hinh",
        "kiem-tra-tthc, van-hoa-cong-vu, siet-chat-ky-luat, nam-ro, danh-gia-can-bo, hoi-nghi-dan-chu, "
        "tuyen-truyen-dan-chu, tuyen-truyen-quy-che, pho-bien-chinh-sach, giam-sat-phan-bien, tham-gia-to-chuc, "
        "bau-to-truong, di-bau-cu, van-dong-ban-quyet-dinh, lay-y-kien",
        "huy-dong-ho-tro, cong-khai-tiep-cong-dan, dia-diem-tiep-cong-dan, can-bo-tiep-cong-dan, gop-y-giai-trinh, "
        "ra-soat-noi-quy, quy-che-dan-chu, kiem-tra-luat-dan-chu, dan-kiem-tra-giam-sat, doi-thoai, "
        "thong-tin-giai-trinh",
        "ban-va-quyet-dinh, hoi-nghi-cong-dong, ttnd-bau-cu, gsdtcd-thanh-vien",
    ]


def test_tasks_whose_agent_the_document_names_are_not_inferred() -> None:
    """Sections 1.7, IV and V, the two boards, the officials themselves, and what the sentence says of the UBND."""
    standing = expand(BAC_KAN, BAC_KAN.valid, calendar=CALENDAR).standing
    tasks = {f"bac-kan-2025/{task.id}" for task in BAC_KAN.task}
    settled = [one.id.partition("/")[2] for one in standing if one.id in tasks and not one.doubts]
    assert settled == [
        "cong-khai", "mot-cua", "thai-do-tiep-cong-dan", "ung-xu", "dong-phuc", "gap-go-hang-nam",
        "lanh-dao-guong-mau", "lanh-dao-chi-dao-quy-che", "lanh-dao-gan-gui", "lanh-dao-chi-dao-tiep-dan",
        "ttnd-ke-hoach", "ttnd-lien-he", "ttnd-boi-duong", "gsdtcd-thong-bao", "gsdtcd-ke-hoach", "gsdtcd-giam-sat",
        "gsdtcd-lien-he", "gsdtcd-boi-duong", "pho-bien-ke-hoach", "van-hoa-chu-tri", "tap-huan", "van-hoa-thong-tin",
        "ttpvhcc-cai-cach", "kinh-phi", "bao-cao-vuong-mac",
    ]  # fmt: skip


def test_what_is_not_said_to_be_inferred_is_not() -> None:
    plan = attrs.evolve(BAC_KAN, inferred=(Inference(of=("tong-ket",), vi="a", en="b"),))
    found = {item.kind: item.certainty for item in expand(plan, plan.valid, calendar=CALENDAR).items}
    assert (found["greeting"], found["report"]) == (Certainty.SETTLED, Certainty.INFERRED)


def test_a_provision_that_there_is_not(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(text.replace('of = ["loi-chuc"]', 'of = ["loi-chcu"]'), encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load_plan(path)
    assert "$.inferred[3].of[0]: there is no provision 'loi-chcu'; did you mean 'loi-chuc'?" in str(caught.value)


def test_what_an_overlay_says_is_inferred_no_more(tmp_path: Path) -> None:
    path = tmp_path / "overlay.toml"
    path.write_text(
        'schema = "tiepdan/overlay/1"\nid = "tai-cho"\nname = "Tại chỗ"\n'
        '[[override]]\nkind = "task"\nid = "doi-thoai"\nset = { who = ["lanh-dao"] }\n',
        encoding="utf-8",
    )
    plan = load_plan(FILE, overlays=[load_overlay(path)])
    found = [one.where for one in plan.findings if one.code == "plan.inferred"]
    assert found[-2] == (
        "huy-dong-ho-tro, cong-khai-tiep-cong-dan, dia-diem-tiep-cong-dan, can-bo-tiep-cong-dan, gop-y-giai-trinh, "
        "ra-soat-noi-quy, quy-che-dan-chu, kiem-tra-luat-dan-chu, dan-kiem-tra-giam-sat, thong-tin-giai-trinh"
    )


def test_what_an_overlay_changes_on_a_day_stays_inferred_on_the_others(tmp_path: Path) -> None:
    path = tmp_path / "overlay.toml"
    path.write_text(
        'schema = "tiepdan/overlay/1"\nid = "tai-cho"\nname = "Tại chỗ"\n'
        "effective_from = 2025-09-01\neffective_to = 2025-09-01\n"
        '[[override]]\nkind = "report"\nid = "tong-ket"\nset = { name = "Tổng kết" }\n',
        encoding="utf-8",
    )
    plan = load_plan(FILE, overlays=[load_overlay(path)])
    (report,) = (one for one in expand(plan, plan.valid, calendar=CALENDAR).items if "/tong-ket/" in one.id)
    assert report.certainty is Certainty.INFERRED
    assert report.doubts[0].vi in {finding.message_vi for finding in plan.findings}
