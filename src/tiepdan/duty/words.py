"""Lời phát hiện về lịch trực — what the checker of rosters says, in Vietnamese and in English, and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..frozen import FrozenDict
from ..law import Severity, Wording

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

WORDS: Mapping[str, tuple[Severity, str, str]] = FrozenDict({
    "person": (_ERROR, "Danh sách không có '{who}'", "the staff has no '{who}'"),
    "position": (_ERROR, "Kế hoạch không có vị trí '{what}'", "the duty has no position '{what}'"),
    "shift": (
        _ERROR, "'{what}' ngày {day} không phải ca của vị trí, hoặc sai giờ",
        "'{what}' on {day} is no shift of the position, or has other hours",
    ),
    "hole": (
        _ERROR, "{what}: {count}/{number} người từ {start} đến {end}", "{what}: {count} of {number} {start} to {end}"
    ),
    "surplus": (
        _ERROR, "{what}: {count}/{number} người từ {start} đến {end}", "{what}: {count} for {number} {start} to {end}"
    ),
    "weight": (
        _ERROR, "Ca ngày {day} nặng {due}, không phải {weight}, hoặc sai ngày đặc biệt",
        "a shift of {day} weighs {due}, not {weight}, or has other marks",
    ),
    "post": (_ERROR, "Chức vụ của {who} không trực {what}", "{who} holds no post of {what}"),
    "service": (_ERROR, "{who} không công tác tại đơn vị ngày {day}", "{who} is not in service on {day}"),
    "absent": (_ERROR, "{who} vắng ngày {day}", "{who} is absent on {day}"),
    "two-places": (_ERROR, "{who} trực hai nơi cùng lúc ngày {day}", "{who} is in two places on {day}"),
    "rest": (
        _ERROR, "{who} chỉ nghỉ {hours:g} giờ trước ca ngày {day}, phải đủ {least}",
        "{who} rests {hours:g} hours before the shift of {day}, not {least}",
    ),
    "at-most": (_ERROR, "{who} trực {count} ca, không được quá {most}", "{who} serves {count} shifts, not {most}"),
    "position-at-most": (
        _ERROR, "{who} trực {what} {count} ca, không được quá {most}",
        "{who} serves {count} shifts as {what}, not {most}",
    ),
    "consecutive": (
        _ERROR, "{who} trực {what} hai ngày liền, đến {day}", "{who} is {what} on two days running, to {day}"
    ),
    "apart": (_ERROR, "{who} và {other} trực cùng lúc ngày {day}", "{who} and {other} serve together on {day}"),
    "together": (_ERROR, "{who} và {other} không cùng ca ngày {day}", "{who} serves on {day} without {other}"),
    "together.never": (
        _WARNING,
        "{who} và {other} không thể cùng trực ở ca nào (thiếu vị trí, khác ca hoặc vắng mặt); "
        "cần tăng số người của vị trí trực hoặc bỏ yêu cầu trực cùng nhau",
        "{who} and {other} can serve on no shift together: no two places, other shifts or absence; "
        "let a position take more, or let the pair go",
    ),
    "idle": (_INFO, "{who} chưa được phân công ca nào dù có thể trực", "{who} may serve but is on no shift"),
    "fixed": (
        _ERROR, "{who} phải trực {what} ca {shift} ngày {day}", "{who} is not {what} on {shift} of {day} as fixed"
    ),
    "request": (_INFO, "Chưa đáp ứng nguyện vọng của {who} ngày {day}", "a request of {who} for {day} is refused"),
    "telephone": (_WARNING, "{who} chưa có số điện thoại", "{who} has no telephone"),
    "own-list": (_WARNING, "Chưa có lịch trực riêng của {what}", "the own list of {what} is missing"),
    "own-list.hole": (
        _WARNING, "Lịch trực của {what} trống từ {start} đến {end}", "the list of {what} is empty {start} to {end}"
    ),
    "own-list.idle": (
        _WARNING, "Kế hoạch không yêu cầu lịch trực riêng của {what}", "the duty attaches no list of {what}"
    ),
    "heavy": (
        _INFO, "Ngày nặng “{what}” không rơi vào kỳ trực năm {year}",
        "the heavy day '{what}' is not in the duty of {year}",
    ),
    "post.unused": (_INFO, "Chức vụ của {who} không trực vị trí nào", "no position takes the post of {who}"),
    "other-year": (
        _INFO, "Kế hoạch của năm {own} được dùng làm mẫu cho năm {year}",
        "the plan of {own} serves as template for {year}",
    ),
    "derived": (_INFO, "Văn bản không ghi, là mặc định: {vi}", "not in the document, defaults: {en}"),
    "projected": (
        _INFO, "Ngày nghỉ năm {year} chưa được quyết định: kỳ trực là dự kiến", "the days off of {year} are projected"
    ),
    "sample": (_INFO, "Danh sách người trực là dữ liệu mẫu", "the staff is sample data"),
    "no-break": (
        _WARNING, "Ngày {day} là ngày làm việc: năm đó không có kỳ nghỉ, không có kỳ trực",
        "{day} is a working day: there is no break around it, and no duty",
    ),
    "roster.duty": (
        _WARNING, "Lịch trực không được dùng: kế hoạch không có kỳ trực '{what}'",
        "the roster is not used: the plan has no duty '{what}'{offer}",
    ),
    "roster.none": (
        _WARNING, "Lịch trực không được dùng: {vi}", "the roster is not used: it is {en}"
    ),
    "roster.two": (
        _WARNING, "Lịch trực không được dùng: có nhiều lịch khác nhau của năm {year}; hãy giữ một",
        "the roster is not used: there are rosters of {year} that differ; keep one",
    ),
    "roster.year": (
        _WARNING, "Lịch trực không được dùng: năm {year} không có ngày trực nào ({what}) khi kế hoạch còn hiệu lực",
        "the roster is not used: in {year} no day of the duty lies on days on which the plan holds",
    ),
    "roster.shift": (
        _WARNING, "{count} phân công không được dùng, kế hoạch không có ca hoặc vị trí: {what}, ca {shift} ngày {day}",
        "{count} assignments are not used, as the plan has no such shift or position: {what} on {shift} of {day}",
    ),
    "roster.doubled": (
        _WARNING, "{count} phân công ghi hai lần: {who} ngày {day}", "{count} assignments stand twice: {who} on {day}"
    ),
    "roster.hole": (
        _WARNING, "Lịch trực không ghi ai trực ở {count} ca", "the roster names nobody for {count} shifts"
    ),
})  # fmt: skip

say: Wording = Wording("duty", WORDS)

ATTRIBUTES = FrozenDict(
    {
        "id": "mã",
        "name": "tên",
        "year": "năm",
        "days": "ngày trực",
        "changeover": "giờ giao ca",
        "shift": "ca trực",
        "position": "vị trí trực",
        "heavy": "ngày nặng",
        "rest_hours": "giờ nghỉ giữa hai ca",
        "at_most": "số ca tối đa của một người",
        "history_years": "số năm cộng dồn tải",
        "own_lists": "đơn vị có lịch trực riêng",
        "report": "báo cáo trong kỳ trực",
        "submit": "hạn gửi lịch trực",
        "staff": "danh sách người trực",
        "hotline": "đường dây nóng",
        "derived": "điều không ghi",
        "clause": "mục của văn bản",
    }
)
"""The attributes of a duty in Vietnamese."""


def said(attributes: Iterable[str]) -> dict[str, str]:
    """Attributes of a duty for the words of a finding, in Vietnamese and as a plan writes them."""
    names = list(attributes)
    return {"vi": ", ".join(ATTRIBUTES[name] for name in names), "en": ", ".join(names)}
