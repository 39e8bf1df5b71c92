"""Recordings that are destroyed at the city: asked by one person, confirmed by another."""

import logging
from datetime import datetime
from pathlib import Path

from desktop.cityserver.recording.deciding import (
    SUBJECT,
    Decider,
    DecisionRefused,
    check_decider,
    deciding,
)
from desktop.cityserver.recording.files import RecordingFiles, folders_of
from desktop.cityserver.recording.keeping import RetentionSets, keeping_at
from desktop.cityserver.recording.taking import turn_of
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.rooms.recordings import (
    PartState,
    find_hold,
    find_purge,
    open_purges,
    parts_of,
    pcs_of,
)
from desktop.cityserver.store.tables.rooms import RecordingPurgeRow
from desktop.domain.clock import Clock
from desktop.domain.ids import UserId
from desktop.domain.recording.retention import (
    MAY_ASK,
    MAY_CONFIRM,
    Keeping,
    PurgeAsk,
    PurgeRefusal,
    ask_refusal,
    confirm_refusal,
)

logger = logging.getLogger(__name__)

NO_RECORDING = "no_recording"


class RecordingPurges:
    """Thread: any; every method waits for the disk. open_folder: of parts that still come in.

    A decision is of a session, whoever recorded it, and is written down before a byte goes: what a
    kill leaves is destroyed by the next `finish` or `sweep`. Who was refused is noted too.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        files: RecordingFiles,
        open_folder: Path,
        retention: RetentionSets,
    ) -> None:
        self._database = database
        self._clock = clock
        self._files = files
        self._open_folder = open_folder
        self._retention = retention

    def ask(self, session_id: str, by: Decider, reason: str) -> None:
        """Somebody wants them destroyed. One that has lapsed is replaced.

        Raises DecisionRefused.
        """
        now = self._clock.now()
        with deciding(self._database, Action.ASK_PURGE, session_id, by, now) as session:
            check_decider(session, session_id, by, MAY_ASK)
            keeping, row = self._keeping(session, session_id, now), find_purge(session, session_id)
            is_held = find_hold(session, session_id) is not None
            _check(ask_refusal(keeping, _asked(row), is_held=is_held, now=now), keeping)
            if row is None:
                row = RecordingPurgeRow(session_id=session_id, confirmed_by="")
                session.add(row)
            row.asked_by, row.asked_at, row.reason = by.user_id, now, reason
            row.retention = keeping.retention

    def withdraw(self, session_id: str, by: Decider) -> None:
        """What was asked is asked no more. Raises DecisionRefused."""
        now = self._clock.now()
        with deciding(self._database, Action.WITHDRAW_PURGE, session_id, by, now) as session:
            check_decider(session, session_id, by, MAY_ASK)
            row = find_purge(session, session_id)
            if row is None:
                raise DecisionRefused(PurgeRefusal.NOT_ASKED)
            if row.confirmed_at is not None:
                raise DecisionRefused(PurgeRefusal.DECIDED)
            session.delete(row)

    def confirm(self, session_id: str, by: Decider) -> int:
        """Destroy them now; how many files it was.

        Raises DecisionRefused. OSError: it is decided, and not done yet; `finish` goes on.
        """
        now = self._clock.now()
        with deciding(self._database, Action.CONFIRM_PURGE, session_id, by, now) as session:
            check_decider(session, session_id, by, MAY_CONFIRM)
            keeping, row = self._keeping(session, session_id, now), find_purge(session, session_id)
            is_held = find_hold(session, session_id) is not None
            refusal = confirm_refusal(keeping, _asked(row), by.user_id, is_held=is_held, now=now)
            _check(refusal, keeping)
            if row is None:
                raise AssertionError("what nobody asked is refused")
            row.confirmed_by, row.confirmed_at = by.user_id, now
        return self.finish(session_id)

    def finish(self, session_id: str) -> int:
        """Destroy what is left of what was decided; how many files. Held since then: nothing is.

        Raises OSError: not all of it was.
        """
        with self._database.read() as session:
            row = find_purge(session, session_id)
            is_held = find_hold(session, session_id) is not None
            if row is None or row.confirmed_at is None or is_held:
                return 0
            pcs = pcs_of(session, session_id)
        count = sum(self._destroy(room_id, session_id) for room_id in pcs)
        with self._database.write() as session:
            row = find_purge(session, session_id)
            if row is not None and row.done_at is None:
                row.done_at = self._clock.now()
                note_command(session, Action.PURGE_RECORDING, (SUBJECT, session_id))
        logger.warning("recordings destroyed session=%s files=%d", session_id, count)
        return count

    def sweep(self, now: datetime) -> int:
        """Go on with what a kill or a fault has left; how many files. Raises OSError."""
        with self._database.read() as session:
            left = open_purges(session)
        return sum(map(self.finish, left))

    def _destroy(self, room_id: str, session_id: str) -> int:
        """In the turn of those that take parts of this PC in: nothing comes between."""
        self._open_folder.mkdir(parents=True, exist_ok=True)
        with turn_of(self._open_folder, room_id):
            count = sum(map(self._files.destroy, folders_of(room_id, session_id)))
            with self._database.write() as session:
                for part in parts_of(session, session_id, room_id):
                    if part.state != PartState.APART:
                        part.state = PartState.PURGED
        return count

    def _keeping(self, session: DatabaseSession, session_id: str, now: datetime) -> Keeping:
        keeping = keeping_at(session, session_id, self._retention(), now)
        if keeping is None:
            raise DecisionRefused(NO_RECORDING)
        return keeping


def _asked(row: RecordingPurgeRow | None) -> PurgeAsk | None:
    if row is None:
        return None
    return PurgeAsk(
        asked_by=UserId(row.asked_by), asked_at=row.asked_at, confirmed_at=row.confirmed_at
    )


def _check(refusal: PurgeRefusal | None, keeping: Keeping) -> None:
    if refusal is not None:
        raise DecisionRefused(refusal, keeping.purge_after)
