"""From findings to statuses."""
