"""The questionnaires and methods at hand: those that travel with the program, and the office's own.

A set is a folder with `questionnaire.yaml`, and beside it `scoring.yaml` and `scenarios.yaml` where there are
any. The office's own lie in its folder of drafts, where a round file finds them by the same names; an own set
hides one of the same name that travels with the program, here as there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Refused
from app.base.resources import QUESTIONNAIRES
from app.office.findings import Finding, Findings
from app.office.preparing.drafts import FOLDER
from app.office.preparing.entries import FILE_ID
from app.office.survey.roundfile import Words
from app.office.survey.rounds import read_small
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import read_shape
from app.questionnaire.scenario import SCENARIOS_FILE
from app.scoring.scheme import SchemeProblems, read_method
from app.storage.files import make_folder, write_together

_YAML = ".yaml"
QUESTIONNAIRE, SCORING = f"questionnaire{_YAML}", f"scoring{_YAML}"


@dataclass(frozen=True, slots=True)
class QuestionnaireSet:
    """One set. `asked` is None where the file has not the form of a questionnaire."""

    name: str
    file: Path
    own: bool
    asked: Questionnaire | None

    @property
    def questionnaire(self) -> str:
        """How a round file calls its questionnaire."""
        return f"{self.name}/{QUESTIONNAIRE}"

    @property
    def scoring(self) -> str:
        """How a round file calls its scoring."""
        return f"{self.name}/{SCORING}"


@dataclass(frozen=True, slots=True)
class MethodFile:
    """A method file and what it calls itself."""

    name: str
    title: Words


@dataclass(frozen=True, slots=True)
class Library:
    """What a round can be made of."""

    sets: tuple[QuestionnaireSet, ...] = ()
    methods: tuple[MethodFile, ...] = ()

    def find(self, name: str) -> QuestionnaireSet | None:
        """The set of that name."""
        return next((one for one in self.sets if one.name == name), None)


def read_library(folder: Path) -> Library:
    """Everything at hand for the office in `folder`.

    Raises:
        Environment: it cannot be read.
    """
    own = folder / FOLDER
    sets: dict[str, QuestionnaireSet] = {}
    methods: dict[str, MethodFile] = {}
    for place in (QUESTIONNAIRES, own):
        for file in sorted(place.glob(f"*/{QUESTIONNAIRE}")):
            sets[file.parent.name] = read_set(file, own=place == own)
        for one in _methods(place):
            methods[one.name] = one
    return Library(
        tuple(sets[name] for name in sorted(sets)), tuple(methods[name] for name in sorted(methods))
    )


def read_set(file: Path, *, own: bool) -> QuestionnaireSet:
    """The set whose questionnaire is `file`."""
    read = read_shape(read_small(file), Questionnaire)
    return QuestionnaireSet(file.parent.name, file, own, None if isinstance(read, tuple) else read)


def bring_set(folder: Path, source: Path) -> str | Refused | Findings:
    """Copy the set in the folder `source` among the office's own; its name. All of its files, or none.

    Raises:
        Environment: the disk refused.
    """
    name = source.name.lower().replace(" ", "-").replace("_", "-")
    if FILE_ID.fullmatch(name) is None:
        return Refused("prepare.set_name", {"name": source.name})
    if not (source / QUESTIONNAIRE).is_file():
        return Refused("prepare.no_set", {"folder": str(source)})
    target = folder / FOLDER / name
    if target.exists():
        return Refused("prepare.set_exists", {"name": name})
    data = [
        (target / each, read_small(source / each))
        for each in (SCORING, SCENARIOS_FILE, QUESTIONNAIRE)  # last what makes it a set
        if (source / each).is_file()
    ]
    read = read_shape(data[-1][1], Questionnaire)
    if isinstance(read, tuple):
        return Findings(QUESTIONNAIRE, tuple(Finding(one.place, one.sentence) for one in read))
    make_folder(target)
    write_together(data)
    return name


def bring_method(folder: Path, source: Path) -> str | Refused | Findings:
    """Copy a method file among the office's own; its name.

    Raises:
        Environment: the disk refused.
    """
    data = read_small(source)
    try:
        read_method(data)
    except SchemeProblems as trouble:
        return Findings(source.name, tuple(Finding(one.place, one.sentence) for one in trouble.problems))
    target = folder / FOLDER / source.name
    if target.exists() and target.read_bytes() != data:
        return Refused("prepare.set_exists", {"name": source.name})
    make_folder(target.parent)
    write_together([(target, data)])
    return source.name


def _methods(place: Path) -> Iterator[MethodFile]:
    """Every file there that is a method; round files lie beside them."""
    for file in sorted(place.glob("*.yaml")):
        try:
            method = read_method(read_small(file))
        except SchemeProblems:
            continue
        yield MethodFile(file.name, Words(id=method.name.id, en=method.name.en))
