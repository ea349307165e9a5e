"""The proctor's guide before the screen: at which page it is open, and what is sought in it.

It lies over whatever page the proctor is on and changes nothing there: who closes it is where they were.
"""

from pathlib import Path

from app.base.errors import Environment, Integrity
from app.base.guide import HELP, read_guide
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pane import Pane
from app.kiosk.window.present import guide as present
from app.kiosk.window.present.guide import Topic

MAX_SOUGHT = 24  # symbols: what the field shows


class Guiding:
    """The guide, open or not."""

    def __init__(self, pane: Pane, folder: Path = HELP) -> None:
        self._pane = pane
        self._folder = folder
        self._name: str | None = None
        self._sought = ""

    @property
    def is_open(self) -> bool:
        """Whether it is before the person."""
        return self._name is not None

    def open(self, topic: Topic) -> None:
        """Open it at the page that fits where the person is."""
        self._name, self._sought = topic.value, ""

    def close(self) -> None:
        """Back to where the person was."""
        self._name = None

    def take(self, intent: i.Intent) -> bool:
        """Whether `intent` is one for the guide while it is open; if so it is done.

        Time goes on for whoever is behind it, and how the screen looks is nobody's own.
        """
        match intent:
            case i.ReadPage(name):
                self._name = name
            case i.Type(symbol):
                self._seek((self._sought + symbol)[:MAX_SOUGHT])
            case i.Erase(everything):
                self._seek("" if everything else self._sought[:-1])
            case i.Close() | i.Back():
                self.close()
            case i.Second() | i.Beat() | i.Stir():
                return False
            case _:
                return True
        return True

    def page(self, training: str) -> v.Guide | None:
        """The page that is open; None where there is no guide to show, which is said then."""
        if self._name is None:
            return None
        try:
            guide = read_guide(self._pane.language, self._folder)
        except (Environment, Integrity) as problem:
            self.close()
            self._pane.say(problem)
            return None
        return present.guide(self._pane.glass, guide, self._name, self._sought, training)

    def _seek(self, sought: str) -> None:
        """Other words; a page without them gives way to the first that has them."""
        self._sought = sought.lstrip()
        found = self._found()
        if found and self._name not in found:
            self._name = found[0]

    def _found(self) -> tuple[str, ...]:
        try:
            guide = read_guide(self._pane.language, self._folder)
        except (Environment, Integrity):
            return ()  # which the page says
        return tuple(page.name for page in guide.pages if page.has(self._sought))
