"""One joined seat without its socket: server messages become events; requests survive a redial.

No socket and no loop in here: `channel.py` carries the texts.
"""

import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.contract.channel import messages as wire
from desktop.contract.channel.conduct import State
from desktop.contract.channel.guests import GuestLink
from desktop.contract.channel.media import IceServersRenewed as WireIceServersRenewed
from desktop.contract.channel.media import MediaReady, SetMedia, Signal, SignalRelayed
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.recording import LampTold, TellLamp
from desktop.contract.channel.seat import ChangesAvailable, Pong, Refused, Welcome
from desktop.contract.channel.signing import TellText
from desktop.contract.channel.trial import FetchTrialPage, SenseSites, TrialPageBytes
from desktop.domain.clock import Clock
from desktop.domain.conduct.events import (
    CountdownTold,
    LiveSessionChanged,
    OpenLineChanged,
    TrialPageArrived,
)
from desktop.domain.conduct.live_session import LiveSession, OpenLine
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import IceServer
from desktop.domain.media.events import IceServersRenewed, SignalReceived
from desktop.session.city_clock import CityClock
from desktop.session.countdown_beats import CountdownBeats
from desktop.session.line.incoming import MALFORMED, Reader
from desktop.session.line.outgoing import Outgoing
from desktop.session.seat.busy_retry import BusyRetry
from desktop.session.seat.media_seat import MediaSeat
from desktop.session.words.agency_calls import guest_link_from
from desktop.session.words.mapping import (
    ice_servers_from,
    live_session_from,
    open_line_from,
    signal_from,
    trial_page_from,
    type_line_of,
)
from desktop.session.words.misfit import Misfit
from desktop.session.words.recording import lamp_from

NOT_CONNECTED = "K-106"
REFUSED_BY_SERVER = "K-107"

_CODE = re.compile(r"[A-Z]-\d{3}")
_REASON = re.compile(r"[a-z_]{1,40}")
_ACTIONS = {"present_page": "present", "pause_until": "pause_session"}
_UNASKED = frozenset(
    {"signal", "ping", "hello", "type_line", "media_ready", "set_media", "sense_sites"}
    | {"fetch_trial_page", "trial_page_drawn", "tell_soak", "tell_lamp", "tell_text"}
)
"""Messages that no officer waits for: their refusal is logged, not shown."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom a conversation tells: presenters by events, sync by a call that returns at once.

    city_url: where the city is, for links of guests.
    """

    emit: EventSink
    changes_available: Callable[[], None]
    city_url: str = ""


class Conversation:
    """The state of one seat, through any number of lines to the server.

    Thread: session-channel, but for `live`, `ice_servers` and `announce_media` (any).
    """

    def __init__(self, *, own_site_id: SiteId, clock: Clock, told: Told) -> None:
        self.outgoing = Outgoing(clock)
        self.city = CityClock(clock)
        self._beats = CountdownBeats(self.city)
        self._retry = BusyRetry(clock)
        self._own_site_id = own_site_id
        self._told = told
        self._reader = Reader()
        self._lock = threading.Lock()
        self._seat = MediaSeat()
        self._media: SetMedia | None = None
        self._session_id: SessionId | None = None
        self._is_beside = False
        self._is_connected = False
        self._live: LiveSession | None = None
        self._fetched_page = 0
        self._ice_servers: tuple[IceServer, ...] = ()

    @property
    def live(self) -> LiveSession | None:
        """The newest state; our own media number is 0 until our engine may use it."""
        return self._live

    @property
    def is_elsewhere(self) -> bool:
        """The session meets on a platform of somebody else: this desk makes no call."""
        return self._live is not None and bool(self._live.platform)

    @property
    def ice_servers(self) -> tuple[IceServer, ...]:
        """Relays as the server told them last."""
        return self._ice_servers

    @property
    def dropped(self) -> dict[str, int]:
        """Frames of the server that were dropped so far, by kind."""
        return self._reader.dropped

    # ---- what we want ------------------------------------------------------------------------

    def begin(self, session_id: SessionId | None, *, is_beside: bool = False) -> None:
        """Another session, another place in it, or none: what belonged to the former is forgotten.

        is_beside: at a companion desk, which has no media.
        """
        if (session_id, is_beside) == (self._session_id, self._is_beside):
            return
        self._is_beside = is_beside
        self._session_id = session_id
        self._live = None
        self._fetched_page = 0
        self._media = None
        self.outgoing.clear()
        with self._lock:
            self._seat.forget()

    def announce_media(self) -> None:
        """Our engine is up (again). Thread: any."""
        with self._lock:
            if not self._is_beside:
                self._seat.announce()

    def set_media(self, media: SetMedia) -> None:
        """What this seat sends, now and after every break."""
        if self._is_beside:
            return
        self._media = media
        if self._is_connected:
            self.outgoing.put_media(media)

    def type_line(self, line: OpenLine) -> None:
        """Show the newest text; while the line is down it waits."""
        self.outgoing.put_typed(type_line_of(line))

    def send_signal(self, site_id: SiteId, payload: str) -> None:
        """To another engine; while the line is down it waits a little."""
        if self._is_beside:
            return
        if not self.outgoing.put_signal(Signal(to_site_id=site_id, payload=payload)):
            logger.warning("oldest waiting signal dropped")

    def sense(self, message: SenseSites) -> None:
        """What this seat sees and hears now; without a line it is soon out of date."""
        if self._is_connected and not self._is_beside:
            self.outgoing.put_sensed(message)

    def tell_lamp(self, message: TellLamp) -> None:
        """What the recording lamp says now; a city that does not pass it on is not told."""
        live = self._live
        is_asked = live is not None and live.takes_lamps and not self._is_beside
        if self._is_connected and is_asked:
            self.outgoing.put_lamp(message)

    def tell_text(self, message: TellText) -> None:
        """What the minutes of this site are now; a city that notes no signer is not told."""
        live = self._live
        is_asked = live is not None and live.signing is not None and not self._is_beside
        if self._is_connected and is_asked:
            self.outgoing.put_text(message)

    def command(self, message: wire.RoomMessage) -> None:
        """Carry out now or not at all: nobody wants a session closed minutes later."""
        if not (self._is_connected and self.outgoing.put_command(message)):
            self._fail(message.type, NOT_CONNECTED, {})

    def next_message(self) -> wire.RoomMessage | None:
        """What to send now, None when nothing is due."""
        self._say_again(self._retry.take())
        with self._lock:
            if self._is_connected and self._seat.take_announcement():
                return MediaReady()
        return self.outgoing.take()

    def tell_number(self) -> None:
        """Emit the number of a countdown that is due."""
        number = self._beats.take()
        if number is not None:
            self._told.emit(CountdownTold(number=number))

    def due_in_s(self) -> float | None:
        """Seconds until something is to be sent or told; None when nothing waits."""
        waits = (self.outgoing.due_in_s(), self._beats.due_in_s(), self._retry.due_in_s())
        return min((one for one in waits if one is not None), default=None)

    # ---- what the server says ----------------------------------------------------------------

    def on_welcome(self, welcome: Welcome) -> None:
        """A line is up; tell the server again what it may have forgotten.

        Raises: Misfit when the welcome makes no sense.
        """
        if self._session_id is None or welcome.site_id != self._own_site_id:
            raise Misfit("welcome")
        fresh = live_session_from(self._session_id, welcome.state)
        self._ice_servers = ice_servers_from(welcome.ice_servers)
        with self._lock:
            self._seat.on_welcome(_own_number(fresh, self._own_site_id))
        self.city.begin(welcome.server_time)
        self._beats.follow(fresh.countdown)
        self._is_connected = True
        if self._media is not None:
            self.outgoing.put_media(self._media)
        self._live = self._as_ours(fresh)
        self._fetched_page = 0
        self._fetch_page()

    def tell_live(self) -> None:
        """Emit the newest state, and let sync look for what was missed."""
        if self._live is not None:
            self._told.emit(LiveSessionChanged(live=self._live))
        self._told.changes_available()

    def on_line_down(self) -> None:
        """The line ended: commands that were not sent are not carried out, nothing is counted."""
        self._is_connected = False
        self._retry.forget()
        self._beats.follow(None)
        for message in self.outgoing.take_commands():
            self._fail(message.type, NOT_CONNECTED, {})

    def on_frame(self, untrusted_frame: str | bytes) -> None:
        """One frame after the welcome."""
        message = self._reader.read(untrusted_frame)
        if message is None:
            return
        try:
            self._on_message(message)
        except Misfit:
            self._reader.drop(MALFORMED)

    def read_welcome(self, untrusted_frame: str | bytes) -> Welcome | None:
        """The welcome in a frame, None when it is something else."""
        message = self._reader.read(untrusted_frame)
        return message if isinstance(message, Welcome) else None

    def _on_message(self, message: wire.ServerMessage) -> None:
        match message:
            case State():
                self._on_state(message)
            case SignalRelayed():
                site_id, payload = signal_from(message)
                self._told.emit(SignalReceived(site_id=site_id, untrusted_payload=payload))
            case LineTyped():
                self._told.emit(OpenLineChanged(line=open_line_from(message)))
            case WireIceServersRenewed():
                self._ice_servers = ice_servers_from(message.ice_servers)
                self._told.emit(IceServersRenewed())
            case ChangesAvailable():
                self._told.changes_available()
            case _:
                self._on_answer(message)

    def _on_answer(self, message: wire.ServerMessage) -> None:
        match message:
            case TrialPageBytes():
                number, content = trial_page_from(message)
                self._told.emit(TrialPageArrived(number=number, untrusted_content=content))
            case Refused():
                self._on_refused(message)
            case LampTold():
                self._told.emit(lamp_from(message))
            case GuestLink():
                self._told.emit(guest_link_from(message, self._told.city_url))
            case Pong():
                self.city.answer(_aware(message.server_time), message.nonce)
            case Welcome():
                self._reader.drop(MALFORMED)

    def _on_state(self, state: State) -> None:
        if self._session_id is None:
            return
        fresh = live_session_from(self._session_id, state)
        if self._live is not None and fresh.seq < self._live.seq:
            return
        with self._lock:
            self._seat.on_state(_own_number(fresh, self._own_site_id))
        self._live = self._as_ours(fresh)
        self._beats.follow(fresh.countdown)
        self._fetch_page()
        self._told.emit(LiveSessionChanged(live=self._live))

    def _fetch_page(self) -> None:
        """Of every showing once on every line: what came before a break may be lost."""
        page = None if self._live is None else self._live.trial_page
        if page is not None and page.number != self._fetched_page:
            self._fetched_page = page.number
            self.outgoing.put_command(FetchTrialPage())

    def _as_ours(self, fresh: LiveSession) -> LiveSession:
        with self._lock:
            number = self._seat.number
        seats = tuple(
            replace(seat, media_number=number) if seat.site_id == self._own_site_id else seat
            for seat in fresh.seats
        )
        return replace(fresh, seats=seats)

    def _say_again(self, due: frozenset[str]) -> None:
        if "set_media" in due and self._media is not None:
            self.outgoing.put_media(self._media)
        if "media_ready" in due:
            with self._lock:
                self._seat.say_again()

    def _on_refused(self, refused: Refused) -> None:
        if self._retry.takes(refused.message_type, refused.code):
            logger.info("said again soon type=%s", refused.message_type)
            return
        if _CODE.fullmatch(refused.code):
            self._fail(refused.message_type, refused.code, {})
            return
        reason = refused.code if _REASON.fullmatch(refused.code) else "unknown"
        self._fail(refused.message_type, REFUSED_BY_SERVER, {"reason": reason})

    def _fail(self, message_type: str, code: str, data: dict[str, str | int]) -> None:
        if message_type in _UNASKED:
            logger.info("message not carried out type=%s code=%s", message_type, code)
            return
        action = _ACTIONS.get(message_type, message_type)
        if not _REASON.fullmatch(action):
            self._reader.drop(MALFORMED)
            return
        self._told.emit(ActionFailed(action=action, code=code, data=data))


def _aware(at: datetime | None) -> datetime | None:
    return at if at is None or at.tzinfo is not None else None


def _own_number(live: LiveSession, own_site_id: SiteId) -> int:
    seat = live.seat(own_site_id)
    return 0 if seat is None else seat.media_number
