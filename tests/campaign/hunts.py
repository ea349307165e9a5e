"""Every hunt, in the order in which they are run."""

from tests.campaign.hunt import Hunt
from tests.faults import alice, failing, killing, order
from tests.soak import soak

HUNTS: tuple[Hunt, ...] = (*killing.HUNTS, *alice.HUNTS, *failing.HUNTS, *order.HUNTS, *soak.HUNTS)
