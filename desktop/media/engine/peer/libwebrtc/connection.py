"""A PeerConnection on libwebrtc: what Chromium does on a bad line, on our own devices."""

import asyncio
import logging
from dataclasses import replace

import numpy as np

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats
from desktop.media.engine.peer.aiortc.sdp import checked_sdp
from desktop.media.engine.peer.connection import ConnectionConfig, PeerConnection, SendLimits
from desktop.media.engine.peer.libwebrtc.correction import CorrectionRoom
from desktop.media.engine.peer.libwebrtc.native import Heard, NativePeer
from desktop.media.engine.peer.libwebrtc.native_process import (
    Certificate,
    allow_loopback,
    keep_to_the_line,
    make_certificate,
)
from desktop.media.engine.peer.libwebrtc.picture_hold import PictureHold
from desktop.media.engine.peer.libwebrtc.sdp import VoiceShape, tellable_sdp, with_start_rate
from desktop.media.engine.peer.libwebrtc.statistics import Ledger
from desktop.media.engine.peer.voice_doubling import (
    LEAN_HEADS_KBPS,
    NARROW_KBPS,
    VOICE_HEADS_KBPS,
    VoiceDoubling,
)
from desktop.media.engine.picture import Picture
from desktop.media.engine.playout.fifo import VoiceFifo
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

LOOK_EVERY_S = 0.02
"""Asking what was heard costs a hop to a thread of libwebrtc."""

DROP_AGAIN_S = 3.0
"""A key frame is dear, and must have left before one can say that it did not help."""

LADDER_LIMIT_S = 0.05
"""It looks at all links of a call first, and may want nothing else."""

MOST_START_KBPS = 300
"""libwebrtc finds out within a second what a good line carries; a narrow one it must not flood."""

logger = logging.getLogger(__name__)


class LibwebrtcConnection:
    """Implements `PeerConnection`; built on media-loop."""

    def __init__(self, config: ConnectionConfig, *, clock: Clock, certificate: Certificate) -> None:
        self._config = config
        self._clock = clock
        self._ledger = Ledger(clock=clock)
        self._shape = VoiceShape(is_lean=config.limits.is_narrow)
        self._peer = NativePeer(
            config,
            certificate=certificate,
            on_picture=self._take_picture,
            now_s=clock.monotonic,
            shape=self._shape,
        )
        self._hold = PictureHold(
            now_s=clock.monotonic,
            later=asyncio.get_running_loop().call_later,
            show=config.on_video,
        )
        self._voice = VoiceFifo(read=self._peer.read_sound)
        self._wanted = config.limits
        self._limits: SendLimits | None = config.limits
        self._limiting: asyncio.Task[None] | None = None
        self._heard = Heard()
        self._looked_at_s = float("-inf")
        self._last_rtp_s: float | None = None
        self._first_audio_s: float | None = None
        self._doubling = VoiceDoubling()
        self._correction = CorrectionRoom()
        self._least_round_trip_s = float("inf")
        self._drops_waiting = False
        self._dropped_at_s = float("-inf")
        self._is_closed = False

    @property
    def can_restart_ice(self) -> bool:
        return True

    async def create_offer(self, *, restarts_ice: bool = False) -> str:
        """Empty when the connection was closed meanwhile."""
        await self._apply_limits()
        if self._is_closed:
            return ""  # nobody waits for it any more
        return self._told(await self._peer.offer(restarts_ice=restarts_ice))

    async def create_answer(self, untrusted_offer: str) -> str:
        """Empty when the connection was closed meanwhile."""
        offer = self._checked(untrusted_offer)
        await self._apply_limits()
        if self._is_closed:
            return ""
        return self._told(await self._peer.answer(offer))

    async def set_answer(self, untrusted_answer: str) -> None:
        await self._peer.take_answer(self._checked(untrusted_answer))

    def send_video(self, picture: Picture) -> None:
        if not self._is_closed:
            self._peer.write_picture(picture)

    def send_audio(self, block: Block) -> None:
        if not self._is_closed:
            self._peer.write_block(block)

    def pull_audio(self) -> Block:
        if self._is_closed:
            return np.zeros(BLOCK_SAMPLES, np.int16)
        return self._voice.pull()

    def set_limits(self, limits: SendLimits) -> None:
        self._wanted = self._limits = limits
        if self._limiting is None or self._limiting.done():
            self._limiting = asyncio.ensure_future(self._apply_limits())

    def last_rtp_at_s(self) -> float | None:
        """Told by the sources that libwebrtc heard, so a little late."""
        now_s = self._clock.monotonic()
        if not self._is_closed and now_s - self._looked_at_s >= LOOK_EVERY_S:
            self._looked_at_s = now_s
            self._look(now_s)
        return self._last_rtp_s

    def first_audio_at_s(self) -> float | None:
        self.last_rtp_at_s()
        return self._first_audio_s

    async def stats(self, site_id: SiteId) -> PeerStats:
        """Each call also adjusts voice, correction and waiting pictures to what it found."""
        counters = None if self._is_closed else await self._peer.counters()
        stats = self._ledger.take(site_id, counters, last_rtp_at_s=self.last_rtp_at_s())
        self._hold.note_ahead(self._ledger.picture_ahead_s)
        await self._shape_voice(stats)
        self._make_room(stats)
        self._look_at_waiting(stats)
        return stats

    async def close(self) -> None:
        if self._is_closed:
            return
        self._look(self._clock.monotonic())
        self._is_closed = True
        self._hold.clear()
        if self._limiting is not None:
            self._limiting.cancel()
        self._peer.close()

    def _look(self, now_s: float) -> None:
        """What changed since the last look has come meanwhile; what is 10 s old is forgotten."""
        heard, former = self._peer.heard(), self._heard
        self._heard = heard
        has_voice = bool(heard.voice) and heard.voice != former.voice
        if has_voice or (heard.picture and heard.picture != former.picture):
            self._last_rtp_s = now_s
        if has_voice and self._first_audio_s is None:
            self._first_audio_s = now_s

    async def _apply_limits(self) -> None:
        """The newest wish, one at a time; a wish that comes meanwhile is taken after it."""
        while self._limits is not None and not self._is_closed:
            limits, self._limits = self._limits, None
            if self._shape.is_twice and limits.is_narrow:
                limits = replace(limits, max_audio_kbps=min(NARROW_KBPS, limits.max_audio_kbps))
            if self._drops_waiting:
                self._drops_waiting = False
                await self._peer.drop_waiting_pictures()
            video_kbps = round(limits.max_video_kbps * self._correction.share)
            await self._peer.limit(replace(limits, max_video_kbps=video_kbps))

    def _look_at_waiting(self, stats: PeerStats) -> None:
        """Pictures that would arrive seconds late are not sent: the next one says more."""
        now_s = self._clock.monotonic()
        is_choked = stats.available_kbps == 0.0 and self._wanted.max_video_kbps > 0
        if not is_choked or now_s - self._dropped_at_s < DROP_AGAIN_S:
            return
        self._dropped_at_s = now_s
        self._drops_waiting = True
        # With what the ladder makes of these figures: one key frame, of the size to come.
        asyncio.get_running_loop().call_later(LADDER_LIMIT_S, self._drop_waiting)

    def _drop_waiting(self) -> None:
        if self._drops_waiting and not self._is_closed:
            self.set_limits(self._wanted)

    async def _shape_voice(self, stats: PeerStats) -> None:
        """As the line is now."""
        if self._is_closed:
            return
        # 0 is a fraction of a millisecond as well as unknown: no queue in both.
        round_trip_s = stats.round_trip_s
        if round_trip_s > 0.0:
            self._least_round_trip_s = min(self._least_round_trip_s, round_trip_s)
        self._doubling.note_line(
            loss=stats.sent_loss,
            available_kbps=stats.available_kbps,
            queue_s=max(0.0, round_trip_s - self._least_round_trip_s),
            now_s=self._clock.monotonic(),
            is_narrow=self._wanted.is_narrow,
        )
        shape = VoiceShape(is_twice=self._doubling.is_on, is_lean=self._wanted.is_narrow)
        if shape != self._shape:
            self._shape = shape
            await self._peer.shape_voice(shape)
            self.set_limits(self._wanted)

    def _make_room(self, stats: PeerStats) -> None:
        """For what libwebrtc adds to pictures on a line that loses packets."""
        heads_kbps = LEAN_HEADS_KBPS if self._shape.is_lean else VOICE_HEADS_KBPS
        voice_kbps = self._wanted.max_audio_kbps * (2 if self._shape.is_twice else 1) + heads_kbps
        is_news = self._correction.note(
            sent_kbps=stats.sent_kbps - voice_kbps,
            limit_kbps=self._wanted.max_video_kbps,
            now_s=self._clock.monotonic(),
        )
        if is_news and not self._is_closed:
            self.set_limits(self._wanted)

    def _checked(self, untrusted_sdp: str) -> str:
        sdp = checked_sdp(untrusted_sdp, loopback_only=self._config.loopback_only)
        start_kbps = min(MOST_START_KBPS, self._config.limits.start_video_kbps)
        return with_start_rate(sdp, start_kbps)

    def _told(self, own_sdp: str) -> str:
        return tellable_sdp(own_sdp, loopback_only=self._config.loopback_only)

    def _take_picture(self, picture: Picture) -> None:
        if not self._is_closed:
            self._hold.take(picture)


class LibwebrtcConnections:
    """Makes connections; the `PeerConnectionFactory` of libwebrtc. Thread: media-loop."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._allows_loopback = False
        keep_to_the_line()
        self._certificate = make_certificate()

    def __call__(self, config: ConnectionConfig) -> PeerConnection:
        """A new connection.

        The first one decides for the process whether 127.0.0.1 may be used at all.
        """
        if config.loopback_only and not self._allows_loopback:
            allow_loopback()
            self._allows_loopback = True
        return LibwebrtcConnection(config, clock=self._clock, certificate=self._certificate)
