"""A sitting as the screen needs it: the path, numbered; answers, flags and agencies read off it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from app.base.sentences import Language
from app.kiosk.present.place import Place
from app.questionnaire.expression import Value
from app.questionnaire.model import Item, Matrix, Note, Questionnaire, Section, Text
from app.questionnaire.route import Plan, Slot, Step, item_of, route


@dataclass(frozen=True)
class Asked:
    """What has been asked and answered; `subjects` are all agencies an expert chose, also those skipped."""

    questionnaire: Questionnaire
    plan: Plan
    answers: Mapping[Slot, Value]
    flags: AbstractSet[Step]
    subjects: tuple[str, ...]
    skipped: AbstractSet[str]
    step: Step | None
    group: str

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The path with these answers."""
        return route(self.questionnaire, self.plan, self.answers)

    @cached_property
    def numbered(self) -> tuple[Step, ...]:
        """The steps that are questions, in order; the first is number 1."""
        return tuple(step for step in self.steps if not isinstance(self.item(step), Note))

    def item(self, step: Step) -> Item:
        """The item of a step."""
        return item_of(self.questionnaire, step)

    def section(self, step: Step) -> Section:
        """The section of a step."""
        return next(section for section in self.questionnaire.sections if section.id == step.section)

    def slots(self, step: Step) -> tuple[Slot, ...]:
        """The places for answers on one page."""
        match item := self.item(step):
            case Note():
                return ()
            case Matrix():
                return tuple(Slot(row.id, step.subject) for row in item.rows)
            case _:
                return (Slot(item.id, step.subject),)

    def number(self, step: Step) -> int:
        """The number of a step; a note has the number of the question before it, at least 1."""
        if step in self.numbered:
            return self.numbered.index(step) + 1
        at = self.steps.index(step) if step in self.steps else 0
        before = [one for one in self.steps[:at] if one in self.numbered]
        return max(1, len(before))

    def answered(self, step: Step) -> bool:
        """Whether every place for an answer on that page has one."""
        slots = self.slots(step)
        return bool(slots) and all(slot in self.answers for slot in slots)

    @cached_property
    def answered_count(self) -> int:
        """How many questions have their answer."""
        return sum(1 for step in self.numbered if self.answered(step))

    @property
    def open_numbers(self) -> tuple[int, ...]:
        """The numbers of the questions without an answer."""
        return tuple(at for at, step in enumerate(self.numbered, 1) if not self.answered(step))

    @property
    def flag_numbers(self) -> tuple[int, ...]:
        """The numbers of the questions marked as doubtful."""
        return tuple(at for at, step in enumerate(self.numbered, 1) if step in self.flags)

    def words(self, text: Text, language: Language, place: Place, subject: str = "") -> str:
        """A text of the questionnaire in the reader's language, the agency filled in."""
        words = text.en if language is Language.EN and text.en else text.id
        code = subject or self.plan.agency
        agency = place.agencies.get(code)
        return words.replace("{agency}", agency.name.in_(language) if agency is not None else code).strip()
