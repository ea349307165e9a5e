"""What a condition may look at: what was surely asked before, and operators that fit the kind of answer."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from app.base.errors import Integrity
from app.base.sentences import Sentence
from app.questionnaire.expression import TODAY, check, variables
from app.questionnaire.finding import Finding, error
from app.questionnaire.lint.outline import Asked, Condition, Outline, Role
from app.questionnaire.model import SectionShuffle


def references(outline: Outline) -> Iterator[Finding]:
    """Conditions that cannot be read, and names in them that do not lead to an earlier answer."""
    for condition in outline.conditions:
        try:
            check(condition.expression)
        except Integrity as trouble:
            yield Finding.error(condition.place, Sentence.of(trouble))
            continue
        for name in sorted(variables(condition.expression) - {TODAY}):
            found = _reference(outline, condition, name)
            if found is not None:
                yield found


def _reference(outline: Outline, condition: Condition, name: str) -> Finding | None:
    target = outline.askers.get(name)
    if target is None:
        return _nothing(outline, condition.place, name)
    if target.roster is not None and not _same_row(condition, target):
        return error(condition.place, "lint.reference_row", name=name)
    if target.section.per_subject and not outline.questionnaire.sections[condition.number].per_subject:
        return error(condition.place, "lint.reference_loop", name=name)
    if target.number < condition.number or (
        target.number == condition.number and condition.role is Role.ELIGIBLE
    ):
        return None
    if target.number > condition.number or condition.asked is None:
        return _later(outline, condition, target, name)
    return _same_section(outline, condition, condition.asked, target, name)


def _same_section(
    outline: Outline, condition: Condition, asked: Asked, target: Asked, name: str
) -> Finding | None:
    if target.place == asked.place:
        itself = condition.role is not Role.CHECK
        return error(condition.place, "lint.reference_self", name=name) if itself else None
    if target.index != asked.index and _shuffled_apart(asked, target):
        return error(condition.place, "lint.reference_shuffled", name=name)
    earlier = (target.index, target.child) < (asked.index, asked.child)
    return None if earlier else _later(outline, condition, target, name)


def _same_row(condition: Condition, target: Asked) -> bool:
    """Whether a condition is asked about the same row as `target`, a child of a roster."""
    asked = condition.asked
    return asked is not None and asked.roster is target.roster and asked.number == target.number


def _shuffled_apart(asked: Asked, target: Asked) -> bool:
    """Whether neither of two items of a section is surely asked before the other."""
    match asked.section.shuffle:
        case SectionShuffle.NONE:
            return False
        case SectionShuffle.ITEMS:
            return True
        case SectionShuffle.BLOCKS:
            return asked.block is None or asked.block != target.block


def _nothing(outline: Outline, place: str, name: str) -> Finding:
    """The name of no answer: of something else, of nothing, or perhaps misspelt."""
    things = {section.id for section in outline.questionnaire.sections}
    things.update(asked.item.id for asked in outline.items)
    if name in things:
        return error(place, "lint.reference_no_answer", name=name)
    near = get_close_matches(name, outline.askers, n=1, cutoff=0.75)
    if near:
        return error(place, "lint.reference_near", name=name, near=near[0])
    return error(place, "lint.reference_unknown", name=name)


def _later(outline: Outline, condition: Condition, target: Asked, name: str) -> Finding:
    """Something that is asked later; the worse when it waits in turn for this."""
    chain = _chain(outline, condition, target)
    if chain:
        return error(condition.place, "lint.reference_circular", chain=" → ".join(chain))
    return error(condition.place, "lint.reference_forward", name=name)


def _chain(outline: Outline, condition: Condition, target: Asked) -> tuple[str, ...]:
    """The names by which `target` waits for what `condition` decides; empty when it does not."""
    waits = _waits(outline)
    start = (
        condition.asked.item.id if condition.asked else outline.questionnaire.sections[condition.number].id
    )
    goals = (
        {asked.item.id for asked in outline.items if asked.number == condition.number}
        if condition.asked is None
        else {start}
    )
    came: dict[str, str] = {target.item.id: start}
    queue = [target.item.id]
    for here in queue:
        for following in waits.get(here, ()):
            if following in goals:
                return (start, *_back(came, start, here), start)
            if following not in came:
                came[following] = here
                queue.append(following)
    return ()


def _back(came: Mapping[str, str], start: str, here: str) -> list[str]:
    path = []
    while here != start:
        path.append(here)
        here = came[here]
    return path[::-1]


def _waits(outline: Outline) -> Mapping[str, frozenset[str]]:
    """For each item the items that its being shown depends on, by its own condition or its section's."""
    by_section: dict[int, frozenset[str]] = {}
    waits: dict[str, frozenset[str]] = {}
    for condition in outline.conditions:
        if condition.role is Role.SECTION:
            by_section[condition.number] = _named(outline, condition)
    for condition in outline.conditions:
        if condition.role is Role.ITEM and condition.asked is not None:
            waits[condition.asked.item.id] = _named(outline, condition)
    return {
        asked.item.id: waits.get(asked.item.id, frozenset()) | by_section.get(asked.number, frozenset())
        for asked in outline.items
    }


def _named(outline: Outline, condition: Condition) -> frozenset[str]:
    try:
        check(condition.expression)
    except Integrity:
        return frozenset()
    named = variables(condition.expression)
    return frozenset(outline.askers[name].item.id for name in named if name in outline.askers)
