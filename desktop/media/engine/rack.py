"""The devices in use: chosen, opened, watched, replaced when they vanish."""

import logging
from collections.abc import Callable, Sequence

from desktop.domain.clock import Clock
from desktop.domain.device import ENGINE_ROLES, Backend, Device, DeviceRole
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from desktop.domain.readiness import OfficerMicrophoneFault
from desktop.media.engine.capture.camera import card_source, source_for
from desktop.media.engine.choosing import Choosing, Slot
from desktop.media.engine.rack_parts import RackParts
from desktop.media.messages import DeviceGone, DeviceList, EngineEvent, EngineStart

SOUND_SILENT_LIMIT_S = 0.5
CAMERA_SILENT_LIMIT_S = 3.0
OFFICERS_ZEROS_S = 2.0

PAUSE_S = 0.8
LONGEST_WAIT_S = 20.0

logger = logging.getLogger(__name__)


class Rack:
    """Thread: devices, every method but `report_camera_failure`."""

    def __init__(
        self,
        *,
        clock: Clock,
        options: EngineStart,
        parts: RackParts,
        tell: Callable[[EngineEvent], None],
    ) -> None:
        self._clock = clock
        self._options = options
        self._parts = parts
        self._tell = tell
        self._choosing = Choosing(
            catalogue=parts.catalogue, chooses_practice=options.chooses_practice
        )
        self._slots = self._choosing.slots
        self._is_open = False
        self._is_borrowed = False
        self._is_lent = False
        self._is_camera_on = True
        self._has_camera_failed = False

    # ---- commands -------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look at the hardware for the first time, and listen for what comes and goes."""
        self._parts.monitor.start()
        self.refresh()

    def end(self) -> None:
        """Let go of everything, for good."""
        self._parts.monitor.stop()
        self.close_all()

    def refresh(self) -> None:
        """Look at the hardware again; sound through PortAudio stops for some hundredths."""
        self._close_sound_cards()
        self._parts.catalogue.refresh()
        self._reopen_sound_cards()
        self._report()

    def select(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        """Use the first of these that is present, and never one that is barred."""
        slot = self._slots[role]
        slot.wanted, slot.barred, slot.tries = wanted, barred, 0
        slot.lost = slot.expected_s = None
        if self._is_open:
            if role is DeviceRole.OFFICER_MICROPHONE:
                self._leave_to_officer(wanted)
            self._choose_anew(role)
            self._settle_after(role)
        self._report()

    def open_all(self) -> None:
        """Open one device of each role. Idempotent."""
        was_borrowed, self._is_borrowed = self._is_borrowed, False
        if not self._is_open:
            self._open_kinds()
        elif was_borrowed and not self._is_camera_on:
            self._open(DeviceRole.CAMERA, self._slots[DeviceRole.CAMERA].device)
            self._report()

    def close_all(self) -> None:
        """Let go of all of them. Idempotent."""
        self._is_open = self._is_borrowed = self._is_lent = False
        self._parts.camera.close()
        for card in self._parts.cards.values():
            card.close()
        self._parts.microphones.shut()
        for slot in self._slots.values():
            slot.device = slot.lost = slot.expected_s = None
        self._report()

    def borrow(self) -> None:
        """For a measurement: what is closed is looked for anew and opened, the camera too.

        Whoever opens meanwhile keeps it open, whoever lets go waits for the measurement.
        """
        self._is_lent = True
        if not self._is_open:
            self._is_borrowed = True
            self._parts.catalogue.refresh()
            self._open_kinds()

    def let_go(self) -> bool:
        """Close all, now (True) or when the measurement that runs gives them back."""
        if self._is_lent and self._is_open:
            self._is_borrowed = True
            return False
        self.close_all()
        return True

    def give_back(self) -> bool:
        """The measurement is over. Returns whether this closed the devices."""
        self._is_lent = False
        if self._is_borrowed:
            self.close_all()
            return True
        return False

    @property
    def shows_card(self) -> bool:
        """The camera is switched off and its name card is sent."""
        return not (self._is_camera_on or self._is_borrowed)

    def in_use(self) -> dict[DeviceRole, Device | None]:
        """What is open."""
        return self._choosing.in_use()

    def officer_microphone_fault(self) -> OfficerMicrophoneFault | None:
        """What is wrong with a second microphone that was chosen. Thread: any."""
        slot = self._slots[DeviceRole.OFFICER_MICROPHONE]
        citizens = self._slots[DeviceRole.MICROPHONE]
        if not slot.wanted or (citizens.device is not None and citizens.device.id in slot.wanted):
            return None
        if slot.device is None:
            return OfficerMicrophoneFault.MISSING
        is_silent = self._parts.officer_microphone.zeros_s() > OFFICERS_ZEROS_S
        return OfficerMicrophoneFault.SILENT if is_silent else None

    def set_camera(self, *, is_on: bool) -> None:
        """Off closes the camera (its lamp goes out) and shows the card."""
        if is_on == self._is_camera_on:
            return
        self._is_camera_on = is_on
        if self._is_open:
            self._open(DeviceRole.CAMERA, self._slots[DeviceRole.CAMERA].device)
            self._report()

    def set_device_cancels(self, role: DeviceRole, *, does: bool) -> None:
        """A microphone takes out its echo by itself: its sound is left as it is, or not."""
        self._parts.cleaners[role].set_device_cancels(does=does)

    def report_camera_failure(self, error: DeviceError) -> None:
        """The camera ended by itself. Thread: camera."""
        logger.warning("camera failed code=%s", error.code)
        self._has_camera_failed = True

    def check(self) -> None:
        """Four times a second: what came or went, who went silent, is a lost device back?"""
        if self._parts.monitor.take_change():
            self._look_at_change()
        if not self._is_open:
            return
        if not self._is_lent:  # looking would break the chirps off
            self._suspect_zeros()
        for role in ENGINE_ROLES:
            if self._is_silent(role):
                self._replace(role)
        self._look_for_lost()
        for slot in self._slots.values():
            if slot.expected_s is not None:
                self._return(slot)

    # ---- opening --------------------------------------------------------------------------------

    def _open(self, role: DeviceRole, device: Device | None, *, is_replacing: bool = False) -> None:
        """Open this one, or the next that does not refuse, or what stands in for none."""
        slot = self._slots[role]
        refused: list[Device] = []
        while True:
            slot.device = device
            try:
                self._open_one(role, device)
            except DeviceError as error:
                logger.warning("device refused role=%s code=%s", role.value, error.code)
                if device is None:
                    return
                refused.append(device)
                others = (
                    self._choosing.stand_ins(role)
                    if is_replacing
                    else self._choosing.candidates(role)
                )
                rest = tuple(other for other in others if other not in refused)
                device = self._choosing.choose(role, rest)
            else:
                break
        if refused:
            self._lose(slot, refused[0], device)
            self._settle_after(role)
            self._report()

    def _open_kinds(self) -> None:
        self._is_open = True
        for role in ENGINE_ROLES:
            self._open(role, self._choosing.choose(role, self._choosing.candidates(role)))
        self._report()

    def _choose_anew(self, role: DeviceRole) -> None:
        chosen = self._choosing.choose(role, self._choosing.candidates(role))
        if chosen != self._slots[role].device or chosen is None:
            self._open(role, chosen)

    def _open_one(self, role: DeviceRole, device: Device | None) -> None:
        parts, options = self._parts, self._options
        match role:
            case DeviceRole.MICROPHONE:
                self._take_from_officer(device)
                parts.microphone.open(device, seed=options.test_caption)
            case DeviceRole.OFFICER_MICROPHONE:
                self._open_officers(device)
            case DeviceRole.LOUDSPEAKER:
                parts.loudspeaker.open(device)
            case DeviceRole.CAMERA:
                self._has_camera_failed = False
                caption, font = options.test_caption, options.caption_font_path
                if device is None or self.shows_card:
                    source = card_source(clock=self._clock, caption=caption, font_path=font)
                else:
                    source = source_for(device, clock=self._clock, caption=caption, font_path=font)
                parts.camera.open(source)

    # ---- two microphones ------------------------------------------------------------------------

    def _open_officers(self, device: Device | None) -> None:
        """None is no second microphone, and not one of silence."""
        parts = self._parts
        parts.officer_microphone.close()
        parts.microphones.shut()
        if device is not None:
            parts.officer_microphone.open(device, seed=self._options.test_caption)
            parts.microphones.open()

    def _take_from_officer(self, device: Device | None) -> None:
        """One microphone is opened once: as the citizens'."""
        officers = self._slots[DeviceRole.OFFICER_MICROPHONE]
        if device is not None and device == officers.device:
            self._open_officers(None)
            officers.device = None

    def _leave_to_officer(self, wanted: tuple[DeviceId, ...]) -> None:
        """What the citizens have only because nobody chose is the officer's now."""
        citizens = self._slots[DeviceRole.MICROPHONE]
        if citizens.device is not None and not citizens.wanted and citizens.device.id in wanted:
            self._choose_anew(DeviceRole.MICROPHONE)

    def _settle_after(self, role: DeviceRole) -> None:
        """The citizens' microphone may be another one: the officer's list is looked at again."""
        officers = self._slots[DeviceRole.OFFICER_MICROPHONE]
        if role is DeviceRole.MICROPHONE and officers.device is None:
            chosen = self._choosing.choose(officers.role, self._choosing.candidates(officers.role))
            if chosen is not None and chosen != officers.lost:
                self._open(officers.role, chosen, is_replacing=True)

    # ---- loss and return ------------------------------------------------------------------------

    def _is_silent(self, role: DeviceRole) -> bool:
        if self._slots[role].device is None:
            return False
        if role is DeviceRole.CAMERA:
            is_late = self._parts.camera.silent_s() > CAMERA_SILENT_LIMIT_S
            return self._has_camera_failed or (self._is_camera_on and is_late)
        return self._parts.cards[role].silent_s() > SOUND_SILENT_LIMIT_S

    def _suspect_zeros(self) -> None:
        """A microphone of zeros may have been pulled out: look whether it is still listed.

        Looking interrupts the loudspeaker for some hundredths of a second, so ever more seldom.
        """
        parts = self._parts
        zeros = (
            (self._slots[DeviceRole.MICROPHONE], parts.microphone.zeros_s()),
            (self._slots[DeviceRole.OFFICER_MICROPHONE], parts.officer_microphone.zeros_s()),
        )
        suspects = [slot for slot, zeros_s in zeros if slot.is_suspected(zeros_s)]
        if suspects:
            self._look_at_sound_cards()

    def _look_at_sound_cards(self) -> None:
        """List the hardware anew; what is no longer there is replaced."""
        self._close_sound_cards()
        self._parts.catalogue.refresh()
        gone = [
            role
            for role in self._parts.cards
            if self._uses_portaudio(role)
            and self._slots[role].device not in self._choosing.candidates(role)
        ]
        self._reopen_sound_cards(but=gone)
        for role in gone:
            self._replace(role, is_listed_anew=True)

    def _look_at_change(self) -> None:
        """The system says so: one look shows what is gone, what is back and what is new."""
        self.refresh()
        for slot in self._slots.values():
            self._return(slot)

    def _replace(self, role: DeviceRole, *, is_listed_anew: bool = False) -> None:
        """The device in use fell silent: the next one, or silence and a card."""
        slot = self._slots[role]
        lost = slot.device
        if lost is None:
            return
        if lost.backend is Backend.PORTAUDIO and not is_listed_anew:
            self._close_sound_cards()
            self._parts.catalogue.refresh()
            self._reopen_sound_cards(but=[role])
        rest = tuple(other for other in self._choosing.stand_ins(role) if other.id != lost.id)
        self._open(role, self._choosing.choose(role, rest), is_replacing=True)
        self._lose(slot, lost, slot.device)
        self._settle_after(role)
        self._report()

    def _lose(self, slot: Slot, lost: Device, now: Device | None) -> None:
        slot.lost = lost
        slot.tries = 0
        slot.retry_at_s = self._clock.monotonic() + slot.back_off_s()
        logger.warning("device lost role=%s replaced=%s", slot.role.value, now is not None)
        self._tell(DeviceGone(lost=lost, now=now))

    def _look_for_lost(self) -> None:
        now_s = self._clock.monotonic()
        due = [s for s in self._slots.values() if s.lost is not None and now_s >= s.retry_at_s]
        if not due:
            return
        for slot in due:
            slot.tries += 1
            slot.retry_at_s = now_s + slot.back_off_s()
        if any(s.lost is not None and s.lost.backend is Backend.PORTAUDIO for s in due):
            self._close_sound_cards()
            self._parts.catalogue.refresh()
            self._reopen_sound_cards()
        for slot in due:
            self._return(slot)

    def _return(self, slot: Slot) -> None:
        """To the best device that is there; not in the middle of a sentence."""
        better = self._choosing.better(slot) if self._is_open else None
        if better is None:
            slot.expected_s = None
            return
        if slot.device is not None and not self._is_pause(slot):
            return
        slot.lost = slot.expected_s = None
        self._open(slot.role, better, is_replacing=True)
        self._settle_after(slot.role)
        self._report()

    def _is_pause(self, slot: Slot) -> bool:
        """Nobody here or there speaks, or the better device has waited long enough."""
        now_s = self._clock.monotonic()
        if slot.expected_s is None:
            slot.expected_s = now_s
        quiet_s = min(card.quiet_s() for card in self._parts.cards.values())
        return quiet_s >= PAUSE_S or now_s - slot.expected_s >= LONGEST_WAIT_S

    # ---- PortAudio, which loses every stream when it looks at the devices -----------------------

    def _close_sound_cards(self) -> None:
        for role, card in reversed(self._parts.cards.items()):
            if self._uses_portaudio(role):
                card.close()

    def _reopen_sound_cards(self, but: Sequence[DeviceRole] = ()) -> None:
        for role in self._parts.cards:
            if self._is_open and role not in but and self._uses_portaudio(role):
                self._open(role, self._slots[role].device, is_replacing=True)

    def _uses_portaudio(self, role: DeviceRole) -> bool:
        device = self._slots[role].device
        return device is not None and device.backend is Backend.PORTAUDIO

    def _report(self) -> None:
        in_use = tuple(self._choosing.in_use().items())
        self._tell(DeviceList(present=self._choosing.present(), in_use=in_use))
