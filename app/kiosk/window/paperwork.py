"""The proctor's papers: what lies on the chosen stick, what was counted, who signs; then print onto it.

What is entered lives here until the proctor leaves; nothing of it is stored. Reading the stick and writing
onto it run on another thread, which needs no database.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.base.build import version
from app.base.clock import Clock
from app.base.errors import Problem
from app.kiosk.machine.readiness import Here, look_around
from app.kiosk.outside import Outside
from app.kiosk.room.carried import OnDrive, read_drive
from app.kiosk.room.minutes import Paper, room_part, suggested
from app.kiosk.room.sheet import read_sheets
from app.kiosk.seat import enrol
from app.kiosk.seat.proctor import SessionState
from app.kiosk.settings import Settings
from app.kiosk.store.booth import Booth
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pane import Pane
from app.kiosk.window.present import papers as present
from app.kiosk.window.present.place import Place
from app.storage.drive import Drive
from app.storage.files import Progress

MAX_COUNT = 9_999
MAX_LINE_CHARS = 80


@dataclass(frozen=True, slots=True)
class _Written:
    """Files that were printed, and what lies on the stick with them."""

    names: tuple[str, ...]
    found: OnDrive


class Paperwork:
    """The page of the papers of one stick."""

    def __init__(
        self,
        booth: Booth,
        settings: Settings,
        clock: Clock,
        outside: Outside,
        pane: Pane,
        redraw: Callable[[], None],
    ) -> None:
        self._booth = booth
        self._settings = settings
        self._clock = clock
        self._outside = outside
        self._pane = pane
        self._redraw = redraw
        self._drive: Drive | None = None
        self._found: OnDrive | None = None
        self._desk = present.Desk()

    @property
    def is_open(self) -> bool:
        """Whether its page is before the proctor."""
        return self._drive is not None

    @property
    def running(self) -> bool:
        """Whether a stick is being read or written."""
        return self._desk.busy

    def open(self, drive: Drive) -> None:
        """Begin with what lies on `drive`."""
        self._drive, self._found = drive, None
        self._desk = replace(self._desk, busy=True, stick=drive.label, written=())
        document, package = self._booth.document, self._booth.package.digest
        self._outside.work(lambda _part: read_drive(document, package, drive), self._part, self._was_read)

    def leave(self) -> None:
        """Forget the stick, the counts and the names."""
        self._drive = self._found = None
        self._desk = present.Desk()

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        desk = self._desk
        match intent:
            case i.Close() | i.Back():
                self._drive = self._found = None
            case i.Step("session", by):
                sessions = self._booth.document.sessions
                self._choose(min(max(0, desk.session + by), len(sessions) - 1))
            case i.Step(name, by) if name in desk.figures:
                self._desk = desk.with_figure(name, min(max(0, desk.figures[name] + by), MAX_COUNT))
            case i.Count(name, typed) if name in desk.figures and len(typed) <= len(str(MAX_COUNT)):
                self._desk = desk.with_figure(name, int(typed) if typed.isdecimal() else 0)
            case i.Line(name, text) if name in present.BLANKS:
                self._desk = desk.with_line(name, " ".join(text.split())[:MAX_LINE_CHARS])
            case i.Pick("unused", code):
                self._desk = replace(desk, unused=desk.unused ^ {code})
            case i.Pick("paper", code) if 0 <= code < len(Paper):
                self._desk = replace(desk, papers=desk.papers ^ {tuple(Paper)[code]})
            case i.Go() if self._drive is not None and self._found is not None and desk.papers:
                self._print(self._drive, self._found)
            case _:
                return

    def page(self, place: Place, state: SessionState, proctor: str) -> v.Page:
        """The page as it stands."""
        now = self._clock.utc_ms()
        stick = present.Stick(self._booth.document, self._found)
        return present.page(place, self._pane.glass, state, proctor, now, stick, self._desk)

    # --- inside ---------------------------------------------------------------------------------------

    def _was_read(self, result: object) -> None:
        self._desk = replace(self._desk, busy=False)
        match result:
            case _ if self._drive is None:
                return  # the proctor left meanwhile
            case OnDrive():
                self._found = result
                self._desk = replace(self._desk, unused=present.said_unused(result))
                self._choose(present.latest_session(result, self._booth.store.phase()[1]))
            case Problem():
                self._pane.say(result)
            case _:
                return
        self._redraw()

    def _choose(self, at: int) -> None:
        """Another session: some of its counts lie on the stick, the others begin with nothing."""
        if self._found is None:
            return
        part = room_part(self._found, self._booth.document.sessions[at].id)
        known = dict(suggested(self._found, part))
        counted = dict.fromkeys(("expected", "present", "spoiled", "returned"), 0)
        self._desk = replace(self._desk, session=at, figures=counted | known, written=())

    def _print(self, drive: Drive, found: OnDrive) -> None:
        entered = present.entered(found, self._desk)
        chosen, language = self._desk.papers, self._pane.language
        seat, data_dir = str(self._booth.seat), self._settings.data_dir
        names = {str(proctor.id): proctor.name for proctor in self._booth.store.proctors()}
        root = enrol.status(data_dir).root
        office = root.document.office if root is not None else ""
        now = self._clock.utc_ms()

        here = Here.seen(self._outside, data_dir, self._clock)

        def work(progress: Progress) -> object:
            from app.kiosk.room.papers import Imprint, print_papers

            checks = tuple(look_around(here)) if Paper.READINESS in chosen else ()
            imprint = Imprint(office, seat, now, version(), language, names)
            made = print_papers(found, entered, chosen, imprint, drive, progress, checks)
            return _Written(made.names, replace(found, sheets=read_sheets(found.document, drive)))

        self._desk = replace(self._desk, busy=True, written=())
        self._outside.work(work, self._part, self._was_printed)

    def _part(self, done: int, whole: int) -> None:
        """Papers are small: their page shows no bar."""

    def _was_printed(self, result: object) -> None:
        self._desk = replace(self._desk, busy=False)
        match result:
            case _Written(names, found):
                self._desk = replace(self._desk, written=names)
                self._found = found if self._found is not None else None
            case Problem():
                self._pane.say(result)
            case _:
                return
        self._redraw()
