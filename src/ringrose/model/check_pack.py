"""The check of a pack: literals read by their types, and everything that is wrong or odd."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from ringrose.errors import Flaw, Path, listing, nearest, one_of
from ringrose.model.case import RESERVED
from ringrose.model.check_rules import WHOLE, check_rule, cycle_flaws, patterns_of, read_literal
from ringrose.model.checking import (
    Hidden,
    as_plain,
    id_flaws,
    known_flaws,
    language_flaws,
    local_text_flaws,
    name_flaws,
    plain_flaws,
    text_flaws,
)
from ringrose.model.pack import (
    PARAM,
    PARAMETER_TYPES,
    ROLES,
    STANDINGS,
    STRUCTURAL,
    Attribute,
    Criterion,
    Dated,
    Derives,
    Element,
    FactType,
    Pack,
    Parameter,
    Reference,
    Rule,
    Satisfies,
    Violates,
    Vocabulary,
)
from ringrose.model.pack_content import digest_of
from ringrose.model.text import LocalText, slots_of
from ringrose.model.values import ATTRIBUTE_TYPES, ValueFlaw, read_bound, show

__all__ = ["check_pack", "examine_pack"]

_NOTHING_HIDDEN = Hidden()


def check_pack(pack: Pack) -> tuple[Pack, list[Flaw]]:
    """Read the literals of a pack by the types of their attributes, and tell everything that is wrong or (as warnings) odd.

    The pack that comes back has typed literals, and its digest when nothing is wrong.
    """
    checked, flaws = examine_pack(pack, _NOTHING_HIDDEN)
    if not any(not flaw.warning for flaw in flaws):
        object.__setattr__(checked, "digest", digest_of(checked))
    return checked, flaws


def examine_pack(pack: Pack, hidden: Hidden) -> tuple[Pack, list[Flaw]]:
    """As `check_pack`, for a pack of which parts could not be structured; without the digest."""
    examination = _Examination(pack, hidden)
    return examination.result(), examination.flaws


class _Examination:
    """One pack on its way through the check."""

    def __init__(self, pack: Pack, hidden: Hidden) -> None:
        self.pack, self.hidden = pack, hidden
        self.flaws: list[Flaw] = []
        self.references = hidden.known("reference", _ids_of_references(pack))

    def result(self) -> Pack:
        self._top()
        vocabulary = Vocabulary({name: self._type(name, kind) for name, kind in self.pack.vocabulary.types.items()})
        references = self.pack.references
        if not any(flaw.path[:2] == ("pack", "references") for flaw in self.flaws):
            references = tuple(as_plain(reference) for reference in references)  # dates as a file tells them
        parameters = self._parameters()
        checked = evolve(self.pack, vocabulary=vocabulary, references=references, parameters=parameters)  # type: ignore[arg-type]  # as below
        elements = tuple(self._element(element, checked) for element in self.pack.elements)
        self.flaws += cycle_flaws(self.pack)
        self._settled()
        self._used()
        done = evolve(checked, elements=elements)  # type: ignore[arg-type]  # mypy cannot see through converter=tuple
        object.__setattr__(done, "parent", self.pack.parent)
        return done

    # -- the pack itself --------------------------------------------------------------------------------------------

    def _top(self) -> None:
        pack, path = self.pack, ("pack",)
        self.flaws += name_flaws(pack.id, (*path, "id"), "a pack")
        self.flaws += id_flaws(pack.version, (*path, "version"), "The version")
        self.flaws += local_text_flaws(pack.title, (*path, "title"))
        self._languages(pack.title, (*path, "title"))
        if not pack.languages:
            self.flaws.append(Flaw((*path, "languages"), "A pack has at least one language", "", "Write for instance [en]"))
        for number, code in enumerate(pack.languages):
            self.flaws += language_flaws(code, (*path, "languages", number))
        self._unique([str(code) for code in pack.languages], (*path, "languages"), "language")
        if not pack.elements and "element" not in self.hidden.unsure and not self.hidden.ids.get("element"):
            self.flaws.append(Flaw((*path, "elements"), "A pack has at least one element"))
        self._unique([str(element.id) for element in pack.elements], (*path, "elements"), "element")
        for number, reference in enumerate(pack.references):
            here = (*path, "references", number)
            if "id" not in reference:
                self.flaws.append(Flaw(here, "The key `id` is missing", "A reference is a mapping with an id"))
                continue
            self.flaws += id_flaws(reference["id"], (*here, "id"))
            self.flaws += plain_flaws({k: v for k, v in reference.items() if k != "id"}, here)
        self._unique(_ids_of_references(pack), (*path, "references"), "reference", "id")
        self._waived(pack, path)

    def _waived(self, thing: Pack | FactType | Element | Criterion | Rule, path: Path) -> None:
        for code, reason in thing.waive.items():
            here = (*path, "waive", str(code))
            self.flaws += text_flaws(code, here)
            self.flaws += text_flaws(reason, here)
            if not str(reason).strip():
                self.flaws.append(Flaw(here, f"No reason is given for waiving `{code}`", "", "Say why it is accepted"))

    # -- parameters -------------------------------------------------------------------------------------------------

    def _parameters(self) -> dict[str, Parameter]:
        """The parameters that are sound; of the others no rule is told what is wrong with them."""
        sound, before = {}, len(self.flaws)
        broken = set()
        for name, parameter in self.pack.parameters.items():
            sound[name] = self._parameter(name, parameter)
            if any(not flaw.warning for flaw in self.flaws[before:]):
                broken.add(name)
                del sound[name]
            before = len(self.flaws)
        if broken:
            known = self.hidden.ids.get("parameter", frozenset()) | broken
            self.hidden = Hidden({**self.hidden.ids, "parameter": known}, self.hidden.unsure)
        return sound

    def _parameter(self, name: str, parameter: Parameter) -> Parameter:
        path = ("pack", "parameters", name)
        self.flaws += name_flaws(name, path, "a parameter", at_key=True)
        self._told(parameter, path, "means")
        if parameter.type not in PARAMETER_TYPES:
            hint = nearest(parameter.type, PARAMETER_TYPES)
            self.flaws.append(Flaw((*path, "type"), f"A parameter cannot be of type {show(parameter.type)}", hint, one_of(PARAMETER_TYPES)))
            return parameter
        values = [self._dated(one, parameter, (*path, "values", n)) for n, one in enumerate(parameter.values)]
        days = [one.since for one in values]
        if None not in days:
            hint = "Write the first value without `from`; it holds from the beginning"
            self.flaws.append(Flaw((*path, "values"), f"The parameter `{name}` has no value for what was before", "", hint))
        for number, day in enumerate(days):
            if day in days[:number]:
                told = f"from {day}" if day is not None else "from the beginning"
                what, hint = f"A value {told} stands here twice", "Take one of the two out, or write another `from`"
                self.flaws.append(Flaw((*path, "values", number), what, "", hint))
        return evolve(parameter, values=values)  # type: ignore[arg-type]  # mypy cannot see through converter=tuple

    def _dated(self, one: Dated, parameter: Parameter, path: Path) -> Dated:
        self._told(one, path, "told")
        self._reference(one.reference, path)
        since, value = one.since, one.value
        try:
            since = None if since is None else _day(since)
        except ValueFlaw as flaw:
            self.flaws.append(Flaw((*path, "from"), flaw.what, flaw.why, flaw.hint))
        try:
            value = read_literal(value, Attribute(parameter.type))
        except ValueFlaw as flaw:
            self.flaws.append(Flaw((*path, "value"), flaw.what, flaw.why, flaw.hint))
        texts = {"value": value, **(one.told.texts if one.told is not None else {})}
        for text in texts.values():
            if isinstance(text, str) and ("{" in text or "}" in text):
                why = "It is put into templates, where braces would be read again"
                self.flaws.append(Flaw(path, "A parameter cannot hold braces", why, "Take them out"))
        return evolve(one, since=since, value=value)

    def _unique(self, names: Collection[str], path: Path, what: str, *steps: str) -> None:
        seen: set[str] = set()
        for number, name in enumerate(names):
            if name in seen:
                told = f"The {what} `{name}` stands here twice"
                self.flaws.append(Flaw((*path, number, *steps), told, "", "Take one of the two out, or give it another name"))
            seen.add(name)

    def _reference(self, reference: Reference | None, path: Path) -> None:
        if reference is not None:
            hint = "Describe it under `references` in pack.yaml."
            self.flaws += known_flaws(reference.id, self.references, (*path, "reference", "id"), "reference", hint)
            if reference.at is not None:
                self.flaws += text_flaws(reference.at, (*path, "reference", "at"))

    def _languages(self, text: LocalText | None, path: Path) -> None:
        for lang in text.texts if text is not None else ():
            if lang != "" and lang not in self.pack.languages and not any(language_flaws(lang, path)):  # another flaw told that
                why = "It is not among the `languages` in pack.yaml"
                hint = nearest(lang, self.pack.languages) or f"Add `{lang}` there"
                self.flaws.append(Flaw((*path, lang), f"The pack is not told in `{lang}`", why, hint, warning=True, at_key=True))

    def _told(self, thing: Any, path: Path, *keys: str) -> None:
        for key in keys:
            self.flaws += local_text_flaws(getattr(thing, key), (*path, key))
            self._languages(getattr(thing, key), (*path, key))

    def _named(self, thing: Element | Criterion, path: Path) -> None:
        """The title and the question, in which parameters may be told."""
        self._told(thing, path, "title", "question")
        for key in ("title", "question"):
            text = getattr(thing, key)
            for lang, one in text.texts.items() if text is not None else ():
                for alias, name in slots_of(one) if isinstance(one, str) else ():
                    if alias == PARAM and name not in self.hidden.known("parameter", self.pack.parameters):
                        hint = nearest(name, self.pack.parameters) or one_of(self.pack.parameters, "The pack has none.")
                        self.flaws.append(Flaw((*path, key, *([lang] if lang else [])), f"There is no parameter `{name}`", "", hint))

    # -- the vocabulary ---------------------------------------------------------------------------------------------

    def _type(self, name: str, kind: FactType) -> FactType:
        path = ("vocabulary", "facts", name)
        if name in STRUCTURAL:
            what = f"The name `{name}` is taken"
            self.flaws.append(
                Flaw(path, what, "Partners, fields and years are facts that come with every case", "Choose another name", at_key=True)
            )
        self.flaws += name_flaws(name, path, "a fact type", at_key=True)
        self._told(kind, path, "means")
        self._waived(kind, path)
        for attribute, known in kind.attributes.items():
            self._attribute(attribute, known, (*path, "attributes", attribute))
        if kind.example is None:
            return kind
        return evolve(kind, example=self._example(name, kind, kind.example, (*path, "example")))

    def _attribute(self, name: str, attribute: Attribute, path: Path) -> None:
        if name in RESERVED:
            why = f"Every fact has these keys: {', '.join(RESERVED)}"
            self.flaws.append(Flaw(path, f"The name `{name}` is taken", why, "Choose another name", at_key=True))
        self.flaws += name_flaws(name, path, "an attribute", at_key=True)
        if attribute.type not in ATTRIBUTE_TYPES:
            hint = nearest(attribute.type, ATTRIBUTE_TYPES)
            self.flaws.append(Flaw((*path, "type"), f"There is no attribute type {show(attribute.type)}", hint, one_of(ATTRIBUTE_TYPES)))
        elif attribute.type == "one_of" and not attribute.values:
            why = "An attribute of type one_of lists its values"
            self.flaws.append(
                Flaw(path, f"The values of `{name}` are missing", why, "Write for instance values: [planned, running, completed]")
            )
        elif attribute.type != "one_of" and attribute.values:
            what = f"An attribute of type {attribute.type} has no list of values"
            self.flaws.append(Flaw((*path, "values"), what, "", "Take `values` out, or write type: one_of", at_key=True))
        for number, value in enumerate(attribute.values):
            if value == "":
                self.flaws.append(Flaw((*path, "values", number), "A value must not be empty"))
            self.flaws += text_flaws(value, (*path, "values", number))
        self._unique([str(v) for v in attribute.values], (*path, "values"), "value")

    def _example(self, name: str, kind: FactType, example: Mapping[str, Any], path: Path) -> dict[str, Any]:
        typed = {}
        for attribute, value in example.items():
            known = kind.attributes.get(attribute)
            if known is None:
                hint = one_of(kind.attributes, "It has no attributes.")
                what = f"A fact of type `{name}` has no `{attribute}`"
                self.flaws.append(Flaw((*path, attribute), what, nearest(attribute, kind.attributes), hint, at_key=True))
                continue
            typed[attribute] = value
            if known.type in ATTRIBUTE_TYPES:
                try:
                    typed[attribute] = read_literal(value, known)
                except ValueFlaw as flaw:
                    self.flaws.append(Flaw((*path, attribute), flaw.what, flaw.why, flaw.hint))
        for attribute, known in kind.attributes.items():
            if known.required and attribute not in example:
                self.flaws.append(Flaw(path, f"The example needs `{attribute}`", f"Facts of type `{name}` that hold must state it"))
        return typed

    # -- elements ---------------------------------------------------------------------------------------------------

    def _element(self, element: Element, pack: Pack) -> Element:
        path = ("elements", element.id)
        self._waived(element, path)
        self.flaws += name_flaws(element.id, (*path, "element"), "an element")
        self._named(element, path)
        if element.standing is not None:
            self.flaws += known_flaws(element.standing, STANDINGS, (*path, "standing"), "standing")
        self._reference(element.reference, path)
        for number, criterion in enumerate(element.criteria):
            here = (*path, "criteria", number)
            self.flaws += name_flaws(criterion.id, (*here, "id"), "a criterion")
            self.flaws += known_flaws(criterion.role, ROLES, (*here, "role"), "role")
            self._named(criterion, here)
            self._waived(criterion, here)
            self._reference(criterion.reference, here)
        self._unique([str(c.id) for c in element.criteria], (*path, "criteria"), "criterion", "id")
        if not any(c.role == "essential" for c in element.criteria) and not self._hides_criteria(element.id):
            what = f"The element `{element.id}` has no essential criterion"
            names = listing([f"`{c.id}`" for c in element.criteria[:5]], "or")
            hint = f"Write role: essential for {names}, or take `{element.id}` out of `elements` in pack.yaml" if names else ""
            hint = hint or "Give one criterion role: essential"
            self.flaws.append(Flaw((*path, "criteria"), what, "Without one it could never be undetermined", hint))
        known = self.hidden.known("criterion", {f"{element.id}.{c.id}" for c in element.criteria})
        rules = []
        for number, rule in enumerate(element.rules):
            here = (*path, "rules", number)
            self.flaws += name_flaws(rule.id, (*here, "id"), "a rule")
            self._told(rule, here, "because", "advice", "note")
            self._reference(rule.reference, here)
            self._concludes(rule, element, known, (*here, "then"))
            self._waived(rule, here)
            checked, flaws = check_rule(rule, pack.vocabulary, self.hidden, pack.parameters)
            self.flaws += (flaw.under(here) for flaw in flaws if flaw.path[:1] != (WHOLE,))
            of_others = [evolve(flaw, path=flaw.path[1:]) for flaw in flaws if flaw.path[:1] == (WHOLE,)]
            self.flaws += (flaw for flaw in dict.fromkeys(of_others) if flaw not in self.flaws)  # what several rules name is told once
            rules.append(checked)
        self._unique([str(r.id) for r in element.rules], (*path, "rules"), "rule", "id")
        return evolve(element, rules=rules)  # type: ignore[arg-type]  # mypy cannot see through converter=tuple

    def _hides_criteria(self, element: str) -> bool:
        return "criterion" in self.hidden.unsure or any(c.startswith(f"{element}.") for c in self.hidden.ids.get("criterion", ()))

    def _concludes(self, rule: Rule, element: Element, known: Collection[str], path: Path) -> None:
        then = rule.then
        if isinstance(then, Satisfies | Violates) and f"{element.id}.{then.criterion}" not in known:
            criteria = list(dict.fromkeys(c.id for c in element.criteria))
            what = f"The element `{element.id}` has no criterion {show(then.criterion)}"
            key = "satisfies" if isinstance(then, Satisfies) else "violates"
            self.flaws.append(Flaw((*path, key), what, nearest(then.criterion, criteria), one_of(criteria)))

    # -- what is odd, but lawful ------------------------------------------------------------------------------------

    def _warn(self, path: Path, what: str, why: str = "", hint: str = "", *, at_key: bool = False) -> None:
        self.flaws.append(Flaw(path, what, why, hint, warning=True, at_key=at_key))

    def _settled(self) -> None:
        """Criteria about which rules conclude nothing, or not what they would have to."""
        if "rule" in self.hidden.unsure:
            return
        concluded = {(e.id, type(r.then), r.then.criterion) for _, e, r in self.pack.rules() if isinstance(r.then, Satisfies | Violates)}
        for element in self.pack.elements:
            for number, criterion in enumerate(element.criteria):
                path = ("elements", element.id, "criteria", number)
                satisfied, violated = ((element.id, kind, criterion.id) in concluded for kind in (Satisfies, Violates))
                if not satisfied and not violated:
                    self._warn(path, f"No rule concludes anything about `{criterion.id}`", "It stays unknown in every case")
                elif criterion.role == "essential" and not satisfied:
                    self._warn(path, f"No rule can satisfy `{criterion.id}`", f"It is essential, so `{element.id}` can never be met")

    def _used(self) -> None:
        """Fact types that no rule reads, and derived ones that no rule concludes."""
        if "rule" in self.hidden.unsure:
            return
        rules = [rule for _, _, rule in self.pack.rules()]
        read = {p.type for rule in rules for p in patterns_of(rule)}
        derived = {rule.then.type for rule in rules if isinstance(rule.then, Derives)}
        for name, kind in self.pack.vocabulary.types.items():
            path = ("vocabulary", "facts", name)
            if name in STRUCTURAL:
                continue  # the name was refused
            code = "never-derived" if kind.derived and name not in derived else "unread-type" if name not in read else None
            if code is None or code in kind.waive or code in self.pack.waive:
                continue  # these are the codes by which `ringrose pack check` tells it
            if code == "never-derived":
                why = "Conditions that ask for it are never true" if name in read else "Nothing uses it"
                self._warn(path, f"No rule concludes `{name}`", why, at_key=True)
            else:
                who = "rules conclude" if kind.derived else "a case records"
                self._warn(path, f"No rule reads `{name}`", f"What {who} of it changes no judgement", at_key=True)


def _day(since: object) -> date:
    """The day of a ``from``; a year means its first day."""
    bound = read_bound(since, "date")
    return bound if isinstance(bound, date) else date(int(bound), 1, 1)


def _ids_of_references(pack: Pack) -> list[str]:
    return [str(reference.get("id")) for reference in pack.references]
