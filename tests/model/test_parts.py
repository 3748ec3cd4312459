"""Small parts of the model and of problems."""

import copy
import pickle
from datetime import date

import pytest
from attrs import define, field

from ringrose import InputError, LocalText, Message, Pattern, Problem, Range, Ref
from ringrose.errors import Flaw, nearest, one_of, place_of
from ringrose.files import structure
from ringrose.files.yaml_errors import explain
from ringrose.model.checking import Anything, Hidden
from ringrose.model.pack import PatternError
from ringrose.model.text import as_text
from ringrose.model.values import ValueFlaw, read_range, read_value, show


def test_problem_lines():
    """A problem is one line: file, line and column or place, what, why, hint, each a sentence."""
    assert str(Problem("f", "What", "Why?", "Hint.", 3, 5)) == "f:3:5: What. Why? Hint."
    assert str(Problem("f", "a\nb", place="x[1]", warning=True)) == "f: x[1]: warning: a\\nb."
    assert len(str(Problem("f", "x" * 10_000, place="y" * 10_000))) < 3100


def test_input_errors_travel():
    """An error with problems can be pickled and copied, as it must be to cross processes."""
    error = InputError([Problem("f", "What")])
    assert pickle.loads(pickle.dumps(error)).problems == copy.copy(error).problems == error.problems  # noqa: S301


def test_places():
    """Places count from one; flaws can be seen from further up."""
    assert place_of(Flaw(("year",), "x").under(("facts", 2)).path) == "facts[3].year"


def test_nearest_names():
    """The nearest name is found without regard to case, and not sought for what is too long or no text."""
    assert nearest("MONITORNG", ["monitoring"]) == "Did you mean `monitoring`?"
    assert nearest("x" * 101, ["x" * 100]) == nearest(5, ["5"]) == nearest("abc", ["xyz"]) == ""
    assert one_of([]) == "There is none."
    assert one_of(["a" * 100]) == f"Known is `{'a' * 57}...`."
    assert one_of([str(n) for n in range(25)]).endswith("`19` and 5 more.")


def test_values_as_their_writer_knows_them():
    """Values in messages look as in a file, and never grow long."""
    shown = [show(value) for value in (None, True, False, "a", 1.5, [1], {}, 10**5000, "x" * 100, date(2018, 1, 1))]
    assert shown == ["nothing", "true", "false", '"a"', "1.5", "a list", "a mapping", "this number", f'"{"x" * 56}...', "2018-01-01"]


def test_hints_of_values():
    """A value of the wrong type comes with what to write instead."""
    hints = []
    for value, kind in (("5", "number"), ("x", "number"), ("2018-05-01", "year"), (date(2018, 5, 1), "year"), (None, "text")):
        with pytest.raises(ValueFlaw) as caught:
            read_value(value, kind)
        hints.append(caught.value.hint)
    assert hints == ["Write it without quotes.", "", "Write 2018", "Write 2018", ""]


def test_ranges():
    """A range is read from a mapping or taken as it is."""
    assert read_range({"gte": 1.0, "lt": 2.5}, "number") == Range(gte=1, lt=2.5) == read_range(Range(gte=1, lt=2.5), "number")
    assert read_range({"lt": "2018-05-01"}, "year") == Range(lt=2018)


def test_anything():
    """Where not all ids could be read, every id may be one of them."""
    anything = Hidden({}, frozenset({"partner"})).known("partner", ["a"])
    assert isinstance(anything, Anything)
    assert "whatever" in anything
    assert list(anything) == [] and len(anything) == 0  # noqa: PT018
    assert list(Hidden({"field": frozenset({"b"})}).known("field", ["a"])) == ["a", "b"]


def test_texts_per_language():
    """A text is told in the language asked for, else without one, else in English, else in any."""
    assert LocalText({"id": "x", "en": "y"}).get("ko") == "y"
    assert LocalText({"id": "x"}).get("ko") == str(LocalText({"id": "x"})) == "x"
    assert as_text(LocalText({"": "a"})).plain() == "a"
    with pytest.raises(TypeError, match="a text or a mapping of languages to texts is needed, not 5"):
        as_text(5)


def test_messages():
    """A message fills its slots in the language, and a slot's text is not read as a template again."""
    template = LocalText({"en": "{a.b} {a.c} {a.d} {a.e} {a.f}"})
    slots = {"a.b": "{a.c}", "a.c": None, "a.d": True, "a.e": LocalText({"id": "kota"}), "a.f": date(2018, 1, 1)}
    assert Message(template, slots).text("id") == "{a.c} tidak disebutkan ya kota 2018-01-01"
    assert Message(template, {**slots, "a.e": 5}).text("ko") == "{a.c} not stated yes 5 2018-01-01"


def test_patterns():
    """A pattern knows its references; one that is not written as the language asks tells each place."""
    pattern = Pattern("visit", {"year": {"in": [2018, "$y.value"]}, "by": "$p.id", "title": {"exists": True}})
    assert pattern.refs() == (Ref("y", "value"), Ref("p", "id"))
    with pytest.raises(PatternError, match="year: A single value is needed here; by: `\\$p` is not a reference"):
        Pattern("visit", {"year": None, "by": "$p"})


@define
class _Broken:
    id: str = field()

    @id.validator
    def _refuse(self, *_):
        raise ZeroDivisionError


def test_mistakes_of_the_program():
    """An error that is no flaw of a file is not told as one."""
    with pytest.raises(ZeroDivisionError):
        structure.structured_by(_Broken, "{id: a}")({"id": "a"}, _Broken)
    with pytest.raises(ZeroDivisionError):
        structure.structured_by(_Broken, "{id: a}", id=lambda *_: 1 // 0)({"id": "a"}, _Broken)


def test_errors_of_yaml_that_are_not_known():
    """An error of the YAML parser that has no better words is told in its own, at the beginning where it names no place."""
    from ruamel.yaml.error import MarkedYAMLError

    assert explain(MarkedYAMLError(problem="found\nsomething")) == (1, 1, "This is not YAML: found\\nsomething", "", "")
    assert explain(MarkedYAMLError())[2] == "This is not YAML: it cannot be read"
