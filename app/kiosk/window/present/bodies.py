"""What is asked: one body for each kind of question, in the respondent's order and language."""

from typing import assert_never

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.dates import date_body, date_of, typed_of
from app.kiosk.window.present.place import Glass, Place
from app.kiosk.window.present.ranks import ranking_body
from app.kiosk.window.present.rows import roster_body
from app.questionnaire.answer import absent_choices
from app.questionnaire.expression import Value
from app.questionnaire.model import (
    Absent,
    Calculated,
    Date,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Ranking,
    Roster,
    Single,
    Text,
    TextItem,
)
from app.questionnaire.route import Slot, Step, row_order, visible_options
from app.ui.parts.tone import Tone

ABSENT_KEYS = {Absent.NOT_APPLICABLE: "", Absent.DONT_KNOW: "0", Absent.REFUSED: "-"}


class Speaker:
    """Speaks the questionnaire's texts for one step."""

    def __init__(self, place: Place, language: Language, asked: Asked, subject: str) -> None:
        self._place, self._language, self._asked, self._subject = place, language, asked, subject

    def __call__(self, text: Text) -> str:
        """The words of `text`."""
        return self._asked.words(text, self._language, self._place, self._subject)


def answer_of(asked: Asked, step: Step) -> Value | None:
    """The answer to the question itself; None without one, and for a matrix."""
    return asked.answers.get(Slot(step.item, step.subject))


def body(  # noqa: C901, PLR0911 - one case a kind
    place: Place, glass: Glass, asked: Asked, step: Step, item: Item
) -> v.Body:
    """What the page asks, as the kind of its question needs it."""
    words = Speaker(place, glass.language, asked, step.subject)
    value = answer_of(asked, step)
    match item:
        case Likert():
            return v.Scale(_points(asked, item.scale, words, value))
        case Single() | Multi():
            shown = visible_options(asked.questionnaire, asked.plan, step, asked.path.known)
            chosen = value if isinstance(value, tuple) else (value,)
            return v.Options(
                tuple(
                    v.Choice(
                        option.code, str(at) if at <= 9 else "", words(option.label), option.code in chosen
                    )
                    for at, option in enumerate(shown, 1)
                ),
                several=isinstance(item, Multi),
                filled=_chosen(glass.language, item, value),
            )
        case Matrix():
            return _grid(glass, asked, step, item, words)
        case Number():
            return _number_body(glass, item, words, value)
        case TextItem():
            return _writing(glass, item, words, value)
        case Ranking():
            offered = visible_options(asked.questionnaire, asked.plan, step, asked.path.known)
            return ranking_body(glass.language, item, offered, words, value)
        case Date():
            return date_body(glass.language, item, glass.date or typed_of(value))
        case Calculated():
            return _worked(glass.language, asked.path.known.get(Slot(step.item, step.subject)))
        case Roster():
            return roster_body(glass.language, asked, item)
        case Note():
            return v.Reading()
        case _:
            assert_never(item)


def _chosen(language: Language, item: Single | Multi, value: Value | None) -> str:
    """How many are chosen, where there is a most."""
    if not isinstance(item, Multi) or item.max_choices is None:
        return ""
    count = len(value) if isinstance(value, tuple) else 0
    return say(language, "kiosk.chosen_most", count=count, most=item.max_choices)


def _worked(language: Language, value: Value | None) -> v.Worked:
    if value is None:
        return v.Worked("-", say(language, "kiosk.not_worked_out"))
    return v.Worked(str(value), say(language, "kiosk.worked_out"))


def half_entered(glass: Glass, item: Item, value: Value | None) -> bool:
    """Whether something stands in the fields that is no answer, or not yet."""
    match item:
        case Number():
            return bool(glass.typed) and glass.typed != str(value)
        case Date():
            return glass.date is not None and any(glass.date) and date_of(item, glass.date) != value
        case TextItem():
            return glass.written is not None
        case _:
            return False


def _points(asked: Asked, scale: str, words: Speaker, value: object) -> tuple[v.Choice, ...]:
    return tuple(
        v.Choice(point.code, str(at), words(point.label), point.code == value)
        for at, point in enumerate(asked.questionnaire.scales[scale], 1)
    )


def _grid(glass: Glass, asked: Asked, step: Step, item: Matrix, words: Speaker) -> v.Grid:
    language = glass.language
    texts = {row.id: words(row.text) for row in item.rows}
    rows = []
    for variable in row_order(asked.questionnaire, asked.plan, step):
        value = asked.answers.get(Slot(variable, step.subject))
        rows.append(v.Row(variable, texts[variable], value if isinstance(value, int) else None))
    filled = sum(1 for row in rows if row.chosen is not None)
    row = min(glass.row, len(rows) - 1)
    return v.Grid(
        prompt=say(language, "kiosk.matrix_prompt"),
        points=_points(asked, item.scale, words, None),
        absents=absents(language, asked, item, None, short=True),
        rows=tuple(rows),
        row=row,
        counter=say(language, "kiosk.statement", number=row + 1, total=len(rows)),
        filled=say(language, "kiosk.rows_filled", count=filled, total=len(rows)),
    )


def _number_body(glass: Glass, item: Number, words: Speaker, value: object) -> v.Number:
    language = glass.language
    stored = str(value) if isinstance(value, int) and value not in set(Absent) else ""
    return v.Number(
        field_name=words(item.text),
        typed=glass.typed or stored,
        unit=words(item.unit) if item.unit is not None else "",
        less=say(language, "kiosk.less"),
        more=say(language, "kiosk.more"),
        error=number_error(language, item, glass.typed),
    )


def number_error(language: Language, item: Number, typed: str) -> str:
    """What is wrong with a number, with an example; empty when nothing is."""
    if not typed:
        return ""
    if int(typed) > item.max:
        return say(language, "kiosk.number_high", max=item.max, example=max(item.min, item.max // 6))
    if int(typed) < item.min:
        return say(language, "kiosk.number_low", min=item.min, example=item.min)
    return ""


def _writing(glass: Glass, item: TextItem, words: Speaker, value: object) -> v.Writing:
    language, stored = glass.language, value if isinstance(value, str) else ""
    return v.Writing(
        field_name=words(item.text),
        text=stored if glass.written is None else glass.written,
        limit=item.max_chars,
        counter=say(language, "kiosk.characters", count="{count}", limit=item.max_chars),
        warning=v.Notice(Tone.WARN, "user-round-x", say(language, "kiosk.no_names")),
    )


def absents(
    language: Language, asked: Asked, item: Item, value: object, *, short: bool = False
) -> tuple[v.Choice, ...]:
    """The non-answers that a question offers; `short` are the headings of columns."""
    dash = "–" if short else "-"
    offered = absent_choices(asked.questionnaire, item)
    labels = {
        Absent.NOT_APPLICABLE: say(language, "kiosk.not_applicable"),
        Absent.DONT_KNOW: say(language, "kiosk.dont_know"),
        Absent.REFUSED: say(language, "kiosk.refused_short") if short else say(language, "kiosk.refused"),
    }
    return tuple(
        v.Choice(
            int(code), dash if code is Absent.REFUSED else ABSENT_KEYS[code], labels[code], code == value
        )
        for code in offered
    )
