"""Many cases side by side as one file of HTML: it loads nothing, prints, and needs a script only to be sorted."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from ringrose.explain.many.content import CaseRow, Comparison
from ringrose.explain.many.numbers import decimal, percent, whole
from ringrose.explain.many.telling import (
    CRITERION_ORDER,
    ORDER,
    all_not_counted,
    names_of,
    places_told,
    remarks,
    rules,
    title,
)
from ringrose.explain.words import concluded, listed, say
from ringrose.model.receipt import version
from ringrose.render.figures.shapes import shape
from ringrose.render.figures.years import draw
from ringrose.render.templates import fill, stylesheet
from ringrose.render.web import policy
from ringrose.statuses import as_element

__all__ = ["render"]


def render(comparison: Comparison) -> str:
    """The comparison as a whole page; no text of a case or of the pack can become markup."""
    lang = comparison.lang
    failures, agreement = comparison.failures(), comparison.agreement
    style, script = _style(len(comparison.elements)), _script()
    names = names_of(comparison)
    return fill(
        "compare/page.html",
        lang,
        comparison=comparison,
        fails=failures,
        told=agreement,
        style=Markup(style),  # noqa: S704  # our own stylesheet and script, of which the policy has the digests
        script=Markup(script),  # noqa: S704
        policy=f"{policy(style)}; script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'",
        title=title(comparison),
        rules=rules(comparison),
        digest=comparison.pack.digest or "",
        made=f"ringrose {version()}",
        count=whole(len(comparison), lang),
        remarks=list(remarks(comparison, failures, agreement)),
        names=names,
        statuses=ORDER,
        criterion_statuses=CRITERION_ORDER,
        name=_name,
        anchor=_anchor,
        anchor_of=_anchor_of,
        shares=_shares,
        occurring=_occurring,
        figure=_figure,
        shape=shape,
        as_element=as_element,
        counted=partial(whole, lang=lang),
        decimal=partial(decimal, lang=lang),
        percent=percent,
        placed=partial(places_told, lang=lang),
        concluded=partial(concluded, lang=lang),
        not_counted=list(all_not_counted(agreement, comparison)),
        listed=partial(listed, lang=lang),
    )


@cache
def _script() -> str:
    return (Path(__file__).parent / "look" / "compare" / "sort.js").read_text(encoding="utf-8")


def _style(elements: int) -> str:
    """The stylesheet, and that each choice shows the columns of its element."""
    shown = "".join(f"#show-{n}:checked~.matrix .of-{n}{{display:table-cell}}\n" for n in range(1, elements + 1))
    return stylesheet() + shown


def _name(kind: str, row: CaseRow, *parts: Any) -> str:
    """The name of a part of the page. No two are alike: only the id of a case, which comes last, may have a dot in it."""
    return ".".join((kind, *(part.id for part in parts), row.id))


def _anchor(kind: str, row: CaseRow, *parts: Any) -> str:
    return quote(_name(kind, row, *parts))


def _anchor_of(kind: str, part: str, case: str) -> str:
    return quote(f"{kind}.{part}.{case}")


def _shares(statuses: Mapping[str, int], order: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The parts of a bar that is 100 wide, each with where it starts and how wide it is."""
    all, before = sum(statuses.values()), 0
    for status in order:
        if count := statuses[status]:
            yield as_element(status), _length(100 * before / all), _length(100 * count / all)
            before += count


def _length(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _occurring(table: Mapping[str, Mapping[str, int]]) -> tuple[Sequence[str], Sequence[str]]:
    """The published and the judged statuses of a table that occur in it."""
    published = [status for status in ORDER if any(table[status].values())]
    return published, [status for status in ORDER if any(row[status] for row in table.values())]


def _figure(row: CaseRow, number: int) -> Markup:
    return draw(row.chart, say("many.years.chart", row.chart.lang, case=row.title), small=True).inline(f"years-{number}")
