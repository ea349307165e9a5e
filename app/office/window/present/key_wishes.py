"""What a person may wish on the page of the keys."""

from dataclasses import dataclass
from pathlib import Path

from app.base.ids import Digest, RoundId, SeatId


@dataclass(frozen=True, slots=True)
class Try:
    """Let both officers open every key, to prove that they can."""


@dataclass(frozen=True, slots=True)
class Print:
    """Write the paper copies anew."""


@dataclass(frozen=True, slots=True)
class Open:
    """Show a paper, to print it."""

    path: Path


@dataclass(frozen=True, slots=True)
class Drill:
    """Compare the lines that were typed from paper."""


@dataclass(frozen=True, slots=True)
class PickSeat:
    """This seat is meant."""

    package: Digest
    seat: SeatId


@dataclass(frozen=True, slots=True)
class Revoke:
    """Revoke the seat that is meant."""


@dataclass(frozen=True, slots=True)
class PickRound:
    """The key of this round is meant."""

    round: RoundId


@dataclass(frozen=True, slots=True)
class DestroyKey:
    """Destroy the key that is meant."""


@dataclass(frozen=True, slots=True)
class Recover:
    """Recover what lies in a kiosk's folder."""


@dataclass(frozen=True, slots=True)
class Rotate:
    """Replace the officer who is neither here nor the second one."""
