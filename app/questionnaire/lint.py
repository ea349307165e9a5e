"""The rules that types cannot say. Every problem at once, each with its place and its mend."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter

from app.base.errors import Field, Integrity
from app.base.sentences import Sentence
from app.questionnaire.expression import check, variables
from app.questionnaire.model import (
    ABSENT_CHOICES,
    Absent,
    Expression,
    Frozen,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Questionnaire,
    Section,
    SectionShuffle,
    Single,
    Text,
)
from app.questionnaire.route import slots_of

PLACEHOLDERS = frozenset({"agency"})
IN_ROW = re.compile(r"\.items\.\d+\.items\.")  # the place of a roster's child, which may also say {row}
# Words that SPSS and Stata keep for themselves; a variable of that name cannot be exported.
RESERVED = frozenset(
    "all and by eq ge gt le lt ne not or to with _n _all byte double float int long str in if using".split()  # noqa: SIM905 - a word list reads better so
)
_SCREENING_ABSENT = frozenset({Absent.DONT_KNOW, Absent.REFUSED})


class Grade(StrEnum):
    """An error refuses the questionnaire, a warning asks its author to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and how to mend it."""

    place: str
    sentence: Sentence
    grade: Grade

    @classmethod
    def error(cls, place: str, sentence: Sentence) -> "Finding":
        """A finding that refuses the questionnaire."""
        return cls(place, sentence, Grade.ERROR)

    @property
    def is_error(self) -> bool:
        """Whether the questionnaire cannot be used with it."""
        return self.grade is Grade.ERROR


def lint(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Everything that can be said against a questionnaire whose types are right."""
    linter = _Linter(questionnaire)
    linter.look()
    return tuple(linter.found)


@dataclass(slots=True)
class _Linter:
    questionnaire: Questionnaire
    found: list[Finding] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)  # variables asked so far, outside the loop
    inside: set[str] = field(default_factory=set)  # and inside it

    def look(self) -> None:
        self._ids()
        self._languages()
        self._time()
        if any(section.per_subject for section in self.questionnaire.sections) != (
            self.questionnaire.subjects is not None
        ):
            self._error("subjects", "questionnaire.loop_without_subjects")
        for number, section in enumerate(self.questionnaire.sections):
            self._section(f"sections.{number}", number, section)

    def _error(self, place: str, key: str, **fields: Field) -> None:
        self.found.append(Finding(place, Sentence(key, fields), Grade.ERROR))

    def _warn(self, place: str, key: str, **fields: Field) -> None:
        self.found.append(Finding(place, Sentence(key, fields), Grade.WARNING))

    # --- the whole ---

    def _ids(self) -> None:
        ids = Counter(
            slot.variable
            for section in self.questionnaire.sections
            for item in section.items
            for slot in slots_of(item) or ()
        )
        ids.update(
            item.id
            for section in self.questionnaire.sections
            for item in section.items
            if isinstance(item, (Matrix, Note))
        )
        for name, count in ids.items():
            if count > 1:
                self._error(name, "questionnaire.id_twice", name=name)
            if name in RESERVED:
                self._error(name, "questionnaire.id_reserved", name=name)
        for name, count in Counter(section.id for section in self.questionnaire.sections).items():
            if count > 1:
                self._error(name, "questionnaire.id_twice", name=name)

    def _languages(self) -> None:
        if "id" not in self.questionnaire.languages:
            self._error("languages", "questionnaire.no_indonesian")
        english = "en" in self.questionnaire.languages
        for place, text in texts(self.questionnaire):
            named = _placeholders(text.id)
            offered = PLACEHOLDERS | {"row"} if IN_ROW.search(place) else PLACEHOLDERS
            for name in sorted(named - offered):
                self._error(place, "questionnaire.placeholder_unknown", name=name)
            if text.en is None:
                if english:
                    self._error(place, "questionnaire.english_missing")
            elif _placeholders(text.en) != named:
                self._error(place, "questionnaire.placeholder_differs")

    def _time(self) -> None:
        needed_ms = sum(
            item.expected_ms
            for section in self.questionnaire.sections
            if not section.per_subject
            for item in section.items
        )
        limit_ms = self.questionnaire.time_limit_ms
        if limit_ms is not None and limit_ms < needed_ms:
            self._error(
                "time_limit_ms",
                "questionnaire.time_short",
                limit=limit_ms // 60_000,
                needed=-(-needed_ms // 60_000),
            )
        for number, section in enumerate(self.questionnaire.sections):
            needed_ms = sum(item.expected_ms for item in section.items)
            if section.time_limit_ms is not None and section.time_limit_ms < needed_ms:
                self._error(
                    f"sections.{number}.time_limit_ms",
                    "questionnaire.time_short",
                    limit=section.time_limit_ms // 60_000,
                    needed=-(-needed_ms // 60_000),
                )

    # --- one section ---

    def _section(self, place: str, number: int, section: Section) -> None:
        known = self.outside | self.inside if section.per_subject else self.outside
        self._expression(f"{place}.show_if", section.show_if, known)
        own = {slot.variable for item in section.items for slot in slots_of(item)}
        if section.eligible_if is not None:
            if number != 0 or section.per_subject or section.ineligible_text is None:
                self._error(f"{place}.eligible_if", "questionnaire.screening_place")
            self._expression(f"{place}.eligible_if", section.eligible_if, known | own)
        for index, item in enumerate(section.items):
            here = f"{place}.items.{index}"
            self._item(here, item, known)
            mine = {slot.variable for slot in slots_of(item)}
            for which, rule in enumerate(item.checks):
                self._expression(f"{here}.checks.{which}", rule.rule, known | mine)
            # In a shuffled section nothing is surely asked before anything else.
            if section.shuffle is SectionShuffle.NONE:
                known = known | mine
        (self.inside if section.per_subject else self.outside).update(own)

    def _expression(self, place: str, expression: Expression, known: set[str]) -> None:
        try:
            check(expression)
        except Integrity as trouble:
            self.found.append(Finding(place, Sentence.of(trouble), Grade.ERROR))
            return
        for name in sorted(variables(expression) - known):
            self._error(place, "questionnaire.reference_unknown", name=name)

    # --- one item ---

    def _item(self, place: str, item: Item, known: set[str]) -> None:
        self._expression(f"{place}.show_if", item.show_if, known)
        offered = self.questionnaire.absent if item.absent is None else item.absent
        if any(code not in ABSENT_CHOICES for code in offered):
            self._error(place, "questionnaire.absent_not_a_choice")
        if item.sensitive and not isinstance(item, Note) and not _SCREENING_ABSENT.issubset(offered):
            self._error(place, "questionnaire.sensitive_without_way_out")
        if isinstance(item, (Likert, Matrix)):
            self._scale(place, item.scale)
        elif isinstance(item, (Single, Multi)):
            self._options(place, item, known)
        elif isinstance(item, Number) and item.min > item.max:
            self._error(place, "questionnaire.number_empty", least=item.min, most=item.max)

    def _scale(self, place: str, name: str) -> None:
        points = self.questionnaire.scales.get(name)
        if points is None:
            self._error(place, "questionnaire.scale_unknown", name=name)
        elif len({point.code for point in points}) != len(points):
            self._error(place, "questionnaire.code_twice")

    def _options(self, place: str, item: Single | Multi, known: set[str]) -> None:
        if len({option.code for option in item.options}) != len(item.options):
            self._error(place, "questionnaire.code_twice")
        for index, option in enumerate(item.options):
            self._expression(f"{place}.options.{index}.show_if", option.show_if, known)
            if option.exclusive and isinstance(item, Single):
                self._error(f"{place}.options.{index}", "questionnaire.exclusive_single")
        if isinstance(item, Multi) and item.max_choices is not None and item.max_choices > len(item.options):
            self._error(place, "questionnaire.max_choices", most=len(item.options))
        if not item.shuffle and any(option.pin for option in item.options):
            self._warn(place, "questionnaire.pin_without_shuffle")


def texts(node: object, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a questionnaire (or a part of one) with its place."""
    if isinstance(node, Text):
        yield place, node
    elif isinstance(node, Frozen):
        for name in type(node).model_fields:
            yield from texts(getattr(node, name), f"{place}.{name}".removeprefix("."))
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from texts(child, f"{place}.{name}")
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for index, child in enumerate(node):
            yield from texts(child, f"{place}.{index}")


def _placeholders(text: str) -> frozenset[str]:
    try:
        return frozenset(
            f"{name}{':' if form else ''}{form}{'!' if conversion else ''}{conversion or ''}"
            for _, name, form, conversion in Formatter().parse(text)
            if name is not None
        )
    except ValueError:
        return frozenset({text})
