"""CANARY: what people typed is nowhere on the disk, not even for who holds the database's key and the card.

People type words and numbers that exist nowhere else, and the program dies in the middle, at a request to
the disk drawn by chance, with its journal hot. At once, and again when everybody has been sealed, the session
ended and everything exported, every file is searched: those of the machine, the stick, the home and the
temporary folder, and the pages of the database and of its journal as they are under the key. Searched for
are the words and numbers, also half typed, the slips and what follows from them, the card and the PIN, each
in every spelling that programs use. A second hunt lets robots sit at the program's own windows and kills
those. The mutants write one answer into the session's journal, and keep drafts readable.
"""

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Refused
from app.kiosk.places import DATABASE
from app.kiosk.seat.enrol import unlock
from app.kiosk.seat.handover import Handed, export
from app.questionnaire.read import from_canonical, read_yaml, to_canonical
from app.questionnaire.route import Slot
from app.seal.codes import pretty
from app.seal.stretch import derive
from app.sitting.events import Choose, Consent, Final, Review
from app.storage.drive import FolderDrive
from tests.campaign.hunt import Found, Hunt
from tests.faults import spoilt
from tests.faults.playing import Prepare, chance, played
from tests.faults.shim import CHANGES, Manner, Shim
from tests.faults.story import Play, Step
from tests.kiosk.pages_of_disk import everything, journal
from tests.kiosk.world import PIN, PROCTOR, Office, Room, Seat, office, seat
from tests.soak.people import answers, asked
from tests.soak.robot import Queue
from tests.soak.soak import Plan, soak

SEED = 20_261_127
PEOPLE = 3
REQUESTS = 400  # more than the first person and half of the second make
ASKED = b"""
schema_version: 1
id: kenari
version: "1.0"
title: {id: Uji}
languages: [id]
respondent_group: internal
absent: [-98, -99]
sections:
  - id: one
    title: {id: Satu}
    items:
      - {id: t1, kind: text, max_chars: 300, text: {id: Pertama}}
      - {id: n1, kind: number, min: 10000000, max: 99999999, text: {id: Kedua}}
      - {id: t2, kind: text, max_chars: 300, text: {id: Ketiga}}
"""


@dataclass(frozen=True)
class Person:
    """What one person types, unlike anything else in the world."""

    word: str
    number: int
    sentence: str

    @classmethod
    def of(cls, number: int) -> "Person":
        drawn = chance(number)
        word = "".join(drawn.choices("bcdfghjklmnprstvwz", k=14))
        sentence = f"amplop {''.join(drawn.choices('bcdfghjklmnprstvwz', k=12))} – é"
        return cls(word, drawn.randint(10_000_000, 99_999_999), sentence)

    @property
    def typed(self) -> list[str]:
        """All of it, and what was there when half of it was typed."""
        return [self.word[:8], str(self.number), self.sentence[7:19]]


def spellings(text: str) -> Iterator[bytes]:
    """A text as programs write it."""
    plain = text.encode()
    for data in (plain, text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield data
        yield data.hex().encode()
        yield data.hex().upper().encode()
        yield data[::-1]
        for before in range(3):  # base64 depends on how many bytes stand before it
            middle = base64.b64encode(bytes(before) + data)[4 if before else 0 : -4]
            if len(middle) >= 8:  # less is found anywhere by chance
                yield middle


def raw(secret: bytes) -> Iterator[bytes]:
    """Some bytes as programs write them."""
    yield secret
    yield secret.hex().encode()
    yield base64.b64encode(secret)[:-4]


def contents(folder: Path, key: bytes) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder as it lies there, and databases and their journals as the key shows them."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield path.name, path.read_bytes()
        if path.name == DATABASE:
            yield f"pages of {path.name}", everything(path, key)
        if path.name == f"{DATABASE}-journal":
            yield f"pages of {path.name}", journal(path, key)


def hits(folder: Path, key: bytes, wanted: dict[str, list[bytes]]) -> list[str]:
    """Where something of it was found."""
    return [
        f"{what} in {where}"
        for where, data in contents(folder, key)
        for what, spelled in wanted.items()
        if any(each in data for each in spelled)
    ]


def hunt(size: int, folder: Path, spoil: Prepare | None = None) -> Found:
    """Kill and finish `size` sessions, and search after each."""
    made = office(slots=6, codes=6, asked=to_canonical(read_yaml(ASKED)))
    beginning = folder / "beginning"
    place = seat(beginning / "machine", made)
    Room(place).start().close()
    for name in ("stick", "home", "temporary"):
        (beginning / name).mkdir()
    drawn = chance(SEED)
    faults: list[str] = []
    hot = 0
    for number in range(size):
        shutil.copytree(beginning, folder / "day")
        play = Play(folder / "day", made)
        nth = drawn.randint(1, REQUESTS)
        _play(play, nth, spoil)
        hot += any(path.stat().st_size for path in play.folder.rglob("*-journal"))
        wanted = _wanted(place, made)
        seen = hits(play.folder, place.key, wanted)
        _play(play, 0, spoil)
        seen += hits(play.folder, place.key, wanted)
        faults += [f"session {number}, killed at request {nth}: {each}" for each in seen]
        faults += _blind(play.folder, place.key)
        shutil.rmtree(play.folder)
        if faults and spoil is not None:
            break
    return Found(size, faults, f"{len(faults)} hits in {size} sessions, {hot} with a hot journal")


def _play(play: Play, nth: int, spoil: Prepare | None) -> None:
    """Let a child play the session; it dies at the `nth` request, or comes to the end."""

    def prepare() -> None:
        if spoil is not None:
            spoil()
        os.environ.update(HOME=str(play.folder / "home"), TMPDIR=str(play.folder / "temporary"))
        os.chdir(play.folder / "home")
        shim = Shim()
        shim.watch(play.folder)
        shim.arm(CHANGES, nth, Manner.DIE_HALF)

    told = played(play, (Step("session", _session),), prepare)
    assert not told.broke, told.broke
    assert nth or told.done, "the session did not come to its end"


def _session(play: Play) -> None:
    room = play.room
    if room.booth.store.phase()[0] == "ended":
        return
    for number in range(PEOPLE):
        person = Person.of(number)
        taken = room.desk.enter_code(play.office.codes[number])
        if isinstance(taken, Refused):  # sealed before the program died
            continue
        room.desk.take(Consent())
        values = (
            ("t1", person.word[:8]),
            ("t1", person.word),
            ("n1", person.number),
            ("t2", person.sentence),
        )
        for name, value in values:
            assert not isinstance(room.desk.take(Choose(Slot(name), value)), Refused)
            room.desk.heartbeat()
        if number == 2:
            continue  # the session ends in the middle of it
        room.desk.take(Review())
        room.desk.submit(Final.COMPLETE)
    assert room.session.try_pin(PROCTOR, PIN) == PROCTOR
    room.session.end(PIN)
    assert isinstance(export(room.booth, FolderDrive(play.folder / "stick")), Handed)


def _wanted(place: Seat, made: Office) -> dict[str, list[bytes]]:
    booth = place.booth()
    document, stretcher = booth.document, booth.package.stretcher
    booth.close()
    found = {
        f"what person {number} typed": [each for text in Person.of(number).typed for each in spellings(text)]
        for number in range(PEOPLE)
    }
    for number in range(PEOPLE):
        code = made.codes[number]
        secrets = derive(code, document.salt, stretcher)
        found[f"slip {number}"] = [*spellings(code), *spellings(pretty(code))]
        found[f"what follows from slip {number}"] = [*raw(secrets.nullifier), *raw(secrets.wrap)]
    found["the card"] = [*spellings(made.card), *spellings(pretty(made.card))]
    found["the PIN"] = list(spellings(PIN))
    found["the database's key"] = list(raw(place.key))
    return found


def _blind(folder: Path, key: bytes) -> list[str]:
    """The search has to find what is there for who holds the key."""
    seen = hits(folder, key, {"the tables": [b"CREATE TABLE slots"]})
    return [] if seen == [f"the tables in pages of {DATABASE}"] else ["the search is blind"]


# --- through the program's own windows ----------------------------------------------------------------------


def windows_hunt(sittings: int, folder: Path) -> Found:
    """Let robots sit at real windows, one of which is killed, and search for what they answered."""
    plan = Plan(sittings, 10, max(1, sittings // 15), SEED)
    with _at_home(folder):
        outcome = soak(plan, folder)
    queue = folder / "queue"
    card, codes = Queue(queue).cards()
    shutil.rmtree(queue)  # the robots' own notes
    key = unlock(folder / "data", card)
    assert not isinstance(key, Refused)
    questionnaire = from_canonical(asked(plan.items))
    wanted = {"the card": [*spellings(card), *spellings(pretty(card))]}
    for number, code in enumerate(codes):
        texts = [value for value in answers(number, questionnaire).values() if isinstance(value, str)]
        wanted[f"what person {number} typed"] = [each for text in texts for each in spellings(text)]
        wanted[f"slip {number}"] = [*spellings(code), *spellings(pretty(code))]
    faults = [*outcome.problems, *hits(folder, key, wanted), *_blind(folder, key)]
    return Found(sittings, faults, f"{len(faults)} hits, {outcome.killed.total()} windows killed")


@contextmanager
def _at_home(folder: Path) -> Iterator[None]:
    """Whatever the processes leave at home or among temporary files lies below this folder."""
    before = dict(os.environ)
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        place = folder / name.lower()
        place.mkdir(mode=0o700)
        os.environ[name] = str(place)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


HUNTS = (
    Hunt("CANARY", "what was typed, after crashes, ends and exports", "0 hits", 20, 400, hunt, shim=True),
    Hunt("CANARY", "the same through windows that are killed", "0 hits", 3, 30, windows_hunt),
    Hunt(
        "CANARY",
        "notes an answer in the journal",
        "hits",
        15,
        15,
        lambda size, folder: hunt(size, folder, spoilt.noting_an_answer),
        mutant=True,
        shim=True,
    ),
    Hunt(
        "CANARY",
        "keeps drafts readable",
        "hits",
        15,
        15,
        lambda size, folder: hunt(size, folder, spoilt.keeping_drafts_readable),
        mutant=True,
        shim=True,
    ),
)
