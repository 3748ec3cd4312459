"""SWI-Prolog, in this process, through pyswip.

The rules are consulted once. The facts of 200 cases at a time are written to a file and read into the dynamic predicates, and every failure
and piece of evidence is written to another file: that is faster than handing over each answer as a Python object.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.peers.asp import facts_as_text
from benchmarks.peers.peer import Package, Peer, Program, Solve
from benchmarks.peers.problem import Case, Result, in_batches, results_of

__all__ = ["PEER"]

BATCH = 200

RULES = """
:- style_check(-singleton).
:- style_check(-discontiguous).
recorded([agreement/4, monitoring/3, plan/4, resource/6, exchange/5, benefit/4, coordination/4, obstacle/4]).
:- recorded(Kinds), forall(member(Kind, Kinds), dynamic(Kind)).

party(a, b).
party(b, a).
period(C, Y, I)   :- agreement(C, I, S, Z), between(S, Z, Y).
resourced(C, P)   :- resource(C, _, P, _, _, ok).
human(C)          :- resource(C, _, _, human, _, ok).
has_community(C)  :- exchange(C, _, _, _, true).
active(C, P)      :- exchange(C, _, _, P, _).
has_reciprocal(C) :- exchange(C, _, F, a, _), exchange(C, _, F, b, _).
benefits(C, P)    :- benefit(C, _, P, _).
has_linked(C)     :- benefit(C, _, _, F), exchange(C, _, F, _, _).
coordinated(C, P) :- coordination(C, _, P, ok).

fail(C, commitment, gap, Y, I)             :- period(C, Y, I), \\+ monitoring(C, _, Y).
fail(C, commitment, lapsed_budget, P, I)   :- resource(C, I, P, _, _, lapsed), obstacle(C, _, budget, commitment).
fail(C, commitment, lapsed_budget, P, O)   :- resource(C, _, P, _, _, lapsed), obstacle(C, O, budget, commitment).
fail(C, commitment, unresourced, P, I)     :- resource(C, I, _, _, _, _), party(P, _), \\+ resourced(C, P).
fail(C, commitment, lapsed_at_end, P, I)   :- resource(C, I, P, _, Y, lapsed), agreement(C, _, _, Y).
fail(C, commitment, lapsed_at_end, P, A)   :- resource(C, _, P, _, Y, lapsed), agreement(C, A, _, Y).
fail(C, reciprocity, one_sided_benefit, P, I)      :- benefit(C, I, P, _), party(P, Q), \\+ benefits(C, Q).
fail(C, reciprocity, one_sided_exchange, P, I)     :- exchange(C, I, _, P, _), party(P, Q), \\+ active(C, Q).
fail(C, reciprocity, no_reciprocal_field, none, I) :- exchange(C, I, _, _, _), active(C, a), active(C, b), \\+ has_reciprocal(C).
fail(C, reciprocity, unlinked_benefit, none, I)    :- benefit(C, I, _, _), \\+ has_linked(C).
fail(C, participation, no_community, none, I)      :- exchange(C, I, _, _, _), \\+ has_community(C).
fail(C, participation, no_human, none, I)          :- exchange(C, I, _, _, _), \\+ human(C).
fail(C, planning, unplanned, Y, I)                 :- period(C, Y, I), \\+ plan(C, _, Y, ok).
fail(C, planning, stale_plan, none, O)             :- obstacle(C, O, _, planning), plan(C, _, _, draft).
fail(C, planning, stale_plan, none, I)             :- obstacle(C, _, _, planning), plan(C, I, _, draft).
fail(C, coordination, uncoordinated, P, I)         :- coordination(C, I, _, _), party(P, _), \\+ coordinated(C, P).
fail(C, coordination, coord_obstacle, none, O)     :- obstacle(C, O, coordination, coordination), coordination(C, _, _, lapsed).
fail(C, coordination, coord_obstacle, none, I)     :- obstacle(C, _, coordination, coordination), coordination(C, I, _, lapsed).

show(C, commitment, I)    :- agreement(C, I, _, _), once(resource(C, _, _, _, _, _)).
show(C, commitment, I)    :- resource(C, I, _, _, _, _), agreement(C, _, _, _).
show(C, commitment, I)    :- monitoring(C, I, _), agreement(C, _, _, _), once(resource(C, _, _, _, _, _)).
show(C, reciprocity, I)   :- benefit(C, I, _, _).
show(C, participation, I) :- exchange(C, I, _, _, _).
show(C, planning, I)      :- agreement(C, I, _, _).
show(C, planning, I)      :- plan(C, I, _, _), agreement(C, _, _, _).
show(C, coordination, I)  :- coordination(C, I, _, _).

forget     :- recorded(Kinds), forall(member(Name/Arity, Kinds), (functor(Head, Name, Arity), retractall(Head))).
take(File) :- open(File, read, In), repeat, read(In, Term), (Term == end_of_file -> !, close(In) ; assertz(Term), fail).
tell(File) :- open(File, write, Out),
              forall(fail(C, E, R, K, I), format(Out, "~w ~w ~w ~w ~w~n", [C, E, R, K, I])),
              forall(show(C, E, I), format(Out, "~w ~w ~w~n", [C, E, I])),
              close(Out).
solve(Facts, Answers) :- forget, take(Facts), tell(Answers).
"""


def _load() -> Solve:
    from pyswip import Prolog

    folder = tempfile.TemporaryDirectory(prefix="ringrose-swi-")
    rules, facts, answers = (Path(folder.name, name) for name in ("rules.pl", "facts.pl", "answers.txt"))
    rules.write_text(RULES, encoding="utf-8")
    prolog = Prolog()
    list(prolog.query(f"consult('{rules}')"))

    def solve(cases: list[Case]) -> list[Result]:
        facts.write_text(facts_as_text(cases) + "\n", encoding="utf-8")
        list(prolog.query(f"solve('{facts}', '{answers}')"))
        failures, evidence = [], []
        for line in answers.read_text(encoding="utf-8").splitlines():
            number, element, *rest = line.split(" ")
            if len(rest) == 1:
                evidence.append((int(number), element, int(rest[0])))
            else:
                reason, key, fact = rest
                failures.append((int(number), element, reason if key == "none" else f"{reason}:{key.upper()}", int(fact)))
        return results_of(len(cases), failures, evidence)

    def solve_all(cases: list[Case]) -> list[Result]:
        assert folder.name  # the folder lives as long as this function
        return [result for batch in in_batches(cases, BATCH) for result in solve(batch)]

    return solve_all


PEER = Peer(
    "SWI-Prolog",
    Program("swipl", Package(("pyswip",)), "apt-get install swi-prolog-nox"),
    _load,
    limit=10_000,
    note=f"{BATCH} cases at a time",
)
