"""The packs that explanations are timed on."""

from benchmarks.explaining import times_the_rules
from ringrose import assess, load_pack
from tests.native import native  # noqa: F401  # the engine that is there by default


def test_a_pack_with_more_rules_says_the_same_several_times():
    """A pack with each element several times is sound, and gives each of them the status of the first."""
    from benchmarks.engine import EXAMPLES

    pack = load_pack("ringrose")
    more = times_the_rules(pack, 3)
    assert len(list(more.rules())) == 3 * len(list(pack.rules()))
    for path in EXAMPLES:
        once = [judgement.status for judgement in assess(path, pack=pack)]
        assert [judgement.status for judgement in assess(path, pack=more)] == 3 * once
