"""Pairs of pack and case: checking, comparing engine and oracle, shrinking, and regression files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve

from ringrose.answering import Answering
from ringrose.assessing import assess, engine_of
from ringrose.engines import ENGINES
from ringrose.engines.compiled import CompiledEngine
from ringrose.engines.compiled.items import as_mapping
from ringrose.files import case_to_dict, load_case, load_pack
from ringrose.model.assessment import Assessment
from ringrose.model.case import Case, Partner
from ringrose.model.case_content import case_digest
from ringrose.model.check_case import check_case
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import CountCondition, Derives, Element, EveryCondition, Pack, Pattern, Rule, Vocabulary
from ringrose.model.pack_content import pack_content
from tests.oracle import as_json, judge

__all__ = [
    "REGRESSIONS",
    "Pair",
    "comparable",
    "difference",
    "quick_difference",
    "read_regression",
    "shrunken",
    "sound",
    "write_regression",
]

REGRESSIONS = Path(__file__).parent.parent / "regressions"

Pair = tuple[Pack, Case]
T = TypeVar("T")


def sound(pack: Pack, case: Case) -> Pair:
    """The pair, checked: values read by their types.

    Raises ValueError where it is not sound.
    """
    if pack.digest is None:
        pack, flaws = check_pack(pack)
        _refuse(flaws)
    case, flaws = check_case(case, pack)
    _refuse(flaws)
    return pack, case


def _refuse(flaws: Sequence[Any]) -> None:
    errors = [flaw for flaw in flaws if not flaw.warning]
    if errors:
        raise ValueError(f"the pair is not sound: {errors[:3]}")


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without what the oracle does not tell: the engine, the pack's digest, the receipt, and the open questions."""
    return {key: value for key, value in answer.items() if key not in ("ringrose", "engine", "pack", "receipt", "open_questions")}


def difference(pack: Pack, case: Case, engines: Sequence[str] = ENGINES) -> str | None:
    """What is said of a sound pair in two ways, if that is not the same: by the oracle, and by the engines in each shape of an answer."""
    assessments = {name: assess(case, pack=pack, engine=name) for name in engines}
    for lang in pack.languages:
        meant, first = as_json(judge(case, pack, lang)), None
        for name, assessment in assessments.items():
            answer = assessment.to_dict(lang, questions=False)  # what they are is tested in tests/explain/test_ask.py
            if (told := as_json(comparable(answer))) != meant:
                return f"{name}: {told}\noracle: {meant}"
            text = compact({**answer, "engine": "any"})
            if text != (first := first or text):
                return f"{name}: {text}\nfirst: {first}"
        if "compiled" in engines:
            for way, text in told_at_once(pack, case, lang):
                if text != first:
                    return f"compiled, from {way}: {text}\nfirst: {first}"
    return quick_difference(pack, case, assessments["compiled"]) if "compiled" in engines else None


def compact(data: Any) -> str:
    """The JSON of batches."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def told_at_once(pack: Pack, case: Case, lang: str) -> Iterator[tuple[str, str]]:
    """The answers that the compiled engine writes itself: of a mapping, of a compact and of a spaced line of JSON."""
    engine = engine_of("compiled", pack.on(case.review.last_day))
    assert isinstance(engine, CompiledEngine)
    told = {"a mapping": engine.answer(as_mapping(case), lang, case_digest(case))}
    plain = case_to_dict(case)
    told["JSON"] = answering(pack, lang).line(compact(plain).encode()).decode()
    if lang == pack.languages[0]:
        told["spaced JSON"] = answering(pack, lang).line(json.dumps(plain).encode()).decode()
    for way, text in told.items():
        yield way, text.replace('"engine":"compiled"', '"engine":"any"', 1)


def quick_difference(pack: Pack, case: Case, assessment: Assessment) -> str | None:
    """What the compiled engine says where it does not say all, if that is not what it says of it elsewhere."""
    engine = engine_of("compiled", pack.on(case.review.last_day))
    assert isinstance(engine, CompiledEngine)
    statuses, supports = engine.statuses(as_mapping(case)), engine.supports(as_mapping(case))
    if list(statuses) != [j.status for j in assessment]:
        return f"statuses alone: {statuses}\ncompiled: {[j.status for j in assessment]}"
    told = [(status, sorted((rule, tuple(facts)) for rule, _, facts in found)) for status, found in supports]
    meant = [(j.status, sorted((f.rule, f.facts) for f in j.deciding)) for j in assessment]
    return None if told == meant else f"supports: {told}\ncompiled: {meant}"


_kept: dict[tuple[str, str], Answering] = {}


def answering(pack: Pack, lang: str) -> Answering:
    """What answers JSON, kept while cases of one pack follow each other."""
    same = str(pack.digest), lang
    if same not in _kept:
        if len(_kept) > 4:
            _kept.clear()
        _kept[same] = Answering(pack, engine="compiled", lang=lang, questions=False)
    return _kept[same]


# ---- regression files ---------------------------------------------------------------------------------------------------------------


def write_regression(pack: Pack, case: Case) -> Path:
    """Keep a pair as a file that is replayed ever after."""
    text = json.dumps({"pack": pack_content(pack), "case": case_to_dict(case)}, ensure_ascii=False, indent=1, default=str) + "\n"
    path = REGRESSIONS / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    REGRESSIONS.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read_regression(path: Path) -> Pair:
    """The pair of a regression file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    pack = load_pack(content["pack"])
    return sound(pack, load_case(content["case"], pack=pack))


# ---- shrinking ----------------------------------------------------------------------------------------------------------------------


def shrunken(pack: Pack, case: Case, fails: Callable[[Pack, Case], bool]) -> Pair:
    """A pair that still fails and of which nothing can be left out."""
    smaller: Pair | None = (pack, case)
    while smaller is not None:
        pack, case = smaller
        smaller = next((pair for pair in _smaller(pack, case) if _still(pair, fails)), None)
    return pack, case


def _still(pair: Pair, fails: Callable[[Pack, Case], bool]) -> bool:
    try:
        pack, case = sound(*pair)
    except ValueError:
        return False
    return fails(pack, case)


def _without(values: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """The values without one of them; first without half of them."""
    if len(values) > 3:
        yield tuple(values[: len(values) // 2])
        yield tuple(values[len(values) // 2 :])
    for n in range(len(values)):
        yield (*values[:n], *values[n + 1 :])


def _lacking(mapping: Any) -> Iterator[dict[str, Any]]:
    for name in mapping:
        yield {k: v for k, v in mapping.items() if k != name}


def _smaller(pack: Pack, case: Case) -> Iterator[Pair]:
    for elements in _without(pack.elements):
        yield evolve(pack, elements=elements), case
    for facts in _without(case.facts):
        yield pack, evolve(case, facts=facts)
    for complete in _without(case.complete):
        yield pack, evolve(case, complete=complete)
    for n, element in enumerate(pack.elements):
        for less in _smaller_elements(element):
            yield evolve(pack, elements=(*pack.elements[:n], less, *pack.elements[n + 1 :])), case
    for types in _lacking(pack.vocabulary.types):
        yield evolve(pack, vocabulary=Vocabulary(types)), case
    for name, kind in pack.vocabulary.types.items():
        for attributes in _lacking(kind.attributes):
            types = {**pack.vocabulary.types, name: evolve(kind, attributes=attributes)}
            yield evolve(pack, vocabulary=Vocabulary(types)), case
    for parameters in _lacking(pack.parameters):
        yield evolve(pack, parameters=parameters), case
    for name, parameter in pack.parameters.items():
        for values in _without(parameter.values):
            yield evolve(pack, parameters={**pack.parameters, name: evolve(parameter, values=values)}), case
    for partners in _without(case.partners):
        yield pack, evolve(case, partners=partners)
    for fields in _without(case.fields):
        yield pack, evolve(case, fields=fields)
    for n, fact in enumerate(case.facts):
        for attributes in _lacking(fact.attributes):
            yield pack, evolve(case, facts=(*case.facts[:n], fact.with_attributes(attributes), *case.facts[n + 1 :]))
    for n, closure in enumerate(case.complete):
        for attributes in _lacking(closure.attributes):
            yield pack, evolve(case, complete=(*case.complete[:n], closure.with_attributes(attributes), *case.complete[n + 1 :]))
    for n, partner in enumerate(case.partners):
        if partner != Partner(partner.id):
            yield pack, evolve(case, partners=(*case.partners[:n], Partner(partner.id), *case.partners[n + 1 :]))
    if isinstance(case.review.start, date) or isinstance(case.review.end, date):
        yield pack, evolve(case, review=(case.review.first_day.year, case.review.last_day.year))
    if case.review.first_day.year < case.review.last_day.year:
        year = case.review.first_day.year
        yield pack, evolve(case, review=(year, year))
        yield pack, evolve(case, review=(year, case.review.last_day.year - 1))


def _smaller_elements(element: Element) -> Iterator[Element]:
    for rules in _without(element.rules):
        yield evolve(element, rules=rules)
    for criteria in _without(element.criteria):
        yield evolve(element, criteria=criteria)
    for n, rule in enumerate(element.rules):
        for less in _smaller_rules(rule):
            yield evolve(element, rules=(*element.rules[:n], less, *element.rules[n + 1 :]))
    if element.standing is not None:
        yield evolve(element, standing=None)


def _smaller_rules(rule: Rule) -> Iterator[Rule]:
    for conditions in _without(rule.conditions):
        yield evolve(rule, conditions=conditions)
    for unless in _without(rule.unless):
        yield evolve(rule, unless=unless)
    if isinstance(rule.then, Derives):
        for attributes in _lacking(rule.then.attributes):
            # texts that begin with a dollar are written with two
            written = {k: f"${v}" if isinstance(v, str) and v.startswith("$") else v for k, v in attributes.items()}
            yield evolve(rule, then=Derives(rule.then.type, written))
    for text in ("because", "advice"):
        if getattr(rule, text) is not None:
            yield evolve(rule, **{text: None})
    for n, condition in enumerate(rule.conditions):
        rest = [rule.conditions[:n], rule.conditions[n + 1 :]]
        less: list[Any] = []
        if isinstance(condition, EveryCondition):
            less += [evolve(condition, domain=p) for p in _smaller_patterns(condition.domain)]
            less += [evolve(condition, then=evolve(condition.then, pattern=p)) for p in _smaller_patterns(condition.then.pattern)]
        else:
            less += [evolve(condition, pattern=p) for p in _smaller_patterns(condition.pattern)]
            less += [evolve(condition, **{name: None}) for name in ("alias", "distinct") if getattr(condition, name, None) is not None]
            if isinstance(condition, CountCondition) and condition.number != 1:
                less.append(evolve(condition, number=1))
        for one in less:
            yield evolve(rule, conditions=(*rest[0], one, *rest[1]))
    for n, pattern in enumerate(rule.unless):
        for less_of_it in _smaller_patterns(pattern):
            yield evolve(rule, unless=(*rule.unless[:n], less_of_it, *rule.unless[n + 1 :]))


def _smaller_patterns(pattern: Pattern) -> Iterator[Pattern]:
    for where in _lacking(pattern.where):
        yield Pattern(pattern.type, where)
    for name, tests in pattern.where.items():
        for fewer in _without(tests) if len(tests) > 1 else ():
            yield Pattern(pattern.type, {**pattern.where, name: fewer})
        for n, test in enumerate(tests):
            for values in _without(test.value) if test.op == "in" and len(test.value) > 1 else ():
                yield Pattern(pattern.type, {**pattern.where, name: (*tests[:n], evolve(test, value=values), *tests[n + 1 :])})
