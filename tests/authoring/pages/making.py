"""A pack with everything that pages can tell of, and how pages are asked."""

from __future__ import annotations

from datetime import date

from ringrose import Attribute, Criterion, Element, FactType, Pack, Reference, Vocabulary
from ringrose.authoring.changelog import releases_of
from ringrose.authoring.pages.blocks import Code, Items, Paragraph, Table, plain
from ringrose.authoring.pages.building import pages_of
from ringrose.authoring.trials.reading import Expected, Grounds, PackTest
from ringrose.files import load_case
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Dated, Derives, Parameter, Satisfies, Violates
from tests.small import at_least, every, fact, no, rule

__all__ = ["CHANGELOG", "PACK", "TESTS", "checked", "pages", "texts"]


def checked(pack: Pack) -> Pack:
    """The pack, found sound."""
    sound, flaws = check_pack(pack)
    assert not [flaw for flaw in flaws if not flaw.warning], flaws
    return sound


TYPES = {
    "visit": FactType(
        {"by": Attribute("partner"), "purpose": Attribute("one_of", values=("study_trip", "court`esy")), "year": Attribute("year", True)},
        means={"en": "People travelled.", "id": "Orang bepergian."},
        example={"by": "melati", "year": 2020},
        waive={"unread-type": "Read elsewhere."},
    ),
    "note": FactType({}),
    "busy_year": FactType({"year": Attribute("year")}, derived=True, means="Much was done."),
    "lone": FactType({}, derived=True),
}
PARENT = checked(
    Pack(
        "parent",
        "1.0.0",
        Vocabulary(TYPES),
        [Element("life", [Criterion("yearly")], [rule("r", fact("visit", year=2017), then=Satisfies("yearly"))])],
        references=[{"id": "book", "title": "A book", "author": [{"family": "Melati"}], "issued": 2001}],
    )
)
RULES = [
    rule(
        "busy",
        fact("visit", "v", purpose="study_trip"),
        fact("visit", "w", by={"not": "$v.by"}, year="$v.year"),
        then=Derives("busy_year", {"year": "$v.year"}),
        because="Many came in {v.year}.",
    ),
    rule(
        "every-year",
        every("year", "y", fact("busy_year", year="$y.value"), full=True),
        at_least(2, "visit", "by"),
        then=Satisfies("yearly"),
        reference=Reference("book", "p. 1"),
        because={"en": "Each year, at least {param.least}.", "id": "Setiap tahun, paling sedikit {param.least}."},
        advice="Go on.",
        note="Ours.",
        waive={"contained-rule": "Both are wanted."},
    ),
    rule(
        "silent-year",
        fact("year", "y", nth={"gte": "$param.least"}),
        no("visit", year={"within": {"years": "$param.least", "to": "$y.value"}}),
        then=Violates("yearly"),
        unless=[fact("note"), fact("lone"), fact("field")],
    ),
]
PACK = checked(
    Pack(
        "full",
        "1.1.0",
        Vocabulary(TYPES),
        [
            Element(
                "life",
                [
                    Criterion("yearly", title={"en": "Alive {param.least}", "id": "Hidup {param.least}"}, question="Every year?"),
                    Criterion("spare", "safeguard", waive={"never-satisfied": "To come."}),
                    Criterion("told", "informative"),
                ],
                RULES,
                {"en": "Life", "id": "Hidup"},
                {"en": "Is it alive?", "id": "Apakah hidup?"},
                "provisional",
                Reference("book"),
                {"untested": "Soon."},
            ),
            Element("rest", [Criterion("quiet")], question="Is it {param.spare}?"),
        ],
        title={"en": "The full pack", "id": "Paket lengkap"},
        references=[*PARENT.references, {"id": "unused", "title": "Unread", "note": "Nobody has it."}],
        languages=("en", "id"),
        parameters={
            "least": Parameter(
                "integer",
                [
                    Dated(1, None, {"en": "every year", "id": "setiap tahun"}, Reference("book", "p. 2")),
                    Dated(2, date(2024, 1, 1), {"en": "every second year", "id": "setiap dua tahun"}),
                ],
                {"en": "How often.", "id": "Seberapa sering."},
            ),
            "spare": Parameter("text", [Dated("x")]),
        },
        waive={"no-tests": "They come."},
    )
)
object.__setattr__(PACK, "parent", PARENT)

CHANGELOG = releases_of("""# Changelog
## [1.1.0] - 2026-11-30
### Changed
- `life.silent-year` reads `visit` by `least`, for `life.yearly` of `life`; see `nothing`.
## [1.0.0] - 2026-01-01
- All of it.
""")


def given(**case: object) -> object:
    """A checked case with what tests leave out."""
    base = {
        "ringrose": "case/1",
        "id": "test",
        "partners": [{"id": "alpha", "name": "Alpha", "country": "ID"}, {"id": "beta", "name": "Beta", "country": "KR"}],
        "review": {"from": 2018, "to": 2020},
        "fields": [{"id": "health", "name": "Health"}, {"id": "education", "name": "Education"}],
    }
    return load_case({**base, **case}, pack=PACK)


TESTS = (
    PackTest(
        "A year is silent.",
        given(complete=["visit"], facts=[{"fact": "visit", "year": 2018}, {"id": "mine", "fact": "visit", "year": 2018}]),
        Expected(status={"life": "not_met", "life.yearly": "violated"}, fires=("life.silent-year",), silent=("life.every-year",)),
        "tests/life.yaml",
    ),
    PackTest("Nothing is known.", given(), Expected(silent=("life.silent-year",)), "tests/life.yaml"),
    PackTest(
        "A case of a file.",
        given(id="long", title="A long case", facts=[{"fact": "visit", "year": 2018}]),
        Expected(because=(Grounds("life.busy"),)),
        "tests/life.yaml",
    ),
)


def pages(lang: str = "en", pack: Pack = PACK):
    """The pages of a pack, those of `PACK` with its tests and changelog."""
    return pages_of(pack, TESTS if pack is PACK else (), CHANGELOG if pack is PACK else (), lang)


def texts(page) -> dict[str, str]:
    """The text of each part of a page by its title; what stands before them under ``""``."""
    found = {"": " / ".join(_text(block) for block in page.blocks)}
    return found | {part.title: " / ".join(_text(block) for block in part.blocks) for part in page.parts}


def _text(block) -> str:
    if isinstance(block, Paragraph):
        return plain(block.runs)
    if isinstance(block, Items):
        return " | ".join(map(plain, block.entries))
    if isinstance(block, Table):
        return "; ".join(", ".join(map(plain, row)) for row in block.rows)
    return block.text if isinstance(block, Code) else block.title
