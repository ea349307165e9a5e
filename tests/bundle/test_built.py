"""The judge of the kiosk's contents sees what does not belong there."""

import pytest

from tests.bundle.built import foreign, spare

KIOSK = (
    "app.kiosk.seat.desk",
    "app.seal.envelope",
    "app.paper.room.minutes",
    "pydantic.v1.schema",
    "richly",
    "reportlab.lib",
)
FILES = (
    "resources/fonts/PlusJakartaSans-Bold.ttf",
    "PySide6/QtCore.abi3.so",
    "resources/help/id/contents.md",
    "resources/help/pictures/id/panel.png",
)


def test_what_a_kiosk_needs_is_no_offence() -> None:
    assert foreign(KIOSK, FILES) == ()


def test_each_door_carries_the_pictures_of_its_own_guide() -> None:
    own, others = "resources/help/pictures/id/panel.png", "resources/help/office/pictures/id/opening.png"
    assert foreign((), (own, others)) == (others,)
    assert spare((own, others)) == (own,)


@pytest.mark.parametrize(
    "module",
    [
        "app.office.answers.opening",
        "app.scoring",
        "app.seal.unseal",
        "app.demo.city",
        "polars",
        "yaml.loader",
    ],
)
def test_a_module_of_the_office_is_named(module: str) -> None:
    assert foreign((*KIOSK, module), FILES) == (module,)


@pytest.mark.parametrize(
    "file", ["questionnaires/spi-internal/scoring.yaml", "app/office/store/migrations/env.py"]
)
def test_a_file_of_the_office_is_named(file: str) -> None:
    assert foreign(KIOSK, (*FILES, file)) == (file,)
