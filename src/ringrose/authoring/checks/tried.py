"""Rules of which the tests of the pack do not say that they fire, or that they are silent."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.authoring.trials.own import own_rules

__all__ = ["rules"]


def rules(checked: Checked) -> Iterator[Remark]:
    """Rules without a test in which they fire, or without one in which they do not. Of rules that never fire only the second is asked.

    A rule of which a pack changes only texts of its parent's is for the parent's tests.
    """
    if checked.tests is None:
        return
    fires = {name for test in checked.tests for name in (*test.expect.fires, *(grounds.rule for grounds in test.expect.because))}
    silent = {name for test in checked.tests for name in test.expect.silent}
    own = own_rules(checked.pack)
    for place in checked.rules():
        if place.name not in own:
            continue
        if place.name not in fires and place.name not in checked.silent:
            what = f"No test says that the rule `{place.name}` fires"
            hint = f"Write a test with expect: {{fires: [{place.name}]}}"
            yield Remark("untested-firing", place.path, place.name, what, "Nobody would notice if it did not any more", hint)
        if place.name not in silent:
            what = f"No test says that the rule `{place.name}` is silent"
            hint = f"Write a near miss, with expect: {{silent: [{place.name}]}}"
            yield Remark("untested-silence", place.path, place.name, what, "Nobody would notice if it fired too often", hint)
