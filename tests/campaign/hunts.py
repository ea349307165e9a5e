"""Every hunt, in the order in which they are run."""

from tests.campaign.hunt import Hunt
from tests.faults import (
    alice,
    canary,
    failing,
    flipping,
    hostile,
    killing,
    merging,
    order,
    quiet,
    shape,
    striking,
    thief,
    two,
)
from tests.simulation import attack, coverage
from tests.soak import soak

HUNTS: tuple[Hunt, ...] = (
    *killing.HUNTS,
    *alice.HUNTS,
    *failing.HUNTS,
    *flipping.HUNTS,
    *canary.HUNTS,
    *thief.HUNTS,
    *two.HUNTS,
    *striking.HUNTS,
    *merging.HUNTS,
    *hostile.HUNTS,
    *order.HUNTS,
    *quiet.HUNTS,
    *shape.HUNTS,
    *coverage.HUNTS,
    *attack.HUNTS,
    *soak.HUNTS,
)
