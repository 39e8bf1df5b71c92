"""Plays parts of a recording: opened in memory, seen through a ring, heard from the loudspeaker.

Nothing plain is written anywhere. Time is what the loudspeaker has taken: pictures follow it. A
part is read to its end and checked before its first sound, so that nothing plays of one that is
not what was written.
"""

import io
import logging
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from desktop.domain.clock import Clock
from desktop.domain.media.call import RECORDING_VIEW
from desktop.domain.recording.events import PlaybackTold
from desktop.domain.recording.part import NotOfARecording, head_from, mark_from, part_name
from desktop.domain.recording.playback import PlaybackFault, PlaybackStage
from desktop.files.sealed_chain import ChainBroken, ChainTorn, read_head, read_pieces
from desktop.media.engine.picture import picture_from_frame
from desktop.media.engine.playout.mixer import limited
from desktop.media.engine.publisher import PicturesOut
from desktop.media.engine.recorder.webm_clusters import cut_from
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block
from desktop.media.pipe.commands import PlayRecording
from desktop.media.pipe.events import EngineEvent

AHEAD_S: Final = 1.5
"""So much sound is decoded before it is heard; as long may the next part take to be opened."""
STEP_S: Final = 0.02
TELL_S: Final = 0.25
STALLED_S: Final = 5.0
"""A loudspeaker that takes nothing for so long takes nothing at all."""
MOST_COUNTED_S: Final = 0.1
"""Of the time between two looks."""
STOP_LIMIT_S: Final = 3.0
END_SLACK_MS: Final = 3_000
"""Bytes that end anywhere: what cannot be decoded so near to the end was cut by a kill."""

_PER_MS: Final = SAMPLE_RATE_HZ // 1_000

logger = logging.getLogger(__name__)

Samples = NDArray[np.int16]


class _Failed(Exception):
    def __init__(self, fault: PlaybackFault, part: int) -> None:
        super().__init__(fault)
        self.fault = fault
        self.part = part


@dataclass(frozen=True, slots=True)
class _Sound:
    """samples: mono. part, ms: where the first of them stands."""

    part: int
    ms: int
    samples: Samples


@dataclass(frozen=True, slots=True)
class _Seen:
    part: int
    ms: int
    frame: VideoFrame


class _Queue:
    """Sound on its way to the loudspeaker. Thread: `take` the loudspeaker's, `put` one other."""

    def __init__(self) -> None:
        self._waiting: deque[_Sound] = deque()
        self._used = 0
        self._put = self._taken = 0
        self.place = (0, 0)

    @property
    def waiting_s(self) -> float:
        """So much is there to be heard."""
        return (self._put - self._taken) / SAMPLE_RATE_HZ

    @property
    def taken(self) -> int:
        """Samples that the loudspeaker took."""
        return self._taken

    def put(self, sound: _Sound) -> None:
        """Behind what waits."""
        self._waiting.append(sound)
        self._put += len(sound.samples)

    def take(self) -> Samples:
        """The next 10 ms, or less where there is less."""
        got: list[Samples] = []
        lacking = BLOCK_SAMPLES
        while lacking and self._waiting:
            first = self._waiting[0]
            piece = first.samples[self._used : self._used + lacking]
            got.append(piece)
            lacking -= len(piece)
            self._used += len(piece)
            self.place = first.part, first.ms + self._used // _PER_MS
            if self._used >= len(first.samples):
                self._waiting.popleft()
                self._used = 0
        self._taken += BLOCK_SAMPLES - lacking
        return np.concatenate(got) if got else np.zeros(0, np.int16)


class Player:
    """One order at a time. on_over: a thread has ended.

    Thread: `mix` the loudspeaker's; `begin` and `give_up` devices; `make_way` any. It works, and
    tells, on `playback`.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        tell: Callable[[EngineEvent], None],
        pictures: PicturesOut,
    ) -> None:
        self._clock = clock
        self._tell = tell
        self._pictures = pictures
        self._queue: _Queue | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._is_in_the_way = False
        self._playing: PlayRecording | None = None

    # ---- sound ---------------------------------------------------------------------------------

    def mix(self, block: Block) -> Block:
        """With the recording, while one plays."""
        queue = self._queue
        own = queue.take() if queue is not None else None
        if own is None or len(own) == 0:
            return block
        total = block.astype(np.float32)
        total[: len(own)] += own
        return limited(total)

    # ---- orders --------------------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Something plays, or is being opened."""
        return self._playing is not None

    def begin(self, order: PlayRecording, on_over: Callable[[], None]) -> None:
        """Play this in place of what plays. on_over: once nothing of it is heard; thread: any."""
        self.give_up()
        self._stop, self._is_in_the_way, self._playing = threading.Event(), False, order
        self._thread = threading.Thread(
            target=self._work, args=(order, self._stop, on_over), name="playback", daemon=True
        )
        self._thread.start()

    def give_up(self) -> None:
        """Nothing is heard any more when this returns; bounded. Idempotent."""
        self._stop.set()
        self._queue = None
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_LIMIT_S)

    def make_way(self) -> None:
        """A call begins: picture and sound are its own. At once."""
        self._is_in_the_way = True
        self._queue = None
        self._stop.set()

    # ---- the thread ----------------------------------------------------------------------------

    def _work(
        self, order: PlayRecording, stop: threading.Event, on_over: Callable[[], None]
    ) -> None:
        queue = _Queue()
        queue.place = (order.parts[0], order.from_ms) if order.parts else (0, 0)
        try:
            self._say(order, PlaybackStage.OPENING, queue)
            self._play(order, queue, stop)
            if self._is_in_the_way:
                in_call = _Failed(PlaybackFault.IN_CALL, queue.place[0])
                self._say(order, PlaybackStage.FAILED, queue, in_call)
            elif not stop.is_set():
                self._say(order, PlaybackStage.ENDED, queue)
        except _Failed as failed:
            self._say(order, PlaybackStage.FAILED, queue, failed)
        except Exception:
            logger.exception("playback stopped")
            broken = _Failed(PlaybackFault.DECODER, queue.place[0])
            self._say(order, PlaybackStage.FAILED, queue, broken)
        finally:
            if self._queue is queue:
                self._queue = None
            if self._playing is order:
                self._playing = None
            self._pictures.end(RECORDING_VIEW)
            on_over()

    def _play(self, order: PlayRecording, queue: _Queue, stop: threading.Event) -> None:
        """Until all of it was heard, or nobody wants it any more. Raises _Failed."""
        pictures: deque[_Seen] = deque()
        told_s = self._clock.monotonic()
        pace = _Pace(told_s)
        with closing(_decoded(order, stop)) as decoded:
            while not stop.is_set():
                is_all = _fill(queue, pictures, decoded, stop)
                if self._queue is None and not stop.is_set():
                    self._queue = queue
                self._show(pictures, queue.place)
                if is_all and queue.waiting_s <= 0:
                    return
                now_s = self._clock.monotonic()
                if pace.stalled_s(queue, now_s) > STALLED_S:
                    raise _Failed(PlaybackFault.LOUDSPEAKER, queue.place[0])
                if now_s - told_s >= TELL_S:
                    told_s = now_s
                    self._say(order, PlaybackStage.PLAYING, queue)
                stop.wait(STEP_S)

    def _show(self, pictures: deque[_Seen], place: tuple[int, int]) -> None:
        """The newest that is due."""
        due: _Seen | None = None
        while pictures and (pictures[0].part, pictures[0].ms) <= place:
            due = pictures.popleft()
        if due is not None:
            shown = picture_from_frame(due.frame, self._clock.monotonic())
            self._pictures.publish(RECORDING_VIEW, None, shown)

    def _say(
        self,
        order: PlayRecording,
        stage: PlaybackStage,
        queue: _Queue,
        failed: _Failed | None = None,
    ) -> None:
        part, at_ms = queue.place
        if failed is not None:
            part = failed.part
            logger.warning(
                "recording not played session=%s part=%d reason=%s",
                order.session_id, part, failed.fault.value,
            )  # fmt: skip
        self._tell(
            PlaybackTold(
                session_id=order.session_id,
                order=order.order,
                stage=stage,
                part=part,
                at_ms=at_ms,
                fault=None if failed is None else failed.fault,
            )
        )


class _Pace:
    """For how long the loudspeaker has taken nothing of what was there."""

    def __init__(self, now_s: float) -> None:
        self._taken = 0
        self._looked_s = now_s
        self._still_s = 0.0

    def stalled_s(self, queue: _Queue, now_s: float) -> float:
        """A PC that is slow itself is no loudspeaker that stands still."""
        gone_s, self._looked_s = now_s - self._looked_s, now_s
        if queue.taken != self._taken or queue.waiting_s <= 0:
            self._taken, self._still_s = queue.taken, 0.0
        else:
            self._still_s += min(gone_s, MOST_COUNTED_S)
        return self._still_s


def _fill(
    queue: _Queue,
    pictures: deque[_Seen],
    decoded: "Iterator[_Sound | _Seen]",
    stop: threading.Event,
) -> bool:
    """Decode ahead of the loudspeaker; whether there is nothing more. Raises _Failed."""
    while queue.waiting_s < AHEAD_S and not stop.is_set():
        one = next(decoded, None)
        if one is None:
            return True
        if isinstance(one, _Sound):
            queue.put(one)
        else:
            pictures.append(one)
    return False


# ---- reading and decoding ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Opened:
    """webm: plain, in memory alone. ms: up to its last whole piece."""

    number: int
    webm: bytes
    ms: int
    has_picture: bool


def _decoded(order: PlayRecording, stop: threading.Event) -> Generator[_Sound | _Seen]:
    """Sound and pictures of every part, from the moment that was asked for. Raises _Failed."""
    from_ms = order.from_ms
    for number in order.parts:
        opened = _open(order, number, stop)
        if opened is None:
            return
        yield from _frames(opened, from_ms)
        from_ms = 0


def _open(order: PlayRecording, number: int, stop: threading.Event) -> _Opened | None:
    """A part, every piece of it checked; None: nobody wants it any more. Raises _Failed."""
    path = _path(order, number)
    pieces: list[bytes] = []
    ms = 0
    has_picture = False
    try:
        with path.open("rb") as file:
            head = head_from(read_head(file))
        has_picture = head.width > 0
        if (head.session_id, head.number) != (order.session_id, number):
            raise _Failed(PlaybackFault.CHAIN, number)
        for piece in read_pieces(path, key=order.key):
            mark = mark_from(piece.mark)
            pieces.append(piece.plain or b"")
            ms = mark.at_ms + mark.span_ms
            if stop.is_set():
                return None
    except ChainTorn:
        pass
    except (ChainBroken, NotOfARecording) as error:
        raise _Failed(PlaybackFault.CHAIN, number) from error
    except OSError as error:
        raise _Failed(PlaybackFault.DISK, number) from error
    return _Opened(number, b"".join(pieces), ms, has_picture=has_picture)


def _path(order: PlayRecording, number: int) -> Path:
    """On the first disk that has it."""
    first = order.folder / part_name(number)
    if order.second_folder is None or first.exists():
        return first
    return order.second_folder / part_name(number)


def _frames(opened: _Opened, from_ms: int) -> Iterator[_Sound | _Seen]:
    webm = cut_from(opened.webm, from_ms, has_picture=opened.has_picture)
    reached_ms = from_ms
    to_mono = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)
    try:
        for frame in _raw_frames(webm):
            if isinstance(frame, VideoFrame):
                yield _Seen(opened.number, _ms(frame.time), frame)
                continue
            for one in to_mono.resample(frame):
                sound = _from(opened.number, _ms(frame.time), one, from_ms)
                if len(sound.samples):
                    reached_ms = sound.ms
                    yield sound
    except (FFmpegError, IndexError) as error:
        if reached_ms < opened.ms - END_SLACK_MS:
            raise _Failed(PlaybackFault.DECODER, opened.number) from error


def _raw_frames(webm: bytes) -> Iterator[VideoFrame | av.AudioFrame]:
    """Of the first track of sound, which is the mix, and of the pictures. Raises FFmpegError."""
    with av.open(io.BytesIO(webm), "r") as container:
        has_keyframe = False
        for packet in container.demux(container.streams.audio[0], *container.streams.video[:1]):
            is_picture = packet.stream.type == "video"
            has_keyframe = has_keyframe or (is_picture and packet.is_keyframe)
            if is_picture and not has_keyframe:
                continue  # its decoder cannot begin there
            for frame in packet.decode():
                if isinstance(frame, VideoFrame | av.AudioFrame):
                    yield frame


def _ms(time_s: float | None) -> int:
    return round((time_s or 0.0) * 1_000)


def _from(number: int, ms: int, frame: av.AudioFrame, from_ms: int) -> _Sound:
    """What of it lies at or behind the moment."""
    samples: Samples = frame.to_ndarray().reshape(-1).astype(np.int16, copy=False)
    early = max(0, from_ms - ms) * _PER_MS
    return _Sound(number, max(ms, from_ms), samples[early:])
