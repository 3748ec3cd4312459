"""Cases every text of which is out for harm, and the same case with harmless words: what a page must bear.

`story` is one case that has everything a report can tell: all four statuses, conflicts, open questions, denials with ranges, closed
records, facts of every type, published judgements, sources with all that is shown of them. Whoever calls it says what its texts and its
ids are; so two stories differ in their words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["FRAGMENTS", "LONG", "harmless_case", "hostile_case", "large_case", "long_case", "story", "texts_of"]

LONG = "Donaudampfschifffahrt" * 239  # a word of 5,019 letters

FRAGMENTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "</title></style></script></textarea></svg></details></table></main>",
    "<!-- <b> --> --!>",
    "]]><b>x</b><![CDATA[",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "\" onmouseover='alert(1)' autofocus onfocus=\"alert(1)\" style='display:none' x=\"",
    "' onclick='alert(1)' x='",
    "&lt;b&gt; &amp; &#60;i&#62; &nbsp; &notanentity;",
    "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} #{7*7} <%= 7 %>",
    "javascript:alert(1)",
    "https://evil.example/x.png ![x](https://evil.example/y.png) [x](https://evil.example)",
    "**x** _y_ `z` ``` # h1 | cell | [^1] - [ ] ~~s~~ $m$",
    "=HYPERLINK(1) +1 -1 @SUM(A1)",
    "مرحبا بكم في المدينة עברית",
    "\u202eabc\u202c \u2066x\u2069 \u200f \u061c",
    "a\u200bb\u200dc\ufeffd\u00ade",
    "e\u0301\u0301\u0301\u0301\u0301\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1ee\U0001f1e9 北九州市 중구",
    "line\nbreak\ttab \u2028 \u2029 end",
    "\ue000 \ufffe \ufdd0 \U0010ffff",
    "url(https://evil.example) ; } body { display: none } @import 'https://evil.example/x.css'; \\3c b>",
)
"""Texts that mean something to HTML, SVG, CSS, Markdown, templates, spreadsheets, or to the order in which letters are shown."""

_HOSTILE_ID = "<script>alert(1)</script>\"'`&lt;%23%00#x?y=/../\\{{7*7}}$x|y\u202ea\u200b"

Words = Callable[[str], Any]


def harmless_case() -> dict[str, Any]:
    """The story in plain words."""
    return story(lambda what: f"The {what}", lambda what: what.replace(" ", "-"))


def hostile_case() -> dict[str, Any]:
    """The story, each of its texts made of all `FRAGMENTS`, and each of its ids as hostile as an id may be."""
    everything = " ".join(FRAGMENTS)
    return story(lambda what: f"The {what} {everything}", lambda what: what.replace(" ", "-") + _HOSTILE_ID)


def long_case() -> dict[str, Any]:
    """The story, each of its texts one word of 5,000 letters, and each id as long as an id may be."""
    return story(lambda what: f"{what.replace(' ', '')}{LONG}", lambda what: f"{what.replace(' ', '-')}-{LONG}"[:200])


def large_case(number: int = 5000) -> dict[str, Any]:
    """The harmless story, and so many more facts that each state a year, a source and a place in it."""
    case = harmless_case()
    partners, fields = ([one["id"] for one in case[key]] for key in ("partners", "fields"))
    source, text = case["sources"][0]["id"], "A <b>note</b> of {{ this }} fact."
    kinds: list[dict[str, Any]] = [
        {"fact": "visit", "by": partners[0], "to": partners[1], "purpose": "working"},
        {"fact": "activity", "title": "An <i>activity</i>", "kind": "project", "field": fields[0], "status": "completed"},
        {"fact": "contribution", "by": partners[1], "kind": "staff", "field": fields[1]},
        {"fact": "benefit", "to": partners[0], "field": fields[1]},
        {"fact": "result", "field": fields[0], "level": "output"},
    ]
    for count in range(number):
        more = {"year": 2010 + count % 10, "source": {"id": source, "at": f"p. {count}"}, **({"note": text} if count % 7 == 0 else {})}
        case["facts"].append({"id": f"more-{count}", **kinds[count % len(kinds)], **more})
    return case


def texts_of(case: object) -> Iterator[str]:
    """All texts of a case, as deep as they stand."""
    if isinstance(case, str):
        yield case
    elif isinstance(case, dict):
        for inner in case.values():
            yield from texts_of(inner)
    elif isinstance(case, list):
        for inner in case:
            yield from texts_of(inner)


def story(word: Words, name: Words) -> dict[str, Any]:
    """One case that has everything; ``word(what)`` gives each of its texts, ``name(what)`` each of its ids."""
    both = {what: {"en": word(f"{what} in English"), "id": word(f"{what} in Indonesian")} for what in ("title", "partner", "note")}
    one, other = name("partner one"), name("partner two")
    paving, music = name("field one"), name("field two")
    book, web, talk = name("source one"), name("source two"), name("source three")

    def read(source: str, what: str) -> dict[str, Any]:
        return {"id": source, "at": word(f"place of {what}"), "quote": word(f"quote of {what}"), "url": word(f"address of {what}")}

    def told(id: str, fact: str, /, **more: Any) -> dict[str, Any]:
        return {"id": name(id), "fact": fact, "source": read(book, id), "note": word(f"note of {id}"), **more}

    facts = [
        told("agreement", "agreement", kind="mou", signed="2010-05-01", status="in_force"),
        told("gift one", "contribution", by=one, kind="money", field=paving, year=2011),
        told("gift two", "contribution", by=other, kind="staff", field=paving, year=2012, certainty="probable", note=both["note"]),
        told("cut activity", "activity", title=word("activity one"), kind="project", field=paving, status="stopped", year=2012),
        told(
            "held activity", "activity", title=word("activity two"), kind="exchange", field=music, status="not_started", for_community=True
        ),
        told("running activity", "activity", title=word("activity three"), kind="event", field=music, status="running", year=2014),
        told("obstacle one", "obstacle", kind="budget", of=name("cut activity"), **{"for": one}),
        told("visit one", "visit", by=one, to=other, purpose="working", year=2011, source=[read(book, "visit"), read(web, "visit again")]),
        told("visit two", "visit", by=other, to=one, purpose="study", when={"from": "2013-03-01", "to": "2013-03-04"}),
        told("no visit", "visit", by=other, year={"gte": 2016, "lte": 2018}, holds=False),
        told("visit three", "visit", by=other, to=one, year=2017, source=read(web, "visit three")),
        told("monitoring one", "monitoring", by=one, year=2012),
        told("departments", "communication", by=one, audience="departments", extent="limited", year=2011),
        told("departments unaware", "communication", by=other, audience="departments", extent="broad", holds=False),
        told("group", "community_participation", group="students", activity=name("running activity"), extent="limited", year=2014),
        told("goals", "shared_understanding", about="goals"),
        told("going on", "shared_understanding", about="continuation", source=talk),
        told("benefit one", "benefit", to=one, field=paving, year=2012),
        told("benefit two", "benefit", to=other, field=music, year=2014),
        told("no benefit", "benefit", to=other, field=music, holds=False, source=read(web, "no benefit"), certainty="doubtful"),
        told("result one", "result", field=paving, level="outcome", year=2015),
        told("result two", "result", field=music, holds="unknown"),
        told("ending", "ending", by=other, how="terminated", year=2019),
        {"fact": "visit", "by": one, "year": 2009},
        {"fact": "visit", "by": one},
    ]
    published = ("commitment", "not_met"), ("understanding", "met"), ("reciprocity", "undetermined"), ("results", "contested")
    return {
        "ringrose": "case/1",
        "id": name("case"),
        "title": both["title"],
        "partners": [{"id": one, "name": both["partner"], "country": "ID"}, {"id": other, "name": word("other partner"), "country": "KR"}],
        "review": {"from": "2010-05-01", "to": 2019},
        "fields": [{"id": paving, "name": word("first field")}, {"id": music, "name": word("second field")}],
        "sources": [
            {
                "id": book,
                "type": "book",
                "title": word("title of the book"),
                "author": [{"family": word("family name"), "given": word("given name")}, {"literal": word("second author")}],
                "publisher": word("publisher"),
                "container-title": word("series"),
                "issued": {"literal": word("date of the book")},
                "DOI": word("DOI"),
                "note": word("note of the book"),
                "url": word("address of the book"),
            },
            {"id": web, "type": word("type"), "title": both["title"], "url": "javascript:alert(1)", "issued": "2021"},
            {"id": talk, "title": word("title of the talk"), "url": f"https://sources.example/{'?q=a&b=<c>'}", "author": word("speaker")},
            {"id": name("source nobody cites")},
        ],
        "complete": [
            {"fact": "monitoring", "source": read(talk, "all monitoring"), "note": word("note of the record")},
            {"fact": "activity", "field": music, "id": name("record"), "source": read(book, "all activities")},
        ],
        "facts": facts,
        "published": [
            {"element": element, "status": status, "source": read(talk, element), "note": word(f"note of {element}")}
            for element, status in published
        ],
    }
