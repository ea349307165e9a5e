"""The office's database: opening it, and the only two ways to speak with it."""

import glob
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.base.errors import Environment
from app.storage.database import check_for_office, connection_for_office, copy_for_office
from app.storage.files import sync_folder
from app.storage.trouble import of_database, said

MIGRATIONS = Path(__file__).parent / "migrations"
_BEFORE = "-sebelum-"  # in the name of the copy that a migration begins with
_BUSY_MS = 60_000  # four people may import at once, each a lab of twenty seats


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the tables: the one of this program, and all that it knows."""

    head: str
    known: frozenset[str]


def versions_of(migrations: Path) -> Versions:
    """The versions that a folder of migrations knows."""
    script = ScriptDirectory.from_config(config_of(migrations))
    return Versions(
        script.get_current_head() or "", frozenset(one.revision for one in script.walk_revisions())
    )


def config_of(migrations: Path) -> Config:
    """Alembic's settings for a folder of migrations."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    return config


def copies_beside(path: Path) -> tuple[Path, ...]:
    """The copies that migrations of the store at `path` began with, and what a killed one left of them."""
    return tuple(sorted(path.parent.glob(f"{glob.escape(path.stem + _BEFORE)}*{path.suffix}*")))


VERSIONS = versions_of(MIGRATIONS)


class Store:
    """One SQLCipher file behind SQLAlchemy Core; always closed by `close`."""

    def __init__(self, path: Path, key: bytes, migrations: Path = MIGRATIONS) -> None:
        """Open or create the file at `path` and bring its tables to this version, which is the last of the
        `migrations` in that folder.

        Raises:
            Integrity: the file is not a database under `key`, or was written by a newer version.
            Environment: the disk refused.
        """
        self.path = path
        self._migrations = migrations
        self._key = key
        self._connection = connection_for_office(path, key)
        self._connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        self.engine = sa.create_engine(
            "sqlite://",
            creator=lambda: self._connection,
            poolclass=sa.StaticPool,
            # Whatever module storage speaks with: its exceptions are then SQLAlchemy's.
            module=importlib.import_module(type(self._connection).__module__),
        )
        sa.event.listen(self.engine, "begin", _begin)
        self._migrate()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A consistent view; it never takes the lock that a writer needs."""
        with _said(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: everything in it is stored, or nothing."""
        with _said(), self.engine.execution_options(bilik_begin="BEGIN IMMEDIATE").begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
        self._connection.close()

    @property
    def version(self) -> str | None:
        """The version of the tables; None before there are any."""
        with self.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def check(self) -> None:
        """Read every page and every reference.

        Raises:
            Integrity: `storage.damaged`.
        """
        check_for_office(self._connection)

    def copy_to(self, path: Path) -> None:
        """Write the store as it is at this moment to `path`, under the same key; whole or not at all.

        Raises:
            Environment: the disk refused.
            Integrity: `storage.damaged`.
        """
        copy_for_office(self._connection, path, self._key)

    def forget_copies(self) -> None:
        """Remove the copies that migrations of this store began with: what is destroyed here lies there too.

        Raises:
            Environment: the disk refused.
        """
        with said():
            for copy in copies_beside(self.path):
                copy.unlink(missing_ok=True)
            sync_folder(self.path.parent)

    def _migrate(self) -> None:
        """Bring the tables to this version in one transaction; a store that has any is copied first."""
        current, versions = self.version, versions_of(self._migrations)
        if current == versions.head:
            return
        if current is not None:
            if current not in versions.known:
                raise Environment("office.store_newer")
            self.copy_to(self.path.with_name(f"{self.path.stem}{_BEFORE}{versions.head}{self.path.suffix}"))
        config = config_of(self._migrations)
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get("bilik_begin", "BEGIN")))


@contextmanager
def _said() -> Iterator[None]:
    """Let none of SQLAlchemy's exceptions out: the disk's troubles have one table, in `app.storage`."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise of_database(error.orig) from error
