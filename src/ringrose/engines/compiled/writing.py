"""Whole answers (format ``assessment/1``) as compact JSON, written straight from what inference left."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from ringrose.engines.compiled.items import Denial, conflicts
from ringrose.engines.compiled.layout import Layout
from ringrose.engines.compiled.outline import CriterionOutline, Outline, RuleOutline
from ringrose.engines.compiled.program import CODES, Program, State
from ringrose.engines.compiled.reasons import Reasons
from ringrose.engines.compiled.rules import RuleCode, Slots
from ringrose.engines.compiled.syntax import Globals, constant, expression, joined, name, placed, statements
from ringrose.engines.compiled.telling import Plainly, as_json, inside, json_text, quoted
from ringrose.model.assessment import STATUSES
from ringrose.model.pack import Criterion, Element
from ringrose.model.receipt import receipt_of, sealed
from ringrose.model.text import SLOT, LocalText, word
from ringrose.plan import Bound, Concludes

__all__ = ["Writer"]


class Writer:
    """Writes the answers of a program in one language; ``plain``: about cases in which no text needs an escape in JSON."""

    def __init__(self, program: Program, reasons: Reasons, outline: Outline, engine: str, lang: str, plain: bool = False) -> None:
        self._program, self._reasons, self._lang = program, reasons, lang
        pack = program.plan.pack
        self._engine, self._opening = f',"engine":{quoted(engine)}', f',"pack":{json_text(pack.named)},"summary":'
        self._summaries: dict[tuple[str, ...], str] = {}
        self._tells_names = any(is_name for rule in program.rules for *_, is_name in rule.clause.told)
        code = WriterCode(program, reasons, outline, lang, plain)
        self._elements: tuple[Callable[..., str], ...] = tuple(code.element(n) for n in range(len(outline.elements)))

    def write(
        self, id: str, state: State, named: Sequence[Any], denials: Sequence[Denial], questions: str, digest: str | None = None
    ) -> str:
        """The answer about a case: its id, its state, its partners and fields, its denials, and its open questions as JSON.

        ``digest`` is that of the case's content; without it the answer has no receipt.
        """
        self._reasons.prepare(state)
        items = self._program.items
        names: dict[str, str] = {}
        if self._tells_names:
            names = {id: inside(name if isinstance(name, str) else name.get(self._lang)) for id, name in map(items.names, named)}
        advice: dict[str, str] = {}
        elements = ",".join([element(state, names, advice) for element in self._elements])
        opposed = conflicts(items, lambda t: state[self._program.place(self._program.names.base(t))], denials) if denials else ()
        told = ",".join([f'{{"fact":{quoted(fact)},"denial":{quoted(denial)}}}' for fact, denial in opposed])
        before = f'{{"ringrose":"assessment/1","case":"{inside(id)}"'
        after = (
            f'{self._opening}{self._summary(state[0])},"judgements":[{elements}],'
            f'"conflicts":[{told}],"open_questions":{questions},"recommendations":[{",".join(advice.values())}]'
        )
        if digest is None:
            return f"{before}{self._engine}{after}}}"
        return sealed(before, self._engine, after, receipt_of(digest, self._program.plan.pack.digest, self._lang))

    def _summary(self, statuses: tuple[str, ...]) -> str:
        told = self._summaries.get(statuses)
        if told is None:
            told = self._summaries[statuses] = json_text({status: statuses.count(status) for status in STATUSES})
        return told


Told = tuple[list[str], list[tuple[str, str]], str, str, str | None]
"""A finding: what it is sorted by (facts, absences, bindings), itself as JSON, and its advice."""


def _in_order(told: list[Told]) -> list[Told]:
    return sorted(told, key=lambda one: one[:3]) if len(told) > 1 else told


class WriterCode:
    """The functions that write elements and findings in one language."""

    def __init__(self, program: Program, reasons: Reasons, outline: Outline, lang: str, plain: bool) -> None:
        self._plain = plain
        self._program, self._reasons, self._outline, self._lang = program, reasons, outline, lang
        self._space: Globals = program.space
        self._number = self._space.next_number()  # the functions of another language have other names
        self._space.space["in_order"] = _in_order
        self._advice = {full: rule.advice for full, _, rule in program.plan.pack.rules()}

    def element(self, number: int) -> Callable[..., str]:
        """``element(state, names, advice)``: the judgement of an element; its recommendations go to ``advice``, by their texts."""
        element, criteria = self._outline.elements[number]
        before = sum(len(criteria) for _, criteria in self._outline.elements[:number])
        head = {
            status: f'{{"element":{quoted(element.id)},"status":"{status}","standing":{json_text(element.standing)},"criteria":['
            for status in STATUSES
        }
        body = statements("status = state[0][n]", n=constant(number))
        pieces: list[str | ast.expr] = [expression("head[status]", head=self._space.value(head))]
        for n, outline in enumerate(criteria):
            if n:
                pieces.append(",")
            pieces.append(name(f"t{n}"))
            body += self._criterion(element, outline, before + n, f"t{n}")
        body += statements("return told", told=joined([*pieces, "]}"]))
        code = statements("def element(state, names, advice):\n    body", body=body)
        return self._defined(code, f"element {element.id}")

    def _defined(self, code: list[ast.stmt], told: str) -> Callable[..., Any]:
        if self._plain:
            code = [Plainly().visit(statement) for statement in code]
        return self._space.define(code, told, self._program.file)

    def _criterion(self, element: Element, outline: CriterionOutline, place: int, variable: str) -> list[ast.stmt]:
        """The statements that put the text of a criterion into a variable."""
        criterion = outline.criterion
        head = [f'{{"id":{quoted(criterion.id)},"role":"{criterion.role}","status":"{status}","findings":[' for status in CODES]
        if not outline.rules:
            return statements("t = text", t=variable, text=constant(f"{head[0]}]}}"))
        rules = [s for rule in outline.rules for s in self._rule(element, criterion, outline, rule)]
        return statements(
            "code = state[1][n]\nif code:\n    found = []\n    rules\n    t = told\nelse:\n    t = nothing_known",
            n=constant(place),
            rules=rules,
            t=variable,
            told=joined([expression("head[code]", head=self._space.value(tuple(head))), expression('",".join(found)'), "]}"]),
            nothing_known=constant(f"{head[0]}]}}"),
        )

    def _rule(self, element: Element, criterion: Criterion, outline: CriterionOutline, rule: RuleOutline) -> list[ast.stmt]:
        """The statements that add the findings of a rule, where it fired."""
        deciding = {
            status: tuple("true" if outline.decides[status, code, rule.satisfies] else "false" for code in range(len(CODES)))
            for status in STATUSES
        }
        clause = rule.rule.clause
        about = {"element": element.id, "criterion": criterion.id, "rule": clause.rule, "text": ""}
        body = statements("decides = deciding[status][code]", deciding=self._space.value(deciding))
        if self._advice[clause.rule]:
            body += statements('advises = status == "not_met" and decides == "true"')
        if not clause.aliases:
            body += self._findings(rule.rule, json_text(about)[:-2])
        else:
            call = expression("tell(state, fired, decides, names, advice, advises, found)", tell=self._tell(rule.rule))
            if not self._advice[clause.rule]:
                body += statements("advises = False")
            body.append(ast.Expr(call))
            self._define(rule.rule, json_text(about)[:-2])
        inner = placed(body, rule.rule.number + 2)
        return statements("fired = state[n]\nif fired:\n    inner", n=constant(rule.place), inner=inner)

    def _tell(self, rule: RuleCode) -> str:
        return f"tell{rule.number}_{self._number}"

    def _define(self, rule: RuleCode, about: str) -> None:
        """``tell(state, fired, decides, names, advice, advises, found)``: adds the findings of a rule that binds facts."""
        template = "def tell(state, fired, decides, names, advice, advises, found):\n    body"
        code = statements(template, tell=self._tell(rule), body=self._findings(rule, about))
        self._defined(placed(code, rule.number + 2), rule.clause.rule)

    def _findings(self, rule: RuleCode, about: str) -> list[ast.stmt]:
        clause, head = rule.clause, rule.clause.head
        assert isinstance(head, Concludes)
        slots = Slots(clause, self._program.layout)
        texts = _Texts(rule, slots, self._lang)
        order, bindings = _bindings(rule, self._program.layout)
        finding = joined(
            [
                f'{{"rule":{quoted(clause.rule)},"polarity":"{head.polarity}","decides":',
                name("decides"),
                ',"text":"',
                *texts.pieces(clause.because),
                '","bindings":{',
                *bindings,
                '},"facts":',
                name("listed"),
                ',"absent":',
                expression('told(absent, sorted(absent)) if absent else "[]"', told=self._reasons.tells_absences)
                if self._reasons.may_have_absences(clause)
                else "[]",
                "}",
            ]
        )
        advice = self._advice[clause.rule]
        advised = joined(texts.pieces(advice)) if advice else constant(None)
        grounds = self._reasons.statements(clause, slots, as_text=True)
        advise = statements(
            "text = advised\nif text not in advice:\n    advice[text] = told", advised=advised, told=joined([about, name("text"), '"}'])
        )
        if not clause.aliases:
            when = statements("if advises:\n    advise", advise=advise) if advice else []
            return [*grounds, *statements("found.append(finding)", finding=finding), *when]
        items: list[ast.expr] = [ast.Name(f"x{n}", ast.Store()) for n in range(len(clause.aliases))]
        # The findings of one rule are sorted; where there is one, there is nothing to sort.
        tell = statements(
            "told.append((facts, sorted(absent), order if many else none, finding, text if advises else None))",
            order=joined(order),
            finding=finding,
            text=advised,
        )
        loop = ast.For(items[0] if len(items) == 1 else ast.Tuple(items, ast.Store()), name("fired"), [*grounds, *tell], [])
        advise = statements(
            "if text is not None and text not in advice:\n    advice[text] = told", told=joined([about, name("text"), '"}'])
        )
        return [
            *statements("many = len(fired) > 1\ntold = []"),
            loop,
            *statements(
                "for _, _, _, finding, text in in_order(told):\n    found.append(finding)\n    advise", advise=advise if advice else []
            ),
        ]


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
        attributes = layout.attributes(fact_type)
        pieces = [_derived_part(item, n, attribute, layout.kind(fact_type, attribute)) for n, attribute in enumerate(attributes)]
        fact = f'"fact":{json_text(fact_type)}'
        told += [start, "{", fact, *pieces, "}"]
        # Sorted by their keys, the type stands among the attributes; what is compared may begin with a comma, for all begin with it.
        before = [piece for piece, attribute in zip(pieces, attributes, strict=True) if attribute < "fact"]
        order += [start, "{", *before, f",{fact}", *pieces[len(before) :], "}"]
    return order, told


def _derived_part(item: ast.expr, place: int, attribute: str, kind: str) -> ast.expr:
    value = expression("item[place]", item=item, place=constant(place))
    told = joined([f",{json_text(attribute)}:", as_json(value, kind)])
    return expression('"" if v is None else told', v=value, told=told)
