"""`bilik-office quarantine ...`: the files that were not accepted, and what officers decided about them."""

from collections.abc import Callable
from typing import Annotated

import typer

from app.base.canonical import JsonValue
from app.base.errors import Refused
from app.base.ids import Digest
from app.office.commands.door import Files, Json, Officers, office_of
from app.office.commands.terminal import Terminal
from app.office.gathering.settling import Decision, ask_again, close_finding
from app.office.officers.signin import Office
from app.office.standing import Found, look
from app.office.words import verdict_in_words

_LEAST = 8  # digits of a digest that tell files apart

quarantine_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="finding.help")
File = Annotated[str, typer.Argument(help="finding.help_file")]


@quarantine_app.command("list", help="finding.help_list")
def quarantine_list(
    context: typer.Context, officer: Officers = None, passphrase_file: Files = None, json: Json = False
) -> None:
    """JSON: files[{sha256, file, verdict, code, sentence, at_utc_ms, closed, decisions[{act, at_utc_ms,
    officers[], reason}]}].
    """
    with office_of(context, json, officer, passphrase_file, "quarantine list", 1) as (terminal, office):
        found = look(office, None).quarantine
        for one in found:
            done = f"  {terminal.say('finding.closed')}" if one.closed else ""
            verdict = verdict_in_words(one.verdict, terminal.language)
            terminal.line("finding.line", file=one.digest[:12], verdict=verdict, name=one.file, done=done)
        terminal.done("quarantine list", {"files": [_plain(terminal, one) for one in found]})


@quarantine_app.command("ask", help="finding.help_ask")
def quarantine_ask(
    context: typer.Context,
    file: File,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: sha256, act, at_utc_ms, officers[], reason."""
    with office_of(context, json, officer, passphrase_file, "quarantine ask", 1) as (terminal, office):
        _decided(terminal, office, "quarantine ask", file, lambda one: ask_again(office, one))
        terminal.line("finding.asked_now")


@quarantine_app.command("close", help="finding.help_close")
def quarantine_close(
    context: typer.Context,
    file: File,
    reason: Annotated[str, typer.Option("--reason", help="keys.help_reason")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: sha256, act, at_utc_ms, officers[], reason."""
    with office_of(context, json, officer, passphrase_file, "quarantine close", 2) as (terminal, office):
        _decided(terminal, office, "quarantine close", file, lambda one: close_finding(office, one, reason))
        terminal.line("finding.closed_now")


def _decided(
    terminal: Terminal,
    office: Office,
    command: str,
    named: str,
    decide: Callable[[Digest], Decision | Refused],
) -> None:
    meant = [one for one in look(office, None).quarantine if one.digest.startswith(named.lower())]
    if len(meant) != 1 or len(named) < _LEAST:
        terminal.fail(Refused("finding.unknown", {"file": named[:12]}), command)
    made = terminal.accepted(decide(meant[0].digest), command)
    terminal.done(command, {"sha256": str(made.file), **_decision(made)})


def _plain(terminal: Terminal, one: Found) -> JsonValue:
    return {
        "sha256": str(one.digest),
        "file": one.file,
        "verdict": str(one.verdict),
        "code": one.why.key,
        "sentence": one.why.spoken(terminal.language),
        "at_utc_ms": one.at_utc_ms,
        "closed": one.closed,
        "decisions": [_decision(each) for each in one.decisions],
    }


def _decision(one: Decision) -> dict[str, JsonValue]:
    return {
        "act": one.act,
        "at_utc_ms": one.at_utc_ms,
        "officers": [str(each) for each in one.officers],
        "reason": one.reason,
    }
