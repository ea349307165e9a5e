"""The proctor carries sealed answers away and brings receipts back."""

from collections.abc import Callable
from dataclasses import replace

from app.base.clock import Clock
from app.base.errors import Environment, Problem, Refused
from app.base.ids import ProctorId
from app.base.sentences import Sentence, say
from app.kiosk.outside import Outside
from app.kiosk.seat import enrol, handover
from app.kiosk.seat.proctor import SessionState
from app.kiosk.settings import Settings
from app.kiosk.store.booth import Booth
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pane import Pane
from app.kiosk.window.paperwork import Paperwork
from app.kiosk.window.present import handing
from app.kiosk.window.present.guide import Topic
from app.kiosk.window.present.place import Place
from app.storage.drive import Drive
from app.storage.eject import Ejected
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
        self._carrying = handing.Carrying((), 0)
        self.papers = Paperwork(booth, settings, clock, outside, pane, redraw)
        """The page of the papers, which opens over this one."""

    @property
    def running(self) -> bool:
        """Whether a stick is being written."""
        return self._carrying.running or self.papers.running

    @property
    def topic(self) -> Topic:
        """What the guide says first to who is here."""
        if self._pane.glass.trouble:
            return Topic.STICK_REFUSED
        return Topic.PAPERS if self.papers.is_open else Topic.EXPORTING

    def look(self) -> None:
        """Which sticks there are now."""
        self._drives = self._outside.drives()
        self._carrying = handing.Carrying(tuple(_target(drive) for drive in self._drives), 0)

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        if self.papers.is_open:
            self.papers.take(intent)
            return
        match intent:
            case i.OpenPapers() if self._drives:
                self.papers.open(self._drives[self._carrying.chosen])
            case i.Pick("target", code) if code < len(self._drives):
                fresh = handing.Carrying(self._carrying.targets, code)
                self._carrying = replace(fresh, note=self._carrying.note)
            case i.Go() if self._drives:
                self._copy(None)
            case i.Go():
                self.look()
            case _:
                return

    def look_again(self) -> None:
        """A second has passed: a stick may have been plugged in, where none was read yet."""
        if not self._drives:
            self.look()

    def copy_early(self, proctor: ProctorId) -> None:
        """Export before the session ended: journalled under this name, and flagged."""
        if self._drives:
            self._copy(proctor)

    def eject(self) -> None:
        """Let the system go of the chosen stick."""
        if not self._drives:
            return
        gone = self._drives[self._carrying.chosen].eject()
        language, label = self._pane.language, self._carrying.targets[self._carrying.chosen].label
        words = (
            say(language, "panel.ejected", label=label)
            if gone is Ejected.OUT
            else say(language, "panel.may_pull", label=label)
        )
        self.look()
        self._carrying = replace(self._carrying, note=words)

    def receipts(self) -> None:
        """Read the receipts on the chosen stick: what arrived may be forgotten here."""
        if not self._drives:
            return
        purged = handover.import_receipts(self._booth, self._drives[self._carrying.chosen])
        language = self._pane.language
        if purged.receipts:
            words = say(language, "kiosk.receipts_done", receipts=purged.receipts, records=purged.records)
        else:
            words = say(language, "panel.receipts_none")
        self._carrying = replace(self._carrying, note=words)
        if purged.rejected:
            name, why = purged.rejected[0]
            reason = Sentence.of(why).spoken(language)
            self._pane.set(trouble=say(language, "panel.receipt_refused", file=name, reason=reason))

    def page(self, place: Place, state: SessionState, proctor: str) -> v.Page:
        """p3, or the papers."""
        if self.papers.is_open:
            return self.papers.page(place, state, proctor)
        now = self._clock.utc_ms()
        return handing.export(place, self._pane.glass, state, proctor, now, self._carrying)

    def _copy(self, early: ProctorId | None) -> None:
        drive = self._drives[self._carrying.chosen]
        data_dir, key, clock = self._settings.data_dir, self._key, self._clock

        def work(progress: Progress) -> object:
            booth = enrol.open_booth(data_dir, key, clock)
            try:
                return handover.export(booth, drive, progress, emergency=early)
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
                self._pane.set(trouble="")
            case Refused():
                self._pane.refused(result)
            case Problem():
                self._pane.say(result)
            case _:
                return
        self._redraw()


def _target(drive: Drive) -> handing.Target:
    try:
        return handing.Target(drive.label, drive.free_bytes())
    except Environment:  # pulled out since, or no stick at all: copying will say so
        return handing.Target(drive.label, None)
