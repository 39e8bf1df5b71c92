"""A line is spoken by the voice of this PC through a real engine, and heard at its loudspeaker."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop.app.room.desk_voice import DeskVoice
from desktop.devices.voice import SystemVoice, system_voices
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.record.events import SpeechTold, VoiceFound
from desktop.domain.record.speech import SpeechStage
from desktop.media.desk.client import MediaClient
from desktop.media.engine.sound_block import SAMPLE_RATE_HZ
from tests.fakes.fake_media_room import ENGINE_COMMAND, engine_options, recorded
from tests.patience import PATIENCE_S, wait_until

pytestmark = [pytest.mark.integration, pytest.mark.light, pytest.mark.timeout(300)]

LINE = "Chủ trì: giao xã trả lời công dân trước ngày mười tháng mười hai."
LONG = LINE * 40
LOUD = 1_000


class Room:
    """The voice and the engine of a desk, its loudspeaker a file."""

    def __init__(self, folder: Path) -> None:
        self.told: list[SpeechTold] = []
        self.file = folder / "loudspeaker.raw"
        self.is_up, self.is_open, self.has_voice = (threading.Event() for _ in range(3))
        self.client = MediaClient(
            clock=SystemClock(),
            emit=self._hear,
            engine=engine_options("Xã"),
            command=ENGINE_COMMAND,
        )
        self.client.select_devices(DeviceRole.LOUDSPEAKER, (DeviceId(f"file:{self.file}"),))
        voices = [SystemVoice(one, clock=SystemClock()) for one in system_voices(Path("none.ps1"))]
        self.voice = DeskVoice(voices=voices, speech=self.client.speech, emit=self._hear)

    def start(self) -> None:
        self.client.start()
        self.voice.start()
        assert self.is_up.wait(PATIENCE_S)
        self.client.open_devices()
        assert self.is_open.wait(PATIENCE_S)
        assert self.has_voice.wait(PATIENCE_S)

    def _hear(self, event: Event) -> None:
        match event:
            case EngineStateChanged(is_up=True):
                self.is_up.set()
            case DevicesChanged(in_use=in_use) if dict(in_use).get(DeviceRole.LOUDSPEAKER):
                self.is_open.set()
            case VoiceFound():
                self.has_voice.set()
            case SpeechTold():
                self.told.append(event)
            case _:
                pass

    def stages(self, order: int) -> list[SpeechStage]:
        return [one.stage for one in self.told if one.order == order]

    def loud_s(self) -> float:
        """How much was loud so far."""
        return float(np.count_nonzero(np.abs(recorded(self.file)) > LOUD)) / SAMPLE_RATE_HZ


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    try:
        made.start()
        yield made
    finally:
        assert made.voice.stop_thread()
        made.client.stop()


def test_a_line_is_heard_whole_and_told(room: Room) -> None:
    order = room.voice.say(LINE)
    wait_until(lambda: SpeechStage.ENDED in room.stages(order), "the end of the line")
    assert room.stages(order) == [SpeechStage.SPEAKING, SpeechStage.ENDED]
    assert room.loud_s() > 0.5


def test_a_stop_is_heard_long_before_the_end(room: Room) -> None:
    order = room.voice.say(LONG)
    wait_until(lambda: SpeechStage.SPEAKING in room.stages(order), "the voice")
    room.voice.stop()
    wait_until(lambda: SpeechStage.STOPPED in room.stages(order), "the stop")
    written = len(recorded(room.file))
    wait_until(lambda: len(recorded(room.file)) > written + 2 * SAMPLE_RATE_HZ, "sound after it")
    after = np.abs(recorded(room.file)[written + SAMPLE_RATE_HZ :])
    assert int(after.max()) < LOUD
    assert room.stages(order) == [SpeechStage.SPEAKING, SpeechStage.STOPPED]


def test_an_engine_that_is_killed_ends_the_line_and_speaks_the_next(room: Room) -> None:
    room.voice.say(LONG)
    wait_until(lambda: SpeechStage.SPEAKING in room.stages(1), "the voice")
    room.is_up.clear()
    room.is_open.clear()
    pid = room.client.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert room.is_up.wait(PATIENCE_S)
    assert room.is_open.wait(PATIENCE_S)
    order = room.voice.say(LINE)
    wait_until(lambda: SpeechStage.ENDED in room.stages(order), "the end of the line")
    assert SpeechStage.ENDED not in room.stages(1)
