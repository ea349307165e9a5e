"""Who may be asked: the rules of eligibility, as data that the office can replace."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.base.canonical import canonical
from app.base.errors import Bug
from app.base.ids import GroupCode
from app.base.resources import RESOURCES
from app.base.sentences import Sentence
from app.office.findings import Finding, Findings, read_model
from app.office.sample.columns import DATES, YES_OR_NO, Column
from app.office.sample.values import Held
from app.office.survey.roundfile import Frozen, Words
from app.office.survey.rounds import read_small

EXAMPLE_FILE = RESOURCES / "sampling" / "eligibility-example.yaml"

RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
ColumnName = Literal[
    "nip", "phone", "email", "address", "born", "agency", "work_unit", "position", "employment",
    "since_agency", "since_unit", "duty", "last_service", "via_broker",
]  # fmt: skip
Listed = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=100)], ...], Field(min_length=1)]


class OnlyIf(Frozen):
    """The rule speaks only of those whose column begins with one of these words."""

    column: ColumnName
    any_of: Listed


class Rule(Frozen):
    """One rule; exactly one of the last four says what must hold.

    Months are whole months before the first day of the survey period. Words are compared with the beginning
    of the cell, without regard to case.
    """

    id: RuleId
    group: Literal["internal", "external", "expert"]
    column: ColumnName
    reason: Words
    only_if: OnlyIf | None = None
    months_at_least: Annotated[int, Field(ge=1, le=600)] | None = None
    within_months: Annotated[int, Field(ge=1, le=600)] | None = None
    none_of: Listed | None = None
    answer: bool | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns without which the rule cannot be applied."""
        return (Column(self.column), *((Column(self.only_if.column),) if self.only_if else ()))


class Rules(Frozen):
    """A file of rules. `example`: these are no official rules, and everything printed says so."""

    title: Words
    example: bool
    rules: tuple[Rule, ...]

    def of(self, group: GroupCode) -> tuple[Rule, ...]:
        """The rules for a group."""
        return tuple(rule for rule in self.rules if rule.group == group)

    def to_bytes(self) -> bytes:
        """The canonical spelling."""
        return canonical(self.model_dump(mode="json"))


def read_rules(path: Path = EXAMPLE_FILE) -> Rules | Findings:
    """The rules in a YAML file, or every problem in it."""
    rules = read_model(path.name, read_small(path), Rules)
    if isinstance(rules, Findings):
        return rules
    found = [one for index, rule in enumerate(rules.rules) for one in _check(f"rules.{index}", rule)]
    ids = [rule.id for rule in rules.rules]
    found += [
        Finding(f"rules.{index}.id", Sentence("office.find_twice", {"name": name}))
        for index, name in enumerate(ids)
        if name in ids[:index]
    ]
    return Findings(path.name, tuple(found)) if found else rules


def _check(place: str, rule: Rule) -> list[Finding]:
    tests = {
        "months_at_least": (rule.months_at_least, Column(rule.column) in DATES),
        "within_months": (rule.within_months, Column(rule.column) in DATES),
        "none_of": (rule.none_of, Column(rule.column) not in DATES | YES_OR_NO),
        "answer": (rule.answer, Column(rule.column) in YES_OR_NO),
    }
    given = [name for name, (value, _) in tests.items() if value is not None]
    if len(given) != 1:
        return [Finding(place, Sentence("sample.find_one_test", {"tests": ", ".join(tests)}))]
    if not tests[given[0]][1]:
        fields = {"test": given[0], "column": rule.column}
        return [Finding(f"{place}.{given[0]}", Sentence("sample.find_test_column", fields))]
    return []


def speaks_of(rule: Rule, person: Mapping[Column, Held]) -> bool:
    """Whether a rule is about this person at all."""
    return rule.only_if is None or _begins(person.get(Column(rule.only_if.column)), rule.only_if.any_of)


def is_broken(rule: Rule, person: Mapping[Column, Held], reference: dt.date) -> bool:
    """Whether a person breaks a rule that speaks of them; `reference` is the first day of the survey.

    A text that is not there breaks nothing. A day or an answer that is not there is asked for before.
    """
    held = person.get(Column(rule.column))
    if rule.none_of is not None:
        return _begins(held, rule.none_of)
    if rule.answer is not None:
        return held is not rule.answer
    if not isinstance(held, dt.date):
        raise Bug("sample.misuse", what="rule")
    months = months_between(held, reference)
    if rule.months_at_least is not None:
        return months < rule.months_at_least
    return rule.within_months is None or held < _months_before(reference, rule.within_months)


def months_between(day: dt.date, reference: dt.date) -> int:
    """Whole months from `day` to `reference`."""
    months = (reference.year - day.year) * 12 + reference.month - day.month
    return months - (reference.day < day.day)


def _months_before(reference: dt.date, months: int) -> dt.date:
    year, month = divmod(reference.year * 12 + reference.month - 1 - months, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(reference.day, last))


def _begins(held: Held | None, words: tuple[str, ...]) -> bool:
    return isinstance(held, str) and held.casefold().startswith(tuple(word.casefold() for word in words))
