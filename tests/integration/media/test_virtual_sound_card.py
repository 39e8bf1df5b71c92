"""Real sound through PortAudio on a virtual sound card: spoken here, heard there."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np
import pytest

from desktop.devices.backends.portaudio import PortAudio
from desktop.domain.devices.device import Device, DeviceKind, DeviceRole
from desktop.domain.ids import DeviceId
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.levels import rms_dbfs
from desktop.media.engine.sound_block import Block
from desktop.media.measure.sound_match import compare_sound
from tests.fakes.fake_media_room import (
    TEST_VOICE,
    MediaRelay,
    MediaRoom,
    engine_options,
    wait_until,
)
from tests.fakes.fake_media_sound_card import VirtualSoundCard

pytestmark = [pytest.mark.integration, pytest.mark.alone, pytest.mark.timeout(600)]

MakeRoom = Callable[..., MediaRoom]
SPOKEN_S = 8


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualSoundCard]:
    with VirtualSoundCard(("left", "right")) as card:
        for name, value in card.environment.items():
            monkeypatch.setenv(name, value)
        yield card


@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")  # sounddevice's own
def test_speech_comes_through_the_card_as_it_went_in(card: VirtualSoundCard) -> None:
    """Of the sound library alone: no engine, no codec, nothing that cleans."""
    portaudio = PortAudio()
    by_name = {(device.name, device.kind): device for device in portaudio.devices()}
    spoken = read_sound(TEST_VOICE)[: SPOKEN_S * 48_000]
    taken: list[Block] = []
    microphone = portaudio.open_microphone(
        by_name["left_mic", DeviceKind.MICROPHONE], lambda block, _age_s: taken.append(block.copy())
    )
    card.play("left", spoken)
    microphone.close()

    rest = iter(spoken.reshape(-1, 480))
    silence = np.zeros(480, np.int16)
    has_ended = threading.Event()

    def give(_ahead_s: float) -> Block:
        block = next(rest, None)
        if block is None:
            has_ended.set()
        return silence if block is None else block

    with card.record("left") as played:
        loudspeaker = portaudio.open_loudspeaker(
            by_name["left_speaker", DeviceKind.LOUDSPEAKER], give
        )
        assert has_ended.wait(2 * SPOKEN_S)
        loudspeaker.close()
    portaudio.close()
    heard_in = compare_sound(np.concatenate(taken), spoken)
    heard_out = compare_sound(played.samples, spoken)
    print({"in": round(heard_in.correlation, 4), "out": round(heard_out.correlation, 4)})
    assert heard_in.correlation >= 0.99
    assert heard_out.correlation >= 0.99
    assert min(heard_in.windows, heard_out.windows) >= 3 * SPOKEN_S


def with_sound_cards(make_room: MakeRoom, *names: str) -> list[MediaRoom]:
    rooms = [make_room(name, engine_options(name, allows_hardware=True)) for name in names]
    for room in rooms:
        speaker = (DeviceId(f"portaudio:ALSA:{room.site_id}_speaker"),)
        room.client.select_devices(DeviceRole.LOUDSPEAKER, speaker)
        room.client.set_camera(is_on=False)  # pictures would take the cores that sound needs
        room.begin(microphone=f"portaudio:ALSA:{room.site_id}_mic")
    for room in rooms:
        room.await_devices()
        assert name_of(room.in_use(DeviceRole.MICROPHONE)) == f"{room.site_id}_mic"
        assert name_of(room.in_use(DeviceRole.LOUDSPEAKER)) == f"{room.site_id}_speaker"
    return rooms


def name_of(device: Device | None) -> str | None:
    return None if device is None else device.name


def test_speech_into_one_microphone_comes_out_of_the_other_loudspeaker(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    _, right = meet(make_room)
    spoken = read_sound(TEST_VOICE)[: SPOKEN_S * 48_000]
    with card.record("right") as heard, card.record("left") as echo:
        card.play("left", spoken)
    match = compare_sound(heard.samples, spoken)
    print({"correlation": round(match.correlation, 3), "windows": match.windows})
    assert match.windows >= 2 * SPOKEN_S
    # 0.75 to 0.87 when cleaned: the filters move the phase, which no ear hears. 0.98 when not.
    assert match.correlation >= 0.5
    # Nothing comes back: the far room's microphone does not hear its loudspeaker here.
    assert len(echo.samples) > SPOKEN_S * 40_000
    assert rms_dbfs(echo.samples) <= -60.0
    assert right.lost == []


def test_a_microphone_that_is_pulled_out_becomes_silence_and_comes_back(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    (room,) = with_sound_cards(make_room, "left")
    # A living microphone until the moment it is pulled out.
    card.play("left", read_sound(TEST_VOICE)[:48_000])
    wait_until(lambda: room.levels.get(None, -96.0) <= -90.0, "spoken")
    card.unplug("left")
    wait_until(lambda: len(room.lost) >= 2, "both are missed")
    wait_until(lambda: room.in_use(DeviceRole.MICROPHONE) is None, "silence stands in")
    assert {name_of(event.lost) for event in room.lost} == {"left_mic", "left_speaker"}
    assert all(event.now is None for event in room.lost if event.lost.kind is DeviceKind.MICROPHONE)
    card.plug("left")
    wait_until(
        lambda: name_of(room.in_use(DeviceRole.MICROPHONE)) == "left_mic", "the microphone is back"
    )
    wait_until(
        lambda: name_of(room.in_use(DeviceRole.LOUDSPEAKER)) == "left_speaker",
        "the loudspeaker is back",
    )


def level_dbfs(sound: np.ndarray, from_s: float, to_s: float) -> float:
    return rms_dbfs(sound[int(from_s * 48_000) : int(to_s * 48_000)])


def meet(make_room: MakeRoom) -> tuple[MediaRoom, MediaRoom]:
    left, right = with_sound_cards(make_room, "left", "right")
    relay = MediaRelay()
    relay.join(left)
    relay.join(right)
    wait_until(lambda: (left.site_id, "audio") in right.first_media, "right hears left")
    wait_until(lambda: (right.site_id, "audio") in left.first_media, "left hears right")
    return left, right


TRIES = 6
"""A PC that had no time has lost sound itself: it is measured anew. What is broken always is."""

T = TypeVar("T")


def measured(measure: Callable[[], T], is_good: Callable[[T], bool]) -> T:
    """What was found the first time that it is good, else the last time."""
    found = measure()
    for _ in range(TRIES - 1):
        if is_good(found):
            break
        found = measure()
    return found


class Echo(NamedTuple):
    """Decibels: the echo second by second, what is taken from it, least first, and the talker."""

    echo_dbfs: list[float]
    loss_db: list[float]
    talker_dbfs: float
    talker_heard_dbfs: float

    def is_cancelled(self) -> bool:
        # On an idle machine every second is. On a crowded one the cards lose sound, and whenever
        # they do the canceller must find the echo anew; without it no second is.
        return self.loss_db[-2] >= 20.0

    def is_talker_heard(self) -> bool:
        return self.talker_heard_dbfs >= self.talker_dbfs - 6.0


def measure_echo(card: VirtualSoundCard) -> Echo:
    voice = read_sound(TEST_VOICE)
    with card.record_microphone("right") as at_microphone, card.record("left") as heard:
        card.play("left", voice[: 8 * 48_000])
        card.play("right", voice[: 6 * 48_000] // 2)
    echo_dbfs = [level_dbfs(at_microphone.samples, second, second + 1) for second in range(1, 8)]
    left_dbfs = [level_dbfs(heard.samples, second, second + 1) for second in range(1, 8)]
    found = Echo(
        echo_dbfs=echo_dbfs,
        loss_db=sorted(echo - left for echo, left in zip(echo_dbfs, left_dbfs, strict=True)),
        talker_dbfs=level_dbfs(at_microphone.samples, 10.0, 13.0),
        talker_heard_dbfs=level_dbfs(heard.samples, 10.0, 13.0),
    )
    print(found)
    return found


def test_a_room_with_a_loudspeaker_sends_its_talker_and_not_its_echo(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    meet(make_room)
    card.couple("right", gain=0.3)
    found = measured(
        lambda: measure_echo(card), lambda one: one.is_cancelled() and one.is_talker_heard()
    )
    assert min(found.echo_dbfs) > -50.0
    assert found.is_cancelled()
    assert found.is_talker_heard()


def test_two_rooms_with_loudspeakers_do_not_howl(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    meet(make_room)
    # Louder at the microphone than what was played, twice: it would grow to the limit and stay.
    for room in ("left", "right"):
        card.couple(room, gain=1.4)
    with card.record("left") as left, card.record("right") as right:
        card.play("left", read_sound(TEST_VOICE)[: 5 * 48_000] // 4)
        card.play("left", np.zeros(4 * 48_000, np.int16))
    spoken_dbfs = level_dbfs(right.samples, 1.0, 5.0)
    after_dbfs = [level_dbfs(sound.samples, 7.5, 9.0) for sound in (left, right)]
    print({"spoken": round(spoken_dbfs), "after": [round(level) for level in after_dbfs]})
    assert spoken_dbfs > -50.0
    assert max(after_dbfs) <= -25.0  # -80 on an idle machine; -7 to -17 without cancelling


# ---- two microphones ----------------------------------------------------------------------------

OFFICERS = DeviceRole.OFFICER_MICROPHONE


def meet_with_officer(
    make_room: MakeRoom, card: VirtualSoundCard, *officers: str
) -> tuple[MediaRoom, MediaRoom]:
    """The left room has microphones of these cards for its officer, best first."""
    for name in officers:
        card.plug(name)
    left, right = meet(make_room)
    left.client.refresh_devices()
    wanted = tuple(DeviceId(f"portaudio:ALSA:{name}_mic") for name in officers)
    left.client.select_devices(OFFICERS, wanted)
    wait_until(lambda: name_of(left.in_use(OFFICERS)) == f"{officers[0]}_mic", "both are open")
    return left, right


def play_together(card: VirtualSoundCard, sounds: dict[str, np.ndarray]) -> None:
    with ThreadPoolExecutor(len(sounds)) as pool:
        for playing in [pool.submit(card.play, name, sound) for name, sound in sounds.items()]:
            playing.result()


def test_citizen_and_officer_are_heard_in_turn_and_together(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    left, right = meet_with_officer(make_room, card, "desk")
    voice = read_sound(TEST_VOICE)
    spoken = {"left": voice[: 6 * 48_000], "desk": voice[8 * 48_000 : 14 * 48_000]}

    def hear(*names: str) -> Turn:
        with card.record("right") as recorder:
            play_together(card, {name: spoken[name] for name in names})
        heard = recorder.samples
        found = Turn(
            citizen=share_in_line(heard, spoken["left"]),
            officer=share_in_line(heard, spoken["desk"]),
            dbfs=rms_dbfs(heard),
        )
        print(names, found)
        return found

    # In line when heard: 0.58 to 0.87; when not: up to 0.09.
    citizen = measured(lambda: hear("left"), lambda one: one.citizen >= 0.4)
    officer = measured(lambda: hear("desk"), lambda one: one.officer >= 0.4)
    both = measured(lambda: hear("left", "desk"), lambda one: min(one[:2]) >= 0.4)
    assert min(citizen.citizen, officer.officer, both.citizen, both.officer) >= 0.4
    assert max(citizen.officer, officer.citizen) <= 0.3
    loud = [one.dbfs for one in (citizen, officer, both)]
    assert max(loud) - min(loud) <= 6.0
    assert left.lost == right.lost == []


class Turn(NamedTuple):
    """The share of each voice in what is heard, and how loud that is."""

    citizen: float
    officer: float
    dbfs: float


def share_in_line(heard: np.ndarray, spoken: np.ndarray) -> float:
    """Of the windows that speak: how many lie where this voice, and no other, would be.

    The way from there takes as long as the PC is slow, up to two seconds, but half a second more
    or less at most; the place of another voice is anywhere in the loop.
    """
    match = compare_sound(heard, spoken)
    late_s = (np.array(match.starts) - np.array(match.offsets)) / 48_000
    begins = np.arange(0.0, 1.5, 0.1)
    return max(float(np.mean((late_s >= one) & (late_s < one + 0.5))) for one in begins)


def gaps_ms(sound: np.ndarray, from_s: float) -> list[int]:
    """Runs of 10 ms below -50 dBFS, the longest first; from_s: after the first that is louder."""
    blocks = sound[: len(sound) // 480 * 480].reshape(-1, 480).astype(np.float64)
    places = np.flatnonzero(np.sqrt(np.mean(blocks**2, axis=1)) > 100.0)
    places = places[places >= places[0] + round(100 * from_s)]
    return sorted((10 * (np.diff(places) - 1)).tolist(), reverse=True)


def hum(seconds: float) -> np.ndarray:
    """A talker who never takes breath: what is missing of him is missing on the way."""
    at_s = np.arange(round(seconds * 48_000)) / 48_000
    voice = sum(np.sin(2 * np.pi * 150.0 * step * at_s) / step for step in range(1, 9))
    return np.asarray(3_000 * voice, np.int16)


def test_an_officers_microphone_is_pulled_out_while_the_citizen_speaks(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    left, _ = meet_with_officer(make_room, card, "desk", "spare")
    # As it is: the canceller would take a hum for noise.
    left.client.set_echo_cancelling(DeviceRole.MICROPHONE, does_device_cancel=True)
    longest = measured(
        lambda: measure_gaps(left, card),
        # Each of the three changes is one look at the list, which stops every stream. Measured
        # with two cores crowded: 70 to 170 ms, once 250; a stream that is not begun again is a
        # second away.
        lambda gaps: gaps[1] <= 600,
    )
    assert longest[1] <= 600


def measure_gaps(left: MediaRoom, card: VirtualSoundCard) -> list[int]:
    """Both microphones of the officer go, and one comes back. Ends as it began."""
    before = len(left.lost)
    with card.record("right") as heard, ThreadPoolExecutor(1) as pool:
        playing = pool.submit(card.play, "left", hum(12.0))
        wait_until(lambda: left.levels.get(None, -96.0) > -40.0, "the citizen speaks")
        time.sleep(2.0)  # the far room's buffer finds its depth in the first second
        card.unplug("desk")
        wait_until(lambda: name_of(left.in_use(OFFICERS)) == "spare_mic", "the next one")
        time.sleep(1.0)
        card.unplug("spare")
        wait_until(lambda: left.in_use(OFFICERS) is None, "none is left")
        time.sleep(1.0)
        card.plug("spare")
        wait_until(lambda: name_of(left.in_use(OFFICERS)) == "spare_mic", "it is back")
        playing.result()
    told = [(one.lost.name, name_of(one.now)) for one in left.lost[before:]]
    longest = gaps_ms(heard.samples, from_s=1.0)[:6]
    print({"gaps_ms": longest, "told": told})
    assert told == [("desk_mic", "spare_mic"), ("spare_mic", None)]
    assert name_of(left.in_use(DeviceRole.MICROPHONE)) == "left_mic"
    card.unplug("spare")
    wait_until(lambda: left.in_use(OFFICERS) is None, "none is left again")
    card.plug("desk")
    wait_until(lambda: name_of(left.in_use(OFFICERS)) == "desk_mic", "the first is back")
    card.plug("spare")
    left.client.refresh_devices()
    return longest
