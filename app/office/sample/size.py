"""How many to ask: the formula of BPS for a proportion in a finite population."""

from app.base.errors import Bug

Z_95 = 1.96
HALF = 0.5  # the proportion of which least is known
MARGIN = 0.05


def sample_size(population: int, margin: float = MARGIN, z: float = Z_95, proportion: float = HALF) -> float:
    """N = Z² N p (1 - p) / (e² (N - 1) + Z² p (1 - p)), not yet rounded.

    `margin` is e, half the width of the interval wanted, as a share of 1. Source: BPS, Pedoman Survei
    Kebutuhan Data; its printed table is held in the tests.

    Raises:
        Bug: there is nobody to draw from.
    """
    if population < 1:
        raise Bug("sample.misuse", what="population")
    spread = z * z * proportion * (1 - proportion)
    return spread * population / (margin * margin * (population - 1) + spread)
