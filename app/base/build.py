"""Which Bilik this is: its version, and the commit it was made from where that is known.

A bundle and an archive carry the commit in `resources/commit.txt`; a checkout asks its own git folder, whose
files are read here, because a kiosk has no git to ask.
"""

import os
import re
import sys
from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path

from app import __version__
from app.base.resources import RESOURCES

_COMMIT = re.compile(r"([0-9a-f]{12})[0-9a-f]{0,52}(-dirty)?")
_LIBRARIES = "LD_LIBRARY_PATH"


def version() -> str:
    """Version and commit as one word, such as `1.0.0-3f2a91c07d4e`: a label of the byte formats."""
    return "-".join(part for part in (__version__, commit()) if part)


@lru_cache
def commit(resources: Path = RESOURCES) -> str:
    """The first twelve digits of the commit, with `-dirty` when files differed from it; empty: not known."""
    for text in (_read(resources / "commit.txt"), _head(resources.parent / ".git")):
        if found := _COMMIT.fullmatch(text):
            return found[1] + (found[2] or "")
    return ""


def licences(resources: Path = RESOURCES) -> str:
    """The parts that Bilik is made of, with the terms of each; empty where the file is gone."""
    return _read(resources / "licences.txt")


def give_back_libraries(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let programs that this one starts find the system's libraries.

    The boot loader of a bundle points `LD_LIBRARY_PATH` at the bundle's own and keeps what stood there. The
    linker has read it by then, and our own executable sets it anew when it is started again.
    """
    if getattr(sys, "frozen", False):
        before = environment.pop(f"{_LIBRARIES}_ORIG", "")
        environment.pop(_LIBRARIES, None)
        if before:
            environment[_LIBRARIES] = before


def _head(git: Path) -> str:
    """The commit that is checked out; `.git` of a second working tree is a file that names its folder."""
    if git.is_file():
        git = git.parent / _read(git).removeprefix("gitdir: ")
    head = _read(git / "HEAD")
    if not head.startswith("ref: "):
        return head
    name = head.removeprefix("ref: ")
    for folder in (git, git / _read(git / "commondir")):
        if found := _read(folder / name):
            return found
        for line in _read(folder / "packed-refs").splitlines():
            if line.endswith(f" {name}"):
                return line.split()[0]
    return ""


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
