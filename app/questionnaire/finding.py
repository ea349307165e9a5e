"""What is wrong with a questionnaire, where, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

from app.base.errors import Field
from app.base.sentences import Sentence


class Grade(StrEnum):
    """An error refuses the questionnaire, a warning asks its author to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: its place (`sections.0.items.2.show_if`), and the sentence that says what to do."""

    place: str
    sentence: Sentence
    grade: Grade

    @classmethod
    def error(cls, place: str, sentence: Sentence) -> "Finding":
        """A finding that refuses the questionnaire."""
        return cls(place, sentence, Grade.ERROR)

    @property
    def is_error(self) -> bool:
        """Whether the questionnaire cannot be used with it."""
        return self.grade is Grade.ERROR


def error(place: str, key: str, /, **fields: Field) -> Finding:
    """A finding that refuses the questionnaire."""
    return Finding(place, Sentence(key, fields), Grade.ERROR)


def warning(place: str, key: str, /, **fields: Field) -> Finding:
    """A finding that asks the author to look."""
    return Finding(place, Sentence(key, fields), Grade.WARNING)
