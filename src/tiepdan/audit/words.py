"""Lời phát hiện — what an audit of records says, in Vietnamese and in English, and how grave it is."""

from __future__ import annotations

from collections.abc import Mapping

from ..frozen import FrozenDict
from ..law import Severity, Wording

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

WORDS: Mapping[str, tuple[Severity, str, str]] = FrozenDict({
    "record.missing": (_WARNING, "Buổi ngày {day} không có ghi nhận", "no record of the session of {day}"),
    "record.unplanned": (_WARNING, "Buổi này không có trong lịch", "the session is not in the agenda"),
    "session.cancelled": (_WARNING, "Hủy mà không báo thời gian mới", "cancelled without a new time"),
    "session.paused": (_WARNING, "Tạm dừng, chưa báo thời gian mới", "put off without a new time"),
    "session.unscheduled": (
        _INFO, "Tiếp đột xuất {count} buổi, tính riêng", "{count} unscheduled sessions, counted apart"
    ),
    "session.open": (_WARNING, "Buổi ngày {day} chưa ghi kết quả", "nothing is recorded of {day}"),
    "posting.missing": (
        _ERROR, "Chưa niêm yết tại {where} lịch ngày {day} (hạn {due})", "{id}: not posted for {day}, due {due}"
    ),
    "posting.late": (
        _ERROR, "Niêm yết tại {where} trễ {days} ngày (hạn {due})", "{id}: posted {days} days late, due {due}"
    ),
    "posting.content": (_WARNING, "Niêm yết thiếu: {what}", "posted without: {ids}"),
    "online.late": (_ERROR, "{title}: hạn {due}", "{id}: due {due}"),
    "online.connection": (
        _ERROR, "Kết nối các điểm cầu trước ít nhất {hours} giờ", "the points are connected {hours} hours before"
    ),
    "visit.papers": (_ERROR, "Người thứ {place}: thiếu {what}", "person {place}: {id} is missing"),
    "visit.representatives": (
        _ERROR, "{people} người, {count} người đại diện; luật: {law}", "{people} people, {count} representatives"
    ),
    "visit.appointment": (
        _WARNING, "Chưa có văn bản cử người đại diện có đủ chữ ký", "no appointment signed by all"
    ),
    "visit.mixed": (_WARNING, "Nhiều nội dung: hướng dẫn tách riêng từng loại", "several matters: to be split"),
    "visit.refusal-ground": (
        _ERROR, "'{ground}' không phải trường hợp được từ chối", "'{ground}' is no ground of refusal"
    ),
    "visit.late": (_WARNING, "{title}: trễ {days} ngày (hạn {due})", "{id}: {days} days late, due {due}"),
    "visit.overdue": (_ERROR, "{title}: quá hạn {days} ngày (hạn {due})", "{id}: {days} days overdue, due {due}"),
    "visit.field": (
        _INFO, "Kế hoạch không giao lĩnh vực '{field}' cho đơn vị nào", "no unit of the plan answers for '{field}'"
    ),
    "visit.routing": (_WARNING, "Lĩnh vực '{field}' thuộc {unit}", "'{field}' belongs to {unit}"),
    "visit.escalation": (
        _ERROR, "Đoàn {people} người: phải báo cáo ngay {to} (mục {clause})", "a group of {people} is reported at once"
    ),
})  # fmt: skip

say: Wording = Wording("reception", WORDS)
"""The finding of a code, at a place, with its citation and the parts that fill its words."""
