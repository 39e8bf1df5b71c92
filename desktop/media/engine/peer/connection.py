"""The seam between the engine and a WebRTC implementation, in the words of the W3C.

One implementation is one folder beside this file. Whole SDPs are exchanged: candidates are
gathered before an offer or answer is returned.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.domain.ids import SiteId
from desktop.domain.media.call import IceServer, PeerStats
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import Block

"""10 ms of mono sound at 48 kHz: shape (480,)."""


class ConnectionState(StrEnum):
    """RTCPeerConnectionState."""

    NEW = "new"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    FAILED = "failed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLimits:
    """What one connection may send. Rates in kbit/s.

    max_video_kbps: 0 sends no pictures at all. The pictures handed over already have the size and
    the pace that are wanted; a connection may go below them, never above. max_audio_kbps: of the
    voice before the heads of its packets. is_narrow: the line carries little more than a voice,
    which may be sent more thriftily then.
    """

    max_video_kbps: int
    start_video_kbps: int
    min_video_kbps: int
    max_audio_kbps: int = 32
    is_narrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionConfig:
    """How a connection begins.

    ice_servers: empty means host candidates only. relay_only: relayed candidates alone are
    gathered, and no address of this PC stands in an SDP. gather_limit_s: how long servers may
    delay an SDP that has a candidate already. on_video: a decoded picture, on media-loop, newest
    only. on_state: on media-loop.
    """

    ice_servers: tuple[IceServer, ...]
    loopback_only: bool
    ice_port_range: tuple[int, int] | None
    limits: SendLimits
    on_video: Callable[[Picture], None]
    on_state: Callable[[ConnectionState], None]
    relay_only: bool = False
    gather_limit_s: float = 0.8


class PeerConnection(Protocol):
    """One connection to one other site, one picture and one voice in each direction.

    Thread: media-loop, but for `pull_audio`. `close` is mandatory and idempotent. Everything
    that arrives is read from its first moment and nothing is kept without a bound, whether the
    owner takes it or not.
    """

    @property
    def can_restart_ice(self) -> bool:
        """True when `create_offer(restarts_ice=True)` finds a new path under a running call."""
        ...

    async def create_offer(self, *, restarts_ice: bool = False) -> str:
        """Gather candidates and offer; returns SDP.

        restarts_ice: on a connection that was offered and answered before, with new credentials
        and candidates (RFC 8839 §4.4.1.1.1); the other end takes it by `create_answer` on the
        same connection. Only where `can_restart_ice` is true at both ends.
        """
        ...

    async def create_answer(self, untrusted_offer: str) -> str:
        """Take another site's offer, gather candidates and answer; returns SDP.

        Raises:
            ProtocolError: the offer cannot be understood; close the connection.
        """
        ...

    async def set_answer(self, untrusted_answer: str) -> None:
        """Take the answer to our offer.

        Raises:
            ProtocolError: the answer cannot be understood; close the connection.
        """
        ...

    def send_video(self, picture: Picture) -> None:
        """Offer a picture to the encoder; one that was not taken yet is replaced."""
        ...

    def send_audio(self, block: Block) -> None:
        """Queue 10 ms of sound; the oldest is dropped when the encoder is late."""
        ...

    def pull_audio(self) -> Block:
        """The next 10 ms of the other site's voice, silence when there is none. Thread: any."""
        ...

    def set_limits(self, limits: SendLimits) -> None:
        """Bound what is sent from now on."""
        ...

    def last_rtp_at_s(self) -> float | None:
        """When the last RTP packet came, monotonic; None before the first."""
        ...

    def first_audio_at_s(self) -> float | None:
        """When the first sound was decoded, monotonic; None before."""
        ...

    async def stats(self, site_id: SiteId) -> PeerStats:
        """Figures of the time since the last call."""
        ...

    async def close(self) -> None:
        """Let go of sockets, threads and memory. Idempotent."""
        ...


PeerConnectionFactory = Callable[[ConnectionConfig], PeerConnection]
