"""Echo, noise and gain by the audio processing of libwebrtc: the one file that knows livekit.

Nothing else of livekit is used: no room, no connection. Importing it takes a third of a second
and 30 MB, and it imports sounddevice, which starts PortAudio: so this module is imported late,
on the thread that owns PortAudio (see `SoundCleaner`).
"""

import numpy as np
from livekit.rtc import AudioFrame
from livekit.rtc.apm import AudioProcessingModule

from desktop.media.engine.sound.canceller import EchoCanceller
from desktop.media.engine.sound.gain import EchoGate, GainLimit
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block

_RAMP = np.linspace(0.0, 1.0, BLOCK_SAMPLES, dtype=np.float32)


class LivekitCanceller:
    """Implements `EchoCanceller`: AEC3, noise suppression and a high-pass filter, then AGC2.

    The gain is a module of its own, so that it rests while there is nothing but echo.
    """

    def __init__(self, echo: AudioProcessingModule, gain: AudioProcessingModule) -> None:
        self._echo = echo
        self._gain = gain
        self._gate = EchoGate()
        self._limit = GainLimit()
        self._was_lifted = False

    def process(self, heard: Block, played: Block) -> Block:
        self._echo.process_reverse_stream(_frame(played))
        cleaned = _processed(self._echo, heard)
        passed = self._gate.pass_on(played=played, heard=heard, cleaned=cleaned)
        is_lifted, was_lifted = not self._gate.is_echo, self._was_lifted
        self._was_lifted = is_lifted
        if not is_lifted and not was_lifted:
            return passed
        lifted = self._limit.limit(passed, _processed(self._gain, passed))
        if is_lifted and was_lifted:
            return lifted
        first, last = (passed, lifted) if is_lifted else (lifted, passed)
        return (first + _RAMP * (last.astype(np.float32) - first)).astype(np.int16)

    def set_delay_ms(self, delay_ms: int) -> None:
        self._echo.set_stream_delay_ms(delay_ms)


def open_canceller() -> EchoCanceller:
    """A canceller that knows nothing of the room yet; about 6 ms, the first one 30."""
    echo = AudioProcessingModule(
        echo_cancellation=True, noise_suppression=True, high_pass_filter=True
    )
    return LivekitCanceller(echo, AudioProcessingModule(auto_gain_control=True))


def _processed(module: AudioProcessingModule, block: Block) -> Block:
    frame = _frame(block)
    module.process_stream(frame)  # in place
    return np.frombuffer(frame.data, np.int16)


def _frame(block: Block) -> AudioFrame:
    return AudioFrame(bytearray(block.tobytes()), SAMPLE_RATE_HZ, 1, BLOCK_SAMPLES)
