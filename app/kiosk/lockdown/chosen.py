"""The platform of this machine."""

import sys
from functools import lru_cache

from app.kiosk.lockdown.elsewhere import Elsewhere
from app.kiosk.lockdown.system import System


@lru_cache
def here() -> System:
    """The one `System` of this process."""
    if sys.platform == "win32":
        from app.kiosk.lockdown.windows import RealDesk, Windows

        return Windows(RealDesk())
    elif sys.platform == "linux":  # noqa: RET505 - a type checker follows only one branch
        from app.kiosk.lockdown.linux import Linux

        return Linux()
    else:
        return Elsewhere()
