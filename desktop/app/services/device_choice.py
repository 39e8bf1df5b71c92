"""The ranked devices of each role: remembered, matched to what is present, sent to the engine."""

import json
import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Protocol

from desktop.domain.devices.device import (
    ENGINE_ROLES,
    MOST_CHOICES,
    ROOM_ROLES,
    Device,
    DeviceChoice,
    DeviceKind,
    DeviceRole,
    RankedDevice,
    choice_of,
    ranked,
    recognise,
    seen_again,
    usable_ids,
)
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId
from desktop.presenters.services.desk import DeskMemory

logger = logging.getLogger(__name__)

_Asked = tuple[tuple[DeviceId, ...], tuple[DeviceId, ...]]
_NOTHING: _Asked = ((), ())
_AWAY = "away:"


class SelectingMedia(Protocol):
    """What is needed of the media client."""

    def devices(self) -> tuple[Device, ...]:
        """What is present."""
        ...

    def device_in_use(self, role: DeviceRole) -> Device | None:
        """What is used now."""
        ...

    def select_devices(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        """Ask for the first of these that is present, and never for one that is barred."""
        ...


class ChosenDevices:
    """DeviceChoiceService (presenters/services/media.py). Thread: any.

    keeps_practice: of a practice room. Elsewhere a test person or a test voice is chosen for this
    run only, and never stands in for a real device: recorded words must not reach citizens.
    """

    def __init__(
        self, *, memory: DeskMemory, media: SelectingMedia, keeps_practice: bool = False
    ) -> None:
        self._memory = memory
        self._media = media
        self._keeps_practice = keeps_practice
        self._lock = threading.Lock()
        self._asked: dict[DeviceRole, _Asked] = {}
        self._choices = {role: read_choices(memory.recall(name_of(role))) for role in DeviceRole}
        self._practice: dict[DeviceRole, DeviceId] = {}

    def start(self) -> None:
        """Ask for what was chosen before, whatever is plugged in by now."""
        self._ask(())

    # ---- DeviceChoiceService --------------------------------------------------------------------

    def choose(self, kind: DeviceKind, device_id: DeviceId) -> None:
        """This device first, then the one used until now and the earlier choices.

        One that is not present is ignored.
        """
        present = self._media.devices()
        device = next((one for one in present if one.id == device_id), None)
        if device is None or device.kind is not kind:
            return
        role = DeviceRole(kind.value)
        in_use = self._media.device_in_use(role)
        with self._lock:
            self._practice.pop(role, None)
            if self._is_kept(device):
                before = self._choices[role]
                if in_use is not None and self._is_kept(in_use):
                    before = ranked(choice_of(in_use), before)
                self._keep_alone(role, ranked(choice_of(device), before), present)
            else:
                self._practice[role] = device.id
        self._ask(present)

    def rank(self, role: DeviceRole, device_ids: Sequence[DeviceId]) -> None:
        """Exactly these, best first; those that are neither present nor chosen are ignored."""
        present = self._media.devices()
        of_kind = self._kept_of(role, present)
        with self._lock:
            self._practice.pop(role, None)
            known = {
                key: replace(choice, id=key)
                for key, choice, _ in _keyed(self._choices[role], of_kind)
            }
            new = {one.id: choice_of(one) for one in of_kind}
            found = (known.get(one) or new.get(one) for one in dict.fromkeys(device_ids))
            choices = tuple(one for one in found if one is not None)[:MOST_CHOICES]
            self._keep_alone(role, choices, present)
        self._ask(present)

    def ranked(self, role: DeviceRole) -> tuple[RankedDevice, ...]:
        """What was chosen, best first, away or not."""
        of_kind = [one for one in self._media.devices() if one.kind is role.kind]
        with self._lock:
            choices = self._choices[role]
        return tuple(
            RankedDevice(id=key, name=choice.name, is_present=is_present)
            for key, choice, is_present in _keyed(choices, of_kind)
        )

    def offered(self, role: DeviceRole) -> tuple[RankedDevice, ...]:
        """What is present and could be chosen; not what was chosen for another role.

        A microphone of the room may be in both lists: as the second of one role, the first of the
        other.
        """
        chosen = {
            one.id
            for other in DeviceRole
            if other is role or other in _rivals(role)
            for one in self.ranked(other)
            if one.is_present
        }
        return tuple(
            RankedDevice(id=one.id, name=one.name, is_present=True)
            for one in self._kept_of(role, self._media.devices())
            if one.id not in chosen
        )

    # ---- others ---------------------------------------------------------------------------------

    def has_document_camera(self) -> bool | None:
        """Whether a camera for papers that somebody chose is there; None: nobody chose any."""
        chosen = self.ranked(DeviceRole.DOCUMENT_CAMERA)
        return any(one.is_present for one in chosen) if chosen else None

    def on_event(self, event: Event) -> None:
        """A device that came back under another id is asked for by that."""
        if isinstance(event, DevicesChanged):
            self._ask(event.present)

    # ---- inside ---------------------------------------------------------------------------------

    def _is_kept(self, device: Device) -> bool:
        return self._keeps_practice or not device.is_practice

    def _kept_of(self, role: DeviceRole, present: Sequence[Device]) -> list[Device]:
        return [one for one in present if one.kind is role.kind and self._is_kept(one)]

    def _keep_alone(
        self, role: DeviceRole, choices: tuple[DeviceChoice, ...], present: Sequence[Device]
    ) -> None:
        """Keep them; they leave the lists of roles that may not have the same device."""
        self._keep(role, choices)
        alike = [one for one in present if one.kind is role.kind]
        mine = [one for one in alike if any(recognise(c, alike) == one for c in choices)]
        for other in _rivals(role):
            theirs = self._choices[other]
            left = tuple(
                one for one in theirs if recognise(one, mine) is None and one not in choices
            )
            if left != theirs:
                self._keep(other, left)

    def _keep(self, role: DeviceRole, choices: tuple[DeviceChoice, ...]) -> None:
        self._choices[role] = choices
        kept = json.dumps([asdict(one) for one in choices])
        self._memory.remember(name_of(role), kept)

    def _ask(self, present: Sequence[Device]) -> None:
        # Under the lock: two threads must not ask in another order than they found out.
        with self._lock:
            usable: dict[DeviceRole, tuple[DeviceId, ...]] = {}
            for role in DeviceRole:
                of_kind = [one for one in present if one.kind is role.kind]
                choices = self._choices[role]
                now = seen_again(choices, of_kind)
                if now != choices:
                    self._keep(role, now)
                usable[role] = usable_ids(now, of_kind)
            for role in ENGINE_ROLES:
                practice = self._practice.get(role)
                wanted = usable[role] if practice is None else (practice,)
                barred = self._barred(role, usable)
                if (wanted, barred) != self._asked.get(role, _NOTHING):
                    self._asked[role] = (wanted, barred)
                    self._media.select_devices(role, wanted, barred)

    def _barred(
        self, role: DeviceRole, usable: Mapping[DeviceRole, tuple[DeviceId, ...]]
    ) -> tuple[DeviceId, ...]:
        """What others have: a room never opens it by itself."""
        if role not in ROOM_ROLES:
            return ()
        return tuple(one for other in _rivals(role) for one in usable[other])


def _rivals(role: DeviceRole) -> tuple[DeviceRole, ...]:
    """Whose devices are none of this role's."""
    return tuple(
        other for other in DeviceRole if other.kind is role.kind and not role.may_share_with(other)
    )


def _keyed(
    choices: Sequence[DeviceChoice], present: Sequence[Device]
) -> list[tuple[DeviceId, DeviceChoice, bool]]:
    """Choices as their devices are now, whether they are there, and one id for each.

    One that is away may have been known by an id that another device has now.
    """
    taken = {one.id for one in present}
    keyed: list[tuple[DeviceId, DeviceChoice, bool]] = []
    for choice in seen_again(choices, present):
        is_present = recognise(choice, present) is not None
        is_taken = not is_present and choice.id in taken
        keyed.append(
            (DeviceId(f"{_AWAY}{choice.id}") if is_taken else choice.id, choice, is_present)
        )
    return keyed


def name_of(role: DeviceRole) -> str:
    """Under which the desk's memory keeps the choices of a role."""
    return f"devices.{role.value}"


def read_choices(kept: str | None) -> tuple[DeviceChoice, ...]:
    """What was kept; a note that cannot be read is no choice."""
    try:
        found = json.loads(kept or "[]")
        choices = tuple(
            DeviceChoice(
                id=DeviceId(str(one["id"])),
                name=str(one["name"]),
                hardware=str(one["hardware"]),
                bus=str(one["bus"]),
            )
            for one in found
        )
    except (ValueError, TypeError, KeyError):
        logger.warning("device choice unreadable")
        return ()
    return choices[:MOST_CHOICES]
