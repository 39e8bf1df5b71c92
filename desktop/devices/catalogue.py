"""What this PC has: practice devices always, hardware where it is allowed and answers."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from desktop.devices.practice import PRACTICE_DEVICES, addressed_device
from desktop.domain.devices.device import Device, DeviceKind
from desktop.domain.ids import DeviceId


class DeviceBackend(Protocol):
    """One library that can list hardware. Never raises: no hardware is an empty list."""

    @property
    def ends_streams(self) -> bool:
        """Whether looking ends what is open."""
        ...

    @property
    def has_failed(self) -> bool:
        """Whether the last list is empty because the library would not start."""
        ...

    def devices(self) -> tuple[Device, ...]:
        """What it sees now; looks again at every call."""
        ...


class Catalogue:
    """The list of devices. Thread: one at a time."""

    def __init__(self, *, backends: Iterable[DeviceBackend]) -> None:
        self._backends = tuple(backends)
        self._hardware: list[tuple[Device, ...]] = [() for _ in self._backends]

    def refresh(self) -> None:
        """Look again at the hardware; may take some tenths of a second."""
        self._hardware = [backend.devices() for backend in self._backends]

    def refresh_quietly(self) -> None:
        """Look again only where that ends no stream."""
        for at, backend in enumerate(self._backends):
            if not backend.ends_streams:
                self._hardware[at] = backend.devices()

    @property
    def is_incomplete(self) -> bool:
        """Whether another look may show what this one could not."""
        return any(backend.has_failed for backend in self._backends)

    def present(self, wanted: Mapping[DeviceKind, tuple[DeviceId, ...]]) -> tuple[Device, ...]:
        """Hardware first, then practice devices, then those named by their address in `wanted`."""
        addressed = [
            device
            for kind, ids in wanted.items()
            for device_id in ids
            if (device := addressed_device(device_id, kind)) is not None
        ]
        hardware = (device for devices in self._hardware for device in devices)
        return (*hardware, *PRACTICE_DEVICES, *addressed)
