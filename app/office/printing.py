"""What each command prints: a table or sentences for people, the documented object for programs."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from app.base.canonical import JsonValue
from app.base.chain import MINUTE_MS
from app.base.clock import local_time
from app.base.ids import RoundId
from app.base.sentences import Language
from app.office.aloud import SheetWritten
from app.office.audit import Entry
from app.office.backup import BackedUp, Restored
from app.office.ceremony import Initialised
from app.office.checking import Checked
from app.office.closing import Closed, NotYet
from app.office.daily import Daily
from app.office.intake import FileVerdict, Verdict
from app.office.ledger import Hindrance, InstallationLine, Ledger, RoomLine, VenueLine, hindrances
from app.office.logbooks import Held
from app.office.opening import Opened, OpeningCounts
from app.office.packaging import Packaged, group_in_words
from app.office.reports import Reported
from app.office.roundfile import RoomSheet, RoundState
from app.office.rounds import Round
from app.office.terminal import Terminal
from app.office.words import state_in_words, verdict_in_words


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


def round_made(terminal: Terminal, made: Round) -> None:
    """A new round."""
    document = made.document
    terminal.line(
        "office.round_made", round=made.id, agencies=len(document.agencies), strata=len(document.strata)
    )
    terminal.done(
        "round new",
        {
            "round": made.id,
            "state": made.state,
            "agencies": [one.code for one in document.agencies],
            "strata": len(document.strata),
            "method": document.method.name.id,
            "questionnaires": {str(group): name for group, name in made.digests.items()},
        },
    )


def sheet_written(terminal: Terminal, made: SheetWritten) -> None:
    """A read-aloud sheet."""
    terminal.line("office.sheet_written", file=str(made.path), count=made.questions)
    terminal.done(
        "questionnaire sheet",
        {
            "path": str(made.path),
            "questionnaire": made.questionnaire,
            "version": made.version,
            "questionnaire_sha256": made.questionnaire_digest,
            "language": made.language,
            "questions": made.questions,
            "sha256": made.digest,
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


def packaged(terminal: Terminal, made: Packaged) -> None:
    """A package and its papers; the codes are on the paper only."""
    slips = sum(len(some.codes) for some in made.slips)
    terminal.line("office.package_made", slips=slips, seats=len(made.seats))
    terminal.line("office.package_file", file=str(made.package_file))
    terminal.line("office.package_slips", file=str(made.slips_file))
    terminal.line("office.package_card", file=str(made.card_file))
    terminal.done(
        "package",
        {
            "package": made.digest,
            "package_file": str(made.package_file),
            "slips_file": str(made.slips_file),
            "card_file": str(made.card_file),
            "slips": slips,
            "seats": list(made.seats),
        },
    )


def verdicts(terminal: Terminal, found: Sequence[FileVerdict], command: str = "import") -> None:
    """The table of verdicts."""
    language = terminal.language
    columns = [
        terminal.say("office.col_file"),
        terminal.say("office.col_verdict"),
        terminal.say("office.col_venue"),
        terminal.say("office.col_seat"),
        terminal.say("office.col_seq"),
        terminal.say("office.col_new"),
        terminal.say("office.col_repeated"),
        terminal.say("office.col_why"),
    ]
    rows = [
        (
            one.path.name,
            verdict_in_words(one.verdict, language),
            one.venue,
            one.seat,
            one.seq or "",
            one.new_records,
            one.repeated_records,
            " ".join(sentence.spoken(language) for sentence in (one.why, *one.flags)),
        )
        for one in found
    ]
    terminal.table(terminal.say("office.verdicts_title"), columns, rows)
    counts = Counter(one.verdict for one in found)
    terminal.done(
        command,
        {
            "files": [_verdict(one, language) for one in found],
            "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        },
    )


def _verdict(one: FileVerdict, language: Language) -> JsonValue:
    flags: list[JsonValue] = [{"code": flag.key, "sentence": flag.spoken(language)} for flag in one.flags]
    return {
        "path": str(one.path),
        "verdict": one.verdict,
        "code": one.why.key,
        "sentence": one.why.spoken(language),
        "sha256": one.digest,
        "venue": one.venue,
        "seat": one.seat,
        "seq": one.seq,
        "new": one.new_records,
        "repeated": one.repeated_records,
        "flags": flags,
        "receipt": None if one.receipt is None else str(one.receipt),
    }


def status(terminal: Terminal, found: Ledger) -> None:
    """The ledger: strata, seats, rooms, and what still keeps the round from closing."""
    language = terminal.language
    terminal.line(
        "office.status_head",
        round=found.round,
        state=_state(terminal, found.state),
        records=found.records,
        quarantined=found.quarantined,
    )
    _strata_table(terminal, found)
    for venue in found.venues:
        _venue_tables(terminal, venue)
    open_ones = hindrances(found) if found.state is RoundState.COLLECTING else ()
    _hindrance_lines(terminal, open_ones)
    terminal.done(
        "status",
        {
            "round": found.round,
            "state": found.state,
            "records": found.records,
            "quarantined": found.quarantined,
            "strata": [
                {
                    "agency": one.agency,
                    "group": one.group,
                    "drawn": one.drawn,
                    "target": one.target,
                    "used": one.used,
                    "abandoned": one.abandoned,
                }
                for one in found.strata
            ],
            "venues": [_venue(one) for one in found.venues],
            "hindrances": _hindrances(open_ones, language),
        },
    )


def not_yet(terminal: Terminal, found: NotYet) -> None:
    """Why a round stays open."""
    sentence = terminal.say("office.not_yet", round=found.round, count=len(found.hindrances))
    terminal.refused(
        "close",
        "office.not_yet",
        sentence,
        {"round": found.round, "hindrances": _hindrances(found.hindrances, terminal.language)},
    )
    _hindrance_lines(terminal, found.hindrances)


def closed(terminal: Terminal, made: Closed) -> None:
    """A closed round."""
    terminal.line("office.closed", round=made.round, records=made.records, waived=len(made.waived))
    terminal.done(
        "close",
        {
            "round": made.round,
            "records": made.records,
            "waived": _hindrances(made.waived, terminal.language),
        },
    )


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


def _state(terminal: Terminal, state: RoundState) -> str:
    return state_in_words(state, terminal.language)


def _strata_table(terminal: Terminal, found: Ledger) -> None:
    columns = [
        terminal.say("office.col_agency"),
        terminal.say("office.col_group"),
        terminal.say("office.col_drawn"),
        terminal.say("office.col_target"),
        terminal.say("office.col_used"),
        terminal.say("office.col_abandoned"),
    ]
    rows = [
        (
            one.agency or "-",
            group_in_words(one.group, terminal.language),
            one.drawn,
            one.target,
            one.used,
            one.abandoned,
        )
        for one in found.strata
    ]
    terminal.table(terminal.say("office.strata_title"), columns, rows)


def _venue_tables(terminal: Terminal, venue: VenueLine) -> None:
    columns = [
        terminal.say("office.col_seat"),
        terminal.say("office.col_installation"),
        terminal.say("office.col_received"),
        terminal.say("office.col_missing"),
        terminal.say("office.col_records"),
        terminal.say("office.col_used"),
        terminal.say("office.col_abandoned"),
    ]
    rows: list[Sequence[object]] = []
    for seat in venue.seats:
        for line in seat.installations:
            received, missing = _list(line.received), _list(line.missing)
            rows.append(
                (seat.seat, line.installation[:8], received, missing, line.records, line.used, line.abandoned)
            )
        if not seat.installations:
            rows.append((seat.seat, "-", "-", "-", 0, 0, 0))
    title = terminal.say("office.venue_title", venue=venue.venue, version=venue.version)
    terminal.table(title, columns, rows)
    room = venue.room
    if room.present is not None:
        terminal.line(
            "office.room_line",
            sealed=room.sealed,
            abandoned=room.abandoned,
            voided=room.voided,
            restarts=room.restarts or 0,
            present=room.present,
            difference=room.difference,
        )
        terminal.line(
            "office.slip_line",
            printed=room.printed,
            used=room.used,
            spoiled=room.spoiled,
            returned=room.returned,
            difference=room.slip_difference,
        )


def sheets(terminal: Terminal, entered: Sequence[tuple[str, RoomSheet]], *, many: bool) -> None:
    """`room-sheet`: which sheets were entered, each under the name of its file."""
    said = [(name, _sheet(sheet)) for name, sheet in entered]
    if many:
        terminal.done("room-sheet", {"sheets": [{"file": name, **sheet} for name, sheet in said]})
    else:
        terminal.done("room-sheet", said[0][1])


def _sheet(entered: RoomSheet) -> dict[str, JsonValue]:
    sessions: list[JsonValue] = [one.session for one in entered.sessions]
    return {"round": entered.round, "venue": entered.venue, "sessions": sessions}


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


def _hindrance_lines(terminal: Terminal, found: Sequence[Hindrance]) -> None:
    for one in found:
        terminal.line("office.hindrance_line", text=one.why.spoken(terminal.language))


def _hindrances(found: Sequence[Hindrance], language: Language) -> list[JsonValue]:
    return [{"id": one.id, "code": one.why.key, "sentence": one.why.spoken(language)} for one in found]


def _venue(venue: VenueLine) -> JsonValue:
    return {
        "venue": venue.venue,
        "version": venue.version,
        "package": venue.package,
        "seats": [
            {
                "seat": seat.seat,
                "declared_unused": seat.declared_unused,
                "installations": [_installation(line) for line in seat.installations],
            }
            for seat in venue.seats
        ],
        "forks": list(venue.forks),
        "conflicts": list(venue.conflicts),
        "room": _room(venue.room),
    }


def _installation(line: InstallationLine) -> JsonValue:
    return {
        "installation": line.installation,
        "received": list(line.received),
        "missing": list(line.missing),
        "records": line.records,
        "used": line.used,
        "abandoned": line.abandoned,
        "voided": line.voided,
        "final": line.final,
        "emergency": line.emergency,
    }


def _room(room: RoomLine) -> JsonValue:
    return {
        "sealed": room.sealed,
        "abandoned": room.abandoned,
        "voided": room.voided,
        "restarts": room.restarts,
        "present": room.present,
        "printed": room.printed,
        "used": room.used,
        "spoiled": room.spoiled,
        "returned": room.returned,
        "difference": room.difference,
        "slip_difference": room.slip_difference,
        "sessions_missing": list(room.sessions_missing),
    }


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers) or "-"


def daily(terminal: Terminal, made: Daily) -> None:
    """Where the daily summary is, and what asks for attention."""
    for sentence in made.alerts:
        terminal.text(sentence)
    terminal.line("daily.written", file=str(made.file))
    terminal.done(
        "daily",
        {
            "round": made.round,
            "day": made.day.isoformat(),
            "file": str(made.file),
            "sha256": made.sha256,
            "records": made.records,
            "target": made.target,
            "days": [
                {
                    "day": one.day.isoformat(),
                    "used": {str(group): count for group, count in one.used.items()},
                    "total": one.total,
                }
                for one in made.days
            ],
            "strata": [
                {"agency": one.agency, "group": one.group, "used": one.used, "target": one.target}
                for one in made.strata
            ],
            "alerts": list(made.alerts),
        },
    )
