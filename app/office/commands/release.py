"""`bilik-office publish` and `bilik-office verify`. Only the first needs an office and its officers."""

from pathlib import Path
from typing import Annotated

import typer

from app.office.commands.door import Files, Json, Officers, RoundName, office_of, round_of, terminal_of
from app.office.commands.printing import release as printing
from app.office.commands.terminal import INTEGRITY
from app.office.officers.roots import ROOT_NAME
from app.office.results import publishing
from app.release.editions import Edition

release_app = typer.Typer()


@release_app.command("publish", help="office.help_publish")
def publish(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    survey: RoundName = None,
    edition: Annotated[list[Edition] | None, typer.Option("--edition", help="office.help_edition")] = None,
    metadata: Annotated[Path | None, typer.Option("--metadata", help="office.help_metadata")] = None,
    form: Annotated[Path | None, typer.Option("--form", help="office.help_form")] = None,
    officer: Officers = None,
    passphrase_file: Files = None,
    json: Json = False,
) -> None:
    """JSON: round, run_id, complete, lacking[{form, subject, key, label}], withheld, editions[{edition, path,
    manifest_sha256, files[{name, bytes, sha256}]}]; with --form: round, form, lacking[].
    """
    editions = tuple(dict.fromkeys(edition or Edition))
    needed = 2 if form is None and Edition.INTERNAL in editions else 1
    with office_of(context, json, officer, passphrase_file, "publish", needed) as (terminal, office):
        named = round_of(terminal, office, survey, "publish")
        if form is not None:
            lacking = publishing.write_form(office, named, form, metadata, terminal.language)
            printing.form_written(terminal, named, form, terminal.accepted(lacking, "publish"))
            return
        with terminal.progress("office.bar_release") as bar:
            made = publishing.publish(office, named, out, editions, metadata, bar)
        printing.published(terminal, named, terminal.accepted(made, "publish"))


@release_app.command("verify", help="office.help_verify")
def verify(
    context: typer.Context,
    release: Annotated[Path, typer.Argument(help="office.help_release")],
    root: Annotated[Path | None, typer.Option("--root", help="office.help_root_file")] = None,
    json: Json = False,
) -> None:
    """JSON: sound, round, edition, run_id, complete, officers[], root_words[6], root_trusted, files[{name,
    fault, sentence}]. Exit code 5 when a file is missing, changed, or too many.
    """
    door, terminal = terminal_of(context, json)
    with terminal.guarded("verify", Path()):
        own = None if door.named is None else door.named / ROOT_NAME
        found = publishing.verify(release, root or own)
        printing.verified(terminal, release, found)
        if not found.sound:
            raise typer.Exit(INTEGRITY)
