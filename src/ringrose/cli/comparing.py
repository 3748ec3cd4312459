"""The commands that compare: `what-if` and `diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ringrose.cli.common import ENGINES, FINE, MATCHED, Kept, about_a_case, largest, limit, read, tell_data, tell_page
from ringrose.errors import InputError, Problem

if TYPE_CHECKING:
    from ringrose.explain.diff import Diff
    from ringrose.files.lines import Line
    from ringrose.model.case import Case
    from ringrose.model.pack import Pack

__all__ = ["diff_command", "read_one", "what_if_command"]


@click.command("what-if", short_help="A case before and after changes.")
@about_a_case()
@click.option("--add", metavar="FACT", multiple=True, help="Record a fact, such as 'benefit to=jung-gu field=health'.")
@click.option("--drop", metavar="ID", multiple=True, help="Take out the fact, denial or unknown fact of this id.")
@click.option("--deny", metavar="FACT", multiple=True, help="Record that this did not happen; 'activity year=2009..2015' denies a range.")
@click.option("--close", metavar="FACT", multiple=True, help="Declare a record complete, such as 'monitoring' or 'visit by=jung-gu'.")
@click.option("--reopen", metavar="FACT", multiple=True, help="Take back that a record is declared complete.")
def what_if_command(
    case: str,
    pack: str,
    engine: str,
    layout: str,
    lang: str,
    as_of: str | None,
    max_bytes: int | None,
    add: tuple[str, ...],
    drop: tuple[str, ...],
    deny: tuple[str, ...],
    close: tuple[str, ...],
    reopen: tuple[str, ...],
) -> int:
    """Judge CASE (a file, or - for standard input) before and after changes, and tell what that changes and why.

    Each option can be given several times; all changes are made together. A FACT is a type and its attributes, with quotes around a value
    that has spaces: 'activity title="Staff exchange" status=completed'. In --add and --deny, id=NAME names the fact, so that another can
    refer to it. The file of the case is never changed.

    Exit code 0: judged, whatever changes; 2: CASE, the pack or a change cannot be used.
    """
    if not (add or drop or deny or close or reopen):
        raise click.UsageError("No change is given. Say what to assume with --add, --drop, --deny, --close or --reopen.")
    from ringrose.explain.facts_told import read_changes
    from ringrose.explain.what_if import what_if

    sound, rules = read(case, pack, max_bytes, as_of)
    changes = read_changes(case=sound, pack=rules, add=add, deny=deny, close=close, reopen=reopen, drop=drop)
    found = what_if(sound, changes, pack=rules, engine=engine, lang=lang)
    if layout == "json":
        tell_data(found.to_dict(lang))
    else:
        tell_page(found.page(lang))
    return FINE


@click.command("diff", short_help="What differs between two cases, packs or assessments.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.argument("many", metavar="[CASES]...", nargs=-1)
@click.option("--case", "cases", metavar="CASE", multiple=True, help="A case that both packs judge, told whole; for several, repeat it.")
@click.option("--pack", metavar="NAME|DIR", help="The rules to judge two cases by.  [default: ringrose]")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What infers.")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it.")
@click.option("--exit-code", is_flag=True, help="End with exit code 1 where any element has another status.")
@largest
def diff_command(
    first: str,
    second: str,
    many: tuple[str, ...],
    cases: tuple[str, ...],
    pack: str | None,
    engine: str,
    layout: str,
    lang: str,
    exit_code: bool,
    max_bytes: int | None,
) -> int:
    """Tell what differs between A and B, which judgements differ, and which facts or rules made them differ.

    A and B are two case files, two packs (folders or names), or two assessments that were saved with `ringrose assess CASE --format json`.
    One of them may be - for standard input.

    Two packs can judge cases: CASES (case files, folders, globs in quotes, or files of JSON Lines) are told as a table of the elements that
    turn, and each --case is told whole.

    Exit code 0: compared, whatever differs; 1: --exit-code was given and a judgement differs; 2: something cannot be used.
    """
    from ringrose.explain.diff import page_of
    from ringrose.files.kinds import kind_of

    if first == second == "-":
        raise click.UsageError("Standard input can be only one of A and B.")
    most = limit(max_bytes)
    sides = [Kept(max_bytes) if side == "-" else side for side in (first, second)]
    kinds = _all([lambda side=side: kind_of(side, **most) for side in sides])
    for side in sides:
        if isinstance(side, Kept):
            side.seek(0)
    if kinds[0] != kinds[1]:
        raise InputError([_mixed(first, second, kinds)])
    if (cases or many) and kinds[0] != "pack":
        raise click.UsageError("Further cases (--case, or behind A and B) are for two packs, which then judge them.")
    if pack is not None and kinds[0] != "case":
        raise click.UsageError("--pack is for two cases, which are then judged by it.")
    if kinds[0] == "case":
        found = _diff_cases(sides, pack or "ringrose", engine, lang, most)
    elif kinds[0] == "pack":
        found = _diff_packs((first, second), cases, many, engine, lang, most)
    else:
        found = _diff_assessments(sides, lang, most)
    if layout == "json":
        tell_data(found.to_dict(lang))
    else:
        tell_page(page_of(found, lang, (first, second)))
    return MATCHED if exit_code and found.turned else FINE


def _mixed(first: str, second: str, kinds: list[Any]) -> Problem:
    from ringrose.files.kinds import KINDS

    what = f"This is {KINDS[kinds[0]]}, and {second} is {KINDS[kinds[1]]}"
    return Problem(first, what, "Only things of one kind can be compared", "Name two cases, two packs or two saved assessments")


def _all(readers: list[Any]) -> list[Any]:
    """What all readers read, or the problems of all of them."""
    found: list[Any] = []
    problems: list[Problem] = []
    for reader in readers:
        try:
            found.append(reader())
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _diff_cases(sides: list[Any], pack: str, engine: str, lang: str, most: dict[str, int]) -> Diff:
    from ringrose.explain.diff import diff_cases
    from ringrose.files import load_case, load_pack

    rules = load_pack(pack)
    one, other = _all([lambda side=side: load_case(side, pack=rules, **most) for side in sides])
    return diff_cases(one, other, pack=rules, engine=engine, lang=lang)


def _diff_packs(
    sides: tuple[str, str], cases: tuple[str, ...], many: tuple[str, ...], engine: str, lang: str, most: dict[str, int]
) -> Diff:
    from ringrose.explain.diff import diff_packs
    from ringrose.files import load_case, load_pack
    from ringrose.files.kinds import pack_folder
    from ringrose.files.many import documents_of

    folders = [str(pack_folder(side)) for side in sides]
    packs: list[Pack] = _all([lambda folder=folder: load_pack(folder, **most) for folder in dict.fromkeys(folders)])
    read = _pairs(_all([lambda case=case, rules=rules: load_case(case, pack=rules, **most) for case in cases for rules in packs]), packs)
    named = None
    if many:
        names = list(documents_of(many, **most))
        each = _pairs(_all([lambda one=one, rules=rules: read_one(one, rules, most) for one in names for rules in packs]), packs)
        named = [(_name_of(one), pair) for one, pair in zip(names, each, strict=True)]
    return diff_packs(packs[0], packs[-1], read, many=named, engine=engine, lang=lang)


def _pairs(read: list[Case], packs: list[Pack]) -> list[tuple[Case, Case]]:
    """Each case as the first and as the last of the packs reads it, of cases read by each pack in turn."""
    return list(zip(read[:: len(packs)], read[len(packs) - 1 :: len(packs)], strict=True))


def read_one(document: str | Line, pack: Pack, most: dict[str, int]) -> Case:
    """The case of a file, or of a line of one."""
    from ringrose.files import load_case
    from ringrose.files.lines import load_line

    return load_case(document, pack=pack, **most) if isinstance(document, str) else load_line(document, pack, **most)


def _name_of(document: str | Line) -> str:
    return document if isinstance(document, str) else f"{document.file}:{document.number}"


def _diff_assessments(sides: list[Any], lang: str, most: dict[str, int]) -> Diff:
    from ringrose.explain.diff import diff_assessments
    from ringrose.files.assessments import load_assessment

    one, other = _all([lambda side=side: load_assessment(side, **most) for side in sides])
    return diff_assessments(one, other, lang=lang)
