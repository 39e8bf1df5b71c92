"""VP8 by libvpx: changes its bitrate without a new encoder, fast settings, no denoiser.

aiortc's own encoder is destroyed and built anew, with a keyframe, whenever the target moves by a
tenth, and spends a third of its time on denoising (4.1 ms a frame against 2.5, measured).
Structure offsets: vpx/vpx_encoder.h of libvpx 1.8 to 1.16 on 64-bit machines.
"""

import ctypes
import random
import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from aiortc.codecs import vpx
from aiortc.codecs.base import Encoder
from aiortc.codecs.vpx import Vp8Encoder
from av.frame import Frame
from numpy.typing import NDArray
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.media.engine.peer.aiortc.codecs.shared_library import load_av_library
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.picture import Picture, fit_picture

if TYPE_CHECKING:
    from av.packet import Packet

VIDEO_CLOCK_HZ = 90_000

MOST_START_KBPS = 700
"""A narrow line is flooded for a second or two by more; a wide one is full two seconds later."""

MOST_PAYLOAD_BYTES = 1_150
"""Makes at most 1,194 bytes of UDP (measured), 1,242 with IPv6: every IPv6 network carries 1,280.
aiortc's own are 150 more."""

vpx.PACKET_MAX = MOST_PAYLOAD_BYTES

_IMAGE_I420 = 0x102
_CONFIG_BYTES = 2_048
_CONTEXT_BYTES = 512
_IMAGE_BYTES = 512
_FORCE_KEYFRAME = 1
_DEADLINE_REALTIME = 1
_FRAME_TICKS = VIDEO_CLOCK_HZ // 30
_TARGET_KBPS_AT = 112
_DROP_AT = 48
_COARSEST_AT = 120
_ABI_VERSIONS = range(20, 60)
# Differences below 2 % are not worth a call.
_BITRATE_STEP = 0.02
_GROWTH = 1.05
_RATE_WINDOW_TICKS = VIDEO_CLOCK_HZ
_FEWEST_FRAMES = 10
_BITS_PER_PIXEL = 0.042
_LEAST_SHARE = 0.4
_ENOUGH_SHARE = 0.9
_CALM_FRAMES = 60
_MOST_SHRINKING = 4
_LEAST_WIDTH = 160

_CONFIG = {
    4: 1,  # threads
    28: 1,  # timebase numerator
    32: VIDEO_CLOCK_HZ,  # timebase denominator
    36: 0,  # error resilience
    44: 0,  # lag in frames
    _DROP_AT: 30,  # drop a frame rather than overrun the line by more than this percent
    72: 1,  # constant bitrate
    116: 2,  # least quantiser
    _COARSEST_AT: 56,  # largest quantiser
    124: 100,  # undershoot percent
    128: 15,  # overshoot percent
    132: 1_000,  # buffer, ms
    136: 500,  # initial buffer, ms
    140: 600,  # optimal buffer, ms
    160: 1,  # automatic keyframes
    168: 3_000,  # at most so many frames apart
}
_CONTROLS = {
    13: -10,  # VP8E_SET_CPUUSED
    15: 0,  # VP8E_SET_NOISE_SENSITIVITY
    17: 1,  # VP8E_SET_STATIC_THRESHOLD
    18: 0,  # VP8E_SET_TOKEN_PARTITIONS
    26: 300,  # VP8E_SET_MAX_INTRA_BITRATE_PCT: a keyframe must not flood a slow line
}


class PictureFrame(Frame):
    """Carries a `Picture` through aiortc's sender without copying its planes."""

    picture: Picture


class SentRate:
    """What was encoded in the last second. Thread: written by the executor, read by the loop."""

    def __init__(self) -> None:
        self._frames: deque[tuple[int, int]] = deque()

    def add(self, size_bytes: int, pts: int) -> None:
        """A frame; pts: 90 kHz, growing."""
        self._frames.append((size_bytes, pts))
        while pts - self._frames[0][1] > _RATE_WINDOW_TICKS:
            self._frames.popleft()

    def kbps(self) -> float:
        """0.0 while there are too few frames to say."""
        frames = tuple(self._frames)
        if len(frames) < _FEWEST_FRAMES:
            return 0.0
        seconds = (frames[-1][1] - frames[0][1]) / VIDEO_CLOCK_HZ
        return sum(size for size, _ in frames[1:]) * 8 / 1000 / max(seconds, 0.001)


class LibvpxVp8:
    """One VP8 encoder of one size. Thread: one at a time.

    drops: leaves pictures out rather than overrun the line; on a disk it takes them coarser.
    """

    def __init__(self, *, width: int, height: int, kbps: int, drops: bool = True) -> None:
        self.width = width
        self.height = height
        self.kbps = kbps
        self._changes = {} if drops else {_DROP_AT: 0, _COARSEST_AT: 63}
        self._library = load_av_library("libvpx")
        self._library.vpx_codec_vp8_cx.restype = ctypes.c_void_p
        self._library.vpx_codec_get_cx_data.restype = ctypes.c_void_p
        self._library.vpx_img_wrap.restype = ctypes.c_void_p
        self._config = ctypes.create_string_buffer(_CONFIG_BYTES)
        self._context = ctypes.create_string_buffer(_CONTEXT_BYTES)
        self._image = ctypes.create_string_buffer(_IMAGE_BYTES)
        self._is_open = False
        self._open()

    def set_kbps(self, kbps: int) -> None:
        """Move the target without a keyframe."""
        self.kbps = kbps
        self._set_config(_TARGET_KBPS_AT, kbps)
        self._library.vpx_codec_enc_config_set(self._context, self._config)

    def encode(self, planes: NDArray[np.uint8], pts: int, *, is_keyframe: bool) -> bytes:
        """planes: C-contiguous I420 of this encoder's size; pts: 90 kHz, growing."""
        self._library.vpx_img_wrap(
            self._image,
            _IMAGE_I420,
            self.width,
            self.height,
            1,
            ctypes.c_void_p(planes.ctypes.data),
        )
        failure = self._library.vpx_codec_encode(
            self._context,
            self._image,
            ctypes.c_int64(pts),
            ctypes.c_ulong(_FRAME_TICKS),
            ctypes.c_long(_FORCE_KEYFRAME if is_keyframe else 0),
            ctypes.c_ulong(_DEADLINE_REALTIME),
        )
        if failure:
            raise OSError(failure)
        return self._collect()

    def close(self) -> None:
        """Free the encoder. Idempotent."""
        if self._is_open:
            self._is_open = False
            self._library.vpx_codec_destroy(self._context)

    def __del__(self) -> None:
        self.close()

    def _open(self) -> None:
        interface = ctypes.c_void_p(self._library.vpx_codec_vp8_cx())
        if self._library.vpx_codec_enc_config_default(interface, self._config, 0) != 0:
            raise OSError(self.width, self.height)
        for offset, value in {
            **_CONFIG,
            **self._changes,
            12: self.width,
            16: self.height,
        }.items():
            self._set_config(offset, value)
        self._set_config(_TARGET_KBPS_AT, self.kbps)
        # The ABI number differs between builds; a wrong one is refused and does no harm.
        self._is_open = any(
            self._library.vpx_codec_enc_init_ver(
                self._context, interface, self._config, ctypes.c_long(0), version
            )
            == 0
            for version in _ABI_VERSIONS
        )
        if not self._is_open:
            raise OSError(self.width, self.height)
        for control, value in _CONTROLS.items():
            self._library.vpx_codec_control_(self._context, control, ctypes.c_int(value))

    def _set_config(self, offset: int, value: int) -> None:
        ctypes.c_uint32.from_buffer(self._config, offset).value = value

    def _collect(self) -> bytes:
        position = ctypes.c_void_p(0)
        data = b""
        while True:
            packet = self._library.vpx_codec_get_cx_data(self._context, ctypes.byref(position))
            if not packet:
                return data
            # vpx_codec_cx_pkt: kind at 0 (0 is a frame), buffer at 8, size at 16.
            if ctypes.c_int.from_address(packet).value == 0:
                buffer = ctypes.c_void_p.from_address(packet + 8).value
                size = ctypes.c_size_t.from_address(packet + 16).value
                data += ctypes.string_at(buffer or 0, size)


class Shrinking:
    """Halves pictures at once when the target is far below what their size needs.

    The ladder above the seam does it better but takes a second or two, in which a line that broke
    down would carry almost no pictures.
    """

    def __init__(self) -> None:
        self.divisor = 1
        self._calm_frames = 0
        self._size = (0, 0)

    def fit(self, picture: Picture, target_kbps: float) -> Picture:
        """The picture, or a half or a quarter of its width and height."""
        if self._size != (picture.width, picture.height):
            self._size = (picture.width, picture.height)
            self.divisor, self._calm_frames = 1, 0  # the ladder chose; begin from there
        needed_kbps = picture.width * picture.height * 30 * _BITS_PER_PIXEL / 1000
        needed_now = needed_kbps / self.divisor**2
        is_wide = picture.width // (2 * self.divisor) >= _LEAST_WIDTH
        if target_kbps < _LEAST_SHARE * needed_now and self.divisor < _MOST_SHRINKING and is_wide:
            self.divisor *= 2
            self._calm_frames = 0
        elif self.divisor > 1 and target_kbps > _ENOUGH_SHARE * needed_now * 4:
            self._calm_frames += 1
            if self._calm_frames >= _CALM_FRAMES:
                self.divisor //= 2
                self._calm_frames = 0
        else:
            self._calm_frames = 0
        if self.divisor == 1:
            return picture
        return fit_picture(picture, picture.width // self.divisor, picture.height // self.divisor)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedSoFar:
    """Counters since the encoder was made, and the size that is sent now."""

    pictures: int = 0
    seconds: float = 0.0
    width: int = 0
    height: int = 0


class Vp8PictureEncoder(Encoder):
    """Stands in for aiortc's encoder: a PictureFrame in, RTP payloads out."""

    def __init__(self, *, limits: SendLimits, clock: Clock) -> None:
        self.done = EncodedSoFar()
        self.starts = 0
        self._limits = limits
        self._clock = clock
        self._target_kbps = min(limits.start_video_kbps, MOST_START_KBPS)
        self._is_led = False
        self._encoder: LibvpxVp8 | None = None
        self._lock = threading.Lock()
        self._is_closed = False
        self._shrinking = Shrinking()
        self._picture_id = random.randrange(1 << 15)  # noqa: S311 - RFC 7741 wants any number
        self._pts = 0
        self._sent = SentRate()

    @property
    def target_bitrate(self) -> int:
        """Bits per second; aiortc sets it from the receiver's estimate (REMB)."""
        return self._target_kbps * 1000

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        """An estimate of the receiver (REMB), several times a second.

        aiortc's receiver never estimates more than one and a half times what it gets, so an easy
        picture would talk its own target down to nothing. Only an estimate below what we send
        means a full line; any other lets the target grow.
        """
        if self._is_led:
            return
        estimate_kbps = bitrate // 1000
        if estimate_kbps < self._sent.kbps():
            self._set_target(estimate_kbps)
        else:
            self._set_target(max(estimate_kbps, int(self._target_kbps * _GROWTH) + 1))

    def lead(self, kbps: float) -> None:
        """The target by our own estimate; what a receiver estimates is not heeded any more."""
        self._is_led = True
        self._set_target(int(kbps))

    def slow_down(self, loss: float) -> None:
        """The far end reports much loss and nothing else tells us of the line."""
        if not self._is_led:
            self._set_target(int(self._target_kbps * (1 - loss / 2)))

    def set_limits(self, limits: SendLimits) -> None:
        """Bound the target from now on."""
        self._limits = limits
        self._set_target(self._target_kbps)

    def close(self) -> None:
        """Free what garbage collection, which does not see its size, would free much later.

        Waits for the picture that is being encoded. Thread: any. Idempotent.
        """
        with self._lock:
            self._is_closed = True
            if self._encoder is not None:
                self._encoder.close()
                self._encoder = None

    @override
    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        """Thread: aiortc's executor."""
        if not isinstance(frame, PictureFrame) or frame.pts is None:
            raise TypeError(type(frame))
        began_s = self._clock.monotonic()
        picture = self._shrinking.fit(frame.picture, self._target_kbps)
        with self._lock:
            if self._is_closed:
                return [], self._pts
            self._pts = max(self._pts + 1, frame.pts)
            encoder = self._fitting(picture)
            data = encoder.encode(picture.planes, self._pts, is_keyframe=force_keyframe)
        payloads = Vp8Encoder._packetize(data, self._picture_id)  # noqa: SLF001 - RFC 7741 packets
        self._picture_id = (self._picture_id + 1) % (1 << 15)
        self._sent.add(len(data), self._pts)
        self.done = EncodedSoFar(
            pictures=self.done.pictures + bool(data),
            seconds=self.done.seconds + self._clock.monotonic() - began_s,
            width=picture.width,
            height=picture.height,
        )
        return payloads, self._pts

    @override
    def pack(self, packet: "Packet[Any]") -> tuple[list[bytes], int]:
        """Already encoded pictures are not sent by this program."""
        raise TypeError(type(packet))

    def _set_target(self, kbps: int) -> None:
        lowest, highest = self._limits.min_video_kbps, self._limits.max_video_kbps
        if highest == 0:
            return  # no pictures for a while; they go on from where they were
        self._target_kbps = max(1, lowest, min(kbps, highest))

    def _fitting(self, picture: Picture) -> LibvpxVp8:
        encoder = self._encoder
        size = (picture.width, picture.height)
        if encoder is None or (encoder.width, encoder.height) != size:
            if encoder is not None:
                encoder.close()
            encoder = LibvpxVp8(width=size[0], height=size[1], kbps=self._target_kbps)
            self._encoder = encoder
            self.starts += 1
        elif abs(self._target_kbps - encoder.kbps) > _BITRATE_STEP * encoder.kbps:
            encoder.set_kbps(self._target_kbps)
        return encoder
