"""Words: every language that is promised is there, placeholders agree, labels can be told apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from app.questionnaire.finding import Finding, error
from app.questionnaire.lint.outline import Outline
from app.questionnaire.model import Frozen, Questionnaire, Text

PLACEHOLDERS = frozenset({"agency"})
ROW_PLACEHOLDERS = frozenset({"agency", "row"})
_IN_A_ROW = re.compile(r"sections\.\d+\.items\.\d+\.items\.")  # what is asked about each row of a roster


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a questionnaire is written in one language, and the places that lack it."""

    language: Literal["id", "en"]
    promised: bool
    total: int
    missing: tuple[str, ...]

    @property
    def written(self) -> int:
        """How many texts there are."""
        return self.total - len(self.missing)


def completeness(questionnaire: Questionnaire) -> tuple[Completeness, ...]:
    """For each language how far it has come, promised or not."""
    places = [(place, text) for place, text in texts(questionnaire)]
    missing = tuple(place for place, text in places if text.en is None)
    promised = questionnaire.languages
    return (
        Completeness("id", "id" in promised, len(places), ()),
        Completeness("en", "en" in promised, len(places), missing),
    )


def placeholders(outline: Outline) -> Iterator[Finding]:
    """Placeholders that nothing fills, or that one language lacks."""
    for place, text in texts(outline.questionnaire):
        named = _placeholders(text.id)
        for name in sorted(named - (ROW_PLACEHOLDERS if _IN_A_ROW.match(place) else PLACEHOLDERS)):
            yield error(place, "questionnaire.placeholder_unknown", name=name)
        if text.en is not None and _placeholders(text.en) != named:
            yield error(place, "questionnaire.placeholder_differs")


def languages(outline: Outline) -> Iterator[Finding]:
    """Indonesian is promised, and every promise is kept."""
    promised = outline.questionnaire.languages
    if "id" not in promised:
        yield error("languages", "questionnaire.no_indonesian")
    if "en" in promised:
        for place, text in texts(outline.questionnaire):
            if text.en is None:
                yield error(place, "questionnaire.english_missing")


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
    if "{" not in text and "}" not in text:
        return frozenset()
    try:
        return frozenset(
            f"{name}{':' if form else ''}{form}{'!' if conversion else ''}{conversion or ''}"
            for _, name, form, conversion in Formatter().parse(text)
            if name is not None
        )
    except ValueError:
        return frozenset({text})
