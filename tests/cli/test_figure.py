"""`ringrose figure`: what is drawn, where it is written, and how it ends."""

from functools import cache

import pytest

from ringrose import assess
from ringrose.cli import figure
from ringrose.explain import LANGUAGES
from ringrose.explain.report.making import report_of
from ringrose.explain.words import say
from ringrose.render.figures import choosing, glance, tree, years
from tests.fonts import needs_font

COMPILED = ("--engine", "compiled")


@cache
def drawings(path, lang, **options):
    """The figures of the library."""
    report = report_of(assess(path, lang=lang, engine="compiled", **options))
    return {
        "glance": glance.draw(report),
        "timeline": years.draw(report.chart, say("figure.years", lang, case=report.title)),
        "tree": tree.draw_all(report.elements, report.title, lang),
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_figures_of_the_library_are_written(ringrose, seed, lang):
    """Each kind is printed as the library draws it, in the language asked for; without more, the glance."""
    for kind, drawing in drawings(seed, lang).items():
        assert ringrose("figure", seed, "--kind", kind, "--lang", lang, *COMPILED) == (0, drawing.standalone(), "")
    assert ringrose("figure", seed, "--lang", lang, *COMPILED).out == drawings(seed, lang)["glance"].standalone()


def test_a_file_is_written_and_named(ringrose, seed, tmp_path):
    """With -o the figure is written to a file, and its title is told; what is there is written over only where that is asked for."""
    path = tmp_path / "f.svg"
    done = ringrose("figure", seed, *COMPILED, "-o", str(path))
    assert done == (0, f"{path}: Semarang and Jung-gu: the elements at a glance\n", "")
    assert path.read_text(encoding="utf-8") == drawings(seed, "en")["glance"].standalone()
    again = ringrose("figure", seed, "--kind", "timeline", "-o", str(path))
    assert (again.code, again.out, "This is there already" in again.err) == (2, "", True)
    assert ringrose("figure", seed, "--kind", "timeline", "-o", str(path), "--overwrite").code == 0
    assert path.read_text(encoding="utf-8") == drawings(seed, "en")["timeline"].standalone()


@needs_font
def test_the_ending_of_the_name_tells_what_to_write(ringrose, seed, tmp_path):
    """A name that ends in .png becomes a PNG, larger with a larger scale; another ending is refused, unless --format tells."""
    pytest.importorskip("resvg_py")
    sizes = []
    for scale in ([], ["--scale", "1"]):
        path = tmp_path / f"{len(sizes)}.PNG"
        assert ringrose("figure", seed, *COMPILED, "-o", str(path), *scale).code == 0
        sizes.append(int.from_bytes(path.read_bytes()[16:20], "big"))
    assert sizes == [1600, 800]
    refused = ringrose("figure", seed, "-o", str(tmp_path / "f.gif"))
    assert (refused.code, "endings .svg, .png, or add --format" in refused.err) == (2, True)
    assert ringrose("figure", seed, "-o", str(tmp_path / "f.gif"), "--format", "svg").code == 0


def test_the_tree_of_a_part_can_be_asked_for(ringrose, seed):
    """--of names an element or one of its criteria; the tree then shows that alone."""
    report = report_of(assess(seed, engine="compiled"))
    commitment = [element for element in report.elements if element.told.id == "commitment"]
    of_element = ringrose("figure", seed, "--kind", "tree", "--of", "commitment", *COMPILED).out
    assert of_element == tree.draw_all(commitment, report.title, "en").standalone()
    of_criterion = ringrose("figure", seed, "--kind", "tree", "--of", "commitment.monitored", *COMPILED).out
    assert of_criterion == tree.draw_all(commitment, report.title, "en", "monitored").standalone()
    assert "Monitored every year" in of_criterion
    assert "Kept up" not in of_criterion


@pytest.mark.parametrize("kind", ["glance", "timeline"])
def test_a_figure_is_drawn_as_of_a_day(ringrose, examples, kind):
    """With --as-of the case is drawn as it was then."""
    path = str(examples / "surabaya-kitakyushu.yaml")
    then = drawings(path, "en", as_of=2011)[kind].standalone()
    assert ringrose("figure", path, "--kind", kind, "--as-of", "2011", *COMPILED).out == then
    assert then != drawings(path, "en")[kind].standalone()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--of", "commitment"), "--of says of what to draw the tree. Add --kind tree, or leave it away."),
        (("--scale", "2"), "--scale is for PNG; an SVG has any size. Leave it away."),
    ],
)
def test_options_that_do_not_fit_are_refused(ringrose, seed, arguments, told):
    """An option that the figure has no use for is refused in a sentence."""
    assert ringrose("figure", seed, *arguments) == (2, "", f"ringrose: {told} Try `ringrose figure --help`.\n")


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("commitmet", "There is no element `commitmet`. Did you mean `commitment`?"),
        ("commitment.monitord", "There is no criterion `monitord` in the element `commitment`. Did you mean `monitored`?"),
    ],
)
def test_a_part_that_is_not_there_is_refused(ringrose, seed, target, told):
    """A name that stands for no element or criterion is told, with the one that was probably meant."""
    done = ringrose("figure", seed, "--kind", "tree", "--of", target)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"of: {told} Known are ")


def test_a_case_without_a_title_goes_by_its_id(ringrose, standard_input):
    """A case from standard input that has no title is named by its id."""
    standard_input(b'{"ringrose": "case/1", "id": "untitled", "partners": [{"id": "p"}], "review": {"from": 2016, "to": 2017}}')
    assert "untitled: what is recorded, year by year" in ringrose("figure", "-", "--kind", "timeline").out


def test_the_kinds_are_those_of_the_library():
    """The command knows the figures that the library knows."""
    assert figure.KINDS == choosing.KINDS


def test_what_cannot_be_read_is_refused(ringrose):
    """A case that is not there is one line on standard error, and nothing is on standard output."""
    done = ringrose("figure", "nowhere.yaml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
