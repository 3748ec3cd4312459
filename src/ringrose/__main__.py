"""``python -m ringrose`` is the command ``ringrose``."""

import sys

from ringrose.cli import main

if __name__ == "__main__":
    sys.exit(main())
