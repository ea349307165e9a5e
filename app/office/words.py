"""What is called how: verdicts, states, moments and shares, in the words of every door of the office."""

from collections.abc import Mapping

from app.base.clock import local_time
from app.base.sentences import Language, say
from app.office.days import day_in_words
from app.office.gathering.intake import Verdict
from app.office.survey.roundfile import RoundState

_VERDICTS: Mapping[Verdict, str] = {
    Verdict.STORED: "office.word_stored",
    Verdict.DUPLICATE: "office.word_duplicate",
    Verdict.FORK: "office.word_fork",
    Verdict.CONFLICT: "office.word_conflict",
    Verdict.LATE: "office.word_late",
    Verdict.REJECTED: "office.word_rejected",
    Verdict.UNREADABLE: "office.word_unreadable",
}
_STATES: Mapping[RoundState, str] = {
    RoundState.COLLECTING: "office.state_collecting",
    RoundState.CLOSED: "office.state_closed",
    RoundState.OPENED: "office.state_opened",
}


def verdict_in_words(verdict: Verdict, language: Language) -> str:
    """A verdict in one word."""
    return say(language, _VERDICTS[verdict])


def state_in_words(state: RoundState, language: Language) -> str:
    """The state of a round in one word."""
    return say(language, _STATES[state])


def clock_in_words(utc_ms: int, language: Language) -> str:
    """`10.02`, in English `10:02`: the time of day in the survey's zone."""
    at = local_time(utc_ms)
    return f"{at.hour:02}{'.' if language is Language.ID else ':'}{at.minute:02}"


def moment_in_words(utc_ms: int, language: Language) -> str:
    """The day and the time of day, `19 Agustus 2026, 13.42`."""
    return f"{day_in_words(local_time(utc_ms).date(), language)}, {clock_in_words(utc_ms, language)}"


def percent(done: int, of: int, language: Language) -> str:
    """`79,7%`, in English `79.7%`; of nothing it is nothing."""
    tenths = (1000 * done + of // 2) // of if of else 0
    whole, rest = divmod(tenths, 10)
    return f"{whole}{',' if language is Language.ID else '.'}{rest}%"
