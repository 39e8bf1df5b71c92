"""Cameras, microphones and loudspeakers: identity and the rule that picks one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import DeviceId


class DeviceKind(StrEnum):
    """What a device does."""

    CAMERA = "camera"
    MICROPHONE = "microphone"
    LOUDSPEAKER = "loudspeaker"


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
    """

    id: DeviceId
    kind: DeviceKind
    name: str
    backend: Backend
    address: str
    is_practice: bool = False


def choose_device(
    wanted: Sequence[DeviceId], present: Sequence[Device], kind: DeviceKind
) -> Device | None:
    """The first wanted device that is present, else the first real one, else a practice one.

    wanted: ranked, best first. Returns None only when no device of the kind is present.
    A real microphone that nobody chose is still preferred to none: the choice is shown before
    joining, and the microphone is muted until the officer opens it.
    """
    of_kind = [device for device in present if device.kind is kind]
    by_id = {device.id: device for device in of_kind}
    for device_id in wanted:
        if device_id in by_id:
            return by_id[device_id]
    real = [device for device in of_kind if not device.is_practice]
    return next(iter(real or of_kind), None)
