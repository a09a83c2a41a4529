"""`tiepdan rules` — what the law sets, and since when."""

from __future__ import annotations

from ..law import Law, Version
from .output import Json, print_json, print_table, read_date


def rules(*, on: str | None = None, json: Json = False) -> None:
    """Các quy tắc của pháp luật với giá trị, hiệu lực và căn cứ.

    Args:
        on: chỉ những gì có hiệu lực vào ngày này.
        json: in JSON.
    """
    day = read_date(on, "--on") if on else None
    found = [
        (rule, version) for rule in Law.vietnam().rules for version in rule.versions if day is None or day in version
    ]
    if json:
        print_json(
            {
                "schema": "tiepdan/rules/1",
                "on": day.isoformat() if day else None,
                "rules": [
                    {
                        "id": rule.id,
                        "kind": rule.kind,
                        "title": rule.title_vi,
                        "value": str(version.value),
                        "valid_from": version.valid_from.isoformat(),
                        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
                        "citations": [str(citation) for citation in version.citations],
                        "certainty": version.certainty.value,
                    }
                    for rule, version in found
                ],
            }
        )
        return
    rows = [
        (f"{rule.id}\n{rule.title_vi}", str(version.value), _span(version), "\n".join(map(str, version.citations)))
        for rule, version in found
    ]
    print_table(("Quy tắc", "Giá trị", "Hiệu lực", "Căn cứ"), rows)


def _span(version: Version) -> str:
    start = f"từ {version.valid_from:%d/%m/%Y}"
    return f"{start}\nđến trước {version.valid_to:%d/%m/%Y}" if version.valid_to else start
