"""What the program itself relies on: ids and codes that name one thing, limits that hold something."""

from collections.abc import Iterator, Sequence

from app.questionnaire.dates import date_parts
from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.index import variables_of
from app.questionnaire.lint.outline import CLOSED_BY_OPTIONS, Asked, Outline
from app.questionnaire.model import (
    ABSENT_CHOICES,
    Calculated,
    Date,
    Likert,
    Matrix,
    Multi,
    Number,
    Questionnaire,
    Ranking,
    Roster,
    Section,
    SectionShuffle,
    Single,
)


def structure(outline: Outline) -> Iterator[Finding]:
    """Ids, codes, limits, and parts that belong together."""
    questionnaire = outline.questionnaire
    yield from _ids(outline)
    if any(s.per_subject for s in questionnaire.sections) != (questionnaire.subjects is not None):
        yield error("subjects", "questionnaire.loop_without_subjects")
    yield from _absent("absent", questionnaire.absent)
    for number, section in enumerate(questionnaire.sections):
        yield from _screening(number, section)
        yield from _blocks(number, section)
    for name, points in questionnaire.scales.items():
        if len({point.code for point in points}) != len(points):
            yield error(f"scales.{name}", "questionnaire.code_twice")
    for asked in outline.items:
        yield from _item(questionnaire, asked)


def _ids(outline: Outline) -> Iterator[Finding]:
    """Items and rows share one space of names, sections have their own."""
    seen: set[str] = set()
    for place, name in _names(outline):
        if name in seen:
            yield error(place, "questionnaire.id_twice", name=name)
        seen.add(name)
    sections: set[str] = set()
    for number, section in enumerate(outline.questionnaire.sections):
        if section.id in sections:
            yield error(f"sections.{number}.id", "questionnaire.id_twice", name=section.id)
        sections.add(section.id)


def _names(outline: Outline) -> Iterator[tuple[str, str]]:
    for asked in outline.items:
        yield f"{asked.place}.id", asked.item.id
        if isinstance(asked.item, Matrix):
            for index, name in enumerate(variables_of(asked.item)):
                yield f"{asked.place}.rows.{index}.id", name


def _screening(number: int, section: Section) -> Iterator[Finding]:
    if section.eligible_if is None:
        return
    if number != 0 or section.per_subject or section.ineligible_text is None:
        yield error(f"sections.{number}.eligible_if", "questionnaire.screening_place")


def _absent(place: str, offered: Sequence[int] | None) -> Iterator[Finding]:
    if any(code not in ABSENT_CHOICES for code in offered or ()):
        yield error(place, "questionnaire.absent_not_a_choice")


def _item(questionnaire: Questionnaire, asked: Asked) -> Iterator[Finding]:
    item, place = asked.item, asked.place
    yield from _absent(f"{place}.absent", item.absent)
    if isinstance(item, (Likert, Matrix)):
        if item.scale not in questionnaire.scales:
            yield error(f"{place}.scale", "questionnaire.scale_unknown", name=item.scale)
    elif isinstance(item, CLOSED_BY_OPTIONS):
        yield from _options(place, item)
    elif isinstance(item, Date):
        yield from _date(place, item)
    elif isinstance(item, (Number, Calculated, Roster)) and item.min > item.max:
        yield error(place, "questionnaire.number_empty", least=item.min, most=item.max)
    if isinstance(item, Roster):
        yield from _roster(asked, item)
    if isinstance(item, Calculated) and item.checks:
        yield warning(f"{place}.checks", "lint.calculated_check")


def _date(place: str, item: Date) -> Iterator[Finding]:
    bounds = {"min": item.min, "max": item.max}
    parts = {name: date_parts(text) for name, text in bounds.items() if text is not None}
    for name, date in parts.items():
        if date is None:
            yield error(f"{place}.{name}", "lint.date_not_real", date=bounds[name] or "")
    least, most = parts.get("min"), parts.get("max")
    if least is not None and most is not None and most.last < least.first:
        fields = {"least": item.min or "", "most": item.max or ""}
        yield error(place, "questionnaire.number_empty", **fields)


def _roster(asked: Asked, item: Roster) -> Iterator[Finding]:
    if asked.section.per_subject:
        yield error(asked.place, "lint.roster_in_loop")
    named = {variable for child in item.items for variable in variables_of(child)}
    if item.title_from is not None and item.title_from not in named:
        yield error(f"{asked.place}.title_from", "lint.title_from", name=item.title_from)


def _blocks(number: int, section: Section) -> Iterator[Finding]:
    """Blocks: only where they are shuffled, each in one piece, and called like no item beside it."""
    singles = {item.id for item in section.items if item.block is None}
    seen: list[str] = []
    for index, item in enumerate(section.items):
        place = f"sections.{number}.items.{index}.block"
        if item.block is None:
            seen.append("")
            continue
        if section.shuffle is not SectionShuffle.BLOCKS:
            yield warning(place, "lint.block_without_shuffle")
        elif item.block in singles:
            yield error(place, "lint.block_called_item", name=item.block)
        elif item.block in seen and seen[-1] != item.block:
            yield warning(place, "lint.block_in_pieces", name=item.block)
        seen.append(item.block)


def _options(place: str, item: Single | Multi | Ranking) -> Iterator[Finding]:
    if len({option.code for option in item.options}) != len(item.options):
        yield error(f"{place}.options", "questionnaire.code_twice")
    for index, option in enumerate(item.options):
        if option.exclusive and not isinstance(item, Multi):
            yield error(f"{place}.options.{index}.exclusive", "questionnaire.exclusive_single")
    if isinstance(item, Multi) and item.max_choices is not None and item.max_choices > len(item.options):
        yield error(f"{place}.max_choices", "questionnaire.max_choices", most=len(item.options))
    if isinstance(item, Ranking) and item.max_ranks is not None and item.max_ranks > len(item.options):
        yield error(f"{place}.max_ranks", "lint.max_ranks", most=len(item.options))
    if not item.shuffle and any(option.pin for option in item.options):
        yield warning(f"{place}.options", "questionnaire.pin_without_shuffle")
