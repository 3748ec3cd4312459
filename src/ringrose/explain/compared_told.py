"""What differs between two judgements, as words: elements that turned, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ringrose.explain.comparing import ConflictsCompared, CriterionCompared, ElementCompared
from ringrose.explain.page import Section
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.together import together
from ringrose.explain.words import say
from ringrose.model.assessment import Conflict, Finding
from ringrose.model.text import LocalText
from ringrose.statuses import as_element

__all__ = ["ComparedTeller", "Side"]


class Side:
    """How one side's findings, elements and criteria are told: by a `Teller`, or, without one, as an answer tells them."""

    def __init__(self, lang: str, teller: Teller | None = None) -> None:
        self.lang, self.teller = lang, teller

    def element(self, id: str) -> str:
        """The title of an element."""
        return self._title([element for element in self.teller.pack.elements if element.id == id] if self.teller else [], id)

    def criterion(self, element: str, id: str) -> str:
        """The title of a criterion of an element."""
        elements = self.teller.pack.elements if self.teller else ()
        return self._title([one for e in elements if e.id == element for one in e.criteria if one.id == id], id)

    def _title(self, found: Sequence[object], id: str) -> str:
        title: LocalText | None = getattr(found[0], "title", None) if found else None
        return (title.get(self.lang) if title else "") or id

    def findings(self, code: str, findings: Iterable[Finding], *, whole: bool) -> Iterator[Line]:
        """Findings, those of one rule that differ in one word told together; ``whole``: with all that they rest on."""
        teller = self.teller
        if teller is None:
            for text in dict.fromkeys(finding.message.text(self.lang) for finding in findings):
                yield line(code, self.lang, "reason", text=text)
            return
        for slot, group in together(findings, lambda f: ((f.rule, f.polarity), teller.shape(f.message))):
            text = teller.sentence([finding.message for finding in group], slot)
            if whole:
                nodes = [node for finding in group for node in finding.because]
                below = (*teller.justification(text, nodes), teller.rule_line(group[0].rule))
                yield line(code, self.lang, "reason", text=text, below=below)
            else:
                citations = teller.places(group)
                cite = teller.citations(citations) if citations else ""
                yield line(code, self.lang, "reason", text=text, cite=cite, citations=citations)

    def conflict(self, code: str, conflict: Conflict) -> Line:
        """A conflict with both of its facts."""
        if self.teller is None:
            return line(code, self.lang, "conflict", cite=f"{conflict.fact}, {conflict.denial}")
        self.teller.forget()
        holds = self.teller.fact_lines([self.teller.facts[conflict.fact]])
        denied = self.teller.fact_lines([self.teller.facts[conflict.denial]], "denied")
        return line(code, self.lang, "conflict", below=[*holds, *denied])


class ComparedTeller:
    """Tells what differs between two sides in one language."""

    def __init__(self, lang: str, before: Side, after: Side, verb: str = "compared") -> None:
        self.lang, self.before, self.after, self.verb = lang, before, after, verb

    def turned(self, elements: Iterable[ElementCompared]) -> list[Line]:
        """A line for each element whose status differs."""
        lines = [Line(*self._headed_element(element), code="compared.turned") for element in elements if element.turned]
        return lines or [line(f"{self.verb}.no_status", self.lang)]

    def _headed_element(self, element: ElementCompared) -> tuple[str, str]:
        """What is before and after of an element, in words, and the kind of that line."""
        side = self.after if element.after is not None else self.before
        return self._headed("status", side.element(element.element), element.before, element.after)[0], element.after or "plain"

    def _headed(self, kind: str, name: str, before: str | None, after: str | None) -> tuple[str, str]:
        """What is before and after of a name, in words, with the code of that."""
        first, second = (say(f"{kind}.{status}" if status else "compared.none", self.lang) for status in (before, after))
        code = "compared.stays" if before == after else "compared.turned"
        return say(code, self.lang, name=name, status=second, before=first, after=second), code

    def sections(
        self, elements: Iterable[ElementCompared], more: Callable[[ElementCompared], Iterable[Line]] = lambda element: ()
    ) -> list[Section]:
        """A section for each element in which anything differs; ``more`` gives lines at its end."""
        return [self._section(element, more) for element in elements if element.moved]

    def _section(self, element: ElementCompared, more: Callable[[ElementCompared], Iterable[Line]]) -> Section:
        for side in (self.before, self.after):
            if side.teller is not None:
                side.teller.forget()
        title, _ = self._headed_element(element)
        lines = [self._criterion(element.element, criterion) for criterion in element.criteria if criterion.moved]
        return Section(title, (*lines, *more(element)), element.after)

    def _criterion(self, element: str, criterion: CriterionCompared) -> Line:
        side = self.after if criterion.after is not None else self.before
        role = say(f"role.{criterion.role}", self.lang)
        name = say("compared.criterion", self.lang, name=side.criterion(element, criterion.id), role=role)
        text, code = self._headed("criterion", name, criterion.before, criterion.after)
        below = [
            *self.before.findings("compared.went", criterion.went, whole=False),
            *self.after.findings("compared.came", criterion.came, whole=True),
            *self.after.findings("compared.rests", [after for _, after in criterion.changed], whole=True),
        ]
        return Line(text, as_element(criterion.after) if criterion.after else "plain", "", below, code)

    def conflicts(self, conflicts: ConflictsCompared) -> list[Section]:
        """A section of the conflicts that came and went, if there are any."""
        lines = [self.after.conflict("compared.conflict.came", conflict) for conflict in conflicts.came]
        lines += [self.before.conflict("compared.conflict.went", conflict) for conflict in conflicts.went]
        return [Section(say("part.conflicts", self.lang), lines)] if lines else []

    def rest(self, anything: bool) -> Section:
        """The end: that nothing else changes, or nothing at all."""
        return Section("", [line(f"{self.verb}.{'rest' if anything else 'nothing'}", self.lang)])
