"""The rows of the sheet `survey` as a tree: groups and repeats with what lies in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from app.base.sentences import Sentence
from app.office.findings import Finding
from app.office.questions.xlsform.headings import Line, Table

_FENCE = re.compile(r"(begin|end)[ _](group|repeat|loop|lgroup|looped group)", re.IGNORECASE)
_OTHER = re.compile(r"\s+(or[ _]other|or specify other)$", re.IGNORECASE)


class Kind(Enum):
    """What a block is."""

    ROOT = auto()
    GROUP = auto()
    REPEAT = auto()


@dataclass(slots=True)
class Block:
    """A group, a repeat or the whole form; `line` is where it begins."""

    kind: Kind
    line: Line | None
    parts: list["Block | Asked"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that is no fence: its type in one spelling, and the list that it names."""

    line: Line
    type: str
    list_name: str
    or_other: bool = False


def tree_of(table: Table) -> tuple[Block, tuple[Finding, ...]]:
    """The tree, and the fences that do not match."""
    root = Block(Kind.ROOT, None)
    stack = [root]
    problems: list[Finding] = []
    for line in table.lines:
        written = line.text("type")
        if not written:
            problems.append(Finding(str(line.place), Sentence("xlsform.type_missing")))
            continue
        fence = _FENCE.fullmatch(" ".join(written.split()))
        if fence is None:
            stack[-1].parts.append(_asked(line, written))
            continue
        kind = Kind.GROUP if fence[2].lower() == "group" else Kind.REPEAT
        if fence[1].lower() == "begin":
            block = Block(kind, line)
            stack[-1].parts.append(block)
            stack.append(block)
            if fence[2].lower() == "loop":
                problems.append(Finding(line.at("type"), Sentence("xlsform.loop")))
        elif stack[-1].kind is kind:
            stack.pop()
        else:
            problems.append(Finding(line.at("type"), Sentence("xlsform.end_alone")))
    problems += [
        Finding(block.line.at("type"), Sentence("xlsform.never_ends"))
        for block in stack[1:]
        if block.line is not None
    ]
    return root, tuple(problems)


def lines_of(block: Block) -> Iterator[tuple[Block | Asked, Block | None]]:
    """Everything in a block in its order, with the repeat that it lies in."""
    yield from _within(block, None)


def _within(block: Block, repeat: Block | None) -> Iterator[tuple[Block | Asked, Block | None]]:
    for part in block.parts:
        yield part, repeat
        if isinstance(part, Block):
            yield from _within(part, part if part.kind is Kind.REPEAT else repeat)


def _asked(line: Line, written: str) -> Asked:
    from pyxform import aliases

    words = " ".join(written.split())
    other = _OTHER.search(words)
    if other is not None:
        words = words[: other.start()]
    for spelling in sorted(aliases.select, key=len, reverse=True):
        if words.lower().startswith(f"{spelling} ") or words.lower() == spelling:
            name = words[len(spelling) :].strip()
            ours = _SELECTS.get(aliases.select[spelling], spelling)
            own = spelling not in aliases.select_from_file  # a list in a file of its own cannot come along
            return Asked(line, ours if own else spelling, name, other is not None)
    small = words.lower()
    return Asked(line, _TYPES.get(small, small), "")


_SELECTS = {
    "select one": "select_one",
    "select all that apply": "select_multiple",
    "rank": "rank",
}
_TYPES = {
    "int": "integer",
    "string": "text",
    "trigger": "acknowledge",
    "add text prompt": "text",
    "add integer prompt": "integer",
    "add date prompt": "date",
    "add note prompt": "note",
    "q string": "text",
    "q int": "integer",
    "q date": "date",
}
