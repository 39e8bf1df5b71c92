"""A connection of `wrtc` behind plain calls, bytes and numbers; `native_process` knows the rest.

Private names used (wrtc 0.1.0): `VideoTrackGenerator._native` and
`MediaStreamTrackGenerator._generator` (writing without a future per block),
`MediaStreamTrackProcessor._native_obj.read` (sound is read on the card's thread),
`RTCRtpReceiver._native_obj._getSources` (what was heard, on the calling thread).
A connection that is not closed never dies, and with it ten threads: `close` is a duty.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import webrtc

from desktop.domain.errors import ProtocolError
from desktop.media.engine.peer.connection import ConnectionConfig, ConnectionState, SendLimits
from desktop.media.engine.peer.libwebrtc.gathering import CANDIDATE, Gathering
from desktop.media.engine.peer.libwebrtc.native_process import Certificate, configuration_of
from desktop.media.engine.peer.libwebrtc.sdp import (
    VoiceShape,
    as_answer,
    with_voice,
    without_our_picture,
)
from desktop.media.engine.peer.libwebrtc.statistics import Counters
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block

GATHER_STEP_S = 0.002
MAX_HELD_BLOCKS = 12
MAX_PIXELS = 3840 * 2160

_VIDEO_CODECS = ("video/vp8", "video/rtx", "video/red", "video/ulpfec")
_AUDIO_CODECS = ("audio/opus", "audio/red")
_I420 = "I420"
_BITS = 16
_MONO = 1
_MICROSECONDS = 1_000_000
_STABLE = "stable"
_STATES = {
    "new": ConnectionState.NEW,
    "connecting": ConnectionState.CONNECTING,
    # Not lost yet: consent is asked for again (RFC 7675).
    "disconnected": ConnectionState.CONNECTING,
    "connected": ConnectionState.CONNECTED,
    "failed": ConnectionState.FAILED,
    "closed": ConnectionState.CLOSED,
}
# What wrtc raises on an SDP that it cannot use.
_BAD_SDP = (webrtc.PythonWebRTCException, ValueError, TypeError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """RTP timestamps of the newest sound and picture of each source; empty: none for 10 s."""

    voice: tuple[int, ...] = ()
    picture: tuple[int, ...] = ()


class NativePeer:
    """One RTCPeerConnection with one picture and one voice each way. Thread: media-loop.

    `read_sound` alone may be called on any thread.
    """

    def __init__(
        self,
        config: ConnectionConfig,
        *,
        certificate: Certificate,
        on_picture: Callable[[Picture], None],
        now_s: Callable[[], float],
        shape: VoiceShape,
    ) -> None:
        self._config = config
        self._on_picture = on_picture
        self._now_s = now_s
        self._pc = webrtc.RTCPeerConnection(configuration_of(config, certificate))
        self._sound = webrtc.MediaStreamTrackGenerator("audio")
        self._pictures = webrtc.VideoTrackGenerator()
        # add_track, not add_transceiver: only such a sender is used for another site's offer
        # (RFC 8829 §5.10). One stream: the other end then shows the picture with its voice.
        stream = webrtc.MediaStream()
        self._audio_sender = self._pc.add_track(self._sound, stream)
        self._video_sender = self._pc.add_track(self._pictures.track, stream)
        audio, video = self._pc.get_transceivers()
        _prefer(audio, *_AUDIO_CODECS)
        _prefer(video, *_VIDEO_CODECS)
        self._receivers = (audio.receiver, video.receiver)
        self._ear = _reader(audio.receiver, MAX_HELD_BLOCKS)
        self._eye = _reader(video.receiver, 1)
        native: Any = self._ear
        self._read_sound: Callable[[], Any] = native._native_obj.read  # noqa: SLF001 - see above
        self._has_gathered = False
        self._shape = shape
        self._told: str | None = None
        self._turn = asyncio.Lock()
        self._watching = asyncio.ensure_future(self._watch())
        self._pc.on("connectionstatechange", self._tell_state)

    # ---- signalling -----------------------------------------------------------------------------

    async def offer(self, *, restarts_ice: bool) -> str:
        """Our offer with its candidates."""
        options = webrtc.RTCOfferOptions(ice_restart=restarts_ice)
        async with self._turn:
            await self._pc.set_local_description(await self._pc.create_offer(options))
        return await self._gathered()

    async def answer(self, sdp: str) -> str:
        """Take an offer; our answer with its candidates.

        Raises:
            ProtocolError: libwebrtc refuses the offer.
        """
        async with self._turn:
            await self._take("offer", sdp)
            try:
                await self._pc.set_local_description(await self._pc.create_answer())
            except _BAD_SDP as error:
                raise ProtocolError("bad_sdp", type(error).__name__) from error
        return await self._gathered()

    async def take_answer(self, sdp: str) -> None:
        """Take the answer to our offer.

        Raises:
            ProtocolError: libwebrtc refuses the answer.
        """
        async with self._turn:
            await self._take("answer", sdp)

    async def shape_voice(self, shape: VoiceShape) -> None:
        """Send the voice so from now on; as before where the other site cannot read it.

        What each end sends is its own matter: both descriptions are taken again here, with the
        other's wishes as we want them, and the other site need not know. Takes 3 ms.
        """
        async with self._turn:
            former, self._shape = self._shape, shape
            told = self._told
            if told is None or str(self._pc.signaling_state) != _STABLE:
                return  # the description that is awaited will be taken in the wanted shape
            if with_voice(told, shape) == with_voice(told, former):
                return
            await self._take_again(as_answer(told))

    async def drop_waiting_pictures(self) -> None:
        """Forget what was encoded and has not left yet, and what would be sent again of it.

        For a moment we want to send no picture: both descriptions are taken again here without
        and then with ours, and the other site need not know. libwebrtc ends its stream and begins
        it anew, with an empty pacer and a key frame. Takes 8 ms. A sender that is only switched
        off (`active`) goes on with all that waits.
        """
        async with self._turn:
            told = self._told
            if told is None or str(self._pc.signaling_state) != _STABLE:
                return
            video = self._pc.get_transceivers()[1]
            video.direction = webrtc.RTCRtpTransceiverDirection.recvonly
            try:
                await self._take_again(without_our_picture(as_answer(told)))
            finally:
                video.direction = webrtc.RTCRtpTransceiverDirection.sendrecv
            await self._take_again(as_answer(told))

    async def _take_again(self, answer: str) -> None:
        """Make an offer that the other site never sees, and answer it for it."""
        try:
            await self._pc.set_local_description(await self._pc.create_offer())
            await self._pc.set_remote_description(self._description("answer", answer))
        except _BAD_SDP as error:
            logger.warning("the call stays as it was error=%s", type(error).__name__)
        except asyncio.CancelledError:
            # So `webrtc` ends what was under way when the connection was closed; whoever asked
            # goes on. An engine died of it.
            if _is_cancelled():
                raise

    def _description(self, kind: str, sdp: str) -> webrtc.RTCSessionDescriptionInit:
        return webrtc.RTCSessionDescriptionInit(
            type=webrtc.RTCSdpType(kind), sdp=with_voice(sdp, self._shape)
        )

    async def _take(self, kind: str, sdp: str) -> None:
        try:
            await self._pc.set_remote_description(self._description(kind, sdp))
        except _BAD_SDP as error:
            raise ProtocolError("bad_sdp", type(error).__name__) from error
        self._told = sdp

    async def _gathered(self) -> str:
        gathering = Gathering(began_at_s=self._now_s(), limit_s=self._config.gather_limit_s)
        while True:
            description = self._pc.local_description
            sdp = "" if description is None else description.sdp
            # At a restart the state is still that of the former gathering for a moment.
            is_told = CANDIDATE in sdp or not self._has_gathered
            is_complete = is_told and self._pc.ice_gathering_state == "complete"
            if is_complete or gathering.has_waited(self._now_s(), sdp):
                self._has_gathered = True
                return sdp
            await asyncio.sleep(GATHER_STEP_S)

    # ---- out ------------------------------------------------------------------------------------

    def write_picture(self, picture: Picture) -> None:
        """To the encoder, which copies it and drops what it has no time for."""
        width, height = picture.width, picture.height
        init = webrtc.VideoFrameBufferInit(
            format=webrtc.VideoPixelFormat.I420,
            coded_width=width,
            coded_height=height,
            timestamp=int(picture.made_at_s * _MICROSECONDS),
        )
        frame = webrtc.VideoFrame(picture.planes.data, init)
        track: Any = self._pictures._native  # noqa: SLF001 - see the module
        track.writeVideo(frame._take_resource(), frame.timestamp or 0, 0)  # noqa: SLF001 - same

    def write_block(self, block: Block) -> None:
        """10 ms to the encoder."""
        track: Any = self._sound._generator  # noqa: SLF001 - see the module
        track.writeAudio(block.tobytes(), SAMPLE_RATE_HZ, _MONO, BLOCK_SAMPLES)

    async def limit(self, limits: SendLimits) -> None:
        """Bound what is sent from now on, in place."""
        # The size is the ladder's, above the seam. Balanced by a second hand, a line of 600 kbit/s
        # showed 480x270 at 10 pictures a second; by the ladder alone it shows 640x360 at 30.
        preference = webrtc.RTCDegradationPreference.maintain_resolution
        for sender, kbps in (
            (self._audio_sender, limits.max_audio_kbps),
            (self._video_sender, limits.max_video_kbps),
        ):
            parameters = sender.get_parameters()
            for encoding in parameters.encodings:
                encoding.active = kbps > 0
                encoding.max_bitrate = kbps * 1000 if kbps > 0 else None
            if sender is self._video_sender:
                parameters.degradation_preference = preference
            try:
                await sender.set_parameters(parameters)
            except webrtc.PythonWebRTCException as error:
                # It was closed meanwhile; anything else would show in what is sent.
                logger.info("limits not set error=%s", type(error).__name__)

    # ---- in -------------------------------------------------------------------------------------

    def read_sound(self) -> Block | None:
        """The next 10 ms that were decoded and nobody took yet. Thread: any."""
        while (item := self._read_sound()) is not None:
            data, bits, rate_hz, channels, frames, _ = item
            if (bits, rate_hz, frames) == (_BITS, SAMPLE_RATE_HZ, BLOCK_SAMPLES):
                samples: Block = np.frombuffer(data, np.int16)
                return samples if channels == _MONO else samples[::channels]
        return None

    def heard(self) -> Heard:
        """What was decoded last, to see whether it is something new."""
        voice, picture = (
            tuple(
                rtp_timestamp
                for _, _, _, rtp_timestamp, _ in receiver._native_obj._getSources()  # noqa: SLF001 - see the module
            )
            for receiver in self._receivers
        )
        return Heard(voice=voice, picture=picture)

    async def _watch(self) -> None:
        """Hand on every picture, the newest only. A task of its own."""
        reader = self._eye.readable.get_reader()
        while True:
            read = await reader.read()
            if read.done:
                return
            frame = read.value
            if not isinstance(frame, webrtc.VideoFrame):
                continue
            try:
                await self._show(frame)
            except Exception:
                logger.exception("picture not shown")
            finally:
                frame.close()

    async def _show(self, frame: webrtc.VideoFrame) -> None:
        # An odd last row or column is cut: planes of half size must fit.
        width, height = frame.coded_width & ~1, frame.coded_height & ~1
        if str(frame.format) != _I420 or not 0 < width * height <= MAX_PIXELS:
            return
        planes = np.empty((height * 3 // 2, width), np.uint8)
        area = webrtc.DOMRectInit(x=0, y=0, width=width, height=height)
        await frame.copy_to(planes.reshape(-1).data, webrtc.VideoFrameCopyToOptions(rect=area))
        made_at_s = self._now_s()
        self._on_picture(Picture(planes=planes, width=width, height=height, made_at_s=made_at_s))

    def _tell_state(self, _event: object) -> None:
        state = _STATES.get(str(self._pc.connection_state))
        if state is not None:
            self._config.on_state(state)

    # ---- the rest -------------------------------------------------------------------------------

    async def counters(self) -> Counters | None:
        """What was counted since the beginning; None once it is closed."""
        try:
            report = await self._pc.get_stats()
        except webrtc.PythonWebRTCException:
            return None
        return Counters.from_report({name: vars(entry) for name, entry in report.items()})

    def close(self) -> None:
        """End it. Idempotent."""
        self._watching.cancel()
        with contextlib.suppress(webrtc.PythonWebRTCException):
            self._pc.close()
        sound: Any = self._sound
        pictures: Any = self._pictures
        sound._generator.close()  # noqa: SLF001 - see the module
        pictures._native.close()  # noqa: SLF001 - see the module
        for reader in (self._ear, self._eye):
            reader._native_obj.cancel()  # noqa: SLF001 - see the module


def _is_cancelled() -> bool:
    """Whether somebody wants the running task itself to end."""
    task = asyncio.current_task()
    return task is None or task.cancelling() > 0


def _prefer(transceiver: webrtc.RTCRtpTransceiver, *mime_types: str) -> None:
    kind = transceiver.receiver.track.kind
    capabilities = webrtc.RTCRtpReceiver.get_capabilities(kind)
    codecs = capabilities.codecs if capabilities is not None else []
    transceiver.set_codec_preferences(
        [codec for wanted in mime_types for codec in codecs if codec.mime_type.lower() == wanted]
    )


def _reader(receiver: webrtc.RTCRtpReceiver, held: int) -> webrtc.MediaStreamTrackProcessor:
    """Reads a track from its first moment; keeps `held` items, the oldest goes first."""
    init = webrtc.MediaStreamTrackProcessorInit(receiver.track, held)
    return webrtc.MediaStreamTrackProcessor(init)
