"""Comparisons for the tests of what shows them."""

from ringrose import Criterion, Element, FactType, Pack, Published, Satisfies, Source, Violates, Vocabulary, assess
from ringrose.explain.many.making import compare_assessments
from ringrose.files import load_case
from ringrose.model.check_pack import check_pack
from tests.small import fact, rule

__all__ = ["hostile_comparison"]


def hostile_comparison(words, lang="en"):
    """Two cases of one id, all of whose texts, and all of whose pack's, say these words."""
    safe = words.replace("{", "(").replace("}", ")")  # what stands in braces would have to be an alias
    named = "-".join(words.split())[:150]
    rules = [
        rule("r", fact("t"), then=Satisfies("c"), because=safe, advice=safe),
        rule("s", fact("t"), then=Violates("d"), because=safe),
    ]
    criteria = [Criterion("c", title=safe, question=safe), Criterion("d", title=safe), Criterion("u", "safeguard", question=safe)]
    element = Element("e", criteria, rules, safe, safe)
    types = {"t": FactType({}, means=words), "y": FactType({}, means=words)}
    pack, flaws = check_pack(Pack("hostile", "1", Vocabulary(types), [element], title=words))
    assert not [flaw for flaw in flaws if not flaw.warning], flaws
    shape = {
        "ringrose": "case/1",
        "id": named,
        "title": words,
        "partners": [{"id": "p", "name": words}],
        "review": {"from": 2001, "to": 2003},
        "sources": [{"id": named, "title": words, "url": words}],
        "facts": [{"fact": "t", "note": words, "source": {"id": named, "at": words, "quote": words}}],
        "published": [{"element": "e", "status": "met", "source": {"id": named, "at": words}, "note": words}],
    }
    judged = assess(load_case(shape, pack=pack), pack=pack, engine="compiled", lang="en")
    return compare_assessments([judged, in_own_words(judged, words)], lang)


def in_own_words(judged, words):
    """The assessment of a case in which a source concludes in words of its own, on an element and on one that is not judged."""
    from attrs import evolve

    told = (*judged.case.published, Published("e", words, words), Published("other", "met"))
    return evolve(judged, case=evolve(judged.case, published=told, sources=(*judged.case.sources, Source(words))))
