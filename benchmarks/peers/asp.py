"""clingo, an answer-set solver.

The facts of 200 cases at a time are written as text, with the number of the case in front, and grounded together with the rules. The rules
are stratified, so grounding alone decides everything, and the result is read from the symbols. One case at a time is three times slower.
"""

from __future__ import annotations

from benchmarks.peers.peer import Package, Peer, Solve
from benchmarks.peers.problem import ATTRIBUTES, Case, Result, in_batches, results_of

__all__ = ["PEER", "facts_as_text"]

BATCH = 200

RULES = """
party(a, b). party(b, a).
period(C, Y, I)   :- agreement(C, I, S, Z), Y = S..Z.
monitored(C, Y)   :- monitoring(C, _, Y).
gap(C, Y, I)      :- period(C, Y, I), not monitored(C, Y).
has_resource(C)   :- resource(C, _, _, _, _, _).
resourced(C, P)   :- resource(C, _, P, _, _, ok).
human(C)          :- resource(C, _, _, human, _, ok).
has_community(C)  :- exchange(C, _, _, _, true).
active(C, P)      :- exchange(C, _, _, P, _).
has_reciprocal(C) :- exchange(C, _, F, a, _), exchange(C, _, F, b, _).
benefits(C, P)    :- benefit(C, _, P, _).
has_linked(C)     :- benefit(C, _, _, F), exchange(C, _, F, _, _).
planned(C, Y)     :- plan(C, _, Y, ok).
coordinated(C, P) :- coordination(C, _, P, ok).

fail(C, commitment, gap, Y, I)             :- gap(C, Y, I).
fail(C, commitment, lapsed_budget, P, I)   :- resource(C, I, P, _, _, lapsed), obstacle(C, _, budget, commitment).
fail(C, commitment, lapsed_budget, P, O)   :- resource(C, _, P, _, _, lapsed), obstacle(C, O, budget, commitment).
fail(C, commitment, unresourced, P, I)     :- resource(C, I, _, _, _, _), party(P, _), not resourced(C, P).
fail(C, commitment, lapsed_at_end, P, I)   :- resource(C, I, P, _, Y, lapsed), agreement(C, _, _, Y).
fail(C, commitment, lapsed_at_end, P, A)   :- resource(C, _, P, _, Y, lapsed), agreement(C, A, _, Y).
fail(C, reciprocity, one_sided_benefit, P, I)        :- benefit(C, I, P, _), party(P, Q), not benefits(C, Q).
fail(C, reciprocity, one_sided_exchange, P, I)       :- exchange(C, I, _, P, _), party(P, Q), not active(C, Q).
fail(C, reciprocity, no_reciprocal_field, nokey, I)  :- exchange(C, I, _, _, _), active(C, a), active(C, b), not has_reciprocal(C).
fail(C, reciprocity, unlinked_benefit, nokey, I)     :- benefit(C, I, _, _), not has_linked(C).
fail(C, participation, no_community, nokey, I)       :- exchange(C, I, _, _, _), not has_community(C).
fail(C, participation, no_human, nokey, I)           :- exchange(C, I, _, _, _), not human(C).
fail(C, planning, unplanned, Y, I)                   :- period(C, Y, I), not planned(C, Y).
fail(C, planning, stale_plan, nokey, O)              :- obstacle(C, O, _, planning), plan(C, _, _, draft).
fail(C, planning, stale_plan, nokey, I)              :- obstacle(C, _, _, planning), plan(C, I, _, draft).
fail(C, coordination, uncoordinated, P, I)           :- coordination(C, I, _, _), party(P, _), not coordinated(C, P).
fail(C, coordination, coord_obstacle, nokey, O)      :- obstacle(C, O, coordination, coordination), coordination(C, _, _, lapsed).
fail(C, coordination, coord_obstacle, nokey, I)      :- obstacle(C, _, coordination, coordination), coordination(C, I, _, lapsed).

show(C, commitment, I)    :- agreement(C, I, _, _), has_resource(C).
show(C, commitment, I)    :- resource(C, I, _, _, _, _), agreement(C, _, _, _).
show(C, commitment, I)    :- monitoring(C, I, _), agreement(C, _, _, _), has_resource(C).
show(C, reciprocity, I)   :- benefit(C, I, _, _).
show(C, participation, I) :- exchange(C, I, _, _, _).
show(C, planning, I)      :- agreement(C, I, _, _).
show(C, planning, I)      :- plan(C, I, _, _), agreement(C, _, _, _).
show(C, coordination, I)  :- coordination(C, I, _, _).
"""


def facts_as_text(cases: list[Case]) -> str:
    """The facts as clingo and Prolog read them; parties and truth values in lower case, for a capital letter begins a variable."""
    lines = []
    for number, case in enumerate(cases):
        for fact in case:
            kind = fact["t"]
            values = ",".join([str(fact[name]) for name in ATTRIBUTES[kind]]).lower()
            lines.append(f"{kind}({number},{fact['id']},{values}).")
    return "\n".join(lines)


def _load() -> Solve:
    import clingo

    def solve(cases: list[Case]) -> list[Result]:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], RULES + facts_as_text(cases))
        control.ground([("base", [])])
        failures = []
        for atom in control.symbolic_atoms.by_signature("fail", 5):
            number, element, reason, key, fact = atom.symbol.arguments
            named = str(key)
            told = reason.name if named == "nokey" else f"{reason.name}:{named.upper()}"
            failures.append((number.number, element.name, told, fact.number))
        evidence = []
        for atom in control.symbolic_atoms.by_signature("show", 3):
            number, element, fact = atom.symbol.arguments
            evidence.append((number.number, element.name, fact.number))
        return results_of(len(cases), failures, evidence)

    return lambda cases: [result for batch in in_batches(cases, BATCH) for result in solve(batch)]


PEER = Peer("clingo", Package(("clingo",)), _load, limit=10_000, note=f"{BATCH} cases at a time")
