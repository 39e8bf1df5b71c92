"""What each kind of device is to be, and which devices may be opened for it."""

from dataclasses import dataclass

from desktop.devices.catalogue import Catalogue
from desktop.domain.device import Device, DeviceKind, choose_device
from desktop.domain.ids import DeviceId


@dataclass(slots=True)
class Slot:
    """One kind: what is wanted and what never, what is open, what was lost."""

    wanted: tuple[DeviceId, ...] = ()
    barred: tuple[DeviceId, ...] = ()
    device: Device | None = None
    lost: Device | None = None
    tries: int = 0
    retry_at_s: float = 0.0


class Choosing:
    """The slots of a room and the rules that fill them. Thread: devices.

    chooses_practice: a practice device is used where nobody chose one and there is no real one.
    """

    def __init__(self, *, catalogue: Catalogue, chooses_practice: bool) -> None:
        self._catalogue = catalogue
        self._chooses_practice = chooses_practice
        self.slots = {kind: Slot() for kind in DeviceKind}

    def present(self) -> tuple[Device, ...]:
        """What is there, as the catalogue saw it last."""
        return self._catalogue.present({kind: slot.wanted for kind, slot in self.slots.items()})

    def in_use(self) -> dict[DeviceKind, Device | None]:
        """What is open."""
        return {kind: slot.device for kind, slot in self.slots.items()}

    def candidates(self, kind: DeviceKind) -> tuple[Device, ...]:
        """What may be opened."""
        present = self.present()
        if self._chooses_practice:
            return self._allowed(kind, present)
        return self._without_unasked_practice(kind, present)

    def stand_ins(self, kind: DeviceKind) -> tuple[Device, ...]:
        """What may replace a device in the middle of things.

        No practice device, and no microphone, that nobody chose: an open microphone is never put
        in place of another behind the officer's back.
        """
        wanted = self.slots[kind].wanted
        return tuple(
            device
            for device in self._without_unasked_practice(kind, self.present())
            if kind is not DeviceKind.MICROPHONE or device.id in wanted
        )

    def choose(self, kind: DeviceKind, candidates: tuple[Device, ...]) -> Device | None:
        """The best of these."""
        return choose_device(self.slots[kind].wanted, candidates, kind)

    def _allowed(self, kind: DeviceKind, present: tuple[Device, ...]) -> tuple[Device, ...]:
        barred = self.slots[kind].barred
        return tuple(device for device in present if device.id not in barred)

    def _without_unasked_practice(
        self, kind: DeviceKind, present: tuple[Device, ...]
    ) -> tuple[Device, ...]:
        """A test voice must never speak in a real session unless somebody chose it."""
        wanted = self.slots[kind].wanted
        return tuple(
            device
            for device in self._allowed(kind, present)
            if not device.is_practice or device.id in wanted
        )
