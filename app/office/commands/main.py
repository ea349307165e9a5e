"""The office's command line: it parses and prints, and calls one use case per command.

Every command takes `--json` and then writes one object: `ok`, `command`, and keys that each command's
docstring names and that stay; `replies` reads them from there, and `schema` prints them. Exit codes are those
of `terminal`. Help texts are keys of the catalogue, put into words when the command tree is built.
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
from app.base.errors import Environment
from app.base.sentences import Language, Sentence, say
from app.office.commands.door import Door
from app.office.commands.gathering import gathering_app
from app.office.commands.keys import keys_app
from app.office.commands.machine import machine_app
from app.office.commands.quarantine import quarantine_app
from app.office.commands.questionnaire import questionnaire_app
from app.office.commands.release import release_app
from app.office.commands.results import results_app
from app.office.commands.review import review_app
from app.office.commands.sample import sample_app
from app.office.commands.shell import COMPLETE_VARIABLE, PROGRAM, shell_app
from app.office.commands.survey import survey_app
from app.office.commands.terminal import ENVIRONMENT, OK, USAGE, Terminal
from app.office.commands.upkeep import upkeep_app
from app.office.window_settings import said

HELP = ("office.", "sample.", "keys.", "review.", "finding.", "daily.")  # how the keys of help texts begin


app = typer.Typer(
    add_completion=False,  # `completion` writes the script, and nothing of a shell's is changed
    no_args_is_help=True,
    rich_markup_mode=None,
    help="office.help_office",
    epilog="office.help_exits",
)
for group in (upkeep_app, survey_app, gathering_app, results_app, release_app, machine_app, shell_app):
    app.add_typer(group)  # without a name of its own: its commands stand beside the others
for name, group in {
    "questionnaire": questionnaire_app,
    "sample": sample_app,
    "keys": keys_app,
    "review": review_app,
    "quarantine": quarantine_app,
}.items():
    app.add_typer(group, name=name)


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
    except Environment as trouble:  # an account without a folder of its own
        terminal.trouble(trouble, PROGRAM)
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
