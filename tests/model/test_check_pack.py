"""The check of packs that were built in Python; those of files are tested in tests/files."""

from datetime import date

import pytest

from ringrose import (
    Attribute,
    Criterion,
    Derives,
    Element,
    EveryCondition,
    FactCondition,
    FactType,
    LocalText,
    NoCondition,
    Pack,
    Pattern,
    Ref,
    Reference,
    Rule,
    Satisfies,
    Violates,
    Vocabulary,
)
from ringrose.files import load_pack
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Test as OneTest
from ringrose.model.pack_content import pack_content
from ringrose.model.values import ATTRIBUTE_TYPES, COMPARABLE, ORDERED

KINDS = {f"a_{t}": Attribute(t, values=("a", "b") if t == "one_of" else ()) for t in ATTRIBUTE_TYPES}
TYPES = {"all": FactType(KINDS), "made": FactType(KINDS, derived=True)}


CRITERION = Criterion("c")


def pack(*rules, types=TYPES, **more):
    """A small pack with these rules."""
    return Pack("p", "1", Vocabulary(types), [Element("e", [CRITERION], rules)], **more)


def errors(*rules, **more):
    """Path and words of the errors of a small pack."""
    return [(flaw.path[4:], flaw.what) for flaw in check_pack(pack(*rules, **more))[1] if not flaw.warning]


SATISFIES = Satisfies("c")


def rule(*conditions, then=SATISFIES, **more):
    """A rule with these conditions."""
    return Rule("r", conditions, then, **more)


def test_digest_of_a_sound_pack():
    """A sound pack gets its digest; one with errors gets none; the pack that was given stays as it was."""
    given = pack(rule(FactCondition(Pattern("all"))))
    checked, flaws = check_pack(given)
    assert checked.digest.startswith("sha256:")
    assert given.digest is None
    assert all(flaw.warning for flaw in flaws)
    assert check_pack(pack(rule()))[0].digest is None


def test_checking_again():
    """Checking a pack again gives an equal pack of the same digest, also where a text begins with a dollar."""
    given = pack(
        rule(
            FactCondition(Pattern("all", {"a_text": "$$x", "a_date": "2018-01-01", "a_year": {"in": [2018.0, 2019]}}), "a"),
            then=Derives("made", {"a_text": "$$y", "a_date": "2018-01-01", "a_number": 2.0, "a_fact": "$a.id"}),
        )
    )
    checked, flaws = check_pack(given)
    assert not [flaw for flaw in flaws if not flaw.warning]
    made = checked.elements[0].rules[0]
    assert made.then.attributes == {"a_text": "$y", "a_date": date(2018, 1, 1), "a_number": 2, "a_fact": Ref("a", "id")}
    assert made.conditions[0].pattern.where["a_text"] == (OneTest("is", "$x"),)
    again, _ = check_pack(checked)
    assert (again, again.digest) == (checked, checked.digest)
    assert load_pack(pack_content(checked)) == checked


@pytest.mark.parametrize("left", ATTRIBUTE_TYPES)
@pytest.mark.parametrize("right", ATTRIBUTE_TYPES)
def test_comparisons(left, right):
    """Attributes of types that compare may be compared by reference, and no others; order is for types that have one."""
    for op in ("is", "in", "not", "lt", "gte"):
        reference = Ref("a", f"a_{right}")
        test = OneTest(op, (reference,) if op == "in" else reference)
        told = errors(rule(FactCondition(Pattern("all"), "a"), FactCondition(Pattern("all", {f"a_{left}": (test,)}))))
        lawful = (left, right) in COMPARABLE and (op in ("is", "in", "not") or left in ORDERED)
        assert (not told) is lawful


LAWFUL = {"text": {"text", "one_of", "partner", "field", "fact"}, "number": {"number", "integer", "year"}, "integer": {"integer", "year"}}


@pytest.mark.parametrize("source", ATTRIBUTE_TYPES)
@pytest.mark.parametrize("target", ATTRIBUTE_TYPES)
def test_assignments(source, target):
    """A derived fact takes values of the same type; ids and choices as texts; years and integers as numbers."""
    told = errors(rule(FactCondition(Pattern("all"), "a"), then=Derives("made", {f"a_{target}": Ref("a", f"a_{source}")})))
    assert (not told) is (source in LAWFUL.get(target, {target}))


def test_dates_and_years():
    """A date may be compared with a year and a year with a date, for they meet by year."""
    where = {"a_date": {"gte": 2016, "lt": date(2020, 1, 1)}, "a_year": {"not": "2018-05-01"}}
    assert errors(rule(FactCondition(Pattern("all", where)))) == []


def test_order_of_integers():
    """Integers may be ordered by any number, but equal only integers."""
    assert errors(rule(FactCondition(Pattern("all", {"a_integer": {"lt": 1.5}})))) == []
    assert errors(rule(FactCondition(Pattern("all", {"a_integer": {"not": 1.5}})))) == [
        (("if", 0, "where", "a_integer", "not"), "1.5 is not an integer")
    ]


def test_what_files_cannot_say():
    """What only Python can build is refused: operators twice, a value beside operators, an alias in `has`, values of no type."""
    twice = {"a_number": (OneTest("not", 1), OneTest("not", 2))}
    beside = {"a_number": (OneTest("is", 1), OneTest("lt", 2))}
    inner = EveryCondition(Pattern("partner"), "p", FactCondition(Pattern("all"), "x"))
    told = errors(rule(FactCondition(Pattern("all", twice)), FactCondition(Pattern("all", beside)), inner))
    assert [path for path, _ in told] == [("if", 0, "where", "a_number"), ("if", 1, "where", "a_number"), ("if", 2, "has", "as")]
    whats = [what for _, what in errors(rule(FactCondition(Pattern("all", {"a_date": (OneTest("is", [1]),)}))))]
    assert whats == ["a list is not a date"]
    assert [what for _, what in errors(rule(FactCondition(Pattern(5))))] == ["There is no fact type 5"]


def test_texts_of_literals():
    """A literal text or id is held to what a case may state."""
    told = errors(rule(FactCondition(Pattern("all", {"a_text": "a\0", "a_partner": "a b", "a_one_of": "c"}))))
    assert [path[-1] for path, _ in told] == ["a_text", "a_partner", "a_one_of"]


def test_derived_facts_of_unknown_attribute_types():
    """An attribute of a type that is none is told in the vocabulary, and not again where rules use it."""
    types = {"odd": FactType({"x": Attribute("odd")}), "made": FactType({"x": Attribute("odd")}, derived=True)}
    given = rule(
        FactCondition(Pattern("odd", {"x": 1}), "o"), FactCondition(Pattern("odd", {"x": Ref("o", "x")})), then=Derives("made", {"x": 1})
    )
    paths = [flaw.path for flaw in check_pack(pack(given, types=types))[1] if not flaw.warning]
    assert paths == [("vocabulary", "facts", name, "attributes", "x", "type") for name in ("odd", "made")]


def test_duplicates():
    """Elements of the same name, and packs without any, are refused."""
    element = Element("e", [Criterion("c")], [rule(FactCondition(Pattern("all")))])
    given = Pack("p", "1", Vocabulary(TYPES), [element, element], references=[{"id": "a"}, {"id": "a"}], languages=())
    paths = [flaw.path for flaw in check_pack(given)[1] if not flaw.warning]
    assert paths == [("pack", "languages"), ("pack", "elements", 1), ("pack", "references", 1, "id")]
    assert [flaw.path for flaw in check_pack(Pack("p", "1", Vocabulary({}), ()))[1]] == [("pack", "elements")]


def test_references():
    """References are data as in a file: dates become texts, and what a file cannot say is refused."""
    given = pack(rule(FactCondition(Pattern("all"))), references=[{"id": "a", "issued": date(2018, 1, 1)}])
    assert check_pack(given)[0].references == ({"id": "a", "issued": "2018-01-01"},)
    for odd in (float("inf"), 2**60, object(), LocalText({"en": "x"}), Reference("a")):
        given = pack(rule(FactCondition(Pattern("all")), reference=Reference("a", odd)), references=[{"id": "a", "issued": odd}])
        told = [flaw.path for flaw in check_pack(given)[1] if not flaw.warning]
        assert told == [("pack", "references", 0, "issued"), ("elements", "e", "rules", 0, "reference", "at")]


def test_values_of_choices():
    """The values of a choice are texts; whatever else stands there is told once, and nothing else breaks on it."""
    types = {"all": FactType({"kind": Attribute("one_of", values=(["x"], 5, None, LocalText({}), "a"))})}
    where = {"kind": "b"}
    rules = rule(
        FactCondition(Pattern("all"), "x"), FactCondition(Pattern("all", where)), FactCondition(Pattern("all", {"kind": "$x.kind"}))
    )
    told = [flaw.path for flaw in check_pack(pack(rules, types=types))[1] if not flaw.warning]
    kind = ("vocabulary", "facts", "all", "attributes", "kind", "values")
    assert told == [*((*kind, n) for n in range(4)), ("elements", "e", "rules", 0, "if", 1, "where", "kind")]


def test_examples():
    """An example states what is required; its ids may be any."""
    visit = FactType({"by": Attribute("partner", True), "year": Attribute("year", True)}, example={"by": "anyone"})
    given = pack(rule(FactCondition(Pattern("visit"))), types={"visit": visit})
    assert [flaw.what for flaw in check_pack(given)[1]] == ["The example needs `year`"]


def test_every_rule_of_a_cycle_is_named():
    """A cycle is told once, by its rules in the order of reading, from the first in the pack; what only leads to it is not."""
    types = {name: FactType(derived=True) for name in "abcd"} | {"all": FactType()}

    def derives(name, *reads, unless=()):
        conditions = [FactCondition(Pattern(read)) for read in reads] or [FactCondition(Pattern("all"))]
        return Rule(f"make-{name}", conditions, Derives(name), [Pattern(one) for one in unless])

    rules = [
        derives("d", "c"),
        derives("c", "b"),
        derives("a", unless=["c"]),
        derives("b", "a"),
        Rule("end", [FactCondition(Pattern("d"))], Satisfies("c")),
    ]
    told = [what for _, what in errors(*rules, types=types)]
    assert told == ["The rules `e.make-c`, `e.make-a` and `e.make-b` go round in a circle"]


def test_two_cycles():
    """Cycles that share no rule are told each."""
    types = {name: FactType(derived=True) for name in "ab"}
    rules = [Rule(f"loop-{name}", [FactCondition(Pattern(name))], Derives(name)) for name in "ab"]
    assert len(errors(*rules, types=types)) == 2


def test_deep_chains():
    """A chain of thousands of rules is checked without recursion."""
    types = {f"t{n}": FactType(derived=True) for n in range(3000)} | {"all": FactType()}
    rules = [Rule(f"r{n}", [FactCondition(Pattern(f"t{n - 1}" if n else "all"))], Derives(f"t{n}")) for n in range(3000)]
    assert errors(*rules, types=types) == []


def test_no_and_violates():
    """A `no` and a violation are lawful; nothing can then satisfy the essential criterion, which is odd."""
    flaws = check_pack(pack(rule(NoCondition(Pattern("all", {"a_year": 2018})), then=Violates("c"))))[1]
    assert [flaw.what for flaw in flaws if flaw.warning] == ["No rule can satisfy `c`", "No rule concludes `made`"]
    assert len(flaws) == 2
