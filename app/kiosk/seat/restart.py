"""The restart test: does this machine still know after a restart what was written before it?

Lab PCs often forget at every restart what was written since their image was made ("deep freeze"). Answers
that lie there until the evening would be gone after a power cut. The machine cannot find that out alone: one
that has forgotten the test looks like one that was never tested, and one whose image holds an old test finds
that one. What remembers outside of it is the proctor: a test that is begun shows three words, the proctor
writes them down, restarts the machine, and afterwards compares. So

    untested --begin--> begun --another start of the machine--> kept --the words are the same--> passed
                                                                kept --other words--> forgot

A machine that says "untested" after a test was begun has forgotten. A real session starts only where the test
was passed once in this installation, or a proctor has waived it with a reason; practice is never asked.

What is known lies in one small file of the installation. The deeds of a proctor are in the journal first.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.base.canonical import JsonValue, canonical
from app.base.clock import Clock
from app.base.errors import Integrity, Problem, Refused
from app.base.ids import Digest, InstallationId, ProctorId
from app.base.session import Kind
from app.kiosk.places import RESTART
from app.kiosk.store.booth import Booth
from app.kiosk.store.log import happening, one_line
from app.seal.words import matching_words
from app.storage.files import read_file, write_atomic

WORDS = 3
MAX_REASON_CHARS = 300
_MAX_BYTES = 4_096
_MINUTE_MS = 60_000
_Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Minute = Annotated[int, Field(ge=0, lt=2**31)]  # since 1970; a calendar has a day for each of them


class Standing(StrEnum):
    """How the test stands."""

    UNTESTED = "untested"
    BEGUN = "begun"  # the machine has not been started anew since
    KEPT = "kept"  # it was, and a mark is there: the proctor compares the words
    PASSED = "passed"
    FORGOT = "forgot"  # the words were others
    WAIVED = "waived"


class Trial(BaseModel):
    """A test that was begun: its mark, and the start of the machine in which it was written."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    mark: _Mark
    boot: str
    awake_ms: int
    begun_utc_min: _Minute


class Record(BaseModel):
    """What lies on the disk. `trial` is the one that was begun last and has not ended."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    installation: str
    trial: Trial | None = None
    passed_utc_min: _Minute | None = None
    forgot: bool = False
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Restart:
    """What is known of the test. `words`: of the trial, empty without one; `passed_utc_ms`: 0 without."""

    standing: Standing
    words: tuple[str, ...] = ()
    passed_utc_ms: int = 0
    allows: bool = False
    """Whether a real session may start."""


def judged(record: Record, boot: str, awake_ms: int) -> Restart:
    """How the test stands in the start of the machine that `boot` names, `awake_ms` after it."""
    allows = record.waived or (record.passed_utc_min is not None and not record.forgot)
    passed = (record.passed_utc_min or 0) * _MINUTE_MS
    trial = record.trial
    if trial is not None:
        # A system without a number for its starts still has a clock that begins anew with each.
        anew = boot != trial.boot if boot and trial.boot else awake_ms < trial.awake_ms
        standing = Standing.KEPT if anew else Standing.BEGUN
        return Restart(standing, matching_words(Digest(trial.mark))[:WORDS], passed, allows)
    if record.waived:
        return Restart(Standing.WAIVED, (), passed, allows)
    if record.forgot:
        return Restart(Standing.FORGOT, (), passed, allows)
    standing = Standing.UNTESTED if record.passed_utc_min is None else Standing.PASSED
    return Restart(standing, (), passed, allows)


def look(folder: Path, installation: InstallationId, clock: Clock) -> Restart:
    """How the test stands in an installation; needs no key."""
    return judged(_read(folder, installation), clock.boot_id(), clock.monotonic_ms())


class RestartTest:
    """The test in one open booth: what a proctor does with it."""

    def __init__(self, booth: Booth) -> None:
        self._booth = booth

    @property
    def state(self) -> Restart:
        """How it stands now."""
        return look(self._booth.folder, self._booth.machine.installation, self._booth.clock)

    @property
    def allows(self) -> bool:
        """Whether a session may start: practice always may."""
        return self._booth.training or self.state.allows

    def begin(self, proctor: ProctorId | None) -> Refused | None:
        """Write a new mark; what was passed before stays passed until it turns out otherwise.

        Raises:
            Environment, Integrity: the disk refused; the test was not begun.
        """
        if proctor is None:
            return Refused("proctor.pin_needed")
        clock = self._booth.clock
        trial = Trial(
            mark=os.urandom(32).hex(),
            boot=clock.boot_id(),
            awake_ms=clock.monotonic_ms(),
            begun_utc_min=clock.utc_ms() // _MINUTE_MS,
        )
        self._write(self._record().model_copy(update={"trial": trial}))
        return None

    def compare(self, proctor: ProctorId | None, *, same: bool) -> Refused | None:
        """The proctor has compared the words with those that were written down before the restart."""
        if proctor is None:
            return Refused("proctor.pin_needed")
        if self.state.standing is not Standing.KEPT:
            return Refused("proctor.restart_not_yet")
        self._note(Kind.RESTART_KEPT if same else Kind.RESTART_FORGOT, {"proctor": proctor})
        minute = self._booth.clock.utc_ms() // _MINUTE_MS
        self._write(
            Record(
                installation=self._booth.machine.installation,
                passed_utc_min=minute if same else None,
                forgot=not same,
            )
        )
        return None

    def waive(self, proctor: ProctorId | None, reason: str) -> Refused | None:
        """Let sessions start without the test, for a reason that stands in the journal."""
        if proctor is None:
            return Refused("proctor.pin_needed")
        text = one_line(reason, MAX_REASON_CHARS)
        if not text:
            return Refused("proctor.restart_reason_needed")
        self._note(Kind.RESTART_WAIVED, {"proctor": proctor, "text": text})
        self._write(self._record().model_copy(update={"trial": None, "waived": True}))
        return None

    def _record(self) -> Record:
        return _read(self._booth.folder, self._booth.machine.installation)

    def _write(self, record: Record) -> None:
        write_atomic(self._booth.folder / RESTART, canonical(record.model_dump(mode="json")))

    def _note(self, kind: Kind, facts: Mapping[str, JsonValue]) -> None:
        """Once a trial: where the disk refused afterwards, the line is there when it is tried again."""
        try:
            lines, _ = self._booth.store.log()
        except Integrity:  # the panel says so; what is written now is not lost
            lines = ()
        trial = self._record().trial
        since = trial.begun_utc_min if trial is not None else self._booth.clock.utc_ms() // _MINUTE_MS
        if not any(
            line.kind == kind and line.facts == facts and line.at_utc_min >= since for line in lines[-1:]
        ):
            self._booth.store.note(happening(self._booth.clock.utc_ms(), kind, **facts))


def _read(folder: Path, installation: InstallationId) -> Record:
    """What lies there; a file that is none, or of another installation, proves nothing."""
    nothing = Record(installation=installation)
    try:
        record = Record.model_validate_json(read_file(folder / RESTART, _MAX_BYTES))
    except (Problem, ValidationError):
        return nothing
    return record if record.installation == installation else nothing
