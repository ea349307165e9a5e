"""Commands about the office itself: its beginning, its journal, its copy and way back, a kiosk's recovery."""

from pathlib import Path
from typing import Annotated

import typer

from app.base.ids import OfficerId, SeatId, VenueId
from app.office.commands.door import (
    Files,
    Json,
    Officers,
    RoundName,
    given_by,
    office_of,
    pairs,
    passphrase_files,
    round_of,
    terminal_of,
)
from app.office.commands.misuse import Misused
from app.office.commands.printing import gathering as gathered
from app.office.commands.printing import upkeep as printing
from app.office.commands.terminal import INTEGRITY
from app.office.gathering import intake, logbooks
from app.office.officers import ceremony
from app.office.store.audit import read_acts
from app.office.upkeep import backup, checking, recovery

upkeep_app = typer.Typer()


@upkeep_app.command("init", help="office.help_init")
def init(
    context: typer.Context,
    officer: Annotated[list[str], typer.Option("--officer", help="office.help_init_officer")],
    office_name: Annotated[str, typer.Option("--office-name", help="office.help_office_name")],
    passphrase_file: Files = None,
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help="office.help_rehearsal")] = False,
    json: Json = False,
) -> None:
    """JSON: folder, root, words[6], production, papers{officer: file}."""
    door, terminal = terminal_of(context, json)
    with terminal.guarded("init", door.folder):
        names = pairs("--officer", officer, 'a="Sari Dewi"')
        files = passphrase_files(passphrase_file)
        attendants = [
            ceremony.Attendant(OfficerId(one), name, terminal.passphrase(one, files, confirm=True))
            for one, name in names.items()
        ]
        made = terminal.accepted(
            ceremony.initialise(door.folder, office_name, attendants, door.clock, rehearsal=rehearsal),
            "init",
        )
        printing.initialised(terminal, made)


@upkeep_app.command("recover", help="office.help_recover")
def recover(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="office.help_recover_folder")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: files[{path, verdict, code, sentence, sha256, venue, seat, seq, new, repeated, flags[],
    receipt}], counts{verdict: n}. Exit code 5 when a file was not accepted.
    """
    with office_of(context, json, officer, passphrase_file, "recover", 2) as (terminal, office):
        verdicts = terminal.accepted(recovery.recover_folder(office, folder), "recover")
        gathered.verdicts(terminal, verdicts, "recover")
        if any(one.verdict not in intake.ACCEPTED for one in verdicts):
            raise typer.Exit(INTEGRITY)


@upkeep_app.command("journal", help="office.help_journal")
def journal(
    context: typer.Context,
    venue: Annotated[str | None, typer.Argument(help="office.help_journal_venue")] = None,
    seat: Annotated[str | None, typer.Argument(help="office.help_journal_seat")] = None,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: acts[{seq, at_utc_ms, officers[], act, details{}}]. The chain was verified.

    Of a seat: round, venue, seat, journals[{version, installation, head, lines[{n, at_utc_min, kind,
    facts{}}]}].
    """
    if (venue is None) != (seat is None):
        raise Misused("usage.both", {"options": "VENUE, SEAT"})
    with office_of(context, json, officer, passphrase_file, "journal", 1) as (terminal, office):
        if venue is not None and seat is not None:
            named = round_of(terminal, office, survey, "journal")
            held = logbooks.read_logbooks(office, named, VenueId(venue), SeatId(seat))
            printing.logbooks(terminal, named, venue, seat, terminal.accepted(held, "journal"))
            return
        with office.store.reading() as connection:
            acts = read_acts(connection)
        printing.acts(terminal, acts)


@upkeep_app.command("backup", help="office.help_backup")
def backup_(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="office.help_backup_out")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: file, files, size_bytes, acts, sha256."""
    with office_of(context, json, officer, passphrase_file, "backup", 1) as (terminal, office):
        with terminal.progress("office.bar_files") as report:
            made = backup.back_up(office, out, report)
        printing.backed_up(terminal, terminal.accepted(made, "backup"))


@upkeep_app.command("restore", help="office.help_restore")
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_restore_file")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: folder, aside, files, acts, made_utc_ms; aside is null where nothing was replaced."""
    door, terminal = terminal_of(context, json)
    with terminal.guarded("restore", door.folder.parent):
        given = given_by(terminal, officer, passphrase_file, 2)
        with terminal.progress("office.bar_files") as report:
            made = backup.restore(door.folder, file, given, door.clock, report)
        printing.restored(terminal, terminal.accepted(made, "restore"))


@upkeep_app.command("check", help="office.help_check")
def check(
    context: typer.Context,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: acts, files, wrong[]. Exit code 5 when the store is damaged or a kept file is not what it was."""
    with office_of(context, json, officer, passphrase_file, "check", 1) as (terminal, office):
        with terminal.progress("office.bar_files") as report:
            found = checking.check_office(office, report)
        printing.checked(terminal, found)
        if found.wrong:
            raise typer.Exit(INTEGRITY)
