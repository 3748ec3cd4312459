"""The checks of packs."""
