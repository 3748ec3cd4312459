"""From pack to clauses."""
