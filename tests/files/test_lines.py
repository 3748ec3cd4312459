"""Lines of JSON: from ranges of a file, from streams, and as cases."""

import io
import random

import pytest

from ringrose import InputError
from ringrose.files.lines import Line, blocks_of, load_line, read_lines, split_lines

CASE = b'{"ringrose": "case/1", "id": "a", "partners": [{"id": "b"}], "review": {"from": 2016, "to": 2018}}'


def ranges(path, size, step, most):
    """All lines of a file, read in ranges."""
    return [one for start in range(0, size, step) for one in read_lines(path, start, min(start + step, size), most)]


def by_hand(content, most):
    """The lines of a content, as a reader of all of it would find them."""
    found = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [one[: most + 1] for one in (found if found[-1] else found[:-1])]


@pytest.mark.parametrize("seed", range(40))
def test_ranges_give_each_line_once(tmp_path, monkeypatch, seed):
    """Whatever the ranges are, each line of a file is in exactly one, and cut only where it is too long."""
    monkeypatch.setattr("ringrose.files.lines.BLOCK", 7)
    choose = random.Random(seed)
    content = bytes(choose.choices(b"ab\n", (8, 8, choose.choice((1, 4))), k=choose.randrange(80)))
    content = choose.choice((b"", b"\xef\xbb\xbf")) + content + choose.choice((b"", b"\n"))
    path = tmp_path / "many.jsonl"
    path.write_bytes(content)
    for step in (1, 2, 3, 5, 8, 100):
        for most in (1, 4, 1000):
            if step > 3 or not content.startswith(b"\xef"):  # a range is longer than the mark of the encoding
                assert ranges(path, len(content), step, most) == by_hand(content, most), (step, most)


@pytest.mark.parametrize("seed", range(40))
def test_a_stream_gives_each_line_once(monkeypatch, seed):
    """However a stream hands out its bytes, its blocks hold each line once, and lines that are too long are cut."""
    choose = random.Random(seed)
    monkeypatch.setattr("ringrose.files.lines.RANGE", choose.choice((3, 4, 9, 1000)))
    content = bytes(choose.choices(b"ab\n", (8, 8, choose.choice((1, 4))), k=choose.randrange(80)))
    content = choose.choice((b"", b"\xef\xbb\xbf")) + content + choose.choice((b"", b"\n"))
    for most in (1, 4, 1000):
        found = [one for block in blocks_of(io.BytesIO(content), most) for one in split_lines(block, most)]
        assert found == by_hand(content, most)


def test_a_slow_stream_is_not_waited_for():
    """What a stream has is taken at once; whole blocks are not waited for."""

    class Slow(io.RawIOBase):
        parts = iter([b"a\n", b"b\nc", b"", b"d\n"])

        def read1(self, size):
            return next(self.parts)

    assert list(blocks_of(Slow(), 100)) == [b"a\n", b"b\n", b"c"]


def test_a_stream_that_only_reads_is_read():
    """A stream without read1 is read too."""

    class Plain:
        def __init__(self, content):
            self.read = io.BytesIO(content).read

    assert list(blocks_of(Plain(b"a\nb"), 100)) == [b"a\n", b"b"]


def test_a_long_line_is_never_held_whole(tmp_path):
    """Of a line that is longer than the limit no more is kept than the limit and one byte."""

    class Endless(io.RawIOBase):
        left = 200

        def read1(self, size):
            self.left -= 1
            return b"x" * size if self.left > 0 else b"\n{}\n" if self.left == 0 else b""

    assert [len(one) for block in blocks_of(Endless(), 1000) for one in split_lines(block, 1000)] == [1001, 2]
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # one line of zeros
    assert [len(one) for one in read_lines(path, 0, 1000, 2000)] == [2001]
    assert read_lines(path, 1000, 2000, 2000) == []


def test_a_range_behind_the_end_holds_no_line(tmp_path):
    """A file that became shorter gives the lines that are left."""
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"a\nb")
    assert read_lines(path, 2, 100, 10) == [b"b"]
    assert read_lines(path, 50, 100, 10) == []


def test_a_line_is_a_case():
    """A line is read as a case."""
    assert load_line(Line(CASE, "many.jsonl", 7)).id == "a"


@pytest.mark.parametrize(
    ("data", "limit", "told"),
    [
        (CASE.replace(b'"id": "a", ', b""), 1000, "many.jsonl:7:1: "),
        (CASE.replace(b"2016", b"nonsense"), 1000, "many.jsonl:7:82: "),
        (CASE.replace(b'"ringrose": "case/1"', b'"ringrose": "case/1",'), 1000, "many.jsonl:7:23: A key must stand in double quotes."),
        (b"id: a", 1000, "many.jsonl:7:1: "),
        (b"\xff", 1000, "many.jsonl:7:1: This file is not in UTF-8 (byte 0xff)."),
        (CASE, 50, "many.jsonl:7:1: This case is larger than 50 bytes. Make it smaller, or raise the limit (max_bytes, or --max-bytes)."),
    ],
)
def test_problems_of_a_line_have_its_place(data, limit, told):
    """Problems of a line are told with its number and the column; YAML is no line."""
    with pytest.raises(InputError) as refused:
        load_line(Line(data, "many.jsonl", 7), max_bytes=limit)
    assert told in str(refused.value)
    assert {problem.line for problem in refused.value.problems} == {7}
