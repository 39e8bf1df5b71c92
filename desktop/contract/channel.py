"""Messages of the live channel: WS /v1/sessions/{session_id}/channel, one JSON text each.

The access token is sent in the Authorization header, the version in VERSION_HEADER. The room
speaks first (`hello`), the server answers `welcome` with the whole state. After a break the room
dials again and gets state, not events. Each `state` carries a `seq` that grows with every change.
A refused message is answered by `refused` with a ProblemCode; the channel goes on. A silent or
slow room is closed with 1001, every room with 1012 when the server stops: they may dial again
at once. `leave` is answered by 1000.
Close codes: 4400 malformed, 4401 not signed in, 4403 no seat, 4404 no such session,
4406 wrong version, 4409 seat taken over, 4413 too large, 4429 too fast.
"""

from datetime import datetime
from enum import IntEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from desktop.contract.base import Answer, Identifier, Moment, Received, ShortText, Text
from desktop.contract.version import (
    MAX_OPEN_LINE_CHARACTERS,
    MAX_REASON_CHARACTERS,
    MAX_SIGNAL_CHARACTERS,
    MIN_REASON_CHARACTERS,
)


class CloseCode(IntEnum):
    """Why the server ended a channel."""

    MALFORMED = 4400
    NOT_SIGNED_IN = 4401
    NO_SEAT = 4403
    NO_SESSION = 4404
    WRONG_VERSION = 4406
    SEAT_TAKEN = 4409
    TOO_LARGE = 4413
    TOO_FAST = 4429


# ---- what a room says -------------------------------------------------------------------------


class Hello(Received):
    """First message. program_id tells two programs of one site apart."""

    type: Literal["hello"] = "hello"
    program_id: Identifier


class Ping(Received):
    """Every CHANNEL_PING_S; answered by `pong`."""

    type: Literal["ping"] = "ping"
    nonce: Annotated[int, Field(ge=0, le=2**31)]


class MediaReady(Received):
    """This seat's engine is up (again): the server gives the seat a new media number."""

    type: Literal["media_ready"] = "media_ready"


class SetMedia(Received):
    """What this seat sends."""

    type: Literal["set_media"] = "set_media"
    is_microphone_on: bool
    is_camera_on: bool


class Signal(Received):
    """SDP or candidates for another seat's engine, opaque to the server."""

    type: Literal["signal"] = "signal"
    to_site_id: Identifier
    payload: Annotated[str, Field(min_length=1, max_length=MAX_SIGNAL_CHARACTERS)]


class TypeLine(Received):
    """The line being typed, at most five times a second; an empty text withdraws it."""

    type: Literal["type_line"] = "type_line"
    line_id: Identifier
    speaker: ShortText
    text: Annotated[Text, Field(max_length=MAX_OPEN_LINE_CHARACTERS)]
    at: Moment


class OpenSession(Received):
    """The chair opens the session."""

    type: Literal["open_session"] = "open_session"


class PauseSession(Received):
    """Media of every site stops at its source."""

    type: Literal["pause_session"] = "pause_session"
    reason: Annotated[Text, Field(max_length=16)]


class ResumeSession(Received):
    """Back to the status the pause came from."""

    type: Literal["resume_session"] = "resume_session"


class CloseSession(Received):
    """The chair closes the session."""

    type: Literal["close_session"] = "close_session"


class EndSession(Received):
    """The chair ends an open session without signatures, for good.

    status: adjourned, aborted_technical or refused. reason: as it stands in the minutes.
    """

    type: Literal["end_session"] = "end_session"
    status: Annotated[Text, Field(max_length=24)]
    reason: Annotated[
        Text, Field(min_length=MIN_REASON_CHARACTERS, max_length=MAX_REASON_CHARACTERS)
    ]


class SetStep(Received):
    """Move to a step of the legal sequence."""

    type: Literal["set_step"] = "set_step"
    step: Annotated[Text, Field(max_length=16)]


class AskFloor(Received):
    """Hand up or down."""

    type: Literal["ask_floor"] = "ask_floor"
    has_hand_up: bool


class GiveFloor(Received):
    """Invite a site to speak; None ends the turn."""

    type: Literal["give_floor"] = "give_floor"
    site_id: Identifier | None


class PresentPage(Received):
    """Put a page on every screen; document_id None takes it down."""

    type: Literal["present_page"] = "present_page"
    document_id: Identifier | None
    page: Annotated[int, Field(ge=1, le=100_000)]
    page_count: Annotated[int, Field(ge=1, le=100_000)]
    title: ShortText


class Leave(Received):
    """The officer leaves on purpose."""

    type: Literal["leave"] = "leave"


RoomMessage = Annotated[
    Hello
    | Ping
    | MediaReady
    | SetMedia
    | Signal
    | TypeLine
    | OpenSession
    | PauseSession
    | ResumeSession
    | CloseSession
    | EndSession
    | SetStep
    | AskFloor
    | GiveFloor
    | PresentPage
    | Leave,
    Field(discriminator="type"),
]
ROOM_MESSAGE: TypeAdapter[RoomMessage] = TypeAdapter(RoomMessage)


# ---- what the server says ----------------------------------------------------------------------


class SeatState(Answer):
    """One seat, see desktop/domain/roster.py."""

    site_id: Identifier
    is_connected: bool
    media_number: int
    is_microphone_on: bool
    is_camera_on: bool
    has_hand_up: bool


class StageState(Answer):
    """The page on every screen."""

    document_id: Identifier
    page: int
    page_count: int
    title: str


class EndingState(Answer):
    """How the session was ended without signatures; stays when the session is closed later."""

    status: str
    reason: str
    at: datetime


class State(Answer):
    """The whole live state; sent after every change."""

    type: Literal["state"] = "state"
    seq: int
    status: str
    step: str
    pause_reason: str | None
    opened_at: datetime | None
    seats: tuple[SeatState, ...]
    speaking_site_id: Identifier | None
    floor_since: datetime | None
    stage: StageState | None
    ending: EndingState | None = None


class IceServer(Answer):
    """As RTCIceServer of the W3C; credentials are time-limited."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


class Welcome(Answer):
    """Answer to `hello`."""

    type: Literal["welcome"] = "welcome"
    site_id: Identifier
    server_time: datetime
    ice_servers: tuple[IceServer, ...]
    state: State


class IceServersRenewed(Answer):
    """The same servers with new credentials, before the ones of the welcome end."""

    type: Literal["ice_servers"] = "ice_servers"
    ice_servers: tuple[IceServer, ...]


class Pong(Answer):
    """Answer to `ping`."""

    type: Literal["pong"] = "pong"
    nonce: int


class SignalRelayed(Answer):
    """Something from another seat's engine."""

    type: Literal["signal"] = "signal"
    from_site_id: Identifier
    payload: str


class LineTyped(Answer):
    """The open line of another site; empty when finished or withdrawn."""

    type: Literal["line_typed"] = "line_typed"
    site_id: Identifier
    line_id: Identifier
    speaker: str
    text: str
    at: datetime


class ChangesAvailable(Answer):
    """Something new can be pulled: ask /v1/changes now."""

    type: Literal["changes_available"] = "changes_available"


class Refused(Answer):
    """The last message of this name was not carried out; the channel goes on."""

    type: Literal["refused"] = "refused"
    message_type: str
    code: str


ServerMessage = Annotated[
    State
    | Welcome
    | IceServersRenewed
    | Pong
    | SignalRelayed
    | LineTyped
    | ChangesAvailable
    | Refused,
    Field(discriminator="type"),
]
SERVER_MESSAGE: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)
