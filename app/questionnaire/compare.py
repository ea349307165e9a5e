"""Two versions of a questionnaire: what changed, how grave it is, and whether the version number says so."""

from collections.abc import Iterator, Sequence
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
    stale = (warning(_translation(one.place), "compare.translation_stale") for one in found if one.stale)
    return Comparison(found, (*_version(old, new, gravest(found)), *stale))


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


def _translation(place: str) -> str:
    return place.removesuffix(".id") + ".en"
