"""The pages of a pack: what stands on which."""

import shutil
from datetime import date
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose import Criterion
from ringrose.authoring.pages.blocks import Diagram, Items, Paragraph, Table, plain, slug, told
from ringrose.authoring.pages.building import pages_of
from ringrose.authoring.pages.reading import pages_of_folder
from ringrose.authoring.pages.writer import anchored
from ringrose.model.check_pack import check_pack
from tests.authoring.pages.making import PACK, PARENT, TESTS, checked, pages, texts
from tests.generate import random_pack
from tests.rules.packs import FOLDERS, PACKS

PAGES = pages()


def page(*key):
    """A page of `PACK` as texts by the title of each part."""
    return texts(PAGES.pages[key])


def runs_of(block):
    """All runs of a block."""
    if isinstance(block, Paragraph):
        return list(block.runs)
    if isinstance(block, Items):
        return [run for entry in block.entries for run in entry]
    return [run for row in block.rows for cell in row for run in cell] if isinstance(block, Table) else []


def targets(one):
    """All places to which a page leads."""
    blocks = [*one.blocks, *(block for part in one.parts for block in part.blocks)]
    yield from (run.target for block in blocks for run in runs_of(block) if run.target)
    diagrams = [block for block in blocks if isinstance(block, Diagram)]
    yield from (box.target for block in diagrams for flow in block.flows for stage in flow.stages for box in stage if box.target)


def whole(found):
    """See that the pages hold together."""
    keys = list(found.pages)
    for number, (key, one) in enumerate(found.pages.items()):
        assert one.key == key
        assert (one.before, one.after) == (keys[number - 1] if number else None, keys[number + 1] if number + 1 < len(keys) else None)
        assert set(one.above) <= set(keys)
        anchors = [part.anchor for part in one.parts]
        assert len(set(anchors)) == len(anchors)
        for target in targets(one):
            there = found.pages[target.page]
            assert not target.part or target.part in [part.anchor for part in there.parts]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_there_is_a_page_for_each_thing(lang):
    """Each element, criterion and rule has a page of its own, after the index; vocabulary, references and parameters have one each."""
    found = pages(lang)
    whole(found)
    assert list(found.pages) == [
        ("pack",),
        ("element", "life"),
        ("criterion", "life", "yearly"),
        ("criterion", "life", "spare"),
        ("criterion", "life", "told"),
        ("rule", "life", "busy"),
        ("rule", "life", "every-year"),
        ("rule", "life", "silent-year"),
        ("element", "rest"),
        ("criterion", "rest", "quiet"),
        ("vocabulary",),
        ("references",),
        ("parameters",),
    ]


@settings(max_examples=25)
@given(st.integers(0, 10**9), st.sampled_from(["en", "id"]))
def test_the_pages_of_any_pack_hold_together(seed, lang):
    """Of any pack each link leads to a page and a part of it that exist, and each page to its neighbours."""
    pack, flaws = check_pack(random_pack(Random(seed)))
    assert all(flaw.warning for flaw in flaws)
    found = pages_of(pack, lang=lang)
    whole(found)
    assert len(found.pages) == 2 + bool(pack.parameters) + sum(1 + len(e.criteria) + len(e.rules) for e in pack.elements)


def test_the_same_pack_gives_the_same_pages():
    """The pages of a pack depend on nothing else, not even on what was in force when it was judged last."""
    assert pages_of(PACK) == pages_of(PACK.on(PACK.parameters["least"].values[1].since))


def test_the_index_tells_what_the_pack_is():
    """The index tells version, digest, parent and size of the pack, its elements, the other pages and its history."""
    told = page("pack")
    assert told[""].startswith(
        f"Version, 1.1.0; Digest, {PACK.digest}; Stands on, parent 1.0.0 ({PARENT.digest[:19]}); Languages, en, id; "
    )
    assert told[""].endswith("Holds, 2 elements, 4 criteria, 3 rules, 4 types of facts, 3 tests")
    assert told["Elements"] == "Life, provisional, Is it alive?; rest, , Is it x?"
    assert [entry.partition(":")[0] for entry in told["More pages"].split(" | ")] == ["Vocabulary", "References", "Parameters"]
    assert told["Changes"].startswith("1.1.0, 2026-11-30, Changed: life.silent-year reads visit")
    assert told["Accepted findings of the check"] == "no-tests, They come."


def test_the_index_tells_what_differs_from_the_parent():
    """The index of a pack that extends another tells each thing that was added, taken out or changed, and whether in its words alone."""
    differs = page("pack")["What differs from parent"].split("; ")
    assert "rule life.r, taken out" in differs
    assert "rule life.busy, added" in differs
    assert "criterion life.yearly, changed, its words alone: title and question" in differs
    plain_pack = pages_of(PARENT).pages["pack",]
    assert [part.title for part in plain_pack.parts] == ["Elements", "More pages", "Changes"]
    assert texts(plain_pack)["Changes"] == "The pack has no changelog."


def test_a_child_that_says_what_its_parent_says_differs_in_nothing():
    """The index of a pack that is the same as its parent says that nothing differs."""
    same, _ = check_pack(PARENT)
    object.__setattr__(same, "parent", PARENT)
    assert texts(pages_of(same).pages["pack",])["What differs from parent"] == "Nothing."


def test_a_changed_meaning_is_told_as_such():
    """What changed in more than its words is told as changed, by its keys."""
    element = PARENT.elements[0]
    spare = Criterion("spare", "informative")
    child = checked(evolve(PARENT, elements=[evolve(element, criteria=[*element.criteria, spare])]))
    object.__setattr__(
        child, "parent", checked(evolve(PARENT, elements=[evolve(element, criteria=[*element.criteria, evolve(spare, role="safeguard")])]))
    )
    assert texts(pages_of(child).pages["pack",])["What differs from parent"] == "criterion life.spare, changed: role"


def test_the_page_of_a_rule_says_everything_about_it():
    """The page of a rule tells its sentence, parameters, texts, reference, examples, links, source, history and waivers."""
    told = page("rule", "life", "every-year")
    assert told[""] == "Element, Life; Concludes, Alive every second year is satisfied; Reference, book, p. 1"
    assert told["In words"].startswith("If for each year that lies wholly within the review, of which there must be one,")
    assert told["Values that may change"] == (
        "least: How often. / from the beginning, 1, every year, book, p. 2; 2024-01-01, 2, every second year,  / "
        "The words above take the latest values."
    )
    assert told["What reports say"] == "Finding, Each year, at least every second year.; Advice, Go on.; Note, Ours."
    assert told["What it rests on"] == "book: Melati. A book. 2001. Place: p. 1."
    assert told["What it reads and feeds"].split(" | ")[3:] == [
        "It reads busy year, which follows by life.busy.",
        "It settles Alive every second year, essential, of Life.",
    ]
    assert told["As it is written"].startswith("id: every-year\nif:\n  - {every: {fact: year, as: y, where: {full: true}}, has: ")
    assert told["Changes"] == "The changelog of the pack does not name it; it goes back to version 1.0.0."
    assert told["Accepted findings of the check"] == "contained-rule, Both are wanted."


def test_what_a_text_names_stands_in_brackets():
    """In the texts of a rule what will be filled in is said in words, in square brackets."""
    assert page("rule", "life", "busy")["What reports say"] == "Finding, Many came in [the year of visit v]."
    assert "What reports say" not in page("rule", "life", "silent-year")


def test_a_rule_without_a_reference_takes_that_of_its_element():
    """A rule without a reference is told with that of its element; where there is none either, that is said."""
    assert page("rule", "life", "busy")["What it rests on"].startswith(
        "The rule has no reference of its own; this is the element's. / book"
    )
    assert page("element", "rest")["What it rests on"] == "No reference is given."


def test_tests_are_the_examples_of_a_rule():
    """What makes a rule fire and what does not is shown by the tests that say so, with what is given and what follows."""
    told = page("rule", "life", "silent-year")
    frame = (
        "What an example leaves out: the partners alpha and beta, the agreed fields health and education, and a review from 2018 to 2020."
    )
    assert told["What makes it fire"] == (
        f"{frame} / A year is silent. / complete: [{{fact: visit}}]\nfacts:\n  - {{fact: visit, year: 2018}}\n"
        "  - {id: mine, fact: visit, year: 2018}\n / Then: Life not met and Alive every year violated."
    )
    assert told["What does not"] == "Nothing is known. / Given: no facts."
    assert page("rule", "life", "busy")["What makes it fire"] == f"{frame} / A case of a file. / Given: the case A long case (facts: 1)."


def test_a_rule_that_concludes_a_fact_tells_who_reads_it():
    """A rule tells who concludes what it reads and who reads what it concludes, and where nobody does."""
    assert "What it concludes is read by life.every-year." in page("rule", "life", "busy")["What it reads and feeds"]
    assert "It reads lone, which no rule concludes." in page("rule", "life", "silent-year")["What it reads and feeds"]
    assert page("rule", "life", "busy")[""].startswith("Element, Life; Concludes, busy year, for other rules; ")


def test_the_page_of_a_criterion_tells_its_role_and_what_settles_it():
    """The page of a criterion tells its question, its role in words, the rules of either kind, and the tests about it."""
    told = page("criterion", "life", "yearly")
    assert told[""].startswith("Every year? / Element, Life; Criterion, life.yearly; Role, Essential: the element is met only where")
    settled = told["What settles it"].split(" / ")
    assert settled[0] == "These rules show that it is satisfied:"
    assert settled[1].startswith("life.every-year, If for each year ")
    assert settled[3].startswith("life.silent-year, For each year ")
    assert settled[4].startswith("Where no rule of either kind applies it is unknown")
    assert told["Tests"] == "A year is silent. Then: violated."
    spare = page("criterion", "life", "spare")
    assert "No rule shows that it is satisfied. / No rule shows that it is violated." in spare["What settles it"]
    assert spare["Tests"] == "No test of the pack names this."
    assert spare["Accepted findings of the check"] == "never-satisfied, To come."


def test_the_page_of_an_element_tells_how_its_status_comes_about():
    """The page of an element tells its standing, its criteria with their roles, and by which of them each status comes about."""
    told = page("element", "life")
    assert told[""].startswith("Is it alive? / Standing, Provisional: no primary text")
    assert told["Criteria"] == "Alive every second year, essential, Every year?; spare, safeguard, ; told, for information, "
    assert told["How its status comes about"].split(" | ") == [
        "Not met: where one of these is violated: Alive every second year and spare.",
        "Contested: else, where one of these is contested.",
        "Undetermined: else, where one of these is still unknown: Alive every second year.",
        "Met: else; then all of these are satisfied: Alive every second year.",
        "Only reported: told.",
    ]
    assert told["Tests"] == "A year is silent. Then: not met."
    assert "Only reported" not in page("element", "rest")["How its status comes about"]
    assert "Rules" not in page("element", "rest")


def test_the_vocabulary_tells_each_type():
    """The vocabulary tells of each type its meaning, attributes, example, who concludes and reads it, its history and waivers."""
    told = page("vocabulary")
    assert told["visit"] == (
        "People travelled. / A case records it. / by, the id of a partner; purpose, study_trip, court`esy; year (needed), a year / "
        "For instance: / {fact: visit, by: melati, year: 2020}\n / Read by life.busy, life.every-year and life.silent-year. / "
        "1.1.0, 2026-11-30, Changed: life.silent-year reads visit by least, for life.yearly of life; see nothing. / "
        "unread-type, Read elsewhere. (accepted in parent)"
    )
    assert told["note"] == "A case records it. / It has no attributes. / Read by life.silent-year."
    assert told["busy_year"].startswith(
        "Much was done. / Rules conclude it; a case never records it. / year, a year / Concluded by life.busy."
    )
    assert told["partner"].endswith("No rule reads it.")
    assert told["year"].startswith("A calendar year of the review; ")


def test_references_and_parameters_tell_who_names_them():
    """Each reference is told in full with what names it, each parameter with its values and what names it."""
    assert page("references")["book"] == "book: Melati. A book. 2001. / Named by Life, life.every-year and Parameters."
    assert page("references")["unused"] == "unused: Unread. / Note: Nobody has it. / Nothing in the pack names it."
    told = page("parameters")
    assert told["least"].endswith("Named by Alive every second year, life.every-year and life.silent-year.")
    assert told["spare"] == "spare / from the beginning, x, ,  / Named by rest."


def test_a_diagram_leads_from_what_is_asked_to_the_element():
    """The diagram of a rule leads from its conditions and exceptions over the rule to what it concludes, and on to what that is for."""

    def stages(*key):
        diagram = next(b for part in PAGES.pages[key].parts for b in part.blocks if isinstance(b, Diagram))
        return [[[(box.kind, box.text) for box in stage] for stage in flow.stages] for flow in diagram.flows]

    assert stages("rule", "life", "silent-year") == [
        [
            [
                ("each", "year that comes 2 or more years after the first of the review"),
                ("absent", "visit (year: one of the 2 years that end with that year)"),
                ("unless", "note"),
                ("unless", "lone"),
                ("unless", "agreed field"),
            ],
            [("rule", "life.silent-year")],
            [("criterion", "Alive every second year")],
            [("element", "Life")],
        ]
    ]
    (flow,) = stages("rule", "life", "busy")
    assert flow[2:] == [[("derived", "busy year (year: the year of visit v)")], [("rule", "life.every-year")]]
    (flow,) = stages("rule", "life", "every-year")
    assert [kind for kind, _ in flow[0]] == ["every", "count"]
    element = stages("element", "life")
    assert element[0] == [[("rule", "life.every-year"), ("rule", "life.silent-year")], [("criterion", "Alive every second year")]]
    assert element[1] == [[("criterion", "spare")]]
    assert element[3] == [[("rule", "life.busy")], [("rule", "life.every-year")]]
    assert element[-1][1] == [("element", "Life")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_rule_of_our_packs_has_examples_of_both_kinds(folder):
    """The page of each rule of our packs shows a test that makes it fire and one that does not."""
    found = pages_of_folder(folder)
    whole(found)
    for name, _, _ in PACKS[folder.name].rules():
        one = found.pages["rule", *name.split(".")]
        nothing = plain(told("tests.none", "en"))
        assert nothing not in [plain(b.runs) for part in one.parts for b in part.blocks if isinstance(b, Paragraph)]


def test_headings_have_addresses_of_their_own():
    """A heading's address is made as GitHub makes it; one that another heading has is numbered."""
    assert slug("What it  rests on: `busy_year`!\n") == "what-it-rests-on-busy_year"
    assert anchored(["A", "a", "b", "Vocabulary"], "Vocabulary") == {"A": "a", "a": "a-1", "b": "b", "Vocabulary": "vocabulary-1"}
    assert anchored(["A", "a-1", "a", "!"]) == {"A": "a", "a-1": "a-1", "a": "a-2", "!": ""}


def test_titles_below_a_test_are_those_of_its_review():
    """What follows in a test is told with the values in force at the end of its review, whatever the values are today."""
    first, second = PACK.parameters["least"].values
    least = evolve(PACK.parameters["least"], values=[first, evolve(second, since=date(2020, 12, 31))])
    pack = checked(evolve(PACK, parameters={**PACK.parameters, "least": least}))
    found = texts(pages_of(pack, TESTS).pages["rule", "life", "silent-year"])
    assert "Then: Life not met and Alive every second year violated." in found["What makes it fire"]


def test_what_tests_and_waivers_of_the_parent_say_is_told_as_theirs():
    """A thing that is as in the parent is told to be named by tests of that; accepted findings are told with whose they are."""
    child = checked(evolve(PACK, id="child", waive={**PACK.waive, "mine": "Ours."}))
    object.__setattr__(child, "parent", PACK)
    found = pages_of(child, parents_tests=[TESTS])
    told = {key: texts(one) for key, one in found.pages.items()}
    named = "No test of the pack names this, but tests of full do."
    assert told["rule", "life", "silent-year"]["What makes it fire"] == told["rule", "life", "silent-year"]["What does not"] == named
    assert told["rule", "life", "busy"]["What does not"] == "No test of the pack names this."
    assert told["criterion", "life", "yearly"]["Tests"] == told["element", "life"]["Tests"] == named
    assert told["criterion", "life", "spare"]["Tests"] == "No test of the pack names this."
    assert told["pack",]["Accepted findings of the check"] == "no-tests, They come. (accepted in full); mine, Ours."
    assert told["criterion", "life", "spare"]["Accepted findings of the check"] == "never-satisfied, To come. (accepted in full)"
    assert "unread-type, Read elsewhere. (accepted in parent)" in told["vocabulary",]["visit"]
    rules = [evolve(rule, unless=()) if rule.id == "silent-year" else rule for rule in PACK.elements[0].rules]
    other = checked(evolve(child, elements=[evolve(PACK.elements[0], rules=rules), PACK.elements[1]]))
    object.__setattr__(other, "parent", PACK)
    found = pages_of(other, parents_tests=[TESTS])
    assert texts(found.pages["rule", "life", "silent-year"])["What does not"] == "No test of the pack names this."


def test_tests_of_the_parent_are_read_where_they_can_be(tmp_path):
    """The pages of the pack in a folder know the tests of the packs it stands on, and do without those that cannot be read."""
    ringrose = next(folder for folder in FOLDERS if folder.name == "ringrose")
    base = tmp_path / "base"
    shutil.copytree(ringrose, base)
    (tmp_path / "child").mkdir()
    (tmp_path / "child" / "pack.yaml").write_text("ringrose: pack/1\nid: child\nversion: '1'\nextends: ../base\n", encoding="utf-8")
    key = ("rule", "commitment", "tie-ended")
    assert "but tests of ringrose do" in texts(pages_of_folder(tmp_path / "child").pages[key])["What makes it fire"]
    (base / "tests" / "odd.yaml").write_text("tests: 1", encoding="utf-8")
    assert texts(pages_of_folder(tmp_path / "child").pages[key])["What makes it fire"] == "No test of the pack names this."
