"""The pages of a pack as a site."""

import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ringrose.authoring.pages.blocks import Code, Items, Paragraph, Table, plain, tidied
from ringrose.authoring.pages.reading import pages_of_folder
from ringrose.render.design import GREY, INK, LOOKS, PAPER, QUIET, SOFT
from ringrose.render.pack_site import STYLE, site_files
from ringrose.render.templates import stylesheet
from tests.authoring.pages.making import pages
from tests.render.hostile import FRAGMENTS, TEXTS, hostile_pages

EMPTY = {"meta", "link"}
TAGS = """
    html head meta title link body a header nav ol ul li main p h1 h2 section dl dt dd div table thead tbody tr th td strong code pre figure
    figcaption span footer
"""
ATTRIBUTES = "lang charset name content rel href class id aria-label aria-labelledby aria-current scope role tabindex"


class Page(HTMLParser):
    """A page as a parser of HTML reads it: its tags must be closed in order, and be no others than those of the templates."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.comments, self.lines, self.landmarks, self.headings = [], [], [], [], [], [], []
        self.texts = [("", "")]
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS.split(), tag
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names)
        assert set(names) <= set(ATTRIBUTES.split()), names
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag in ("header", "nav", "main", "footer"):
            self.landmarks.append(tag)
        if tag not in EMPTY:
            self.open.append(tag)
            self.texts.append((tag, ""))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        kind, text = self.texts.pop()
        self.lines.append((kind, text))
        outer, before = self.texts.pop()
        self.texts.append((outer, before + text))

    def handle_data(self, data):
        kind, text = self.texts.pop()
        self.texts.append((kind, text + data))

    def handle_comment(self, data):
        self.comments.append(data)

    def handle_pi(self, data):
        raise AssertionError(data)

    def all(self, tag):
        """The texts of all tags of a kind."""
        return [text for kind, text in self.lines if kind == tag]


def said(block):
    """The texts of a block, each with the tag that it stands in."""
    if isinstance(block, Paragraph):
        return [("p", plain(block.runs))]
    if isinstance(block, Items):
        return [("li", plain(entry)) for entry in block.entries]
    if isinstance(block, Table):
        tags = ("td", "td", "td", "td") if block.head else ("dt", "dd")
        return [(tag, plain(cell)) for row in block.rows for tag, cell in zip(tags, row, strict=False)]
    if isinstance(block, Code):
        return [("pre", block.text)]
    return [("li", f"{box.word} {box.text}") for flow in block.flows for stage in flow.stages for box in stage]


def tight(text):
    """A text as it is shown, without spaces."""
    return "".join(tidied(text).split())


def hold(found):
    """See that a site holds all that was meant and nothing else, and that each link leads to an id that exists."""
    files = site_files(found)
    style = files.pop(STYLE)
    assert not re.search(r"@import|url\((?!#)|expression", style)
    parsed = {path: Page(text) for path, text in files.items()}
    assert len(parsed) == len(found.pages)
    for (path, page), meant in zip(parsed.items(), found.pages.values(), strict=True):
        assert page.comments == [f" {found.mark(path)} "]
        assert len(set(page.ids)) == len(page.ids)
        assert page.landmarks == ["header", "nav", "main", "nav", "footer"]
        assert page.all("h1") == [tidied(meant.title)]
        assert page.all("h2") == [tidied(part.title) for part in meant.parts]
        lines = {(tag, text if tag == "pre" else tight(text)) for tag, text in page.lines}
        for block in [*meant.blocks, *(block for part in meant.parts for block in part.blocks)]:
            for tag, text in said(block):
                assert (tag, text if tag == "pre" else tight(text)) in lines
        for link in page.links:
            way, _, anchor = unquote(link).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), way)) if way else path
            assert target == STYLE or target in parsed
            assert not anchor or anchor in parsed[target].ids


def test_the_site_of_our_pack_holds_together():
    """The site of our first pack is well-formed, and its every link leads to a page and a part of it."""
    hold(pages_of_folder("ringrose", "id"))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_pages_say_is_shown(lang):
    """Every text, table, source and box of a page stands in its file; nothing comes from elsewhere, and there is no script."""
    hold(pages(lang))


@settings(max_examples=12)
@example("".join(FRAGMENTS), "en")
@given(TEXTS, st.sampled_from(["en", "id"]))
def test_no_text_becomes_markup(words, lang):
    """Whatever the texts of a pack say, they are shown as they stand and are no markup."""
    hold(hostile_pages(words, lang))


def test_a_page_tells_its_language_and_what_it_was_made_from():
    """A page names its language, its pack and the digest, and leads to the pages that it stands under and beside."""
    text = site_files(pages("id"))["life/rules/every-year.html"]
    page = Page(text)
    assert '<html lang="id">' in text
    assert page.all("title") == ["life.every-year · Paket lengkap"]
    assert tidied(page.all("ol")[0]) == "Paket lengkap Hidup life.every-year"
    assert "sha256:" in page.all("footer")[0]
    assert tidied(page.all("nav")[-1]) == "Sebelumnya: life.busy Berikutnya: life.silent-year"
    assert page.links[0] == "../../style.css"


def contrast(one, other):
    """The contrast of two colours as WCAG reckons it."""

    def light(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def palettes(style):
    """The colours of each palette by their names: light, dark and print; what a palette does not set it has from the light one."""
    found = {"light": {}, "dark": {}, "print": {}}
    queries = {"": "light", "(prefers-color-scheme: dark)": "dark", "print": "print"}
    for query, block in re.findall(r"(?:@media ([^{}]*?) \{\s*)?:root \{(.*?)\}", style, re.DOTALL):
        found[queries[query]].update(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    return {name: {**found["light"], **colours} for name, colours in found.items()}, found


def test_every_colour_can_be_read():
    """Each colour of a text or a status has a contrast of 4.5 or more with each ground on which it stands, in light, dark and print."""
    whole, own = palettes(site_files(pages())[STYLE])
    for name, palette in whole.items():
        pairs = [(text, ground) for text in ("text", "quiet", "link", *LOOKS) for ground in ("page", "soft")]
        pairs += [(text, f"{status}-soft") for status in LOOKS for text in (status, "text")]
        pairs += [("page", ground) for ground in ("text", *LOOKS)]  # the marks in shapes, and numbers in dots
        for text, ground in pairs:
            assert contrast(palette[text], palette[ground]) >= 4.5, (name, text, ground)
        assert set(own[name]) >= {part for status in LOOKS for part in (status, f"{status}-soft")}


def test_pages_and_pictures_have_the_same_colours():
    """The stylesheet's light colours, of statuses and all else, are those of figures; on paper the statuses keep theirs."""
    whole, _ = palettes(stylesheet())
    for status, one in LOOKS.items():
        assert (whole["light"][status], whole["light"][f"{status}-soft"]) == (one.colour, one.soft)
        assert whole["print"][status] == one.colour
    others = {"text": INK, "quiet": QUIET, "line": GREY, "soft": SOFT, "page": PAPER}
    assert {name: whole["light"][name] for name in others} == others
