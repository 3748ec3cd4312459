"""A pack as its author works on it: its tests and how good they are, checks, pages, and files to start from. Never prints."""
