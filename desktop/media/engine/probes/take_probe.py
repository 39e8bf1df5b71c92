"""Ghi thử: ten seconds of this room into a file, back out of its loudspeaker, and deleted."""

import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from desktop.domain.clock import Clock
from desktop.domain.ids import TrackId
from desktop.domain.media.call import TAKE_VIEW
from desktop.domain.room.events import TakeChanged
from desktop.domain.room.take import TAKE_FILE, TAKE_S, Take, TakeStage
from desktop.media.engine.levels import peak
from desktop.media.engine.picture import Picture, fit_picture, picture_from_frame
from desktop.media.engine.playout.mixer import limited
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block
from desktop.media.pipe.events import EngineEvent

PLAY_SLACK_S = 3.0
STOP_LIMIT_S = 3.0
TELL_S = 0.5
STEP_S = 0.05
PICTURE_EVERY_S = 0.1
MAX_WIDTH, MAX_HEIGHT = 320, 180
"""Small and few: a call goes on meanwhile, and its pictures come first."""

_MOST_BLOCKS = 300
_MOST_PICTURES = 2
_MILLISECONDS = Fraction(1, 1_000)
_OPTIONS = {"flush_packets": "1", "cluster_time_limit": "500"}

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
    """One take at a time. publish, end: of pictures of a track.

    Thread: `hear` the microphone's, `see` the camera's, `mix` the loudspeaker's; `begin` and
    `give_up` one other. Told on the thread `take`.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        tell: Callable[[EngineEvent], None],
        publish: Callable[[TrackId, None, Picture], None],
        end: Callable[[TrackId], None],
        take_s: float = TAKE_S,
    ) -> None:
        self._clock = clock
        self._tell = tell
        self._publish = publish
        self._end = end
        self._take_s = take_s
        self._given_up = threading.Event()
        self._heard: _Heard | None = None
        self._playing: _Playing | None = None
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
        if self._thread is not None and self._thread.is_alive():
            return
        self._given_up.clear()
        path = folder / TAKE_FILE
        self._thread = threading.Thread(target=self._work, args=(path,), name="take", daemon=True)
        self._thread.start()

    def give_up(self) -> None:
        """The devices go. Waits until the file is deleted. Idempotent."""
        self._given_up.set()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)

    def _work(self, path: Path) -> None:
        take = Take(stage=TakeStage.RECORDING)
        self._say(take)
        try:
            take = self._record(path, take)
            if take.stage is TakeStage.PLAYING:
                take = self._play(path, take)
        except Exception:
            logger.exception("take stopped")
            is_written = take.stage is TakeStage.PLAYING
            stage = TakeStage.NOT_PLAYED if is_written else TakeStage.NOT_WRITTEN
            take = replace(take, stage=stage)
        finally:
            self._heard = self._playing = None
            self._end(TAKE_VIEW)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        self._say(take)

    def _say(self, take: Take) -> None:
        if take.stage not in (TakeStage.RECORDING, TakeStage.PLAYING):
            logger.info("take ended stage=%s bytes=%d", take.stage.value, take.written_bytes)
        self._tell(TakeChanged(take=take))

    def _record(self, path: Path, take: Take) -> Take:
        """Until the time is over; the stage says what comes next."""
        heard = self._heard = _Heard()
        try:
            with _Writer(path, self._clock.monotonic()) as writer:
                began_s = told_s = self._clock.monotonic()
                while self._clock.monotonic() - began_s < self._take_s:
                    if self._given_up.wait(STEP_S):
                        return replace(take, stage=TakeStage.GIVEN_UP)
                    writer.write(heard)
                    take = writer.take()
                    if self._clock.monotonic() - told_s >= TELL_S:
                        told_s += TELL_S
                        self._say(take)
                self._heard = None
                writer.write(heard)
        except (FFmpegError, OSError) as error:
            logger.warning("take not written reason=%s", type(error).__name__)
            return replace(take, stage=TakeStage.NOT_WRITTEN)
        take = writer.take()
        is_written = take.written_bytes > 0 and take.recorded_s > 0.0
        return replace(take, stage=TakeStage.PLAYING if is_written else TakeStage.NOT_WRITTEN)

    def _play(self, path: Path, take: Take) -> Take:
        """From the file, not from memory."""
        try:
            playing = _Playing(_samples_of(path))
            if not len(playing.samples):
                return replace(take, stage=TakeStage.NOT_PLAYED)
            self._playing = playing
            began_s = told_s = self._clock.monotonic()
            whole_s = len(playing.samples) / SAMPLE_RATE_HZ
            with av.open(str(path)) as container:
                pictures = iter(container.decode(video=0)) if container.streams.video else iter(())
                due = next(pictures, None)
                while playing.played < len(playing.samples):
                    now_s = self._clock.monotonic() - began_s
                    if now_s > whole_s + PLAY_SLACK_S:
                        break
                    if self._given_up.wait(STEP_S):
                        return replace(take, stage=TakeStage.GIVEN_UP)
                    while due is not None and float(due.time or 0.0) <= now_s:
                        shown = picture_from_frame(due, self._clock.monotonic())
                        self._publish(TAKE_VIEW, None, shown)
                        due = next(pictures, None)
                    take = replace(take, played_s=_played_s(playing))
                    if self._clock.monotonic() - told_s >= TELL_S:
                        told_s += TELL_S
                        self._say(take)
        except (FFmpegError, OSError) as error:
            logger.warning("take not played reason=%s", type(error).__name__)
            return replace(take, stage=TakeStage.NOT_PLAYED)
        played_s = _played_s(playing)
        stage = TakeStage.DONE if played_s > 0.0 else TakeStage.NOT_PLAYED
        return replace(take, stage=stage, played_s=played_s)


class _Writer:
    """Sound and pictures into one file, flushed as they come."""

    def __init__(self, path: Path, began_s: float) -> None:
        self._path = path
        self._began_s = began_s
        self._container = av.open(str(path), "w", format="matroska", options=_OPTIONS)
        self._sound = self._container.add_stream("libopus", rate=SAMPLE_RATE_HZ, layout="mono")
        self._video = self._container.add_stream("libvpx", rate=10)
        self._video.pix_fmt = "yuv420p"
        self._video.width, self._video.height = MAX_WIDTH, MAX_HEIGHT
        self._video.time_base = _MILLISECONDS
        self._video.codec_context.time_base = _MILLISECONDS
        self._video.options = {"deadline": "realtime", "cpu-used": "16", "lag-in-frames": "0"}
        self._samples = 0
        self._pictures = 0
        self._peak = 0
        self._newest_ms = -1

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(FFmpegError, OSError):
            for stream in (self._sound, self._video):
                self._container.mux(stream.encode(None))
        self._container.close()

    def write(self, heard: _Heard) -> None:
        """What was heard and seen until now; Raises: FFmpegError, OSError."""
        for _ in range(len(heard.blocks)):
            block = heard.blocks.popleft()
            frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = SAMPLE_RATE_HZ
            frame.pts, frame.time_base = self._samples, Fraction(1, SAMPLE_RATE_HZ)
            self._container.mux(self._sound.encode(frame))
            self._samples += len(block)
            self._peak = max(self._peak, peak(block))
        for _ in range(len(heard.pictures)):
            self._write_picture(heard.pictures.popleft())

    def take(self) -> Take:
        """So far; the bytes are asked of the disk."""
        return Take(
            stage=TakeStage.RECORDING,
            written_bytes=self._path.stat().st_size,
            recorded_s=self._samples / SAMPLE_RATE_HZ,
            pictures=self._pictures,
            level_dbfs=_dbfs(self._peak),
        )

    def _write_picture(self, picture: Picture) -> None:
        at_ms = max(self._newest_ms + 1, round((picture.made_at_s - self._began_s) * 1_000))
        self._newest_ms = at_ms
        small = fit_picture(picture, MAX_WIDTH, MAX_HEIGHT)
        frame = av.VideoFrame.from_ndarray(small.planes, format="yuv420p")
        frame = frame.reformat(width=MAX_WIDTH, height=MAX_HEIGHT)
        frame.pts, frame.time_base = at_ms, _MILLISECONDS
        self._container.mux(self._video.encode(frame))
        self._pictures += 1


def _samples_of(path: Path) -> Samples:
    """All sound of a file, mono; Raises: FFmpegError, OSError."""
    parts = []
    to_mono = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            parts += [one.to_ndarray().reshape(-1) for one in to_mono.resample(frame)]
    return np.concatenate(parts) if parts else np.zeros(0, np.int16)


def _played_s(playing: _Playing) -> float:
    return min(playing.played, len(playing.samples)) / SAMPLE_RATE_HZ


def _dbfs(size: int) -> float:
    return float(max(-96.0, 20 * np.log10(size / 32_767))) if size else -96.0
