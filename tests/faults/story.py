"""A day at one seat, step by step, and what has to be true of the disk after each step.

A child plays the story and tells its parent about every step before it begins and after the program has
said that it is done. Wherever the child was stopped, the parent then opens what lies on the disk, as the
program does after a restart, and compares: everything that was acknowledged is there, whole; what was under
way has happened or has not; nothing else. What has to be true after a step was read from an undisturbed
day, so no expectation here is written by hand.
"""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import HandClock
from app.base.errors import Environment, Refused
from app.base.ids import Nullifier, SeatId
from app.base.session import Category
from app.kiosk.seat.enrol import enrol_root, install_package, status, unlock
from app.kiosk.seat.handover import BATCH_SUFFIX, RECEIPT_SUFFIX, export, import_receipts
from app.kiosk.store.booth import Booth
from app.kiosk.store.database import CodeState
from app.questionnaire.route import Slot
from app.questionnaire.route import Step as QuestionStep
from app.seal.batch import read_batch
from app.seal.envelope import record_info, unpad
from app.seal.installation import Known
from app.seal.receipt import Receipt, write_receipt
from app.seal.stretch import derive
from app.seal.unseal import open_sealed
from app.sitting.events import Act, Choose, Clear, Consent, Final, Flag, GoTo, Review
from app.storage.database import check_database
from app.storage.drive import FolderDrive
from app.storage.trouble import said
from tests.kiosk.world import NOON, PIN, PROCTOR, Office, Room, Seat, office

SEAT = SeatId("01")
MOST_BATCH_BYTES = 10**7


@dataclass
class Play:
    """One seat and one stick, both below `folder`, and the program while it runs."""

    folder: Path
    office: Office
    running: Room | None = None

    @property
    def data_dir(self) -> Path:
        """The machine's own folder."""
        return self.folder / "machine"

    @property
    def stick(self) -> FolderDrive:
        """The proctor's stick."""
        return FolderDrive(self.folder / "stick")

    @property
    def room(self) -> Room:
        """The program, started when it is needed first."""
        if self.running is None:
            clock = HandClock(NOON)
            key = unlock(self.data_dir, self.office.card)
            assert not isinstance(key, Refused)
            self.running = Room(Seat(self.data_dir, self.office, key, clock))
        return self.running


Deed = Callable[[Play], object]


@dataclass(frozen=True)
class Step:
    """Something that one person does; what it returns is an acknowledgement, or a refusal."""

    name: str
    deed: Deed


def _enrol(play: Play) -> object:
    return enrol_root(play.data_dir, play.office.root)


def _install(play: Play) -> object:
    return install_package(play.data_dir, play.office.package, SEAT, play.office.card, HandClock(NOON))


def _proved(play: Play) -> object:
    return play.room.session.try_pin(PROCTOR, PIN)


def _session(act: Callable[[Play], object]) -> Deed:
    def deed(play: Play) -> object:
        _proved(play)
        return act(play)

    return deed


def _enter(number: int) -> Deed:
    return lambda play: play.room.desk.enter_code(play.office.codes[number])


def _choose(variable: str, value: int | str | tuple[int, ...]) -> Deed:
    return lambda play: play.room.desk.take(Choose(Slot(variable), value))


def _at_first(act: Callable[[QuestionStep], Act]) -> Deed:
    def deed(play: Play) -> object:
        sitting = play.room.desk.sitting
        assert sitting is not None
        return play.room.desk.take(act(sitting.steps[0]))

    return deed


def _beat(play: Play) -> None:
    play.room.seat.clock.advance(5_000)
    play.room.desk.heartbeat()


def _submit(final: Final) -> Deed:
    return lambda play: play.room.desk.submit(final)


def _leave(play: Play) -> None:
    play.room.desk.forget()


def _receipts(play: Play) -> object:
    """The office answers the last batch with a receipt for everything in it."""
    (name,) = play.stick.names(BATCH_SUFFIX)[-1:]
    booth = play.room.booth
    batch = read_batch(play.stick.read(name, MOST_BATCH_BYTES), Known({booth.package.digest: booth.document}))
    manifest = batch.manifest
    receipt = Receipt(
        round=manifest.round,
        package=manifest.package,
        seat=manifest.seat,
        installation=manifest.installation,
        seq=manifest.seq,
        batch=batch.digest,
        records=tuple(rid for rid, _ in batch.records()),
    )
    path = play.folder / "stick" / f"one{RECEIPT_SUFFIX}"
    with said():  # the office writes to the same stick
        path.write_bytes(write_receipt(receipt, play.office.import_key))
    return import_receipts(booth, play.stick)


def _switched_off(play: Play) -> None:
    if play.running is not None:
        play.running.close()
        play.running = None


def _begin_test(play: Play) -> object:
    """The proctor writes down three words."""
    _proved(play)
    outcome = play.room.session.restart.begin(PROCTOR)
    _switched_off(play)
    return outcome


def _compare_words(play: Play) -> object:
    """After a restart of the machine they are still the same."""
    play.room.seat.clock.reboot()
    _proved(play)
    outcome = play.room.session.restart.compare(PROCTOR, same=True)
    _switched_off(play)
    return outcome


INSTALLING = (
    Step("enrol", _enrol),
    Step("install", _install),
    Step("begin the restart test", _begin_test),
    Step("compare the words", _compare_words),
)
DAY = (
    Step("start", _session(lambda play: play.room.session.start("s1"))),
    Step("enter 0", _enter(0)),
    Step("consent 0", lambda play: play.room.desk.take(Consent())),
    Step("q1", _choose("q1", 2)),
    Step("beat", _beat),
    Step("q2", _choose("q2", "burung kenari di jendela " * 9)),
    Step("q3", _choose("q3", 1)),
    Step("flag", _at_first(lambda step: Flag(step, on=True))),
    Step("q1 again", _choose("q1", 3)),
    Step("back", _at_first(GoTo)),
    Step("q3 cleared", lambda play: play.room.desk.take(Clear(Slot("q3")))),
    Step("q3 anew", _choose("q3", 2)),
    Step("q4", _choose("q4", (1, 3))),
    Step("review", lambda play: play.room.desk.take(Review())),
    Step("submit 0", _submit(Final.COMPLETE)),
    Step("enter 1", _enter(1)),
    Step("consent 1", lambda play: play.room.desk.take(Consent())),
    Step("q1 of 1", _choose("q1", 1)),
    Step("1 goes away", _leave),
    Step("enter 2", _enter(2)),
    Step("declined 2", _submit(Final.DECLINED)),
    Step("note", _session(lambda play: play.room.session.note(Category.DISTURBANCE, "AC mati"))),
    Step("enter 3", _enter(3)),
    Step("consent 3", lambda play: play.room.desk.take(Consent())),
    Step("q1 of 3", _choose("q1", 3)),
    Step("pause", _session(lambda play: play.room.session.pause())),
    Step("go on", _session(lambda play: play.room.session.resume())),
    Step("end", _session(lambda play: play.room.session.end(PIN))),
    Step("export", lambda play: export(play.room.booth, play.stick)),
    Step("receipts", _receipts),
    Step("start again", _session(lambda play: play.room.session.start("s2"))),
    Step("enter 4", _enter(4)),
    Step("consent 4", lambda play: play.room.desk.take(Consent())),
    Step("q3 of 4", _choose("q3", -98)),
)
INSTALLED = "INSTALLED"
PEOPLE = 6  # slips that the story looks at; the last one is never used


# --- what lies on the disk ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Truth:
    """What a restarted program finds."""

    machine: str
    phase: str = ""
    slips: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    handed: tuple[str, ...] = ()


def truth(play: Play) -> Truth:
    """Open everything as after a restart, and read all there is.

    Raises:
        Problem: it is not whole.
    """
    try:
        key = unlock(play.data_dir, play.office.card)
    except Environment as trouble:
        if trouble.code != "enrol.nothing_installed":
            raise
        return Truth(status(play.data_dir).state.name)
    assert not isinstance(key, Refused)
    place = Seat(play.data_dir, play.office, key, HandClock(NOON))
    room = Room(place)
    try:
        check_database(room.booth.store._db)
        phase = room.booth.store.phase()[0].value
        lines = tuple(line.kind for line in room.booth.store.log()[0])
        return Truth(INSTALLED, phase, tuple(_slips(room)), lines, tuple(_handed(play, room.booth)))
    finally:
        room.close()


def _handed(play: Play, booth: Booth) -> Iterator[str]:
    known = Known({booth.package.digest: booth.document})
    for name in play.stick.names(BATCH_SUFFIX):
        manifest = read_batch(play.stick.read(name, MOST_BATCH_BYTES), known).manifest
        yield f"{manifest.seq}: {manifest.count}"


def _slips(room: Room) -> Iterator[str]:
    document, stretcher = room.booth.document, room.booth.package.stretcher
    sealed: Counter[str] = Counter()
    answers: dict[str, str] = {}
    for record, data in room.booth.store.records():
        info = record_info(room.booth.package.digest, record)
        response = json.loads(unpad(open_sealed(room.seat.office.private, data, info)))
        owner = response["nullifier"]
        sealed[owner] += 1
        answers[owner] = f"{response['state']} {response['answers']}"
    for code in room.seat.office.codes[:PEOPLE]:
        secrets = derive(code, document.salt, stretcher)
        state = room.booth.store.code_state(secrets.id)
        assert state is not None
        yield f"{state.name} {_held(room, code, state)} {_record(secrets.nullifier, sealed, answers)}"
    if sealed:
        yield f"{sealed.total()} records of nobody"


def _held(room: Room, code: str, state: CodeState) -> str:
    """What the draft of a slip holds; there is one just when the slip is in use."""
    secret = derive(code, room.booth.document.salt, room.booth.package.stretcher)
    draft = room.booth.store.draft_of(secret.id)
    if (draft is not None) != (state is CodeState.DRAFTING):
        return "half done"
    if draft is None:
        return ""
    phase = room.booth.store.phase()[0].value
    if phase != "running":
        return "a draft"  # nobody may enter now; that it opens is seen at other steps
    sitting = room.desk.enter_code(code)
    assert not isinstance(sitting, Refused)
    room.desk.forget()
    answers = sorted((slot.variable, value) for slot, value in sitting.answers.items())
    return f"{sitting.phase.name} {answers} {len(sitting.flags)} flags"


def _record(owner: Nullifier, sealed: Counter[str], answers: dict[str, str]) -> str:
    times = sealed.pop(owner.hex(), 0)
    return "no record" if not times else f"{times} record: {answers[owner.hex()]}"


# --- an undisturbed day -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Script:
    """A story, where it begins, and what is true before and after each of its steps."""

    steps: tuple[Step, ...]
    office: Office
    beginning: Path
    truths: tuple[Truth, ...]

    def begin(self, folder: Path) -> Play:
        """The beginning, in a folder of its own."""
        shutil.copytree(self.beginning, folder)
        return Play(folder, self.office)


def rehearse(folder: Path, *, installed: bool) -> Script:
    """Play the day through once, undisturbed, and read the disk after each step."""
    steps = DAY if installed else (*INSTALLING, *DAY)
    beginning = folder / "beginning"
    (beginning / "stick").mkdir(parents=True)
    made = office(slots=PEOPLE, codes=PEOPLE + 1)  # small, because it is opened thousands of times
    if installed:
        for step in INSTALLING:
            step.deed(Play(beginning, made))
    script = Script(steps, made, beginning, ())
    play = script.begin(folder / "rehearsal")
    truths = [_read_copy(play, folder / "copy")]
    for step in steps:
        outcome = step.deed(play)
        assert not isinstance(outcome, Refused), (step.name, outcome)
        truths.append(_read_copy(play, folder / "copy"))
    if play.running is not None:
        play.running.close()
    shutil.rmtree(play.folder)
    return Script(steps, made, beginning, tuple(truths))


def _read_copy(play: Play, folder: Path) -> Truth:
    shutil.copytree(play.folder, folder)
    try:
        return truth(Play(folder, play.office))
    finally:
        shutil.rmtree(folder)
