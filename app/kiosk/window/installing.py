"""A machine whose database is not open yet: the office's root, the session package, the card code."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.base.clock import Clock
from app.base.errors import Environment, Integrity, Problem
from app.base.ids import SeatId
from app.base.sentences import Sentence, say
from app.kiosk.channel import CardCode
from app.kiosk.outside import Outside
from app.kiosk.seat import enrol
from app.kiosk.settings import Settings
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.checking import Checking
from app.kiosk.window.pane import CODE_LENGTH, Pane
from app.kiosk.window.present import rooms
from app.kiosk.window.present.guide import Topic
from app.kiosk.window.present.place import Bilingual, Place, place_of, practice
from app.seal.package import MAX_PACKAGE_BYTES, Package, read_training_package, verify_package
from app.seal.root import MAX_ROOT_BYTES, THRESHOLD, Root
from app.storage.files import read_file

ROOT_SUFFIX = ".bilikroot"
PACKAGE_SUFFIX = ".bilikpkg"
NOWHERE = Place(Bilingual("Bilik"), "–", "–")


@dataclass(frozen=True, slots=True)
class Found:
    """What lies on the machine and on its sticks; `refused`: files that are offered as one, and are none.

    `others`: the installations here that are not in use.
    """

    status: enrol.MachineStatus
    roots: tuple[tuple[Path, Root], ...] = ()
    packages: tuple[tuple[Path, Package], ...] = ()
    refused: tuple[tuple[str, Problem], ...] = ()
    others: tuple[enrol.Here, ...] = ()


class Installing:
    """From a bare machine to the card code that opens its database."""

    def __init__(
        self, settings: Settings, clock: Clock, outside: Outside, pane: Pane, redraw: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._outside = outside
        self._pane = pane
        self._seat_card = False  # the card code of a package about to be installed is being typed
        self._changing = False  # one is installed and in use, and another is looked for
        self._last: Found | None = None  # a window that is given the key never looks
        self._checking = Checking(settings, clock, outside, pane, redraw)
        self._checks = False  # the page of the checks is open

    def look_again(self) -> None:
        """What the machine is may have changed since."""
        self._last = self._look()

    @property
    def _found(self) -> Found:
        if self._last is None:
            self._last = self._look()
        return self._last

    def _look(self) -> Found:
        status = enrol.status(self._settings.data_dir)
        if status.state is enrol.MachineState.CARD_NEEDED:
            if not self._changing:
                return Found(status)
            known = status.root is not None
            empty = enrol.MachineState.NO_PACKAGE if known else enrol.MachineState.NOT_ENROLLED
            status = replace(status, state=empty)  # from here on as on a machine that has none
        refused: list[tuple[str, Problem]] = []
        packages = self._packages(status.root, refused)
        here = enrol.installed_here(self._settings.data_dir)
        others = tuple(each for each in here if not each.in_use)
        if status.state is enrol.MachineState.NOT_ENROLLED:
            return Found(status, self._roots(refused)[:1], packages, tuple(refused), others)
        # The next root is asked for where the one believed does not do.
        roots = () if packages else self._roots(refused)[:1]
        return Found(status, roots, packages, tuple(refused), others)

    def _roots(self, refused: list[tuple[str, Problem]]) -> tuple[tuple[Path, Root], ...]:
        found = []
        for path in self._outside.files(ROOT_SUFFIX):
            try:
                data = read_file(path, MAX_ROOT_BYTES)
                if not enrol.believes(self._settings.data_dir, data):
                    found.append((path, enrol.read_root(self._settings.data_dir, data)))
            except (Integrity, Environment) as problem:
                refused.append((path.name, problem))
        return tuple(found)

    def _packages(
        self, root: Root | None, refused: list[tuple[str, Problem]]
    ) -> tuple[tuple[Path, Package], ...]:
        found = []
        for path in self._outside.files(PACKAGE_SUFFIX):
            try:
                found.append((path, _read_package(read_file(path, MAX_PACKAGE_BYTES), root)))
            except (Integrity, Environment) as problem:
                refused.append((path.name, problem))
        return tuple(found)

    # --- a wish ----------------------------------------------------------------------------------------

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        if self._checks:
            self._check(intent)
            return
        state, pane = self._found.status.state, self._pane
        match intent:
            case i.Do(i.Deed.CHECK):
                self._checks = True
                self._checking.open()
            case i.Type() | i.Erase():
                pane.take_symbol(intent)
            case i.Tick():
                pane.set(ticked=not pane.glass.ticked)
            case i.Pick(group, code):
                pane.pick(group, code)
            case i.Close() | i.Back() if self._seat_card:
                self._seat_card = False
            case i.ChangePackage() if state is enrol.MachineState.CARD_NEEDED:
                self._change(True)
            case i.Close() | i.Back() if self._changing:
                self._change(False)
            case i.Go():
                self._go()
            case _:
                return

    def _go(self) -> None:
        match self._found.status.state:
            case enrol.MachineState.CARD_NEEDED:
                if len(self._pane.typed) == CODE_LENGTH:
                    self._outside.send(CardCode(self._pane.typed))
            case enrol.MachineState.NO_PACKAGE if not self._found.roots:
                self._install()
            case _:
                self._enrol()

    def _change(self, changing: bool) -> None:
        self._changing = changing
        self._pane.set(typed="", picks={}, ticked=False)
        self.look_again()

    def _check(self, intent: i.Intent) -> None:
        if isinstance(intent, i.Close | i.Back) and not self._checking.asks:
            self._checks = False
            self._checking.leave()
        else:
            self._checking.take(intent)

    def _enrol(self) -> None:
        if self._found.roots and self._pane.glass.ticked:
            path, _ = self._found.roots[0]
            enrol.enrol_root(self._settings.data_dir, read_file(path, MAX_ROOT_BYTES))
            self._pane.set(ticked=False)
        elif self._offers():
            self._install()
            return
        self.look_again()

    def _install(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self.look_again()
        elif isinstance(chosen, enrol.Here):
            if not self._pane.refused(enrol.use(self._settings.data_dir, chosen.name)):
                self._change(False)
        elif not self._seat_card:
            self._seat_card = "seat" in self._pane.glass.picks
        elif len(self._pane.typed) == CODE_LENGTH:
            self._install_with_card(*chosen, self._pane.typed)

    def _install_with_card(self, path: Path, package: Package, card: str) -> None:
        seat = SeatId(package.document.seats[self._pane.glass.picks["seat"]].id)
        data = read_file(path, MAX_PACKAGE_BYTES)
        if self._pane.refused(enrol.install_package(self._settings.data_dir, data, seat, card, self._clock)):
            return
        self._seat_card = self._changing = False
        self.look_again()
        self._outside.send(CardCode(card))

    def dialog(self) -> v.Dialog | None:
        """What lies over the page."""
        return self._checking.dialog() if self._checks else None

    def _offers(self) -> tuple[tuple[Path, Package] | enrol.Here, ...]:
        return (*self._found.packages, *self._found.others)

    def _chosen(self) -> tuple[Path, Package] | enrol.Here | None:
        offers = self._offers()
        return offers[min(self._pane.glass.picks.get("package", 0), len(offers) - 1)] if offers else None

    # --- the page --------------------------------------------------------------------------------------

    @property
    def topic(self) -> Topic:
        """What the guide says first to who is here."""
        trouble = bool(self._pane.glass.trouble)
        if self._checks:
            return Topic.CHECKING
        if self._seat_card or self._found.status.state is enrol.MachineState.CARD_NEEDED:
            return Topic.CARD_REFUSED if trouble else Topic.OPENING
        return Topic.FILE_REFUSED if trouble or self._found.refused else Topic.INSTALLING

    @property
    def training(self) -> str:
        """The word of the tag that marks practice; empty where it is real or not known yet."""
        return practice(self._place(), self._pane.language)

    def page(self) -> v.Page:
        """What this machine still needs."""
        status, glass, place = self._found.status, self._pane.glass, self._place()
        if self._checks:
            return self._checking.page(place, None, "")
        if status.state is enrol.MachineState.CARD_NEEDED or self._seat_card:
            return rooms.card_code(place, glass, change=status.state is enrol.MachineState.CARD_NEEDED)
        if self._found.roots:  # what is compared by eye comes first; other files are looked at after it
            path, root = self._found.roots[0]
            officers, back = len(root.document.officers), self._changing
            return rooms.not_enrolled(place, glass, root.words, path.name, officers, THRESHOLD, back=back)
        if not glass.trouble:
            glass = replace(glass, trouble=self._refusals())
        chosen = self._chosen()
        if chosen is None and status.state is enrol.MachineState.NOT_ENROLLED:
            return rooms.no_root(place, glass, back=self._changing)
        seats = chosen[1].document.seats if isinstance(chosen, tuple) else ()
        names = tuple(self._offer_words(offer) for offer in self._offers())
        return rooms.no_package(
            place,
            glass,
            names,
            tuple(seat.id for seat in seats),
            here=isinstance(chosen, enrol.Here),
            back=self._changing,
        )

    def _offer_words(self, offer: tuple[Path, Package] | enrol.Here) -> str:
        if not isinstance(offer, enrol.Here):
            return offer[0].name
        document, language = offer.package.document, self._pane.language
        return say(language, "enrol.installed_here", venue=document.venue_name, seat=offer.seat)

    def _refusals(self) -> str:
        """Which file on the stick was not accepted, and why; empty where all were."""
        refused, language = self._found.refused, self._pane.language
        if not refused:
            return ""
        name, problem = refused[0]
        reason = Sentence.of(problem).spoken(language)
        if len(refused) == 1:
            return say(language, "enrol.file_refused", file=name, reason=reason)
        return say(language, "enrol.files_refused", file=name, reason=reason, others=len(refused) - 1)

    def _place(self) -> Place:
        package, seat = self._found.status.package, self._found.status.seat
        return NOWHERE if package is None or seat is None else place_of(package.document, seat)


def _read_package(data: bytes, root: Root | None) -> Package:
    """A package of the office believed here, or for practice; else why it is not the office's."""
    if root is None:
        return read_training_package(data)
    try:
        return verify_package(data, root)
    except Integrity as forged:
        try:
            return read_training_package(data)
        except Integrity:
            raise forged from None
