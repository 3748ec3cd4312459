"""The command line: arguments, files, exit codes. The only place that prints."""

import gc

# A start makes many classes and functions and no garbage: looking for garbage all the while takes a tenth of it.
gc.set_threshold(50_000, 50, 50)

from ringrose.cli.program import main  # noqa: E402  # the imports are what takes the time

__all__ = ["main"]
