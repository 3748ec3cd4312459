"""A pack whose every text is out for harm."""

from datetime import date

from hypothesis import strategies as st

from ringrose import Attribute, Criterion, Element, FactType, Pack, Reference, Vocabulary
from ringrose.authoring.changelog import Change, Release
from ringrose.authoring.pages.building import pages_of
from ringrose.authoring.trials.reading import Expected, PackTest
from ringrose.files import load_case
from ringrose.model.check_pack import check_pack
from ringrose.model.checking import UNSEEN
from ringrose.model.pack import Dated, Derives, Parameter, Satisfies
from tests.small import fact, no, rule

__all__ = ["TEXTS", "hostile_pages"]

FRAGMENTS = (
    "<script>alert(1)</script>",
    "</code></pre><b>",
    "-->",
    "<!-- x -->",
    "```\n# x\n```",
    "`` ` ``",
    "| a | b |",
    "[x](http://example.org)",
    "![x](http://example.org/x.png)",
    "https://example.org",
    "https://evil.example/login",
    "www.evil.example",
    "user@evil.example",
    ":smile:",
    "@user",
    "{{ x }} {% y %}",
    "# x",
    "1. x",
    "- x",
    "> x",
    "**x** _y_ ~~z~~ $z$",
    "&lt; &amp; &#60;",
    '" onload="x',
    "\\",
    "\u202eabc",
    "  x\n\n  y ",
    "a--b---",
    "#quot; end; click n1 x",
    "日本",
)
TEXTS = (
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8).filter(lambda text: not UNSEEN.search(text)), max_size=4)
    .map("".join)
    .filter(str.strip)
)


def hostile_pages(words, lang="en"):
    """The pages of a pack all of whose texts, ids of references, values and tests say these words."""
    safe = words.replace("{", "(").replace("}", ")")  # what stands in braces would have to be an alias
    named = "-".join(words.split())[:150]
    types = {
        "t": FactType(
            {"kind": Attribute("one_of", values=(words, f"{words}2")), "of": Attribute("text")}, means=words, example={"of": words}
        ),
        "d": FactType({"of": Attribute("text")}, derived=True, means=words, waive={"code": words}),
    }
    rules = [
        rule("r", fact("t", kind=words.replace("$", "$$", 1) if words.startswith("$") else words), then=Satisfies("c"), because=safe),
        rule("s", fact("t", "a", of={"exists": True}), no("t", of="$a.of"), then=Derives("d", {"of": "$a.of"}), advice=safe, note=words),
    ]
    element = Element(
        "e", [Criterion("c", title=safe, question=safe, reference=Reference(named, words))], rules, safe, safe, waive={"x": words}
    )
    pack, flaws = check_pack(
        Pack(
            "hostile",
            "1",
            Vocabulary(types),
            [element],
            title=words,
            references=[{"id": named, "title": words, "note": words, "author": [{"literal": words}]}],
            parameters={"p": Parameter("text", [Dated(safe), Dated(safe, date(2020, 1, 1), safe)], words)},
            waive={"y": words},
        )
    )
    assert not [flaw for flaw in flaws if not flaw.warning], flaws
    case = load_case(
        {"ringrose": "case/1", "id": "test", "partners": [{"id": "p"}], "review": {"from": 1, "to": 1}, "title": words}, pack=pack
    )
    tests = [PackTest(words, case, Expected(status={"e": "met", "e.c": "unknown"}, fires=("e.r",), silent=("e.s",)), "tests/e.yaml")]
    return pages_of(pack, tests, [Release(named, words, None, [Change(words, f"{words}`e.c`", 1)], 1)], lang)
