"""Commands for two officers and the figures: opening, scoring, papers."""

from pathlib import Path
from typing import Annotated

import typer

from app.base.ids import AgencyCode
from app.base.sentences import Language
from app.office.answers import opening
from app.office.commands.door import (
    Files,
    Json,
    Officers,
    RoundName,
    office_of,
    round_of,
)
from app.office.commands.misuse import Misused
from app.office.commands.printing import results as printing
from app.office.commands.printing import scores
from app.office.commands.terminal import INTEGRITY
from app.office.results import analysis, reports, reproduction

results_app = typer.Typer()


@results_app.command("open", help="office.help_open")
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


@results_app.command("score", help="office.help_score")
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
        raise Misused("usage.just_one", {"options": "--trace, --from-batches"})
    needed = 2 if from_batches or trace is not None else 1
    with office_of(context, json, officer, passphrase_file, "score", needed) as (terminal, office):
        named = round_of(terminal, office, survey, "score")
        if from_batches:
            with terminal.progress("office.bar_records") as bar:
                again = reproduction.reproduce(office, named, bar)
            scores.reproduced(terminal, found := terminal.accepted(again, "score"))
            if not found.equal:
                raise typer.Exit(INTEGRITY)
        elif trace is not None:
            account = analysis.trace_agency(office, named, AgencyCode(trace))
            scores.traced(terminal, terminal.accepted(account, "score"))
        else:
            scores.scored(terminal, terminal.accepted(analysis.score_round(office, named), "score"))


@results_app.command("report", help="office.help_report")
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
