"""Care for who answers: a way out of what is sensitive, and a word about names where one may write."""

from collections.abc import Iterator

from app.questionnaire.answer import absent_choices
from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.lint.outline import Outline
from app.questionnaire.model import Absent, Calculated, Date, Note, Required, TextItem

_WAYS_OUT = frozenset({Absent.DONT_KNOW, Absent.REFUSED})

# A hint that warns says what must stay out: a name, an identity, what lets someone be recognised.
_WARNS = ("nama", "identitas", "data pribadi", "dikenali", "mengenali", "siapa")


def privacy(outline: Outline) -> Iterator[Finding]:
    """Sensitive questions that leave no way out, typed answers that must be given, and free text whose hint
    does not warn of naming people.

    The last is a warning: the screen says it under every field anyway, but only the author knows which
    detail of this question gives a person away. So is the second: who cannot type is stuck there, but the
    author may have meant it.
    """
    for asked in outline.items:
        item, offered = asked.item, absent_choices(outline.questionnaire, asked.item)
        if item.sensitive and not isinstance(item, (Note, Calculated)) and not _WAYS_OUT.issubset(offered):
            yield error(asked.place, "questionnaire.sensitive_without_way_out")
        if isinstance(item, (TextItem, Date)) and item.required is Required.HARD and not offered:
            yield warning(asked.place, "lint.typing_without_way_out")
        if isinstance(item, TextItem):
            hint = "" if item.hint is None else item.hint.id.casefold()
            if not any(word in hint for word in _WARNS):
                yield warning(asked.place, "lint.text_without_privacy_hint")
