"""Patch of aiortc: one certificate for all connections of a process.

aiortc makes a key for each connection, so that every renewal of a line would change the four
words that two rooms compare. Replaced: `RTCPeerConnection.__certificates`, before the first
transceiver is added.
"""

from typing import Any

from aiortc import RTCCertificate, RTCPeerConnection


def patch_certificate(pc: RTCPeerConnection, certificate: RTCCertificate) -> None:
    """Let this connection show a certificate of ours."""
    bent: Any = pc
    bent._RTCPeerConnection__certificates = [certificate]  # noqa: SLF001 - see the module
