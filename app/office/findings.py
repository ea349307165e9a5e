"""Files written by people in YAML: every problem at once, each with its place and what to do."""

import json
import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from typing_extensions import override

from app.base.sentences import Sentence
from app.base.shapes import choices

Model = TypeVar("Model", bound=BaseModel)

MAX_FILE_BYTES = 4 * 1024 * 1024  # a round with a hundred agencies is a hundredth of this
_MAX_SHOWN = 60  # characters of a wrong value in a sentence


_KINDS: Mapping[str, str] = {
    "int_type": "office.find_whole_number",
    "string_type": "office.find_text",
    "bool_type": "office.find_yes_no",
    "list_type": "office.find_list",
    "tuple_type": "office.find_list",
}
"""What is wanted in the place of a value of the wrong kind, by pydantic's name of the fault."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: where it stands (`agencies.2.code`) and the sentence that says how to mend it."""

    place: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Findings:
    """Why a file was not accepted: every problem that was found in it."""

    file: str
    findings: tuple[Finding, ...]


class _Twice(yaml.constructor.ConstructorError):
    """A key that stands twice in one place; `problem` is the key."""


class _Loader(yaml.CSafeLoader):
    """The safe loader, but a key written twice is an error and a date stays the text that it was."""

    @override
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                mark = node.value[index][0].start_mark
                raise _Twice(None, None, str(key), mark)
        return super().construct_mapping(node, deep=deep)


def read_model(file: str, data: bytes, model: type[Model]) -> Model | Findings:
    """Read YAML bytes as `model`; `file` names them in the findings."""
    if len(data) > MAX_FILE_BYTES:
        return Findings(file, (Finding("", Sentence("office.find_too_large")),))
    try:
        loader = _Loader(data)
        node = loader.get_single_node()
        if node is not None and _spelled_out(node, {}) > MAX_FILE_BYTES:
            return Findings(file, (Finding("", Sentence("office.find_too_large")),))
        # JSON in between: strict models then take lists for tuples and ISO text for dates, and no more.
        text = json.dumps(None if node is None else loader.construct_document(node), default=_plain)
        return model.model_validate_json(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        wrong = Sentence("office.find_yaml", {"line": line})  # the parser's reason is English
        if isinstance(error, _Twice):
            wrong = Sentence("office.find_key_twice", {"key": _short(error.problem), "line": line})
        return Findings(file, (Finding("", wrong),))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        if isinstance(error, ValidationError):
            return Findings(file, tuple(_findings(error)))
        return Findings(file, (Finding("", Sentence("office.find_not_text")),))


def _spelled_out(node: yaml.Node, known: dict[int, float]) -> float:
    """How many characters and values a node is without aliases; no end to it if it holds itself.

    A few bytes of aliases could spell a billion values, so nothing is built before this is known.
    """
    if (found := known.get(id(node))) is not None:
        return found
    known[id(node)] = math.inf
    parts: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        parts = [part for pair in node.value for part in pair]
    elif isinstance(node, yaml.SequenceNode):
        parts = node.value
    size = 1 + (sum(_spelled_out(part, known) for part in parts) if parts else len(node.value))
    known[id(node)] = size
    return size


def _findings(error: ValidationError) -> Iterable[Finding]:
    for one in error.errors(include_url=False):
        place = ".".join(str(part) for part in one["loc"])
        match one["type"]:
            case "missing":
                yield Finding(place, Sentence("office.find_missing"))
            case "extra_forbidden":
                yield Finding(place, Sentence("office.find_unknown_key"))
            case kind:
                value, allowed = _short(one["input"]), choices(one)
                if allowed:
                    yield Finding(place, Sentence("office.find_choice", {"value": value, "allowed": allowed}))
                else:
                    yield Finding(place, Sentence(_KINDS.get(kind, "office.find_value"), {"value": value}))


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError
