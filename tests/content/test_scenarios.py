"""The answer paths beside each questionnaire lead where they say."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from pydantic import Field

from app.base.canonical import canonical
from app.base.ids import AgencyCode
from app.questionnaire.expression import Value, evaluate
from app.questionnaire.model import Frozen, Questionnaire
from app.questionnaire.read import read_yaml
from app.questionnaire.route import Plan, Slot, Step, route

FOLDER = Path(__file__).parents[2] / "questionnaires"


class Scenario(Frozen):
    name: str
    answers: dict[str, int | tuple[int, ...]]
    subjects: tuple[str, ...] = ()
    eligible: bool
    visible: Annotated[tuple[str, ...], Field(min_length=1)]


class Scenarios(Frozen):
    version: Literal[1]
    questionnaire: str
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1)]


def scenarios_of(name: str) -> Scenarios:
    value = yaml.safe_load((FOLDER / name / "scenarios.yaml").read_bytes())
    return Scenarios.model_validate_json(canonical(value))


CASES = [
    pytest.param(folder.name, scenario, id=f"{folder.name}: {scenario.name}")
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir())
    for scenario in scenarios_of(folder.name).scenarios
]


def slot(written: str) -> Slot:
    """`dishub/a1` is a1 about dishub; `a1` is a1."""
    subject, _, variable = written.rpartition("/")
    return Slot(variable, AgencyCode(subject))


def written(step: Step) -> str:
    return f"{step.subject}/{step.item}" if step.subject else step.item


def walk(questionnaire: Questionnaire, scenario: Scenario) -> tuple[bool, list[str]]:
    """Whether the respondent is eligible, and what he is shown: only the screening when he is not."""
    answers: dict[Slot, Value] = {slot(name): value for name, value in scenario.answers.items()}
    plan = Plan(seed=bytes(32), subjects=tuple(AgencyCode(subject) for subject in scenario.subjects))
    steps = route(questionnaire, plan, answers)
    screening = questionnaire.sections[0]
    if screening.eligible_if is None:
        return True, [written(step) for step in steps]
    eligible = evaluate(screening.eligible_if, lambda name: answers.get(Slot(name))) is True
    return eligible, [written(step) for step in steps if eligible or step.section == screening.id]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
def test_every_questionnaire_has_scenarios_of_its_own(name: str) -> None:
    assert scenarios_of(name).questionnaire == name


@pytest.mark.parametrize(("name", "scenario"), CASES)
def test_the_path_shows_what_the_scenario_says(name: str, scenario: Scenario) -> None:
    questionnaire = read_yaml((FOLDER / name / "questionnaire.yaml").read_bytes())
    eligible, visible = walk(questionnaire, scenario)
    assert eligible is scenario.eligible
    assert visible == list(scenario.visible)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
def test_the_scenarios_together_show_every_item(name: str) -> None:
    questionnaire = read_yaml((FOLDER / name / "questionnaire.yaml").read_bytes())
    shown = {slot(item).variable for scenario in scenarios_of(name).scenarios for item in scenario.visible}
    assert shown == {item.id for section in questionnaire.sections for item in section.items}
