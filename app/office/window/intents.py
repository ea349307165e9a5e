"""What a person at the office's window may wish, beyond what single pages ask for."""

from dataclasses import dataclass, field
from pathlib import Path

from app.base.ids import RoundId
from app.base.sentences import Language


@dataclass(frozen=True, slots=True)
class Go:
    """To the page of this name, and there do `then`."""

    section: str
    then: object = None


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak this language from now on."""

    language: Language


@dataclass(frozen=True, slots=True)
class Typed:
    """The field of this name holds this text now."""

    name: str
    text: str = field(repr=False)  # may be a passphrase


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files or folders were let fall onto the place of this name."""

    name: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sign in with what has been typed."""


@dataclass(frozen=True, slots=True)
class FindOffice:
    """Look for the folder of another office."""


@dataclass(frozen=True, slots=True)
class HoldCeremony:
    """Begin the ceremony of a new office."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Lock the window; whoever comes next signs in."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Close the program."""


@dataclass(frozen=True, slots=True)
class StopJob:
    """Stop what is being done in the background."""

    number: int


@dataclass(frozen=True, slots=True)
class ChooseRound:
    """Work on this round."""

    survey: RoundId


@dataclass(frozen=True, slots=True)
class Sticks:
    """The places where sticks are have changed."""

    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Refresh:
    """Look again at how everything stands."""
