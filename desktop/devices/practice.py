"""Practice devices: drawn or rendered, no hardware behind them, ordinary in every other way."""

from pathlib import Path

from desktop.domain.devices.device import Backend, Device, DeviceKind
from desktop.domain.ids import DeviceId

FILE_PREFIX = "file:"
LAVFI_PREFIX = "lavfi:"

TEST_PERSON = Device(
    id=DeviceId("test:person"),
    kind=DeviceKind.CAMERA,
    name="Người thử (hình vẽ)",
    backend=Backend.TEST,
    address="person",
    is_practice=True,
)
FROZEN_PICTURE = Device(
    id=DeviceId("test:frozen"),
    kind=DeviceKind.CAMERA,
    name="Hình đứng yên (hình vẽ)",
    backend=Backend.TEST,
    address="frozen",
    is_practice=True,
)
TEST_VOICE = Device(
    id=DeviceId("test:voice"),
    kind=DeviceKind.MICROPHONE,
    name="Giọng thử (tiếng Việt)",
    backend=Backend.TEST,
    address="voice",
    is_practice=True,
)
TEST_TONE = Device(
    id=DeviceId("test:tone"),
    kind=DeviceKind.MICROPHONE,
    name="Âm thử 440 Hz",
    backend=Backend.TEST,
    address="tone",
    is_practice=True,
)
SILENT_MICROPHONE = Device(
    id=DeviceId("test:silence"),
    kind=DeviceKind.MICROPHONE,
    name="Không có tiếng (thử)",
    backend=Backend.TEST,
    address="silence",
    is_practice=True,
)
NO_LOUDSPEAKER = Device(
    id=DeviceId("test:none"),
    kind=DeviceKind.LOUDSPEAKER,
    name="Không phát ra loa (thử)",
    backend=Backend.TEST,
    address="none",
    is_practice=True,
)

PRACTICE_DEVICES = (
    TEST_PERSON,
    FROZEN_PICTURE,
    TEST_VOICE,
    TEST_TONE,
    SILENT_MICROPHONE,
    NO_LOUDSPEAKER,
)
"""In the order of choice: the first of a kind is used when nobody chose another."""


def addressed_device(device_id: DeviceId, kind: DeviceKind) -> Device | None:
    """A device that is named by its address: a clip, an lavfi graph, a sound file to write.

    "file:<path>" is a camera or a loudspeaker, "lavfi:<graph>" a camera. None for other ids.
    """
    if device_id.startswith(FILE_PREFIX) and kind in {DeviceKind.CAMERA, DeviceKind.LOUDSPEAKER}:
        path = device_id.removeprefix(FILE_PREFIX)
        return _addressed(device_id, kind, Backend.FILE, path, Path(path).name)
    if device_id.startswith(LAVFI_PREFIX) and kind is DeviceKind.CAMERA:
        graph = device_id.removeprefix(LAVFI_PREFIX)
        return _addressed(device_id, kind, Backend.LAVFI, graph, graph[:40])
    return None


def _addressed(
    device_id: DeviceId, kind: DeviceKind, backend: Backend, address: str, name: str
) -> Device:
    return Device(
        id=device_id, kind=kind, name=name, backend=backend, address=address, is_practice=True
    )
