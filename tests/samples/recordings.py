"""Parts of a recording as a room writes them: heads, marks, and files of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import (
    MIX,
    PartEnd,
    PartHead,
    PieceMark,
    SiteLoss,
    head_bytes,
    mark_bytes,
    part_name,
)
from desktop.domain.recording.tape import Stretch, Tape
from desktop.files.sealed_chain import KEY_BYTES, ChainWriter

KEY = bytes(range(KEY_BYTES))
SESSION = SessionId("session-1")
SITE = SiteId("site-commune")
BEGAN_AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def a_head(number: int = 1, before: str = "", **changes: object) -> PartHead:
    values: dict[str, object] = {
        "session_id": SESSION,
        "site_id": SITE,
        "number": number,
        "began_at": BEGAN_AT + timedelta(minutes=number - 1),
        "width": 1280,
        "height": 720,
        "tracks": (MIX, SITE),
        "before": before,
    }
    return PartHead(**(values | changes))  # type: ignore[arg-type]


def write_part(  # noqa: PLR0913 - what a test may choose
    folder: Path,
    head: PartHead,
    *,
    end: PartEnd | None = PartEnd.CLOSED,
    seconds: int = 3,
    name: str = "",
    lost: tuple[SiteLoss, ...] = (),
    plain: bytes = b"",
    floor: SiteId | None = None,
    page: str = "",
) -> str:
    """A part of so many pieces of a second; end: None, as a kill leaves it. Returns its chain.

    lost: of each piece, by site; without it as versions wrote that did not count so. plain: what is
    in each of them, instead of its number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = ChainWriter(folder / (name or part_name(head.number)), key=KEY, head=head_bytes(head))
    for second in range(seconds):
        is_last = second == seconds - 1
        mark = PieceMark(
            at_ms=second * 1_000,
            span_ms=1_000,
            lost_picture_ms=sum(one.picture_ms for one in lost) if lost else 100,
            lost_sound_ms=sum(one.sound_ms for one in lost) if lost else 10,
            lost=lost,
            end=end if is_last else None,
            floor=floor,
            page=page,
        )
        writer.put(mark_bytes(mark), plain or f"second {second}".encode())
    writer.close()
    return writer.chain.hex()


A_TAPE = Tape(
    session_id=SESSION,
    stretches=(Stretch(number=1, began_at=BEGAN_AT, ms=300_000),),
    sites=(SITE,),
    pieces=300,
    is_closed=True,
    has_seal=True,
)
"""Whole, of five minutes."""
