"""A PeerConnection without a network, turned by hand; the factory keeps every one it made."""

import numpy as np

from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    ConnectionState,
    PeerConnection,
    SendLimits,
)
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

GARBAGE = "garbage"
KEY = "a=fingerprint:sha-256 " + ":".join(["0A"] * 32)
"""The line of an SDP that every connection of ours has."""


def sdp_of(name: str, key: str = KEY) -> str:
    """An SDP as far as a link looks into it."""
    return f"s={name}\r\n{key}\r\n"


class FakeConnection:
    """What was done to it stands in its lists."""

    def __init__(self, config: ConnectionConfig) -> None:
        self.config = config
        self.limits = config.limits
        self.answers: list[str] = []
        self.offers: list[str] = []
        self.offered: list[str] = []
        self.own_key = KEY
        self.pictures: list[Picture] = []
        self.blocks: list[Block] = []
        self.closed = 0
        self.rtp_at_s: float | None = None
        self.stream_clock: Clock | None = None
        self.audio_at_s: float | None = None
        self.voice = np.zeros(BLOCK_SAMPLES, np.int16)
        self.figures: PeerStats | None = None
        self.can_restart_ice = False
        self.ice_restarts = 0

    async def create_offer(self, *, restarts_ice: bool = False) -> str:
        self.ice_restarts += restarts_ice
        self.offered.append(sdp_of(f"offer {self.ice_restarts} of {id(self)}", self.own_key))
        return self.offered[-1]

    async def create_answer(self, untrusted_offer: str) -> str:
        if GARBAGE in untrusted_offer:
            raise ProtocolError("bad_sdp")
        self.offers.append(untrusted_offer)
        return sdp_of(f"answer {len(self.offers)}", self.own_key)

    async def set_answer(self, untrusted_answer: str) -> None:
        if GARBAGE in untrusted_answer:
            raise ProtocolError("bad_sdp")
        self.answers.append(untrusted_answer)

    def send_video(self, picture: Picture) -> None:
        self.pictures.append(picture)

    def send_audio(self, block: Block) -> None:
        self.blocks.append(block)

    def pull_audio(self) -> Block:
        return self.voice

    def set_limits(self, limits: SendLimits) -> None:
        self.limits = limits

    def last_rtp_at_s(self) -> float | None:
        return self.stream_clock.monotonic() if self.stream_clock else self.rtp_at_s

    def first_audio_at_s(self) -> float | None:
        return self.audio_at_s

    async def stats(self, site_id: SiteId) -> PeerStats:
        return self.figures or fake_stats(site_id)

    async def close(self) -> None:
        self.closed += 1

    # ---- by hand --------------------------------------------------------------------------------

    def show(self, picture: Picture) -> None:
        """A picture arrives."""
        self.rtp_at_s = picture.made_at_s
        self.config.on_video(picture)

    def stream(self, clock: Clock) -> None:
        """From now on packets come all the time, by a clock that nobody turns by hand."""
        self.stream_clock = clock

    def fail(self) -> None:
        self.config.on_state(ConnectionState.FAILED)


class FakeConnections:
    """A PeerConnectionFactory."""

    def __init__(self) -> None:
        self.made: list[FakeConnection] = []

    def __call__(self, config: ConnectionConfig) -> PeerConnection:
        self.made.append(FakeConnection(config))
        return self.made[-1]

    @property
    def newest(self) -> FakeConnection:
        return self.made[-1]

    def open(self) -> list[FakeConnection]:
        return [one for one in self.made if not one.closed]


def fake_stats(site_id: SiteId) -> PeerStats:
    return PeerStats(
        site_id=site_id,
        engine="fake",
        codec="none",
        width=2,
        height=2,
        video_fps=30.0,
        received_kbps=1.0,
        sent_kbps=1.0,
        loss=0.0,
        round_trip_s=0.0,
        jitter_s=0.0,
        silent_s=0.0,
        path="host",
    )


def small_picture(made_at_s: float, width: int = 4, height: int = 4) -> Picture:
    planes = np.full((height * 3 // 2, width), 90, np.uint8)
    return Picture(planes=planes, width=width, height=height, made_at_s=made_at_s)
