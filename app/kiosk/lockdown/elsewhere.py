"""A platform that the kiosk knows nothing about: what every Unix knows."""

import sys
from collections.abc import Mapping

from typing_extensions import override

from app.kiosk.lockdown.system import System


class Elsewhere(System):
    """No settings, no keys; only core dumps are off where the system knows them."""

    @property
    @override
    def wanted(self) -> Mapping[str, str]:
        return {}

    @override
    def settings(self) -> Mapping[str, str]:
        return {}

    @override
    def set(self, name: str, value: str) -> None:
        return

    @override
    def harden(self) -> None:
        if sys.platform != "win32":
            import resource

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    @override
    def stay_awake(self) -> None:
        return

    @override
    def hold_window(self, handle: int) -> None:
        return
