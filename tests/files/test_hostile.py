"""Files that are made to last long or to fill the memory: each is read or refused by a process that may use only so much of both."""

import subprocess
import sys
from pathlib import Path

import pytest

SIZE = 400_000
MEMORY = 1_000_000_000
SECONDS = 60  # of the processor; the slowest takes about three

HOSTILE = {
    "alias-bomb.yaml": "'a: &a [x, x]\\n' + ''.join(f'b{i}: &b{i} [*a, *a]\\n' for i in range(SIZE // 20))",
    "brackets.yaml": "'[' * SIZE",
    "braces.yaml": "'{' * SIZE",
    "nested-keys.yaml": "'{a: ' * (SIZE // 4)",
    "dashes.yaml": "'- ' * (SIZE // 2)",
    "indentation.yaml": "''.join(' ' * i + 'a:\\n' for i in range(1400))",
    "questions.yaml": "'? ' * (SIZE // 2)",
    "tags.yaml": "'- !!python/object:os.system x\\n' * (SIZE // 30)",
    "long-plain.yaml": "'a: ' + 'x ' * (SIZE // 2)",
    "long-key.yaml": "'x' * SIZE + ': 1'",
    "long-quote.yaml": "'a: \"' + 'x\\n ' * (SIZE // 3)",
    "escapes.yaml": "'a: \"' + '\\\\x41' * (SIZE // 4) + '\"'",
    "blocks.yaml": "'a: |\\n' + '  x\\n' * (SIZE // 4)",
    "comments.yaml": "'# x\\n' * (SIZE // 4)",
    "list.yaml": "'- x\\n' * (SIZE // 4)",
    "pairs.yaml": "'[' + 'a: b, ' * (SIZE // 6) + ']'",
    "keys.yaml": "''.join(f'k{i}: v\\n' for i in range(SIZE // 10))",
    "same-keys.yaml": "'a: b\\n' * (SIZE // 5)",
    "documents.yaml": "'---\\n' * (SIZE // 4)",
    "digits.yaml": "'a: ' + '9' * SIZE",
    "exponent.yaml": "'a: 1e' + '9' * SIZE",
    "hex.yaml": "'a: 0x' + 'f' * SIZE",
    "colons.yaml": "':' * SIZE",
    "anchors.yaml": "'&' * SIZE",
    "junk.yaml": "'}]%@`\\x00\\x85' * (SIZE // 8)",
    "brackets.json": "'[' * SIZE",
    "nested.json": "'{\"a\":' * (SIZE // 5)",
    "unclosed.json": "'\"' + '\\\\\"' * (SIZE // 2)",
    "quotes.json": "'\"' * SIZE",
    "numbers.json": "'[' + '1,' * (SIZE // 2) + '1]'",
    "duplicates.json": "'{' + '\"a\":1,' * (SIZE // 6) + '\"a\":1}'",
    "digits.json": "'[' + '9' * SIZE + ']'",
    "halves.json": "'[\"' + '\\\\ud800' * (SIZE // 6) + '\"]'",
    "unknown-facts.yaml": "HEAD + ''.join(f'  - {{id: f{i}, fact: visti, yaer: 1}}\\n' for i in range(SIZE // 40))",
    "unknown-ids.yaml": "HEAD + ''.join(f'  - {{id: f{i}, fact: visit, by: x{i}}}\\n' for i in range(SIZE // 40))",
    "unknown-attributes.yaml": "HEAD + '  - {fact: visit, ' + ', '.join(f'a{i}: 1' for i in range(990)) + '}\\n'",
    "long-ids.yaml": "HEAD.replace('a}', 'y' * (SIZE // 2) + '}') + '  - {fact: visit, by: x}\\n' * 2000",
    "years.yaml": "HEAD.replace('2020', '9999') + ''.join(f'  - {{fact: visit, by: a, after: y-{i}}}\\n' for i in range(5_000))",
}

PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
SIZE = {size}
HEAD = 'ringrose: case/1\\nid: x\\npartners: [{{id: a}}]\\nreview: {{from: 1, to: 2020}}\\nfacts:\\n'
from ringrose.files import check_path
text = {text}
with open(sys.argv[1], 'w', encoding='utf-8') as file:
    file.write(text)
told = [str(problem) for problem in check_path(sys.argv[1], pack=sys.argv[2])]
assert told and len(told) < 2100 and all(len(line) < 7000 for line in told), (len(told), max(map(len, told)))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name, tmp_path):
    """A hostile file is refused with problems of bounded number and length, in bounded time and memory."""
    program = PROGRAM.format(memory=MEMORY, seconds=SECONDS, size=SIZE, text=HOSTILE[name])
    pack = Path(__file__).parent / "good" / "pack"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / name), str(pack)], check=False, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr[-2000:]
