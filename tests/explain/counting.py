"""Small packs whose rules count, with cases in which each such condition stands in each state."""

from ringrose import Attribute, FactType
from ringrose.model.case import Case, Closure, Fact
from ringrose.model.check_case import check_case
from ringrose.model.pack import Pack, Share
from tests.small import TYPES, at_least, at_most, derives, fact, satisfies
from tests.small import case as a_case
from tests.small import pack as packed
from tests.small import rule as a_rule

__all__ = ["DEEP", "STATES", "asking"]


def asking(*conditions, rules=(), **more) -> Pack:
    """A pack in which a criterion is satisfied where these conditions are true."""
    return packed(*rules, a_rule("r", *conditions, then=satisfies()), **more)


def _told(pack: Pack, *facts: Fact, **about) -> tuple[Pack, Case]:
    case, flaws = check_case(a_case(*facts, **about), pack)
    assert not flaws
    return pack, case


def _of_kind(kind: str, *ids: str, holds=True) -> list[Fact]:
    return [Fact("t", {"kind": kind}, id=id, holds=holds) for id in ids]


def _deep() -> Pack:
    """A pack in which what is counted rests on very many rules."""
    types = {**TYPES, **{f"D{n}": FactType({"kind": Attribute("text")}, derived=True) for n in range(22)}}
    rules = [a_rule("d0", fact("t"), then=derives("D0"))]
    rules += [a_rule(f"d{n}", at_least(1, f"D{n - 1}"), then=derives(f"D{n}")) for n in range(1, 22)]
    return asking(at_least(1, "D21"), rules=rules, types=types)


_TWO, _ONE = at_least(2, "t", kind="x"), at_most(1, "t", kind="x")
_DERIVED = a_rule("d", fact("t", "a"), then=derives("D", kind="$a.kind", year="$a.year"))

STATES: dict[str, list[tuple[Pack, Case]]] = {
    "at_least.held": [_told(asking(_TWO, fact("u")), *_of_kind("x", "a", "b"))],
    "at_least.missing": [
        _told(asking(_TWO), *_of_kind("x", "a")),
        _told(asking(at_least(Share("1/2", "field"), "t", "field"))),
        _told(asking(at_least(3, "t", "of")), Fact("u", {}, id="a")),
    ],
    "at_least.perhaps": [
        _told(asking(_TWO), *_of_kind("x", "a"), *_of_kind("x", "b", holds="unknown"), Fact("t", {}, id="c"), complete=[Closure("t")]),
        _told(asking(at_least(2, "t", "year", kind="x")), *_of_kind("x", "a", "b"), Fact("t", {"kind": "x", "year": 2017}, id="c")),
    ],
    "at_least.known_to_fail": [_told(asking(_TWO), *_of_kind("x", "a"), *_of_kind("y", "b"), complete=[Closure("t")])],
    "at_least.impossible": [
        _told(asking(at_least(2, "t", kind={"in": []}))),
        _told(asking(at_least(4, "t", "kind")), *_of_kind("x", "a")),
    ],
    "at_least.frame": [_told(asking(at_least(3, "partner")))],
    "at_least.not_concluded": [
        _told(asking(at_least(2, "D"), rules=[_DERIVED]), Fact("t", {"kind": "x"}, id="a")),
        _told(asking(at_least(2, "D", "kind"), rules=[_DERIVED]), *_of_kind("x", "a")),
        _told(asking(at_least(1, "D"), rules=[a_rule("d", fact("partner", country="XX"), then=derives("D", kind="x"))])),
    ],
    "at_least.no_rule": [
        _told(asking(at_least(2, "D"))),
        _told(asking(at_least(2, "D"), rules=[a_rule("d", fact("t"), then=derives("D", kind="x"))]), *_of_kind("x", "a")),
    ],
    "at_most.held": [_told(asking(_ONE, fact("u")), *_of_kind("x", "a"), complete=[Closure("t")])],
    "at_most.known_to_fail": [
        _told(asking(_ONE), *_of_kind("x", "a", "b")),
        _told(asking(at_most(0, "t", "year", kind="x")), *_of_kind("x", "a"), complete=[Closure("t")]),
    ],
    "at_most.missing": [_told(asking(_ONE), *_of_kind("x", "a"))],
    "at_most.perhaps": [
        _told(asking(_ONE), *_of_kind("x", "a"), *_of_kind("x", "b", holds="unknown"), complete=[Closure("t")]),
        _told(asking(at_most(1, "t", "year", kind="x")), *_of_kind("x", "a", "b"), complete=[Closure("t")]),
    ],
    "share_of_none": [
        _told(asking(at_least(Share(0.5, "field"), "t")), fields=()),
        _told(asking(at_most(Share(0.5, "field"), "t")), fields=()),
    ],
}
"""By the code of a state (without ``why_not.``), packs with cases in which the first condition of a rule has it."""

DEEP = _told(_deep())
"""A pack in which what is counted rests on very many rules, with a case."""
