"""Where in a YAML file a place stands: authors edit lines, not paths."""

import re
from dataclasses import dataclass

import yaml

_MARK = re.compile(r"(\d+):(\d+)")  # a finding about YAML itself has no other place


@dataclass(frozen=True, slots=True)
class Mark:
    """A line and a column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one file; those of a file that is no YAML know only places that are marks themselves."""

    root: yaml.Node | None

    @classmethod
    def of(cls, data: bytes) -> "Marks":
        """The marks of a file as it was read."""
        try:
            return cls(yaml.compose(data, Loader=yaml.CSafeLoader))
        except (yaml.YAMLError, RecursionError, ValueError):
            return cls(None)

    def find(self, place: str) -> Mark | None:
        """Where `place` stands, or the nearest thing around it when it is missing."""
        if (said := _MARK.fullmatch(place)) is not None:
            return Mark(int(said[1]), int(said[2]))
        if self.root is None or not place:
            return None
        node, mark = self.root, self.root.start_mark
        for part in place.split("."):
            below = _below(node, part)
            if below is not None:  # else a word of the reader's own, such as the kind of an item
                node, mark = below
        return Mark(mark.line + 1, mark.column + 1)


def _below(node: yaml.Node, part: str) -> tuple[yaml.Node, yaml.Mark] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == part:
                return value, key.start_mark
    elif isinstance(node, yaml.SequenceNode) and part.isdecimal() and int(part) < len(node.value):
        below: yaml.Node = node.value[int(part)]
        return below, below.start_mark
    return None
