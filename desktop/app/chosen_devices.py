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
    wanted_ids,
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
    """DeviceChoiceService (presenters/services.py). Thread: any."""

    def __init__(self, *, memory: DeskMemory, media: SelectingMedia) -> None:
        self._memory = memory
        self._media = media
        self._lock = threading.Lock()
        self._asked: dict[DeviceKind, tuple[DeviceId, ...]] = {}
        self._choices = {kind: _read(memory.recall(name_of(kind))) for kind in DeviceKind}

    def start(self) -> None:
        """Ask for what was chosen before, whatever is plugged in by now."""
        self._ask(())

    def choose(self, kind: DeviceKind, device_id: DeviceId) -> None:
        """This device first, then the one used until now and the earlier choices.

        One that is not present is ignored.
        """
        device = next((one for one in self._media.devices() if one.id == device_id), None)
        if device is None or device.kind is not kind:
            return
        in_use = self._media.device_in_use(kind)
        with self._lock:
            before = self._choices[kind]
            if in_use is not None:
                before = ranked(choice_of(in_use), before)
            choices = ranked(choice_of(device), before)
            self._choices[kind] = choices
        self._memory.remember(name_of(kind), json.dumps([asdict(one) for one in choices]))
        self._ask(self._media.devices())

    def on_event(self, event: Event) -> None:
        """A device that came back under another id is asked for by that."""
        if isinstance(event, DevicesChanged):
            self._ask(event.present)

    def _ask(self, present: Sequence[Device]) -> None:
        for kind in DeviceKind:
            of_kind = [device for device in present if device.kind is kind]
            with self._lock:
                wanted = wanted_ids(self._choices[kind], of_kind)
                is_news = wanted != self._asked.get(kind, ())
                self._asked[kind] = wanted
            if is_news:
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
