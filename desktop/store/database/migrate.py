"""Bringing an older store to the schema of this program, one numbered step at a time."""

import logging
from dataclasses import dataclass
from importlib.resources import files

import apsw

from desktop.domain.errors import StorageError
from desktop.store.codes import StorageCode

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: the schema version it leads to, and its statements."""

    number: int
    name: str
    sql: str


def load_migrations() -> tuple[Migration, ...]:
    """The steps shipped with this program, by number, without gaps from 1."""
    found = [
        Migration(number=int(entry.name[:4]), name=entry.name, sql=entry.read_text("utf-8"))
        for entry in (files("desktop.store") / "migrations").iterdir()
        if entry.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda migration: migration.number))


def migrate(connection: apsw.Connection, migrations: tuple[Migration, ...] | None = None) -> None:
    """Apply what is missing, each step in its own transaction.

    Raises StorageError(NEWER_SCHEMA) when a newer program has written the store.
    """
    steps = load_migrations() if migrations is None else migrations
    known = steps[-1].number
    current = int(connection.pragma("user_version"))
    if current > known:
        raise StorageError(StorageCode.NEWER_SCHEMA, {"found": current, "known": known})
    for step in steps:
        if step.number > current:
            with connection:
                connection.execute(step.sql)
                connection.pragma("user_version", step.number)
            logger.info("store migrated to=%d name=%s", step.number, step.name)
