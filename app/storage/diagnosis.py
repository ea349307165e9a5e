"""What somebody who helps may be sent: one ZIP of plain text about program and machine, and of nothing else.

It holds what its makers put in by name: versions, what was checked, the log, and which files lie in the data
folder with their sizes. It opens none of those files. A path below a person's folder is written with `~`.
"""

import errno
import io
import json
import platform
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from app.base.build import version
from app.storage.log import files_of

_SINCE = (1980, 1, 1, 0, 0, 0)  # what a ZIP can write first: when a file was made is nobody's business
_MOST_FILES = 2_000


def diagnosis(
    checks: Sequence[str], settings: Mapping[str, str], data: Path, logs: Path, home: Path | None = None
) -> bytes:
    """The ZIP: `checks` are lines as they were said, `settings` what was chosen and where it was said."""
    home = _home() if home is None else home
    facts = {
        "version": version(),
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "bundle": bool(getattr(sys, "frozen", False)),
        # Before they are written as JSON, which spells some letters of a name in another way.
        "settings": {name: _without(home, value) for name, value in settings.items()},
    }
    texts = {
        "program.json": json.dumps(facts, indent=2, sort_keys=True),
        "checks.txt": "\n".join(checks),
        "files.txt": "\n".join(_listed(data)),
    }
    with suppress(OSError):  # a log that cannot be read is no reason to write nothing
        for path in files_of(logs):
            texts[path.name] = path.read_text("utf-8", "replace")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name, _SINCE), _without(home, text).encode("utf-8", "replace"))
    return out.getvalue()


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # an account without a folder
        return None


def _without(home: Path | None, text: str) -> str:
    """The text with `~` for the person's folder, but where that is the root of everything."""
    if home is None or home == home.parent:
        return text
    return re.sub(rf"{re.escape(str(home))}(?!\w)", "~", text)


def _listed(folder: Path) -> list[str]:
    """What lies there: path and size, never a byte of it."""
    found: list[str] = []
    try:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and not path.is_symlink():
                found.append(f"{path.stat().st_size:>12} {path.relative_to(folder).as_posix()}")
            if len(found) >= _MOST_FILES:
                break
    except OSError as error:  # the folder itself may be what ails the machine
        found.append(errno.errorcode.get(error.errno or 0, "OSError"))
    return found
