"""The benchmark of reports and comparisons."""

import re
from random import Random

import pytest

from benchmarks import reports
from benchmarks.plausible import plausible_case
from benchmarks.reports import Cost, measure
from ringrose import InputError, Problem, load_case
from tests.native import native  # noqa: F401  # the engine that is there by default


@pytest.fixture(scope="module")
def tables():
    """The tables of the benchmark on small cases, with all their rows."""
    return [(table, [list(row) for row in table.rows]) for table in measure((10, 20), (10,), 1, (2, 4), 1)]


def test_every_size_has_a_row(tables):
    """Each size, and each number of cases, has a row with a cell for each column; Word is measured where that is asked for."""
    (of_reports, first), (of_comparisons, second), _ = tables
    assert [row[0] for row in first] == ["10", "20"]
    assert [row[0] for row in second] == ["2", "4"]
    for table, rows in ((of_reports, first), (of_comparisons, second)):
        assert {len(row) for row in rows} == {len(table.columns)}
    assert [row[7] == "-" for row in first] == [False, True]
    weights = [int(row[4].replace(",", "")) for row in first]
    assert 10 < weights[0] <= weights[1] < 200


def test_the_goals_compare_the_largest_with_the_one_before(tables):
    """The heaviest page has a goal, and so has what each fact and each case costs in the largest, against the one before it."""
    (_, _), (_, _), (table, rows) = tables
    assert table.columns == ("measured", "value", "goal")
    assert rows[0][0] == "the heaviest web page of 10 facts"
    assert rows[0][2] == "under 1,000 kB"
    assert [re.search(r": (.*), each", row[0])[1] for row in rows[1:]] == ["20 facts / 10"] * 3 + ["4 cases / 2"] * 3
    assert all(float(row[1]) > 0 for row in rows[1:])


def test_what_grows_in_proportion_costs_as_much_a_fact():
    """Where all grows in proportion each fact costs the same; where the page of five times the facts weighs ten times, it weighs twice."""
    before = Cost(1_000, {"make": [2.0, 9.0], "html": [0.5, 0.5]}, {"html": [300_000, 310_000]})
    largest = Cost(5_000, {"make": [10.0, 45.0], "html": [2.5, 5.0]}, {"html": [3_000_000, 3_100_000]})
    rows = list(reports._goals([before, largest], [before, before]))
    assert [row[1] for row in rows] == ["310 kB", "1.00", "1.50", "2.00", "1.00", "1.00", "1.00"]


def test_word_is_left_out_where_its_extra_is_not_installed(monkeypatch):
    """Where Word cannot be written its cells are empty, and all else is measured."""

    def refuse(report):
        raise InputError([Problem("word", "pandoc is missing", "", "")])

    monkeypatch.setattr(reports.report_word, "render", refuse)
    table = next(measure((10, 20), (10, 20), 1, (1, 2), 1))
    assert [row[7:] for row in map(list, table.rows)] == [["-", "-"]] * 2


def test_long_records_are_sound_and_of_the_same_story():
    """A plausible case of a thousand facts is sound, and tells of the same partners in the same years as the short one of its seed."""
    short, long = (load_case(plausible_case(Random("a"), 1, size)) for size in (50, 1_000))
    assert len(long.facts) == 1_000
    assert (long.partners, long.review, long.fields) == (short.partners, short.review, short.fields)
