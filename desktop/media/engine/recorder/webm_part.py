"""One part of a recording as WebM: VP8 and Opus, in bytes that are handed on as they come.

Source: what survives a kill was measured (short clusters, every packet flushed); `live`
because what was written cannot be gone back to.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import av
import numpy as np
from numpy.typing import NDArray

from desktop.media.engine.peer.aiortc.codecs.vp8 import VIDEO_CLOCK_HZ, LibvpxVp8
from desktop.media.engine.sound_block import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.stream import Stream

FPS: Final = 15
VIDEO_KBPS: Final = 700
SOUND_KBPS: Final = 32

_OPTIONS = {"cluster_time_limit": "200", "flush_packets": "1", "live": "1"}
"""The muxer holds a cluster back until it is whole: what is not yet out of it, a kill takes."""
_KEYFRAME_EVERY = 2 * FPS
_MILLISECONDS = Fraction(1, 1_000)
_SAMPLES = Fraction(1, SAMPLE_RATE_HZ)


class _Sink:
    """What the muxer writes to: forward alone."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)


class WebmPart:
    """Thread: one at a time. Raises av's FFmpegError where the libraries refuse.

    size: width and height, None for sound alone. tracks: names, the first is the default one.
    """

    def __init__(self, *, size: tuple[int, int] | None, tracks: Sequence[str]) -> None:
        self._sink = _Sink()
        self._container = av.open(self._sink, "w", format="webm", options=_OPTIONS)
        self._video: Stream | None = None
        self._encoder: LibvpxVp8 | None = None
        self._pictures = 0
        if size is not None:
            width, height = size
            stream = self._container.add_mux_stream("vp8", rate=FPS, width=width, height=height)
            stream.time_base = _MILLISECONDS
            self._video = stream
            self._encoder = LibvpxVp8(width=width, height=height, kbps=VIDEO_KBPS, drops=False)
        self._sounds: dict[str, AudioStream] = {}
        for name in tracks:
            sound = self._container.add_stream("libopus", rate=SAMPLE_RATE_HZ, layout="mono")
            sound.bit_rate = SOUND_KBPS * 1_000
            sound.metadata["title"] = name
            self._sounds[name] = sound

    def add_picture(self, planes: NDArray[np.uint8], at_ms: int) -> None:
        """I420 planes; at_ms: within this part, growing."""
        if self._video is None or self._encoder is None:
            return
        is_keyframe = self._pictures % _KEYFRAME_EVERY == 0
        self._pictures += 1
        encoded = self._encoder.encode(
            planes, at_ms * VIDEO_CLOCK_HZ // 1_000, is_keyframe=is_keyframe
        )
        if encoded:
            packet = av.Packet(encoded)
            packet.stream = self._video
            packet.pts = packet.dts = at_ms
            packet.time_base = _MILLISECONDS
            packet.is_keyframe = is_keyframe
            self._container.mux(packet)

    def add_sound(self, samples: Mapping[str, NDArray[np.int16]], at_sample: int) -> None:
        """Of every track as many; at_sample: within this part, without a gap."""
        for name, stream in self._sounds.items():
            frame = av.AudioFrame.from_ndarray(
                samples[name].reshape(1, -1), format="s16", layout="mono"
            )
            frame.sample_rate = SAMPLE_RATE_HZ
            frame.pts, frame.time_base = at_sample, _SAMPLES
            self._container.mux(stream.encode(frame))

    def take(self) -> bytes:
        """What was muxed since the last call."""
        taken = bytes(self._sink.waiting)
        self._sink.waiting.clear()
        return taken

    def finish(self) -> bytes:
        """The rest; nothing can be added any more."""
        for stream in self._sounds.values():
            self._container.mux(stream.encode(None))
        self.close()
        return self.take()

    def close(self) -> None:
        """Free what is held, without an end. Idempotent."""
        self._container.close()
        if self._encoder is not None:
            self._encoder.close()
