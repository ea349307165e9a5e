"""Four kinds of trouble, each with a stable code whose sentence stands in the catalogues.

- `Bug`: we are wrong. Crash page, log, stop.
- `Environment`: disk, stick, clock, memory. A sentence with advice; nothing is lost.
- `Integrity`: bytes are not what they claim to be. Quarantine; never "continue anyway".
- `Refused`: a rule says no. It is a value that is returned, not raised.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Field = str | int


class Problem(Exception):  # noqa: N818 - the kinds below are the names a reader meets
    """A trouble with a stable code (`domain.reason`) and the values its sentence needs."""

    def __init__(self, code: str, /, **fields: Field) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields: Mapping[str, Field] = MappingProxyType(fields)


class Bug(Problem):
    """The program is wrong; nothing the user did caused it."""


class Environment(Problem):
    """The machine around the program failed or refused; what was stored is safe."""


class Integrity(Problem):
    """Bytes are not what they claim to be."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule said no: the code of the sentence that says which, and its values."""

    code: str
    fields: Mapping[str, Field] = field(default_factory=dict)
