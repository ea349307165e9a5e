"""What one platform can be asked to do. Everything that outlives the program is a named setting."""

from collections.abc import Mapping
from typing import Protocol


class System(Protocol):
    """One platform. Nothing here fails: what a machine does not offer is left out."""

    @property
    def wanted(self) -> Mapping[str, str]:
        """The settings that the kiosk changes, and to what."""
        ...

    def settings(self) -> Mapping[str, str]:
        """What those settings are now; one that this machine does not have is left out."""
        ...

    def set(self, name: str, value: str) -> None:
        """Change one of them."""
        ...

    def harden(self) -> None:
        """For this process alone: no core dumps, no dialogs of the system, no look into its memory."""
        ...

    def stay_awake(self) -> None:
        """Until this process ends: no sleep, no screen saver, where the machine may be asked for it."""
        ...

    def hold_window(self, handle: int) -> None:
        """For the window `handle` of this process: no screenshots of it, and no keys that lead away."""
        ...
