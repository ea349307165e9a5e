"""The metadata of a release: every form of a round, filled in as far as anybody has said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypeAliasType

from app.base.sentences import Sentence
from app.release.sdi import facts
from app.release.sdi.forms import activity_form, indicator_form, variable_form
from app.release.sdi.record import Lack, Record, Wrong, check, fill
from app.release.survey import Survey
from app.release.table import Table
from app.release.words import worded
from app.scoring.results import CityResult

Written = TypeAliasType("Written", "str | int | bool | list[Written] | dict[str, Written] | None")
"""A value as YAML has it; no floats, because no form has a field for one."""

ALL = "semua"
"""In the file, in the place of a variable or an indicator: what holds for all that do not say otherwise."""


class MetadataFile(BaseModel):
    """What the office writes, by form, subject and key. `lisensi`: under which the public edition may be used
    (a name of the SPDX list, as `CC-BY-4.0`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    ms_keg: dict[str, Written] = {}
    ms_ind: dict[str, dict[str, Written]] = {}
    ms_var: dict[str, dict[str, Written]] = {}
    lisensi: str | None = None


NOTHING = MetadataFile()


@dataclass(frozen=True, slots=True)
class Metadata:
    """All records; `lacking` lists what is still missing, form by form."""

    activity: Record
    indicators: tuple[Record, ...]
    variables: tuple[Record, ...]
    licence: str | None

    @property
    def lacking(self) -> tuple[Lack, ...]:
        """Every field that nobody has filled in."""
        licence = () if self.licence else (Lack("", "", "lisensi", worded("release.licence")),)
        records = (self.activity, *self.indicators, *self.variables)
        return (*licence, *(lack for record in records for lack in record.lacking))

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacking


def metadata_of(
    survey: Survey, result: CityResult, tables: Sequence[Table], written: MetadataFile
) -> Metadata:
    """The metadata of a round; `tables` are those of its microdata, whose columns are the variables."""
    activity = fill(activity_form(), "", facts.activity(survey, result, tables), written.ms_keg)
    known = facts.indicators(survey, result)
    indicators = tuple(
        fill(indicator_form(), name, values, _of(written.ms_ind, name)) for name, values in known.items()
    )
    variables = tuple(
        fill(variable_form(), f"{table.name}.{column.name}", facts.variable(survey, column), said)
        for table in tables
        for column in table.columns
        if column.question is not None
        for said in [_of(written.ms_var, column.name)]
    )
    return Metadata(activity, indicators, variables, written.lisensi)


def faults(
    survey: Survey, result: CityResult, tables: Sequence[Table], written: MetadataFile
) -> tuple[Wrong, ...]:
    """Everything in the file that the forms do not take."""
    return tuple(_faults(survey, result, tables, written))


def _faults(
    survey: Survey, result: CityResult, tables: Sequence[Table], written: MetadataFile
) -> Iterator[Wrong]:
    yield from check(activity_form(), written.ms_keg, "ms_keg")
    names = {column.name for table in tables for column in table.columns if column.question is not None}
    for form, said, known in (
        (indicator_form(), written.ms_ind, set(facts.indicators(survey, result))),
        (variable_form(), written.ms_var, names),
    ):
        place = form.name.lower().replace("-", "_")
        for subject, values in said.items():
            if subject != ALL and subject not in known:
                yield Wrong(f"{place}.{subject}", Sentence("release.subject_unknown"))
            yield from check(form, values, f"{place}.{subject}")


def _of(said: Mapping[str, Mapping[str, Written]], subject: str) -> Mapping[str, Written]:
    return {**said.get(ALL, {}), **said.get(subject, {})}
