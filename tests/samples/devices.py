"""Sound cards for tests that open none."""

from desktop.domain.devices.device import ENGINE_ROLES, Backend, Device, DeviceKind, DeviceRole
from desktop.domain.ids import DeviceId


def a_sound_card(kind: DeviceKind, name: str, hardware: str = "") -> Device:
    """Known by its name, as PortAudio knows it."""
    return Device(
        id=DeviceId(f"portaudio:{name}"),
        kind=kind,
        name=name,
        backend=Backend.PORTAUDIO,
        address=name,
        hardware=hardware,
    )


CARDS: dict[DeviceRole, Device | None] = {
    role: a_sound_card(role.kind, f"card {role.kind}") for role in ENGINE_ROLES
}
"""A card in every role of the engine."""
