"""Channel messages of a seat: hello, welcome, ping, refusal, close codes."""

from datetime import datetime
from enum import IntEnum
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received
from desktop.contract.channel.conduct import State
from desktop.contract.channel.media import IceServer


class CloseCode(IntEnum):
    """Why the server ended a channel."""

    MALFORMED = 4400
    NOT_SIGNED_IN = 4401
    NO_SEAT = 4403
    NO_SESSION = 4404
    WRONG_VERSION = 4406
    SEAT_TAKEN = 4409
    SEAT_IN_USE = 4410
    NO_ROOM_BESIDE = 4411
    TOO_LARGE = 4413
    TOO_FAST = 4429


class Hello(Received):
    """First message. program_id tells two programs of one site apart.

    asks: where another PC of the site has the seat it keeps it, and this channel is closed.
    is_beside: a companion desk, without media and without the seat. can_depute: the program can
    conduct while the chair is lost. A city of before 0.4.0 knows none of them: the channel is
    closed as malformed.
    """

    type: Literal["hello"] = "hello"
    program_id: Identifier
    asks: bool = False
    is_beside: bool = False
    can_depute: bool = False


class Ping(Received):
    """Every CHANNEL_PING_S; answered by `pong`."""

    type: Literal["ping"] = "ping"
    nonce: Annotated[int, Field(ge=0, le=2**31)]


class Leave(Received):
    """The officer leaves on purpose."""

    type: Literal["leave"] = "leave"


class Welcome(Answer):
    """Answer to `hello`."""

    type: Literal["welcome"] = "welcome"
    site_id: Identifier
    server_time: datetime
    ice_servers: tuple[IceServer, ...]
    state: State


class Pong(Answer):
    """Answer to `ping`. server_time: of the answer; None of an older city."""

    type: Literal["pong"] = "pong"
    nonce: int
    server_time: datetime | None = None


class ChangesAvailable(Answer):
    """Something new can be pulled: ask /v1/changes now."""

    type: Literal["changes_available"] = "changes_available"


class Refused(Answer):
    """The last message of this name was not carried out; the channel goes on."""

    type: Literal["refused"] = "refused"
    message_type: str
    code: str
