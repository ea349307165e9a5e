"""The proctor carries sealed answers away and brings receipts back."""

from collections.abc import Callable
from dataclasses import replace

from app.base.clock import Clock
from app.base.errors import Problem, Refused
from app.base.sentences import say
from app.kiosk import enrol, handover
from app.kiosk import intents as i
from app.kiosk import view as v
from app.kiosk.booth import Booth
from app.kiosk.outside import Outside
from app.kiosk.pane import Pane
from app.kiosk.paperwork import Paperwork
from app.kiosk.present import session
from app.kiosk.present.place import Place
from app.kiosk.proctor import SessionState
from app.kiosk.settings import Settings
from app.storage.drive import Drive
from app.storage.files import Progress


class Exporting:
    """The page of the sticks. Copying runs on another thread, with a booth of its own."""

    def __init__(
        self,
        booth: Booth,
        key: bytes,
        settings: Settings,
        clock: Clock,
        outside: Outside,
        pane: Pane,
        redraw: Callable[[], None],
    ) -> None:
        self._booth = booth
        self._key = key
        self._settings = settings
        self._clock = clock
        self._outside = outside
        self._pane = pane
        self._redraw = redraw
        self._drives: tuple[Drive, ...] = ()
        self._carrying = session.Carrying((), 0)
        self.papers = Paperwork(booth, settings, clock, outside, pane, redraw)
        """The page of the papers, which opens over this one."""

    @property
    def running(self) -> bool:
        """Whether a stick is being written."""
        return self._carrying.running or self.papers.running

    def look(self) -> None:
        """Which sticks there are now."""
        self._drives = self._outside.drives()
        self._carrying = session.Carrying(tuple(drive.label for drive in self._drives), 0)

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        if self.papers.is_open:
            self.papers.take(intent)
            return
        match intent:
            case i.OpenPapers() if self._drives:
                self.papers.open(self._drives[self._carrying.chosen])
            case i.Pick(_, code):
                self._carrying = replace(self._carrying, chosen=code, handed=None, per_cent=0)
            case i.Go() if self._drives:
                self._copy()
            case i.Second() if not self._drives:
                self.look()
            case _:
                return

    def receipts(self) -> None:
        """Read the receipts on the chosen stick: what arrived may be forgotten here."""
        if not self._drives:
            return
        purged = handover.import_receipts(self._booth, self._drives[self._carrying.chosen])
        words = say(
            self._pane.language, "kiosk.receipts_done", receipts=purged.receipts, records=purged.records
        )
        self._carrying = replace(self._carrying, note=words)
        if purged.rejected:
            self._pane.say(purged.rejected[0][1])

    def page(self, place: Place, state: SessionState, proctor: str) -> v.Page:
        """p3, or the papers."""
        if self.papers.is_open:
            return self.papers.page(place, state, proctor)
        now = self._clock.utc_ms()
        return session.export(place, self._pane.glass, state, proctor, now, self._carrying)

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
        self._redraw()

    def _copied(self, result: object) -> None:
        self._carrying = replace(self._carrying, running=False)
        match result:
            case handover.Handed():
                self._carrying = replace(self._carrying, handed=result, per_cent=100)
            case Refused():
                self._pane.refused(result)
            case Problem():
                self._pane.say(result)
            case _:
                return
        self._redraw()
