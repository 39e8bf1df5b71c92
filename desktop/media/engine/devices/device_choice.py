"""Which device each role gets: the ranked choice, matched to the devices that may be opened."""

from desktop.devices.catalogue import Catalogue
from desktop.domain.devices.device import (
    ELSEWHERE_ROLES,
    ENGINE_ROLES,
    Device,
    DeviceKind,
    DeviceRole,
    choose_device,
)
from desktop.domain.ids import DeviceId
from desktop.media.engine.devices.slot import Slot

"""After which a microphone that gives zeros is looked for in the list of devices."""

"""Between two looks for a device that is away while nothing stands in for it."""

"""The same while something stands in."""

"""Between two tries of one that is there and fails: many are not ready when they are plugged in."""

"""The same for a second microphone: each look interrupts the first one, which is in use."""


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

    def is_listed(self, device: Device) -> bool:
        """Whether the catalogue saw it last time it looked."""
        return device.id in self.present_ids()

    def present_ids(self) -> frozenset[DeviceId]:
        """Of what is there."""
        return frozenset(device.id for device in self.present())

    def in_use(self) -> dict[DeviceRole, Device | None]:
        """What is open."""
        return {role: slot.device for role, slot in self.slots.items()}

    def candidates(self, role: DeviceRole) -> tuple[Device, ...]:
        """What may be opened.

        An officer's microphone only when it was chosen, and never the citizens' once more; a
        capture card and a line input only when they were chosen.
        """
        if role in ELSEWHERE_ROLES:
            return self._chosen(role)
        if role is DeviceRole.OFFICER_MICROPHONE:
            return self.stand_ins(role)
        present = self.present()
        if self._chooses_practice:
            return self._allowed(role, present)
        return self._without_unasked_practice(role, present)

    def stand_ins(self, role: DeviceRole) -> tuple[Device, ...]:
        """What may replace a device in the middle of things.

        No practice device, and no microphone, that nobody chose: an open microphone is never put
        in place of another behind the officer's back.
        """
        if role in ELSEWHERE_ROLES:
            return self._chosen(role)
        found = self._without_unasked_practice(role, self.present())
        if role.kind is not DeviceKind.MICROPHONE:
            return found
        wanted = self.slots[role].wanted
        citizens = self.slots[DeviceRole.MICROPHONE].device
        is_officers = role is DeviceRole.OFFICER_MICROPHONE
        return tuple(
            device
            for device in found
            if device.id in wanted and not (is_officers and device == citizens)
        )

    def better(self, slot: Slot) -> Device | None:
        """What is there and ranks before what is used; None: nothing does.

        Where nobody ranked anything, what was lost; or any loudspeaker and camera, never any
        microphone, where none is open.
        """
        candidates = self.candidates(slot.role)
        present = {device.id: device for device in candidates}
        for device_id in slot.wanted:
            if slot.device is not None and device_id == slot.device.id:
                return None
            if device_id in present:
                return present[device_id]
        if slot.lost in candidates:
            return slot.lost
        is_any_good = not slot.wanted and slot.role.kind is not DeviceKind.MICROPHONE
        if slot.device is None and is_any_good:
            return self.choose(slot.role, self.stand_ins(slot.role))
        return None

    def choose(self, role: DeviceRole, candidates: tuple[Device, ...]) -> Device | None:
        """The best of these; for the citizens one that is not the officer's, if nobody chose."""
        if role is DeviceRole.MICROPHONE:
            officers = self.slots[DeviceRole.OFFICER_MICROPHONE].wanted
            candidates = tuple(sorted(candidates, key=lambda one: one.id in officers))
        return choose_device(self.slots[role].wanted, candidates, role.kind)

    def _chosen(self, role: DeviceRole) -> tuple[Device, ...]:
        """What is there of its list, as long as the room has no such device open."""
        slot = self.slots[role]
        open_ids = {
            other.device.id
            for other in self.slots.values()
            if other is not slot and other.device is not None
        }
        return tuple(
            device
            for device in self._allowed(role, self.present())
            if device.kind is role.kind and device.id in set(slot.wanted) - open_ids
        )

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
