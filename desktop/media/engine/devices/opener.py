"""Opens one device for each role, or a stand-in where there is none."""

import logging
from collections.abc import Callable, Sequence

from desktop.domain.clock import Clock
from desktop.domain.devices.device import (
    ELSEWHERE_ROLES,
    ROOM_ROLES,
    Backend,
    Device,
    DeviceRole,
)
from desktop.domain.devices.events import DeviceLost, DeviceReturned, DevicesChanged
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from desktop.media.engine.capture.camera import card_source, source_for
from desktop.media.engine.devices.device_choice import Choosing
from desktop.media.engine.devices.device_parts import DeviceParts
from desktop.media.engine.devices.slot import Slot
from desktop.media.pipe.commands import EngineStart
from desktop.media.pipe.events import EngineEvent

logger = logging.getLogger(__name__)


class Opener:
    """Opens and closes what was chosen, and tells what is in use. Thread: devices.

    failed: whose camera ended by itself; added to on a camera's thread. is_listening: the
    loudspeaker alone is open. is_capturing: what records a session elsewhere is open.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        options: EngineStart,
        parts: DeviceParts,
        tell: Callable[[EngineEvent], None],
    ) -> None:
        self._clock = clock
        self._options = options
        self._parts = parts
        self._tell = tell
        self.choosing = Choosing(
            catalogue=parts.catalogue, chooses_practice=options.chooses_practice
        )
        self.slots = self.choosing.slots
        self.is_open = False
        self.is_borrowed = False
        self.is_listening = False
        self.is_capturing = False
        self.is_camera_on = True
        self.failed: set[DeviceRole] = set()

    @property
    def shows_card(self) -> bool:
        """The camera is switched off and its name card is sent."""
        return not (self.is_camera_on or self.is_borrowed)

    def wants(self, role: DeviceRole) -> bool:
        """Whether a device of this role is to be open now."""
        if role in ELSEWHERE_ROLES:
            return self.is_capturing
        return self.is_open or (self.is_listening and role is DeviceRole.LOUDSPEAKER)

    def open(self, role: DeviceRole, device: Device | None, *, is_replacing: bool = False) -> None:
        """Open this one, or the next that does not refuse, or what stands in for none."""
        slot = self.slots[role]
        before = slot.device
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
                    self.choosing.stand_ins(role)
                    if is_replacing
                    else self.choosing.candidates(role)
                )
                rest = tuple(other for other in others if other not in refused)
                device = self.choosing.choose(role, rest)
            else:
                break
        if refused or device != before:
            slot.opened_at_s = self._clock.monotonic()
        if refused:
            self._pass_over(slot, refused[0], device)
            self.settle_after(role)
            self.report()

    def open_kinds(self) -> None:
        """The best candidate of each role of the room."""
        self.is_open = True
        for role in ROOM_ROLES:
            self.open(role, self.choosing.choose(role, self.choosing.candidates(role)))
        self.report()

    def open_loudspeaker(self) -> None:
        """The best candidate for it, and nothing else."""
        self.is_listening = True
        role = DeviceRole.LOUDSPEAKER
        self.open(role, self.choosing.choose(role, self.choosing.candidates(role)))
        self.report()

    def open_elsewhere(self) -> None:
        """Capture card and line input, as far as somebody chose them."""
        self.is_capturing = True
        for role in ELSEWHERE_ROLES:
            self.open(role, self.choosing.choose(role, self.choosing.candidates(role)))
        self.report()

    def choose_anew(self, role: DeviceRole) -> None:
        """Open the best candidate, if it is another one than now."""
        chosen = self.choosing.choose(role, self.choosing.candidates(role))
        if chosen != self.slots[role].device or chosen is None:
            self.open(role, chosen)

    def lose(self, slot: Slot, lost: Device, now: Device | None) -> None:
        """Remember what is to be looked for, and tell it if it is news."""
        is_news = slot.note_lost(lost, now)
        self.postpone(slot)
        logger.warning("device lost role=%s replaced=%s", slot.role.value, now is not None)
        if is_news:
            self._tell(DeviceLost(lost=lost, now=now))
        if slot.prefers(now, lost):
            slot.lost = None  # nobody waits for what is worse than now

    def _pass_over(self, slot: Slot, refused: Device, now: Device | None) -> None:
        """A better one came just when the one in use would not open again: that is no loss."""
        if slot.prefers(now, refused):
            slot.lost, slot.returned = None, now
        else:
            self.lose(slot, refused, now)

    def tell_returned(self, slot: Slot) -> None:
        """It has proved itself."""
        returned = slot.take_returned()
        if returned is not None:
            self._tell(DeviceReturned(now=returned))

    def postpone(self, slot: Slot) -> None:
        """What this role lost was tried, or is lost since now."""
        if slot.lost is not None:
            is_listed = self.choosing.is_listed(slot.lost)
            slot.postpone(self._clock.monotonic(), is_lost_listed=is_listed)

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
            case DeviceRole.LINE_INPUT:
                self._open_line(device)
            case DeviceRole.CAPTURE_CARD:
                self._open_card(device)
            case DeviceRole.CAMERA:
                self._open_camera(None if self.shows_card else device)

    def _open_camera(self, device: Device | None) -> None:
        """None is the card with the name of the room."""
        self.failed.discard(DeviceRole.CAMERA)
        caption, font = self._options.test_caption, self._options.caption_font_path
        if device is None:
            source = card_source(clock=self._clock, caption=caption, font_path=font)
        else:
            source = source_for(device, clock=self._clock, caption=caption, font_path=font)
        self._parts.camera.open(source)

    # ---- a session elsewhere: what is not there brings nothing, so that it is missed ------------

    def _open_line(self, device: Device | None) -> None:
        self._parts.line_input.close()
        if device is not None:
            self._parts.line_input.open(device, seed=self._options.test_caption)

    def _open_card(self, device: Device | None) -> None:
        self.failed.discard(DeviceRole.CAPTURE_CARD)
        if device is None:
            self._parts.capture_card.close()
            return
        caption, font = self._options.test_caption, self._options.caption_font_path
        source = source_for(device, clock=self._clock, caption=caption, font_path=font)
        self._parts.capture_card.open(source)

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
        officers = self.slots[DeviceRole.OFFICER_MICROPHONE]
        if device is not None and device == officers.device:
            self._open_officers(None)
            officers.device = None

    def leave_to_officer(self, wanted: tuple[DeviceId, ...]) -> None:
        """What the citizens have only because nobody chose is the officer's now."""
        citizens = self.slots[DeviceRole.MICROPHONE]
        if citizens.device is not None and not citizens.wanted and citizens.device.id in wanted:
            self.choose_anew(DeviceRole.MICROPHONE)

    def settle_after(self, role: DeviceRole) -> None:
        """The citizens' microphone may be another one: the officer's list is looked at again."""
        officers = self.slots[DeviceRole.OFFICER_MICROPHONE]
        if role is DeviceRole.MICROPHONE and officers.device is None:
            chosen = self.choosing.choose(officers.role, self.choosing.candidates(officers.role))
            if chosen is not None and chosen != officers.lost:
                self.open(officers.role, chosen, is_replacing=True)

    # ---- PortAudio, which loses every stream when it looks at the devices -----------------------

    def look_anew(self, but: Sequence[DeviceRole] = ()) -> None:
        """List the hardware anew. What has come may be returned to at once.

        but: roles that are not opened again.
        """
        before = self._list_anew()
        self._reopen_sound_cards(but)
        self._welcome(self.choosing.present_ids() - before)

    def look_for_gone(self) -> list[DeviceRole]:
        """As `look_anew`; the roles whose device is no longer there stay closed."""
        before = self._list_anew()
        gone = [
            role
            for role in self._parts.sounds
            if self.uses_portaudio(role)
            and self.slots[role].device not in self.choosing.candidates(role)
        ]
        self._reopen_sound_cards(but=gone)
        self._welcome(self.choosing.present_ids() - before)
        return gone

    def look_at_cameras(self) -> None:
        """As `look_anew`, and no sound stops."""
        before = self.choosing.present_ids()
        self._parts.catalogue.refresh_quietly()
        self._welcome(self.choosing.present_ids() - before)

    def _welcome(self, came: frozenset[DeviceId]) -> None:
        for slot in self.slots.values():
            better = self.choosing.better(slot)
            awaited = came & set(slot.wanted) if slot.device is None else frozenset()
            if better is not None and (better.id in came or awaited):
                slot.retry_at_s = self._clock.monotonic()

    def _list_anew(self) -> frozenset[DeviceId]:
        """What was there before. What was open is closed, and stays in its slot."""
        before = self.choosing.present_ids()
        for role, sound in reversed(self._parts.sounds.items()):
            if self.uses_portaudio(role):
                sound.close()
        self._parts.catalogue.refresh()
        return before

    def _reopen_sound_cards(self, but: Sequence[DeviceRole]) -> None:
        for role in self._parts.sounds:
            if self.wants(role) and role not in but and self.uses_portaudio(role):
                self.open(role, self.slots[role].device, is_replacing=True)

    def uses_portaudio(self, role: DeviceRole) -> bool:
        """Whether a look would end its stream."""
        device = self.slots[role].device
        return device is not None and device.backend is Backend.PORTAUDIO

    def report(self) -> None:
        """Tell what is there and what is in use."""
        in_use = tuple(self.choosing.in_use().items())
        self._tell(DevicesChanged(present=self.choosing.present(), in_use=in_use))
