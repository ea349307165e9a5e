"""What opening a round and writing its papers print."""

from collections.abc import Sequence

from app.base.ids import RoundId
from app.office.answers.opening import Opened, OpeningCounts
from app.office.commands.terminal import Terminal
from app.office.results.reports import Reported


def opened(terminal: Terminal, made: Opened) -> None:
    """What became of every record."""
    counts = made.counts
    terminal.line("office.opened", round=made.round, rows=made.rows, run=made.run_id[:16])
    rows = [(terminal.say(key), number) for key, number in _counted(counts)]
    terminal.table(
        terminal.say("office.opened_title"),
        [terminal.say("office.col_fate"), terminal.say("office.col_count")],
        rows,
    )
    terminal.done(
        "open",
        {
            "round": made.round,
            "run_id": made.run_id,
            "rows": made.rows,
            "counts": counts.model_dump(mode="json"),
        },
    )


def _counted(counts: OpeningCounts) -> Sequence[tuple[str, int]]:
    return (
        ("office.fate_complete", counts.complete),
        ("office.fate_partial", counts.partial),
        ("office.fate_declined", counts.declined),
        ("office.fate_superseded", counts.superseded),
        ("office.fate_set_aside", counts.set_aside),
        ("office.fate_unknown", counts.unknown),
        ("office.fate_misplaced", counts.misplaced),
        ("office.fate_broken", counts.broken),
        ("office.fate_records", counts.records),
    )


def reported(terminal: Terminal, round_id: RoundId, made: Reported) -> None:
    """The written reports with their digests."""
    terminal.table(
        terminal.say("office.report_title", run=made.run_id[:16]),
        [terminal.say("office.col_file"), terminal.say("office.col_digest")],
        [(str(one.path), one.digest[:16]) for one in made.files],
    )
    terminal.done(
        "report",
        {
            "round": round_id,
            "run_id": made.run_id,
            "files": [
                {
                    "path": str(one.path),
                    "paper": one.paper,
                    "agency": one.agency,
                    "language": one.language,
                    "sha256": one.digest,
                }
                for one in made.files
            ],
        },
    )
