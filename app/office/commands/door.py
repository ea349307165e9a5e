"""What every command of the line begins with: the first options, and a terminal to speak on."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.base.clock import Clock
from app.base.errors import Bug
from app.base.ids import OfficerId, RoundId
from app.base.sentences import Language, say
from app.office.commands.misuse import Misused
from app.office.commands.terminal import Terminal
from app.office.officers.signin import Office, find_office, sign_in
from app.office.survey.rounds import the_round

Officers = Annotated[list[str] | None, typer.Option("--officer", help="office.help_officer")]
Files = Annotated[list[str] | None, typer.Option("--passphrase-file", help="office.help_passphrase_file")]
RoundName = Annotated[str | None, typer.Option("--round", help="office.help_round")]
Json = Annotated[bool, typer.Option("--json", help="office.help_json")]


@dataclass(frozen=True, slots=True)
class Door:
    """What the first options said: the office's folder, where one was named, and the language."""

    named: Path | None
    language: Language
    clock: Clock

    @property
    def folder(self) -> Path:
        """The office's folder; the acts of an office cannot do without one, and it is never guessed."""
        if self.named is None:
            help_text = say(self.language, "office.help_data").rstrip(".")
            raise Misused("usage.missing_option", {"name": "--data", "help": help_text})
        return self.named


def terminal_of(context: typer.Context, as_json: bool) -> tuple[Door, Terminal]:
    """The door that a command came through, and where it speaks."""
    door = context.obj
    if not isinstance(door, Door):
        raise Bug("office.bug", file="-")
    return door, Terminal(door.language, as_json)


@contextmanager
def office_of(
    context: typer.Context,
    as_json: bool,
    officers: list[str] | None,
    files: list[str] | None,
    command: str,
    needed: int,
) -> Iterator[tuple[Terminal, Office]]:
    """Sign in as many officers as the act needs, and close the store whatever happens."""
    door, terminal = terminal_of(context, as_json)
    with terminal.guarded(command, door.folder):
        find_office(door.folder)  # say that there is no office before asking for a passphrase
        given = given_by(terminal, officers, files, needed)
        office = terminal.accepted(sign_in(door.folder, given, door.clock), command)
        try:
            yield terminal, office
        finally:
            office.close()


def given_by(
    terminal: Terminal, officers: list[str] | None, files: list[str] | None, needed: int
) -> Mapping[OfficerId, str]:
    """The passphrases of as many officers as are needed, asked for where no file holds them."""
    given_files = passphrase_files(files)
    names = list(dict.fromkeys([*(officers or []), *given_files]))
    while len(names) < needed:
        names.append(terminal.ask("office.ask_officer", number=len(names) + 1))
    return {OfficerId(name): terminal.passphrase(name, given_files) for name in names}


def round_of(terminal: Terminal, office: Office, named: str | None, command: str) -> RoundId:
    """The round that a command means."""
    return terminal.accepted(the_round(office, named), command)


def pairs(option: str, values: Sequence[str], example: str) -> Mapping[str, str]:
    """The values of an option that are written like `a=Name`; one without its two parts is misused."""
    found: dict[str, str] = {}
    for value in values:
        name, sign, rest = value.partition("=")
        if not (name and sign and rest):
            raise Misused("usage.written_as", {"value": value, "name": option, "example": example})
        found[name] = rest
    return found


def passphrase_files(values: Sequence[str] | None) -> Mapping[str, Path]:
    """The files of `--passphrase-file OFFICER=FILE`."""
    return {name: Path(path) for name, path in pairs("--passphrase-file", values or (), "a=a.txt").items()}
