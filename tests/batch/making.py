"""Many small cases, some of them bad, and the program that judges them in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import ringrose

__all__ = ["BAD", "case", "command", "environment", "expected", "line", "lines", "tree", "write_lines"]

BAD = '{"ringrose": "case/1", "id": "bad", "partners": [{"id": "a"}], "review": {"from": 2016, "to": 2018}, "facts": [{"fact": "vist"}]}'

# The program with chunks of some cases, a commit after each, and halting writes: so little work has many moments to be interrupted at.
PROGRAM = """
import sys, time
import ringrose.batch.inputs as inputs, ringrose.batch.output as output
from ringrose.cli import main

def halting(file, data, write=output._write):
    write(file, data[: len(data) // 2])
    time.sleep(0.008)
    write(file, data[len(data) // 2 :])

inputs.RANGE, inputs.FILES, output.SECONDS, output._write = 4000, 3, 0.0, halting
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def case(number, **more):
    """A small case; every third has a fact."""
    made = {"ringrose": "case/1", "id": f"c{number}", "partners": [{"id": "a"}, {"id": "b"}], "review": {"from": 2016, "to": 2018}, **more}
    if number % 3 == 0:
        made["facts"] = [{"fact": "ending", "by": "a", "how": "terminated", "year": 2017}, {"fact": "result", "level": "output"}]
    return made


def line(number, **more):
    """A small case as JSON."""
    return json.dumps(case(number, **more), ensure_ascii=False)


def lines(count, bad=0):
    """Cases as JSON Lines; every so many is bad."""
    return "".join(f"{BAD if bad and n % bad == 1 else line(n)}\n" for n in range(count))


def write_lines(path, count, bad=0):
    """A file of JSON Lines."""
    Path(path).write_text(lines(count, bad), encoding="utf-8")
    return str(path)


def expected(*numbers):
    """The whole answers to small cases, as JSON Lines."""
    told = (ringrose.assess(case(n), engine="compiled").to_dict() for n in numbers)
    return b"".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for one in told)


def tree(folder):
    """The names of all that is in a folder."""
    return sorted(path.name for path in Path(folder).rglob("*"))


def environment():
    """The environment of a program that uses this checkout."""
    return {**os.environ, "PYTHONPATH": str(Path(ringrose.__file__).parents[1])}


def command(folder, *arguments):
    """Start the program in a folder; the caller sees to its end."""
    script = Path(folder) / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), "batch", *map(str, arguments)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
