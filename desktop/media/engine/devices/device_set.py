"""The devices of the room as the engine's commands see them."""

import logging

from desktop.domain.devices.device import ELSEWHERE_ROLES, ROOM_ROLES, Device, DeviceRole
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from desktop.domain.room.measurements import OfficerMicrophoneFault
from desktop.media.engine.devices.device_parts import DeviceParts
from desktop.media.engine.devices.device_watch import DeviceWatch
from desktop.media.engine.devices.opener import Opener

OFFICERS_ZEROS_S = 2.0

logger = logging.getLogger(__name__)


class DeviceSet:
    """Thread: devices, every method but `report_camera_failure`."""

    def __init__(
        self,
        *,
        parts: DeviceParts,
        opener: Opener,
        watch: DeviceWatch,
    ) -> None:
        self._parts = parts
        self._opener = opener
        self._watch = watch

    def begin(self) -> None:
        """Look at the hardware for the first time, and listen for what comes and goes."""
        self._parts.monitor.start()
        self._watch.refresh()

    def end(self) -> None:
        """Let go of everything, for good."""
        self._parts.monitor.stop()
        self.close_elsewhere()
        self.close_all()

    def refresh(self) -> None:
        """Look at the hardware again, and use the best; sound stops for some hundredths."""
        self._watch.look()

    def select(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        """Use the first of these that is present, and never one that is barred."""
        slot = self._opener.slots[role]
        slot.wanted, slot.barred = wanted, barred
        slot.forget()
        if self._opener.wants(role):
            if role is DeviceRole.OFFICER_MICROPHONE:
                self._opener.leave_to_officer(wanted)
            self._opener.choose_anew(role)
            self._opener.settle_after(role)
        self._opener.report()

    def open_all(self) -> None:
        """Open one device of each role. Idempotent."""
        was_borrowed, self._opener.is_borrowed = self._opener.is_borrowed, False
        if not self._opener.is_open:
            self._opener.open_kinds()
        elif was_borrowed and not self._opener.is_camera_on:
            self._opener.open(DeviceRole.CAMERA, self._opener.slots[DeviceRole.CAMERA].device)
            self._opener.report()

    def close_all(self) -> None:
        """Let go of all devices of the room. Idempotent."""
        self._opener.is_open = self._opener.is_borrowed = self._watch.is_lent = False
        self._opener.is_listening = False
        self._parts.camera.close()
        sounds = self._parts.sounds
        for role in ROOM_ROLES:
            if role in sounds:
                sounds[role].close()
        self._parts.microphones.shut()
        self._forget(ROOM_ROLES)

    def borrow(self) -> None:
        """For a measurement: what is closed is looked for anew and opened, the camera too.

        Whoever opens meanwhile keeps it open, whoever lets go waits for the measurement.
        """
        self._watch.is_lent = True
        if not self._opener.is_open:
            self._opener.is_borrowed = True
            self._parts.catalogue.refresh()
            self._opener.open_kinds()

    def let_go(self) -> bool:
        """Close all, now (True) or when the measurement that runs gives them back."""
        if self._watch.is_lent and self._opener.is_open:
            self._opener.is_borrowed = True
            return False
        self.close_all()
        return True

    def give_back(self) -> bool:
        """The measurement is over. Returns whether this closed the devices."""
        self._watch.is_lent = False
        if self._opener.is_borrowed:
            self.close_all()
            return True
        return False

    def open_loudspeaker(self) -> None:
        """For a recording that is played: no camera, no microphone. Idempotent."""
        if not (self._opener.is_open or self._opener.is_listening):
            self._opener.open_loudspeaker()

    def close_loudspeaker(self) -> None:
        """It is played no more; where all devices are open it stays. Idempotent."""
        was_listening, self._opener.is_listening = self._opener.is_listening, False
        if was_listening and not self._opener.is_open:
            self.close_all()

    def open_elsewhere(self) -> None:
        """For the recording of a session elsewhere: what was chosen for it. Idempotent."""
        if not self._opener.is_capturing:
            self._opener.open_elsewhere()

    def close_elsewhere(self) -> None:
        """It is recorded no more; the room's own devices stay as they are. Idempotent."""
        was_capturing, self._opener.is_capturing = self._opener.is_capturing, False
        if was_capturing:
            self._parts.capture_card.close()
            self._parts.line_input.close()
            self._forget(ELSEWHERE_ROLES)

    @property
    def shows_card(self) -> bool:
        """The camera is switched off and its name card is sent."""
        return self._opener.shows_card

    def in_use(self) -> dict[DeviceRole, Device | None]:
        """What is open."""
        return self._opener.choosing.in_use()

    def officer_microphone_fault(self) -> OfficerMicrophoneFault | None:
        """What is wrong with a second microphone that was chosen. Thread: any."""
        slot = self._opener.slots[DeviceRole.OFFICER_MICROPHONE]
        citizens = self._opener.slots[DeviceRole.MICROPHONE]
        if not slot.wanted or (citizens.device is not None and citizens.device.id in slot.wanted):
            return None
        if slot.device is None:
            return OfficerMicrophoneFault.MISSING
        is_silent = self._parts.officer_microphone.zeros_s() > OFFICERS_ZEROS_S
        return OfficerMicrophoneFault.SILENT if is_silent else None

    def set_camera(self, *, is_on: bool) -> None:
        """Off closes the camera (its lamp goes out) and shows the card."""
        if is_on == self._opener.is_camera_on:
            return
        self._opener.is_camera_on = is_on
        if self._opener.is_open:
            self._opener.open(DeviceRole.CAMERA, self._opener.slots[DeviceRole.CAMERA].device)
            self._opener.report()

    def set_device_cancels(self, role: DeviceRole, *, does: bool) -> None:
        """A microphone takes out its echo by itself: its sound is left as it is, or not."""
        self._parts.cleaners[role].set_device_cancels(does=does)

    def report_camera_failure(self, role: DeviceRole, error: DeviceError) -> None:
        """A camera ended by itself. Thread: camera."""
        logger.warning("camera failed role=%s code=%s", role.value, error.code)
        self._opener.failed.add(role)

    def check(self) -> None:
        """Four times a second: what came or went, who went silent, is a lost device back?"""
        self._watch.check()

    def _forget(self, roles: tuple[DeviceRole, ...]) -> None:
        for role in roles:
            slot = self._opener.slots[role]
            slot.device = None
            slot.forget()
        self._opener.report()
