"""The shuffle: a permutation, recomputable by anyone."""

import hashlib
import json
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.order import _below, shuffle

VECTORS = json.loads((Path(__file__).parent / "vectors" / "order.json").read_text(encoding="utf-8"))
keys = st.binary(min_size=32, max_size=32)


def test_the_frozen_orders_are_what_they_were() -> None:
    for vector in VECTORS:
        key = hashlib.sha256(vector["key_is_sha256_of"].encode()).digest()
        found = shuffle(key, vector["label"], vector["values"], vector["pinned"])
        assert list(found) == vector["shown"], vector


@given(keys, st.text(max_size=10), st.lists(st.integers(), unique=True, max_size=30), st.data())
def test_a_shuffle_loses_nothing_and_pins_stay(
    key: bytes, label: str, values: list[int], data: st.DataObject
) -> None:
    pinned = data.draw(st.sets(st.sampled_from(values))) if values else set()
    shown = shuffle(key, label, values, pinned)
    assert sorted(shown) == sorted(values)
    assert [value for value in pinned if shown[values.index(value)] != value] == []
    assert shuffle(key, label, values, pinned) == shown


def test_every_order_is_as_likely_as_any_other() -> None:
    keys = (hashlib.sha256(str(number).encode()).digest() for number in range(6000))
    seen = Counter(shuffle(key, "a", (1, 2, 3)) for key in keys)
    assert len(seen) == 6
    # 6000 draws over six orders: 1000 each, standard deviation 29; five of those on either side.
    assert all(856 < count < 1144 for count in seen.values())


def test_another_label_is_another_order() -> None:
    key = hashlib.sha256(b"demo-session").digest()
    orders = {shuffle(key, f"a{number}", range(8)) for number in range(50)}
    assert len(orders) > 45


def test_words_that_would_favour_an_order_are_thrown_away() -> None:
    # 2**32 leaves 1 when divided by 3: the last word would make 0 likelier than 1 and 2.
    assert _below(3, iter([2**32 - 1, 5])) == 2
    assert _below(3, iter([2**32 - 2, 5])) == 2
    assert _below(4, iter([2**32 - 1, 5])) == 3
