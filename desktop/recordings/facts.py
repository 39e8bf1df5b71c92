"""What was read in a part, as JSON: kept at the city, and in a room that let the part go."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import NotOfARecording, PartEnd, SiteLoss, head_bytes, head_from
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart, recorded_from
from desktop.files.durable import replace_file
from desktop.recordings.reading import placed, read_recording

LET_GO_NAME: Final = "at-the-city.json"
"""Beside the seal, where the parts lay."""
MAX_LET_GO_BYTES: Final = 4 * 1024 * 1024


def facts_of(part: RecordedPart) -> dict[str, Any]:
    """Everything but its name and its fault."""
    return {
        "head": None if part.head is None else head_bytes(part.head).decode(),
        "ms": part.ms,
        "pieces": part.pieces,
        "lost_picture_ms": part.lost_picture_ms,
        "lost_sound_ms": part.lost_sound_ms,
        "lost": [asdict(one) for one in part.lost],
        "end": part.end,
        "piece": part.piece,
        "chain": part.chain,
    }


def part_from(name: str, facts: dict[str, Any], fault: str | None) -> RecordedPart:
    """Raises: NotOfARecording, KeyError, TypeError, ValueError."""
    return RecordedPart(
        name=name,
        head=None if facts["head"] is None else head_from(facts["head"].encode()),
        ms=int(facts["ms"]),
        pieces=int(facts["pieces"]),
        lost_picture_ms=int(facts["lost_picture_ms"]),
        lost_sound_ms=int(facts["lost_sound_ms"]),
        lost=tuple(
            SiteLoss(
                site_id=SiteId(str(one["site_id"])),
                picture_ms=int(one["picture_ms"]),
                sound_ms=int(one["sound_ms"]),
            )
            for one in facts["lost"]
        ),
        end=None if facts["end"] is None else PartEnd(facts["end"]),
        fault=PartFault(fault) if fault else None,
        piece=facts["piece"],
        chain=str(facts["chain"]),
    )


def note_let_go(folder: Path, recorded: Recorded) -> None:
    """Write down what lies here, so that minutes can still tell of it. Raises OSError."""
    told = [{**facts_of(part), "name": part.name, "fault": part.fault} for part in recorded.parts]
    replace_file(folder / LET_GO_NAME, json.dumps({"parts": told}, indent=1).encode())


def told_recording(*folders: Path) -> Recorded:
    """What lies here, read and checked; where it was let go, what was read then. Raises OSError.

    folders: of one session, on every disk.
    """
    recorded = read_recording(*folders)
    if recorded.parts:
        return recorded
    return next((told for one in folders if (told := _let_go(one)).parts), recorded)


def _let_go(folder: Path) -> Recorded:
    try:
        with (folder / LET_GO_NAME).open("rb") as file:
            told = json.loads(file.read(MAX_LET_GO_BYTES))
        parts: list[RecordedPart] = []
        for one in told["parts"]:
            part = part_from(str(one["name"]), one, one["fault"])
            bare = replace(part, fault=None) if part.fault is PartFault.UNLINKED else part
            parts.append(placed(bare, parts, session_id=SessionId(folder.name)))
        return recorded_from(tuple(parts))
    except (FileNotFoundError, NotOfARecording, ValueError, KeyError, TypeError):
        return recorded_from(())
