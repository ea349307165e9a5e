"""Tables that nobody wrote, and one questionnaire with every kind of item."""

from hypothesis import strategies as st

from app.base.canonical import canonical
from app.base.ids import AgencyCode
from app.questionnaire.model import Questionnaire, Text
from app.questionnaire.route import Slot, row_subject
from app.release.microdata import OpenedResponse
from app.release.table import LEAST_MISSING, MOST_MISSING, Column, Kind, Table, Value, table_of

MISSING = tuple(range(LEAST_MISSING, MOST_MISSING + 1))


def words(text: str) -> Text:
    return Text(id=text)


def column_of(table: Table, name: str) -> Column:
    return next(column for column in table.columns if column.name == name)


# What a cell of text may hold: no lone surrogates, no NUL (C strings end there), and not only blanks at the
# end, which SPSS pads away.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40).filter(
    lambda text: text == text.rstrip(" ")
)
formulas = st.builds("{}{}".format, st.sampled_from("=+-@\t\r\n＝＋－＠'"), texts)
whole = st.integers(-(2**31) + 128, 2**31 - 128)  # Stata keeps the greatest for its missing values
# A workbook keeps fifteen digits, as Excel does; figures here have at most five.
numbers = st.floats(-1e12, 1e12, allow_nan=False, allow_subnormal=False).map(
    lambda v: float(f"{v:.15g}") + 0.0
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with a coded, a plain, a decimal and a text column."""
    size = draw(st.integers(1, 6))
    columns = (
        Column("kode", words("Kode"), Kind.INTEGER, {1: words("Ya"), **labels()}, MISSING),
        Column("bilangan", words("Bilangan"), Kind.INTEGER),
        Column("nilai", words("Nilai"), Kind.NUMBER, decimals=2),
        Column("teks", words("Teks"), Kind.TEXT),
    )
    values: dict[str, list[Value]] = {
        "kode": draw(_list(st.sampled_from((1, 2, *MISSING)), size)),
        "bilangan": draw(_list(whole, size)),
        "nilai": draw(_list(numbers, size)),
        "teks": draw(_list(st.one_of(texts, formulas), size)),
    }
    return table_of("uji", words("Tabel uji"), words("Baris"), (), columns, values)


def _list(some: st.SearchStrategy[Value], size: int) -> st.SearchStrategy[list[Value]]:
    return st.lists(st.one_of(st.none(), some), min_size=size, max_size=size)


def labels() -> dict[int, Text]:
    return {code: words(f"Alasan {code}") for code in MISSING}


def questionnaire() -> Questionnaire:
    """One item of every kind."""

    def options(*codes: int) -> list[object]:
        return [{"code": code, "label": {"id": f"Pilihan {code}"}} for code in codes]

    def item(name: str, kind: str, **more: object) -> dict[str, object]:
        return {"id": name, "kind": kind, "text": {"id": f"Tanya {name}"}, **more}

    value = {
        "schema_version": 1,
        "id": "uji",
        "version": "1.0",
        "title": {"id": "Uji"},
        "languages": ["id"],
        "respondent_group": "internal",
        "scales": {"s": [{"code": code, "label": {"id": f"Skala {code}"}} for code in (1, 2, 3)]},
        "sections": [
            {
                "id": "satu",
                "title": {"id": "Satu"},
                "items": [
                    item("l", "likert", scale="s", reference={"konsep": "Sikap", "definisi": "Sikap saja"}),
                    item("s", "single", options=options(1, 2), shuffle=True),
                    item("m", "multi", options=options(1, 2, 9)),
                    item("r", "ranking", options=options(1, 2, 3)),
                    item("n", "number", min=0, max=120, unit={"id": "tahun"}),
                    item("d", "date"),
                    item("t", "text"),
                    item("c", "calculated", value={"v": "n"}),
                    item("x", "note"),
                    item(
                        "g",
                        "matrix",
                        scale="s",
                        rows=[
                            {"id": "g1", "text": {"id": "Baris satu"}},
                            {"id": "g2", "text": {"id": "Dua"}},
                        ],
                    ),
                    item("q", "roster", items=[item("umur", "number", min=0, max=99)], max=3),
                ],
            }
        ],
    }
    return Questionnaire.model_validate_json(canonical(value))  # type: ignore[arg-type]  # plain JSON


def response(**changes: object) -> OpenedResponse:
    """Someone who answered everything."""
    here = AgencyCode("")
    answers: dict[Slot, int | str | tuple[int, ...]] = {
        Slot("l"): 2,
        Slot("s"): 1,
        Slot("m"): (1, 9),
        Slot("r"): (3, 1),
        Slot("n"): 40,
        Slot("d"): "2026-08",
        Slot("t"): "Pak Amir minta uang",
        Slot("c"): 40,
        Slot("g1"): 3,
        Slot("g2"): -98,
        Slot("q", here): (1, 3),
        Slot("umur", row_subject("q", 1)): 7,
        Slot("umur", row_subject("q", 3)): -99,
    }
    value = {
        "agency": "dishub",
        "language": "id",
        "mode": "self",
        "state": "complete",
        "duration_class": 2,
        "subjects": (),
        "order": ("s=2,1",),
        "answers": answers,
        "flags": {("", "too_fast"): 1},
        **changes,
    }
    return OpenedResponse(**value)  # type: ignore[arg-type]  # as the fields want them
