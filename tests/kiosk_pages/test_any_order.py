"""However one gets there: any order of answering, turning, looking, leaving, hiding, pausing and being killed
seals the same response as answering straight through.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.questionnaire.read import read_yaml
from app.ui.theme import load_fonts
from tests.kiosk_pages.people.wanderer import Wanderer
from tests.kiosk_pages.responses import compared, straight
from tests.kiosk_pages.venue import AGENCIES, Venue, furnish

ASKED = read_yaml(Path(__file__).with_name("any_order.yaml").read_bytes())
TWO = AGENCIES[:2]
SLIPS = 400  # one for each history that is tried, those that shrink a failure too

Act = tuple[str, int]
Acts = Sequence[Act]
WAYS = ("go_back", "jump", "jump", "clear", "flag", "skip", "hesitate", "answer")
LOOKS = ("speak", "resize", "recolour")
INTERRUPTIONS = ("wait", "go_away", "killed", "paused")

_meanwhile = st.tuples(st.sampled_from(WAYS + LOOKS + INTERRUPTIONS), st.integers(0, 11))
_question = st.tuples(st.integers(0, 11), st.lists(_meanwhile, max_size=3))


@st.composite
def histories(draw: st.DrawFn, least: int = 5) -> Acts:
    """Question after question, and whatever comes between."""
    acts: list[Act] = []
    for number, meanwhile in draw(st.lists(_question, min_size=least, max_size=10)):
        acts += [("answer", number), *meanwhile, ("go_on", number)]
    return acts


EVERYTHING: Acts = (
    # the condition
    *(("answer", 2), ("killed", 0), ("go_on", 0), ("answer", 1), ("go_away", 0), ("go_on", 0)),
    # the table, by itself and one at a time
    *(("answer", 1), ("paused", 0), ("go_on", 0), ("answer", 0), ("answer", 3), ("resize", 1), ("go_on", 0)),
    # the ranking
    *(("answer", 1), ("killed", 0), ("answer", 0), ("resize", 0), ("go_on", 0)),
    # the text, interrupted in the middle of a word
    *(("answer", 1), ("speak", 1), ("answer", 2), ("paused", 1), ("answer", 3), ("jump", 1), ("jump", 5)),
    *(
        ("answer", 1),
        ("resize", 2),
        ("answer", 1),
        ("resize", 0),
        ("answer", 2),
        ("recolour", 0),
        ("go_on", 0),
    ),
    # the loop
    *(("answer", 0), ("killed", 0), ("answer", 0), ("go_on", 0), ("answer", 1), ("go_on", 0)),
    *(("skip", 0), ("go_back", 0), ("clear", 1), ("clear", 0), ("go_on", 0), ("answer", 4)),
    # the condition closes, and opens again
    *(("jump", 0), ("answer", 0), ("jump", 1), ("flag", 0), ("recolour", 1), ("killed", 0)),
    *(("jump", 0), ("answer", 1), ("wait", 0)),
)


@pytest.fixture(scope="module")
def venue(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Venue]:
    """A seat with slips enough."""
    load_fonts()
    made = furnish(tmp_path_factory.mktemp("venue"), qapp, ASKED, agencies=TWO, slips=SLIPS)
    yield made
    made.close()


def hold(venue: Venue, acts: Acts) -> None:
    """Somebody does all that with a fresh slip; what is sealed is what the straight way seals."""
    before = {str(record["nullifier"]) for record in venue.records()}
    person = Wanderer(venue, venue.codes[venue.used], ASKED, TWO)
    venue.used += 1
    for name, number in acts:
        person.act(name, number)
    person.finish()
    venue.close()
    (sealed,) = (record for record in venue.records() if record["nullifier"] not in before)
    expected = straight(ASKED, person.plan, person.language)
    assert compared(sealed) == expected


few = settings(
    max_examples=6,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
@given(histories())
@example(EVERYTHING)
@few
def test_any_order_seals_what_the_straight_way_seals(venue: Venue, acts: Acts) -> None:
    hold(venue, acts)


@pytest.mark.thorough
@given(histories())
@settings(few, max_examples=40)
def test_many_orders_seal_what_the_straight_way_seals(venue: Venue, acts: Acts) -> None:
    hold(venue, acts)
