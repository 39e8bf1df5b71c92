"""Recordings of this PC that the city has not whole, for the screen of what was not sent: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.sync.status import RecordingOnWay, RecordingWay

_TOLD_FIRST = (
    RecordingWay.SENDING,
    RecordingWay.CITY_FULL,
    RecordingWay.WAITING,
    RecordingWay.NOT_TAKEN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyRecording:
    """The city has it, and something is wrong. name: of its session, as people know it."""

    name: str
    faults: tuple[ReceiptFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingsCell:
    """way: of what is still to go, None: nothing is. left_bytes: of it; sessions: how many."""

    way: RecordingWay | None = None
    sessions: int = 0
    left_bytes: int = 0
    faulty: tuple[FaultyRecording, ...] = ()


def recordings_cell(
    recordings: Sequence[RecordingOnWay], names: Mapping[SessionId, str]
) -> RecordingsCell:
    """All of them together. names: of sessions that this desk knows."""
    left = [one for one in recordings if one.way is not RecordingWay.FAULTY]
    ways = {one.way for one in left}
    return RecordingsCell(
        way=next((way for way in _TOLD_FIRST if way in ways), None),
        sessions=len(left),
        left_bytes=sum(one.size_bytes - one.sent_bytes for one in left),
        faulty=tuple(
            FaultyRecording(
                name=names.get(one.session_id, one.session_id),
                faults=tuple(map(ReceiptFault, one.faults)),
            )
            for one in recordings
            if one.way is RecordingWay.FAULTY
        ),
    )
