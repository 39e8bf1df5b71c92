from pathlib import Path

import apsw
import pytest

from desktop.domain.errors import StorageError
from desktop.store.codes import StorageCode
from desktop.store.database.connection import open_connection, rows
from desktop.store.database.migrate import Migration, load_migrations, migrate
from tests.samples.store import KEY

pytestmark = pytest.mark.unit

FIRST = Migration(number=1, name="0001_a.sql", sql="CREATE TABLE a (x); CREATE TABLE b (x);")
SECOND = Migration(number=2, name="0002_b.sql", sql="ALTER TABLE a ADD COLUMN y;")
BROKEN = Migration(number=2, name="0002_c.sql", sql="ALTER TABLE a ADD COLUMN y; NONSENSE;")


@pytest.fixture
def connection(tmp_path: Path) -> apsw.Connection:
    return open_connection(tmp_path / "store.db", KEY)


def test_shipped_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in load_migrations()] == list(range(1, len(load_migrations()) + 1))


def test_an_older_store_keeps_its_rows_and_gets_what_is_missing(
    connection: apsw.Connection,
) -> None:
    migrate(connection, (FIRST,))
    connection.execute("INSERT INTO a VALUES (7)")
    migrate(connection, (FIRST, SECOND))

    assert rows(connection, "SELECT x, y FROM a") == [(7, None)]
    assert connection.pragma("user_version") == 2
    connection.close()


def test_a_step_that_fails_leaves_the_store_as_it_was(connection: apsw.Connection) -> None:
    migrate(connection, (FIRST,))
    with pytest.raises(apsw.SQLError):
        migrate(connection, (FIRST, BROKEN))

    assert connection.pragma("user_version") == 1
    assert rows(connection, "SELECT name FROM pragma_table_info('a')") == [("x",)]
    connection.close()


def test_the_store_of_a_newer_program_is_refused_and_left_alone(
    connection: apsw.Connection,
) -> None:
    migrate(connection, (FIRST, SECOND))
    with pytest.raises(StorageError) as refused:
        migrate(connection, (FIRST,))

    assert refused.value.code == StorageCode.NEWER_SCHEMA
    assert refused.value.data == {"found": 2, "known": 1}
    assert connection.pragma("user_version") == 2
    connection.close()
