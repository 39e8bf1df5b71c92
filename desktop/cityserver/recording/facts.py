"""What was read in a part, as it is kept beside its hash; and all of a PC's parts together."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop.cityserver.store.rooms.recordings import PartState
from desktop.cityserver.store.tables.rooms import RecordingPartRow
from desktop.domain.ids import SessionId
from desktop.domain.recording.part import PartEnd, head_bytes, head_from, part_name
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart, recorded_from
from desktop.recordings.reading import placed


def facts_of(part: RecordedPart) -> dict[str, Any]:
    """Everything but its name and its fault, as JSON."""
    return {
        "head": None if part.head is None else head_bytes(part.head).decode(),
        "ms": part.ms,
        "pieces": part.pieces,
        "lost_picture_ms": part.lost_picture_ms,
        "lost_sound_ms": part.lost_sound_ms,
        "end": part.end,
        "piece": part.piece,
        "chain": part.chain,
    }


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
    facts = row.facts
    part = RecordedPart(
        name=part_name(row.number),
        head=None if facts["head"] is None else head_from(facts["head"].encode()),
        ms=facts["ms"],
        pieces=facts["pieces"],
        lost_picture_ms=facts["lost_picture_ms"],
        lost_sound_ms=facts["lost_sound_ms"],
        end=None if facts["end"] is None else PartEnd(facts["end"]),
        fault=PartFault(row.fault) if row.fault else None,
        piece=facts["piece"],
        chain=facts["chain"],
    )
    if row.state == PartState.DAMAGED:
        return replace(part, fault=PartFault.BROKEN)
    return part
