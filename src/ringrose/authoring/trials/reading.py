"""The tests of a pack: from the files in its folder ``tests`` to checked cases and what must follow, or all problems with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as Folder
from typing import Any

from attrs import define, field, frozen

from ringrose.authoring.trials.absence import AbsentPattern, absent_flaws
from ringrose.authoring.trials.given import Given, Givens
from ringrose.errors import Flaw, InputError, Path, Problem, nearest, one_of
from ringrose.files.documents import MAX_BYTES, Document, document_of
from ringrose.files.nodes import locate
from ringrose.files.packs import SUFFIXES
from ringrose.files.structure import Section, converter, mapping_flaw, missing_key, structured_by
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES
from ringrose.model.case import Case, Fact, structural_facts
from ringrose.model.checking import known_flaws, local_text_flaws
from ringrose.model.pack import Pack
from ringrose.model.text import LocalText
from ringrose.model.values import ValueFlaw, read_value

__all__ = ["EQUIVALENT", "FOLDER", "AbsentPattern", "Expected", "Grounds", "PackTest", "files_of_tests", "load_tests", "load_tests_of"]

FOLDER = "tests"
"""The folder of a pack that holds its tests."""

EQUIVALENT = "equivalent"
"""The file in that folder that names mutants which mean the same as the pack; it holds no tests."""

KEYS = ["element", "tests"]
TEST_KEYS = ["name", "given", "expect"]
EXPECT_KEYS = ["status", "fires", "silent", "because", "derived"]
_MEANT = dict(zip((*STATUSES, *CRITERION_STATUSES), (*CRITERION_STATUSES, *STATUSES), strict=True))
"""What criteria call a status of elements, and the other way round."""
_TEST = "{name: ..., given: {...}, expect: {...}}"


@define(eq=False, repr=False, slots=False)
class Grounds:
    """What a rule must rest on where it fires, in at least one of its firings. What is None is not asked.

    ``facts`` are all facts at the bottom of its justification, ``names`` some of them; ``absent`` are all patterns that are known not to
    hold. ``text`` is its sentence.
    """

    rule: str
    facts: tuple[str, ...] | None = None
    names: tuple[str, ...] = ()
    absent: tuple[AbsentPattern, ...] | None = None
    text: LocalText | None = None


@frozen(eq=False)
class Expected:
    """What must follow: statuses of elements and criteria, rules that fire, rules that do not, what some of them rest on, derived facts."""

    status: Mapping[str, str] = field(factory=dict)
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    because: tuple[Grounds, ...] = ()
    derived: tuple[Fact, ...] = ()


@frozen(eq=False)
class PackTest:
    """A sentence, the checked case that it is about, and what must follow.

    ``file`` (seen from the folder of the pack) and ``line`` are where it stands.
    """

    name: str
    case: Case
    expect: Expected
    file: str
    line: int | None = None


_REASON = "{rule: commitment.tie-ended, facts: [lapse]}"
converter.register_structure_hook(Grounds, structured_by(Grounds, _REASON))


def files_of_tests(folder: Folder) -> list[Folder]:
    """The files in which the tests of the pack in a folder stand, sorted by name."""
    place = folder / FOLDER
    found = sorted(place.iterdir()) if place.is_dir() else []
    return [file for file in found if file.suffix in SUFFIXES and file.stem != EQUIVALENT and file.is_file()]


def load_tests(folder: Folder, pack: Pack, *, max_bytes: int = MAX_BYTES) -> tuple[PackTest, ...]:
    """The tests of the pack in a folder, file by file.

    Raises `InputError` with every problem of the files, and where there is no test.
    """
    tests = load_tests_of(files_of_tests(folder), folder, pack, max_bytes=max_bytes)
    if not tests:
        hint = f"Write {FOLDER}/NAME.yaml with a list of tests, such as {{name: ..., given: {{facts: [...]}}, expect: {{status: {{...}}}}}}"
        why = "A rule without a test is a guess"
        raise InputError([Problem(str(folder / FOLDER), f"The pack `{pack.id}` has no tests", why, hint)])
    return tests


def load_tests_of(files: Iterable[Folder], folder: Folder, pack: Pack, *, max_bytes: int = MAX_BYTES) -> tuple[PackTest, ...]:
    """The tests in some files of the pack in a folder; what is no file of tests but a case is passed over.

    Raises `InputError` with every problem of the files.
    """
    tests: list[PackTest] = []
    problems: dict[Problem, None] = {}
    for file in files:
        found, wrong = _of_file(file, folder, pack, max_bytes)
        tests += found
        problems.update(dict.fromkeys(wrong))
    if problems:
        raise InputError(problems)
    return tuple(tests)


def _of_file(file: Folder, folder: Folder, pack: Pack, max_bytes: int) -> tuple[list[PackTest], list[Problem]]:
    document = document_of(file, max_bytes, "tests")
    if not document.readable:
        return [], document.problems
    value = document.value
    if isinstance(value, Mapping) and "ringrose" in value and "tests" not in value:
        return [], []  # a case that tests name
    reading = _Reading(document, Givens(file.parent, pack, max_bytes), pack, file.relative_to(folder).as_posix())
    tests = reading.tests()
    return tests, [*document.told(reading.flaws), *reading.elsewhere]


class _Reading:
    """One file of tests on its way through the check."""

    def __init__(self, document: Document, givens: Givens, pack: Pack, file: str) -> None:
        self.document, self.givens, self.pack, self.file = document, givens, pack, file
        self.flaws: list[Flaw] = []
        self.elsewhere: list[Problem] = []  # in the cases that tests name
        self.said: set[str] = set()
        self.rules = dict.fromkeys(name for name, _, _ in pack.rules())
        self.judged = {element.id: STATUSES for element in pack.elements}
        self.judged |= {f"{element.id}.{c.id}": CRITERION_STATUSES for element in pack.elements for c in element.criteria}

    def tests(self) -> list[PackTest]:
        """The tests that could be read."""
        value = self.document.value
        if not isinstance(value, Mapping):
            self.flaws.append(mapping_flaw(value, "tests:, and below it a list of tests"))
            return []
        section = Section(value, KEYS)
        element = section.take("element", str, None)
        entries = section.take("tests", list[object], [], required=True)
        self.flaws += section.flaws
        if element is not None:
            self.flaws += known_flaws(element, [one.id for one in self.pack.elements], ("element",), "element")
        found = [self.test(one, ("tests", number)) for number, one in enumerate(entries)]
        return [test for test in found if test is not None]

    def test(self, value: Any, path: Path) -> PackTest | None:
        """One test, where it could be read."""
        if not isinstance(value, Mapping):
            self.flaws.append(mapping_flaw(value, _TEST).under(path))
            return None
        section = Section(value, TEST_KEYS, path)
        name = section.take("name", str, None, required=True)
        expect = section.take("expect", Mapping[str, object], None, required=True)
        self.flaws += section.flaws
        if name is not None and not name.strip():
            self.flaws.append(Flaw((*path, "name"), "The name says nothing", "", "Write a sentence that says what the test shows"))
        elif name is not None and name in self.said:
            hint = "Say what this one shows that the other does not"
            self.flaws.append(Flaw((*path, "name"), f'The sentence "{name}" stands here twice', "", hint))
        elif name is not None:
            self.said.add(name)
        given = self.givens.read(section.value.get("given", {}))
        self.flaws += (flaw.under((*path, "given")) for flaw in given.flaws)
        self.elsewhere += given.problems
        expected = self.expected(expect, given, (*path, "expect")) if expect is not None else Expected()
        if given.case is None:
            return None
        line = locate(self.document.root, path)[0] if self.document.root is not None else None
        return PackTest(name or "", given.case, expected, self.file, line)

    def expected(self, value: Mapping[str, Any], given: Given, path: Path) -> Expected:
        """What is expected; its names are checked."""
        section = Section(value, EXPECT_KEYS, path)
        because = section.entries("because", Grounds, _REASON, ("rule",))
        expect = Expected(
            section.take("status", Mapping[str, str], {}),
            section.take("fires", tuple[str], ()),
            section.take("silent", tuple[str], ()),
            tuple(because.values),
            tuple(self.derived(section.take("derived", list[object], []), given, (*path, "derived"))),
        )
        self.flaws += section.flaws
        if not any(section.value.values()):
            hint = "State `status`, `fires`, `silent`, `because` or `derived`"
            self.flaws.append(Flaw(path, "Nothing is expected", "A test that expects nothing cannot fail", hint))
        for name, status in expect.status.items():
            here = (*path, "status", name)
            self.flaws += known_flaws(name, self.judged, here, "element or criterion", at_key=True)
            known = self.judged.get(name, ())
            if known and status not in known:
                what = "a criterion" if "." in name else "an element"
                meant = f"Did you mean `{_MEANT[status]}`?" if status in _MEANT else nearest(status, known)
                self.flaws.append(Flaw(here, f"`{status}` is not a status of {what}", meant, one_of(known)))
        for key, names in (("fires", expect.fires), ("silent", expect.silent)):
            for n, name in enumerate(names):
                self.flaws += self.rule(name, (*path, key, n))
                if key == "silent" and name in expect.fires:
                    what = f"`{name}` cannot both fire and be silent"
                    self.flaws.append(Flaw((*path, key, n), what, "A rule fires where it does for any binding", "Take one of the two out"))
        for grounds, n in zip(because.values, because.numbers, strict=True):
            self.grounds(grounds, given, (*path, "because", n))
        return expect

    def derived(self, entries: list[Any], given: Given, path: Path) -> Iterator[Fact]:
        """The derived facts that are expected, their values read by their types."""
        types = {name: kind for name, kind in self.pack.vocabulary.types.items() if kind.derived}
        for n, entry in enumerate(entries):
            here = (*path, n)
            if not isinstance(entry, Mapping):
                self.flaws.append(mapping_flaw(entry, "{fact: lapse, year: 2019}").under(here))
                continue
            stated = {key: value for key, value in entry.items() if value is not None}
            kind = stated.pop("fact", None)
            flaws = [missing_key("fact").under(here)] if kind is None else [*known_flaws(kind, types, (*here, "fact"), "derived fact type")]
            if flaws:
                self.flaws += flaws
                continue
            read = {}
            for name, value in stated.items():
                known = types[kind].attributes
                if name not in known:
                    what, allowed = f"A fact of type `{kind}` has no `{name}`", one_of(known, "It has no attributes.")
                    self.flaws.append(Flaw((*here, name), what, nearest(name, known), allowed, at_key=True))
                elif given.case is not None:
                    try:
                        read[name] = read_value(value, known[name].type, known[name].values or _ids(given.case, known[name].type))
                    except ValueFlaw as flaw:
                        self.flaws.append(Flaw((*here, name), flaw.what, flaw.why, flaw.hint))
            yield Fact(kind, read)

    def rule(self, name: str, path: Path) -> Iterator[Flaw]:
        """Tell that there is no such rule, or not any more."""
        parent, element = self.pack.parent, name.partition(".")[0]
        if parent is None or name in self.rules or name not in [known for known, _, _ in parent.rules()]:
            yield from known_flaws(name, self.rules, path, "rule")
        elif element in self.judged:
            what = f"The rule `{name}` of `{parent.id}` is switched off here"
            yield Flaw(path, what, "So it can neither fire nor be silent", "Expect a status instead")
        else:
            what = f"The element `{element}` of `{parent.id}` is left out here, and its rules with it"
            yield Flaw(path, what, "", f"Take `{name}` out")

    def grounds(self, grounds: Grounds, given: Given, path: Path) -> None:
        """Check the names of what a rule must rest on."""
        self.flaws += self.rule(grounds.rule, (*path, "rule"))
        if given.case is not None:
            ids = _ids(given.case, "fact")
            for key, names in (("facts", grounds.facts or ()), ("names", grounds.names)):
                for n, name in enumerate(names):
                    self.flaws += known_flaws(name, ids, (*path, key, n), "fact")
        for n, absent in enumerate(grounds.absent or ()):
            self.flaws += (flaw.under((*path, "absent", n)) for flaw in absent_flaws(absent, self.pack))
        self.flaws += self.text(grounds.text, (*path, "text"))

    def text(self, text: LocalText | None, path: Path) -> Iterator[Flaw]:
        """Tell what is wrong with a sentence, and in which languages the pack has none."""
        yield from local_text_flaws(text, path)
        spoken = self.pack.languages
        for lang in text.texts if text is not None else ():
            if lang not in ("", *spoken):
                what = f"The pack has no texts in the language `{lang}`"
                yield Flaw((*path, lang), what, nearest(lang, spoken), one_of(spoken), at_key=True)


def _ids(case: Case, kind: str) -> list[str]:
    """The ids of the partners or fields of a case, or of all its facts."""
    facts = [*structural_facts(case), *case.facts]
    return [str(fact.id) for fact in facts if kind in ("fact", fact.type)]
