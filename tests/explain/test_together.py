"""What differs in one slot only is told together."""

from hypothesis import given
from hypothesis import strategies as st

from ringrose.explain.together import in_natural_order, together


def grouped(*items):
    """Groups of dicts of slots, where nothing else must be equal."""
    return together(items, lambda slots: ("", slots))


def test_items_that_differ_in_one_slot_are_one_group():
    """Items that agree in all slots but one are one group, and the slot is named."""
    items = [{"year": "2017", "by": "a"}, {"year": "2019", "by": "a"}, {"year": "2020", "by": "a"}]
    assert grouped(*items) == [("year", items)]


def test_items_that_are_equal_are_one_group_without_a_slot():
    """Equal items are one group in which no slot differs."""
    assert grouped({"a": "1"}, {"a": "1"}) == [(None, [{"a": "1"}, {"a": "1"}])]


def test_items_without_slots_are_one_group():
    """Items that have no slots are one group."""
    assert grouped({}, {}) == [(None, [{}, {}])]


def test_the_slot_that_leaves_the_fewest_groups_is_chosen():
    """Of several slots the one is chosen that leaves the fewest groups."""
    items = [{"x": x, "y": y} for x in "12" for y in "abc"]
    assert [(slot, len(group)) for slot, group in grouped(*items)] == [("y", 3), ("y", 3)]


def test_of_equally_good_slots_the_first_is_chosen():
    """Of slots that leave equally many groups the first of the sentence is chosen."""
    items = [{"x": x, "y": y} for x in "12" for y in "ab"]
    assert [slot for slot, _ in grouped(*items)] == ["x", "x"]


def test_items_that_differ_in_two_slots_stay_apart():
    """Items that differ in more than one slot are told one by one."""
    items = [{"x": "1", "y": "a"}, {"x": "2", "y": "b"}]
    assert grouped(*items) == [(None, [items[0]]), (None, [items[1]])]


def test_what_must_be_equal_keeps_items_apart():
    """Items that differ in what must be equal are never told together, and groups come in the order of their first items."""
    items = [("b", {"x": "1"}), ("a", {"x": "2"}), ("b", {"x": "3"})]
    assert together(items, lambda item: item) == [("x", [items[0], items[2]]), (None, [items[1]])]


def test_numbers_are_ordered_by_size_and_texts_as_a_reader_does():
    """Numbers come by size and before texts; texts by letters whatever their case, and by the size of the numbers in them."""
    values = [(10, "10"), ("part 10", "part 10"), (9, "9"), ("Part 9", "Part 9"), (2.5, "2.5"), (None, "not stated"), (9, "9")]
    assert in_natural_order(values) == ["2.5", "9", "10", "not stated", "Part 9", "part 10"]


def test_very_long_numbers_in_texts_are_no_trouble():
    """Digits too many for a number are ordered all the same."""
    long, longer = "7" * 5000, "1" * 5001
    assert in_natural_order([(longer, longer), (long, long)]) == [long, longer]


@given(st.lists(st.fixed_dictionaries({"x": st.sampled_from("123"), "y": st.sampled_from("123"), "z": st.sampled_from("12")})))
def test_no_item_is_lost_and_groups_agree(items):
    """Every item is in exactly one group, and the items of a group differ in its slot alone."""
    groups = grouped(*items)
    assert sorted(map(str, items)) == sorted(str(item) for _, group in groups for item in group)
    for slot, group in groups:
        assert len({tuple((k, v) for k, v in item.items() if k != slot) for item in group}) == 1


@given(st.lists(st.tuples(st.one_of(st.integers(), st.text()), st.text())))
def test_any_values_can_be_ordered(values):
    """Values of any kinds can be ordered, and each shown text comes once."""
    shown = in_natural_order(values)
    assert sorted(shown) == sorted({text for _, text in values})
