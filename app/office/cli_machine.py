"""Commands about this machine, which need neither an office nor an officer."""

import sys

import typer

from app.base import build
from app.base.check import Outcome
from app.base.sentences import Sentence
from app.office import selftest
from app.office.door import Json, terminal_of
from app.office.terminal import ENVIRONMENT
from app.office.window_settings import usual_folder

machine_app = typer.Typer(rich_markup_mode=None)


def program() -> list[str]:
    """The command that starts this program again, as an executable or from Python."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app.office"]


@machine_app.command("licences", help="office.help_licences")
def licences(context: typer.Context, json: Json = False) -> None:
    """JSON: version, licences."""
    _, terminal = terminal_of(context, json)
    if not json:
        sys.stdout.write(build.licences() + "\n")
    terminal.done("licences", {"version": build.version(), "licences": build.licences()})


@machine_app.command("self-test", help="office.help_self_test")
def self_test(context: typer.Context, json: Json = False) -> None:
    """JSON: usable, checks[{name, outcome, found}]. Exit code 4 when something has to be mended first."""
    door, terminal = terminal_of(context, json)
    folder = door.named or usual_folder()
    checks = []
    with terminal.guarded("self-test", folder):
        for check in selftest.examine(folder, [*program(), "--draw-process"]):
            terminal.text(check.spoken(terminal.language))
            checks.append(check)
        wrong = sum(check.outcome is Outcome.WRONG for check in checks)
        ended = (
            Sentence("selftest.office_wrong", {"count": wrong}) if wrong else Sentence("selftest.office_good")
        )
        terminal.text(ended.spoken(terminal.language))
        told = [
            {
                "name": check.name.spoken(terminal.language),
                "outcome": check.outcome.value,
                "found": " ".join(each.spoken(terminal.language) for each in (*check.found, *check.advice)),
            }
            for check in checks
        ]
        terminal.done("self-test", {"usable": not wrong, "checks": told})
        if wrong:
            raise typer.Exit(ENVIRONMENT)
