"""CLIPS, the classical production system (Rete), through clipspy.

One environment holds templates and rules. For each case it is reset, the facts are loaded as one text, and the rules run: those of lower
salience see all that those of higher salience concluded. A rule that finds a failure or evidence calls a Python function, which is twice as
fast as asserting a fact and reading it back. clipspy's own router for errors is switched off: CLIPS asks it for every character that it
reads, which makes loading several times slower.
"""

from __future__ import annotations

from benchmarks.peers.peer import Package, Peer, Solve
from benchmarks.peers.problem import ATTRIBUTES, Case, Evidence, Failure, Result, result_of

__all__ = ["PEER"]

# Facts that only rules make. `party` comes with each reset; o is the other party.
TEMPLATES = """
(deftemplate party (slot p) (slot o))
(deffacts parties (party (p A) (o B)) (party (p B) (o A)))
(deftemplate period (slot year) (slot agreement))
(deftemplate resourced (slot p))
(deftemplate human)
(deftemplate has-resource)
(deftemplate community (slot field))
(deftemplate active (slot p) (slot o))
(deftemplate reciprocal (slot field))
(deftemplate benefits (slot p) (slot o))
(deftemplate linked (slot field))
(deftemplate coordinated (slot p))
"""

CONCLUSIONS = """
(agreement (id ?a) (start ?from) (end ?to)) => (loop-for-count (?y ?from ?to) (assert (period (year ?y) (agreement ?a))))
(resource (party ?p) (status ok)) => (assert (resourced (p ?p)))
(exists (resource (kind human) (status ok))) => (assert (human))
(exists (resource)) => (assert (has-resource))
(exchange (field ?f) (community TRUE)) => (assert (community (field ?f)))
(party (p ?p) (o ?o)) (exists (exchange (party ?p))) => (assert (active (p ?p) (o ?o)))
(exchange (field ?f) (party A)) (exchange (field ?f) (party B)) => (assert (reciprocal (field ?f)))
(party (p ?p) (o ?o)) (exists (benefit (party ?p))) => (assert (benefits (p ?p) (o ?o)))
(benefit (field ?f)) (exists (exchange (field ?f))) => (assert (linked (field ?f)))
(coordination (party ?p) (status ok)) => (assert (coordinated (p ?p)))
"""

FAILURES = """
(period (year ?y) (agreement ?a)) (not (monitoring (year ?y))) => (fail commitment gap ?y ?a)
(resource (id ?r) (party ?p) (status lapsed)) (obstacle (id ?o) (kind budget) (element commitment)) \
=> (fail commitment lapsed_budget ?p ?r) (fail commitment lapsed_budget ?p ?o)
(party (p ?p)) (not (resourced (p ?p))) (resource (id ?r)) => (fail commitment unresourced ?p ?r)
(agreement (id ?a) (end ?y)) (resource (id ?r) (party ?p) (year ?y) (status lapsed)) \
=> (fail commitment lapsed_at_end ?p ?r) (fail commitment lapsed_at_end ?p ?a)
(benefits (p ?p) (o ?o)) (not (benefits (p ?o))) (benefit (id ?b) (party ?p)) => (fail reciprocity one_sided_benefit ?p ?b)
(active (p ?p) (o ?o)) (not (active (p ?o))) (exchange (id ?x) (party ?p)) => (fail reciprocity one_sided_exchange ?p ?x)
(active (p A)) (active (p B)) (not (reciprocal)) (exchange (id ?x)) => (fail reciprocity no_reciprocal_field none ?x)
(not (linked)) (benefit (id ?b)) => (fail reciprocity unlinked_benefit none ?b)
(not (community)) (exchange (id ?x)) => (fail participation no_community none ?x)
(not (human)) (exchange (id ?x)) => (fail participation no_human none ?x)
(period (year ?y) (agreement ?a)) (not (plan (year ?y) (status ok))) => (fail planning unplanned ?y ?a)
(obstacle (id ?o) (element planning)) (plan (id ?d) (status draft)) => (fail planning stale_plan none ?o) (fail planning stale_plan none ?d)
(party (p ?p)) (not (coordinated (p ?p))) (coordination (id ?c)) => (fail coordination uncoordinated ?p ?c)
(obstacle (id ?o) (kind coordination) (element coordination)) (coordination (id ?c) (status lapsed)) \
=> (fail coordination coord_obstacle none ?o) (fail coordination coord_obstacle none ?c)
"""

EVIDENCE = """
(agreement (id ?i)) (has-resource) => (show commitment ?i)
(agreement) (resource (id ?i)) => (show commitment ?i)
(agreement) (has-resource) (monitoring (id ?i)) => (show commitment ?i)
(benefit (id ?i)) => (show reciprocity ?i)
(exchange (id ?i)) => (show participation ?i)
(agreement (id ?i)) => (show planning ?i)
(agreement) (plan (id ?i)) => (show planning ?i)
(coordination (id ?i)) => (show coordination ?i)
"""


def _text(case: Case) -> str:
    """The facts as CLIPS reads them."""
    return "".join(
        f"({fact['t']}{''.join(f'({name} {_value(value)})' for name, value in fact.items() if name != 't')})"  # one expression: it is timed
        for fact in case
    )


def _value(value: object) -> object:
    return "TRUE" if value is True else "FALSE" if value is False else value


def _load() -> Solve:
    import clips

    failures: list[Failure] = []
    evidence: list[Evidence] = []

    def fail(element: str, reason: str, key: object, fact: int) -> None:
        failures.append((str(element), str(reason) if key == "none" else f"{reason}:{key}", fact))

    def show(element: str, fact: int) -> None:
        evidence.append((str(element), fact))

    environment = clips.Environment()
    environment.define_function(fail)
    environment.define_function(show)
    for kind, attributes in ATTRIBUTES.items():
        environment.build(f"(deftemplate {kind} {' '.join(f'(slot {name})' for name in ('id', *attributes))})")
    for template in TEMPLATES.strip().splitlines():
        environment.build(template)
    for salience, rules in ((30, CONCLUSIONS), (20, FAILURES), (10, EVIDENCE)):
        for number, rule in enumerate(rules.strip().splitlines()):
            environment.build(f"(defrule r{salience}-{number} (declare (salience {salience})) {rule})")
    for router in list(environment.routers()):
        router.deactivate()

    def solve(case: Case) -> Result:
        failures.clear()
        evidence.clear()
        environment.reset()
        environment.load_facts(_text(case))
        environment.run()
        return result_of(failures, evidence)

    return lambda cases: [solve(case) for case in cases]


PEER = Peer("CLIPS", Package(("clipspy",)), _load, limit=10_000)
