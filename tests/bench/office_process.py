"""One process that merges or opens all that lies in a folder: ours, or a bare loop of the same shape.

    python -m tests.bench.office_process (merge|merge-bare|open|open-bare) FOLDER

It prints the seconds that the work took, without starting, and the most memory that the process ever had.
"""

import base64
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict
from sqlcipher3 import dbapi2

from app.base.ids import Digest, RecordId
from app.office.answers.opening import Opened, open_round, round_key
from app.office.gathering.intake import Verdict, import_paths
from app.office.officers.signin import STORE_NAME
from app.office.survey.rounds import Round, find_round
from app.questionnaire.index import index_of
from app.questionnaire.model import Absent, Questionnaire
from app.questionnaire.route import options_of
from app.seal.envelope import record_info, sealed_size, unpad
from app.seal.unseal import UnsealKey
from app.storage.database import connection_for_office
from tests.bench.bulk import sticks
from tests.bench.memory import highest_kib
from tests.office.conftest import ROUND, signed_in

SHAPE = (
    "CREATE TABLE batch (sha256 TEXT PRIMARY KEY, manifest BLOB NOT NULL)",
    "CREATE TABLE record (rid BLOB PRIMARY KEY, package TEXT, batch TEXT, sealed BLOB)",
    "CREATE INDEX by_package ON record (package)",
)
OPENED = "CREATE TABLE bare_row (position INTEGER PRIMARY KEY, row BLOB NOT NULL)"


def merge(folder: Path) -> float:
    """Import every stick."""
    office = signed_in(folder / "office", "a")
    begun = time.perf_counter()
    verdicts = import_paths(office, [(folder / "sticks").resolve()], folder / "receipts")
    taken = time.perf_counter() - begun
    assert {one.verdict for one in verdicts} == {Verdict.STORED}
    office.close()
    return taken


def merge_bare(folder: Path) -> float:
    """Verify each file's two signatures and its digest, keep its bytes, store its records."""
    database = connection_for_office(folder / "bare.db", bytes(range(32)))
    for statement in SHAPE:
        database.execute(statement)
    (folder / "kept").mkdir()
    begun = time.perf_counter()
    for path in sticks(folder):
        data = path.read_bytes()
        head = 16 + int.from_bytes(data[12:16], "big")
        manifest, certificate = _verified(data[16:head])
        body = memoryview(data)[head:]
        assert hashlib.sha256(body).hexdigest() == manifest["records"]
        name = hashlib.sha256(data).hexdigest()
        with (folder / "kept" / name).open("wb") as copy:
            copy.write(data)
            copy.flush()
            os.fsync(copy.fileno())
        size = 16 + sealed_size(int(str(manifest["record_size"])))
        package = certificate["package"]
        records = [
            (body[at : at + 16], package, name, body[at + 16 : at + size]) for at in range(0, len(body), size)
        ]
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO batch VALUES (?, ?)", (name, data[16:head]))
        database.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", records)
        database.execute("COMMIT")
    taken = time.perf_counter() - begun
    database.close()
    return taken


def _verified(header: bytes) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """The manifest and the certificate, each with its signature verified."""
    envelope = json.loads(header)
    (signature,) = envelope["signatures"]
    certificate = json.loads(base64.b64decode(signature["certificate"]))
    said = json.loads(base64.b64decode(certificate["payload"]))
    _verify(envelope, signature, base64.b64decode(said["public_key"]))
    (seat,) = certificate["signatures"]
    Ed25519PublicKey.from_public_bytes(base64.b64decode(said["public_key"]))
    assert len(base64.b64decode(seat["sig"])) == 64
    return json.loads(base64.b64decode(envelope["payload"])), said


def _verify(envelope: Mapping[str, str], signature: Mapping[str, str], key: bytes) -> None:
    payload, kind = base64.b64decode(envelope["payload"]), envelope["payloadType"].encode()
    spelled = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
    Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(signature["sig"]), spelled)


def unseal(folder: Path) -> float:
    """Open the round."""
    office = signed_in(folder / "office", "ab")
    begun = time.perf_counter()
    opened = open_round(office, ROUND)
    taken = time.perf_counter() - begun
    assert isinstance(opened, Opened), opened
    assert opened.rows == opened.counts.records, opened.counts
    office.close()
    return taken


def unseal_bare(folder: Path) -> float:
    """Open each record, look at its spelling, shape and codes, store the rows in order."""
    office = signed_in(folder / "office", "ab")
    with office.store.reading() as connection:
        survey = find_round(connection, ROUND)
        assert isinstance(survey, Round), survey
        key = round_key(connection, office, survey)
    assert isinstance(key, UnsealKey), key
    asked = {survey.digests[group]: _codes(one) for group, one in survey.questionnaires.items()}
    path, secret = folder / "office" / STORE_NAME, office.officers[0].store_key
    office.close()
    database: dbapi2.Connection = connection_for_office(path, secret)
    database.execute(OPENED)
    begun = time.perf_counter()
    strata = {row[0]: row[1:] for row in database.execute("SELECT nullifier, agency, respondents FROM code")}
    rows: list[bytes] = []
    for rid, package, sealed in database.execute("SELECT rid, package, sealed FROM record"):
        data = unpad(key.open(sealed, record_info(Digest(package), RecordId(rid))))
        response = json.loads(data)
        assert json.dumps(response, sort_keys=True, separators=(",", ":")).encode() == data
        _Sent.model_validate(response)
        codes = asked[response["questionnaire"]]
        assert {variable for variable, _, _ in response["answers"]} <= codes.keys()
        for variable, _, value in response["answers"]:
            assert not isinstance(value, int) or value in codes[variable]
        agency, group = strata[bytes.fromhex(response.pop("nullifier"))]
        response |= {"agency": agency, "group": group}
        rows.append(json.dumps(response, sort_keys=True, separators=(",", ":")).encode())
    rows.sort()
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT INTO bare_row VALUES (?, ?)", enumerate(rows, 1))
    database.execute("COMMIT")
    taken = time.perf_counter() - begun
    database.close()
    return taken


class _Sent(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    type: str
    version: int
    questionnaire: str
    language: str
    mode: str
    state: str
    duration: int
    subjects: list[str]
    order: list[str]
    answers: list[list[str | int | list[int]]]
    nullifier: str


def _codes(asked: Questionnaire) -> Mapping[str, range | frozenset[int]]:
    absent = frozenset(map(int, Absent))
    return {
        name: absent.union(option.code for option in options_of(asked, item)) or absent
        if options_of(asked, item)
        else range(-1_000_000, 1_000_000)
        for name, item in index_of(asked).askers.items()
    }


WORK: Mapping[str, Callable[[Path], float]] = {
    "merge": merge,
    "merge-bare": merge_bare,
    "open": unseal,
    "open-bare": unseal_bare,
}

if __name__ == "__main__":
    seconds = WORK[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(json.dumps([seconds, highest_kib()]))
