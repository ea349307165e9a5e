"""Where a kiosk keeps its files.

lock                       held by the keeper
log/                       what the program tells of itself: no answer, code or name
lockdown.json              what settings of the machine were before the kiosk changed them
roots/0001.json, ...       the enrolled root and the roots that followed it
current.json               which installation is in use
installations/<name>/      one per package and seat:
    package.bilikpkg       as it came
    certificate.json       what the seat key says about this installation; names it
    database-key.json      the database key, wrapped for the card and for the office's recovery
    bilik.db               the encrypted database; it exists last and whole, or not at all
    ballast.bin            freed when the disk is full
    restart.json           how the restart test stands
"""

from dataclasses import dataclass
from pathlib import Path

from app.base.ids import Digest, SeatId

DATABASE = "bilik.db"
DATABASE_KEY = "database-key.json"
CERTIFICATE = "certificate.json"
PACKAGE = "package.bilikpkg"
BALLAST = "ballast.bin"
RESTART = "restart.json"


@dataclass(frozen=True, slots=True)
class Places:
    """The paths under one data folder."""

    data_dir: Path

    @property
    def lock(self) -> Path:
        """The file of the instance lock."""
        return self.data_dir / "lock"

    @property
    def lockdown(self) -> Path:
        """The file of what has to be given back to the machine."""
        return self.data_dir / "lockdown.json"

    @property
    def log(self) -> Path:
        """The folder of the program's own log."""
        return self.data_dir / "log"

    @property
    def current(self) -> Path:
        """The file that names the installation in use."""
        return self.data_dir / "current.json"

    @property
    def roots(self) -> Path:
        """The folder of enrolled roots."""
        return self.data_dir / "roots"

    def root(self, number: int) -> Path:
        """The file of the root with this number."""
        return self.roots / f"{number:04}.json"

    @property
    def installations(self) -> Path:
        """The folder of installations."""
        return self.data_dir / "installations"

    @staticmethod
    def name(package: Digest, seat: SeatId) -> str:
        """The name of an installation's folder."""
        return f"{package[:16]}-{seat}"
