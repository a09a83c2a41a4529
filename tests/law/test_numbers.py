"""Numbers of documents: real ones read as the norms write them, misprints mended with a finding."""

from __future__ import annotations

import pytest

from tiepdan import Citation, DocumentNumber, Finding, InvalidValue, Severity
from tiepdan.law import Family, worst

REAL = [
    ("9503/UBND-KGVX", "letter", 9503, None, None, "UBND", "KGVX"),
    ("3007/UBND-TD", "letter", 3007, None, None, "UBND", "TD"),
    ("10549/UBND-KGVX", "letter", 10549, None, None, "UBND", "KGVX"),
    ("12729/VPCP-KGVX", "letter", 12729, None, None, "VPCP", "KGVX"),
    ("/KH-UBND", "named", None, None, "KH", "UBND", None),
    ("80/KH-UBND", "named", 80, None, "KH", "UBND", None),
    ("573/TB-VPCP", "named", 573, None, "TB", "VPCP", None),
    ("574/QĐ-TTg", "named", 574, None, "QĐ", "TTg", None),
    ("398/NQ-UBTVQH16", "named", 398, None, "NQ", "UBTVQH16", None),
    ("118-CV/ĐU", "party", 118, None, "CV", "ĐU", None),
    ("1572-CV/BDVTU", "party", 1572, None, "CV", "BDVTU", None),
    ("06-CT/TU", "party", 6, None, "CT", "TU", None),
    ("11-QĐi/TW", "party", 11, None, "QĐi", "TW", None),
    ("399-QĐ/TW", "party", 399, None, "QĐ", "TW", None),
    ("02/2011/QH13", "normative", 2, 2011, None, "QH13", None),
    ("759/2014/UBTVQH13", "normative", 759, 2014, None, "UBTVQH13", None),
    ("55/1998/NQ-UBTVQH10", "normative", 55, 1998, "NQ", "UBTVQH10", None),
    ("59/2023/NĐ-CP", "normative", 59, 2023, "NĐ", "CP", None),
    ("05/2021/TT-TTCP", "normative", 5, 2021, "TT", "TTCP", None),
    ("128/2025/QĐ-UBND", "normative", 128, 2025, "QĐ", "UBND", None),
    ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "normative", 403, 2017, "NQLT", "UBTVQH14-CP-ĐCTUBTWMTTQVN", None),
    ("72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN", "normative", 72, 2025, "NQLT", "UBTVQH15-CP-ĐCTUBTWMTTQVN", None),
    ("121-CP", "plain", 121, None, None, "CP", None),
]

MISPRINTS = [
    ("35/CT-TW", "35-CT/TW", ["văn bản của Đảng viết số-loại/cơ quan"]),
    ("759/2014/NQ-UBTVQH13", "759/2014/UBTVQH13", ["không ghi “NQ-”"]),
    ("01 /CTt-UBND", "01/CTt-UBND", ["có khoảng trắng", "không có tên loại “CTt”"]),
    ("22/QÐ-UBND", "22/QĐ-UBND", ["U+00D0"]),
    ("9/KH-UBND", "09/KH-UBND", ["số 0 đứng trước"]),
]


@pytest.mark.parametrize(("text", "family", "serial", "year", "kind", "issuer", "unit"), REAL, ids=[r[0] for r in REAL])
def test_a_real_number_is_taken_apart_and_written_again(
    text: str, family: str, serial: int | None, year: int | None, kind: str | None, issuer: str, unit: str | None
) -> None:
    number = DocumentNumber.parse(text)
    assert number.family is Family(family)
    assert (number.serial, number.year, number.type, number.issuer, number.unit) == (serial, year, kind, issuer, unit)
    assert str(number) == text
    assert DocumentNumber.read(text) == (number, ())
    assert repr(number) == f"DocumentNumber.parse('{text}')"


def test_the_label_before_a_number_is_passed_over() -> None:
    assert str(DocumentNumber.parse("Số: /KH-UBND")) == "/KH-UBND"
    assert str(DocumentNumber.parse("Số 1572-CV/BDVTU")) == "1572-CV/BDVTU"


@pytest.mark.parametrize(("text", "mended", "words"), MISPRINTS, ids=[row[0] for row in MISPRINTS])
def test_a_misprint_is_read_with_a_finding_and_refused_when_strict(text: str, mended: str, words: list[str]) -> None:
    number, findings = DocumentNumber.read(text)
    assert str(number) == mended
    assert len(findings) == len(words)
    assert all(word in finding.message_vi for word, finding in zip(words, findings, strict=True))
    assert worst(findings) is Severity.WARNING
    with pytest.raises(InvalidValue, match=f"write {mended}"):
        DocumentNumber.parse(text)


@pytest.mark.parametrize("text", ["", "35", "KH-UBND", "số", "12/2025/xyz", "12/kh-ubnd", "12//KH-UBND"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="is not a document number"):
        DocumentNumber.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "điểm c khoản 2 Điều 15 Luật số 42/2013/QH13",
        "khoản 3 Điều 111 Bộ luật số 45/2019/QH14",
        "điểm đ khoản 2 Điều 28b Nghị định số 124/2020/NĐ-CP",
        "Luật Tiếp công dân số 42/2013/QH13",
        "mục II.1 Kế hoạch số /KH-UBND",
        "Phụ lục III Nghị định số 30/2020/NĐ-CP",
        "Điều 2 Nghị quyết số 28/2026/QH16",
        "Quyết định số 121-CP",
        "Công văn số 118-CV/ĐU",
    ],
)
def test_a_citation_is_written_as_it_is_read(text: str) -> None:
    assert str(Citation.parse(text)) == text


def test_a_citation_is_read_in_other_hands_too() -> None:
    written = "Điểm c  Khoản 2 điều 15 Luật 42/2013/QH13"
    assert str(Citation.parse(written)) == "điểm c khoản 2 Điều 15 Luật số 42/2013/QH13"


@pytest.mark.parametrize("text", ["", "khoản 2 Điều 15", "Điều mười Luật số 42/2013/QH13", "Điều 15 Luật số 42"])
def test_what_is_no_citation_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Citation.parse(text)


def test_a_finding_reads_as_a_line() -> None:
    where = Citation.parse("khoản 4 Điều 24 Luật số 42/2013/QH13")
    found = Finding(
        severity=Severity.ERROR, code="x", message_vi="trễ hạn", message_en="late", citation=where, where="a/b"
    )
    assert str(found) == "error: a/b: trễ hạn (khoản 4 Điều 24 Luật số 42/2013/QH13)"
    assert worst([]) is None
