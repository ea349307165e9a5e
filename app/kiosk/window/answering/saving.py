"""When the disk says no: the page says so, and the same wish is tried again until the disk allows it.

The desk's clock stands still meanwhile. Trying again happens on every beat, and when the person asks for it.
"""

from dataclasses import replace

from app.base.errors import Problem
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering.chair import Chair, asked_of
from app.kiosk.window.present import faults
from app.kiosk.window.present.place import Saving
from app.sitting.state import Sitting


class Trouble:
    """What was wished when the disk failed, in writing or in reading."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair
        self._wish: i.Intent | None = None
        self._before: Sitting | None = None  # when it was wished
        self._problem: Problem | None = None

    @property
    def here(self) -> bool:
        """Whether the disk still says no."""
        return self._problem is not None

    def wished(self, intent: i.Intent) -> None:
        """This is about to be done."""
        self._wish, self._before = intent, self._chair.desk.sitting

    def done(self) -> None:
        """It was done: what fails later is not this wish."""
        self._wish = None

    def arose(self, problem: Problem) -> None:
        """The disk failed."""
        self._problem = problem
        self._chair.desk.doubt()
        self._chair.pane.set(saving=Saving.FAILED, confirming=False, menu=None)

    def look_again(self) -> i.Intent | None:
        """Ask the disk what is true; the wish that is still open, if it did not happen after all.

        Raises:
            Environment, Integrity: the disk still says no.
        """
        wish, before = self._wish, self._before
        if self._chair.desk.sitting is not None:
            self._chair.desk.heartbeat()
        else:
            self._chair.booth.store.phase()
        self._wish, self._problem = None, None
        self._chair.pane.set(saving=Saving.SAVED, trouble="")
        now = self._chair.desk.sitting
        return wish if _same(before, now) else None

    def page(self) -> v.Page | None:
        """What happened, what is safe, what to do; None while all is well. It reads nothing from the disk."""
        sitting, chair = self._chair.desk.sitting, self._chair
        if self._problem is None:
            return None
        answers = None if sitting is None else asked_of(sitting).answered_count
        pending = self._wish is not None and sitting is not None
        return faults.page(chair.place, chair.pane.glass, self._problem, answers, pending=pending)


def _same(before: Sitting | None, now: Sitting | None) -> bool:
    """Whether nothing was stored between the two but time."""
    if before is None or now is None:
        return before is now
    return replace(before, spent_ms=0, section_ms={}) == replace(now, spent_ms=0, section_ms={})
