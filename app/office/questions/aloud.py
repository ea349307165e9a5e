"""The read-aloud sheet of a questionnaire: what a helper reads where the respondent presses the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from app.base.canonical import digest
from app.base.errors import Refused
from app.base.ids import Digest, GroupCode
from app.base.sentences import Language, say
from app.office.findings import Finding, Findings
from app.office.survey.packaging import group_in_words
from app.office.survey.rounds import read_small
from app.paper.questions.aloud import Part, Question, ReadingSheet, Spoken, Way
from app.questionnaire.model import (
    Absent,
    Calculated,
    Date,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Precision,
    Questionnaire,
    Ranking,
    Roster,
    Section,
    SectionShuffle,
    Single,
    Text,
    TextItem,
)
from app.questionnaire.read import QuestionnaireProblems, questionnaire_digest, read_yaml
from app.questionnaire.route import options_of
from app.storage.files import make_folder, write_atomic

MAX_KEYS = 9  # the tenth choice has no digit of its own
_DIGEST_SHOWN = 12  # enough to tell two versions apart on paper


@dataclass(frozen=True, slots=True)
class SheetWritten:
    """A written sheet: its questionnaire, how many questions stand on it, and its own digest."""

    path: Path
    questionnaire: str
    version: str
    questionnaire_digest: Digest
    language: Language
    questions: int
    digest: Digest


def asked_in(file: Path, language: Language) -> Questionnaire | Refused | Findings:
    """The questionnaire in the YAML `file`, to be printed in `language`; else why it cannot be."""
    try:
        asked = read_yaml(read_small(file))
    except QuestionnaireProblems as trouble:
        found = tuple(Finding(one.place, one.sentence) for one in trouble.problems)
        return Findings(file.name, found)
    if language not in asked.languages:
        return Refused("office.sheet_language", {"questionnaire": asked.id, "language": language.value})
    return asked


def write_sheet(file: Path, out: Path, language: Language) -> SheetWritten | Refused | Findings:
    """Write the sheet of the questionnaire in the YAML `file` into the folder `out`."""
    from app.paper.questions.aloud import reading_sheet  # late: reportlab is slow to start

    asked = asked_in(file, language)
    if isinstance(asked, Refused | Findings):
        return asked
    values = sheet_values(asked, language)
    data = reading_sheet(values, language)
    make_folder(out)
    path = out / f"{asked.id}-{asked.version}-lembar-baca-{language}.pdf"
    write_atomic(path, data)
    return SheetWritten(
        path,
        asked.id,
        asked.version,
        questionnaire_digest(asked),
        language,
        sum(1 for part in values.parts for one in part.questions if one.number),  # a list counts once
        digest(data),
    )


def sheet_values(asked: Questionnaire, language: Language) -> ReadingSheet:
    """What stands on the sheet, in the questionnaire's order."""
    group = GroupCode(asked.respondent_group)
    short = questionnaire_digest(asked)[:_DIGEST_SHOWN]
    return ReadingSheet(
        title=_Reader(asked, language).words(asked.title),
        group="" if asked.practice else group_in_words(group, language),
        identity=say(language, "office.sheet_identity", questionnaire=asked.id, version=asked.version),
        digest=" ".join(short[at : at + 4] for at in range(0, len(short), 4)),
        parts=tuple(_Reader(asked, language).parts()),
        practice=asked.practice,
    )


class _Reader:
    """Goes through a questionnaire once, counting its questions."""

    def __init__(self, asked: Questionnaire, language: Language) -> None:
        self._asked = asked
        self._language = language
        self._count = 0

    def words(self, text: Text | None) -> str:
        """A text as it is read; what only the screen knows stands in square brackets."""
        if text is None:
            return ""
        spoken = text.en if self._language is Language.EN and text.en else text.id
        spoken = spoken.replace("{agency}", say(self._language, "office.sheet_agency"))
        return spoken.replace("{row}", say(self._language, "office.sheet_row")).strip()

    def parts(self) -> Iterator[Part]:
        """The sections; before the first of the loop the question that chooses the agencies."""
        before_loop = True
        for section in self._asked.sections:
            if section.per_subject and before_loop:
                before_loop = False
                yield from self._choosing()
            yield self._part(section)

    def _choosing(self) -> Iterator[Part]:
        subjects = self._asked.subjects
        if subjects is None:
            return
        question = Question(
            number=self._next(),
            words=self.words(subjects.choose_text),
            way=Way.SEVERAL,
            lead=say(self._language, "office.sheet_several"),
            named=True,
        )
        yield Part(say(self._language, "office.sheet_agencies"), (question,))

    def _part(self, section: Section) -> Part:
        return Part(
            title=self.words(section.title),
            questions=tuple(one for item in section.items for one in self._question(item)),
            intro=self.words(section.intro),
            closing=self.words(section.ineligible_text),
            conditional=section.show_if is not None,
            shuffled=section.shuffle is not SectionShuffle.NONE,
            looped=section.per_subject,
        )

    def _question(self, item: Item, number: str = "") -> Iterator[Question]:
        """What is read of one item: nothing of a value that nobody sees."""
        if isinstance(item, Calculated) and not item.show:
            return
        way, least, most = _way(item)
        if way is not Way.LISTEN:
            number = number or self._next()
        yield Question(
            number=number,
            words=self.words(item.text),
            way=way,
            lead=self.words(item.lead),
            hint=self._hint(item),
            statements=self._statements(item),
            choices=self._choices(item),
            absents=self._absents(item, way),
            warnings=tuple(self.words(check.message) for check in item.checks),
            least=least,
            most=most,
            unit=self.words(item.unit) if isinstance(item, Number) else "",
            conditional=item.show_if is not None,
            shuffled=_is_shuffled(item),
            each=tuple(self._each(item, number)) if isinstance(item, Roster) else (),
        )

    def _each(self, roster: Roster, number: str) -> Iterator[Question]:
        """What is asked about every row of a list, numbered under the list."""
        at = 0
        for item in roster.items:
            at += not isinstance(item, Note)
            yield from self._question(item, "" if isinstance(item, Note) else f"{number}.{at}")

    def _next(self) -> str:
        self._count += 1
        return str(self._count)

    def _hint(self, item: Item) -> str:
        """The hint; under a free text also the warning that stands there on the screen."""
        warning = say(self._language, "office.sheet_no_names") if isinstance(item, TextItem) else ""
        return f"{self.words(item.hint)} {warning}".strip()

    def _statements(self, item: Item) -> tuple[Spoken, ...]:
        return tuple(Spoken(self.words(row.text)) for row in item.rows) if isinstance(item, Matrix) else ()

    def _choices(self, item: Item) -> tuple[Spoken, ...]:
        """The choices. A key is the place on the screen, so it is left out where that is not known here."""
        options = options_of(self._asked, item)
        moving = _is_shuffled(item) and not isinstance(item, Matrix)
        known = not moving and all(option.show_if is None for option in options)
        return tuple(
            Spoken(
                self.words(option.label),
                str(at) if known and at <= MAX_KEYS else "",
                option.show_if is not None,
            )
            for at, option in enumerate(options, 1)
        )

    def _absents(self, item: Item, way: Way) -> tuple[Spoken, ...]:
        language = self._language
        labels = {
            Absent.NOT_APPLICABLE: say(language, "office.sheet_not_applicable"),
            Absent.DONT_KNOW: say(language, "office.sheet_dont_know"),
            Absent.REFUSED: say(language, "office.sheet_refused"),
        }
        if way in {Way.LISTEN, Way.WORKED_OUT}:
            return ()
        keys = _ABSENT_KEYS.get(way, {Absent.DONT_KNOW: "0", Absent.REFUSED: "–"})
        offered = self._asked.absent if item.absent is None else item.absent
        return tuple(Spoken(labels[code], keys.get(code, "")) for code in offered)


_ABSENT_KEYS: Mapping[Way, Mapping[Absent, str]] = {
    Way.NUMBER: {Absent.REFUSED: "–"},  # digits are typed there
    Way.DAY: {Absent.REFUSED: "–"},
    Way.MONTH: {Absent.REFUSED: "–"},
    Way.YEAR: {Absent.REFUSED: "–"},
    Way.WRITTEN: {},
}
_DATES: Mapping[Precision, Way] = {
    Precision.DAY: Way.DAY,
    Precision.MONTH: Way.MONTH,
    Precision.YEAR: Way.YEAR,
}


def _way(item: Item) -> tuple[Way, int, int]:  # noqa: C901, PLR0911 - a table of kinds
    """How an item is answered, with the least and the most it takes."""
    match item:
        case Note():
            return Way.LISTEN, 0, 0
        case Likert() | Single():
            return Way.ONE, 0, 0
        case Multi():
            return Way.SEVERAL, 0, item.max_choices or 0
        case Ranking():
            return Way.RANKED, 0, item.max_ranks or len(item.options)
        case Matrix():
            return Way.STATEMENTS, 0, 0
        case Number():
            return Way.NUMBER, item.min, item.max
        case Date():
            return _DATES[item.precision], 0, 0
        case TextItem():
            return Way.WRITTEN, 0, 0
        case Calculated():
            return Way.WORKED_OUT, 0, 0
        case Roster():
            return Way.LISTED, item.min, item.max
        case _:
            assert_never(item)


def _is_shuffled(item: Item) -> bool:
    return isinstance(item, Single | Multi | Ranking | Matrix) and item.shuffle
