"""Reading case files: from what, into what, and how problems are told."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

import ringrose
from ringrose import Case, Citation, Closure, Fact, Field, InputError, Partner, Range, Review, Source
from ringrose.files import case_to_dict, check_path, load_case
from ringrose.files.cases import sound_pack
from ringrose.model.case import Published
from ringrose.model.check_case import check_case
from ringrose.model.pack import Criterion, Element, Pack, Vocabulary

GOOD = Path(__file__).parent / "good"
LEAST = '{"ringrose": "case/1", "id": "least", "partners": [{"id": "a"}], "review": {"from": 2020, "to": 2020}}'


def problems(source, small, **more):
    """The problems of a source that cannot be read."""
    with pytest.raises(InputError) as caught:
        load_case(source, pack=small, **more)
    return [str(problem) for problem in caught.value.problems]


def test_everything_that_a_case_can_say(small):
    """A case built in Python equals the one that is read from a file which says the same."""
    built = Case(
        "two-cities",
        title={"en": "Two cities", "id": "Dua kota"},
        partners=[Partner("semarang", "Kota Semarang", "ID"), Partner("jung-gu", {"en": "Jung-gu", "ko": "중구"}, "NO"), Partner("3")],
        review=(date(2016, 11, 25), 2021),
        fields=[Field("health", "Health"), Field("정원")],
        sources=[
            Source(
                "thesis", "thesis", "A thesis", 2021, "https://example.org", details={"author": [{"family": "Ringrose", "given": "N."}]}
            ),
            Source("news", title={"en": "News"}, url="https://example.org/news", note="A note.", issued={"date-parts": [[2019, 1]]}),
        ],
        complete=[
            "rest",
            Closure(
                "visit",
                id="all-visits",
                by="semarang",
                year=Range(gte=2016, lte=2018),
                source="thesis",
                note="All.",
                certainty="probable",
                when=2018,
            ),
        ],
        facts=[
            Fact(
                "visit",
                by="semarang",
                year=2018,
                day=date(2018, 3, 1),
                kind="working",
                cost=1.5,
                people=3,
                public=False,
                title="NO",
                source=Citation("thesis", "p. 1"),
            ),
            Fact(
                "visit",
                id="v2",
                by="3",
                after="visit-1",
                field="health",
                when={"from": date(2018, 3, 1), "to": date(2018, 3, 4)},
                source=["news", {"id": "thesis", "quote": "They came."}],
            ),
            Fact(
                "visit",
                by="jung-gu",
                holds=False,
                cost=Range(gt=1, lt=2.5),
                people=Range(gte=3),
                day=Range(gte=2018, lte=date(2019, 6, 30)),
                year=Range(lt=date(2017, 5, 1)),
            ),
            Fact(
                "visit",
                holds="unknown",
                after="year-2017",
                when=date(2018, 5, 1),
                certainty="doubtful",
                note={"en": "Unclear.", "id": "Tidak jelas."},
            ),
            Fact("rest"),
        ],
        published=[Published("growth", "not_met", "thesis", "He says so.")],
    )
    read = load_case(GOOD / "full.yaml", pack=small)
    assert read == check_case(built, small)[0]
    assert read.checked_for == small.digest
    assert type(read.facts[0].attributes["people"]) is int


def test_round_trip(small):
    """A case in the shape of its file reads back as the same case, in YAML and in JSON."""
    case = load_case(GOOD / "full.yaml", pack=small)
    told = case_to_dict(case)
    assert load_case(told, pack=small) == case
    assert load_case(io.StringIO(json.dumps(told)), pack=small) == case
    least = load_case(GOOD / "least.json", pack=small)
    assert case_to_dict(least) == json.loads(LEAST)


def test_what_a_case_is_read_from(small, tmp_path):
    """A case is read from a path, from an open text or binary file, and from a mapping."""
    expected = load_case(json.loads(LEAST), pack=small)
    file = tmp_path / "case"
    file.write_text(LEAST, encoding="utf-8")
    with file.open("rb") as binary, file.open(encoding="utf-8") as text:
        for source in (str(file), file, binary, text, io.BytesIO(LEAST.encode()), io.StringIO("\ufeff" + LEAST)):
            assert load_case(source, pack=small) == expected


def test_language_without_a_name(small):
    """Without a name that tells, a file that begins with a brace and is JSON is read as JSON, and as YAML otherwise."""
    case = load_case(io.StringIO(LEAST), pack=small)
    assert load_case(io.StringIO(LEAST.replace('"', "")), pack=small) == case
    assert load_case(io.StringIO(LEAST[1:-1].replace(", ", "\n").replace('\n"to', ', "to')), pack=small) == case
    assert problems(io.StringIO('{"a": ' * 5000), small)[0].startswith("<file>:1:193: This is nested more than 32 levels")


def test_what_no_case_is_read_from(small):
    """Anything that is neither a path, a file nor a mapping is refused as a mistake of the program."""
    with pytest.raises(TypeError, match="case is a path, an open file or a mapping, not int"):
        load_case(5, pack=small)


def test_missing_file(small, tmp_path):
    """A file that is not there, a folder, and a path that cannot be one are problems of that file."""
    assert problems(tmp_path / "none.yaml", small) == [f"{tmp_path}/none.yaml: There is no such file. Check the name and the folder."]
    assert "This is a folder. A case is one file." in problems(tmp_path, small)[0]
    assert "cannot be read: embedded null byte" in problems("a\0b", small)[0]
    assert "cannot be read: File name too long" in problems("a" * 5000, small)[0]


def test_unreadable_file(small, monkeypatch, tmp_path):
    """A file that may not be read is told so."""
    (tmp_path / "x.yaml").write_text("a: b")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert problems(tmp_path / "x.yaml", small)[0].endswith("This may not be read. Ask for the right to read it.")


def test_stream_that_fails(small):
    """An open file that cannot be read to its end is a problem of that file."""

    class Failing(io.BytesIO):
        name = "pipe"

        def read(self, *_):
            raise OSError(5, "Input/output error")

    assert problems(Failing(), small) == ["pipe: This cannot be read: Input/output error."]
    text = io.TextIOWrapper(io.BytesIO(b"caf\xe9"), encoding="utf-8")
    assert problems(text, small) == ["<file>:1:1: This file is not in UTF-8 (byte 0xe9). Save it in the encoding UTF-8."]


def test_size_limit(small, tmp_path):
    """A file is refused when it is larger than the limit, which can be raised; no more than the limit is read."""
    file = tmp_path / "case.json"
    file.write_text(LEAST, encoding="utf-8")
    told = "This file is larger than 50 bytes. Make it smaller, or raise the limit (max_bytes, or --max-bytes)."
    assert problems(file, small, max_bytes=50) == [f"{file}: {told}"]
    assert problems(io.StringIO(LEAST), small, max_bytes=50) == [f"<file>: {told}"]
    assert load_case(file, pack=small, max_bytes=len(LEAST))

    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert 0 <= size <= 51
            return b"a" * size

    assert problems(Endless(), small, max_bytes=50) == [f"<file>: {told}"]


def test_problems_of_a_mapping(small):
    """A mapping has no lines, so its problems tell the place within it, counted from one."""
    value = {**json.loads(LEAST), "facts": [{"fact": "rest"}, {"fact": "visit", "by": "b", "year": 10**5000}], 5: 6}
    assert problems(value, small) == [
        "case: 5: The key 5 is not known here. Known are `ringrose`, `id`, `title`, `partners`, `review`, `fields`, `sources`, `complete`, "
        "`facts` and `published`.",
        "case: facts[2].by: There is no partner `b` in this case. Known is `a`.",
        "case: facts[2].year: this number is not a year. A year is a whole number from 1 to 9999. Write four digits without quotes, "
        "such as 2018.",
    ]


def test_texts_of_a_model_in_a_mapping(small):
    """A mapping may hold dates, ranges and texts of the model where a file has plain values."""
    value = {
        **json.loads(LEAST),
        "title": ringrose.LocalText({"en": "Least"}),
        "review": {"from": date(2020, 1, 1), "to": 2020},
        "facts": ({"fact": "visit", "holds": False, "day": Range(gte=date(2020, 1, 1))},),
    }
    case = load_case(value, pack=small)
    assert case.review == Review(date(2020, 1, 1), 2020)
    assert case.facts[0].attributes == {"day": Range(gte=date(2020, 1, 1))}


def test_which_pack(small, tmp_path):
    """A case is read in the words of the pack that is given: one that was loaded, built in Python, a folder, or by default `ringrose`."""
    case = {**json.loads(LEAST), "facts": [{"fact": "rest"}]}
    assert load_case(case, pack=GOOD / "pack").checked_for == small.digest
    unchecked = Pack(small.id, small.version, small.vocabulary, small.elements, small.title, small.references, small.languages)
    assert load_case(case, pack=unchecked).checked_for == small.digest
    assert "The pack `ringrose` does not know it" in problems(case, None)[0]
    with pytest.raises(InputError, match=r"pack p: elements\.e\.criteria: The element `e` has no essential criterion"):
        sound_pack(Pack("p", "1", Vocabulary({}), [Element("e", [Criterion("c", "safeguard")])]))


def test_check_of_a_sound_case(small, tmp_path):
    """A case without problems has none; what is odd in it is a warning."""
    assert check_path(GOOD / "full.yaml", pack=small) == []
    file = tmp_path / "case.yaml"
    file.write_text(LEAST[:-1] + ', "sources": [{"id": "s"}]}', encoding="utf-8")
    told = [str(problem).removeprefix(f"{file}:1:") for problem in check_path(file, pack=small)]
    assert told == [
        "52: warning: No fact names the partner `a`. What is not recorded cannot be judged.",
        "116: warning: Nothing cites the source `s`. Cite it, or leave it out.",
    ]


def test_check_with_a_pack_that_is_not_there(tmp_path):
    """A check in the words of a pack that is not there tells that."""
    assert "There is no pack `rngrose`. Did you mean `ringrose`?" in str(check_path(GOOD / "least.json", pack="rngrose")[0])


def test_many_problems(small):
    """After a thousand flaws of a case no more are looked for."""
    case = {**json.loads(LEAST), "facts": [{"fact": "visit", "by": "b"}] * 5000}
    assert 1000 < len(problems(case, small)) < 1010
    case["facts"] = [{"fact": 5}] * 5000
    assert 1000 < len(problems(case, small)) < 1010


def test_unknown_name_in_the_package():
    """A name that the package does not have is missing as from any module."""
    with pytest.raises(AttributeError, match="has no attribute 'load_cas'"):
        ringrose.files.load_cas  # noqa: B018
