"""Assessments made by hand, for tests of what is told: no file, no engine and no judging takes part."""

from attrs import evolve

from ringrose import (
    Absent,
    AbsentNode,
    Assessment,
    AtLeastNode,
    Attribute,
    Case,
    Citation,
    Closure,
    Criterion,
    CriterionResult,
    Derives,
    Element,
    EveryNode,
    Fact,
    FactCondition,
    FactNode,
    FactType,
    Field,
    Finding,
    Judgement,
    LocalText,
    Message,
    OpenQuestion,
    Pack,
    Partner,
    Pattern,
    Range,
    Reference,
    Rule,
    RuleNode,
    Satisfies,
    Source,
    Violates,
    Vocabulary,
)
from ringrose.model.case import structural_facts

TYPES = {
    "activity": FactType(
        {
            "title": Attribute("text"),
            "kind": Attribute("one_of", values=("training", "in_kind")),
            "field": Attribute("field"),
            "for_community": Attribute("boolean"),
            "day": Attribute("date"),
            "year": Attribute("year"),
        }
    ),
    "visit": FactType({"by": Attribute("partner"), "to": Attribute("partner"), "year": Attribute("year")}),
    "obstacle": FactType({"of": Attribute("fact")}),
    "tie": FactType({"year": Attribute("year")}, derived=True),
}

AUTHOR = {"family": "Ringrose", "given": "N."}
PAGE_1 = Citation("thesis", "p. 1")
PAGE_2 = Citation("thesis", "p. 2", "They came.")
PAVING = {"title": "Paving", "kind": "in_kind", "field": "roads", "for_community": True}
CASE = Case(
    "two-cities",
    title={"en": "Two cities", "id": "Dua kota"},
    partners=[Partner("semarang", "Kota Semarang", "ID"), Partner("jung-gu", {"en": "Jung-gu", "ko": "중구"})],
    review=(2016, 2019),
    fields=[Field("roads", "Roads and bridges"), Field("health")],
    sources=[
        Source("thesis", title="A thesis", issued=2021, url="https://example.org/thesis", details={"author": [AUTHOR]}),
        Source("news"),
        Source("unread", title="Never cited"),
    ],
    complete=[Closure("visit", by="semarang", source={"id": "thesis", "at": "p. 9"}), "activity"],
    facts=[
        Fact("visit", id="v1", by="semarang", to="jung-gu", year=2017, source=PAGE_1),
        Fact("visit", id="v2", by="semarang", to="jung-gu", year=2018, source=PAGE_1),
        Fact("visit", id="v3", by="jung-gu", to="semarang", year=2018, source=["news", PAGE_2]),
        Fact("activity", PAVING, id="roads-1", note={"en": "A note.", "id": "Catatan kita."}),
        Fact("visit", id="no-visit", by="jung-gu", year=Range(gte=2019), holds=False, source="news", certainty="doubtful"),
        Fact("visit", id="unclear", to="semarang", holds="unknown", when="spring 2016", source="news"),
    ],
)
FACTS = {fact.id: fact for fact in (*structural_facts(CASE), *CASE.facts)}


def leaf(id):
    """A node for the fact of that id."""
    return FactNode(FACTS[id])


def absent(type, closed_by=(), records=(), at_most=None, distinct=None, **where):
    """A node for a pattern known not to hold, or not more than so often."""
    return AbsentNode(Absent(type, where, tuple(closed_by), tuple(records), at_most=at_most, distinct=distinct))


def at_least(type, needed, counted, share=(), *, distinct=None, **where):
    """A node for a count of facts."""
    return AtLeastNode(type, where, needed, len(counted), tuple(counted), distinct, tuple(node.fact for node in share))


def every(**instances):
    """A node for an `every`; underscores stand for dashes in the ids of its domain."""
    return EveryNode(tuple((FACTS[id.replace("_", "-")], tuple(nodes)) for id, nodes in instances.items()))


def derived(rule, text, premises, slots=None, **attributes):
    """A node for a derived fact."""
    return RuleNode(f"growth.{rule}", Message(LocalText({"en": text}), slots or {}), Fact("tie", attributes), tuple(premises))


def leaves(nodes):
    """The facts and absent patterns at the bottom of nodes; each node is visited once."""
    facts, missing, seen, waiting = set(), [], set(), list(nodes)
    while waiting:
        node = waiting.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, FactNode):
            facts.add(node.fact.id)
        elif isinstance(node, AbsentNode):
            missing.append(node.absent)
        elif isinstance(node, RuleNode | AtLeastNode):
            waiting += node.premises
            waiting += [FactNode(fact) for fact in getattr(node, "share", ())]
        else:
            waiting += [inner for _, premises in node.instances for inner in premises]
    return tuple(sorted(facts)), tuple(missing)


def finding(text, because=(), *, slots=None, rule="r", polarity="violates", decides=True, criterion="kept"):
    """A finding; ``text`` is a template, or one per language."""
    template = LocalText(text if isinstance(text, dict) else {"en": text})
    facts, missing = leaves(because)
    return Finding(
        f"growth.{rule}", polarity, f"growth.{criterion}", decides, Message(template, slots or {}), {}, facts, missing, tuple(because)
    )


def assessment(*findings, status="not_met", criterion="violated", case=CASE, lang="en", standing="attested", more=(), **rest):
    """An assessment of one element, `growth`, with one criterion, `kept`, that has these findings; ``more`` are further criteria."""
    kept = Criterion("kept", "essential", {"en": "Kept up", "id": "Terjaga"}, {"en": "Is it kept up?", "id": "Apakah terjaga?"})
    names = dict.fromkeys(f.rule.partition(".")[2] for f in findings)
    concluding = {"violates": Violates("kept"), "satisfies": Satisfies("kept")}
    rules = [Rule(name, (FactCondition(Pattern("visit")),), concluding["violates"]) for name in names]
    rules.append(Rule("derives", (FactCondition(Pattern("visit")),), Derives("tie"), reference=Reference("law", "art. 1")))
    element = Element(
        "growth",
        (kept, *(result.criterion for result in more)),
        rules,
        {"en": "Growth", "id": "Pertumbuhan"},
        {"en": "Does it grow?", "id": "Apakah tumbuh?"},
        standing,
        Reference("law"),
    )
    references = ({"id": "law", "title": {"en": "The law", "id": "Undang-undang"}, "issued": 1999}, {"id": "other", "title": "Other"})
    pack = Pack("small", "1.2.0", Vocabulary(TYPES), (element,), references=references, languages=("en", "id"))
    judgement = Judgement(element, status, (CriterionResult(kept, criterion, findings), *more))
    given = {"conflicts": (), "open_questions": (), "recommendations": (), **rest}
    return Assessment(case, pack, "durable", lang, (judgement,), **given)


def question(fact, *, kind="looked_for", criterion=None, settles=("growth",), yes="met", no="not_met"):
    """An open question about a fact, and what a yes and a no would make of the element."""
    return OpenQuestion(fact, kind, criterion, settles, yes and {"growth": yes}, {"growth": no})


def cited(case, **fields):
    """The case with further fields of the source `thesis`."""
    first, *others = case.sources
    return evolve(case, sources=(evolve(first, **fields), *others))


def unknown(id, role="essential", title=None, question=None):
    """A criterion without findings."""
    return CriterionResult(Criterion(id, role, title, question), "unknown", ())
