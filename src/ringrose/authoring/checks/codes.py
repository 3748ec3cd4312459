"""The catalogue: each code of a remark, how much it weighs, and what it says in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

__all__ = ["CODES", "WEIGHTS", "Code", "Weight"]

Weight = Literal["wrong", "weak", "missing"]

WEIGHTS: Mapping[Weight, str] = {
    "wrong": "the pack hardly says what it should",
    "weak": "something is there in vain",
    "missing": "a reader or an author will look for something that is not there",
}


@frozen
class Code:
    """A code; ``searched``: Hypothesis looks for it; ``caused``: a pack can cause it in what it takes over from its parent."""

    name: str
    weight: Weight
    told: str
    searched: bool = False
    caused: bool = False


_ALL = (
    Code("never-fires", "wrong", "A rule can never fire: what its conditions ask for cannot be.", caused=True),
    Code("no-example-fires", "wrong", "No case was found in which a rule fires, though all that could matter was tried.", caused=True),
    Code("never-satisfied", "wrong", "Nothing can satisfy an essential criterion, so its element can never be met.", caused=True),
    Code(
        "never-violated", "wrong", "Nothing can violate an essential criterion or a safeguard, so it never sinks its element.", caused=True
    ),
    Code("never-known", "wrong", "A criterion stays unknown in every case.", caused=True),
    Code("contained-rule", "wrong", "Whenever a rule fires, another one fires with the same conclusion.", caused=True),
    Code("satisfied-and-violated", "wrong", "One case can satisfy and violate a criterion.", searched=True, caused=True),
    Code("absence-as-evidence", "wrong", "A violation rests on nothing being recorded, though no record is closed.", caused=True),
    Code("slots-differ", "wrong", "A text fills in other things in one language than in another."),
    Code("changed-without-version", "wrong", "The content is not that of its version in CHANGELOG.md."),
    Code("never-derived", "weak", "No rule concludes a derived fact type.", caused=True),
    Code("unread-type", "weak", "No rule reads a fact type.", caused=True),
    Code("unread-attribute", "weak", "No rule reads an attribute, and no text tells it."),
    Code("values-alike", "weak", "Several values of an attribute are named by no rule, so they mean the same."),
    Code("unused-alias", "weak", "A rule names a fact with `as` and never uses the name."),
    Code("unused-reference", "weak", "A reference of pack.yaml is named nowhere."),
    Code("unused-parameter", "weak", "A parameter is named in no rule."),
    Code("needless-waiver", "weak", "A waiver accepts what the check does not find."),
    Code("unknown-waiver", "weak", "A waiver names a code that does not exist."),
    Code("missing-text", "missing", "A title, question, meaning, sentence or piece of advice is not there."),
    Code("missing-language", "missing", "A text is not there in a language of the pack."),
    Code("missing-example", "missing", "A fact type that cases record has no example."),
    Code("missing-reference", "missing", "A rule does not say where it comes from."),
    Code("untested-firing", "missing", "No test of the pack says of a rule that it fires."),
    Code("untested-silence", "missing", "No test of the pack says of a rule that it is silent."),
    Code("untold-version", "missing", "CHANGELOG.md does not tell of the version of the pack, or not of its day."),
    Code("untold-digest", "missing", "CHANGELOG.md tells of the version without its digest."),
)

CODES: Mapping[str, Code] = {code.name: code for code in _ALL}
"""All codes, by name, the weightiest first."""
