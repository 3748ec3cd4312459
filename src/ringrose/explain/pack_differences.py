"""What differs between two packs: rules, criteria, elements and fact types; changes of meaning told apart from changes of texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import frozen

from ringrose.model.pack import Pack
from ringrose.model.pack_content import pack_content

__all__ = ["PackDifference", "pack_differences"]

MEANING = {"if", "unless", "then", "role", "derived", "attributes", "type", "values"}
"""The keys that judgements hang on; all others are texts."""
TOLD = {"reference"}
"""What no judgement hangs on, even where it is new."""


@frozen
class PackDifference:
    """A rule, a criterion, an element, a fact type, a parameter, a reference, or something about the whole pack that differs.

    ``what`` is ``rule``, ``criterion``, ``element``, ``fact_type``, ``parameter``, ``reference`` or ``pack``; ``id`` its full name.
    ``keys`` are those that differ, in the words of the pack's files (``order of rules`` where they stand in another order). ``before`` and
    ``after`` are the two sides as the files have them, of what changed with the differing keys alone. ``matters``: judgements hang on what
    differs, not texts alone.
    """

    what: str
    id: str
    change: Literal["added", "removed", "changed"]
    keys: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    matters: bool

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON has it."""
        return {
            "what": self.what,
            "id": self.id,
            "change": self.change,
            "matters": self.matters,
            "keys": list(self.keys),
            "before": self.before,
            "after": self.after,
        }


def pack_differences(first: Pack, second: Pack) -> tuple[PackDifference, ...]:
    """What differs between two packs. Comments, layout and the order of fact types are no difference."""
    before, after = (pack_content(pack.written or pack) for pack in (first, second))
    return (
        *_things("rule", _parts(before, "rules"), _parts(after, "rules")),
        *_things("criterion", _parts(before, "criteria"), _parts(after, "criteria")),
        *_things("element", _elements(before), _elements(after)),
        *_things("fact_type", before["vocabulary"]["facts"], after["vocabulary"]["facts"]),
        *_things("parameter", _parameters(before), _parameters(after)),
        *_things("reference", _references(before), _references(after)),
        *_things("pack", {second.id: _top(before)}, {second.id: _top(after)}),
    )


def _parts(content: Mapping[str, Any], key: str) -> dict[str, Mapping[str, Any]]:
    """The rules or criteria of all elements, by full name."""
    return {
        f"{id}.{one['id']}": {name: value for name, value in one.items() if name != "id"}
        for id, element in content["elements"].items()
        for one in element.get(key, ())
    }


def _elements(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The elements: their texts, and the order of what they hold."""
    own = ("title", "question", "standing", "reference")
    return {
        id: {
            **{key: element[key] for key in own if key in element},
            **{f"order of {key}": [one["id"] for one in element.get(key, ())] for key in ("criteria", "rules")},
        }
        for id, element in content["elements"].items()
    }


def _top(content: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in content["pack"].items() if key not in ("ringrose", "elements", "parameters", "references")}
    return {**own, "order of elements": content["pack"]["elements"]}


def _parameters(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The parameters; how their values are told, and by whom, stands apart from the values."""
    parameters: dict[str, Mapping[str, Any]] = {}
    for name, one in content["pack"].get("parameters", {}).items():
        values = [{key: value[key] for key in ("from", "value") if key in value} for value in one["values"]]
        more = {key: [value.get(key) for value in one["values"]] for key in ("told", "reference")}
        parameters[name] = {**one, "values": values, **{key: each for key, each in more.items() if any(each)}}
    return parameters


def _references(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    references = content["pack"].get("references", ())
    return {one["id"]: {key: value for key, value in one.items() if key != "id"} for one in references}


def _things(what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[PackDifference]:
    for id, one in before.items():
        if id not in after:
            yield PackDifference(what, id, "removed", (), one, None, what not in TOLD)
            continue
        other = after[id]
        keys = tuple(key for key in dict.fromkeys((*one, *other)) if _differ(key, one.get(key), other.get(key)))
        if keys:
            sides = [{key: side[key] for key in keys if key in side} for side in (one, other)]
            yield PackDifference(what, id, "changed", keys, sides[0], sides[1], what not in TOLD and not MEANING.isdisjoint(keys))
    for id, other in after.items():
        if id not in before:
            yield PackDifference(what, id, "added", (), None, other, what not in TOLD)


def _differ(key: str, one: Any, other: Any) -> bool:
    if key.startswith("order of "):  # what is on one side only is told by itself
        return _common(one, other) != _common(other, one)
    return repr(_sorted(one)) != repr(_sorted(other))  # 1 and true are two


def _common(values: Sequence[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [value for value in values if value in known]


def _sorted(value: Any) -> Any:
    """Data with sorted keys; the order of keys is layout."""
    if isinstance(value, Mapping):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value
