"""What the window's conductor asks of the world: threads, files, sticks, the end. It knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.base.sentences import Language

Progress = Callable[[int, int], None]
Tell = Callable[[object], None]
Work = Callable[[Progress, Tell], object]


@dataclass(frozen=True, slots=True)
class Running:
    """Work on its way, and how to stop it at its next step."""

    stop: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Outside:
    """The world around the conductor; tests and the demo hand in another.

    `run(work, progressed, told, done)`: `done` gets what the work returned, the `Problem` it raised, or the
    `Stopped` that ended it. `ask_files(title, filter, done)` and `ask_folder(title, done)` never wait.
    """

    run: Callable[[Work, Progress, Tell, Tell], Running]
    ask_files: Callable[[str, str, Callable[[tuple[Path, ...]], None]], None]
    ask_folder: Callable[[str, Callable[[Path], None]], None]
    show_file: Callable[[Path], None]
    label: Callable[[Path], str]
    remember: Callable[[Path, Language], None]
    leave: Callable[[], None]
