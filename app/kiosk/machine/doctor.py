"""What ails this machine, in words; and a file for whoever helps, with no code, answer or name in it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from app.base.check import Check
from app.base.clock import SystemClock
from app.base.sentences import Sentence
from app.kiosk.machine.checkup import self_test
from app.kiosk.places import Places
from app.kiosk.settings_file import Chosen
from app.storage.diagnosis import diagnosis
from app.storage.files import make_folder, write_atomic

_NAMELESS = {"selftest.machine"}
"""Checks whose words hold what people chose: the round and the place. The file has only how they ended."""


def doctor(chosen: Chosen, out: Path, tell: Callable[[Sentence | Check], None]) -> int:
    """Look at everything, tell each finding, and write the file into `out`; 0 when nothing is wrong."""
    settings = chosen.settings
    tell(Sentence("doctor.data", {"folder": str(settings.data_dir)}))
    there = "doctor.settings" if chosen.file.is_file() else "doctor.no_settings"
    tell(Sentence(there, {"file": str(chosen.file)}))
    lines: list[str] = []

    def both(found: Sentence | Check) -> None:
        tell(found)
        if isinstance(found, Check):
            nameless = found.name.key in _NAMELESS
            lines.append(
                f"{found.outcome.value} {found.name.key}" if nameless else found.spoken(settings.language)
            )

    code = self_test(settings, both)
    said = {
        "data": str(settings.data_dir),
        "file": str(chosen.file),
        "file_there": str(chosen.file.is_file()),
        "language": settings.language.value,
        "windowed": str(settings.windowed),
        "share": str(settings.share is not None),
    }
    moment = dt.datetime.fromtimestamp(SystemClock().utc_ms() / 1000, dt.UTC)
    file = out / f"bilik-diagnosis-{moment:%Y%m%d-%H%M}.zip"
    make_folder(out)
    write_atomic(file, diagnosis(lines, said, settings.data_dir, Places(settings.data_dir).log))
    tell(Sentence("doctor.written", {"file": str(file)}))
    return code
