"""The chair of a respondent: what every part of answering stands on."""

from dataclasses import dataclass, replace

from app.base.clock import Clock
from app.base.errors import Refused
from app.kiosk.seat.desk import Desk
from app.kiosk.store.booth import Booth
from app.kiosk.window.pane import Pane
from app.kiosk.window.present.around import part_of
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import Place
from app.kiosk.window.present.time import Budget, nearer
from app.questionnaire.model import Option
from app.questionnaire.route import Step, section_of, stretch_of, visible_options
from app.sitting import events as e
from app.sitting.events import Mode
from app.sitting.state import Phase, Sitting, can_go_to, limit_ms, section_remaining_ms


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
        """Nothing half-typed, no news, no place in a matrix and no open list goes along to another page."""
        self.pane.set(row=0, typed="", date=None, written=None, news="", sought="", menu=None)

    def asked(self, sitting: Sitting) -> Asked:
        """The sitting as the screen needs it, with what can be opened now."""
        spent_ms, asked = self.desk.spent_ms(), asked_of(sitting)
        sections = sitting.questionnaire.sections
        if all(section.allow_back and section.time_limit_ms is None for section in sections):
            return asked
        closed = (step for step in sitting.steps if not can_go_to(sitting, step, spent_ms))
        return replace(asked, closed=frozenset(closed) - {sitting.position})

    def budget(self, sitting: Sitting) -> Budget | None:
        """The time left of whatever ends first: the sitting, or the section that is open."""
        spent_ms, found = self.desk.spent_ms(), []
        whole_ms, here = limit_ms(sitting), sitting.position
        if whole_ms is not None:
            end = sitting.questionnaire.on_timeout
            found.append(Budget(max(0, whole_ms - spent_ms), whole_ms, end))
        if here is not None and sitting.phase is Phase.ANSWERING:
            section = section_of(sitting.questionnaire, here.section)
            left_ms = section_remaining_ms(sitting, spent_ms, here)
            if left_ms is not None and section.time_limit_ms is not None:
                part_ms = section.time_limit_ms + sitting.extra_ms
                part, place = self.part(sitting, here), "/".join(stretch_of(here))
                found.append(Budget(left_ms, part_ms, section.on_timeout, part, place))
        return nearer(tuple(found))

    def part(self, sitting: Sitting, step: Step) -> str:
        """What a person calls the part that a step is in."""
        return part_of(self.place, asked_of(sitting), step)

    def understood(self, sitting: Sitting) -> None:
        """The warning of the time that is shown has been read."""
        budget = self.budget(sitting)
        if budget is not None:
            self.pane.set(warnings_read=self.pane.glass.warnings_read | {budget.warning})


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
