"""The cases by which pages are tried have what a report can tell, and are hostile throughout."""

import pytest

from ringrose import assess, load_case, load_pack
from tests.hostile_cases import FRAGMENTS, LONG, harmless_case, hostile_case, large_case, long_case, texts_of


def test_the_story_has_everything_a_report_can_tell():
    """One case has all four statuses, conflicts, open questions, a fact of each type, certainty and truth, and published judgements."""
    case = load_case(harmless_case())
    found = assess(case)
    assert {judgement.status for judgement in found} == {"met", "not_met", "contested", "undetermined"}
    assert len(found.conflicts) == 2
    assert found.open_questions
    assert {fact.type for fact in case.facts} == set(load_pack("ringrose").vocabulary.recordable)
    assert {fact.holds for fact in case.facts} == {True, False, "unknown"}
    assert {fact.certainty for fact in case.facts} == {"certain", "probable", "doubtful"}
    assert case.published
    assert case.complete


@pytest.mark.parametrize("make", [hostile_case, long_case])
def test_other_words_change_no_judgement(make):
    """The story in hostile or endless words is a sound case, and is judged as the harmless one is."""
    statuses = [judgement.status for judgement in assess(load_case(make()))]
    assert statuses == [judgement.status for judgement in assess(load_case(harmless_case()))]


def test_every_text_of_a_hostile_case_is_hostile():
    """Each text of the story that is free holds every fragment or is an id with markup in it; in the long one each is as long."""
    harmless, hostile, long = ([*texts_of(make())] for make in (harmless_case, hostile_case, long_case))
    assert len(harmless) == len(hostile) == len(long)
    free = [at for at, text in enumerate(harmless) if text != hostile[at]]
    assert len(free) > 200
    assert all("alert(1)" in hostile[at] for at in free)
    assert sum(all(fragment in hostile[at] for fragment in FRAGMENTS) for at in free) > 100
    assert all(len(long[at]) >= 200 for at in free)
    assert sum(LONG in long[at] for at in free) > 100
    kept = {text for at, text in enumerate(harmless) if at not in free}
    assert not [text for text in kept if text.startswith("The ")]


def test_a_large_case_is_sound():
    """A case with as many more facts as asked for can be read, and each of them states a year and a place."""
    case = load_case(large_case(70))
    more = [fact for fact in case.facts if fact.id.startswith("more-")]
    assert len(more) == 70
    assert all("year" in fact.attributes and fact.source[0].at for fact in more)
