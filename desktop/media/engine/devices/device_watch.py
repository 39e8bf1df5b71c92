"""Reacts to devices that vanish, fall silent, come back or are new; limits how often it rescans."""

import logging
from collections.abc import Sequence

from desktop.devices.monitor import DeviceChange
from desktop.domain.clock import Clock
from desktop.domain.devices.device import ENGINE_ROLES, Backend, Device, DeviceRole
from desktop.media.engine.devices.device_parts import DeviceParts
from desktop.media.engine.devices.opener import Opener
from desktop.media.engine.devices.slot import Slot

IDLE_LOOK_S = 3.0
"""Seconds that a rescan costs which changed nothing; USEFUL_LOOK_S: one that did."""

USEFUL_LOOK_S = 0.5
CREDIT_S = 2.0


class LookBudget:
    """Rate limit for rescans of sound devices: each one stops all sound for tens of milliseconds.

    A rescan costs IDLE_LOOK_S or USEFUL_LOOK_S of waiting; CREDIT_S of it may be owed, so that the
    first one is free.
    """

    def __init__(self) -> None:
        self._paid_until_s = 0.0

    def allows(self, now_s: float) -> bool:
        """Whether one may look now."""
        return self._paid_until_s - now_s <= CREDIT_S

    def spend(self, now_s: float, *, was_useful: bool) -> None:
        """One has looked. was_useful: another device is used or expected since."""
        cost_s = USEFUL_LOOK_S if was_useful else IDLE_LOOK_S
        self._paid_until_s = max(self._paid_until_s, now_s) + cost_s


SOUND_SILENT_LIMIT_S = 0.5
CAMERA_SILENT_LIMIT_S = 3.0
CAMERA_OPENING_LIMIT_S = 10.0

AGAIN_AFTER_S = 5.0
"""Between two looks while the library of sound devices does not start."""

LATE_LOOKS_S = (0.7, 3.0)
"""After news of a device that came while one that is missed is not listed: a sound server may tell
of a card before the library lists it, and nothing is told a second time."""

PAUSE_S = 0.8
LONGEST_WAIT_S = 20.0

PROVED_S = 3.0
"""After which it is told that a device is back; before, its next loss is no news."""

GOOD_SPELL_S = 30.0
"""After which a device that failed is trusted as if it never had."""

logger = logging.getLogger(__name__)


class DeviceWatch:
    """Keeps the best device that is there in use. Thread: devices."""

    def __init__(self, *, clock: Clock, parts: DeviceParts, opener: Opener) -> None:
        self._clock = clock
        self._parts = parts
        self._opener = opener
        self._choosing = opener.choosing
        self._slots = opener.slots
        self.is_lent = False
        self._is_asked = False
        self._again_at_s = 0.0
        self._budget = LookBudget()
        self._late_looks_s: tuple[float, ...] = ()

    def check(self) -> None:
        """Four times a second: what came or went, who went silent, is a lost device back?"""
        is_free = not self._is_measured()
        if is_free and self._is_look_due():
            self._look_at_news()
        if not (self._opener.is_open or self._opener.is_capturing):
            return
        if is_free:
            self._suspect_zeros()
        for role in ENGINE_ROLES:
            if self._is_silent(role):
                self._replace(role)
        self._note_good_spells()
        slots = [one for one in self._slots.values() if is_free or one.role in self._parts.cameras]
        self._look_for_lost(slots)
        for slot in slots:
            if slot.expected_s is not None:
                self._return(slot)

    def refresh(self) -> None:
        """Look at the hardware again; sound through PortAudio stops for some hundredths."""
        self._opener.look_anew()
        self._opener.report()

    def look(self) -> None:
        """Somebody asks for it: as `refresh`, and what is better than now is used.

        While something is measured, afterwards.
        """
        self._is_asked = self._is_measured()
        if self._is_asked:
            self._opener.report()
        else:
            self._look_at_change(is_asked=True)

    def _is_measured(self) -> bool:
        """Looking would break the chirps off."""
        return self.is_lent or self._parts.sound_probe.is_measuring

    def _is_look_due(self) -> bool:
        """News of the system stay where they are until they may be looked into."""
        now_s = self._clock.monotonic()
        news = self._parts.monitor.take_change() if self._budget.allows(now_s) else None
        if news is DeviceChange.COME:
            self._late_looks_s = tuple(now_s + late_s for late_s in LATE_LOOKS_S)
        is_incomplete = self._parts.catalogue.is_incomplete and now_s >= self._again_at_s
        return news is not None or self._is_asked or is_incomplete or self._is_late_look_due(now_s)

    def _is_late_look_due(self, now_s: float) -> bool:
        if not self._late_looks_s or now_s < self._late_looks_s[0]:
            return False
        self._late_looks_s = self._late_looks_s[1:]
        return any(slot.expected_s is None and _is_sound(slot) for slot in self._slots.values())

    def _look_at_news(self) -> None:
        now_s = self._clock.monotonic()
        is_asked, self._is_asked = self._is_asked, False
        self._again_at_s = now_s + AGAIN_AFTER_S
        before = self._state()
        self._look_at_change(is_asked=is_asked)
        self._budget.spend(now_s, was_useful=self._state() != before)

    def _state(self) -> list[tuple[Device | None, float | None]]:
        return [(slot.device, slot.expected_s) for slot in self._slots.values()]

    # ---- loss and return ------------------------------------------------------------------------

    def _is_silent(self, role: DeviceRole) -> bool:
        if self._slots[role].device is None:
            return False
        camera = self._parts.cameras.get(role)
        if camera is not None:
            is_late = (
                camera.silent_s() > CAMERA_SILENT_LIMIT_S
                or camera.opening_s() > CAMERA_OPENING_LIMIT_S
            )
            is_off = role is DeviceRole.CAMERA and not self._opener.is_camera_on
            return role in self._opener.failed or (is_late and not is_off)
        card = self._parts.sounds[role].card
        is_shut = self._opener.uses_portaudio(role) and not card.is_open
        return is_shut or card.silent_s() > SOUND_SILENT_LIMIT_S

    def _suspect_zeros(self) -> None:
        """A microphone of zeros may have been pulled out: look whether it is still listed.

        Looking interrupts the loudspeaker for some hundredths of a second, so ever more seldom.
        """
        parts = self._parts
        zeros = (
            (self._slots[DeviceRole.MICROPHONE], parts.microphone.zeros_s()),
            (self._slots[DeviceRole.OFFICER_MICROPHONE], parts.officer_microphone.zeros_s()),
            (self._slots[DeviceRole.LINE_INPUT], parts.line_input.zeros_s()),
        )
        suspects = [slot for slot, zeros_s in zeros if slot.is_suspected(zeros_s)]
        if suspects:
            self._look_at_sound_cards()

    def _look_at_sound_cards(self) -> None:
        """List the hardware anew; what is no longer there is replaced."""
        for role in self._opener.look_for_gone():
            self._replace(role, is_listed_anew=True)

    def _look_at_change(self, *, is_asked: bool) -> None:
        """One look shows what is gone, what is back and what is new."""
        self.refresh()
        now_s = self._clock.monotonic()
        for slot in self._slots.values():
            if is_asked or slot.lost is None or now_s >= slot.retry_at_s:
                self._return(slot)

    def _replace(self, role: DeviceRole, *, is_listed_anew: bool = False) -> None:
        """The device in use fell silent: the next one, or silence and a card."""
        slot = self._slots[role]
        lost = slot.device
        if lost is None:
            return
        if lost.backend is not Backend.PORTAUDIO:
            self._opener.look_at_cameras()
        elif not is_listed_anew:
            self._opener.look_anew(but=[role])
        rest = tuple(other for other in self._choosing.stand_ins(role) if other.id != lost.id)
        self._opener.open(role, self._choosing.choose(role, rest), is_replacing=True)
        self._opener.lose(slot, lost, slot.device)
        self._opener.settle_after(role)
        self._opener.report()

    def _look_for_lost(self, slots: Sequence[Slot]) -> None:
        """Cameras at any time; for sound only where no system tells what comes."""
        due = [slot for slot in slots if self._is_due(slot)]
        if not due:
            return
        is_sound = any(_is_sound(slot) for slot in due)
        if is_sound and not self._parts.monitor.is_listening:
            due = [slot for slot in due if self._may_interrupt(slot)]
            if any(_is_sound(slot) for slot in due):
                self._opener.look_anew()
        if any(not _is_sound(slot) for slot in due):
            self._opener.look_at_cameras()
        for slot in due:
            self._return(slot)
            if self._is_due(slot):
                self._opener.postpone(slot)

    def _may_interrupt(self, slot: Slot) -> bool:
        """A look stops all sound for a moment: not in a talk that goes on without this one."""
        is_needed = slot.device is None and slot.role is not DeviceRole.OFFICER_MICROPHONE
        return is_needed or not _is_sound(slot) or self._is_quiet()

    def _is_due(self, slot: Slot) -> bool:
        """Not, while it is there and waits for a pause."""
        is_away = slot.lost is not None and slot.expected_s is None
        return is_away and self._clock.monotonic() >= slot.retry_at_s

    def _note_good_spells(self) -> None:
        """What has been used for long without a fault has all its tries before it again."""
        for role, camera in self._parts.cameras.items():
            is_card = role is DeviceRole.CAMERA and self._opener.shows_card
            if is_card or not camera.has_picture:
                self._slots[role].opened_at_s = self._clock.monotonic()
        for slot in self._slots.values():
            if slot.device is None:
                continue
            good_s = self._clock.monotonic() - slot.opened_at_s
            if good_s >= PROVED_S:
                self._opener.tell_returned(slot)
            if good_s >= GOOD_SPELL_S and slot.lost is None:
                slot.trust()

    def _return(self, slot: Slot) -> None:
        """To the best device that is there; not in the middle of a sentence."""
        better = self._choosing.better(slot) if self._opener.wants(slot.role) else None
        if better is None:
            slot.expected_s = None
            return
        if slot.device is not None and not self._is_pause(slot):
            return
        slot.lost = slot.expected_s = None
        self._opener.open(slot.role, better, is_replacing=True)
        slot.returned = better if slot.device == better else None
        self._opener.settle_after(slot.role)
        self._opener.report()

    def _is_pause(self, slot: Slot) -> bool:
        """Nobody here or there speaks, or the better device has waited long enough."""
        now_s = self._clock.monotonic()
        if slot.expected_s is None:
            slot.expected_s = now_s
        return self._is_quiet() or now_s - slot.expected_s >= LONGEST_WAIT_S

    def _is_quiet(self) -> bool:
        return min(sound.card.quiet_s() for sound in self._parts.sounds.values()) >= PAUSE_S


def _is_sound(slot: Slot) -> bool:
    """What it lost is opened through PortAudio."""
    return slot.lost is not None and slot.lost.backend is Backend.PORTAUDIO
