"""Scenes and who looks at them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module

from app.base.sentences import Language
from app.kiosk.window import view as v
from app.kiosk.window.present.place import Glass
from app.ui.theme import Look


class Part(Enum):
    """The chapters of the gallery, in their order."""

    WAITING = "Before the questions"
    ASKING = "Questions"
    HELPING = "Menus, dialogs and short words"
    TROUBLE = "Time, pauses and trouble"
    ENDING = "Review and endings"
    PROCTOR = "The proctor"
    MACHINE = "The machine"


@dataclass(frozen=True, slots=True)
class Eye:
    """One reader in front of a screen; `glass` is what only the screen knows."""

    look: Look

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.look.language

    @property
    def glass(self) -> Glass:
        """Nothing typed, nothing open."""
        return Glass(self.look)

    def sees(self, page: v.Page, over: v.Overlay | None = None, toast: v.Toast | None = None) -> v.Screen:
        """The screen of a page."""
        return v.Screen(page, self.look, over, toast)


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen in one state. `like` names the picture of the design that it follows."""

    name: str
    part: Part
    screen: Callable[[Eye], v.Screen]
    like: str = ""


_SCENES: list[Scene] = []


def scene(
    name: str, part: Part, like: str = ""
) -> Callable[[Callable[[Eye], v.Screen]], Callable[[Eye], v.Screen]]:
    """Hang the screen that the function returns in the gallery."""

    def hang(screen: Callable[[Eye], v.Screen]) -> Callable[[Eye], v.Screen]:
        assert name not in {each.name for each in _SCENES}, name
        _SCENES.append(Scene(name, part, screen, like))
        return screen

    return hang


def scenes() -> tuple[Scene, ...]:
    """Every scene, by chapter and name."""
    for room in (
        "asking", "checking", "ending", "guiding", "kinds", "paperwork", "practice", "proctoring", "waiting",
    ):  # fmt: skip
        import_module(f"tests.kiosk_pages.gallery.{room}")  # its scenes hang themselves
    order = list(Part)
    return tuple(sorted(_SCENES, key=lambda each: (order.index(each.part), each.name)))


def screen(name: str, look: Look | None = None) -> v.Screen:
    """The screen of the scene `name`."""
    eye = Eye(look or Look())
    return next(each for each in scenes() if each.name == name).screen(eye)
