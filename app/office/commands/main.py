"""The office's command line: it parses and prints, and calls one use case per command.

Every command takes `--json` and then writes one object: `ok`, `command`, and keys that each command's
docstring names and that stay; `replies` reads them from there, and `schema` prints them. Exit codes are those
of `terminal`. Help texts are keys of the catalogue, put into words when the command tree is built.
"""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.completion import completion_init  # type: ignore[attr-defined]  # its own re-export
from typer.main import get_command

from app.base.build import version
from app.base.clock import SystemClock
from app.base.errors import Environment
from app.base.sentences import Language
from app.office.commands.door import Door
from app.office.commands.gathering import gathering_app
from app.office.commands.keys import keys_app
from app.office.commands.machine import machine_app
from app.office.commands.misuse import put_into_words, reason_of
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
from app.office.window_settings import PROGRAM as SETTINGS
from app.office.window_settings import said
from app.storage.settings import spoken_language
from app.storage.trouble import of_system

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
    data: Annotated[str | None, typer.Option("--data", metavar="<path>", help="office.help_data")] = None,
    language: Annotated[Language | None, typer.Option("--language", help="office.help_language")] = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="office.help_version")
    ] = False,
) -> None:
    wished = said({"data": data, "language": language})
    folder = None if wished.data is None else wished.data.absolute()
    context.obj = Door(folder, wished.language or Language.ID, SystemClock())


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no trouble leaves this as an exception."""
    terminal = Terminal(_early_language(arguments), "--json" in arguments)
    command = get_command(app)
    put_into_words(command, terminal.language)
    if COMPLETE_VARIABLE in os.environ:
        completion_init()
    try:
        result = command.main(list(arguments), prog_name=PROGRAM, standalone_mode=False)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        terminal.trouble(Environment("office.interrupted"), PROGRAM)
        return ENVIRONMENT
    except Environment as trouble:  # settings that cannot be, an account without a folder of its own
        terminal.trouble(trouble, PROGRAM)
        return ENVIRONMENT
    except OSError as error:
        terminal.trouble(of_system(error), PROGRAM)
        return ENVIRONMENT
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # nothing was asked: the help is the answer
            sys.stdout.write(error.message + "\n")
        else:
            terminal.usage(reason_of(error, arguments))
        return USAGE
    return result if isinstance(result, int) else OK


def _early_language(arguments: Sequence[str]) -> Language:
    """The language before the options are parsed: the parser itself needs it."""
    end = 0
    while end < len(arguments) and arguments[end].startswith("-"):
        end += 2 if arguments[end] in {"--data", "--language"} else 1
    return spoken_language(SETTINGS, arguments[:end]) or Language.ID  # behind it may be that of a paper
