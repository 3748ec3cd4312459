"""Polars, data frames in Rust: one lazy query over all cases at once, with as many threads as there are cores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.peers.columns import columns_of, results_of_rows
from benchmarks.peers.peer import Package, Peer, Solve
from benchmarks.peers.problem import Case, Result

if TYPE_CHECKING:
    from polars import DataFrame, LazyFrame

__all__ = ["PEER"]

# An element is told by its place in the order of the problem, which keeps its text out of every row.
COMMITMENT, RECIPROCITY, PARTICIPATION, PLANNING, COORDINATION = range(5)


def _query(tables: dict[str, DataFrame]) -> LazyFrame:
    """One row per case and element that is met or not met."""
    import polars as pl
    from polars import col, lit

    lazy = {kind: table.lazy() for kind, table in tables.items()}
    agreement, monitoring, plan, resource = (lazy[kind] for kind in ("agreement", "monitoring", "plan", "resource"))
    exchange, benefit, coordination, obstacle = (lazy[kind] for kind in ("exchange", "benefit", "coordination", "obstacle"))
    party = pl.LazyFrame({"party": ["A", "B"], "other": ["B", "A"]})

    def among(rows: LazyFrame, others: LazyFrame, *on: str) -> LazyFrame:
        return rows.join(others, on=on or "c", how="semi")

    def not_among(rows: LazyFrame, others: LazyFrame, *on: str) -> LazyFrame:
        return rows.join(others, on=on or "c", how="anti")

    def fail(rows: LazyFrame, element: int, reason: str, key: str | None = None, fact: str = "id") -> LazyFrame:
        told = lit(reason) if key is None else lit(f"{reason}:") + col(key).cast(pl.String)
        return rows.select("c", lit(element, pl.Int32).alias("e"), told.alias("reason"), col(fact).cast(pl.Int32).alias("id"))

    def show(rows: LazyFrame, element: int) -> LazyFrame:
        return rows.select("c", lit(element, pl.Int32).alias("e"), "id")

    def without(rows: LazyFrame, sound: LazyFrame, element: int, reason: str) -> LazyFrame:
        """All rows, for each party that has no sound one."""
        each = rows.drop("party").join(party.select("party"), how="cross")
        return fail(not_among(each, sound, "c", "party"), element, reason, "party")

    def one_sided(rows: LazyFrame, reason: str) -> LazyFrame:
        both = rows.join(party, on="party")
        return fail(both.join(rows, left_on=["c", "other"], right_on=["c", "party"], how="anti"), RECIPROCITY, reason, "party")

    period = agreement.with_columns(pl.int_ranges("start", col("end") + 1, dtype=pl.Int32).alias("year")).explode("year")
    given = resource.filter(col("status") == "ok")
    lapsed = resource.filter(col("status") == "lapsed")
    budget = obstacle.filter((col("kind") == "budget") & (col("element") == "commitment")).select("c", other="id")
    lapsed_budget = lapsed.join(budget, on="c")
    lapsed_at_end = lapsed.join(agreement.select("c", year="end", other="id"), on=["c", "year"])
    both_active = exchange.select("c", "party").unique().group_by("c").len().filter(col("len") == 2)
    reciprocal = exchange.group_by("c", "field").agg(col("party").n_unique().alias("parties")).filter(col("parties") == 2)
    in_the_way = obstacle.filter(col("element") == "planning").select("c", other="id")
    stale = in_the_way.join(plan.filter(col("status") == "draft"), on="c")
    hampering = obstacle.filter((col("element") == "coordination") & (col("kind") == "coordination")).select("c", other="id")
    hampered = hampering.join(coordination.filter(col("status") == "lapsed"), on="c")

    failures = pl.concat(
        [
            fail(not_among(period, monitoring, "c", "year"), COMMITMENT, "gap", "year"),
            fail(lapsed_budget, COMMITMENT, "lapsed_budget", "party"),
            fail(lapsed_budget, COMMITMENT, "lapsed_budget", "party", "other"),
            without(resource, given, COMMITMENT, "unresourced"),
            fail(lapsed_at_end, COMMITMENT, "lapsed_at_end", "party"),
            fail(lapsed_at_end, COMMITMENT, "lapsed_at_end", "party", "other"),
            one_sided(benefit, "one_sided_benefit"),
            one_sided(exchange, "one_sided_exchange"),
            fail(not_among(among(exchange, both_active), reciprocal), RECIPROCITY, "no_reciprocal_field"),
            fail(not_among(benefit, among(benefit, exchange, "c", "field")), RECIPROCITY, "unlinked_benefit"),
            fail(not_among(exchange, exchange.filter(col("community"))), PARTICIPATION, "no_community"),
            fail(not_among(exchange, given.filter(col("kind") == "human")), PARTICIPATION, "no_human"),
            fail(not_among(period, plan.filter(col("status") == "ok"), "c", "year"), PLANNING, "unplanned", "year"),
            fail(stale, PLANNING, "stale_plan"),
            fail(stale, PLANNING, "stale_plan", fact="other"),
            without(coordination, coordination.filter(col("status") == "ok"), COORDINATION, "uncoordinated"),
            fail(hampered, COORDINATION, "coord_obstacle"),
            fail(hampered, COORDINATION, "coord_obstacle", fact="other"),
        ]
    )
    evidence = pl.concat(
        [
            show(among(agreement, resource), COMMITMENT),
            show(among(resource, agreement), COMMITMENT),
            show(among(among(monitoring, agreement), resource), COMMITMENT),
            show(benefit, RECIPROCITY),
            show(exchange, PARTICIPATION),
            show(agreement, PLANNING),
            show(among(plan, agreement), PLANNING),
            show(coordination, COORDINATION),
        ]
    )
    failed = failures.group_by("c", "e").agg(col("reason").unique().sort().alias("reasons"), col("id").unique().sort().alias("ids"))
    shown = evidence.group_by("c", "e").agg(col("id").sort().alias("ids"))
    no_reasons = pl.lit([], dtype=pl.List(pl.String)).alias("reasons")
    met = not_among(shown, failed, "c", "e").select("c", "e", lit("met").alias("verdict"), no_reasons, "ids")
    return pl.concat([failed.select("c", "e", lit("not_met").alias("verdict"), "reasons", "ids"), met])


def _load() -> Solve:
    import polars as pl

    types = {"c": pl.Int32, "id": pl.Int32, "start": pl.Int32, "end": pl.Int32, "year": pl.Int32, "community": pl.Boolean}

    def solve(cases: list[Case]) -> list[Result]:
        tables = {
            kind: pl.DataFrame(columns, schema={name: types.get(name, pl.String) for name in columns})
            for kind, columns in columns_of(cases).items()
        }
        return results_of_rows(len(cases), _query(tables).collect().to_dict(as_series=False))

    return solve


PEER = Peer("Polars", Package(("polars",)), _load, limit=100_000, note="all cases at once, all cores")
