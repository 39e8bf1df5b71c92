"""Recordings of a PC whose tapes a test puts there; remembers what was asked to play."""

from dataclasses import dataclass, field

from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.recording.events import CopySealed, RecordingsChanged, TapeRead
from desktop.domain.recording.shelf import ShelvedRecording
from desktop.domain.recording.tape import Tape
from desktop.presenters.services.recording import CopyOrder, PlayOrder


@dataclass(slots=True)
class FakePlayback:
    """tapes: None, the disk refuses. played: noted and played; moved: by the same listening."""

    emit: EventSink
    tapes: dict[SessionId, Tape | None] = field(default_factory=dict)
    looked: list[SessionId] = field(default_factory=list)
    played: list[PlayOrder] = field(default_factory=list)
    moved: list[PlayOrder] = field(default_factory=list)
    shelved: dict[SessionId, ShelvedRecording] = field(default_factory=dict)
    listings: int = 0
    copied: list[CopyOrder] = field(default_factory=list)
    refuses_copies: bool = False
    stops: int = 0
    order: int = 0

    def sessions(self) -> frozenset[SessionId]:
        return frozenset(self.tapes)

    def shelf(self) -> tuple[ShelvedRecording, ...]:
        return tuple(self.shelved.get(one) or _shelved(one) for one in sorted(self.tapes))

    def list_anew(self) -> None:
        self.listings += 1

    def shelve(self, one: ShelvedRecording) -> None:
        """It lies here; a tape of nothing where a test puts none."""
        self.shelved[one.session_id] = one
        self.tapes.setdefault(one.session_id, Tape(session_id=one.session_id))
        self.emit(RecordingsChanged())

    def put(self, tape: Tape) -> None:
        self.tapes[tape.session_id] = tape
        self.emit(RecordingsChanged())

    def look(self, session_id: SessionId) -> None:
        self.looked.append(session_id)
        tape = self.tapes.get(session_id, Tape(session_id=session_id))
        self.emit(TapeRead(session_id=session_id, tape=tape))

    def play(self, order: PlayOrder) -> int:
        self.played.append(order)
        self.order += 1
        return self.order

    def move(self, order: PlayOrder) -> int:
        self.moved.append(order)
        self.order += 1
        return self.order

    def seal_copy(self, order: CopyOrder) -> None:
        self.copied.append(order)
        if self.refuses_copies:
            self.emit(ActionFailed(action="seal_copy", code="G-062", data={}))
        else:
            code = "PTCD-BN1:0123456789abcdef"
            self.emit(CopySealed(session_id=order.session_id, path=order.path, code=code))

    def stop(self) -> None:
        self.stops += 1


def _shelved(session_id: SessionId) -> ShelvedRecording:
    return ShelvedRecording(
        session_id=session_id, parts=1, size_bytes=1, missing=(), touched_at=None, has_key=True
    )
