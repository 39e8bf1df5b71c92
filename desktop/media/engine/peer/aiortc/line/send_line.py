"""Shares the estimated bandwidth: first the voice, then the picture and its retransmissions."""

import math
from typing import TYPE_CHECKING

from aiortc.rtp import RtcpReceiverInfo

from desktop.domain.clock import Clock
from desktop.media.engine.peer.aiortc.codecs.tracks import BlockTrack
from desktop.media.engine.peer.aiortc.codecs.vp8 import Vp8PictureEncoder
from desktop.media.engine.peer.aiortc.line.line_estimate import LineEstimate
from desktop.media.engine.peer.aiortc.line.resender import Resender
from desktop.media.engine.peer.aiortc.line.voice_copies import VoiceCopies
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.peer.voice_doubling import VOICE_HEADS_KBPS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

FLOOR_KBPS = 40
CEILING_KBPS = 3_500

MUCH_LOSS = 0.10
FULL_FPS = 30
LEAST_SHARE_KBPS = 2.0
"""Of pictures: one of the smallest in a second or two."""

LEAST_VOICE_KBPS = 16

_PICTURE_SHARE = 0.94  # the rest is heads
_LOSS_INERTIA = 0.6


class SendLine:
    """One connection's way out. Thread: media-loop.

    send_again: sends a packet of the picture a second time. send_as_it_is: sends an RTP packet
    that was sent before, unchanged. Both are set once aiortc is patched, as are the SSRCs.
    """

    def __init__(
        self, *, clock: Clock, limits: SendLimits, pictures: Vp8PictureEncoder, blocks: BlockTrack
    ) -> None:
        self.estimate = LineEstimate(
            start_kbps=pictures.target_bitrate / 1000 / _PICTURE_SHARE + _voice_kbps(limits),
            floor_kbps=FLOOR_KBPS,
            ceiling_kbps=CEILING_KBPS,
        )
        self.send_again: Callable[[int], Awaitable[None]] | None = None
        self.send_as_it_is: Callable[[bytes], Awaitable[None]] | None = None
        self.picture_ssrc = 0
        self.voice_ssrc = 0
        self._clock = clock
        self._limits = limits
        self._pictures = pictures
        self._blocks = blocks
        self._resender = Resender()
        self._voice_copies = VoiceCopies()
        self._voice_loss = 0.0
        self._picture_loss = 0.0
        self._share_kbps = float(limits.start_video_kbps)
        self._picture_at_s: float | None = None

    @property
    def loss(self) -> float:
        """Share of our packets that did not reach the other end, lately."""
        if self._voice_copies.is_on:
            return max(self.estimate.loss, self._voice_loss)
        if self.estimate.has_feedback:
            return self.estimate.loss
        return max(self._picture_loss, self._voice_loss)

    @property
    def available_kbps(self) -> float | None:
        """What the line carries our way, voice included; None: nobody said."""
        return self.estimate.kbps if self.estimate.has_feedback else None

    def set_limits(self, limits: SendLimits) -> None:
        """Bound what is sent from now on."""
        self._limits = limits
        self._pictures.set_limits(limits)

    def hear_voice(self, untrusted_report: RtcpReceiverInfo) -> None:
        """What the other end reports of our voice, which it may have got twice."""
        loss = untrusted_report.fraction_lost / 256
        if self._voice_copies.is_on:
            loss = math.sqrt(loss)  # both copies were lost
        self._voice_loss = _LOSS_INERTIA * self._voice_loss + (1 - _LOSS_INERTIA) * loss

    def hear_picture(self, untrusted_report: RtcpReceiverInfo) -> None:
        """What the other end reports of our pictures; all we know where it has no feedback."""
        loss = untrusted_report.fraction_lost / 256
        self._picture_loss = loss
        if loss > MUCH_LOSS and not self.estimate.has_feedback:
            self._pictures.slow_down(loss)

    def note_sent(self, ssrc: int, sequence_number: int, packet: bytes) -> None:
        """An RTP packet leaves."""
        now_s = self._clock.monotonic()
        if ssrc == self.picture_ssrc:
            self._resender.note_sent(sequence_number, now_s)
        elif ssrc == self.voice_ssrc:
            self._voice_copies.note_sent(packet, now_s)

    def allows(self, sequence_number: int) -> bool:
        """May a packet of the picture that was asked for be sent again?"""
        return self._resender.allows(
            sequence_number,
            target_kbps=min(self._share_kbps, self._pictures.target_bitrate / 1000),
            round_trip_s=self.estimate.least_round_trip_s or 0.0,
            now_s=self._clock.monotonic(),
        )

    def lets_picture_through(self) -> bool:
        """Whether the next picture may be sent; ask once for each.

        An encoder cannot go below its least rate. On a line that carries less, until the ladder
        above goes down, pictures are left out so that the voice gets through.
        """
        least_kbps = self._pictures.target_bitrate / 1000
        if not self.estimate.has_feedback or self._share_kbps >= least_kbps - 1:
            self._picture_at_s = None
            return True
        now_s = self._clock.monotonic()
        gap_s = least_kbps / self._share_kbps / FULL_FPS
        if self._picture_at_s is not None and now_s - self._picture_at_s < gap_s:
            return False
        self._picture_at_s = now_s
        return True

    async def step(self) -> None:
        """Look at the time; about a hundred times a second."""
        now_s = self._clock.monotonic()
        estimate = self.estimate
        if estimate.has_feedback:
            estimate.step(now_s)
            self._resender.note_line(
                loss=estimate.loss, least_round_trip_s=estimate.least_round_trip_s, now_s=now_s
            )
            self._share_kbps = max(LEAST_SHARE_KBPS, self._picture_kbps())
            self._pictures.lead(self._share_kbps)
            self._voice_copies.note_line(
                loss=max(estimate.loss, self._voice_loss),
                available_kbps=estimate.kbps,
                queue_s=estimate.queue_s,
                now_s=now_s,
            )
        self._blocks.set_line(
            bitrate=1000 * self._voice_now_kbps(),
            loss=self._voice_loss**2 if self._voice_copies.is_on else self._voice_loss,
        )
        await self._repeat(now_s)

    async def _repeat(self, now_s: float) -> None:
        if self.send_again is not None:
            for number in self._resender.copies(now_s):
                await self.send_again(number)
        if self.send_as_it_is is not None:
            for packet in self._voice_copies.due(now_s):
                await self.send_as_it_is(packet)

    def _picture_kbps(self) -> float:
        voice_kbps = _voice_kbps(self._limits) * (2 if self._voice_copies.is_on else 1)
        kbps = (self.estimate.kbps - voice_kbps) * _PICTURE_SHARE
        return kbps / (2 if self._resender.is_copying else 1 + self.estimate.loss)

    def _voice_now_kbps(self) -> int:
        """What the limits allow, or as much of it as the line carries."""
        most = self._limits.max_audio_kbps
        if not self.estimate.has_feedback:
            return most
        return max(LEAST_VOICE_KBPS, min(most, int(self.estimate.kbps - VOICE_HEADS_KBPS)))


def _voice_kbps(limits: SendLimits) -> float:
    return limits.max_audio_kbps + VOICE_HEADS_KBPS
