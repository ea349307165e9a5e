"""The keys of a page, as the line of hints shows them."""

from collections.abc import Sequence
from typing import assert_never

from app.base.sentences import Language, say
from app.kiosk.window import view as v

NEXT_LETTER = {Language.ID: "B", Language.EN: "N"}  # with Alt: Enter presses the button that has the focus
DIGITS = 9  # keys that choose; what stands further down is reached by the arrows


def hints(language: Language, body: v.Body, *, looped: bool) -> tuple[v.Hint, ...]:
    """The keys of the page, and a reassurance where there is room for one."""
    keys = _keys(language, body)
    if not isinstance(body, v.Scale | v.Options | v.Number):
        return keys
    if looped:
        return (*keys, v.Hint((), say(language, "kiosk.skip_is_neutral"), "info"))
    return (*keys, v.Hint((), say(language, "kiosk.no_name_in_answers"), "lock-keyhole"))


def _keys(language: Language, body: v.Body) -> tuple[v.Hint, ...]:  # noqa: PLR0911 - one case a kind
    following = v.Hint(("Enter",), say(language, "kiosk.hint_next"))
    digits = v.Hint(("0", "–", "9"), say(language, "kiosk.hint_type"))
    match body:
        case v.Scale(points):
            return v.Hint(_digits(points), say(language, "kiosk.hint_choose")), following
        case v.Options(options):
            choose = v.Hint(_digits(options), say(language, "kiosk.hint_choose"))
            return choose, *_others(language, options), following
        case v.Ranking(ranked):
            choose = v.Hint(_digits(ranked), say(language, "kiosk.hint_rank"))
            move = v.Hint(("Alt", "arrow-up", "arrow-down"), say(language, "kiosk.hint_move"))
            return choose, *_others(language, ranked), move, following
        case v.Grid():
            return (
                v.Hint(_digits(body.points), say(language, "kiosk.hint_row")),
                v.Hint(("arrow-up", "arrow-down"), say(language, "kiosk.hint_rows")),
                v.Hint((), say(language, "kiosk.hint_refused")),
            )
        case v.Number():
            return digits, following
        case v.Date():
            return digits, v.Hint(("Tab",), say(language, "kiosk.hint_field")), following
        case v.Writing():
            return (v.Hint(("Ctrl", "Enter"), say(language, "kiosk.hint_next")),)
        case v.Roster():
            onward = v.Hint(("Alt", NEXT_LETTER[language]), say(language, "kiosk.hint_next"))
            return v.Hint(("arrow-up", "arrow-down"), say(language, "kiosk.hint_buttons")), onward
        case v.Reading() | v.Worked():
            return (following,)
        case _:
            assert_never(body)


def _digits(choices: Sequence[object]) -> tuple[str, ...]:
    return "1", "–", str(min(DIGITS, len(choices)))


def _others(language: Language, choices: Sequence[object]) -> tuple[v.Hint, ...]:
    """How to come to the choices that have no digit."""
    if len(choices) <= DIGITS:
        return ()
    return (v.Hint(("arrow-up", "arrow-down"), say(language, "kiosk.hint_others")),)
