"""A device chosen once is found again: shuffled, renamed, on another port, under another id."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.devices.device import (
    MOST_CHOICES,
    Backend,
    Device,
    DeviceChoice,
    DeviceKind,
    choice_of,
    choose_device,
    ranked,
    recognise,
    seen_again,
)
from desktop.domain.ids import DeviceId

pytestmark = pytest.mark.unit


def wanted_ids(choices: list[DeviceChoice], present: list[Device]) -> tuple[DeviceId, ...]:
    return tuple(choice.id for choice in seen_again(choices, present))


def camera(name: str, *, id_: str = "", hardware: str = "", bus: str = "") -> Device:
    return Device(
        id=DeviceId(id_ or f"dshow:{name}"),
        kind=DeviceKind.CAMERA,
        name=name,
        backend=Backend.DSHOW,
        address=name,
        hardware=hardware,
        bus=bus,
    )


ROOM = camera("Camera phòng", hardware="usb#vid_046d&pid_0893#A", bus="port-1")
PAPER = camera("Camera giấy", hardware="usb#vid_1bcf&pid_2c99#B", bus="port-2")
BUILT_IN = camera("Integrated Camera", hardware="usb#vid_04f2&pid_b6d9#C", bus="port-3")
PLAIN = camera("USB Camera")
SOUND = replace(
    camera("Micro (USB Audio Device)", id_="portaudio:Windows WASAPI:Micro (USB Audio Device)"),
    kind=DeviceKind.MICROPHONE,
)


@pytest.mark.parametrize(
    ("chosen", "present", "found"),
    [
        (ROOM, [ROOM, PAPER, BUILT_IN], ROOM),
        (ROOM, [BUILT_IN, PAPER, ROOM], ROOM),
        (ROOM, [replace(ROOM, id=DeviceId("x"), name="Camera (2)")], "x"),
        (ROOM, [replace(ROOM, id=DeviceId("x"), bus="port-9"), PAPER], "x"),
        (ROOM, [PAPER, replace(ROOM, id=DeviceId("x"), bus="port-9", name="New")], "x"),
        # the id is handed on to another camera at a reboot: /dev/video0
        (ROOM, [replace(PAPER, id=ROOM.id), replace(ROOM, id=DeviceId("x"))], "x"),
        # two of one model: the one on the port of then
        (
            ROOM,
            [replace(ROOM, id=DeviceId("y"), bus="port-5"), replace(ROOM, id=DeviceId("x"))],
            "x",
        ),
        # without hardware ids the name counts, and Windows counts names
        (SOUND, [replace(SOUND, id=DeviceId("x"), name="Micro (2- USB Audio Device)")], "x"),
        (PLAIN, [PAPER, replace(PLAIN, id=DeviceId("x"), bus="port-4")], "x"),
        (PLAIN, [replace(PLAIN, id=DeviceId("x"), name="usb camera ")], "x"),
        # not it: another device on its port, another one with its name, nothing at all
        (ROOM, [replace(PAPER, bus="port-1")], None),
        (ROOM, [replace(PAPER, name=ROOM.name)], None),
        (PLAIN, [PAPER, BUILT_IN], None),
        (ROOM, [], None),
    ],
)
def test_the_same_device_is_recognised_and_no_other(
    chosen: Device, present: list[Device], found: Device | str | None
) -> None:
    expected = found.id if isinstance(found, Device) else found
    recognised = recognise(choice_of(chosen), present)
    assert (recognised.id if recognised is not None else None) == expected


@given(st.integers(0, 10_000))
def test_the_order_of_the_list_changes_no_choice(seed: int) -> None:
    twin = replace(ROOM, id=DeviceId("twin"), bus="port-7")
    present = [ROOM, PAPER, BUILT_IN, PLAIN, twin]
    random.Random(seed).shuffle(present)
    choices = [choice_of(one) for one in (PAPER, ROOM, PLAIN)]
    assert wanted_ids(choices, present) == (PAPER.id, ROOM.id, PLAIN.id)
    chosen = choose_device(wanted_ids(choices, present), present, DeviceKind.CAMERA)
    assert chosen == PAPER


NAMES = st.sampled_from(["a", "b", "2- a", ""])
PARTS = st.sampled_from(["", "h1", "h2"])
CHOICES = st.lists(
    st.builds(
        lambda name, hardware, bus: DeviceChoice(
            id=DeviceId(f"id-{name}"), name=name, hardware=hardware, bus=bus
        ),
        NAMES,
        PARTS,
        PARTS,
    ),
    max_size=3,
)
PRESENT = st.lists(
    st.builds(
        lambda name, hardware, bus: camera(
            name, id_=f"id-{name}-{bus}", hardware=hardware, bus=bus
        ),
        NAMES,
        PARTS,
        PARTS,
    ),
    max_size=5,
    unique_by=lambda device: device.id,
)


@given(CHOICES, PRESENT)
def test_only_what_is_there_is_recognised_and_ids_are_never_doubled(
    choices: list[DeviceChoice], present: list[Device]
) -> None:
    for choice in choices:
        found = recognise(choice, present)
        assert found is None or found in present
        if found is not None and choice.hardware and found.hardware:
            assert choice.hardware == found.hardware
    ids = wanted_ids(choices, present)
    assert len(set(ids)) == len(ids)


def test_the_newest_choice_is_first_once_and_old_ones_give_way() -> None:
    choices: tuple[DeviceChoice, ...] = ()
    for one in (ROOM, PAPER, BUILT_IN, PLAIN, camera("fifth")):
        choices = ranked(choice_of(one), choices)
    assert [one.name for one in choices] == ["fifth", "USB Camera", "Integrated Camera", PAPER.name]
    assert len(choices) == MOST_CHOICES
    again = ranked(choice_of(replace(PAPER, id=DeviceId("other id"), bus="port-8")), choices)
    assert [one.bus for one in again if one.hardware == PAPER.hardware] == ["port-8"]
