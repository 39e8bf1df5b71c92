"""Key-value notes that must survive a kill: resume point, tokens, sign-in list."""

import threading
from concurrent.futures import Future

import apsw

from desktop.store.database.connection import rows
from desktop.store.database.database import Database


class Memory:
    """The desk's memory (presenters/services/desk.py, DeskMemory). Thread: any.

    `recall` answers from RAM, so a value just remembered is seen before it is on the disk.
    """

    def __init__(self, *, database: Database) -> None:
        self._database = database
        self._values: dict[str, str] = {}
        self._lock = threading.Lock()

    def load(self) -> None:
        """Read everything once, when the store is opened."""
        found = self._database.read(lambda reader: rows(reader, "SELECT name, value FROM memory"))
        with self._lock:
            self._values = dict(found)

    def recall(self, name: str) -> str | None:
        """The value kept under this name."""
        with self._lock:
            return self._values.get(name)

    def remember(self, name: str, value: str | None) -> None:
        """Keep it (None forgets); returns before the commit, see `keep`."""
        self.keep(name, value)

    def keep(self, name: str, value: str | None) -> Future[None]:
        """As `remember`; the future tells when it is durable."""
        # both under the lock: the disk sees the values of one name in the order RAM saw them
        with self._lock:
            if value is None:
                self._values.pop(name, None)
            else:
                self._values[name] = value
            return self._database.write(lambda writer: _keep(writer, name, value))


def _keep(writer: apsw.Connection, name: str, value: str | None) -> None:
    if value is None:
        writer.execute("DELETE FROM memory WHERE name = ?", (name,))
    else:
        writer.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (name, value))
