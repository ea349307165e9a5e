"""From a round's document to what scoring needs besides the rows."""

from collections import Counter

from app.base.ids import AgencyCode, QuestionnaireId
from app.office.answers.signs import Decision, Signs
from app.office.survey.rounds import Round
from app.questionnaire.model import Questionnaire, Text
from app.scoring.points import Scorer
from app.scoring.results import Agency, Conduct, Correction, ItemWords, Study, Target
from app.scoring.scheme import Component

ANALYSIS_VERSION = "2"
"""Part of every run's id: raised whenever the same rows and method would give another figure."""


def study_of(survey: Round, signs: Signs | None = None) -> Study:
    """The study of a round; `signs` are the rows with a sign of quality, which reports mention."""
    document = survey.document
    schemes = {group.code: group.scheme for group in document.groups}
    words = {QuestionnaireId(asked.id): _words(asked) for asked in survey.questionnaires.values()}
    return Study(
        agencies=tuple(
            Agency(AgencyCode(one.code), Text(id=one.name.id, en=one.name.en)) for one in document.agencies
        ),
        method=document.method,
        scorers={
            QuestionnaireId(asked.id): Scorer.of(schemes[str(group)], asked)
            for group, asked in survey.questionnaires.items()
        },
        version=ANALYSIS_VERSION,
        corrections=tuple(
            Correction(AgencyCode(one.agency), one.tenths, one.reason) for one in document.corrections
        ),
        populations={
            AgencyCode(one.agency): one.population
            for one in document.strata
            if one.group == "internal" and one.population is not None
        },
        targets={
            (AgencyCode(one.agency), Component(one.group)): Target(one.drawn, one.target)
            for one in document.strata
            if one.agency
        },
        conduct={AgencyCode(one.code): _conduct(one.code, signs) for one in document.agencies},
        set_aside=len(signs.aside) if signs is not None else 0,
        words=words,
    )


def _conduct(agency: str, signs: Signs | None) -> Conduct:
    here = [one for one in signs.marked if one.agency == agency] if signs is not None else []
    decisions = Counter(one.reviewed.decision for one in here if one.reviewed is not None)
    return Conduct(
        flagged=len(here), unreviewed=len(here) - decisions.total(), set_aside=decisions[Decision.SET_ASIDE]
    )


def _words(asked: Questionnaire) -> dict[str, ItemWords]:
    """The words of every variable; of a matrix those of each row."""
    found: dict[str, ItemWords] = {}
    for section in asked.sections:
        for item in section.items:
            variables = item.rows if item.kind == "matrix" else (item,)
            for each in variables:
                found[each.id] = ItemWords(each.text, each.reference.konsep if each.reference else None)
    return found
