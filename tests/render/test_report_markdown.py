"""The report as Markdown: what stands in it, how pandoc and others read it, and that no text becomes markup."""

import json
import re
from functools import cache, partial
from unicodedata import normalize

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import ringrose
from ringrose.explain import Line
from ringrose.explain.report import Column, ConflictTold
from ringrose.explain.report.making import report_of
from ringrose.model.case import Citation
from ringrose.render.document import Address, Document, Figure, Heading, Item, Items, Marks, Paragraph, Run, Table
from ringrose.render.document_markdown import markdown
from ringrose.render.marks import tidy
from ringrose.render.report_document import document_of
from ringrose.render.report_markdown import render
from tests.hostile_cases import FRAGMENTS, harmless_case, hostile_case, story
from tests.making import assessment
from tests.render.by_pandoc import found, headings, links, notes, of_markdown, shape, tables, told
from tests.render.hostile import FRAGMENTS as HOSTILE
from tests.render.hostile import TEXTS
from tests.render.test_text import FULL

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
READERS = ("commonmark+pipe_tables+footnotes", "gfm", "commonmark_x-smart", "markdown-smart")
"""Pandoc's CommonMark, its GitHub, and its own Markdown; quotation marks may look nicer, which is no markup."""


@cache
def report(name, lang="en"):
    """The report of a case: an example by its name, or one that is made."""
    case = {"harmless": harmless_case, "hostile": hostile_case, "twin": twin_case}.get(name)
    return report_of(ringrose.assess(ringrose.load_case(case()) if case else f"examples/{name}.yaml"), lang)


def twin_case():
    """The hostile case with texts as long, and ids as odd to look at, but harmless."""
    more = "x" * len(" ".join(FRAGMENTS))
    return story(lambda what: f"The {what} {more}", lambda what: what.replace(" ", "-"))


def test_a_report_tells_all_its_parts():
    """Headings, tables, reasons with their facts as nested lists, and footnotes stand in the order in which they are read."""
    read = render(report_of(FULL)).replace("None", "sha256:0")  # a pack that was made by hand has no digest
    assert (
        read.partition("*Made by")[0]
        == """\
# Two cities

**0 of 1 elements are met; 1 not met.**

- **Partners**: Kota Semarang (ID) and Jung-gu
- **Agreed fields**: Roads and bridges; and health
- **Review**: 2016 to 2019
- **Rules**: small 1.2.0, inferred by the engine durable
- **Digest of the rules**: sha256:0

## The elements at a glance

| Element | Status | Standing |
| --- | --- | --- |
| **Growth** | ✗ not met | attested |

### How to read this report

- ✓ met: All that is essential is satisfied, and no safeguard is violated.
- ✗ not met: Something essential, or a safeguard, is violated.
- ! contested: Findings speak for it and against it.
- ? undetermined: Too little is recorded to tell. That nothing was found does not mean that nothing happened.

Attested: a source of these rules names this element. Provisional: no primary text that names this element could be read.

## Growth: ✗ not met

Does it grow?

*Attested: a source of these rules names this element.*

### Criteria

| Criterion | Question | Role | Status |
| --- | --- | --- | --- |
| **Kept up** | Is it kept up? | essential | ✗ violated |
| **Open** |  | safeguard | ? unknown |

### Why

#### Kept up: ✗ violated, essential

**Bad in 1.**[^1] [^2] [^3]

- A tie.
  - visit (by: Kota Semarang; to: Jung-gu; year: 2017) `v1`[^1]
  - activity (title: Paving; kind: in kind; field: Roads and bridges; for community: yes) `roads-1` \\[no source given\\]\\
    *Note: A note.*
- no visit
  - a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful) `no-visit`[^2]
  - the record is complete: visit (by: Kota Semarang)[^3]

*Rule growth.r, after law*

### Advice

- Visit.

### What would change this

No set of up to 4 changes makes it so.

### Also found

#### Kept up: ✗ violated, essential

**Good.**[^2] [^4]

### Still unknown

- Open \\[Open, safeguard\\]

## The years

What is recorded of each year of the review. A year in which nobody looked is not the same as a year without anything.

| Kind of fact | 2016 | 2017 | 2018 | 2019 |
| --- | :-: | :-: | :-: | :-: |
| visit |  | 1 | 2 |  |

*A number: so many are recorded. –: it is known that there were none. ?: could not be told. Empty: nothing is recorded.*

Recorded outside these years:

| Kind of fact | No date given |
| --- | :-: |
| activity | 1 |

## Conflicts

Sources say opposite things here. The fact still counts; who reads this should weigh both.

| Recorded as so | Denied |
| --- | --- |
| visit (by: Jung-gu; to: Kota Semarang; year: 2018) `v3`[^2] [^4] *Quote: "They came."* | a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful) `no-visit`[^2] |

## Open questions

- Was there: visit (by: any; to: Kota Semarang; year: any)?
  - visit (to: Kota Semarang; when: spring 2016) `unclear`[^2]
  - If yes: Growth becomes met
  - If no: nothing changes yet

## Other facts

Facts of the case that are not shown in full above.

- visit (by: Kota Semarang; to: Jung-gu; year: 2018) `v2`[^1]
- the record is complete: activity \\[no source given\\]

## Sources

How much of the case rests on each source, and which statuses do.

| Source | Facts | Denials | Unknown | Complete records | Decides the status of |
| --- | :-: | :-: | :-: | :-: | --- |
| `thesis` N. Ringrose. A thesis. 2021. <https://example.org/thesis> | 3 | 0 | 0 | 1 | Growth |
| `news` no title given. | 1 | 1 | 1 | 0 | Growth |
| `unread` Never cited. | 0 | 0 | 0 | 0 | – |

## What the rules rest on

- law: The law. 1999.

"""  # noqa: E501
    )
    assert re.findall(r"^\[\^.*", read, re.M) == [
        "[^1]: thesis, p. 1",
        "[^2]: news",
        "[^3]: thesis, p. 9",
        "[^4]: thesis, p. 2 “They came.”",
    ]


def test_what_is_empty_is_left_out():
    """Without question, standing, findings, sources and dates a report has no empty parts."""
    given = assessment(status="not_met", standing=None)
    (judgement,) = given.judgements
    bare = evolve(given, judgements=(evolve(judgement, element=evolve(judgement.element, question=None)),))
    bare = evolve(bare, case=evolve(bare.case, facts=[], complete=[], sources=[]))
    titles = [title for _, title in headings(of_markdown(render(report_of(bare))))]
    assert titles == [
        "Two cities",
        "The elements at a glance",
        "How to read this report",
        "Growth: ✗ not met",
        "Criteria",
        "What would change this",
        "The years",
    ]
    assert "Nothing that is recorded tells when it took place." in render(report_of(bare))
    content = report_of(bare)
    unmoved = evolve(content, elements=tuple(evolve(element, ways=(), reach=()) for element in content.elements))
    assert "What would change this" not in render(unmoved)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("name", "lang"), [("semarang-jung-gu", "en"), ("semarang-jung-gu", "id"), ("harmless", "en")])
def test_pandoc_reads_headings_tables_and_footnotes(name, lang, reader):
    """Pandoc finds each heading in its level, each table with all its columns, and each footnote; nothing of it is left as text."""
    content = report(name, lang)
    written = render(content)
    tree = of_markdown(written, reader)
    levels = headings(tree)
    assert levels[0] == (1, tidy(content.title))
    assert [title.partition(": ")[0] for level, title in levels if level == 2][1 : 1 + len(content.elements)] == [
        element.told.title for element in content.elements
    ]
    assert max(level for level, _ in levels) == 4
    first, *others = tables(tree)
    assert len(first) == len(content.elements) + 1
    assert [len(table) - 1 for table in others[: len(content.elements)]] == [len(element.criteria) for element in content.elements]
    assert len(others[-1]) == len(content.sources) + 1
    assert len(list(found(tree, "Note"))) == sum(len(block) for block in marks(written))
    assert "[^" not in told(tree["blocks"])


def marks(written):
    """The numbers of footnotes, line by line, where they are referred to."""
    return [re.findall(r"(?<!\\)\[\^(\d+)\]", line) for line in written.splitlines() if not re.match(r"\[\^\d+\]: ", line)]


@pytest.mark.parametrize("name", ["semarang-jung-gu", "surabaya-kitakyushu", "harmless", "hostile"])
def test_every_footnote_is_there_once_and_used(name):
    """Footnotes are numbered in the order of their first marks; each is defined once, and none is defined that has no mark."""
    written = render(report(name))
    defined = re.findall(r"^\[\^(\d+)\]: ", written, re.M)
    used = list(dict.fromkeys(number for line in marks(written) for number in line))
    assert defined == used == [str(number) for number in range(1, len(defined) + 1)]


@pytest.mark.parametrize("name", ["semarang-jung-gu", "surabaya-kitakyushu", "harmless"])
def test_every_fact_of_the_case_is_named(name):
    """Each fact of the case stands in the report with its id, and each place in a source in a footnote."""
    case = ringrose.load_case(harmless_case() if name == "harmless" else f"examples/{name}.yaml")
    tree = of_markdown(render(report(name)))
    names = {id for node in found(tree, "Code") for id in node["c"][1].split(", ")}
    names |= {id for cite in re.findall(r"\[([^\]]*): no source given\]", told(tree["blocks"])) for id in cite.split(", ")}
    assert {fact.id for fact in case.facts} <= names
    places = {", ".join(filter(None, (place.id, place.at))) for fact in case.facts for place in fact.source}
    assert places <= {text.partition(" “")[0] for text in notes(tree)}


def test_a_commonmark_reader_without_footnotes_finds_the_same_headings_and_tables():
    """Markdown-it finds as many headings, tables and lists as pandoc does, and no raw HTML."""
    written = render(report("harmless"))
    tokens = [token.type for token in READER.parse(written)]
    tree = of_markdown(written)
    for token, kind in (("heading_open", "Header"), ("table_open", "Table"), ("bullet_list_open", "BulletList")):
        assert tokens.count(token) == len(list(found(tree, kind)))
    assert not {"html_block", "html_inline", "code_block", "fence", "hr", "blockquote_open", "ordered_list_open"} & set(tokens)


@pytest.mark.parametrize("reader", READERS)
def test_a_hostile_case_has_the_shape_of_a_harmless_one(reader):
    """A case whose every text and id is markup becomes a document in which the same stands where, with no other links, pictures or code."""
    hostile, twin = (of_markdown(render(report(name)), reader) for name in ("hostile", "twin"))
    assert shape(hostile) == shape(twin)
    assert not list(
        found(hostile, "Image", "RawInline", "RawBlock", "Math", "Cite", "CodeBlock", "Superscript", "Strikeout", "Span", "Div")
    )
    assert links(hostile) == links(twin) == []


def page(words):
    """A document that has words at every place where words can stand."""
    words = words.strip()
    run, strong, quiet, name = Run(words), Run(words, "strong"), Run(words, "quiet"), Run(words, "code")
    cell = (strong, Run(" "), quiet, Marks((1,)))
    return Document(
        "en",
        words,
        (
            Heading(1, (run,)),
            Heading(2, (run, Run(": "), Run(words, status="met"))),
            Paragraph((strong, Marks((1, 2)))),
            Paragraph((run,)),
            Paragraph((run, Run(" "), name, Marks((2,)))),
            Figure("glance"),
            Items((Item((run, Marks((1,))), ((quiet,), (run,)), (Item((strong, Run(f" [{words}]"))),)), Item((name, run)))),
            Table(((run,), (run,)), (((run,), cell), ((name,), (Run(""),))), (0.5, 0.5), frozenset({1})),
        ),
        ((run,), (run, Run(" "), Address(f"x{words}"))),
    )


@settings(max_examples=150)
@given(TEXTS)
def test_no_text_becomes_markup_in_commonmark(words):
    """Whatever a text is, the document is read as one of plain words, and shows the text wherever it stands."""
    written, calm = markdown(page(f"x{words}")), markdown(page("calm"))
    bare = [re.sub(r"(?<!\\)\[\^\d+\](: )?", "", text) for text in (written, calm)]  # this reader knows no footnotes
    hostile, usual = map(READER.parse, bare)
    assert [token.type for token in hostile] == [token.type for token in usual]
    kinds = {child.type for token in hostile for child in token.children or ()}
    assert kinds <= {"text", "text_special", "code_inline", "strong_open", "strong_close", "em_open", "em_close", "softbreak", "hardbreak"}
    seen = "".join(child.content for token in hostile for child in token.children or ())
    assert seen.count(tidy(f"x{words}")) >= 20


composed = partial(normalize, "NFC")
"""Pandoc composes the letters that it reads, which changes none."""


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=4)
@given(TEXTS, st.permutations(HOSTILE))
def test_no_text_becomes_markup_for_pandoc(reader, text, fragments):
    """Each of pandoc's readers of Markdown finds the same document around any text, and the text itself."""
    for words in (text, "".join(fragments)):
        tree, calm = (of_markdown(markdown(page(told)), reader) for told in (words, "calm"))
        assert shape(tree) == shape(calm)
        assert composed(headings(tree)[0][1]) == composed(tidy(words))
        assert composed(notes(tree)[0]) == composed(tidy(words))


@pytest.mark.parametrize(
    "words",
    [
        "a. x",
        "(a) x",
        "(@) x",
        "iv) x",
        "1. x",
        "- x",
        ": x",
        "::: x",
        "% x",
        "+ x",
        "=",
        "@who",
        ":smile: x",
        "see :smile",
        "x:100:",
        "user@evil.example",
        "mailto:user@evil.example",
        "See https://evil.example/login",
        "see HTTP://evil.example and ftp://evil.example",
        "www.evil.example WWW.evil.example",
        "II. x",
        "A. x",
        "x^y^",
        "# x {#id}",
        "Wow!",
        "!",
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_what_only_some_readers_take_for_markup_stays_text(reader, words):
    """Beginnings of lists, citations, names of emoji and attributes are words for every reader."""
    tree, calm = (of_markdown(markdown(page(told)), reader) for told in (words, "calm"))
    assert shape(tree) == shape(calm)
    assert headings(tree)[0] == (1, words)


def test_no_exclamation_mark_makes_an_image_of_a_footnote():
    """Who reads Markdown without footnotes sees no image where a text before the mark of one ends in an exclamation mark."""
    written = markdown(Document("en", "x", (Paragraph((Run("wow!"), Marks((1,)))),), ((Run("news"),),)))
    assert written == "wow\\![^1]\n\n[^1]: news\n"
    assert "image" not in {child.type for token in READER.parse(written) for child in token.children or ()}
    assert "image" in {child.type for token in READER.parse(written.replace("\\!", "!")) for child in token.children or ()}


def test_only_addresses_of_the_web_become_links():
    """An address that a source states is a link where it is one of the web; any other is text."""
    blocks = [
        Paragraph((Address(url),)) for url in ("https://example.org/a?b=c_d", "javascript:alert(1)", "https://a b", "file:///etc/passwd")
    ]
    tree = of_markdown(markdown(Document("en", "x", tuple(blocks), ())))
    assert links(tree) == ["https://example.org/a?b=c_d"]
    assert told(tree["blocks"]) == "https://example.org/a?b=c_djavascript:alert(1)https://a bfile:///etc/passwd"


def test_odd_ids_are_text_and_others_code():
    """An id that could end its code, or a cell of a table, is shown as text."""
    words = [Paragraph((Run(id, "code"),)) for id in ("a-1", "a`b{c}", "x|y")]
    assert markdown(Document("en", "x", tuple(words), ())) == "`a-1`\n\na\\`b\\{c}\n\nx\\|y\n"


@pytest.mark.parametrize(
    ("years", "wide", "widths"),
    [(6, 1, [6]), (10, 1, [10]), (11, 1, [5, 6]), (24, 1, [8, 8, 8]), (12, 3, [4, 4, 4])],
)
def test_many_years_stand_in_several_tables(years, wide, widths):
    """A table has ten years at most, and five columns where one holds several years; all years are there, in order."""
    content = report("semarang-jung-gu")
    columns = tuple(Column(2000 + wide * n, 2000 + wide * n + wide - 1, n == 0) for n in range(years))
    row = content.chart.rows[3]
    cells = tuple(row.cells[n % len(row.cells)] for n in range(years))
    chart = evolve(content.chart, columns=columns, rows=(evolve(row, cells=cells, before=(), after=("v",), undated=()),))
    read = tables(of_markdown(render(evolve(content, chart=chart))))
    shown = [table for table in read if table[0][0] == "Kind of fact"]
    *spans, outside = shown
    assert [len(table[0]) - 1 for table in spans] == widths
    assert [label.rstrip("*") for table in spans for label in table[0][1:]] == [column.label for column in columns]
    assert spans[0][0][1].endswith("*")
    assert outside == [["Kind of fact", "After"], ["visit", "1"]]


def test_cells_tell_what_is_known_of_a_year():
    """A year shows how many facts are recorded, that there were none, that it could not be told, or nothing."""
    case = ringrose.load_case(
        {
            "ringrose": "case/1",
            "id": "c",
            "partners": [{"id": "a"}, {"id": "b"}],
            "review": {"from": 2016, "to": 2019},
            "facts": [
                {"fact": "monitoring", "year": 2016},
                {"fact": "monitoring", "year": 2017, "holds": False},
                {"fact": "monitoring", "year": 2018, "holds": "unknown"},
            ],
        }
    )
    read = tables(of_markdown(render(report_of(ringrose.assess(case)))))
    assert [["monitoring", "1", "–", "?", ""]] in [table[1:] for table in read]


def test_conflicts_that_are_long_stand_below_one_another():
    """Where a side of a conflict is long, both are entries of a list, with their facts and footnotes."""
    place = Citation("thesis", "p. 1")
    holds = Line("visit", "fact", "v: thesis, p. 1", [Line("word " * 100, "note")], ids=("v",), citations=(place,))
    denied = Line("no visit", "fact", "w: thesis, p. 1", ids=("w",), citations=(place,))
    read = render(evolve(report("semarang-jung-gu"), conflicts=(ConflictTold(holds, denied),) * 2))
    told = f"- recorded as so, and denied:\n  - visit `v`[^2]\\\n    *{('word ' * 100).strip()}*\n  - no visit `w`[^2]\n"
    assert (
        f"## Conflicts\n\nSources say opposite things here. The fact still counts; who reads this should weigh both.\n\n{told * 2}"
        in re.sub(r"`\[\^\d+\]", "`[^2]", read)
    )


def test_a_sentence_names_a_few_places_only():
    """A reason that rests on more places than a sentence can bear has no marks; the facts below it have."""
    places = [Citation("thesis", f"p. {number}") for number in range(7)]
    lines = [Line(f"fact {number}", "fact", "x", ids=("x",), citations=(place,)) for number, place in enumerate(places)]
    content = report_of(FULL)
    (element,) = content.elements
    (why,) = element.told.why

    def with_places(count):
        reason = evolve(why.reasons[0], because=lines[:count])
        told = evolve(element.told, why=(evolve(why, reasons=(reason,)),))
        return render(evolve(content, elements=(evolve(element, told=told),)))

    assert "**Bad in 1.**[^1] [^2] [^3] [^4] [^5] [^6]\n" in with_places(6)
    assert "**Bad in 1.**\n" in with_places(7)


def test_the_report_is_in_the_language_asked_for():
    """All headings and words of the library are in the language asked for."""
    written = render(report_of(FULL, "id"))
    assert "## Pertumbuhan: ✗ tidak terpenuhi" in written
    assert not re.search(r"\b(not met|Why|Sources|denies|Note|satisfied|essential|recorded|Standing|Made by)\b", written)


def test_a_document_is_data():
    """The same report gives the same document, which knows its language, its title and its footnotes."""
    first, second = (document_of(report("semarang-jung-gu", "id")) for _ in range(2))
    assert first == second
    assert (first.lang, first.title, len(first.notes)) == ("id", "Semarang dan Jung-gu", 5)
    assert json.dumps(markdown(first)) == json.dumps(render(report("semarang-jung-gu", "id")))


def test_a_pack_without_questions_has_no_column_for_them():
    """Criteria have their questions in a column of their own, where any has one."""
    content = report_of(FULL)
    (element,) = content.elements
    plain = evolve(element, criteria=tuple(evolve(row, question="") for row in element.criteria))
    assert "\n| Criterion | Question | Role | Status |\n" in render(content)
    assert "\n| Criterion | Role | Status |\n" in render(evolve(content, elements=(plain,)))


def test_an_element_that_is_disputed_says_so():
    """The table at a glance says of an element that it rests on disputed facts, and the element by which."""
    content = report_of(FULL)
    (element,) = content.elements
    told = evolve(element.told, disputed=(Line("Disputed: v3.", "note"),))
    written = render(evolve(content, elements=(evolve(element, told=told),)))
    assert "| **Growth** | ✗ not met | attested, disputed |" in written
    assert "\n- *Disputed: v3.*\n" in written
