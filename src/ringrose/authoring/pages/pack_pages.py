"""The pages that a pack has one of: its index, its vocabulary, its references and its parameters."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.pages.blocks import Block, Code, Items, PackPage, Paragraph, Part, Run, Runs, Table, text
from ringrose.authoring.pages.writer import Writer
from ringrose.authoring.yaml_text import flow
from ringrose.explain.pack_differences import PackDifference, pack_differences
from ringrose.explain.words import listed
from ringrose.model.checking import as_plain
from ringrose.model.pack import STRUCTURAL, Attribute, FactType, Reference

__all__ = ["index_page", "parameters_page", "references_page", "vocabulary_page"]


def index_page(writer: Writer) -> PackPage:
    """The first page of a pack: what it is, its elements, its other pages, its history, and what differs from its parent."""
    pack = writer.pack
    parent = pack.parent
    counts = {
        "elements": len(pack.elements),
        "criteria": sum(len(element.criteria) for element in pack.elements),
        "rules": len(writer.links.reads),
        "types": len(pack.vocabulary.types),
        "tests": len(writer.tests),
    }
    stands_on: Runs = ()
    if parent is not None:
        slots = {"pack": (Run(parent.id, "code"),), "version": text(parent.version), "digest": (Run(_short(parent.digest), "code"),)}
        stands_on = writer.told("pack.extends", **slots)
    head = writer.table(
        [
            ("version", text(pack.version)),
            ("digest", (Run(str(pack.digest), "code"),)),
            ("extends", stands_on),
            ("languages", text(", ".join(pack.languages))),
            ("holds", writer.told("pack.counts", **{key: text(str(count)) for key, count in counts.items()})),
        ]
    )
    parts = [
        writer.part("elements", [_elements(writer)]),
        writer.part("more", [Items(_more(writer))]),
        *([_differs(writer)] if parent is not None else []),
        _history(writer),
        *writer.waived(pack.waive, "pack"),
    ]
    title = writer.text(writer.latest.title) or pack.id
    return PackPage(("pack",), writer.say("page.pack"), title, [head], parts)


def _elements(writer: Writer) -> Table:
    head = tuple(writer.say(f"label.{code}") for code in ("element", "standing", "question"))
    rows = [
        (
            (writer.speaker.element(element.id),),
            text(writer.say(f"standing.{element.standing}") if element.standing else ""),
            text(writer.text(element.question)),
        )
        for element in writer.latest.elements
    ]
    return Table(head, rows)


def _more(writer: Writer) -> Iterator[Runs]:
    for page in ("vocabulary", *(["references"] if writer.references else []), *(["parameters"] if writer.parameters else [])):
        yield writer.told("pack.page", page=(writer.run((page,)),), about=text(writer.say(f"pack.{page}")))


def _history(writer: Writer) -> Part:
    rows = [(release, change) for release in writer.releases for change in release.changes]
    return writer.part("changes", [writer.history(rows) if rows else writer.line("changes.no_log")])


def _differs(writer: Writer) -> Part:
    """What differs from the parent, thing by thing."""
    parent = writer.pack.parent
    assert parent is not None
    differences = pack_differences(parent.written or parent, writer.pack)
    blocks: list[Block] = [writer.line("differs.nothing")]
    if differences:
        head = (writer.say("label.what"), writer.say("label.difference"))
        blocks = [Table(head, [(_differing(writer, one), text(_difference(writer, one))) for one in differences])]
    return writer.part("differs", blocks, pack=parent.id)


def _differing(writer: Writer, one: PackDifference) -> Runs:
    return (*text(f"{writer.say(f'diff.what.{one.what}')} "), Run(one.id, "code", writer.target(one.id)))


def _difference(writer: Writer, one: PackDifference) -> str:
    if one.change != "changed":
        return writer.say(f"differs.{one.change}")
    return writer.say("differs.changed" if one.matters else "differs.changed.texts", keys=listed(one.keys, writer.lang))


def _short(digest: str | None) -> str:
    """A digest, as far as it takes to tell it apart."""
    return str(digest)[:19]


# -- the vocabulary ---------------------------------------------------------------------------------------------------------------


def vocabulary_page(writer: Writer) -> PackPage:
    """The words in which a case is told: each type of fact, its attributes, an example, and who reads and concludes it."""
    kinds = {**writer.pack.vocabulary.types, **STRUCTURAL}
    parts = [Part(name, _word(writer, name, kind), writer.anchors[name]) for name, kind in kinds.items()]
    title = writer.say("page.vocabulary")
    return PackPage(("vocabulary",), title, title, [writer.line("word.intro")], parts)


def _word(writer: Writer, name: str, kind: FactType) -> Iterator[Block]:
    structural = name in STRUCTURAL
    if means := writer.say(f"word.{name}") if structural else writer.text(kind.means):
        yield Paragraph(text(means), "lead")
    yield writer.line("word.structural" if structural else "word.derived" if kind.derived else "word.recorded")
    if kind.attributes:
        head = (writer.say("label.attribute"), writer.say("label.values"))
        yield Table(head, [(_attribute(writer, one, known), _values(writer, known)) for one, known in kind.attributes.items()])
    else:
        yield writer.line("word.no_attributes")
    if kind.example is not None:
        yield writer.line("word.example")
        yield Code(f"{flow({'fact': name, **as_plain(kind.example)})}\n")
    if concluding := writer.links.concluded_by.get(name):
        yield writer.line("word.concluded", rules=writer.speaker.rules(concluding))
    if readers := writer.links.read_by.get(name):
        yield writer.line("word.read", rules=writer.speaker.rules(readers))
    else:
        yield writer.line("word.unread")
    if rows := writer.mentions(name):
        yield writer.history(rows)
    yield from (block for part in writer.waived(kind.waive, "type", name) for block in part.blocks)


def _attribute(writer: Writer, name: str, known: Attribute) -> Runs:
    run = Run(name, "code")
    return writer.told("word.required", name=(run,)) if known.required else (run,)


def _values(writer: Writer, known: Attribute) -> Runs:
    if known.type != "one_of":
        return text(writer.say(f"new.value.{known.type}"))
    runs: list[Run] = []
    for number, value in enumerate(known.values):
        runs += [*(text(", ") if number else ()), Run(value, "code")]
    return tuple(runs)


# -- references and parameters ----------------------------------------------------------------------------------------------------


def references_page(writer: Writer) -> PackPage:
    """What the rules rest on: each document in full, and what names it."""
    parts = []
    for id, anchor in writer.references.items():
        used = list(writer.links.naming_reference(id))
        naming = writer.line("reference.used", things=writer.things(used)) if used else writer.line("reference.unused")
        blocks = [*writer.document(Reference(id), linked=False), naming]
        parts.append(Part(id, blocks, anchor))
    title = writer.say("page.references")
    return PackPage(("references",), title, title, [], parts)


def parameters_page(writer: Writer) -> PackPage:
    """The values that rules name and that may change with time, and who says so."""
    parts = []
    for name, anchor in writer.parameters.items():
        named = list(writer.links.naming_parameter(name))
        blocks = [*writer.parameter(name), *([writer.line("values.named", things=writer.things(named))] if named else [])]
        parts.append(Part(name, blocks, anchor))
    title = writer.say("page.parameters")
    return PackPage(("parameters",), title, title, [writer.line("values.force")], parts)
