"""DRAFT: an unfinished answer opens with its own slip only, and a sealed one no longer with that.

The thief has the PC with its database's key, the package, the proctor card, slips of others and a slip of
their own, but not the slip of the sitting that lies there. They try as thieves do: every secret they hold,
as it is and expanded for every purpose, as the key of everything that is stored; slips of others; slips that
differ from the right one in a symbol or two, or end like it; the rows of the victim under their own slip, and
their own under the victim's; and the stored pieces against each other, in case a nonce was used twice. After
the end, whichever it was, who does hold the slip tries every byte of every page and of the journal. The
mutants wrap the key under something public, and only delete what has to be overwritten.
"""

import hashlib
import itertools
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Integrity, Problem, Refused
from app.base.ids import CodeId
from app.kiosk.places import DATABASE
from app.kiosk.store.database import Draft
from app.kiosk.store.log import VoidReason
from app.seal.aead import NONCE_BYTES, open_bytes
from app.seal.codes import ALPHABET, LENGTH, check, new_code
from app.seal.package import open_card
from app.seal.stretch import CodeSecrets, derive, expand
from app.sitting.events import Consent, Final, Review
from app.storage.database import Database
from tests.campaign.hunt import Found, Hunt
from tests.faults import spoilt
from tests.faults.playing import Prepare, apart
from tests.kiosk.pages_of_disk import everything, journal
from tests.kiosk.world import PIN, PROCTOR, Room, Seat, office, seat

SEED = 20_261_127
SECRET_WORD = "kenari-kuning-8731"
VICTIM, SPENT, OWN = 0, 1, 2
WRAP_BYTES = 60
LABELS = (
    "bilik/code/id/v1",
    "bilik/code/draft/v1",
    "bilik/code/null/v1",
    "bilik/card/v1",
    "bilik/pin/v1",
)
FEW = 200  # guesses at least, however many the other attempts are
PARTS = ("wrap", "opening", "beat", "payload")
ENDS: dict[str, Callable[[Room], object]] = {
    "complete": lambda room: room.desk.submit(Final.COMPLETE),
    "ended": lambda room: room.desk.submit(Final.ENDED),
    "voided": lambda room: room.session.void(VoidReason.WITHDRAWN, spare=True),
    "abandoned": lambda room: room.desk.forget(),
}
Attempt = tuple[str, Callable[[], bytes | None]]


def hunt(size: int, folder: Path, spoil: Prepare | None = None) -> Found:
    """Try at least `size` ways into an unfinished answer, then look with the slip for what was left of it."""
    place = seat(folder / "machine", office(slots=3, codes=6))
    apart(lambda: _begin(place, spoil))
    loot = Loot.taken(place)
    faults: list[str] = []
    tried = 0
    held = [*loot.attempts(), *loot.transplants()]
    for said, attempt in itertools.chain(held, loot.guesses(max(FEW, size - len(held)))):
        tried += 1
        if attempt() is not None:
            faults.append(f"opened by {said}")
    if len([*openings(place, VICTIM)]) != 1:
        faults.append("the search with the slip is blind")
    for end in ENDS:
        shutil.copytree(place.data_dir, folder / end)
        ended = Seat(folder / end, place.office, place.key, place.clock)
        apart(lambda end=end, ended=ended: _finish(ended, end, spoil))  # type: ignore[misc]
        faults += [f"{end}: opened with the slip at byte {at}" for at in openings(ended, VICTIM)]
    return Found(
        tried, faults, f"{len(faults)} opened in {tried} attempts, and with the slip after {len(ENDS)} ends"
    )


def _begin(place: Seat, spoil: Prepare | None) -> None:
    """The sitting of the victim, one that is over, and one of the thief's own."""
    if spoil is not None:
        spoil()
    room = Room(place).start()
    room.seal(SPENT)
    for number, word in ((OWN, "punya pencuri"), (VICTIM, SECRET_WORD)):
        room.enter(number)
        room.desk.take(Consent())
        room.answer("q1", 2)
        room.answer("q2", word)
        room.desk.heartbeat()
        room.desk.forget()
    room.close()


def _finish(place: Seat, end: str, spoil: Prepare | None) -> None:
    if spoil is not None:
        spoil()
    room = Room(place)
    room.enter(VICTIM)
    for name, value in (("q1", 1), ("q3", 2), ("q4", (1,))):
        room.answer(name, value)
    room.desk.take(Review())
    assert room.session.try_pin(PROCTOR, PIN) == PROCTOR
    ENDS[end](room)
    room.session.end(PIN)
    room.close()


@dataclass(frozen=True)
class Loot:
    """What the thief carries home."""

    place: Seat
    package: bytes
    salt: bytes
    victim: CodeSecrets  # of which the thief knows the public id alone
    draft: Draft
    own: Draft
    secrets: dict[str, bytes]

    @classmethod
    def taken(cls, place: Seat) -> "Loot":
        booth = place.booth()
        document, stretcher = booth.document, booth.package.stretcher
        slips = [derive(code, document.salt, stretcher) for code in place.office.codes]
        card = open_card(document, place.office.card, stretcher)
        assert not isinstance(card, Refused)
        secrets = {
            "nothing": bytes(32),
            "the database's key": place.key,
            "the machine's key": booth.machine.signing_key,
            "the package's digest": bytes.fromhex(booth.package.digest),
            "the package's salt": document.salt,
            "the office's import key": document.import_key,
            "the card": stretcher.stretch(place.office.card, document.salt),
            "the card in its place": stretcher.stretch(place.office.card, document.card.salt),
            **{f"the key of seat {each.id}": each.private_key for each in card.seats},
            **{f"the PIN of {each.id}": each.pin[-32:] for each in card.proctors},
            **{f"the number of slip {number}": slip.id for number, slip in enumerate(slips)},
        }
        for number in (SPENT, OWN):
            secrets[f"the key of slip {number}"] = slips[number].wrap
            secrets[f"the nullifier of slip {number}"] = slips[number].nullifier
        draft, own = booth.store.draft_of(slips[VICTIM].id), booth.store.draft_of(slips[OWN].id)
        assert draft is not None
        assert own is not None
        booth.close()
        package = bytes.fromhex(booth.package.digest)
        return cls(place, package, document.salt, slips[VICTIM], draft, own, secrets)

    def attempts(self) -> Iterator[Attempt]:
        """Every secret, in every shape, on everything that is stored; and the stored pieces on each other."""
        for name, secret in self.secrets.items():
            for shape, key in _shapes(secret):
                for part, stored, purpose in self._stored():
                    yield f"{name} ({shape}) on the {part}", self._with(key, stored, purpose)
        pieces = [stored for _, stored, _ in self._stored()]
        others = [self.own.wrap, self.own.opening, self.own.beat, *self.own.events]
        for one, other in itertools.combinations([*pieces, *others], 2):
            yield "a nonce used twice", lambda one=one, other=other: _same_nonce(one, other)  # type: ignore[misc]

    def guesses(self, count: int) -> Iterator[Attempt]:
        """Slips that differ in a symbol or two, that end like it, and any others."""
        chance = random.Random(SEED)
        code = self.place.office.codes[VICTIM]
        stretcher = self.place.booth().package.stretcher
        for number in range(count):
            guess = _like(code, number, chance)
            key = derive(guess, self.salt, stretcher).wrap
            yield f"a slip like it, {guess}", self._with(key, self.draft.wrap, b"key")

    def transplants(self) -> Iterator[Attempt]:
        """Some of the victim's rows under the thief's slip: the program itself is to open them."""
        for many in range(1, len(PARTS) + 1):
            for parts in itertools.combinations(PARTS, many):
                yield f"its {' and '.join(parts)} under another slip", lambda parts=parts: self._moved(parts)  # type: ignore[misc]

    def _stored(self) -> Iterator[tuple[str, bytes, bytes]]:
        yield "wrap", self.draft.wrap, b"key"
        yield "opening", self.draft.opening, b"opening"
        yield "beat", self.draft.beat, b"beat"
        for seq, payload in enumerate(self.draft.events, start=1):
            yield f"event {seq}", payload, b"event%d" % seq

    def _with(self, key: bytes, stored: bytes, purpose: bytes) -> Callable[[], bytes | None]:
        associated = associated_with(self.package, self.victim.id) + purpose

        def attempt() -> bytes | None:
            try:
                return open_bytes(key, stored, associated)
            except Integrity:
                return None

        return attempt

    def _moved(self, parts: Sequence[str]) -> bytes | None:
        folder = self.place.data_dir.with_name("moved")
        shutil.copytree(self.place.data_dir, folder)
        room = Room(Seat(folder, self.place.office, self.place.key, self.place.clock))
        database = room.booth.store._db
        with database.transaction():
            for part in parts:
                _move(database, part, self.draft.id, self.own.id)
        try:
            sitting = room.enter(OWN)
            return SECRET_WORD.encode() if SECRET_WORD in sitting.answers.values() else None
        except Problem:
            return None
        finally:
            room.close()
            shutil.rmtree(folder)


def _move(database: Database, part: str, victim: int, own: int) -> None:
    if part == "payload":
        database.change(
            "UPDATE events SET payload ="
            " (SELECT e.payload FROM events e WHERE e.draft = ? AND e.seq = events.seq) WHERE draft = ?",
            victim,
            own,
        )
        return
    column = {"wrap": "wrap", "opening": "opening", "beat": "beat"}[part]
    database.change(
        f"UPDATE drafts SET {column} = (SELECT {column} FROM drafts WHERE id = ?) WHERE id = ?",  # noqa: S608
        victim,
        own,
    )


def _shapes(secret: bytes) -> Iterator[tuple[str, bytes]]:
    key = secret if len(secret) == 32 else hashlib.sha256(secret).digest()
    yield "as it is", key
    yield "hashed", hashlib.sha256(secret).digest()
    for label in LABELS:
        yield label, expand(key, label)


def _same_nonce(one: bytes, other: bytes) -> bytes | None:
    return one[:NONCE_BYTES] if one[:NONCE_BYTES] == other[:NONCE_BYTES] else None


def _like(code: str, number: int, chance: random.Random) -> str:
    """Another code that a machine takes: near to this one, with the same last symbols, or any."""
    while number % 4 != 3:
        symbols = list(code)
        places = range(LENGTH - 4) if number % 4 == 2 else chance.sample(range(LENGTH), 2)
        for place in places:
            symbols[place] = chance.choice(ALPHABET)
        like = "".join(symbols)
        if like != code and check(like):
            return like
    return new_code(chance.randrange)


def associated_with(package: bytes, code: CodeId) -> bytes:
    """What every piece of a draft is bound to."""
    return b"bilik/draft/v1\x00" + package + code


def openings(place: Seat, number: int) -> Iterator[int]:
    """Where on the disk the key of a sitting opens with its slip, tried at every byte of every page."""
    booth = place.booth()
    secret = derive(place.office.codes[number], booth.document.salt, booth.package.stretcher)
    associated = associated_with(bytes.fromhex(booth.package.digest), secret.id) + b"key"
    booth.close()
    path = place.folder / DATABASE
    log = path.with_name(f"{DATABASE}-journal")
    data = everything(path, place.key) + (journal(log, place.key) if log.exists() else b"")
    for start in range(len(data) - WRAP_BYTES + 1):
        if not any(data[start : start + NONCE_BYTES]):  # no nonce is all zeros, but most of an empty page is
            continue
        try:
            open_bytes(secret.wrap, data[start : start + WRAP_BYTES], associated)
        except Integrity:
            continue
        yield start


HUNTS = (
    Hunt("DRAFT", "all but the slip; and the slip, too late", "0 opened", 1_000, 10_000, hunt, shim=True),
    Hunt(
        "DRAFT",
        "wraps the key under the slip's number",
        "opened",
        1_000,
        1_000,
        lambda size, folder: hunt(size, folder, spoilt.wrapping_under_the_number),
        mutant=True,
        shim=True,
    ),
    Hunt(
        "DRAFT",
        "only deletes what has to be overwritten",
        "opened",
        1_000,
        1_000,
        lambda size, folder: hunt(size, folder, spoilt.only_deleting),
        mutant=True,
        shim=True,
    ),
)
