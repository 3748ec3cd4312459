"""Files to start from: a case to fill in, and a pack to go on with."""
