"""Time: nobody is asked more than a calm reader can answer within the limit."""

from collections.abc import Iterator

from app.questionnaire.finding import Finding, error
from app.questionnaire.lint.outline import Outline
from app.questionnaire.model import Calculated, Item, Roster, Section


def timing(outline: Outline) -> Iterator[Finding]:
    """Limits below the sum of what their questions are expected to take."""
    questionnaire = outline.questionnaire
    rounds = 1 if questionnaire.subjects is None else questionnaire.subjects.min
    needed_ms = sum(
        expected_ms(section) * (rounds if section.per_subject else 1) for section in questionnaire.sections
    )
    yield from _short("time_limit_ms", questionnaire.time_limit_ms, needed_ms)
    for number, section in enumerate(questionnaire.sections):
        yield from _short(f"sections.{number}.time_limit_ms", section.time_limit_ms, expected_ms(section))


def expected_ms(section: Section) -> int:
    """What one round through a section is expected to take when all is shown and lists are short."""
    return sum(_item_ms(item) for item in section.items)


def _item_ms(item: Item) -> int:
    match item:
        case Calculated():
            return item.expected_ms if item.show else 0  # nobody waits for what nobody sees
        case Roster():
            return item.expected_ms + item.min * sum(_item_ms(child) for child in item.items)
        case _:
            return item.expected_ms


def _short(place: str, limit_ms: int | None, needed_ms: int) -> Iterator[Finding]:
    if limit_ms is not None and limit_ms < needed_ms:
        limit, needed = limit_ms // 60_000, -(-needed_ms // 60_000)
        yield error(place, "questionnaire.time_short", limit=limit, needed=needed)
