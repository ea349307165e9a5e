"""Answers as arithmetic takes them: for every response one compact vector of codes, in one order of rows.

A vector holds a 16-bit code for each variable of the `Layout`: the answer's own code, an absence's code, or
`NOTHING`. Rows stand in the order of agency and person, so that no sum depends on the order in which they
came. `digest` stands for all that was read, also for what no vector holds.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import NDArray

from app.base.canonical import canonical, digest
from app.base.errors import Bug
from app.base.ids import AgencyCode, Digest, GroupCode, QuestionnaireId
from app.scoring.estimate import Ints
from app.scoring.points import Answer, OpenedRow
from app.scoring.results import Study
from app.scoring.scheme import Component, Scheme
from app.scoring.steering import Group, Told

Codes = NDArray[np.int16]
_Vector = tuple[int, int, bytes]  # the place of the agency, the person, the codes as 16 bits each
_WHOLE = {int}
NOTHING = -32768  # no answer at all; no code of a questionnaire is so low


@dataclass(frozen=True, slots=True)
class Layout:
    """Which variable stands where in a vector.

    The last `len(taken)` variables hold several choices; what is kept of them is 1 if any of the named codes
    is among them, else 0.
    """

    single: tuple[str, ...]
    taken: tuple[tuple[str, frozenset[int]], ...]

    @classmethod
    def of(cls, scheme: Scheme) -> "Layout":
        """The variables that a scheme reads, in its order."""
        single = tuple(rule.item for part in scheme.dimensions.values() for rule in part.items)
        return cls(single, tuple((each.item, frozenset(each.any_of)) for each in scheme.took_part))

    @property
    def variables(self) -> tuple[str, ...]:
        """The names in the order of a vector."""
        return (*self.single, *(name for name, _ in self.taken))

    def vector(self, answers: Mapping[str, Answer]) -> list[int]:
        """The codes of one response."""
        get = answers.get
        found = list(map(get, self.single))
        if set(map(type, found)) == _WHOLE:  # nearly always: else something was not asked, or is no code
            codes = cast("list[int]", found)
        else:
            codes = [code if type(code) is int else NOTHING for code in found]
        for name, wanted in self.taken:
            choice = get(name)
            if isinstance(choice, (tuple, list)):
                codes.append(int(not wanted.isdisjoint(choice)))
            else:
                codes.append(choice if type(choice) is int and choice < 0 else NOTHING)
        return codes


@dataclass(frozen=True, slots=True)
class Sheet:
    """The responses of one group to one questionnaire.

    `codes`: rows by variables. `agencies`: of every row the place in `Answers.agencies`. `persons`: the
    number of the respondent; the rows of one expert share it.
    """

    questionnaire: QuestionnaireId
    component: Component
    codes: Codes
    agencies: Ints
    persons: Ints


@dataclass(frozen=True, slots=True)
class Answers:
    """All responses of a round, a sheet for each group.

    `told`: by agency (empty for experts) and group, how many persons said that they were steered.
    """

    agencies: tuple[AgencyCode, ...]
    sheets: tuple[Sheet, ...]
    digest: Digest
    told: Mapping[Group, Told] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[OpenedRow], study: Study) -> "Answers":
        """The vectors of `rows`.

        Raises:
            Bug: as `Gathering.add` and `Gathering.answers`.
        """
        gathering = Gathering(study)
        ordered = sorted(rows, key=lambda r: (r.agency, r.group, r.questionnaire, r.respondent))
        for row in ordered:
            gathering.add(row.agency, row.group, row.questionnaire, row.respondent, row.answers)
            if _COMPONENTS[row.group] is not Component.EXPERT:  # of theirs these rows have only the loop
                gathering.tell(row.agency, row.group, row.questionnaire, row.answers)
        return gathering.answers(digest(canonical([_spelt(row) for row in ordered])))


class Gathering:
    """Vectors being collected, row by row."""

    def __init__(self, study: Study) -> None:
        self._agencies = tuple(sorted(agency.code for agency in study.agencies))
        self._places = {code: place for place, code in enumerate(self._agencies)}
        self._layouts = {name: Layout.of(scorer.scheme) for name, scorer in study.scorers.items()}
        self._found: dict[tuple[QuestionnaireId, Component], list[_Vector]] = {}
        self._steering = {name: scorer.scheme.steering for name, scorer in study.scorers.items()}
        self._told: Counter[tuple[Group, bool]] = Counter()

    def add(
        self,
        agency: AgencyCode,
        group: GroupCode,
        questionnaire: QuestionnaireId,
        person: int,
        answers: Mapping[str, Answer],
    ) -> None:
        """Take what a person answered, or what an expert answered about one agency.

        Raises:
            Bug: `scoring.row_stray`: a group, agency or questionnaire that the round does not have;
                `scoring.code_too_large`: no questionnaire's code.
        """
        layout, place = self._layouts.get(questionnaire), self._places.get(agency)
        if layout is None or place is None or group not in _COMPONENTS:
            raise Bug("scoring.row_stray", agency=agency, group=group, questionnaire=questionnaire)
        try:
            vector = array("h", layout.vector(answers)).tobytes()
        except OverflowError:
            raise Bug("scoring.code_too_large", questionnaire=questionnaire) from None
        self._found.setdefault((questionnaire, _COMPONENTS[group]), []).append((place, person, vector))

    def tell(
        self,
        agency: AgencyCode,
        group: GroupCode,
        questionnaire: QuestionnaireId,
        given: Mapping[str, Answer],
    ) -> None:
        """Note whether a respondent was steered, which is asked once: of experts not about an agency.

        `given`: what was answered outside of the experts' loop. Of who is set aside it counts as well: the
        report was made, and a count that follows a decision would tell what one person said.
        """
        asked = self._steering.get(questionnaire)
        if asked is not None:
            self._told[(agency, _COMPONENTS[group]), given.get(asked.item) in asked.any_of] += 1

    def answers(self, identity: Digest) -> Answers:
        """All that was taken; `identity` is the digest of what it was read from.

        Raises:
            Bug: `scoring.row_twice`: the same person twice about the same agency;
                `scoring.two_questionnaires`: of one group.
        """
        sheets = [
            _sheet(questionnaire, component, rows, self._agencies)
            for (questionnaire, component), rows in sorted(self._found.items())
        ]
        components = [sheet.component for sheet in sheets]
        for sheet in sheets:
            if components.count(sheet.component) > 1:
                raise Bug("scoring.two_questionnaires", group=sheet.component.value)
        groups = {group for group, _ in self._told}
        told = {
            each: Told(self._told[each, True] + self._told[each, False], self._told[each, True])
            for each in sorted(groups)
        }
        return Answers(self._agencies, tuple(sheets), identity, told)


_COMPONENTS: Mapping[str, Component] = {component.value: component for component in Component}


def _sheet(
    questionnaire: QuestionnaireId,
    component: Component,
    rows: Sequence[_Vector],
    names: tuple[AgencyCode, ...],
) -> Sheet:
    agencies = np.array([row[0] for row in rows], dtype=np.int64)
    persons = np.array([row[1] for row in rows], dtype=np.int64)
    codes = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.int16).reshape(len(rows), -1)
    order = np.lexsort((persons, agencies))
    agencies, persons = agencies[order], persons[order]
    twice = (np.diff(agencies) == 0) & (np.diff(persons) == 0)
    if twice.any():
        place = int(np.flatnonzero(twice)[0])
        raise Bug("scoring.row_twice", agency=names[agencies[place]], respondent=int(persons[place]))
    return Sheet(questionnaire, component, codes[order], agencies, persons)


_Spelt = list[str | int | dict[str, str | int | list[int]]]


def _spelt(row: OpenedRow) -> _Spelt:
    answers: dict[str, str | int | list[int]] = {
        name: list(each) if isinstance(each, tuple) else each for name, each in row.answers.items()
    }
    return [
        row.agency,
        row.group,
        row.questionnaire,
        row.respondent,
        answers,
        row.state,
        row.duration_class,
    ]
