"""Channel messages of the media: readiness, signalling, ICE servers."""

from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received
from desktop.contract.version import MAX_SIGNAL_CHARACTERS


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


class IceServer(Answer):
    """As RTCIceServer of the W3C; credentials are time-limited."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


class IceServersRenewed(Answer):
    """The same servers with new credentials, before the ones of the welcome end."""

    type: Literal["ice_servers"] = "ice_servers"
    ice_servers: tuple[IceServer, ...]


class SignalRelayed(Answer):
    """Something from another seat's engine."""

    type: Literal["signal"] = "signal"
    from_site_id: Identifier
    payload: str
