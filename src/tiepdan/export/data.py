"""JSON — plain data of an agenda, in the shape that other programs rely on (`tiepdan/agenda/1`)."""

from __future__ import annotations

import json
from typing import Any

from ..agenda import Agenda
from ..records import to_dict

SCHEMA = "tiepdan/agenda/1"


def agenda_data(agenda: Agenda) -> dict[str, Any]:
    """The agenda as dicts and lists: dates in ISO form, times as HH:MM; an item has `date` or, without a day, `period`.

    Keys: `schema`, `data_as_of`, `decided_until`, `plan`, `period`, `summary`, `items`, `excluded`, `standing`,
    `findings`.
    """
    return {
        "schema": SCHEMA,
        "data_as_of": agenda.data_as_of.isoformat(),
        "decided_until": agenda.decided_until.isoformat() if agenda.decided_until else None,
        "plan": {"id": agenda.plan_id, "name": agenda.plan_name, "ward": agenda.ward},
        "period": to_dict(agenda.period),
        "summary": to_dict(agenda.summary),
        "items": [_item(to_dict(item)) for item in agenda.items],
        "excluded": to_dict(agenda.excluded) if agenda.excluded else [],
        "standing": to_dict(agenda.standing) if agenda.standing else [],
        "findings": to_dict(agenda.findings) if agenda.findings else [],
    }


def _item(data: dict[str, Any]) -> dict[str, Any]:
    absent = "period" if data["period"] is None else "date"
    return {key: value for key, value in data.items() if key != absent}


def as_json(data: Any) -> str:
    """Plain data as JSON text, readable, in UTF-8 without escapes, ending in a newline."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
