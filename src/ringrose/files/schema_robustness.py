"""The JSON Schema of an answer in format robustness/1."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts
from ringrose.model.assessment import STATUSES
from ringrose.model.case import CERTAINTIES

__all__ = ["robustness_schema"]

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}


def _object(**properties: Schema) -> Schema:
    """A mapping with all of these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def robustness_schema() -> Schema:
    """The schema of what ``ringrose robustness`` tells."""
    ids = a_list(_TEXT, uniqueItems=True)
    record = _object(fact=_TEXT, where={"type": "object"})
    lost = {"facts": ids, "complete": a_list(record)}
    changes = a_list(_object(element=_TEXT, **{"from": one_of_texts(STATUSES), "to": one_of_texts(STATUSES)}))
    loss = {
        "with_it": {**_object(**lost), "description": "What goes only because it names a fact that is lost."},
        "load_bearing": {"type": "boolean", "description": "Whether the loss changes the status of an element."},
        "changes": changes,
        "text": _TEXT,
    }
    each_status = _object(**dict.fromkeys(STATUSES, _SHARE))
    samples = _object(
        count=_COUNT,
        seed=_COUNT,
        probabilities={**_object(**dict.fromkeys(CERTAINTIES, _SHARE)), "description": "Conventions; nobody measured them."},
        uncertain={**_COUNT, "description": "How many facts and complete records could be lost."},
        cases={**_COUNT, "description": "How many different cases came out, each of them judged once."},
        elements=a_list(_object(element=_TEXT, shares=each_status, standard_errors=each_status)),
    )
    body = _object(
        ringrose={"const": "robustness/1"},
        case=_TEXT,
        pack=_object(id=_TEXT, version=_TEXT, digest={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
        statuses={"type": "object", "additionalProperties": one_of_texts(STATUSES), "description": "The status of each element."},
        facts=a_list(_object(id=_TEXT, fact=_TEXT, holds=one_of_texts([True, False, "unknown"]), **loss)),
        complete=a_list(_object(fact=_TEXT, where={"type": "object"}, **loss)),
        sources=a_list(_object(id=_TEXT, **lost, **loss)),
        certainty=a_list(_object(without=a_list(one_of_texts(CERTAINTIES)), **lost, **loss)),
        samples={"anyOf": [samples, {"type": "null"}]},
    )
    told = "What each judgement of a case hangs on: what would be judged without each fact, record and source."
    return {"$schema": DRAFT, "title": "ringrose robustness/1", "description": told, **body}
