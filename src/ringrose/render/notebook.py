"""What notebooks show of an answer: as HTML, as Markdown, and as one line of text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ringrose.explain.brief import Brief, CriterionBrief, ElementBrief, brief, brief_judgement, parts
from ringrose.explain.many.content import Comparison
from ringrose.explain.words import say
from ringrose.model.assessment import Assessment, Judgement
from ringrose.render.figures.shapes import icon
from ringrose.render.markdown import bullets, escape, within_line
from ringrose.render.marks import mark, tidy
from ringrose.render.templates import fill

__all__ = ["html", "line", "markdown"]

MOST = 30
"""How many cases of a comparison a cell shows; `to_rows` gives all."""

Answer = Assessment | Judgement | Comparison


def html(shown: Answer) -> str:
    """The cell as HTML: without script, ids and stylesheet, so that it disturbs nothing else in the notebook."""
    lang = shown.lang
    if isinstance(shown, Judgement):
        return _filled("judgement", lang, told=brief_judgement(shown))
    if isinstance(shown, Comparison):
        about = {"title": _title(shown), "rules": _rules(shown), "more": _more(shown)}
        return _filled("comparison", lang, told=shown, cases=shown.cases[:MOST], **about)
    return _filled("assessment", lang, told=brief(shown))


def _filled(template: str, lang: str, **values: object) -> str:
    return fill(f"notebook/{template}.html", lang, icon=icon, parts=partial(parts, lang=lang), **values)


def markdown(shown: Answer) -> str:
    """The cell as Markdown (CommonMark with tables), without headings; no text of a case or a pack can become markup."""
    if isinstance(shown, Judgement):
        blocks = _judgement(brief_judgement(shown), shown.lang)
    elif isinstance(shown, Comparison):
        blocks = _comparison(shown)
    else:
        blocks = _assessment(brief(shown))
    return "\n\n".join(blocks) + "\n"


def _assessment(told: Brief) -> Iterable[str]:
    lang = told.lang
    yield f"**{within_line(told.title)}**"
    yield bullets(f"{label}: {within_line(text)}" for label, text in told.head)
    yield _elements(told)
    for element in told.elements:
        yield f"{mark(element.status)} **{within_line(element.title)}**: {say(f'status.{element.status}', lang)}"
        yield from _reasons(element, lang)
        for status, places in element.published:
            yield escape(say("published", lang, status=status)) + _places(places)


def _elements(told: Brief) -> str:
    rows = [[say(f"part.{part}", told.lang) for part in ("element", "status", "standing")], ["---"] * 3]
    for element in told.elements:
        standing = say(f"standing.{element.standing}", told.lang) if element.standing else ""
        rows.append([escape(element.title), f"{mark(element.status)} {say(f'status.{element.status}', told.lang)}", standing])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _judgement(told: ElementBrief, lang: str) -> Iterable[str]:
    yield f"{mark(told.status)} **{within_line(told.title)}**: {say(f'status.{told.status}', lang)}"
    if told.question:
        yield f"*{within_line(told.question)}*"
    if told.standing:
        yield say(f"standing.{told.standing}.long", lang)
    yield from _reasons(told, lang)


def _reasons(element: ElementBrief, lang: str) -> Iterable[str]:
    for code, criteria in parts(element, lang).items():
        yield f"*{say(f'part.{code}', lang)}*"
        yield bullets(row for criterion in criteria for row in _criterion(criterion, lang))


def _criterion(criterion: CriterionBrief, lang: str) -> Iterable[str]:
    status = f"{say(f'criterion.{criterion.status}', lang)}, {say(f'role.{criterion.role}', lang)}"
    yield f"{mark(criterion.status)} **{within_line(criterion.title)}** ({status})"
    for sentence in criterion.sentences:
        yield f"  {escape(sentence.text)}{_places(sentence.places)}"


def _places(places: str) -> str:
    return f" \\[{within_line(places)}\\]" if places else ""


# -- comparisons ----------------------------------------------------------------------------------------------------------------


def _comparison(told: Comparison) -> Iterable[str]:
    yield f"**{_title(told)}**"
    yield within_line(_rules(told))
    rows = [[say("many.case", told.lang), *(escape(element.title) for element in told.elements)], ["---"] * (len(told.elements) + 1)]
    for case in told.cases[:MOST]:
        statuses = (f"{mark(element.status)} {say(f'status.{element.status}', told.lang)}" for element in case.elements)
        rows.append([escape(case.title), *statuses])
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    if more := _more(told):
        yield within_line(more)


def _title(told: Comparison) -> str:
    return say("many.title.one", told.lang) if len(told) == 1 else say("many.title", told.lang, count=str(len(told)))


def _rules(told: Comparison) -> str:
    return say("many.rules", told.lang, pack=told.pack.id, version=told.pack.version)


def _more(told: Comparison) -> str:
    return say("notebook.more", told.lang, count=str(len(told) - MOST)) if len(told) > MOST else ""


# -- text -----------------------------------------------------------------------------------------------------------------------


def line(shown: Answer) -> str:
    """The answer as one line of text: what it is of, and the statuses."""
    if isinstance(shown, Judgement):
        return f"Judgement({shown.id}: {shown.status})"
    if isinstance(shown, Comparison):
        return f"Comparison({len(shown)} {'case' if len(shown) == 1 else 'cases'} by {shown.pack.id} {shown.pack.version})"
    statuses = ", ".join(f"{judgement.id} {judgement.status}" for judgement in shown)
    return tidy(f"Assessment({shown.case.id}: {statuses})")
