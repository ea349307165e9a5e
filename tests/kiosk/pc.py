"""A lab PC that tells of itself what a test wants to hear."""

from dataclasses import dataclass, field
from pathlib import Path

from typing_extensions import override

from app.kiosk.computer.computer import Computer, Idle, Volume

WIB_S = 7 * 3_600


@dataclass
class LabPc(Computer):
    """A PC with which nothing is wrong unless the test says so."""

    memory: int | None = 8_000_000_000
    disk: Volume | None = field(default_factory=lambda: Volume("ext4"))
    naps: tuple[Idle, ...] | None = ()
    zone_s: int = WIB_S
    running: tuple[Path, ...] | None = ()

    @override
    def memory_bytes(self) -> int | None:
        return self.memory

    @override
    def volume(self, folder: Path) -> Volume | None:
        return self.disk

    @override
    def idle(self) -> tuple[Idle, ...] | None:
        return self.naps

    @override
    def offset_s(self) -> int:
        return self.zone_s

    @override
    def kiosks(self) -> tuple[Path, ...] | None:
        return self.running
