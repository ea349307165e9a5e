"""How the command line speaks: tables and sentences for people, one JSON object for programs, exit codes.

Exit codes: 0 done, 2 the command was not understood, 3 a rule said no, 4 the machine refused, 5 bytes were
not what they claim to be, 70 the program is wrong. No traceback reaches a person: where a bug was goes to
a file, and nothing of what it said.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from app.base.canonical import JsonValue
from app.base.crash import lines_of, record
from app.base.errors import Bug, Environment, Integrity, Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings
from app.storage.files import read_words
from app.storage.trouble import of_file, of_system

OK, USAGE, REFUSED, ENVIRONMENT, INTEGRITY, BUG = 0, 2, 3, 4, 5, 70

Report = Callable[[int, int], None]
"""Progress: how many of how many are done."""

Result = TypeVar("Result")

_PIPE_COLUMNS = 140  # nobody's screen sets a limit there; wide enough for the table of verdicts


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where one command speaks, in which language, and whether to a program."""

    language: Language
    as_json: bool

    @property
    def console(self) -> Console:
        """Standard output; made anew each time, because tests replace the stream."""
        width = None if sys.stdout.isatty() else _PIPE_COLUMNS
        return Console(highlight=False, soft_wrap=False, width=width)

    def say(self, key: str, /, **fields: str | int) -> str:
        """A sentence in this terminal's language."""
        return say(self.language, key, **fields)

    def line(self, key: str, /, **fields: str | int) -> None:
        """Print a sentence, unless a program listens."""
        if not self.as_json:
            self.console.print(Text(_inert(self.say(key, **fields))))

    def text(self, words: str) -> None:
        """Print one line of foreign words as it is, however long, unless a program listens."""
        if not self.as_json:
            self.console.print(Text(_inert(words).replace("\n", " ")), soft_wrap=True)

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print a table, unless a program listens. Cells are inert text, never mark-up."""
        if self.as_json:
            return
        table = Table(title=Text(title), title_justify="left", header_style="bold")
        for column in columns:
            table.add_column(Text(column), overflow="fold")
        for row in rows:
            table.add_row(*(Text(_inert(str(cell))) for cell in row))
        self.console.print(table)

    def done(self, command: str, result: Mapping[str, JsonValue]) -> None:
        """The command's result for a program: `ok`, `command`, and its documented keys."""
        if self.as_json:
            self._object({"ok": True, "command": command, **result})

    def fail(self, trouble: Problem | Refused | Findings, command: str) -> NoReturn:
        """Say what went wrong and leave with its code."""
        if isinstance(trouble, Findings):
            self._findings(trouble, command)
        else:
            self.trouble(trouble, command)
        raise typer.Exit(_kind(trouble)[1])

    def trouble(self, trouble: Problem | Refused, command: str) -> None:
        """Say what went wrong."""
        sentence = Sentence.of(trouble).spoken(self.language)
        self._no(
            {
                "command": command,
                "kind": _kind(trouble)[0],
                "code": trouble.code,
                "fields": dict(trouble.fields),
                "sentence": sentence,
            }
        )

    def usage(self, reason: Sentence) -> None:
        """Say that the command itself was not understood, and why."""
        sentence = self.say("office.usage", reason=reason.spoken(self.language))
        self._no({"command": "", "kind": "usage", "code": "office.usage", "fields": {}, "sentence": sentence})

    def refused(self, command: str, code: str, sentence: str, more: Mapping[str, JsonValue]) -> None:
        """Say no, with more than a sentence for a program."""
        self._no({"command": command, "kind": "refused", "code": code, "sentence": sentence, **more})

    def ask(self, key: str, /, **fields: str | int) -> str:
        """Ask for a word on the terminal."""
        return _typed(self.say(key, **fields), hidden=False).strip()

    def accepted(self, result: Result | Refused | Findings, command: str) -> Result:
        """The result, or the end of the command when a rule said no."""
        if isinstance(result, Refused | Findings):
            self.fail(result, command)
        return result

    @contextmanager
    def guarded(self, command: str, folder: Path) -> Iterator[None]:
        """Every trouble inside becomes a sentence and an exit code."""
        try:
            yield
        except Problem as trouble:
            if isinstance(trouble, Bug):
                _keep_fault(trouble, folder)
            self.fail(trouble, command)
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except KeyboardInterrupt:
            self.fail(Environment("office.interrupted"), command)
        except OSError as error:
            named = isinstance(error.filename, str)
            self.fail(of_file(error, Path(error.filename)) if named else of_system(error), command)
        except Exception as error:  # noqa: BLE001 - the crash hook of this door: nothing may reach a person raw
            kept = _keep_fault(error, folder)
            self.fail(Bug("office.bug", file=str(kept)), command)

    @contextmanager
    def progress(self, key: str) -> Iterator[Report]:
        """A progress bar on a terminal; in a pipe or for a program, nothing."""
        console = Console(stderr=True, highlight=False)
        quiet = self.as_json or not console.is_terminal
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True, disable=quiet) as bar:
            task = bar.add_task(self.say(key), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def passphrase(self, officer: str, files: Mapping[str, Path], *, confirm: bool = False) -> str:
        """An officer's passphrase: from a file when one is named, else asked without showing it."""
        if officer in files:
            return read_words(files[officer]).strip("\r\n")
        while True:
            typed = _typed(self.say("office.ask_passphrase", officer=officer), hidden=True)
            if not confirm or typed == _typed(self.say("office.ask_again"), hidden=True):
                return typed
            sys.stderr.write(self.say("office.passphrases_differ") + "\n")

    def _findings(self, trouble: Findings, command: str) -> None:
        spoken = [(one.place, one.sentence.spoken(self.language)) for one in trouble.findings]
        sentence = self.say("office.findings", file=trouble.file, count=len(spoken))
        findings: list[JsonValue] = [{"place": place, "sentence": text} for place, text in spoken]
        self._no(
            {
                "command": command,
                "kind": "refused",
                "code": "office.findings",
                "fields": {"file": trouble.file, "count": len(spoken)},
                "sentence": sentence,
                "findings": findings,
            }
        )
        if not self.as_json:
            for place, text in spoken:
                Console(stderr=True, highlight=False).print(Text(_inert(f"  {place or '-'}: {text}")))

    def _no(self, value: Mapping[str, JsonValue]) -> None:
        if self.as_json:
            self._object({"ok": False, **value})
        else:
            Console(stderr=True, highlight=False).print(Text(_inert(str(value["sentence"]))))

    def _object(self, value: Mapping[str, JsonValue]) -> None:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n")


def _kind(trouble: Problem | Refused | Findings) -> tuple[str, int]:
    match trouble:
        case Refused() | Findings():
            return "refused", REFUSED
        case Environment():
            return "environment", ENVIRONMENT
        case Integrity():
            return "integrity", INTEGRITY
        case _:
            return "bug", BUG


def _typed(words: str, *, hidden: bool) -> str:
    """What a person types, or what another program hands over line by line.

    Raises:
        Environment: `office.not_typed`: there is neither.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        return str(typer.prompt(words, hide_input=hidden, err=True))
    sys.stderr.write(f"{words}:\n")
    line = "" if sys.stdin is None else sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise Environment("office.not_typed")
    return line


def _inert(text: str) -> str:
    """Foreign text without control characters: it cannot move the cursor or turn the direction of writing."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _keep_fault(error: BaseException, folder: Path) -> Path:
    record(error)
    path = folder / "bilik-bug.txt"
    try:
        path.write_text("\n".join(lines_of(error)) + "\n", encoding="utf-8")
    except OSError:
        return Path("-")
    return path
