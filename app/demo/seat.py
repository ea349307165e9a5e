"""One lab PC without a screen: the kiosk's own use cases, moved by a script instead of by hands."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.base.clock import HandClock
from app.base.errors import Bug, Refused
from app.base.ids import AgencyCode, ProctorId, SeatId
from app.base.session import Category, Kind
from app.demo.people import Person
from app.kiosk.seat.desk import Desk, Sealed
from app.kiosk.seat.enrol import enrol_root, install_package, open_booth
from app.kiosk.seat.handover import Handed, Purged, export, import_receipts
from app.kiosk.seat.proctor import Session
from app.kiosk.store.booth import Booth
from app.kiosk.store.log import happening
from app.questionnaire.expression import Value
from app.sitting.events import Choose, ChooseSubjects, Consent, Final, GoTo, Review
from app.sitting.state import Sitting, choosing_is_due, screening
from app.storage.drive import FolderDrive

T = TypeVar("T")

Answer = tuple[str, str, Value]
"""Variable, subject of the loop, value."""

ANSWER_MS = 15_000  # a believable pace: forty questions in ten minutes


def granted(result: T | Refused) -> T:
    """The result, where the rehearsal's script leaves no room for a refusal.

    Raises:
        Bug: `demo.unexpected_refusal`.
    """
    if isinstance(result, Refused):
        raise Bug("demo.unexpected_refusal", code=result.code)
    return result


def done(refused: Refused | None) -> None:
    """Go on where a use case answers only with a refusal or nothing."""
    if refused is not None:
        granted(refused)


@dataclass(frozen=True, slots=True)
class Kit:
    """What the office sent to a room: root, package, and what the proctor has on paper."""

    root: bytes
    package: bytes
    card_code: str
    proctor: ProctorId
    pin: str


@dataclass
class Seat:
    """One seat of a room, set up in `folder`."""

    folder: Path
    label: SeatId
    kit: Kit
    clock: HandClock
    booth: Booth = field(init=False)
    desk: Desk = field(init=False)
    session: Session = field(init=False)
    entered: Counter[Answer] = field(init=False, default_factory=Counter)
    """What the last respondent here had entered when it was sealed."""
    _key: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._install()

    # --- the machine ----------------------------------------------------------------------------------

    def _install(self) -> None:
        enrol_root(self.folder, self.kit.root)
        made = install_package(self.folder, self.kit.package, self.label, self.kit.card_code, self.clock)
        self._key = granted(made).key
        self._switch_on()
        if not self.booth.training:
            self._prove_restart()

    def _prove_restart(self) -> None:
        """The proctor writes down three words, restarts the machine, and compares them."""
        granted(self.session.try_pin(self.kit.proctor, self.kit.pin))
        done(self.session.restart.begin(self.session.proctor))
        written = self.session.restart.state.words
        self.booth.close()
        self.clock.reboot()
        self._switch_on()
        granted(self.session.try_pin(self.kit.proctor, self.kit.pin))
        same = self.session.restart.state.words == written
        done(self.session.restart.compare(self.session.proctor, same=same))
        self.session.leave()

    def _switch_on(self) -> None:
        self.booth = open_booth(self.folder, self._key, self.clock)
        self.desk = Desk(self.booth)
        self.session = Session(self.booth, self.desk)
        self.booth.store.note(happening(self.clock.utc_ms(), Kind.OPENED))  # as the keeper does

    def power_cut(self) -> None:
        """The machine goes off without a word and comes back three minutes later."""
        self.booth.close()
        self.clock.advance(180_000)
        self.clock.reboot()
        self._switch_on()

    def reinstall(self) -> None:
        """The disk is written anew, as labs do; what was exported before lives on the stick."""
        self.booth.close()
        shutil.rmtree(self.folder)
        self._install()

    def switch_off(self) -> None:
        """Let go of the database."""
        self.booth.close()

    # --- the proctor ----------------------------------------------------------------------------------

    def start(self, planned: str) -> None:
        """Open a planned session."""
        granted(self.session.try_pin(self.kit.proctor, self.kit.pin))
        done(self.session.start(planned))
        self.session.leave()

    def end(self) -> int:
        """End the session; how many sittings nobody came back to."""
        granted(self.session.try_pin(self.kit.proctor, self.kit.pin))
        abandoned = granted(self.session.end(self.kit.pin))
        self.session.leave()
        return abandoned

    def note(self, category: Category, text: str) -> None:
        """Write down what happened in the room."""
        granted(self.session.try_pin(self.kit.proctor, self.kit.pin))
        done(self.session.note(category, text))
        self.session.leave()

    def pause(self) -> None:
        """Let nobody go on until `resume`."""
        granted(self.session.try_pin(self.kit.proctor, self.kit.pin))
        done(self.session.pause())
        self.session.leave()

    def resume(self) -> None:
        """Go on after a pause."""
        granted(self.session.try_pin(self.kit.proctor, self.kit.pin))
        done(self.session.resume())
        self.session.leave()

    def export(self, stick: Path) -> Handed:
        """Write what no receipt has acknowledged onto the stick, and read it back."""
        return granted(export(self.booth, FolderDrive(stick)))

    def take_receipts(self, stick: Path) -> Purged:
        """Erase what the office's receipts name."""
        return import_receipts(self.booth, FolderDrive(stick))

    # --- the respondent -------------------------------------------------------------------------------

    def sit(self, code: str, person: Person, agency: AgencyCode) -> Final:
        """A whole sitting, from code to seal."""
        self.begin(code)
        return self.finish(person, agency)

    def begin(self, code: str) -> Sitting:
        """Enter a code and consent."""
        granted(self.desk.enter_code(code))
        return granted(self.desk.take(Consent()))

    def decline(self, code: str) -> Final:
        """Enter a code, read the promise, and say no."""
        granted(self.desk.enter_code(code))
        return self._seal(Final.DECLINED)

    def answer_some(self, person: Person, agency: AgencyCode, steps: int) -> Sitting:
        """Answer the next `steps` screens."""
        left = iter(range(steps))
        return self._walk(person, agency, lambda: next(left, None) is not None)

    def finish(self, person: Person, agency: AgencyCode) -> Final:
        """Answer to the end, look at the review, seal."""
        sitting = self._walk(person, agency, lambda: True)
        if screening(sitting) is not None:
            return self._seal(Final.INELIGIBLE)
        granted(self.desk.take(Review()))
        return self._seal(Final.COMPLETE)

    def run_out(self) -> Final:
        """Sit until the time is over."""
        self.clock.advance((self.desk.remaining_ms() or 0) + 1_000)
        return self._seal(Final.TIMEOUT)

    def _walk(self, person: Person, agency: AgencyCode, more: Callable[[], bool]) -> Sitting:
        sitting = self._sitting()
        while sitting.position is not None and more():
            step = sitting.position
            for slot, value in person.answers(sitting.item(step), step.subject, step.subject or agency):
                self.clock.advance(ANSWER_MS)
                sitting = granted(self.desk.take(Choose(slot, value)))
            path = sitting.steps
            if choosing_is_due(sitting):
                chosen = person.knows(sitting.opening.agencies)
                sitting = granted(self.desk.take(ChooseSubjects(chosen)))
            elif step == path[-1]:
                break
            else:
                sitting = granted(self.desk.take(GoTo(path[path.index(step) + 1])))
        return sitting

    def _seal(self, final: Final) -> Final:
        self.entered = Counter(
            (slot.variable, slot.subject, value) for slot, value in self._sitting().answers.items()
        )
        sealed: Sealed = granted(self.desk.submit(final))
        return sealed.final

    def _sitting(self) -> Sitting:
        sitting = self.desk.sitting
        if sitting is None:
            raise Bug("demo.unexpected_refusal", code="desk")
        return sitting
