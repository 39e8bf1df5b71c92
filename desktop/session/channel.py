"""The live channel to the city server: one WebSocket, kept up through every break.

The only file that imports `websockets`. Codes it gives (sentences: `ui/texts/texts.py`):

ChannelRefused  K-140 not signed in any more     ActionFailed  K-106 not connected, not carried out
                K-143 this site has no seat                    K-107 refused by the server: {reason}
                K-144 no such session
                K-146 server of another contract version
                K-147 companion desks enough at this site
                K-148 a city that takes no companion desk
"""

import logging
import random
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from typing_extensions import override
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from desktop.contract.channel import messages as wire
from desktop.contract.channel.conduct import (
    CloseSession,
    OpenSession,
    PauseSession,
    ResumeSession,
)
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.channel.media import SetMedia
from desktop.contract.channel.pause import CountDown, PauseUntil
from desktop.contract.channel.recording import TellLamp
from desktop.contract.channel.seat import CloseCode
from desktop.contract.channel.signing import TellText
from desktop.contract.channel.trial import (
    ConfirmTrial,
    DoubtSite,
    ShowTrialPage,
    TrialPageDrawn,
)
from desktop.contract.version import (
    CONTRACT_VERSION,
    MAX_CHANNEL_MESSAGE_BYTES,
    VERSION_HEADER,
)
from desktop.domain.clock import Clock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.line_soak import LineSoak
from desktop.domain.conduct.live_session import LiveSession, OpenLine, Stage
from desktop.domain.conduct.trial import Sense
from desktop.domain.events import EventSink
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import IceServer
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.session.floor_orders import FloorOrders
from desktop.session.seat.conversation import Conversation, Told
from desktop.session.seat.keeper import LineEnded, Program, Timing
from desktop.session.seat.seat_thread import Order, SeatThread
from desktop.session.words.agency_calls import CallCommands
from desktop.session.words.consultations import ConsultationOrders
from desktop.session.words.mapping import (
    end_session_of,
    present_page_of,
    sense_sites_of,
    set_step_of,
    tell_soak_of,
)
from desktop.session.words.roll_call import RollCommands
from desktop.session.words.signing import SigningCommands

OPEN_TIMEOUT_S = 4.0
CLOSE_TIMEOUT_S = 0.5
MAX_FRAMES_WAITING = 16

# a city that refuses a seat accepts the line first; a bare 403 is its proxy's, which wanted
# another certificate: sync renews that with the token, and the line is dialled once more
_CODE_OF_STATUS = {
    401: CloseCode.NOT_SIGNED_IN,
    403: CloseCode.NOT_SIGNED_IN,
    404: CloseCode.NO_SESSION,
    406: CloseCode.WRONG_VERSION,
    426: CloseCode.WRONG_VERSION,
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """Where the city is and whose seat this is.

    base_url: of the city server, http or https. program_id: tells two programs of one site
    apart. ca_file: certificates to trust instead of the system's. proxy: URL, none when None;
    the environment's proxies are not looked at here. show_certificate: lets a line show this PC's.
    """

    base_url: str
    own_site_id: SiteId
    program_id: str
    ca_file: Path | None = None
    proxy: str | None = field(default=None, repr=False)  # it may carry a login
    show_certificate: Callable[[ssl.SSLContext], None] | None = None
    timing: Timing = field(default_factory=lambda: Timing(jitter=random.random))


class _ConnectHere(connect):
    """A redirect would lead to a host that nobody configured: it is an error."""

    @override
    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class _WebSocketLine:
    """A Line over a real WebSocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def send(self, text: str) -> None:
        try:
            await self._socket.send(text)
        except ConnectionClosed as error:
            raise LineEnded(_close_code(error)) from error

    async def receive(self) -> str | bytes:
        try:
            return await self._socket.recv()
        except ConnectionClosed as error:
            raise LineEnded(_close_code(error)) from error

    async def close(self) -> None:
        await self._socket.close()


class WebSocketDialer:
    """Opens lines to one city server."""

    def __init__(self, settings: ChannelSettings) -> None:
        self._settings = settings

    async def dial(self, session_id: SessionId, token: str) -> _WebSocketLine:
        """A line for this session. Raises: LineEnded."""
        quiet = logging.getLogger(f"{__name__}.websocket")
        quiet.setLevel(logging.INFO)  # at debug the library writes headers, and the token is one
        try:
            socket = await _ConnectHere(
                self.address(session_id),
                additional_headers={
                    "Authorization": f"Bearer {token}",
                    VERSION_HEADER: CONTRACT_VERSION,
                },
                user_agent_header=None,
                compression=None,
                proxy=self._settings.proxy,
                ssl=self._trust(),
                open_timeout=OPEN_TIMEOUT_S,
                close_timeout=CLOSE_TIMEOUT_S,
                ping_interval=None,
                max_size=MAX_CHANNEL_MESSAGE_BYTES,
                max_queue=MAX_FRAMES_WAITING,
                logger=quiet,
            )
        except InvalidStatus as error:
            raise LineEnded(_CODE_OF_STATUS.get(error.response.status_code)) from error
        except (OSError, TimeoutError, WebSocketException) as error:
            logger.info("dial failed kind=%s", type(error).__name__)
            raise LineEnded from error
        return _WebSocketLine(socket)

    def address(self, session_id: SessionId) -> str:
        """The channel's address, ws for http and wss for https."""
        parts = urlsplit(self._settings.base_url)
        scheme = "wss" if parts.scheme == "https" else "ws"
        path = f"{parts.path.rstrip('/')}/v1/sessions/{quote(session_id, safe='')}/channel"
        return urlunsplit((scheme, parts.netloc, path, "", ""))

    def _trust(self) -> ssl.SSLContext | None:
        """Raises: OSError when the file of certificates cannot be read (ssl.SSLError is one)."""
        if urlsplit(self._settings.base_url).scheme != "https":
            return None
        context = ssl.create_default_context(cafile=self._settings.ca_file)
        if self._settings.show_certificate is not None:
            self._settings.show_certificate(context)
        return context


class SessionChannel:
    """Implements ChannelService (presenters/services/conduct.py) and what wiring needs besides.

    access_token: gives the token to use, None while there is none; its argument is a token that
    the server has just refused (else None), so that it can be renewed. It runs on a thread of
    its own and may take some seconds; it may raise RetryableError or AccessRefused.
    on_changes_available: wakes sync; returns at once. `roll`: implements RollService; `signing`:
    SigningService; `calls`: CallsService. Thread of every method: any.
    """

    def __init__(
        self,
        *,
        settings: ChannelSettings,
        access_token: Callable[[str | None], str | None],
        clock: Clock,
        emit: EventSink,
        on_changes_available: Callable[[], None],
    ) -> None:
        told = Told(emit=emit, changes_available=on_changes_available, city_url=settings.base_url)
        self._conversation = Conversation(own_site_id=settings.own_site_id, clock=clock, told=told)
        self._seat = SeatThread(
            dial=WebSocketDialer(settings).dial,
            access_token=access_token,
            clock=clock,
            emit=emit,
            program=Program(id=settings.program_id, timing=settings.timing),
            conversation=self._conversation,
        )
        self.roll = RollCommands(self._command)
        self.signing = SigningCommands(self._command, tell=self._tell_text)
        self.floor = FloorOrders(self._command)
        self.calls = CallCommands(self._command)
        self.consultation = ConsultationOrders(self._command)

    # ---- wiring ------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to obey; nothing is dialled before `join`."""
        self._seat.start()

    def stop(self) -> None:
        """End within seconds. The seat is kept for this site; `leave` gives it back."""
        self._seat.stop()

    def send_signal(self, site_id: SiteId, payload: str) -> None:
        """Something from our engine for another site's engine."""
        self._seat.later(lambda: self._conversation.send_signal(site_id, payload))

    def announce_media_ready(self) -> None:
        """Our engine is up (again); `live()` shows our media number as 0 until it has a new one."""
        self._conversation.announce_media()
        self._seat.later(lambda: None)

    def ice_servers(self) -> tuple[IceServer, ...]:
        """Relays, known once ChannelChanged(is_connected=True) was emitted."""
        return self._conversation.ice_servers

    # ---- ChannelService ----------------------------------------------------------------------

    def live(self) -> LiveSession | None:
        """The newest state, None before the first answer."""
        return self._conversation.live

    def join(self, session_id: SessionId, way: JoinWay = JoinWay.ASK) -> None:
        """Come into the session so, and keep the place through breaks until `leave`."""
        self._seat.later(lambda: self._seat.order(Order(session_id=session_id, way=way)))

    def leave(self) -> None:
        """Give the seat back."""
        self._seat.later(lambda: self._seat.order(None))

    def set_media(self, *, is_microphone_on: bool, is_camera_on: bool) -> None:
        """Tell the others what this seat sends; said again after every break."""
        media = SetMedia(is_microphone_on=is_microphone_on, is_camera_on=is_camera_on)
        self._seat.later(lambda: self._conversation.set_media(media))

    def type_line(self, line: OpenLine) -> None:
        """Show the others the line being typed; an empty text withdraws it."""
        self._seat.later(lambda: self._conversation.type_line(line))

    def open_session(self) -> None:
        """The chair opens."""
        self._command(OpenSession())

    def pause_session(self, reason: PauseReason, back_at: datetime | None = None) -> None:
        """Media stops at every site's source."""
        if back_at is None:
            self._command(PauseSession(reason=reason))
        else:
            self._command(PauseUntil(reason=reason, back_at=back_at))

    def resume_session(self) -> None:
        """Back to where the pause came from."""
        self._command(ResumeSession())

    def count_down(self, *, is_on: bool) -> None:
        """Count to the opening or to the end of a pause, or stop that."""
        self._command(CountDown(is_on=is_on))

    def close_session(self) -> None:
        """The chair closes."""
        self._command(CloseSession())

    def end_session(self, status: SessionStatus, reason: str) -> None:
        """The chair ends the session without signatures, for good."""
        self._command(end_session_of(status, reason))

    def set_step(self, step: Step, reason: str = "") -> None:
        """Go to a step."""
        live = self._conversation.live
        calls_roll = live is not None and live.roll is not None
        notes_signers = live is not None and live.signing is not None
        message = set_step_of(step, reason, calls_roll=calls_roll, notes_signers=notes_signers)
        self._command(message)

    def ask_floor(self, *, has_hand_up: bool) -> None:
        """Hand up or down."""
        self._command(AskFloor(has_hand_up=has_hand_up))

    def give_floor(self, site_id: SiteId | None) -> None:
        """Invite a site to speak, or end the turn."""
        self._command(GiveFloor(site_id=site_id))

    def present(self, stage: Stage | None) -> None:
        """Put a page on every screen, or take it down."""
        self._command(present_page_of(stage))

    def sense(self, told: tuple[Sense, ...]) -> None:
        """In a trial: tell the others what is seen and heard of them here."""
        message = sense_sites_of(told)
        self._seat.later(lambda: self._conversation.sense(message))

    def tell_lamp(self, word: RecordingWord) -> None:
        """Tell the others what the recording lamp of this room says."""
        message = TellLamp(word=word)
        self._seat.later(lambda: self._conversation.tell_lamp(message))

    def doubt_site(self, site_id: SiteId, *, is_doubted: bool) -> None:
        """In a trial: a person here does not accept a direction, or takes that back."""
        self._command(DoubtSite(site_id=site_id, is_doubted=is_doubted))

    def show_trial_page(self) -> None:
        """In a trial: show the page that every program carries, at every site."""
        self._command(ShowTrialPage())

    def tell_page_drawn(self, number: int, sha256: str, *, on_second: bool) -> None:
        """In a trial: the page of this showing came and was drawn here."""
        self._command(TrialPageDrawn(number=number, sha256=sha256, on_second=on_second))

    def tell_soak(self, soak: LineSoak) -> None:
        """In a trial: what was measured of the line here."""
        self._command(tell_soak_of(soak))

    def confirm_trial(self) -> None:
        """In a trial: have the city note it as passed."""
        self._command(ConfirmTrial())

    # ---- inside ------------------------------------------------------------------------------

    def _tell_text(self, message: TellText) -> None:
        self._seat.later(lambda: self._conversation.tell_text(message))

    def _command(self, message: wire.RoomMessage) -> None:
        self._seat.later(lambda: self._conversation.command(message))


def _close_code(error: ConnectionClosed) -> int | None:
    return None if error.rcvd is None else error.rcvd.code
