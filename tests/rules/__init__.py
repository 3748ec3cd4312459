"""The packs that we ship: their own tests, and what a reader may expect of each of their parts."""
