"""How a room's counts come together, in the words that stand on the page and on the paper alike."""

from collections.abc import Mapping

from app.base.sentences import Language, say


def sum_words(language: Language, signs: Mapping[str, str | int]) -> str:
    """How the persons in the files and those present come together, in a sentence.

    `signs`: sealed, abandoned, voided, restarts, persons, present, together, sessions (their names, or empty)
    and difference, as `signed` spells it.
    """
    even = signs["difference"] == signed(0)
    if signs["sessions"] and even:
        return say(language, "minutes.sum_together_even", **signs)
    if signs["sessions"]:
        return say(language, "minutes.sum_together", **signs)
    if even:
        return say(language, "minutes.sum_even", **signs)
    return say(language, "minutes.sum", **signs)


def signed(number: int) -> str:
    """A difference with its sign; zero has none."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"
