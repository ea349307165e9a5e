"""Checks that no answer can pass, that none can fail, or that leave some respondents no answer at all.

Only a rule that is false refuses; one that is unknown lets pass. What is said was proven by trying.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from app.questionnaire.expression import TODAY, Lookup, evaluate, is_absent, variables
from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.index import variables_of
from app.questionnaire.lint.outline import Asked, Outline
from app.questionnaire.lint.worlds import UndecidedError, Worlds
from app.questionnaire.model import Calculated, Expression, Matrix, Severity

MAX_CHECKS = 12  # of one item, whose pairs are tried


def checks(outline: Outline, worlds: Worlds) -> Iterator[Finding]:
    """What is wrong with the checks of each item, alone and together."""
    for asked in outline.items:
        if isinstance(asked.item, Calculated):
            continue  # nobody enters it, so its checks are never asked
        rules = {
            index: check.rule
            for index, check in enumerate(asked.item.checks)
            if f"{asked.place}.checks.{index}.rule" not in worlds.broken
        }
        hard = [index for index in rules if asked.item.checks[index].severity is Severity.HARD]
        for index, rule in rules.items():
            yield from _alone(worlds, asked, index, rule)
        yield from _together(worlds, asked, {index: rules[index] for index in hard})


def _alone(worlds: Worlds, asked: Asked, index: int, rule: Expression) -> Iterator[Finding]:
    place = f"{asked.place}.checks.{index}.rule"
    passes = _passes(worlds, asked, [rule])
    if passes is False:
        if asked.item.checks[index].severity is Severity.HARD:
            yield error(place, "lint.check_refuses_all")
        else:
            yield warning(place, "lint.check_doubts_all")
    elif passes and _fails(worlds, asked, rule) is False:
        yield warning(place, "lint.check_idle")


def _together(worlds: Worlds, asked: Asked, hard: dict[int, Expression]) -> Iterator[Finding]:
    """The smallest group of hard checks that contradict each other; else those that trap some respondents."""
    if any(_passes(worlds, asked, [rule]) is False for rule in hard.values()):
        return  # told at the check itself
    for size in (2, len(hard)) if len(hard) <= MAX_CHECKS else (len(hard),):
        for group in combinations(hard, size) if 2 <= size <= len(hard) else ():
            if _passes(worlds, asked, [hard[index] for index in group]) is False:
                which = ", ".join(str(index + 1) for index in group)
                yield error(f"{asked.place}.checks", "lint.checks_contradict", which=which)
                return
    if hard and _traps(worlds, asked, list(hard.values())):
        yield warning(f"{asked.place}.checks", "lint.checks_trap")


def _passes(worlds: Worlds, asked: Asked, rules: Sequence[Expression]) -> bool | None:
    """Whether some answer of the item passes `rules`; None: not decided, or the item is never shown."""
    own = variables_of(asked.item)
    shown = False
    try:
        for lookup in _worlds_of(worlds, asked, rules):
            if _given(own, lookup):
                shown = True
                if _pass(rules, lookup):
                    return True
    except UndecidedError:
        return None
    return False if shown else None


def _fails(worlds: Worlds, asked: Asked, rule: Expression) -> bool | None:
    """Whether some answer of the item fails `rule`."""
    own = variables_of(asked.item)
    try:
        return any(
            _given(own, lookup) and evaluate(rule, lookup) is False
            for lookup in _worlds_of(worlds, asked, [rule])
        )
    except UndecidedError:
        return None


def _traps(worlds: Worlds, asked: Asked, rules: Sequence[Expression]) -> bool:
    """Whether after some earlier answers, themselves allowed, no answer of the item passes."""
    if isinstance(asked.item, Matrix):
        return False  # its rows are answered one by one
    (own,) = variables_of(asked.item)
    earlier = _hard_rules_of(worlds, {name for rule in rules for name in variables(rule)} - {own, TODAY})
    open_before = True
    try:
        for lookup in _worlds_of(worlds, asked, [*rules, *earlier]):
            # The item's own answer is tried last, and no answer first: that begins another past.
            if lookup(own) is None:
                if not open_before:
                    return True
                open_before = not _pass(earlier, lookup)
            elif not is_absent(lookup(own)) and _pass(rules, lookup):
                open_before = True
    except UndecidedError:
        return False
    return not open_before


def _hard_rules_of(worlds: Worlds, names: Collection[str]) -> list[Expression]:
    items = {worlds.outline.askers[name].place: worlds.outline.askers[name] for name in sorted(names)}
    return [
        check.rule
        for asked in items.values()
        for index, check in enumerate(asked.item.checks)
        if check.severity is Severity.HARD and f"{asked.place}.checks.{index}.rule" not in worlds.broken
    ]


def _worlds_of(worlds: Worlds, asked: Asked, rules: Sequence[Expression]) -> Iterator[Lookup]:
    own: list[Expression] = [{"answered": name} for name in variables_of(asked.item)]
    return worlds.tried(worlds.guards_of_item(asked), [*rules, *own])


def _given(own: Sequence[str], lookup: Lookup) -> bool:
    return any(not is_absent(lookup(name)) for name in own)


def _pass(rules: Sequence[Expression], lookup: Lookup) -> bool:
    return all(evaluate(rule, lookup) is not False for rule in rules)
