"""What every command answers a program: read out of the command's own docstring, the one place for it.

A docstring begins `JSON: ` and lists keys; `Of a ...: ` and `With --...: ` begin the keys of another answer.
Behind a key, `[]` is a list, `[{a, b}]` a list of objects with these keys, `{a, b}` an object with these
keys, `{}` any object, `{name: value}` one with names of its own; anything else is a plain value. Sentences
after the list are for people.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.base.canonical import JsonValue

_TOKEN = re.compile(r"\s*(?:(?P<name>[a-z_0-9]+)|(?P<sign>\[\]|\[\d+\]|\{\}|\{\.\.\.\}|\[\{|\}\]|[{},]))")
_MAPPING = re.compile(r"\{[a-z_ ]+: [^{}]*(?:\{[^{}]*\})?[^{}]*\}")  # {name: value}
_PLAIN: JsonValue = {"type": ["string", "integer", "number", "boolean", "null"]}


class UndocumentedError(Exception):
    """A command whose docstring does not say what it answers."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A value: `kind` is plain, list, object or any; an object's `keys` are all that it has."""

    kind: str = "plain"
    keys: Mapping[str, "Shape"] = field(default_factory=dict)
    each: "Shape | None" = None

    def schema(self) -> JsonValue:
        """The JSON Schema of this value."""
        match self.kind:
            case "list":
                return {"type": ["array", "null"], "items": {} if self.each is None else self.each.schema()}
            case "object":
                return {
                    "type": ["object", "null"],
                    "properties": {name: one.schema() for name, one in self.keys.items()},
                    "required": sorted(self.keys),
                    "additionalProperties": False,
                }
            case "any":
                return {"type": ["object", "null"]}
            case _:
                return _PLAIN

    def misfits(self, value: object, place: str = "") -> Iterator[str]:
        """Where `value` is not of this shape."""
        if value is None:
            return
        match self.kind, value:
            case "list", list():
                for at, part in enumerate(value):
                    yield from () if self.each is None else self.each.misfits(part, f"{place}[{at}]")
            case "object", dict():
                yield from (f"{place}.{name}" for name in sorted(set(value) ^ set(self.keys)))
                for name in set(value) & set(self.keys):
                    yield from self.keys[name].misfits(value[name], f"{place}.{name}")
            case "any", dict():
                return
            case "plain", str() | int() | float() | bool():
                return
            case _:
                yield place


def replies_of(docstring: str | None) -> tuple[Shape, ...]:
    """The objects that a command may answer, without `ok` and `command`, which all have.

    Raises:
        UndocumentedError: the docstring does not list them.
    """
    text = " ".join((docstring or "").split())
    found = tuple(
        _listed(one) for one in re.split(r"(?:^|\. )(?:JSON|Of an? [a-z]+|With --[a-z-]+): ", text)[1:]
    )
    if not found:
        raise UndocumentedError(docstring)
    return found


def schema_of(shapes: tuple[Shape, ...]) -> JsonValue:
    """The JSON Schema of a command's answer when it did what was asked."""
    said: dict[str, Shape] = {"ok": Shape(), "command": Shape()}
    options: list[JsonValue] = [Shape("object", {**said, **shape.keys}).schema() for shape in shapes]
    return options[0] if len(options) == 1 else {"anyOf": options}


def _listed(text: str) -> Shape:
    return Shape("object", _Lister(_MAPPING.sub("{}", text)).keys())


class _Lister:
    """Reads keys as far as they go; what follows is for people."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def _next(self, *kinds: str) -> str | None:
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            return None
        word = found["name"] or found["sign"]
        if kinds and word not in kinds and not (found["name"] and "name" in kinds):
            return None
        self._at = found.end()
        return word

    def keys(self) -> Mapping[str, Shape]:
        """The keys, up to the end of their list."""
        keys: dict[str, Shape] = {}
        while (name := self._next("name")) is not None:
            keys[name] = self._value()
            if self._next(",") is None:
                break
        return keys

    def _value(self) -> Shape:
        sign = self._next("[]", "{}", "{...}", "[{", "{", *(f"[{n}]" for n in range(10)))
        match sign:
            case None:
                return Shape()
            case "{}" | "{...}":
                return Shape("any")
            case "[{":
                keys = self.keys()
                self._next("}]")
                return Shape("list", each=Shape("object", keys))
            case "{":
                keys = self.keys()
                self._next("}")
                return Shape("object", keys)
            case _:
                return Shape("list")
