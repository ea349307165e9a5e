"""The notice that Law 27 of 2022 asks for after personal data got out: printed, and filled in by pen."""

import datetime as dt
from pathlib import Path

from app.base.clock import WIB, Clock
from app.base.sentences import Language, say
from app.paper.bureau.breach import BreachNotice, breach_notice
from app.storage.files import make_folder, write_atomic


def write_notice(office: str, known: dt.datetime | None, out: Path, language: Language, clock: Clock) -> Path:
    """Write the notice into `out`; `known`: when the failure became known, from which the deadline counts.

    Raises:
        Environment: the disk refused.
    """
    made = breach_notice(BreachNotice(office, known), language)
    make_folder(out)
    day = dt.datetime.fromtimestamp(clock.utc_ms() / 1000, WIB).date()
    file = out / f"{say(language, 'breach.file')}-{day:%Y%m%d}.pdf"
    write_atomic(file, made)
    return file
