"""Who gets what of the line: the voice first, then the picture, halved where it goes twice."""

import asyncio

import pytest
from aiortc.rtp import RtcpReceiverInfo
from typing_extensions import override

from desktop.media.engine.peer.aiortc.codecs.tracks import BlockTrack
from desktop.media.engine.peer.aiortc.codecs.vp8 import Vp8PictureEncoder
from desktop.media.engine.peer.aiortc.line.send_line import SendLine
from desktop.media.engine.peer.aiortc.line.transport_feedback import TICKS_PER_S, Feedback
from desktop.media.engine.peer.connection import SendLimits
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

LIMITS = SendLimits(
    max_video_kbps=2_500, start_video_kbps=1_200, min_video_kbps=60, max_audio_kbps=32
)


class TellingBlocks(BlockTrack):
    """Remembers what the voice may spend."""

    def __init__(self) -> None:
        super().__init__()
        self.line: dict[str, float] = {}

    @override
    def set_line(self, *, bitrate: int, loss: float) -> None:
        self.line = {"bitrate": bitrate, "loss": loss}


class Scene:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.pictures = Vp8PictureEncoder(limits=LIMITS, clock=self.clock)
        self.blocks = TellingBlocks()
        self.line = SendLine(
            clock=self.clock, limits=LIMITS, pictures=self.pictures, blocks=self.blocks
        )
        self.line.picture_ssrc = 5
        self.line.voice_ssrc = 6
        self.line.send_as_it_is = self._send_as_it_is
        self.repeated: list[bytes] = []
        self.again: list[int] = []
        self.line.send_again = self._send_again
        self._number = 0

    async def _send_again(self, number: int) -> None:
        self.again.append(number)

    async def _send_as_it_is(self, packet: bytes) -> None:
        self.repeated.append(packet)

    def exchange(self, *, packets: int, lost_each: int = 0, round_trip_s: float = 0.04) -> None:
        """Packets of 1,000 bytes every 5 ms and feedback about each of them."""
        estimate = self.line.estimate
        for _ in range(packets):
            number = estimate.take_number()
            estimate.note_sent(1_000, self.clock.monotonic())
            self.line.note_sent(5, number, b"")
            self.clock.advance(0.005)
            self._number += 1
            is_lost = bool(lost_each) and self._number % lost_each == 0
            arrival = None if is_lost else int(self.clock.monotonic() * TICKS_PER_S)
            self.clock.advance(round_trip_s)
            estimate.take_feedback(
                Feedback(base=number, number=0, arrivals=(arrival,)), self.clock.monotonic()
            )
            self.clock.advance(-round_trip_s)
            asyncio.run(self.line.step())


def report(loss: float) -> RtcpReceiverInfo:
    return RtcpReceiverInfo(
        ssrc=5,
        fraction_lost=int(loss * 256),
        packets_lost=0,
        highest_sequence=0,
        jitter=0,
        lsr=0,
        dlsr=0,
    )


def test_before_anything_is_known_there_is_no_opinion() -> None:
    scene = Scene()
    asyncio.run(scene.line.step())
    assert scene.line.available_kbps is None
    assert scene.line.loss == 0.0
    assert scene.pictures.target_bitrate == 700_000
    assert scene.blocks.line == {"bitrate": 32_000, "loss": 0.0}


def test_the_picture_gets_what_the_voice_leaves() -> None:
    scene = Scene()
    scene.exchange(packets=40)
    available = scene.line.available_kbps
    assert available is not None
    target_kbps = scene.pictures.target_bitrate / 1_000
    assert 0.85 * (available - 56) < target_kbps < available - 56


def test_limits_from_above_bind_the_picture_and_the_voice() -> None:
    scene = Scene()
    scene.line.set_limits(
        SendLimits(max_video_kbps=100, start_video_kbps=100, min_video_kbps=40, max_audio_kbps=20)
    )
    scene.exchange(packets=20)
    assert scene.pictures.target_bitrate == 100_000
    assert scene.blocks.line["bitrate"] == 20_000


def test_on_the_poorest_line_the_voice_keeps_its_least() -> None:
    scene = Scene()
    scene.exchange(packets=5)
    for _ in range(60):  # the far end falls silent while we send on
        scene.line.estimate.take_number()
        scene.line.estimate.note_sent(1_000, scene.clock.monotonic())
        scene.clock.advance(0.3)
        asyncio.run(scene.line.step())
    assert scene.line.available_kbps == 40
    assert scene.blocks.line["bitrate"] == 16_000
    assert scene.pictures.target_bitrate == 60_000


def test_reported_loss_reaches_the_error_correction_of_the_voice() -> None:
    scene = Scene()
    for _ in range(10):
        scene.line.hear_voice(report(0.2))
    asyncio.run(scene.line.step())
    assert scene.blocks.line["loss"] == pytest.approx(0.2, abs=0.01)
    assert scene.line.loss == pytest.approx(0.2, abs=0.01)


def test_without_feedback_reports_of_loss_slow_the_picture_down() -> None:
    scene = Scene()
    scene.line.hear_picture(report(0.05))
    assert scene.pictures.target_bitrate == 700_000
    scene.line.hear_picture(report(0.5))
    assert scene.pictures.target_bitrate == 525_000
    scene.exchange(packets=1)
    before = scene.pictures.target_bitrate
    scene.line.hear_picture(report(0.5))
    assert scene.pictures.target_bitrate == before


def test_on_a_long_line_with_loss_the_picture_takes_half_and_goes_twice() -> None:
    scene = Scene()
    scene.exchange(packets=400, lost_each=50, round_trip_s=0.6)
    assert scene.again
    assert set(scene.again) <= set(range(400))
    available = scene.line.available_kbps
    assert available is not None
    assert scene.pictures.target_bitrate / 1_000 < 0.5 * available


def test_packets_asked_for_are_sent_again_once_at_a_time() -> None:
    scene = Scene()
    scene.exchange(packets=30)
    assert scene.line.allows(3)
    assert not scene.line.allows(3)


def test_below_the_encoders_least_rate_pictures_are_left_out() -> None:
    scene = Scene()
    assert all(scene.line.lets_picture_through() for _ in range(10))
    scene.exchange(packets=5)
    assert all(scene.line.lets_picture_through() for _ in range(10))
    for _ in range(60):
        scene.line.estimate.take_number()
        scene.line.estimate.note_sent(1_000, scene.clock.monotonic())
        scene.clock.advance(0.3)
        asyncio.run(scene.line.step())
    let = 0
    for _ in range(300):
        let += scene.line.lets_picture_through()
        scene.clock.advance(1 / 30)
    assert 5 <= let <= 20


def test_where_much_is_lost_and_there_is_room_the_voice_goes_twice() -> None:
    scene = Scene()
    scene.line.note_sent(6, 1, b"before")
    scene.exchange(packets=300, lost_each=12)
    assert scene.repeated == []
    target_kbps = scene.pictures.target_bitrate / 1_000
    available = scene.line.available_kbps
    assert available is not None
    assert target_kbps < available - 112
    scene.line.note_sent(6, 2, b"voice")
    scene.clock.advance(0.02)
    asyncio.run(scene.line.step())
    assert scene.repeated == [b"voice"]
    # a report that says one of a hundred now means one of ten on the line
    for _ in range(20):
        scene.line.hear_voice(report(0.01))
    asyncio.run(scene.line.step())
    assert scene.blocks.line["loss"] == pytest.approx(0.01, abs=0.005)
