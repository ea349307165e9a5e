"""Two versions of a questionnaire: what changed, how grave it is, and whether the version number says so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.questionnaire.differences import Change, Difference, differences
from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every difference, and what is wrong with the step from the old version to the new."""

    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]

    @property
    def change(self) -> Change | None:
        """The gravest of the differences; None when there is none."""
        return gravest(self.differences)


def compare(old: Questionnaire, new: Questionnaire) -> Comparison:
    """Compare two versions: a breaking difference demands a new major version, any other a new version, and
    a rewritten Indonesian text a look at its translation.
    """
    found = tuple(differences(old, new))
    stale = (warning(place, "compare.translation_stale") for place in _stale(found))
    return Comparison(found, (*_version(old, new, gravest(found)), *stale))


def stale_translations(old: Questionnaire, new: Questionnaire) -> tuple[str, ...]:
    """The places of translations that were not touched when their Indonesian text was rewritten."""
    return tuple(_stale(differences(old, new)))


def gravest(found: Sequence[Difference]) -> Change | None:
    """The gravest of some differences."""
    order = list(Change)
    return max((one.change for one in found), key=order.index, default=None)


def _version(old: Questionnaire, new: Questionnaire, change: Change | None) -> Iterator[Finding]:
    (major, minor), now = _number(old), _number(new)
    if now < (major, minor):
        yield error("version", "compare.version_back", old=old.version, new=new.version)
    elif change is Change.BREAKING and now[0] == major:
        yield error("version", "compare.major_needed", new=new.version, needed=f"{major + 1}.0")
    elif change is not None and now == (major, minor):
        yield error("version", "compare.version_same", old=old.version, needed=f"{major}.{minor + 1}")


def _number(questionnaire: Questionnaire) -> tuple[int, int]:
    major, minor = questionnaire.version.split(".")
    return int(major), int(minor)


def _stale(found: Iterable[Difference]) -> Iterator[str]:
    return (one.place.removesuffix(".id") + ".en" for one in found if one.stale)
