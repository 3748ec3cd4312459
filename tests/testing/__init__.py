"""The public strategies."""
