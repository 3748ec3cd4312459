"""Plain values into attrs classes by cattrs, and cattrs' errors into flaws with paths and gentle words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args, get_origin

from attrs import fields, resolve_types
from cattrs import BaseConverter, ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from ringrose.errors import Flaw, Path, nearest, one_of
from ringrose.model.case import Citation, Field, Partner, Published, Source
from ringrose.model.checking import MAX_FLAWS, language_flaws
from ringrose.model.pack import Attribute, Criterion, PatternError, Reference
from ringrose.model.text import LocalText
from ringrose.model.values import show

__all__ = [
    "Entries",
    "Flawed",
    "Section",
    "as_is",
    "converter",
    "mapping_flaw",
    "missing_key",
    "structure",
    "structured_by",
    "unknown_key",
]

T = TypeVar("T")


class Flawed(ValueError):
    """A value does not have the shape asked for; ``flaws`` tells where, seen from the value."""

    def __init__(self, *flaws: Flaw) -> None:
        super().__init__("; ".join(flaw.what for flaw in flaws))
        self.flaws = flaws


def mapping_flaw(value: object, example: str) -> Flaw:
    """That a mapping is needed."""
    return Flaw((), f"A mapping (keys with values) is needed here, and {show(value)} stands here", "", f"Write for instance {example}")


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        hint = "Put it in quotes" if isinstance(value, int | float) else ""
        raise Flawed(Flaw((), f"A text is needed here, and {show(value)} stands here", "", hint))
    return value


def as_is(value: Any, _: object) -> Any:
    """A value of any shape; what it may be is checked in the model."""
    return value


def _boolean(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise Flawed(Flaw((), f"{show(value)} is neither true nor false", "", "Write true or false, without quotes"))
    return value


def _local_text(value: object, _: object) -> LocalText:
    if isinstance(value, str | LocalText):
        return LocalText({"": value}) if isinstance(value, str) else value
    if not isinstance(value, Mapping):
        hint = "Put it in quotes" if isinstance(value, int | float) else "Write a text, or a text per language such as {en: ..., id: ...}"
        raise Flawed(Flaw((), f"A text is needed here, and {show(value)} stands here", "", hint))
    if odd := [unknown_key(key, []) for key, text in value.items() if text is None and any(language_flaws(key, ()))]:
        raise Flawed(*odd)
    return LocalText({key: text for key, text in value.items() if text is not None})  # what the texts are is checked in the model


def _citations(value: object, _: object) -> tuple[Citation, ...]:
    if not isinstance(value, list | tuple):
        return (_citation(value),)
    return tuple(_each(enumerate(value), _citation))


def _citation(value: object) -> Citation:
    return Citation(value) if isinstance(value, str) else converter.structure(value, Citation)


def _each(entries: Iterable[tuple[str | int, Any]], hook: Callable[[Any], T]) -> list[T]:
    """Each of the entries structured; the flaws of all of them together."""
    found: list[T] = []
    flaws: list[Flaw] = []
    for step, one in entries:
        try:
            found.append(hook(one))
        except Flawed as error:
            flaws += (flaw.under((step,)) for flaw in error.flaws)
    if flaws:
        raise Flawed(*flaws)
    return found


def _no_list(value: object, example: str) -> Flaw:
    return Flaw((), f"A list is needed here, and {show(value)} stands here", "", f"Write for instance {example}")


def _is_list(kind: Any) -> bool:
    return get_origin(kind) in (list, tuple)


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is Mapping


def _list_hook(kind: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:
    """Lists and tuples of one kind. (cattrs would take a text for the list of its letters.)"""
    inner = get_args(kind)[0]
    build = list if get_origin(kind) is list else tuple

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise Flawed(_no_list(value, "[one, another]"))
        return build(_each(enumerate(value), lambda one: converter.structure(one, inner)))

    return hook


def _mapping_hook(kind: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:
    """Mappings of keys to one kind."""
    inner = get_args(kind)[1]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Flawed(mapping_flaw(value, "{key: value}"))
        found = _each(((str(key), one) for key, one in value.items()), lambda one: converter.structure(one, inner))
        return dict(zip(value, found, strict=True))

    return hook


def _values(value: object, _: object) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise Flawed(_no_list(value, "[planned, running]"))
    return tuple(value)  # what each is, is checked in the model


def structured_by(
    cls: type[T], example: str, renamed: Mapping[str, str] | None = None, /, **hooks: Callable[[Any, Any], Any] | None
) -> Callable[[Any, Any], T]:
    """A hook that structures a class from a mapping; keys whose value is null count as left out.

    ``renamed`` maps attributes to keys. ``hooks`` structure single attributes; one that is None is no key of the mapping.
    """
    names = [a.name for a in fields(cls) if a.init]  # type: ignore[arg-type]  # T is an attrs class
    keys = {name: (renamed or {}).get(name, name) for name in names if hooks.get(name, _text) is not None}
    known = frozenset(keys.values())
    generated: list[Callable[[Any, Any], T]] = []

    def hook(value: Any, kind: Any) -> T:
        if not isinstance(value, Mapping):
            raise Flawed(mapping_flaw(value, example))
        if not generated:  # made when first needed, for it takes a millisecond
            resolve_types(cls)  # type: ignore[type-var]  # T is an attrs class
            overrides: dict[str, Any] = {name: override(omit=True) for name in names if name not in keys}
            overrides |= {name: override(rename=key, struct_hook=hooks.get(name)) for name, key in keys.items()}
            generated.append(make_dict_structure_fn(cls, converter, **overrides))
        try:
            return generated[0]({key: one for key, one in value.items() if one is not None or key not in known}, kind)
        except ClassValidationError as error:
            raise Flawed(*_class_flaws(error, keys)) from None

    return hook


def _source(value: Any, _: Any) -> Source:
    if not isinstance(value, Mapping):
        raise Flawed(mapping_flaw(value, "{id: thesis, type: thesis, title: ..., issued: 2021}"))
    own = {"url" if key == "URL" and "url" not in value else key: one for key, one in value.items() if one is not None}
    details = {key: own.pop(key) for key in list(own) if key not in _SOURCE_KEYS}
    source: Source = _plain_source(own, Source)
    object.__setattr__(source, "details", details)
    return source


converter = Converter(detailed_validation=True, forbid_extra_keys=True)
converter.register_structure_hook(str, _text)
converter.register_structure_hook(bool, _boolean)
converter.register_structure_hook_func(lambda kind: kind is object, as_is)
converter.register_structure_hook(LocalText, _local_text)
converter.register_structure_hook_factory(_is_list, _list_hook)
converter.register_structure_hook_factory(_is_mapping, _mapping_hook)
converter.register_structure_hook_func(lambda kind: kind == tuple[Citation, ...], _citations)

_plain_source = structured_by(Source, "{id: thesis}", details=None)
_SOURCE_KEYS = tuple(a.name for a in fields(Source) if a.name != "details")

converter.register_structure_hook(Citation, structured_by(Citation, '{id: thesis, at: "p. 12"}'))
converter.register_structure_hook(Partner, structured_by(Partner, "{id: semarang, name: Kota Semarang, country: ID}", country=as_is))
converter.register_structure_hook(Field, structured_by(Field, "{id: health, name: Health}"))
converter.register_structure_hook(Source, _source)
converter.register_structure_hook(Published, structured_by(Published, "{element: commitment, status: not_met}"))
converter.register_structure_hook(Reference, structured_by(Reference, "{id: ringrose-2001}"))
converter.register_structure_hook(Attribute, structured_by(Attribute, "{type: partner, required: true}", values=_values))
converter.register_structure_hook(Criterion, structured_by(Criterion, "{id: monitored, role: safeguard}", role=_text))


def structure(value: object, cls: type[T]) -> tuple[T | None, list[Flaw]]:
    """Structure a value; what it gives is None where there are flaws."""
    try:
        return converter.structure(value, cls), []
    except Flawed as error:
        return None, list(error.flaws)


def _class_flaws(error: ClassValidationError, keys: Mapping[str, str]) -> Iterator[Flaw]:
    allowed = list(keys.values())
    noted, others = error.group_exceptions()
    meant = set()
    for other in others:
        if not isinstance(other, ForbiddenExtraKeysError):
            raise other
        for key in sorted(other.extra_fields, key=str):
            meant.add(nearest(key, allowed))
            yield unknown_key(key, allowed)
    for one, note in noted:
        key = keys[note.name]
        if isinstance(one, Flawed | PatternError):
            yield from (flaw.under((key,)) for flaw in one.flaws)
        elif not isinstance(one, KeyError):
            raise one
        elif nearest(key, [key]) not in meant:
            yield missing_key(key)


def unknown_key(key: object, allowed: list[str], path: Path = ()) -> Flaw:
    """That a key is not known, with the nearest that is."""
    shown = f"`{key}`" if isinstance(key, str) else show(key)
    hint = one_of(allowed)
    if isinstance(key, str) and " " in key:
        hint = "If it belongs to the text before it, with a comma in it, put that text in quotes"
    return Flaw((*path, str(key)), f"The key {shown} is not known here", nearest(key, allowed), hint, at_key=True)


def missing_key(key: str, hint: str = "", path: Path = ()) -> Flaw:
    """That a key is missing."""
    return Flaw(path, f"The key `{key}` is missing", "", hint or f"Add `{key}`")


class Entries:
    """What a list of a file gave: the entries that could be structured, and where each stood."""

    def __init__(self, *, whole: bool = True) -> None:
        self.values: list[Any] = []
        self.numbers: list[int] = []
        self.broken: list[Any] = []
        self.whole = whole  # it is a list, or there is none


class Section:
    """A mapping of a file that is taken apart key by key, so that one broken part does not hide the others."""

    def __init__(self, value: Mapping[Any, Any], allowed: list[str], path: Path = ()) -> None:
        self.value = {key: one for key, one in value.items() if one is not None}
        self.path = path
        self.flaws: list[Flaw] = [unknown_key(key, allowed, path) for key in value if key not in allowed]
        self._meant = {nearest(key, allowed) for key in value if key not in allowed}

    def take(self, key: str, cls: Any, default: Any, *, required: bool = False) -> Any:
        """The structured value of a key; the default where it is missing or broken."""
        if key not in self.value:
            if required and nearest(key, [key]) not in self._meant:
                self.flaws.append(missing_key(key, path=self.path))
            return default
        taken, flaws = structure(self.value[key], cls)
        self.flaws += (flaw.under((*self.path, key)) for flaw in flaws)
        return default if flaws else taken

    def entries(self, key: str, cls: Any, example: str, vital: tuple[str, ...] = ()) -> Entries:
        """The entries of a list, each structured by itself.

        An entry of which some keys are broken is kept without them, so that the rest of it is checked, unless one of them is ``vital``.
        """
        raw = self.value.get(key)
        if raw is None:
            return Entries()
        if not isinstance(raw, list | tuple):
            self.flaws.append(_no_list(raw, f"an entry that begins with a dash: - {example}").under((*self.path, key)))
            return Entries(whole=False)
        found = Entries()
        for number, one in enumerate(raw):
            entry, flaws = structure(one, cls)
            if flaws:
                self.flaws += (flaw.under((*self.path, key, number)) for flaw in flaws)
                if len(self.flaws) > MAX_FLAWS:
                    break
                entry = _rest(one, flaws, cls, vital)
            if entry is None:
                found.broken.append(one)
            else:
                found.values.append(entry)
                found.numbers.append(number)
        return found


def _rest(value: Any, flaws: list[Flaw], cls: Any, vital: tuple[str, ...]) -> Any:
    """What an entry is without its broken keys; None where there is nothing to check in that."""
    broken = {flaw.path[0] for flaw in flaws if flaw.path}
    if not isinstance(value, Mapping) or not broken or not broken.isdisjoint(vital):
        return None
    return structure({key: one for key, one in value.items() if str(key) not in broken}, cls)[0]
