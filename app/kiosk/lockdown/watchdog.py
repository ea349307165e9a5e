"""What a setting was is on the disk before it is changed, so that it can always be given back.

The record lies in the data folder. The first value that was found stays in it until it is given back: a start
after a crash finds the settings as the kiosk wanted them, and does not take those for the machine's own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from app.base.canonical import canonical
from app.base.errors import Problem
from app.kiosk.lockdown.system import System
from app.storage.files import discard, read_file, write_atomic

MAX_BYTES = 4096
_Value = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}( [0-9]{1,10}){0,3}$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    was: dict[str, _Value]


class Watchdog:
    """Changes what the kiosk needs on this machine, and gives it back."""

    def __init__(self, record: Path, system: System) -> None:
        self._record = record
        self._system = system

    def engage(self) -> bool:
        """Write down what is, then change it; False: it could not be written down, nothing changed."""
        was = {**self._system.settings(), **self._left()}
        if not was:
            return True
        try:
            write_atomic(self._record, canonical({"was": dict(sorted(was.items()))}))
        except Problem:
            return False
        for name, value in self._system.wanted.items():
            if name in was:
                self._system.set(name, value)
        return True

    def give_back(self) -> tuple[str, ...]:
        """Make everything as it was before; which settings that were."""
        was = self._left()
        for name, value in was.items():
            self._system.set(name, value)
        discard(self._record)
        return tuple(was)

    def _left(self) -> Mapping[str, str]:
        known = self._system.wanted
        try:
            record = _Record.model_validate_json(read_file(self._record, MAX_BYTES))
        except (Problem, ValidationError):  # none, or not ours: there is nothing that could be given back
            return {}
        return {name: value for name, value in record.was.items() if name in known}
