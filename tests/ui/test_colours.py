import pytest

from app.ui.colours import HIGH_CONTRAST, LIGHT
from tests.contrast import contrast

# (ink, ground): what is written on what, in the respondent's and the proctor's pages.
TEXT = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunken"), ("ink", "musi-50"), ("ink", "musi-100"),
    ("ink-2", "paper"), ("ink-2", "surface"), ("ink-2", "sunken"),
    ("musi-700", "surface"), ("musi-700", "paper"), ("musi-700", "musi-50"),
    ("on-primary", "musi-700"), ("on-primary", "musi-800"), ("on-primary", "musi-900"),
    ("on-gold", "gold-300"), ("gold-800", "gold-100"), ("ink", "gold-100"), ("ink", "gold-50"),
    ("on-danger", "danger-600"), ("danger-700", "danger-50"), ("danger-700", "paper"), ("ink", "danger-50"),
    ("ok-700", "surface"), ("ok-700", "ok-50"), ("ink", "ok-50"),
    ("on-dark", "dark"), ("on-dark", "panel"), ("on-dark-2", "dark"), ("gold-300", "dark"),
]  # fmt: skip
SHAPES = [
    ("control", "surface"), ("control", "paper"),
    ("focus", "surface"), ("focus", "paper"), ("focus", "musi-100"),
    ("gold-600", "surface"), ("danger-600", "surface"), ("focus-dark", "dark"),
]  # fmt: skip


@pytest.mark.parametrize("table", [LIGHT, HIGH_CONTRAST], ids=["light", "high"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_seven_to_one(table: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(table[ink], table[ground]) >= 7.0


@pytest.mark.parametrize("table", [LIGHT, HIGH_CONTRAST], ids=["light", "high"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_stand_out_three_to_one(table: dict[str, str], shape: str, ground: str) -> None:
    assert contrast(table[shape], table[ground]) >= 3.0


def test_both_tables_name_the_same_colours() -> None:
    assert LIGHT.keys() == HIGH_CONTRAST.keys()


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
