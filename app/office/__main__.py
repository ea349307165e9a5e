"""`bilik-office` and `python -m app.office`."""

import sys

from app.office.cli import run


def main() -> None:
    """Run the command line and leave with its code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
