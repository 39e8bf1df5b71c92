"""Ghi thử: ten seconds of this room into a file, back out of its loudspeaker, and deleted.

Written as a session is: the same encoder, sealed by a key that nobody keeps, on the disk piece by
piece. Nothing of the room ever lies there in the clear.
"""

import contextlib
import io
import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from desktop.domain.clock import Clock
from desktop.domain.media.call import TAKE_VIEW
from desktop.domain.room.events import TakeChanged
from desktop.domain.room.take import TAKE_FILE, TAKE_S, Take, TakeStage
from desktop.files.sealed_chain import (
    KEY_BYTES,
    ChainBroken,
    ChainTorn,
    ChainWriter,
    read_pieces,
)
from desktop.media.engine.levels import peak
from desktop.media.engine.picture import Picture, fit_picture, picture_from_frame
from desktop.media.engine.playout.mixer import limited
from desktop.media.engine.publisher import PicturesOut
from desktop.media.engine.recorder.webm_part import WebmPart
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block
from desktop.media.pipe.events import EngineEvent

PLAY_SLACK_S = 3.0
STOP_LIMIT_S = 3.0
TELL_S = 0.5
STEP_S = 0.05
PICTURE_EVERY_S = 0.1
MAX_WIDTH, MAX_HEIGHT = 320, 180
"""Small and few: a call goes on meanwhile, and its pictures come first."""
PIECE_S = 1.0

_TRACK = "room"
_MOST_BLOCKS = 300
_MOST_PICTURES = 2
_OTHER_LIMIT_S = 30.0

logger = logging.getLogger(__name__)

Samples = NDArray[np.int16]


@dataclass(slots=True)
class _Playing:
    """samples: all of them; played: so many were handed to the loudspeaker."""

    samples: Samples
    played: int = 0


@dataclass(slots=True)
class _Heard:
    """What microphone and camera gave and nobody wrote yet; what is too much is dropped."""

    blocks: deque[Block] = field(default_factory=lambda: deque(maxlen=_MOST_BLOCKS))
    pictures: deque[Picture] = field(default_factory=lambda: deque(maxlen=_MOST_PICTURES))
    newest_s: float = float("-inf")


class TakeProbe:
    """One take at a time.

    Thread: `hear` the microphone's, `see` the camera's, `mix` the loudspeaker's; `begin` and
    `give_up` one other; `run` any that may wait. Told on the thread `take`.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        tell: Callable[[EngineEvent], None],
        pictures: PicturesOut,
        take_s: float = TAKE_S,
    ) -> None:
        self._clock = clock
        self._tell = tell
        self._pictures = pictures
        self._take_s = take_s
        self._given_up = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._heard: _Heard | None = None
        self._playing: _Playing | None = None
        self._is_running = False
        self._thread: threading.Thread | None = None

    # ---- sound and pictures --------------------------------------------------------------------

    def hear(self, block: Block) -> None:
        """A block of the room's sound, muted or not."""
        heard = self._heard
        if heard is not None:
            heard.blocks.append(block.copy())

    def see(self, picture: Picture) -> None:
        """A picture of the room."""
        heard = self._heard
        if heard is not None and picture.made_at_s - heard.newest_s >= PICTURE_EVERY_S:
            heard.newest_s = picture.made_at_s
            heard.pictures.append(picture)

    def mix(self, block: Block) -> Block:
        """With the take, while it is played."""
        playing = self._playing
        if playing is None:
            return block
        at, playing.played = playing.played, playing.played + BLOCK_SAMPLES
        own = playing.samples[at : at + BLOCK_SAMPLES]
        if len(own) == 0:
            return block
        total = block.astype(np.float32)
        total[: len(own)] += own
        return limited(total)

    # ---- the take ------------------------------------------------------------------------------

    def begin(self, folder: Path) -> None:
        """Record and play; one that runs is not disturbed. folder: where recordings go."""
        if self._is_running:
            return
        self._is_running = True
        self._given_up.clear()
        self._thread = threading.Thread(
            target=self._work, args=(folder / TAKE_FILE,), name="take", daemon=True
        )
        self._thread.start()

    def give_up(self) -> None:
        """The devices go. Waits until the file is deleted. Idempotent. Not for `run`."""
        self._given_up.set()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)

    def run(
        self, folder: Path, given_up: threading.Event, may_play: Callable[[], object]
    ) -> Take | None:
        """The same for a room check: nothing is shown or told. None: another one goes on for long.

        given_up: ends it early. may_play: waits until the loudspeaker is free.
        """
        if not self._one_at_a_time.acquire(timeout=_OTHER_LIMIT_S):
            return None
        try:
            return self._make(_Making(folder / TAKE_FILE, given_up, may_play=may_play))
        finally:
            self._one_at_a_time.release()

    def _work(self, path: Path) -> None:
        try:
            take = self._shown(path)
        finally:
            self._is_running = False  # who hears the word may begin another one at once
        self._say(take)

    def _shown(self, path: Path) -> Take:
        with self._one_at_a_time:
            making = _Making(
                path,
                self._given_up,
                say=self._say,
                show=partial(self._pictures.publish, TAKE_VIEW, None),
            )
            self._say(Take(stage=TakeStage.RECORDING))
            take = self._make(making)
            self._pictures.end(TAKE_VIEW)
        return take

    def _say(self, take: Take) -> None:
        self._tell(TakeChanged(take=take))

    def _make(self, making: "_Making") -> Take:
        """To its end, whatever comes; the file is deleted."""
        take = Take(stage=TakeStage.RECORDING)
        try:
            with contextlib.suppress(OSError):
                making.path.unlink(missing_ok=True)
            take = self._record(making, take)
            if take.stage is TakeStage.PLAYING:
                making.may_play()
                take = self._play(making, take)
        except Exception:
            logger.exception("take stopped")
            is_written = take.stage is TakeStage.PLAYING
            stage = TakeStage.NOT_PLAYED if is_written else TakeStage.NOT_WRITTEN
            take = replace(take, stage=stage)
        finally:
            self._heard = self._playing = None
            with contextlib.suppress(OSError):
                making.path.unlink(missing_ok=True)
        logger.info("take ended stage=%s bytes=%d", take.stage.value, take.written_bytes)
        return take

    def _record(self, making: "_Making", take: Take) -> Take:
        """Until the time is over; the stage says what comes next."""
        heard = self._heard = _Heard()
        try:
            with _Writer(making, self._clock.monotonic()) as writer:
                began_s = told_s = self._clock.monotonic()
                while (now_s := self._clock.monotonic()) - began_s < self._take_s:
                    if making.given_up.wait(STEP_S):
                        return replace(take, stage=TakeStage.GIVEN_UP)
                    writer.write(heard, now_s)
                    take = writer.take()
                    if now_s - told_s >= TELL_S:
                        told_s += TELL_S
                        making.say(take)
                self._heard = None
                writer.write(heard, now_s)
                writer.finish()
                take = writer.take()
        except (FFmpegError, OSError) as error:
            logger.warning("take not written reason=%s", type(error).__name__)
            return replace(take, stage=TakeStage.NOT_WRITTEN)
        is_written = take.written_bytes > 0 and take.recorded_s > 0.0
        return replace(take, stage=TakeStage.PLAYING if is_written else TakeStage.NOT_WRITTEN)

    def _play(self, making: "_Making", take: Take) -> Take:
        """From the file, not from memory."""
        try:
            webm = _opened(making)
            playing = _Playing(_samples_of(webm))
            if not len(playing.samples):
                return replace(take, stage=TakeStage.NOT_PLAYED)
            self._playing = playing
            began_s = told_s = self._clock.monotonic()
            whole_s = len(playing.samples) / SAMPLE_RATE_HZ
            with av.open(io.BytesIO(webm), "r") as container:
                pictures = iter(container.decode(video=0))
                due = next(pictures, None)
                while playing.played < len(playing.samples):
                    now_s = self._clock.monotonic() - began_s
                    if now_s > whole_s + PLAY_SLACK_S:
                        break
                    if making.given_up.wait(STEP_S):
                        return replace(take, stage=TakeStage.GIVEN_UP)
                    while due is not None and float(due.time or 0.0) <= now_s:
                        making.show(picture_from_frame(due, self._clock.monotonic()))
                        due = next(pictures, None)
                    take = replace(take, played_s=_played_s(playing))
                    if self._clock.monotonic() - told_s >= TELL_S:
                        told_s += TELL_S
                        making.say(take)
        except (FFmpegError, OSError, ChainBroken, ChainTorn) as error:
            logger.warning("take not played reason=%s", type(error).__name__)
            return replace(take, stage=TakeStage.NOT_PLAYED)
        played_s = _played_s(playing)
        stage = TakeStage.DONE if played_s > 0.0 else TakeStage.NOT_PLAYED
        return replace(take, stage=stage, played_s=played_s)


def _tells_nobody(_what: object) -> None:
    """A room check has its own words."""


@dataclass(frozen=True, slots=True)
class _Making:
    """One take. say, show: who hears and sees it. may_play: waits until it may be played."""

    path: Path
    given_up: threading.Event
    say: Callable[[Take], None] = _tells_nobody
    show: Callable[[Picture], None] = _tells_nobody
    may_play: Callable[[], object] = lambda: None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_BYTES), repr=False)


class _Writer:
    """Sound and pictures into one file, sealed and on the disk every second."""

    def __init__(self, making: _Making, began_s: float) -> None:
        self._began_s = self._sealed_s = began_s
        self._webm = WebmPart(size=(MAX_WIDTH, MAX_HEIGHT), tracks=(_TRACK,))
        try:
            self._chain = ChainWriter(making.path, key=making.key, head=b"")
        except OSError:
            self._webm.close()
            raise
        self._head_bytes = self._chain.written_bytes
        self._samples = 0
        self._pictures = 0
        self._peak = 0
        self._newest_ms = -1

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._webm.close()
        self._chain.close()

    def write(self, heard: _Heard, now_s: float) -> None:
        """What was heard and seen until now. Raises: FFmpegError, OSError."""
        for _ in range(len(heard.blocks)):
            block = heard.blocks.popleft()
            self._webm.add_sound({_TRACK: block}, self._samples)
            self._samples += len(block)
            self._peak = max(self._peak, peak(block))
        for _ in range(len(heard.pictures)):
            self._write_picture(heard.pictures.popleft())
        if now_s - self._sealed_s >= PIECE_S:
            self._sealed_s = now_s
            self._put(self._webm.take())

    def finish(self) -> None:
        """The rest. Raises: FFmpegError, OSError."""
        self._put(self._webm.finish())

    def take(self) -> Take:
        """So far; the bytes are those that are on the disk."""
        return Take(
            stage=TakeStage.RECORDING,
            written_bytes=self._chain.written_bytes - self._head_bytes,
            recorded_s=self._samples / SAMPLE_RATE_HZ,
            pictures=self._pictures,
            level_dbfs=_dbfs(self._peak),
        )

    def _put(self, webm: bytes) -> None:
        if webm:
            self._chain.put(b"", webm)

    def _write_picture(self, picture: Picture) -> None:
        at_ms = max(self._newest_ms + 1, round((picture.made_at_s - self._began_s) * 1_000))
        self._newest_ms = at_ms
        small = fit_picture(picture, MAX_WIDTH, MAX_HEIGHT)
        frame = av.VideoFrame.from_ndarray(small.planes, format="yuv420p")
        frame = frame.reformat(width=MAX_WIDTH, height=MAX_HEIGHT)
        self._webm.add_picture(frame.to_ndarray().astype(np.uint8, copy=False), at_ms)
        self._pictures += 1


def _opened(making: _Making) -> bytes:
    """What the disk has, opened. Raises: ChainBroken, ChainTorn, OSError."""
    return b"".join(piece.plain or b"" for piece in read_pieces(making.path, key=making.key))


def _samples_of(webm: bytes) -> Samples:
    """All sound of a part, mono. Raises: FFmpegError."""
    parts = []
    to_mono = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)
    with av.open(io.BytesIO(webm), "r") as container:
        for frame in container.decode(audio=0):
            parts += [one.to_ndarray().reshape(-1) for one in to_mono.resample(frame)]
    return np.concatenate(parts) if parts else np.zeros(0, np.int16)


def _played_s(playing: _Playing) -> float:
    return min(playing.played, len(playing.samples)) / SAMPLE_RATE_HZ


def _dbfs(size: int) -> float:
    return float(max(-96.0, 20 * np.log10(size / 32_767))) if size else -96.0
