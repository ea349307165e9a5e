"""Commands while answers come home: merging, how it stands, the rooms' sheets, closing."""

from pathlib import Path
from typing import Annotated

import typer

from app.base.errors import Refused
from app.base.sentences import Language
from app.office import daily
from app.office.commands.door import (
    Files,
    Json,
    Officers,
    RoundName,
    office_of,
    round_of,
)
from app.office.commands.printing import gathering as printing
from app.office.commands.terminal import INTEGRITY, REFUSED
from app.office.gathering import closing, intake, ledger

gathering_app = typer.Typer()


@gathering_app.command("import", help="office.help_import")
def import_(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="office.help_import_paths")],
    receipts: Annotated[Path | None, typer.Option("--receipts", help="office.help_receipts")] = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: files[{path, verdict, code, sentence, sha256, venue, seat, seq, new, repeated, flags[],
    receipt}], counts{verdict: n}. Exit code 5 when a file was not accepted.
    """
    with office_of(context, json, officer, passphrase_file, "import", 1) as (terminal, office):
        with terminal.progress("office.bar_files") as report:
            verdicts = intake.import_paths(office, paths, receipts, report)
        if not verdicts:
            terminal.fail(Refused("office.nothing_to_import"), "import")
        printing.verdicts(terminal, verdicts)
        if any(one.verdict not in intake.ACCEPTED for one in verdicts):
            raise typer.Exit(INTEGRITY)


@gathering_app.command("status", help="office.help_status")
def status(
    context: typer.Context,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, state, records, quarantined, strata[], venues[{venue, version, package, seats[], forks[],
    conflicts[], room{}}], hindrances[].
    """
    with office_of(context, json, officer, passphrase_file, "status", 1) as (terminal, office):
        found = terminal.accepted(
            ledger.read_ledger(office, round_of(terminal, office, survey, "status")), "status"
        )
        printing.status(terminal, found)


@gathering_app.command("daily", help="daily.help")
def daily_(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    survey: RoundName = None,
    paper_language: Annotated[
        Language, typer.Option("--paper-language", help="office.help_paper_language")
    ] = Language.ID,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, day, file, sha256, records, target, days[{day, used{}, total}],
    strata[{agency, group, used, target}], alerts[].
    """
    with office_of(context, json, officer, passphrase_file, "daily", 1) as (terminal, office):
        named = round_of(terminal, office, survey, "daily")
        made = daily.write_daily(office, named, out, paper_language)
        printing.daily(terminal, terminal.accepted(made, "daily"))


@gathering_app.command("room-sheet", help="office.help_room_sheet")
def room_sheet(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_sheet_file")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, venue, sessions[].

    Of a folder: sheets[{file, round, venue, sessions[]}].
    """
    with office_of(context, json, officer, passphrase_file, "room-sheet", 1) as (terminal, office):
        many = file.is_dir()
        paths = ledger.sheets_on(file) if many else (file,)
        if not paths:
            terminal.fail(Refused("office.no_sheet_here", {"folder": str(file)}), "room-sheet")
        entered = []
        for path in paths:
            sheet = terminal.accepted(ledger.enter_room_sheet(office, path), "room-sheet")
            terminal.line("office.sheet_entered", venue=sheet.venue, count=len(sheet.sessions))
            entered.append((path.name, sheet))
        printing.sheets(terminal, entered, many=many)


@gathering_app.command("close", help="office.help_close")
def close(
    context: typer.Context,
    survey: RoundName = None,
    explanation: Annotated[str | None, typer.Option("--explanation", help="office.help_explanation")] = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, records, waived[{id, code, sentence}]. A refusal has round and hindrances[] too."""
    needed = 1 if explanation is None else 2
    with office_of(context, json, officer, passphrase_file, "close", needed) as (terminal, office):
        named = round_of(terminal, office, survey, "close")
        closed = closing.close_round(office, named, explanation)
        if isinstance(closed, closing.NotYet):
            printing.not_yet(terminal, closed)
            raise typer.Exit(REFUSED)
        printing.closed(terminal, terminal.accepted(closed, "close"))
