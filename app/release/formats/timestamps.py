"""Writers put the minute of their running into a file; a release puts the day of its run there instead.

Where the minute stands is part of each format: offsets of the SPSS system file's header (PSPP, System File
Format, 2013), the `<timestamp>` of a Stata 118 file, and the entries of a ZIP archive.
"""

import datetime as dt
import io
import zipfile
from pathlib import Path

from app.base.errors import Bug

_SPSS_DATE, _SPSS_LABEL = 92, 109  # 9 bytes "dd mmm yy", 8 bytes "hh:mm:ss", then the file's label
_STATA_TAG = b"<timestamp>\x11"
_STATA_LENGTH = 17  # "dd Mon yyyy hh:mm"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_spss(path: Path, day: dt.date) -> None:
    """Date an SPSS file `day`, midnight."""
    stamp = f"{day.day:02} {_MONTHS[day.month - 1]} {day.year % 100:02}00:00:00".encode()
    with path.open("r+b") as file:
        if file.read(4) != b"$FL2":
            raise Bug("release.format", file=path.name)
        file.seek(_SPSS_DATE)
        file.write(stamp[: _SPSS_LABEL - _SPSS_DATE])


def date_stata(path: Path, day: dt.date) -> None:
    """Date a Stata file `day`, midnight."""
    with path.open("r+b") as file:
        place = file.read(1024).find(_STATA_TAG)
        if place < 0:
            raise Bug("release.format", file=path.name)
        file.seek(place + len(_STATA_TAG))
        file.write(f"{day.day:02} {_MONTHS[day.month - 1]} {day.year} 00:00".encode()[:_STATA_LENGTH])


def dated_zip(data: bytes, day: dt.date) -> bytes:
    """The same archive with every entry dated `day`, in the same order."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            named = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 0, 0, 0))
            named.compress_type = zipfile.ZIP_DEFLATED
            named.create_system = 3  # the same on every system
            named.external_attr = 0o600 << 16
            new.writestr(named, old.read(entry))
    return made.getvalue()
