"""From a wish to the next screen: the only caller of the use cases. It knows no widget and no thread."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import assert_never

from app.base.clock import Clock
from app.base.errors import Environment, Integrity, Problem, Refused
from app.base.ids import AgencyCode, ProctorId, SeatId
from app.base.sentences import Sentence, say
from app.kiosk import enrol, handover
from app.kiosk import intents as i
from app.kiosk import view as v
from app.kiosk.answering import Answering
from app.kiosk.booth import Booth
from app.kiosk.channel import CardCode, Done, Message
from app.kiosk.desk import Desk
from app.kiosk.log import Category
from app.kiosk.present import rooms, session
from app.kiosk.present.place import AgencyName, Bilingual, Glass, Place, at
from app.kiosk.proctor import Session
from app.kiosk.settings import Settings
from app.kiosk.store import Phase
from app.seal.package import (
    MAX_PACKAGE_BYTES,
    Package,
    PackageDocument,
    read_training_package,
    verify_package,
)
from app.seal.root import MAX_ROOT_BYTES, THRESHOLD, Root
from app.storage.drive import Drive
from app.storage.files import Progress, read_file
from app.ui.theme import Look

CODE_LENGTH = 12
PIN_LENGTH = 6
CLOSE_AFTER_MS = 45_000
ROOT_SUFFIX = ".bilikroot"
PACKAGE_SUFFIX = ".bilikpkg"
_TYPED_AS = str.maketrans("ILO", "110")

Work = Callable[[Progress], object]


class Proctoring(Enum):
    """Which of the proctor's pages is open."""

    AWAY = auto()
    PIN = auto()
    RELEASE = auto()  # the PIN is locked; the card releases it
    PANEL = auto()
    ENDING = auto()
    EXPORT = auto()


class Form(Enum):
    """Which dialog of the panel is open."""

    NONE = auto()
    ADD_TIME = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Outside:
    """What the conductor asks of the world: the keeper, drives, files, work on another thread, the end."""

    send: Callable[[Message], bool]
    leave: Callable[[], None]
    drives: Callable[[], tuple[Drive, ...]]
    files: Callable[[str], tuple[Path, ...]]
    work: Callable[[Work, Callable[[int, int], None], Callable[[object], None]], None]
    free_bytes: Callable[[Path], int]


class Conductor:
    """One window process: from the card code to the end of one respondent."""

    def __init__(
        self, settings: Settings, clock: Clock, outside: Outside, show: Callable[[v.Screen], None]
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._outside = outside
        self._show = show
        self._glass = Glass(Look(settings.language))
        self._booth: Booth | None = None
        self._desk: Desk | None = None
        self._session: Session | None = None
        self._answering: Answering | None = None
        self._key = b""
        self._proctoring = Proctoring.AWAY
        self._form = Form.NONE
        self._chosen = ""
        self._choosing = False
        self._asked_outside = False
        self._carrying = session.Carrying((), 0)
        self._drives: tuple[Drive, ...] = ()
        self._spent = False  # a respondent ended here: the next one gets another process
        self._seat_card = False  # the card code of a package about to be installed is being typed
        self._root: tuple[tuple[Path, Root], ...] = ()
        self._packages: tuple[tuple[Path, Package], ...] = ()
        self._status = self._look_at_machine()

    # --- from outside ----------------------------------------------------------------------------------

    def unlocked(self, key: bytes) -> None:
        """The keeper sent the database key."""
        self._key = key
        booth = enrol.open_booth(self._settings.data_dir, key, self._clock)
        desk = Desk(booth)
        self._booth, self._desk = booth, desk
        self._session = Session(booth, desk)
        self._answering = Answering(booth, desk, place_of(booth.document, booth.seat), self._clock)
        self._glass = replace(self._glass, typed="", trouble="")
        self.redraw()

    def denied(self, refusal: Refused) -> None:
        """The keeper did not accept the card code."""
        self._glass = replace(self._glass, typed="", trouble=self._spoken(refusal))
        self.redraw()

    def redraw(self) -> None:
        """Show what is so now."""
        self._show(self.screen())

    # --- a wish ----------------------------------------------------------------------------------------

    def take(self, intent: i.Intent) -> None:
        """Do what is wished, if the rules allow it, and show what is so afterwards."""
        quiet = isinstance(intent, i.Second | i.Beat | i.Stir)
        if not quiet:
            self._glass = replace(self._glass, trouble="", toast=None)
        if self._answering is not None:
            self._answering.glass = self._glass
        try:
            self._route(intent)
        except (Environment, Integrity) as problem:
            self._trouble(problem)
        if self._answering is not None and self._respondent_is_here():
            self._glass = self._answering.glass
            self._spent = self._spent or self._answering.ended
            if self._answering.closed:
                self._finish()
                return
        if not isinstance(intent, i.Stir | i.Beat):
            try:
                self.redraw()
            except (Environment, Integrity) as problem:  # the last page stays; the next second tries again
                self._trouble(problem)

    def _route(self, intent: i.Intent) -> None:
        if self._display(intent):
            return
        if isinstance(intent, i.CallProctor):
            self._call_proctor()
        elif self._booth is None:
            self._machine(intent)
        elif self._proctoring is not Proctoring.AWAY:
            self._proctor(intent)
        elif self._answering is not None:
            self._answering.take(intent)

    def _display(self, intent: i.Intent) -> bool:
        look = self._glass.look
        match intent:
            case i.SetLanguage(language):
                look = replace(look, language=language)
                if self._answering is not None and self._answering.glass.language is not language:
                    self._answering.speak(language)
            case i.SetSize(size):
                look = replace(look, size=size)
            case i.SetContrast(contrast):
                look = replace(look, contrast=contrast)
            case i.SetStill(still):
                look = replace(look, still=still)
            case i.Open(i.Menu.LIST) if self._respondent_is_here():
                self._set(replace(self._glass, list_shown=not self._glass.list_shown))
                return True
            case i.Open(menu):
                self._set(replace(self._glass, menu=None if self._glass.menu is menu else menu))
                return True
            case i.Close() if self._glass.menu is not None:
                self._set(replace(self._glass, menu=None))
                return True
            case _:
                return False
        self._set(replace(self._glass, look=look))
        return True

    def _set(self, glass: Glass) -> None:
        self._glass = glass
        if self._answering is not None:
            self._answering.glass = glass

    def _respondent_is_here(self) -> bool:
        return self._answering is not None and self._proctoring is Proctoring.AWAY

    def _trouble(self, problem: Problem) -> None:
        words = Sentence.of(problem).spoken(self._glass.language)
        if self._respondent_is_here() and self._answering is not None:
            self._answering.failed(words)
            self._glass = self._answering.glass
        self._set(replace(self._glass, trouble=words))

    def _spoken(self, refusal: Refused) -> str:
        return Sentence.of(refusal).spoken(self._glass.language)

    def _refused(self, outcome: object) -> bool:
        if isinstance(outcome, Refused):
            self._set(replace(self._glass, trouble=self._spoken(outcome), typed=""))
            return True
        return False

    def _finish(self) -> None:
        self._outside.send(Done())
        self._outside.leave()

    # --- a machine without its database ----------------------------------------------------------------

    def _look_at_machine(self) -> enrol.MachineStatus:
        status = enrol.status(self._settings.data_dir)
        self._root = self._packages = ()
        if status.state is not enrol.MachineState.CARD_NEEDED:
            self._packages = self._found_packages(status.root)
            if status.state is enrol.MachineState.NOT_ENROLLED:
                self._root = self._found_roots()[:1]
        return status

    def _found_roots(self) -> tuple[tuple[Path, Root], ...]:
        found = []
        for path in self._outside.files(ROOT_SUFFIX):
            with suppress(Integrity, Environment):  # what is no root is not offered
                found.append(
                    (path, enrol.read_root(self._settings.data_dir, read_file(path, MAX_ROOT_BYTES)))
                )
        return tuple(found)

    def _found_packages(self, root: Root | None) -> tuple[tuple[Path, Package], ...]:
        found = []
        for path in self._outside.files(PACKAGE_SUFFIX):
            with suppress(Integrity, Environment):  # what is no package of this office is not offered
                found.append((path, _read_package(read_file(path, MAX_PACKAGE_BYTES), root)))
        return tuple(found)

    def begin(self) -> None:
        """The keeper lets this window show itself: look again at what the machine is."""
        if self._booth is None:
            self._status = self._look_at_machine()
        self.redraw()

    def _machine(self, intent: i.Intent) -> None:
        state = self._status.state
        match intent:
            case i.Tick():
                self._set(replace(self._glass, ticked=not self._glass.ticked))
            case i.Type(symbol):
                self._type(symbol, CODE_LENGTH)
            case i.Erase(everything):
                self._set(replace(self._glass, typed="" if everything else self._glass.typed[:-1]))
            case i.Pick(group, code):
                self._set(replace(self._glass, picks={**self._glass.picks, group: code}))
            case i.Close() | i.Back() if self._seat_card:
                self._seat_card = False
            case i.Go() if state is enrol.MachineState.NOT_ENROLLED:
                self._enrol()
            case i.Go() if state is enrol.MachineState.NO_PACKAGE:
                self._install()
            case i.Go() if len(self._glass.typed) == CODE_LENGTH:
                self._outside.send(CardCode(self._glass.typed))
            case _:
                return

    def _enrol(self) -> None:
        if self._root and self._glass.ticked:
            enrol.enrol_root(self._settings.data_dir, read_file(self._root[0][0], MAX_ROOT_BYTES))
            self._set(replace(self._glass, ticked=False))
        elif self._packages:
            self._install()
            return
        self._status = self._look_at_machine()

    def _install(self) -> None:
        picks = self._glass.picks
        if not self._packages:
            self._status = self._look_at_machine()
        elif not self._seat_card:
            self._seat_card = "seat" in picks
        elif len(self._glass.typed) == CODE_LENGTH:
            self._install_with_card(self._glass.typed)

    def _install_with_card(self, card: str) -> None:
        path, package = self._packages[min(self._glass.picks.get("package", 0), len(self._packages) - 1)]
        seat = SeatId(package.document.seats[self._glass.picks["seat"]].id)
        data = read_file(path, MAX_PACKAGE_BYTES)
        if self._refused(enrol.install_package(self._settings.data_dir, data, seat, card, self._clock)):
            return
        self._seat_card = False
        self._status = self._look_at_machine()
        self._outside.send(CardCode(card))

    def _seats(self) -> tuple[str, ...]:
        if not self._packages:
            return ()
        at_ = min(self._glass.picks.get("package", 0), len(self._packages) - 1)
        return tuple(seat.id for seat in self._packages[at_][1].document.seats)

    def _type(self, symbol: str, length: int) -> None:
        typed = symbol.upper().translate(_TYPED_AS)
        if typed in rooms.ALPHABET and len(self._glass.typed) < length:
            self._set(replace(self._glass, typed=self._glass.typed + typed))

    def _machine_page(self) -> v.Page:
        nowhere = Place(Bilingual("Bilik"), "–", "–")
        package = self._status.package
        place = (
            place_of(package.document, self._status.seat)
            if package is not None and self._status.seat is not None
            else nowhere
        )
        if self._status.state is enrol.MachineState.CARD_NEEDED or self._seat_card:
            return rooms.card_code(place, self._glass)
        if self._root:
            path, root = self._root[0]
            officers = len(root.document.officers)
            return rooms.not_enrolled(place, self._glass, root.words, path.name, officers, THRESHOLD)
        if self._status.state is enrol.MachineState.NOT_ENROLLED and not self._packages:
            return rooms.no_root(place, self._glass)
        names = tuple(path.name for path, _ in self._packages)
        return rooms.no_package(place, self._glass, names, self._seats())

    # --- the proctor -----------------------------------------------------------------------------------

    def _call_proctor(self) -> None:
        if self._session is None or self._proctoring is not Proctoring.AWAY:
            return
        proctors = self._session.proctors()
        self._chosen = str(proctors[0].id) if len(proctors) == 1 else self._chosen
        self._choosing = not self._chosen
        locked = self._session.pin_state().locked
        self._proctoring = Proctoring.RELEASE if locked else Proctoring.PIN
        self._set(replace(self._glass, typed="", menu=None, picks={}))

    def _proctor(self, intent: i.Intent) -> None:
        match self._proctoring:
            case Proctoring.PIN | Proctoring.ENDING:
                self._pin(intent)
            case Proctoring.RELEASE:
                self._release(intent)
            case Proctoring.PANEL:
                self._panel(intent)
            case Proctoring.EXPORT:
                self._export(intent)
            case Proctoring.AWAY:
                return
            case _:
                assert_never(self._proctoring)

    def _pin(self, intent: i.Intent) -> None:
        ending = self._proctoring is Proctoring.ENDING
        match intent:
            case i.Type(symbol) if symbol.isdecimal() and len(self._glass.typed) < PIN_LENGTH:
                self._set(replace(self._glass, typed=self._glass.typed + symbol))
            case i.Erase(everything):
                self._set(replace(self._glass, typed="" if everything else self._glass.typed[:-1]))
            case i.ChooseProctor(proctor):
                self._chosen = proctor or self._chosen
                self._choosing = not proctor and not self._choosing
            case i.Close() | i.Back():
                self._proctoring = Proctoring.PANEL if ending else Proctoring.AWAY
                self._set(replace(self._glass, typed=""))
            case i.Go() if len(self._glass.typed) == PIN_LENGTH:
                self._prove(ending=ending)
            case _:
                return

    def _prove(self, *, ending: bool) -> None:
        assert self._session is not None  # noqa: S101 - the PIN page is only reached with a session
        typed = self._glass.typed
        outcome: object = (
            self._session.end(typed) if ending else self._session.try_pin(ProctorId(self._chosen), typed)
        )
        if self._refused(outcome):
            if self._session.pin_state().locked:
                self._proctoring = Proctoring.RELEASE
            return
        if ending:
            self._spent = True
        self._set(replace(self._glass, typed=""))
        self._proctoring = Proctoring.PANEL

    def _release(self, intent: i.Intent) -> None:
        assert self._session is not None  # noqa: S101 - as above
        match intent:
            case i.Type(symbol):
                self._type(symbol, CODE_LENGTH)
            case i.Erase(everything):
                self._set(replace(self._glass, typed="" if everything else self._glass.typed[:-1]))
            case i.Close() | i.Back():
                self._proctoring = Proctoring.AWAY
                self._set(replace(self._glass, typed=""))
            case i.Go() if len(self._glass.typed) == CODE_LENGTH:
                if not self._refused(self._session.release(self._glass.typed)):
                    self._proctoring = Proctoring.PIN
                    self._set(replace(self._glass, typed=""))
            case _:
                return

    def _panel(self, intent: i.Intent) -> None:
        match intent:
            case i.Do(deed):
                self._do(deed)
            case i.Pick(group, code):
                self._set(replace(self._glass, picks={**self._glass.picks, group: code}))
            case i.Close() | i.Back():
                self._form = Form.NONE
            case i.Go() if self._form is not Form.NONE:
                self._confirm()
            case _:
                return

    def _do(self, deed: i.Deed) -> None:  # noqa: C901 - one case a deed
        assert self._session is not None  # noqa: S101 - as above
        work = self._session
        match deed:
            case i.Deed.START:
                self._start()
            case i.Deed.PAUSE:
                self._refused(work.pause())
            case i.Deed.RESUME:
                self._refused(work.resume())
            case i.Deed.LOCK:
                self._refused(work.lock())
            case i.Deed.UNLOCK:
                self._refused(work.unlock())
            case i.Deed.ADD_TIME | i.Deed.NOTE:
                self._form = Form.ADD_TIME if deed is i.Deed.ADD_TIME else Form.NOTE
                self._set(replace(self._glass, picks={}))
            case i.Deed.END:
                self._proctoring = Proctoring.ENDING
                self._choosing = False
                self._set(replace(self._glass, typed=""))
            case i.Deed.EXPORT:
                self._open_export()
            case i.Deed.LEAVE:
                self._leave_panel()
            case i.Deed.RECEIPTS:
                self._receipts()
            case i.Deed.VOID:
                self._refused(work.void())
            case _:
                assert_never(deed)

    def _leave_panel(self) -> None:
        assert self._session is not None  # noqa: S101 - as above
        self._session.leave()
        self._proctoring, self._form = Proctoring.AWAY, Form.NONE
        if self._spent:
            self._finish()

    def _start(self) -> None:
        assert self._session is not None  # noqa: S101 - as above
        today = self._today()
        doubts = self._session.doubts(today)
        if doubts and not self._asked_outside:
            self._asked_outside = True
            self._set(replace(self._glass, trouble=doubts[0].spoken(self._glass.language)))
            return
        planned = self._session.suggested(today)
        self._refused(self._session.start(planned.id, outside_period=bool(doubts)))

    def _confirm(self) -> None:
        assert self._session is not None  # noqa: S101 - as above
        picks, language = self._glass.picks, self._glass.language
        if self._form is Form.ADD_TIME and {"minutes", "reason"} <= set(picks):
            reason = session.category_word(language, tuple(Category)[picks["reason"]])
            self._refused(self._session.extend(picks["minutes"], reason))
        elif self._form is Form.NOTE and "category" in picks:
            category = tuple(Category)[picks["category"]]
            self._refused(self._session.note(category, session.category_word(language, category)))
        self._form = Form.NONE

    def _today(self) -> dt.date:
        return at(self._clock.utc_ms()).date()

    # --- handing over ----------------------------------------------------------------------------------

    def _open_export(self) -> None:
        self._drives = self._outside.drives()
        self._carrying = session.Carrying(tuple(drive.label for drive in self._drives), 0)
        self._proctoring = Proctoring.EXPORT

    def _export(self, intent: i.Intent) -> None:
        if self._carrying.running:
            return
        match intent:
            case i.Close() | i.Back():
                self._proctoring = Proctoring.PANEL
            case i.Do(i.Deed.LEAVE):
                self._leave_panel()
            case i.Do(i.Deed.RECEIPTS):
                self._receipts()
            case i.Pick(_, code):
                self._carrying = replace(self._carrying, chosen=code, handed=None, per_cent=0)
            case i.Go() if self._drives:
                self._copy()
            case i.Second() if not self._drives:
                self._open_export()
            case _:
                return

    def _copy(self) -> None:
        drive = self._drives[self._carrying.chosen]
        data_dir, key, clock = self._settings.data_dir, self._key, self._clock

        def work(progress: Progress) -> object:
            booth = enrol.open_booth(data_dir, key, clock)
            try:
                return handover.export(booth, drive, progress)
            finally:
                booth.close()

        self._carrying = replace(self._carrying, running=True, per_cent=0, handed=None, note="")
        self._outside.work(work, self._copied_part, self._copied)

    def _copied_part(self, done: int, whole: int) -> None:
        self._carrying = replace(self._carrying, per_cent=100 * done // max(1, whole))
        self.redraw()

    def _copied(self, result: object) -> None:
        self._carrying = replace(self._carrying, running=False)
        match result:
            case handover.Handed():
                self._carrying = replace(self._carrying, handed=result, per_cent=100)
            case Refused():
                self._refused(result)
            case Problem():
                self._set(replace(self._glass, trouble=Sentence.of(result).spoken(self._glass.language)))
            case _:
                return
        self.redraw()

    def _receipts(self) -> None:
        if self._booth is None or not self._drives:
            return
        purged = handover.import_receipts(self._booth, self._drives[self._carrying.chosen])
        words = say(
            self._glass.language, "kiosk.receipts_done", receipts=purged.receipts, records=purged.records
        )
        self._carrying = replace(self._carrying, note=words)
        if purged.rejected:
            trouble = Sentence.of(purged.rejected[0][1]).spoken(self._glass.language)
            self._set(replace(self._glass, trouble=trouble))

    # --- the screen ------------------------------------------------------------------------------------

    def screen(self) -> v.Screen:
        """What has to be shown now."""
        page = self._page()
        over = self._over()
        return v.Screen(page, self._glass.look, over, self._glass.toast)

    def _page(self) -> v.Page:
        if self._booth is None or self._session is None or self._answering is None:
            return self._machine_page()
        if self._proctoring is Proctoring.AWAY:
            self._answering.glass = self._glass
            return self._answering.page(self._next_session())
        return self._proctor_page(self._booth, self._session)

    def _next_session(self) -> tuple[str, str]:
        assert self._session is not None  # noqa: S101 - as above
        planned = self._session.suggested(self._today())
        return planned.label, planned.start

    def _proctor_page(self, booth: Booth, work: Session) -> v.Page:
        place, glass, now = place_of(booth.document, booth.seat), self._glass, self._clock.utc_ms()
        if self._proctoring is Proctoring.RELEASE:
            return rooms.card_code(place, glass)
        proctors = work.proctors()
        if self._proctoring in {Proctoring.PIN, Proctoring.ENDING}:
            return session.pin(
                place,
                glass,
                proctors,
                self._chosen,
                work.pin_state(),
                session=self._next_session()[0] if work.phase() is Phase.READY else "",
                ending=self._proctoring is Proctoring.ENDING,
                choosing=self._choosing,
            )
        name = next((each.name for each in proctors if each.id == work.proctor), "")
        state = work.state()
        if self._proctoring is Proctoring.EXPORT:
            return session.export(place, glass, state, name, now, self._carrying)
        health = session.Health(self._outside.free_bytes(booth.folder), state.free_slots, state.ballast)
        return session.panel(place, glass, state, name, now, health, self._next_session()[0])

    def _over(self) -> v.Overlay | None:
        glass = self._glass
        if glass.menu is i.Menu.DISPLAY:
            return rooms.display_menu(glass)
        if glass.menu is i.Menu.HELP:
            return rooms.help_dialog(glass)
        if self._proctoring is Proctoring.PANEL and self._form is not Form.NONE:
            return (
                session.add_time_dialog(glass) if self._form is Form.ADD_TIME else session.note_dialog(glass)
            )
        if glass.confirming and self._respondent_is_here() and self._answering is not None:
            return self._answering.seal_dialog()
        return None


def _read_package(data: bytes, root: Root | None) -> Package:
    if root is None:
        return read_training_package(data)
    try:
        return verify_package(data, root)
    except Integrity:
        return read_training_package(data)


def place_of(document: PackageDocument, seat: SeatId) -> Place:
    """Where a package says that we are."""
    return Place(
        survey=Bilingual(document.survey_title.id, document.survey_title.en),
        seat=str(seat),
        venue=document.venue_name,
        city=document.round_title.id,
        training=document.training,
        agencies={
            AgencyCode(agency.code): AgencyName(
                Bilingual(agency.name.id, agency.name.en),
                agency.short,
                Bilingual(agency.description.id, agency.description.en),
            )
            for agency in document.agencies
        },
    )
