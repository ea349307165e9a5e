"""The answer paths beside each questionnaire lead where they say."""

from pathlib import Path

import pytest

from app.questionnaire.model import Questionnaire
from app.questionnaire.read import read_yaml
from app.questionnaire.scenario import Scenario, read_scenarios, slot_of
from app.sitting.rehearse import run

FOLDER = Path(__file__).parents[2] / "questionnaires"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def shipped(name: str) -> Questionnaire:
    return read_yaml((FOLDER / name / "questionnaire.yaml").read_bytes())


def scenarios_of(name: str) -> tuple[Scenario, ...]:
    return read_scenarios((FOLDER / name / "scenarios.yaml").read_bytes(), shipped(name))


CASES = [
    pytest.param(name, scenario, id=f"{name}: {scenario.name}")
    for name in NAMES
    for scenario in scenarios_of(name)
]


@pytest.mark.parametrize(("name", "scenario"), CASES)
def test_a_respondent_meets_what_the_scenario_says(name: str, scenario: Scenario) -> None:
    assert run(shipped(name), scenario) == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_scenarios_together_show_every_item(name: str) -> None:
    shown = {slot_of(place).variable for scenario in scenarios_of(name) for place in scenario.visible}
    assert shown == {item.id for section in shipped(name).sections for item in section.items}


@pytest.mark.parametrize("name", NAMES)
def test_every_end_and_every_reason_for_absence_that_can_happen_is_tried(name: str) -> None:
    questionnaire = shipped(name)
    scenarios = scenarios_of(name)
    screened = questionnaire.sections[0].eligible_if is not None
    assert {scenario.end for scenario in scenarios} == {"complete", *(["ineligible"] if screened else [])}
    coded = {
        answer for scenario in scenarios for answer in scenario.coded.values() if answer in range(-97, 0)
    }
    wanted = {-96} | ({-95} if screened else set()) | ({-97} if questionnaire.subjects else set())
    assert coded >= wanted
