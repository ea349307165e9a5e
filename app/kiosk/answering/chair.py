"""The chair of a respondent: what every part of answering stands on."""

from dataclasses import dataclass

from app.base.clock import Clock
from app.base.errors import Refused
from app.kiosk.booth import Booth
from app.kiosk.desk import Desk
from app.kiosk.pane import Pane
from app.kiosk.present.asked import Asked
from app.kiosk.present.place import Place
from app.questionnaire.model import Option
from app.questionnaire.route import Step, visible_options
from app.sitting import events as e
from app.sitting.events import Mode
from app.sitting.machine import Sitting


@dataclass(frozen=True, slots=True)
class Chair:
    """A booth, its desk, where it stands, and the pane before it."""

    booth: Booth
    desk: Desk
    place: Place
    clock: Clock
    pane: Pane

    def do(self, act: e.Act) -> bool:
        """Let the sitting take an act; False when it was refused, and said so."""
        outcome = self.desk.take(act)
        if isinstance(outcome, Refused):
            self.pane.say(outcome)
            return False
        return True

    def leave_page(self) -> None:
        """Nothing half-typed, no place in a matrix and no open list is taken along to another page."""
        self.pane.set(row=0, typed="", date=None, menu=None)


def offered(sitting: Sitting, step: Step) -> tuple[Option, ...]:
    """The options on the screen now."""
    return visible_options(sitting.questionnaire, sitting.plan, step, sitting.known)


def asked_of(sitting: Sitting) -> Asked:
    """The sitting as the screen needs it."""
    return Asked(
        sitting.questionnaire,
        sitting.plan,
        sitting.answers,
        sitting.flags,
        tuple(sitting.subjects),
        sitting.skipped,
        sitting.position,
        str(sitting.opening.group),
        sitting.mode is Mode.READ_ALOUD,
    )
