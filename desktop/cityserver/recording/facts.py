"""All parts of a PC's recording together, as the city keeps them."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.cityserver.store.rooms.recordings import PartState
from desktop.cityserver.store.tables.rooms import RecordingPartRow
from desktop.domain.ids import SessionId
from desktop.domain.recording.part import part_name
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart, recorded_from
from desktop.recordings.facts import part_from
from desktop.recordings.reading import placed


def recorded_of(rows: Iterable[RecordingPartRow], session_id: str) -> Recorded:
    """The recording as the city has it. rows: by number; what lies apart is left out."""
    parts: list[RecordedPart] = []
    for row in kept(rows):
        parts.append(placed(_part(row), parts, session_id=SessionId(session_id)))
    return recorded_from(tuple(parts))


def kept(rows: Iterable[RecordingPartRow]) -> list[RecordingPartRow]:
    """What is part of the recording, also where its bytes are damaged now."""
    return [row for row in rows if row.state != PartState.APART]


def _part(row: RecordingPartRow) -> RecordedPart:
    part = part_from(part_name(row.number), row.facts, row.fault)
    if row.state == PartState.DAMAGED:
        return replace(part, fault=PartFault.BROKEN)
    return part
