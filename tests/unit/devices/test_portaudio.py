"""Microphones and loudspeakers through PortAudio, with a library that has no sound card."""

import os
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.devices.backends import portaudio as module
from desktop.devices.backends.portaudio import BlockCutter, BlockFiller, PortAudio, mono
from desktop.devices.backends.quiet import quiet_stderr
from desktop.devices.backends.resampler import Resampler
from desktop.domain.devices.device import Backend, Device, DeviceKind
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from tests.fakes.fake_media_portaudio import FakeSoundDevice, entry, importer

pytestmark = pytest.mark.unit


def portaudio(monkeypatch: pytest.MonkeyPatch, library: FakeSoundDevice) -> PortAudio:
    fake = SimpleNamespace(import_module=importer(library))
    monkeypatch.setattr(module, "importlib", fake)
    return PortAudio()


def ignore(_block: np.ndarray, _age_s: float) -> None:
    """For streams that give nothing."""


def one(devices: tuple[Device, ...], kind: DeviceKind) -> Device:
    (found,) = (device for device in devices if device.kind is kind)
    return found


def test_devices_are_named_by_api_and_name_and_noise_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = FakeSoundDevice(
        entry("Micro bàn", inputs=1),
        entry("headset", inputs=2, outputs=2),
        entry("surround51", outputs=6),
        entry("nothing"),
    )
    devices = portaudio(monkeypatch, library).devices()
    assert [(device.id, device.kind) for device in devices] == [
        ("portaudio:ALSA:Micro bàn", DeviceKind.MICROPHONE),
        ("portaudio:ALSA:headset", DeviceKind.MICROPHONE),
        ("portaudio:ALSA:headset", DeviceKind.LOUDSPEAKER),
    ]
    assert not any(device.is_practice for device in devices)


def test_on_windows_only_wasapi_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "sys", SimpleNamespace(platform="win32"))
    mme = FakeSoundDevice(entry("Micro", inputs=1), apis=["MME"])
    assert portaudio(monkeypatch, mme).devices() == ()
    wasapi = FakeSoundDevice(entry("Micro", inputs=1), apis=["Windows WASAPI"])
    (device,) = portaudio(monkeypatch, wasapi).devices()
    assert device.id == "portaudio:Windows WASAPI:Micro"


def test_a_device_plugged_in_later_is_found_by_looking_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = FakeSoundDevice()
    backend = portaudio(monkeypatch, library)
    assert backend.devices() == ()
    library.plugged.append(entry("usb", inputs=1))
    assert [device.name for device in backend.devices()] == ["usb"]
    library.does_start = False
    assert backend.devices() == ()
    library.does_start = True
    assert [device.name for device in backend.devices()] == ["usb"]
    backend.close()
    backend.close()
    assert library._initialized == 0


@pytest.mark.parametrize("error", [OSError("PortAudio library not found"), ImportError()])
def test_a_missing_library_is_an_empty_list(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_name: str) -> object:
        raise error

    monkeypatch.setattr(module, "importlib", SimpleNamespace(import_module=fail))
    backend = PortAudio()
    assert backend.devices() == ()
    assert backend.devices() == ()
    backend.close()
    device = Device(
        id=DeviceId("x"),
        kind=DeviceKind.MICROPHONE,
        name="x",
        backend=Backend.PORTAUDIO,
        address="x",
    )
    with pytest.raises(DeviceError, match="unavailable"):
        backend.open_microphone(device, ignore)


def only_44_100(options: dict[str, Any]) -> bool:
    """A card that can do nothing else."""
    return bool(options["samplerate"] != 44_100)


def test_a_card_that_says_44_100_is_asked_for_48_000_first(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeSoundDevice(entry("usb", inputs=2, rate=44_100.0))
    backend = portaudio(monkeypatch, library)
    backend.open_microphone(one(backend.devices(), DeviceKind.MICROPHONE), ignore)
    assert library.streams[0].options["samplerate"] == 48_000
    assert library.streams[0].options["blocksize"] == 480


def test_a_microphone_of_another_rate_gives_blocks_of_ten_ms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = FakeSoundDevice(entry("usb", inputs=4, rate=44_100.0))
    library.refuses = only_44_100
    backend = portaudio(monkeypatch, library)
    device = one(backend.devices(), DeviceKind.MICROPHONE)
    blocks: list[np.ndarray] = []
    stream = backend.open_microphone(device, lambda block, _: blocks.append(block))
    native = library.streams[0]
    assert native.is_started
    assert native.options["blocksize"] == 441
    assert native.options["latency"] == "low"
    assert native.options["channels"] == 2
    tone = (9_000 * np.sin(np.arange(44_100) * 2 * np.pi * 441 / 44_100)).astype(np.int16)
    for start in range(0, 44_100, 441):
        piece = tone[start : start + 441]
        native.capture(np.stack([piece, piece], axis=1))
    assert {block.shape for block in blocks} == {(480,)}
    heard = np.concatenate(blocks)
    assert 46_000 <= len(heard) <= 48_000
    assert np.argmax(np.abs(np.fft.rfft(heard[-24_000:]))) * 2 == pytest.approx(441, abs=2)
    states = [stream.has_ended]
    native.end()
    assert [*states, stream.has_ended] == [False, True]
    stream.close()
    stream.close()
    assert native.is_closed


def test_a_loudspeaker_of_another_rate_and_size_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeSoundDevice(entry("box", outputs=2, rate=44_100.0))
    library.refuses = only_44_100
    backend = portaudio(monkeypatch, library)
    device = one(backend.devices(), DeviceKind.LOUDSPEAKER)
    backend.open_loudspeaker(device, lambda _: np.full(480, 1_000, np.int16))
    native = library.streams[0]
    played = np.concatenate([native.play(frames) for frames in (441, 100, 1_000, 441)])
    assert played.shape == (1_982, 2)
    assert (np.abs(played[1_000:] - 1_000) <= 20).all()


def test_a_device_that_is_gone_or_refuses_is_a_device_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = FakeSoundDevice(entry("usb", inputs=1))
    backend = portaudio(monkeypatch, library)
    device = one(backend.devices(), DeviceKind.MICROPHONE)
    library.refusing.add("usb")
    with pytest.raises(DeviceError, match="refused"):
        backend.open_microphone(device, ignore)
    library.plugged.clear()
    backend.devices()
    with pytest.raises(DeviceError, match="gone"):
        backend.open_microphone(device, ignore)


def listed(backend: PortAudio) -> tuple[tuple[Device, ...], bool]:
    return backend.devices(), backend.has_failed


def test_a_library_that_is_not_up_is_a_device_error_and_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = FakeSoundDevice(entry("mic", inputs=1))
    backend = portaudio(monkeypatch, library)
    (microphone,), has_failed = listed(backend)
    assert not has_failed
    library.does_start = False
    assert listed(backend) == ((), True)
    with pytest.raises(DeviceError, match="unavailable"):
        backend.open_microphone(microphone, ignore)
    library.does_start, library.hides_apis = True, True
    assert listed(backend) == ((), True)
    with pytest.raises(DeviceError, match="unavailable"):
        backend.open_microphone(microphone, ignore)
    library.hides_apis = False
    assert listed(backend) == ((microphone,), False)


def test_a_stream_that_opens_and_does_not_start_is_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = FakeSoundDevice(entry("mic", inputs=1))
    library.cannot_start.add("mic")
    backend = portaudio(monkeypatch, library)
    (microphone,) = backend.devices()
    with pytest.raises(DeviceError, match="refused"):
        backend.open_microphone(microphone, ignore)
    assert library.streams
    assert all(stream.is_closed for stream in library.streams)


def test_the_drivers_word_on_its_delay_reaches_the_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeSoundDevice(entry("usb", inputs=1, outputs=1))
    backend = portaudio(monkeypatch, library)
    devices = backend.devices()
    ages_s: list[float] = []
    aheads_s: list[float] = []

    def give(ahead_s: float) -> np.ndarray:
        aheads_s.append(ahead_s)
        return np.zeros(480, np.int16)

    backend.open_microphone(one(devices, DeviceKind.MICROPHONE), lambda _, age: ages_s.append(age))
    backend.open_loudspeaker(one(devices, DeviceKind.LOUDSPEAKER), give)
    microphone, loudspeaker = library.streams
    for latency_s in (0.025, -0.001, 1_000_000.0):
        microphone.capture(np.zeros((480, 1), np.int16), latency_s)
        loudspeaker.play(480, latency_s)
    # What no card can have is another clock's time, and not believed.
    assert ages_s == pytest.approx([0.025, 0.0, 0.0])
    assert aheads_s == pytest.approx([0.025, 0.0, 0.0])


NAME = "Micro hội nghị của phòng tiếp công dân"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> FakeSoundDevice:
    monkeypatch.setattr(module, "sys", SimpleNamespace(platform="win32"))
    return FakeSoundDevice(
        entry(NAME[:31], inputs=4, outputs=6, rate=44_100.0, api=0),
        entry(NAME, inputs=4, outputs=6, api=1),
        entry("other", inputs=4, outputs=6, api=1),
        entry(NAME, inputs=4, outputs=6, api=2),
        apis=("MME", "Windows DirectSound", "Windows WASAPI"),
    )


def test_wasapi_converts_for_loudspeakers_and_takes_microphones_as_they_are(
    monkeypatch: pytest.MonkeyPatch, windows: FakeSoundDevice
) -> None:
    backend = portaudio(monkeypatch, windows)
    devices = backend.devices()
    assert len(devices) == 2
    backend.open_microphone(one(devices, DeviceKind.MICROPHONE), ignore)
    backend.open_loudspeaker(
        one(devices, DeviceKind.LOUDSPEAKER), lambda _: np.zeros(480, np.int16)
    )
    microphone, loudspeaker = windows.streams
    assert "extra_settings" not in microphone.options
    assert microphone.options["channels"] == 4
    assert loudspeaker.options["extra_settings"] == "auto_convert"
    assert loudspeaker.options["channels"] == 2


def test_a_microphone_that_wasapi_refuses_is_opened_by_the_older_ways_of_windows(
    monkeypatch: pytest.MonkeyPatch, windows: FakeSoundDevice
) -> None:
    tried: list[tuple[int, int, bool]] = []

    def refuses(options: dict[str, Any]) -> bool:
        tried.append(
            (options["device"], options["samplerate"], options.get("extra_settings") is not None)
        )
        return bool(options["device"] != 0)

    windows.refuses = refuses
    backend = portaudio(monkeypatch, windows)
    backend.open_microphone(one(backend.devices(), DeviceKind.MICROPHONE), ignore)
    assert tried == [(3, 48_000, False), (3, 48_000, True), (1, 48_000, False), (0, 44_100, False)]
    assert windows.streams[0].options["blocksize"] == 441


@given(st.lists(st.integers(0, 700), max_size=30))
def test_any_cut_of_a_stream_gives_the_same_blocks(sizes: list[int]) -> None:
    blocks: list[np.ndarray] = []
    ages_s: list[float] = []

    def take(block: np.ndarray, age_s: float) -> None:
        blocks.append(block)
        ages_s.append(age_s)

    cutter = BlockCutter(resampler=Resampler(from_hz=48_000, to_hz=48_000), take=take)
    sound = (np.arange(sum(sizes)) % 30_000).astype(np.int16)
    at = 0
    for size in sizes:
        cutter.push(sound[at : at + size], 100.0 - at / 48_000)
        at += size
    assert len(blocks) == len(sound) // 480
    assert all((b == sound[i * 480 : i * 480 + 480]).all() for i, b in enumerate(blocks))
    assert ages_s == pytest.approx([100.0 - i / 100 for i in range(len(blocks))])


@given(st.lists(st.integers(1, 1_500), max_size=20))
def test_any_request_gets_exactly_its_samples(sizes: list[int]) -> None:
    sound = (np.arange(48_000) % 30_000).astype(np.int16)
    given_out = iter(range(100))

    def give(ahead_s: float) -> np.ndarray:
        number = next(given_out)
        # The first request plays at 0 s of the sound; each later one where the last one ended.
        assert ahead_s + at / 48_000 == pytest.approx(number / 100)
        return sound[number * 480 : number * 480 + 480]

    resampler = Resampler(from_hz=48_000, to_hz=48_000)
    filler = BlockFiller(resampler=resampler, rate_hz=48_000, give=give)
    pieces, at = [np.zeros(0, np.int16)], 0
    for size in sizes:
        pieces.append(filler.pull(size, 0.0))
        at += size
    heard = np.concatenate(pieces)
    assert (heard == sound[: len(heard)]).all()
    assert len(heard) == sum(sizes)


def test_channels_become_one_and_the_librarys_buffer_is_not_kept() -> None:
    buffer = np.array([[7], [8]], np.int16)
    single = mono(buffer)
    buffer[:] = 0
    assert single.tolist() == [7, 8]
    assert mono(np.array([[10, 20], [-10, -30]], np.int16)).tolist() == [15, -20]


def test_a_program_without_a_standard_error_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_descriptor(_: int) -> int:
        raise OSError

    monkeypatch.setattr(os, "dup", no_descriptor)
    with quiet_stderr():
        pass
