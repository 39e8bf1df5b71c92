"""Settings of `wrtc` for the whole process, and the configuration of one connection.

Private name used (wrtc 0.1.0): `RTCCertificate._wrap` (a key made at once, before the loop runs).
"""

import importlib
import logging
from typing import Any

import webrtc

from desktop.domain.media.call import IceServer
from desktop.media.engine.peer.connection import ConnectionConfig
from desktop.media.engine.relays.ice_urls import usable_servers

CERTIFICATE_MS = 365 * 24 * 3_600 * 1_000
"""The longest that libwebrtc allows; no engine lives as long."""

_DRAINING = "WebRTC-Pacer-DrainQueue"
_DISABLED = "Disabled"

logger = logging.getLogger(__name__)

Certificate = webrtc.RTCCertificate


def allow_loopback() -> None:
    """Let every connection of this process use 127.0.0.1 too; before the first one is made."""
    try:
        webrtc.allow_loopback()
    except webrtc.InvalidStateError:
        logger.info("loopback stays as the first connection of this process found it")


def keep_to_the_line() -> None:
    """Let pictures that wait never leave faster than the line takes them; once is enough.

    By itself libwebrtc sends within 2 s what has waited, whatever it knows of the line: with 64
    kbit/s known, 280 were sent for seven seconds, and most of the voice was lost in front of the
    line. Before the first connection of this process is made.
    """
    if webrtc.field_trials.get(_DRAINING) == _DISABLED:
        return
    try:
        webrtc.field_trials[_DRAINING] = _DISABLED
    except webrtc.InvalidStateError:
        logger.info("pacing stays as the first connection of this process found it")


def make_certificate() -> Certificate:
    """A key of this process, for all its connections: its fingerprint is who we are."""
    wrtc: Any = importlib.import_module("wrtc")
    native = wrtc.RTCCertificate.generate("ecdsa", 0, 0, CERTIFICATE_MS)
    return webrtc.RTCCertificate._wrap(native)  # noqa: SLF001 - see the module


def configuration_of(config: ConnectionConfig, certificate: Certificate) -> webrtc.RTCConfiguration:
    """Its relays, its key, its ports."""
    policy = webrtc.RTCIceTransportPolicy
    servers = usable_servers(config.ice_servers, loopback_only=config.loopback_only)
    return webrtc.RTCConfiguration(
        ice_servers=[_server(server) for server in servers],
        ice_transport_policy=policy.relay if config.relay_only else policy.all,
        bundle_policy=webrtc.RTCBundlePolicy.max_bundle,
        certificates=[certificate],
        port_range=config.ice_port_range,
    )


def _server(server: IceServer) -> webrtc.RTCIceServer:
    return webrtc.RTCIceServer(
        urls=list(server.urls),
        username=server.username or None,
        credential=server.credential or None,
    )
