"""The city's SQLite file as a whole: copied while a server writes, checked, brought to rest."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from desktop.cityserver.store.records.records import REVISION
from desktop.domain.errors import ReceptionError

BUSY_S = 30.0
_OK = "ok"


class NotAFile(ReceptionError):
    """The database is not an SQLite file; its own tools copy it."""


class DamagedDatabase(ReceptionError):
    """The file is no sound database of a city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CityPoint:
    """How far the data in a file goes."""

    epoch: str
    revision: int


def database_file(url: str) -> Path:
    """Where the database lies. Raises NotAFile."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise NotAFile
    return Path(parsed.database)


def copy_database(source: Path, target: Path) -> None:
    """Write one consistent copy; a server may go on writing meanwhile.

    Raises:
        sqlite3.Error: the source cannot be read, or the target not be written.
    """
    with closing(_connect(source, "mode=rw")) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def inspect_database(path: Path) -> CityPoint:
    """Check every page of a copy that nobody writes to. Raises DamagedDatabase."""
    try:
        with closing(_connect(path, "mode=ro&immutable=1")) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if said != _OK:
                raise DamagedDatabase
            (epoch,) = connection.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()
            row = connection.execute(
                "SELECT value FROM counter WHERE name = ?", (REVISION,)
            ).fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise DamagedDatabase from error
    return CityPoint(epoch=epoch, revision=0 if row is None else row[0])


def goes_on_from(later: Path, earlier: Path) -> bool:
    """Whether the audit log of one file has the newest entry of the other: one city, later.

    A file that was begun anew in the same place knows nothing of the earlier one. Nobody else may
    use either. Raises sqlite3.Error.
    """
    with closing(_connect(earlier, "mode=ro&immutable=1")) as connection:
        row = connection.execute("SELECT seq, seal FROM audit_head").fetchone()
    if row is None:
        return True
    with closing(_connect(later, "mode=ro&immutable=1")) as connection:
        if not _columns(connection, "main", "audit"):
            return False
        found = connection.execute("SELECT seal FROM audit WHERE seq = ?", (row[0],)).fetchone()
    return found is not None and found[0] == row[1]


def carry_over(
    source: Path,
    target: Path,
    tables: Sequence[str],
    *,
    wholly: Sequence[str] = (),
    kept: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Put the rows that another city's file has into these tables; columns that both know.

    Nobody else may use either file. wholly: tables that lose what the other file has not. kept:
    columns by table of which a value that is there stays, whatever the other file says.

    Raises:
        sqlite3.Error: nothing was written.
    """
    with closing(_connect(target, "mode=rw")) as connection:
        connection.execute("ATTACH ? AS former", (_address(source, "mode=ro&immutable=1"),))
        connection.execute("BEGIN IMMEDIATE")
        for table in (*tables, *wholly):
            common = _columns(connection, "main", table) & _columns(connection, "former", table)
            if table in wholly and not common:
                continue  # the other file is of a program that had no such table
            if table in wholly:
                connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 - names of a schema
            names = sorted(common)
            values = _values(connection, table, names, (kept or {}).get(table, ()))
            connection.execute(
                f"INSERT OR REPLACE INTO main.{table} ({', '.join(names)}) "  # noqa: S608 - schema
                f"SELECT {values} FROM former.{table} AS theirs"
            )
        connection.execute("COMMIT")


def settle_journal(path: Path) -> bool:
    """Bring what stands in the write-ahead log into the file. False: it cannot be read.

    A log that stayed would be applied to whatever file takes the place of this one.
    """
    try:
        with closing(_connect(path, "mode=rw")) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.Error:
        return False
    return not any(log.exists() for log in logs_of(path))


def logs_of(path: Path) -> tuple[Path, ...]:
    """Files that SQLite keeps beside the database."""
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def _connect(path: Path, options: str) -> sqlite3.Connection:
    address = _address(path, options)
    return sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None)


def _address(path: Path, options: str) -> str:
    return f"{path.absolute().as_uri()}?{options}"


def _values(
    connection: sqlite3.Connection, table: str, names: Sequence[str], kept: Sequence[str]
) -> str:
    """What is taken of each row of the other file, for an INSERT."""
    keys = [
        str(column[1])
        for column in connection.execute(f"PRAGMA main.table_info({table})").fetchall()
        if column[5]
    ]
    same = " AND ".join(f"ours.{key} = theirs.{key}" for key in keys)
    return ", ".join(
        f"COALESCE((SELECT ours.{name} FROM main.{table} AS ours WHERE {same}), theirs.{name})"  # noqa: S608 - schema
        if name in kept
        else f"theirs.{name}"
        for name in names
    )


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> set[str]:
    found = connection.execute(f"PRAGMA {schema}.table_info({table})").fetchall()
    return {str(column[1]) for column in found}
