"""JSON — plain data of an agenda, a deadline and rules, in the shapes that other programs rely on."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from ..agenda import Agenda
from ..arguments import checked
from ..deadlines import Deadline
from ..errors import WrongType
from ..law import Rule, Version
from ..records import to_dict


@checked
def agenda_data(agenda: Agenda) -> dict[str, Any]:
    """The agenda as dicts and lists: dates in ISO form, times as HH:MM; an item has `date` or, without a day, `period`.

    Keys: `schema`, `data_as_of`, `decided_until`, `plan`, `period`, `summary`, `items`, `excluded`, `standing`,
    `findings`.
    """
    return {
        "schema": "tiepdan/agenda/1",
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


@checked
def deadline_data(deadline: Deadline) -> dict[str, Any]:
    """A deadline as dicts and lists, dates in ISO form, citations as text.

    Keys: `schema`, `rule`, `event`, `due`, `act_by`, `meaning`, `version` (`valid_from`, `valid_to`), `citations`,
    `certainty`, `doubts`, `steps` (`text`, `date`, `citation`).
    """
    version = deadline.version
    span = {name: to_dict(getattr(version, name)) for name in ("valid_from", "valid_to")} if version else None
    return {"schema": "tiepdan/deadline/1", **to_dict(deadline), "version": span}


@checked
def rule_data(rule: Rule, version: Version) -> dict[str, Any]:
    """A version of a rule as dicts and lists; `value` is its words in Vietnamese."""
    return {
        "id": rule.id,
        "kind": rule.kind,
        "title": rule.title_vi,
        "event": rule.event,
        "version_by": rule.version_by,
        "ended_on": rule.ended_on.isoformat() if rule.ended_on else None,
        "ended_with": str(rule.ended_with) if rule.ended_with else None,
        "replaced_by": rule.replaced_by,
        "value": str(version.value),
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "citations": [str(citation) for citation in version.citations],
        "checked_on": version.checked_on.isoformat(),
        "certainty": version.certainty.value,
        "doubts": [to_dict(doubt) for doubt in version.doubts],
    }


def _item(data: dict[str, Any]) -> dict[str, Any]:
    absent = "period" if data["period"] is None else "date"
    return {key: value for key, value in data.items() if key != absent}


def as_json(data: Any) -> str:
    """Plain data as JSON text, readable, in UTF-8 without escapes, ending in a newline.

    Raises:
        WrongType: the data hold what is not plain.
    """
    return json.dumps(data, ensure_ascii=False, indent=2, default=_refused) + "\n"


def _refused(value: object) -> NoReturn:
    raise WrongType(f"as_json: data holds a value of {type(value).__name__}, which is not plain; use to_dict")
