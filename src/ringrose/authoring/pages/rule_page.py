"""The page of a rule."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator

from ringrose.authoring.pages.blocks import Block, Code, Items, PackPage, Part, Runs, text
from ringrose.authoring.pages.linking import parameters_of
from ringrose.authoring.pages.saying import Phrases
from ringrose.authoring.pages.writer import Writer
from ringrose.authoring.trials.reading import Expected, PackTest
from ringrose.authoring.yaml_text import mapping
from ringrose.model.pack import Derives, Element, Rule
from ringrose.model.text import LocalText

__all__ = ["rule_page"]


def rule_page(writer: Writer, element: Element, rule: Rule) -> PackPage:
    """The page of a rule of an element: what it says, what it rests on, what makes it fire, and what it is for."""
    return _RulePage(writer, element, rule).page()


def _firing(expect: Expected) -> tuple[str, ...]:
    """The rules that a test expects to fire."""
    return (*expect.fires, *(grounds.rule for grounds in expect.because))


class _RulePage:
    """The page of a rule in the making."""

    def __init__(self, writer: Writer, element: Element, rule: Rule) -> None:
        self.writer, self.element, self.rule = writer, element, rule
        self.name = f"{element.id}.{rule.id}"
        told = next(one for one in writer.latest.element(element.id).rules if one.id == rule.id)
        self.because, self.advice = told.because, told.advice
        self.phrases = Phrases(writer.speaker, rule)

    def page(self) -> PackPage:
        writer, rule, name = self.writer, self.rule, self.name
        fires = [test for test in writer.tests if name in _firing(test.expect)]
        silent = [test for test in writer.tests if name in test.expect.silent]
        parts = [
            writer.part("words", [Items(writer.speaker.clauses(rule, self.element.id))]),
            *self._values(),
            writer.part("diagram", [writer.drawer.rule(name, self.element, rule)]),
            *self._texts(),
            writer.rests(rule.reference, self.element.reference),
            writer.part("fires", [*([writer.line("tests.frame")] if fires or silent else []), *self._examples(fires, _firing)]),
            writer.part("silent", self._examples(silent, lambda expect: expect.silent)),
            writer.part("linked", [Items(self._linked())]),
            writer.part("written", [Code(mapping(writer.written[name]))]),
            writer.changes(name),
            *writer.waived(rule.waive, "rule", self.element.id, rule.id),
        ]
        head = writer.table(
            [
                ("element", (writer.speaker.element(self.element.id),)),
                ("concludes", self._concludes()),
                ("reference", writer.cited(rule.reference or self.element.reference)),
            ]
        )
        return PackPage(("rule", self.element.id, rule.id), writer.say("page.rule"), name, [head], parts)

    def _concludes(self) -> Runs:
        writer, then = self.writer, self.rule.then
        if isinstance(then, Derives):
            return writer.told("concludes.derives", fact=(writer.speaker.type(then.type),))
        return writer.told(f"concludes.{then.polarity}", criterion=(writer.speaker.criterion(self.element.id, then.criterion),))

    def _values(self) -> Iterator[Part]:
        """The parameters that the rule names, with all of their values."""
        names = parameters_of(self.rule)
        if names:
            blocks: list[Block] = [block for name in names for block in self.writer.parameter(name)]
            varies = any(len(self.writer.pack.parameters[name].values) > 1 for name in names)
            yield self.writer.part("values", [*blocks, *([self.writer.line("values.latest")] if varies else [])])

    def _texts(self) -> Iterator[Part]:
        """What reports say where the rule fires; what it names stands in square brackets."""
        texts = (("finding", self.because), ("advice", self.advice), ("note", self.rule.note))
        table = self.writer.table([(code, self._template(local, code)) for code, local in texts])
        if table.rows:
            yield self.writer.part("texts", [table])

    def _template(self, local: LocalText | None, code: str) -> Runs:
        words = self.writer.text(local)
        return text(words) if code == "note" else self.phrases.template(words)

    def _examples(self, tests: list[PackTest], names: Callable[[Expected], Container[str]]) -> Iterable[Block]:
        return self.writer.examples(tests) if tests else [self.writer.untested(self.name, names)]

    def _linked(self) -> Iterator[Runs]:
        """What the types that it reads mean and where they come from, and who reads or counts what it concludes."""
        writer, links = self.writer, self.writer.links
        reads = links.reads[self.name]
        for type in reads:
            known = writer.pack.vocabulary.types.get(type)
            means = writer.text(known.means) if known else writer.say(f"word.{type}")
            if means:
                yield writer.told("linked.word", fact=(writer.speaker.type(type),), means=text(means))
        for type in reads:
            known = writer.pack.vocabulary.types.get(type)
            if known is not None and known.derived:
                fact: Runs = (writer.speaker.type(type),)
                if rules := links.concluded_by.get(type):
                    yield writer.told("linked.reads", fact=fact, rules=writer.speaker.rules(rules))
                else:
                    yield writer.told("linked.reads.none", fact=fact)
        then = self.rule.then
        if not isinstance(then, Derives):
            criterion = next(one for one in self.element.criteria if one.id == then.criterion)
            yield writer.told(
                "linked.criterion",
                criterion=(writer.speaker.criterion(self.element.id, criterion.id),),
                role=text(writer.say(f"role.{criterion.role}")),
                element=(writer.speaker.element(self.element.id),),
            )
        elif rules := links.read_by.get(then.type):
            yield writer.told("linked.feeds", rules=writer.speaker.rules(rules))
        else:
            yield writer.told("linked.feeds.none")
