"""Devices that an officer chose once: remembered, recognised again, and asked for."""

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import asdict
from typing import Protocol

from desktop.domain.device import (
    MOST_CHOICES,
    Device,
    DeviceChoice,
    DeviceKind,
    choice_of,
    ranked,
    seen_again,
)
from desktop.domain.events import DevicesChanged, Event
from desktop.domain.ids import DeviceId
from desktop.presenters.services import DeskMemory

logger = logging.getLogger(__name__)


class SelectingMedia(Protocol):
    """What is needed of the media client."""

    def devices(self) -> tuple[Device, ...]:
        """What is present."""
        ...

    def device_in_use(self, kind: DeviceKind) -> Device | None:
        """What is used now."""
        ...

    def select_devices(self, kind: DeviceKind, wanted: tuple[DeviceId, ...]) -> None:
        """Ask for the first of these that is present."""
        ...


class ChosenDevices:
    """DeviceChoiceService (presenters/services.py). Thread: any.

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
        self._asked: dict[DeviceKind, tuple[DeviceId, ...]] = {}
        self._choices = {kind: _read(memory.recall(name_of(kind))) for kind in DeviceKind}
        self._practice: dict[DeviceKind, DeviceId] = {}

    def start(self) -> None:
        """Ask for what was chosen before, whatever is plugged in by now."""
        self._ask(())

    def choose(self, kind: DeviceKind, device_id: DeviceId) -> None:
        """This device first, then the one used until now and the earlier choices.

        One that is not present is ignored.
        """
        present = self._media.devices()
        device = next((one for one in present if one.id == device_id), None)
        if device is None or device.kind is not kind:
            return
        in_use = self._media.device_in_use(kind)
        with self._lock:
            self._practice.pop(kind, None)
            if self._is_kept(device):
                before = self._choices[kind]
                if in_use is not None and self._is_kept(in_use):
                    before = ranked(choice_of(in_use), before)
                self._keep(kind, ranked(choice_of(device), before))
            else:
                self._practice[kind] = device.id
        self._ask(present)

    def on_event(self, event: Event) -> None:
        """A device that came back under another id is asked for by that."""
        if isinstance(event, DevicesChanged):
            self._ask(event.present)

    def _is_kept(self, device: Device) -> bool:
        return self._keeps_practice or not device.is_practice

    def _keep(self, kind: DeviceKind, choices: tuple[DeviceChoice, ...]) -> None:
        self._choices[kind] = choices
        kept = json.dumps([asdict(one) for one in choices])
        self._memory.remember(name_of(kind), kept)

    def _ask(self, present: Sequence[Device]) -> None:
        # Under the lock: two threads must not ask in another order than they found out.
        with self._lock:
            for kind in DeviceKind:
                choices = self._choices[kind]
                now = seen_again(choices, [one for one in present if one.kind is kind])
                if now != choices:
                    self._keep(kind, now)
                practice = self._practice.get(kind)
                wanted = tuple(one.id for one in now) if practice is None else (practice,)
                if wanted != self._asked.get(kind, ()):
                    self._asked[kind] = wanted
                    self._media.select_devices(kind, wanted)


def name_of(kind: DeviceKind) -> str:
    """Under which the desk's memory keeps the choices of a kind."""
    return f"devices.{kind.value}"


def _read(kept: str | None) -> tuple[DeviceChoice, ...]:
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
