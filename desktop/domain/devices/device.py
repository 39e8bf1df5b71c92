"""Cameras, microphones and loudspeakers: identity and the rule that picks one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import DeviceId


class DeviceKind(StrEnum):
    """What a device does."""

    CAMERA = "camera"
    MICROPHONE = "microphone"
    LOUDSPEAKER = "loudspeaker"


class DeviceRole(StrEnum):
    """What a device is for in the room; each has a ranked list of its own.

    MICROPHONE: of the citizens, and of everybody where there is no other. OFFICER_MICROPHONE: a
    second one, opened only when somebody chose it; both are heard as one voice. CAPTURE_CARD,
    LINE_INPUT: give picture and sound of a session on a platform of somebody else; opened for its
    recording alone, and only when somebody chose them.
    """

    CAMERA = "camera"
    DOCUMENT_CAMERA = "document_camera"
    MICROPHONE = "microphone"
    OFFICER_MICROPHONE = "officer_microphone"
    LOUDSPEAKER = "loudspeaker"
    CAPTURE_CARD = "capture_card"
    LINE_INPUT = "line_input"

    @property
    def kind(self) -> DeviceKind:
        """Devices that can play it."""
        if self in {DeviceRole.DOCUMENT_CAMERA, DeviceRole.CAPTURE_CARD}:
            return DeviceKind.CAMERA
        if self in {DeviceRole.OFFICER_MICROPHONE, DeviceRole.LINE_INPUT}:
            return DeviceKind.MICROPHONE
        return DeviceKind(self.value)

    def may_share_with(self, other: "DeviceRole") -> bool:
        """Whether one device may be in both lists: those of the two microphones of a room."""
        return self is other or {self, other} == _OF_ONE_VOICE


_OF_ONE_VOICE = frozenset({DeviceRole.MICROPHONE, DeviceRole.OFFICER_MICROPHONE})

ROOM_ROLES = (
    DeviceRole.CAMERA,
    DeviceRole.MICROPHONE,
    DeviceRole.OFFICER_MICROPHONE,
    DeviceRole.LOUDSPEAKER,
)
"""Roles whose device the engine opens for the room."""

ELSEWHERE_ROLES = (DeviceRole.CAPTURE_CARD, DeviceRole.LINE_INPUT)
"""Roles whose device it opens to record a session on a platform of somebody else."""

ENGINE_ROLES = (*ROOM_ROLES, *ELSEWHERE_ROLES)
"""All that it opens; a camera over papers is only looked at by the desk."""


class Backend(StrEnum):
    """How the engine opens a device. Practice sources are ordinary devices."""

    TEST = "test"
    FILE = "file"
    LAVFI = "lavfi"
    V4L2 = "v4l2"
    DSHOW = "dshow"
    PORTAUDIO = "portaudio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device of this PC.

    id: stable across reboots, for instance "portaudio:Windows WASAPI:Micro bàn 1".
    address: what the backend opens. is_practice: drawn or rendered, no hardware behind it.
    hardware: maker, model and serial number as the bus tells them; bus: where it is plugged in;
    both empty where the operating system does not say.
    """

    id: DeviceId
    kind: DeviceKind
    name: str
    backend: Backend
    address: str
    is_practice: bool = False
    hardware: str = ""
    bus: str = ""


MOST_CHOICES = 4
"""Devices of one kind that a room remembers."""

_COUNTED = re.compile(r"\b\d+- ")
"""Windows counts devices of one name: "Micro (2- USB Audio)" is "Micro (USB Audio)" elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChoice:
    """A device as it was when an officer chose it."""

    id: DeviceId
    name: str
    hardware: str = ""
    bus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedDevice:
    """A place in a role's list. id: as the device is known now, or was when it went away."""

    id: DeviceId
    name: str
    is_present: bool


def choice_of(device: Device) -> DeviceChoice:
    """What is remembered of it."""
    return DeviceChoice(id=device.id, name=device.name, hardware=device.hardware, bus=device.bus)


def ranked(newest: DeviceChoice, before: Sequence[DeviceChoice]) -> tuple[DeviceChoice, ...]:
    """The newest choice first, then the earlier ones; the oldest give way."""
    others = (one for one in before if one.id != newest.id and not _is_same(one, newest))
    return (newest, *others)[:MOST_CHOICES]


def recognise(choice: DeviceChoice, present: Sequence[Device]) -> Device | None:
    """The chosen device among those present, after a reboot, on another port or renamed.

    present: of one kind. By its id; else by its hardware, the one on the same port first; else by
    its name. The port alone is never enough: another device may sit there now.
    """
    same_id = [one for one in present if one.id == choice.id and _may_be(choice, one)]
    if same_id:
        return same_id[0]
    alike = [one for one in present if choice.hardware and one.hardware == choice.hardware]
    if not alike:
        name = _plain(choice.name)
        alike = [one for one in present if _plain(one.name) == name and _may_be(choice, one)]
    alike.sort(key=lambda one: (not one.bus or one.bus != choice.bus, one.bus, one.id))
    return next(iter(alike), None)


def seen_again(
    choices: Sequence[DeviceChoice], present: Sequence[Device]
) -> tuple[DeviceChoice, ...]:
    """The choices as their devices are now, best first; present: of one kind.

    One that is absent stays as it was: by that it is known when it comes back.
    """
    found = (recognise(choice, present) for choice in choices)
    now = (
        choice_of(device) if device is not None else choice
        for choice, device in zip(choices, found, strict=True)
    )
    return tuple({choice.id: choice for choice in reversed(tuple(now))}.values())[::-1]


def usable_ids(choices: Sequence[DeviceChoice], present: Sequence[Device]) -> tuple[DeviceId, ...]:
    """Ids to ask for, best first; present: of one kind.

    The id of one that is away is asked for too, so that it is taken when it comes back, but not
    while another device has it: a camera at /dev/video0 is whichever was plugged in first.
    """
    taken = {device.id for device in present}
    found = [(choice, recognise(choice, present)) for choice in choices]
    return tuple(
        choice.id if device is None else device.id
        for choice, device in found
        if device is not None or choice.id not in taken
    )


def choose_device(
    wanted: Sequence[DeviceId], present: Sequence[Device], kind: DeviceKind
) -> Device | None:
    """The first wanted device that is present, else the first real one, else a practice one.

    wanted: ranked, best first. A real microphone that nobody chose is taken only as long as
    nobody has chosen any: then it is shown before joining, muted until the officer opens it.
    """
    of_kind = [device for device in present if device.kind is kind]
    by_id = {device.id: device for device in of_kind}
    for device_id in wanted:
        if device_id in by_id:
            return by_id[device_id]
    has_chosen_another = kind is DeviceKind.MICROPHONE and bool(wanted)
    real = [device for device in of_kind if not device.is_practice and not has_chosen_another]
    practice = [device for device in of_kind if device.is_practice]
    return next(iter(real or practice), None)


def _is_same(one: DeviceChoice, other: DeviceChoice) -> bool:
    """Whether both are the same device, seen at two times."""
    if one.hardware and other.hardware:
        return one.hardware == other.hardware
    return _plain(one.name) == _plain(other.name) and one.bus == other.bus


def _may_be(choice: DeviceChoice, device: Device) -> bool:
    """Not, when both tell their hardware and it differs: ids and names are handed on."""
    return not (choice.hardware and device.hardware) or choice.hardware == device.hardware


def _plain(name: str) -> str:
    return _COUNTED.sub("", name).strip().casefold()
