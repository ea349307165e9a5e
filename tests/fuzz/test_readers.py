"""Readers and bytes by chance: each returns or raises a problem with a sentence, never anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Problem
from app.base.sentences import Language, Sentence
from tests.fuzz.readers import READERS, REFUSALS, Reader, started


def met(reader: Reader, data: bytes) -> Exception | None:
    """What the reader says of the bytes, where it says no."""
    try:
        reader.read(data)
    except REFUSALS as trouble:
        return trouble
    return None


@pytest.mark.parametrize("name", sorted(READERS))
def test_what_a_search_begins_from_is_expected(name: str) -> None:
    for data in started(READERS[name]):
        assert len(data) <= READERS[name].most
        met(READERS[name], data)


@pytest.mark.parametrize("name", sorted(READERS))
@settings(max_examples=6)
@given(data=st.data())
def test_bytes_by_chance_are_refused_with_a_sentence(name: str, data: st.DataObject) -> None:
    reader = READERS[name]
    seed = data.draw(st.sampled_from(list(started(reader))))
    at, instead = data.draw(st.integers(0, len(seed))), data.draw(st.binary(max_size=40))
    trouble = met(reader, seed[:at] + instead + seed[at + len(instead) :])
    if isinstance(trouble, Problem):
        assert Sentence.of(trouble).spoken(Language.EN)
