"""The check of changes against the case that they change: values read by their types, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from ringrose.errors import Flaw, Path, listing, nearest, one_of
from ringrose.model.case import Case, Closure, Fact
from ringrose.model.change import Change, changed
from ringrose.model.check_case import examine_case
from ringrose.model.checking import Hidden
from ringrose.model.notation import typed_as
from ringrose.model.pack import Pack

__all__ = ["check_changes", "reopens"]

_UNKNOWN = ", or write holds: unknown"  # a hint that a change cannot follow


def check_changes(case: Case, changes: Sequence[Change], pack: Pack) -> tuple[list[Change], list[Flaw]]:
    """Read the values of changes by the vocabulary of a pack, and tell everything that is wrong with them, or with the case they make.

    The case must be checked. A flaw's path begins with the position of its change. The changes that come back have typed values and stand
    in the order given; `changed` may make them where nothing is wrong.
    """
    return _Changes(case, changes, pack).result()


class _Changes:
    """Some changes of one case on their way through the check."""

    def __init__(self, case: Case, changes: Sequence[Change], pack: Pack) -> None:
        self.case, self.pack = case, pack
        self.changes = list(changes)
        self.flaws: list[Flaw] = []
        self.named_alike: set[int] = set()
        gone = {change.id for change in changes if change.do == "withdraw"}
        self.taken = {p.id: "a partner" for p in case.partners} | {f.id: "an agreed field" for f in case.fields}
        self.taken |= {str(fact.id): "a fact of the case" for fact in case.facts if fact.id not in gone}
        self.taken |= {record.id: "a complete record" for record in case.complete if record.id is not None}

    def result(self) -> tuple[list[Change], list[Flaw]]:
        for number, change in enumerate(self.changes):
            if change.do == "withdraw":
                self.flaws += self._withdrawn(change.id, number)
        self.flaws += self._named()
        self._examine()
        for number, change in enumerate(self.changes):
            if change.do == "reopen" and not any(flaw.path[0] == number for flaw in self.flaws):
                self.flaws += self._reopened(change, number)
        return self.changes, sorted(self.flaws, key=lambda flaw: flaw.path[0])

    def _examine(self) -> None:
        """Check the changed case as a whole; what is wrong with it comes from the changes, for the case itself is sound."""
        order = sorted(range(len(self.changes)), key=lambda number: self.changes[number].key)  # in which `changed` makes them
        doing = {do: [number for number in order if self.changes[number].do == do] for do in ("add", "deny", "close", "reopen")}
        made = changed(self.case, [change for change in self.changes if change.do != "reopen"])
        self._read(made, doing["add"] + doing["deny"], doing["close"])
        if doing["reopen"]:  # what is taken back may name what is withdrawn
            records = [Closure(self.changes[number].type, self.changes[number].attributes) for number in doing["reopen"]]
            self._read(evolve(self.case, complete=records), [], doing["reopen"])

    def _read(self, case: Case, facts: list[int], records: list[int]) -> None:
        """Read a case at the end of whose facts and records stand those of changes, by the positions of these."""
        examined, flaws = examine_case(case, self.pack, Hidden())
        for section, numbers in (("facts", facts), ("complete", records)):
            told: Sequence[Fact | Closure] = getattr(examined, section)
            first = len(getattr(case, section)) - len(numbers)
            for flaw in flaws:  # any other comes from an id that is taken or a fact that is withdrawn, which was told
                if flaw.path[0] == section and int(flaw.path[1]) >= first:
                    number, path = numbers[int(flaw.path[1]) - first], flaw.path[2:]
                    if path != ("id",) or number not in self.named_alike:
                        self.flaws.append(evolve(flaw, path=(number, *path), hint=flaw.hint.removesuffix(_UNKNOWN)))
            for number, one in zip(numbers, told[first:], strict=False):  # the check ends after very many flaws
                self.changes[number] = evolve(self.changes[number], attributes=one.attributes)

    def _named(self) -> Iterator[Flaw]:
        """Tell which new facts have an id that something else has."""
        for number, change in enumerate(self.changes):
            if change.do in ("add", "deny") and change.id is not None:
                if change.id in self.taken:
                    what = f"The id `{change.id}` already names {self.taken[change.id]}"
                    self.named_alike.add(number)
                    yield Flaw((number, "id"), what, "", "Give the new fact another id")
                self.taken.setdefault(change.id, "another new fact")

    # -- what is withdrawn --------------------------------------------------------------------------------------------------

    def _withdrawn(self, id: str | None, number: int) -> Iterator[Flaw]:
        facts = {str(fact.id) for fact in self.case.facts}
        if id not in facts:
            yield self._no_fact(id, facts, number)
        elif not any(change.do in ("add", "deny") and change.id == id for change in self.changes):
            names, records = self._naming(str(id))
            left = [f"`{name}`" for name in names]
            left += [f"the complete record `{typed_as(record.type, record.attributes)}`" for record in records]
            if left:
                what = f"The fact `{id}` is named by {listing(left)}"
                why = "A fact cannot be dropped while others name it"
                yield Flaw((number,), what, why, f"{'Drop' if names else 'Reopen'} {'these' if len(left) > 1 else 'this'} too")

    def _no_fact(self, id: str | None, facts: Iterable[str], number: int) -> Flaw:
        frame = {p.id: "a partner" for p in self.case.partners} | {f.id: "an agreed field" for f in self.case.fields}
        if id in frame:
            return Flaw(
                (number,), f"`{id}` is {frame[id]}, and no fact that can be dropped", "Partners and fields are the frame of the case"
            )
        if any(record.id == id for record in self.case.complete):
            return Flaw((number,), f"`{id}` is a complete record, and no fact", "", "Take it back by reopening it")
        facts = sorted(facts)
        return Flaw((number,), f"There is no fact `{id}` in this case", "", nearest(id, facts) or one_of(facts))

    def _naming(self, id: str) -> tuple[list[str], list[Closure]]:
        """What else must go with a fact: the facts that name it, those that name them, and so on; the records that name any of them."""
        kinds = self.pack.vocabulary.fact_attributes
        gone = {change.id for change in self.changes if change.do == "withdraw"} | {id}
        taken_back = [change for change in self.changes if change.do == "reopen"]
        found: list[str] = []
        waiting = [id]
        while waiting:
            name = waiting.pop()
            more = [str(fact.id) for fact in self.case.facts if fact.id not in gone and _names(fact, name, kinds)]
            gone.update(more)
            found += more
            waiting += more
        records = [
            record
            for record in self.case.complete
            if any(_names(record, name, kinds) for name in (id, *found)) and not any(reopens(change, record) for change in taken_back)
        ]
        return found, records

    # -- what is reopened ---------------------------------------------------------------------------------------------------

    def _reopened(self, change: Change, number: int) -> Iterator[Flaw]:
        if not any(reopens(change, record) for record in self.case.complete):
            records = [typed_as(record.type, record.attributes) for record in self.case.complete]
            what = f"The case does not declare the record `{typed_as(change.type, change.attributes)}` complete"
            path: Path = (number,)
            yield Flaw(path, what, "", one_of(records, "It declares no record complete."))


def _names(told: Fact | Closure, id: str, kinds: Mapping[str, frozenset[str]]) -> bool:
    return any(told.attributes.get(attribute) == id for attribute in kinds.get(told.type, ()))


def reopens(change: Change, record: Closure) -> bool:
    """Whether a change that reopens takes this declaration back."""
    return change.type == record.type and change == evolve(change, attributes=record.attributes)
