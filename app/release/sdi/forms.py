"""Which fields the forms have, read from the data that travels with the program."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.base.canonical import JsonValue, canonical
from app.questionnaire.model import Text
from app.release.regions import read_data


class Kind(StrEnum):
    """What a field takes. A sum adds the codes of all that apply; a list is made by the program."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"
    SUM = "sum"
    MANY = "many"
    MANY_TEXTS = "many_texts"
    LIST = "list"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class FormField(_Frozen):
    """One field. `when`: asked only while another field has a value."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: Text
    kind: Kind
    options: dict[int, Text] = {}
    optional: bool = False
    when: dict[str, bool | int] | None = None
    least: int | None = None
    most: int | None = None

    def asked(self, values: Mapping[str, JsonValue]) -> bool:
        """Whether the other values let this field be asked."""
        return self.when is None or all(values.get(key) == value for key, value in self.when.items())


class Block(_Frozen):
    """Fields under one heading of the form."""

    name: str
    title: Text
    fields: tuple[FormField, ...]


class Form(_Frozen):
    """A metadata form."""

    name: str
    title: Text
    blocks: tuple[Block, ...]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Every field, block by block."""
        return tuple(field for block in self.blocks for field in block.fields)


def activity_form() -> Form:
    """MS-Keg."""
    return _form("ms-keg.yaml")


def indicator_form() -> Form:
    """MS-Ind."""
    return _form("ms-ind.yaml")


def variable_form() -> Form:
    """MS-Var."""
    return _form("ms-var.yaml")


@lru_cache
def _form(name: str) -> Form:
    return Form.model_validate_json(canonical(_keys(read_data(name))))


def _keys(value: object) -> JsonValue:
    """Plain JSON: codes as keys become text."""
    match value:
        case dict():
            return {str(key): _keys(child) for key, child in value.items()}
        case list():
            return [_keys(child) for child in value]
        case None | bool() | int() | str():
            return value
        case _:
            raise TypeError(type(value))
