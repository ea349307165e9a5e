"""The end of a sitting: sealing, and the page that stays until the screen closes."""

from dataclasses import dataclass

from app.kiosk.seat.desk import Sealed
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering.chair import Chair
from app.kiosk.window.present import rooms
from app.kiosk.window.present.place import Bilingual
from app.sitting import events as e
from app.sitting.state import screening

CLOSE_AFTER_MS = 45_000


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended, and when the screen closes; `words` are those of a screening not passed."""

    final: e.Final
    closes_at_ms: int
    words: Bilingual | None = None


class Ending:
    """Seals once, and remembers how."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair
        self._final = e.Final.COMPLETE
        self._words: Bilingual | None = None
        self.ended: Ended | None = None
        self.closed = False
        """Whether the thank-you has been left, or has stood long enough."""

    def submit(self, final: e.Final) -> None:
        """Seal the answers; a refusal is shown.

        Raises:
            Environment, Integrity: whether it was stored is not known; `found_sealed` says so later.
        """
        sitting = self._chair.desk.sitting
        section = screening(sitting) if sitting is not None and final is e.Final.INELIGIBLE else None
        text = section.ineligible_text if section is not None else None
        self._final, self._words = final, Bilingual(text.id, text.en) if text is not None else None
        outcome = self._chair.desk.submit(final)
        if isinstance(outcome, Sealed):
            self.found_sealed()
        else:
            self._chair.pane.say(outcome)

    def found_sealed(self) -> None:
        """The disk holds the sealed answers."""
        self.ended = Ended(self._final, self._chair.clock.monotonic_ms() + CLOSE_AFTER_MS, self._words)
        self._chair.pane.set(menu=None, confirming=False, typed="")

    def take(self, intent: i.Intent) -> None:
        """The person leaves."""
        self.closed = self.closed or isinstance(intent, i.Go)

    def second(self) -> None:
        """A second has passed over the last page."""
        if self.ended is not None:
            self.closed = self.closed or self._chair.clock.monotonic_ms() >= self.ended.closes_at_ms

    def page(self, ended: Ended) -> v.Page:
        """The last page."""
        place, glass = self._chair.place, self._chair.pane.glass
        seconds = max(0, -(-(ended.closes_at_ms - self._chair.clock.monotonic_ms()) // 1000))
        match ended.final:
            case e.Final.DECLINED:
                return rooms.not_taking_part(place, glass)
            case e.Final.INELIGIBLE if ended.words is not None:
                return rooms.not_for_you(place, glass, ended.words)
            case _:
                return rooms.sealed(place, glass, seconds, by_timeout=ended.final is e.Final.TIMEOUT)
