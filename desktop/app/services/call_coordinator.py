"""Joins the session channel and the media engine, which do not know each other."""

import threading
from collections.abc import Callable
from typing import Protocol

from desktop.domain.conduct.consultation import may_exchange
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged, SeatTaken
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.events import Event
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import IceServer, PeerNumber, Rung
from desktop.domain.media.events import (
    EngineStateChanged,
    IceServersRenewed,
    SignalProduced,
    SignalReceived,
)


class CallMedia(Protocol):
    """What the glue needs of the media client."""

    def join_call(
        self, own_site_id: SiteId, ice_servers: tuple[IceServer, ...], start_rung: Rung
    ) -> None:
        """Take part under this name; start_rung: what the line is thought to carry."""
        ...

    def set_roster(
        self,
        own_media_number: int,
        peers: tuple[PeerNumber, ...],
        session_id: SessionId,
        heard: tuple[SiteId, ...] | None,
    ) -> None:
        """Who has media in this session now; heard: whose microphone is played, None: all."""
        ...

    def deliver_signal(self, site_id: SiteId, untrusted_payload: str) -> None:
        """From another site's engine."""
        ...

    def renew_line(self, ice_servers: tuple[IceServer, ...]) -> None:
        """Relays as the server tells them now; links that hear nothing act at once."""
        ...

    def leave_call(self) -> None:
        """Close every connection."""
        ...


class CallChannel(Protocol):
    """What the glue needs of the session channel."""

    def send_signal(self, site_id: SiteId, payload: str) -> None:
        """To another site's engine."""
        ...

    def announce_media_ready(self) -> None:
        """This seat's engine is up (again)."""
        ...

    def ice_servers(self) -> tuple[IceServer, ...]:
        """As the server's welcome said."""
        ...


class CallCoordinator:
    """Carries rosters and signals between channel and media.

    The engine joins the call when the channel first comes up, keeps its connections through
    breaks of the channel, and leaves when the seat is left or taken. While others consult it is in
    the call without peers. A companion desk makes no call, and no desk of a session that meets on a
    platform of somebody else. Thread: any.

    start_rung: what this room's line is thought to carry, asked when a call begins.
    """

    def __init__(
        self,
        *,
        own_site_id: SiteId,
        media: CallMedia,
        channel: CallChannel,
        start_rung: Callable[[], Rung],
    ) -> None:
        self._own_site_id = own_site_id
        self._start_rung = start_rung
        self._media = media
        self._channel = channel
        self._lock = threading.Lock()
        self._is_in_call = False

    def on_event(self, event: Event) -> None:
        """React to one fact."""
        match event:
            case ChannelChanged(is_connected=True, is_beside=False, is_elsewhere=False):
                self._join()
            case IceServersRenewed():
                self._renew_line()
            case EngineStateChanged(is_up=True):
                self._announce_again()
            case LiveSessionChanged(live=live):
                self._pass_roster(live)
            case SignalReceived(site_id=site_id, untrusted_payload=payload):
                self._media.deliver_signal(site_id, payload)
            case SignalProduced(site_id=site_id, payload=payload):
                self._channel.send_signal(site_id, payload)
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                self._leave()
            case _:
                pass

    def _leave(self) -> None:
        with self._lock:
            was_in_call, self._is_in_call = self._is_in_call, False
        if was_in_call:
            self._media.leave_call()

    def _join(self) -> None:
        with self._lock:
            was_in_call, self._is_in_call = self._is_in_call, True
        if was_in_call:
            # Signals of both sides may be lost with the former line.
            self._renew_line()
        else:
            self._media.join_call(
                self._own_site_id, self._channel.ice_servers(), self._start_rung()
            )
            self._channel.announce_media_ready()

    def _renew_line(self) -> None:
        with self._lock:
            is_in_call = self._is_in_call
        if is_in_call:
            self._media.renew_line(self._channel.ice_servers())

    def _announce_again(self) -> None:
        with self._lock:
            is_in_call = self._is_in_call
        if is_in_call:
            self._channel.announce_media_ready()

    def _pass_roster(self, live: LiveSession) -> None:
        with self._lock:
            if not self._is_in_call:
                return
        own = live.seat(self._own_site_id)
        if own is None or (own.media_number == 0 and not live.waits(self._own_site_id)):
            return
        peers = tuple(
            PeerNumber(site_id=seat.site_id, media_number=seat.media_number)
            for seat in live.seats
            if seat.site_id != self._own_site_id
            and seat.media_number > 0
            and may_exchange(live.consultation, self._own_site_id, seat.site_id)
        )
        heard = None if live.queue is None else live.queue.heard
        self._media.set_roster(own.media_number, peers, live.session_id, heard)
