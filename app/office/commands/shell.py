"""Commands about the command line itself: what commands answer, and how a shell completes them."""

import json as jsons
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer
from typer.completion import get_completion_script  # type: ignore[attr-defined]  # its own re-export

from app.base.errors import Refused
from app.office.commands.door import Json, terminal_of
from app.office.commands.replies import replies_of, schema_of

PROGRAM = "bilik-office"
COMPLETE_VARIABLE = "_BILIK_OFFICE_COMPLETE"
"""Set by the shell's script when it asks what may follow."""


class Shell(StrEnum):
    """Shells whose completion can be written."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


shell_app = typer.Typer(rich_markup_mode=None)


@shell_app.command("completion", help="office.help_completion")
def completion(
    context: typer.Context,
    shell: Annotated[Shell, typer.Argument(help="office.help_completion_shell")],
    json: Json = False,
) -> None:
    """JSON: shell, script."""
    _, terminal = terminal_of(context, json)
    script = get_completion_script(prog_name=PROGRAM, complete_var=COMPLETE_VARIABLE, shell=shell.value)
    if not json:
        sys.stdout.write(script + "\n")
    terminal.done("completion", {"shell": shell.value, "script": script})


@shell_app.command("schema", help="office.help_schema")
def schema(
    context: typer.Context,
    command: Annotated[list[str] | None, typer.Argument(help="office.help_schema_command")] = None,
    json: Json = False,
) -> None:
    """JSON: schemas{command: schema}. Without --json the schemas alone."""
    _, terminal = terminal_of(context, json)
    wanted = " ".join(command or ())
    found = {
        name: schema_of(replies_of(documented))
        for name, documented in documented_commands(context.find_root().command)
        if not wanted or name == wanted or name.startswith(f"{wanted} ")
    }
    if not found:
        terminal.fail(Refused("office.no_such_command", {"command": wanted}), "schema")
    if not json:
        sys.stdout.write(jsons.dumps(found, indent=2, sort_keys=True) + "\n")
    terminal.done("schema", {"schemas": found})


def documented_commands(command: object, name: str = "") -> Iterator[tuple[str, str | None]]:
    """Every command below `command` with its docstring, by its words as they are typed."""
    below: dict[str, object] = getattr(command, "commands", {})
    for word, one in below.items():
        yield from documented_commands(one, f"{name} {word}".strip())
    callback = getattr(command, "callback", None)
    if not below and callback is not None:
        yield name, callback.__doc__
