"""The recorder: from the opening to the end of a session, in parts, sealed as they are written.

There is no key that stops it: the desk starts and ends it with the state of the session. What
cannot be written is said at once and tried anew, first as before, then as sound alone, then on the
second disk. Parts on both are one recording: their numbers and chain go on.
"""

import logging
import shutil
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from av.error import FFmpegError

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.recording.disk import SOUND_ALONE_BELOW_BYTES
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.ladder import Ladder
from desktop.domain.recording.part import (
    MIX,
    PART_SUFFIX,
    NotOfARecording,
    PartEnd,
    PartHead,
    PieceMark,
    SiteLoss,
    added,
    head_bytes,
    mark_bytes,
    part_name,
)
from desktop.files.sealed_chain import ChainBroken, ChainTorn, ChainWriter, read_pieces
from desktop.media.engine.picture import Picture
from desktop.media.engine.playout.mixer import limited
from desktop.media.engine.recorder.composer import HEIGHT, WIDTH, Composer
from desktop.media.engine.recorder.losses import Expected, Losses
from desktop.media.engine.recorder.sound_tracks import Samples, SoundTracks
from desktop.media.engine.recorder.webm_part import FPS, WebmPart
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES, Block
from desktop.media.pipe.commands import PagePicture, RecordPage, RecordSession
from desktop.media.pipe.events import EngineEvent

PIECE_S: Final = 1.0
FIRST_PIECE_S: Final = 0.5
"""Of a part: the sooner something of it is on the disk, the less a second fault can take."""
PART_S: Final = 300.0
SLACK_S: Final = 0.25
"""Sound is written so much later than it came, so that what comes unevenly has its place."""
AGAIN_S: Final = 1.0
STOP_LIMIT_S: Final = 5.0

_CLOCK_TEXT = "%d/%m/%Y %H:%M:%S"
_VIETNAM = timedelta(hours=7)
_PACKET_BLOCKS = 2

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Sums:
    """Of all parts since `begin`."""

    written_bytes: int = 0
    recorded_s: float = 0.0
    lost: tuple[SiteLoss, ...] = ()


@dataclass(slots=True)
class _Part:
    """One that is being written. began_s: monotonic."""

    number: int
    webm: WebmPart
    chain: ChainWriter
    began_s: float
    losses: Losses
    frames: int = 0
    samples: int = 0
    sealed_s: float = 0.0


@dataclass(slots=True)
class _Run:
    """One recording, from an order to its end. why: it ends; None: it goes on.

    former: threads of those before it that may still be writing their last part.
    """

    order: RecordSession
    tracks: SoundTracks
    former: tuple[threading.Thread, ...]
    why: PartEnd | None = None
    wake: threading.Event = field(default_factory=threading.Event)


class Recorder:
    """Thread: `hear`, `see` and notes any; `begin`, `end` devices; it works on `recorder`.

    tell: hears RecordingTold about once a second.
    """

    def __init__(
        self, *, clock: Clock, tell: Callable[[EngineEvent], None], font_path: Path | None
    ) -> None:
        self._clock = clock
        self._tell = tell
        self._font_path = font_path
        self._order: RecordSession | None = None
        self._pictures: dict[SiteId, Picture] = {}
        self._tracks: SoundTracks | None = None
        self._run: _Run | None = None
        self._thread: threading.Thread | None = None
        self._late: tuple[threading.Thread, ...] = ()
        self._main: SiteId | None = None
        self._page: RecordPage | None = None
        self._expected = Expected(clock)

    # ---- what comes ----------------------------------------------------------------------------

    def hear(self, site_id: SiteId | None, block: Block) -> None:
        """10 ms of sound of a site, None: of this room."""
        order = self._order
        if order is not None and not order.is_elsewhere:
            self._put(order.own_site_id if site_id is None else site_id, block)

    def see(self, site_id: SiteId | None, picture: Picture) -> None:
        """The newest picture of a site, None: of this room."""
        order = self._order
        if order is not None and not order.is_elsewhere:
            self._pictures[order.own_site_id if site_id is None else site_id] = picture

    def hear_elsewhere(self, block: Block) -> None:
        """10 ms of the line input: all that is heard on the platform of somebody else."""
        order = self._order
        if order is not None and order.is_elsewhere:
            self._put(order.own_site_id, block)

    def see_elsewhere(self, picture: Picture) -> None:
        """The newest picture of the capture card."""
        order = self._order
        if order is not None and order.is_elsewhere:
            self._pictures[order.own_site_id] = picture

    def note_line(self, site_id: SiteId, state: PeerState) -> None:
        """The line to another site has another state."""
        self._expected.note_line(site_id, state)

    def note_heard(self, site_ids: Collection[SiteId]) -> None:
        """Which other sites are to be heard here now."""
        self._expected.note_heard(site_ids)

    def show_page(self, shown: RecordPage) -> None:
        """Another page is on the stage of a session, or none is."""
        self._page = shown

    def _put(self, site_id: SiteId, block: Block) -> None:
        tracks = self._tracks
        if tracks is not None:
            tracks.put(site_id, block, self._clock.monotonic())

    # ---- orders --------------------------------------------------------------------------------

    def begin(self, order: RecordSession) -> None:
        """Record from now on; the same order again changes who is large, and nothing else."""
        self._main = order.main_site_id
        running = self._order
        if running is not None and _is_same(running, order):
            return
        self.end(PartEnd.LENGTH)
        self._order = order
        self._pictures = {}
        self._tracks = SoundTracks([site_id for site_id, _ in order.names])
        self._run = _Run(order=order, tracks=self._tracks, former=self._late)
        self._thread = threading.Thread(
            target=self._record, args=(self._run,), name="recorder", daemon=True
        )
        self._thread.start()

    def end(self, why: PartEnd) -> None:
        """Seal what is there and stop. Waits until it is on the disk, bounded. Idempotent.

        What is late goes on to its end, and whoever records next waits for it: never do two write.
        """
        run, thread = self._run, self._thread
        if run is not None and thread is not None:
            run.why = why
            run.wake.set()
            thread.join(STOP_LIMIT_S)
            if thread.is_alive():
                logger.warning("recorder late to end limit_s=%.0f", STOP_LIMIT_S)
            self._late = _alive((*self._late, thread))
        self._order = self._tracks = self._run = self._thread = None

    # ---- the thread ----------------------------------------------------------------------------

    def _record(self, run: _Run) -> None:
        order = run.order
        work = _Work(
            order=order,
            tracks=run.tracks,
            clock=self._clock,
            composer=Composer(names=dict(order.names), font_path=self._font_path),
            tell=self._tell,
            expected=self._expected,
        )
        while (late := _alive(run.former)) and run.why is None:
            late[0].join(AGAIN_S)
            if late[0].is_alive():
                work.tell_waiting()
        while (why := run.why) is None:
            work.page, work.floor = self._page_of(order), self._main
            wait_s = work.step(self._pictures, self._large(order))
            run.wake.wait(wait_s)
        work.end(why)

    def _large(self, order: RecordSession) -> SiteId:
        """Who has the floor; of a session elsewhere there is one picture, of whoever speaks."""
        main = None if order.is_elsewhere else self._main
        return main or order.own_site_id

    def _page_of(self, order: RecordSession) -> PagePicture | None:
        shown = self._page
        is_its = shown is not None and shown.session_id == order.session_id
        return shown.page if shown is not None and is_its else None


class _Work:
    """What the thread does, step by step. Thread: recorder.

    page: on the stage, if one is. floor: who has it, if somebody does.
    """

    def __init__(
        self,
        *,
        order: RecordSession,
        tracks: SoundTracks,
        clock: Clock,
        composer: Composer,
        tell: Callable[[EngineEvent], None],
        expected: Expected,
    ) -> None:
        self._order = order
        self._expected = expected
        self._tracks = tracks
        self._clock = clock
        self._composer = composer
        self._tell = tell
        roots = (order.folder, *filter(None, (order.second_folder,)))
        self._folders = tuple(root / order.session_id for root in roots)
        self._ladder = Ladder(len(roots))
        self._sums = _Sums()
        self._part: _Part | None = None
        self._retry_s = 0.0
        self._newest = (order.after_part, "")
        self.page: PagePicture | None = None
        self.floor: SiteId | None = None

    def step(self, pictures: Mapping[SiteId, Picture], main: SiteId) -> float:
        """Record what came since; returns how long to wait until the next picture."""
        now_s = self._clock.monotonic()
        if self._part is None and now_s >= self._retry_s:
            self._open(now_s)
        part = self._part
        if part is None:
            return AGAIN_S / 4
        try:
            self._add_picture(part, pictures, main, now_s)
            self._add_sound(part, now_s, until_s=now_s - SLACK_S)
            is_first = part.sealed_s == 0.0
            if now_s - part.began_s - part.sealed_s >= (FIRST_PIECE_S if is_first else PIECE_S):
                self._seal(part, now_s, None)
            if now_s - part.began_s >= PART_S:
                self._add_sound(part, now_s, until_s=now_s)  # the next part begins here
                self._close(part, now_s, PartEnd.LENGTH)
        except (OSError, FFmpegError) as error:
            self._fail(error, now_s)
            return AGAIN_S / 4
        due_s = part.began_s + (part.frames / FPS)
        return max(0.0, due_s - self._clock.monotonic())

    def tell_waiting(self) -> None:
        """Nothing can be written yet."""
        self._say(is_failing=True)

    def end(self, why: PartEnd) -> None:
        """Seal the last part."""
        part, now_s = self._part, self._clock.monotonic()
        if part is None:
            return
        try:
            self._add_sound(part, now_s, until_s=now_s)
            self._close(part, now_s, why)
        except (OSError, FFmpegError) as error:
            self._fail(error, now_s)

    # ---- parts -----------------------------------------------------------------------------------

    def _open(self, now_s: float) -> None:
        order = self._order
        webm: WebmPart | None = None
        try:
            self._ladder.look_at_room(self._is_tight)
            folder = self._folders[self._ladder.disk]
            folder.mkdir(parents=True, exist_ok=True)
            has_picture = order.has_picture and self._ladder.has_picture
            size = (WIDTH, HEIGHT) if has_picture else (0, 0)
            before = newest_of(self._folders, self._newest)
            number = before[0] + 1
            sites = tuple(site_id for site_id, _ in order.names)
            head = PartHead(
                session_id=order.session_id,
                site_id=order.own_site_id,
                number=number,
                began_at=self._city_now(),
                width=size[0],
                height=size[1],
                tracks=(MIX, *sites),
                before=before[1],
            )
            webm = WebmPart(size=size if has_picture else None, tracks=head.tracks)
            chain = ChainWriter(folder / part_name(number), key=order.key, head=head_bytes(head))
        except (OSError, FFmpegError) as error:
            if webm is not None:
                webm.close()
            self._fail(error, now_s)
            return
        self._newest = number, ""  # as who reads a part without a piece
        losses = Losses(own=order.own_site_id, sites=sites, expected=self._expected, began_s=now_s)
        self._part = _Part(number=number, webm=webm, chain=chain, began_s=now_s, losses=losses)

    def _add_picture(
        self, part: _Part, pictures: Mapping[SiteId, Picture], main: SiteId, now_s: float
    ) -> None:
        due = int((now_s - part.began_s) * FPS)
        if due < part.frames:
            return
        if not self._order.has_picture:
            part.frames = due + 1
            return
        hour = (self._city_now() + _VIETNAM).strftime(_CLOCK_TEXT)
        self._composer.show_page(self.page)
        planes, missing = self._composer.compose(pictures, main=main, now_s=now_s, clock=hour)
        part.webm.add_picture(planes, round((now_s - part.began_s) * 1_000))
        part.losses.note_missing(missing, pictures, now_s)
        part.losses.note_late((due - part.frames) / FPS, now_s)
        part.frames = due + 1

    def _add_sound(self, part: _Part, now_s: float, *, until_s: float) -> None:
        wanted = int((until_s - part.began_s) / BLOCK_S)
        blocks = wanted - part.samples // BLOCK_SAMPLES
        blocks -= blocks % _PACKET_BLOCKS
        if blocks <= 0:
            return
        if not part.samples:
            self._tracks.begin()
        until_block = part.samples // BLOCK_SAMPLES + blocks
        taken, came = self._tracks.take(blocks, part.began_s + until_block * BLOCK_S)
        part.webm.add_sound({MIX: _mixed(taken), **taken}, part.samples)
        part.samples += blocks * BLOCK_SAMPLES
        part.losses.note_came(came, blocks, now_s)

    def _seal(self, part: _Part, now_s: float, end: PartEnd | None) -> None:
        plain = part.webm.finish() if end is not None else part.webm.take()
        if not plain and end is None:
            return
        until_s = now_s - part.began_s
        lost = part.losses.take()
        mark = PieceMark(
            at_ms=round(part.sealed_s * 1_000),
            span_ms=round((until_s - part.sealed_s) * 1_000),
            lost_picture_ms=sum(one.picture_ms for one in lost),
            lost_sound_ms=sum(one.sound_ms for one in lost),
            lost=lost,
            end=end,
            floor=self.floor,
            page="" if self.page is None else self.page.caption,
        )
        before = part.chain.written_bytes
        part.chain.put(mark_bytes(mark), plain)
        self._newest = part.number, part.chain.chain.hex()
        sums = self._sums
        sums.written_bytes += part.chain.written_bytes - before
        sums.recorded_s += until_s - part.sealed_s
        sums.lost = added(sums.lost, lost)
        part.sealed_s = until_s
        self._ladder.note_written()
        self._say(is_failing=False)

    def _close(self, part: _Part, now_s: float, why: PartEnd) -> None:
        self._part = None
        try:
            self._seal(part, now_s, why)
        finally:
            part.webm.close()
            part.chain.close()

    def _fail(self, error: Exception, now_s: float) -> None:
        logger.error("recording not written kind=%s", type(error).__name__)
        part, self._part = self._part, None
        if part is not None:
            part.webm.close()
            part.chain.close()
        self._ladder.note_failure()
        self._retry_s = now_s + AGAIN_S
        self._say(is_failing=True)

    def _say(self, *, is_failing: bool) -> None:
        sums = self._sums
        self._tell(
            RecordingTold(
                session_id=self._order.session_id,
                part=self._newest[0],
                written_bytes=sums.written_bytes,
                recorded_s=sums.recorded_s,
                has_picture=self._ladder.has_picture or not self._order.has_picture,
                lost_picture_s=sum(one.picture_ms for one in sums.lost) / 1_000,
                lost_sound_s=sum(one.sound_ms for one in sums.lost) / 1_000,
                is_failing=is_failing,
                free_bytes=self._free_bytes(),
                lost=sums.lost,
                is_on_second=self._ladder.disk > 0,
            )
        )

    def _free_bytes(self) -> int | None:
        try:
            return shutil.disk_usage(self._folders[self._ladder.disk]).free
        except OSError:
            return None

    def _is_tight(self, disk: int) -> bool | None:
        folder = self._folders[disk]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return shutil.disk_usage(folder).free < SOUND_ALONE_BELOW_BYTES
        except OSError:
            return None

    def _city_now(self) -> datetime:
        return self._clock.now() + timedelta(seconds=self._order.clock_offset_s)


def _alive(threads: Sequence[threading.Thread]) -> tuple[threading.Thread, ...]:
    return tuple(one for one in threads if one.is_alive())


def newest_of(folders: Sequence[Path], remembered: tuple[int, str]) -> tuple[int, str]:
    """Number and chain value of the newest part on any disk; 0 and "" before the first one.

    remembered: what this engine wrote last, or was told of; it counts where its disk says nothing.
    """
    newest = remembered
    for folder in folders:
        try:
            found = newest_part(folder)
        except OSError:
            continue
        if found is not None and found[0] >= newest[0]:
            newest = found
    return newest


def newest_part(folder: Path) -> tuple[int, str] | None:
    """Number and chain value of the part with the greatest number; None when there is none.

    A part that a kill has torn counts up to its last whole piece. Raises OSError.
    """
    numbers = sorted(
        int(path.stem) for path in folder.glob(f"*{PART_SUFFIX}") if path.stem.isdigit()
    )
    if not numbers:
        return None
    return numbers[-1], last_chain(folder / part_name(numbers[-1]))


def last_chain(path: Path) -> str:
    """Chain value of the last whole piece, as hexadecimal digits; "" where none can be read."""
    chain = b""
    try:
        for piece in read_pieces(path):
            chain = piece.chain
    except (ChainBroken, ChainTorn, NotOfARecording):
        pass
    return chain.hex()


def _is_same(one: RecordSession, other: RecordSession) -> bool:
    return _identity(one) == _identity(other)


def _identity(order: RecordSession) -> tuple[object, ...]:
    kinds = (order.is_elsewhere, order.has_picture)
    return (order.session_id, order.names, order.key, *kinds)


def _mixed(taken: Mapping[str, Samples]) -> Samples:
    total = np.zeros(len(next(iter(taken.values()))), np.float32)
    for samples in taken.values():
        total += samples
    return limited(total)
