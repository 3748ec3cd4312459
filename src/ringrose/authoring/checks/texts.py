"""Texts, examples and references that are not there, or not in each language of the pack."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.errors import Path, listing
from ringrose.model.pack import Derives, Rule
from ringrose.model.text import LocalText, slots_of

__all__ = ["examples", "languages", "sources", "there"]


def _told(checked: Checked) -> Iterator[tuple[str, Path, str, LocalText | None, str]]:
    """Each text that a reader looks for: of what, where, under which key, the text, and why it matters."""
    pack = checked.written
    yield pack.id, ("pack",), "title", pack.title, "Reports name the pack by it"
    for name, parameter in pack.parameters.items():
        yield pack.id, ("pack", "parameters", name), "means", parameter.means, f"It says what `{name}` is"
    for name, kind in pack.vocabulary.types.items():
        yield name, ("vocabulary", "facts", name), "means", kind.means, "It says to the author of a case what to record"
    for element in pack.elements:
        path = ("elements", element.id)
        yield element.id, path, "title", element.title, "Reports name the element by it"
        yield element.id, path, "question", element.question, "It says what the element is about"
        for number, criterion in enumerate(element.criteria):
            name, here = f"{element.id}.{criterion.id}", (*path, "criteria", number)
            yield name, here, "title", criterion.title, "Reports name the criterion by it"
            yield name, here, "question", criterion.question, "It says what the criterion asks for"
    for place in checked.rules():
        yield place.name, place.path, "because", place.rule.because, "Without it a finding is told by the name of the rule"
        if place.rule.advice is not None or _fails(checked, place.name, place.rule):
            yield (
                place.name,
                place.path,
                "advice",
                place.rule.advice,
                "Where the rule makes its element fail, nothing is said of what to do",
            )


def _fails(checked: Checked, name: str, rule: Rule) -> bool:
    """Whether a finding of the rule can make its element fail."""
    if isinstance(rule.then, Derives) or rule.then.polarity == "satisfies":
        return False
    element = checked.place(name).element
    return any(c.id == rule.then.criterion and c.role != "informative" for c in element.criteria)


def there(checked: Checked) -> Iterator[Remark]:
    """Texts that are not there at all."""
    for about, path, key, text, why in _told(checked):
        if text is None:
            yield Remark("missing-text", path, about, f"`{about}` has no `{key}`", why, f"Write {key}: ...")


def languages(checked: Checked) -> Iterator[Remark]:
    """Texts that are not there in a language of the pack, or that say other things in it."""
    known = checked.written.languages
    for about, path, key, text, _ in _told(checked):
        if text is None:
            continue
        lacking = [lang for lang in known if lang not in text.texts and "" not in text.texts]
        if lacking:
            what = f"The `{key}` of `{about}` is not there in {listing([f'`{lang}`' for lang in lacking])}"
            yield Remark(
                "missing-language",
                (*path, key),
                about,
                what,
                "Its readers see another language",
                f"Write {lacking[0]}: ... beside the others",
            )
        slots = {lang: {f"{alias}.{name}" for alias, name in slots_of(one)} for lang, one in text.texts.items()}
        first, *others = slots
        for lang in others:
            apart = sorted(slots[first] ^ slots[lang])
            if apart:
                named = listing([f"`{{{slot}}}`" for slot in apart])
                what = f"The `{key}` of `{about}` does not fill in the same in `{first}` and in `{lang}`"
                yield Remark("slots-differ", (*path, key, lang), about, what, f"Only one of them has {named}", "Name the same in both")


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
