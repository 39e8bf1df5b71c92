"""Reads the parts of a recording: checked by their chain, opened where the key is known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.ids import SessionId
from desktop.domain.recording.part import (
    PART_SUFFIX,
    NotOfARecording,
    PartHead,
    PieceMark,
    added,
    head_from,
    mark_from,
    part_name,
)
from desktop.domain.recording.recorded import (
    PartFault,
    Recorded,
    RecordedPart,
    recorded_from,
)
from desktop.files.sealed_chain import ChainBroken, ChainTorn, read_head, read_pieces

MAX_PARTS = 1_000
"""Of a session; eight hours have a hundred."""


Note = Callable[[PartHead, PieceMark], None]
"""Hears of every whole piece of a part, in their order."""


def part_paths(*folders: Path) -> list[Path]:
    """The files of the parts, in their order, whichever disk they lie on. Raises OSError."""
    found = (path for folder in folders for path in folder.glob(f"*{PART_SUFFIX}"))
    return sorted(found, key=lambda path: path.name)[:MAX_PARTS]


def read_recording(
    *folders: Path,
    key: bytes | None = None,
    note: Note | None = None,
    on_part: Callable[[], None] | None = None,
) -> Recorded:
    """What lies in the folders of one session; every byte is read and checked. Raises OSError.

    folders: on every disk, the first disk first; one at least.

    key: also opens every piece, so that a piece under a wrong key is found too. on_part: called
    behind each part.
    """
    parts: list[RecordedPart] = []
    for path in part_paths(*folders):
        part = read_part(path, key=key, note=note)
        if on_part is not None:
            on_part()
        parts.append(placed(part, parts, session_id=SessionId(folders[0].name)))
    return recorded_from(tuple(parts))


def open_part(path: Path, key: bytes) -> bytes:
    """The WebM of one part, up to its last whole piece. Raises ChainBroken, OSError."""
    return b"".join(_plain_pieces(path, key))


def _plain_pieces(path: Path, key: bytes) -> Iterator[bytes]:
    try:
        for piece in read_pieces(path, key=key):
            yield piece.plain or b""
    except ChainTorn:
        return


def read_part(path: Path, *, key: bytes | None = None, note: Note | None = None) -> RecordedPart:
    """One file by itself; what others say of its place is not looked at. Raises OSError."""
    head = _head(path)
    part = RecordedPart(name=path.name, head=head)
    if head is None:
        return replace(part, fault=PartFault.UNREADABLE)
    try:
        for piece in read_pieces(path, key=key):
            mark = mark_from(piece.mark)
            if part.end is not None:  # nothing is written behind an end
                return replace(part, fault=PartFault.BROKEN, piece=piece.number)
            if note is not None:
                note(head, mark)
            part = replace(
                part,
                ms=mark.at_ms + mark.span_ms,
                pieces=piece.number + 1,
                lost_picture_ms=part.lost_picture_ms + mark.lost_picture_ms,
                lost_sound_ms=part.lost_sound_ms + mark.lost_sound_ms,
                lost=added(part.lost, mark.lost),
                end=mark.end,
                chain=piece.chain.hex(),
            )
    except ChainTorn as torn:
        return replace(part, fault=PartFault.TORN, piece=torn.piece)
    except (ChainBroken, NotOfARecording) as broken:
        number = broken.piece if isinstance(broken, ChainBroken) else part.pieces
        return replace(part, fault=PartFault.BROKEN, piece=number)
    return part if part.end is not None else replace(part, fault=PartFault.TORN, piece=part.pieces)


def placed(
    part: RecordedPart, before: Sequence[RecordedPart], *, session_id: SessionId
) -> RecordedPart:
    """With what the parts before say of it. session_id: of which it should be."""
    head = part.head
    if head is None or part.fault is PartFault.BROKEN:
        return part
    former = next((one for one in reversed(before) if one.head is not None), None)
    is_other = (
        former is not None
        and former.head is not None
        and ((head.session_id, head.site_id) != (former.head.session_id, former.head.site_id))
    )
    if part.name != part_name(head.number) or head.session_id != session_id or is_other:
        return replace(part, fault=PartFault.MISPLACED)
    follows = former.chain if former is not None else ""
    return part if head.before == follows else replace(part, fault=PartFault.UNLINKED)


def _head(path: Path) -> PartHead | None:
    try:
        with path.open("rb") as file:
            return head_from(read_head(file))
    except (ChainBroken, NotOfARecording):
        return None
