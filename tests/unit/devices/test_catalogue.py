"""What a PC has."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.devices.backends import cameras as cameras_module
from desktop.devices.backends.cameras import Cameras
from desktop.devices.catalogue import Catalogue
from desktop.devices.practice import PRACTICE_DEVICES, TEST_PERSON, addressed_device
from desktop.domain.devices.device import Backend, Device, DeviceKind, choose_device
from desktop.domain.ids import DeviceId

pytestmark = pytest.mark.unit

CAMERA = Device(
    id=DeviceId("v4l2:/dev/video0"),
    kind=DeviceKind.CAMERA,
    name="USB camera",
    backend=Backend.V4L2,
    address="/dev/video0",
)


class Plugged:
    """A backend whose list a test changes."""

    def __init__(self, *devices: Device, ends_streams: bool = False) -> None:
        self.list = devices
        self.ends_streams = ends_streams
        self.has_failed = False

    def devices(self) -> tuple[Device, ...]:
        return self.list


def test_practice_devices_are_always_there_after_the_real_ones() -> None:
    backend = Plugged(CAMERA)
    catalogue = Catalogue(backends=[backend])
    assert catalogue.present({}) == PRACTICE_DEVICES
    catalogue.refresh()
    assert catalogue.present({}) == (CAMERA, *PRACTICE_DEVICES)
    backend.list = ()
    catalogue.refresh()
    assert catalogue.present({}) == PRACTICE_DEVICES


def test_a_quiet_look_asks_only_those_that_end_no_stream() -> None:
    quiet, loud = Plugged(), Plugged(CAMERA, ends_streams=True)
    catalogue = Catalogue(backends=[quiet, loud])
    catalogue.refresh()
    quiet.list, loud.list = (replace(CAMERA, name="new"),), ()
    catalogue.refresh_quietly()
    assert catalogue.present({})[:2] == (*quiet.list, CAMERA)


def test_a_library_that_would_not_start_may_show_more_next_time() -> None:
    failed = Plugged()
    catalogue = Catalogue(backends=[Plugged(), failed])
    assert not catalogue.is_incomplete
    failed.has_failed = True
    assert catalogue.is_incomplete


def test_every_kind_has_a_practice_device_and_ids_are_unique() -> None:
    assert {device.kind for device in PRACTICE_DEVICES} == set(DeviceKind)
    assert len({device.id for device in PRACTICE_DEVICES}) == len(PRACTICE_DEVICES)
    assert all(device.is_practice for device in PRACTICE_DEVICES)
    assert choose_device((), PRACTICE_DEVICES, DeviceKind.CAMERA) == TEST_PERSON


def test_a_device_named_by_its_address_is_there_for_who_asked() -> None:
    wanted = {
        DeviceKind.CAMERA: (DeviceId("file:/clips/a.webm"), DeviceId("lavfi:testsrc2")),
        DeviceKind.LOUDSPEAKER: (DeviceId("file:/out/heard.pcm"), DeviceId("lavfi:x")),
        DeviceKind.MICROPHONE: (DeviceId("file:/x"), DeviceId("other")),
    }
    extra = Catalogue(backends=[]).present(wanted)[len(PRACTICE_DEVICES) :]
    assert [(device.kind, device.backend, device.address) for device in extra] == [
        (DeviceKind.CAMERA, Backend.FILE, "/clips/a.webm"),
        (DeviceKind.CAMERA, Backend.LAVFI, "testsrc2"),
        (DeviceKind.LOUDSPEAKER, Backend.FILE, "/out/heard.pcm"),
    ]
    assert extra[0].name == "a.webm"


@given(st.text(max_size=30), st.sampled_from(DeviceKind))
def test_any_id_is_a_practice_device_or_none(text: str, kind: DeviceKind) -> None:
    device = addressed_device(DeviceId(text), kind)
    assert device is None or (device.is_practice and device.kind is kind and device.id == text)


def listing(monkeypatch: pytest.MonkeyPatch, platform: str, answer: object) -> tuple[Device, ...]:
    def enumerate_devices(_format: str) -> object:
        if isinstance(answer, Exception):
            raise answer
        return answer

    fake = SimpleNamespace(enumerate_input_devices=enumerate_devices)
    monkeypatch.setattr(cameras_module, "av", fake)
    monkeypatch.setattr(cameras_module, "sys", SimpleNamespace(platform=platform))
    return Cameras().devices()


def test_cameras_are_listed_by_the_systems_input(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        SimpleNamespace(name="/dev/video0", description="USB camera", media_types=["video"]),
        SimpleNamespace(name="/dev/video1", description="", media_types=[]),
        SimpleNamespace(name="mic", description="mic", media_types=["audio"]),
    ]
    devices = listing(monkeypatch, "linux", found)
    assert devices[0] == CAMERA
    assert [device.name for device in devices] == ["USB camera", "/dev/video1"]
    assert listing(monkeypatch, "win32", found)[0].backend is Backend.DSHOW


@pytest.mark.parametrize("error", [OSError(), ValueError("no such format")])
def test_no_camera_or_no_input_is_an_empty_list(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    assert listing(monkeypatch, "linux", error) == ()
    assert listing(monkeypatch, "plan9", []) == ()


def test_the_real_list_does_not_fail() -> None:
    assert all(device.kind is DeviceKind.CAMERA for device in Cameras().devices())
