"""A pack that stands on another, to go on with: it changes nothing yet, and shows in remarks how each kind of change is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve

from ringrose.assessing import statuses_by
from ringrose.authoring.checks.contradictions import Contradictions
from ringrose.authoring.starting.folders import write_folder
from ringrose.authoring.trials.given import DEFAULTS
from ringrose.authoring.yaml_text import entries, flow, mapping, scalar
from ringrose.errors import Flaw, InputError, unplaced
from ringrose.files import find_pack, load_case, load_pack
from ringrose.files.finding import find_named, is_path
from ringrose.model.check_pack import check_pack
from ringrose.model.checking import name_flaws
from ringrose.model.pack import STRUCTURAL, Criterion, Derives, Element, Pack, Rule, Violates
from ringrose.model.pack_content import digest_of, pack_content
from ringrose.model.text import LocalText
from ringrose.plan import plan_of

__all__ = ["extending_pack", "write_extension"]

FIRST = "0.1.0"
"""The version that a new pack begins with."""


def write_extension(parent: str | os.PathLike[str], name: str, folder: str | os.PathLike[str], today: date) -> tuple[Path, Pack]:
    """Write a pack of that name which extends another into a new folder within ``folder``, and give its path and its parent.

    Raises `InputError` where the parent cannot be used, where it is no name for a pack, or where there is such a folder already or none can
    be made.
    """
    pack = load_pack(parent)
    place = Path(folder) / name
    texts = extending_pack(pack, name, _seen_from(place, parent), today)
    write_folder(place, texts)
    return place, pack


def _seen_from(place: Path, parent: str | os.PathLike[str]) -> str:
    """How a pack in a folder names its parent: by its name where it has one, else by its folder."""
    found = find_pack(parent)
    if isinstance(parent, str) and not is_path(parent):
        try:
            named = find_named(parent)
        except InputError:
            named = None
        if named == found:
            return parent
    path = Path(os.path.relpath(os.path.realpath(found), os.path.realpath(place))).as_posix()
    return path if "/" in path else f"{path}/"


def extending_pack(parent: Pack, name: str, stated: str, today: date) -> dict[str, str]:
    """The texts of the files of a pack that extends a sound one, by their paths within its folder.

    ``stated`` is how the pack names its parent. Raises `InputError` where ``name`` is no name for it.
    """
    flaws = list(name_flaws(name, (), "a pack"))
    if name == parent.id:
        flaws.append(Flaw((), f"A pack cannot be called `{name}` and extend a pack of that name", "", "Choose another name"))
    if flaws:
        raise InputError(unplaced(flaws, "pack extend"))
    parent = parent.written or parent
    writing = _Writing(parent, name, stated)
    element = writing.element
    return {
        "pack.yaml": writing.pack(),
        "vocabulary.yaml": writing.vocabulary(),
        f"{element.id}.yaml": writing.element_file(),
        f"tests/{element.id}.yaml": writing.tests(),
        "CHANGELOG.md": writing.changelog(today),
    }


class _Writing:
    """The files of one pack on their way."""

    def __init__(self, parent: Pack, name: str, stated: str) -> None:
        self.parent, self.name, self.stated = parent, name, stated
        self.content = pack_content(parent)
        self.titles = {lang: f"{(parent.title or LocalText({'': parent.id})).get(lang)}, {name}" for lang in parent.languages}
        spared = {element.id: _dispensable(parent, element) for element in parent.elements}
        self.element = max(parent.elements, key=lambda e: (_other_role(e) is not None) + (spared[e.id] is not None))
        self.spared = spared[self.element.id]
        self.language = next((code for code in ("su", "jv", "nl") if code not in parent.languages), "xx")

    # -- pack.yaml ----------------------------------------------------------------------------------------------------

    def pack(self) -> str:
        parent = self.parent
        versions = _versions(parent.version)
        extends = {"pack": self.stated, "version": versions} if versions else self.stated
        head = [
            *_remark(f'The pack "{self.name}": the rules of {parent.id}, and what is otherwise here. Judge a case by it with:', mark="#"),
            f"#   ringrose assess CASE --pack ./{self.name}",
            *_remark(
                f"What these files do not say is as in {parent.id} (`ringrose pack diff ./{self.name}` tells what is not). A line that "
                "begins with ## is a remark. A line that begins with # and a space is an example: take both away, and what is behind "
                "them counts.",
                mark="#",
            ),
            "ringrose: pack/1",
            f"id: {scalar(self.name)}",
            f"version: {FIRST}    # of your own rules: raise it with every change of what counts, and tell of it in CHANGELOG.md",
            f"extends: {flow(extends)}",
        ]
        blocks = [
            [*_remark("How reports name these rules."), *mapping({"title": self.titles}).splitlines()],
            *self._parameters(),
            [
                *_remark(f"The elements of {parent.id}, in order. Take one out, or add one of your own, with a file of its name."),
                *_example(mapping({"elements": self.content["pack"]["elements"]})),
            ],
            [
                *_remark("Add a language, and its texts beside the others, as below in the files of the elements."),
                *_example(mapping({"languages": [*parent.languages, self.language]})),
            ],
            [
                *_remark("Add what your own rules rest on, with the field names of CSL-JSON; rules name it by its id."),
                *_example(mapping({"references": [_own_reference(parent, self.name)]})),
            ],
        ]
        return _joined([head, *blocks])

    def _parameters(self) -> Iterator[list[str]]:
        given = self.content["pack"].get("parameters")
        if not given:
            return
        remarks = _remark(
            f"What {self.parent.id} leaves to those who extend it. The values of a parameter that you state take the place of all "
            "values there. One with `from: 2027-01-01` counts from that day on. `told` is how sentences tell the value."
        )
        for parameter in self.parent.parameters.values():
            if parameter.means is not None:
                remarks += _remark(parameter.means.get())
        values = {name: {"values": one["values"]} for name, one in given.items()}
        yield [*remarks, *_example(mapping({"parameters": values}))]

    # -- vocabulary.yaml ------------------------------------------------------------------------------------------------

    def vocabulary(self) -> str:
        parent = self.parent
        head = [
            *_remark(f"The words in which a case is told: all those of {parent.id}, and what is added or otherwise here.", mark="#"),
            "facts:",
        ]
        new = _unused("townhall_day", parent.vocabulary.types)
        means = _texts(parent, "Describe here when a source tells of this.")
        kind = {new: {"means": means, "attributes": {"year": {"type": "year", "required": True}}, "example": {"year": 2020}}}
        blocks = [[*_remark("A type of your own, for rules that read it.", indent=2), *_example(mapping(kind, 2), 2)]]
        for name, known in parent.vocabulary.types.items():
            choice = next((a for a, one in known.attributes.items() if one.type == "one_of"), None)
            if choice is not None and not known.derived:
                values = [*known.attributes[choice].values, _unused("other", known.attributes[choice].values)]
                changed = {name: {"attributes": {choice: {"values": values}}}}
                told = f"More values for the attribute `{choice}` of `{name}`; all that count are listed."
                blocks.append([*_remark(told, indent=2), *_example(mapping(changed, 2), 2)])
                break
        return _joined([head, *blocks])

    # -- an element -----------------------------------------------------------------------------------------------------

    def element_file(self) -> str:
        parent, element = self.parent, self.element
        head = [
            *_remark(
                f"What is otherwise here in the element `{element.id}` of {parent.id}. For another element, write a file of its name."
            ),
            f"element: {scalar(element.id)}",
        ]
        title = (element.title or LocalText({"": element.id})).get()
        language = [*_remark("A text in one more language."), *_example(mapping({"title": {self.language: f"[{title}]"}}))]
        criteria: list[list[str]] = []
        if (changed := _other_role(element)) is not None:
            criterion, role = changed
            told = (
                f"Another role for a criterion; `{criterion.id}` is {criterion.role}. An essential one must be satisfied, a safeguard "
                "must not be violated, an informative one is only reported."
            )
            criteria.append([*_remark(told, indent=2), *_example(entries([{"id": criterion.id, "role": role}], 2), 2)])
        own = _unused("welcomed", [criterion.id for criterion in element.criteria])
        new = {"id": own, "role": "informative", "title": _texts(parent, "A criterion of our own")}
        told = "A criterion of your own; a rule must conclude something about it, as the last one below does."
        criteria.append([*_remark(told, indent=2), *_example(entries([new], 2), 2)])
        rules: list[list[str]] = []
        if self.spared is not None:
            told = "A rule that does not count here. `note` says why."
            off = {"id": self.spared.id, "off": True, "note": "Say here why."}
            rules.append([*_remark(told, indent=2), *_example(entries([off], 2), 2)])
        advised = next((rule for rule in element.rules if rule.advice is not None), element.rules[0] if element.rules else None)
        if advised is not None:
            told = "Of a rule of the same id, only the keys count that stand here; all others stay."
            other = {"id": advised.id, "advice": _texts(parent, "Say here what your city would advise.")}
            rules.append([*_remark(told, indent=2), *_example(entries([other], 2), 2)])
        type = next(iter(parent.vocabulary.recordable), "partner")
        because = _texts(parent, "Say here what the rule found.")
        mine = {"id": _unused(f"has-{own}", [r.id for r in element.rules]), "if": [{"fact": type}], "then": {"satisfies": own}}
        told = f"A rule of your own; it needs the criterion `{own}` above."
        rules.append([*_remark(told, indent=2), *_example(entries([{**mine, "because": because}], 2), 2)])
        return _joined([head, language, ["criteria:"], *criteria, ["rules:"], *rules])

    # -- tests and changelog ----------------------------------------------------------------------------------------------

    def tests(self) -> str:
        element = self.element
        case = load_case(dict(DEFAULTS), pack=self.parent)
        status = statuses_by(self.parent)(case)[element.id]
        head = [
            *_remark("Each test is a sentence that must be true of the rules: what is given, what follows, which rules fire.", mark="#"),
            *_remark(
                "What `given` leaves out is: partners alpha and beta, fields health and education, a review from 2018 to 2020.", mark="#"
            ),
            f"# Run them with: ringrose pack test ./{self.name}",
            f"element: {scalar(element.id)}",
            "tests:",
        ]
        test = {
            "name": f"Where nothing is known, {element.id} is {status.replace('_', ' ')}, as by the rules of {self.parent.id}.",
            "given": {"facts": []},
            "expect": {"status": {element.id: status}},
        }
        return "".join(f"{line}\n" for line in head) + entries([test], 2)

    def changelog(self, today: date) -> str:
        parent = self.parent
        told = {} if parent.title is None else {lang: text for lang, text in parent.title.texts.items() if lang}
        digest = digest_of(evolve(parent, id=self.name, version=FIRST, title=LocalText({**told, **self.titles})))
        return (
            "# Changelog\n\n"
            "What changed in the rules of this pack, newest version first. Name what an entry is about in backticks: a rule, a criterion, "
            "an element or a fact type.\n\n"
            f"## [{FIRST}] - {today.isoformat()}\n\n"
            f"Digest: {digest}\n\n"
            "### Added\n\n"
            f"- The rules of {parent.id} {parent.version}, unchanged.\n"
        )


def _versions(version: str) -> str:
    """Which versions of the parent will do: this one and later ones that change no more than is usual; nothing where it is no number."""
    from packaging.version import InvalidVersion, Version

    try:
        release = Version(version).release
    except InvalidVersion:
        return ""
    major, minor = (*release, 0)[:2]
    return f">={version}, <{major + 1}" if major else f">={version}, <0.{minor + 1}"


def _other_role(element: Element) -> tuple[Criterion, str] | None:
    """A criterion and a role that it may have instead, so that some other one stays essential."""
    for criterion in element.criteria:
        if any(other.role == "essential" for other in element.criteria if other is not criterion):
            return criterion, "safeguard" if criterion.role == "informative" else "informative"
    return None


def _dispensable(parent: Pack, element: Element) -> Rule | None:
    """A rule without which nothing else becomes odd, best one that violates something."""
    known = {(flaw.what, flaw.why) for flaw in check_pack(parent)[1]}
    concluded, never = _fates(parent)
    for rule in sorted(element.rules, key=lambda rule: not isinstance(rule.then, Violates)):
        rules: Any = [other for other in element.rules if other is not rule]  # mypy does not see through the converter
        elements: Any = [evolve(element, rules=rules) if other is element else other for other in parent.elements]
        less, flaws = check_pack(evolve(parent, elements=elements))
        if all((flaw.what, flaw.why) in known for flaw in flaws):
            left, dead = _fates(less)
            if left == concluded and dead <= never:
                return rule
    return None


def _fates(pack: Pack) -> tuple[set[object], set[str]]:
    """What some rule of a sound pack can conclude, and the rules that surely never fire."""
    plan = plan_of(pack.on(date.max))
    known = Contradictions(plan)
    never = {clause.rule for clause in plan.clauses() if known.of(clause) is not None}
    concluded: set[object] = set()
    for name, element, rule in pack.rules():
        if name not in never:
            then = rule.then
            concluded.add(then.type if isinstance(then, Derives) else (element.id, then.criterion, then.polarity))
    return concluded, never


def _own_reference(parent: Pack, name: str) -> dict[str, Any]:
    id = _unused(f"{name}-rules", [str(reference["id"]) for reference in parent.references])
    return {"id": id, "type": "document", "title": "[What your city agreed on; describe here what you really read]"}


def _texts(parent: Pack, text: str) -> dict[str, str]:
    """A text in each language of the pack, to be put into it."""
    return {lang: text if lang == "en" else f"[{text}]" for lang in parent.languages}


def _unused(name: str, known: Iterable[str]) -> str:
    """The name, with as many dashes behind it as make it a new one."""
    taken = {*known, *STRUCTURAL}
    while name in taken:
        name += "-2"
    return name


# -- lines ----------------------------------------------------------------------------------------------------------------------------


def _remark(text: str, *, indent: int = 0, mark: str = "##") -> list[str]:
    from textwrap import wrap

    start = f"{' ' * indent}{mark} "
    return wrap(text, 120, initial_indent=start, subsequent_indent=start, break_long_words=False, break_on_hyphens=False)


def _example(text: str, indent: int = 0) -> list[str]:
    return [f"{' ' * indent}# {line[indent:]}" for line in text.splitlines()]


def _joined(blocks: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"
