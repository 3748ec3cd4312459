"""Each code: small packs that show it, and near misses that do not."""

import pytest

from ringrose.authoring.checks.checking import check_pack_of
from ringrose.authoring.checks.codes import CODES, WEIGHTS
from tests.authoring.checks.writing import FILES, changed, written

LIFE, WORDS, TOP, TESTS = "life.yaml", "vocabulary.yaml", "pack.yaml", "tests/life.yaml"
END = "    advice: Go there.\n    reference: {id: office}\n"


def rule(text, then="{satisfies: met}", rest="because: So it is., reference: {id: office}"):
    """One more rule, `life.more`, with a test in which it is silent and, so to speak, one in which it fires."""
    return [
        (LIFE, END, f"{END}  - {{id: more, {text}, then: {then}, {rest}}}\n"),
        (TESTS, "[life.not-visited], silent", "[life.not-visited, life.more], silent"),
        (TESTS, "silent: [life.not-visited]", "silent: [life.not-visited, life.more]"),
    ]


def violating(text, rest="because: So it is., advice: Write., reference: {id: office}"):
    """One more rule that violates `met`."""
    return rule(text, "{violates: met}", rest)


CRITERION = "  - {id: met, role: essential, title: They meet, question: Do they meet?}\n"


def criterion(role, *rules):
    """One more criterion, `life.kept`, with these rules."""
    changes = [(LIFE, CRITERION, f"{CRITERION}  - {{id: kept, role: {role}, title: Kept up, question: Is it kept up?}}\n")]
    told, names = "", ""
    for number, (text, word) in enumerate(rules):
        then = f"then: {{{word}: kept}}, because: So it is., advice: Write., reference: {{id: office}}"
        told += f"  - {{id: k{number}, {text}, {then}}}\n"
        names += f", life.k{number}"
    return [
        *changes,
        (LIFE, END, END + told),
        (TESTS, "[life.not-visited], silent", f"[life.not-visited{names}], silent"),
        (TESTS, "silent: [life.not-visited]", f"silent: [life.not-visited{names}]"),
    ]


DATES = [
    (
        WORDS,
        "      by: {type: partner}\n    example: {by: alpha}",
        "      by: {type: partner}\n      on: {type: date}\n    example: {by: alpha}",
    )
]
TWO = [(TOP, "languages: [en]", "languages: [en, id]")]
CALM = [
    (WORDS, "  busy:\n", "  calm:\n    derived: true\n    means: Nothing happens.\n  busy:\n"),
    (
        WORDS,
        "means: A year in which somebody travelled for work.\n    attributes:\n",
        "means: A year.\n    attributes:\n      last: {type: year}\n",
    ),
]
KEPT = ("if: [{fact: letter, as: l}]", "satisfies")
LOST = ("if: [{no: letter}]", "violates")


def often(first, later):
    """A parameter that is one number, and another from 2024 on."""
    values = f"[{{value: {first}}}, {{from: 2024-01-01, value: {later}}}]"
    return (TOP, "references:\n", f"parameters:\n  often: {{type: integer, means: How often., values: {values}}}\nreferences:\n")


OFTEN = ("if: [{at_least: $param.often, fact: visit}]", "satisfies")
TWICE = ("if: [{at_least: 2, fact: visit}]", "satisfies")
ABSENT = criterion(
    "safeguard", ("if: [{no: letter, where: {year: {gte: $param.often}}}], unless: [{fact: letter, where: {year: 3}}]", "violates")
)
YEARS = [
    (
        WORDS,
        "      by: {type: partner}\n    example: {by: alpha}",
        "      by: {type: partner}\n      year: {type: year}\n    example: {by: alpha}",
    )
]
TOLD = rule("if: [{at_least: $param.often, fact: letter}]", rest='because: "{param.often}", reference: {id: office}')
TITLED = [
    *rule("if: [{at_least: $param.often, fact: letter}]"),
    (LIFE, "question: Do they meet?\nreference", 'question: "Do they meet {param.often}?"\nreference'),
]


def telling(told):
    """A parameter whose value is told so."""
    values = f"[{{value: 1{told}}}]"
    return (TOP, "references:\n", f"parameters:\n  often: {{type: integer, means: How often., values: {values}}}\nreferences:\n")


SHOWN = {
    "never-fires": [
        rule("if: [{fact: visit, where: {year: {gt: 2018, lt: 2019}}}]"),
        rule("if: [{fact: visit, where: {year: {in: []}}}]"),
        rule("if: [{fact: visit, where: {purpose: {in: [work], not: work}}}]"),
        rule("if: [{fact: visit, where: {purpose: {exists: false, not: work}}}]"),
        rule("if: [{fact: visit, where: {year: {exists: false}}}]"),
        rule("if: [{fact: year, where: {nth: {lt: 0}}}]"),
        rule("if: [{fact: year, where: {nth: 0, previous: {exists: true}}}]"),
        rule("if: [{fact: year, where: {value: {lte: 1}, nth: {gte: 1}}}]"),
        rule("if: [{fact: busy, where: {year: {lt: 1}}}]"),
        rule("if: [{fact: busy, where: {year: {exists: false}}}, {fact: visit, where: {purpose: work}}]"),
        rule("if: [{fact: visit, as: v, where: {by: {exists: false}}}, {fact: letter, where: {by: $v.by}}]"),
        rule("if: [{fact: visit, as: v, where: {by: {exists: false}}}, {no: letter, where: {by: $v.by}}]"),
        rule("if: [{fact: visit, as: v, where: {purpose: work}}, {fact: visit, where: {purpose: {not: work, in: [$v.purpose]}}}]"),
        rule("if: [{fact: visit, as: v, where: {purpose: work}}, {fact: visit, where: {purpose: {not: work, in: [work, $v.purpose]}}}]"),
        rule("if: [{fact: visit, where: {purpose: work}}, {no: visit}]"),
        [*CALM, *rule("if: [{fact: calm}]")],
        [*CALM, *rule("if: [{fact: busy, as: b}, {fact: visit, where: {year: $b.last}}]")],
        rule("if: [{fact: visit, as: v}, {no: visit, where: {year: $v.year}}]"),
        rule("if: [{fact: visit, where: {purpose: work}}], unless: [{fact: visit, where: {purpose: {in: [work, study]}}}]"),
        rule("if: [{fact: visit, as: v}], unless: [{fact: visit, where: {id: $v.id}}]"),
        rule("if: [{fact: letter}], unless: [{fact: partner}]"),
        rule("if: [{at_least: 3, fact: letter}, {at_most: 2, fact: letter}]"),
        rule("if: [{at_least: 2, fact: letter, distinct: by}, {at_most: 0, fact: letter}]"),
        rule("if: [{every: {fact: partner, as: p}, has: {fact: letter, where: {by: $p.id}}}, {no: letter}]"),
        [*DATES, *rule("if: [{fact: letter, where: {on: {gt: 2018, lt: 2019}}}]")],
    ],
    "no-example-fires": [
        rule("if: [{fact: year, as: y, where: {nth: 0}}, {fact: year, where: {value: {lt: $y.value}}}]"),
    ],
    "never-satisfied": [
        [(LIFE, "then: {satisfies: met}", "then: {violates: met}")],
        [(LIFE, "has: {fact: busy, where: {year: $y.value}}", "has: {fact: busy, where: {year: {lt: 1, not: $y.value}}}")],
    ],
    "never-violated": [
        criterion("safeguard", KEPT),
        criterion("essential", KEPT),
        criterion("safeguard", KEPT, ("if: [{no: letter}, {fact: letter}]", "violates")),
    ],
    "never-known": [criterion("informative"), criterion("safeguard", ("if: [{no: letter}, {fact: letter}]", "violates"))],
    "contained-rule": [
        [often(2, 3), *criterion("informative", OFTEN, TWICE)],
        [often(2, 1), *criterion("informative", TWICE, OFTEN)],
        rule("if: [{every: {fact: year, as: y, where: {full: true}}, has: {fact: busy, where: {year: $y.value}}}, {fact: letter}]"),
        rule(
            "if: [{fact: visit, where: {purpose: work}}, {fact: visit, as: v, where: {purpose: work, year: {gt: 2010}}}]",
            "{fact: busy, with: {year: $v.year}}",
            'because: "{v.year}", reference: {id: office}',
        ),
        criterion(
            "informative", ("if: [{fact: letter}]", "satisfies"), ("if: [{fact: letter, as: l, where: {by: {exists: true}}}]", "satisfies")
        ),
        criterion("informative", ("if: [{no: letter}]", "satisfies"), ("if: [{no: visit}, {no: letter}]", "satisfies")),
        criterion(
            "informative",
            ("if: [{no: visit, where: {purpose: work}}]", "satisfies"),
            ("if: [{no: visit, where: {purpose: {in: [work, study]}}}]", "satisfies"),
        ),
        criterion("informative", ("if: [{at_least: 2, fact: letter}]", "satisfies"), ("if: [{at_least: 3, fact: letter}]", "satisfies")),
        criterion("informative", ("if: [{at_most: 2, fact: letter}]", "satisfies"), ("if: [{at_most: 1, fact: letter}]", "satisfies")),
        criterion("informative", ("if: [{at_most: 2, fact: letter}]", "satisfies"), ("if: [{no: letter}]", "satisfies")),
        criterion(
            "informative",
            ("if: [{fact: letter}], unless: [{fact: visit, where: {purpose: work}}]", "satisfies"),
            ("if: [{fact: letter}], unless: [{fact: visit}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{every: {fact: partner, as: p}, no: {fact: letter, where: {by: $p.id}}}]", "satisfies"),
            ("if: [{fact: visit}, {every: {fact: partner, as: q}, no: {fact: letter, where: {by: $q.id}}}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{no: visit, where: {purpose: study}}]", "satisfies"),
            ("if: [{no: visit, where: {purpose: {not: work}}}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{no: visit, where: {by: {exists: true}, purpose: study}}]", "satisfies"),
            ("if: [{no: visit, where: {by: {exists: true}}}]", "satisfies"),
        ),
    ],
    "satisfied-and-violated": [
        violating("if: [{fact: letter}]"),
        criterion("safeguard", ("if: [{fact: letter}]", "satisfies"), ("if: [{no: visit}]", "violates")),
    ],
    "absence-as-evidence": [
        [often(4, 2), *YEARS, *ABSENT],
        [often(2, 4), *YEARS, *ABSENT],
        criterion("safeguard", ("if: [{no: visit}], unless: [{fact: letter}]", "violates")),
        criterion("safeguard", ("if: [{no: letter}], unless: [{fact: busy}]", "violates")),
    ],
    "slots-differ": [
        [*TWO, (LIFE, 'because: "A visit of {v.by} in {v.year}."', 'because: {en: "Of {v.by} in {v.year}.", id: "Pada {v.year}."}')],
    ],
    "never-derived": [[(WORDS, "  busy:\n", "  calm:\n    derived: true\n    means: Nothing happens.\n  busy:\n")]],
    "unread-type": [
        [(WORDS, "  busy:\n", "  call:\n    means: Somebody rang.\n    example: {}\n  busy:\n")],
    ],
    "unread-attribute": [DATES],
    "values-alike": [[(WORDS, "[work, study]", "[work, study, leisure, sport]")]],
    "unused-alias": [
        rule("if: [{fact: letter, as: l}, {fact: visit}]"),
        violating("if: [{every: {fact: partner, as: p}, no: {fact: letter}}, {no: visit}, {fact: field}]"),
    ],
    "unused-reference": [[(TOP, "references:\n", "references:\n  - {id: book, title: A book}\n")]],
    "unused-parameter": [
        [(TOP, "references:\n", "parameters:\n  often: {type: integer, means: How often., values: [{value: 1}]}\nreferences:\n")]
    ],
    "needless-waiver": [
        [(TOP, "references:\n", "waive: {contained-rule: It is not.}\nreferences:\n")],
        [(LIFE, "  - id: visited\n", "  - id: visited\n    waive: {unused-alias: It is used.}\n")],
    ],
    "unknown-waiver": [[(TOP, "references:\n", "waive: {contained-rules: It is not.}\nreferences:\n")]],
    "missing-text": [
        [(TOP, "title: A small pack\n", "")],
        [(WORDS, "    means: Somebody travelled.\n", "")],
        [(LIFE, "question: Do they meet?\nreference", "reference")],
        [(LIFE, "    because: Somebody came every year.\n", "")],
        [(LIFE, "    advice: Go there.\n", "")],
        [telling(""), *TOLD],
        [telling(""), *TITLED],
        [telling(""), *rule("if: [{at_least: $param.often, fact: letter}]"), (LIFE, "title: They meet,", 'title: "{param.often}",')],
    ],
    "missing-language": [[*TWO, (TOP, "title: A small pack", "title: {en: A small pack}")], [*TWO, telling(", told: {en: once}"), *TOLD]],
    "missing-example": [[(WORDS, "    example: {by: alpha}\n", "")]],
    "missing-reference": [
        [(LIFE, "    because: Somebody came every year.\n    reference: {id: office}\n", "    because: Somebody came every year.\n")]
    ],
    "untested-firing": [[(TESTS, "fires: [life.not-visited]", "status: {life.met: violated}")]],
    "untested-silence": [[(TESTS, ", silent: [life.not-visited]", "")]],
}
"""By code, changes of the small pack that let it be found."""

NEAR = {
    "never-fires": [
        rule("if: [{fact: visit, where: {year: {gte: 2018, lt: 2019}}}]"),
        rule("if: [{fact: visit, where: {purpose: {in: [work, study], not: work}}}]"),
        rule("if: [{fact: visit, where: {purpose: {exists: true, not: work}}}]"),
        rule("if: [{fact: visit, where: {by: {exists: false}}}]"),
        rule("if: [{fact: year, where: {nth: {gt: 0}, previous: {exists: true}}}]"),
        rule("if: [{fact: year, where: {value: {lte: 2}, nth: {gte: 1}}}]"),
        rule("if: [{fact: visit, where: {purpose: work}}, {no: visit, where: {purpose: study}}]"),
        rule("if: [{fact: visit, as: v}, {no: visit, where: {year: {gt: $v.year}}}]"),
        rule("if: [{fact: letter, as: l}], unless: [{fact: letter, where: {by: $l.by}}]"),
        rule("if: [{at_least: 2, fact: letter}, {at_most: 2, fact: letter}]"),
        rule("if: [{at_least: 2, fact: letter}, {at_most: 1, fact: letter, distinct: by}]"),
        rule("if: [{every: {fact: partner, as: p}, no: {fact: letter, where: {by: $p.id}}}, {no: letter}]"),
        [*DATES, *rule("if: [{fact: letter, where: {on: {gte: 2018, lt: 2019}}}]")],
    ],
    "no-example-fires": [
        rule("if: [{fact: year, as: y, where: {nth: 1}}, {fact: year, where: {value: {lt: $y.value}}}]"),
        # nor so many years
        rule("if: [{fact: year, as: y, where: {nth: 8}}, {fact: year, where: {nth: 9, value: {lt: $y.value}}}]"),
        # nobody can try all names
        rule("if: [{fact: field, where: {name: X}}, {fact: year, as: y, where: {nth: 0}}, {fact: year, where: {value: {lt: $y.value}}}]"),
    ],
    "never-satisfied": [criterion("safeguard", LOST)],
    "never-violated": [criterion("informative", KEPT), criterion("safeguard", LOST)],
    "never-known": [criterion("informative", KEPT)],
    "contained-rule": [
        # by one of the values alone
        [often(1, 3), *criterion("informative", OFTEN, TWICE)],
        [often(3, 1), *criterion("informative", OFTEN, TWICE)],
        [often(1, 3), *criterion("informative", TWICE, OFTEN)],
        [often(3, 1), *criterion("informative", TWICE, OFTEN)],
        # the second asks for more records than the first
        criterion(
            "informative",
            ("if: [{no: visit, where: {purpose: {not: work}}}]", "satisfies"),
            ("if: [{no: visit, where: {purpose: {in: [work, study]}}}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{fact: year, as: y}, {at_most: 1, fact: visit, where: {year: $y.previous}}]", "satisfies"),
            ("if: [{fact: year, as: y}, {no: visit}]", "satisfies"),
        ),
        # another conclusion, another condition, an exception more
        rule("if: [{fact: partner, as: p}, {no: visit, where: {purpose: {in: [work, study]}}}, {no: letter, where: {by: $p.id}}]"),
        criterion(
            "informative",
            ("if: [{fact: letter, where: {by: {exists: true}}}]", "satisfies"),
            ("if: [{fact: visit, where: {by: {exists: true}}}]", "satisfies"),
        ),
        criterion("informative", ("if: [{no: letter}]", "satisfies"), ("if: [{no: visit}]", "satisfies")),
        # a visit without a purpose keeps the first from being true, and not the second
        criterion(
            "informative",
            ("if: [{no: visit, where: {by: {exists: true}}}]", "satisfies"),
            ("if: [{no: visit, where: {purpose: work, year: 2018}}]", "satisfies"),
        ),
        # where the first year has no previous one
        criterion(
            "informative",
            ("if: [{fact: year, as: y}, {no: visit, where: {year: $y.previous}}]", "satisfies"),
            ("if: [{fact: year, as: y}, {no: visit}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{fact: letter}], unless: [{fact: visit, where: {purpose: study}}]", "satisfies"),
            ("if: [{fact: letter}], unless: [{fact: visit, where: {purpose: work}}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{at_least: 2, fact: letter, distinct: by}]", "satisfies"),
            ("if: [{at_least: 3, fact: letter}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{at_most: 1, fact: letter}]", "satisfies"),
            ("if: [{at_most: 2, fact: letter, distinct: by}]", "satisfies"),
        ),
        criterion(
            "informative",
            ("if: [{every: {fact: partner, as: p}, has: {fact: letter, where: {by: $p.id}}}]", "satisfies"),
            ("if: [{every: {fact: partner, as: p, where: {country: ID}}, has: {fact: letter, where: {by: $p.id}}}]", "satisfies"),
        ),
    ],
    "satisfied-and-violated": [violating("if: [{no: visit}, {no: letter, where: {by: alpha}}]")],
    "absence-as-evidence": [
        [often(3, 2), *YEARS, *ABSENT],
        criterion("safeguard", ("if: [{no: visit}, {no: letter}], unless: [{fact: letter, where: {by: alpha}}]", "violates")),
        criterion("safeguard", ("if: [{no: letter}], unless: [{fact: field}]", "violates")),
        criterion("informative", ("if: [{no: visit}], unless: [{fact: letter}]", "satisfies")),
    ],
    "slots-differ": [
        [
            *TWO,
            (
                LIFE,
                'because: "A visit of {v.by} in {v.year}."',
                'because: {en: "Of {v.by} in {v.year}.", id: "Pada {v.year} oleh {v.by}."}',
            ),
        ],
    ],
    "unread-type": [
        [
            (WORDS, "  busy:\n", "  call:\n    means: Somebody rang.\n    example: {}\n  busy:\n"),
            *rule("if: [{fact: visit}], unless: [{fact: call}]"),
        ],
    ],
    "unread-attribute": [[*DATES, *rule("if: [{fact: letter, where: {on: {exists: true}}}]")]],
    "values-alike": [[(WORDS, "[work, study]", "[work, study, leisure]")]],
    "unused-alias": [
        rule("if: [{fact: letter, as: l}, {fact: visit, where: {by: $l.by}}]"),
        rule("if: [{fact: letter, as: l}]", rest='because: "By {l.by}.", reference: {id: office}'),
    ],
    "unused-reference": [
        [
            (TOP, "references:\n", "references:\n  - {id: book, title: A book}\n"),
            (LIFE, "question: Do they meet?\nreference: {id: office}", "question: Do they meet?\nreference: {id: book}"),
        ],
    ],
    "unused-parameter": [
        [
            (TOP, "references:\n", "parameters:\n  often: {type: integer, means: How often., values: [{value: 1}]}\nreferences:\n"),
            *rule("if: [{at_least: $param.often, fact: letter}]"),
        ],
    ],
    "needless-waiver": [
        [*rule("if: [{fact: letter, as: l}, {fact: visit}]"), (TOP, "references:\n", "waive: {unused-alias: It counts.}\nreferences:\n")]
    ],
    "missing-text": [
        rule("if: [{fact: visit}]", rest="because: So., reference: {id: office}"),
        [telling(", told: once"), *TOLD],
        [telling(""), *rule("if: [{at_least: $param.often, fact: letter}]")],
    ],
    "missing-language": [
        [*TWO, telling(", told: once"), *TOLD],
        [*TWO, (TOP, "title: A small pack", "title: {en: A small pack, id: Paket kecil}")],
    ],
    "untested-firing": [[(TESTS, "fires: [life.not-visited]", "because: [{rule: life.not-visited}]")]],
}
"""By code, changes that nearly let it be found."""


def cases(table):
    """One test for each change, named by its code."""
    return [pytest.param(code, changes, id=f"{code}-{n}") for code, several in table.items() for n, changes in enumerate(several)]


@pytest.mark.parametrize(("code", "changes"), cases(SHOWN))
def test_is_found(tmp_path, code, changes):
    """What a code speaks of is found, at a place in a file of the pack, with a reason or a suggestion."""
    found = check_pack_of(written(tmp_path, changed(FILES, *changes)), examples=40)
    told = [one for one in found.open if one.code == code]
    assert told, [one.code for one in found.found]
    for one in told:
        assert one.problem.line is not None
        assert one.problem.file.startswith(str(tmp_path))
        assert one.problem.why or one.problem.hint


@pytest.mark.parametrize(("code", "changes"), cases(NEAR))
def test_is_not_found_in_a_near_miss(tmp_path, code, changes):
    """What only looks like it is not told."""
    found = check_pack_of(written(tmp_path, changed(FILES, *changes)), examples=40)
    assert [str(one.problem) for one in found.open if one.code == code] == []


def test_of_two_rules_that_mean_the_same_the_later_is_told(tmp_path):
    """Each is contained in the other, and one of them may stay."""
    same = criterion(
        "informative", ("if: [{fact: letter}]", "satisfies"), ("if: [{at_least: 1, fact: letter}, {fact: letter}]", "satisfies")
    )
    found = check_pack_of(written(tmp_path, changed(FILES, *same)), examples=40)
    assert [one.about for one in found.open if one.code == "contained-rule"] == ["life.k1"]


def test_the_example_of_a_contained_rule_shows_both(tmp_path):
    """In the case that is told the narrow rule fires, and the wide one too, by the values that are in force in it."""
    files = changed(FILES, often(2, 3), *criterion("informative", OFTEN, TWICE))
    (one,) = [one for one in check_pack_of(written(tmp_path, files), examples=40).open if one.code == "contained-rule"]
    assert one.about == "life.k0"
    assert [fact.type for fact in one.example.facts] == ["visit", "visit"]


def test_a_value_that_texts_tell_is_told_where_it_stands(tmp_path):
    """What lacks is told at the value, and languages by their names."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = (
        [
            one.problem
            for one in check_pack_of(written(tmp_path / name, changed(FILES, *TWO, telling(told), *TOLD)), examples=10).open
            if one.problem.line == 8
        ]
        for name, told in (("a", ""), ("b", ", told: {en: once}"))
    )
    assert [(p.what, p.why, p.hint) for p in one] == [
        ("The value 1 of `often` has no `told`", "Texts fill in {param.often}", "Write told: ...")
    ]
    assert [(p.what, p.hint) for p in other] == [
        (
            "The `told` of the value 1 of `often` is not there in Indonesian (`id`)",
            "Write id: ... beside the others, or take the language out of `languages` in pack.yaml",
        )
    ]


def test_a_language_without_a_known_name_is_told_by_its_code(tmp_path):
    """Only English and Indonesian have names."""
    files = changed(FILES, (TOP, "languages: [en]", "languages: [en, su]"), (TOP, "title: A small pack", "title: {en: A small pack}"))
    (one,) = [one for one in check_pack_of(written(tmp_path, files), examples=10).open if one.code == "missing-language"]
    assert one.problem.what == "The `title` of `small` is not there in `su`"


def test_nothing_is_found_in_a_pack_in_which_nothing_is_wrong(tmp_path):
    """The small pack that the other tests change has nothing that any check tells."""
    assert check_pack_of(written(tmp_path, FILES)).found == ()


CHANGELOGS = {"untold-version", "untold-digest", "changed-without-version"}


def test_each_code_is_shown():
    """No code is without a test in which it is found."""
    assert set(SHOWN) | CHANGELOGS == set(CODES)
    assert {code.weight for code in CODES.values()} == set(WEIGHTS)
