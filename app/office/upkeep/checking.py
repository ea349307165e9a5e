"""Looking at everything that the office keeps: pages, references, the chain of acts, the kept bytes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.office.gathering.incoming import EVIDENCE, QUARANTINE
from app.office.officers.signin import Office
from app.office.store.audit import read_acts
from app.office.survey.packaging import Report, quiet

_DIGEST_CHARS = 64


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at; `wrong` are kept files whose bytes are not those that their names say."""

    acts: int
    files: int
    wrong: tuple[str, ...]


def check_office(office: Office, progress: Report = quiet) -> Checked:
    """Read every page of the store, every act, and every byte that was kept.

    Raises:
        Integrity: the store itself is damaged, or its chain of acts is broken.
    """
    office.store.check()
    with office.store.reading() as connection:
        acts = len(read_acts(connection))
    kept = list(_kept(office.folder))
    wrong = []
    for done, path in enumerate(kept):
        progress(done, len(kept))
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != path.name[:_DIGEST_CHARS]:
                wrong.append(path.relative_to(office.folder).as_posix())
    progress(len(kept), len(kept))
    return Checked(acts, len(kept), tuple(wrong))


def _kept(folder: Path) -> Iterator[Path]:
    """Files that are named by the digest of their bytes."""
    for name in (EVIDENCE, QUARANTINE):
        for path in sorted((folder / name).glob("*")):
            stem = path.name[:_DIGEST_CHARS]
            named = len(stem) == _DIGEST_CHARS and all(c in "0123456789abcdef" for c in stem)
            if path.is_file() and named and not path.name.endswith(".json"):
                yield path
