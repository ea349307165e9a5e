"""Settings from one file in TOML, which the environment and the command line override.

What is said nearer to the start wins: the command line, then a variable `<PREFIX>_<KEY>`, then the file, then
the default. A file is looked for where it was named, beside the executable (a folder that is carried about),
and where the system keeps settings. What is misspelled is refused, not ignored.
"""

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from app.base.errors import Environment
from app.storage.trouble import said

_MAX_BYTES = 65_536


class FromFile(BaseModel):
    """A door's settings as they may stand in its file: every key optional, no other allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=FromFile)


def settings_file(program: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The file that is read: named by `<PREFIX>_SETTINGS`, beside the executable, or the system's place."""
    named = environment.get(f"{_prefix(program)}_SETTINGS")
    if named:
        return Path(named).absolute()
    beside = Path(sys.executable).parent / f"{program}.toml"
    if getattr(sys, "frozen", False) and beside.is_file():
        return beside
    return Path(platformdirs.user_config_dir(program, appauthor=False)) / f"{program}.toml"


def usual_data(program: str) -> Path:
    """Where a door's data lie when nobody says otherwise."""
    return Path(platformdirs.user_data_dir(program, appauthor=False))


def read_settings(
    kind: type[M],
    program: str,
    given: Mapping[str, object],
    environment: Mapping[str, str] = os.environ,
    file: Path | None = None,
) -> M:
    """The settings of `program`; `given` are those of the command line, None where nothing was said.

    Raises:
        Environment: `storage.settings_unread`: the file cannot be read or is not TOML;
            `storage.settings_wrong`: a key is not known, or its value cannot be; both name the place.
    """
    file = file or settings_file(program, environment)
    known = kind.model_fields
    prefix = _prefix(program)
    spoken = {
        key: environment[f"{prefix}_{key.upper()}"]
        for key in known
        if environment.get(f"{prefix}_{key.upper()}")
    }
    read = _read(file)
    _check(kind, read, str(file))
    _check(kind, spoken, f"{prefix}_*")
    return kind.model_validate(
        {**read, **spoken, **{key: value for key, value in given.items() if value is not None}}
    )


def _check(kind: type[FromFile], values: Mapping[str, object], where: str) -> None:
    try:
        kind.model_validate(values)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise Environment("storage.settings_wrong", file=where, key=key) from None


def _read(file: Path) -> dict[str, object]:
    if not file.is_file():
        return {}
    with said():
        data = file.read_bytes()[: _MAX_BYTES + 1]
    try:
        if len(data) > _MAX_BYTES:
            raise Environment("storage.settings_unread", file=str(file), line=0)
        return tomllib.loads(data.decode("utf-8-sig"))  # Windows editors begin a file with a mark
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        line = next((int(word) for word in str(wrong).replace(",", " ").split() if word.isdecimal()), 0)
        raise Environment("storage.settings_unread", file=str(file), line=line) from None


def _prefix(program: str) -> str:
    return program.upper().replace("-", "_")
