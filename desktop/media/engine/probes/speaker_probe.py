"""Thử loa: the chirps alone, through the devices that are open, on a thread of its own."""

import logging
import threading
from collections.abc import Callable, Mapping

from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.devices.echo import is_card
from desktop.domain.room.events import SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict, judge_speaker
from desktop.media.engine.sound.sound_probe import SoundProbe
from desktop.media.pipe.events import EngineEvent

SOUND_LIMIT_S = 4.8
STOP_LIMIT_S = 1.0

logger = logging.getLogger(__name__)


class SpeakerProbe:
    """One test at a time. Thread: devices, but for `make_way`.

    `SpeakerTested` is told for every `begin`, on the thread `speaker-probe` or the caller's.
    """

    def __init__(self, *, sound: SoundProbe, tell: Callable[[EngineEvent], None]) -> None:
        self._sound = sound
        self._tell = tell
        self._cut_short: SpeakerVerdict | None = None
        self._thread: threading.Thread | None = None
        self._is_answered = True

    def begin(
        self,
        *,
        devices: Mapping[DeviceRole, Device | None],
        is_in_call: Callable[[], bool],
        is_room_probed: bool,
    ) -> None:
        """Play and listen; one that runs is not disturbed.

        devices: in use. is_in_call: asked again once `make_way` is heard. is_room_probed: a room
        check plays the same chirps now.
        """
        if self._is_running():
            return
        self._cut_short = None
        obstacle = _obstacle(devices, is_in_call=is_in_call(), is_room_probed=is_room_probed)
        if obstacle is not None:
            self._say(SpeakerTest(verdict=obstacle))
            return
        self._is_answered = False
        self._thread = threading.Thread(
            target=self._work, args=(is_in_call,), name="speaker-probe", daemon=True
        )
        self._thread.start()

    def make_way(self) -> None:
        """A call begins: its loudspeaker is its own. Thread: any; at once."""
        if self._is_running():
            self._cut_short = SpeakerVerdict.IN_CALL
            self._sound.give_up()

    def give_up(self) -> None:
        """The devices go, or a room check begins. Waits until the test has ended. Idempotent."""
        if self._thread is not None and self._is_running():
            self._cut_short = self._cut_short or SpeakerVerdict.ROOM_CHECKED
            self._sound.give_up()
            self._thread.join(STOP_LIMIT_S)

    def _work(self, is_in_call: Callable[[], bool]) -> None:
        test = SpeakerTest(verdict=SpeakerVerdict.FAILED)
        try:
            facts = self._sound.measure(
                SOUND_LIMIT_S, lambda: self._cut_short is None and not is_in_call()
            )
            test = judge_speaker(facts)
        except Exception:
            logger.exception("speaker probe stopped")
        self._is_answered = True  # who hears the word may begin another one at once
        self._say(test if self._cut_short is None else SpeakerTest(verdict=self._cut_short))

    def _say(self, test: SpeakerTest) -> None:
        logger.info("speaker test verdict=%s delay_ms=%s", test.verdict.value, test.delay_ms)
        self._tell(SpeakerTested(test=test))

    def _is_running(self) -> bool:
        return not self._is_answered


def _obstacle(
    devices: Mapping[DeviceRole, Device | None], *, is_in_call: bool, is_room_probed: bool
) -> SpeakerVerdict | None:
    if is_in_call:
        return SpeakerVerdict.IN_CALL
    if is_room_probed:
        return SpeakerVerdict.ROOM_CHECKED
    if not is_card(devices.get(DeviceRole.LOUDSPEAKER)):
        return SpeakerVerdict.NO_LOUDSPEAKER
    return None if is_card(devices.get(DeviceRole.MICROPHONE)) else SpeakerVerdict.NO_MICROPHONE
