"""Diagrams of a rule (what it asks for, what follows) and of an element (which rules settle which criteria)."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.pages.blocks import Box, Diagram, Flow, Run, Runs, Target, plain, tidied
from ringrose.authoring.pages.linking import Links
from ringrose.authoring.pages.saying import Phrases, Speaker
from ringrose.explain.words import say
from ringrose.model.pack import CountCondition, Derives, Element, EveryCondition, FactCondition, NoCondition, Rule, Satisfies

__all__ = ["Drawer"]


class Drawer:
    """Draws the rules and elements of a pack in one language."""

    def __init__(self, speaker: Speaker, links: Links) -> None:
        self.speaker, self.links, self.lang = speaker, links, speaker.lang

    def rule(self, name: str, element: Element, rule: Rule) -> Diagram:
        """What a rule asks for, the rule, what it concludes, and what that is for."""
        phrases = Phrases(self.speaker, rule)
        asked = [*self._conditions(rule, phrases), *self._exceptions(rule, phrases)]
        stages = [asked, [self._box("rule", "rule", say("box.rule", self.lang), (Run(name),), None)]]
        then = rule.then
        if isinstance(then, Derives):
            stages.append([self._box("then", "derived", say("box.derived", self.lang), phrases.derived(then), None)])
            if readers := self.links.read_by.get(then.type):
                stages.append([self._rule(reader, say("box.rule", self.lang)) for reader in readers])
        else:
            word = say("box.satisfies" if isinstance(then, Satisfies) else "box.violates", self.lang)
            stages += [[self._criterion(element, then.criterion, word)], [self._element(element)]]
        return Diagram(say("diagram.rule", self.lang, name=name), [Flow(stages)])

    def element(self, element: Element) -> Diagram:
        """Each criterion with the rules that settle it, the rules that these rest on, and the element."""
        flows = []
        for criterion in element.criteria:
            settling = [self._settling(element, rule) for rule in self.links.settling(element, criterion.id)]
            role = say("box.criterion", self.lang, role=say(f"role.{criterion.role}", self.lang))
            flows.append(Flow([*([settling] if settling else []), [self._criterion(element, criterion.id, role)]]))
        for name, _, rule in self.speaker.pack.rules():
            if isinstance(rule.then, Derives):
                readers = [reader for reader in self.links.read_by.get(rule.then.type, ()) if reader.startswith(f"{element.id}.")]
                if readers:
                    flows.append(Flow([[self._rule(name, say("box.derived", self.lang))], [self._any(element, one) for one in readers]]))
        last = [flow.stages[-1][0] for flow in flows[: len(element.criteria)]]
        title = say("diagram.element", self.lang, name=self.speaker.element(element.id).text)
        return Diagram(title, [*flows, Flow([last, [self._element(element)]])])

    # -- what a rule asks for ---------------------------------------------------------------------------------------------

    def _conditions(self, rule: Rule, phrases: Phrases) -> Iterator[Box]:
        for number, condition in enumerate(rule.conditions):
            if isinstance(condition, EveryCondition | CountCondition):
                kind, words = "count" if isinstance(condition, CountCondition) else "every", phrases.condition(condition)
            elif isinstance(condition, FactCondition) and condition.alias is not None:
                kind, words = "each", phrases.fact(condition.pattern, condition.alias)
            else:
                kind, words = "absent" if isinstance(condition, NoCondition) else "fact", phrases.fact(condition.pattern)
            yield self._box(f"if-{number}", kind, say(f"box.{kind}", self.lang), words, None)

    def _exceptions(self, rule: Rule, phrases: Phrases) -> Iterator[Box]:
        for number, pattern in enumerate(rule.unless):
            yield self._box(f"unless-{number}", "unless", say("box.unless", self.lang), phrases.fact(pattern), None)

    # -- boxes ------------------------------------------------------------------------------------------------------------

    @staticmethod
    def _box(name: str, kind: str, word: str, words: Runs, target: Target | None) -> Box:
        return Box(name, kind, word, tidied(plain(words)), target)

    def _rule(self, name: str, word: str) -> Box:
        run = self.speaker.rule(name)
        return self._box(f"rule {name}", "rule", word, (run,), run.target)

    def _any(self, element: Element, name: str) -> Box:
        """A rule of the element, as it is called wherever it stands."""
        rule = next(rule for rule in element.rules if f"{element.id}.{rule.id}" == name)
        return self._settling(element, rule)

    def _settling(self, element: Element, rule: Rule) -> Box:
        code = "derived" if isinstance(rule.then, Derives) else rule.then.polarity
        return self._rule(f"{element.id}.{rule.id}", say(f"box.{code}", self.lang))

    def _criterion(self, element: Element, id: str, word: str) -> Box:
        run = self.speaker.criterion(element.id, id)
        return self._box(f"criterion {id}", "criterion", word, (run,), run.target)

    def _element(self, element: Element) -> Box:
        run = self.speaker.element(element.id)
        return self._box("element", "element", say("box.element", self.lang), (run,), run.target)
