"""The questionnaire as frozen values: what people write in YAML and what the signed package carries.

Every answer belongs to a *variable*: an item, one row of a matrix, or a child of a roster. Option codes and
absent codes are integers, so that an answer to a closed question is one integer whatever its kind.
"""

from enum import IntEnum, StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.base.ids import Digest, GroupCode, QuestionnaireId

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
OptionCode = Annotated[int, Field(ge=0, le=89)]
DATE_PATTERN = r"^(19|20|21)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
MAX_ROWS = 30  # of a roster: a household, the members of a team; more is a register, not a question
Expression = JsonValue
"""A JSON tree, see `app.questionnaire.expression`: never text that is evaluated."""


class Absent(IntEnum):
    """Why there is no answer; the integers fit the one missing range that SPSS allows."""

    NOT_ON_PATH = -95
    NOT_REACHED = -96
    NOT_APPLICABLE = -97
    DONT_KNOW = -98
    REFUSED = -99


ABSENT_CHOICES = (Absent.NOT_APPLICABLE, Absent.DONT_KNOW, Absent.REFUSED)
"""The absent codes that a respondent may choose; the other two are given by the program."""


class Frozen(BaseModel):
    """Strict about types, deaf to unknown keys being welcome, and immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Text(Frozen):
    """A sentence in the questionnaire's languages. Indonesian is mandatory, English optional.

    Placeholders: `{agency}` is the agency of the slip, or the subject of the loop; `{row}`, in the children
    of a roster, is what the row is called.
    """

    id: Annotated[str, Field(min_length=1, max_length=2000)]
    en: Annotated[str, Field(min_length=1, max_length=2000)] | None = None


class Option(Frozen):
    """One choice. `exclusive` clears the others of a multi item; `pin` keeps its place in a shuffle."""

    code: OptionCode
    label: Text
    exclusive: bool = False
    pin: bool = False
    show_if: Expression = None


class Reference(Frozen):
    """The five parts of the data standard of Satu Data Indonesia, and the reference code."""

    konsep: str
    definisi: str
    klasifikasi: str | None = None
    ukuran: str | None = None
    satuan: str | None = None
    kode_referensi: str | None = None


class Severity(StrEnum):
    """What a failed check does: `hard` refuses the answer, `soft` asks once and keeps it."""

    HARD = "hard"
    SOFT = "soft"


class Check(Frozen):
    """A rule the answers must meet: when `rule` is false, `message` is shown."""

    rule: Expression
    message: Text
    severity: Severity = Severity.SOFT


class Required(StrEnum):
    """Whether an item may be left: `soft` asks once, `hard` needs an answer or an absent code."""

    NO = "no"
    SOFT = "soft"
    HARD = "hard"


class _Item(Frozen):
    id: Identifier
    text: Text
    lead: Text | None = None  # the line above the question, e.g. "Seberapa setuju Anda ...?"
    hint: Text | None = None
    required: Required = Required.SOFT
    show_if: Expression = None
    checks: tuple[Check, ...] = ()
    absent: tuple[Absent, ...] | None = None  # None: the questionnaire's default; (): none offered
    bank: str | None = None  # "item@revision" in the item bank
    expected_ms: Annotated[int, Field(ge=0, le=600_000)] = 15_000
    reference: Reference | None = None
    sensitive: bool = False
    block: Identifier | None = None  # items of one block stay together when the section shuffles blocks


class Likert(_Item):
    """One choice on a scale of the questionnaire, drawn as a row of scale buttons."""

    kind: Literal["likert"]
    scale: Identifier


class Single(_Item):
    """One choice among options, drawn as option rows."""

    kind: Literal["single"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=30)]
    shuffle: bool = False


class Multi(_Item):
    """Several choices among options."""

    kind: Literal["multi"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=30)]
    shuffle: bool = False
    max_choices: Annotated[int, Field(ge=1)] | None = None


class MatrixRow(Frozen):
    """One statement of a matrix; its id is a variable."""

    id: Identifier
    text: Text
    reference: Reference | None = None


class Matrix(_Item):
    """Statements answered on one scale; each row is a variable of its own."""

    kind: Literal["matrix"]
    scale: Identifier
    rows: Annotated[tuple[MatrixRow, ...], Field(min_length=2, max_length=12)]
    shuffle: bool = False


class Ranking(_Item):
    """Options put in order, the best first: all of them, or the first `max_ranks`."""

    kind: Literal["ranking"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    shuffle: bool = False
    max_ranks: Annotated[int, Field(ge=1)] | None = None


class Number(_Item):
    """A whole number from `min` to `max`, both included; `min` is at least -89 (absent codes lie below)."""

    kind: Literal["number"]
    min: Annotated[int, Field(ge=-89)]
    max: int
    unit: Text | None = None


class Precision(StrEnum):
    """How much of a date must be given."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Date(_Item):
    """A day, a month or a year, from `min` to `max`; `precision` is the least that must be given.

    Dates are written as in ISO 8601, with as much as is known: `2026-08-19`, `2026-08`, `2026`.
    """

    kind: Literal["date"]
    precision: Precision = Precision.MONTH
    min: Annotated[str, Field(pattern=DATE_PATTERN)] | None = None
    max: Annotated[str, Field(pattern=DATE_PATTERN)] | None = None


class TextItem(_Item):
    """Free text, always with a warning not to name people."""

    kind: Literal["text"]
    max_chars: Annotated[int, Field(ge=1, le=1000)] = 300


class Note(_Item):
    """Something to read; it has no answer."""

    kind: Literal["note"]


class Calculated(_Item):
    """A whole number that follows from earlier answers, rounded half up; nobody enters it.

    Outside `min` to `max`, or while an answer it needs is unknown, it is unknown itself. It is stored with
    the response; the respondent reads it only where `show` says so.
    """

    kind: Literal["calculated"]
    value: Expression
    min: Annotated[int, Field(ge=-89)] = 0
    max: int = 1_000_000
    show: bool = False


Question = Annotated[
    Likert | Single | Multi | Ranking | Matrix | Number | Date | TextItem | Note | Calculated,
    Field(discriminator="kind"),
]
"""What can be asked about one row of a roster."""


class Roster(_Item):
    """A list of people or things that the respondent makes, each asked the same `items`.

    The roster's own answer are the numbers of its rows: a number is given once and names its row for good, so
    that removing one changes no other. A row is called by the answer to `title_from`.
    """

    kind: Literal["roster"]
    items: Annotated[tuple[Question, ...], Field(min_length=1, max_length=30)]
    title_from: Identifier | None = None
    min: Annotated[int, Field(ge=0)] = 0
    max: Annotated[int, Field(ge=1, le=MAX_ROWS)] = 10


Item = Annotated[
    Likert | Single | Multi | Ranking | Matrix | Number | Date | TextItem | Note | Calculated | Roster,
    Field(discriminator="kind"),
]


class OnTimeout(StrEnum):
    """What happens when a section's time is up; nothing already entered is ever lost."""

    LOCK_KEEP = "lock_keep"
    SUBMIT = "submit"
    WARN = "warn"


class SectionShuffle(StrEnum):
    """What a section shuffles: nothing, its items, or its blocks, within which the items keep their order."""

    NONE = "none"
    ITEMS = "items"
    BLOCKS = "blocks"


class Section(Frozen):
    """A named part of the questionnaire.

    `per_subject`: asked once for every agency the respondent chose (the loop of the experts).
    `screening`: answered first; when its `eligible_if` is not true the sitting ends courteously.
    """

    id: Identifier
    title: Text
    intro: Text | None = None
    per_subject: bool = False
    time_limit_ms: Annotated[int, Field(ge=1)] | None = None
    on_timeout: OnTimeout = OnTimeout.LOCK_KEEP
    shuffle: SectionShuffle = SectionShuffle.NONE
    allow_back: bool = True
    show_if: Expression = None
    eligible_if: Expression = None
    ineligible_text: Text | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class ScalePoint(Frozen):
    """One point of a scale."""

    code: OptionCode
    label: Text


class Subjects(Frozen):
    """The loop of the expert panel over agencies of the package."""

    choose_text: Text  # the question that lists the agencies
    min: Annotated[int, Field(ge=1)] = 1


class Questionnaire(Frozen):
    """A whole questionnaire. Semantic rules beyond types are checked by `app.questionnaire.read`."""

    schema_version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    version: Annotated[str, Field(pattern=r"^\d{1,4}\.\d{1,4}$")]
    title: Text
    languages: Annotated[tuple[Literal["id", "en"], ...], Field(min_length=1)]
    respondent_group: Literal["internal", "external", "expert", "training"]
    time_limit_ms: Annotated[int, Field(ge=1)] | None = None
    on_timeout: OnTimeout = OnTimeout.SUBMIT
    timer_hidden: bool = False  # hidden by default; shown in the last minute all the same
    practice: bool = False  # training only: every page is marked, its data are refused at every real lock
    about_persons: bool = False  # assesses people: always a round of its own, whose results are not released
    subjects: Subjects | None = None
    absent: tuple[Absent, ...] = (Absent.DONT_KNOW, Absent.REFUSED)
    scales: dict[Identifier, Annotated[tuple[ScalePoint, ...], Field(min_length=2, max_length=10)]] = {}
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


__all__ = [
    "ABSENT_CHOICES",
    "DATE_PATTERN",
    "MAX_ROWS",
    "Absent",
    "Calculated",
    "Check",
    "Date",
    "Digest",
    "Expression",
    "GroupCode",
    "Identifier",
    "Item",
    "Likert",
    "Matrix",
    "MatrixRow",
    "Multi",
    "Note",
    "Number",
    "OnTimeout",
    "Option",
    "OptionCode",
    "Precision",
    "Question",
    "Questionnaire",
    "QuestionnaireId",
    "Ranking",
    "Reference",
    "Required",
    "Roster",
    "ScalePoint",
    "Section",
    "SectionShuffle",
    "Severity",
    "Single",
    "Subjects",
    "Text",
    "TextItem",
]
