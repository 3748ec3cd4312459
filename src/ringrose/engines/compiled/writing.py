"""Whole answers (format ``assessment/1``) as compact JSON, written straight from what inference left."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from ringrose.engines.compiled.items import Denial, conflicts, open_questions
from ringrose.engines.compiled.layout import Layout
from ringrose.engines.compiled.outline import CriterionOutline, Outline, RuleOutline
from ringrose.engines.compiled.program import CODES, Program, State
from ringrose.engines.compiled.reasons import Reasons
from ringrose.engines.compiled.rules import RuleCode, Slots
from ringrose.engines.compiled.syntax import constant, expression, joined, name, placed, statements
from ringrose.engines.compiled.telling import as_json, inside, json_text, quoted
from ringrose.model.assessment import STATUSES
from ringrose.model.pack import Criterion, Element, Rule
from ringrose.model.text import SLOT, LocalText, word
from ringrose.plan import Bound, Concludes

__all__ = ["Writer"]

Told = tuple[list[str], list[tuple[str, str]], str, str, str | None]
"""A finding: what it is sorted by (facts, absences, bindings), itself as JSON, and its advice."""


@frozen
class _RuleWriter:
    """What tells the findings of a rule, and how its recommendations begin."""

    place: int
    satisfies: bool
    tell: Callable[..., list[Told]]
    advises: str


@frozen
class _CriterionWriter:
    """How a criterion begins, by its code, and what tells its rules."""

    opening: tuple[str, ...]
    rules: tuple[_RuleWriter, ...]
    decides: Mapping[tuple[str, int, bool], bool]


@frozen
class _ElementWriter:
    """How an element begins, by its status, and what tells its criteria."""

    opening: Mapping[str, str]
    criteria: tuple[_CriterionWriter, ...]


class Writer:
    """Writes the answers of a program in one language."""

    def __init__(self, program: Program, reasons: Reasons, outline: Outline, engine: str, lang: str) -> None:
        self._program, self._reasons, self._lang = program, reasons, lang
        pack = program.plan.pack
        self._rules = {full: rule for full, _, rule in pack.rules()}
        about = {"id": pack.id, "version": pack.version, "digest": pack.digest}
        self._opening = f'","engine":{quoted(engine)},"pack":{json_text(about)},"summary":'
        self._elements = tuple(self._element(element, criteria) for element, criteria in outline.elements)
        self._summaries: dict[tuple[str, ...], str] = {}
        self._tells_names = any(is_name for rule in program.rules for *_, is_name in rule.clause.told)

    def write(self, id: str, state: State, named: Sequence[Any], facts: Sequence[Any], denials: Sequence[Denial], unknown: Any) -> str:
        """The answer about a case: its id, its state, its partners and fields, and its facts."""
        self._reasons.prepare(state)
        items = self._program.items
        names: dict[str, str] = {}
        if self._tells_names:
            names = {id: inside(name.get(self._lang)) for id, name in map(items.names, named)}
        statuses, codes = state[0], iter(state[1])
        advice: dict[str, str] = {}
        elements = [self._told(e, status, codes, state, names, advice) for e, status in zip(self._elements, statuses, strict=True)]
        opposed = conflicts(items, facts, denials) if denials else ()
        return "".join(
            (
                '{"ringrose":"assessment/1","case":"',
                inside(id),
                self._opening,
                self._summary(statuses),
                ',"judgements":[',
                ",".join(elements),
                '],"conflicts":[',
                ",".join([f'{{"fact":{quoted(fact)},"denial":{quoted(denial)}}}' for fact, denial in opposed]),
                '],"open_questions":',
                json_text(open_questions(items, unknown)) if unknown else "[]",
                ',"recommendations":[',
                ",".join(advice.values()),
                "]}",
            )
        )

    def _summary(self, statuses: tuple[str, ...]) -> str:
        told = self._summaries.get(statuses)
        if told is None:
            told = self._summaries[statuses] = json_text({status: statuses.count(status) for status in STATUSES})
        return told

    def _told(self, element: _ElementWriter, status: str, codes: Any, state: State, names: Any, advice: dict[str, str]) -> str:
        pieces = [element.opening[status]]
        for criterion, code in zip(element.criteria, codes):  # noqa: B905  # the codes go on with the next element
            pieces.append(criterion.opening[code])
            if code:
                findings: list[str] = []
                for rule in criterion.rules:
                    if fired := state[rule.place]:
                        deciding = criterion.decides[status, code, rule.satisfies]
                        told = rule.tell(state, fired, "true" if deciding else "false", names, deciding and status == "not_met")
                        if len(told) > 1:
                            told.sort(key=_order)
                        for _, _, _, finding, text in told:
                            findings.append(finding)
                            if text is not None and text not in advice:
                                advice[text] = f'{rule.advises}{text}"}}'
                pieces.append(",".join(findings))
                pieces.append("]}")
        pieces.append("]}")
        return "".join(pieces)

    # -- made once --------------------------------------------------------------------------------------------------------------------

    def _element(self, element: Element, criteria: Sequence[CriterionOutline]) -> _ElementWriter:
        opening = {
            status: f'{{"element":{quoted(element.id)},"status":"{status}","standing":{json_text(element.standing)},"criteria":['
            for status in STATUSES
        }
        return _ElementWriter(opening, tuple(self._criterion(element, c, first=n == 0) for n, c in enumerate(criteria)))

    def _criterion(self, element: Element, outline: CriterionOutline, *, first: bool) -> _CriterionWriter:
        criterion = outline.criterion
        head = f'{"" if first else ","}{{"id":{quoted(criterion.id)},"role":"{criterion.role}","status":"'
        opening = tuple(f'{head}{status}","findings":[{"" if code else "]}"}' for code, status in enumerate(CODES))
        return _CriterionWriter(opening, tuple(self._rule(rule, element, criterion) for rule in outline.rules), outline.decides)

    def _rule(self, outline: RuleOutline, element: Element, criterion: Criterion) -> _RuleWriter:
        rule, full = outline.rule, outline.rule.clause.rule
        code = placed(_tell_code(rule, self._rules[full], self._reasons, self._program.layout, self._lang), rule.number + 2)
        about = {"element": element.id, "criterion": criterion.id, "rule": full, "text": ""}
        return _RuleWriter(
            outline.place, outline.satisfies, self._program.space.define(code, full, self._program.file), json_text(about)[:-2]
        )


def _order(told: Told) -> tuple[list[str], list[tuple[str, str]], str]:
    return told[0], told[1], told[2]


# ---- code ---------------------------------------------------------------------------------------------------------------------------


def _tell_code(rule: RuleCode, source: Rule, reasons: Reasons, layout: Layout, lang: str) -> list[ast.stmt]:
    """``tell(state, fired, decides, names, advises)``: the findings of a rule."""
    clause = rule.clause
    head = clause.head
    assert isinstance(head, Concludes)
    slots = Slots(clause, layout)
    items = [slots.item(slot) for slot in range(len(clause.aliases))]
    texts = _Texts(rule, slots, lang)
    order, bindings = _bindings(rule, layout)
    finding = joined(
        [
            f'{{"rule":{quoted(clause.rule)},"polarity":"{head.polarity}","decides":',
            name("decides"),
            ',"text":"',
            *texts.pieces(clause.because),
            '","bindings":{',
            *bindings,
            '},"facts":',
            expression("ids(facts)"),
            ',"absent":',
            expression('absences(absent, keys) if absent else "[]"'),
            "}",
        ]
    )
    advice = texts.pieces(source.advice) if source.advice else None
    body = [
        *reasons.statements(clause, slots),
        *statements("keys = sorted(absent) if absent else none"),
        *statements(
            "told.append((facts, keys, order, finding, advice))",
            order=expression("order if many else none", order=joined(order)) if order else constant(""),
            finding=finding,
            advice=expression("text if advises else None", text=joined(advice) if advice else constant(""))
            if advice is not None
            else constant(None),
        ),
    ]
    if items:
        targets: list[ast.expr] = [ast.Name(f"x{n}", ast.Store()) for n in range(len(items))]
        target = targets[0] if len(items) == 1 else ast.Tuple(targets, ast.Store())
        body = [ast.For(target, name("fired"), body, [])]
        body = [*statements("many = len(fired) > 1"), *body]
    template = "def tell(state, fired, decides, names, advises):\n    told = []\n    body\n    return told"
    return statements(template, tell=f"tell{rule.number}", body=body)


class _Texts:
    """The sentences of a rule in a language."""

    def __init__(self, rule: RuleCode, slots: Slots, lang: str) -> None:
        self._slots, self._lang = slots, lang
        self._told = {told: (slot, attribute, is_name) for told, slot, attribute, is_name in rule.clause.told}

    def pieces(self, text: LocalText) -> list[str | ast.expr]:
        """The pieces of a sentence, as they stand between the quotes of JSON."""
        template = text.get(self._lang)
        pieces: list[str | ast.expr] = []
        end = 0
        for slot in SLOT.finditer(template):
            pieces += [inside(template[end : slot.start()]), self._shown(f"{slot[1]}.{slot[2]}")]
            end = slot.end()
        return [*pieces, inside(template[end:])]

    def _shown(self, told: str) -> ast.expr:
        slot, attribute, is_name = self._told[told]
        bound = Bound(slot, attribute)
        value, kind = self._slots.value(bound), self._slots.kind(bound)
        if is_name:
            shown = expression("names[v] if v in names else inside(v)", v=value)
        elif kind in ("year", "integer", "number"):
            shown = expression("str(v)", v=value)
        elif kind == "boolean":
            shown = expression("yes if v else no", v=value, yes=self._word(True), no=self._word(False))
        elif kind == "date":
            shown = expression("v.isoformat()", v=value)
        else:
            shown = expression("inside(v)", v=value)
        if self._slots.is_sure(bound):
            return shown
        return expression("missing if v is None else shown", v=value, shown=shown, missing=self._word("missing"))

    def _word(self, key: object) -> ast.expr:
        return constant(inside(word(key, self._lang)))


def _bindings(rule: RuleCode, layout: Layout) -> tuple[list[str | ast.expr], list[str | ast.expr]]:
    """What the bindings are sorted by, and how they are told."""
    clause = rule.clause
    slots = Slots(clause, layout)
    order: list[str | ast.expr] = []
    told: list[str | ast.expr] = []
    for alias, slot in clause.named:
        fact_type, item = slots.types[slot], slots.item(slot)
        start = f"{',' if told else ''}{json_text(alias)}:"
        if not layout.is_derived(fact_type):
            value = expression("quoted(id)", id=layout.read(item, fact_type, "id"))
            order += [start, value]
            told += [start, value]
            continue
        pairs = [(attribute, n) for n, attribute in enumerate(layout.attributes(fact_type))]
        pieces = [_derived_part(item, n, attribute, layout.kind(fact_type, attribute)) for attribute, n in pairs]
        fact = f'"fact":{json_text(fact_type)}'
        told += [start, "{", fact, *pieces, "}"]
        # sorted, the type stands among the attributes; each part begins with a comma but the first
        before = [p for p, (attribute, _) in zip(pieces, pairs, strict=True) if attribute < "fact"]
        after = pieces[len(before) :]
        order += [start, "{", *before, f",{fact}", *after, "}"]
    return order, told


def _derived_part(item: ast.expr, place: int, attribute: str, kind: str) -> ast.expr:
    value = expression("item[place]", item=item, place=constant(place))
    told = joined([f",{json_text(attribute)}:", as_json(value, kind)])
    return expression('"" if v is None else told', v=value, told=told)
