"""Recordings at a city in memory: it looks at hashes and numbers, and believes the rest."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol, TypeVar

from desktop.contract.problem import ProblemCode
from desktop.contract.recording import (
    PartProgress,
    ReceivedPart,
    RecordingEndIn,
    RecordingReceipt,
    RefusedPart,
)
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.receipt import NO_SEAL, RIGHT_SEAL
from desktop.sync.http.city_api import PartAddress

T = TypeVar("T")
RECEIVED_AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Answering(Protocol):
    """As FakeCityApi answers, or is out of reach."""

    def __call__(self, name: str, work: Callable[[], T]) -> T: ...


class FakeRecordings:
    """RecordingsApi. answer: lets a call through, or not.

    sessions: of which this PC may send; None: of all. refuses: hashes that do not check. loses:
    numbers whose bytes are gone at the end. seal: what is said of one that is handed in.
    told_after_s: how long behind the receipt it is now. purged_at: since when two people let all
    be destroyed. begun, whole: bytes by part.
    """

    def __init__(
        self,
        room: Callable[[str], SiteId],
        answer: Answering,
    ) -> None:
        self._room = room
        self._answer = answer
        self.sessions: set[str] | None = None
        self.refuses: set[str] = set()
        self.seal = RIGHT_SEAL
        self.is_held = False
        self.told_after_s = 0.0
        self.purged_at: datetime | None = None
        self.loses: set[int] = set()
        self.failures: list[ProblemCode] = []
        self.begun: dict[PartAddress, bytes] = {}
        self.whole: dict[PartAddress, bytes] = {}
        self.apart: set[PartAddress] = set()
        self.ends: list[tuple[SessionId, RecordingEndIn]] = []

    def progress(self, room_token: str, part: PartAddress) -> PartProgress:
        return self._answer("recording_progress", lambda: self._progress(room_token, part))

    def append(
        self, room_token: str, part: PartAddress, *, offset: int, total_bytes: int, data: bytes
    ) -> PartProgress:
        return self._answer(
            "append_recording", lambda: self._append(room_token, part, offset, total_bytes, data)
        )

    def end(self, room_token: str, session_id: SessionId, end: RecordingEndIn) -> RecordingReceipt:
        return self._answer("end_recording", lambda: self._end(room_token, session_id, end))

    def receipt(self, room_token: str, session_id: SessionId) -> RecordingReceipt:
        return self._answer("recording_receipt", lambda: self._receipt(room_token, session_id))

    def _check(self, room_token: str, session_id: str) -> None:
        self._room(room_token)
        if self.sessions is not None and session_id not in self.sessions:
            raise ProtocolError(ProblemCode.NOT_FOUND)
        if self.failures:
            raise ProtocolError(self.failures.pop(0))

    def _progress(self, room_token: str, part: PartAddress) -> PartProgress:
        self._check(room_token, part.session_id)
        if part in self.apart or self.purged_at is not None:
            why = "broken" if part in self.apart else "purged"
            return PartProgress(offset=0, is_complete=False, refused=why)
        whole = self.whole.get(part)
        if whole is not None:
            return PartProgress(offset=len(whole), is_complete=True)
        return PartProgress(offset=len(self.begun.get(part, b"")), is_complete=False)

    def _append(
        self, room_token: str, part: PartAddress, offset: int, total_bytes: int, data: bytes
    ) -> PartProgress:
        self._check(room_token, part.session_id)
        begun = self.begun.get(part, b"")
        if self.purged_at is not None:
            raise ProtocolError(ProblemCode.RECORDING_REFUSED)
        if part in self.whole:
            return PartProgress(offset=total_bytes, is_complete=True)
        if offset != len(begun):
            raise ProtocolError(ProblemCode.CONFLICT)
        self.begun[part] = begun = begun + data
        if len(begun) < total_bytes:
            return PartProgress(offset=len(begun), is_complete=False)
        del self.begun[part]
        if sha256(begun).hexdigest() != part.sha256:
            raise ProtocolError(ProblemCode.HASH_MISMATCH)
        if part.sha256 in self.refuses:
            self.apart.add(part)
            raise ProtocolError(ProblemCode.RECORDING_REFUSED)
        self.whole[part] = begun
        return PartProgress(offset=len(begun), is_complete=True)

    def _end(self, room_token: str, session_id: SessionId, end: RecordingEndIn) -> RecordingReceipt:
        self._check(room_token, session_id)
        self.ends.append((session_id, end))
        self.whole = {
            part: data for part, data in self.whole.items() if part.number not in self.loses
        }
        return self._told(session_id, end)

    def _receipt(self, room_token: str, session_id: SessionId) -> RecordingReceipt:
        self._check(room_token, session_id)
        for told, end in reversed(self.ends):
            if told == session_id:
                return self._told(session_id, end)
        raise ProtocolError(ProblemCode.NOT_FOUND)

    def _told(self, session_id: SessionId, end: RecordingEndIn) -> RecordingReceipt:
        here = {part.number: part for part in self.whole if part.session_id == session_id}
        missing = tuple(part.number for part in end.parts if part.number not in here)
        refused = tuple(
            RefusedPart(number=part.number, sha256=part.sha256, why="broken")
            for part in self.apart
            if part.session_id == session_id
        )
        return RecordingReceipt(
            session_id=session_id,
            site_id="site",
            room_id="room",
            received_at=RECEIVED_AT,
            told_at=RECEIVED_AT + timedelta(seconds=self.told_after_s),
            parts=tuple(
                ReceivedPart(
                    number=number,
                    sha256=part.sha256,
                    size_bytes=len(self.whole[part]),
                    began_at=RECEIVED_AT,
                    ms=1_000,
                )
                for number, part in sorted(here.items())
            ),
            missing=missing,
            refused=refused,
            is_closed=bool(end.seal),
            is_whole=bool(end.seal) and not (missing or refused or self.purged_at),
            seal=self.seal if end.seal else NO_SEAL,
            has_key=end.has_key,
            is_held=self.is_held,
            purged_at=self.purged_at,
        )
