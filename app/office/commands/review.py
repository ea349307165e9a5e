"""`bilik-office review ...`: what bears a sign of quality, and what officers decide about it."""

from typing import Annotated

import typer

from app.office.answers import review
from app.office.answers.signs import Decision
from app.office.commands.door import Files, Json, Officers, RoundName, office_of, round_of
from app.office.commands.printing import review as printing

review_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="review.help_app")
Rows = Annotated[list[int], typer.Option("--row", help="review.help_row")]


@review_app.command("list", help="review.help_list")
def list_(
    context: typer.Context,
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, waiting, marked[{number, agency, group, signs[], decision, reason, officers[]}],
    set_aside[{agency, group, reason, count}].
    """
    with office_of(context, json, officer, passphrase_file, "review list", 1) as (terminal, office):
        named = round_of(terminal, office, survey, "review list")
        signs = terminal.accepted(review.signs_of(office, named), "review list")
        printing.signs(terminal, "review list", named, signs)


@review_app.command("approve", help="review.help_approve")
def approve(
    context: typer.Context,
    row: Rows,
    reason: Annotated[str, typer.Option("--reason", help="review.help_reason")] = "",
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, waiting, marked[{number, agency, group, signs[], decision, reason, officers[]}],
    set_aside[{agency, group, reason, count}].
    """
    with office_of(context, json, officer, passphrase_file, "review approve", 1) as (terminal, office):
        named = round_of(terminal, office, survey, "review approve")
        done = review.decide(office, named, row, Decision.APPROVED, reason)
        printing.signs(terminal, "review approve", named, terminal.accepted(done, "review approve"))


@review_app.command("set-aside", help="review.help_set_aside")
def set_aside(
    context: typer.Context,
    row: Rows,
    reason: Annotated[str, typer.Option("--reason", help="review.help_reason")],
    survey: RoundName = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, waiting, marked[{number, agency, group, signs[], decision, reason, officers[]}],
    set_aside[{agency, group, reason, count}].
    """
    with office_of(context, json, officer, passphrase_file, "review set-aside", 2) as (terminal, office):
        named = round_of(terminal, office, survey, "review set-aside")
        done = review.decide(office, named, row, Decision.SET_ASIDE, reason)
        printing.signs(terminal, "review set-aside", named, terminal.accepted(done, "review set-aside"))
