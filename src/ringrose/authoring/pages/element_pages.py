"""The pages of an element and of its criteria."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.pages.blocks import Block, Items, PackPage, Paragraph, Run, Runs, Table, text
from ringrose.authoring.pages.saying import joined
from ringrose.authoring.pages.writer import Writer
from ringrose.authoring.trials.reading import PackTest
from ringrose.model.pack import Criterion, Derives, Element

__all__ = ["criterion_page", "element_page"]


def element_page(writer: Writer, element: Element) -> PackPage:
    """The page of an element: its question, its criteria and rules, and how its status comes about."""
    told = writer.latest.element(element.id)
    standing = writer.say(f"standing.{element.standing}.long") if element.standing else ""
    head = writer.table([("standing", text(standing)), ("reference", writer.cited(element.reference))])
    blocks: list[Block] = [Paragraph(text(question), "lead")] if (question := writer.text(told.question)) else []
    tests = [test for test in writer.tests if element.id in test.expect.status]
    parts = [
        writer.part("criteria", [_criteria(writer, told)]),
        writer.part("becomes", [Items(_becomes(writer, element))]),
        writer.part("diagram", [writer.drawer.element(element)]),
        *([writer.part("rules", [_rules(writer, element)])] if element.rules else []),
        writer.rests(element.reference),
        writer.part("tests", [_tests(writer, tests, element.id)]),
        writer.changes(element.id),
        *writer.waived(element.waive, "element", element.id),
    ]
    title = writer.speaker.element(element.id).text
    return PackPage(("element", element.id), writer.say("page.element"), title, [*blocks, *([head] if head.rows else [])], parts)


def criterion_page(writer: Writer, element: Element, criterion: Criterion) -> PackPage:
    """The page of a criterion of an element: its role in words, its question, and the rules that satisfy and violate it."""
    told = next(one for one in writer.latest.element(element.id).criteria if one.id == criterion.id)
    name = f"{element.id}.{criterion.id}"
    head = writer.table(
        [
            ("element", (writer.speaker.element(element.id),)),
            ("criterion", (Run(name, "code"),)),
            ("role", text(writer.say(f"role.{criterion.role}.long"))),
            ("reference", writer.cited(criterion.reference or element.reference)),
        ]
    )
    blocks: list[Block] = [Paragraph(text(question), "lead")] if (question := writer.text(told.question)) else []
    tests = [test for test in writer.tests if name in test.expect.status]
    parts = [
        writer.part("settled", _settled(writer, element, criterion)),
        writer.part("tests", [_tests(writer, tests, name)]),
        writer.changes(name),
        *writer.waived(criterion.waive, "criterion", element.id, criterion.id),
    ]
    title = writer.speaker.criterion(element.id, criterion.id).text
    return PackPage(("criterion", element.id, criterion.id), writer.say("page.criterion"), title, [*blocks, head], parts)


def _criteria(writer: Writer, element: Element) -> Table:
    head = tuple(writer.say(f"label.{code}") for code in ("criterion", "role", "question"))
    rows = [
        (
            (writer.speaker.criterion(element.id, criterion.id),),
            text(writer.say(f"role.{criterion.role}")),
            text(writer.text(criterion.question)),
        )
        for criterion in element.criteria
    ]
    return Table(head, rows)


def _rules(writer: Writer, element: Element) -> Table:
    head = (writer.say("label.rule"), writer.say("label.says"))
    rows = [((writer.speaker.rule(f"{element.id}.{rule.id}"),), writer.speaker.sentence(rule, element.id)) for rule in element.rules]
    return Table(head, rows)


def _becomes(writer: Writer, element: Element) -> Iterator[Runs]:
    """The four statuses, in the order in which they are decided, and what is only reported."""

    def named(*roles: str) -> Runs:
        return joined([(writer.speaker.criterion(element.id, c.id),) for c in element.criteria if c.role in roles], writer.lang)

    essential = named("essential")
    asked = {"not_met": named("essential", "safeguard"), "contested": (), "undetermined": essential, "met": essential}
    for status, criteria in asked.items():
        shown = (Run(_capital(writer.say(f"status.{status}")), "strong"),)
        yield writer.told(f"becomes.{status}", status=shown, criteria=criteria)
    if reported := named("informative"):
        yield writer.told("becomes.informative", criteria=reported)


def _settled(writer: Writer, element: Element, criterion: Criterion) -> Iterator[Block]:
    """The rules of either kind, each as a sentence, and what lies between."""
    for polarity in ("satisfies", "violates"):
        rules = [
            rule
            for rule in writer.links.settling(element, criterion.id)
            if not isinstance(rule.then, Derives) and rule.then.polarity == polarity
        ]
        yield writer.line(f"settled.{polarity}" if rules else f"settled.{polarity}.none")
        if rules:
            head = (writer.say("label.rule"), writer.say("label.says"))
            yield Table(head, [((writer.speaker.rule(f"{element.id}.{r.id}"),), writer.speaker.sentence(r, element.id)) for r in rules])
    yield writer.line("settled.between")


def _tests(writer: Writer, tests: list[PackTest], name: str) -> Block:
    """The sentences that say what becomes of an element or a criterion."""
    if not tests:
        return writer.untested(name, lambda expect: expect.status)
    kind = "criterion" if "." in name else "status"
    entries = []
    for test in tests:
        status = (Run(writer.say(f"{kind}.{test.expect.status[name]}"), "strong"),)
        entries.append((*text(f"{test.name} "), *writer.told("tests.then", statuses=status)))
    return Items(entries)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
