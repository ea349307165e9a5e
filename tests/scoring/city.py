"""A believable small city for the tests: questionnaires of two items a dimension, and rows with known
numbers.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence

from app.base.ids import AgencyCode, GroupCode, QuestionnaireId
from app.questionnaire.model import Likert, Questionnaire, ScalePoint, Section, Text
from app.scoring.answers import Answers
from app.scoring.estimate import Estimate
from app.scoring.index import Published, publish
from app.scoring.points import Answer, OpenedRow, Scorer
from app.scoring.results import Agency, CityResult, Correction, Mask, Study, Withheld
from app.scoring.scheme import (
    Band,
    Component,
    Dimension,
    DimensionScheme,
    ItemScore,
    Method,
    Scheme,
)

ITEMS = {dimension: (f"{dimension.value}_1", f"{dimension.value}_2") for dimension in Dimension}


def questionnaire(name: str) -> Questionnaire:
    items = tuple(
        Likert(kind="likert", id=item, text=Text(id=item), scale="agree")
        for pair in ITEMS.values()
        for item in pair
    )
    scale = tuple(ScalePoint(code=code, label=Text(id=str(code))) for code in range(1, 6))
    return Questionnaire(
        schema_version=1,
        id=name,
        version="1.0",
        title=Text(id=name),
        languages=("id",),
        respondent_group="internal",
        scales={"agree": scale},
        sections=(Section(id="a", title=Text(id="a"), items=items),),
    )


def scheme(name: str) -> Scheme:
    dimensions = {
        dimension: DimensionScheme(
            min_answered=1, items=tuple(ItemScore(item=item, score="scale") for item in pair)
        )
        for dimension, pair in ITEMS.items()
    }
    return Scheme(version=1, questionnaire=name, example=True, dimensions=dimensions)


SCORERS = {
    QuestionnaireId(component.value): Scorer.of(scheme(component.value), questionnaire(component.value))
    for component in Component
}
EVEN = {d: 142 + (6 if d is Dimension.DUTIES else 0) for d in Dimension}
USERS = {Dimension.TRANSPARENCY: 400, Dimension.DUTIES: 400, Dimension.OUTREACH: 200}
METHOD = Method(
    version=1,
    name=Text(id="Metode contoh 1", en="Example method 1"),
    example=True,
    component_weights={Component.INTERNAL: 400, Component.EXTERNAL: 400, Component.EXPERT: 200},
    dimension_weights={Component.INTERNAL: EVEN, Component.EXTERNAL: USERS, Component.EXPERT: EVEN},
    bands=(
        Band(name="rentan", label=Text(id="Rentan"), upper=729),
        Band(name="waspada", label=Text(id="Waspada"), upper=779),
        Band(name="terjaga", label=Text(id="Terjaga"), upper=1000),
    ),
    dimension_labels={d: Text(id=d.value) for d in Dimension},
)


def study(*codes: str, method: Method = METHOD, corrections: Sequence[Correction] = ()) -> Study:
    agencies = tuple(Agency(AgencyCode(code), Text(id=code.upper())) for code in codes)
    return Study(agencies, method, SCORERS, "test", tuple(corrections))


def row(agency: str, component: Component, respondent: int, answers: Mapping[str, Answer]) -> OpenedRow:
    group, name = GroupCode(component.value), QuestionnaireId(component.value)
    return OpenedRow(AgencyCode(agency), group, name, respondent, answers, "complete", 2)


def city_rows(sizes: Mapping[str, tuple[int, int, int]], seed: int = 1) -> list[OpenedRow]:
    """Believable rows: agencies and experts differ; `sizes` counts staff, users and experts."""
    rng = random.Random(seed)
    rows: list[OpenedRow] = []
    respondent = Counter[Component]()
    tempers = [rng.gauss(0, 0.7) for _ in range(50)]

    def answers(level: float) -> dict[str, Answer]:
        return {i: min(5, max(1, round(rng.gauss(level, 1)))) for pair in ITEMS.values() for i in pair}

    for place, (agency, (staff, users, experts)) in enumerate(sizes.items()):
        level = 3.4 + 0.25 * place
        for component, number in ((Component.INTERNAL, staff), (Component.EXTERNAL, users)):
            for _ in range(number):
                respondent[component] += 1
                rows.append(row(agency, component, respondent[component], answers(level + rng.gauss(0, 0.5))))
        rows += [row(agency, Component.EXPERT, e, answers(level + tempers[e])) for e in range(experts)]
    return rows


def scored(rows: Sequence[OpenedRow], given_study: Study) -> CityResult:
    result = publish(Answers.of(rows, given_study), given_study)
    assert isinstance(result, Published)
    return result.city


def shown(outcome: Estimate | Withheld) -> Estimate:
    assert isinstance(outcome, Estimate), outcome
    return outcome


def mask(outcome: Estimate | Withheld) -> Mask:
    assert isinstance(outcome, Withheld), outcome
    return outcome.mask


SIX = dict.fromkeys("abcdef", (12, 13, 11))
