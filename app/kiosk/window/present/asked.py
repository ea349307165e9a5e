"""A sitting as the screen needs it: the path, numbered; answers, flags and agencies read off it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.kiosk.window.present.place import Place
from app.questionnaire.answer import finished
from app.questionnaire.expression import Value, is_absent
from app.questionnaire.model import Calculated, Item, Note, Questionnaire, Roster, Section, Text
from app.questionnaire.route import (
    Path,
    Plan,
    Slot,
    Step,
    item_of,
    options_of,
    path_of,
    rows_of,
    section_of,
    slots_of,
    visible_options,
)

TITLE_LENGTH = 40  # of a row, in characters: what stands in the middle of a sentence


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
    aloud: bool = False  # somebody reads aloud
    closed: AbstractSet[Step] = frozenset()  # steps that cannot be opened any more

    @cached_property
    def path(self) -> Path:
        """What follows from the answers."""
        return path_of(self.questionnaire, self.plan, self.answers)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The path with these answers."""
        return self.path.steps

    @cached_property
    def numbered(self) -> tuple[Step, ...]:
        """The steps that are questions, in order; the first is number 1."""
        return tuple(step for step in self.steps if not isinstance(self.item(step), (Note, Calculated)))

    def item(self, step: Step) -> Item:
        """The item of a step."""
        return item_of(self.questionnaire, step)

    def section(self, step: Step) -> Section:
        """The section of a step."""
        return section_of(self.questionnaire, step.section)

    def slots(self, step: Step) -> tuple[Slot, ...]:
        """The places for answers on one page."""
        item = self.item(step)
        return () if isinstance(item, (Note, Calculated)) else slots_of(item, step.subject)

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
        if not slots or not all(slot in self.answers for slot in slots):
            return False
        options = visible_options(self.questionnaire, self.plan, step, self.path.known)
        return all(finished(self.item(step), self.answers[slot], options) for slot in slots)

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
        words = _spoken(text, language)
        row = self.row_of(subject)
        code = self.plan.agency if row is not None else subject or self.plan.agency
        agency = place.agencies.get(code)
        words = words.replace("{agency}", agency.name.in_(language) if agency is not None else code)
        return words.replace("{row}", self.row_title(subject, language) if row is not None else "").strip()

    def row_of(self, subject: str) -> tuple[Roster, int] | None:
        """The list and the number of the row that `subject` is; None for an agency and for nobody."""
        name, _, number = subject.rpartition(".")
        for section in self.questionnaire.sections:
            for item in section.items:
                if isinstance(item, Roster) and item.id == name:
                    return item, int(number)
        return None

    def row_title(self, subject: str, language: Language) -> str:
        """What a row is called: the answer to the question that names it, or else its place in the list."""
        row = self.row_of(subject)
        if row is None:
            return ""
        roster, number = row
        title = " ".join(self._name_of(roster, subject, language).replace("*", "").split())
        if title:
            return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 3].rstrip()}..."
        rows = rows_of(roster, self.answers)
        return say(
            language,
            "kiosk.row_untitled",
            number=rows.index(number) + 1 if number in rows else number,
        )

    def _name_of(self, roster: Roster, subject: str, language: Language) -> str:
        value = self.path.known.get(Slot(roster.title_from or "", AgencyCode(subject)))
        if value is None or is_absent(value) or isinstance(value, tuple):
            return ""
        asker = next(item for item in roster.items if item.id == roster.title_from)
        labels = {option.code: option.label for option in options_of(self.questionnaire, asker)}
        label = labels.get(value) if isinstance(value, int) else None
        return str(value) if label is None else _spoken(label, language)


def _spoken(text: Text, language: Language) -> str:
    return text.en if language is Language.EN and text.en else text.id
