"""Texts, examples and references that are not there, or not in each language of the pack."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.errors import Path, listing
from ringrose.model.pack import PARAM, Derives, Rule
from ringrose.model.text import LocalText, slots_of
from ringrose.model.values import show

__all__ = ["examples", "languages", "sources", "there"]


_LANGUAGES = {"en": "English", "id": "Indonesian"}


def _language(code: str) -> str:
    """A language as a reader knows it: the code `id` alone could be a key."""
    return f"{_LANGUAGES[code]} (`{code}`)" if code in _LANGUAGES else f"`{code}`"


@frozen
class _Text:
    """A text that a reader looks for: of what, where, under which key, the text, and why it matters; ``named``: how it is told of what."""

    about: str
    path: Path
    key: str
    text: LocalText | None
    why: str
    named: str


def _texts(checked: Checked) -> Iterator[_Text]:
    """Each text that a reader looks for."""

    def of(about: str, path: Path, key: str, text: LocalText | None, why: str, named: str = "") -> _Text:
        return _Text(about, path, key, text, why, named or f"`{about}`")

    pack = checked.written
    yield of(pack.id, ("pack",), "title", pack.title, "Reports name the pack by it")
    filled_in = _filled_in(checked)
    for name, parameter in pack.parameters.items():
        here: Path = ("pack", "parameters", name)
        yield of(pack.id, here, "means", parameter.means, f"It says what `{name}` is")
        for number, one in enumerate(parameter.values if name in filled_in else ()):
            named = f"the value {show(one.value)} of `{name}`"
            yield of(pack.id, (*here, "values", number), "told", one.told, f"Texts fill in {{{PARAM}.{name}}}", named)
    for name, kind in pack.vocabulary.types.items():
        yield of(name, ("vocabulary", "facts", name), "means", kind.means, "It says to the author of a case what to record")
    for element in pack.elements:
        path = ("elements", element.id)
        yield of(element.id, path, "title", element.title, "Reports name the element by it")
        yield of(element.id, path, "question", element.question, "It says what the element is about")
        for number, criterion in enumerate(element.criteria):
            name, here = f"{element.id}.{criterion.id}", (*path, "criteria", number)
            yield of(name, here, "title", criterion.title, "Reports name the criterion by it")
            yield of(name, here, "question", criterion.question, "It says what the criterion asks for")
    for place in checked.rules():
        yield of(place.name, place.path, "because", place.rule.because, "Without it a finding is told by the name of the rule")
        if place.rule.advice is not None or _fails(checked, place.name, place.rule):
            why = "Where the rule makes its element fail, nothing is said of what to do"
            yield of(place.name, place.path, "advice", place.rule.advice, why)


def _filled_in(checked: Checked) -> set[str]:
    """The names that texts fill in as those of parameters."""
    texts: list[LocalText | None] = []
    for element in checked.written.elements:
        texts += (element.title, element.question)
        for criterion in element.criteria:
            texts += (criterion.title, criterion.question)
        for rule in element.rules:
            texts += (rule.because, rule.advice)
    templates = [template for text in texts if text is not None for template in text.texts.values()]
    return {name for template in templates for alias, name in slots_of(template) if alias == PARAM}


def _fails(checked: Checked, name: str, rule: Rule) -> bool:
    """Whether a finding of the rule can make its element fail."""
    if isinstance(rule.then, Derives) or rule.then.polarity == "satisfies":
        return False
    element = checked.place(name).element
    return any(c.id == rule.then.criterion and c.role != "informative" for c in element.criteria)


def there(checked: Checked) -> Iterator[Remark]:
    """Texts that are not there at all."""
    for one in _texts(checked):
        if one.text is None:
            what = f"{one.named[0].upper()}{one.named[1:]} has no `{one.key}`"
            yield Remark("missing-text", one.path, one.about, what, one.why, f"Write {one.key}: ...")


def languages(checked: Checked) -> Iterator[Remark]:
    """Texts that are not there in a language of the pack, or that say other things in it."""
    known = checked.written.languages
    for one in _texts(checked):
        if one.text is None:
            continue
        told, path = one.text.texts, (*one.path, one.key)
        lacking = [lang for lang in known if lang not in told and "" not in told]
        if lacking:
            what = f"The `{one.key}` of {one.named} is not there in {listing([_language(lang) for lang in lacking])}"
            hint = f"Write {lacking[0]}: ... beside the others, or take the language out of `languages` in pack.yaml"
            yield Remark("missing-language", path, one.about, what, "Its readers see another language", hint)
        slots = {lang: {f"{alias}.{name}" for alias, name in slots_of(template)} for lang, template in told.items()}
        first, *others = slots
        for lang in others:
            apart = sorted(slots[first] ^ slots[lang])
            if apart:
                named = listing([f"`{{{slot}}}`" for slot in apart])
                what = f"The `{one.key}` of {one.named} does not fill in the same in {_language(first)} and in {_language(lang)}"
                yield Remark("slots-differ", (*path, lang), one.about, what, f"Only one of them has {named}", "Name the same in both")


def examples(checked: Checked) -> Iterator[Remark]:
    """Fact types that cases record, and of which there is no example."""
    for name, kind in checked.pack.vocabulary.types.items():
        if kind.example is None and not kind.derived:
            why = "An author of a case learns best from one"
            yield Remark(
                "missing-example", ("vocabulary", "facts", name), name, f"`{name}` has no example", why, "Write example: {...}", at_key=True
            )


def sources(checked: Checked) -> Iterator[Remark]:
    """Rules that do not say where they come from."""
    for place in checked.rules():
        if place.rule.reference is None:
            what = f"The rule `{place.name}` does not say where it comes from"
            hint = "Write reference: {id: ..., at: ...}; a judgement of your own is a reference, too"
            yield Remark("missing-reference", place.path, place.name, what, "", hint)
