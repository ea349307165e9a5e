"""One spelling for whatever is hashed or signed."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.canonical import (
    MAX_DEPTH,
    MAX_INTEGER,
    JsonValue,
    canonical,
    digest,
    parse_canonical,
    parse_strict,
)
from app.base.errors import Bug, Integrity

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(-MAX_INTEGER, MAX_INTEGER)
trees: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(trees)
def test_what_is_spelled_is_read_back_and_spelled_the_same(value: JsonValue) -> None:
    data = canonical(value)
    assert data.isascii()
    assert parse_canonical(data) == value
    assert parse_strict(data) == value
    assert canonical(parse_canonical(data)) == data
    assert json.loads(data) == value


@given(st.dictionaries(texts, numbers, min_size=2))
def test_the_order_of_keys_is_not_a_choice(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))
    assert canonical(backwards) == canonical(value)
    spelled = json.dumps(dict(sorted(value.items(), reverse=True)), separators=(",", ":")).encode()
    assert parse_strict(spelled) == value
    with pytest.raises(Integrity):
        parse_canonical(spelled)


@given(trees)
def test_another_spelling_is_read_but_is_not_canonical(value: JsonValue) -> None:
    for spelled in (json.dumps(value, indent=1).encode() + b"\n", b" " + canonical(value)):
        assert parse_strict(spelled) == value
        with pytest.raises(Integrity):
            parse_canonical(spelled)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        value = parse_canonical(data)
    except Integrity:
        return
    assert canonical(value) == data


@pytest.mark.parametrize("value", [1.0, float("nan"), {1: 2}, {None: 1}, {"a": {1, 2}}, [object()]])
def test_what_json_cannot_say_the_same_everywhere_is_a_bug(value: JsonValue) -> None:
    with pytest.raises(Bug):
        canonical(value)


@pytest.mark.parametrize("sign", [1, -1])
def test_integers_end_where_other_languages_lose_them(sign: int) -> None:
    most = sign * MAX_INTEGER
    assert parse_canonical(str(most).encode()) == most
    with pytest.raises(Bug):
        canonical(most + sign)
    for digits in (str(most + sign), str(most) + "0" * 100_000):
        with pytest.raises(Integrity):
            parse_strict(digits.encode())


def nested(depth: int) -> JsonValue:
    value: JsonValue = 1
    for _ in range(depth):
        value = [value]
    return value


def test_depth_ends_before_the_stack_does() -> None:
    assert parse_canonical(canonical(nested(MAX_DEPTH))) == nested(MAX_DEPTH)
    with pytest.raises(Bug):
        canonical(nested(MAX_DEPTH + 1))
    for deep in (b"[" * (MAX_DEPTH + 1) + b"1" + b"]" * (MAX_DEPTH + 1), b"[" * 200_000, b'{"a":' * 200_000):
        with pytest.raises(Integrity):
            parse_strict(deep)


def test_the_digest_is_that_of_sha_256() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


FROZEN = [
    (b'{"a":1,"b":[true,false,null,"x"]}', {"b": [True, False, None, "x"], "a": 1}),
    (b'{"A":0,"a":0,"\\u00e9":0,"\\ud83d\\ude00":0}', {"\N{GRINNING FACE}": 0, "é": 0, "a": 0, "A": 0}),
    (b'"\\u0000\\n\\"\\\\/\\u007f"', '\0\n"\\/\x7f'),
    (b"-0", None),
    (b'"\\u00E9"', None),
    (b'"\\/"', None),
    (b"1.0", None),
    (b"1e2", None),
    (b"NaN", None),
    (b'"\\ud800"', None),
    (b'{"a":1,"a":1}', None),
    (b'{"b":1,"a":1}', None),
    (b"\xef\xbb\xbf1", None),
    (b'"\xc3\xa9"', None),
    (b"", None),
]


@pytest.mark.parametrize(("data", "value"), FROZEN)
def test_the_frozen_spellings_are_what_they_were(data: bytes, value: JsonValue) -> None:
    if value is None:
        with pytest.raises(Integrity):
            parse_canonical(data)
    else:
        assert canonical(value) == data
        assert parse_canonical(data) == value


# --- the JSON test suite of Nicolas Seriot ------------------------------------------------------------------

# Valid JSON that Bilik refuses all the same: fractions, integers beyond 2**53, keys twice.
BEYOND_OUR_RULES = [
    "y_number.json",
    "y_number_0e+1.json",
    "y_number_0e1.json",
    "y_number_double_close_to_zero.json",
    "y_number_int_with_exp.json",
    "y_number_real_capital_e.json",
    "y_number_real_capital_e_neg_exp.json",
    "y_number_real_capital_e_pos_exp.json",
    "y_number_real_exponent.json",
    "y_number_real_fraction_exponent.json",
    "y_number_real_neg_exp.json",
    "y_number_real_pos_exponent.json",
    "y_number_simple_real.json",
    "y_object_duplicated_key.json",
    "y_object_duplicated_key_and_value.json",
    "y_object_extreme_numbers.json",
    "y_structure_lonely_negative_real.json",
]


def _refused(data: bytes) -> bool:
    try:
        parse_strict(data)
    except Integrity:
        return True
    return False


@pytest.mark.external
def test_the_reference_files_that_are_no_json_are_refused(reference: Path) -> None:
    files = sorted((reference / "json" / "test_parsing").glob("n_*.json"))
    assert len(files) > 150
    assert [file.name for file in files if not _refused(file.read_bytes())] == []


@pytest.mark.external
def test_the_reference_files_that_are_json_are_read_unless_a_rule_of_ours_says_no(reference: Path) -> None:
    files = sorted((reference / "json" / "test_parsing").glob("y_*.json"))
    assert len(files) > 80
    refused = [file.name for file in files if _refused(file.read_bytes())]
    assert refused == BEYOND_OUR_RULES
    for file in files:
        if file.name not in refused:
            value = parse_strict(file.read_bytes())
            assert value == json.loads(file.read_bytes())
            assert parse_canonical(canonical(value)) == value


@pytest.mark.external
def test_the_reference_files_on_which_readers_differ_crash_nothing(reference: Path) -> None:
    files = sorted((reference / "json" / "test_parsing").glob("i_*.json"))
    assert len(files) > 30
    assert any(_refused(file.read_bytes()) for file in files)


@pytest.mark.parametrize(
    "data", [b'{"a":1,"a":1}', b'[{"a":{"b":1, "b":2}}]', b"1.0", b"[1e2]", b"[NaN]", b"Infinity"]
)
def test_a_key_twice_or_a_fraction_is_refused_in_any_spelling(data: bytes) -> None:
    with pytest.raises(Integrity):
        parse_strict(data)
