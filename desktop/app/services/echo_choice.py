"""Who cancels the echo, device or program: kept for each pair of devices, sent to the engine."""

import json
import logging
import threading
from dataclasses import asdict
from typing import Protocol

from desktop.app.services.device_choice import read_choices
from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.devices.echo import (
    MOST_PAIRS,
    EchoPair,
    EchoRule,
    cancels_itself,
    is_card,
    said_of,
)
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.events import Event
from desktop.presenters.services.desk import DeskMemory

MEMORY_NAME = "devices.echo"

logger = logging.getLogger(__name__)


class EchoMedia(Protocol):
    """What is needed of the media client."""

    def device_in_use(self, role: DeviceRole) -> Device | None:
        """What is used now."""
        ...

    def set_echo_cancelling(self, role: DeviceRole, *, does_device_cancel: bool) -> None:
        """Whether a microphone takes out its echo by itself."""
        ...


class EchoChoice:
    """EchoService (presenters/services/media.py). Thread: any.

    default: the setting `device_cancels_echo`, which the engine was started with; it holds for
    pairs of devices that nobody spoke of, and for all of them where the policy sets it.
    """

    def __init__(
        self, *, memory: DeskMemory, media: EchoMedia, default: bool, is_locked: bool
    ) -> None:
        self._memory = memory
        self._media = media
        self._default = default
        self._is_locked = is_locked
        self._lock = threading.Lock()
        self._pairs = _read(memory.recall(MEMORY_NAME))
        self._told: dict[DeviceRole, bool] = {}

    def rule(self) -> EchoRule:
        """What holds for the loudspeaker and the citizens' microphone in use."""
        microphone, loudspeaker = self._in_use()
        return EchoRule(
            does_device_cancel=self._holds_for(microphone, loudspeaker),
            microphone=microphone.name if microphone is not None else "",
            loudspeaker=loudspeaker.name if loudspeaker is not None else "",
            can_change=not self._is_locked and is_card(microphone) and is_card(loudspeaker),
            is_locked=self._is_locked,
        )

    def set_device_cancels(self, *, does: bool) -> None:
        """Of the pair in use, from now on and whenever it is used again."""
        microphone, loudspeaker = self._in_use()
        if microphone is None or loudspeaker is None or not self.rule().can_change:
            return
        with self._lock:
            self._pairs = said_of(self._pairs, microphone, loudspeaker, does=does)
            kept = json.dumps([asdict(pair) for pair in self._pairs])
            self._memory.remember(MEMORY_NAME, kept)
        self._tell(DeviceRole.MICROPHONE, microphone, loudspeaker)

    def on_event(self, event: Event) -> None:
        """Other devices may be in use now; the engine is told when another word holds for them."""
        if isinstance(event, DevicesChanged):
            in_use = dict(event.in_use)
            for role in (DeviceRole.MICROPHONE, DeviceRole.OFFICER_MICROPHONE):
                self._tell(role, in_use.get(role), in_use.get(DeviceRole.LOUDSPEAKER))

    def _tell(
        self, role: DeviceRole, microphone: Device | None, loudspeaker: Device | None
    ) -> None:
        if microphone is None or loudspeaker is None:
            return  # nothing plays or nothing listens: there is no echo
        does = self._holds_for(microphone, loudspeaker)
        with self._lock:
            if does == self._told.get(role, self._default):
                return
            self._told[role] = does
            self._media.set_echo_cancelling(role, does_device_cancel=does)

    def _holds_for(self, microphone: Device | None, loudspeaker: Device | None) -> bool:
        if self._is_locked or microphone is None or loudspeaker is None:
            return self._default
        return cancels_itself(self._pairs, microphone, loudspeaker, default=self._default)

    def _in_use(self) -> tuple[Device | None, Device | None]:
        media = self._media
        return (
            media.device_in_use(DeviceRole.MICROPHONE),
            media.device_in_use(DeviceRole.LOUDSPEAKER),
        )


def _read(kept: str | None) -> tuple[EchoPair, ...]:
    try:
        pairs = tuple(
            EchoPair(
                microphone=read_choices(json.dumps([one["microphone"]]))[0],
                loudspeaker=read_choices(json.dumps([one["loudspeaker"]]))[0],
                does_device_cancel=bool(one["does_device_cancel"]),
            )
            for one in json.loads(kept or "[]")
        )
    except (ValueError, TypeError, KeyError, IndexError):
        logger.warning("echo choice unreadable")
        return ()
    return pairs[:MOST_PAIRS]
