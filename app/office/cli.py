"""The office's command line: it parses and prints, and calls one use case per command.

Every command takes `--json` and then writes one object: `ok`, `command`, and keys that each command's
docstring names and that stay; `app.office.replies` reads them from there, and `schema` prints them. Exit
codes are those of `app.office.terminal`. Help texts are keys of the catalogue, put into words when the
command tree is built.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.completion import completion_init  # type: ignore[attr-defined]  # its own re-export
from typer.main import get_command

from app.base.build import version
from app.base.clock import SystemClock
from app.base.errors import Environment, Refused
from app.base.ids import AgencyCode, OfficerId, SeatId, VenueId
from app.base.sentences import Language, Sentence, say
from app.office import (
    activities,
    analysis,
    backup,
    ceremony,
    checking,
    cli_release,
    closing,
    daily,
    followup,
    intake,
    ledger,
    logbooks,
    opening,
    packaging,
    printing,
    printing_scores,
    recovery,
    reports,
    reproduction,
    rounds,
)
from app.office.audit import read_acts
from app.office.cli_keys import keys_app
from app.office.cli_machine import machine_app
from app.office.cli_quarantine import quarantine_app
from app.office.cli_questionnaire import questionnaire_app
from app.office.cli_review import review_app
from app.office.cli_sample import sample_app
from app.office.cli_shell import COMPLETE_VARIABLE, PROGRAM, shell_app
from app.office.door import (
    Door,
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
from app.office.findings import Findings
from app.office.terminal import ENVIRONMENT, INTEGRITY, OK, REFUSED, USAGE, Terminal
from app.office.window_settings import said
from app.release.editions import Edition

HELP = ("office.", "sample.", "keys.", "review.", "finding.", "daily.")  # how the keys of help texts begin


app = typer.Typer(
    add_completion=False,  # `completion` writes the script, and nothing of a shell's is changed
    no_args_is_help=True,
    rich_markup_mode=None,
    help="office.help_office",
    epilog="office.help_exits",
)
round_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="office.help_rounds")
app.add_typer(round_app, name="round")
app.add_typer(questionnaire_app, name="questionnaire")
app.add_typer(sample_app, name="sample")
app.add_typer(keys_app, name="keys")
app.add_typer(review_app, name="review")
app.add_typer(quarantine_app, name="quarantine")
app.add_typer(shell_app)
app.add_typer(machine_app)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"{PROGRAM} {version()}\n")
        raise typer.Exit


@app.callback()
def _door(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option("--data", help="office.help_data")] = None,
    language: Annotated[Language | None, typer.Option("--language", help="office.help_language")] = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="office.help_version")
    ] = False,
) -> None:
    try:
        wished = said({"data": data, "language": language})
    except Environment as trouble:
        sys.stderr.write(Sentence.of(trouble).spoken(language or Language.ID) + "\n")
        raise typer.Exit(ENVIRONMENT) from None
    context.obj = Door(wished.data, wished.language or Language.ID, SystemClock())


@app.command("init", help="office.help_init")
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
        names = pairs(officer)
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


@round_app.command("new", help="office.help_round_new")
def round_new(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_round_file")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, state, strata, agencies[], method, questionnaires{group: digest}."""
    with office_of(context, json, officer, passphrase_file, "round new", 3) as (terminal, office):
        made = terminal.accepted(rounds.new_round(office, file), "round new")
        printing.round_made(terminal, made)


@app.command("package", help="office.help_package")
def package(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_order_file")],
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: package, package_file, slips_file, card_file, slips, seats[]. Never a code."""
    with office_of(context, json, officer, passphrase_file, "package", 2) as (terminal, office):
        order = terminal.accepted(packaging.read_order(file), "package")
        with terminal.progress("office.bar_codes") as report:
            made = packaging.make_package(office, order, out, report)
        if isinstance(made, Findings):
            made = Findings(file.name, made.findings)
        printing.packaged(terminal, terminal.accepted(made, "package"))


@app.command("import", help="office.help_import")
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


@app.command("status", help="office.help_status")
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


@app.command("daily", help="daily.help")
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


@app.command("room-sheet", help="office.help_room_sheet")
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


@app.command("activities", help="office.help_activities")
def activities_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_activities_file")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, activities (how many)."""
    with office_of(context, json, officer, passphrase_file, "activities", 1) as (terminal, office):
        sheet = terminal.accepted(activities.enter_activities(office, file), "activities")
        terminal.line("office.activities_entered", round=sheet.round, count=len(sheet.activities))
        terminal.done("activities", {"round": sheet.round, "activities": len(sheet.activities)})


@app.command("follow-up", help="office.help_follow_up")
def follow_up(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="office.help_follow_up_file")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, agencies, actions (how many)."""
    with office_of(context, json, officer, passphrase_file, "follow-up", 1) as (terminal, office):
        sheet = terminal.accepted(followup.enter_follow_up(office, file), "follow-up")
        counts = {"agencies": len(sheet.agencies), "actions": sum(len(one.actions) for one in sheet.agencies)}
        terminal.line("office.follow_up_entered", round=sheet.round, **counts)
        terminal.done("follow-up", {"round": sheet.round, **counts})


@app.command("close", help="office.help_close")
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


@app.command("open", help="office.help_open")
def open_(
    context: typer.Context,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, run_id, rows, counts{}."""
    with office_of(context, json, officer, passphrase_file, "open", 2) as (terminal, office):
        named = round_of(terminal, office, survey, "open")
        with terminal.progress("office.bar_records") as report:
            opened = opening.open_round(office, named, report)
        printing.opened(terminal, terminal.accepted(opened, "open"))


@app.command("score", help="office.help_score")
def score(
    context: typer.Context,
    survey: RoundName = None,
    trace: Annotated[str | None, typer.Option("--trace", help="office.help_trace")] = None,
    from_batches: Annotated[bool, typer.Option("--from-batches", help="office.help_from_batches")] = False,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, run_id, method, example, before, city{}, agencies[], withheld[], unreviewed,
    set_aside[{agency, group, reason, count}].

    With --trace: trace{}.

    With --from-batches: round, run_id, records, rows, missing, surplus, equal. Exit code 5 when not equal.
    """
    if from_batches and trace is not None:
        raise typer.BadParameter("--trace --from-batches")
    needed = 2 if from_batches or trace is not None else 1
    with office_of(context, json, officer, passphrase_file, "score", needed) as (terminal, office):
        named = round_of(terminal, office, survey, "score")
        if from_batches:
            with terminal.progress("office.bar_records") as bar:
                again = reproduction.reproduce(office, named, bar)
            printing_scores.reproduced(terminal, found := terminal.accepted(again, "score"))
            if not found.equal:
                raise typer.Exit(INTEGRITY)
        elif trace is not None:
            account = analysis.trace_agency(office, named, AgencyCode(trace))
            printing_scores.traced(terminal, terminal.accepted(account, "score"))
        else:
            printing_scores.scored(terminal, terminal.accepted(analysis.score_round(office, named), "score"))


@app.command("report", help="office.help_report")
def report(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    survey: RoundName = None,
    paper_language: Annotated[
        list[Language] | None, typer.Option("--paper-language", help="office.help_paper_language")
    ] = None,
    paper: Annotated[
        list[reports.Paper] | None, typer.Option("--paper", help="office.help_report_paper")
    ] = None,
    agency: Annotated[str | None, typer.Option("--agency", help="office.help_paper_agency")] = None,
    save_ink: Annotated[bool, typer.Option("--save-ink", help="office.help_save_ink")] = False,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, run_id, files[{path, paper, agency, language, sha256}]."""
    with office_of(context, json, officer, passphrase_file, "report", 1) as (terminal, office):
        named = round_of(terminal, office, survey, "report")
        with terminal.progress("office.bar_pages") as bar:
            languages = tuple(paper_language or (Language.ID,))
            only = None if agency is None else AgencyCode(agency)
            wanted = tuple(paper or reports.Paper)
            made = reports.write_reports(office, named, out, languages, bar, wanted, only, save_ink=save_ink)
        printing.reported(terminal, named, terminal.accepted(made, "report"))


@app.command("publish", help="office.help_publish")
def publish(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    survey: RoundName = None,
    edition: Annotated[list[Edition] | None, typer.Option("--edition", help="office.help_edition")] = None,
    metadata: Annotated[Path | None, typer.Option("--metadata", help="office.help_metadata")] = None,
    form: Annotated[Path | None, typer.Option("--form", help="office.help_form")] = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, run_id, complete, lacking[{form, subject, key, label}], withheld, editions[{edition, path,
    manifest_sha256, files[{name, bytes, sha256}]}]; with --form: round, form, lacking[].
    """
    editions = tuple(dict.fromkeys(edition or Edition))
    needed = 2 if form is None and Edition.INTERNAL in editions else 1
    with office_of(context, json, officer, passphrase_file, "publish", needed) as (terminal, office):
        named = round_of(terminal, office, survey, "publish")
        cli_release.publish(terminal, office, named, out, editions, metadata, form)


@app.command("verify", help="office.help_verify")
def verify(
    context: typer.Context,
    release: Annotated[Path, typer.Argument(help="office.help_release")],
    root: Annotated[Path | None, typer.Option("--root", help="office.help_root_file")] = None,
    json: Json = False,
) -> None:
    """JSON: sound, round, edition, run_id, complete, officers[], root_words[6], root_trusted, files[{name,
    fault, sentence}]. Exit code 5 when a file is missing, changed, or too many.
    """
    door, terminal = terminal_of(context, json)
    with terminal.guarded("verify", Path()):
        if not cli_release.verify(door, terminal, release, root):
            raise typer.Exit(INTEGRITY)


@app.command("recover", help="office.help_recover")
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
        printing.verdicts(terminal, verdicts, "recover")
        if any(one.verdict not in intake.ACCEPTED for one in verdicts):
            raise typer.Exit(INTEGRITY)


@app.command("journal", help="office.help_journal")
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
        raise typer.BadParameter("VENUE SEAT")
    with office_of(context, json, officer, passphrase_file, "journal", 1) as (terminal, office):
        if venue is not None and seat is not None:
            named = round_of(terminal, office, survey, "journal")
            held = logbooks.read_logbooks(office, named, VenueId(venue), SeatId(seat))
            printing.logbooks(terminal, named, venue, seat, terminal.accepted(held, "journal"))
            return
        with office.store.reading() as connection:
            acts = read_acts(connection)
        printing.acts(terminal, acts)


@app.command("backup", help="office.help_backup")
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


@app.command("restore", help="office.help_restore")
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


@app.command("check", help="office.help_check")
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


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no trouble leaves this as an exception."""
    terminal = Terminal(_early_language(arguments), "--json" in arguments)
    command = get_command(app)
    _put_into_words(command, terminal.language)
    if COMPLETE_VARIABLE in os.environ:
        completion_init()
    try:
        result = command.main(list(arguments), prog_name=PROGRAM, standalone_mode=False)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        terminal.trouble(Environment("office.interrupted"), PROGRAM)
        return ENVIRONMENT
    except typer.TyperException as error:
        terminal.usage(error.format_message())
        return USAGE
    return result if isinstance(result, int) else OK


def _early_language(arguments: Sequence[str]) -> Language:
    """The language before the options are parsed: the parser itself needs it."""
    for index, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--language=") else ""
        if argument == "--language" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in set(Language):
            return Language(value)
    return Language.ID


def _put_into_words(command: object, language: Language) -> None:
    """Replace the catalogue keys that stand as help texts, in a command and all below it."""
    for thing in (command, *getattr(command, "params", ())):
        for name in ("help", "epilog"):  # of groups, commands and options alike
            key = getattr(thing, name, None)
            if isinstance(key, str) and key.startswith(HELP):
                setattr(thing, name, say(language, key))
    for below in getattr(command, "commands", {}).values():
        _put_into_words(below, language)
