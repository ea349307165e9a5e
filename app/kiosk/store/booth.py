"""One installed seat with its database open: what every use case is given."""

from dataclasses import dataclass, field
from pathlib import Path

from app.base.canonical import canonical
from app.base.clock import Clock
from app.base.ids import AgencyCode, Digest, SeatId
from app.kiosk.store.database import Machine, Store
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import from_canonical
from app.seal.package import Package, PackageDocument, PlannedSession


@dataclass(frozen=True, slots=True)
class Booth:
    """`folder` holds this installation's files; `machine` is what its database says it is."""

    folder: Path
    store: Store
    machine: Machine
    package: Package
    clock: Clock
    _asked: dict[Digest, Questionnaire] = field(default_factory=dict, repr=False, compare=False)

    @property
    def document(self) -> PackageDocument:
        """The package's contents."""
        return self.package.document

    @property
    def seat(self) -> SeatId:
        """The label of this seat."""
        return self.machine.seat

    @property
    def training(self) -> bool:
        """Whether everything here is practice: every screen says so."""
        return self.document.training

    @property
    def agencies(self) -> tuple[AgencyCode, ...]:
        """The agencies of the round, in the package's order."""
        return tuple(AgencyCode(agency.code) for agency in self.document.agencies)

    def questionnaire(self, digest: Digest) -> Questionnaire:
        """A questionnaire of the package."""
        if digest not in self._asked:
            # Verified with the package: its digest is that of exactly this spelling.
            text = canonical(self.document.questionnaires[digest])  # type: ignore[arg-type]
            self._asked[digest] = from_canonical(text)
        return self._asked[digest]

    def longest_ms(self) -> int | None:
        """The longest budget of all questionnaires, looked up without reading them; None without limits."""
        texts = [text for text in self.document.questionnaires.values() if isinstance(text, dict)]
        limits = [limit for text in texts if isinstance(limit := text.get("time_limit_ms"), int)]
        return max(limits, default=None)

    def planned(self, session: str) -> PlannedSession | None:
        """A planned session by its id."""
        return next((planned for planned in self.document.sessions if planned.id == session), None)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()
