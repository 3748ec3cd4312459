"""Tests of a pack, and how good they are: whether each sentence is true, what they cover, and which mutants they notice."""
