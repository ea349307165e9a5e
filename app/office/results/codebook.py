"""From a release's tables to the codebook on paper."""

from collections.abc import Sequence

from app.base.sentences import Language, say
from app.office.days import period_in_words
from app.paper.bureau.codebook import Code, Codebook, Part, Variable
from app.release.editions import Edition
from app.release.formats.stata import LETTERS
from app.release.survey import Survey
from app.release.table import Column, Kind, Table

_LANGUAGE = Language.ID  # official readers; the codebook as JSON has both


def codebook_of(survey: Survey, edition: Edition, tables: Sequence[Table]) -> Codebook:
    """The values of the codebook of an edition."""
    public = edition is Edition.PUBLIC
    notes = ["office.codebook_guard", "office.codebook_run"]
    notes[:0] = (
        ["office.codebook_public"] if public else ["office.codebook_internal", "office.codebook_missing"]
    )
    return Codebook(
        survey=survey.survey_title.id,
        edition=_say("office.edition_public") if public else _say("office.edition_internal"),
        run_id=survey.run_id,
        facts=tuple(_facts(survey, tables)),
        notes=tuple(_say(note) for note in notes),
        tag=_tag(survey),
        parts=tuple(_part(table) for table in tables),
    )


def _facts(survey: Survey, tables: Sequence[Table]) -> Sequence[tuple[str, str]]:
    region = survey.city if survey.region_code is None else f"{survey.city} ({survey.region_code})"
    return (
        (_say("office.codebook_producer"), survey.office),
        (_say("office.codebook_period"), period_in_words(survey.start, survey.end, _LANGUAGE)),
        (_say("office.codebook_region"), region),
        (_say("office.codebook_method"), f"{survey.method_name.id}, {survey.method_digest[:16]}"),
        *(
            (
                _say("office.codebook_questionnaire"),
                f"{q.questionnaire.title.id} ({q.questionnaire.version}), {q.digest[:16]}",
            )
            for q in survey.asked.values()
        ),
        (_say("office.codebook_variables"), str(sum(len(table.columns) for table in tables))),
    )


def _tag(survey: Survey) -> str:
    if survey.practice:
        return _say("office.codebook_practice")
    return _say("office.codebook_example") if survey.example else survey.office


def _part(table: Table) -> Part:
    rows = _say("office.codebook_rows", count=table.frame.height, unit=table.unit.id)
    return Part(table.name, table.title.id, rows, tuple(_variable(column) for column in table.columns))


def _variable(column: Column) -> Variable:
    standard = column.standard
    codes = [
        Code(
            str(code),
            text.id,
            code in column.missing,
            f".{LETTERS[code]}" if code in column.missing else "",
        )
        for code, text in column.labels.items()
    ]
    codes += [Code(code, text.id) for code, text in column.categories.items()]
    return Variable(
        name=column.name,
        label=column.label.id,
        kind=_kind(column.kind),
        unit=standard.satuan or "",
        question="" if column.question is None else column.question.id,
        concept=standard.konsep or "",
        definition=standard.definisi or "",
        rule=standard.rule or "",
        codes=tuple(codes),
    )


def _kind(kind: Kind) -> str:
    match kind:
        case Kind.INTEGER:
            return _say("office.kind_integer")
        case Kind.NUMBER:
            return _say("office.kind_number")
        case Kind.TEXT:
            return _say("office.kind_text")


def _say(key: str, /, **fields: str | int) -> str:
    return say(_LANGUAGE, key, **fields)
