"""The examples of the rule language on the pages: what they say to follow is what follows."""

import pytest

from tests.docs.examples import check
from tests.docs.pages import PAGES, ROOT, fences, name_of
from tests.native import native  # noqa: F401

MEANING = ROOT / "docs" / "meaning.md"
EXAMPLES = [
    pytest.param(fence.text, id=f"{name_of(page)}:{fence.first}")
    for page in PAGES
    for fence in fences(page.read_text(encoding="utf-8"))
    if fence.kind == "example"
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_judged_as_told(example, tmp_path):
    """What an example of the rule language says to follow from its facts is what the engine concludes, and the oracle too."""
    check(example, tmp_path)


def test_an_example_that_is_wrong_fails(tmp_path):
    """An example that tells what does not follow, tells nothing, or uses a word that examples do not have, fails."""
    rule = "if: [{fact: visit}]\n"
    for wrong in ("status: satisfied", "findings: 1", "refused: nonsense", "", "stauts: unknown"):
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            check(rule + wrong, tmp_path)
    check(rule + "status: unknown", tmp_path)


def test_every_word_of_the_rule_language_has_an_example():
    """The page on the meaning shows every kind of condition, operator and conclusion, and a rule that is refused, by examples."""
    shown = "".join(fence.text for fence in fences(MEANING.read_text(encoding="utf-8")) if fence.kind == "example")
    conditions = ("{fact:", "as:", "{no:", "has:", "    no:", "{at_least:", "{at_most:", "distinct:", "share:", "unless:")
    operators = ("in:", "not:", "gt:", "gte:", "exists: true", "exists: false", "lte:", "within:", "$param.", "{param.")
    conclusions = ("satisfies:", "violates:", "with:", "derived:", "refused:")
    assert [word for word in (*conditions, *operators, *conclusions) if word not in shown] == []
