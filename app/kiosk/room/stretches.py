"""The sessions of one installation, one after the other, and what each adds to the counts. Pure.

A batch counts over the whole package, so that a session adds what its last batch counts more than the last
batch before it; the journal says at which line it began. A session after which nothing was exported before
the next one began, or only a copy made while it ran, cannot be told from the next: both are counted there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.base.chain import Line
from app.base.session import Kind, begins
from app.kiosk.room.carried import BatchFile, Installed
from app.seal.batch import Manifest


@dataclass(frozen=True, slots=True)
class Tally:
    """Slips entered at a seat, and of the voided ones how many got another in their place.

    `restarts`: how often a slip that was begun elsewhere began anew here, as the proctor journalled it.
    """

    sealed: int = 0
    abandoned: int = 0
    voided: int = 0
    replaced: int = 0
    restarts: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.sealed + other.sealed,
            self.abandoned + other.abandoned,
            self.voided + other.voided,
            self.replaced + other.replaced,
            self.restarts + other.restarts,
        )

    def __sub__(self, other: "Tally") -> "Tally":
        return self + Tally(-other.sealed, -other.abandoned, -other.voided, -other.replaced, -other.restarts)

    @property
    def used(self) -> int:
        """Slips that were entered, each as often as it was."""
        return self.sealed + self.abandoned + self.voided

    @property
    def twice(self) -> int:
        """Slips that are counted twice: abandoned at one seat, and begun anew at another.

        A seat that died leaves nothing abandoned until its own file comes.
        """
        return min(self.restarts, self.abandoned)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One session at one installation, until another begins there.

    `lines`: all of it; `batch`: the last one made in it; `adds`: what that counts more than what was counted
    before; `joined`: its counts, or the rest of them, are in the next stretch.
    """

    session: str
    lines: tuple[Line, ...]
    batch: BatchFile | None
    adds: Tally
    joined: bool


def stretches(installed: Installed) -> tuple[Stretch, ...]:
    """The sessions of an installation in the order in which they ran; none where no journal agrees."""
    if installed.journal is None:
        return ()
    lines = installed.journal.lines
    starts = list(begins(lines))
    found: list[Stretch] = []
    counted = Tally()
    for at, (first, session) in enumerate(starts):
        last = at + 1 == len(starts)
        beyond = len(lines) + 1 if last else starts[at + 1][0]
        inside = [each for each in installed.batches if first <= each.manifest.journal_length < beyond]
        batch = inside[-1] if inside else None
        joined = not last and (batch is None or batch.manifest.emergency)
        adds = Tally()
        if batch is not None and not joined:
            adds = tally(batch.manifest, lines) - counted
            counted += adds
        own = tuple(line for line in lines if first <= line.number < beyond)
        found.append(Stretch(session, own, batch, adds, joined))
    return tuple(found)


def counted_together(rooms: Iterable[Sequence[Stretch]], session: str) -> frozenset[str]:
    """The sessions that cannot be told from `session` at every seat, and itself."""
    pairs = [(one.session, other.session) for room in rooms for one, other in pairwise(room) if one.joined]
    found = {session}
    while more := {each for pair in pairs if found & set(pair) for each in pair} - found:
        found |= more
    return frozenset(found)


def tally(manifest: Manifest, lines: Sequence[Line] = ()) -> Tally:
    """What a batch counts, with what its journal tells until then."""
    told = [line for line in lines if line.number <= manifest.journal_length]
    replaced = sum(line.kind == Kind.VOIDED and line.facts.get("spare") is True for line in told)
    return Tally(
        sealed=sum(stratum.used for stratum in manifest.strata),
        abandoned=sum(stratum.abandoned for stratum in manifest.strata),
        voided=manifest.voided,
        replaced=min(replaced, manifest.voided),
        restarts=sum(line.kind == Kind.RESTARTED for line in told),
    )


def all_of(tallies: Iterable[Tally]) -> Tally:
    """Their sum."""
    return sum(tallies, Tally())
