"""`bilik-demo`: the rehearsal of the whole main job, or a training kiosk with slips to try."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from typing_extensions import override

from app.base.build import give_back_libraries
from app.base.errors import Problem
from app.base.sentences import Language, Sentence, say
from app.demo.city import Listener, Played, Report, play
from app.demo.plan import Size
from app.demo.reckoning import Line, reckon
from app.demo.training import prepare, run_kiosk
from app.office.commands.printing import gathering, results, scores
from app.office.commands.terminal import Terminal

MARK = ".bilik-latihan"
"""Stands in every folder that the rehearsal made: only such a folder is ever emptied."""


class _Bar(Listener):
    """A progress bar per step on a terminal; a line per step in a pipe."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    @override
    @contextmanager
    def step(self, key: str, /) -> Iterator[Report]:
        console = self._terminal.console
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task(self._terminal.say(key), total=None)
            if not console.is_terminal:
                self._terminal.line(key)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with 0 when everything added up."""
    give_back_libraries()
    given = _arguments(sys.argv[1:] if arguments is None else arguments)
    terminal = Terminal(Language(given.language), as_json=False)
    try:
        out = _folder(Path(given.out), terminal)
        sys.exit(_kiosk(given, out, terminal) if given.what == "kiosk" else _city(given, out, terminal))
    except Problem as trouble:
        sys.stderr.write(f"{Sentence.of(trouble).spoken(terminal.language)}\n")
        sys.exit(1)


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    language = Language.EN if "en" in arguments else Language.ID
    parser = argparse.ArgumentParser(prog="bilik-demo", description=say(language, "demo.help"))
    parser.add_argument("what", nargs="?", choices=("city", "kiosk"), default="city")
    parser.add_argument("--out", default=".demo", help=say(language, "demo.help_out"))
    parser.add_argument("--seed", type=int, default=2026, help=say(language, "demo.help_seed"))
    parser.add_argument("--seats", type=_count, default=3, help=say(language, "demo.help_seats"))
    parser.add_argument("--staff", type=_count, default=15, help=say(language, "demo.help_staff"))
    parser.add_argument("--users", type=_count, default=15, help=say(language, "demo.help_users"))
    parser.add_argument("--experts", type=_count, default=10, help=say(language, "demo.help_experts"))
    parser.add_argument("--language", choices=[one.value for one in Language], default=Language.ID.value)
    parser.add_argument("--prepare-only", action="store_true", help=say(language, "demo.help_prepare"))
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 500:
        raise argparse.ArgumentTypeError("1-500")
    return number


def _folder(out: Path, terminal: Terminal) -> Path:
    """An empty folder of ours at `out`; a folder that is not the rehearsal's is never touched."""
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).exists():
            terminal.line("demo.folder_in_use", folder=str(out))
            sys.exit(2)
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).touch()
    return out.resolve()


def _city(given: argparse.Namespace, out: Path, terminal: Terminal) -> int:
    size = Size(given.seats, given.staff, given.users, given.experts)
    terminal.line("demo.begins", folder=str(out), seed=given.seed)
    played = play(out, given.seed, size, _Bar(terminal))
    lines = reckon(played)
    _show(played, lines, terminal)
    return 0 if all(line.agrees for line in lines) else 1


def _show(played: Played, lines: Sequence[Line], terminal: Terminal) -> None:
    gathering.verdicts(terminal, played.verdicts)
    gathering.status(terminal, played.ledger)
    results.opened(terminal, played.opened)
    scores.scored(terminal, played.scored)
    terminal.table(
        terminal.say("demo.reckoning_title"),
        [
            terminal.say("demo.col_what"),
            terminal.say("demo.col_rooms"),
            terminal.say("demo.col_office"),
            terminal.say("demo.col_result"),
        ],
        [
            (
                line.what.spoken(terminal.language),
                line.expected,
                line.found,
                terminal.say("demo.agrees") if line.agrees else terminal.say("demo.differs"),
            )
            for line in lines
        ],
    )
    words = " ".join(played.made.words)
    terminal.line("demo.wrote", folder=str(played.out), words=words)
    for name, key in (
        ("laporan", "demo.wrote_reports"),
        ("rilis", "demo.wrote_release"),
        ("paket", "demo.wrote_packages"),
        ("usb-lab", "demo.wrote_stick"),
        ("kantor", "demo.wrote_office"),
    ):
        terminal.line("demo.wrote_line", path=str(played.out / name), what=terminal.say(key))
    terminal.line("demo.wrote_line", path=str(played.passphrases), what=terminal.say("demo.wrote_phrases"))
    if all(line.agrees for line in lines):
        terminal.line("demo.all_agree")
    else:
        terminal.line("demo.not_all_agree")


def _kiosk(given: argparse.Namespace, out: Path, terminal: Terminal) -> int:
    ready = prepare(out)
    terminal.line("demo.kiosk_ready", card=ready.card_code, pin=ready.pin, slips=str(ready.slips_file))
    for code in ready.codes:
        terminal.line("demo.kiosk_code", code=code)
    return 0 if given.prepare_only else run_kiosk(ready, terminal.language)


if __name__ == "__main__":
    main()
