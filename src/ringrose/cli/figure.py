"""The command ``ringrose figure``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ringrose.cli.common import ENGINES, FINE, as_of_option, largest, read
from ringrose.cli.out import kind_of, put, written

if TYPE_CHECKING:
    from ringrose.model.case import Case
    from ringrose.model.pack import Pack
    from ringrose.render.figures.drawing import Drawing

__all__ = ["figure"]

FORMATS = {"svg": (".svg",), "png": (".png",)}
KINDS = ("glance", "timeline", "tree")
SCALE = 2.0


@click.command(short_help="Draw a figure of a case: glance, timeline or tree, as SVG or PNG.")
@click.argument("case")
@click.option("--kind", type=click.Choice(KINDS), default="glance", show_default=True, help="What to draw.")
@click.option("--of", "target", metavar="ELEMENT[.CRITERION]", help="Of what to draw the tree; without it, of all elements.")
@written
@click.option("--format", "layout", type=click.Choice(list(FORMATS)), help="As what; without it the name of FILE tells, and else as SVG.")
@click.option("--scale", type=float, metavar="N", help="How many pixels of a PNG make one unit of the SVG.  [default: 2]")
@click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules to judge by.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What infers.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to write in it.")
@as_of_option
@largest
def figure(
    case: str,
    kind: str,
    target: str | None,
    out: str,
    overwrite: bool,
    layout: str | None,
    scale: float | None,
    pack: str,
    engine: str,
    lang: str,
    as_of: str | None,
    max_bytes: int | None,
) -> int:
    """Draw a figure of CASE (a file, or - for standard input) for a paper, a slide or a page.

    The glance shows the status of each element; the timeline what is recorded in each year, and what is known not to have been; the tree
    why elements have their status, down to the facts. All can be read in grey. PNG needs the extra: pip install "ringrose[png]".

    Exit code 0: drawn; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.assessing import assess
    from ringrose.explain.report.making import report_of
    from ringrose.render.figures.choosing import figure_of
    from ringrose.render.figures.png import png

    if target is not None and kind != "tree":
        raise click.UsageError("--of says of what to draw the tree. Add --kind tree, or leave it away.")
    chosen = kind_of(out, layout, FORMATS, "svg")
    if scale is not None and chosen != "png":
        raise click.UsageError("--scale is for PNG; an SVG has any size. Leave it away.")
    if kind == "timeline":
        drawing = _timeline(*read(case, pack, max_bytes, as_of), lang)
    else:
        sound, rules = read(case, pack, max_bytes)
        assessment = assess(sound, pack=rules, engine=engine, lang=lang, as_of=as_of)
        drawing = figure_of(report_of(assessment, changes=False), kind, target)
    content = png(drawing, scale=SCALE if scale is None else scale) if chosen == "png" else drawing.standalone()
    put(out, content, drawing.title, overwrite=overwrite, read=[case])
    return FINE


def _timeline(case: Case, pack: Pack, lang: str) -> Drawing:
    """The years of a case; for these nothing is inferred."""
    from ringrose.explain.report.charting import chart_of
    from ringrose.explain.texts import text_of
    from ringrose.explain.words import say
    from ringrose.render.figures.years import draw

    return draw(chart_of(case, pack, lang), say("figure.years", lang, case=text_of(case.title, lang, case.id)))
