"""What every section of the window is."""

from abc import ABC, abstractmethod
from typing import ClassVar

from app.base.sentences import Language
from app.office.window import view as v
from app.office.window.shift import Shift


class Section(ABC):
    """One page of the window and what can be done there."""

    name: ClassVar[str]
    icon: ClassVar[str]
    listed: ClassVar[bool] = True  # in the bar at the left
    within: ClassVar[str] = ""  # of which page there it is a part, if it is not listed itself

    def __init__(self, shift: Shift) -> None:
        self.shift = shift

    @abstractmethod
    def words(self, language: Language) -> str:
        """Its name in the bar at the left."""

    @abstractmethod
    def page(self, language: Language) -> v.Page:
        """What is shown now."""

    @abstractmethod
    def take(self, intent: object) -> None:
        """Do what is wished on this page; what it does not know it leaves alone."""

    def come(self) -> None:
        """Somebody came to this page: look again at how things stand."""
        self.shift.refresh()

    def badge(self) -> str:
        """A count beside its name, where somebody has to look."""
        return ""

    def locked(self) -> None:  # noqa: B027 - most sections hold nothing of the kind
        """The window is locked: forget what only those who sat there may know."""
