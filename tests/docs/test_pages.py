"""The pages, followed from top to bottom as a reader would."""

import pytest

from ringrose.authoring.trials.trying import try_pack
from tests.docs.pages import PAGES, ROOT, Story, changed, fences, fits, furnish, name_of, renewed
from tests.native import native  # noqa: F401  # the pages show judgements

KNOWN = {
    "console": {""},
    "diff": {"change", "try in"},
    "mermaid": {""},
    "python": {""},
    "sh": {""},
    "text": {"prints"},
    "yaml": {"file", "add to", "from", "example"},
}


@pytest.mark.parametrize("page", [page for page in PAGES if "decisions" not in page.parts], ids=name_of)
def test_a_page_shows_what_happens(page, tmp_path):
    """Whoever follows a page from top to bottom in an empty folder sees exactly what it shows."""
    furnish(tmp_path)
    Story(page, tmp_path).follow()


def test_the_tests_of_the_worked_pack_hold(tmp_path):
    """The tests of the pack that the page on rules makes say what is so, as those of the packs that we ship do."""
    furnish(tmp_path)
    Story(ROOT / "docs" / "writing-rules.md", tmp_path).follow()
    trial = try_pack(tmp_path / "my-rules")
    assert len(trial.tried) > 1
    assert not trial.failed


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_nothing_is_shown_that_is_not_run(page):
    """Every fence of a page is run, compared, or marked as commands that are only to be typed."""
    for fence in fences(page.read_text(encoding="utf-8")):
        assert fence.kind in KNOWN.get(fence.language, ()), f"{name_of(page)}:{fence.first}: {fence.language} {fence.mark}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_lines_that_come_from_a_file_stand_there(page):
    """Lines that a page quotes from a file of the repository stand so in that file."""
    for fence in fences(page.read_text(encoding="utf-8")):
        if fence.kind == "from":
            assert fence.text in (ROOT / fence.target).read_text(encoding="utf-8")


def test_left_out_lines_are_marked():
    """A line `[...]` on a page stands for at least one line that is printed, and nothing else may be left out."""
    printed = ["one", "two", "three", "four"]
    assert fits(["one", "[...]", "four"], printed)
    assert fits(["[...]", "three", "four"], printed)
    assert fits(["one", "two", "[...]"], printed)
    assert not fits(["one", "[...]"], ["one"])
    assert not fits(["one", "four"], printed)
    assert not fits(["one", "[...]", "two", "four"], printed)


def test_what_is_shown_can_be_written_anew():
    """When outputs are written anew, a part that was shown is found by its first line and stays as long as it was."""
    assert renewed(["a", "old", "[...]", "d"], ["a", "b", "c", "d"]) == ["a", "b", "[...]", "d"]
    assert renewed(["old"], ["a", "b"]) == ["a", "b"]
    with pytest.raises(AssertionError, match="choose anew"):
        renewed(["gone", "[...]"], ["a"])


def test_a_change_of_lines_is_exact():
    """A change that a page asks for replaces lines that stand in the file exactly once."""
    assert changed("a\nb\nc\n", " a\n-b\n+x\n") == "a\nx\nc\n"
    with pytest.raises(AssertionError, match="once"):
        changed("a\na\n", "-a\n+b\n")
