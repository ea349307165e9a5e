"""The paper form of a questionnaire: every question with room for its answer, the way through in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import assert_never

from app.base.canonical import digest
from app.base.errors import Refused
from app.base.ids import Digest, GroupCode
from app.base.sentences import Language, say
from app.office.findings import Findings
from app.office.questions.aloud import asked_in
from app.office.questions.conditions import Conditions, spoken, surely_hidden
from app.office.survey.packaging import group_in_words
from app.paper.questions.penned import (
    Box,
    Dated,
    Entry,
    Figure,
    Lines,
    Office,
    Ordered,
    PaperForm,
    Part,
    Picked,
    Question,
    Read,
    Rows,
    Scaled,
)
from app.questionnaire.answer import absent_choices
from app.questionnaire.lint.wording import texts
from app.questionnaire.model import (
    Absent,
    Calculated,
    Date,
    Expression,
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
    Single,
    Text,
    TextItem,
)
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import options_of
from app.storage.files import make_folder, write_atomic

_DIGEST_SHOWN = 12  # enough to tell two versions apart on paper
_CHARS_A_LINE = 55  # of handwriting across the page
_FEWEST_LINES, _MOST_LINES = 2, 8


@dataclass(frozen=True, slots=True)
class PaperWritten:
    """A written form: its questionnaire, how many questions stand on it, and its own digest."""

    path: Path
    questionnaire: str
    version: str
    questionnaire_digest: Digest
    language: Language
    questions: int
    digest: Digest


def write_paper(file: Path, out: Path, language: Language) -> PaperWritten | Refused | Findings:
    """Write the paper form of the questionnaire in the YAML `file` into the folder `out`."""
    from app.paper.questions.penned import paper_form  # late: reportlab is slow to start

    asked = asked_in(file, language)
    if isinstance(asked, Refused | Findings):
        return asked
    values = paper_values(asked, language)
    data = paper_form(values, language)
    make_folder(out)
    path = out / f"{asked.id}-{asked.version}-formulir-kertas-{language}.pdf"
    write_atomic(path, data)
    return PaperWritten(
        path,
        asked.id,
        asked.version,
        questionnaire_digest(asked),
        language,
        sum(1 for part in values.parts for one in part.questions if one.number),  # a list counts once
        digest(data),
    )


def paper_values(asked: Questionnaire, language: Language) -> PaperForm:
    """What stands on the form, in the questionnaire's order."""
    short = questionnaire_digest(asked)[:_DIGEST_SHOWN]
    return PaperForm(
        title=spoken(asked.title, language),
        group="" if asked.practice else group_in_words(GroupCode(asked.respondent_group), language),
        identity=say(language, "office.sheet_identity", questionnaire=asked.id, version=asked.version),
        digest=" ".join(short[at : at + 4] for at in range(0, len(short), 4)),
        parts=tuple(_Writer(asked, language).parts()),
        practice=asked.practice,
        names_agency=not any(section.per_subject for section in asked.sections)
        and any("{agency}" in text.id for _, text in texts(asked)),
    )


def numbers_of(asked: Questionnaire) -> Mapping[str, str]:
    """What each variable is called on paper, and in every sentence about conditions."""
    return _Writer(asked, Language.ID).numbers


@dataclass(frozen=True, slots=True)
class _Stop:
    """A question on the way: its section, and its number, empty for a note."""

    section: Section
    item: Item
    number: str

    def hidden(self, variable: str, code: int) -> bool:
        return any(surely_hidden(one, variable, code) for one in (self.section.show_if, self.item.show_if))


class _Writer:
    """Goes through a questionnaire once; numbers come first, because conditions speak of them."""

    def __init__(self, asked: Questionnaire, language: Language) -> None:
        self._asked = asked
        self._language = language
        self._numbers: dict[str, str] = {}
        self._choosing = ""
        self._way = tuple(self._numbered())
        self._conditions = Conditions(asked, language, self._numbers)

    @property
    def numbers(self) -> Mapping[str, str]:
        """The number of every variable; of a note none."""
        return self._numbers

    def _numbered(self) -> Iterator[_Stop]:
        count = 0
        for section in self._asked.sections:
            if section.per_subject and not self._choosing and self._asked.subjects is not None:
                count += 1
                self._choosing = str(count)
            for item in section.items:
                if isinstance(item, Calculated) and not item.show:
                    continue
                count += not isinstance(item, Note)
                number = "" if isinstance(item, Note) else str(count)
                self._name(item, number)
                yield _Stop(section, item, number)

    def _name(self, item: Item, number: str) -> None:
        self._numbers[item.id] = number
        if isinstance(item, Matrix):
            self._numbers |= {row.id: f"{number}{_letter(at)}" for at, row in enumerate(item.rows)}
        if isinstance(item, Roster):
            at = 0
            for child in item.items:
                at += not isinstance(child, Note)
                if not isinstance(child, Note):
                    self._name(child, f"{number}.{at}")

    def parts(self) -> Iterator[Part]:
        """The sections; before the first of the loop the question that chooses the agencies."""
        language = self._language
        before_loop = True
        for section in self._asked.sections:
            subjects = self._asked.subjects
            if section.per_subject and before_loop and subjects is not None:
                before_loop = False
                words = spoken(subjects.choose_text, language)
                chosen = Question(self._choosing, words, Lines(_MOST_LINES))
                yield Part(say(language, "office.sheet_agencies"), (chosen,))
            yield Part(
                title=spoken(section.title, language),
                questions=tuple(self._question(stop) for stop in self._way if stop.section is section),
                intro=self._words(section.intro),
                only_if=self._only_if(section.show_if),
                screening=self._screening(section),
                looped=section.per_subject,
            )

    def _screening(self, section: Section) -> str:
        if section.eligible_if is None:
            return ""
        condition = self._conditions.words(section.eligible_if)
        goodbye = self._words(section.ineligible_text)
        return say(self._language, "routing.go_on_if", condition=condition, otherwise=goodbye)

    def _question(self, stop: _Stop) -> Question:
        return self._asked_about(stop.item, stop.number, tuple(self._skips(stop)))

    def _asked_about(self, item: Item, number: str, skips: Sequence[str] = ()) -> Question:
        children: tuple[Question, ...] = ()
        if isinstance(item, Roster):
            children = tuple(
                self._asked_about(child, self._numbers.get(child.id, ""))
                for child in item.items
                if not (isinstance(child, Calculated) and not child.show)
            )
        no_names = say(self._language, "office.sheet_no_names") if isinstance(item, TextItem) else ""
        return Question(
            number=number,
            words=spoken(item.text, self._language),
            entry=self._entry(item),
            lead=self._words(item.lead),
            hint=f"{self._words(item.hint)} {no_names}".strip(),
            only_if=self._only_if(item.show_if),
            absents=() if isinstance(item, Matrix) else self._absents(item),
            warnings=tuple(spoken(check.message, self._language) for check in item.checks),
            skips=tuple(skips),
            each=children,
        )

    def _entry(self, item: Item) -> Entry:  # noqa: C901, PLR0911 - a table of kinds
        match item:
            case Note():
                return Read()
            case Likert():
                return Scaled(self._labels(item))
            case Single():
                return Picked(self._boxes(item))
            case Multi():
                return Picked(self._boxes(item), several=True, most=item.max_choices or 0)
            case Matrix():
                statements = tuple(spoken(row.text, self._language) for row in item.rows)
                return Scaled(self._labels(item), statements, self._absents(item))
            case Ranking():
                return Ordered(self._boxes(item), item.max_ranks or len(item.options))
            case Number():
                return Figure(item.min, item.max, self._words(item.unit))
            case Date():
                return Dated(_PRECISION[item.precision])
            case TextItem():
                return Lines(max(_FEWEST_LINES, min(_MOST_LINES, -(-item.max_chars // _CHARS_A_LINE))))
            case Calculated():
                return Office(item.min, item.max)
            case Roster():
                return Rows(item.min, item.max)
            case _:
                assert_never(item)

    def _labels(self, item: Item) -> tuple[str, ...]:
        return tuple(spoken(option.label, self._language) for option in options_of(self._asked, item))

    def _boxes(self, item: Item) -> tuple[Box, ...]:
        return tuple(
            Box(spoken(option.label, self._language), self._only_if(option.show_if))
            for option in options_of(self._asked, item)
        )

    def _absents(self, item: Item) -> tuple[str, ...]:
        if isinstance(item, Note | Calculated):
            return ()
        labels = {
            Absent.NOT_APPLICABLE: say(self._language, "office.sheet_not_applicable"),
            Absent.DONT_KNOW: say(self._language, "office.sheet_dont_know"),
            Absent.REFUSED: say(self._language, "office.sheet_refused"),
        }
        return tuple(labels[Absent(code)] for code in absent_choices(self._asked, item))

    # --- the way ----------------------------------------------------------------------------------------

    def _only_if(self, condition: Expression) -> str:
        if condition is None:
            return ""
        return say(self._language, "routing.only_if", condition=self._conditions.words(condition))

    def _skips(self, stop: _Stop) -> Iterator[str]:
        """Where each choice leads that surely passes over something, choices with one aim together."""
        if not isinstance(stop.item, Likert | Single):
            return
        aims: dict[str, list[str]] = {}
        for option in options_of(self._asked, stop.item):
            aim = self._aim(stop, option.code)
            if aim:
                aims.setdefault(aim, []).append(spoken(option.label, self._language))
        for aim, labels in aims.items():
            yield say(self._language, "routing.if_go_on", choices=self._conditions.either(labels), aim=aim)

    def _aim(self, stop: _Stop, code: int) -> str:
        """Where a choice leads past the next question; empty where it does not."""
        passed = len(self._passed(stop, code))
        if not passed:
            return ""
        left = self._after(stop)[passed:]
        following = next((one.number for one in left if one.number), "")
        if stop.section.eligible_if is not None and not left:
            return say(self._language, "routing.aim_screening")
        if not following:
            return say(self._language, "routing.aim_end")
        key = "routing.aim" if left[0].number else "routing.aim_note"
        return say(self._language, key, number=following)

    def _after(self, stop: _Stop) -> tuple[_Stop, ...]:
        """What follows a question, as far as one may go: nobody passes over the end of a screening."""
        after = self._way[self._way.index(stop) + 1 :]
        if stop.section.eligible_if is None:
            return after
        return tuple(one for one in after if one.section is stop.section)

    def _passed(self, stop: _Stop, code: int) -> tuple[_Stop, ...]:
        """What follows a question and is surely not asked after this choice, whatever else was answered."""
        return tuple(takewhile(lambda one: one.hidden(stop.item.id, code), self._after(stop)))

    def _words(self, text: Text | None) -> str:
        return "" if text is None else spoken(text, self._language)


_PRECISION: Mapping[Precision, int] = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}


def _letter(at: int) -> str:
    return chr(ord("a") + at)
