"""One test for each private name of aiortc 1.16.0 and aioice that a patch leans on."""

import asyncio
import queue
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiortc
import pytest
from aiortc import RTCCertificate, RTCConfiguration, RTCPeerConnection, RTCRtpTransceiver
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcconfiguration import RTCBundlePolicy
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters
from aiortc.rtcrtpreceiver import RemoteStreamTrack
from aiortc.rtp import (
    RTCP_RTPFB_NACK,
    HeaderExtensions,
    RtcpByePacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    RtpPacket,
)
from av.frame import Frame
from av.packet import Packet
from typing_extensions import override

from desktop.domain.clock import SystemClock
from desktop.domain.media.call import IceServer
from desktop.media.engine.peer.aiortc.certificate_patch import patch_certificate
from desktop.media.engine.peer.aiortc.codecs.opus import EncodedSoundPacker
from desktop.media.engine.peer.aiortc.ice_patch import patch_ice, selected_path
from desktop.media.engine.peer.aiortc.line.line_estimate import LineEstimate
from desktop.media.engine.peer.aiortc.line.missing import MAX_ASKS
from desktop.media.engine.peer.aiortc.line.receive_line import ReceiveLine
from desktop.media.engine.peer.aiortc.line.transport_feedback import FEEDBACK_URI
from desktop.media.engine.peer.aiortc.receiver_patch import (
    MAX_FRAMES_BEFORE_DECODER,
    BoundedVideoBuffer,
    VoiceTap,
    patch_ear,
    patch_farewell,
    patch_reports,
    patch_video,
    patch_voice,
)
from desktop.media.engine.peer.aiortc.sender_patch import (
    KEYFRAME_GAP_S,
    patch_encoder,
    patch_keyframes,
    patch_listening,
    patch_resending,
)
from desktop.media.engine.peer.aiortc.tables_patch import HISTORY_PACKETS, patch_tables
from desktop.media.engine.peer.aiortc.transport_patch import (
    NumberingExtensions,
    QuietEstimator,
    patch_bundle,
    patch_estimator,
    patch_numbers,
)
from desktop.media.engine.peer.connection import ConnectionConfig, SendLimits
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_loop import run_in_fake_time

pytestmark = pytest.mark.unit

PORTS = (42_100, 42_120)
VP8 = next(codec for codec in CODECS["video"] if codec.mimeType == "video/VP8")
AGREED = RTCRtpParameters(
    headerExtensions=[RTCRtpHeaderExtensionParameters(id=4, uri=FEEDBACK_URI)]
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    candidates: list[tuple[str, int]]
    took_s: float


def gathered(config: ConnectionConfig) -> Gathered:
    """What is gathered, and in which time of a loop that has nothing else to do."""

    async def whole() -> Gathered:
        loop = asyncio.get_running_loop()
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        try:
            transport = pc.addTransceiver("audio").receiver.transport.transport
            patch_ice(transport, config)
            began_s = loop.time()
            await pc.setLocalDescription(await pc.createOffer())
            assert selected_path(transport) == ""
            found = transport.iceGatherer.getLocalCandidates()
            return Gathered(
                candidates=[(one.ip, one.port) for one in found], took_s=loop.time() - began_s
            )
        finally:
            await pc.close()

    return run_in_fake_time(whole())


def candidates_of(config: ConnectionConfig) -> list[tuple[str, int]]:
    return gathered(config).candidates


def test_the_version_that_the_patches_were_written_for() -> None:
    assert aiortc.__version__ == "1.16.0"


def test_every_connection_of_a_process_shows_the_same_certificate() -> None:
    certificate = RTCCertificate.generateCertificate()

    async def offer() -> str:
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        try:
            patch_certificate(pc, certificate)
            pc.addTransceiver("audio")
            await pc.setLocalDescription(await pc.createOffer())
            return pc.localDescription.sdp
        finally:
            await pc.close()

    (fingerprint,) = (f.value for f in certificate.getFingerprints() if f.algorithm == "sha-256")
    for _ in range(2):
        assert f"a=fingerprint:sha-256 {fingerprint}" in asyncio.run(offer())


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
        found = gathered(wish(urls=urls))
    finally:
        for one in sockets:
            one.close()
    assert [host for host, _ in found.candidates] == ["127.0.0.1"]
    assert found.took_s == pytest.approx(wish().gather_limit_s)
    assert found.took_s < 1.0


def test_relays_by_tcp_that_refuse_delay_nothing() -> None:
    sockets, urls = dead_relays(1)
    for one in sockets:
        one.close()  # the ports are closed now: refused at once
    found = gathered(wish(urls=tuple(url for url in urls if url.endswith("tcp"))))
    assert len(found.candidates) == 1
    assert found.took_s == 0.0


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
        receiver: Any = transceiver.receiver
        assert hasattr(receiver, "_RTCRtpReceiver__nack_generator")
        video = patch_video(receiver, SystemClock())
        buffer = receiver._RTCRtpReceiver__jitter_buffer
        assert isinstance(buffer, BoundedVideoBuffer)
        assert buffer._waiting is receiver._RTCRtpReceiver__decoder_queue
        assert receiver._RTCRtpReceiver__nack_generator is video.missing

    with_transceiver("video", story)


def picture_packet(number: int, *, timestamp: int, is_key: bool = False) -> RtpPacket:
    packet = RtpPacket(payload_type=97, sequence_number=number, timestamp=timestamp, marker=1)
    packet.payload = bytes((0x10, 0 if is_key else 1))
    packet.ssrc = 5
    return packet


class EndingThread:
    """Notes that somebody waits for its end."""

    def __init__(self, ended: list[None]) -> None:
        self._ended = ended

    def join(self) -> None:
        self._ended.append(None)


class SentRtcp:
    """Stands where a receiver sends its RTCP."""

    def __init__(self, receiver: Any) -> None:
        self.nacks: list[list[int]] = []
        self.keyframes = 0
        receiver._RTCRtpReceiver__codecs = {97: VP8}
        receiver._RTCRtpReceiver__decoder_thread = True
        receiver._send_rtcp_nack = self._nack
        receiver._send_rtcp_pli = self._pli

    async def _nack(self, ssrc: int, lost: list[int]) -> None:
        assert ssrc == 5
        self.nacks.append(lost)

    async def _pli(self, ssrc: int) -> None:
        self.keyframes += 1


def test_a_hole_is_asked_for_again_and_what_it_held_up_leaves_at_once() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        receiver: Any = transceiver.receiver
        clock = FakeClock()
        sent = SentRtcp(receiver)
        video = patch_video(receiver, clock)
        for number in (0, 1, 3, 4, 5):
            packet = picture_packet(number, timestamp=number * 3000, is_key=number == 0)
            await receiver._handle_rtp_packet(packet, 0)
        assert sent.nacks == [[2]]
        await video.step()
        assert sent.nacks == [[2]]
        clock.advance(0.2)
        await video.step()
        assert sent.nacks == [[2], [2]]
        decoder = receiver._RTCRtpReceiver__decoder_queue
        assert decoder.qsize() == 2
        await receiver._handle_rtp_packet(picture_packet(2, timestamp=6000), 0)
        assert [decoder.get()[1].timestamp for _ in range(6)] == [n * 3000 for n in range(6)]
        receiver._RTCRtpReceiver__decoder_thread = None

    with_transceiver("video", story)


def test_a_hole_that_stays_is_given_up_though_no_packet_comes() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        receiver: Any = transceiver.receiver
        clock = FakeClock()
        sent = SentRtcp(receiver)
        video = patch_video(receiver, clock)
        for number in (0, 2):
            packet = picture_packet(number, timestamp=number * 3000, is_key=number == 0)
            await receiver._handle_rtp_packet(packet, 0)
        for _ in range(20):
            clock.advance(0.1)
            await video.step()
        assert 2 <= sent.keyframes <= 6
        assert len(sent.nacks) <= 2 * MAX_ASKS
        await receiver._handle_rtp_packet(picture_packet(3, timestamp=9000, is_key=True), 0)
        assert receiver._RTCRtpReceiver__decoder_queue.qsize() == 2
        receiver._RTCRtpReceiver__decoder_thread = None

    with_transceiver("video", story)


def test_a_report_that_cannot_be_written_does_not_end_the_reports() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        receiver: Any = transceiver.receiver
        receiver._track = RemoteStreamTrack(kind="video")
        patch_reports(receiver)
        info = RtcpReceiverInfo(
            ssrc=1,
            fraction_lost=0,
            packets_lost=0,
            highest_sequence=0,
            jitter=1 << 40,
            lsr=0,
            dlsr=0,
        )
        await receiver._send_rtcp(RtcpRrPacket(ssrc=1, reports=[info]))

    with_transceiver("video", story)


def test_a_decoder_that_is_far_behind_gets_nothing_but_a_keyframe_request() -> None:
    waiting: queue.Queue[JitterFrame] = queue.Queue()
    buffer = BoundedVideoBuffer(clock=FakeClock(), waiting=waiting)

    def one(number: int) -> tuple[bool, JitterFrame | None]:
        packet = RtpPacket(
            payload_type=97, sequence_number=number, timestamp=number * 3000, marker=1
        )
        packet.payload = b"\x10"
        packet._data = bytes((number > 0,))  # type: ignore[attr-defined]
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


def test_a_farewell_does_not_end_the_decoder() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        receiver: Any = transceiver.receiver
        patch_farewell(receiver)
        await receiver._handle_rtcp_packet(RtcpByePacket(sources=[1]))
        assert receiver._RTCRtpReceiver__decoder_queue.empty()
        sender = RtcpSenderInfo(
            ntp_timestamp=1 << 40, rtp_timestamp=1, packet_count=1, octet_count=1
        )
        await receiver._handle_rtcp_packet(RtcpSrPacket(ssrc=7, sender_info=sender))
        assert 7 in receiver._RTCRtpReceiver__lsr

        # what aiortc does by itself, without a decoder that could be waited for
        ended: list[None] = []
        receiver._RTCRtpReceiver__decoder_thread = EndingThread(ended)
        await type(receiver)._handle_rtcp_packet(receiver, RtcpByePacket(sources=[1]))
        assert ended == [None]

    with_transceiver("video", story)


def test_the_tables_offer_feedback_once_and_remember_more() -> None:
    for _ in range(2):
        patch_tables()
    assert aiortc.rtcrtpsender.RTP_HISTORY_SIZE == HISTORY_PACKETS  # type: ignore[attr-defined]
    for kind in ("audio", "video"):
        uris = [extension.uri for extension in HEADER_EXTENSIONS[kind]]
        assert uris.count(FEEDBACK_URI) == 1
        ids = [extension.id for extension in HEADER_EXTENSIONS[kind]]
        assert len(set(ids)) == len(ids)
    assert [one.type for one in VP8.rtcpFeedback].count("transport-cc") == 1


def test_no_picture_but_vp8_is_offered() -> None:
    for _ in range(2):
        patch_tables()

    async def offer() -> str:
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        try:
            pc.addTransceiver("video")
            return (await pc.createOffer()).sdp
        finally:
            await pc.close()

    lines = [line for line in asyncio.run(offer()).splitlines() if "rtpmap" in line]
    assert [line.split()[1] for line in lines] == ["VP8/90000", "rtx/90000"]


def test_packets_are_numbered_once_both_ends_agreed() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        estimate = LineEstimate(start_kbps=500, floor_kbps=40, ceiling_kbps=3_500)
        sender: Any = transceiver.sender
        assert hasattr(sender, "_RTCRtpSender__rtp_header_extensions_map")
        patch_numbers(sender, estimate)
        numbering = sender._RTCRtpSender__rtp_header_extensions_map
        assert isinstance(numbering, NumberingExtensions)
        assert numbering.set(HeaderExtensions()) == (0, b"")
        numbering.configure(AGREED)
        for number in range(3):
            packet = RtpPacket(payload_type=97, sequence_number=number)
            read = RtpPacket.parse(packet.serialize(numbering), numbering)
            assert read.extensions.transport_sequence_number == number
            estimate.note_sent(100, 1.0)

    with_transceiver("video", story)


def test_aiortcs_own_estimate_is_silent_while_packets_are_numbered() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        async def send(_message: bytes) -> None: ...

        line = ReceiveLine(clock=FakeClock(), send=send)
        receiver: Any = transceiver.receiver
        patch_estimator(receiver, line)
        quiet = receiver._RTCRtpReceiver__remote_bitrate_estimator
        assert isinstance(quiet, QuietEstimator)

        def says_something() -> bool:
            return any(
                quiet.add(abs_send_time=ms << 8, arrival_time_ms=ms, payload_size=1_000, ssrc=1)
                for ms in range(0, 8_000, 10)
            )

        assert says_something()
        line.note(untrusted_number=1, ssrc=1, size_bytes=100)
        assert not says_something()

    with_transceiver("video", story)


def test_only_what_is_allowed_is_sent_again() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        sender: Any = transceiver.sender
        again: list[int] = []

        async def send_again(number: int) -> None:
            again.append(number)

        sender._retransmit = send_again
        unasked = patch_resending(sender, lambda number: number != 2)
        request = RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=1, lost=[1, 2, 3])
        await sender._handle_rtcp_packet(request)
        assert again == [1, 3]
        await unasked(2)
        assert again == [1, 3, 2]

    with_transceiver("video", story)


def test_reports_about_this_sender_are_heard_and_no_others() -> None:
    async def story(transceiver: RTCRtpTransceiver) -> None:
        heard: list[RtcpReceiverInfo] = []
        patch_listening(transceiver.sender, heard.append)
        about = [
            RtcpReceiverInfo(
                ssrc=ssrc,
                fraction_lost=10,
                packets_lost=0,
                highest_sequence=0,
                jitter=0,
                lsr=0,
                dlsr=0,
            )
            for ssrc in (transceiver.sender._ssrc, 12_345)
        ]
        await transceiver.sender._handle_rtcp_packet(RtcpRrPacket(ssrc=1, reports=about))
        assert heard == about[:1]

    with_transceiver("video", story)


def test_an_offer_whose_first_section_is_the_picture_does_not_take_the_transport_away() -> None:
    async def whole() -> list[str]:
        offering = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        answering = RTCPeerConnection(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        try:
            for kind in ("video", "audio"):
                offering.addTransceiver(kind)
            patch_bundle(*(answering.addTransceiver(kind) for kind in ("audio", "video")))
            await offering.setLocalDescription(await offering.createOffer())
            await answering.setRemoteDescription(offering.localDescription)
            await answering.setLocalDescription(await answering.createAnswer())
            sdp: str = answering.localDescription.sdp
            return [line for line in sdp.splitlines() if line.startswith("a=candidate:")]
        finally:
            await offering.close()
            await answering.close()

    assert asyncio.run(whole())
