"""The compiled engine: one object per plan, any number of cases, from any thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import islice
from threading import RLock
from typing import Any

from ringrose.engines.compiled.items import Frame, as_mapping
from ringrose.engines.compiled.layout import Layout
from ringrose.engines.compiled.looking import KnownSources, Looking
from ringrose.engines.compiled.outline import Outline, Support, supports_code
from ringrose.engines.compiled.program import Inferred, Program, State
from ringrose.engines.compiled.reasons import Reasons
from ringrose.engines.compiled.rules import refuse_many
from ringrose.engines.compiled.telling import inside
from ringrose.engines.compiled.writing import Writer
from ringrose.files.record_digest import RecordDigest
from ringrose.files.records import Records
from ringrose.meaning.facts import Item, Store
from ringrose.meaning.justify import Conclusions
from ringrose.model.assessment import Finding
from ringrose.model.case import Case
from ringrose.plan import Clause, Derive, Literal, Plan

__all__ = ["CompiledEngine", "Reader"]


class Compiled:
    """What is generated from a plan for cases of one layout."""

    def __init__(self, plan: Plan, name: str, records: Records | None) -> None:
        self._name = name
        self.program = Program(plan, Layout(plan.pack.vocabulary, records))
        self.reasons = Reasons(self.program)
        self.outline = Outline(self.program)
        self._writers: dict[tuple[str, bool], Writer] = {}
        self._lock = RLock()

    def supports(self, state: State) -> list[tuple[str, list[Support]]]:
        """For each element its status, and what decides it."""
        self.reasons.prepare(state)
        return self._supports(state)

    @cached_property
    def _supports(self) -> Callable[..., list[tuple[str, list[Support]]]]:
        return supports_code(self.program, self.outline, self.reasons)

    def writer(self, lang: str, plain: bool) -> Writer:
        """What writes answers in a language; ``plain``: about cases in which no text needs an escape in JSON."""
        found = self._writers.get((lang, plain))
        if found is None:
            with self._lock:
                found = self._writers[lang, plain] = Writer(self.program, self.reasons, self.outline, self._name, lang, plain)
        return found

    def run(self, frame: Frame) -> Inferred:
        """Infer on the parts of a case."""
        return self.program.run(frame, *self.program.part(frame[0]))

    def answer(
        self,
        id: str,
        frame: Frame,
        inferred: Inferred,
        lang: str,
        questions: Callable[[], str],
        *,
        plain: bool = False,
        digest: str | None = None,
    ) -> str:
        """The answer about a case as compact JSON; with a receipt where the digest of the case is given.

        ``questions`` tells its open questions as JSON; it is asked only where there may be some.
        """
        _, partners, fields = frame[:3]
        state, denials, unknown = inferred
        told = questions() if unknown or "undetermined" in state[0] else "[]"
        return self.writer(lang, plain).write(id, state, (*partners, *fields), denials, told, digest)


def _not_asked() -> str:
    return "null"


class CompiledEngine:
    """Runs a plan as Python that was generated from it.

    ``statuses``, ``supports`` and ``answer`` take a case as a mapping of the shape of a case file in which every fact has an id and every
    value is of its attribute's type (dates are dates, ranges `Range`). They check nothing: give them what was read and checked before.
    """

    name = "compiled"

    def __init__(self, plan: Plan) -> None:
        for clause in plan.clauses():
            refuse_many(clause)
        self.plan = plan
        self._lock = RLock()
        self._records: tuple[Records, Compiled] | None = None

    @cached_property
    def _mappings(self) -> Compiled:
        with self._lock:
            return Compiled(self.plan, self.name, None)

    def infer(self, case: Case) -> list[Finding]:
        """All findings of a checked case, in no particular order."""
        return self.findings(case, self.state(case))

    def state(self, case: Case) -> State:
        """What inference on a checked case leaves: statuses first, then codes of the criteria, then what `findings` makes findings of."""
        return self._run(as_mapping(case))[0]

    def findings(self, case: Case, state: State) -> list[Finding]:
        """The findings of a case with the trees of their justifications, from what inference left."""
        store = Store(case, self.plan.negated)
        known = {str(item.fact.id): item for item in store.items}
        conclusions = Conclusions(case, store)
        program = self._mappings.program
        rules = iter(program.rules)
        for stratum in self.plan.strata:
            conclusions.stratum(
                (
                    rule.clause,
                    tuple(self._item(step.match.type, item, store, known) for step, item in zip(rule.clause.binds, firing, strict=True)),
                )
                for rule in islice(rules, len(stratum))
                for firing in rule.firings(state[program.place(rule.fired)])
            )
        return conclusions.findings

    def _item(self, fact_type: str, item: Any, store: Store, known: Mapping[str, Item]) -> Item:
        """The item of the store that an item of generated code stands for."""
        layout = self._mappings.program.layout
        if layout.is_derived(fact_type):
            attributes = zip(layout.attributes(fact_type), item, strict=True)
            return store.derive(fact_type, {name: value for name, value in attributes if value is not None})
        return known[item.id if fact_type == "year" else item["id"]]

    # -- mappings ---------------------------------------------------------------------------------------------------------------------

    def _run(self, case: Mapping[str, Any]) -> Inferred:
        return self._mappings.run(self._mappings.program.items.frame(case))

    def statuses(self, case: Mapping[str, Any]) -> tuple[str, ...]:
        """The statuses of the elements, in the order of the pack."""
        program = self._mappings.program
        return program.statuses(program.items.frame(case))

    def supports(self, case: Mapping[str, Any]) -> list[tuple[str, list[Support]]]:
        """For each element its status, and what decides it: the rule, what its aliases are bound to, and the ids of the facts below it."""
        return self._mappings.supports(self._run(case)[0])

    def answer(
        self, case: Mapping[str, Any], lang: str = "en", digest: str | None = None, questions: Callable[[], str] = _not_asked
    ) -> str:
        """The whole answer as compact JSON; with a receipt where the digest of the case (`case_digest`) is given.

        ``questions`` tells its open questions as JSON, where there may be some; without it they are null then, which means "not asked".
        """
        frame = self._mappings.program.items.frame(case)
        return self._mappings.answer(case["id"], frame, self._mappings.run(frame), lang, questions, digest=digest)

    # -- records ----------------------------------------------------------------------------------------------------------------------

    def reader(self, known_sources: KnownSources) -> Reader:
        """What answers cases that are JSON."""
        if self._records is None:
            with self._lock:
                pack = self.plan.pack
                records = Records(pack.vocabulary)
                self._records = records, Compiled(self.plan, self.name, records)
        return Reader(*self._records, known_sources)


def _is_plain(clause: Clause) -> bool:
    """Whether no text that the clause gives to a derived fact needs an escape in JSON."""
    given = clause.head.attributes if isinstance(clause.head, Derive) else ()
    texts = [value.value for _, value in given if isinstance(value, Literal) and isinstance(value.value, str)]
    return all(inside(text) == text for text in texts)


class Reader:
    """Answers cases that are JSON, on the short way from bytes to bytes."""

    def __init__(self, records: Records, compiled: Compiled, known_sources: KnownSources) -> None:
        self._records, self._compiled = records, compiled
        self._looking = Looking(compiled.program, records, known_sources)
        self._digest = str(compiled.program.plan.pack.digest)
        self._digest_of = RecordDigest(records)
        self._is_plain = all(_is_plain(clause) for clause in compiled.program.plan.clauses())

    def answer(self, data: bytes, lang: str, *, receipt: bool = True, questions: Callable[[Case], str] | None = None) -> str | None:
        """The answer; None where the case must go the long way, since it may not be sound. ``receipt=False`` leaves the receipt away.

        ``questions`` tells the open questions of a checked case as JSON; without it they are null where there may be some.
        """
        read = self.read(data)
        if read is None:
            return None
        record, lists, others = read
        program = self._compiled.program
        frame = program.items.frame(record)
        plain = self._is_plain and b"\\" not in data  # then no text holds what JSON must escape
        inferred = program.run(frame, lists, others)
        digest = self._digest_of(record) if receipt else None

        def asked() -> str:
            return _not_asked() if questions is None else questions(self._records.case(record).marked(self._digest))

        return self._compiled.answer(record.id, frame, inferred, lang, asked, plain=plain, digest=digest)

    def case(self, data: bytes) -> Case | None:
        """The checked case; None where it must go the long way."""
        read = self.read(data)
        return None if read is None else self._records.case(read[0]).marked(self._digest)

    def statuses(self, record: Any) -> tuple[str, ...]:
        """The statuses of the elements for a record that `read` gave."""
        program = self._compiled.program
        return program.statuses(program.items.frame(record))

    def supports(self, record: Any) -> list[tuple[str, list[Support]]]:
        """For such a record the status of each element, and what decides it."""
        return self._compiled.supports(self._compiled.run(self._compiled.program.items.frame(record))[0])

    def parse(self, data: bytes) -> Any:
        """The record of a case that nobody looked through; None where it must go the long way."""
        return self._records.decode(data)

    def read(self, data: bytes) -> tuple[Any, Any, Any] | None:
        """The record of a sound case, its facts by type, and those that do not hold; None where it must go the long way."""
        record = self._records.decode(data)
        if record is None:
            return None
        lists, others = self._compiled.program.part(record.facts)
        return (record, lists, others) if self._looking.sound(record, lists, others) else None
