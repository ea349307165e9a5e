"""The kiosk's settings file, `bilik-kiosk.toml`: what may stand in it, and what comes of it.

`resources/settings/bilik-kiosk.toml` explains every key. A window process reads no file: the keeper tells it
everything on its command line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from app.base.sentences import Language
from app.kiosk.settings import PROGRAM, Settings, size_of
from app.storage.settings import Folder, FromFile, read_settings, settings_file, usual_data


def _size(text: str) -> str:
    size_of(text)
    return text


class KioskFile(FromFile):
    """Every key of the file."""

    data: Folder | None = None
    language: Language = Language.ID
    windowed: bool = False
    size: Annotated[str, AfterValidator(_size)] | None = None
    share: Folder | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings, the file that was looked for, and whether anybody named the data folder."""

    settings: Settings
    file: Path
    data_named: bool


def choose(given: Mapping[str, object]) -> Chosen:
    """The settings from command line, environment and file.

    Raises:
        Environment: as `app.storage.settings.read_settings`.
    """
    file = settings_file(PROGRAM)
    found = read_settings(KioskFile, PROGRAM, given, file=file)
    settings = Settings(
        data_dir=(found.data or usual_data(PROGRAM)).absolute(),
        windowed=found.windowed,
        language=found.language,
        size=size_of(found.size) if found.size else None,
        share=found.share.absolute() if found.share else None,
    )
    return Chosen(settings, file, found.data is not None)
