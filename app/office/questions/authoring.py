"""For those who write questionnaires: everything that can be said about a file, and about two versions."""

from dataclasses import dataclass
from pathlib import Path

from app.office.findings import Finding as FileFinding
from app.office.findings import Findings
from app.office.marks import Mark, Marks
from app.office.survey.rounds import read_small
from app.office.survey.sizes import MAX_ANSWER_BYTES, agencies_that_fit, too_large
from app.questionnaire.compare import Comparison, compare, stale_translations
from app.questionnaire.finding import Finding
from app.questionnaire.lint.wording import Completeness, completeness
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import review_yaml
from app.sitting.size import largest_response_bytes

MAX_AGENCIES = 200  # of a round


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where in the file it stands, when that can be said."""

    finding: Finding
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Size:
    """The largest answer, in bytes, of those that a record can hold.

    `agencies`: in a questionnaire with a loop, about how many it was asked, and `fitting` how many can be.
    """

    largest: int
    most: int
    agencies: int | None
    fitting: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """What can be said about a file; without a questionnaire, only what is wrong with its form."""

    file: str
    questionnaire: Questionnaire | None
    findings: tuple[Located, ...]
    languages: tuple[Completeness, ...]
    size: Size | None

    @property
    def errors(self) -> int:
        """How many findings refuse the questionnaire."""
        return sum(one.finding.is_error for one in self.findings)


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions and what lies between them."""

    old: Questionnaire
    new: Questionnaire
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Translations:
    """How far each language of a questionnaire has come, and the places whose translation is behind.

    `stale` is None where no version before was named: only that one knows.
    """

    questionnaire: Questionnaire
    languages: tuple[Completeness, ...]
    stale: tuple[str, ...] | None


def translations_of(file: Path, since: Path | None) -> Translations | Findings:
    """What is missing or behind in the languages of `file`, the latter against the version in `since`."""
    sides = []
    for one in (file,) if since is None else (file, since):
        asked, found = review_yaml(read_small(one))
        if asked is None:
            return Findings(one.name, tuple(FileFinding(each.place, each.sentence) for each in found))
        sides.append(asked)
    now = sides[0]
    behind = None if since is None else stale_translations(sides[1], now)
    return Translations(now, completeness(now), behind)


def review_file(file: Path, agencies: int) -> Review:
    """Review the questionnaire in `file`, YAML or JSON, its loop asked about `agencies`."""
    data = read_small(file)
    asked, said = review_yaml(data)
    found = list(said)
    size = None
    if asked is not None and not any(one.is_error for one in found):  # else an answer has no certain form
        size = _size(asked, agencies)
        found += [Finding.error(one.place, one.sentence) for one in too_large("sections", asked, agencies)]
    marks = Marks.of(data) if found else Marks(None)
    located = sorted((Located(one, marks.find(one.place)) for one in found), key=_in_the_file)
    return Review(str(file), asked, tuple(located), () if asked is None else completeness(asked), size)


def compare_files(old: Path, new: Path) -> Versions | Findings:
    """Compare the questionnaires in two files; each must have the form of one."""
    sides = []
    for file in (old, new):
        asked, found = review_yaml(read_small(file))
        if asked is None:
            return Findings(file.name, tuple(FileFinding(one.place, one.sentence) for one in found))
        sides.append(asked)
    before, after = sides
    return Versions(before, after, compare(before, after))


def _size(asked: Questionnaire, agencies: int) -> Size:
    largest = largest_response_bytes(asked, agencies)
    if asked.subjects is None:
        return Size(largest, MAX_ANSWER_BYTES, None, None)
    return Size(largest, MAX_ANSWER_BYTES, agencies, agencies_that_fit(asked, MAX_AGENCIES))


def _in_the_file(located: Located) -> tuple[int, int]:
    return (0, 0) if located.mark is None else (located.mark.line, located.mark.column)
