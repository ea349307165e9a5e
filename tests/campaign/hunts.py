"""Every hunt, in the order in which they are run."""

from tests.campaign.hunt import Hunt
from tests.faults import order
from tests.soak import soak

HUNTS: tuple[Hunt, ...] = (*order.HUNTS, *soak.HUNTS)
