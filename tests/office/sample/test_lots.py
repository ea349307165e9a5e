"""The laws of the draw, and numbers that may never change."""

import hashlib
import itertools
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Bug
from app.office.sample.lots import Lots, Method, Terms, lots_of, numbers, simple, starts_of, systematic
from app.office.sample.size import sample_size

VECTORS = json.loads((Path(__file__).parent / "draws.json").read_text(encoding="utf-8"))


@st.composite
def sizes(draw: st.DrawFn) -> tuple[int, int, int]:
    """Length of a list, how many are drawn, how many substitutes."""
    listed = draw(st.integers(1, 400))
    wanted = draw(st.integers(1, listed))
    return listed, wanted, draw(st.integers(0, listed - wanted))


def test_every_order_of_a_simple_draw_comes_from_exactly_one_sequence_of_choices() -> None:
    for listed, wanted, substitutes in ((4, 2, 1), (5, 3, 0), (5, 2, 2), (3, 3, 0)):
        ways = itertools.product(*(range(1, listed - done + 1) for done in range(wanted + substitutes)))
        seen: Counter[tuple[int, ...]] = Counter()
        for way in ways:
            left = iter(way)
            lots = simple(listed, wanted, substitutes, lambda _, left=left: next(left))  # type: ignore[misc]
            seen[(*lots.sample, *lots.substitutes)] += 1
        assert set(seen) == set(itertools.permutations(range(1, listed + 1), wanted + substitutes))
        assert set(seen.values()) == {1}


@given(sizes())
def test_over_all_starts_a_systematic_draw_takes_every_unit_equally_often(size: tuple[int, int, int]) -> None:
    listed, wanted, substitutes = size
    taken = Counter(
        unit
        for start in range(1, listed + 1)
        for unit in systematic(listed, wanted, substitutes, start).sample
    )
    assert taken == dict.fromkeys(range(1, listed + 1), wanted)  # wanted of listed starts: the chance n / N


@given(sizes(), st.data())
def test_gaps_of_a_systematic_draw_differ_by_one_at_most(
    size: tuple[int, int, int], data: st.DataObject
) -> None:
    listed, wanted, _ = size
    start = data.draw(st.integers(1, listed))
    sample = sorted(systematic(listed, wanted, 0, start).sample)
    gaps = [b - a for a, b in itertools.pairwise([*sample, sample[0] + listed])]
    assert sum(gaps) == listed
    assert max(gaps) - min(gaps) <= 1
    assert Fraction(listed, wanted) - 1 < min(gaps) <= max(gaps) < Fraction(listed, wanted) + 1


@given(
    sizes(),
    st.from_regex(r"\A[0-9]{8,40}\Z"),
    st.sampled_from([Method.SIMPLE, Method.SYSTEMATIC, Method.CHOSEN]),
)
def test_sample_and_substitutes_never_meet_and_come_again_from_what_was_recorded(
    size: tuple[int, int, int], seed: str, method: Method
) -> None:
    terms = Terms(method, seed, "r/dishub/internal", *size)
    starts = starts_of(terms)
    lots = lots_of(terms, starts)
    together = (*lots.sample, *lots.substitutes)
    assert (len(lots.sample), len(lots.substitutes)) == (terms.wanted, terms.substitutes)
    assert len(set(together)) == len(together)
    assert set(together) <= set(range(1, terms.listed + 1))
    assert lots_of(terms, starts) == lots


@given(st.integers(1, 7), st.from_regex(r"\A[0-9]{8,40}\Z"))
def test_a_chosen_number_lies_within_its_bounds(most: int, seed: str) -> None:
    choose = numbers(seed, "x")
    assert {choose(most) for _ in range(60)} <= set(range(1, most + 1))


def test_numbers_of_a_seed_fall_evenly() -> None:
    choose = numbers("31415926535897", "evenness")
    counts = Counter(choose(6) for _ in range(6000))
    chi_square = sum((counts[face] - 1000) ** 2 / 1000 for face in range(1, 7))
    assert chi_square < 20.5  # 0.1% of fair dice are worse, and these are always the same


def test_words_that_would_favour_small_numbers_are_passed_over() -> None:
    most = 2**63 + 1  # nearly half of all words lie above the last whole multiple
    words = [
        int.from_bytes(hashlib.sha256(f"bilik-draw-1:12345678:x:{turn}".encode()).digest()[:8], "big")
        for turn in range(1, 50)
    ]
    fair = [word % most + 1 for word in words if word < most]
    assert len(fair) < len(words)
    choose = numbers("12345678", "x")
    assert [choose(most) for _ in fair] == fair


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_a_frozen_draw_stays_what_it_was(vector: dict[str, object]) -> None:
    terms = Terms(
        Method(str(vector["method"])),
        str(vector["seed"]),
        str(vector["label"]),
        int(str(vector["listed"])),
        int(str(vector["wanted"])),
        int(str(vector["substitutes"])),
    )
    given_starts = vector.get("entered")
    starts = tuple(given_starts) if isinstance(given_starts, list) else starts_of(terms)
    lots = lots_of(terms, starts)
    assert [list(starts), list(lots.sample), list(lots.substitutes), list(lots.steps)] == [
        vector["starts"],
        vector["sample"],
        vector["reserve"],
        vector["steps"],
    ]


def test_a_draw_by_hand_is_the_draw_of_the_program() -> None:
    # 20 on the list, 6 drawn from 17 on: 20/6 is 3 1/3. 17, 20, (23.3→) 3, 7, (30.3→) 10, 13.
    assert systematic(20, 6, 0, 17).sample == (17, 20, 3, 7, 10, 13)
    # Left: 1 2 4 5 6 8 9 11 12 14 15 16 18 19. Three of fourteen from the 12th: 12th, 16th = 2nd, 21st = 7th.
    assert systematic(20, 6, 3, 17, 12).substitutes == (16, 2, 9)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: simple(3, 3, 1, lambda most: most),
        lambda: systematic(10, 2, 0, 11),
        lambda: systematic(10, 2, 0, 0),
        lambda: numbers("1234567", "x"),
        lambda: numbers("12345678", "x")(0),
    ],
)
def test_what_cannot_be_drawn_is_a_fault_of_the_program(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(Bug):
        wrong()


def test_lots_without_substitutes_need_no_second_start() -> None:
    assert starts_of(Terms(Method.SYSTEMATIC, "12345678", "x", 9, 9, 0)) == (
        starts_of(Terms(Method.SYSTEMATIC, "12345678", "x", 9, 4, 2))[0],
    )
    assert systematic(9, 9, 0, 1) == Lots(tuple(range(1, 10)), (), (1,))


@pytest.mark.parametrize(
    ("population", "printed"),
    [
        (10, 9.771085563),
        (100, 79.5098932),
        (1_000, 277.7408254),
        (10_000, 369.9837044),
        (1_000_000, 384.0128616),
    ],
)
def test_the_formula_gives_the_printed_table(population: int, printed: float) -> None:
    assert sample_size(population) == pytest.approx(printed, abs=1e-7)


def test_nobody_is_no_population() -> None:
    with pytest.raises(Bug):
        sample_size(0)
