"""Recovering a kiosk whose card code or machine is lost: two officers, its folder, the recovery key.

The database is copied and only the copy is opened. What it still holds becomes one batch, signed with the
installation's own key that lies in it, and is merged like any other, flagged as recovered. Drafts cannot be
read with any key of the office; they are counted as abandoned.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.chain import follow
from app.base.errors import Integrity, Refused
from app.base.ids import CodeId, Digest, InstallationId, RecordId
from app.office.gathering.intake import FileVerdict, import_paths
from app.office.officers.keyring import passphrases
from app.office.officers.signin import Office
from app.office.survey.packaging import load_packages
from app.seal.batch import BatchFacts, StratumCount, build_batch
from app.seal.envelope import database_info
from app.seal.installation import Certificate, Known, verify_certificate
from app.seal.logbook import LOGBOOK_SUFFIX, LogbookDocument, write_logbook
from app.seal.package import PackageDocument
from app.seal.sign import SigningKey
from app.seal.trio import unwrap_pair
from app.seal.unseal import recover_database_key
from app.storage import journal
from app.storage.database import Database, Value
from app.storage.files import make_folder, read_file, write_atomic

DATABASE = "bilik.db"
DATABASE_KEY = "database-key.json"
CERTIFICATE = "certificate.json"
RECOVERED = "recovered"
APP_VERSION = "recovery-1"
_SMALL_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class _Kiosk:
    """What is read from a kiosk's database."""

    signing_key: bytes
    certificate: bytes
    states: Sequence[tuple[CodeId, str]]
    records: Sequence[tuple[RecordId, bytes]]
    last_seq: int
    last_digest: Digest
    journal: tuple[bytes, ...]


def recover_folder(office: Office, folder: Path) -> tuple[FileVerdict, ...] | Refused:
    """Read every installation in a kiosk's data folder into batches, and merge them.

    Raises:
        Integrity: a key or database is not what it claims to be; nothing was merged from it.
        Environment: the disk refused.
    """
    if (refused := office.two()) is not None:
        return refused
    places = sorted(path.parent for path in folder.rglob(DATABASE_KEY) if (path.parent / DATABASE).is_file())
    if not places:
        return Refused("office.nothing_to_recover", {"folder": str(folder)})
    private = unwrap_pair(office.keyring.recovery, passphrases(office.officers[:2]))
    if isinstance(private, Refused):
        return private
    with office.store.reading() as connection:
        packages = load_packages(connection, office)
    known = Known({digest: one.document for digest, one in packages.items()})
    out = office.folder / RECOVERED
    make_folder(out)
    files = [_recover(place, private, known, out) for place in places]
    with office.store.writing() as connection:
        office.acted(connection, "recover", {"files": [file.name for file in files]})
    return import_paths(office, files, recovered=True)


def _recover(place: Path, private: bytes, known: Known, out: Path) -> Path:
    certificate = verify_certificate(read_file(place / CERTIFICATE, _SMALL_BYTES), known)
    digest = Digest(certificate.package)
    info = database_info(digest, InstallationId(certificate.installation))
    key = recover_database_key(private, read_file(place / DATABASE_KEY, _SMALL_BYTES), info)
    with tempfile.TemporaryDirectory(dir=out) as passing:
        copy = Path(passing) / DATABASE
        for name in (DATABASE, f"{DATABASE}-journal"):  # a transaction cut short is undone in the copy
            if (place / name).exists():
                shutil.copyfile(place / name, copy.with_name(name))
        database = Database(copy, key)
        try:
            kiosk = _read(database)
        finally:
            database.close()
    data = _batch(kiosk, certificate, known.packages[digest])
    path = out / f"{certificate.installation}-{kiosk.last_seq + 1}.bilik"
    write_atomic(path.with_suffix(LOGBOOK_SUFFIX), _logbook(kiosk, certificate))
    write_atomic(path, data)
    return path


def _read(database: Database) -> _Kiosk:
    machine = database.row("SELECT signing_key, certificate FROM machine")
    last = database.row("SELECT seq, digest FROM exports ORDER BY seq DESC LIMIT 1")
    match machine, last or (0, ""):
        case (bytes(signing_key), bytes(certificate)), (int(seq), str(digest)):
            return _Kiosk(
                signing_key,
                certificate,
                tuple(_states(database.rows("SELECT id, state FROM codes"))),
                tuple(_records(database.rows("SELECT rid, sealed FROM slots WHERE state = 's'"))),
                seq,
                Digest(digest),
                journal.spelled(database),
            )
        case _:
            raise Integrity("office.kiosk_unknown_shape")


def _states(rows: Sequence[tuple[Value, ...]]) -> Iterator[tuple[CodeId, str]]:
    for row in rows:
        match row:
            case (bytes(name), str(state)):
                yield CodeId(name), state
            case _:
                raise Integrity("office.kiosk_unknown_shape")


def _records(rows: Sequence[tuple[Value, ...]]) -> Iterator[tuple[RecordId, bytes]]:
    for row in rows:
        match row:
            case (bytes(rid), bytes(sealed)):
                yield RecordId(rid), sealed
            case _:
                raise Integrity("office.kiosk_unknown_shape")


def _batch(kiosk: _Kiosk, certificate: Certificate, document: PackageDocument) -> bytes:
    head = follow(kiosk.journal)[1][-1]
    facts = BatchFacts(
        round=document.round_id,
        package=certificate.package,
        seal_key=document.seal_key_digest,
        seat=certificate.seat,
        installation=certificate.installation,
        seq=kiosk.last_seq + 1,
        previous=kiosk.last_digest,
        final=True,  # nobody will export from this database again
        emergency=True,
        strata=_strata(kiosk, document),
        voided=sum(state == "v" for _, state in kiosk.states),
        record_size=document.policy.record_size,
        journal_length=head.length,
        journal_head=head.digest,
        app_version=APP_VERSION,
        planned_date=max(session.date for session in document.sessions),
    )
    return build_batch(facts, kiosk.records, SigningKey(kiosk.signing_key), kiosk.certificate)


def _logbook(kiosk: _Kiosk, certificate: Certificate) -> bytes:
    document = LogbookDocument(
        package=certificate.package,
        seat=certificate.seat,
        installation=certificate.installation,
        lines=kiosk.journal,
    )
    return write_logbook(document, SigningKey(kiosk.signing_key), kiosk.certificate)


def _strata(kiosk: _Kiosk, document: PackageDocument) -> tuple[StratumCount, ...]:
    entries = {code.id: (code.agency, code.group) for code in document.codes}
    if not entries.keys() >= {name for name, _ in kiosk.states}:
        raise Integrity("office.kiosk_unknown_shape")
    used = Counter(entries[name] for name, state in kiosk.states if state == "s")
    # A draft in progress can never be finished now.
    left = Counter(entries[name] for name, state in kiosk.states if state in {"a", "d"})
    return tuple(
        StratumCount(agency=agency, group=group, used=used[agency, group], abandoned=left[agency, group])
        for agency, group in sorted(used.keys() | left.keys())
    )
