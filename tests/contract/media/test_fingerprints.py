"""DTLS is bound to the fingerprint of the SDP on every engine: another certificate gets nothing."""

import asyncio

import numpy as np
import pytest

from desktop.domain.clock import SystemClock
from desktop.media.engine.call.dtls_identity import pin_sdp
from desktop.media.engine.peer.aiortc.connection import AiortcConnections
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.peer.libwebrtc.connection import LibwebrtcConnections
from desktop.media.engine.sound_block import BLOCK_SAMPLES

pytestmark = pytest.mark.contract

CLOCK = SystemClock()
FACTORIES: dict[str, type] = {"aiortc": AiortcConnections, "libwebrtc": LibwebrtcConnections}
WATCH_S = 2.0
MEET_LIMIT_S = 60.0


@pytest.fixture(params=sorted(FACTORIES))
def factory(request: pytest.FixtureRequest) -> PeerConnectionFactory:
    made: PeerConnectionFactory = FACTORIES[request.param](clock=CLOCK)
    return made


def connect(factory: PeerConnectionFactory) -> PeerConnection:
    return factory(
        ConnectionConfig(
            ice_servers=(),
            loopback_only=True,
            ice_port_range=None,
            limits=SendLimits(max_video_kbps=0, start_video_kbps=0, min_video_kbps=0),
            on_video=lambda picture: None,
            on_state=lambda state: None,
        )
    )


async def hears(
    factory: PeerConnectionFactory, forge: str | None, limit_s: float
) -> tuple[bool, str, str]:
    """Whether the offering side hears the other within the limit, and both SDPs.

    forge: a fingerprint to put into the answer.
    """
    left, right = connect(factory), connect(factory)
    try:
        offer = await left.create_offer()
        answer = await right.create_answer(offer)
        told = answer
        if forge is not None:
            told = answer.replace(pin_sdp(answer).fingerprint.hex(":").upper(), forge)
            assert pin_sdp(told).fingerprint != pin_sdp(answer).fingerprint
        await left.set_answer(pin_sdp(told).sdp)
        ends_s = CLOCK.monotonic() + limit_s
        while left.last_rtp_at_s() is None and CLOCK.monotonic() < ends_s:
            for one in (left, right):
                one.send_audio(np.zeros(BLOCK_SAMPLES, np.int16))
            await asyncio.sleep(0.01)
        return left.last_rtp_at_s() is not None, offer, answer
    finally:
        await left.close()
        await right.close()


def test_the_certificate_of_the_sdp_is_let_in(factory: PeerConnectionFactory) -> None:
    is_heard, offer, answer = asyncio.run(hears(factory, None, MEET_LIMIT_S))
    assert is_heard
    # One process, one key: the four words outlive a renewed line.
    assert pin_sdp(offer).fingerprint == pin_sdp(answer).fingerprint


def test_another_certificate_is_not_let_in(factory: PeerConnectionFactory) -> None:
    forged = bytes(range(32)).hex(":").upper()
    is_heard, _, _ = asyncio.run(hears(factory, forged, WATCH_S))
    assert not is_heard
