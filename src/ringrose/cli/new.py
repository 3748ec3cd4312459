"""The command that writes a case file to fill in."""

from __future__ import annotations

import os
import re
import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from ringrose.cli.common import FINE
from ringrose.cli.streams import write

if TYPE_CHECKING:
    from ringrose.model.case import Review

__all__ = ["new"]

YEARS = 5  # of the review, where none is asked for
_COUNTRY = re.compile(r"(.*\S)\s*,\s*([A-Z]{2})\s*", re.DOTALL)
_Partners = tuple[tuple[str, str | None], ...]


def _partners(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> _Partners:
    """Names with their countries, if these are given."""
    from ringrose.model.checking import text_flaws

    named = []
    for one in value:
        found = _COUNTRY.fullmatch(one)
        name, country = (found[1], found[2]) if found else (one, None)
        if not name.strip():
            raise click.BadParameter('A partner needs a name, such as "Kota Semarang" or "Kota Semarang, ID".', context, option)
        for flaw in text_flaws(name, ()):
            raise click.BadParameter(f"{flaw.what}. {flaw.hint}.", context, option)
        named.append((name.strip(), country))
    return tuple(named)


def _review(context: click.Context, option: click.Parameter, value: str | None) -> Review:
    """The period from one year or day to another."""
    from ringrose.model.case import Review
    from ringrose.model.values import ValueFlaw, read_bound

    if value is None:
        last = datetime.now(UTC).year - 1
        return Review(last - YEARS + 1, last)
    ends = []
    for end in value.split("..") if value.count("..") == 1 else [""]:
        try:
            ends.append(read_bound(int(end) if re.fullmatch("[0-9]{4}", end) else end, "date"))
        except ValueFlaw:
            told = f"`{value}` is not a period. Write two years or days, such as 2016..2021 or 2016-11-25..2021."
            raise click.BadParameter(told, context, option) from None
    review = Review(*ends)  # type: ignore[arg-type]  # years or dates
    if review.first_day > review.last_day:
        raise click.BadParameter(f"`{value}` ends before it begins. Write the earlier one first.", context, option)
    return review


@click.command(short_help="Write a case file to fill in.")
@click.argument("case")
@click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules whose words the case uses.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="The language of its remarks.")
@click.option("--partner", "partners", metavar='"NAME[, COUNTRY]"', multiple=True, callback=_partners, help="A partner; one for each.")
@click.option("--review", metavar="FROM..TO", callback=_review, help="The period, such as 2016..2021.  [default: the last five years]")
def new(case: str, pack: str, lang: str, partners: _Partners, review: Review) -> int:
    """Write a case file to fill in: CASE, which must not be there yet, or - for standard output.

    It holds remarks, and for every type of fact that the rules read an example that only has to be uncommented.
    """
    from ringrose.authoring.starting.new_case import case_id, named_partners, starting_case
    from ringrose.files import load_pack
    from ringrose.files.writing import write_new

    stem, suffix = os.path.splitext(os.path.basename(case))
    if suffix.casefold() == ".json":
        raise click.UsageError("A file with remarks cannot be JSON. Give it a name that ends in .yaml.")
    rules = load_pack(pack)
    name = "CASE" if case == "-" else case
    by = "" if pack == "ringrose" else f" --pack {shlex.quote(pack)}"
    text = starting_case(
        rules,
        id="case" if case == "-" else case_id(stem),
        review=review,
        partners=named_partners(partners, rules),
        lang=lang,
        check=f"ringrose check {shlex.quote(name)}{by}",
        assess=f"ringrose assess {shlex.quote(name)}{by}",
    )
    if case == "-":
        write(text, "utf-8")
    else:
        write_new(case, text)
        write(f"{case}: a case to fill in, by the rules {rules.id} {rules.version}\n")
    return FINE
