"""One test for each private name of aiortc 1.16.0 and aioice that a patch leans on."""

import asyncio
import queue
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiortc
import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpTransceiver
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtp import RtpPacket
from av.frame import Frame
from av.packet import Packet
from typing_extensions import override

from desktop.domain.call import IceServer
from desktop.domain.clock import SystemClock
from desktop.media.engine.peer.aiortc.ice_patch import patch_ice, selected_path
from desktop.media.engine.peer.aiortc.opus import EncodedSoundPacker
from desktop.media.engine.peer.aiortc.receiver_patch import (
    MAX_FRAMES_BEFORE_DECODER,
    BoundedVideoBuffer,
    VoiceTap,
    patch_ear,
    patch_video,
    patch_voice,
)
from desktop.media.engine.peer.aiortc.sender_patch import (
    KEYFRAME_GAP_S,
    patch_encoder,
    patch_keyframes,
)
from desktop.media.engine.peer.connection import ConnectionConfig, SendLimits
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

PORTS = (42_100, 42_120)


def with_transceiver(kind: str, story: Callable[[RTCRtpTransceiver], Awaitable[None]]) -> None:
    async def whole() -> None:
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        try:
            await story(pc.addTransceiver(kind))
        finally:
            await pc.close()

    asyncio.run(whole())


def wish(
    *,
    loopback_only: bool = True,
    port_range: tuple[int, int] | None = None,
    urls: tuple[str, ...] = (),
    relay_only: bool = False,
) -> ConnectionConfig:
    return ConnectionConfig(
        ice_servers=tuple(IceServer(urls=(url,), username="u", credential="c") for url in urls),
        loopback_only=loopback_only,
        ice_port_range=port_range,
        limits=SendLimits(max_video_kbps=1, start_video_kbps=1, min_video_kbps=1),
        on_video=lambda picture: None,
        on_state=lambda state: None,
        relay_only=relay_only,
    )


def candidates_of(config: ConnectionConfig) -> list[tuple[str, int]]:
    async def whole() -> list[tuple[str, int]]:
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        try:
            transport = pc.addTransceiver("audio").receiver.transport.transport
            patch_ice(transport, config)
            await pc.setLocalDescription(await pc.createOffer())
            assert selected_path(transport) == ""
            return [(one.ip, one.port) for one in transport.iceGatherer.getLocalCandidates()]
        finally:
            await pc.close()

    return asyncio.run(whole())


def test_the_version_that_the_patches_were_written_for() -> None:
    assert aiortc.__version__ == "1.16.0"


def test_loopback_only_gathers_exactly_one_loopback_candidate() -> None:
    candidates = candidates_of(wish())
    assert [host for host, _ in candidates] == ["127.0.0.1"]


def test_a_port_range_is_kept() -> None:
    candidates = candidates_of(wish(port_range=PORTS))
    assert [host for host, _ in candidates] == ["127.0.0.1"]
    assert all(PORTS[0] <= port <= PORTS[1] for _, port in candidates)
    anywhere = candidates_of(wish(loopback_only=False, port_range=PORTS))
    assert all(PORTS[0] <= port <= PORTS[1] for _, port in anywhere)


def test_a_range_of_taken_ports_gathers_nothing_and_does_not_fail() -> None:
    async def whole() -> list[tuple[str, int]]:
        loop = asyncio.get_running_loop()
        taken, _ = await loop.create_datagram_endpoint(
            asyncio.DatagramProtocol, local_addr=("127.0.0.1", PORTS[0])
        )
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        try:
            transport = pc.addTransceiver("audio").receiver.transport.transport
            patch_ice(transport, wish(port_range=(PORTS[0], PORTS[0])))
            await transport.iceGatherer.gather()
            return [(one.ip, one.port) for one in transport.iceGatherer.getLocalCandidates()]
        finally:
            taken.close()
            await pc.close()

    assert asyncio.run(whole()) == []


def test_without_a_wish_gathering_stays_as_it_is() -> None:
    hosts = {host for host, _ in candidates_of(wish(loopback_only=False))}
    assert "127.0.0.1" not in hosts


def dead_relays(count: int) -> tuple[list[socket.socket], tuple[str, ...]]:
    """Ports where somebody listens who never says a word, by UDP and by TCP."""
    sockets: list[socket.socket] = []
    urls: list[str] = []
    for _ in range(count):
        deaf = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        deaf.bind(("127.0.0.1", 0))
        mute = socket.create_server(("127.0.0.1", 0))
        sockets += [deaf, mute]
        urls += [f"turn:127.0.0.1:{deaf.getsockname()[1]}?transport=udp"]
        urls += [f"turn:127.0.0.1:{mute.getsockname()[1]}?transport=tcp"]
    return sockets, tuple(urls)


def test_dead_relays_delay_gathering_by_less_than_a_second_and_leave_nothing() -> None:
    sockets, urls = dead_relays(2)
    try:
        began_s = time.monotonic()
        candidates = candidates_of(wish(urls=urls))
        took_s = time.monotonic() - began_s
    finally:
        for one in sockets:
            one.close()
    assert [host for host, _ in candidates] == ["127.0.0.1"]
    assert 0.7 < took_s < 1.3


def test_relays_that_refuse_delay_nothing() -> None:
    sockets, urls = dead_relays(1)
    for one in sockets:
        one.close()  # the ports are closed now: refused at once
    began_s = time.monotonic()
    assert len(candidates_of(wish(urls=urls))) == 1
    assert time.monotonic() - began_s < 1.0


def test_relay_only_tells_no_address_of_this_pc() -> None:
    assert candidates_of(wish(relay_only=True)) == []
    assert candidates_of(wish(relay_only=True, loopback_only=False)) == []


def test_a_stun_server_is_asked_inside_the_port_range() -> None:
    async def whole() -> int:
        asked: list[bytes] = []

        class Server(asyncio.DatagramProtocol):
            @override
            def datagram_received(self, data: bytes, addr: object) -> None:
                asked.append(data)

        loop = asyncio.get_running_loop()
        server, _ = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
        port = server.get_extra_info("sockname")[1]
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        try:
            transport = pc.addTransceiver("audio").receiver.transport.transport
            url = f"stun:127.0.0.1:{port}"
            patch_ice(transport, wish(loopback_only=False, port_range=PORTS, urls=(url,)))
            bent = transport._connection.get_component_candidates
            await bent(1, ["127.0.0.1"])
            return len(asked)
        finally:
            server.close()
            await pc.close()

    assert asyncio.run(whole()) >= 1


def test_the_voice_tap_stands_where_aiortc_keeps_its_audio_buffer() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        taken: list[tuple[int, bytes]] = []
        receiver = transceiver.receiver
        assert hasattr(receiver, "_RTCRtpReceiver__jitter_buffer")
        patch_voice(receiver, lambda number, data: taken.append((number, data)))
        tap = receiver._RTCRtpReceiver__jitter_buffer
        assert isinstance(tap, VoiceTap)
        packet = RtpPacket(payload_type=96, sequence_number=7)
        packet.payload = b"opus"
        assert tap.add(packet) == (False, None)
        assert taken == [(7, b"opus")]

    with_transceiver("audio", story)


def test_the_video_buffer_stands_where_aiortc_keeps_its_own() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        receiver = transceiver.receiver
        patch_video(receiver, SystemClock())
        buffer = receiver._RTCRtpReceiver__jitter_buffer  # type: ignore[attr-defined]
        assert isinstance(buffer, BoundedVideoBuffer)
        assert buffer._waiting is receiver._RTCRtpReceiver__decoder_queue  # type: ignore[attr-defined]

    with_transceiver("video", story)


def test_a_decoder_that_is_far_behind_gets_nothing_but_a_keyframe_request() -> None:
    waiting: queue.Queue[JitterFrame] = queue.Queue()
    buffer = BoundedVideoBuffer(clock=FakeClock(), waiting=waiting)

    def one(number: int) -> tuple[bool, JitterFrame | None]:
        packet = RtpPacket(
            payload_type=97, sequence_number=number, timestamp=number * 3000, marker=1
        )
        packet.payload = b"\x10"
        packet._data = b"\x01"  # type: ignore[attr-defined]
        return buffer.add(packet)

    assert one(0)[1] is not None
    for number in range(MAX_FRAMES_BEFORE_DECODER):
        waiting.put(JitterFrame(b"", number))
    assert one(1) == (True, None)


def test_the_ear_hears_every_packet_before_aiortc_does() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        heard: list[int] = []
        patch_ear(transceiver.receiver, lambda: heard.append(1))
        packet = RtpPacket(payload_type=111, sequence_number=1)
        await transceiver.receiver._handle_rtp_packet(packet, arrival_time_ms=0)
        assert heard == [1]

    with_transceiver("audio", story)


def test_our_encoder_stands_where_aiortc_looks_for_one() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        assert transceiver.sender._RTCRtpSender__encoder is None  # type: ignore[attr-defined]
        encoder = EncodedSoundPacker()
        patch_encoder(transceiver.sender, encoder)
        assert transceiver.sender._RTCRtpSender__encoder is encoder  # type: ignore[attr-defined]

    with_transceiver("audio", story)


def test_keyframes_are_sent_at_most_every_so_often() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        clock = FakeClock()
        sender = transceiver.sender
        patch_keyframes(sender, clock)

        def is_forced_after_asking() -> bool:
            sender._RTCRtpSender__force_keyframe = False  # type: ignore[attr-defined]
            sender._send_keyframe()
            forced: bool = sender._RTCRtpSender__force_keyframe  # type: ignore[attr-defined]
            return forced

        assert is_forced_after_asking()
        assert not is_forced_after_asking()
        clock.advance(KEYFRAME_GAP_S + 0.01)
        assert is_forced_after_asking()

    with_transceiver("video", story)


def test_the_sound_packer_takes_packets_and_nothing_else() -> None:
    packer = EncodedSoundPacker()
    packet: Packet[Any] = Packet(b"opus")
    packet.pts = 960
    assert packer.pack(packet) == ([b"opus"], 960)
    with pytest.raises(TypeError):
        packer.encode(Frame())
