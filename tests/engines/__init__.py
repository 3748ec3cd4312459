"""The engine: what comparing it with the oracle does not reach."""
