"""The part of XPath that is understood, as a tree; everything else is refused where it stands.

or, and, = != < <= > >=, + and -, numbers, 'words', ${name}, the dot, a bare name, name(argument, ...)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.base.sentences import Sentence

MAX_CHARS = 2_000
MAX_DEPTH = 12  # as deep as our own conditions may be

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?)
    | (?P<word>'[^']*'|"[^"]*")
    | \$\{\s*(?P<variable>[A-Za-z_][\w.-]*)\s*\}
    | (?P<sign>!=|<=|>=|=|<|>|\+|-|\(|\)|,)
    | (?P<name>[A-Za-z_][\w-]*(?:\.[\w-]+)*)
    | (?P<dot>\.(?![.\w]))
    )""",
    re.VERBOSE,
)
Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
_COMPARISONS: dict[str, Comparison] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class NotUnderstoodError(Exception):
    """Something in an expression that has no counterpart; the sentence says what."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class Word:
    """Text between quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Variable:
    """`${name}`; the dot is the question itself and has no name."""

    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """A bare name: in a filter of choices a column of theirs."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Junction:
    """Parts joined by `and` or `or`."""

    every: bool
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides and the sign between them."""

    sign: Comparison
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts added together, each with its sign."""

    parts: tuple[tuple[int, "Node"], ...]


Node = Whole | Word | Variable | Name | Call | Junction | Compared | Sum
ITSELF = Variable("")


def parse(text: str) -> Node:
    """The tree of an expression.

    Raises:
        NotUnderstoodError: it is too long, malformed, or has something that is not understood.
    """
    if len(text) > MAX_CHARS:
        raise NotUnderstoodError(Sentence("xlsform.expression_long", {"most": MAX_CHARS}))
    return _Parser(text).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    rest: str


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise _unreadable(text[at:])
        yield _Token(found.lastgroup, found[found.lastgroup], text[at:].strip())
        at = found.end()


def _unreadable(rest: str) -> NotUnderstoodError:
    return NotUnderstoodError(Sentence("xlsform.expression_here", {"rest": rest.strip()[:40] or "…"}))


class _Parser:
    """Recursive descent, no deeper than our own conditions."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        made = self._or()
        if self._at < len(self._tokens):
            raise self._stuck()
        return made

    def _stuck(self) -> NotUnderstoodError:
        return _unreadable(self._tokens[self._at].rest if self._at < len(self._tokens) else "")

    def _next(self, kind: str, *texts: str) -> str | None:
        """The next token's text, taken, where it is of `kind` and one of `texts`."""
        if self._at >= len(self._tokens):
            return None
        token = self._tokens[self._at]
        if token.kind != kind or (texts and token.text not in texts):
            return None
        self._at += 1
        return token.text

    def _or(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotUnderstoodError(Sentence("xlsform.expression_deep", {"most": MAX_DEPTH}))
        parts = [self._and()]
        while self._next("name", "or"):
            parts.append(self._and())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Junction(False, tuple(parts))

    def _and(self) -> Node:
        parts = [self._compared()]
        while self._next("name", "and"):
            parts.append(self._compared())
        return parts[0] if len(parts) == 1 else Junction(True, tuple(parts))

    def _compared(self) -> Node:
        left = self._sum()
        sign = self._next("sign", *_COMPARISONS)
        return left if sign is None else Compared(_COMPARISONS[sign], left, self._sum())

    def _sum(self) -> Node:
        sign = -1 if self._next("sign", "-") else 1
        parts = [(sign, self._part())]
        while (next_sign := self._next("sign", "+", "-")) is not None:
            parts.append((1 if next_sign == "+" else -1, self._part()))
        if len(parts) == 1:
            only = parts[0][1]
            if sign == 1:
                return only
            if isinstance(only, Whole):
                return Whole(-only.value)
        return Sum(tuple(parts))

    def _part(self) -> Node:
        if (digits := self._next("number")) is not None:
            if "." in digits and digits.partition(".")[2].strip("0"):
                raise NotUnderstoodError(Sentence("xlsform.expression_fraction", {"number": digits}))
            return Whole(int(digits.partition(".")[0]))
        if (quoted := self._next("word")) is not None:
            return Word(quoted[1:-1])
        if (variable := self._next("variable")) is not None:
            return Variable(variable)
        if self._next("dot"):
            return ITSELF
        if self._next("sign", "("):
            inner = self._or()
            if not self._next("sign", ")"):
                raise self._stuck()
            return inner
        return self._named()

    def _named(self) -> Node:
        name = self._next("name")
        if name is None:
            raise self._stuck()
        if not self._next("sign", "("):
            return Name(name)
        arguments: list[Node] = []
        if not self._next("sign", ")"):
            arguments.append(self._or())
            while self._next("sign", ","):
                arguments.append(self._or())
            if not self._next("sign", ")"):
                raise self._stuck()
        return Call(name, tuple(arguments))
