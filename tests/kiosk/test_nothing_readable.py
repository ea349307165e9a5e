"""What remains on the disk: with the database key, the card code and the slip in hand."""

from itertools import count
from pathlib import Path

import pytest

from app.base.errors import Integrity
from app.base.ids import Digest
from app.kiosk.seat.handover import export
from app.kiosk.store.database import DraftId
from app.seal.aead import open_bytes
from app.seal.codes import pretty
from app.seal.stretch import CodeSecrets, derive
from app.sitting.events import Consent, Final
from app.storage.drive import FolderDrive
from tests.faults.canary import spellings
from tests.faults.thief import openings
from tests.kiosk.pages_of_disk import everything
from tests.kiosk.world import SLOTS, Room, Seat, office, seat

CANARY = "kenari-kuning-8731"


def secrets_of(place: Seat, number: int) -> CodeSecrets:
    package = place.booth().package
    return derive(place.office.codes[number], package.document.salt, package.stretcher)


def wraps(place: Seat, number: int) -> int:
    """How often the key of a draft can be opened with its slip, tried at every byte of every page."""
    return len([*openings(place, number)])


def test_the_pages_are_really_read(tmp_path: Path) -> None:
    place = seat(tmp_path)
    data = everything(place.folder / "bilik.db", place.key)
    assert b"CREATE TABLE slots" in data
    assert data.count(secrets_of(place, 0).id) == 2  # in its row and in its index


def test_after_the_submit_nothing_of_the_answers_or_of_the_key_is_left(tmp_path: Path) -> None:
    place = seat(tmp_path / "seat")
    room = Room(place).start()
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q2", CANARY)
    room = Room(place)  # the program died
    room.enter(0)
    room.answer("q2", CANARY + " lagi")
    draft = room.booth.store.draft_of(secrets_of(place, 0).id)
    assert draft is not None
    assert wraps(place, 0) == 1  # the search finds what there is
    room.desk.submit(Final.ENDED)
    room.seal(1, CANARY)
    room.end()
    (tmp_path / "stick").mkdir()
    export(room.booth, FolderDrive(tmp_path / "stick"))
    room.close()

    assert wraps(place, 0) == 0
    pages = everything(place.folder / "bilik.db", place.key)
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for wanted in (CANARY, place.office.codes[0], pretty(place.office.codes[0]), place.office.card):
        for spelled in spellings(wanted):
            assert spelled not in pages
            assert not [data for data in files if spelled in data]
    assert draft.wrap not in pages
    assert not [payload for payload in draft.events if payload[:40] in pages]
    assert not pages.count(secrets_of(place, 0).nullifier)


def test_a_draft_opens_only_with_its_own_slip(tmp_path: Path) -> None:
    place = seat(tmp_path)
    room = Room(place).start()
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q2", CANARY)
    assert CANARY.encode() not in everything(place.folder / "bilik.db", place.key)
    assert wraps(place, 1) == 0
    room.close()


def test_the_database_does_not_grow_with_answers(tmp_path: Path) -> None:
    place = seat(tmp_path)
    room = Room(place).start()
    size = (place.folder / "bilik.db").stat().st_size
    for number in range(SLOTS):
        room.seal(number, "x" * 300)
    assert (place.folder / "bilik.db").stat().st_size == size
    room.close()


def test_drafts_are_numbered_by_chance(tmp_path: Path) -> None:
    place = seat(tmp_path, office(codes=30))
    room = Room(place).start()
    ids: list[DraftId] = []
    for number in count():
        room.enter(number)
        draft = room.booth.store.draft_of(secrets_of(place, number).id)
        assert draft is not None
        ids.append(draft.id)
        room.desk.forget()
        if number == 5:
            break
    assert len(set(ids)) == 6
    assert max(ids) > 2**40
    room.close()


def test_an_abandoned_draft_is_erased_when_the_session_ends(tmp_path: Path) -> None:
    place = seat(tmp_path)
    room = Room(place).start()
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q2", CANARY)
    draft = room.booth.store.draft_of(secrets_of(place, 0).id)
    room.desk.forget()  # the program died, and nobody came back
    assert room.end() == 1
    pages = everything(place.folder / "bilik.db", place.key)
    assert draft is not None
    assert draft.wrap not in pages
    assert wraps(place, 0) == 0
    room.close()


def test_the_digest_of_the_package_binds_every_draft(tmp_path: Path) -> None:
    place = seat(tmp_path)
    room = Room(place).start()
    room.enter(0)
    secret = secrets_of(place, 0)
    draft = room.booth.store.draft_of(secret.id)
    assert draft is not None
    other = Digest("00" * 32)
    with pytest.raises(Integrity):
        open_bytes(secret.wrap, draft.wrap, b"bilik/draft/v1\x00" + bytes.fromhex(other) + secret.id + b"key")
    room.close()
