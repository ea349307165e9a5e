"""Settings from one file in TOML, which the environment and the command line override.

What is said nearer to the start wins: the command line, then a variable `<PREFIX>_<KEY>`, then the file, then
the default. A file is looked for where it was named, beside the executable (a folder that is carried about),
and where the system keeps settings. What is misspelled is refused, not ignored.
"""

import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import platformdirs
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from app.base.errors import Environment
from app.base.sentences import Language

_MAX_BYTES = 65_536
_NAMED = "SETTINGS"  # the variable that names the file


class FromFile(BaseModel):
    """A door's settings as they may stand in its file: every key optional, no other allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=FromFile)


def _folder(given: object) -> object:
    """A folder's name, `~` spelled out. An empty name would be wherever the program was started, and what no
    file system or screen can spell is no name.
    """
    text = os.fspath(given) if isinstance(given, str | Path) else None
    if text is None:
        return given
    text.encode()  # a name in no encoding cannot be shown to anybody
    if not text or "\0" in text:
        raise ValueError(text)
    return Path(os.path.expanduser(text))  # noqa: PTH111 - which raises where an account has no folder


Folder = Annotated[Path, BeforeValidator(_folder)]
"""A setting that names a folder."""


def settings_file(program: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The file that is read: named by `<PREFIX>_SETTINGS`, beside the executable, or the system's place.

    Raises:
        Environment: `storage.homeless`: nobody names a file, and the account has no folder of its own.
    """
    named = environment.get(f"{_prefix(program)}_{_NAMED}")
    if named:
        return Path(named).absolute()
    beside = Path(sys.executable).parent / f"{program}.toml"
    if getattr(sys, "frozen", False) and beside.is_file():
        return beside
    return own_folder(platformdirs.user_config_dir, program) / f"{program}.toml"


def usual_data(program: str) -> Path:
    """Where a door's data lie when nobody says otherwise."""
    return own_folder(platformdirs.user_data_dir, program)


def own_folder(kind: Callable[[str, Literal[False]], str], program: str) -> Path:
    """The folder that the system keeps for a program's data, settings or log, below that of the account.

    Raises:
        Environment: `storage.homeless`: the account has none.
    """
    try:
        return Path(kind(program, False))
    except RuntimeError:  # HOME is not set and the system does not know the account
        raise Environment("storage.homeless") from None


def read_settings(
    kind: type[M],
    program: str,
    given: Mapping[str, object],
    environment: Mapping[str, str] = os.environ,
    file: Path | None = None,
) -> M:
    """The settings of `program`; `given` are those of the command line, None where nothing was said.

    Raises:
        Environment: `storage.settings_closed`: the file is named and not there, or cannot be opened;
            `storage.settings_no_text`, `storage.settings_unread`: it is no text of a usual size, or not TOML;
            `storage.settings_wrong`: a key is not known, or its value cannot be. Each names the place.
    """
    prefix = f"{_prefix(program)}_"
    named = environment.get(prefix + _NAMED)
    file = file or settings_file(program, environment)
    read = {} if named == os.devnull else _read(file, must_be=bool(named))
    spoken = {
        name.removeprefix(prefix).lower(): value
        for name, value in environment.items()
        if name.startswith(prefix) and name != prefix + _NAMED and value
    }
    said = {key: value for key, value in given.items() if value is not None}
    _check(kind, read, lambda _: str(file))
    _check(kind, spoken, lambda key: prefix + key.upper())
    _check(kind, said, lambda key: f"--{key}")
    return kind.model_validate({**read, **spoken, **said})


def spoken_language(
    program: str, arguments: Sequence[str], environment: Mapping[str, str] = os.environ
) -> Language | None:
    """The language in which even help and wrong settings are told, known before all is read.

    Of line, environment and file the first that names one of the languages; None where none does.
    """
    joined = dict(one.split("=", 1) for one in arguments if one.startswith("--language="))
    on_line = (dict(pairwise(arguments)).get("--language"), joined.get("--language"))
    in_file: object = None
    with suppress(Environment):  # what is wrong is told when the settings are read
        if environment.get(f"{_prefix(program)}_{_NAMED}") != os.devnull:
            in_file = _read(settings_file(program, environment), must_be=False).get("language")
    for said in (*on_line, environment.get(f"{_prefix(program)}_LANGUAGE"), in_file):
        if isinstance(said, str) and said in set(Language):
            return Language(said)
    return None


def _check(kind: type[FromFile], values: Mapping[str, object], where: Callable[[str], str]) -> None:
    try:
        kind.model_validate(values)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise Environment("storage.settings_wrong", file=where(key), key=key) from None


def _read(file: Path, *, must_be: bool) -> dict[str, object]:
    try:
        if not file.exists() and not must_be:
            return {}
        if not file.is_file():  # a pipe would be waited for
            raise Environment("storage.settings_closed", file=str(file))
        with file.open("rb") as held:
            data = held.read(_MAX_BYTES + 1)
    except OSError:
        raise Environment("storage.settings_closed", file=str(file)) from None
    try:
        text = data.decode("utf-8-sig")  # Windows editors begin a file with a mark
    except UnicodeDecodeError:
        raise Environment("storage.settings_no_text", file=str(file)) from None
    if len(data) > _MAX_BYTES:
        raise Environment("storage.settings_no_text", file=str(file))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as wrong:  # also a number or a nesting beyond all measure
        place = re.search(r"\(at line (\d+)", str(wrong))
        line = int(place[1]) if place else text.count("\n") + 1
        raise Environment("storage.settings_unread", file=str(file), line=line) from None


def _prefix(program: str) -> str:
    return program.upper().replace("-", "_")
