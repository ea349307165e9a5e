"""Stories and who looks on."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from app.base.ids import OfficerId
from app.base.sentences import Language
from app.office.window import intents as i
from app.office.window.pages.stage import Stage
from app.office.window_settings import WindowSettings
from app.ui.theme import load_fonts
from tests.eventloop import turn
from tests.gallery.combos import DESK_SIZES, Combo
from tests.office.conftest import PASSPHRASES, House
from tests.office_pages.desk import DeskDoor, OfficerRobot, Patience, World
from tests.office_pages.offices import Offices, Start

See = Callable[[Stage, str, Combo], None]
"""Looks at what the window shows: the name of the look, whose eyes."""


class Part(Enum):
    """The chapters of the gallery, in their order."""

    PREPARING = "Before the survey"
    COLLECTING = "While answers come home"
    REPORTING = "After the opening"
    ALWAYS = "Every page, and the guide"


@dataclass
class Desk:
    """An officer at work, a folder for what comes and goes, the office from behind, and who looks on."""

    story: str
    officer: OfficerRobot
    world: World
    folder: Path
    behind: House | None
    combos: Sequence[Combo]
    see: See

    @property
    def house(self) -> House:
        """The office from behind."""
        assert self.behind is not None
        return self.behind

    def take(self, wish: object) -> None:
        """Wish for something, and wait until it is done."""
        self.officer.door.conductor.take(wish)
        self.officer.wait()

    def come(self, section: str) -> None:
        """Sign in, and go to a page."""
        self.officer.sign_in("a")
        self.take(i.Go(section))

    def second(self, press: str) -> None:
        """The other officer types the passphrase, and the button is pressed."""
        self.officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
        self.officer.press(press)
        self.officer.wait()

    def look(self, state: str) -> None:
        """Let all eyes look at what is shown now."""
        window = self.officer.door.window
        for combo in self.combos:
            window.resize(combo.width, combo.height)
            self.take(i.SetLanguage(combo.language))
            QApplication.processEvents()
            self.see(window, f"{self.story}-{state}" if state else self.story, combo)
        window.resize(*DESK_SIZES[0])
        self.take(i.SetLanguage(Language.ID))


@dataclass(frozen=True, slots=True)
class Story:
    """One piece of work: from what office it starts, and what is done."""

    name: str
    part: Part
    start: Start
    play: Callable[[Desk], None]


_STORIES: list[Story] = []


def story(name: str, part: Part, start: Start) -> Callable[[Callable[[Desk], None]], Callable[[Desk], None]]:
    """Hang the story that the function plays in the gallery."""

    def hang(play: Callable[[Desk], None]) -> Callable[[Desk], None]:
        assert name not in {each.name for each in _STORIES}, name
        _STORIES.append(Story(name, part, start, play))
        return play

    return hang


def stories(pattern: str = "*") -> tuple[Story, ...]:
    """Every story whose name fits, by chapter."""
    for room in ("collecting", "preparing", "reading", "reporting"):
        import_module(f"tests.office_pages.gallery.{room}")  # its stories hang themselves
    order = list(Part)
    found = sorted(_STORIES, key=lambda each: (order.index(each.part), each.name))
    return tuple(each for each in found if fnmatch(each.name, pattern))


def tell(told: Story, offices: Offices, combos: Sequence[Combo], see: See) -> None:
    """Play a story before these eyes, over an office of its own that is gone afterwards."""
    with TemporaryDirectory(prefix="kantor-") as name:
        folder = Path(name)
        behind = offices.copy(told.start, folder / "office")
        with _window(folder / "office") as (officer, world):
            told.play(Desk(told.name, officer, world, folder, behind, combos, see))
        if behind is not None:
            behind.office.close()


@contextmanager
def _window(folder: Path) -> Iterator[tuple[OfficerRobot, World]]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    world = World()
    door = DeskDoor(application, WindowSettings(folder), world)
    officer = OfficerRobot(application, Patience(), door)
    door.show()
    turn()
    try:
        yield officer, world
    finally:
        officer.wait()
        door.rest()
        door.window.close()
        door.window.deleteLater()
        turn()
