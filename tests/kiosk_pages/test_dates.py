"""What three fields spell, and what is said of them: laws over all that can be typed."""

from hypothesis import given
from hypothesis import strategies as st

from app.base.sentences import Language
from app.kiosk.window.present.dates import Typed, date_body, date_error, date_of, left_unfinished, typed_of
from app.questionnaire.answer import judge
from app.questionnaire.model import Date, Precision, Text

DIGIT = st.characters(min_codepoint=ord("0"), max_codepoint=ord("9"))
FIELDS = st.builds(
    Typed,
    st.text(DIGIT, max_size=2),
    st.text(DIGIT, max_size=2),
    st.one_of(st.text(DIGIT, max_size=4), st.integers(1890, 2210).map(str)),
)
ITEMS = st.builds(
    lambda precision, least, most: Date(
        id="a", kind="date", text=Text(id="Kapan"), precision=precision, min=least, max=most
    ),
    st.sampled_from(Precision),
    st.sampled_from([None, "1950", "2000-02-29"]),
    st.sampled_from([None, "2030-12", "2026-08-19"]),
)


@given(ITEMS, FIELDS)
def test_what_the_fields_spell_is_taken_and_reads_back_as_the_same(item: Date, typed: Typed) -> None:
    spelled = date_of(item, typed)
    if spelled:
        assert judge(item, spelled, (), ()) is None
        assert date_of(item, typed_of(spelled)) == spelled


@given(ITEMS, FIELDS)
def test_a_whole_year_is_a_date_or_has_something_wrong_with_it_and_never_both(
    item: Date, typed: Typed
) -> None:
    wrong = date_error(Language.ID, item, typed)
    if len(typed.year) == 4:
        assert bool(date_of(item, typed)) is (wrong is None)
    assert wrong is None or (wrong.words and wrong.parts)


@given(ITEMS, FIELDS)
def test_nobody_leaves_fields_that_hold_something_and_spell_no_date(item: Date, typed: Typed) -> None:
    left = left_unfinished(Language.ID, item, typed)
    assert (left is None) is (not any(typed) or bool(date_of(item, typed)))


@given(ITEMS, FIELDS, st.sampled_from(Language))
def test_the_page_says_either_the_date_or_what_is_wrong_or_how_to_write_it(
    item: Date, typed: Typed, language: Language
) -> None:
    body = date_body(language, item, typed)
    assert not (body.reading and body.error)
    assert body.note
    assert any(field.wrong for field in body.fields) is bool(body.error)
