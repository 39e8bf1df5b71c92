"""Opus by libopus: mono, in-band error correction, a decoder that fills holes.

aiortc's own path is 96 kbit/s stereo without error correction, decoded by FFmpeg without
concealment: at 5 % loss a quarter of the sound is gone (measured). Source: RFC 6716, RFC 7587.
"""

import ctypes
from typing import TYPE_CHECKING, Any

import numpy as np
from aiortc.codecs.base import Encoder
from av.frame import Frame
from numpy.typing import NDArray
from typing_extensions import override

from desktop.media.engine.peer.aiortc.codecs.shared_library import load_av_library

if TYPE_CHECKING:
    from av.packet import Packet  # generic in its stub only

RATE_HZ = 48_000
PACKET_SAMPLES = 960
BITRATE = 32_000
LEAST_BITRATE = 16_000
EXPECTED_LOSS_PERCENT = 10
"""At first, and the least: with 0 there would be no error correction for the first loss."""

MOST_LOSS_PERCENT = 25
"""Beyond this libopus spends more on the packet before than on the words of now."""

COMPLEXITY = 9
"""Of 0 to 10, as libwebrtc: against 5 it gains .2 of PESQ at any loss (measured)."""

WIDE_BAND_LOSS = 0.03
WIDE_BAND_BITRATE = 24_000
"""Error correction covers the speech part of Opus only, up to 8 kHz: where it is needed, or where
there is little to spend, nothing is spent above."""

_MAX_PACKET_BYTES = 1_275  # RFC 6716 §3.4
# Not VOIP (2048): its high-pass turns the phase of the voice (correlation .95 instead of .99), and
# taking rumble away is the echo canceller's work.
_APPLICATION_AUDIO = 2049
_SET_BITRATE = 4002
_SET_COMPLEXITY = 4010
_SET_INBAND_FEC = 4012
_SET_PACKET_LOSS = 4014
_SET_SIGNAL = 4024
_SIGNAL_VOICE = 3001
_SET_MAX_BANDWIDTH = 4004
_WIDE_BAND, _FULL_BAND = 1103, 1105


class OpusDecoder:
    """One remote voice. Thread: one at a time."""

    def __init__(self) -> None:
        self._library = load_av_library("libopus")
        self._library.opus_decoder_create.restype = ctypes.c_void_p
        error = ctypes.c_int()
        self._state = ctypes.c_void_p(
            self._library.opus_decoder_create(RATE_HZ, 1, ctypes.byref(error))
        )
        if error.value != 0:
            raise OSError(error.value)

    def decode(self, untrusted_packet: bytes) -> NDArray[np.int16]:
        """Samples of a packet that arrived; an unreadable one becomes concealment."""
        return self._decode(untrusted_packet, use_fec=False)

    def recover(self, untrusted_next_packet: bytes) -> NDArray[np.int16]:
        """Samples of a lost packet from the error correction in the one after it."""
        return self._decode(untrusted_next_packet, use_fec=True)

    def conceal(self) -> NDArray[np.int16]:
        """Samples for a packet of which nothing is known."""
        return self._decode(None, use_fec=False)

    def close(self) -> None:
        """Free the decoder. Idempotent."""
        state, self._state = self._state, ctypes.c_void_p()
        if state.value is not None:
            self._library.opus_decoder_destroy(state)

    def __del__(self) -> None:
        # Not when its connection closes: the sound card may be in the middle of a block.
        self.close()

    def _decode(self, packet: bytes | None, *, use_fec: bool) -> NDArray[np.int16]:
        pcm = np.zeros(PACKET_SAMPLES * 6, np.int16)  # a packet holds at most 120 ms
        room = PACKET_SAMPLES if use_fec or packet is None else len(pcm)
        count = self._library.opus_decode(
            self._state,
            ctypes.c_char_p(packet),
            ctypes.c_int32(len(packet) if packet is not None else 0),
            pcm.ctypes.data_as(ctypes.c_void_p),
            ctypes.c_int(room),
            ctypes.c_int(int(use_fec)),
        )
        if count < 0 and packet is not None:
            return self.conceal()
        return pcm[: max(count, 0)]


class OpusEncoder:
    """960 mono samples in, one packet out; about 0.1 ms. Thread: one at a time."""

    def __init__(self) -> None:
        self._library = load_av_library("libopus")
        self._library.opus_encoder_create.restype = ctypes.c_void_p
        error = ctypes.c_int()
        self._state = ctypes.c_void_p(
            self._library.opus_encoder_create(RATE_HZ, 1, _APPLICATION_AUDIO, ctypes.byref(error))
        )
        if error.value != 0:
            raise OSError(error.value)
        for request, value in (
            (_SET_BITRATE, BITRATE),
            (_SET_COMPLEXITY, COMPLEXITY),
            (_SET_INBAND_FEC, 1),
            (_SET_PACKET_LOSS, EXPECTED_LOSS_PERCENT),
            (_SET_SIGNAL, _SIGNAL_VOICE),
        ):
            self._library.opus_encoder_ctl(self._state, request, ctypes.c_int(value))
        self._line = (BITRATE, EXPECTED_LOSS_PERCENT, _FULL_BAND)
        self._packet = ctypes.create_string_buffer(_MAX_PACKET_BYTES)

    def __del__(self) -> None:
        if self._state.value is not None:
            self._library.opus_encoder_destroy(self._state)

    def set_line(self, *, bitrate: int, loss: float) -> None:
        """What may be spent, and how much of it the other end reports as lost, in [0, 1]."""
        percent = min(MOST_LOSS_PERCENT, max(EXPECTED_LOSS_PERCENT, round(100 * loss)))
        bitrate = max(LEAST_BITRATE, min(bitrate, BITRATE))
        is_wide = loss > WIDE_BAND_LOSS or bitrate <= WIDE_BAND_BITRATE
        wanted = (bitrate, percent, _WIDE_BAND if is_wide else _FULL_BAND)
        if wanted == self._line:
            return
        self._line = wanted
        requests = (_SET_BITRATE, _SET_PACKET_LOSS, _SET_MAX_BANDWIDTH)
        for request, value in zip(requests, wanted, strict=True):
            self._library.opus_encoder_ctl(self._state, request, ctypes.c_int(value))

    def encode(self, samples: NDArray[np.int16]) -> bytes:
        """samples: C-contiguous, shape (960,)."""
        size = self._library.opus_encode(
            self._state,
            samples.ctypes.data_as(ctypes.c_void_p),
            ctypes.c_int(samples.size),
            self._packet,
            ctypes.c_int32(_MAX_PACKET_BYTES),
        )
        if size < 0:
            raise OSError(size)
        return self._packet.raw[:size]


class EncodedSoundPacker(Encoder):
    """Stands where aiortc keeps its encoder: our sound comes encoded.

    aiortc would send every 20 ms through a thread pool, which costs more than encoding them.
    """

    @override
    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        raise TypeError(type(frame))

    @override
    def pack(self, packet: "Packet[Any]") -> tuple[list[bytes], int]:
        """Thread: media-loop."""
        return [bytes(packet)], packet.pts or 0
