"""Links of the pages, and the commands that they name."""

import re
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from ringrose.cli.program import program
from tests.docs.pages import PAGES, ROOT, fences, name_of

ALL = sorted({*PAGES, *ROOT.glob("*.md"), *ROOT.glob("tests/**/*.md"), *ROOT.glob("benchmarks/*.md")})
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def tokens(text):
    """All tokens of a page, those inside of lines too."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def links(page):
    """The addresses that a page links to."""
    found = [token.attrGet("href") or token.attrGet("src") for token in tokens(page.read_text(encoding="utf-8"))]
    return [link for link in found if link]


def anchors(page):
    """The anchors of a page's headings, as GitHub makes them."""
    parsed = MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))
    headings = [after.content for token, after in pairwise(parsed) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", re.sub(r"`|\*", "", heading).lower()).replace(" ", "-") for heading in headings}


def typed(page):
    """What a page says to type: the lines of its shell fences, and the code within its sentences."""
    text = page.read_text(encoding="utf-8")
    for fence in fences(text):
        if fence.language in ("sh", "console"):
            prompt = "$ " if fence.language == "console" else ""
            yield from (line.removeprefix(prompt).partition("#")[0] for line in fence.text.splitlines() if line.startswith(prompt))
    yield from (token.content for token in tokens(text) if token.type == "code_inline")


@pytest.mark.parametrize("page", ALL, ids=name_of)
def test_links_lead_somewhere(page):
    """Every link of a page within the repository leads to a file, and to a heading of it where it names one."""
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name_of(page)}: {link}"
        assert target.is_relative_to(ROOT), f"{name_of(page)}: {link} leaves the repository"
        if anchor:
            assert anchor in anchors(target), f"{name_of(page)}: {link}"


@pytest.mark.parametrize("page", ALL, ids=name_of)
def test_commands_that_are_named_exist(page):
    """Every `make` target, and every command and option of `ringrose`, that a page names exists."""
    for line in typed(page):
        words = line.split()
        if words[:1] == ["make"] and len(words) > 1:
            assert words[1] in TARGETS, f"{name_of(page)}: {line}"
        elif words[:1] == ["ringrose"] and len(words) > 1:
            known = {option for parameter in program.params for option in parameter.opts} | {"--help", "-h"}
            group = program
            for word in words[1:]:
                if not hasattr(group, "commands") or word.startswith("-"):
                    break
                assert word in group.commands, f"{name_of(page)}: {line}"
                group = group.commands[word]
                known |= {option for parameter in group.params for option in parameter.opts}
            for word in words[1:]:
                assert not word.startswith("--") or word in known, f"{name_of(page)}: {line}"


def test_the_two_commands_of_the_readme_come_first():
    """The README shows `make demo` and `make test` before any other command."""
    assert [line.strip() for line in typed(ROOT / "README.md")][:2] == ["make demo", "make test"]


@pytest.mark.parametrize("page", [ROOT / "docs" / "decisions" / "README.md"], ids=name_of)
def test_every_decision_is_listed(page):
    """Every page of a decision is listed, by its number, under its own title."""
    listed = re.findall(r"^(\d+)\. \[(.+)\]\((.+)\)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for _, _, name in listed} == {path.name for path in page.parent.glob("*.md")} - {"README.md"}
    for number, title, name in listed:
        first = (page.parent / name).read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# {number}. {title}"
        assert name.startswith(f"{number}-")


def test_pages_are_listed_in_the_readme():
    """The README links to every page of docs/."""
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(ROOT / "README.md")}
    assert {page for page in PAGES if page.parent == ROOT / "docs"} <= linked
