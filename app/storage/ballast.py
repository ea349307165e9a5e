"""A mebibyte put aside, freed when the disk is full, so that what is under way can be finished."""

import os
from pathlib import Path

from app.base.errors import Environment
from app.storage.files import discard, write_atomic

BALLAST_BYTES = 1024 * 1024  # a submit needs about 20 KiB for its rollback journal; a mebibyte is ample


class Ballast:
    """One file beside the database."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def aboard(self) -> bool:
        """Whether it is there: then a sitting may begin."""
        try:
            return self._path.stat().st_size == BALLAST_BYTES
        except OSError:
            return False

    def take(self) -> bool:
        """Put it aside if there is room; whether it is there now."""
        if not self.aboard:
            try:
                write_atomic(self._path, os.urandom(BALLAST_BYTES))
            except Environment:
                return False
        return self.aboard

    def drop(self) -> None:
        """Free the room."""
        discard(self._path)
