"""`make bench`: measure, print one table, judge where the machine is quiet."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.bench import deciding, exporting, gathering, opening, printing, reading, saving, scoring, switching
from tests.bench.machine import described, watched
from tests.bench.measuring import Count, Job, measured
from tests.bench.table import exit_code, rendered

Jobs = Iterator[Job | Count] | Iterator[Job]


def rooms(cleanup: ExitStack, application: QApplication) -> dict[str, Callable[[], Jobs]]:
    """The jobs by the name under which they are asked for."""
    return {
        "reading": reading.jobs,
        "deciding": deciding.jobs,
        "saving": lambda: saving.jobs(cleanup),
        "switching": lambda: switching.jobs(cleanup, application),
        "opening": lambda: opening.jobs(cleanup),
        "scoring": scoring.jobs,
        "exporting": lambda: exporting.jobs(cleanup),
        "printing": printing.jobs,
        "gathering": lambda: gathering.jobs(cleanup),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and judge; 1 when a bar is broken."""
    names = (
        "reading",
        "deciding",
        "saving",
        "switching",
        "opening",
        "scoring",
        "exporting",
        "gathering",
        "printing",
    )
    parser = argparse.ArgumentParser("make bench")
    parser.add_argument("--only", choices=names, nargs="+", default=names)
    parser.add_argument("--force", action="store_true", help="judge although the machine is not quiet")
    options = parser.parse_args(arguments)
    sys.stdout.write(f"{described()}\n\n")
    sys.stdout.flush()
    application = QApplication([])
    with watched() as load, ExitStack() as cleanup:  # whoever was started is waited for before
        wanted = [rooms(cleanup, application)[name] for name in options.only]
        lines = [measured(job) for jobs in wanted for job in jobs()]
    sys.stdout.write(f"{rendered(lines, load, force=options.force)}\n")
    return exit_code(lines, load, force=options.force)


if __name__ == "__main__":
    sys.exit(main())
