"""What would have been right in the place of a wrong value, as far as a model lists it."""

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from app.base.shapes import choices


class Tone(StrEnum):
    HIGH = "high"
    LOW = "low"


class Dog(BaseModel):
    kind: Literal["dog"]


class Cat(BaseModel):
    kind: Literal["cat"]


class Given(BaseModel):
    word: Literal["a", "b", "c"] = "a"
    tone: Tone = Tone.LOW
    animal: Annotated[Dog | Cat, Field(discriminator="kind")] | None = None
    number: int = 0


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        ({"word": "d"}, "'a', 'b', 'c'"),
        ({"tone": "loud"}, "'high', 'low'"),
        ({"animal": {"kind": "cow"}}, "'dog', 'cat'"),
        ({"number": "x"}, ""),
    ],
)
def test_the_values_that_a_model_lists_are_named_without_words_between_them(
    given: dict[str, object], allowed: str
) -> None:
    with pytest.raises(ValidationError) as wrong:
        Given.model_validate(given)
    (error,) = wrong.value.errors()
    assert choices(dict(error)) == allowed
