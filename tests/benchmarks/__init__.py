"""The problem, the cases and the packs of the benchmarks; how fast anything is, no test says."""
