"""Rows of the table `transfer`: reading and writing them inside somebody's transaction."""

from dataclasses import dataclass, replace
from enum import StrEnum

import apsw

from desktop.domain.ids import DocumentId, SessionId
from desktop.store.database.connection import Row, row, rows

NO_SESSION = SessionId("")
"""Of bytes that belong to no session: photos of a readiness sheet, papers of a dossier."""
NOT_WANTED = "not_found"
"""Reason of an upload that ended because nothing that the city took names its bytes."""
CITY_FULL = "storage_low"
"""Reason of an upload that waits because the city has no room for papers."""

_COLUMNS = "document_id, direction, session_id, sha256, size_bytes, moved_bytes, state, reason"


class Direction(StrEnum):
    """Which way the bytes go, seen from this PC."""

    UP = "up"
    DOWN = "down"


class TransferState(StrEnum):
    """How far the bytes are."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Bytes of one paper on their way. moved_bytes: acknowledged at the far end so far.

    A photo of a readiness sheet has its hash as document_id, and NO_SESSION. reason:
    machine-readable, of a refusal, or why the far end lets it wait.
    """

    document_id: DocumentId
    session_id: SessionId
    direction: Direction
    sha256: str
    size_bytes: int
    moved_bytes: int = 0
    state: TransferState = TransferState.WAITING
    reason: str = ""

    @property
    def is_photo(self) -> bool:
        """Of a readiness sheet, not a paper."""
        return self.document_id == self.sha256


def queue(connection: apsw.Connection, transfer: Transfer) -> None:
    """Insert, or begin again when the same paper was queued before."""
    connection.execute(
        f"INSERT OR REPLACE INTO transfer ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
        (
            transfer.document_id,
            str(transfer.direction),
            transfer.session_id,
            transfer.sha256,
            transfer.size_bytes,
            transfer.moved_bytes,
            str(transfer.state),
            transfer.reason,
        ),
    )


def load(
    connection: apsw.Connection, document_id: DocumentId, direction: Direction
) -> Transfer | None:
    """One row, None when the paper never moved this way."""
    found = row(
        connection,
        f"SELECT {_COLUMNS} FROM transfer WHERE document_id = ? AND direction = ?",  # noqa: S608 - constants
        (document_id, str(direction)),
    )
    return None if found is None else _transfer(found)


def load_waiting(connection: apsw.Connection) -> list[Transfer]:
    """Everything that has to move; what another site waits to see first, small before large.

    Photos of sheets wait for the papers of a reception.
    """
    found = rows(
        connection,
        f"SELECT {_COLUMNS} FROM transfer WHERE state = 'waiting' "  # noqa: S608 - constants
        "ORDER BY document_id = sha256, size_bytes, direction, document_id",
    )
    return [_transfer(each) for each in found]


def load_put_aside(connection: apsw.Connection) -> list[Transfer]:
    """Uploads that could not be done, though the city waits for the bytes."""
    found = rows(
        connection,
        f"SELECT {_COLUMNS} FROM transfer WHERE state = 'refused' "  # noqa: S608 - constants
        "AND direction = 'up' AND reason <> ?",
        (NOT_WANTED,),
    )
    return [_transfer(each) for each in found]


def load_session(connection: apsw.Connection, session_id: SessionId) -> list[Transfer]:
    """Everything that moved or moves for a session."""
    found = rows(
        connection,
        f"SELECT {_COLUMNS} FROM transfer WHERE session_id = ?",  # noqa: S608 - constants
        (session_id,),
    )
    return [_transfer(each) for each in found]


def send_refused_again(connection: apsw.Connection) -> tuple[Transfer, ...]:
    """Uploads that were put aside, though somebody waits for the bytes, wait again."""
    again = tuple(
        replace(each, state=TransferState.WAITING, moved_bytes=0, reason="")
        for each in load_put_aside(connection)
    )
    for each in again:
        queue(connection, each)
    return again


def send_uploads_again(connection: apsw.Connection) -> None:
    """The city may have lost bytes it had, or take what it refused: every upload asks again."""
    send_refused_again(connection)
    connection.execute(
        "UPDATE transfer SET state = 'waiting', moved_bytes = 0 "
        "WHERE direction = 'up' AND state = 'done'"
    )


def _transfer(found: Row) -> Transfer:
    return Transfer(
        document_id=DocumentId(found[0]),
        direction=Direction(found[1]),
        session_id=SessionId(found[2]),
        sha256=found[3],
        size_bytes=found[4],
        moved_bytes=found[5],
        state=TransferState(found[6]),
        reason=found[7],
    )
