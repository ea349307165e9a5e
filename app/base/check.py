"""One thing that was looked at on a machine: how it ended, what was found, what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.base.errors import Problem
from app.base.sentences import Language, Sentence, say


class Outcome(StrEnum):
    """How a check ended.

    `CARE`: usable, with the advice; `WRONG`: not usable before it is mended; `NOT_TRIED`: there was nothing
    to try it on.
    """

    GOOD = "good"
    CARE = "care"
    WRONG = "wrong"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, how it ended, what was found, and what to do about it.

    The sentence of a trouble says what to do itself; `advice` is empty then.
    """

    name: Sentence
    outcome: Outcome
    found: tuple[Sentence, ...]
    advice: tuple[Sentence, ...] = ()

    def spoken(self, language: Language) -> str:
        """The check as one line."""
        found = " ".join(sentence.spoken(language) for sentence in (*self.found, *self.advice))
        return say(language, _LINES[self.outcome], name=self.name.spoken(language), found=found)


_LINES = {
    Outcome.GOOD: "selftest.line_good",
    Outcome.CARE: "selftest.line_care",
    Outcome.WRONG: "selftest.line_wrong",
    Outcome.NOT_TRIED: "selftest.line_not_tried",
}


def good(name: Sentence, *found: Sentence) -> Check:
    """Nothing to do."""
    return Check(name, Outcome.GOOD, found)


def care(name: Sentence, found: Sentence, advice: Sentence) -> Check:
    """Usable, with care."""
    return Check(name, Outcome.CARE, (found,), (advice,))


def wrong(name: Sentence, found: Sentence, advice: Sentence) -> Check:
    """Not usable as it is."""
    return Check(name, Outcome.WRONG, (found,), (advice,))


def not_tried(name: Sentence, *found: Sentence) -> Check:
    """There was nothing to try it on."""
    return Check(name, Outcome.NOT_TRIED, found)


def tried(name: Sentence, look: Callable[[], Sentence]) -> Check:
    """The outcome of `look`: good with what it says, or wrong with the sentence of what it raises."""
    try:
        return good(name, look())
    except Problem as trouble:
        return Check(name, Outcome.WRONG, (Sentence.of(trouble),))
