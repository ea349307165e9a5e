"""From answers to figures: means with their errors, and a whole round from the rows as they are kept.

The floor of the means is what numpy needs for means and standard deviations without any design. The floor of
a round is reading its rows with Python's own reader, and looking up and averaging the scores of all answers
in arrays: no intervals, no gates, nothing withheld.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from app.base.canonical import canonical
from app.base.errors import Refused
from app.base.ids import AgencyCode, QuestionnaireId
from app.base.resources import QUESTIONNAIRES
from app.office.answers.rows import read_answers
from app.questionnaire.model import Text
from app.questionnaire.read import read_yaml
from app.scoring.answers import Answers
from app.scoring.estimate import Design, Floats, means
from app.scoring.index import publish
from app.scoring.marking import Key
from app.scoring.points import Scorer
from app.scoring.results import Agency, CityResult, Study
from app.scoring.scheme import Component, read_method, read_scheme
from tests.bench.measuring import Job, Unit, ms_of

MEANS = 21
AGENCIES = tuple(AgencyCode(f"opd{n:02d}") for n in range(20))
QUESTIONNAIRE_OF = {
    Component.INTERNAL: "spi-internal",
    Component.EXTERNAL: "spi-external",
    Component.EXPERT: "spi-expert",
}


def jobs() -> Iterator[Job]:
    """Everything; what takes seconds is repeated less."""
    for rows, rounds in ((100_000, 25), (1_000_000, 5)):
        design, columns = table(rows)
        yield Job(
            f"{MEANS} means with SE over {rows:,} rows",
            Unit.MS,
            ms_of(partial(_bare_means, columns)),
            ms_of(partial(means, design, columns)),
            bar=5,
            rounds=rounds,
        )
    kept = a_round(100_000)
    yield Job(
        "score 100,000 responses end to end",
        Unit.MS,
        ms_of(kept.bare),
        ms_of(kept.scored),
        bar=1.5,
        rounds=3,
    )


def table(rows: int) -> tuple[Design, Floats]:
    """Scores of a sample in 60 strata with weights and finite populations."""
    chance = np.random.default_rng(rows)
    strata = chance.integers(0, 60, rows)
    sizes = np.bincount(strata, minlength=60)
    design = Design.of(
        strata, None, chance.uniform(1, 9, rows), {h: 7.0 * int(n) for h, n in enumerate(sizes)}
    )
    return design, chance.uniform(0, 100, (MEANS, rows))


def _bare_means(columns: Floats) -> tuple[Floats, Floats]:
    return columns.mean(axis=1), columns.std(axis=1, ddof=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of a round as the office keeps them, and the study that they belong to."""

    rows: Sequence[bytes]
    study: Study
    answers: Answers

    def scored(self) -> CityResult:
        """Ours, from bytes to figures."""
        result = publish(read_answers(self.rows, self.study), self.study)
        assert not isinstance(result, Refused)
        return result.city

    def bare(self) -> Mapping[str, Floats]:
        """Read every row; mark and average the vectors that were made before."""
        for row in self.rows:
            json.loads(row)
        found: dict[str, Floats] = {}
        for sheet in self.answers.sheets:
            key = Key.of(self.study.scorers[sheet.questionnaire])
            span = len(key.table) // len(key.variables)
            places = np.clip(sheet.codes - np.int64(key.lowest), 0, span - 1) + key.offsets
            points = np.take(key.table, places)
            sizes = np.bincount(sheet.agencies)
            for part in key.parts:
                scores = np.nanmean(points[:, part.columns], axis=1)
                total = np.bincount(sheet.agencies, np.nan_to_num(scores))
                squares = np.bincount(sheet.agencies, np.nan_to_num(scores) ** 2)
                found[f"{sheet.component} {part.dimension}"] = squares / sizes - (total / sizes) ** 2
        return found


def a_round(responses: int) -> Kept:
    """Three staff for six users of every agency, and for one rating by an expert of all of them."""
    chance = random.Random(responses)
    scorers, variables = {}, {}
    for name in QUESTIONNAIRE_OF.values():
        folder = QUESTIONNAIRES / name
        asked = read_yaml((folder / "questionnaire.yaml").read_bytes())
        scorer = Scorer.of(read_scheme((folder / "scoring.yaml").read_bytes(), asked), asked)
        scorers[QuestionnaireId(name)] = scorer
        variables[name] = {item: codes for item, codes in scorer.codes.items() if len(codes) > 1}
    rows: list[bytes] = []
    for component, share in ((Component.EXPERT, 10), (Component.EXTERNAL, 60), (Component.INTERNAL, 30)):
        name = QUESTIONNAIRE_OF[component]
        about = len(AGENCIES) if component is Component.EXPERT else 1
        for number in range(max(12, responses * share // 100 // about)):
            agency = AGENCIES[number % len(AGENCIES)]
            subjects = AGENCIES if component is Component.EXPERT else ()
            rows.append(_row(component, name, "" if subjects else agency, subjects, variables[name], chance))
    study = Study(
        tuple(Agency(code, Text(id=code)) for code in AGENCIES),
        read_method((QUESTIONNAIRES / "method-example.yaml").read_bytes()),
        scorers,
        "bench",
    )
    return Kept(rows, study, read_answers(rows, study))


def _row(
    component: Component,
    name: str,
    agency: str,
    subjects: Sequence[str],
    variables: Mapping[str, Sequence[int]],
    chance: random.Random,
) -> bytes:
    return canonical(
        {
            "agency": agency,
            "group": component.value,
            "questionnaire": name,
            "digest": "0" * 64,
            "language": "id",
            "mode": "self",
            "state": "complete",
            "duration_class": 2,
            "subjects": list(subjects),
            "order": list(variables),
            "answers": [
                {"variable": item, "subject": subject, "value": chance.choice(codes)}
                for subject in subjects or ("",)
                for item, codes in variables.items()
            ],
            "flags": [],
        }
    )
