"""What a condition may look at: what was surely asked before, and operators that fit the kind of answer."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from app.base.errors import Integrity
from app.base.sentences import Sentence
from app.questionnaire.expression import TODAY, check, variables
from app.questionnaire.finding import Finding, error
from app.questionnaire.lint.outline import Asked, Condition, Outline, Role
from app.questionnaire.model import SectionShuffle

_NEAR_CHARS = 4  # of a shorter name every other is one slip away
_SHOWN_NAMES = 6  # of a circle


def references(outline: Outline) -> Iterator[Finding]:
    """Conditions that cannot be read, and names in them that do not lead to an earlier answer."""
    names = _Names(outline)
    for condition in outline.conditions:
        try:
            check(condition.expression)
        except Integrity as trouble:
            yield Finding.error(condition.place, Sentence.of(trouble))
            continue
        for name in sorted(variables(condition.expression) - {TODAY}):
            found = _reference(names, condition, name)
            if found is not None:
                yield found


class _Names:
    """What can be meant by a name; what is only needed to explain a mistake is made with the first."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.askers = outline.askers

    @cached_property
    def things(self) -> frozenset[str]:
        """The names of sections and items, answered or not."""
        sections = (section.id for section in self.outline.questionnaire.sections)
        return frozenset({*sections, *(asked.item.id for asked in self.outline.items)})

    @cached_property
    def waits(self) -> Mapping[str, frozenset[str]]:
        """For each item the items that its being shown depends on, by its own condition or its section's."""
        sections: dict[int, frozenset[str]] = {}
        items: dict[str, frozenset[str]] = {}
        for condition in self.outline.conditions:
            if condition.role is Role.SECTION:
                sections[condition.number] = self._named(condition)
            elif condition.role is Role.ITEM and condition.asked is not None:
                items[condition.asked.item.id] = self._named(condition)
        return {
            asked.item.id: items.get(asked.item.id, frozenset()) | sections.get(asked.number, frozenset())
            for asked in self.outline.items
        }

    def near(self, name: str) -> str | None:
        """The name that was perhaps meant: one letter more, less, or another."""
        if len(name) < _NEAR_CHARS:
            return None
        return next((self._slips[slip] for slip in _slips(name) if slip in self._slips), None)

    @cached_property
    def _slips(self) -> Mapping[str, str]:
        return {slip: name for name in reversed(list(self.askers)) for slip in _slips(name)}

    def _named(self, condition: Condition) -> frozenset[str]:
        try:
            check(condition.expression)
        except Integrity:
            return frozenset()
        named = variables(condition.expression)
        return frozenset(self.askers[name].item.id for name in named if name in self.askers)


def _slips(name: str) -> Iterator[str]:
    """`name`, and `name` without any one of its letters."""
    yield name
    for place in range(len(name)):
        yield name[:place] + name[place + 1 :]


def _reference(names: _Names, condition: Condition, name: str) -> Finding | None:
    target = names.askers.get(name)
    if target is None:
        return _nothing(names, condition.place, name)
    if target.roster is not None and not _same_row(condition, target):
        return error(condition.place, "lint.reference_row", name=name)
    looped = names.outline.questionnaire.sections[condition.number].per_subject
    if target.section.per_subject and not looped:
        return error(condition.place, "lint.reference_loop", name=name)
    if target.number < condition.number or (
        target.number == condition.number and condition.role is Role.ELIGIBLE
    ):
        return None
    if target.number > condition.number or condition.asked is None:
        return _later(names, condition, target, name)
    return _same_section(names, condition, condition.asked, target, name)


def _same_section(
    names: _Names, condition: Condition, asked: Asked, target: Asked, name: str
) -> Finding | None:
    if target.place == asked.place:
        itself = condition.role is not Role.CHECK
        return error(condition.place, "lint.reference_self", name=name) if itself else None
    if target.index != asked.index and _shuffled_apart(asked, target):
        return error(condition.place, "lint.reference_shuffled", name=name)
    earlier = (target.index, target.child) < (asked.index, asked.child)
    return None if earlier else _later(names, condition, target, name)


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


def _nothing(names: _Names, place: str, name: str) -> Finding:
    """The name of no answer: of something else, of nothing, or perhaps misspelt."""
    if name in names.things:
        return error(place, "lint.reference_no_answer", name=name)
    near = names.near(name)
    if near is not None:
        return error(place, "lint.reference_near", name=name, near=near)
    return error(place, "lint.reference_unknown", name=name)


def _later(names: _Names, condition: Condition, target: Asked, name: str) -> Finding:
    """Something that is asked later; the worse when it waits in turn for this."""
    chain = _chain(names, condition, target)
    if not chain:
        return error(condition.place, "lint.reference_forward", name=name)
    shown = chain if len(chain) <= _SHOWN_NAMES else [*chain[: _SHOWN_NAMES - 2], "…", chain[-1]]
    return error(condition.place, "lint.reference_circular", chain=" → ".join(shown))


def _chain(names: _Names, condition: Condition, target: Asked) -> list[str]:
    """The names by which `target` waits for what `condition` decides; empty when it does not."""
    if condition.asked is None:
        start = names.outline.questionnaire.sections[condition.number].id
        goals = {asked.item.id for asked in names.outline.items if asked.number == condition.number}
    else:
        start = condition.asked.item.id
        goals = {start}
    came: dict[str, str] = {}
    queue = [target.item.id]
    for here in queue:
        for following in names.waits.get(here, ()):
            if following in goals:
                return [start, *_back(came, here), start]
            if following not in came and following != target.item.id:
                came[following] = here
                queue.append(following)
    return []


def _back(came: Mapping[str, str], here: str) -> list[str]:
    """The way to `here`, from where it began."""
    path = [here]
    while here in came:
        here = came[here]
        path.append(here)
    return path[::-1]
