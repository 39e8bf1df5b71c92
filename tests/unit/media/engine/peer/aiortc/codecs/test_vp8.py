"""VP8 by libvpx: the bitrate moves in place."""

from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest
from av.packet import Packet

from desktop.media.engine.peer.aiortc.codecs.vp8 import (
    MOST_PAYLOAD_BYTES,
    LibvpxVp8,
    PictureFrame,
    Shrinking,
    Vp8PictureEncoder,
)
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.picture import Picture
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

LIMITS = SendLimits(max_video_kbps=2_000, start_video_kbps=1_200, min_video_kbps=80)


def moving(number: int, width: int = 640, height: int = 360) -> Picture:
    rng = np.random.default_rng(number // 2)
    coarse = rng.integers(60, 190, (height * 3 // 2 // 20 + 1, width // 20 + 1), np.uint8)
    planes = np.repeat(np.repeat(coarse, 20, axis=0), 20, axis=1)[: height * 3 // 2, :width]
    return Picture(
        planes=np.ascontiguousarray(planes), width=width, height=height, made_at_s=number / 30
    )


def frame_of(picture: Picture) -> PictureFrame:
    frame = PictureFrame()
    frame.picture = picture
    frame.pts = int(picture.made_at_s * 90_000)
    frame.time_base = Fraction(1, 90_000)
    return frame


def is_key(payload: bytes) -> bool:
    return not payload[4] & 1  # behind a descriptor of four bytes (RFC 7741)


def test_the_target_moves_in_place_without_a_keyframe() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    sent, keys = [0, 0], [0, 0]
    for number in range(120):
        half = number // 60
        if number == 60:
            encoder.target_bitrate = 300_000  # below what is sent: the line is full
            assert encoder.target_bitrate == 300_000
        payloads, _ = encoder.encode(frame_of(moving(number)))
        sent[half] += sum(map(len, payloads))
        keys[half] += bool(payloads) and is_key(payloads[0])
    assert encoder.starts == 1
    assert keys == [1, 0]
    assert sent[1] < 0.5 * sent[0]


def test_an_easy_picture_does_not_talk_its_target_down() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    still = moving(0)
    for number in range(60):
        encoder.encode(frame_of(replace(still, made_at_s=number / 30)))
        # What aiortc's receiver would say: one and a half times what came.
        encoder.target_bitrate = int(1_500 * encoder._sent.kbps()) + 10_000
    assert encoder.target_bitrate >= 700_000


def test_a_keyframe_comes_when_asked() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    encoder.encode(frame_of(moving(0)))
    payloads, _ = encoder.encode(frame_of(moving(1)), force_keyframe=True)
    assert is_key(payloads[0])


def test_another_size_starts_another_encoder_and_time_always_grows() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    _, first = encoder.encode(frame_of(moving(5)))
    _, again = encoder.encode(frame_of(moving(5)))
    _, small = encoder.encode(frame_of(moving(4, 320, 180)))
    assert first < again < small
    assert encoder.starts == 2


def test_the_target_stays_inside_the_limits() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    encoder.target_bitrate = 10_000_000
    assert encoder.target_bitrate == 2_000_000
    for number in range(30):
        encoder.encode(frame_of(moving(number)))
    encoder.target_bitrate = 1
    assert encoder.target_bitrate == 80_000
    encoder.set_limits(SendLimits(max_video_kbps=300, start_video_kbps=200, min_video_kbps=100))
    assert encoder.target_bitrate == 100_000


def test_what_was_encoded_is_what_aiortcs_decoder_shows() -> None:
    encoder = LibvpxVp8(width=640, height=360, kbps=1_500)
    decoder = av.CodecContext.create("libvpx", "r")
    picture = moving(0)
    data = encoder.encode(picture.planes, 1, is_keyframe=True)
    (frame,) = decoder.decode(Packet(data))
    assert isinstance(frame, av.VideoFrame)
    difference = frame.to_ndarray().astype(int) - picture.planes
    assert np.abs(difference).mean() < 4


def test_a_large_picture_goes_in_packets_that_every_network_carries() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    payloads, _ = encoder.encode(frame_of(moving(0)))
    assert len(payloads) > 3
    assert max(map(len, payloads)) == MOST_PAYLOAD_BYTES


def test_only_our_frames_are_taken() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    with pytest.raises(TypeError):
        encoder.encode(av.VideoFrame(640, 360, "yuv420p"))
    with pytest.raises(TypeError):
        encoder.pack(Packet(b"x"))


@pytest.mark.parametrize("size", [(0, 0), (1 << 20, 2)])
def test_an_impossible_size_is_an_os_error(size: tuple[int, int]) -> None:
    with pytest.raises(OSError, match=str(size[0])):
        LibvpxVp8(width=size[0], height=size[1], kbps=100)


def test_our_own_estimate_leads_and_a_receivers_is_not_heeded_any_more() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    encoder.lead(700.5)
    assert encoder.target_bitrate == 700_000
    encoder.target_bitrate = 90_000
    encoder.slow_down(0.5)
    assert encoder.target_bitrate == 700_000


def test_reported_loss_slows_down_where_nothing_else_is_known() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    encoder.slow_down(0.5)
    assert encoder.target_bitrate == 525_000
    for _ in range(20):
        encoder.slow_down(1.0)
    assert encoder.target_bitrate == 80_000


def test_after_a_pause_of_pictures_the_target_is_where_it_was() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    before = encoder.target_bitrate
    encoder.set_limits(SendLimits(max_video_kbps=0, start_video_kbps=0, min_video_kbps=0))
    encoder.lead(1.0)
    payloads, _ = encoder.encode(frame_of(moving(0)))
    assert payloads
    encoder.set_limits(LIMITS)
    assert encoder.target_bitrate == before


def test_a_closed_encoder_is_freed_at_once_and_encodes_nothing_more() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    assert encoder.encode(frame_of(moving(0)))[0]
    encoder.close()
    encoder.close()
    assert encoder._encoder is None
    assert encoder.encode(frame_of(moving(1)))[0] == []
    assert encoder.starts == 1


def test_what_was_encoded_is_counted() -> None:
    encoder = Vp8PictureEncoder(limits=LIMITS, clock=FakeClock())
    for number in range(3):
        encoder.encode(frame_of(moving(number)))
    assert (encoder.done.pictures, encoder.done.width, encoder.done.height) == (3, 640, 360)


def test_a_target_far_below_what_the_size_needs_halves_it_at_once() -> None:
    shrinking = Shrinking()
    large = moving(0, 1280, 720)
    assert shrinking.fit(large, 1_200) is large
    half = shrinking.fit(large, 400)
    assert (half.width, half.height, half.made_at_s) == (640, 360, large.made_at_s)
    quarter = shrinking.fit(large, 100)
    assert (quarter.width, quarter.height) == (320, 180)
    assert shrinking.fit(large, 10).width == 320
    assert Shrinking().fit(moving(0, 160, 90), 1).width == 160


def test_the_size_comes_back_only_after_a_calm_while() -> None:
    shrinking = Shrinking()
    large = moving(0, 1280, 720)
    shrinking.fit(large, 300)
    widths = [shrinking.fit(large, 1_300).width for _ in range(59)]
    assert set(widths) == {640}
    assert shrinking.fit(large, 600).width == 640  # a moment of doubt begins the wait anew
    widths = [shrinking.fit(large, 1_300).width for _ in range(60)]
    assert widths[:59] == [640] * 59
    assert widths[59] == 1280


def test_another_size_from_above_is_taken_as_it_is() -> None:
    shrinking = Shrinking()
    assert shrinking.fit(moving(0, 1280, 720), 200).width == 640
    assert shrinking.fit(moving(0, 426, 240), 200).width == 426
