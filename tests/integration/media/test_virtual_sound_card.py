"""Real sound through PortAudio on a virtual sound card: spoken here, heard there."""

from collections.abc import Callable, Iterator

import pytest

from desktop.domain.device import Device, DeviceKind
from desktop.domain.ids import DeviceId
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.levels import rms_dbfs
from desktop.media.sound_check import compare_sound
from tests.fakes.fake_media_room import (
    TEST_VOICE,
    MediaRelay,
    MediaRoom,
    engine_options,
    wait_until,
)
from tests.fakes.fake_media_sound_card import VirtualSoundCard

pytestmark = [pytest.mark.integration, pytest.mark.timeout(90)]

MakeRoom = Callable[..., MediaRoom]
SPOKEN_S = 8


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualSoundCard]:
    with VirtualSoundCard(("left", "right")) as card:
        for name, value in card.environment.items():
            monkeypatch.setenv(name, value)
        yield card


def with_sound_card(make_room: MakeRoom, name: str) -> MediaRoom:
    room = make_room(name, engine_options(name, allows_hardware=True))
    speaker = (DeviceId(f"portaudio:ALSA:{name}_speaker"),)
    room.client.select_devices(DeviceKind.LOUDSPEAKER, speaker)
    room.start(microphone=f"portaudio:ALSA:{name}_mic")
    assert name_of(room.in_use(DeviceKind.MICROPHONE)) == f"{name}_mic"
    assert name_of(room.in_use(DeviceKind.LOUDSPEAKER)) == f"{name}_speaker"
    return room


def name_of(device: Device | None) -> str | None:
    return None if device is None else device.name


def test_speech_into_one_microphone_comes_out_of_the_other_loudspeaker(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    left, right = with_sound_card(make_room, "left"), with_sound_card(make_room, "right")
    relay = MediaRelay()
    relay.join(left)
    relay.join(right)
    wait_until(lambda: (left.site_id, "audio") in right.first_media, "right hears left")
    wait_until(lambda: (right.site_id, "audio") in left.first_media, "left hears right")
    spoken = read_sound(TEST_VOICE)[: SPOKEN_S * 48_000]
    with card.record("right") as heard, card.record("left") as echo:
        card.play("left", spoken)
    match = compare_sound(heard.samples, spoken)
    print({"correlation": round(match.correlation, 3), "windows": match.windows})
    assert match.windows >= 2 * SPOKEN_S
    assert match.correlation >= 0.8  # 0.95 to 0.98 on an idle machine
    # Nothing comes back: the far room's microphone does not hear its loudspeaker here.
    assert len(echo.samples) > SPOKEN_S * 40_000
    assert rms_dbfs(echo.samples) <= -80.0
    assert right.lost == []


def test_a_microphone_that_is_pulled_out_becomes_silence_and_comes_back(
    make_room: MakeRoom, card: VirtualSoundCard
) -> None:
    room = with_sound_card(make_room, "left")
    # A living microphone until the moment it is pulled out.
    card.play("left", read_sound(TEST_VOICE)[:48_000])
    wait_until(lambda: room.levels.get(None, -96.0) <= -90.0, "spoken")
    card.unplug("left")
    wait_until(lambda: len(room.lost) >= 2, "both are missed")
    wait_until(lambda: room.in_use(DeviceKind.MICROPHONE) is None, "silence stands in")
    assert {name_of(event.lost) for event in room.lost} == {"left_mic", "left_speaker"}
    assert all(event.now is None for event in room.lost if event.lost.kind is DeviceKind.MICROPHONE)
    card.plug("left")
    wait_until(
        lambda: name_of(room.in_use(DeviceKind.MICROPHONE)) == "left_mic", "the microphone is back"
    )
    wait_until(
        lambda: name_of(room.in_use(DeviceKind.LOUDSPEAKER)) == "left_speaker",
        "the loudspeaker is back",
    )
