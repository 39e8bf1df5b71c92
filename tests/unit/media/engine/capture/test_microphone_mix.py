"""Two microphones in one voice: shared by loudness, summed softly, bound to the citizens' clock."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from desktop.domain.devices.device import DeviceRole
from desktop.domain.media.call import EchoCancelling
from desktop.media.engine.capture.microphone_mix import HELD_BLOCKS, MicrophoneMix, shares
from desktop.media.engine.levels import rms_dbfs
from desktop.media.engine.sound.echo_states import EchoStates

pytestmark = pytest.mark.unit

CITIZENS, OFFICERS = DeviceRole.MICROPHONE, DeviceRole.OFFICER_MICROPHONE
POWERS = st.floats(0.0, 32_767.0**2)
RANDOM = np.random.default_rng(1)


def noise(dbfs: float, seconds: float = 1.0) -> NDArray[np.int16]:
    size = round(seconds * 100) * 480
    return (RANDOM.standard_normal(size) * 32_767 * 10 ** (dbfs / 20)).astype(np.int16)


def talk(dbfs: float, seconds: float = 1.0, hz: float = 300.0) -> NDArray[np.int16]:
    at_s = np.arange(round(seconds * 100) * 480) / 48_000
    size = 32_767 * 2**0.5 * 10 ** (dbfs / 20)
    return (size * np.sin(2 * np.pi * hz * at_s)).astype(np.int16)


class Table:
    """Both microphones, called in turn as two cards would."""

    def __init__(self) -> None:
        self.blocks: list[NDArray[np.int16]] = []
        self.mix = MicrophoneMix(take=self.blocks.append)
        self.mix.open()

    def hear(
        self,
        citizens: NDArray[np.int16],
        officers: NDArray[np.int16],
        bare_officers: NDArray[np.int16] | None = None,
    ) -> NDArray[np.int16]:
        """What is sent of these; shape of `citizens`."""
        bare = officers if bare_officers is None else bare_officers
        first = len(self.blocks)
        for at in range(0, len(citizens), 480):
            part = slice(at, at + 480)
            if at < len(officers):
                self.mix.hear(OFFICERS, officers[part], bare[part])
            self.mix.hear(CITIZENS, citizens[part], citizens[part])
        return np.concatenate(self.blocks[first:])


def settled(sound: NDArray[np.int16]) -> float:
    """dBFS of its second half."""
    return rms_dbfs(sound[len(sound) // 2 :])


@given(POWERS, POWERS)
def test_both_together_are_as_one_open_microphone(citizens: float, officers: float) -> None:
    first, second = shares(citizens, officers)
    assert 0.0 <= min(first, second) <= max(first, second) <= 1.0
    assert first**2 + second**2 == pytest.approx(1.0)
    louder, softer = (first, second) if citizens >= officers else (second, first)
    assert louder >= softer - 1e-9


def test_alone_the_citizens_microphone_is_handed_on_as_it_is() -> None:
    table = Table()
    table.mix.shut()
    block = talk(-20.0, 0.01)
    table.mix.hear(CITIZENS, block, block)
    table.mix.hear(OFFICERS, block, block)
    (taken,) = table.blocks
    assert taken is block
    mixed, each = table.mix.take_levels()
    assert mixed == pytest.approx(-20.0, abs=0.5)
    assert each == {}


def test_the_first_microphone_is_never_late() -> None:
    table = Table()
    click = np.zeros(4_800, np.int16)
    click[2_400] = 20_000
    heard = table.hear(click, np.zeros(4_800, np.int16))
    assert np.argmax(np.abs(heard)) == 2_400


def test_the_second_is_at_most_three_blocks_late() -> None:
    table = Table()
    click = np.zeros(48_000, np.int16)
    click[24_000] = 20_000
    heard = table.hear(np.zeros(48_000, np.int16), click)
    assert 0 <= np.argmax(np.abs(heard)) - 24_000 <= 3 * 480


@pytest.mark.parametrize("talker", [CITIZENS, OFFICERS])
def test_a_talker_at_either_is_heard_as_loud_as_alone(talker: DeviceRole) -> None:
    near, far = talk(-23.0, 2.0), noise(-55.0, 2.0)
    heard = Table().hear(*((near, far) if talker is CITIZENS else (far, near)))
    assert settled(heard) == pytest.approx(-23.0, abs=0.5)


def test_two_who_talk_at_once_are_both_heard() -> None:
    low, high = talk(-23.0, 2.0, hz=300.0), talk(-23.0, 2.0, hz=1_000.0)
    heard = Table().hear(low, high)[48_000:]
    spectrum = np.abs(np.fft.rfft(heard)) / len(heard) * 2
    alone = 32_767 * 2**0.5 * 10 ** (-23.0 / 20)
    for hz in (300, 1_000):
        assert 20 * np.log10(spectrum[hz] / alone) == pytest.approx(-3.0, abs=0.5)


def test_the_noise_of_the_room_is_not_doubled() -> None:
    assert settled(Table().hear(noise(-50.0, 2.0), noise(-50.0, 2.0))) == pytest.approx(
        -50.0, abs=0.7
    )


def test_a_talker_is_not_combed_by_the_microphone_that_is_far_from_him() -> None:
    """Heard there 10 dB lower and lifted by its gain to the same level, and later."""
    near = noise(-23.0, 4.0)
    lifted = near.copy()
    bare = (near * 10 ** (-10.0 / 20)).astype(np.int16)
    heard = Table().hear(near, lifted, bare)[96_000:].astype(np.float64)
    summed = (near.astype(np.float64) + np.roll(near, 960))[96_000:]

    def ripple_db(sound: NDArray[np.float64]) -> float:
        """Between the teeth of a comb of 20 ms: 50 Hz apart."""
        pieces = np.abs(np.fft.rfft(sound[: 96_000 // 9_600 * 9_600].reshape(-1, 9_600))) ** 2
        mean = pieces.mean(axis=0)
        ratio: float = mean[1_005:4_005:10].mean() / mean[1_000:4_000:10].mean()
        return abs(10 * float(np.log10(ratio)))

    assert ripple_db(summed) > 10.0
    assert ripple_db(heard) < 5.0


def test_what_the_canceller_took_is_no_talker() -> None:
    """The officer's microphone hears the loudspeaker at -20 dBFS, and it was taken out."""
    echo, cleaned = noise(-20.0, 2.0), noise(-60.0, 2.0)
    heard = Table().hear(talk(-30.0, 2.0), cleaned, echo)
    assert settled(heard) == pytest.approx(-30.0, abs=0.5)


def test_a_sum_bends_and_never_wraps() -> None:
    loud = np.full(48_000, 32_000, np.int16)
    heard = Table().hear(loud, loud)
    assert np.all(heard >= 0)


def test_a_second_microphone_that_falls_silent_gives_its_share_back() -> None:
    table = Table()
    table.hear(talk(-23.0), talk(-23.0, hz=1_000.0))
    heard = table.hear(talk(-23.0, 2.0), np.zeros(0, np.int16))
    assert settled(heard) == pytest.approx(-23.0, abs=0.5)
    assert HELD_BLOCKS < 10
    table.mix.shut()
    table.mix.shut()
    assert table.hear(talk(-23.0), talk(-23.0)).shape == (48_000,)


@pytest.mark.parametrize("ppm", [-2_000, 2_000])
def test_two_clocks_drift_and_the_queue_stays_short(ppm: int) -> None:
    """Each 500 blocks one more or less of the officer's: 2,000 ppm, for 50 s."""
    table = Table()
    citizens = np.zeros(480, np.int16)
    officers = noise(-30.0, 0.01)
    late: list[int] = []
    for number in range(5_000):
        is_step = number % 500 == 499
        count = (0 if ppm < 0 else 2) if is_step else 1
        for _ in range(count):
            table.mix.hear(OFFICERS, officers, officers)
        table.mix.hear(CITIZENS, citizens, citizens)
        late.append(not table.blocks[-1].any())
    assert sum(late[1_000:]) <= 80  # silent blocks
    end = table.mix._officers
    assert end is not None
    assert end._fifo.held_ms <= 60.0


def test_a_card_that_stands_still_leaves_no_old_sound_behind() -> None:
    table = Table()
    old = talk(-20.0, 2.0, hz=1_000.0)
    for at in range(0, len(old), 480):
        table.mix.hear(OFFICERS, old[at : at + 480], old[at : at + 480])
    heard = table.hear(np.zeros(14_400, np.int16), np.zeros(14_400, np.int16))
    assert rms_dbfs(heard[2_400:]) < -60.0


def test_one_word_on_echo_for_both_microphones() -> None:
    told: list[EchoCancelling] = []
    states = EchoStates(tell=told.append)
    states.note(OFFICERS, EchoCancelling.IDLE)
    states.note(OFFICERS, EchoCancelling.ON)
    states.note(CITIZENS, EchoCancelling.DEVICE)
    states.note(OFFICERS, EchoCancelling.ON)
    states.note(OFFICERS, EchoCancelling.FAILED)
    states.note(OFFICERS, EchoCancelling.IDLE)
    assert told == [
        EchoCancelling.IDLE,
        EchoCancelling.ON,
        EchoCancelling.DEVICE,
        EchoCancelling.FAILED,
        EchoCancelling.DEVICE,
    ]
