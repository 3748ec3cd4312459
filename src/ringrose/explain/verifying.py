"""Whether a saved answer follows from a case and a pack: every finding of it is replayed from its leaves, without any engine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, field, frozen

from ringrose.asking import open_questions, read_statuses
from ringrose.errors import InputError
from ringrose.explain.page import Page, Section
from ringrose.explain.telling import Line
from ringrose.explain.words import listed, say
from ringrose.judge import judge, recommend
from ringrose.meaning.conflicts import conflicts_of
from ringrose.meaning.facts import Item
from ringrose.meaning.justify import holds
from ringrose.meaning.reading import Reading, exceptions_in_force
from ringrose.model.as_of import AsOf, case_as_of
from ringrose.model.assessment import Assessment, Later, OpenQuestion
from ringrose.model.case import Case, Review
from ringrose.model.case_content import case_digest
from ringrose.model.pack import Pack
from ringrose.model.receipt import answer_digest, version
from ringrose.model.shown import ShownAsPage
from ringrose.plan import Bind, Clause, Concludes, plan_of
from ringrose.preparing import CaseLike, PackLike, sound_case, sound_pack

__all__ = ["Reason", "Verification", "verify"]

LONGEST = 200  # of a value that a sentence tells; the data has it whole


@frozen
class Reason:
    """One reason why an answer does not follow, or a remark: a code, and what its sentence is about as plain data."""

    code: str
    about: Mapping[str, Any] = field(factory=dict)

    def text(self, lang: str = "en") -> str:
        """The reason as a sentence."""
        shown = {key: _shown(value, lang) for key, value in self.about.items()}
        what = say(self.code, lang, **shown)
        if "element" not in self.about:
            return what
        kind = "finding" if self.about.get("bindings") else next((k for k in ("rule", "criterion") if k in self.about), "element")
        plain = {key: _plainly(self.about[key]) for key in ("element", "criterion", "rule", "bindings") if key in self.about}
        return say("verify.at", lang, place=say(f"verify.place.{kind}", lang, **plain), what=what)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The reason as JSON has it: the code, what it is about, and the sentence."""
        return {"code": self.code, **self.about, "text": self.text(lang)}


@frozen
class Verification(ShownAsPage):
    """What came of verifying an answer: it follows where there are no ``reasons`` against it.

    ``notes`` are remarks that are no reasons: that it had no receipt, or that another version made it. ``findings`` is how many findings
    follow from the case.
    """

    case: Case
    pack: Pack
    findings: int
    reasons: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    lang: str = "en"

    @property
    def follows(self) -> bool:
        """Whether the answer follows."""
        return not self.reasons

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The verification in format ``verification/1``."""
        lang = lang or self.lang
        return {
            "ringrose": "verification/1",
            "case": self.case.id,
            "pack": self.pack.named,
            "follows": self.follows,
            "findings": self.findings,
            "reasons": [reason.to_dict(lang) for reason in self.reasons],
            "notes": [note.to_dict(lang) for note in self.notes],
        }

    def sentence(self, lang: str | None = None) -> str:
        """What came of it, in one sentence."""
        lang = lang or self.lang
        if self.reasons:
            return say("verify.refused", lang)
        told = {"case": self.case.id, "pack": self.pack.id, "version": self.pack.version}
        if self.findings == 1:
            return say("verify.follows.one", lang, **told)
        return say("verify.follows", lang, count=str(self.findings), **told)

    def page(self, lang: str | None = None) -> Page:
        """The verification told: what came of it, all reasons against it, and what else is to be said."""
        lang = lang or self.lang
        head = (
            (say("verify.head.case", lang), self.case.id),
            (say("head.rules", lang), say("verify.head.rules", lang, pack=self.pack.id, version=self.pack.version)),
        )
        parts = (("verify.part.reasons", self.reasons), ("verify.part.notes", self.notes))
        sections = [Section(say(code, lang), [Line(r.text(lang), "reason", code=r.code) for r in told]) for code, told in parts if told]
        return Page(lang, self.sentence(lang), head if self.reasons else (), sections)


def verify(assessment: Assessment | Mapping[str, Any], case: CaseLike, *, pack: PackLike | None = None, lang: str = "en") -> Verification:
    """Tell whether an answer follows from a case and a pack, and all reasons why it does not.

    ``assessment`` is an `Assessment` or what one says as JSON (format ``assessment/1``), ``case`` and ``pack`` are what `assess` takes;
    ``lang`` is the language of the reasons. The case is read and judged anew without any engine, and all that the answer says is compared
    with that. What cannot be told is which engine gave it, and which version of ringrose.

    Raises `InputError`, with every problem found, where the case or the pack cannot be used.
    """
    rules = sound_pack(pack)
    sound = sound_case(case, rules)
    told = assessment.to_dict() if isinstance(assessment, Assessment) else assessment
    reasons: list[Reason] = []
    judged, left_out = _as_of(told, sound, rules, reasons)
    reading = Reading(plan_of(rules.on(judged.review.last_day)), judged)
    checking = _Checking(reading, _replayed(reading, left_out), reasons)
    checking.answer(told)
    return Verification(sound, rules, len(reading.findings), tuple(reasons), tuple(_notes(told)), lang)


def _as_of(told: Mapping[str, Any], case: Case, pack: Pack, reasons: list[Reason]) -> tuple[Case, AsOf | None]:
    """The case that was judged, and what was left out of it, where the answer says that it was judged as of a day."""
    if not isinstance(as_of := told.get("as_of"), Mapping):
        return case, None
    try:
        judged, left_out = case_as_of(case, as_of.get("day"), pack)  # type: ignore[arg-type]  # any other kind of value is refused
    except InputError as error:
        reasons.append(Reason("verify.as_of.day", {"told": as_of.get("day"), "why": error.problems[0].what}))
        return case, None
    receipt = told.get("receipt")
    year = evolve(judged, review=Review(judged.review.start, left_out.day.year))
    if year.review.last_day == left_out.day and isinstance(receipt, Mapping) and receipt.get("case") == case_digest(year):
        return year, left_out  # the end of a year may have been asked for as that year
    return judged, left_out


def _replayed(reading: Reading, left_out: AsOf | None) -> Assessment:
    """What follows from a case, as an answer."""
    pack = reading.plan.pack
    judgements = judge(pack, reading.findings)
    return Assessment(
        case=reading.case,
        pack=pack,
        engine="",
        lang=pack.languages[0],
        judgements=judgements,
        conflicts=tuple(conflicts_of(reading.case)),
        open_questions=Later(lambda: _open_questions(reading)),
        recommendations=recommend(pack, judgements),
        as_of=left_out,
    )


def _open_questions(reading: Reading) -> tuple[OpenQuestion, ...]:
    """The open questions of a case that was read, without any engine."""
    return open_questions(reading.case, reading.plan, read_statuses(reading.plan))


def _notes(told: Mapping[str, Any]) -> Iterator[Reason]:
    if "open_questions" in told and told["open_questions"] is None:
        yield Reason("verify.note.no_questions")
    if "receipt" not in told:
        yield Reason("verify.note.no_receipt")
        return
    by = told["receipt"].get("ringrose") if isinstance(told["receipt"], Mapping) else None
    if isinstance(by, str) and by != version():
        yield Reason("verify.note.version", {"told": by, "here": version()})


# -- the comparison -------------------------------------------------------------------------------------------------------


class _Checking:
    """Compares an answer, of whatever shape, with what follows, and collects every reason."""

    def __init__(self, reading: Reading, replayed: Assessment, reasons: list[Reason]) -> None:
        self._reading, self._replayed, self._reasons = reading, replayed, reasons
        self._clauses = {clause.rule: clause for clause in reading.plan.clauses()}
        self._facts = {str(i.fact.id): i for i in reading.store.items if i.fact.id is not None and i.fact.holds is True}
        self._derived = {_sorted(i.name): i for i in reading.store.items if i.fact.id is None}

    def tell(self, code: str, **about: Any) -> None:
        """Add a reason."""
        self._reasons.append(Reason(f"verify.{code}", about))

    def answer(self, told: Mapping[str, Any]) -> None:
        """The whole answer."""
        asked = "open_questions" not in told or told["open_questions"] is not None
        follows = self._replayed.to_dict(self._language(told), receipt="receipt" in told, questions=asked)
        self.keys(told, follows, "assessment")
        self.value("format", told, follows, "ringrose")
        self.value("case.id", told, follows, "case")
        self.value("as_of", told, follows, "as_of")
        if "engine" in told and not isinstance(told["engine"], str):
            self.tell("engine", told=told["engine"])
        if self.keys(told.get("pack"), follows["pack"], "pack"):
            for key in follows["pack"]:
                self.value(f"pack.{key}", told["pack"], follows["pack"], key)
        if self.keys(told.get("summary"), follows["summary"], "summary"):
            for status in follows["summary"]:
                self.value("summary", told["summary"], follows["summary"], status, status=status)
        self.judgements(told.get("judgements"), follows["judgements"])
        self.plain_list("conflict", told, follows, "conflicts")
        if follows["open_questions"] is not None:
            self.plain_list("question", told, follows, "open_questions")
        self.plain_list("recommendation", told, follows, "recommendations")
        if "receipt" in told:
            self.receipt(told, follows["receipt"])

    def _language(self, told: Mapping[str, Any]) -> str:
        """The language that the receipt tells; where it tells none that the pack has, the one that most texts are in."""
        languages = self._replayed.pack.languages
        receipt = told.get("receipt")
        stated = receipt.get("lang") if isinstance(receipt, Mapping) else None
        if stated in languages:
            return str(stated)
        if isinstance(receipt, Mapping) and "lang" in receipt:
            self.tell("receipt.lang", told=stated)
        texts = Counter(_texts(told))

        def fitting(lang: str) -> int:
            return (texts & Counter(_texts(self._replayed.to_dict(lang, receipt=False, questions=False)))).total()

        return max(languages, key=fitting)

    def receipt(self, told: Mapping[str, Any], follows: Mapping[str, Any]) -> None:
        """The receipt, and whether the answer is the one that it was made for."""
        receipt = told["receipt"]
        if not self.keys(receipt, follows, "receipt"):
            return
        self.value("case.content", receipt, follows, "case")
        self.value("receipt.pack", receipt, follows, "pack")
        if "ringrose" in receipt and not isinstance(receipt["ringrose"], str):
            self.tell("receipt.version", told=receipt["ringrose"])
        self.value("receipt.answer", receipt, {"answer": answer_digest(told)}, "answer")

    # -- judgements and findings ----------------------------------------------------------------------------------------

    def judgements(self, told: Any, follows: list[Any]) -> None:
        """The judgements of all elements."""
        for one, other in self.items("element", told, follows, lambda j: j["element"], "judgements", lambda j: {"element": j["element"]}):
            element = other["element"]
            self.keys(one, other, element)
            self.value("element.status", one, other, "status", element=element)
            self.value("element.standing", one, other, "standing", element=element)
            self.criteria(one.get("criteria"), other["criteria"], element)

    def criteria(self, told: Any, follows: list[Any], element: str) -> None:
        """The criteria of an element."""
        here = {"element": element}
        where = f"{element}.criteria"
        for one, other in self.items("criterion", told, follows, lambda c: c["id"], where, lambda c: {"criterion": c["id"]}, here):
            place = {**here, "criterion": other["id"]}
            self.keys(one, other, f"{element}.{other['id']}")
            self.value("criterion.role", one, other, "role", **place)
            self.value("criterion.status", one, other, "status", **place)
            self.findings(one.get("findings"), other["findings"], place)

    def findings(self, told: Any, follows: list[Any], place: dict[str, Any]) -> None:
        """The findings of a criterion."""
        where = f"{place['element']}.{place['criterion']}.findings"

        def same(finding: Any) -> Any:
            return finding["rule"], finding["bindings"]

        def about(finding: Any) -> dict[str, Any]:
            return {"rule": finding["rule"], "bindings": finding["bindings"]}

        for one, other in self.items("finding", told, follows, same, where, about, place):
            here = {**place, **about(other)}
            where_it_is = f"{where}.{other['rule']}"
            self.keys(one, other, where_it_is)
            for key in ("polarity", "decides", "text", "facts"):
                self.value(f"finding.{key}", one, other, key, **here)
            self.order(one["bindings"], other["bindings"], f"{where_it_is}.bindings")
            self.absences(one.get("absent"), other["absent"], here, f"{where_it_is}.absent")

    def absences(self, told: Any, follows: list[Any], place: dict[str, Any], where: str) -> None:
        """What a finding rests on that is known not to hold."""

        def same(absent: Any) -> Any:
            return absent["fact"], absent["where"], _counted(absent)

        def about(absent: Any) -> dict[str, Any]:
            return {"absent": {"fact": absent["fact"], "where": absent["where"], **_counted(absent)}}

        for one, other in self.items("absent", told, follows, same, where, about, place):
            self.keys(one, other, where)
            self.order(one["where"], other["where"], f"{where}.where")
            self.value("absent.closed_by", one, other, "closed_by", **place, **about(other))

    def unfounded(self, finding: Any, place: Mapping[str, Any]) -> None:
        """Tell why a finding does not follow: it is replayed, condition after condition."""
        if not (isinstance(finding, Mapping) and isinstance(finding.get("rule"), str) and isinstance(finding.get("bindings"), Mapping)):
            self.tell("finding.unnamed", **place)
            return
        rule, bindings = finding["rule"], finding["bindings"]
        here = {**place, "rule": rule, "bindings": bindings}
        clause = self._clauses.get(rule)
        if clause is None:
            self.tell("finding.no_rule", **here)
            return
        about = clause.head.criterion if isinstance(clause.head, Concludes) else clause.head.type
        if about != f"{place['element']}.{place['criterion']}":
            self.tell("finding.elsewhere", **here, about=about)
        elif set(bindings) != set(clause.aliases):
            self.tell("finding.aliases", **here, told=sorted(map(str, bindings)), follows=sorted(clause.aliases))
        else:
            self.replay(clause, bindings, here)

    def replay(self, clause: Clause, bindings: Mapping[str, Any], here: Mapping[str, Any]) -> None:
        """Tell the first condition of a rule that does not hold for what the aliases are said to be bound to."""
        bound: list[Item] = []
        for alias in clause.aliases:
            name = bindings[alias]
            item = self._facts.get(name) if isinstance(name, str) else self._derived.get(_sorted(name))
            if item is None:
                self.tell("finding.no_fact", **here, fact=name)
                return
            bound.append(item)
        slots = dict(enumerate(bound))
        store = self._reading.store
        for number, step in enumerate(clause.steps, 1):
            is_of_type = not isinstance(step, Bind) or slots[step.slot].fact.type == step.match.type
            if not is_of_type or not holds(store, step, slots):
                self.tell("finding.condition", **here, number=number)
                return
        exceptions = list(exceptions_in_force(store, clause, tuple(bound)))
        assert exceptions, "a finding whose rule fires is due"
        for item in exceptions:
            self.tell("finding.exception", **here, fact=item.name)

    # -- values, keys and lists of any answer ------------------------------------------------------------------------------

    def value(self, code: str, told: Mapping[str, Any], follows: Mapping[str, Any], key: str, **place: Any) -> None:
        """A value that both have; one that only one of them has was told with the keys."""
        if key in told and key in follows and _exact(told[key]) != _exact(follows[key]):
            self.tell(code, **place, told=told[key], follows=follows[key])

    def keys(self, told: Any, follows: Mapping[str, Any], where: str) -> bool:
        """Whether there is a mapping; which of its keys are missing or none of it, and whether they stand in order, is told."""
        if not isinstance(told, Mapping):
            self.tell("shape.mapping", where=where)
            return False
        for key in follows:
            if key not in told:
                self.tell("key.missing", where=where, key=key)
        for key in told:
            if key not in follows:
                self.tell("key.added", where=where, key=key)
        if [key for key in told if key in follows] != [key for key in follows if key in told]:
            self.tell("key.order", where=where)
        return True

    def order(self, told: Any, follows: Any, where: str) -> None:
        """What is the same but for the order of its keys."""
        if _exact(told) != _exact(follows):
            self.tell("key.order", where=where)

    def items(
        self,
        kind: str,
        told: Any,
        follows: list[Any],
        same: Callable[[Any], Any],
        where: str,
        about: Callable[[Any], dict[str, Any]],
        place: Mapping[str, Any] | None = None,
    ) -> list[tuple[Any, Any]]:
        """Entries of both lists that are about the same thing; what is missing, too much, told twice or out of order is told."""
        place = place or {}
        if not isinstance(told, list | tuple):
            self.tell("shape.list", where=where)
            return []
        due = {_sorted(same(one)): one for one in follows}
        found: dict[str, Any] = {}
        for one in told:
            name = _named(one, same)
            if name in found:
                self.tell(f"{kind}.twice", **place, **about(one))
            elif name in due:
                found[name] = one
            elif kind == "finding":
                self.unfounded(one, place)
            else:
                self.tell(f"{kind}.added", **place, **_about(one, about))
        for name, one in due.items():
            if name not in found:
                self.tell(f"{kind}.missing", **place, **about(one))
        if list(found) != [name for name in due if name in found]:
            self.tell(f"{kind}.order", **place)
        return [(one, due[name]) for name, one in found.items()]

    def plain_list(self, kind: str, told: Mapping[str, Any], follows: Mapping[str, Any], key: str) -> None:
        """A list whose entries are the same only as a whole."""
        pairs = self.items(kind, told.get(key), follows[key], lambda one: one, key, lambda one: {"what": one})
        for one, other in pairs:
            self.order(one, other, key)


def _named(one: Any, same: Callable[[Any], Any]) -> str | None:
    """What tells an entry of an answer apart; None where it has nothing of the kind."""
    try:
        return _sorted(same(one))
    except (KeyError, TypeError):
        return None


def _about(one: Any, about: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """What is told of an entry that should not be there."""
    try:
        return about(one)
    except (KeyError, TypeError):
        return dict.fromkeys(about({"element": "", "id": "", "fact": "", "where": ""}), one)


def _counted(absent: Mapping[str, Any]) -> dict[str, Any]:
    """How many an absence still allows, and of which attribute the values were counted, as far as it is told."""
    return {key: absent[key] for key in ("at_most", "distinct") if key in absent}


def _texts(told: Any) -> Iterator[str]:
    """All that stands under a key `text`."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(told, list | tuple):
        for one in told:
            yield from _texts(one)


def _exact(value: Any) -> str:
    """Data as JSON, the order of keys kept; what JSON cannot say is like nothing that it can."""
    return json.dumps(value, ensure_ascii=False, default=repr)


def _sorted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=repr)


def _shown(value: Any, lang: str) -> str:
    """A value in a sentence."""
    if isinstance(value, str):
        text = f"`{value}`"
    elif isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        text = listed([f"`{one}`" for one in value], lang) or say("none", lang)
    else:
        text = _plainly(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _plainly(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        if value.keys() - {"at_most", "distinct"} == {"fact", "where"}:
            told = f"{_plainly(value['fact'])} ({_plainly(value['where'])})" if value["where"] else _plainly(value["fact"])
            return ", ".join([told, *(f"{key}: {_plainly(one)}" for key, one in _counted(value).items())])
        return ", ".join(f"{key}: {_plainly(one)}" for key, one in value.items())
    return _exact(value)
