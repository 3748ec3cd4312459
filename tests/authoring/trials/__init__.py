"""The tests of the tests of packs."""
