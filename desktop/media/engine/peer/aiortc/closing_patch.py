"""Patch of aiortc: a connection that is closed while it connects ends quietly.

aiortc starts `RTCPeerConnection.__connect` as a task that nobody waits for; when ICE was closed
meanwhile, its InvalidStateError is an error in the log, for nothing. Replaced on the connection.
"""

from typing import Any

from aiortc import RTCPeerConnection
from aiortc.exceptions import InvalidStateError


def patch_closing(pc: RTCPeerConnection) -> None:
    """Let what still connects end with the connection."""
    bent: Any = pc
    connect = bent._RTCPeerConnection__connect  # noqa: SLF001 - see the module

    async def connect_unless_closed() -> None:
        try:
            await connect()
        except InvalidStateError:
            if pc.signalingState != "closed":
                raise

    bent._RTCPeerConnection__connect = connect_unless_closed  # noqa: SLF001 - see the module
