"""Events of devices: changed, lost, returned."""

from dataclasses import dataclass

from desktop.domain.devices.device import Device, DeviceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicesChanged:
    """The engine's list of devices, and what is in use per role (None: nothing)."""

    present: tuple[Device, ...]
    in_use: tuple[tuple[DeviceRole, Device | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLost:
    """A device vanished or went silent; `now` is what is used in its place."""

    lost: Device
    now: Device | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceReturned:
    """A device that is back, or new and better than the last, is used for some seconds."""

    now: Device
