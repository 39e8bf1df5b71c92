"""Makes sealed copies of recordings: opened part by part in memory, signed with this PC's key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import part_name
from desktop.domain.recording.sealed_copy import CopiedPart, CopyStatement
from desktop.forms.pdf.code_modules import code_png
from desktop.presenters.services.recording import CopyOrder
from desktop.recordings.reading import open_part
from desktop.recordings.sealed_copy import write_copy
from desktop.recordings.sealing import RoomSigner


class KeyGone(Exception):
    """Nobody can open the recording here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMaker:
    """folders: below which recordings lie, the first disk first. Thread: one at a time.

    key: of one, None where it is gone. city_now: the hour by the city's clock.
    """

    folders: Sequence[Path]
    site_id: SiteId
    key: Callable[[SessionId], bytes | None]
    signer: RoomSigner
    city_now: Callable[[], datetime]

    def make(self, order: CopyOrder, made_by: str) -> str:
        """Write it; returns its code.

        Raises KeyGone; OSError, ChainBroken: a part cannot be read, or is not what was written;
        StorageError, TimeoutError: the PC's key.
        """
        key = self.key(order.session_id)
        if key is None:
            raise KeyGone
        found = key
        statement = CopyStatement(
            session_id=order.session_id,
            site_id=self.site_id,
            decision=order.decision,
            made_at=self.city_now(),
            made_by=made_by,
            parts=tuple(
                CopiedPart(
                    name=f"phan-{one.number:04d}.webm",
                    number=one.number,
                    began_at=one.began_at,
                    ms=one.ms,
                    sha256="",
                )
                for one in order.parts
            ),
            left_out=order.left_out,
        )
        return write_copy(
            order.path,
            statement,
            open_part=lambda part: open_part(self._path(order.session_id, part.number), found),
            signer=self.signer,
            draw_code=code_png,
        )

    def _path(self, session_id: SessionId, number: int) -> Path:
        """On the first disk that has it."""
        paths = [root / session_id / part_name(number) for root in self.folders]
        return next((path for path in paths if path.exists()), paths[0])
