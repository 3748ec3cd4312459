"""The pages of a pack as Markdown."""

import posixpath
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ringrose.authoring.pages.blocks import Code, Diagram, tidied
from ringrose.authoring.pages.reading import pages_of_folder
from ringrose.render.pack_addresses import Addresses
from ringrose.render.pack_markdown import markdown_files
from tests.authoring.pages.making import pages
from tests.docs.test_links import anchors as headings_of
from tests.render.hostile import FRAGMENTS, TEXTS, hostile_pages
from tests.rules.packs import FOLDERS

MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")
MADE = "<!-- Made by ringrose pack docs from the pack "


def tokens(text):
    """All tokens, those inside of lines too."""
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def hold(found):
    """See that files hold nothing but what was meant, and that each link leads to a heading that exists."""
    files = markdown_files(found)
    addresses = Addresses(found.pages, "README.md", ".md")
    parsed = {path: list(tokens(text)) for path, text in files.items()}
    assert set(files) == {addresses.paths[key] for key in found.pages}
    headings = {}
    for path, all_of in parsed.items():
        titles = [after.children for token, after in pairwise(all_of) if token.type == "heading_open"]
        headings[path] = ["".join(child.content for child in children) for children in titles]
    for key, page in found.pages.items():
        path = addresses.paths[key]
        all_of = parsed[path]
        html = [token.content for token in all_of if token.type.startswith("html")]
        assert html == [html[0]]
        assert html[0].startswith(MADE)
        assert not [token for token in all_of if token.type in ("image", "code_block", "ordered_list_open", "s_open")]
        assert headings[path] == [tidied(page.title), *(tidied(part.title) for part in page.parts)]
        blocks = [*page.blocks, *(block for part in page.parts for block in part.blocks)]
        fences = [(token.info, token.content) for token in all_of if token.type == "fence"]
        assert [info for info, _ in fences] == [
            "yaml" if isinstance(b, Code) else "mermaid" for b in blocks if isinstance(b, Code | Diagram)
        ]
        assert [text for info, text in fences if info == "yaml"] == [block.text for block in blocks if isinstance(block, Code)]
        for token in all_of:
            if token.type != "link_open":
                continue
            way, _, anchor = unquote(token.attrs["href"]).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), way)) if way else path
            assert target in files
            there = next(key for key, path in addresses.paths.items() if path == target)
            assert not anchor or anchor in [part.anchor for part in found.pages[there].parts]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_pages_of_our_packs_hold_together(folder):
    """The pages of our packs are Markdown whose every link leads to a page and a heading of it."""
    hold(pages_of_folder(folder))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_pages_say_is_shown(lang):
    """Every part, text, table and diagram of a page stands in its file, and every link leads somewhere."""
    hold(pages(lang))


@settings(max_examples=12)
@example("".join(FRAGMENTS), "en")
@example("!", "en")
@given(TEXTS, st.sampled_from(["en", "id"]))
def test_no_text_becomes_markup(words, lang):
    """Whatever the texts of a pack say, they are neither markup nor HTML, and no text ends the block that it stands in."""
    hold(hostile_pages(words, lang))


@pytest.mark.parametrize("words", FRAGMENTS)
def test_each_trick_is_shown_as_it_stands(words):
    """What would mean something to Markdown is shown as it stands, as the title of a page and as its lead."""
    files = markdown_files(hostile_pages(words))
    inline = [token for token in MARKDOWN.parse(files["e/README.md"]) if token.type == "inline"]
    shown = ["".join(child.content for child in token.children) for token in inline]
    safe = tidied(words.replace("{", "(").replace("}", ")"))
    assert shown.count(safe) >= 2


def test_addresses_of_headings_are_those_of_github(tmp_path):
    """The address of a part is what GitHub, and the tests of our pages, make of its heading."""
    found = pages()
    files = markdown_files(found)
    for key, path in Addresses(found.pages, "README.md", ".md").paths.items():
        file = tmp_path / path.replace("/", "-")
        file.write_text(files[path], encoding="utf-8")
        assert {part.anchor for part in found.pages[key].parts} <= headings_of(file)


def test_a_page_begins_with_where_it_stands():
    """A page begins with what made it and what it stands under, and ends with its neighbours."""
    lines = markdown_files(pages())["life/rules/every-year.md"].splitlines()
    assert lines[0] == f"{MADE}full (en): life/rules/every-year.md. Change the pack, and not this file. -->"
    assert lines[2] == "[The full pack](../../README.md) › [Life](../README.md)"
    assert lines[4] == "# life.every-year"
    assert lines[6] == "*Rule*"
    assert lines[-1] == "Back: [life.busy](busy.md) · Next: [life.silent-year](silent-year.md)"


def test_a_diagram_is_drawn_by_mermaid():
    """A diagram is a flowchart whose shapes tell conditions, absences, exceptions, rules, criteria and elements apart."""
    text = markdown_files(pages())["life/rules/silent-year.md"]
    drawn = text[text.index("```mermaid") :].split("```")[1].splitlines()[1:]
    assert drawn[0] == "flowchart LR"
    assert '    n3[\\"unless<br/>note"\\]' in drawn
    assert '    n6{{"rule<br/>life.silent-year"}}' in drawn
    assert drawn[9:12] == ["    n1 --> n6", "    n2 --> n6", "    n3 -.-> n6"]
    assert "    class n2,n3,n4,n5 dashed" in drawn


def test_pages_whose_names_differ_in_case_alone_have_files_of_their_own():
    """No two files have names that a file system could take for one, and long names are cut."""
    keys = [
        ("pack",),
        ("element", "README.md"),
        ("element", "E"),
        ("element", "e"),
        ("rule", "e", "a"),
        ("rule", "e", "A"),
        ("criterion", "E", "x" * 99),
    ]
    paths = Addresses(keys, "README.md", ".md").paths
    assert paths["element", "README.md"] == "README.md-2/README.md"
    assert paths["element", "e"] == "e-2/README.md"
    assert (paths["rule", "e", "a"], paths["rule", "e", "A"]) == ("e-2/rules/a.md", "e-2/rules/A-2.md")
    assert paths["criterion", "E", "x" * 99] == f"E/criteria/{'x' * 60}.md"
