"""What each role is to be, and which devices may be opened for it."""

from dataclasses import dataclass

from desktop.devices.catalogue import Catalogue
from desktop.domain.device import ENGINE_ROLES, Device, DeviceKind, DeviceRole, choose_device
from desktop.domain.ids import DeviceId


@dataclass(slots=True)
class Slot:
    """One role: what is wanted and what never, what is open, what was lost."""

    role: DeviceRole
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
        self.slots = {role: Slot(role) for role in ENGINE_ROLES}

    def present(self) -> tuple[Device, ...]:
        """What is there, as the catalogue saw it last."""
        wanted: dict[DeviceKind, tuple[DeviceId, ...]] = {}
        for role, slot in self.slots.items():
            wanted[role.kind] = tuple(dict.fromkeys((*wanted.get(role.kind, ()), *slot.wanted)))
        return self._catalogue.present(wanted)

    def in_use(self) -> dict[DeviceRole, Device | None]:
        """What is open."""
        return {role: slot.device for role, slot in self.slots.items()}

    def candidates(self, role: DeviceRole) -> tuple[Device, ...]:
        """What may be opened."""
        present = self.present()
        if self._chooses_practice:
            return self._allowed(role, present)
        return self._without_unasked_practice(role, present)

    def stand_ins(self, role: DeviceRole) -> tuple[Device, ...]:
        """What may replace a device in the middle of things.

        No practice device, and no microphone, that nobody chose: an open microphone is never put
        in place of another behind the officer's back.
        """
        wanted = self.slots[role].wanted
        return tuple(
            device
            for device in self._without_unasked_practice(role, self.present())
            if role is not DeviceRole.MICROPHONE or device.id in wanted
        )

    def choose(self, role: DeviceRole, candidates: tuple[Device, ...]) -> Device | None:
        """The best of these."""
        return choose_device(self.slots[role].wanted, candidates, role.kind)

    def _allowed(self, role: DeviceRole, present: tuple[Device, ...]) -> tuple[Device, ...]:
        barred = self.slots[role].barred
        return tuple(device for device in present if device.id not in barred)

    def _without_unasked_practice(
        self, role: DeviceRole, present: tuple[Device, ...]
    ) -> tuple[Device, ...]:
        """A test voice must never speak in a real session unless somebody chose it."""
        wanted = self.slots[role].wanted
        return tuple(
            device
            for device in self._allowed(role, present)
            if not device.is_practice or device.id in wanted
        )
