"""Tables as data frames of pandas and polars."""

import sys

import narwhals
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose import InputError
from ringrose.explain.rows import COLUMNS
from ringrose.render.frames import frame
from tests.making import assessment, finding, leaf, unknown

LIBRARIES = ["pandas", "polars"]
JUDGED = assessment(finding("Bad.", [leaf("v1")]), finding("Worse.", [leaf("v3")], rule="s"), more=[unknown("open")])
ROWS = st.fixed_dictionaries(
    {
        column: {
            str: st.none() | st.text(alphabet=st.characters(codec="utf-8"), max_size=5),
            int: st.integers(0, 2**62),
            bool: st.booleans(),
        }[kind]
        for column, kind in COLUMNS.items()
    }
)


def read(native):
    """The rows of a data frame, read back, and the kinds of its columns."""
    back = narwhals.from_native(native)
    rows = [{name: value if value == value else None for name, value in row.items()} for row in back.rows(named=True)]  # noqa: PLR0124  # NaN
    return rows, dict(back.schema)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("shown", [JUDGED, JUDGED["growth"]])
def test_a_data_frame_holds_the_rows(library, shown):
    """The data frame is one of the library asked for, and holds the rows and columns of `to_rows`."""
    native = getattr(shown, f"to_{library}")()
    assert type(native).__module__.partition(".")[0] == library
    rows, _ = read(native)
    assert rows == shown.to_rows()
    assert [row["findings"] for row in rows] == [2, 0]


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("number", [0, 1])
def test_columns_have_their_types_however_few_rows_there_are(library, number):
    """Counts are integers, yes and no are booleans, all else is text: also in an empty table."""
    native = frame(JUDGED.to_rows()[:number], library)
    rows, schema = read(native)
    assert len(rows) == number
    assert list(native.columns) == list(COLUMNS)
    assert schema["findings"] == narwhals.Int64
    assert schema["decides"] == narwhals.Boolean
    others = {kind for column, kind in schema.items() if column not in ("findings", "decides")}
    assert others <= {narwhals.String(), narwhals.Object()}  # older versions of pandas have no type for text


@pytest.mark.parametrize("library", LIBRARIES)
@settings(max_examples=25)
@given(st.lists(ROWS, max_size=4))
def test_values_come_through_as_they_are(library, rows):
    """Whatever texts and numbers a table holds, the data frame holds the same."""
    assert read(frame(rows, library))[0] == rows


@pytest.mark.parametrize(
    ("library", "missing"), [("pandas", "narwhals"), ("pandas", "pandas"), ("polars", "narwhals"), ("polars", "polars")]
)
def test_what_is_missing_is_told_with_what_to_type(monkeypatch, library, missing):
    """Where narwhals or the library is not installed, one sentence says which extra to install."""
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(InputError) as error:
        getattr(JUDGED, f"to_{library}")()
    assert str(error.value) == (
        f'to_{library}: No data frame of {library} can be made. {missing} is not installed. Install it: pip install "ringrose[{library}]".'
    )
