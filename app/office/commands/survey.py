"""Commands that prepare a survey: the round, its packages, and what agencies did and undertook."""

from pathlib import Path
from typing import Annotated

import typer

from app.office.commands.door import (
    Files,
    Json,
    Officers,
    office_of,
)
from app.office.commands.printing import survey as printing
from app.office.findings import Findings
from app.office.survey import activities, followup, packaging, rounds

survey_app = typer.Typer()
round_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="office.help_rounds")
survey_app.add_typer(round_app, name="round")


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


@survey_app.command("package", help="office.help_package")
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


@survey_app.command("activities", help="office.help_activities")
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


@survey_app.command("follow-up", help="office.help_follow_up")
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
