"""One place in the device set: a role, its device, and when to try again."""

from dataclasses import dataclass, field

from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.ids import DeviceId

ZEROS_LIMITS_S = (3.0, 30.0, 300.0)


RETURN_BACK_OFF_S = (0.3, 1.0, 3.0, 5.0)


CALM_BACK_OFF_S = (1.0, 3.0, 15.0, 60.0, 300.0)


REFUSED_BACK_OFF_S = (0.3, *CALM_BACK_OFF_S)


OFFICERS_BACK_OFF_S = (5.0, 15.0, 60.0, 300.0)


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
