"""All pages of a pack in one language, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from ringrose.authoring.changelog import Release
from ringrose.authoring.pages.blocks import PackPage, Pages, Run, text
from ringrose.authoring.pages.element_pages import criterion_page, element_page
from ringrose.authoring.pages.pack_pages import index_page, parameters_page, references_page, vocabulary_page
from ringrose.authoring.pages.rule_page import rule_page
from ringrose.authoring.pages.writer import Writer
from ringrose.authoring.trials.reading import PackTest
from ringrose.model.pack import Pack

__all__ = ["pages_of"]


def pages_of(
    pack: Pack,
    tests: Sequence[PackTest] = (),
    releases: Sequence[Release] = (),
    lang: str = "en",
    parents_tests: Sequence[Sequence[PackTest]] = (),
) -> Pages:
    """The pages of a checked pack, with its tests as examples and its changelog; the same things give the same pages.

    ``parents_tests`` are the tests of the packs that it stands on, from its parent on.
    """
    writer = Writer(pack, tests, releases, lang, parents_tests)
    pages = list(_pages(writer))
    keys = [page.key for page in pages]
    befores, afters = [None, *keys], [*keys[1:], None]
    linked = [evolve(page, before=before, after=after) for page, before, after in zip(pages, befores, afters, strict=False)]
    slots = {"pack": text(writer.pack.id), "version": text(writer.pack.version), "digest": text(str(writer.pack.digest))}
    made = writer.told("page.made", by=(Run("ringrose pack docs", "code"),), **slots)
    return Pages(lang, writer.pack.id, linked[0].title, made, {page.key: page for page in linked})


def _pages(writer: Writer) -> Iterator[PackPage]:
    top = ("pack",)
    yield index_page(writer)
    for element in writer.pack.elements:
        yield evolve(element_page(writer, element), above=(top,))
        below = (top, ("element", element.id))
        for criterion in element.criteria:
            yield evolve(criterion_page(writer, element, criterion), above=below)
        for rule in element.rules:
            yield evolve(rule_page(writer, element, rule), above=below)
    yield evolve(vocabulary_page(writer), above=(top,))
    if writer.references:
        yield evolve(references_page(writer), above=(top,))
    if writer.parameters:
        yield evolve(parameters_page(writer), above=(top,))
