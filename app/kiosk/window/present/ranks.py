"""Options in order of preference, each with its rank and what can be done with it."""

from collections.abc import Callable, Sequence

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.questionnaire.answer import ranks_of
from app.questionnaire.expression import Value
from app.questionnaire.model import Option, Ranking, Text


def ranking_body(
    language: Language,
    item: Ranking,
    options: Sequence[Option],
    words: Callable[[Text], str],
    value: Value | None,
) -> v.Ranking:
    """The `options` on the screen, those in `value` with their ranks."""
    order = ranked(value, options)
    return v.Ranking(
        tuple(
            _ranked(language, option.code, str(at) if at <= 9 else "", words(option.label), order)
            for at, option in enumerate(options, 1)
        ),
        say(language, "kiosk.ranks_filled", count=len(order), total=ranks_of(item, options)),
    )


def ranked(value: Value | None, options: Sequence[Option]) -> tuple[int, ...]:
    """The codes of a stored ranking, the best first, without those no longer on the screen."""
    shown = {option.code for option in options}
    return tuple(code for code in value if code in shown) if isinstance(value, tuple) else ()


def _ranked(language: Language, code: int, key: str, label: str, order: tuple[int, ...]) -> v.Ranked:
    if code not in order:
        return v.Ranked(code, key, label, 0, say(language, "kiosk.unranked", label=label), "", "")
    rank = order.index(code) + 1
    return v.Ranked(
        code,
        key,
        label,
        rank,
        say(language, "kiosk.ranked", rank=rank, label=label),
        say(language, "kiosk.rank_up", label=label) if rank > 1 else "",
        say(language, "kiosk.rank_down", label=label) if rank < len(order) else "",
    )
