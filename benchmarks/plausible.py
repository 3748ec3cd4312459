"""Seeded cases that could be true, for the pack ``ringrose``: partnerships of some years, told by sources that know more or less.

A case has a *story* (whether every partner gives, who benefits, how often there is monitoring, what breaks off, ...) and *sources* that
tell it: what happened becomes facts, some of what did not happen becomes denials or closed records, and the rest is silence. So each
element is met in some cases, not met in others, and undetermined in others still. Rare things happen: three partners, facts of unknown
truth, facts without ids, ranges in denials, Indonesian texts, letters that are not ASCII.

``python -m benchmarks.plausible`` tells how much 2,000 of them vary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import exp, log
from random import Random
from typing import Any

from ringrose import assess_many, load_pack
from ringrose.model.assessment import EveryNode, Node, RuleNode
from ringrose.model.pack import Pack

__all__ = ["LARGEST", "SMALLEST", "plausible_case", "plausible_cases", "variety"]

Mapped = dict[str, Any]

SMALLEST, LARGEST = 10, 200
CITIES = (
    ("semarang", "Kota Semarang", "ID"),
    ("bandung", "Kota Bandung", "ID"),
    ("surabaya", "Kota Surabaya", "ID"),
    ("yogyakarta", "Kota Yogyakarta", "ID"),
    ("jung-gu", "중구 (Jung-gu)", "KR"),
    ("kitakyushu", "北九州市 Kitakyūshū", "JP"),
    ("beihai", "北海 Běihǎi", "CN"),
    ("tromsø", "Tromsø", "NO"),
    ("brisbane", "Brisbane", "AU"),
    ("são-paulo", "São Paulo", "BR"),
    ("fort-worth", "Fort Worth", "US"),
    ("varna", "Варна", "BG"),
)
FIELDS = (
    ("education", {"en": "Education", "id": "Pendidikan"}),
    ("culture", {"en": "Culture and tourism", "id": "Kebudayaan dan pariwisata"}),
    ("environment", {"en": "Environment", "id": "Lingkungan hidup"}),
    ("economy", "Economy (trade, investment)"),
    ("health", "Health"),
    ("infrastructure", "Penataan kota dan infrastruktur"),
)
TITLES = {
    "exchange": ("exchange of staff", "pertukaran pelajar", "exchange of teachers"),
    "training": ("pelatihan pemadam kebakaran", "training of nurses"),
    "project": ("proyek pengelolaan sampah", "pilot plant for waste water", "peta risiko banjir"),
    "event": ("festival budaya", "food fair, “Rasa Nusantara”", "lomba foto"),
    "trade": ("pameran dagang", "meeting of chambers of commerce"),
    "study": ("studi banding", "joint study of bus lanes"),
    "aid": ("bantuan bencana", "gift of fire engines"),
}
NOTES = (
    "Told by an official of the city.",
    "The year is our reading of the text.",
    "Disebutkan dalam laporan tahunan dinas.",
    "Menurut wawancara dengan kepala bagian kerja sama – “belum optimal”.",
    {"en": "In our own words.", "id": "Dengan kata-kata kami sendiri."},
    "공무원 교류; 交流",
)
SOURCES = (
    ("thesis", "[Skripsi tentang kerja sama kota kembar]"),
    ("report", "Laporan tahunan kerja sama luar negeri"),
    ("interview", "Interview with the office of international relations"),
    ("article-newspaper", "Wali kota sambut delegasi kota kembar"),
    ("webpage", "Sister cities — the city's own page"),
    ("article-journal", "Paradiplomacy of middle-sized cities"),
)
FORMAL = ("mou", "letter_of_intent", "charter", "contract")
ABOUT = ("goals", "expectations", "roles", "continuation", "culture")
GROUPS = ("residents", "students", "teachers", "youth", "ngo", "business", "artists", "academics")
OBSTACLES = ("budget", "staff", "coordination", "leadership", "regulation", "language", "crisis")
CONTRIBUTIONS = ("effort", "time", "staff", "money", "expertise", "in_kind")
PURPOSES = ("courtesy", "working", "monitoring", "study", "signing")
MORE = (*["activity"] * 5, *["visit"] * 5, *["contribution"] * 3, "benefit", "communication", "obstacle", "result")
TOOK_PLACE = ("completed", "completed", "running", "stopped")


def plausible_cases(count: int, seed: int = 1, size: int | None = None) -> Iterator[Mapped]:
    """So many cases, the same for the same seed."""
    rng = Random(seed)  # noqa: S311  # nothing secret
    return (plausible_case(rng, number, size) for number in range(count))


def plausible_case(rng: Random, number: int = 0, size: int | None = None) -> Mapped:
    """One case as a mapping of the shape of a case file, dates as texts.

    ``size`` is the number of facts; without it there are 10 to 200, as often below 45 as above.
    """
    facts = size if size is not None else round(exp(rng.uniform(log(SMALLEST), log(LARGEST + 0.49))))
    return _Story(rng, number, facts).told()


class _Story:
    """What happened in one partnership, and what its sources tell of it."""

    def __init__(self, rng: Random, number: int, size: int) -> None:
        self.rng, self.number, self.size = rng, number, size
        cities = rng.sample(CITIES, 3 if self.chance(0.25) else 2)
        self.partners = [{"id": id, "name": name, "country": country} for id, name, country in cities]
        self.ids = [id for id, _, _ in cities]
        self.fields = rng.sample(FIELDS, rng.randint(1, 5))
        self.first = rng.randint(2004, 2018)
        self.last = self.first + rng.randint(3, 10) - 1
        self.years = list(range(self.first, self.last + 1))
        self.mid_year = self.chance(0.4)
        self.full_years = self.years[1:] if self.mid_year else self.years
        self.sources = [f"source-{n}" for n in range(1, rng.randint(2, 6))]
        self.facts: list[Mapped] = []
        self.complete: list[Any] = []
        self.activities: list[str] = []

    # -- the story --------------------------------------------------------------------------------------------------------

    def told(self) -> Mapped:
        """The case."""
        for part in (
            self._commitment,
            self._monitoring,
            self._departments,
            self._participation,
            self._understanding,
            self._reciprocity,
            self._results,
            self._breaks,
            self._years_of_activity,
        ):
            part()
        if len(self.facts) > self.size:
            self.facts = self._without_loose_ends(self.rng.sample(self.facts, self.size))
        while len(self.facts) < self.size:
            self._one_more()
        self.rng.shuffle(self.facts)
        return self._case()

    def _commitment(self) -> None:
        idle = self.rng.choice(self.ids) if self.chance(0.25) else None
        for partner in self.ids:
            if partner != idle:
                for kind in self.rng.sample(CONTRIBUTIONS, self.rng.randint(1, 3)):
                    self.add("contribution", by=partner, kind=kind, **self._maybe_year(), **self._maybe_field())
            elif self.chance(0.75):
                self.deny("contribution", by=partner)
        if self.chance(0.85):
            status = self.rng.choice(("in_force", "in_force", "renewed", "lapsed", "ended", None))
            agreed = None if self.chance(0.15) else self.rng.choice((*FORMAL, "mou", "mou", "informal"))
            self.add("agreement", kind=agreed, signed=self._day(self.first) if self.chance(0.7) else None, status=status)
        elif self.chance(0.8):
            self.complete.append("agreement")

    def _monitoring(self) -> None:
        habit = self.rng.choice(("never", "now and then", "now and then", "every year", "every year"))
        held = {"never": 0.0, "now and then": 0.55, "every year": 1.0}[habit]
        seen = [year for year in self.years if self.chance(held)]
        for year in seen:
            self.add("monitoring", year=year, by=self._somebody(0.6))
        if habit == "never" and self.chance(0.35):
            self.deny("monitoring", year={"gte": self.first, "lte": self.last})
        elif habit != "every year" and self.chance(0.3):
            self.complete.append(self._cited({"fact": "monitoring"}))
        elif habit == "now and then" and self.chance(0.35):
            for year in sorted(set(self.years) - set(seen))[:2]:
                self.deny("monitoring", year=year)

    def _departments(self) -> None:
        for partner in self.ids:
            told = self.rng.random()
            if told < 0.5:
                self.add("communication", by=partner, audience="departments", extent="broad", **self._maybe_year())
            elif told < 0.62:
                self.add("communication", by=partner, audience="departments", extent="limited", **self._maybe_year())
            elif told < 0.72:
                self.deny("communication", by=partner, audience="departments", extent="broad")
        told = self.rng.random()
        if told < 0.4:
            self.add("communication", by=self._somebody(0.8), audience="public", extent="broad", **self._maybe_year())
        elif told < 0.7:
            self.deny("communication", audience="public", extent="broad")

    def _participation(self) -> None:
        self.hardly = self.chance(0.4)
        if not self.hardly:
            for group in self.rng.sample(GROUPS, self.rng.randint(1, 3)):
                self.add("community_participation", group=group, extent=self.rng.choice(("broad", None, "limited")), **self._maybe_year())
        elif self.chance(0.7):
            self.deny("community_participation", extent="broad")
        if self.hardly and self.chance(0.5):
            self.add("community_participation", group=self.rng.choice(GROUPS), extent="limited")

    def _understanding(self) -> None:
        self.differ = self.chance(0.25)
        for about in ABOUT:
            told = self.rng.random()
            if about == "continuation" and self.differ:
                self.deny("shared_understanding", about=about)
            elif told < 0.35:
                self.add("shared_understanding", about=about)
            elif told < 0.5:
                self.deny("shared_understanding", about=about)
        if self.chance(0.08):
            self.complete.append("shared_understanding")

    def _reciprocity(self) -> None:
        self.loser = self.rng.choice(self.ids) if self.chance(0.45) else None
        for partner in self.ids:
            if partner != self.loser:
                for _ in range(self.rng.randint(1, 2)):
                    self.add("benefit", to=partner, **self._maybe_year(), **self._maybe_field())
            elif self.chance(0.7):
                self.deny("benefit", to=partner, **(self._maybe_field() if self.chance(0.15) else {}))

    def _results(self) -> None:
        self.fruitless = self.chance(0.3)
        if not self.fruitless:
            for _ in range(self.rng.randint(1, 3)):
                level = self.rng.choice(("output", "outcome", "impact", None))
                self.add("result", level=level, **self._maybe_year(), **self._maybe_field())
        elif self.chance(0.75):
            self.deny("result")

    def _breaks(self) -> None:
        if self.chance(0.2):
            self._activity(status="stopped")
            self.add("obstacle", kind="budget", of=self.activities[-1], **self._maybe_for(0.3))
        if self.chance(0.3):
            self._activity(status=self.rng.choice(("not_started", "stopped")), for_community=True)
            self.add("obstacle", kind=self.rng.choice(OBSTACLES), of=self.activities[-1])
        if self.chance(0.12):
            how = self.rng.choice(("terminated", "lapsed", "not_renewed"))
            self.add("ending", by=self._somebody(0.7), how=how, year=self.last if self.chance(0.8) else None)

    def _years_of_activity(self) -> None:
        quiet = self.chance(0.3)
        silent = set(self.full_years[1:3]) if quiet and len(self.full_years) > 3 else set()
        self.active = [year for year in self.years if year not in silent]
        for year in self.active:
            if self.chance(0.75):
                self._activity(year=year)
            else:
                self._visit(year)
        if len(silent) > 1 and self.chance(0.7):
            span = {"gte": min(silent), "lte": max(silent)}
            self.deny("activity", year=span)
            self.deny("visit", year=span)
        elif self.chance(0.15):
            self.complete.append({"fact": "activity", "field": self.rng.choice(self.fields)[0]})
        if self.chance(0.1):
            self.complete += ["visit", self._cited({"fact": "activity"})]

    def _one_more(self) -> None:
        """One more fact of the kinds that a long record is full of; it does not change the story."""
        kind = self.rng.choice(MORE)
        if kind == "activity":
            self._activity(year=self.rng.choice(self.active) if self.chance(0.9) else None)
        elif kind == "visit":
            self._visit(self.rng.choice(self.active))
        elif kind == "contribution":
            givers = {fact["by"] for fact in self.facts if fact["fact"] == kind and "holds" not in fact}
            by = self.rng.choice(sorted(givers) or self.ids)
            self.add(kind, by=by, kind=self.rng.choice(CONTRIBUTIONS), **self._maybe_year(), **self._maybe_field())
        elif kind == "benefit":
            self.add(kind, to=self.rng.choice([p for p in self.ids if p != self.loser]), **self._maybe_year(), **self._maybe_field())
        elif kind == "communication":
            audience = self.rng.choice(("council", "partner"))
            self.add(kind, by=self._somebody(0.9), audience=audience, extent="limited", **self._maybe_year())
        elif kind == "obstacle":
            self.add(kind, kind=self.rng.choice(OBSTACLES), **self._maybe_for(0.6))
        elif not self.fruitless:
            self.add(kind, level="output", **self._maybe_year(), **self._maybe_field())

    def _activity(self, *, year: int | None = None, status: str | None = None, for_community: bool | None = None) -> None:
        kind = self.rng.choice(sorted(TITLES))
        if status is None and self.chance(0.85):
            status = self.rng.choice(TOOK_PLACE if self.chance(0.85) else ("planned", "not_started"))
        if for_community is None and self.chance(0.5):
            for_community = self.chance(0.4)
        self.add(
            "activity",
            named=True,
            title=self.rng.choice(TITLES[kind]) if self.chance(0.9) else None,
            kind=kind,
            status=status,
            for_community=for_community,
            year=year,
            **self._maybe_field(0.85),
        )
        self.activities.append(self.facts[-1]["id"])

    def _visit(self, year: int) -> None:
        by, to = self.rng.sample(self.ids, 2)
        purpose = self.rng.choice(PURPOSES) if self.chance(0.9) else None
        self.add("visit", by=by, to=to if self.chance(0.9) else None, purpose=purpose, year=year if self.chance(0.95) else None)

    # -- how it is told -----------------------------------------------------------------------------------------------------

    def add(self, fact: str, *, named: bool = False, **attributes: Any) -> None:
        """A fact that holds, or now and then one that could not be told. Most have an id; an activity that others name always has."""
        told: Mapped = {"id": f"{fact[:3]}-{len(self.facts)}"} if named or self.chance(0.9) else {}
        told |= {"fact": fact, **{name: value for name, value in attributes.items() if value is not None}}
        if self.chance(0.03):
            told["holds"] = "unknown"
        if self.chance(0.1):
            told["certainty"] = self.rng.choice(("probable", "doubtful"))
        self.facts.append(self._cited(told))

    def deny(self, fact: str, **attributes: Any) -> None:
        """A denial."""
        self.facts.append(self._cited({"id": f"no-{fact}-{len(self.facts)}", "fact": fact, **attributes, "holds": False}))

    def _cited(self, told: Mapped) -> Mapped:
        if self.chance(0.9):
            chapter, section, paragraph = self.rng.randint(1, 5), self.rng.randint(1, 9), self.rng.randint(1, 9)
            place = {"id": self.rng.choice(self.sources), "at": f"{chapter}.{section} par. {paragraph}"}
            if self.chance(0.05):
                place["quote"] = "kerja sama ini belum berjalan dengan baik"
            told["source"] = place if self.chance(0.9) else [place, {"id": self.rng.choice(self.sources)}]
        if self.chance(0.12):
            told["note"] = self.rng.choice(NOTES)
        if told["fact"] == "visit" and "year" in told and told.get("holds") is not False and self.chance(0.1):
            told["when"] = self._day(told["year"])
        return told

    def _without_loose_ends(self, facts: list[Mapped]) -> list[Mapped]:
        """The facts that are left; where one names an activity that is not, it keeps its place and loses the name."""
        left = {fact.get("id") for fact in facts}
        self.activities = [id for id in self.activities if id in left]
        return [{key: value for key, value in fact.items() if key != "of" or value in left} for fact in facts]

    def _case(self) -> Mapped:
        start = self._day(self.first, after=(2, 11)) if self.mid_year else self.first
        told: Mapped = {
            "ringrose": "case/1",
            "id": f"plausible-{self.number}",
            "title": {"en": f"Partnership {self.number}", "id": f"Kemitraan {self.number}"} if self.chance(0.7) else "Kota bersaudara №1",
            "partners": self.partners,
            "review": {"from": start, "to": f"{self.last}-12-31" if self.mid_year else self.last},
            "fields": [{"id": id, "name": name} for id, name in self.fields],
            "sources": [self._source(id) for id in self.sources],
            "complete": self.complete,
            "facts": self.facts,
        }
        return {key: value for key, value in told.items() if value != []}

    def _source(self, id: str) -> Mapped:
        kind, title = self.rng.choice(SOURCES)
        return {"id": id, "type": kind, "title": title, "issued": self.last + self.rng.randint(0, 2)}

    # -- dice ---------------------------------------------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.rng.random() < share

    def _somebody(self, share: float) -> str | None:
        return self.rng.choice(self.ids) if self.chance(share) else None

    def _maybe_for(self, share: float) -> Mapped:
        return {"for": self.rng.choice(self.ids)} if self.chance(share) else {}

    def _maybe_year(self) -> Mapped:
        return {"year": self.rng.choice(self.years)} if self.chance(0.6) else {}

    def _maybe_field(self, share: float = 0.5) -> Mapped:
        return {"field": self.rng.choice(self.fields)[0]} if self.chance(share) else {}

    def _day(self, year: int, after: Sequence[int] = (1, 12)) -> str:
        return f"{year}-{self.rng.randint(*after):02}-{self.rng.randint(1, 28):02}"


def variety(count: int, seed: int = 1, pack: Pack | None = None) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """How often each element has each status, and in how many cases each rule fires for some finding."""
    rules: Counter[str] = Counter()
    statuses: dict[str, Counter[str]] = {}
    for assessment in assess_many(plausible_cases(count, seed), pack=pack):
        for judgement in assessment:
            statuses.setdefault(judgement.id, Counter())[judgement.status] += 1
        findings = [finding for judgement in assessment for criterion in judgement.criteria for finding in criterion.findings]
        rules.update({finding.rule for finding in findings} | {rule for finding in findings for rule in _rules(finding.because)})
    return statuses, rules


def _rules(nodes: Iterable[Node]) -> Iterator[str]:
    """The rules whose derived facts a justification rests on."""
    for node in nodes:
        if isinstance(node, RuleNode):
            yield node.rule
            yield from _rules(node.premises)
        elif isinstance(node, EveryNode):
            for _, premises in node.instances:
                yield from _rules(premises)


def _tell(count: int = 2_000) -> None:
    """Print how much the cases vary."""
    pack = load_pack("ringrose")
    statuses, rules = variety(count, pack=pack)
    for element, counts in statuses.items():
        print(element, {status: f"{number / count:.0%}" for status, number in counts.most_common()})
    names = [f"{element.id}.{rule.id}" for element in pack.elements for rule in element.rules]
    print(f"{len(rules)} of {len(names)} rules fire; most seldom", rules.most_common()[:-9:-1], "never", sorted(set(names) - set(rules)))
    sizes = [len(case["facts"]) for case in plausible_cases(count)]
    print(f"facts: {min(sizes)} to {max(sizes)}, on average {sum(sizes) / count:.0f}")


if __name__ == "__main__":
    _tell()
