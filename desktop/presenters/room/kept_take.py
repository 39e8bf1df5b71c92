"""The last good take of this PC, through a restart: when it was, and with which devices."""

import json
import logging
from datetime import datetime

from desktop.domain.clock import Clock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.events import Event
from desktop.domain.room.door_take import is_good_take, take_counts
from desktop.domain.room.events import RoomMeasured, TakeChanged
from desktop.domain.room.take import Take
from desktop.presenters.services.desk import DeskMemory
from desktop.presenters.services.media import MediaService

KEY = "take.good"
_ROLES = (DeviceRole.CAMERA, DeviceRole.MICROPHONE, DeviceRole.LOUDSPEAKER)

logger = logging.getLogger(__name__)


class KeptTake:
    """Of this PC; from the room check, a trial or the door alike. Thread: MainThread.

    It holds nothing itself: the one that hears every event keeps, any other one reads.
    """

    def __init__(self, *, media: MediaService, memory: DeskMemory, clock: Clock) -> None:
        self._media = media
        self._memory = memory
        self._clock = clock

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case TakeChanged(take=take) if is_good_take(take):
                self._keep(take)
            case RoomMeasured(facts=facts) if facts.take is not None and is_good_take(facts.take):
                self._keep(facts.take)
            case _:
                pass

    @property
    def made_at(self) -> datetime | None:
        """When one was made that counts now, with the devices that are in use; None: there is none.

        A device that is just being opened says nothing against it.
        """
        kept = self._memory.recall(KEY)
        if kept is None:
            return None
        try:
            document = json.loads(kept)
            made_at = datetime.fromisoformat(document["at"])
            devices = dict(document["devices"])
        except (ValueError, TypeError, KeyError):
            logger.warning("kept take unreadable")
            return None
        in_use = self._devices()
        is_same = all(devices.get(role, one) == one for role, one in in_use.items())
        return made_at if is_same and take_counts(made_at, self._clock.now()) else None

    def _keep(self, take: Take) -> None:
        document = {"at": self._clock.now().isoformat(), "devices": self._devices()}
        self._memory.remember(KEY, json.dumps(document))
        logger.info("take kept pictures=%d", take.pictures)

    def _devices(self) -> dict[str, str]:
        found = ((role, self._media.device_in_use(role)) for role in _ROLES)
        return {role.value: one.id for role, one in found if one is not None}
