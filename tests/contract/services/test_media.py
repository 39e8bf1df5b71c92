import time

import pytest

from desktop.domain.devices.device import Device, DeviceKind, DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.ids import DeviceId, TrackId
from desktop.domain.media.call import SELF_VIEW
from tests.contract.services.benches import MediaBench
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.contract


def in_use_when(bench: MediaBench, role: DeviceRole, device_id: DeviceId) -> Device:
    """What is told to be in use, once it is this device."""
    deadline_s = time.monotonic() + PATIENCE_S
    count = 1
    while True:
        left_s = deadline_s - time.monotonic()
        event = bench.events.wait_for(DevicesChanged, count=count, limit_s=left_s)
        device = dict(event.in_use).get(role)
        if device is not None and device.id == device_id:
            return device
        count += 1


def test_devices_are_told_and_can_be_read(media_bench: MediaBench) -> None:
    media_bench.service.refresh_devices()
    event = media_bench.events.wait_for(DevicesChanged)
    assert {device.kind for device in event.present} == set(DeviceKind)
    assert set(media_bench.service.devices()) == set(event.present)


def test_a_chosen_device_is_used(media_bench: MediaBench) -> None:
    media_bench.service.open_devices()
    media_bench.events.wait_for(DevicesChanged)
    wanted = [one for one in media_bench.service.devices() if one.kind is DeviceKind.MICROPHONE][-1]
    media_bench.service.select_devices(DeviceRole.MICROPHONE, (DeviceId("absent"), wanted.id))
    assert in_use_when(media_bench, DeviceRole.MICROPHONE, wanted.id) == wanted
    assert media_bench.service.device_in_use(DeviceRole.MICROPHONE) == wanted
    media_bench.service.close_devices()


def test_switches_may_be_thrown_at_any_time(media_bench: MediaBench) -> None:
    media_bench.service.set_microphone(is_on=True)
    media_bench.service.set_camera(is_on=False)
    media_bench.service.open_devices()
    media_bench.service.set_microphone(is_on=False)
    media_bench.service.close_devices()


def test_a_track_without_pictures_has_no_frame(media_bench: MediaBench) -> None:
    assert media_bench.service.read_frame(TrackId("unknown")) is None
    assert media_bench.service.read_frame(SELF_VIEW) is None


def test_sizes_of_pictures_may_be_told_before_there_are_any(media_bench: MediaBench) -> None:
    media_bench.service.set_tiles({TrackId("video:hq"): 430, SELF_VIEW: 0})
    media_bench.service.set_tiles({})
    media_bench.service.refresh_devices()
    media_bench.events.wait_for(DevicesChanged)
