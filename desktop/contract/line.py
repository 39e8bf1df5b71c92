"""A short burst of bytes between a room and the city: how much the line between them carries."""

from desktop.contract.base import Answer
from desktop.contract.channel.media import IceServer

MAX_BURST_BYTES = 200_000
"""One transfer; about a second and a half on a line that carries a 720p picture."""

BURST_TYPE = "application/octet-stream"


class LineRelays(Answer):
    """GET /v1/line/relays: what a room may send media through to try the way; empty: none."""

    ice_servers: tuple[IceServer, ...]
