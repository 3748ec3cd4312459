"""The command line: arguments, files, exit codes. The only place that prints."""

from ringrose.cli.program import main

__all__ = ["main"]
