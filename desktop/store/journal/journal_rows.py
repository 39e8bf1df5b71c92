"""The journal's position, kept in the transaction of each write."""

import apsw

from desktop.store.database.connection import row
from desktop.store.journal.journal import Place, place_from

_NAME = "store.journal"


def note(connection: apsw.Connection, place: Place) -> None:
    """Whatever stands in the journal before this place is in the database."""
    connection.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (_NAME, place.as_text()))


def load(connection: apsw.Connection) -> Place | None:
    """None in a database that never had a journal."""
    found = row(connection, "SELECT value FROM memory WHERE name = ?", (_NAME,))
    return None if found is None else place_from(str(found[0]))
