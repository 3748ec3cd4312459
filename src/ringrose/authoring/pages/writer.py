"""What all pages of a pack share: its links, its words, its tests and its history, and the parts that many pages have."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from ringrose.authoring.changelog import Change, Release
from ringrose.authoring.pages.blocks import Block, Code, Key, Paragraph, Part, Run, Runs, Table, Target, slug, text, told
from ringrose.authoring.pages.drawing import Drawer
from ringrose.authoring.pages.linking import Links
from ringrose.authoring.pages.saying import Speaker, joined
from ringrose.authoring.trials.given import DEFAULTS
from ringrose.authoring.trials.own import own
from ringrose.authoring.trials.reading import Expected, PackTest
from ringrose.authoring.yaml_text import mapping
from ringrose.explain.reasons import document_line
from ringrose.explain.words import say
from ringrose.model.case_content import case_to_dict
from ringrose.model.pack import PARAM, STRUCTURAL, Pack, Reference
from ringrose.model.pack_content import pack_content
from ringrose.model.text import LocalText, show_value

__all__ = ["Writer"]


class Writer:
    """Writes parts of pages for one pack in one language; ``pack`` is the one whose parameters are not put in.

    ``parents_tests`` are the tests of the packs that it stands on, from its parent on.
    """

    def __init__(
        self,
        pack: Pack,
        tests: Sequence[PackTest],
        releases: Sequence[Release],
        lang: str,
        parents_tests: Sequence[Sequence[PackTest]] = (),
    ) -> None:
        self.pack, self.tests, self.releases, self.lang = pack.written or pack, tests, releases, lang
        self.parents, self.parents_tests = list(_parents(self.pack)), parents_tests
        self.own = _own_names(self.pack)
        self.links = Links(self.pack)
        self.types = (*self.pack.vocabulary.types, *STRUCTURAL)
        self.anchors = anchored(self.types, say("page.vocabulary", lang))
        named = anchored(self.pack.parameters, say("page.parameters", lang))
        ids = [str(reference["id"]) for reference in self.pack.references]
        self.references = anchored(ids, say("page.references", lang))
        self.parameters = named
        self.speaker = Speaker(self.pack, lang, {**self.anchors, **{f"{PARAM}.{name}": anchor for name, anchor in named.items()}})
        self.latest = self.speaker.latest
        self.drawer = Drawer(self.speaker, self.links)
        content = pack_content(self.pack)["elements"]
        self.written = {f"{id}.{rule['id']}": rule for id, element in content.items() for rule in element.get("rules", ())}
        """Each rule as the files may have it, by full name."""

    # -- words ------------------------------------------------------------------------------------------------------------

    def say(self, code: str, **slots: str) -> str:
        """The words of a code."""
        return say(code, self.lang, **slots)

    def told(self, code: str, **slots: Runs) -> Runs:
        """The words of a code, with runs in its slots."""
        return told(code, self.lang, **slots)

    def text(self, local: LocalText | None) -> str:
        """A text of the pack; empty where there is none."""
        return local.get(self.lang) if local is not None else ""

    def line(self, code: str, **slots: Runs) -> Paragraph:
        """The words of a code as a paragraph."""
        return Paragraph(self.told(code, **slots))

    def part(self, code: str, blocks: Iterable[Block], **slots: str) -> Part:
        """A part under the heading of a code."""
        title = self.say(f"part.{code}", **slots)
        return Part(title, blocks, slug(title))

    def table(self, rows: Iterable[tuple[str, Runs]]) -> Table:
        """A table of labels (codes) and what they stand for; without the rows that have nothing to say."""
        return Table((), [(text(self.say(f"label.{code}")), runs) for code, runs in rows if runs])

    def run(self, key: Key) -> Run:
        """The name of a page, which leads there."""
        if key[0] == "rule":
            return self.speaker.rule(f"{key[1]}.{key[2]}")
        if key[0] == "criterion":
            return self.speaker.criterion(key[1], key[2])
        return self.speaker.element(key[1]) if key[0] == "element" else Run(self.say(f"page.{key[0]}"), target=Target(key))

    def things(self, keys: Iterable[Key]) -> Runs:
        """The names of pages as a sentence lists them."""
        return joined([(self.run(key),) for key in keys], self.lang)

    # -- what things rest on ----------------------------------------------------------------------------------------------

    def cited(self, reference: Reference | None) -> Runs:
        """A reference in short: its id, which leads to where it is told in full, and the place in it."""
        if reference is None:
            return ()
        run = Run(reference.id, target=Target(("references",), self.references[reference.id]))
        return (run, *text(f", {reference.at}")) if reference.at else (run,)

    def rests(self, own: Reference | None, inherited: Reference | None = None) -> Part:
        """What a thing rests on, in full."""
        reference = own or inherited
        if reference is None:
            return self.part("rests", [self.line("reference.none")])
        blocks: list[Block] = [] if own else [self.line("reference.of.element")]
        return self.part("rests", [*blocks, *self.document(reference)])

    def document(self, reference: Reference, *, linked: bool = True) -> Iterator[Block]:
        """A document of the pack in words, its place and its note; ``linked``: it leads to the page of references."""
        fields = next(one for one in self.pack.references if str(one["id"]) == reference.id)
        line = document_line(fields, self.lang)
        words = (Run(line.text, target=Target(("references",), self.references[reference.id]) if linked else None),)
        yield Paragraph(self.told("reference.at", document=words, at=text(reference.at)) if reference.at else words)
        yield from (Paragraph(text(below.text)) for below in line.below)

    # -- parameters -------------------------------------------------------------------------------------------------------

    def parameter(self, name: str) -> Iterator[Block]:
        """A parameter with its values in time."""
        parameter = self.pack.parameters[name]
        run = (Run(name, "code", Target(("parameters",), self.parameters[name])),)
        means = text(self.text(parameter.means))
        yield Paragraph(self.told("values.parameter", parameter=run, means=means) if means else run)
        rows = [
            (
                text(one.since.isoformat() if one.since else self.say("values.beginning")),
                text(show_value(one.value, self.lang)),
                text(self.text(one.told)),
                self.cited(one.reference),
            )
            for one in sorted(parameter.values, key=lambda one: one.since or date.min)
        ]
        yield Table(tuple(self.say(f"label.{code}") for code in ("since", "value", "told", "reference")), rows)

    # -- tests ------------------------------------------------------------------------------------------------------------

    def examples(self, tests: Iterable[PackTest]) -> Iterator[Block]:
        """Tests as examples: the sentence, what is given, and what follows from it."""
        for test in tests:
            yield Paragraph((Run(test.name, "strong"),))
            yield self._given(test)
            if statuses := self.statuses(test.expect.status, test.case.review.last_day):
                yield self.line("tests.then", statuses=statuses)

    def _given(self, test: PackTest) -> Block:
        case = test.case
        if case.id != DEFAULTS["id"]:  # of a file, which is too long to be shown
            return self.line("tests.case", case=text(self.text(case.title) or case.id), count=text(str(len(case.facts))))
        content = {key: value for key, value in case_to_dict(case).items() if DEFAULTS.get(key) != value}
        numbers: dict[str, int] = {}
        for fact in content.get("facts", ()):
            numbers[fact["fact"]] = numbers.get(fact["fact"], 0) + 1
            if fact["id"] == f"{fact['fact']}-{numbers[fact['fact']]}":
                del fact["id"]
        return Code(mapping(content)) if content else self.line("tests.nothing")

    def statuses(self, expected: Mapping[str, str], day: date) -> Runs:
        """What becomes of elements and criteria on a day, as a sentence lists it."""
        parts = []
        for name, status in expected.items():
            element, _, criterion = name.partition(".")
            run = self.speaker.criterion(element, criterion, day) if criterion else self.speaker.element(element, day)
            word = self.say(f"criterion.{status}" if criterion else f"status.{status}")
            parts.append(self.told("tests.status", name=(run,), status=text(word)))
        return joined(parts, self.lang)

    # -- history, and what is accepted ------------------------------------------------------------------------------------

    def changes(self, name: str) -> Part:
        """What has changed about a thing, version by version, newest first."""
        if not self.releases:
            return self.part("changes", [self.line("changes.no_log")])
        rows = self.mentions(name)
        oldest = text(self.releases[-1].version)
        return self.part("changes", [self.history(rows) if rows else self.line("changes.none", version=oldest)])

    def mentions(self, name: str) -> list[tuple[Release, Change]]:
        """The entries of the changelog that name a thing."""
        return [(release, change) for release in self.releases for change in release.changes if name in change.names]

    def history(self, rows: Iterable[tuple[Release, Change]]) -> Table:
        """Entries of the changelog as a table."""
        head = tuple(self.say(f"label.{code}") for code in ("version", "day", "change"))
        return Table(head, [(text(r.version), text(r.day or ""), self._change(change)) for r, change in rows])

    def _change(self, change: Change) -> Runs:
        runs = chain.from_iterable(self._backticks(n, piece) for n, piece in enumerate(change.text.split("`")))
        return self.told("changes.kind", kind=text(change.kind), text=tuple(runs)) if change.kind else tuple(runs)

    def _backticks(self, number: int, piece: str) -> Runs:
        """A stretch of an entry; every second one stands between backticks, and leads to what it names."""
        if number % 2 == 0:
            return text(piece)
        return (Run(piece, "code", self.target(piece)),)

    def target(self, name: str) -> Target | None:
        """Where a thing of that full name is told; None where there is none."""
        if name in self.links.reads:
            return Target(("rule", *name.split(".", 1)))
        for element in self.pack.elements:
            if name == element.id:
                return Target(("element", name))
            if any(name == f"{element.id}.{criterion.id}" for criterion in element.criteria):
                return Target(("criterion", *name.split(".", 1)))
        if name in self.anchors:
            return Target(("vocabulary",), self.anchors[name])
        return Target(("parameters",), self.parameters[name]) if name in self.parameters else None

    def waived(self, waive: Mapping[str, str], *key: str) -> list[Part]:
        """The findings of the check that are accepted about a thing, and by which pack, where that is one below this."""
        if not waive:
            return []
        head = (self.say("label.code"), self.say("label.reason"))
        rows = [((Run(code, "code"),), self._reason(code, reason, key)) for code, reason in waive.items()]
        return [self.part("waived", [Table(head, rows)])]

    def _reason(self, code: str, reason: str, key: Key) -> Runs:
        """Why a finding is accepted, and whose reason that is."""
        whose = None
        for pack in self.parents:
            if accepted_in(pack).get(key, {}).get(code) != reason:
                break
            whose = pack
        return self.told("waived.by", reason=text(reason), pack=(Run(whose.id, "code"),)) if whose else text(reason)

    def untested(self, name: str, tests: Callable[[Expected], Container[str]]) -> Paragraph:
        """That no test names a thing; or that tests of a pack below this one do, where the thing is as it is there."""
        if name not in self.own:
            for pack, theirs in zip(self.parents, self.parents_tests, strict=False):
                if any(name in tests(test.expect) for test in theirs):
                    return self.line("tests.parent", pack=(Run(pack.id, "code"),))
        return self.line("tests.none")


def _parents(pack: Pack) -> Iterator[Pack]:
    """The packs that a pack stands on, from its parent on."""
    while pack.parent is not None:
        pack = pack.parent
        yield pack


def _own_names(pack: Pack) -> set[str]:
    """The full names of the rules and criteria that a pack does not have as its parent has them, and the elements that these belong to."""
    mine = own(pack)
    names = {*mine.rules, *mine.criteria}
    return {*names, *(name.partition(".")[0] for name in names)}


def accepted_in(pack: Pack) -> dict[Key, Mapping[str, str]]:
    """The findings that a pack accepts, by what they are about."""
    found: dict[Key, Mapping[str, str]] = {("pack",): pack.waive}
    found |= {("type", name): kind.waive for name, kind in pack.vocabulary.types.items()}
    for element in pack.elements:
        found["element", element.id] = element.waive
        found |= {("criterion", element.id, criterion.id): criterion.waive for criterion in element.criteria}
        found |= {("rule", element.id, rule.id): rule.waive for rule in element.rules}
    return found


def anchored(names: Iterable[str], *taken: str) -> dict[str, str]:
    """For each name the address of a heading that says it, on a page with these other headings before it."""
    seen: dict[str, int] = {}
    found = {}
    for title in (*taken, *names):
        base = address = slug(title)
        while address in seen:
            seen[base] += 1
            address = f"{base}-{seen[base]}"
        seen[address] = 0
        found[title] = address
    return {name: found[name] for name in names}
