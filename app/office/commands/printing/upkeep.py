"""What the commands about the office itself print."""

import datetime as dt
from collections.abc import Sequence

from app.base.canonical import JsonValue
from app.base.chain import MINUTE_MS
from app.base.clock import local_time
from app.office.commands.terminal import Terminal
from app.office.gathering.logbooks import Held
from app.office.officers.ceremony import Initialised
from app.office.store.audit import Entry
from app.office.upkeep.backup import BackedUp, Restored
from app.office.upkeep.checking import Checked


def initialised(terminal: Terminal, made: Initialised) -> None:
    """The ceremony: six words to write down, and what to carry where."""
    terminal.line("office.init_done", folder=str(made.folder))
    terminal.line("office.init_words", words=" · ".join(made.words))
    terminal.line("office.init_root", file=str(made.root_file))
    for path in made.papers.values():
        terminal.line("office.init_paper", file=str(path))
    if not made.production:
        terminal.line("office.init_rehearsal")
    terminal.done(
        "init",
        {
            "folder": str(made.folder),
            "root": str(made.root_file),
            "words": list(made.words),
            "production": made.production,
            "papers": {str(officer): str(path) for officer, path in made.papers.items()},
        },
    )


def backed_up(terminal: Terminal, made: BackedUp) -> None:
    """A backup that was read again."""
    terminal.line("office.backed_up", file=str(made.path), count=made.files)
    terminal.done(
        "backup",
        {
            "file": str(made.path),
            "files": made.files,
            "size_bytes": made.size_bytes,
            "acts": made.acts,
            "sha256": made.digest,
        },
    )


def restored(terminal: Terminal, made: Restored) -> None:
    """An office that was put back."""
    terminal.line("office.restored", folder=str(made.folder), count=made.files)
    if made.aside is not None:
        terminal.line("office.restored_aside", folder=str(made.aside))
    terminal.done(
        "restore",
        {
            "folder": str(made.folder),
            "aside": None if made.aside is None else str(made.aside),
            "files": made.files,
            "acts": made.acts,
            "made_utc_ms": made.made_utc_ms,
        },
    )


def checked(terminal: Terminal, found: Checked) -> None:
    """What was looked at, and what is not as it was."""
    result: dict[str, JsonValue] = {"acts": found.acts, "files": found.files, "wrong": list(found.wrong)}
    if found.wrong:
        sentence = terminal.say("office.check_wrong", count=len(found.wrong))
        terminal.refused("check", "office.check_wrong", sentence, {**result, "kind": "integrity"})
        for name in found.wrong:
            terminal.text(f"  {name}")
    else:
        terminal.line("office.checked", acts=found.acts, files=found.files)
        terminal.done("check", result)


def acts(terminal: Terminal, found: Sequence[Entry]) -> None:
    """The journal."""
    columns = [
        terminal.say("office.col_number"),
        terminal.say("office.col_when"),
        terminal.say("office.col_officers"),
        terminal.say("office.col_act"),
    ]
    rows = [(one.seq, _when(one.at_utc_ms), ", ".join(one.officers), one.act) for one in found]
    terminal.table(terminal.say("office.journal_title"), columns, rows)
    terminal.done(
        "journal",
        {
            "acts": [
                {
                    "seq": one.seq,
                    "at_utc_ms": one.at_utc_ms,
                    "officers": list(one.officers),
                    "act": one.act,
                    "details": one.details,
                }
                for one in found
            ]
        },
    )


def _when(at_utc_ms: int) -> str:
    return dt.datetime.fromtimestamp(at_utc_ms / 1000, dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


def logbooks(terminal: Terminal, survey: str, venue: str, seat: str, held: Sequence[Held]) -> None:
    """`journal VENUE SEAT`: what a seat wrote, line by line, as it was signed."""
    columns = [
        terminal.say("office.col_number"),
        terminal.say("office.col_when"),
        terminal.say("office.col_act"),
        terminal.say("office.col_note"),
    ]
    for one in held:
        book = one.logbook
        title = terminal.say("office.seat_journal", seat=seat, installation=book.installation[:8])
        terminal.table(
            title,
            columns,
            [
                (
                    line.number,
                    f"{local_time(line.at_utc_min * MINUTE_MS):%Y-%m-%d %H:%M}",
                    line.kind,
                    ", ".join(f"{name}: {value}" for name, value in line.facts.items()),
                )
                for line in book.lines
            ],
        )
    terminal.done(
        "journal",
        {"round": survey, "venue": venue, "seat": seat, "journals": [_journal(one) for one in held]},
    )


def _journal(held: Held) -> JsonValue:
    book = held.logbook
    return {
        "version": held.version,
        "installation": book.installation,
        "head": str(book.heads[-1].digest),
        "lines": [
            {
                "n": line.number,
                "at_utc_min": line.at_utc_min,
                "kind": line.kind,
                "facts": dict(line.facts),
            }
            for line in book.lines
        ],
    }
