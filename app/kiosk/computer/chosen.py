"""The computer that this program runs on."""

import sys
from functools import lru_cache

from app.kiosk.computer.computer import Computer
from app.kiosk.computer.elsewhere import Elsewhere


@lru_cache
def this_computer() -> Computer:
    """The one `Computer` of this process."""
    if sys.platform == "win32":
        from app.kiosk.computer.windows import Windows, kind_of_volume, memory_of_kernel

        return Windows(memory_of_kernel, kind_of_volume)
    elif sys.platform == "linux":  # noqa: RET505 - a type checker follows only one branch
        from app.kiosk.computer.linux import Linux

        return Linux()
    else:
        return Elsewhere()
