"""DuckDB, a database for analysis: one SQL query over all cases at once, with as many threads as there are cores.

The columns of the cases are handed over as Arrow tables.
"""

from __future__ import annotations

from benchmarks.peers.columns import columns_of, results_of_rows
from benchmarks.peers.peer import Package, Peer, Solve
from benchmarks.peers.problem import Case, Result

__all__ = ["PEER"]

# An element is told by its place in the order of the problem, which keeps its text out of every row.
QUERY = """
WITH
party(p, o) AS (VALUES ('A', 'B'), ('B', 'A')),
period AS (SELECT c, id, unnest(range("start", "end" + 1)) AS year FROM agreement),
planned AS (SELECT c, year FROM plan WHERE status = 'ok'),
lapsed AS (SELECT * FROM resource WHERE status = 'lapsed'),
given AS (SELECT DISTINCT c, party FROM resource WHERE status = 'ok'),
human AS (SELECT DISTINCT c FROM resource WHERE status = 'ok' AND kind = 'human'),
has_resource AS (SELECT DISTINCT c FROM resource),
community AS (SELECT DISTINCT c FROM exchange WHERE community),
active AS (SELECT DISTINCT c, party FROM exchange),
both_active AS (SELECT c FROM active GROUP BY c HAVING count(*) = 2),
reciprocal AS (SELECT DISTINCT c FROM (SELECT c, field FROM exchange GROUP BY c, field HAVING count(DISTINCT party) = 2)),
benefiting AS (SELECT DISTINCT c, party FROM benefit),
linked AS (SELECT DISTINCT c FROM benefit SEMI JOIN exchange USING (c, field)),
coordinated AS (SELECT DISTINCT c, party FROM coordination WHERE status = 'ok'),
budget AS (SELECT c, id FROM obstacle WHERE kind = 'budget' AND element = 'commitment'),

lapsed_budget AS (SELECT l.c, l.party, l.id AS one, b.id AS other FROM lapsed l JOIN budget b USING (c)),
lapsed_at_end AS (SELECT l.c, l.party, l.id AS one, a.id AS other FROM lapsed l JOIN agreement a ON l.c = a.c AND l.year = a."end"),
stale AS (
  SELECT o.c, o.id AS one, p.id AS other FROM obstacle o JOIN plan p USING (c) WHERE o.element = 'planning' AND p.status = 'draft'),
hampered AS (
  SELECT o.c, o.id AS one, k.id AS other FROM obstacle o JOIN coordination k USING (c)
  WHERE o.element = 'coordination' AND o.kind = 'coordination' AND k.status = 'lapsed'),

fail(c, e, reason, id) AS (
  SELECT c, 0, 'gap:' || year, id FROM period ANTI JOIN monitoring USING (c, year)
  UNION ALL SELECT c, 0, 'lapsed_budget:' || party, unnest([one, other]) FROM lapsed_budget
  UNION ALL SELECT c, 0, 'lapsed_at_end:' || party, unnest([one, other]) FROM lapsed_at_end
  UNION ALL SELECT r.c, 0, 'unresourced:' || p, r.id FROM (resource CROSS JOIN party) r ANTI JOIN given g ON r.c = g.c AND r.p = g.party
  UNION ALL SELECT b.c, 1, 'one_sided_benefit:' || b.party, b.id
    FROM (SELECT b.*, o FROM benefit b JOIN party ON b.party = p) b ANTI JOIN benefiting g ON b.c = g.c AND b.o = g.party
  UNION ALL SELECT x.c, 1, 'one_sided_exchange:' || x.party, x.id
    FROM (SELECT x.*, o FROM exchange x JOIN party ON x.party = p) x ANTI JOIN active g ON x.c = g.c AND x.o = g.party
  UNION ALL SELECT c, 1, 'no_reciprocal_field', id
    FROM (SELECT * FROM exchange SEMI JOIN both_active USING (c)) ANTI JOIN reciprocal USING (c)
  UNION ALL SELECT c, 1, 'unlinked_benefit', id FROM benefit ANTI JOIN linked USING (c)
  UNION ALL SELECT c, 2, 'no_community', id FROM exchange ANTI JOIN community USING (c)
  UNION ALL SELECT c, 2, 'no_human', id FROM exchange ANTI JOIN human USING (c)
  UNION ALL SELECT c, 3, 'unplanned:' || year, id FROM period ANTI JOIN planned USING (c, year)
  UNION ALL SELECT c, 3, 'stale_plan', unnest([one, other]) FROM stale
  UNION ALL SELECT k.c, 4, 'uncoordinated:' || p, k.id
    FROM (coordination CROSS JOIN party) k ANTI JOIN coordinated g ON k.c = g.c AND k.p = g.party
  UNION ALL SELECT c, 4, 'coord_obstacle', unnest([one, other]) FROM hampered),

evidence(c, e, id) AS (
  SELECT c, 0, id FROM agreement SEMI JOIN has_resource USING (c)
  UNION ALL SELECT c, 0, id FROM resource SEMI JOIN agreement USING (c)
  UNION ALL SELECT c, 0, id FROM (SELECT * FROM monitoring SEMI JOIN agreement USING (c)) SEMI JOIN has_resource USING (c)
  UNION ALL SELECT c, 1, id FROM benefit
  UNION ALL SELECT c, 2, id FROM exchange
  UNION ALL SELECT c, 3, id FROM agreement
  UNION ALL SELECT c, 3, id FROM plan SEMI JOIN agreement USING (c)
  UNION ALL SELECT c, 4, id FROM coordination),

failed AS (
  SELECT c, e, list_sort(list_distinct(list(reason))) AS reasons, list_sort(list_distinct(list(id))) AS ids FROM fail GROUP BY c, e),
shown AS (SELECT c, e, list_sort(list(id)) AS ids FROM evidence GROUP BY c, e)

SELECT c, e, 'not_met' AS verdict, reasons, ids FROM failed
UNION ALL SELECT c, e, 'met', []::VARCHAR[], ids FROM shown ANTI JOIN failed USING (c, e)
"""


def _load() -> Solve:
    import duckdb
    import pyarrow as pa

    types = {"c": pa.int32(), "id": pa.int32(), "start": pa.int32(), "end": pa.int32(), "year": pa.int32(), "community": pa.bool_()}
    connection = duckdb.connect()

    def solve(cases: list[Case]) -> list[Result]:
        for kind, columns in columns_of(cases).items():
            arrays = {name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()}
            connection.register(kind, pa.table(arrays))
        return results_of_rows(len(cases), connection.sql(QUERY).to_arrow_table().to_pydict())

    return solve


PEER = Peer("DuckDB", Package(("duckdb", "pyarrow")), _load, limit=100_000, note="all cases at once, all cores")
