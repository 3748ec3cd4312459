"""The commands: their arguments and options. All else that ringrose is made of is imported when a command needs it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from ringrose import __version__
from ringrose.cli.asking import ask, repair, threats
from ringrose.cli.batch import run_batch, workers_of
from ringrose.cli.common import ENGINES, FINE, MATCHED, REFUSED, STATUSES, Kept, about_a_case, largest, limit, read, tell
from ringrose.cli.compare import compare
from ringrose.cli.comparing import diff_command, what_if_command
from ringrose.cli.figure import figure
from ringrose.cli.new import new
from ringrose.cli.pack import pack
from ringrose.cli.report import report
from ringrose.cli.robustness import robustness
from ringrose.cli.streams import complain, silence, write
from ringrose.cli.timeline import timeline
from ringrose.cli.verifying import verify
from ringrose.cli.why import why
from ringrose.cli.why_not import why_not
from ringrose.errors import EngineError, InputError, PackNotFound, nearest, one_of

__all__ = ["main"]


INTERRUPTED, BROKEN_PIPE = 130, 141  # what a shell reports of a program that the signal ended

LAYOUTS = ("text", "json", "markdown", "html")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        silence(sys.stdout)
        return BROKEN_PIPE
    except OSError as error:
        silence(sys.stdout)
        where = f"{error.filename} cannot be used" if error.filename else "The answer cannot be written"
        complain(f"ringrose: {where}: {error.strerror or error}.")
        return REFUSED
    return code


def _run(arguments: list[str]) -> int:
    if "_RINGROSE_COMPLETE" in os.environ:  # asked by a shell that completes a command line; click ends the program
        program.main(arguments, prog_name="ringrose")
    try:
        with program.make_context("ringrose", arguments) as context:
            code: int = program.invoke(context)
            return code
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        complain(error.format_message())
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "ringrose"
        complain(f"ringrose: {' '.join(error.format_message().split())} Try `{command} --help`.")
    except InputError as error:
        for problem in error.problems:
            complain(str(problem))
    except EngineError as error:
        complain(f"ringrose: {error}")
    return REFUSED


def _statuses(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    """Statuses with commas between them; one that does not exist is told with those that do."""
    statuses = tuple(part.strip() for part in value.split(",")) if value else ()
    for status in statuses:
        if status not in STATUSES:
            told = (f"`{status}` is not a status.", nearest(status, STATUSES), one_of(STATUSES))
            raise click.BadParameter(" ".join(part for part in told if part), context, option)
    return statuses


@click.group(no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ringrose", message="%(prog)s %(version)s")
def program() -> int:
    """Judge city partnerships by rules, and explain every judgement."""
    return FINE


@program.command(short_help="Judge a case, and tell why.")
@about_a_case(LAYOUTS)
@click.option(
    "--fail-on",
    metavar="STATUS[,STATUS]",
    default="",
    callback=_statuses,
    help="End with exit code 1 where an element has one of these statuses.",
)
def assess(
    case: str, pack: str, engine: str, layout: str, lang: str, fail_on: tuple[str, ...], as_of: str | None, max_bytes: int | None
) -> int:
    """Judge the partnership of CASE (a file, or - for standard input), and tell why.

    Exit code 0: judged, whatever the judgement; 1: --fail-on matched; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.assessing import assess

    sound, rules = read(case, pack, max_bytes)
    assessment = assess(sound, pack=rules, engine=engine, lang=lang, as_of=as_of)
    tell(assessment, layout)
    return MATCHED if any(judgement.status in fail_on for judgement in assessment) else FINE


@program.command()
@click.argument("cases", nargs=-1, required=True)
@click.option("-o", "--out", metavar="FILE", default="-", help="Where to write; without it, or with -, to standard output.")
@click.option("--format", type=click.Choice(["jsonl", "csv", "parquet"]), help="How to write it; without it the name of FILE tells.")
@click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules to judge by.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What infers.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="The language of the texts.")
@click.option("--workers", metavar="N|auto", default="1", show_default=True, callback=workers_of, help="How many processes judge.")
@click.option("--scheduler", "client", metavar="tcp://HOST:PORT", help="A Dask scheduler, whose workers judge.")
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted.")
@click.option("--overwrite", is_flag=True, help="Write over files that exist.")
@click.option("--no-receipt", "receipt", is_flag=True, flag_value=False, default=True, help="Leave the receipts of answers away.")
@click.option("--no-questions", "questions", is_flag=True, flag_value=False, default=True, help="Do not look for open questions.")
@click.option("--rejected", metavar="FILE", help="Where to write the cases that cannot be judged.  [default: OUT.rejected.jsonl]")
@click.option(
    "--fail-on",
    metavar="STATUS[,STATUS]",
    default="",
    callback=_statuses,
    help="End with exit code 1 where an element of any case has one of these statuses.",
)
@largest
def batch(max_bytes: int | None, **options: Any) -> int:
    """Judge many CASES and write the answers.

    CASES are files of JSON Lines (one case a line; .jsonl or .ndjson), case files, Parquet files, folders, globs in quotes, or - for JSON
    Lines from standard input. A case that cannot be judged does not end the run.

    Exit code 0: all were judged; 1: --fail-on matched; 2: the request cannot be carried out; 3: some cases were rejected; 130:
    interrupted.
    """
    options.update(limit(max_bytes))
    return run_batch(**options)


@program.command(short_help="Read a case or a pack without judging.")
@click.argument("path", metavar="CASE|PACK")
@click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules whose words a case uses.")
@largest
def check(path: str, pack: str, max_bytes: int | None) -> int:
    """Read a case (a file, or - for standard input) or a pack (a folder or a name) without judging.

    Errors and warnings are told on standard error. Exit code 0: it is sound, though there may be warnings; 2: it is not.
    """
    from ringrose.files import check_path
    from ringrose.files.cases import case_problems

    most = limit(max_bytes)
    source: str | Kept
    if path == "-":
        source = Kept(max_bytes)
        problems = case_problems(source, pack, **most)
        source.seek(0)
    else:
        source = _place(path)
        problems = check_path(source, pack, **most)
    for problem in problems:
        complain(str(problem))
    if not all(problem.warning for problem in problems):
        return REFUSED
    write(f"{Kept.name if path == '-' else path}: {_summary(source, pack, most)}\n")
    return FINE


def _place(name: str) -> str:
    """The path of a case or a pack; what is not there may be the name of a pack that comes with ringrose."""
    from ringrose.files import find_pack

    if not os.path.lexists(name):
        with contextlib.suppress(PackNotFound):
            return str(find_pack(name))
    return name


def _summary(source: str | Kept, pack: str, most: dict[str, int]) -> str:
    """What a sound case or pack holds."""
    from ringrose.files import load_case, load_pack

    if isinstance(source, str) and (folder := _pack_folder(source)):
        rules = load_pack(folder, **most)
        criteria = sum(len(element.criteria) for element in rules.elements)
        counts = {
            "element": len(rules.elements),
            "criterion": criteria,
            "rule": len(list(rules.rules())),
            "fact type": len(rules.vocabulary.types),
        }
        return f"a sound pack: {_counted(counts)}"
    case = load_case(source, pack=pack, **most)
    counts = {"partner": len(case.partners), "fact": len(case.facts), "closed record": len(case.complete), "source": len(case.sources)}
    return f"a sound case: {_counted(counts)}"


def _pack_folder(path: str) -> str:
    """The folder of a pack, if the path leads to one (or to the pack.yaml in it)."""
    if os.path.isdir(path):
        return path
    folder, file = os.path.split(path)
    return (folder or os.curdir) if os.path.splitext(file)[0] == "pack" else ""


def _counted(counts: dict[str, int]) -> str:
    plural = {"criterion": "criteria"}
    return ", ".join(f"{n} {word if n == 1 else plural.get(word, word + 's')}" for word, n in counts.items())


program.add_command(why)
program.add_command(why_not)
program.add_command(ask)
program.add_command(repair)
program.add_command(threats)
program.add_command(robustness)
program.add_command(what_if_command)
program.add_command(diff_command)
program.add_command(timeline)
program.add_command(verify)
program.add_command(pack)
program.add_command(new)
program.add_command(report)
program.add_command(figure)
program.add_command(compare)
