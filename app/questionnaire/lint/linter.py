"""All rules, in the order in which an author wants to hear them."""

from collections.abc import Callable, Iterable, Iterator

from app.questionnaire.finding import Finding
from app.questionnaire.lint.checks import checks
from app.questionnaire.lint.constants import constants
from app.questionnaire.lint.export import export
from app.questionnaire.lint.outline import Outline, outline
from app.questionnaire.lint.privacy import privacy
from app.questionnaire.lint.reach import reach
from app.questionnaire.lint.references import references
from app.questionnaire.lint.scales import scales
from app.questionnaire.lint.structure import structure
from app.questionnaire.lint.timing import timing
from app.questionnaire.lint.wording import languages, placeholders
from app.questionnaire.lint.worlds import Worlds
from app.questionnaire.model import Questionnaire

Family = Callable[[Outline], Iterable[Finding]]

_RELIED_ON: tuple[Family, ...] = (structure, references, placeholders)
_FOR_AUTHORS: tuple[Family, ...] = (languages, timing, privacy, scales, export)


def lint(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Everything that can be said against a questionnaire whose types are right."""
    laid_out = outline(questionnaire)
    found = [*_told(_RELIED_ON, laid_out)]
    sound = not any(one.is_error for one in structure(laid_out))
    found += _told(_FOR_AUTHORS, laid_out)
    if sound:  # else it is not clear what a name or a code stands for
        found += _tried(laid_out, found)
    return tuple(found)


def faults(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """What the program itself could not live with: the errors among the rules that it relies on."""
    return tuple(one for one in _told(_RELIED_ON, outline(questionnaire)) if one.is_error)


def _told(families: Iterable[Family], laid_out: Outline) -> Iterator[Finding]:
    for family in families:
        yield from family(laid_out)


def _tried(laid_out: Outline, found: Iterable[Finding]) -> Iterator[Finding]:
    broken = frozenset(one.place for one in found if one.is_error)
    misread = tuple(constants(laid_out, broken))
    yield from misread
    worlds = Worlds(laid_out, broken)
    yield from reach(laid_out, worlds, frozenset(one.place for one in misread if one.is_error))
    yield from checks(laid_out, worlds)
