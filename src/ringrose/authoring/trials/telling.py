"""What is not as a test expects, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ringrose.authoring.trials.language import flow
from ringrose.authoring.trials.trying import Difference, Tried
from ringrose.explain.page import Section
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.why_not import attempts_told
from ringrose.explain.words import listed, say

__all__ = ["failed_section", "sentence"]

MOST_ATTEMPTS = 3
"""Of more bindings of a silent rule only these are told, which came furthest."""


def sentence(difference: Difference, lang: str) -> str:
    """A difference in one sentence."""
    if difference.code == "trials.derived":
        return say(difference.code, lang, fact=flow(difference.expected))
    if difference.code != "trials.status":
        return say(difference.code, lang, about=difference.about)
    kind = "criterion" if "." in difference.about else "status"
    expected, found = (say(f"{kind}.{status}", lang) for status in (difference.expected, difference.found))
    return say(difference.code, lang, about=difference.about, expected=expected, found=found)


def failed_section(tried: Tried, lang: str) -> Section:
    """A test of which something is not as expected: its sentence, where it stands, and each difference with what was found instead."""
    telling = _Telling(tried, lang)
    lines = [Line(sentence(one, lang), "reason", "", telling.below(one), one.code) for one in tried.differences]
    test = tried.test
    place = say("trials.place", lang, file=test.file, line=str(test.line)) if test.line is not None else test.file
    return Section(test.name, [Line(place, "note"), *lines], "not_met")


class _Telling:
    """One failed test, told in one language."""

    def __init__(self, tried: Tried, lang: str) -> None:
        self.lang, self.outcome = lang, tried.outcome
        self.assessment = tried.outcome.assessment
        self.teller = Teller(self.assessment, lang)

    def below(self, difference: Difference) -> list[Line]:
        """What was found instead."""
        if difference.code == "trials.status":
            return list(self.judged(difference.about))
        if difference.code == "trials.is_silent":
            told = attempts_told(self.assessment, difference.attempts[:MOST_ATTEMPTS], self.lang)
            more = len(difference.attempts) - len(told)
            return told + ([line("trials.more", self.lang, count=str(more))] if more else [])
        if difference.code == "trials.fires":
            return [self.fired(one.message.text(self.lang), self.reason(found, with_text=False)) for one, found in self.found(difference)]
        if difference.code == "trials.derived":
            found = [*map(flow, difference.found)] or [say("none", self.lang)]
            return [line("trials.found_reason", self.lang, reason=one) for one in found]
        expected = line("trials.expected_reason", self.lang, reason=self.reason(difference.expected))
        with_text = "text" in difference.expected
        return [
            expected,
            *(
                line("trials.found_reason", self.lang, reason=self.reason(found, with_text=with_text))
                for _, found in self.found(difference)
            ),
        ]

    def found(self, difference: Difference) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Each firing, and what it rests on as plain data."""
        for one in difference.fired:
            yield one, {"facts": one.facts, "absent": [absent.to_dict() for absent in one.absent], "text": one.message.text(self.lang)}

    def fired(self, text: str, reason: str) -> Line:
        """A firing that should not have been."""
        return Line(say("trials.fired_on", self.lang, text=text), "plain", reason, code="trials.fired_on")

    def judged(self, name: str) -> Iterator[Line]:
        """What an element or a criterion has its status from."""
        element, _, criterion = name.partition(".")
        judgement = self.assessment[element]
        if not criterion:
            for result in judgement.criteria:
                status, role = say(f"criterion.{result.status}", self.lang), say(f"role.{result.role}", self.lang)
                yield line("trials.of_criterion", self.lang, criterion=f"{element}.{result.id}", status=status, role=role)
            return
        findings = judgement[criterion].findings
        if not findings:
            yield line("trials.none_concluded", self.lang)
        for finding in findings:
            yield line("trials.concluded", self.lang, rule=finding.rule, text=finding.message.text(self.lang))

    # -- reasons ------------------------------------------------------------------------------------------------------------------

    def reason(self, stated: Mapping[str, Any], *, with_text: bool = True) -> str:
        """What a firing rests on, or should: facts, absences and sentence, as far as they are stated."""
        told = []
        if "facts" in stated:
            facts = stated["facts"]
            told.append(say("trials.facts", self.lang, names=listed(facts, self.lang)) if facts else say("trials.no_facts", self.lang))
        if "names" in stated:
            told.append(say("trials.names", self.lang, names=listed(stated["names"], self.lang)))
        if "absent" in stated:
            told.append(self.absent(stated["absent"]))
        if "text" in stated and with_text:
            text = stated["text"]
            told.append(say("trials.text", self.lang, text=text if isinstance(text, str) else " / ".join(text.values())))
        return "; ".join(told)

    def absent(self, patterns: Sequence[Mapping[str, Any]]) -> str:
        """Patterns that are known not to hold."""
        if not patterns:
            return say("trials.no_absent", self.lang)
        return say("trials.absent", self.lang, patterns=listed([*map(self.pattern, patterns)], self.lang))

    def pattern(self, stated: Mapping[str, Any]) -> str:
        """One of them."""
        fact = self.teller.pattern(stated["fact"], stated.get("where", {}))
        number = stated.get("at_most")
        return fact if number is None else say("trials.at_most", self.lang, number=str(number), fact=fact)
