"""When the disk says no: the page says so, and the same wish is tried again once the disk allows it."""

from dataclasses import replace

from app.kiosk import intents as i
from app.kiosk.answering.chair import Chair
from app.kiosk.present.place import Saving
from app.sitting.machine import Sitting


class Trouble:
    """What was wished when a write failed."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair
        self._wish: i.Intent | None = None
        self._before: Sitting | None = None  # when it was wished
        self.words = ""
        """What the disk said; empty while all is well."""

    def wished(self, intent: i.Intent) -> None:
        """This is about to be done."""
        self._wish, self._before = intent, self._chair.desk.sitting

    def done(self) -> None:
        """It was done: what fails later is not this wish."""
        self._wish = None

    def arose(self, words: str) -> None:
        """A write failed."""
        self.words = words
        self._chair.pane.set(saving=Saving.FAILED, confirming=False)

    def look_again(self) -> i.Intent | None:
        """Ask the disk what is true; the wish that is still open, if it did not happen after all.

        Raises:
            Environment, Integrity: the disk still says no.
        """
        wish, before = self._wish, self._before
        if self._chair.desk.sitting is not None:
            self._chair.desk.heartbeat()
        self._wish, self.words = None, ""
        self._chair.pane.set(saving=Saving.SAVED, trouble="")
        now = self._chair.desk.sitting
        undone = before is not None and now is not None and _same(before, now)
        return wish if undone else None


def _same(before: Sitting, now: Sitting) -> bool:
    """Whether nothing was stored between the two but time."""
    return replace(before, spent_ms=0, section_ms={}) == replace(now, spent_ms=0, section_ms={})
