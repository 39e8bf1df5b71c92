"""Opus by libopus."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.peer.aiortc.codecs.opus import OpusDecoder, OpusEncoder
from desktop.media.engine.peer.aiortc.codecs.shared_library import load_av_library
from desktop.media.measure.sound_match import compare_sound
from tests.fakes.fake_media_room import TEST_VOICE

pytestmark = pytest.mark.unit


def encoded(seconds: float) -> tuple[np.ndarray, list[bytes]]:
    voice = read_sound(TEST_VOICE)[: int(seconds * 48_000)]
    encoder = OpusEncoder()
    starts = range(0, len(voice) - 959, 960)
    return voice, [encoder.encode(voice[start : start + 960]) for start in starts]


def test_speech_at_32_kbit_s_keeps_its_shape() -> None:
    voice, packets = encoded(6.0)
    decoder = OpusDecoder()
    heard = np.concatenate([decoder.decode(packet) for packet in packets])
    assert compare_sound(heard, voice).correlation >= 0.98
    assert sum(map(len, packets)) * 8 / 6.0 < 36_000


def test_a_lost_packet_comes_back_from_the_next_one() -> None:
    _, packets = encoded(6.0)
    whole, repaired, guessed = OpusDecoder(), OpusDecoder(), OpusDecoder()
    better = 0
    for index, packet in enumerate(packets[:-1]):
        true = whole.decode(packet).astype(float)
        if index % 10 == 9 and np.abs(true).max() > 2_000:
            fec = repaired.recover(packets[index + 1]).astype(float)
            plc = guessed.conceal().astype(float)
            better += np.sum((true - fec) ** 2) < np.sum((true - plc) ** 2)
            better -= np.sum((true - fec) ** 2) > np.sum((true - plc) ** 2)
        else:
            repaired.decode(packet)
            guessed.decode(packet)
    assert better > 3


@given(st.binary(max_size=200))
def test_a_garbage_packet_becomes_some_sound(garbage: bytes) -> None:
    decoder = OpusDecoder()
    samples = decoder.decode(garbage)
    assert samples.dtype == np.int16
    assert len(samples) <= 5_760
    decoder.close()
    decoder.close()


def test_a_library_that_is_not_there_is_an_os_error() -> None:
    with pytest.raises(OSError, match="libnothing"):
        load_av_library("libnothing")


def test_the_voice_spends_what_the_line_allows_and_never_less_than_its_least() -> None:
    rng = np.random.default_rng(3)
    tone = np.cumsum(rng.normal(0, 300, (100, 960)), axis=1)
    packets = (tone - tone.mean(axis=1, keepdims=True)).clip(-20_000, 20_000).astype(np.int16)

    def kbps(bitrate: int, loss: float) -> float:
        encoder = OpusEncoder()
        for _ in range(2):
            encoder.set_line(bitrate=bitrate, loss=loss)
        return sum(len(encoder.encode(samples)) for samples in packets) * 8 / 1000 / 2.0

    wide, narrow, least = kbps(32_000, 0.0), kbps(20_000, 0.1), kbps(1, 0.9)
    assert 24 < wide < 36
    assert 15 < narrow < 24
    assert 12 < least < 20
