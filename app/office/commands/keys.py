"""`bilik-office keys ...`: do the keys open, are they on paper, whom are they taken from, when destroyed."""

from pathlib import Path
from typing import Annotated

import typer

from app.base.canonical import JsonValue
from app.base.errors import Refused
from app.base.ids import SeatId
from app.office.commands.door import Files, Json, Officers, given_by, office_of, terminal_of
from app.office.commands.terminal import INTEGRITY, Terminal
from app.office.officers.rotation import rotate
from app.office.survey.rounds import the_round
from app.office.upkeep import keys
from app.office.upkeep.from_paper import remake_keyring
from app.seal.root import THRESHOLD
from app.storage.files import read_words

keys_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="keys.help")
Reason = Annotated[str, typer.Option("--reason", help="keys.help_reason")]


@keys_app.command("test", help="keys.help_test")
def keys_test(
    context: typer.Context, officer: Officers = None, passphrase_file: Files = None, json: Json = False
) -> None:
    """JSON: tests[{key, pair[2], opens}]. Exit code 5 when a pair does not open a key."""
    with office_of(context, json, officer, passphrase_file, "keys test", 2) as (terminal, office):
        found = terminal.accepted(keys.try_keys(office), "keys test")
        for one in found:
            key = "keys.line_opens" if one.opens else "keys.line_fails"
            terminal.line(key, key=_named(terminal, one.key), pair=" + ".join(one.pair))
        tests: list[JsonValue] = [
            {"key": one.key, "pair": [str(each) for each in one.pair], "opens": one.opens} for one in found
        ]
        terminal.done("keys test", {"tests": tests})
        if not all(one.opens for one in found):
            raise typer.Exit(INTEGRITY)


@keys_app.command("papers", help="keys.help_papers")
def keys_papers(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: papers{officer: path}."""
    with office_of(context, json, officer, passphrase_file, "keys papers", 1) as (terminal, office):
        papers = keys.print_papers(office, out)
        for path in papers.values():
            terminal.line("office.init_paper", file=str(path))
        terminal.done("keys papers", {"papers": {str(name): str(path) for name, path in papers.items()}})


@keys_app.command("drill", help="keys.help_drill")
def keys_drill(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="keys.help_lines")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: officer, key. Of an officer's own copy key is empty, of a shared one officer."""
    with office_of(context, json, officer, passphrase_file, "keys drill", 1) as (terminal, office):
        lines = read_words(file).splitlines()
        found = terminal.accepted(keys.drill_paper(office, lines), "keys drill")
        terminal.line("keys.paper_good", what=found.officer or _named(terminal, found.key))
        terminal.done("keys drill", {"officer": str(found.officer or ""), "key": found.key})


@keys_app.command("from-paper", help="keys.help_from_paper")
def keys_from_paper(
    context: typer.Context,
    typed: Annotated[list[Path], typer.Argument(help="keys.help_typed")],
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: file, proved[officer]. Two officers; one file of lines for each page."""
    door, terminal = terminal_of(context, json)
    with terminal.guarded("keys from-paper", door.folder):
        given = given_by(terminal, officer, passphrase_file, THRESHOLD)
        made = terminal.accepted(remake_keyring(door.folder, typed, given, door.clock), "keys from-paper")
        terminal.line("keys.file_remade", file=str(made.file), officers=", ".join(made.proved))
        terminal.done(
            "keys from-paper", {"file": str(made.file), "proved": [str(one) for one in made.proved]}
        )


@keys_app.command("revoke", help="keys.help_revoke")
def keys_revoke(
    context: typer.Context,
    venue: Annotated[str, typer.Argument(help="keys.help_venue")],
    seat: Annotated[str, typer.Argument(help="keys.help_seat")],
    reason: Reason,
    version: Annotated[int | None, typer.Option("--package-version", min=1, help="keys.help_version")] = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: revoked[{package, venue, version, seat}]. Without a version, of every package of the venue."""
    with office_of(context, json, officer, passphrase_file, "keys revoke", 2) as (terminal, office):
        meant = [
            one
            for one in keys.read_keys(office).seats
            if (one.venue, one.seat) == (venue, seat)
            and version in {None, one.version}
            and (version is not None or not one.revoked)
        ]
        if not meant:
            terminal.fail(Refused("keys.no_seat", {"seat": seat}), "keys revoke")
        done: list[JsonValue] = []
        for one in meant:
            made = terminal.accepted(
                keys.revoke_seat(office, one.package, SeatId(seat), reason), "keys revoke"
            )
            terminal.line("keys.seat_revoked", seat=made.seat, venue=made.venue, version=made.version)
            done.append(
                {
                    "package": str(made.package),
                    "venue": made.venue,
                    "version": made.version,
                    "seat": str(made.seat),
                }
            )
        terminal.done("keys revoke", {"revoked": done})


@keys_app.command("destroy", help="keys.help_destroy")
def keys_destroy(
    context: typer.Context,
    survey: Annotated[str, typer.Argument(help="keys.help_round")],
    reason: Reason,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, destroyed."""
    with office_of(context, json, officer, passphrase_file, "keys destroy", 2) as (terminal, office):
        named = terminal.accepted(the_round(office, survey), "keys destroy")
        made = terminal.accepted(keys.destroy_round_key(office, named, reason), "keys destroy")
        terminal.line("keys.key_destroyed", round=made.round)
        terminal.done("keys destroy", {"round": str(made.round), "destroyed": True})


@keys_app.command("rotate", help="keys.help_rotate")
def keys_rotate(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="keys.help_new_name")],
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    new_passphrase_file: Annotated[
        Path | None, typer.Option("--new-passphrase-file", help="keys.help_new_file")
    ] = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: root, words[6], coming, papers{officer: path}."""
    with office_of(context, json, officer, passphrase_file, "keys rotate", 2) as (terminal, office):
        files = {} if new_passphrase_file is None else {name: new_passphrase_file}
        secret = terminal.passphrase(name, files, confirm=True)
        made = terminal.accepted(rotate(office, name, secret, out), "keys rotate")
        terminal.line("keys.rotated", file=str(made.root_file), words=" ".join(made.words))
        for path in made.papers.values():
            terminal.line("office.init_paper", file=str(path))
        terminal.done(
            "keys rotate",
            {
                "root": str(made.root_file),
                "words": list(made.words),
                "coming": str(made.coming),
                "papers": {str(one): str(path) for one, path in made.papers.items()},
            },
        )


def _named(terminal: Terminal, key: str) -> str:
    return terminal.say("keys.recovery") if key == keys.RECOVERY else terminal.say("keys.of_round", round=key)
