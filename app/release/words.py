"""Labels in both languages: from the catalogue, or of two texts that stand beside each other."""

from collections.abc import Mapping
from functools import lru_cache

from app.base.errors import Field
from app.base.sentences import Language, say
from app.questionnaire.index import walk
from app.questionnaire.model import Absent, Matrix, Note, Questionnaire, Text

MAX_TEXT = 2000  # of a Text


def worded(key: str, /, **fields: Field) -> Text:
    """The sentence of `key` in both languages."""
    return Text(id=say(Language.ID, key, **fields), en=say(Language.EN, key, **fields))


def joined(first: Text, second: Text, between: str) -> Text:
    """Two texts one after the other; in English where both are."""
    english = f"{first.en}{between}{second.en}"[:MAX_TEXT] if first.en and second.en else None
    return Text(id=f"{first.id}{between}{second.id}"[:MAX_TEXT], en=english)


@lru_cache
def absence(code: Absent) -> Text:
    """What an absent code means."""
    match code:
        case Absent.NOT_ON_PATH:
            return worded("release.not_on_path")
        case Absent.NOT_REACHED:
            return worded("release.not_reached")
        case Absent.NOT_APPLICABLE:
            return worded("release.not_applicable")
        case Absent.DONT_KNOW:
            return worded("release.dont_know")
        case Absent.REFUSED:
            return worded("release.refused_answer")


def wordings(questionnaire: Questionnaire) -> Mapping[str, Text]:
    """How every variable was asked: a row of a matrix by its own words."""
    found: dict[str, Text] = {}
    for section in questionnaire.sections:
        for item in walk(section):
            match item:
                case Note():
                    continue
                case Matrix():
                    found |= {row.id: row.text for row in item.rows}
                case _:
                    found[item.id] = item.text
    return found
