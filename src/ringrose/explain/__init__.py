"""TO COME."""
