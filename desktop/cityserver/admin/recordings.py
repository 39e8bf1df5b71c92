"""Recordings at the city, for its administration: listed, read again, held back, destroyed.

As in admin/city.py every function takes an opened `Database` and commits before it returns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.config.recording_retention import read_retention
from desktop.cityserver.recording.deciding import (
    NO_USER,
    NOT_LISTED,
    WRONG_PIN,
    WRONG_ROLE,
    Decider,
    DecisionRefused,
    check_decider,
    check_person,
    deciding,
    readable,
)
from desktop.cityserver.recording.files import kept_name
from desktop.cityserver.recording.keeping import keeping_at
from desktop.cityserver.recording.place import recording_files
from desktop.cityserver.recording.purging import NO_RECORDING, RecordingPurges
from desktop.cityserver.recording.receipts import receipt_of
from desktop.cityserver.recording.taking import RecordingParts
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.records import find_record, records_of
from desktop.cityserver.store.rooms.recordings import (
    PartState,
    find_hold,
    find_purge,
    parts_of,
    purged_at,
    recordings,
)
from desktop.cityserver.store.tables.rooms import RecordingHoldRow, RecordingPartRow, RecordingRow
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SiteId, UserId
from desktop.domain.recording.retention import MAY_ASK, Keeping
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import LISTENING

__all__ = [
    "NOT_LISTED",
    "NO_RECORDING",
    "NO_USER",
    "WRONG_PIN",
    "WRONG_ROLE",
    "Decider",
    "DecisionRefused",
    "RecordingPurges",
]
"""As the commands name them."""
NOT_HELD: Final = "not_held"


class UnknownSession(ReceptionError):
    """The city knows no session with this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecording:
    """What a PC handed in of a session.

    missing, refused, damaged: numbers of parts. seal: right, none, or what is wrong. held: why it
    may be purged nowhere, held_by: who set that; empty: it is not held, or nobody was asked.
    keeping: how long it is kept. purge: what was asked or decided of it, None: nothing.
    """

    session_id: str
    room_id: str
    site_id: SiteId
    received_at: datetime
    parts: int
    size_bytes: int
    missing: tuple[int, ...]
    refused: tuple[int, ...]
    damaged: tuple[int, ...]
    is_whole: bool
    seal: str
    held: str
    held_by: str
    keeping: Keeping
    purge: "KeptPurge | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPurge:
    """That recordings of a session be destroyed. None, empty: not confirmed yet; not done yet."""

    asked_by: str
    asked_at: datetime
    reason: str
    confirmed_by: str
    confirmed_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptListening:
    """Who played a recording in a room, from which moment, and why."""

    session_id: str
    user_id: str
    at: datetime
    from_at: datetime
    reason: str


def prove_reader(
    database: Database, session_id: str | None, by: Decider, *, clock: Clock | None = None
) -> UserId:
    """Who reads reasons, also of denunciations on whose list they are; noted.

    Raises DecisionRefused.
    """
    now = (clock or SystemClock()).now()
    with deciding(database, Action.READ, session_id or "", by, now) as session:
        check_person(session, by, MAY_ASK)
    return by.user_id


def list_listenings(
    database: Database, session_id: str | None = None, *, reader: UserId | None = None
) -> tuple[KeptListening, ...]:
    """Of one session or of all, in the order of their hours. Whoever asks is noted.

    Reasons of denunciations are for a reader on their list.
    """
    with database.write() as session:
        rows = records_of(session, [EntityKind.LISTENING])
        heard = (LISTENING.codec.read(row.body) for row in rows)
        chosen = [one for one in heard if session_id in {None, one.session_id}]
        found = tuple(
            KeptListening(
                session_id=one.session_id,
                user_id=one.user_id,
                at=one.at,
                from_at=one.from_at,
                reason=readable(session, one.session_id, one.reason, reader),
            )
            for one in sorted(chosen, key=lambda one: one.at)
        )
        note_command(session, Action.READ, (EntityKind.LISTENING, session_id or ""))
    return found


def list_recordings(
    database: Database,
    config: CityServerConfig,
    session_id: str | None = None,
    *,
    reader: UserId | None = None,
    clock: Clock | None = None,
) -> tuple[KeptRecording, ...]:
    """Of one session or of all, by site, the newest last; as noted, no byte is read.

    Reasons of denunciations are for a reader on their list. Raises UnfitRetention.
    """
    sets, now = read_retention(config.retention_file), (clock or SystemClock()).now()
    with database.read() as session:
        rows = tuple(_chosen(session, session_id))
        return tuple(
            _kept(session, row, keeping_at(session, row.session_id, sets, now), reader)
            for row in rows
        )


def check_recordings(
    database: Database, config: CityServerConfig, session_id: str | None = None
) -> None:
    """Read every byte of them again; what was altered is noted.

    Raises OSError; RecordingsElsewhere: this config names another place.
    """
    parts = RecordingParts(
        database=database,
        clock=SystemClock(),
        files=recording_files(config),
        open_folder=config.open_recording_folder,
    )
    with database.read() as session:
        rows = [
            part
            for row in _chosen(session, session_id)
            if purged_at(session, row.session_id) is None
            for part in parts_of(session, row.session_id, row.room_id)
            if part.state != PartState.APART
        ]
    for row in rows:
        parts.is_sound(row)


def folder_of(config: CityServerConfig, one: KeptRecording) -> Path:
    """Where it lies, as `reception-room verify` reads it."""
    return (config.recording_folder / kept_name(one.room_id, one.session_id, 1)).parent


def hold_recordings(
    database: Database, session_id: str, by: Decider, reason: str, *, clock: Clock | None = None
) -> None:
    """Recordings of the session may be purged nowhere, those to come too. Who asks again takes it.

    Raises UnknownSession, DecisionRefused.
    """
    now = (clock or SystemClock()).now()
    with deciding(database, Action.HOLD_RECORDING, session_id, by, now) as session:
        if find_record(session, EntityKind.SESSION, session_id) is None:
            raise UnknownSession(session_id)
        check_decider(session, session_id, by, MAY_ASK)
        row = find_hold(session, session_id)
        if row is None:
            row = RecordingHoldRow(session_id=session_id)
            session.add(row)
        row.held_at, row.held_by, row.reason = now, by.user_id, reason


def release_recordings(
    database: Database, session_id: str, by: Decider, *, clock: Clock | None = None
) -> None:
    """They are held no more. Raises DecisionRefused, also `not_held`."""
    now = (clock or SystemClock()).now()
    with deciding(database, Action.RELEASE_RECORDING, session_id, by, now) as session:
        check_decider(session, session_id, by, MAY_ASK)
        row = find_hold(session, session_id)
        if row is None:
            raise DecisionRefused(NOT_HELD)
        session.delete(row)


def purges(
    database: Database, config: CityServerConfig, *, clock: Clock | None = None
) -> RecordingPurges:
    """What destroys them. Raises RecordingsElsewhere; OSError: the store's CA file."""
    return RecordingPurges(
        database=database,
        clock=clock or SystemClock(),
        files=recording_files(config),
        open_folder=config.open_recording_folder,
        retention=partial(read_retention, config.retention_file),
    )


def _chosen(session: DatabaseSession, session_id: str | None) -> Iterator[RecordingRow]:
    return (row for row in recordings(session) if session_id in {None, row.session_id})


def _kept(
    session: DatabaseSession, row: RecordingRow, keeping: Keeping | None, reader: UserId | None
) -> KeptRecording:
    parts = parts_of(session, row.session_id, row.room_id)
    told = receipt_of(row, parts, None, row.received_at)
    hold = find_hold(session, row.session_id)
    if keeping is None:
        raise AssertionError("there is one: its end")
    return KeptRecording(
        session_id=row.session_id,
        room_id=row.room_id,
        site_id=SiteId(row.site_id),
        received_at=row.received_at,
        parts=len(told.parts),
        size_bytes=sum(one.size_bytes for one in told.parts),
        missing=told.missing,
        refused=tuple(one.number for one in told.refused),
        damaged=_damaged(parts),
        is_whole=told.is_whole,
        seal=told.seal,
        held="" if hold is None else readable(session, row.session_id, hold.reason, reader),
        held_by="" if hold is None else hold.held_by,
        keeping=keeping,
        purge=_purge(session, row.session_id, reader),
    )


def _purge(session: DatabaseSession, session_id: str, reader: UserId | None) -> KeptPurge | None:
    row = find_purge(session, session_id)
    if row is None:
        return None
    return KeptPurge(
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        reason=readable(session, session_id, row.reason, reader),
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        done_at=row.done_at,
    )


def _damaged(parts: Iterable[RecordingPartRow]) -> tuple[int, ...]:
    return tuple(part.number for part in parts if part.state == PartState.DAMAGED)
