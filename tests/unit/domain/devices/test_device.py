import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.devices.device import Backend, Device, DeviceKind, choose_device
from desktop.domain.ids import DeviceId

pytestmark = pytest.mark.unit

NAMES = ("one", "two", "three", "four")


def a_device(name: str, kind: DeviceKind, *, is_practice: bool) -> Device:
    return Device(
        id=DeviceId(name),
        kind=kind,
        name=name,
        backend=Backend.TEST,
        address=name,
        is_practice=is_practice,
    )


DEVICES = st.builds(
    a_device,
    st.sampled_from(NAMES),
    st.sampled_from(DeviceKind),
    is_practice=st.booleans(),
)
PRESENT = st.lists(DEVICES, max_size=6, unique_by=lambda device: device.id)
WANTED = st.lists(st.sampled_from(NAMES), max_size=6).map(
    lambda names: [DeviceId(name) for name in names]
)


@given(WANTED, PRESENT, st.sampled_from(DeviceKind))
def test_an_absent_device_is_never_chosen(
    wanted: list[DeviceId], present: list[Device], kind: DeviceKind
) -> None:
    chosen = choose_device(wanted, present, kind)
    assert chosen is None or (chosen in present and chosen.kind is kind)


@given(WANTED, PRESENT, st.sampled_from([DeviceKind.CAMERA, DeviceKind.LOUDSPEAKER]))
def test_no_picture_or_sound_is_chosen_only_when_nothing_of_the_kind_is_there(
    wanted: list[DeviceId], present: list[Device], kind: DeviceKind
) -> None:
    is_there = any(device.kind is kind for device in present)
    assert (choose_device(wanted, present, kind) is not None) is is_there


@given(WANTED.filter(bool), PRESENT)
def test_a_live_microphone_that_nobody_chose_is_never_taken(
    wanted: list[DeviceId], present: list[Device]
) -> None:
    chosen = choose_device(wanted, present, DeviceKind.MICROPHONE)
    assert chosen is None or chosen.is_practice or chosen.id in wanted


@given(PRESENT)
def test_before_anybody_chose_a_microphone_one_is_shown(present: list[Device]) -> None:
    is_there = any(device.kind is DeviceKind.MICROPHONE for device in present)
    assert (choose_device((), present, DeviceKind.MICROPHONE) is not None) is is_there


@given(WANTED, PRESENT, st.sampled_from(DeviceKind))
def test_the_best_wanted_device_that_is_there_wins(
    wanted: list[DeviceId], present: list[Device], kind: DeviceKind
) -> None:
    there = {device.id for device in present if device.kind is kind}
    first = next((device_id for device_id in wanted if device_id in there), None)
    chosen = choose_device(wanted, present, kind)
    if first is not None:
        assert chosen is not None
        assert chosen.id == first


@given(PRESENT, st.sampled_from(DeviceKind))
def test_an_unchosen_practice_device_is_taken_only_without_hardware(
    present: list[Device], kind: DeviceKind
) -> None:
    chosen = choose_device((), present, kind)
    if chosen is not None and chosen.is_practice:
        assert all(device.is_practice for device in present if device.kind is kind)
