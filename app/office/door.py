"""What every command of the line begins with: the first options, and a terminal to speak on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.base.clock import Clock
from app.base.errors import Bug
from app.base.sentences import Language
from app.office.terminal import Terminal

Json = Annotated[bool, typer.Option("--json", help="office.help_json")]


@dataclass(frozen=True, slots=True)
class Door:
    """What the first options said: the office's folder, where one was named, and the language."""

    named: Path | None
    language: Language
    clock: Clock

    @property
    def folder(self) -> Path:
        """The office's folder; the acts of an office cannot do without one."""
        if self.named is None:
            raise typer.TyperException("Missing option '--data'.")  # in the parser's own words
        return self.named


def terminal_of(context: typer.Context, as_json: bool) -> tuple[Door, Terminal]:
    """The door that a command came through, and where it speaks."""
    door = context.obj
    if not isinstance(door, Door):
        raise Bug("office.bug", file="-")
    return door, Terminal(door.language, as_json)
