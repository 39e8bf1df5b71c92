"""Jitter buffer of one remote voice: packets from the network in, steady 10 ms blocks out.

- Decoding happens at play time, so a hole is filled from the error correction of the packet
  after it when that has come, else by the decoder's concealment.
- Depth: the 95th percentile of the recent relative delay plus 40 ms, between 40 and 240 ms; more
  for a while after the buffer ran dry, which is how a busy PC shows, not the network.
- A depth that is off is put right in pauses, by 10 ms of silence more or less; drift of the two
  sound cards and what is still off in speech are taken up by resampling, 0.5 % or 2 % when far
  off; a whole packet of speech is dropped only when very far off.
The depth therefore never grows for ever, unlike aiortc's own buffer (issue 543 of its project).
"""

import threading
from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop.domain.clock import Clock

BLOCK = 480
PACKET = 960
PACKET_MS = 20.0
MAX_PACKETS = 50
MIN_TARGET_MS = 40.0
MAX_TARGET_MS = 240.0
MAX_MARGIN_MS = 100.0
SAMPLES_PER_MS = 48

_DELAYS_KEPT = 250
_PERCENTILE = 0.95
_LOOK_EVERY = 5
_QUIET_PEAK = 200
_MAX_CONCEALED = 5
_MARGIN_STEP_MS = 10.0
_MARGIN_DECAY_MS = 0.005  # per block: half a millisecond a second
_DEPTH_INERTIA = 0.99
_CALM_MS = 3.0
_WORRY_MS = 15.0
_HASTE_MS = 30.0
_TOO_DEEP_MS = 12.0
_TOO_SHALLOW_MS = 6.0
"""Together more than a block, so that putting right once never asks for putting back."""
_DROP_ALWAYS_MS = 60.0
_SLOW_STRETCH = 0.005
_FAST_STRETCH = 0.02


class VoiceDecoder(Protocol):
    """Opus, or what a test puts in its place."""

    def decode(self, untrusted_packet: bytes) -> NDArray[np.int16]:
        """A packet that came."""
        ...

    def recover(self, untrusted_next_packet: bytes) -> NDArray[np.int16]:
        """A lost packet, from the one after it."""
        ...

    def conceal(self) -> NDArray[np.int16]:
        """A lost packet, from nothing."""
        ...


@dataclass(slots=True)
class VoiceCounters:
    """What was done to keep the sound whole."""

    played: int = 0
    recovered: int = 0
    concealed: int = 0
    late: int = 0
    dropped: int = 0
    starved: int = 0


class VoiceBuffer:
    """Thread: push on media-loop, pull on the sound card's thread."""

    def __init__(self, *, clock: Clock, decoder: VoiceDecoder) -> None:
        self.counters = VoiceCounters()
        self.first_decoded_at_s: float | None = None
        self._clock = clock
        self._decoder = decoder
        self._lock = threading.Lock()
        self._packets: dict[int, bytes] = {}
        self._newest: int | None = None
        self._next = 0
        self._first_ms = 0.0
        self._is_playing = False
        self._is_bending = False
        self._pcm = np.zeros(0, np.float32)
        self._delays: deque[float] = deque(maxlen=_DELAYS_KEPT)
        self._delays_noted = 0
        self._margin_ms = 0.0
        self._target_ms = MIN_TARGET_MS
        self._depth_ms: float | None = None
        self._concealed_in_row = 0
        self._late_in_row = 0

    @property
    def target_ms(self) -> float:
        """How much sound is held back at present."""
        return self._target_ms

    def push(self, sequence_number: int, untrusted_packet: bytes) -> None:
        """A packet from the network; sequence_number in [0, 65536)."""
        with self._lock:
            now_ms = self._clock.monotonic() * 1000
            number = self._extend(sequence_number)
            self._note_delay(now_ms - number * PACKET_MS)
            if self._first_ms == 0.0:
                self._first_ms = now_ms
                self._next = number
            if number < self._next and not self._begins_anew(number):
                self.counters.late += 1
                return
            self._late_in_row = 0
            if number >= self._next + MAX_PACKETS:
                self._jump_to(number)
            self._packets[number] = untrusted_packet

    def pull(self) -> NDArray[np.float32]:
        """The next 480 samples, int16 scale."""
        with self._lock:
            if not self._may_play():
                return np.zeros(BLOCK, np.float32)
            self._margin_ms = max(0.0, self._margin_ms - _MARGIN_DECAY_MS)
            excess_ms = self._measure_depth()
            if self._is_pause():
                self._put_right_in_pause(excess_ms)
            elif excess_ms > _DROP_ALWAYS_MS:
                self._drop_packet()
            count = BLOCK + self._stretch(excess_ms)
            while len(self._pcm) <= count:
                self._pcm = np.concatenate([self._pcm, self._decode_next()])
            block = _resampled(self._pcm, count)
            self._pcm = self._pcm[count:]
            return block

    def _note_delay(self, delay_ms: float) -> None:
        self._delays.append(delay_ms)
        self._delays_noted += 1
        if self._delays_noted % _LOOK_EVERY and self._delays_noted > _LOOK_EVERY:
            return
        ordered = sorted(self._delays)
        spread_ms = ordered[int(_PERCENTILE * (len(ordered) - 1))] - ordered[0]
        wanted_ms = spread_ms + MIN_TARGET_MS + self._margin_ms
        self._target_ms = min(MAX_TARGET_MS, max(MIN_TARGET_MS, wanted_ms))

    def _may_play(self) -> bool:
        if self._first_ms == 0.0:
            return False
        if not self._is_playing:
            waited_ms = self._clock.monotonic() * 1000 - self._first_ms
            self._is_playing = waited_ms >= self._target_ms
        return self._is_playing

    def _extend(self, sequence_number: int) -> int:
        """The sequence number without its wrap at 65536 (RFC 3550 appendix A.1)."""
        if self._newest is None:
            self._newest = sequence_number
            return sequence_number
        step = (sequence_number - self._newest + 32768) % 65536 - 32768
        number = self._newest + step
        self._newest = max(self._newest, number)
        return number

    def _begins_anew(self, number: int) -> bool:
        """A second of nothing but late packets: what was thought to be now was wrong."""
        self._late_in_row += 1
        if self._late_in_row < MAX_PACKETS:
            return False
        self._packets.clear()
        self._newest = self._next = number
        self._depth_ms = None
        self._delays.clear()
        self._note_delay(self._clock.monotonic() * 1000 - number * PACKET_MS)
        return True

    def _jump_to(self, number: int) -> None:
        """The sender began far ahead, or nobody pulled: keep the newest second."""
        first = number - MAX_PACKETS // 2
        self.counters.dropped += sum(1 for kept in self._packets if kept < first)
        self._packets = {kept: data for kept, data in self._packets.items() if kept >= first}
        self._next = first
        self._depth_ms = None

    def _measure_depth(self) -> float:
        """How much more sound is here than wanted, smoothed, in ms; negative is too little."""
        held_ms = len(self._pcm) / SAMPLES_PER_MS
        if self._packets:
            held_ms += (max(self._packets) + 1 - self._next) * PACKET_MS
        if self._depth_ms is None:
            self._depth_ms = held_ms
        self._depth_ms += (1 - _DEPTH_INERTIA) * (held_ms - self._depth_ms)
        return self._depth_ms - self._target_ms

    def _stretch(self, excess_ms: float) -> int:
        """How many samples more (or fewer) than 480 to use up in this block.

        Begins above _WORRY_MS and ends below _CALM_MS: a depth at the border would otherwise
        bend the sound all the time.
        """
        self._is_bending = abs(excess_ms) > (_CALM_MS if self._is_bending else _WORRY_MS)
        if not self._is_bending:
            return 0
        share = _FAST_STRETCH if abs(excess_ms) > _HASTE_MS else _SLOW_STRETCH
        samples = max(2, int(BLOCK * share))
        return samples if excess_ms > 0 else -samples

    def _is_pause(self) -> bool:
        """What would be played next is as good as silent."""
        ahead = self._pcm[:BLOCK]
        return len(ahead) > 0 and float(np.max(np.abs(ahead))) < _QUIET_PEAK

    def _put_right_in_pause(self, excess_ms: float) -> None:
        """Ten milliseconds of a pause more or less: nobody hears it, unlike bent speech.

        What is left is too little to bend the next words for.
        """
        self._is_bending = False
        if excess_ms > _DROP_ALWAYS_MS:
            self._drop_packet()
        elif excess_ms > _TOO_DEEP_MS and len(self._pcm) > BLOCK:
            self._pcm = self._pcm[BLOCK:]
            self._note_step(-BLOCK)
        elif excess_ms < -_TOO_SHALLOW_MS:
            self._pcm = np.concatenate([np.zeros(BLOCK, np.float32), self._pcm])
            self._note_step(BLOCK)

    def _drop_packet(self) -> None:
        if self._next in self._packets:
            self._decoder.decode(self._packets.pop(self._next))
            self._next += 1
            self.counters.dropped += 1
            self._note_step(-PACKET)

    def _note_step(self, samples: int) -> None:
        """The depth changed at once; its smoothed measure must not lag behind."""
        self._depth_ms = (self._depth_ms or 0.0) + samples / SAMPLES_PER_MS

    def _decode_next(self) -> NDArray[np.float32]:
        packet = self._packets.pop(self._next, None)
        if packet is not None:
            self._concealed_in_row = 0
            self._next += 1
            self.counters.played += 1
            if self.first_decoded_at_s is None:
                self.first_decoded_at_s = self._clock.monotonic()
            return self._decoder.decode(packet).astype(np.float32)
        self._concealed_in_row += 1
        if not self._packets:  # it is late, not lost: do not move on
            self.counters.starved += 1
            if self._concealed_in_row == 1:
                self._margin_ms = min(MAX_MARGIN_MS, self._margin_ms + _MARGIN_STEP_MS)
            return self._concealment()
        self._next += 1
        after = self._packets.get(self._next)
        if after is not None:
            self.counters.recovered += 1
            return self._decoder.recover(after).astype(np.float32)
        self.counters.concealed += 1
        return self._concealment()

    def _concealment(self) -> NDArray[np.float32]:
        if self._concealed_in_row > _MAX_CONCEALED:
            return np.zeros(PACKET, np.float32)
        samples = self._decoder.conceal().astype(np.float32)
        return samples if len(samples) else np.zeros(PACKET, np.float32)


def _resampled(pcm: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """`count` samples made into 480 by interpolation; 2 % is a third of a semitone."""
    if count == BLOCK:
        return pcm[:BLOCK].copy()
    at = np.linspace(0, count, BLOCK, endpoint=False)
    return np.interp(at, np.arange(count + 1), pcm[: count + 1]).astype(np.float32)
