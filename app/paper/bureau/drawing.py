"""Paper of a draw: the numbered list that witnesses read along, and the minutes that let anyone repeat it.

The minutes hold numbers and no names; the list holds names and goes with the names when they are destroyed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.form import (
    CELL_STRONG,
    SMALL,
    Column,
    Form,
    Head,
    Signer,
    day_in_words,
    groups_of,
    printed,
)
from app.paper.sheet.page import Align, Face, Style

_DIGEST_GROUPS = 16  # all 64 digits
_TINY = Style(Face.MONO, 7, leading=10)
_SEED = Style(Face.MONO_BOLD, 10, leading=12.2)
_NUMBERS = Style(size=9.4, leading=13.4)


@dataclass(frozen=True, slots=True)
class DrawnList:
    """What was drawn in one stratum, in words and numbers.

    `interval` is empty where there is none; `starts` are those of the sample and of the substitutes; `steps`
    say for each number of a simple draw which of those left it was.
    """

    agency: str
    group: str
    method: str
    listed: int
    wanted: int
    substitutes: tuple[int, ...]
    sample: tuple[int, ...]
    interval: str
    starts: tuple[int, ...]
    entered: bool
    steps: tuple[int, ...]
    digest: str
    how: str


@dataclass(frozen=True, slots=True)
class DrawMinutes:
    """One draw. `files` are the lists by name and SHA-256; `signers` officers and witnesses."""

    survey: str
    office: str
    city: str
    practice: bool
    moment: dt.datetime
    number: int
    algorithm: str
    seed: str
    thrown: bool
    reason: str
    files: tuple[tuple[str, str], ...]
    strata: tuple[DrawnList, ...]
    signers: tuple[tuple[str, str], ...]


def draw_minutes(minutes: DrawMinutes, language: Language = Language.ID) -> bytes:
    """The minutes of a draw."""
    title = say(language, "sample.minutes_title")
    tag = say(language, "paper.practice") if minutes.practice else ""
    foot = say(
        language, "sample.minutes_foot", algorithm=minutes.algorithm, seed=seed_in_groups(minutes.seed)
    )
    head = Head(minutes.survey, minutes.office, f"{title} {minutes.number}", tag)
    return printed(head, foot, language, lambda form: _draw(form, minutes))


def seed_in_groups(seed: str) -> str:
    """Digits in fours, to be read aloud."""
    return " ".join(seed[at : at + 4] for at in range(0, len(seed), 4))


def _draw(form: Form, minutes: DrawMinutes) -> None:
    language = form.language
    clock = f"{minutes.moment:%H.%M}" if language is Language.ID else f"{minutes.moment:%H:%M}"
    date = day_in_words(language, minutes.moment.date(), weekday=True)
    form.title(
        say(language, "sample.minutes_title"),
        say(language, "sample.minutes_when", city=minutes.city, date=date, time=clock),
    )
    form.text(say(language, "sample.minutes_opening", strata=len(minutes.strata)), after=6)
    if minutes.reason:
        form.remarks(say(language, "sample.minutes_again"), [minutes.reason])
    origin = "sample.minutes_seed_thrown" if minutes.thrown else "sample.minutes_seed_made"
    form.table(
        (
            Column(say(language, "sample.minutes_seed"), 170, style=_SEED),
            Column(say(language, "sample.minutes_origin"), 0),
        ),
        ((seed_in_groups(minutes.seed), say(language, origin)),),
        least=20,
    )
    form.y += 4
    for name, sha256 in minutes.files:
        fields = {"file": name, "digest": groups_of(sha256, _DIGEST_GROUPS)}
        form.text(say(language, "sample.minutes_file", **fields), _TINY, after=2)
    form.y += 6
    form.heading(say(language, "sample.minutes_overview"))
    form.table(_columns(language), [_row(one) for one in minutes.strata], total=_total(language, minutes))
    form.y += 10
    for one in minutes.strata:
        _stratum(form, one)
    form.heading(say(language, "sample.minutes_repeat"))
    for words in dict.fromkeys(one.how for one in minutes.strata):
        form.text(words, _NUMBERS, after=5)
    form.text(say(language, "sample.minutes_repeat_seed"), SMALL, after=10)
    pairs = [minutes.signers[at : at + 2] for at in range(0, len(minutes.signers), 2)]
    form.text(say(language, "sample.minutes_declared"))
    for pair in pairs:
        form.signatures("", [Signer(role, name, "") for role, name in pair])


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(say(language, "sample.col_agency"), 128, wrap=True),
        Column(say(language, "sample.col_group"), 86, wrap=True),
        Column(say(language, "sample.col_method"), 84, wrap=True),
        Column(say(language, "sample.col_list"), 44, Align.RIGHT),
        Column(say(language, "sample.col_drawn"), 44, Align.RIGHT),
        Column(say(language, "sample.col_substitutes"), 58, Align.RIGHT),
        Column(say(language, "sample.col_start"), 0, Align.RIGHT),
    )


def _row(one: DrawnList) -> tuple[str, ...]:
    return (
        one.agency or "–",
        one.group,
        one.method,
        str(one.listed) if one.sample else "–",
        str(one.wanted),
        str(len(one.substitutes)),
        ", ".join(map(str, one.starts)) or "–",
    )


def _total(language: Language, minutes: DrawMinutes) -> tuple[str, ...]:
    strata = minutes.strata
    return (
        say(language, "sample.all"),
        "",
        "",
        str(sum(one.listed for one in strata if one.sample)),
        str(sum(one.wanted for one in strata)),
        str(sum(len(one.substitutes) for one in strata)),
        "",
    )


def _stratum(form: Form, one: DrawnList) -> None:
    language = form.language
    form.heading(f"{one.agency}, {one.group}" if one.agency else one.group)
    if one.interval:
        form.text(one.interval, _NUMBERS, after=3)
    if one.entered:
        form.text(say(language, "sample.minutes_entered"), _NUMBERS, after=3)
    if one.sample:
        drawn = ", ".join(map(str, one.sample))
        form.text(say(language, "sample.minutes_numbers", numbers=drawn), _NUMBERS, after=3)
    if one.substitutes:
        spare = ", ".join(map(str, one.substitutes))
        form.text(say(language, "sample.minutes_substitutes", numbers=spare), _NUMBERS, after=3)
    if one.steps:
        steps = ", ".join(f"{step} / {one.listed - done}" for done, step in enumerate(one.steps))
        form.text(say(language, "sample.minutes_steps", steps=steps), _NUMBERS, after=3)
    if one.sample:
        form.text(
            say(language, "sample.minutes_list", digest=groups_of(one.digest, _DIGEST_GROUPS)), _TINY, after=6
        )


@dataclass(frozen=True, slots=True)
class NumberedList:
    """The list of a stratum as it will be drawn from: number, name, NIP, work unit."""

    survey: str
    office: str
    practice: bool
    agency: str
    group: str
    digest: str
    people: Sequence[tuple[int, str, str, str]]


def numbered_list(values: NumberedList, language: Language = Language.ID) -> bytes:
    """The numbered list, with as many pages as it needs."""
    title = say(language, "sample.list_title")
    tag = say(language, "paper.practice") if values.practice else ""
    head = Head(values.survey, values.office, f"{title}, {values.agency or values.group}", tag)
    return printed(head, say(language, "sample.list_foot"), language, lambda form: _list(form, values))


def _list(form: Form, values: NumberedList) -> None:
    language = form.language
    under = f"{values.agency}, {values.group}" if values.agency else values.group
    form.title(say(language, "sample.list_title"), under)
    form.text(say(language, "sample.list_how", count=len(values.people)), after=4)
    form.text(say(language, "sample.minutes_list", digest=groups_of(values.digest, _DIGEST_GROUPS)), _TINY)
    columns = (
        Column(say(language, "sample.col_number"), 44, Align.RIGHT, CELL_STRONG),
        Column(say(language, "sample.col_name"), 190),
        Column(say(language, "sample.col_nip"), 118),
        Column(say(language, "sample.col_unit"), 0),
    )
    form.table(columns, [(str(number), *rest) for number, *rest in values.people])
