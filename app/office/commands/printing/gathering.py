"""What merging, the ledger, the rooms' sheets, closing and the daily summary print."""

from collections import Counter
from collections.abc import Sequence

from app.base.canonical import JsonValue
from app.base.sentences import Language
from app.office.commands.terminal import Terminal
from app.office.daily import Daily
from app.office.gathering.closing import Closed, NotYet
from app.office.gathering.intake import FileVerdict, Verdict
from app.office.gathering.ledger import Hindrance, InstallationLine, Ledger, RoomLine, VenueLine, hindrances
from app.office.survey.packaging import group_in_words
from app.office.survey.roundfile import RoomSheet, RoundState
from app.office.words import state_in_words, verdict_in_words


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
        state=state_in_words(found.state, terminal.language),
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
