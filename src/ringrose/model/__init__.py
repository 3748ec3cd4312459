"""The model: what a case, a pack and an assessment are made of. It reads and prints nothing."""
