"""Room checks on their way to the city: a short queue, the oldest goes first."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import apsw

from desktop.store.database.connection import rows
from desktop.store.database.database import Database

MAX_REPORTS = 50
"""A week without the city; older ones give way, for what a room was like then helps nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedReport:
    """id: its idempotency key. body: JSON as it is sent."""

    id: str
    body: str


class Reports:
    """Thread: any."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def put(
        self, report: QueuedReport, on_commit: Callable[[None], None] | None = None
    ) -> Future[None]:
        """Keep it until `drop`; the oldest beyond MAX_REPORTS give way."""
        return self._database.write(lambda writer: _put(writer, report), on_commit)

    def oldest(self) -> QueuedReport | None:
        """What is to be sent next. Reads the disk."""
        found = self._database.read(
            lambda reader: rows(reader, "SELECT id, body FROM room_report ORDER BY seq LIMIT 1")
        )
        return QueuedReport(id=found[0][0], body=found[0][1]) if found else None

    def drop(self, report_id: str) -> Future[None]:
        """The city has it, or will never take it."""
        return self._database.write(lambda writer: _drop(writer, report_id))


def _put(writer: apsw.Connection, report: QueuedReport) -> None:
    writer.execute("INSERT INTO room_report (id, body) VALUES (?, ?)", (report.id, report.body))
    writer.execute(
        "DELETE FROM room_report WHERE seq NOT IN "
        "(SELECT seq FROM room_report ORDER BY seq DESC LIMIT ?)",
        (MAX_REPORTS,),
    )


def _drop(writer: apsw.Connection, report_id: str) -> None:
    writer.execute("DELETE FROM room_report WHERE id = ?", (report_id,))
