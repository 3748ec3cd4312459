"""The report as one file of HTML."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from random import Random
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ringrose
from benchmarks.plausible import plausible_case
from ringrose import Attribute, Criterion, Element, FactType, Pack, Reference, Satisfies, Violates, Vocabulary
from ringrose.explain.report.making import report_of
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Derives
from ringrose.render.marks import tidy
from ringrose.render.report_html import AT_MOST, BACK, render
from ringrose.render.templates import stylesheet
from ringrose.render.web import web_address
from tests.render.hostile import FRAGMENTS, TEXTS
from tests.small import fact, no, rule

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
EMPTY = {"meta", "link"}
TAGS = """
    html head meta title link style body a header nav ul ol li main p h1 h2 h3 h4 section dl dt dd div table thead tbody tr th td code q
    small sup span figure details summary footer svg g path circle rect text desc
"""
ATTRIBUTES = """
    lang charset name content http-equiv rel href class id role tabindex scope dir title open data-label
    aria-label aria-labelledby aria-describedby aria-hidden focusable
"""
FRAME = {
    "ringrose": "case/1",
    "id": "small",
    "partners": [{"id": "semarang"}, {"id": "jung-gu"}],
    "review": {"from": 2016, "to": 2018},
}


class Read(HTMLParser):
    """A page as a parser of HTML reads it: every tag is closed, in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.headings, self.landmarks = [], [], [], [], []
        self.tags, self.attributes, self.texts, self.style = set(), set(), [], ""
        self.roles = {"doc-noteref": [], "doc-backlink": []}
        self.feed(text)
        self.close()
        assert self.open == []
        self.text = "".join("".join(self.texts).split())  # without spaces: where lines break is no matter here

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        assert len(named) == len(attrs)
        self.tags.add(tag)
        if "svg" not in (*self.open, tag):
            self.attributes |= set(named)
        if "id" in named:
            self.ids.append(named["id"])
        if "href" in named:
            self.links.append((tag, named))
        if named.get("role") in self.roles:
            self.roles[named["role"]].append(named["href"])
        if tag in ("header", "nav", "main", "footer"):
            self.landmarks.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), ""])
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            self.style += data
            return
        self.texts.append(data)
        if self.headings and self.open[-1:] != ["title"]:
            self.headings[-1][1] += data if any(re.fullmatch("h[1-6]", tag) for tag in self.open) else ""

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def shown(text):
    """A text of a case as `Read.text` has it."""
    return "".join(tidy(text).split())


def hold(assessment, lang):
    """Render, and see that what every page must keep to is kept; returns the page as it was read."""
    report = report_of(assessment, lang)
    page = render(report)
    assert page == render(report)
    read = Read(page)
    assert read.tags <= set(TAGS.split())
    assert read.attributes <= set(ATTRIBUTES.split())
    assert page.startswith(f'<!doctype html>\n<html lang="{lang}">\n')
    hold_together(read)
    hold_footnotes(read)
    hold_policy(page, read)
    case = assessment.case
    addresses = {source.url for source in case.sources}
    addresses |= {citation.url for stated in (*case.facts, *case.complete, *case.published) for citation in stated.source}
    for tag, link in read.links:
        target = link["href"]
        assert target.startswith("#") or target in addresses or (tag, target) == ("link", "data:,")
        assert target.startswith(("#", "data:")) or (web_address(target) and link["rel"] == "noreferrer noopener")
    for one in case.facts:
        assert shown(one.id) in read.text
    for element in report.elements:
        assert f"#element.{element.told.id}" in [link["href"] for _, link in read.links]
    return read


def hold_together(read):
    """Each id is there once, each link within the page has its target, headings go down by one step, landmarks are complete."""
    assert len(set(read.ids)) == len(read.ids)
    for _, link in read.links:
        if link["href"].startswith("#"):
            assert link["href"][1:] in read.ids or unquote(link["href"][1:]) in read.ids
    levels = [level for level, _ in read.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(words.strip() for _, words in read.headings)
    assert read.landmarks == ["header", "main", "nav", "footer"]


def hold_footnotes(read):
    """Each mark has its footnote, each footnote its mark, and each leads back to a place where it is named."""
    notes = {name for name in read.ids if name.startswith("note-")}
    assert {href[1:] for href in read.roles["doc-noteref"]} == notes
    assert {href[1:] for href in read.roles["doc-backlink"]} == {name for name in read.ids if name.startswith("ref-")}


def hold_policy(page, read):
    """The policy lets the page's one style work, and nothing else."""
    digest = b64encode(sha256(read.style.encode()).digest()).decode()
    (told,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert told.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert page.count("<style") == 1
    assert " style=" not in page
    assert read.style == stylesheet()
    assert not re.search(r"@import|url\((?!#)|expression|https?:", read.style)


@pytest.fixture(scope="module")
def judged():
    """Each example, judged once."""
    return {path.stem: ringrose.assess(path, engine="compiled") for path in EXAMPLES}


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_example_becomes_a_sound_page(judged, name, lang):
    """The page of each example is well-formed, complete in its links and footnotes, and names every fact of the case."""
    hold(judged[name], lang)


def test_the_first_screen_tells_the_frame(judged):
    """Title, how many elements are met, each element with status and standing, and the frame of the case come first."""
    read = hold(judged["semarang-jung-gu"], "en")
    before, _ = read.text.split("Contents", 1)
    for told in (
        "SemarangandJung-gu2of5elementsaremet;3notmet.",
        "Commitmentnotmetattested",
        "Communityparticipationnotmetattested",
        "Mutualunderstandingmetprovisional",
        "PartnersKotaSemarang(ID)andJung-gu(KR)",
        "Review2016-11-25to2021-12-31",
        "Rulesringrose1.1.0,inferredbytheenginecompiled",
        f"Digestoftherules{judged['semarang-jung-gu'].pack.digest[:19]}…",
    ):
        assert told in before
    assert f"Madebyringrose{ringrose.__version__}bytherules{judged['semarang-jung-gu'].pack.digest}" in read.text


def test_an_element_is_told_from_its_question_to_what_would_change_it(judged):
    """An element has its question, standing, published conclusion, criteria, reasons, advice, ways to change it and other findings."""
    read = hold(judged["semarang-jung-gu"], "en")
    headings = [words.strip() for _, words in read.headings]
    start = headings.index("Commitment: not met")
    told = headings[start + 1 : headings.index("Community participation: not met")]
    assert [words for words in told if not re.search("safeguard|essential|information", words)] == [
        "Criteria",
        "Why",
        "Advice",
        "What would change this",
        "Facts that would have to be otherwise",
        "Also found",
    ]
    part = read.text[read.text.index("Commitment:notmet") : read.text.index("Communityparticipation:notmet")]
    for words in (
        "Do all partners put effort, time and means into the cooperation, and keep it up?",
        "Attested: a source of these rules names this element.",
        "What a source concluded: not met1",
        "Kept upDoes the cooperation go on, without being stopped for lack of budget, ended, or left idle for two years?safeguard violated",
        "Stopped for lack of budget: exchange of staff between the public works departments.2What this rests on",
        "status: stopped; for community: no) staff-exchange2Note: The year in which it stopped is not told.",
        "Rule commitment.activity-stopped-for-budget, after semarang-jung-gu-thesis, 4.1 par. 3",
        "Hold a joint monitoring and evaluation every year.",
        "Way 1 (3 changes)record: communication (by: Kota Semarang; audience: departments; extent: broad)",
        "Every way with up to 4 changes was found; in each way, every change is needed.",
    ):
        assert shown(words) in part


def test_sources_tell_how_much_rests_on_them(judged):
    """The table of sources counts facts, denials, unknown facts and complete records, and names what each source decides."""
    read = hold(judged["surabaya-kitakyushu"], "en")
    part = read.text[read.text.rindex("Decidesthestatusof") :]
    assert "13120Communityparticipation,Mutualunderstanding,Results" in part


def test_the_years_are_a_figure_and_a_table(judged):
    """The years stand as a picture that is described, and as a table with a word in each cell and a column for what has no date."""
    read = hold(judged["semarang-jung-gu"], "en")
    assert {"figure-title", "figure-described"} <= set(read.ids)
    table = read.text[read.text.index("Theyearsasatable") :]
    assert "Kindoffact2016*20172018201920202021Nodategiven" in table
    assert "monitoringknowntobenoneknowntobenone1recordedknowntobenone" in table
    assert "*Thereviewholdsonlyapartofit." in table
    before = read.text[: read.text.index("Theyearsasatable")]
    assert before.endswith("nothingrecorded;thatdoesnotmeanthattherewasnothing*onlyapartofthistimelieswithinthereview")


def test_a_figure_that_is_hardly_wider_than_a_phone_is_scaled():
    """A figure of few years is scaled to the screen, one of many is scrolled, with a shadow at the edge behind which there is more."""
    page = render(report_of(ringrose.assess("examples/semarang-beihai.yaml")))
    review = {"from": 2016, "to": 2017}
    few = {"ringrose": "case/1", "id": "c", "partners": [{"id": "a"}, {"id": "b"}], "review": review}
    short = render(report_of(ringrose.assess(ringrose.load_case({**few, "facts": [{"fact": "monitoring", "year": 2016}]}))))
    assert '<figure class="scroll"' in page
    assert '<figure class="scroll narrow"' in short
    assert re.search(r"\.scroll \{\s*background: linear-gradient", page)


@pytest.mark.parametrize("pack", ["ringrose", "sister-city", "paradiplomacy"])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_case_without_facts_is_a_sound_page(pack, lang):
    """A case of which nothing is known has a page for each of our packs: no years, no sources, no notes."""
    read = hold(ringrose.assess(FRAME, pack=pack, engine="compiled"), lang)
    assert not {"notes", "sources", "others", "conflicts", "figure-title"} & set(read.ids)
    assert "years" in read.ids


def test_what_is_missing_is_told_of_what_is_undetermined():
    """An undetermined element tells which question nothing recorded settles."""
    read = hold(ringrose.assess(FRAME, engine="compiled"), "en")
    assert "0of5elementsaremet;5undetermined." in read.text
    assert read.text.count("Whatismissing") == 5
    assert "Nothingrecordedsettlesthis:Wasanyresultreached?" in read.text


def test_a_case_as_of_a_day_says_so():
    """The frame tells as of when a case was judged."""
    path = next(path for path in EXAMPLES if path.stem == "semarang-beihai")
    read = hold(ringrose.assess(path, engine="compiled", as_of=2008), "en")
    assert "Asof2008-12-31(leftout,sincelater:" in read.text.split("Contents", 1)[0]


def test_one_element_that_is_met_is_told_in_the_singular():
    """One of several elements *is* met, and all that are met need no rest of the sentence."""
    fact_of_result = {"fact": "result", "level": "output"}
    read = hold(ringrose.assess({**FRAME, "facts": [fact_of_result]}, engine="compiled"), "en")
    assert "1of5elementsismet;4undetermined." in read.text
    all_met = hold(ringrose.assess({**FRAME, "facts": [{"fact": "t", "of": "x"}]}, pack=contesting(), engine="compiled"), "en")
    assert "1of1elementsismet." in all_met.text


def contesting(words="word", safe="word"):
    """A pack whose every text says these words: a fact of ``t`` satisfies, a fact of ``u`` violates, a record of ``v`` satisfies."""
    named = "-".join(words.split())[:150] or "x"
    types = {name: FactType({"of": Attribute("text"), "year": Attribute("year")}, means=words) for name in ("t", "u", "v")}
    types["d"] = FactType({"of": Attribute("text")}, derived=True, means=words)
    rules = [
        rule("r", fact("t", "a"), then=Derives("d", {"of": "$a.of"}), because=safe),
        rule("s", fact("d"), then=Satisfies("c"), because=safe, advice=safe, reference=Reference(named, words)),
        rule("u", fact("u"), then=Violates("c"), because=safe, advice=safe),
        rule("v", no("v"), then=Satisfies("more"), because=safe),
    ]
    criteria = [Criterion("c", title=safe, question=safe), Criterion("more", role="informative", title=safe)]
    element = Element("e", criteria, rules, safe, safe)
    references = [{"id": named, "title": words, "note": words, "author": [{"literal": words}], "URL": words}]
    pack, flaws = check_pack(Pack("hostile", "1", Vocabulary(types), [element], title=words, references=references))
    assert not [flaw for flaw in flaws if not flaw.warning], flaws
    return pack


def contested(words, pack):
    """A case whose every text says these words, with findings for and against, a conflict, an unknown fact and a complete record."""
    named = "-".join(words.split())[:150] or "x"
    place = {"id": named, "at": words, "quote": words, "url": words}
    told = {"source": place, "note": words}
    mapped = {
        "ringrose": "case/1",
        "id": named,
        "title": {"en": words, "id": words},
        "partners": [{"id": f"{named}1", "name": words}],
        "review": {"from": 2016, "to": 2018},
        "fields": [{"id": f"{named}2", "name": words}],
        "sources": [
            {"id": named, "type": words, "title": words, "url": words, "note": words, "author": [{"literal": words}], "publisher": words}
        ],
        "complete": [{"fact": "v", **told}],
        "facts": [
            {"fact": "t", "id": f"{named}3", "of": words, "when": 2017, **told},
            {"fact": "t", "id": f"{named}4", "of": words, "holds": False, **told},
            {"fact": "u", "id": f"{named}5", "of": words, "year": 2016, **told},
            {"fact": "u", "id": f"{named}6", "of": f"{words}x", "holds": "unknown", **told},
            {"fact": "v", "id": f"{named}7", "of": words, "holds": False},
        ],
        "published": [{"element": "e", "status": "met", **told}],
    }
    return ringrose.load_case(mapped, pack=pack)


def hostile_page(words, lang):
    """The page of a pack and a case that say these words, held to all that pages must keep to."""
    safe = words.replace("{", "(").replace("}", ")")  # what stands in braces would have to be an alias
    pack = contesting(words, safe)
    read = hold(ringrose.assess(contested(words, pack), pack=pack, engine="compiled"), lang)
    assert read.text.count(shown(words)) > 20
    assert read.text.count(shown(safe)) > 10
    return read


def test_what_sources_contradict_stands_side_by_side():
    """A contested element shows both sides, and a conflict shows the fact and its denial with their sources."""
    read = hostile_page("plain words", "en")
    assert "e" in [href.rpartition(".")[2] for _, link in read.links if (href := link["href"]).startswith("#element.")]
    headings = [words.strip() for _, words in read.headings]
    assert "plain words: contested" in headings
    place = headings.index("Conflicts")
    assert headings[place + 1 : place + 3] == ["Recorded as so", "Denied"]
    assert "0of1elementsaremet;1contested." in read.text
    assert '<span class="standing">disputed</span>' in ringrose_page("plain words")


def ringrose_page(words):
    """The page of a contested case."""
    pack = contesting(words)
    return render(report_of(ringrose.assess(contested(words, pack), pack=pack, engine="compiled"), "en"))


def test_what_is_disputed_is_set_apart():
    """The cards, the elements and the facts say that a source denies something; facts with its id and the mark of its place."""
    page = ringrose_page("word")
    assert '<span class="standing">disputed</span>' in page
    assert re.search(r'<p class="disputed">Disputed: a source denies what this rests on \([^)]*word3', page)
    assert re.search(r'<li class="n disputed">Another source denies this: t \(of: word\) <code>word4</code><sup>', page)


def test_ids_are_code_also_where_there_are_no_places():
    """A fact that was told above, or has no source, has its id as any other has; in brackets stands why it has no footnote."""
    above = {"ringrose": "case/1", "id": "c", "partners": [{"id": "a"}, {"id": "b"}], "review": {"from": 2016, "to": 2018}}
    facts = [{"fact": "monitoring", "id": "no-mon", "holds": False}]
    page = render(report_of(ringrose.assess(ringrose.load_case({**above, "facts": facts}))))
    assert "<code>no-mon</code> <small>[no source given]</small>" in page
    assert "<code>no-mon</code> <small>[as above]</small>" in page
    assert ", as above]" not in page


@settings(max_examples=12)
@example("".join(FRAGMENTS), "en")
@example("w" * 2000, "id")
@given(TEXTS, st.sampled_from(["en", "id"]))
def test_no_text_becomes_markup(words, lang):
    """Whatever a case and a pack say, it is shown as it stands, and is neither markup nor an address that was not meant."""
    hostile_page(words, lang)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org/x", "https://x.example/\u202ey", "http://a b", "file:///etc"]
)
def test_what_is_no_web_address_is_no_link(url):
    """An address that is none of the web is shown as a text."""
    case = ringrose.load_case({**FRAME, "sources": [{"id": "s", "title": "S", "url": url}]})
    read = hold(ringrose.assess(case, engine="compiled"), "en")
    assert shown(url) in read.text
    assert url not in [link["href"] for _, link in read.links]


@pytest.mark.parametrize(
    "url", [None, "", "https://", "http:///x", 'https://x.example/"', "https://x.example/<b>", "mailto:a@x.example", " https://x.example"]
)
def test_only_addresses_of_the_web_are_such(url):
    """What is not written as an address of the web, with a host, is none."""
    assert web_address(url) == ""


@pytest.mark.parametrize("url", ["https://x.example/a?b=c&d#e", "HTTP://X.example", "https://例え.example/日本"])
def test_addresses_of_the_web_are_links(url):
    """An address of the web in a source and in a place is a link that tells the other host nothing."""
    assert web_address(url) == url
    place = {"id": "s", "url": url}
    case = ringrose.load_case({**FRAME, "sources": [{"id": "s", "url": url}], "facts": [{"fact": "result", "source": place}]})
    read = hold(ringrose.assess(case, engine="compiled"), "en")
    assert [link["href"] for _, link in read.links].count(url) == 2


@pytest.fixture(scope="module")
def many():
    """The pages of cases of 500 and of 1,000 facts, as they could be true."""
    cases = {n: plausible_case(Random(1), 0, n) for n in (500, 1000)}
    return {n: render(report_of(ringrose.assess(case, engine="compiled"), "en", changes=False)) for n, case in cases.items()}


def test_a_page_of_many_facts_is_light(many):
    """A report of 1,000 facts weighs less than a megabyte, and about twice as much as one of 500."""
    weights = {n: len(page.encode()) for n, page in many.items()}
    assert weights[1000] < 1_000_000
    assert weights[1000] < 2.5 * weights[500]


def test_many_places_are_unfolded_by_who_wants_them(many):
    """Many places of one sentence, and ways back from a footnote beyond a few, are told by their number."""
    read = Read(many[1000])
    hold_together(read)
    hold_footnotes(read)
    assert re.search(r"Its\d+placesinthesources", read.text)
    assert re.search(r"↩10and\d+more", read.text)
    assert max(int(name.rpartition("-")[2]) for name in read.ids if name.startswith("ref-")) == BACK


@pytest.mark.parametrize(("places", "marks"), [(AT_MOST, AT_MOST), (AT_MOST + 1, 0)])
def test_a_sentence_has_few_marks(places, marks):
    """Beside a sentence stand the marks of its places, if they are few; all stand in the tree below it."""
    facts = [{"fact": "result", "source": {"id": "s", "at": str(n)}} for n in range(places)]
    page = render(report_of(ringrose.assess({**FRAME, "sources": [{"id": "s"}], "facts": facts}, engine="compiled"), "en"))
    sentence, tree = re.search(r'<p id="reason-\d+" dir="auto">(Something was reached.*?)</p>(.*?)</ul>', page, re.DOTALL).groups()
    assert (sentence.count("doc-noteref"), tree.count("doc-noteref")) == (marks, places)
