"""What people type and read aloud: codes, words, paper."""

import itertools
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Bug, Refused
from app.base.ids import Digest
from app.seal.codes import ALPHABET, LENGTH, WEIGHTS, check, multiply, new_code, normalise, pretty
from app.seal.paper_copy import LINE_BYTES, paper_lines, read_paper_lines
from app.seal.stretch import derive
from app.seal.words import matching_words, word_list
from tests.cheap import STRETCHER


def _code(seed: int) -> str:
    return new_code(random.Random(seed).randrange)


codes = st.integers(0, 2**32).map(_code)


def test_gf32_is_a_field_and_the_weights_are_distinct_and_not_zero() -> None:
    for a in range(1, 32):
        assert sorted(multiply(a, b) for b in range(32)) == list(range(32))
        for b, c in itertools.product(range(32), repeat=2):
            assert multiply(a, b) == multiply(b, a)
            assert multiply(a, b ^ c) == multiply(a, b) ^ multiply(a, c)
    assert len(set(WEIGHTS)) == LENGTH
    assert 0 not in WEIGHTS


def test_every_single_error_at_every_position_changes_the_sum() -> None:
    # The sum is linear: an error e at position i adds WEIGHTS[i] * e, whatever the code.
    for weight in WEIGHTS:
        assert all(multiply(weight, error) for error in range(1, 32))


def test_every_exchange_of_two_different_symbols_changes_the_sum() -> None:
    # Exchanging a and b at i and j adds (WEIGHTS[i] + WEIGHTS[j]) * (a + b).
    for one, two in itertools.combinations(WEIGHTS, 2):
        assert all(multiply(one ^ two, difference) for difference in range(1, 32))


@given(codes)
def test_no_wrong_symbol_and_no_swap_of_neighbours_passes(code: str) -> None:
    assert check(code)
    for place, symbol in itertools.product(range(LENGTH), ALPHABET):
        assert check(code[:place] + symbol + code[place + 1 :]) == (symbol == code[place])
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert check(swapped) == (swapped == code)


@given(codes)
def test_a_code_is_read_however_it_is_spelled(code: str) -> None:
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", pretty(code))
    spelled = " " + pretty(code).lower().replace("1", "l").replace("0", "o").replace("-", "  ") + "\n"
    assert normalise(spelled) == code
    assert check(spelled)
    assert derive(spelled, bytes(32), STRETCHER) == derive(code, bytes(32), STRETCHER)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_of_codes(text: str) -> None:
    assert check(text) == (check(normalise(text)) and len(normalise(text)) == LENGTH)


def test_letters_of_other_scripts_are_not_taken_for_ours() -> None:
    code = "0" * LENGTH  # the zero code word
    assert check(code)
    assert not check(code[:-1] + "\u041e")  # Cyrillic O
    assert not check(code[:-1] + "\uff10")  # full-width 0
    one = next(code for code in map(_code, range(100)) if "1" in code)
    assert check(one.replace("1", "i"))
    assert not check(one.replace("1", "\u0131"))  # dotless i, whose upper case is I


def test_secrets_differ_by_code_and_salt_and_from_each_other() -> None:
    one = derive("0" * LENGTH, bytes(32), STRETCHER)
    other = derive("0" * LENGTH, b"\x01" * 32, STRETCHER)
    assert len({one.id, one.wrap, one.nullifier, other.id, other.wrap, other.nullifier}) == 6


def test_an_unchecked_code_is_a_bug() -> None:
    with pytest.raises(Bug):
        derive("0" * (LENGTH - 1) + "1", bytes(32), STRETCHER)


def test_the_256_words_are_plain_distinct_and_not_alike() -> None:
    words = word_list()
    assert len(words) == 256
    assert all(re.fullmatch(r"[a-z]{4,8}", word) for word in words)
    assert len({word[:4] for word in words}) == 256  # the first four letters tell
    for one, two in itertools.combinations(words, 2):
        assert len(one) != len(two) or sum(a != b for a, b in zip(one, two, strict=True)) > 1


def test_six_words_come_from_the_first_six_bytes() -> None:
    words = word_list()
    named = Digest("00ff0102a007" + "0" * 52)
    assert matching_words(named) == tuple(words[at] for at in (0x00, 0xFF, 0x01, 0x02, 0xA0, 0x07))


@given(st.binary(min_size=1, max_size=200), st.randoms(use_true_random=False))
def test_paper_reads_back_in_any_order_and_case(data: bytes, order: random.Random) -> None:
    lines = list(paper_lines(data))
    order.shuffle(lines)
    assert read_paper_lines([line.lower() for line in lines]) == data


def test_a_wrong_symbol_on_paper_is_named_by_its_line() -> None:
    lines = list(paper_lines(bytes(range(60))))
    for number, line in enumerate(lines, start=1):
        for place in range(7, len(line)):
            if line[place] == " ":
                continue
            wrong = line[:place] + ("Z" if line[place] != "Z" else "Y") + line[place + 1 :]
            read = read_paper_lines([*lines[: number - 1], wrong, *lines[number:]])
            assert read == Refused("seal.paper_line", {"line": number})


def test_a_missing_or_foreign_line_is_named() -> None:
    lines = paper_lines(bytes(range(60)))
    foreign = paper_lines(bytes(range(1, 90)))
    assert read_paper_lines([lines[0], lines[2]]) == Refused("seal.paper_line_missing", {"line": 2})
    assert read_paper_lines([]) == Refused("seal.paper_line_missing", {"line": 1})
    assert read_paper_lines([*lines[:2], foreign[2]]) == Refused("seal.paper_line", {"line": 3})
    assert read_paper_lines([*lines, lines[0]]) == Refused("seal.paper_line", {"line": 1})
    assert read_paper_lines(["hello"]) == Refused("seal.paper_line", {"line": 1})


@given(st.lists(st.text(max_size=80), max_size=5))
def test_no_text_breaks_the_reader_of_paper(lines: list[str]) -> None:
    assert isinstance(read_paper_lines(lines), bytes | Refused)


def test_paper_holds_from_one_byte_to_99_lines() -> None:
    assert len(paper_lines(bytes(99 * LINE_BYTES))) == 99
    for size in (0, 99 * LINE_BYTES + 1):
        with pytest.raises(Bug):
            paper_lines(bytes(size))
