"""A PeerConnection on aiortc: VP8 and Opus, everything bundled on one transport."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

import av
import numpy as np
from aiortc import (
    RTCCertificate,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpReceiver,
    RTCRtpTransceiver,
    RTCSessionDescription,
)
from aiortc.exceptions import (
    InternalError,
    InvalidAccessError,
    InvalidStateError,
    OperationError,
)
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from aiortc.rtcconfiguration import RTCBundlePolicy, RTCIceTransportPolicy

from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats
from desktop.media.engine.peer.aiortc.certificate_patch import patch_certificate
from desktop.media.engine.peer.aiortc.closing_patch import patch_closing
from desktop.media.engine.peer.aiortc.codecs.opus import EncodedSoundPacker, OpusDecoder
from desktop.media.engine.peer.aiortc.codecs.tracks import BlockTrack, PictureTrack
from desktop.media.engine.peer.aiortc.codecs.vp8 import Vp8PictureEncoder
from desktop.media.engine.peer.aiortc.ice_patch import patch_ice
from desktop.media.engine.peer.aiortc.line.receive_line import ReceiveLine
from desktop.media.engine.peer.aiortc.line.send_line import SendLine
from desktop.media.engine.peer.aiortc.receiver_patch import (
    patch_ear,
    patch_farewell,
    patch_reports,
    patch_video,
    patch_voice,
)
from desktop.media.engine.peer.aiortc.sdp import checked_sdp, with_inband_fec
from desktop.media.engine.peer.aiortc.sender_patch import (
    patch_encoder,
    patch_keyframes,
    patch_listening,
    patch_resending,
)
from desktop.media.engine.peer.aiortc.statistics import Ledger, Sources
from desktop.media.engine.peer.aiortc.tables_patch import patch_tables
from desktop.media.engine.peer.aiortc.transport_patch import (
    patch_bundle,
    patch_estimator,
    patch_numbers,
    patch_transport,
)
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    ConnectionState,
    PeerConnection,
    SendLimits,
)
from desktop.media.engine.picture import Picture, picture_from_frame
from desktop.media.engine.playout.voice import VoiceBuffer
from desktop.media.engine.sound_block import Block

IMPLEMENTATION = "aiortc"
CLOSE_LIMIT_S = 3.0
PULSE_S = 0.01

# What aiortc raises on an SDP that it cannot use: it parses by splitting, and says so by
# whatever the split raised.
_BAD_SDP = (
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    AssertionError,
    StopIteration,
    InternalError,
    InvalidAccessError,
    InvalidStateError,
    OperationError,
    RuntimeError,  # a StopIteration that left a coroutine
)

logger = logging.getLogger(__name__)


class AiortcConnection:
    """Implements `PeerConnection`; built on media-loop."""

    def __init__(
        self, config: ConnectionConfig, *, clock: Clock, certificate: RTCCertificate
    ) -> None:
        self._config = config
        self._clock = clock
        self._pc = RTCPeerConnection(_configuration(config))
        patch_certificate(self._pc, certificate)
        patch_closing(self._pc)
        self._pictures = PictureTrack()
        self._blocks = BlockTrack()
        self._video_encoder = Vp8PictureEncoder(limits=config.limits, clock=clock)
        self._decoder = OpusDecoder()
        self._voice = VoiceBuffer(clock=clock, decoder=self._decoder)
        self._send_line = SendLine(
            clock=clock, limits=config.limits, pictures=self._video_encoder, blocks=self._blocks
        )
        self._has_pictures = config.limits.max_video_kbps > 0
        self._last_rtp_s: float | None = None
        self._drains: set[asyncio.Task[None]] = set()
        self._pulse: asyncio.Task[None] | None = None
        self._is_closed = False
        self._pc.on("connectionstatechange", self._tell_state)
        self._pc.on("track", self._drain_track)
        patch_tables()
        self._audio = self._pc.addTransceiver(self._blocks)
        self._video = self._pc.addTransceiver(self._pictures)
        sources = Sources(
            audio=self._audio,
            video=self._video,
            encoder=self._video_encoder,
            line=self._send_line,
            voice=self._voice,
        )
        self._ledger = Ledger(sources=sources, clock=clock, engine=IMPLEMENTATION)
        self._prepare()

    @property
    def can_restart_ice(self) -> bool:
        """False: aioice has one set of credentials for its whole life."""
        return False

    async def create_offer(self, *, restarts_ice: bool = False) -> str:
        """Raises ValueError where an ICE restart is asked for."""
        if restarts_ice:
            raise ValueError(restarts_ice)
        await self._pc.setLocalDescription(await self._pc.createOffer())
        return with_inband_fec(self._pc.localDescription.sdp)

    async def create_answer(self, untrusted_offer: str) -> str:
        await self._accept(untrusted_offer, "offer")
        with _as_protocol_error():
            await self._pc.setLocalDescription(await self._pc.createAnswer())
        return with_inband_fec(self._pc.localDescription.sdp)

    async def set_answer(self, untrusted_answer: str) -> None:
        await self._accept(untrusted_answer, "answer")

    def send_video(self, picture: Picture) -> None:
        if self._has_pictures and self._send_line.lets_picture_through():
            self._pictures.push(picture)

    def send_audio(self, block: Block) -> None:
        self._blocks.push(block)

    def pull_audio(self) -> Block:
        return np.clip(self._voice.pull(), -32768, 32767).astype(np.int16)

    def set_limits(self, limits: SendLimits) -> None:
        self._has_pictures = limits.max_video_kbps > 0
        self._send_line.set_limits(limits)

    def last_rtp_at_s(self) -> float | None:
        return self._last_rtp_s

    def first_audio_at_s(self) -> float | None:
        return self._voice.first_decoded_at_s

    async def stats(self, site_id: SiteId) -> PeerStats:
        return await self._ledger.take(site_id, last_rtp_at_s=self._last_rtp_s)

    async def close(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        if self._pulse is not None:
            self._pulse.cancel()
        self._pictures.stop()
        self._blocks.stop()
        try:
            await asyncio.wait_for(self._pc.close(), CLOSE_LIMIT_S)
        except TimeoutError:
            logger.warning("connection closed late limit_s=%s", CLOSE_LIMIT_S)
        await asyncio.get_running_loop().run_in_executor(None, self._video_encoder.close)
        for drain in self._drains:
            drain.cancel()

    def _prepare(self) -> None:
        audio, video = self._audio, self._video
        _prefer(audio, "audio/opus")
        _prefer(video, "video/vp8", "video/rtx")
        patch_encoder(audio.sender, EncodedSoundPacker())
        patch_encoder(video.sender, self._video_encoder)
        patch_keyframes(video.sender, self._clock)
        patch_voice(audio.receiver, self._voice.push)
        self._video_receiver = patch_video(video.receiver, self._clock)
        for receiver in (audio.receiver, video.receiver):
            patch_ear(receiver, self._hear)
            patch_reports(receiver)
            patch_farewell(receiver)
        self._prepare_lines()
        patch_ice(audio.receiver.transport.transport, self._config)
        patch_bundle(audio, video)

    def _prepare_lines(self) -> None:
        audio, video, line = self._audio, self._video, self._send_line
        transport = audio.receiver.transport
        self._receive_line = ReceiveLine(clock=self._clock, send=self._send_rtcp)
        self._receive_line.own_ssrc = video.sender._ssrc  # noqa: SLF001 - aiortc tells it nowhere else
        patch_transport(
            transport, send_line=line, receive_line=self._receive_line, clock=self._clock
        )
        for sender in (audio.sender, video.sender):
            patch_numbers(sender, line.estimate)
        patch_estimator(video.receiver, self._receive_line)
        patch_listening(audio.sender, line.hear_voice)
        patch_listening(video.sender, line.hear_picture)
        line.picture_ssrc = video.sender._ssrc  # noqa: SLF001 - aiortc tells it nowhere else
        line.voice_ssrc = audio.sender._ssrc  # noqa: SLF001 - aiortc tells it nowhere else
        line.send_again = patch_resending(video.sender, line.allows)

    async def _send_rtcp(self, message: bytes) -> None:
        with contextlib.suppress(ConnectionError):
            await self._audio.receiver.transport._send_rtp(message)  # noqa: SLF001 - its only way out

    async def _beat(self) -> None:
        """What must happen though no packet comes: asking again, telling, giving up."""
        while True:
            await asyncio.sleep(PULSE_S)
            if self._pc.connectionState != ConnectionState.CONNECTED:
                continue
            try:
                await self._receive_line.step()
                await self._video_receiver.step()
                await self._send_line.step()
            except ConnectionError:
                continue  # the transport ended between two lines; its state will say so
            except Exception:
                logger.exception("pulse missed")

    async def _accept(self, untrusted_sdp: str, kind: str) -> None:
        if self._pulse is None and not self._is_closed:
            self._pulse = asyncio.ensure_future(self._beat())
        sdp = checked_sdp(untrusted_sdp, loopback_only=self._config.loopback_only)
        with _as_protocol_error():
            await self._pc.setRemoteDescription(RTCSessionDescription(sdp, kind))

    def _hear(self) -> None:
        self._last_rtp_s = self._clock.monotonic()

    def _tell_state(self) -> None:
        self._config.on_state(ConnectionState(self._pc.connectionState))

    def _drain_track(self, track: MediaStreamTrack) -> None:
        """Aiortc's track queues have no bound: every track is read from its first moment."""
        drain = asyncio.ensure_future(self._drain(track))
        self._drains.add(drain)
        drain.add_done_callback(self._drains.discard)

    async def _drain(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    self._show(frame)

    def _show(self, frame: av.VideoFrame) -> None:
        self._ledger.count_picture(frame.width, frame.height)
        try:
            self._config.on_video(picture_from_frame(frame, self._clock.monotonic()))
        except Exception:
            logger.exception("picture not shown")


@dataclass(frozen=True, slots=True, kw_only=True)
class AiortcConnections:
    """Makes connections; the `PeerConnectionFactory` of aiortc.

    certificate: a key of this process, for all its connections: its fingerprint is who we are.
    """

    clock: Clock
    certificate: RTCCertificate = field(default_factory=RTCCertificate.generateCertificate)

    def __call__(self, config: ConnectionConfig) -> PeerConnection:
        """A new connection. Thread: media-loop."""
        return AiortcConnection(config, clock=self.clock, certificate=self.certificate)


def _configuration(config: ConnectionConfig) -> RTCConfiguration:
    # An explicit list, even though it is empty: aiortc's default is a public STUN server. Ours
    # are asked by the patch of ICE, which can ask several.
    policy = RTCIceTransportPolicy.RELAY if config.relay_only else RTCIceTransportPolicy.ALL
    return RTCConfiguration(
        iceServers=[], iceTransportPolicy=policy, bundlePolicy=RTCBundlePolicy.MAX_BUNDLE
    )


def _prefer(transceiver: RTCRtpTransceiver, *mime_types: str) -> None:
    capabilities = RTCRtpReceiver.getCapabilities(transceiver.kind)
    codecs = capabilities.codecs if capabilities is not None else []
    wanted = [codec for codec in codecs if codec.mimeType.lower() in mime_types]
    transceiver.setCodecPreferences(wanted)


@contextlib.contextmanager
def _as_protocol_error() -> Iterator[None]:
    try:
        yield
    except _BAD_SDP as error:
        raise ProtocolError("bad_sdp", type(error).__name__) from error
