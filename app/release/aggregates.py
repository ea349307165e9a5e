"""The public tables: aggregates that have passed disclosure control, and nothing else.

Everything here is made of a `CityResult`, in which a figure that must not be printed does not exist: where
one was withheld, the table says so with its reason and the form in which it prints (`<10`), never with an
empty line or a zero. Figures are rounded as on paper, because digits beyond the first decimal say nothing
about the city and something about persons. Numbers of persons stand beside figures only where no number of
any group had to be withheld, for differences between them would tell.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.questionnaire.model import Text
from app.release.table import Column, Kind, Standard, Table, Value, table_of
from app.release.words import worded
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.results import (
    AgencyResult,
    CityResult,
    Comparison,
    Count,
    Mask,
    Outcome,
    Standing,
    Withheld,
)
from app.scoring.scheme import Component, Dimension, Method

CITY, AGENCY = "kota", "instansi"
_POINTS = Standard(satuan="poin (0-100)", ukuran="indeks")
_PERSONS = Standard(satuan="orang", ukuran="jumlah")

Cells = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Place:
    """The city as tables name it: its reference code and name."""

    code: str
    name: str


Wordings = Mapping[Component, Mapping[str, Text]]
"""How each group was asked each item."""


def public_tables(result: CityResult, city: Place, wordings: Wordings) -> tuple[Table, ...]:
    """Every table of the public edition, in the order of its files."""
    return _Public(result, city, wordings).tables()


@dataclass(frozen=True, slots=True)
class _Public:
    result: CityResult
    city: Place
    wordings: Wordings

    def tables(self) -> tuple[Table, ...]:
        return (
            self._indices(),
            self._dimensions(),
            self._components(),
            self._items(),
            self._persons(),
        )

    @property
    def _open(self) -> bool:
        """Whether every number of persons may be printed."""
        return all(
            isinstance(group.persons, int)
            for agency in self.result.agencies
            for group in agency.groups.values()
        )

    def _where(self, agency: AgencyResult | None) -> Cells:
        if agency is None:
            return {"tingkat": CITY, "kode": self.city.code, "nama": self.city.name}
        return {"tingkat": AGENCY, "kode": str(agency.agency), "nama": agency.name.id}

    def _indices(self) -> Table:
        rows = [
            self._where(None)
            | _index(self.result.index, self.result.persons)
            | {"derajat_bebas": None}  # of the agencies included alone, which `n` is not
            | {"sebelum_koreksi": None, "koreksi": None}
            | _standing(self.result.standing, self.result.index)
            | {"dibanding_kota": None}
        ]
        for agency in self.result.agencies:
            before = agency.before_correction
            shown = isinstance(agency.index, Estimate)
            correction = sum(one.tenths for one in agency.corrections) / 10
            rows.append(
                self._where(agency)
                | _index(agency.index, agency.index.n if isinstance(agency.index, Estimate) else None)
                | {
                    "sebelum_koreksi": _tenths(before.value) if isinstance(before, Estimate) else None,
                    "koreksi": correction if shown else None,
                }
                | _standing(agency.standing, agency.index)
                | {"dibanding_kota": None if agency.versus_city is None else agency.versus_city.value}
            )
        columns = (
            *_place_columns(),
            *_figure_columns("release.col_n_index"),
            Column(
                "sebelum_koreksi", worded("release.col_before"), Kind.NUMBER, standard=_POINTS, decimals=1
            ),
            Column("koreksi", worded("release.col_correction"), Kind.NUMBER, standard=_POINTS, decimals=1),
            Column(
                "kategori",
                worded("release.col_band"),
                Kind.TEXT,
                categories=_bands(self.result.method),
            ),
            Column("dibanding_kota", worded("release.col_against"), Kind.TEXT, categories=_comparisons()),
        )
        title, unit = worded("release.table_index"), worded("release.unit_index")
        return self._made("indeks", title, unit, ("tingkat", "kode"), columns, rows)

    def _dimensions(self) -> Table:
        rows = [
            self._where(None) | {"dimensi": dimension.value} | _figure(outcome, self._count(outcome))
            for dimension, outcome in self.result.dimensions.items()
        ]
        for agency in self.result.agencies:
            against = agency.dimensions_versus_city
            rows += [
                self._where(agency)
                | {"dimensi": dimension.value}
                | _figure(outcome, self._count(outcome))
                | {"dibanding_kota": against[dimension].value if dimension in against else None}
                for dimension, outcome in agency.dimensions.items()
            ]
        columns = (
            *_place_columns(),
            self._dimension_column(),
            *_figure_columns(),
            Column("dibanding_kota", worded("release.col_against"), Kind.TEXT, categories=_comparisons()),
        )
        title, unit = worded("release.table_dimensions"), worded("release.unit_dimension")
        return self._made("dimensi", title, unit, ("tingkat", "kode", "dimensi"), columns, rows)

    def _components(self) -> Table:
        """The city by group of respondents: the whole group, and each dimension of it."""
        rows: list[Cells] = []
        for component, whole in self.result.components.items():
            place = self._where(None) | {"kelompok": component.value}
            rows.append(place | {"dimensi": WHOLE} | _figure(whole, self._count(whole)))
            rows += [
                place | {"dimensi": dimension.value} | _figure(outcome, self._count(outcome))
                for dimension, outcome in self.result.cells[component].items()
            ]
        columns = (*_place_columns(), _group_column(), self._dimension_column(), *_figure_columns())
        title, unit = worded("release.table_components"), worded("release.unit_component")
        return self._made("kelompok", title, unit, ("kelompok", "dimensi"), columns, rows)

    def _items(self) -> Table:
        """Every item of the city, by group of respondents."""
        rows = [
            self._where(None)
            | {"kelompok": component.value, "butir": item, "pernyataan": self._wording(component, item)}
            | {"dimensi": None if (d := self._dimension_of(component, item)) is None else d.value}
            | _figure(outcome, self._count(outcome))
            for component, items in self.result.items.items()
            for item, outcome in items.items()
        ]
        columns = (
            *_place_columns(),
            _group_column(),
            Column("butir", worded("release.col_item"), Kind.TEXT),
            Column("pernyataan", worded("release.col_wording"), Kind.TEXT),
            self._dimension_column(),
            *_figure_columns(),
        )
        title, unit = worded("release.table_items"), worded("release.unit_item")
        return self._made("butir", title, unit, ("kelompok", "butir"), columns, rows)

    def _wording(self, component: Component, item: str) -> str | None:
        text = self.wordings.get(component, {}).get(item)
        return None if text is None else text.id

    def _dimension_of(self, component: Component, item: str) -> Dimension | None:
        place = self.result.item_places.get(component, {}).get(item)
        return None if place is None else place.dimension

    def _persons(self) -> Table:
        rows = [
            self._where(agency) | {"kelompok": component.value} | _number(group.persons)
            for agency in self.result.agencies
            for component, group in agency.groups.items()
        ]
        columns = (
            *_place_columns(),
            _group_column(),
            Column("jumlah", worded("release.col_persons"), Kind.INTEGER, standard=_PERSONS),
            *_status_columns(),
        )
        title, unit = worded("release.table_persons"), worded("release.unit_persons")
        return self._made("responden", title, unit, ("kode", "kelompok"), columns, rows)

    def _count(self, outcome: Outcome) -> int | None:
        return outcome.n if isinstance(outcome, Estimate) and self._open else None

    def _dimension_column(self) -> Column:
        labels = {d.value: text for d, text in self.result.method.dimension_labels.items()}
        categories = {**labels, WHOLE: worded("release.all_dimensions")}
        return Column("dimensi", worded("release.col_dimension"), Kind.TEXT, categories=categories)

    def _made(
        self,
        name: str,
        title: Text,
        unit: Text,
        key: tuple[str, ...],
        columns: Sequence[Column],
        rows: Sequence[Cells],
    ) -> Table:
        run = Column("run_id", worded("release.col_run"), Kind.TEXT)
        whole = (*columns, run)
        values: Mapping[str, list[Value]] = {
            one.name: [self.result.run_id if one is run else row.get(one.name) for row in rows]
            for one in whole
        }
        return table_of(name, title, unit, key, whole, values)


WHOLE = "semua"
"""In the place of a dimension: all of them together."""


def _place_columns() -> Iterator[Column]:
    levels = {CITY: worded("release.level_city"), AGENCY: worded("release.level_agency")}
    yield Column("tingkat", worded("release.col_level"), Kind.TEXT, categories=levels)
    yield Column("kode", worded("release.col_code"), Kind.TEXT)
    yield Column("nama", worded("release.col_name"), Kind.TEXT)


def _group_column() -> Column:
    groups = {
        Component.INTERNAL.value: worded("release.group_internal"),
        Component.EXTERNAL.value: worded("release.group_external"),
        Component.EXPERT.value: worded("release.group_expert"),
    }
    return Column("kelompok", worded("release.col_group"), Kind.TEXT, categories=groups)


def _figure_columns(persons: str = "release.col_n") -> Iterator[Column]:
    def points(name: str, label: Text, decimals: int = 1) -> Column:
        return Column(name, label, Kind.NUMBER, standard=_POINTS, decimals=decimals)

    yield points("nilai", worded("release.col_value"))
    yield points("galat_baku", worded("release.col_se"), 2)
    yield points("batas_bawah", worded("release.col_low"))
    yield points("batas_atas", worded("release.col_high"))
    yield Column("derajat_bebas", worded("release.col_df"), Kind.INTEGER)
    percent = Standard(satuan="persen", ukuran="galat baku relatif")
    yield Column("rse_persen", worded("release.col_rse"), Kind.NUMBER, standard=percent, decimals=1)
    yield Column("n", worded(persons), Kind.INTEGER, standard=_PERSONS)
    yield from _status_columns()


def _status_columns() -> Iterator[Column]:
    statuses = {
        "terbit": worded("release.status_published"),
        "bertanda": worded("release.status_marked"),
        "ditahan": worded("release.status_withheld"),
    }
    reasons = {
        Mask.TOO_FEW.value: worded("release.mask_too_few"),
        Mask.NOT_ASKED.value: worded("release.mask_not_asked"),
        Mask.INCOMPLETE.value: worded("release.mask_incomplete"),
        Mask.IMPRECISE.value: worded("release.mask_imprecise"),
        Mask.UNDER_LIMIT.value: worded("release.mask_under_limit"),
        Mask.UNANIMOUS.value: worded("release.mask_unanimous"),
        Mask.COMPLEMENT.value: worded("release.mask_complement"),
        Mask.NOT_COMPARABLE.value: worded("release.mask_not_comparable"),
    }
    yield Column("status", worded("release.col_status"), Kind.TEXT, categories=statuses)
    yield Column("alasan", worded("release.col_reason"), Kind.TEXT, categories=reasons)
    yield Column("tercetak", worded("release.col_printed"), Kind.TEXT)


def _bands(method: Method) -> Mapping[str, Text]:
    known = {band.name: band.label for band in method.bands}
    return {**known, UNDECIDED: worded("release.band_open")} if known else {}


HELD = "–*"
"""How a withheld figure prints that has no limit to name."""
UNDECIDED = "belum_dapat_digolongkan"
"""In the place of a band whose limit lies inside the interval."""


def _comparisons() -> Mapping[str, Text]:
    return {
        Comparison.ABOVE.value: worded("release.above"),
        Comparison.BELOW.value: worded("release.below"),
        Comparison.NOT_DIFFERENT.value: worded("release.not_different"),
    }


def _standing(standing: Standing | None, outcome: Outcome) -> Cells:
    if standing is None or isinstance(outcome, Withheld):
        return {"kategori": None}
    return {"kategori": UNDECIDED if standing.open else standing.band.name}


def _figure(outcome: Outcome, n: int | None) -> Cells:
    if isinstance(outcome, Withheld):
        return _withheld(outcome)
    relative = outcome.rse_pct
    value = _tenths(outcome.value)
    return {
        "nilai": value,
        "galat_baku": round(outcome.se, 2),
        "batas_bawah": _tenths(outcome.low),
        "batas_atas": _tenths(outcome.high),
        "derajat_bebas": outcome.df if n is not None else None,  # it would tell the number of persons
        "rse_persen": round(relative, 1) if math.isfinite(relative) else None,
        "n": n,
        "status": "bertanda" if outcome.marked else "terbit",
        "tercetak": f"{value:.1f}" + ("*" if outcome.marked else ""),
    }


def _index(outcome: Outcome, n: int | None) -> Cells:
    """An index; one that is withheld prints as a mark, for `<10` in its place would be read as an index."""
    printed: Cells = {"tercetak": HELD} if isinstance(outcome, Withheld) else {}
    return _figure(outcome, n) | printed


def _number(count: Count) -> Cells:
    if isinstance(count, Withheld):
        return _withheld(count)
    return {"jumlah": count, "status": "terbit", "tercetak": str(count)}


def _withheld(outcome: Withheld) -> Cells:
    printed = HELD if outcome.limit is None else f"<{outcome.limit}"
    return {"status": "ditahan", "alasan": outcome.mask.value, "tercetak": printed}


def _tenths(value: float) -> float:
    return to_tenths(value) / 10
