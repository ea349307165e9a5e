"""The two files of a method: how answers become scores (`Scheme`), and how scores become an index (`Method`).

A scheme belongs to one questionnaire, a method to one round. Both are frozen, both have a digest, and every
result carries these digests. Weights are integers (per mille) and scores are integers from 0 to 100, so that
a method has one spelling only.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from app.base.canonical import JsonValue, canonical, digest
from app.base.errors import Problem
from app.base.ids import Digest
from app.base.sentences import Sentence
from app.base.shapes import choices
from app.questionnaire.model import (
    Frozen,
    Identifier,
    Likert,
    Matrix,
    Multi,
    Questionnaire,
    Single,
    Text,
)

PER_MILLE = 1000


class Component(StrEnum):
    """The three groups whose answers make the index; the values are the group codes of a round."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    EXPERT = "expert"


class Dimension(StrEnum):
    """The seven dimensions of the survey since 2021, in the order in which tables print them."""

    TRANSPARENCY = "transparency"
    DUTIES = "duties"
    INFLUENCE = "influence"
    BUDGET = "budget"
    HUMAN_RESOURCES = "human_resources"
    PROCUREMENT = "procurement"
    OUTREACH = "outreach"


class AbsentPolicy(StrEnum):
    """What an absent answer counts as: nothing at all (the default), or a declared score. Never a silent
    0.
    """

    LEAVE_OUT = "leave_out"
    LOWEST = "lowest"
    HIGHEST = "highest"
    MID = "mid"


Points = Annotated[int, Field(ge=0, le=100)]


class ItemScore(Frozen):
    """How one variable is scored: along its codes, against them, or by a score for each option.

    An option whose score is null says nothing about the dimension and is left out.
    """

    item: Identifier
    score: Literal["scale", "reverse"] | dict[int, Points | None]
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    absent: AbsentPolicy = AbsentPolicy.LEAVE_OUT


class DimensionScheme(Frozen):
    """The items of a dimension; a respondent with fewer than `min_answered` of them has no score in it."""

    min_answered: Annotated[int, Field(ge=1)]
    items: Annotated[tuple[ItemScore, ...], Field(min_length=1)]


class TookPart(Frozen):
    """A question with several choices, some of which (`any_of`) mean that a person took part in an effort."""

    item: Identifier
    any_of: Annotated[tuple[int, ...], Field(min_length=1)]


class Steering(Frozen):
    """A question with one choice, some codes of which (`any_of`) say that somebody tried to steer answers."""

    item: Identifier
    any_of: Annotated[tuple[int, ...], Field(min_length=1)]


class Effort(StrEnum):
    """What is done against corruption, as far as respondents are asked about it."""

    OUTREACH = "outreach"
    CHANNEL = "channel"  # whether one knows and trusts a way to report
    PROTECTION = "protection"  # what becomes of those who report


class Scheme(Frozen):
    """`scoring.yaml`: how the answers to one questionnaire become scores.

    `prevention` names the items that tell how efforts against corruption are perceived; they may be scored
    ones or those of `took_part`, which are outside every dimension and printed as a percentage. `steering` is
    the question that tells whether a respondent was steered; it is in no figure, only in how the survey went.
    """

    version: Literal[1]
    questionnaire: str
    example: bool
    dimensions: Annotated[dict[Dimension, DimensionScheme], Field(min_length=1)]
    took_part: tuple[TookPart, ...] = ()
    prevention: dict[Effort, Annotated[tuple[Identifier, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    steering: Steering | None = None


class Band(Frozen):
    """A class of the index, up to and with `upper` (tenths of a point, compared after rounding)."""

    name: Identifier
    label: Text
    upper: Annotated[int, Field(ge=0, le=1000)]


class Priorities(Frozen):
    """What counts as a priority area: a figure under `target` points; at most `areas` of them are listed."""

    target: Annotated[int, Field(ge=1, le=100)]
    areas: Annotated[int, Field(ge=1, le=50)] = 6


PerMille = Annotated[int, Field(ge=0, le=PER_MILLE)]
Limit = Annotated[int, Field(ge=2, le=1000)]  # under 2 there is no variance, and a cell of 1 is a person


class Method(Frozen):
    """`method.yaml`: weights, limits and bands of a round. `example`: the weights are nobody's official
    ones.
    """

    version: Literal[1]
    name: Text
    example: bool
    component_weights: dict[Component, PerMille]
    dimension_weights: dict[Component, dict[Dimension, PerMille]]
    bands: tuple[Band, ...] = ()
    min_n: Limit = 5
    disclosure_limit: Limit = 10
    expert_limit: Limit = 5
    rse_mark_pct: Annotated[int, Field(ge=1, le=100)] = 25
    rse_withhold_pct: Annotated[int, Field(ge=1, le=100)] = 50
    priorities: Priorities | None = None
    dimension_labels: dict[Dimension, Text]

    def limit(self, component: Component) -> int:
        """The fewest distinct persons of whom a cell of `component` may be printed."""
        return self.expert_limit if component is Component.EXPERT else self.disclosure_limit

    def asked(self, component: Component) -> tuple[Dimension, ...]:
        """The dimensions on which `component` has weight, in the order of tables."""
        weights = self.dimension_weights.get(component, {})
        return tuple(dimension for dimension in Dimension if weights.get(dimension, 0) > 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a method file: where it is, and the sentence that says what to mend."""

    place: str
    sentence: Sentence


class SchemeProblems(Problem):
    """Every fault of one file at once."""

    def __init__(self, problems: tuple[Finding, ...]) -> None:
        super().__init__("scoring.problems", count=len(problems))
        self.problems = problems


def read_scheme(data: bytes, questionnaire: Questionnaire) -> Scheme:
    """Read `scoring.yaml` and hold it against its questionnaire.

    Raises:
        SchemeProblems: with every fault found.
    """
    scheme = _parsed(Scheme, data)
    return _sound(scheme, check_scheme(scheme, questionnaire))


def read_method(data: bytes) -> Method:
    """Read `method.yaml`.

    Raises:
        SchemeProblems: with every fault found.
    """
    method = _parsed(Method, data)
    return _sound(method, check_method(method))


def scheme_digest(scheme: Scheme) -> Digest:
    """The digest of the canonical form; a scheme without `steering` has the one from before there was any."""
    unsaid = {"steering"} if scheme.steering is None else None
    return digest(canonical(scheme.model_dump(mode="json", exclude=unsaid)))


def method_digest(method: Method) -> Digest:
    """The digest of the canonical form."""
    return digest(canonical(method.model_dump(mode="json")))


def codes_of(questionnaire: Questionnaire) -> Mapping[str, tuple[int, ...]]:
    """The codes of every variable that can be scored: Likert items, rows of a matrix, single choices."""
    found: dict[str, tuple[int, ...]] = {}
    for section in questionnaire.sections:
        for item in section.items:
            match item:
                case Likert():
                    found[item.id] = tuple(point.code for point in questionnaire.scales[item.scale])
                case Matrix():
                    codes = tuple(point.code for point in questionnaire.scales[item.scale])
                    found |= dict.fromkeys((row.id for row in item.rows), codes)
                case Single():
                    found[item.id] = tuple(option.code for option in item.options)
                case _:
                    continue
    return found


def check_scheme(scheme: Scheme, questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Every way in which `scheme` does not fit `questionnaire`."""
    return tuple(_scheme_findings(scheme, questionnaire))


def _scheme_findings(scheme: Scheme, questionnaire: Questionnaire) -> Iterator[Finding]:
    if scheme.questionnaire != questionnaire.id:
        fields = {"named": scheme.questionnaire, "actual": questionnaire.id}
        yield Finding("questionnaire", Sentence("scoring.other_questionnaire", fields))
    codes = codes_of(questionnaire)
    seen: set[str] = set()
    for dimension, part in scheme.dimensions.items():
        place = f"dimensions.{dimension}"
        if part.min_answered > len(part.items):
            fields_n: dict[str, str | int] = {"wanted": part.min_answered, "items": len(part.items)}
            yield Finding(f"{place}.min_answered", Sentence("scoring.min_answered_too_high", fields_n))
        for score in part.items:
            here = f"{place}.{score.item}"
            if score.item in seen:
                yield Finding(here, Sentence("scoring.item_twice", {"item": score.item}))
            seen.add(score.item)
            if score.item not in codes:
                yield Finding(here, Sentence("scoring.item_unknown", {"item": score.item}))
            elif isinstance(score.score, dict) and set(score.score) != set(codes[score.item]):
                wanted = ", ".join(str(code) for code in sorted(codes[score.item]))
                yield Finding(here, Sentence("scoring.codes_differ", {"item": score.item, "codes": wanted}))
            elif isinstance(score.score, dict) and all(points is None for points in score.score.values()):
                yield Finding(here, Sentence("scoring.no_points", {"item": score.item}))
    yield from _prevention_findings(scheme, questionnaire, seen)
    yield from _steering_findings(scheme, questionnaire)


def _prevention_findings(
    scheme: Scheme, questionnaire: Questionnaire, scored: AbstractSet[str]
) -> Iterator[Finding]:
    several = {
        item.id: {option.code for option in item.options}
        for section in questionnaire.sections
        for item in section.items
        if isinstance(item, Multi)
    }
    taken = [each.item for each in scheme.took_part]
    for number, each in enumerate(scheme.took_part):
        here = f"took_part.{number}"
        if taken.index(each.item) != number:
            yield Finding(here, Sentence("scoring.item_twice", {"item": each.item}))
        elif each.item not in several:
            yield Finding(here, Sentence("scoring.not_several", {"item": each.item}))
        elif not several[each.item].issuperset(each.any_of):
            known = ", ".join(str(code) for code in sorted(several[each.item]))
            fields: dict[str, str | int] = {"item": each.item, "codes": known}
            yield Finding(here, Sentence("scoring.codes_unknown", fields))
    for effort, items in scheme.prevention.items():
        for item in items:
            if item not in scored and item not in taken:
                yield Finding(f"prevention.{effort}", Sentence("scoring.item_unscored", {"item": item}))


def _steering_findings(scheme: Scheme, questionnaire: Questionnaire) -> Iterator[Finding]:
    asked = scheme.steering
    if asked is None:
        return
    single = {
        item.id: {option.code for option in item.options}
        for section in questionnaire.sections
        for item in section.items
        if isinstance(item, Single)
    }
    fields: dict[str, str | int] = {"item": asked.item}
    if asked.item not in single:
        yield Finding("steering", Sentence("scoring.item_unknown", fields))
    elif not single[asked.item].issuperset(asked.any_of):
        known = ", ".join(str(code) for code in sorted(single[asked.item]))
        yield Finding("steering", Sentence("scoring.codes_unknown", {**fields, "codes": known}))


def check_method(method: Method) -> tuple[Finding, ...]:
    """Every way in which `method` contradicts itself."""
    return tuple(_method_findings(method))


def _method_findings(method: Method) -> Iterator[Finding]:
    yield from _sums("component_weights", method.component_weights, len(Component))
    for component in Component:
        place = f"dimension_weights.{component}"
        if component not in method.dimension_weights:
            if method.component_weights.get(component):  # a group that weighs nothing needs no weights
                yield Finding(place, Sentence("scoring.field_missing"))
            continue
        yield from _sums(place, method.dimension_weights[component], 1)
        for dimension in method.asked(component):
            if dimension not in method.dimension_labels:
                yield Finding(f"dimension_labels.{dimension}", Sentence("scoring.field_missing"))
    uppers = [band.upper for band in method.bands]
    if uppers and (uppers != sorted(set(uppers)) or uppers[-1] != 1000):  # 100 points in tenths
        yield Finding("bands", Sentence("scoring.bands_order"))
    if len({band.name for band in method.bands}) != len(method.bands):
        yield Finding("bands", Sentence("scoring.bands_twice"))
    if method.rse_mark_pct > method.rse_withhold_pct:
        yield Finding("rse_mark_pct", Sentence("scoring.rse_order"))
    if min(method.disclosure_limit, method.expert_limit) < method.min_n:
        yield Finding("min_n", Sentence("scoring.limits_order"))


def _sums(
    place: str, weights: Mapping[Component, int] | Mapping[Dimension, int], least: int
) -> Iterator[Finding]:
    if len(weights) < least or sum(weights.values()) != PER_MILLE:
        yield Finding(place, Sentence("scoring.weights_sum", {"sum": sum(weights.values())}))


_Model = TypeVar("_Model", bound=BaseModel)


def _sound(model: _Model, findings: tuple[Finding, ...]) -> _Model:
    if findings:
        raise SchemeProblems(findings)
    return model


def _parsed(model: type[_Model], data: bytes) -> _Model:
    value = _yaml(data)
    try:
        # Through JSON, where strict models take lists for tuples and text for enumerations.
        return model.model_validate_json(canonical(value))
    except ValidationError as trouble:
        raise SchemeProblems(
            tuple(
                Finding(".".join(str(part) for part in error["loc"]), _shape(dict(error)))
                for error in trouble.errors(include_input=False, include_url=False)
            )
        ) from None


def _shape(error: Mapping[str, object]) -> Sentence:
    if allowed := choices(error):
        return Sentence("scoring.value_choice", {"allowed": allowed})
    match error["type"]:
        case "missing":
            return Sentence("scoring.field_missing")
        case "extra_forbidden":
            return Sentence("scoring.field_unknown")
        case _:
            return Sentence("scoring.value_wrong")


def _yaml(data: bytes) -> JsonValue:
    import yaml  # office only, and only when a file is read

    try:
        text = data.decode("utf-8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        twice = tuple(_repeated(node, "", set()))
        value: object = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise SchemeProblems((Finding("", Sentence("scoring.not_yaml")),)) from None
    if twice:
        raise SchemeProblems(twice)
    try:
        return _json(value, 0, count())
    except ValueError:
        raise SchemeProblems((Finding("", Sentence("scoring.not_plain")),)) from None


def _repeated(node: object, place: str, seen: set[int]) -> Iterator[Finding]:
    """Keys written twice, which YAML's reader would pass over in silence; a node behind aliases is read
    once.
    """
    import yaml

    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, child in node.value:
            name = str(key.value)
            here = f"{place}.{name}".lstrip(".")
            if name in names:
                yield Finding(here, Sentence("scoring.key_twice"))
            names.add(name)
            yield from _repeated(child, here, seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            yield from _repeated(child, f"{place}.{number}".lstrip("."), seen)


_MAX_DEPTH, _MAX_VALUES = 16, 50_000  # far over any method; few bytes of aliases could spell a billion values


def _json(value: object, depth: int, values: Iterator[int]) -> JsonValue:
    """Plain values only: no dates, floats or objects; integer keys become text, as in JSON."""
    if depth > _MAX_DEPTH or next(values) > _MAX_VALUES:
        raise ValueError
    match value:
        case None | bool() | int() | str():
            return value
        case list():
            return [_json(child, depth + 1, values) for child in value]
        case dict():
            if not all(isinstance(key, str | int) and not isinstance(key, bool) for key in value):
                raise ValueError
            return {str(key): _json(child, depth + 1, values) for key, child in value.items()}
        case _:
            raise ValueError
