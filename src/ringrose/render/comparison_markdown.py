"""Many cases side by side as Markdown: the table of all cases, how often criteria fail, and how far published judgements agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ringrose.explain.many.agreement import Agreed, Agreement
from ringrose.explain.many.content import Comparison, CriterionCell, ElementCell, Heading
from ringrose.explain.many.counting import Failures
from ringrose.explain.many.numbers import percent, whole
from ringrose.explain.many.telling import CRITERION_ORDER, ORDER, all_not_counted, kappa_told, names_of, pair_told, remarks, rules, title
from ringrose.explain.words import say
from ringrose.render.markdown import bullets, escape, within_line
from ringrose.render.marks import mark

__all__ = ["render"]


def render(comparison: Comparison) -> str:
    """The comparison as Markdown (CommonMark with tables); no text of a case or of the pack can become markup."""
    page = _Page(comparison)
    return "\n\n".join(page.blocks()) + "\n"


class _Page:
    """The blocks of the page."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison, self.lang, self.names = comparison, comparison.lang, names_of(comparison)

    def say(self, code: str, **slots: str) -> str:
        """The library's words."""
        return say(code, self.lang, **slots)

    def blocks(self) -> Iterator[str]:
        """All of them."""
        comparison = self.comparison
        failures, agreement = comparison.failures(), comparison.agreement
        yield f"# {escape(title(comparison))}"
        yield f"{escape(rules(comparison))}. {within_line(self.say('many.digest', digest=str(comparison.pack.digest)))}."
        if told := list(remarks(comparison, failures, agreement)):
            yield bullets(map(escape, told))
        yield f"## {self.say('many.part.matrix')}"
        yield self.matrix()
        for place, element in enumerate(comparison.elements):
            yield f"### {escape(element.title)}"
            yield self.criteria(place, element)
        yield f"## {self.say('many.part.failures')}"
        yield self.say("many.failures.lead", count=whole(len(comparison), self.lang))
        yield self.failures(failures)
        yield f"## {self.say('many.part.agreement')}"
        yield from self.agreement(agreement)

    def matrix(self) -> str:
        """A row for each case, a column for each element; and one for conflicts, where there are any."""
        disputed = any(row.conflicts for row in self.comparison)
        rows = [[self.say("many.case"), *(escape(one.title) for one in self.comparison.elements)]]
        rows += ([escape(self.names[row.id]), *map(self._cell, row.elements)] for row in self.comparison)
        if disputed:
            counts = [self.say("many.case.conflicts"), *(whole(row.conflicts, self.lang) for row in self.comparison)]
            rows = [[*cells, count] for cells, count in zip(rows, counts, strict=True)]
        return _table(rows, right=int(disputed))

    def _cell(self, element: ElementCell) -> str:
        return f"{mark(element.status)} {self.say(f'status.{element.status}')}"

    def criteria(self, place: int, element: Heading) -> str:
        """A row for each case, a column for each criterion of an element."""
        head = [self.say("many.case"), *(f"{escape(one.title)} ({self.say(f'role.{one.role}')})" for one in element.criteria)]
        return _table(
            [head, *([escape(self.names[row.id]), *map(self._criterion, row.elements[place].criteria)] for row in self.comparison)]
        )

    def _criterion(self, criterion: CriterionCell) -> str:
        return f"{mark(criterion.status)} {self.say(f'criterion.{criterion.status}')}"

    def failures(self, failures: Failures) -> str:
        """A row for each criterion."""
        head = [self.say("many.summary.element"), self.say("many.failures.criterion"), self.say("many.failures.role")]
        rows = [head + [f"{mark(status)} {self.say(f'criterion.{status}')}" for status in CRITERION_ORDER]]
        for element in failures.elements:
            for one in element.criteria:
                cells = [self._count(one.statuses[status], failures.cases) for status in CRITERION_ORDER]
                rows.append([escape(element.title), escape(one.title), self.say(f"role.{one.role}"), *cells])
        for role in failures.roles:
            all = sum(role.statuses.values())
            cells = [self._count(role.statuses[status], all) for status in CRITERION_ORDER]
            rows.append([self.say("many.failures.roles"), "", self.say(f"role.{role.role}"), *cells])
        return _table(rows, right=4)

    def _count(self, count: int, all: int) -> str:
        return self.say("many.count", count=whole(count, self.lang), percent=within_line(percent(count / all)))

    def agreement(self, agreement: Agreement) -> Iterator[str]:
        """A row for each element of which something was published; the pairs; and what differs."""
        if agreement.overall.compared:
            yield self.say("many.agreement.lead")
            head = [self.say(f"many.agreement.{code}") for code in ("of", "compared", "agreed", "kappa")]
            rows = [self._agreed(one, escape(one.title)) for one in agreement.elements]
            yield _table([head, *rows, self._agreed(agreement.overall, self.say("many.agreement.all"))])
            yield self.say("many.agreement.how")
            yield f"### {self.say('many.agreement.table')}"
            yield self._pairs(agreement)
            yield f"### {self.say('many.agreement.differ')}"
            yield bullets(self._differing(agreement)) or self.say("many.agreement.all_agree")
        else:
            yield self.say("many.agreement.none")
        if agreement.not_counted:
            yield f"### {self.say('many.agreement.not_counted')}"
            yield bullets(map(escape, all_not_counted(agreement, self.comparison)))

    def _agreed(self, one: Agreed, name: str) -> list[str]:
        agreed = self._count(one.agreed, one.compared)
        return [name, whole(one.compared, self.lang), agreed, within_line(kappa_told(one.kappa, one.why_not, self.lang))]

    def _pairs(self, agreement: Agreement) -> str:
        """The pairs of each element: a row for each published status of it that occurs."""
        statuses = [f"{mark(status)} {self.say(f'status.{status}')}" for status in ORDER]
        rows = [[self.say("many.agreement.of"), self.say("many.agreement.published"), *statuses]]
        named = [(one, escape(one.title)) for one in agreement.elements]
        for one, name in [*named, (agreement.overall, self.say("many.agreement.all"))]:
            for published, shown in zip(ORDER, statuses, strict=True):
                if any(one.table[published].values()):
                    rows.append([name, shown, *(whole(one.table[published][status], self.lang) for status in ORDER)])
        return _table(rows, right=4)

    def _differing(self, agreement: Agreement) -> Iterator[str]:
        for pair in agreement.disagreements:
            yield escape(pair_told(pair, self.names, self.lang)) + (f" \\[{within_line(pair.place)}\\]" if pair.place else "")


def _table(rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """A table whose first row is its head; the last so many columns have their numbers at the right."""
    head, *body = rows
    marks = ["---"] * (len(head) - right) + ["---:"] * right
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *body))
