"""The pages of our packs, held to their rules."""

import re

import pytest

from ringrose.authoring.pages.reading import pages_of_folder
from ringrose.explain import LANGUAGES
from ringrose.files.writing import differing, write_differing
from ringrose.render.pack_markdown import markdown_files
from tests.docs.pages import OF_PACKS, UPDATE
from tests.rules.packs import FOLDERS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_pages_of_a_pack_say_what_its_rules_say(folder, lang):
    """The pages of each of our packs in this repository are those that `ringrose pack docs` writes; `make golden` writes them anew."""
    pages = pages_of_folder(folder, lang)
    texts = markdown_files(pages)
    place = OF_PACKS / lang / folder.name
    differences = differing(place, texts, pages.mark)
    if UPDATE:
        write_differing(place, texts, differences)
    else:
        assert differences == {}


def test_the_pages_of_each_pack_are_listed():
    """The page about the pages of our packs leads to those of each, in each language, and there are no others."""
    there = {path.relative_to(OF_PACKS).as_posix() for path in OF_PACKS.glob("*/*") if path.is_dir()}
    assert there == {f"{lang}/{folder.name}" for lang in LANGUAGES for folder in FOLDERS}
    links = re.findall(r"\]\((.*?)\)", (OF_PACKS / "README.md").read_text(encoding="utf-8"))
    assert {link for link in links if link.endswith("/README.md")} >= {f"{one}/README.md" for one in there}
