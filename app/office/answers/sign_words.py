"""Signs of quality and decisions about them, in the words of every door of the office."""

from collections.abc import Mapping

from app.base.sentences import Language, say
from app.office.answers.rows import Flag
from app.office.answers.signs import Decision, Marked
from app.scoring.quality import Grade, Sign

_SIGNS: Mapping[str, str] = {
    Sign.STRAIGHT_LINE: "review.straight_line",
    Sign.TOO_FAST: "review.too_fast",
    Sign.MANY_ABSENT: "review.many_absent",
    Sign.EQUAL_VECTOR: "review.equal_vector",
}
_MEANINGS: Mapping[str, str] = {
    Sign.STRAIGHT_LINE: "review.means_straight_line",
    Sign.TOO_FAST: "review.means_too_fast",
    Sign.MANY_ABSENT: "review.means_many_absent",
    Sign.EQUAL_VECTOR: "review.means_equal_vector",
}


def sign_in_words(flag: Flag, language: Language) -> str:
    """A sign, whether it is strong, and the agency that it is about where an expert rated several."""
    words = say(language, _SIGNS[flag.sign]) if flag.sign in _SIGNS else flag.sign
    if flag.grade >= Grade.STRONG:
        words = say(language, "review.strong", sign=words)
    return say(language, "review.about", sign=words, agency=flag.subject) if flag.subject else words


def meaning(flag: Flag, language: Language) -> str:
    """What a sign says, in a sentence."""
    return say(language, _MEANINGS[flag.sign]) if flag.sign in _MEANINGS else ""


def decision_in_words(one: Marked, language: Language) -> str:
    """What was decided."""
    if one.reviewed is None:
        return say(language, "review.waiting")
    match one.reviewed.decision:
        case Decision.APPROVED:
            return say(language, "review.approved")
        case Decision.SET_ASIDE:
            return say(language, "review.set_aside")
