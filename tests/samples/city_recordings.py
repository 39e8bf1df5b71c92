"""A room's recording of a session that the seeded city knows, sealed, and on its way there."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.contract.recording import EndedPart, RecordingEndIn
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import PART_SUFFIX, PartEnd, PartHead, SiteLoss
from desktop.domain.recording.seal import SEAL_NAME
from desktop.recordings.sealing import RoomSigner, seal_recording
from tests.samples.recordings import KEY, a_head, write_part

LOST = (SiteLoss(site_id=SiteId("site-hq"), picture_ms=400, sound_ms=20),)
"""Of each piece of the second part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRecording:
    """A folder of parts, as they lie in a room."""

    folder: Path
    session_id: str

    def parts(self) -> Iterator[tuple[int, bytes]]:
        """Number and bytes."""
        for path in sorted(self.folder.glob(f"*{PART_SUFFIX}")):
            yield int(path.stem), path.read_bytes()

    def path(self, number: int) -> Path:
        return self.folder / f"{number:04d}{PART_SUFFIX}"

    def end(self, *, has_key: bool = True) -> RecordingEndIn:
        """What the room hands in behind its parts."""
        seal = self.folder / SEAL_NAME
        return RecordingEndIn(
            parts=tuple(
                EndedPart(number=number, sha256=sha256_of(data), size_bytes=len(data))
                for number, data in self.parts()
            ),
            seal=seal.read_text() if seal.exists() else "",
            has_key=has_key,
        )

    def flip(self, number: int, at: int = -40) -> None:
        """A byte is changed at rest."""
        content = bytearray(self.path(number).read_bytes())
        content[at] ^= 0x40
        self.path(number).write_bytes(content)


def a_recording(
    root: Path,
    session_id: str,
    site_id: SiteId,
    *,
    signer: RoomSigner | None = None,
    plain: bytes = b"",
) -> RoomRecording:
    """Three parts: a pause after the first, a kill in the second, then the closing.

    plain: what is in each of their nine pieces.
    """
    folder = root / session_id

    def head(number: int, before: str = "") -> PartHead:
        return a_head(number, before, session_id=SessionId(session_id), site_id=site_id)

    one = write_part(folder, head(1), end=PartEnd.PAUSED, plain=plain)
    two = write_part(folder, head(2, one), end=None, plain=plain, lost=LOST)
    write_part(folder, head(3, two), end=PartEnd.CLOSED, plain=plain)
    if signer is not None:
        assert seal_recording(folder, signer, key=KEY)
    return RoomRecording(folder=folder, session_id=session_id)


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
