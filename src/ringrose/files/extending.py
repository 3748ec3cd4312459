"""A pack that extends another: the plain values of both become those of one pack, and it is remembered who wrote what.

Things are joined by their names, key by key: what the child states counts, and what it leaves out is the parent's. No file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from ringrose.errors import Flaw, Path, nearest, one_of
from ringrose.files.pack_shape import CRITERION_KEYS, RULE_KEYS
from ringrose.files.structure import mapping_flaw, unknown_key
from ringrose.model.values import show

__all__ = ["Extended", "extended"]

_Join = Callable[["_Joining", Any, Any, Path, Path], Any]
"""Joins what the parent and the child state at a path of the whole; the last argument is the path in the child's files."""

_OWN = ("ringrose", "id", "version")
"""What each pack states for itself."""
_TELLS = ("id", "off", "note")
"""What may stand in an entry that takes something out."""
_KEYS = {"criterion": CRITERION_KEYS, "rule": RULE_KEYS}
"""The keys of the entries of which one takes a thing out or changes it."""


@frozen
class Extended:
    """The plain values of a pack and of the one that it extends, joined.

    ``flaws`` are what the child states about things that the parent does not have, at their paths in the child's files.
    """

    content: dict[str, Any]
    flaws: tuple[Flaw, ...]
    name: str
    origins: Mapping[Path, Path | None]
    blamed: Mapping[Path, Path]

    def seen_from_child(self, flaw: Flaw) -> Flaw:
        """A flaw of the whole at its path in the child's files.

        What the parent wrote is told where the child changed the same thing, else where it took away what that thing needs, else where it
        names its parent; and it is told what it is about.
        """
        path, inherited = self._origin(flaw.path)
        if not inherited:
            assert path is not None, "what the child wrote stands in its files"
            return evolve(flaw, path=path)
        blamed = self._blamed(flaw.path)
        flaw = evolve(flaw, what=f"In {self._thing(flaw.path)}: {flaw.what}", hint=self._hint(flaw) or flaw.hint, at_key=False)
        return evolve(flaw, path=path or blamed or ("pack", "extends"))

    def inherited(self, flaw: Flaw) -> bool:
        """Whether a flaw of the whole stands in what the parent wrote."""
        return self._origin(flaw.path)[1]

    def _origin(self, path: Path) -> tuple[Path | None, bool]:
        """The path in the child's files (None: it has none), and whether what stands there is the parent's."""
        inherited = False
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                origin = self.origins[path[:length]]
                if origin is not None:
                    if not inherited:
                        return (*origin, *path[length:]), False
                    return (origin if length >= len(_thing_at(path)) else None), True
                inherited = True
        return (None if inherited else path), inherited

    def _blamed(self, path: Path) -> Path | None:
        """The path of what the child took out or changed, so that what the parent wrote at a path is wrong or odd."""
        thing = _thing_at(path)
        if len(thing) < 4:
            return self.blamed.get(thing)
        entry = self._at(thing)
        if thing[2] == "criteria":
            return self.blamed.get((*thing[:3], entry["id"]))
        if (taken := self.blamed.get((*thing[:2], "off", _criterion_of(entry)))) is not None:
            return taken
        types = [entry["then"].get("fact"), *_types(entry["if"]), *_types(entry.get("unless", ()))]
        return next((at for type in types if (at := self.origins.get(("vocabulary", "facts", type)))), None)

    def _hint(self, flaw: Flaw) -> str:
        """What to do where a rule of the parent concludes about a criterion that was taken out."""
        thing = _thing_at(flaw.path)
        if len(thing) < 4 or thing[2] != "rules" or self.blamed.get((*thing[:2], "off", _criterion_of(self._at(thing)))) is None:
            return ""
        return f"Take the rule out, too: {{id: {self._at(thing)['id']}, off: true}}"

    def _thing(self, path: Path) -> str:
        """What a path is about, as a reader names it."""
        thing = _thing_at(path)
        if len(thing) == 4:
            what, name = ("rule" if thing[2] == "rules" else "criterion"), f"{thing[1]}.{self._at(thing)['id']}"
        elif thing[:2] == ("vocabulary", "facts") and len(thing) == 3:
            what, name = "fact type", str(thing[2])
        elif thing[:2] == ("pack", "parameters") and len(thing) == 3:
            what, name = "parameter", str(thing[2])
        elif thing[0] == "elements" and len(thing) == 2:
            what, name = "element", str(thing[1])
        else:
            what, name = "key", str(path[min(1, len(path) - 1)])
        return f"the {what} `{name}` of `{self.name}`"

    def _at(self, path: Path) -> Any:
        value: Any = self.content
        for step in path:
            value = value[step]
        return value


def _thing_at(path: Path) -> Path:
    """The path of the thing that a path is about: an element, a criterion, a rule, a fact type, a parameter, or a key of the pack."""
    if path[0] == "elements":
        return path[:4] if len(path) > 3 and path[2] in ("criteria", "rules") else path[:2]
    return path[:3] if path[0] == "vocabulary" or path[1:2] in (("parameters",), ("references",)) else path[:2]


def _criterion_of(rule: Mapping[str, Any]) -> Any:
    then = rule["then"]
    return then.get("satisfies", then.get("violates"))


def extended(parent: Mapping[str, Any], child: Mapping[str, Any]) -> Extended:
    """Join a sound pack (in the shape of `pack_content`) and what another states of itself (in the shape of files, sound or not).

    The top of the child must be a mapping; what it states under ``extends`` is left out.
    """
    name = parent["pack"]["id"]
    joining = _Joining(name, parent["pack"].get("languages", ["en"]))
    top = {key: value for key, value in child["pack"].items() if key != "extends"}
    inherited = {key: value for key, value in parent["pack"].items() if key not in _OWN}
    content: dict[str, Any] = {key: value for key, value in child.items() if key not in ("pack", "vocabulary", "elements")}
    content["pack"] = _TOP(joining, inherited, top, ("pack",), ("pack",))
    vocabulary = child.get("vocabulary")
    joining.either(_VOCABULARY, content, "vocabulary", parent["vocabulary"], vocabulary, ())
    content["elements"] = _elements(joining, parent["elements"], child.get("elements"), top.get("elements"))
    return Extended(content, tuple(joining.flaws), name, joining.origins, joining.blamed)


class _Joining:
    """Two packs on their way to one."""

    def __init__(self, name: str, languages: list[str]) -> None:
        self.name, self.languages = name, languages
        self.flaws: list[Flaw] = []
        self.origins: dict[Path, Path | None] = {}
        self.blamed: dict[Path, Path] = {}
        self.concluded: set[object] = set()  # criteria of the element that is joined, by the child's rules

    def either(self, join: _Join, joined: dict[str, Any], key: str, parent: Any, child: Any, path: Path, at: Path | None = None) -> None:
        """Put the joined value under a key, or the parent's where the child states none."""
        if child is None:
            joined[key] = parent
            self.origins[(*path, key)] = None
        else:
            joined[key] = join(self, parent, child, (*path, key), (*(path if at is None else at), key))

    def tell(self, path: Path, what: str, why: str = "", hint: str = "", *, at_key: bool = False) -> None:
        self.flaws.append(Flaw(path, what, why, hint, at_key=at_key))

    def lacks(self, path: Path, what: str, id: str, known: list[str], hint: str = "", *, of: str = "", at_key: bool = False) -> None:
        """Tell that the parent (or ``of`` what of it) has no such thing."""
        whose = f"The element `{of}` of `{self.name}`" if of else f"`{self.name}`"
        self.tell(path, f"{whose} has no {what} `{id}`", nearest(id, known) or one_of(known), hint, at_key=at_key)

    def blames(self, element: str, rule: Mapping[str, Any], at: Path) -> None:
        """Remember that the child took out or changed a rule on which others may rest."""
        if (criterion := _criterion_of(rule)) is not None:
            self.blamed.setdefault(("elements", element, "criteria", criterion), at)
        for type in [rule["then"].get("fact"), *_types(rule["if"]), *_types(rule.get("unless", ()))]:
            if type is not None:
                self.blamed.setdefault(("vocabulary", "facts", type), at)


def _types(patterns: Any) -> Iterator[str]:
    """The fact types that conditions or patterns read."""
    for condition in patterns:
        for pattern in (condition, condition.get("every"), condition.get("has"), condition.get("no")):
            if isinstance(pattern, str):
                yield pattern
            elif pattern is not None and "fact" in pattern:
                yield pattern["fact"]


# -- how things are joined ------------------------------------------------------------------------------------------------------------


def _whole(joining: _Joining, parent: Any, child: Any, path: Path, at: Path) -> Any:
    """What the child states takes the place of what the parent does."""
    joining.origins[path] = at
    return child


def _text(joining: _Joining, parent: Any, child: Any, path: Path, at: Path) -> Any:
    """Texts per language stand beside those of the parent; a plain text takes their place."""
    if not isinstance(child, Mapping):
        return _whole(joining, parent, child, path, at)
    joining.origins[path] = at
    told = dict(parent) if isinstance(parent, Mapping) else dict.fromkeys(joining.languages, parent)
    stated = {lang: text for lang, text in child.items() if text is not None}
    joining.origins.update({(*path, lang): None for lang in told if lang not in stated})
    return {**told, **stated}


def _keys(**joins: _Join) -> _Join:
    """Mappings of known keys; a key without a way of its own is taken whole."""

    def join(joining: _Joining, parent: Any, child: Any, path: Path, at: Path) -> Any:
        if not isinstance(child, Mapping):
            return _whole(joining, parent, child, path, at)
        joining.origins[path] = at
        joined: dict[str, Any] = {}
        for key, value in parent.items():
            joining.either(joins.get(key, _whole), joined, key, value, child.get(key), path, at)
        return joined | {key: value for key, value in child.items() if key not in joined}

    return join


def _named(join_one: _Join, what: str = "", vital: str = "") -> _Join:
    """Mappings of names to things; a new ``what`` must state the key ``vital``."""

    def join(joining: _Joining, parent: Any, child: Any, path: Path, at: Path) -> Any:
        if not isinstance(child, Mapping):
            return _whole(joining, parent, child, path, at)
        joining.origins[path] = at
        joined: dict[str, Any] = {}
        for name, one in parent.items():
            joining.either(join_one, joined, name, one, child.get(name), path, at)
        for name, one in child.items():
            if name in parent:
                continue
            if vital and isinstance(one, Mapping) and one.get(vital) is None and nearest(name, parent):
                joining.lacks((*at, name), what, name, list(parent), f"A new {what} states `{vital}`", at_key=True)
            else:
                joined[name] = one
        return joined

    return join


def _listed(join_one: _Join, what: str) -> _Join:
    """Lists of entries with ids: those of the parent in their order, then new ones."""

    def join(joining: _Joining, parent: Any, child: Any, path: Path, at: Path) -> Any:
        if not isinstance(child, list | tuple):
            return _whole(joining, parent, child, path, at)
        joining.origins[path] = at
        known = [entry["id"] for entry in parent]
        stated: dict[str, tuple[int, Mapping[str, Any]]] = {}
        new: list[tuple[int, Any]] = []
        for number, entry in enumerate(child):
            id = entry.get("id") if isinstance(entry, Mapping) else None
            if not isinstance(id, str) or id not in known:
                if not isinstance(id, str) or _may_be_new(joining, what, id, entry, known, path, (*at, number)):
                    new.append((number, entry))
            elif id in stated:
                told = f"The {what} `{id}` stands here twice"
                joining.tell((*at, number, "id"), told, "", "Say in one entry all that changes")
            else:
                stated[id] = number, entry
        joined: list[Any] = []
        for entry in parent:
            here = (*path, len(joined))
            if entry["id"] not in stated:
                joining.origins[here] = None
                joined.append(entry)
                continue
            number, changes = stated[entry["id"]]
            there = (*at, number)
            if what == "rule" and any(changes.get(key) is not None for key in ("off", "if", "unless", "then")):
                joining.blames(str(path[1]), entry, there)
            if what != "reference" and _is_off(joining, changes, there):
                if what == "criterion":
                    joining.blamed[(*path[:2], "off", entry["id"])] = there
            else:
                joined.append(join_one(joining, entry, _known(joining, _without_off(changes, what), what, there), here, there))
        for number, entry in new:
            joining.origins[(*path, len(joined))] = (*at, number)
            joined.append(_without_off(entry, what))
        return joined

    return join


def _may_be_new(joining: _Joining, what: str, id: str, entry: Mapping[str, Any], known: list[str], path: Path, at: Path) -> bool:
    """Whether an entry whose id the parent does not have can be a new thing; else it is told that the parent has none."""
    if what == "reference":
        return True
    element = str(path[1])
    if entry.get("off") not in (None, False):
        joining.lacks((*at, "id"), what, id, known, "Only what it has can be taken out", of=element)
        return False
    if what == "rule" and entry.get("if") is None:
        joining.lacks((*at, "id"), what, id, known, "A new rule states `if` and `then`", of=element)
        return False
    if what == "criterion" and id not in joining.concluded and nearest(id, known):
        joining.lacks((*at, "id"), what, id, known, "A new criterion needs a rule that concludes it", of=element)
        return False
    return True


def _is_off(joining: _Joining, entry: Mapping[str, Any], at: Path) -> bool:
    """Whether an entry takes something out; what else it says is told."""
    off = entry.get("off")
    if off is None or off is False:
        return False
    if off is not True:
        joining.tell((*at, "off"), f"{show(off)} is neither true nor false", "", "Write off: true to take it out")
        return False
    for key in entry:
        if key not in _TELLS:
            why = "What is taken out says nothing else"
            joining.tell((*at, str(key)), f"The key `{key}` is not known beside `off`", why, f"Take `{key}` out, or `off`", at_key=True)
    return True


def _without_off(entry: Any, what: str) -> Any:
    if what == "reference" or not isinstance(entry, Mapping):
        return entry
    return {key: value for key, value in entry.items() if key != "off"}


def _known(joining: _Joining, entry: Mapping[str, Any], what: str, at: Path) -> Mapping[str, Any]:
    """What an entry changes without the keys that it cannot have; `off` is one that it can."""
    if what not in _KEYS:
        return entry
    known = [*_KEYS[what], "off"]
    joining.flaws += (unknown_key(key, known, at) for key in entry if key not in known)
    return {key: value for key, value in entry.items() if key in known}


_WAIVED = _named(_whole)
_CRITERION = _keys(title=_text, question=_text, waive=_WAIVED)
_RULE = _keys(because=_text, advice=_text, note=_text, waive=_WAIVED)
_ELEMENT = _keys(title=_text, question=_text, waive=_WAIVED, criteria=_listed(_CRITERION, "criterion"), rules=_listed(_RULE, "rule"))
_FACT_TYPE = _keys(means=_text, waive=_WAIVED, attributes=_named(_keys(), "attribute", "type"))
_VOCABULARY = _keys(facts=_named(_FACT_TYPE))
_PARAMETER = _keys(means=_text)
_TOP = _keys(title=_text, waive=_WAIVED, references=_listed(_keys(), "reference"), parameters=_named(_PARAMETER, "parameter", "type"))


def _elements(joining: _Joining, parent: Mapping[str, Any], child: Any, listed: Any) -> Any:
    """The elements: of the parent those that are listed (all, where the child lists none), joined with what the child states."""
    if not isinstance(child, Mapping):
        if child is not None:
            joining.flaws.append(mapping_flaw(child, "{commitment: {element: commitment, criteria: [...]}}").under(("elements",)))
        child = {}
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list | tuple) else list(parent)
    joined: dict[str, Any] = {}
    for name, one in parent.items():
        if name in names:
            known = {key: value for key, value in one.items() if key != "element"}  # each file says what it is
            joining.concluded = set(_concluded(child.get(name)))
            joining.either(_ELEMENT, joined, name, known, child.get(name), ("elements",))
            if child.get(name) is None:
                joined[name] = one
        else:
            for rule in one.get("rules", ()):
                joining.blames(name, rule, ("pack", "elements"))
    return joined | {name: one for name, one in child.items() if name not in joined}


def _concluded(element: Any) -> Iterator[object]:
    """The criteria that the rules of an element conclude, as far as they can be read."""
    rules = element.get("rules") if isinstance(element, Mapping) else None
    for rule in rules if isinstance(rules, list | tuple) else ():
        then = rule.get("then") if isinstance(rule, Mapping) else None
        for value in then.values() if isinstance(then, Mapping) else ():
            if isinstance(value, str):
                yield value
