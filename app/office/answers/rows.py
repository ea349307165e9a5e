"""Opened answers as they are kept: one canonical row per respondent, with nothing of where it came from."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import Field
from pydantic_core import from_json

from app.base.canonical import canonical, spelled
from app.base.ids import AgencyCode, Digest, GroupCode, QuestionnaireId
from app.office.survey.roundfile import Frozen
from app.questionnaire.model import Questionnaire
from app.questionnaire.route import Slot
from app.scoring.answers import Answers, Gathering
from app.scoring.points import OpenedRow
from app.scoring.results import Study
from app.sitting.response import Response

Value = int | str | tuple[int, ...]
NO_FLAGS = b'"flags":[]'
"""Stands in the spelling of every row without a flag, and of no other: within a text quotes are escaped."""


class Flag(Frozen):
    """A sign of quality, about the row or about one agency that an expert rated, and how strong it is."""

    subject: str
    sign: str
    grade: int


class AnswerCell(Frozen):
    """One answer: the variable, the agency it is about (empty outside the experts' loop), the value."""

    variable: str
    subject: str
    value: Value


class Row(Frozen):
    """One respondent's answers. `order` is the order in which the questions were shown."""

    agency: str
    group: str
    questionnaire: str  # its id
    digest: str
    language: str
    mode: str
    state: str
    duration_class: Annotated[int, Field(ge=0, le=3)]
    subjects: tuple[str, ...]
    order: tuple[str, ...]
    answers: tuple[AnswerCell, ...]
    flags: tuple[Flag, ...] = ()

    def to_bytes(self) -> bytes:
        """The canonical spelling, by which rows are sorted."""
        return canonical(self.model_dump(mode="json"))


def row_bytes(
    response: Response,
    questionnaire: Questionnaire,
    agency: AgencyCode,
    group: GroupCode,
    flags: Sequence[Flag] = (),
) -> bytes:
    """What is kept of a response, all but its nullifier, as `Row.to_bytes` spells it."""
    head = spelled({"agency": agency}).removesuffix(b"}")
    rest = spelled(
        {
            "group": group,
            "questionnaire": questionnaire.id,
            "digest": response.questionnaire,
            "language": response.language.value,
            "mode": response.mode.value,
            "state": response.state.value,
            "duration_class": response.duration_class,
            "subjects": response.subjects,
            "order": response.order,
            "flags": [one.model_dump() for one in flags],
        }
    )
    return b'%b,"answers":[%b],%b' % (head, _cells(response), rest.removeprefix(b"{"))


def _cells(response: Response) -> bytes:
    """The answers by subject and variable. Names need no escapes, and most values are codes."""
    # They were read in the order of variables, which stays where the subject is the same.
    ordered = sorted(response.answers.items(), key=_about)
    return ",".join(
        f'{{"subject":"{subject}","value":{_spelled(value)},"variable":"{variable}"}}'
        for (variable, subject), value in ordered
    ).encode()


def _spelled(value: Value) -> str:
    return str(value) if type(value) is int else spelled(value).decode()


def _about(answer: tuple[Slot, Value]) -> str:
    return answer[0].subject


def rows_digest(rows: Iterable[bytes]) -> Digest:
    """The digest of rows in their canonical spelling and order, which a run's id holds."""
    hashed, between = hashlib.sha256(), b""
    for row in rows:
        hashed.update(between + row)
        between = b"\n"
    return Digest(hashed.hexdigest())


def read_row(data: bytes) -> Row:
    """A row as `row_bytes` spelled it."""
    return Row.model_validate_json(data)


def read_answers(rows: Iterable[bytes], study: Study, aside: frozenset[int] = frozenset()) -> Answers:
    """The vectors of rows in their canonical spelling and order, without those at the places `aside`.

    Places count from 1. A person's number is the same whoever else is set aside. Of those aside
    counts only who was steered.

    The rows are those that `row_bytes` wrote, which the caller proves by the digest in the run's id: so they
    are read without being validated again, in one pass, each of them dropped at once.
    """
    gathering, places = Gathering(study), Counter[str]()
    hashed, between = hashlib.sha256(), b""
    for position, data in enumerate(rows, 1):
        row = from_json(data, cache_strings="keys")
        name = QuestionnaireId(row["questionnaire"])
        person = places[name]
        places[name] += 1
        if position in aside:
            _tell(gathering, data)
            continue
        hashed.update(between + data)
        between = b"\n"
        group = GroupCode(row["group"])
        if row["subjects"]:
            about: dict[str, dict[str, Value]] = {subject: {} for subject in ("", *row["subjects"])}
            for cell in row["answers"]:
                if cell["subject"] in about:
                    about[cell["subject"]][cell["variable"]] = cell["value"]
            gathering.tell(AgencyCode(""), group, name, about.pop(""))
            for subject, answers in about.items():
                gathering.add(AgencyCode(subject), group, name, person, answers)
        elif row["agency"]:
            answers = {cell["variable"]: cell["value"] for cell in row["answers"]}
            gathering.add(AgencyCode(row["agency"]), group, name, person, answers)
            gathering.tell(AgencyCode(row["agency"]), group, name, answers)
    return gathering.answers(Digest(hashed.hexdigest()))


def _tell(gathering: Gathering, data: bytes) -> None:
    """Of a row that is set aside only whether its respondent was steered."""
    row = read_row(data)
    outside = {cell.variable: cell.value for cell in row.answers if not cell.subject}
    gathering.tell(AgencyCode(row.agency), GroupCode(row.group), QuestionnaireId(row.questionnaire), outside)


def opened_rows(
    response: Response, questionnaire: Questionnaire, agency: AgencyCode, group: GroupCode
) -> Iterator[OpenedRow]:
    """A response as scoring reads it, as `scored_rows` gives it; the respondent has no number yet."""
    for subject in response.subjects or ((agency,) if agency else ()):
        about = subject if response.subjects else ""
        yield OpenedRow(
            agency=subject,
            group=group,
            questionnaire=QuestionnaireId(questionnaire.id),
            respondent=0,
            answers={
                slot.variable: value for slot, value in response.answers.items() if slot.subject == about
            },
            state=response.state.value,
            duration_class=response.duration_class,
        )


def scored_rows(rows: Sequence[Row]) -> tuple[OpenedRow, ...]:
    """The rows as scoring reads them: one for a person of an agency, one per agency that an expert rated.

    The number of a respondent is the place of the row among those of its questionnaire.
    """
    found: list[OpenedRow] = []
    places: dict[str, int] = {}
    for row in rows:
        place = places[row.questionnaire] = places.get(row.questionnaire, -1) + 1
        found += _opened(row, place)
    return tuple(found)


def _opened(row: Row, place: int) -> Iterable[OpenedRow]:
    for subject in row.subjects or ((row.agency,) if row.agency else ()):
        about = subject if row.subjects else ""
        yield OpenedRow(
            agency=AgencyCode(subject),
            group=GroupCode(row.group),
            questionnaire=QuestionnaireId(row.questionnaire),
            respondent=place,
            answers={cell.variable: cell.value for cell in row.answers if cell.subject == about},
            state=row.state,
            duration_class=row.duration_class,
        )
