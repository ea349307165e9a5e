"""What a drive carries of a room: the verified batches and journals of all its seats.

Any seat of the room can ask: it takes the package, which every seat has, and the files of a drive, whichever
seat they came from. It opens no answer. What does not verify, or is missing, is left out and becomes a
sentence for the minutes; nothing is left out without one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.base.chain import Head
from app.base.errors import Integrity, Problem
from app.base.ids import Digest
from app.base.sentences import Sentence
from app.kiosk.room.sheet import Sheet, read_sheets
from app.kiosk.seat.handover import BATCH_SUFFIX
from app.seal.batch import MAX_HEADER_BYTES, Manifest, read_batch
from app.seal.envelope import sealed_size
from app.seal.installation import Known
from app.seal.logbook import LOGBOOK_SUFFIX, MAX_LOGBOOK_BYTES, Logbook, read_logbook
from app.seal.package import PackageDocument
from app.storage.drive import Drive

_RECORD_ID_BYTES = 16
_PREFIX_BYTES = 16
_FOREIGN = "seal.unknown_signer"  # of another room, which may use the same stick
_Key = tuple[str, str]  # seat, installation


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A batch that verified, under the name that it has on the drive."""

    name: str
    manifest: Manifest
    digest: Digest
    words: tuple[str, ...]
    size_bytes: int

    @property
    def head(self) -> Head:
        """How far its kiosk's journal was when it was made."""
        return Head(self.manifest.journal_length, Digest(self.manifest.journal_head))


@dataclass(frozen=True, slots=True)
class Installed:
    """One installation at a seat: its batches from the first to the newest, and its journal if it agrees."""

    seat: str
    installation: str
    batches: tuple[BatchFile, ...]
    journal: Logbook | None
    journal_name: str = ""


@dataclass(frozen=True, slots=True)
class OnDrive:
    """All that a drive holds of one package. `silent`: seats of the package without a file that verified.

    `sheets`: what was counted in sessions whose minutes were printed onto the drive, by session.
    """

    document: PackageDocument
    installed: tuple[Installed, ...]
    silent: tuple[str, ...]
    remarks: tuple[Sentence, ...]
    sheets: Mapping[str, Sheet] = field(default_factory=dict)


def read_drive(document: PackageDocument, package: Digest, drive: Drive) -> OnDrive:
    """Verify every batch and journal on `drive` that could be of this package.

    Raises:
        Environment: the drive cannot even be listed.
    """
    known = Known({package: document})
    remarks: list[Sentence] = []
    batches = _batches(known, document, drive, remarks)
    journals = _journals(known, drive, remarks)
    installed = [
        _installed(some, journals.get(key), remarks)
        for key, some in sorted(batches.items(), key=lambda item: item[0])
    ]
    present = {each.seat for each in installed}
    silent = tuple(seat.id for seat in document.seats if seat.id not in present)
    return OnDrive(document, tuple(installed), silent, tuple(remarks), read_sheets(document, drive))


def _batches(
    known: Known, document: PackageDocument, drive: Drive, remarks: list[Sentence]
) -> dict[_Key, list[BatchFile]]:
    records = document.policy.slots * (_RECORD_ID_BYTES + sealed_size(document.policy.record_size))
    limit = _PREFIX_BYTES + MAX_HEADER_BYTES + records
    found: dict[_Key, dict[int, BatchFile]] = defaultdict(dict)
    for name in drive.names(BATCH_SUFFIX):
        try:
            batch = read_batch(drive.read(name, limit), known)
        except Problem as trouble:
            remarks.append(_refused(name, trouble))
            continue
        manifest = batch.manifest
        held = found[manifest.seat, manifest.installation]
        if manifest.seq in held and held[manifest.seq].digest != batch.digest:
            remarks.append(
                Sentence(
                    "minutes.remark_fork",
                    {"seat": manifest.seat, "one": held[manifest.seq].name, "two": name},
                )
            )
            continue
        held.setdefault(manifest.seq, BatchFile(name, manifest, batch.digest, batch.words, batch.size_bytes))
    return {key: [held[seq] for seq in sorted(held)] for key, held in found.items()}


def _refused(name: str, trouble: Problem) -> Sentence:
    if trouble.code == _FOREIGN:
        return Sentence("minutes.remark_foreign", {"name": name})
    if isinstance(trouble, Integrity):
        return Sentence("minutes.remark_damaged", {"name": name})
    return Sentence("minutes.remark_unreadable", {"name": name})


def _journals(known: Known, drive: Drive, remarks: list[Sentence]) -> dict[_Key, tuple[str, Logbook]]:
    """The longest journal of every installation."""
    found: dict[_Key, tuple[str, Logbook]] = {}
    for name in drive.names(LOGBOOK_SUFFIX):
        try:
            journal = read_logbook(drive.read(name, MAX_LOGBOOK_BYTES), known)
        except Problem as trouble:
            remarks.append(_refused(name, trouble))
            continue
        key = (journal.seat, journal.installation)
        held = found.get(key)
        if held is None:
            found[key] = (name, journal)
            continue
        shared = min(len(held[1].spelled), len(journal.spelled))
        if held[1].spelled[:shared] != journal.spelled[:shared]:
            remarks.append(
                Sentence("minutes.remark_two_stories", {"seat": journal.seat, "one": held[0], "two": name})
            )
        elif len(journal.spelled) > shared:
            found[key] = (name, journal)
    return found


def _installed(
    batches: Sequence[BatchFile], journal: tuple[str, Logbook] | None, remarks: list[Sentence]
) -> Installed:
    manifest = batches[-1].manifest
    where: dict[str, str | int] = {"seat": manifest.seat, "name": batches[-1].name}
    if journal is None:
        remarks.append(Sentence("minutes.remark_no_journal", where))
        return Installed(manifest.seat, manifest.installation, tuple(batches), None)
    if not all(journal[1].agrees(batch.head) for batch in batches):
        remarks.append(Sentence("minutes.remark_journal_contradicts", where))
        return Installed(manifest.seat, manifest.installation, tuple(batches), None)
    return Installed(manifest.seat, manifest.installation, tuple(batches), journal[1], journal[0])
