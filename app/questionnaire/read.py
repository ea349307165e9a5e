"""From bytes to a questionnaire: YAML or JSON written by people, or the canonical JSON of a signed package.

A reader of YAML reports every problem at once, each with its place and its mend. Warnings do not refuse.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from app.base.canonical import (
    MAX_DEPTH,
    MAX_INTEGER,
    JsonValue,
    canonical,
    digest,
    parse_canonical,
    parse_strict,
)
from app.base.errors import Integrity
from app.base.ids import Digest
from app.base.sentences import Sentence
from app.base.shapes import choices
from app.questionnaire.finding import Finding
from app.questionnaire.index import Same
from app.questionnaire.model import Questionnaire

if TYPE_CHECKING:
    import yaml

_MERGE = "tag:yaml.org,2002:merge"  # "<<", which would hide what a key is
MAX_YAML_BYTES = 1_000_000  # twenty times the largest questionnaire that anyone would sit
_Model = TypeVar("_Model", bound=BaseModel)


class QuestionnaireProblems(Exception):  # noqa: N818 - it holds many
    """Everything that is wrong with a questionnaire."""

    def __init__(self, problems: Sequence[Finding]) -> None:
        super().__init__(*problems)
        self.problems = tuple(problems)


def read_yaml(data: bytes) -> Questionnaire:
    """Read a questionnaire that a person wrote.

    Raises:
        QuestionnaireProblems: all that is wrong with it.
    """
    questionnaire, findings = review_yaml(data)
    errors = [finding for finding in findings if finding.is_error]
    if questionnaire is None or errors:
        raise QuestionnaireProblems(errors)
    return questionnaire


def review_yaml(data: bytes) -> tuple[Questionnaire | None, tuple[Finding, ...]]:
    """The questionnaire, where its form allows one, and everything that can be said about it."""
    from app.questionnaire.lint.linter import lint  # a kiosk's window never lints

    read = read_shape(data, Questionnaire)
    return (None, read) if isinstance(read, tuple) else (read, lint(read))


def read_shape(data: bytes, model: type[_Model]) -> _Model | tuple[Finding, ...]:
    """YAML that a person wrote as a `model`, or everything that is wrong with its form."""
    loaded = _load(data)
    if isinstance(loaded, Finding):
        return (loaded,)
    strange = tuple(Finding.error(place, Sentence("questionnaire.not_plain")) for place in _strange(loaded))
    if strange:
        return strange
    try:
        return model.model_validate_json(canonical(loaded))
    except ValidationError as trouble:
        return tuple(_finding(error) for error in _details(trouble))


def to_canonical(questionnaire: Questionnaire) -> bytes:
    """The one spelling of a questionnaire, which is hashed and signed; defaults are left out."""
    return canonical(questionnaire.model_dump(mode="json", exclude_defaults=True, by_alias=True))


def from_canonical(data: bytes) -> Questionnaire:
    """Read the canonical spelling, as a signed package carries it: its form, not its sense.

    Every window reads it before it can ask, so what types cannot say is looked at once, by `admit`.

    Raises:
        Integrity: `base.not_canonical` or `questionnaire.malformed`.
    """
    parse_canonical(data)
    try:
        return Questionnaire.model_validate_json(data)
    except ValidationError:
        raise Integrity("questionnaire.malformed") from None


def admit(data: bytes) -> Questionnaire:
    """Read a canonical spelling that comes here for the first time: its form and its sense.

    Raises:
        Integrity: as `from_canonical`; also when the linter finds a fault.
    """
    from app.questionnaire.lint.linter import faults  # as above

    questionnaire = from_canonical(data)
    if faults(questionnaire):
        raise Integrity("questionnaire.malformed")
    return questionnaire


def questionnaire_digest(questionnaire: Questionnaire) -> Digest:
    """SHA-256 of the canonical spelling; made once for each, and kept while it is asked."""
    return _digest(Same(questionnaire))


@lru_cache(maxsize=16)
def _digest(same: Same) -> Digest:
    return digest(to_canonical(same.questionnaire))


def _load(data: bytes) -> JsonValue | Finding:
    if len(data) > MAX_YAML_BYTES:
        return Finding.error("", Sentence("questionnaire.file_large", {"most": MAX_YAML_BYTES}))
    return _json(data) or _yaml(data)


def _json(data: bytes) -> JsonValue:
    """JSON as values, whose escapes YAML reads otherwise; nothing when it is none, and YAML says why."""
    if not data.startswith(b"{"):
        return None
    try:
        return parse_strict(data)
    except Integrity:
        return None


def _yaml(data: bytes) -> JsonValue | Finding:
    """YAML as values, without the surprises: no aliases, no merged or compound keys, no key twice."""
    import yaml  # the kiosk reads canonical JSON only

    try:
        for event in yaml.parse(data, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                return _at_mark(event.start_mark, "questionnaire.yaml_alias")
        node = yaml.compose(data, Loader=yaml.CSafeLoader)
        twice = None if node is None else _key_twice(node)
        if twice is not None:
            return twice
        value: JsonValue = yaml.load(data, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as trouble:
        return _at_mark(trouble.problem_mark, "questionnaire.yaml_syntax")
    except (yaml.YAMLError, RecursionError, ValueError):
        return Finding.error("", Sentence("questionnaire.yaml_syntax"))
    return value


def _strange(value: object, place: str = "", depth: int = 0) -> Iterator[str]:
    """The places of what canonical JSON cannot say: dates, fractions, bytes, keys that are no words."""
    match value:
        case None | bool() | str():
            return
        case int():
            strange = abs(value) > MAX_INTEGER
        case dict() | list():
            strange = depth >= MAX_DEPTH
        case _:
            strange = True
    if strange:
        yield place
        return
    parts: Sequence[tuple[object, object]] = ()
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    for key, part in parts:
        here = f"{place}.{key}".removeprefix(".")
        if isinstance(value, dict) and not isinstance(key, str):
            yield here
        yield from _strange(part, here, depth + 1)


def _at_mark(mark: object, key: str) -> Finding:
    line, column = getattr(mark, "line", None), getattr(mark, "column", None)
    place = f"{line + 1}:{column + 1}" if isinstance(line, int) and isinstance(column, int) else ""
    return Finding.error(place, Sentence(key))


def _key_twice(node: "yaml.Node") -> Finding | None:
    import yaml

    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag == _MERGE:
                return _at_mark(key.start_mark, "questionnaire.yaml_alias")
            if key.value in seen:
                place = f"{key.start_mark.line + 1}:{key.start_mark.column + 1}"
                return Finding.error(place, Sentence("questionnaire.yaml_key_twice", {"key": key.value}))
            seen.add(key.value)
            children.append(value)
    elif isinstance(node, yaml.SequenceNode):
        children = node.value
    return next((found for child in children if (found := _key_twice(child)) is not None), None)


def _details(trouble: ValidationError) -> Sequence[Mapping[str, object]]:
    errors = [dict(error) for error in trouble.errors(include_url=False)]
    places = [error["loc"] for error in errors]
    return [error for error in errors if error["type"] != "too_short" or not _within(error["loc"], places)]


def _within(place: object, places: Sequence[object]) -> bool:
    """Whether something inside `place` is wrong: a list is then not too short, its parts are broken."""
    return isinstance(place, tuple) and any(
        isinstance(other, tuple) and len(other) > len(place) and other[: len(place)] == place
        for other in places
    )


def _finding(error: Mapping[str, object]) -> Finding:
    place = error["loc"]
    parts = place if isinstance(place, tuple) else ()
    path = ".".join(str(part) for part in parts)
    if allowed := choices(error):
        return Finding.error(path, Sentence("questionnaire.shape_choice", {"allowed": allowed}))
    key = "questionnaire.shape_missing" if error["type"] == "missing" else "questionnaire.shape"
    return Finding.error(path, Sentence(key))
