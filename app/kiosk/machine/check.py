"""Checks on their way from one process of this program to another."""

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from app.base.check import Check
from app.base.errors import Integrity


def write_checks(checks: Sequence[Check]) -> bytes:
    """Checks on their way to another process of this program."""
    return _CHECKS.dump_json(tuple(checks))


def read_checks(data: bytes) -> tuple[Check, ...]:
    """The checks that `write_checks` wrote.

    Raises:
        Integrity: `selftest.unread`: there are none.
    """
    try:
        return _CHECKS.validate_json(data)
    except ValidationError:
        raise Integrity("selftest.unread") from None


_CHECKS = TypeAdapter(tuple[Check, ...])
