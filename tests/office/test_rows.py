"""Rows are spelled by hand and piled up compressed; both give what plain canonical JSON and sorting would."""

from hypothesis import given
from hypothesis import strategies as st

from app.base.canonical import canonical, parse_canonical
from app.base.ids import AgencyCode, Digest, GroupCode
from app.base.sentences import Language
from app.office.answers.pile import Pile
from app.office.answers.rows import Flag, opened_rows, read_row, row_bytes, scored_rows
from app.questionnaire.route import Slot
from app.sitting.events import Mode
from app.sitting.reading import parse_response
from app.sitting.response import Response, State
from tests.office.conftest import AGENCIES, House
from tests.office.respondents import complete

names = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
values = st.one_of(st.integers(-99, 2**53 - 1), st.text(max_size=12), st.lists(st.integers(0, 99)).map(tuple))


@given(
    st.dictionaries(st.tuples(names, names | st.just("")), values, max_size=8),
    st.lists(names, unique=True, max_size=3),
    st.lists(st.builds(Flag, subject=names, sign=names, grade=st.integers(1, 2)), max_size=2),
)
def test_a_row_is_the_canonical_spelling_of_what_it_holds(
    answers: dict[tuple[str, str], int | str | tuple[int, ...]], subjects: list[str], flags: list[Flag]
) -> None:
    response = Response(
        Digest("0" * 64),
        Language.ID,
        Mode.SELF,
        State.PARTIAL,
        2,
        tuple(map(AgencyCode, subjects)),
        ("a=1,2",),
        {Slot(name, AgencyCode(about)): answers[name, about] for name, about in sorted(answers)},
    )
    questionnaire = _Named()
    data = row_bytes(response, questionnaire, AgencyCode("dishub"), GroupCode("internal"), flags)  # type: ignore[arg-type]
    assert data == canonical(parse_canonical(data))
    row = read_row(data)
    assert row.to_bytes() == data
    cells = {(cell.variable, cell.subject): cell.value for cell in row.answers}
    assert cells == answers
    assert [(cell.subject, cell.variable) for cell in row.answers] == sorted((b, a) for a, b in answers)
    assert row.flags == tuple(flags)


class _Named:
    id = "spi-internal"


def test_a_response_is_looked_at_as_scoring_will_read_it(house: House) -> None:
    for group, agency in (("internal", "pupr"), ("expert", "")):
        asked = house.survey.questionnaires[GroupCode(group)]
        response = parse_response(complete(asked, bytes(32), agency, AGENCIES, 7), asked)
        where = AgencyCode(agency), GroupCode(group)
        row = read_row(row_bytes(response, asked, *where))
        assert tuple(opened_rows(response, asked, *where)) == scored_rows([row])


@given(st.lists(st.binary(max_size=40) | st.sampled_from([b"", b"a" * 300, b"a" * 300 + b"b"])), st.data())
def test_a_pile_gives_back_what_was_laid_on_it_in_order(rows: list[bytes], data: st.DataObject) -> None:
    laid = Pile(at_once=data.draw(st.sampled_from([1, 2, 1_000])))
    for row in rows:
        laid.add(row)
    assert len(laid) == len(rows)
    assert list(laid.in_order()) == sorted(rows)
