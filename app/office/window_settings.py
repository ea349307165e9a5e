"""Where the window finds its office again: a small file of the person's own, which holds no secret."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.base.errors import Environment
from app.base.sentences import Language
from app.storage.files import make_folder, write_atomic
from app.storage.settings import Folder, FromFile, own_folder, read_settings, usual_data

PROGRAM = "bilik-office"
_FILE = "bilik-office.json"


class OfficeFile(FromFile):
    """Every key of `bilik-office.toml`; `resources/settings/bilik-office.toml` explains them."""

    data: Folder | None = None
    language: Language | None = None


def _home() -> Path:
    return own_folder(platformdirs.user_config_dir, PROGRAM)


def usual_folder() -> Path:
    """Where an office lies when nobody says otherwise."""
    return usual_data(PROGRAM) / "kantor"


def log_folder() -> Path:
    """Where the program tells of itself: not in the office, of which every file is kept and copied."""
    return own_folder(platformdirs.user_log_dir, PROGRAM)


def said(given: Mapping[str, object]) -> OfficeFile:
    """What the command line, the environment and the settings file say.

    Raises:
        Environment: as `app.storage.settings.read_settings`.
    """
    return read_settings(OfficeFile, PROGRAM, given)


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """The office's folder and the language of the window."""

    folder: Path
    language: Language = Language.ID


def recall(home: Path | None = None) -> WindowSettings:
    """What was set last; the usual folder and Indonesian where nothing can be read."""
    with suppress(OSError, ValueError):
        value = json.loads(((home or _home()) / _FILE).read_text("utf-8"))
        match value:
            case {"folder": str() as folder, "language": ("id" | "en") as language} if folder:
                return WindowSettings(Path(folder), Language(language))
            case _:
                pass
    return WindowSettings(usual_folder())


def remember(settings: WindowSettings, home: Path | None = None) -> None:
    """Keep it for the next time; a disk that refuses costs nothing but a question then."""
    folder = home or _home()
    with suppress(OSError, Environment):
        make_folder(folder)
        value = {"folder": str(settings.folder), "language": settings.language.value}
        write_atomic(folder / _FILE, json.dumps(value, sort_keys=True).encode())
