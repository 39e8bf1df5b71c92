"""One peer connection of a link: its offer and answer, and the two pinned fingerprints."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import ProtocolError
from desktop.media.engine.call.dtls_identity import pin_sdp
from desktop.media.engine.call.link_watchdog import Attempt
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
)

if TYPE_CHECKING:
    from desktop.media.engine.signaling import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """SHA-256 fingerprints of the two certificates of a connection, 32 bytes each."""

    own: bytes
    theirs: bytes


MOST_RESTARTS = 3
"""libwebrtc keeps the sockets of every path that it ever gathered, about three for each restart:
an evening on a line that is cut every minute would use up what a process may open."""

SAY_AGAIN_S = 4.0
"""So often an offer is repeated that has no answer yet, while media flow."""


class Leg:
    """Thread: media-loop. `open` makes the connection, `close` is mandatory.

    work: tasks of its negotiation, ended by `close`. attempt: number of the newest offer on this
    connection; an answer to an older one is void. tried: when that was. said: it, or our answer,
    as the other site was told; said_at_s: when last. is_unanswered: by the other site, yet.
    gather_limit_s: how long servers, if there are any, may delay an SDP of it.
    """

    def __init__(
        self, connection_id: str, *, begun_at_s: float, gather_limit_s: float, has_servers: bool
    ) -> None:
        self.id = connection_id
        self.attempt = 0
        self.gather_limit_s = gather_limit_s
        waits_s = gather_limit_s if has_servers else 0.0
        self.tried = Attempt(begun_at_s=begun_at_s, waits_s=waits_s)
        self.connection: PeerConnection | None = None
        self.work: set[asyncio.Task[None]] = set()
        self.has_failed = False
        self.has_told_video = False
        self.has_told_audio = False
        self.can_restart_there = False
        self.said: Signal | None = None
        self.said_at_s = begun_at_s
        self.is_unanswered = False
        self._own_key: bytes | None = None
        self._their_key: bytes | None = None
        self._turn = asyncio.Lock()

    @property
    def can_restart_ice(self) -> bool:
        """Both ends can find a new path under this connection, and have not done so too often."""
        return (
            self.can_restart_there
            and self.attempt <= MOST_RESTARTS
            and self.connection is not None
            and self.connection.can_restart_ice
        )

    @property
    def keys(self) -> Keys | None:
        """Whose connection this is, None before both sides have said it."""
        if self._own_key is None or self._their_key is None:
            return None
        return Keys(own=self._own_key, theirs=self._their_key)

    def last_rtp_at_s(self) -> float | None:
        """When the last RTP packet came, monotonic; None before the first."""
        return None if self.connection is None else self.connection.last_rtp_at_s()

    def open(self, connect: PeerConnectionFactory, config: ConnectionConfig) -> None:
        """Make the connection, unless there is one."""
        if self.connection is None:
            self.connection = connect(config)

    async def close(self) -> None:
        """End what goes on, then the connection."""
        working = tuple(self.work)
        for task in working:
            task.cancel()
        if working:
            await asyncio.wait(working)
        if self.connection is not None:
            await self.connection.close()

    def begin_offer(self, now_s: float) -> int:
        """Number of the offer that is made from now on; the one that counts."""
        self.tried = self.tried.again(now_s)
        self.attempt += 1
        self.said = None
        self.is_unanswered = True
        return self.attempt

    async def offer(self, attempt: int, *, restarts_ice: bool) -> str | None:
        """An SDP to send, None when a newer offer overtook it."""
        async with self._turn:
            if self.connection is None or attempt != self.attempt:
                return None
            sdp = await self.connection.create_offer(restarts_ice=restarts_ice)
            self._own_key = pin_sdp(sdp).fingerprint
        return None if attempt != self.attempt else sdp

    def offer_to_repeat(self, now_s: float) -> "Signal | None":
        """What was said and not answered in time, counted as said now. For one that carries media.

        They came back by the old path, and the answer to a restart of ICE is lost: a connection
        that waits for one for ever changes nothing any more of what it sends.
        """
        is_due = self.is_unanswered and now_s - self.said_at_s >= SAY_AGAIN_S
        if not is_due or self.said is None:
            return None
        self.said_at_s = now_s
        return self.said

    def begin_answer(self, attempt: int, now_s: float) -> None:
        """From now on this offer is the one that counts."""
        self.tried = self.tried.again(now_s)
        self.attempt = attempt
        self.said = None

    async def answer(self, attempt: int, untrusted_offer: str) -> str | None:
        """An SDP to send, None when a newer offer overtook it.

        Raises:
            ProtocolError: the offer cannot be understood, or is of another identity.
        """
        async with self._turn:
            if self.connection is None or attempt != self.attempt:
                return None
            offer = self._pinned(untrusted_offer)
            sdp = await self.connection.create_answer(offer)
            self._own_key = pin_sdp(sdp).fingerprint
        return None if attempt != self.attempt else sdp

    async def take_answer(self, attempt: int, untrusted_answer: str, now_s: float) -> bool:
        """Whether it was the answer to our newest offer. now_s: when it came.

        Raises:
            ProtocolError: the answer cannot be understood, or is of another identity.
        """
        async with self._turn:
            is_awaited = attempt == self.attempt and self.is_unanswered
            if self.connection is None or not is_awaited:
                return False
            answer = self._pinned(untrusted_answer)
            await self.connection.set_answer(answer)
            self.is_unanswered = False
            self.tried.answered_at_s = now_s
        return True

    def _pinned(self, untrusted_sdp: str) -> str:
        """One DTLS association has one peer: a restart under another key is refused."""
        pinned = pin_sdp(untrusted_sdp)
        if self._their_key not in (None, pinned.fingerprint):
            raise ProtocolError("bad_sdp", "other fingerprint")
        self._their_key = pinned.fingerprint
        return pinned.sdp
