"""Changes applied literally, from their JSON alone: written anew, so that it shares nothing with how the library makes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import combinations
from typing import Any

from ringrose import InputError
from ringrose.files import case_to_dict, load_case
from ringrose.model.case import Case
from ringrose.model.pack import Pack
from tests.oracle import judge

__all__ = ["applied", "conflicts", "proper_subsets", "status"]


def applied(pack: Pack, case: Case, changes: Iterable[Mapping[str, Any]]) -> Case | None:
    """The case with these changes; None where it is not sound."""
    data = deepcopy(case_to_dict(case))
    facts, complete = data.setdefault("facts", []), data.setdefault("complete", [])
    taken = {fact["id"] for fact in facts}
    for change in changes:
        told = dict(change.get("fact", {}))
        if change["do"] == "withdraw":
            facts.remove(next(fact for fact in facts if fact["id"] == change["id"]))
        elif change["do"] in ("add", "deny"):
            told.setdefault("id", next(id for n in range(99) if (id := f"told-{n}") not in taken))
            taken.add(told["id"])
            facts.append(told if change["do"] == "add" else {**told, "holds": False})
        elif change["do"] == "close":
            complete.append(told)
        else:
            left = [record for record in complete if _stated(record) != _stated(told)]
            assert len(left) < len(complete), "there is no such record to open"
            complete[:] = left
    try:
        return load_case(data, pack=pack)
    except InputError:
        return None


def _stated(record: Any) -> dict[str, Any]:
    """An entry under ``complete`` without what is told beside it."""
    told = {"fact": record} if isinstance(record, str) else record
    return {name: (type(v), v) for name, v in told.items() if name not in ("id", "source", "note", "certainty", "when")}


def status(pack: Pack, case: Case, element: str) -> str:
    """What the oracle says of an element."""
    return next(j["status"] for j in judge(case, pack)["judgements"] if j["element"] == element)


def conflicts(pack: Pack, case: Case) -> set[tuple[str, str]]:
    """What the oracle finds in conflict: a fact and a denial."""
    return {(conflict["fact"], conflict["denial"]) for conflict in judge(case, pack)["conflicts"]}


def proper_subsets(changes: list[Any]) -> Iterator[tuple[Any, ...]]:
    """All sets of some of the changes, but not of all."""
    for size in range(len(changes)):
        yield from combinations(changes, size)
