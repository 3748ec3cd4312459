"""What a rule means on the facts of one case: how patterns meet facts, what holds for a binding, and what it rests on. No engine."""
