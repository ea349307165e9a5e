"""Numbered steps from one version of a database to the next, each whole or not at all."""

from collections.abc import Sequence

from app.base.errors import Bug, Environment
from app.storage.database import Database

Step = Sequence[str]
"""The statements of one version."""


def version(database: Database) -> int:
    """How many steps this database has behind it."""
    row = database.row("PRAGMA user_version")
    if row is None or not isinstance(row[0], int):
        raise Bug("storage.misuse", what="user_version")
    return row[0]


def migrate(database: Database, steps: Sequence[Step]) -> None:
    """Take the steps that are still missing.

    Raises:
        Environment: `storage.newer`: a later program wrote this database; nothing was changed.
    """
    done = version(database)
    if done > len(steps):
        raise Environment("storage.newer")
    for number, step in enumerate(steps[done:], start=done + 1):
        with database.transaction():
            for statement in step:
                database.change(statement)
            database.change(f"PRAGMA user_version = {number}")
