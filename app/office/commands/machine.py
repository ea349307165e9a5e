"""Commands about this machine, which need neither an office nor an officer."""

import datetime as dt
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from app.base import build
from app.base.canonical import JsonValue
from app.base.check import Check, Outcome
from app.base.sentences import Sentence
from app.office.commands.door import Json, terminal_of
from app.office.commands.misuse import Misused
from app.office.commands.terminal import ENVIRONMENT, Terminal
from app.office.questions.previewing import draw_practice
from app.office.upkeep import selftest
from app.office.upkeep.breach import write_notice
from app.office.window_settings import PROGRAM, log_folder, usual_folder
from app.paper.bureau.breach import LIMIT
from app.storage.diagnosis import diagnosis
from app.storage.files import make_folder, write_atomic
from app.storage.settings import settings_file

_LAST = dt.date(9998, 12, 31)  # a deadline after it could not be written

machine_app = typer.Typer(rich_markup_mode=None)


def program() -> list[str]:
    """The command that starts this program again, as an executable or from Python."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app.office"]


@machine_app.command("licences", help="office.help_licences")
def licences(context: typer.Context, json: Json = False) -> None:
    """JSON: version, licences."""
    _, terminal = terminal_of(context, json)
    if not json:
        with suppress(BrokenPipeError):  # whoever listened has heard enough
            sys.stdout.write(build.licences() + "\n")
            sys.stdout.flush()
    terminal.done("licences", {"version": build.version(), "licences": build.licences()})


@machine_app.command("breach-form", help="office.help_breach_form")
def breach_form(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    office_name: Annotated[str, typer.Option("--office-name", help="office.help_office_name")] = "",
    known: Annotated[
        dt.datetime | None, typer.Option("--known", formats=["%Y-%m-%dT%H:%M"], help="office.help_known")
    ] = None,
    json: Json = False,
) -> None:
    """JSON: file, deadline; deadline is null where nobody said when the failure became known."""
    door, terminal = terminal_of(context, json)
    if known is not None and known.date() > _LAST:
        raise Misused("usage.value", {"value": known.strftime("%Y-%m-%dT%H:%M"), "name": "--known"})
    with terminal.guarded("breach-form", out):
        file = write_notice(office_name, known, out.absolute(), terminal.language, door.clock)
        terminal.text(terminal.say("help.notice_written", file=str(file)))
        deadline = None if known is None else (known + LIMIT).strftime("%Y-%m-%dT%H:%M")
        terminal.done("breach-form", {"file": str(file), "deadline": deadline})


@machine_app.command("self-test", help="office.help_self_test")
def self_test(context: typer.Context, json: Json = False) -> None:
    """JSON: usable, checks[{name, outcome, found}]. Exit code 4 when something has to be mended first."""
    door, terminal = terminal_of(context, json)
    folder = door.named or usual_folder()
    with terminal.guarded("self-test", folder):
        checks = _checked(terminal, folder)
        usable = not _wrong(checks)
        terminal.done("self-test", {"usable": usable, "checks": _told(terminal, checks)})
        if not usable:
            raise typer.Exit(ENVIRONMENT)


@machine_app.command("doctor", help="office.help_doctor")
def doctor(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="office.help_out")] = Path(),
    json: Json = False,
) -> None:
    """JSON: usable, data, settings, log, file, checks[{name, outcome, found}]. Exit codes of self-test."""
    door, terminal = terminal_of(context, json)
    folder, settings = door.named or usual_folder(), settings_file(PROGRAM)
    with terminal.guarded("doctor", folder):
        terminal.text(terminal.say("doctor.data", folder=str(folder)))
        there = Sentence(
            "doctor.settings" if settings.is_file() else "doctor.no_settings", {"file": str(settings)}
        )
        terminal.text(there.spoken(terminal.language))
        checks = _checked(terminal, folder)
        chosen = {"data": str(folder), "file": str(settings), "file_there": str(settings.is_file())}
        lines = [check.spoken(terminal.language) for check in checks]
        moment = dt.datetime.fromtimestamp(door.clock.utc_ms() / 1000, dt.UTC)
        file = out.absolute() / f"bilik-diagnosis-{moment:%Y%m%d-%H%M}.zip"
        make_folder(file.parent)
        write_atomic(file, diagnosis(lines, chosen, folder, log_folder()))
        terminal.text(terminal.say("doctor.written", file=str(file)))
        usable = not _wrong(checks)
        terminal.done(
            "doctor",
            {
                "usable": usable,
                "data": str(folder),
                "settings": str(settings),
                "log": str(log_folder()),
                "file": str(file),
                "checks": _told(terminal, checks),
            },
        )
        if not usable:
            raise typer.Exit(ENVIRONMENT)


def _checked(terminal: Terminal, folder: Path) -> list[Check]:
    checks = []
    for check in selftest.examine(folder, [*program(), "--draw-process"], draw_practice):
        terminal.text(check.spoken(terminal.language))
        checks.append(check)
    wrong = _wrong(checks)
    ended = Sentence("selftest.office_wrong", {"count": wrong}) if wrong else Sentence("selftest.office_good")
    terminal.text(ended.spoken(terminal.language))
    return checks


def _wrong(checks: Sequence[Check]) -> int:
    return sum(check.outcome is Outcome.WRONG for check in checks)


def _told(terminal: Terminal, checks: Sequence[Check]) -> list[JsonValue]:
    return [
        {
            "name": check.name.spoken(terminal.language),
            "outcome": check.outcome.value,
            "found": " ".join(each.spoken(terminal.language) for each in (*check.found, *check.advice)),
        }
        for check in checks
    ]
