"""Measures the room's devices and this PC, all at once, on threads of its own."""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from desktop.domain.clock import Clock
from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.devices.echo import is_card
from desktop.domain.room.events import RoomMeasured
from desktop.domain.room.measurements import (
    CheckCode,
    OfficerMicrophoneFault,
    RoomFacts,
    SoundFacts,
)
from desktop.media.engine.probes.camera_probe import CameraProbe
from desktop.media.engine.probes.take_probe import TakeProbe
from desktop.media.engine.sound.sound_probe import SoundProbe
from desktop.media.pipe.events import EngineEvent

SOUND_LIMIT_S = 8.0
PLAYED_S = 6.0
STOP_LIMIT_S = 3.0

_Fact = TypeVar("_Fact")

logger = logging.getLogger(__name__)


class RoomProbe:
    """One measurement at a time; `sound` and `camera` lie in the paths of sound and pictures.

    Thread: `begin` and `stop` one thread; `RoomMeasured` is told on the thread `room-probe`.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        tell: Callable[[EngineEvent], None],
        take: TakeProbe,
    ) -> None:
        self.sound = SoundProbe()
        self.camera = CameraProbe(clock=clock)
        self._clock = clock
        self._tell = tell
        self._officer_microphone: Callable[[], OfficerMicrophoneFault | None] = lambda: None
        self._take = take
        self._given_up = threading.Event()
        self._has_made_way = False
        self._is_running = False
        self._thread: threading.Thread | None = None

    def begin(
        self,
        *,
        devices: Mapping[DeviceRole, Device | None],
        folder: Path,
        shows_card: bool,
        is_in_call: Callable[[], bool],
        on_done: Callable[[], None],
        officer_microphone: Callable[[], OfficerMicrophoneFault | None] = lambda: None,
    ) -> None:
        """Measure what can be measured now; a measurement that runs is not disturbed.

        devices: in use. folder: where recordings go. shows_card: the camera is switched off.
        is_in_call: asked once `make_way` is heard. on_done: after the word, whatever happened;
        another measurement may run by then.
        officer_microphone: what is wrong with it; asked once the chirps were heard.
        """
        if self._is_running:
            return
        self._given_up.clear()
        self._has_made_way = False
        self._officer_microphone = officer_microphone
        in_call = is_in_call()
        skipped = _skipped(devices, is_in_call=in_call)
        if shows_card:
            skipped |= {CheckCode.CAMERA}

        def work() -> None:
            measured = _guarded(lambda: self._measure(devices, folder, skipped, is_in_call=in_call))
            self._is_running = False  # who hears the word may begin another one at once
            try:
                if measured is not None:
                    self._tell(measured)
            finally:
                on_done()

        self._is_running = True
        self._thread = threading.Thread(target=work, name="room-probe", daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """A measurement is being made."""
        return self._is_running

    def make_way(self) -> None:
        """A call begins: its loudspeaker and its cores are its own. Thread: any; at once."""
        self._has_made_way = True
        self._given_up.set()
        self.sound.give_up()

    def stop(self) -> None:
        """Give up a measurement that runs. Idempotent."""
        self._given_up.set()
        self.sound.give_up()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)

    def _measure(
        self,
        devices: Mapping[DeviceRole, Device | None],
        folder: Path,
        skipped: frozenset[CheckCode],
        *,
        is_in_call: bool,
    ) -> RoomMeasured:
        has_camera = devices.get(DeviceRole.CAMERA) is not None
        has_microphone = devices.get(DeviceRole.MICROPHONE) is not None
        is_sound_due = has_microphone and CheckCode.MICROPHONE not in skipped
        with ThreadPoolExecutor(3, thread_name_prefix="room-probe") as pool:
            sound = pool.submit(
                _guarded,
                lambda: self._sound(skipped) if is_sound_due else None,
            )
            camera = pool.submit(
                _guarded, lambda: self.camera.measure(self._given_up) if has_camera else None
            )
            # Played once the chirps are over: one that comes back from the file is not their echo.
            take = pool.submit(
                _guarded,
                lambda: (
                    None if is_in_call else self._take.run(folder, self._given_up, sound.result)
                ),
            )
            facts = sound.result(), camera.result(), take.result()
        # Last and alone: it takes a whole core, and would starve what is counted above.
        has_core = not is_in_call and not self._has_made_way
        encoded_ms = _guarded(self._encoder_ms) if has_core else None
        if self._has_made_way:
            return RoomMeasured(facts=RoomFacts(is_cut_short=True))
        return RoomMeasured(
            facts=RoomFacts(
                skipped=skipped,
                sound=facts[0],
                officer_microphone=self._officer_microphone(),
                camera=facts[1],
                encoder_ms=encoded_ms,
                take=facts[2],
            )
        )

    def _sound(self, skipped: frozenset[CheckCode]) -> SoundFacts | None:
        """Once more when no chirp was found: a busy PC loses sound, and a red light accuses."""
        began_s = self._clock.monotonic()
        facts = self._chirps()
        if self._clock.monotonic() - began_s >= PLAYED_S:
            return facts  # the loudspeaker asked for nothing, and would not the next time
        is_chirp_due = CheckCode.SPEAKER_TO_MICROPHONE not in skipped
        if facts is None or facts.is_dead or not is_chirp_due or self._given_up.is_set():
            return facts
        if facts.echo_delay_ms is not None:
            return facts
        return self._chirps() or facts

    def _chirps(self) -> SoundFacts | None:
        return self.sound.measure(SOUND_LIMIT_S, lambda: not self._given_up.is_set())

    def _encoder_ms(self) -> float:
        from desktop.media.engine.probes.encoder_probe import (  # noqa: PLC0415 - loads aiortc
            encoder_ms,
        )

        return encoder_ms(self._clock)


def _skipped(
    devices: Mapping[DeviceRole, Device | None], *, is_in_call: bool
) -> frozenset[CheckCode]:
    """What has no meaning now: a chirp in a call, or between things that are no sound cards."""
    skipped: set[CheckCode] = set()
    microphone, loudspeaker = devices[DeviceRole.MICROPHONE], devices[DeviceRole.LOUDSPEAKER]
    if is_in_call or _is_no_card(microphone) or _is_no_card(loudspeaker):
        skipped.add(CheckCode.SPEAKER_TO_MICROPHONE)
    if is_in_call or _is_no_card(microphone):
        skipped.add(CheckCode.MICROPHONE)
    if is_in_call:
        skipped |= {CheckCode.ENCODER, CheckCode.TEST_RECORDING}
    return frozenset(skipped)


def _is_no_card(device: Device | None) -> bool:
    return device is not None and not is_card(device)


def _guarded(work: Callable[[], _Fact]) -> _Fact | None:
    """A probe that fails says nothing, and spoils no other."""
    try:
        return work()
    except Exception:
        logger.exception("a probe failed")
        return None
