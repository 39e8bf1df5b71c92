"""The real library, alone; in a room it is tried in tests/integration/media."""

import numpy as np
import psutil
import pytest

from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.levels import rms_dbfs
from desktop.media.engine.sound.livekit_apm import open_canceller
from tests.fakes.fake_media_room import TEST_VOICE

pytestmark = pytest.mark.unit

BLOCK = 480


def cleaned(heard: np.ndarray, played: np.ndarray, delay_ms: int) -> np.ndarray:
    canceller = open_canceller()
    canceller.set_delay_ms(delay_ms)
    blocks = [
        canceller.process(heard[at : at + BLOCK], played[at : at + BLOCK])
        for at in range(0, len(heard), BLOCK)
    ]
    assert {(block.shape, block.dtype) for block in blocks} == {((BLOCK,), np.dtype(np.int16))}
    return np.concatenate(blocks)


def test_an_echo_vanishes_and_a_talker_stays() -> None:
    voice = read_sound(TEST_VOICE)[: 6 * 48_000]
    late = np.concatenate([np.zeros(4_800, np.int16), voice])[: len(voice)] // 4
    silence = np.zeros_like(voice)
    echo_left = cleaned(late, voice, 100)
    talker = cleaned(late, silence, 100)
    second_half = slice(3 * 48_000, None)
    before = rms_dbfs(late[second_half])
    assert before - rms_dbfs(echo_left[second_half]) >= 20.0
    assert rms_dbfs(talker[second_half]) >= before - 3.0


def test_a_delay_outside_what_the_library_takes_is_an_error_of_ours() -> None:
    canceller = open_canceller()
    canceller.set_delay_ms(0)
    canceller.set_delay_ms(500)
    with pytest.raises(RuntimeError):
        canceller.set_delay_ms(501)


def test_the_library_opens_no_socket_to_anywhere() -> None:
    own = psutil.Process()
    before = own.net_connections(kind="inet")
    canceller = open_canceller()
    for _ in range(10):
        canceller.process(np.zeros(BLOCK, np.int16), np.zeros(BLOCK, np.int16))
    assert own.net_connections(kind="inet") == before
