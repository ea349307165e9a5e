"""Regions by their BPS code, and the other data of Satu Data Indonesia that travel with the program."""

from collections.abc import Mapping
from functools import lru_cache

from pydantic import TypeAdapter

from app.base.resources import RESOURCES

FOLDER = RESOURCES / "sdi"
PROVINCE_DIGITS = 2  # of a region code


def region_name(code: str) -> str | None:
    """The name of a region, where the program knows it."""
    return _regions().get(code)


@lru_cache
def _regions() -> Mapping[str, str]:
    return TypeAdapter(dict[str, str]).validate_python(read_data("wilayah.yaml"))


def read_data(name: str) -> object:
    """The contents of a YAML file of ours."""
    import yaml  # late: only who publishes needs it

    return yaml.load((FOLDER / name).read_bytes(), Loader=yaml.CSafeLoader)
