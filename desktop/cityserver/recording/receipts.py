"""Receipts of recordings: what the city has, what is missing or wrong, and since when."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from desktop.cityserver.access.callers import Room
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.recording.facts import kept, recorded_of
from desktop.cityserver.recording.files import RecordingFiles, seal_name
from desktop.cityserver.recording.keeping import RetentionSets, keeping_at, no_retention
from desktop.cityserver.recording.taking import check_took_part
from desktop.cityserver.store.audit import Action, Actor, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.rooms.recordings import (
    PartState,
    find_hold,
    find_recording,
    parts_of,
    purged_at,
)
from desktop.cityserver.store.tables.rooms import RecordingPartRow, RecordingRow
from desktop.contract.problem import ProblemCode
from desktop.contract.recording import (
    ReceivedPart,
    RecordingEndIn,
    RecordingGap,
    RecordingReceipt,
    RefusedPart,
)
from desktop.domain.clock import Clock
from desktop.domain.recording.receipt import NO_SEAL, RIGHT_SEAL
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart, gaps
from desktop.recordings.sealing import look_at

logger = logging.getLogger(__name__)

RECORDING_KIND = "recording"
OTHER_SEAL = "other_seal"
_LOST: Final = frozenset({PartState.DAMAGED, PartState.PURGED})
"""What became of a part, in the words of the receipt."""
_BY_THE_CITY: Final = {"received_at", "told_at", "is_held", "retention", "purge_after", "purged_at"}


class RecordingReceipts:
    """Thread: any; every method waits for the disk.

    authority: certificates, PEM, of who vouches for rooms; None: the city issues none. retention:
    how long the city has decided to keep recordings.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        files: RecordingFiles,
        authority: Callable[[], bytes | None],
        retention: RetentionSets = no_retention,
    ) -> None:
        self._database = database
        self._clock = clock
        self._files = files
        self._authority = authority
        self._retention = retention

    def end(self, room: Room, session_id: str, end: RecordingEndIn) -> RecordingReceipt:
        """The PC has sent what it has. The same again gets the same answer.

        Of what was destroyed by decision nothing changes any more, whatever the PC says.

        Raises:
            Rejected: not_found; recording_refused for another seal than the one that is right.
            OSError: the disk refuses.
        """
        authority = self._authority()
        with self._database.write() as session:
            check_took_part(session, room, session_id)
            row = find_recording(session, session_id, room.room_id)
            rows = parts_of(session, session_id, room.room_id)
            if purged_at(session, session_id) is not None:
                return self._receipt(
                    session, row or self._new_row(room, session_id), rows, authority
                )
            if row is None:
                row = self._new_row(room, session_id)
                session.add(row)
            if end.seal != row.seal and self._is_right(row, rows, authority):
                raise Rejected(ProblemCode.RECORDING_REFUSED, detail=OTHER_SEAL)
            row.seal, row.has_key = end.seal, end.has_key
            row.told = {"parts": [one.model_dump() for one in end.parts]}
            receipt = self._receipt(session, row, rows, authority)
            digest = _digest(receipt)
            if digest != row.digest:
                row.digest, row.received_at = digest, receipt.told_at
                receipt = receipt.model_copy(update={"received_at": row.received_at})
                self._note(session, room, session_id, receipt)
        if receipt.seal == RIGHT_SEAL:
            self._files.keep_small(seal_name(room.room_id, session_id), end.seal.encode())
        return receipt

    def receipt(self, room: Room, session_id: str) -> RecordingReceipt:
        """As it stands now.

        Raises:
            Rejected: not_found, also before the end was handed in.
        """
        authority = self._authority()
        with self._database.read() as session:
            check_took_part(session, room, session_id)
            row = find_recording(session, session_id, room.room_id)
            if row is None:
                raise Rejected(ProblemCode.NOT_FOUND)
            rows = parts_of(session, session_id, room.room_id)
            return self._receipt(session, row, rows, authority)

    def _receipt(
        self,
        session: DatabaseSession,
        row: RecordingRow,
        rows: Sequence[RecordingPartRow],
        authority: bytes | None,
    ) -> RecordingReceipt:
        now = self._clock.now()
        told = receipt_of(row, rows, authority, now)
        decided_at = purged_at(session, row.session_id)
        keeping = keeping_at(session, row.session_id, self._retention(), now)
        is_clear = keeping is not None and not keeping.is_to_confirm
        return told.model_copy(
            update={
                "is_held": find_hold(session, row.session_id) is not None,
                "is_whole": told.is_whole and decided_at is None,
                "retention": "" if keeping is None else keeping.retention.value,
                "purge_after": keeping.purge_after if keeping and is_clear else None,
                "purged_at": decided_at,
            }
        )

    def _new_row(self, room: Room, session_id: str) -> RecordingRow:
        return RecordingRow(
            session_id=session_id,
            room_id=room.room_id,
            site_id=room.site_id,
            told={"parts": []},
            seal="",
            has_key=True,
            digest="",
            received_at=self._clock.now(),
        )

    def _is_right(
        self, row: RecordingRow, rows: Sequence[RecordingPartRow], authority: bytes | None
    ) -> bool:
        if not row.seal:
            return False
        seal, _ = _seal(row.seal, recorded_of(rows, row.session_id), authority)
        return seal == RIGHT_SEAL

    def _note(
        self, session: DatabaseSession, room: Room, session_id: str, receipt: RecordingReceipt
    ) -> None:
        outcome = "whole" if receipt.is_whole else "not_whole"
        entry = Entry(
            action=Action.SEND,
            actor=Actor(site_id=room.site_id, room_id=room.room_id),
            kind=RECORDING_KIND,
            subject_id=session_id,
            outcome=outcome,
        )
        note(session, self._clock.now(), entry)
        logger.info(
            "recording ended session=%s room=%s parts=%d missing=%d refused=%d seal=%s outcome=%s",
            session_id, room.room_id, len(receipt.parts), len(receipt.missing),
            len(receipt.refused), receipt.seal, outcome,
        )  # fmt: skip


def receipt_of(
    row: RecordingRow,
    rows: Sequence[RecordingPartRow],
    authority: bytes | None,
    now: datetime,
) -> RecordingReceipt:
    """What the city has of a recording, but for what it set itself. rows: as `parts_of`."""
    recorded = recorded_of(rows, row.session_id)
    here = kept(rows)
    told = {one["number"] for one in row.told["parts"]}
    missing = sorted((told | set(recorded.missing)) - {one.number for one in here})
    refused = [one for one in rows if one.state == PartState.APART]
    is_purged = any(one.state == PartState.PURGED for one in here)
    seal, sealed_by = _seal(row.seal, recorded, authority)
    return RecordingReceipt(
        session_id=row.session_id,
        site_id=row.site_id,
        room_id=row.room_id,
        received_at=row.received_at,
        told_at=now,
        parts=tuple(_received(one, part) for one, part in zip(here, recorded.parts, strict=True)),
        missing=tuple(missing),
        refused=tuple(
            RefusedPart(number=one.number, sha256=one.sha256, why=one.fault) for one in refused
        ),
        gaps=tuple(
            RecordingGap(from_at=begin, until_at=end, why=why)
            for begin, end, why in gaps(recorded.parts)
        ),
        is_closed=recorded.is_closed,
        is_whole=recorded.is_whole and not (missing or refused or is_purged),
        seal=seal,
        sealed_by=sealed_by,
        has_key=row.has_key,
    )


def _received(row: RecordingPartRow, part: RecordedPart) -> ReceivedPart:
    if part.head is None:
        raise AssertionError("a part without a head is never kept")
    return ReceivedPart(
        number=row.number,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        began_at=part.head.began_at,
        ms=part.ms,
        end=part.end,
        fault=row.state if row.state in _LOST else part.fault,
    )


def _seal(text: str, recorded: Recorded, authority: bytes | None) -> tuple[str, str]:
    """Its word, and the PC that its certificate names."""
    if not text:
        return NO_SEAL, ""
    look = look_at(text.encode(), _by_its_end(recorded), authority=authority)
    return look.fault or RIGHT_SEAL, look.room_id


def _by_its_end(recorded: Recorded) -> Recorded:
    """What the seal is of: the last part, whatever is missing before it."""
    last = recorded.parts[-1:]
    if last and last[0].fault is PartFault.UNLINKED:
        return replace(recorded, parts=(*recorded.parts[:-1], replace(last[0], fault=None)))
    return recorded


def _digest(receipt: RecordingReceipt) -> str:
    """Of all that it says but the hour, and what the city sets."""
    said = receipt.model_dump(mode="json", exclude=_BY_THE_CITY)
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
