"""Echo, noise and gain by the audio processing of libwebrtc: the one file that knows livekit.

Nothing else of livekit is used: no room, no connection. Importing it takes a third of a second
and 30 MB, and it imports sounddevice, which starts PortAudio: so this module is imported late,
on the thread that owns PortAudio (see `SoundCleaner`).
"""

import numpy as np
from livekit.rtc import AudioFrame
from livekit.rtc.apm import AudioProcessingModule

from desktop.media.engine.peer.connection import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block
from desktop.media.engine.sound.canceller import EchoCanceller


class LivekitCanceller:
    """Implements `EchoCanceller`: AEC3, noise suppression, AGC2 and a high-pass filter."""

    def __init__(self, module: AudioProcessingModule) -> None:
        self._module = module

    def process(self, heard: Block, played: Block) -> Block:
        """See `EchoCanceller`."""
        self._module.process_reverse_stream(_frame(played))
        frame = _frame(heard)
        self._module.process_stream(frame)  # in place
        return np.frombuffer(frame.data, np.int16)

    def set_delay_ms(self, delay_ms: int) -> None:
        """See `EchoCanceller`."""
        self._module.set_stream_delay_ms(delay_ms)


def open_canceller() -> EchoCanceller:
    """A canceller that knows nothing of the room yet; about 3 ms, the first one 30."""
    module = AudioProcessingModule(
        echo_cancellation=True,
        noise_suppression=True,
        high_pass_filter=True,
        auto_gain_control=True,
    )
    return LivekitCanceller(module)


def _frame(block: Block) -> AudioFrame:
    return AudioFrame(bytearray(block.tobytes()), SAMPLE_RATE_HZ, 1, BLOCK_SAMPLES)
