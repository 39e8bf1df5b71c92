"""What each role is to be, and which devices may be opened for it."""

from dataclasses import dataclass, field

from desktop.devices.catalogue import Catalogue
from desktop.domain.device import ENGINE_ROLES, Device, DeviceKind, DeviceRole, choose_device
from desktop.domain.ids import DeviceId

ZEROS_LIMITS_S = (3.0, 30.0, 300.0)
"""After which a microphone that gives zeros is looked for in the list of devices."""

RETURN_BACK_OFF_S = (0.3, 1.0, 3.0, 5.0)
"""Between two looks for a device that is away while nothing stands in for it."""

CALM_BACK_OFF_S = (1.0, 3.0, 15.0, 60.0, 300.0)
"""The same while something stands in."""

REFUSED_BACK_OFF_S = (0.3, *CALM_BACK_OFF_S)
"""Between two tries of one that is there and fails: many are not ready when they are plugged in."""

OFFICERS_BACK_OFF_S = (5.0, 15.0, 60.0, 300.0)
"""The same for a second microphone: each look interrupts the first one, which is in use."""


@dataclass(slots=True)
class Slot:
    """One role: what is wanted and what never, what is open, what was lost.

    opened_at_s: since when `device` is in use, a camera since its first picture. expected_s: since
    when a better device is there and waits for a pause of the talk. returned: used again, and not
    told yet. told: of which devices the
    loss was told, and what stood in for them.
    """

    role: DeviceRole
    wanted: tuple[DeviceId, ...] = ()
    barred: tuple[DeviceId, ...] = ()
    device: Device | None = None
    opened_at_s: float = 0.0
    lost: Device | None = None
    returned: Device | None = None
    told: dict[DeviceId, DeviceId | None] = field(default_factory=dict)
    tries: int = 0
    is_lost_listed: bool = False
    suspicions: int = 0
    retry_at_s: float = 0.0
    expected_s: float | None = None

    def forget(self) -> None:
        """What was lost and expected, told and tried."""
        self.lost = self.expected_s = self.returned = None
        self.trust()

    def trust(self) -> None:
        """What is used is as good as one that never failed."""
        self.told.clear()
        self.tries = 0

    def postpone(self, now_s: float, *, is_lost_listed: bool) -> None:
        """What was lost is tried again later, and later each time until it was good for long.

        One that was pulled out, or plugged in again, has all its tries before it.
        """
        if is_lost_listed != self.is_lost_listed:
            self.is_lost_listed, self.tries = is_lost_listed, 0
        waits_s = self._waits_s()
        self.retry_at_s = now_s + waits_s[min(self.tries, len(waits_s) - 1)]
        self.tries += 1

    def _waits_s(self) -> tuple[float, ...]:
        if self.role is DeviceRole.OFFICER_MICROPHONE:
            return OFFICERS_BACK_OFF_S
        if self.is_lost_listed:
            return REFUSED_BACK_OFF_S
        return RETURN_BACK_OFF_S if self.device is None else CALM_BACK_OFF_S

    def note_lost(self, lost: Device, now: Device | None) -> bool:
        """Whether this is news: not, when it came back for a moment only and is lost again."""
        stand_in = None if now is None else now.id
        is_news = lost.id not in self.told or self.told[lost.id] != stand_in
        self.lost, self.returned = lost, None
        self.told[lost.id] = stand_in
        return is_news

    def prefers(self, one: Device | None, other: Device) -> bool:
        """Whether somebody ranked `one`, and not `other` before it."""
        if one is None or one.id not in self.wanted:
            return False
        return other.id not in self.wanted[: self.wanted.index(one.id)]

    def take_returned(self) -> Device | None:
        """To be told, once; the next loss of it is news again."""
        returned, self.returned = self.returned, None
        if returned is None or returned != self.device:
            return None
        self.told.pop(returned.id, None)
        return returned

    def is_suspected(self, zeros_s: float) -> bool:
        """Whether a microphone of zeros should be looked for now: ever more seldom."""
        if zeros_s < ZEROS_LIMITS_S[0]:
            self.suspicions = 0
            return False
        if self.suspicions >= len(ZEROS_LIMITS_S) or zeros_s < ZEROS_LIMITS_S[self.suspicions]:
            return False
        self.suspicions += 1
        return True


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

        An officer's microphone only when it was chosen, and never the citizens' once more.
        """
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
