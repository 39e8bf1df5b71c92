"""Steps of a rehearsal about minutes, papers and the city server."""

import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from desktop.app.practice.server import PracticeServer
from desktop.app.rehearsal.room import RehearsalRoom
from desktop.domain.clock import Clock
from desktop.domain.conduct.live_session import OpenLine
from desktop.domain.errors import StorageError
from desktop.domain.ids import MinuteLineId, SessionId, new_id
from desktop.domain.papers.paper import Paper
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.sync.operation import RecordStorage

LINE_LIMIT_S = 5.0
PAPER_LIMIT_S = 30.0
RECOVERY_LIMIT_S = 30.0
SERVER_DOWN_S = 2.0
LINES_ONLINE = 5
LINES_OFFLINE = 5
PREVIEW_WIDTH = 400
PAPER_PADDING_BYTES = 3 * 1024 * 1024
_PDF_HEAD = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
"""
_PDF_TAIL = b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class RecordActs:
    """The first room writes and sends; every other room must read the same."""

    def __init__(
        self,
        *,
        rooms: tuple[RehearsalRoom, ...],
        session_id: SessionId,
        server: PracticeServer,
        clock: Clock,
    ) -> None:
        self._writer, *self._readers = rooms
        self._session_id = session_id
        self._server = server
        self._clock = clock
        self._acknowledged: dict[MinuteLineId, str] = {}

    def write_lines(self) -> tuple[float | None, float | None]:
        """Type and keep some lines.

        Returns seconds until every other room had the typed hint, and the kept line; the worst.
        """
        hints: list[float | None] = []
        lines: list[float | None] = []
        for number in range(LINES_ONLINE):
            line = self._new_line(f"Dòng diễn tập thứ {number + 1}.")
            began_s = self._clock.monotonic()
            self._writer.desk.channel.type_line(_as_typed(line))
            hints.append(self._all_have(partial(_has_hint, line.id), began_s))
            began_s = self._clock.monotonic()
            self._keep(line)
            lines.append(self._all_have(partial(self._has_line, line.id), began_s))
        return _worst(hints), _worst(lines)

    def send_paper(self, scratch: Path) -> bool:
        """Take in a paper and open it everywhere; whether every room has the same bytes."""
        path = scratch / "rehearsal.pdf"
        padding = b"%" + os.urandom(PAPER_PADDING_BYTES).hex().encode()
        path.write_bytes(_PDF_HEAD + padding + _PDF_TAIL)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        self._writer.desk.papers.add_paper(self._session_id, path)
        return all(self._opens(room, sha256) for room in self._readers)

    def kill_server(self) -> float | None:
        """End the city server, go on writing, start it again.

        Returns seconds from its first answer until every room has every line; None: never.
        """
        self._server.hold_down()
        for number in range(LINES_OFFLINE):
            self._keep(self._new_line(f"Dòng viết khi mất máy chủ, thứ {number + 1}."))
        threading.Event().wait(SERVER_DOWN_S)
        self._server.start()
        began_s = self._clock.monotonic()
        return self._all_have(lambda room: not self._missing_in(room), began_s, RECOVERY_LIMIT_S)

    def count_lost_lines(self) -> int:
        """Lines that were acknowledged at the writer and are not the same in some other room."""
        return sum(len(self._missing_in(room)) for room in (self._writer, *self._readers))

    def _new_line(self, text: str) -> MinuteLine:
        return MinuteLine(
            id=MinuteLineId(new_id()),
            session_id=self._session_id,
            owner_site_id=self._writer.site_id,
            at=self._clock.now(),
            speaker="Công dân A",
            kind=MinuteLineKind.STATEMENT,
            text=text,
        )

    def _keep(self, line: MinuteLine) -> None:
        """Save a line and wait for the acknowledgement that the officer would see."""
        self._writer.desk.minutes.save_line(line)
        if self._writer.wait_for(partial(self._has_line, line.id, self._writer), LINE_LIMIT_S):
            self._acknowledged[line.id] = line.text

    def _has_line(self, line_id: MinuteLineId, room: RehearsalRoom) -> bool:
        lines = room.desk.minutes.lines(self._session_id)
        return any(line.id == line_id for line in lines)

    def _missing_in(self, room: RehearsalRoom) -> set[MinuteLineId]:
        found = {
            line.id: line.text
            for line in room.desk.minutes.lines(self._session_id)
            if room is not self._writer or line.storage is not RecordStorage.REFUSED
        }
        return {i for i, text in self._acknowledged.items() if found.get(i) != text}

    def _all_have(
        self,
        condition: Callable[[RehearsalRoom], bool],
        began_s: float,
        limit_s: float = LINE_LIMIT_S,
    ) -> float | None:
        """Seconds since `began_s` until the condition held in every reading room."""
        for room in self._readers:
            if room.wait_for(partial(condition, room), limit_s) is None:
                return None
        return self._clock.monotonic() - began_s

    def _opens(self, room: RehearsalRoom, sha256: str) -> bool:
        if room.wait_for(lambda: self._paper(room, sha256) is not None, PAPER_LIMIT_S) is None:
            return False
        listed = self._paper(room, sha256)
        if listed is None:
            return False
        room.desk.papers.request_preview(listed.id, 1, PREVIEW_WIDTH)
        room.wait_for(lambda: _is_local(self._paper(room, sha256)), PAPER_LIMIT_S)
        try:
            with room.desk.store.blobs.open(sha256) as original:
                return hashlib.sha256(original.read()).hexdigest() == sha256
        except StorageError:
            return False

    def _paper(self, room: RehearsalRoom, sha256: str) -> Paper | None:
        papers: Sequence[Paper] = room.desk.papers.papers(self._session_id)
        return next((paper for paper in papers if paper.sha256 == sha256), None)


def _has_hint(line_id: MinuteLineId, room: RehearsalRoom) -> bool:
    return room.has_hint(line_id)


def _as_typed(line: MinuteLine) -> OpenLine:
    return OpenLine(
        line_id=line.id,
        site_id=line.owner_site_id,
        speaker=line.speaker,
        text=line.text,
        at=line.at,
    )


def _is_local(paper: Paper | None) -> bool:
    return paper is not None and paper.is_local


def _worst(seconds: Sequence[float | None]) -> float | None:
    """The largest; None when one never happened."""
    known = [one for one in seconds if one is not None]
    return max(known) if len(known) == len(seconds) else None
