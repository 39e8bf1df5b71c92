"""The clock in the picture survives what a call does to a picture."""

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.peer.aiortc.codecs.vp8 import LibvpxVp8
from desktop.media.engine.picture import Picture, fit_picture, picture_from_frame
from desktop.media.measure.picture_clock import age_ms, clock_ms, ms_between, read_mark, write_mark

pytestmark = pytest.mark.unit

CLOCKS = st.integers(0, 2**32 - 1)
SIZES = st.tuples(
    st.integers(160, 960).map(lambda n: 2 * n), st.integers(90, 540).map(lambda n: 2 * n)
)


def picture(width: int, height: int, value_ms: int, background: int = 128) -> Picture:
    planes = np.full((height * 3 // 2, width), background, np.uint8)
    write_mark(planes[:height], value_ms)
    return Picture(planes=planes, width=width, height=height, made_at_s=0.0)


@given(value_ms=CLOCKS, size=SIZES)
def test_what_was_written_is_read_at_any_size(value_ms: int, size: tuple[int, int]) -> None:
    assert read_mark(picture(*size, value_ms).luma) == value_ms


@given(value_ms=CLOCKS, seed=st.integers(0, 1000))
def test_noise_does_not_hide_it(value_ms: int, seed: int) -> None:
    luma = picture(640, 360, value_ms).luma.astype(np.int16)
    luma += np.random.default_rng(seed).integers(-25, 26, luma.shape, np.int16)
    assert read_mark(np.clip(luma, 0, 255).astype(np.uint8)) == value_ms


@given(value_ms=CLOCKS)
def test_scaling_down_does_not_hide_it(value_ms: int) -> None:
    small = fit_picture(picture(1280, 720, value_ms), 320, 180)
    assert (small.width, small.height) == (320, 180)
    assert read_mark(small.luma) == value_ms


def test_vp8_at_180_lines_and_a_low_bitrate_does_not_hide_it() -> None:
    encoder = LibvpxVp8(width=320, height=180, kbps=120)
    decoder = av.CodecContext.create("libvpx", "r")
    rng = np.random.default_rng(3)
    read = 0
    for number in range(60):
        now_ms = 1_000_000 + number * 33
        planes = rng.integers(90, 150, (270, 320), np.uint8)
        planes[:180] = np.roll(planes[:180], number, axis=1)
        write_mark(planes[:180], now_ms)
        data = encoder.encode(planes, number * 3000 + 1, is_keyframe=number == 0)
        for frame in decoder.decode(av.Packet(data)) if data else []:
            assert isinstance(frame, av.VideoFrame)
            mark = read_mark(picture_from_frame(frame, 0.0).luma)
            assert mark is None or 1_000_000 <= mark <= now_ms
            read += mark is not None
    assert read >= 25


@given(seed=st.integers(0, 10_000))
def test_a_picture_without_a_mark_has_none(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert read_mark(np.full((360, 640), 128, np.uint8)) is None
    assert read_mark(np.zeros((40, 40), np.uint8)) is None
    assert read_mark(rng.integers(0, 256, (360, 640), np.uint8)) is None


def test_age_is_right_across_the_wrap() -> None:
    assert age_ms(2**32 - 10, 15) == 25
    assert age_ms(clock_ms(5.0), clock_ms(5.25)) == 250
    assert clock_ms(2.0**32 / 1000 + 1.0) == 1000


def test_from_one_mark_to_another_forwards_backwards_and_over_the_wrap() -> None:
    assert ms_between(1_000, 3_500) == 2_500
    assert ms_between(3_500, 1_000) == -2_500
    assert ms_between(0xFFFFFFFF, 1) == 2
    assert ms_between(1, 0xFFFFFFFF) == -2
