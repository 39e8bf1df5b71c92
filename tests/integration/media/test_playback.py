"""A recorded session is played by a real engine: the second that is asked for is seen and heard.

In the large picture stands the clock of the moment it was taken, and a site chirps at a known
second: both are found in what is played where the recording has them.
"""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import RECORDING_VIEW
from desktop.domain.media.events import EngineStateChanged, FrameReady
from desktop.domain.recording.events import PlaybackTold
from desktop.domain.recording.part import part_name
from desktop.domain.recording.playback import PlaybackFault, PlaybackStage
from desktop.domain.recording.tape import Place
from desktop.media.desk.client import MediaClient
from desktop.media.engine.recorder.composer import MAIN
from desktop.media.measure.picture_clock import read_mark
from desktop.media.pipe.commands import PlayRecording
from desktop.recordings.tape import read_tape
from tests.fakes.fake_media_room import ENGINE_COMMAND, engine_options, recorded
from tests.patience import PATIENCE_S, wait_until
from tests.rigs.desk.recorded_room import BLOCK, KEY, OWN, SESSION, RecordedRoom

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]

RECORD_S = 10.0
LINE_S = 4.3
"""The second of the line that is played."""
CHIRP_S = 6.0
MOST_OFF_S = 1.0
LOUD, QUIET = 4_000, 100


class Room:
    """A desk's end of an engine; what it saw and was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[PlaybackTold] = []
        self.marks_ms: list[int] = []
        self.is_up = threading.Event()
        self.in_use: dict[DeviceRole, object] = {}
        self.opened: set[DeviceRole] = set()
        self.loudspeaker = folder / "loudspeaker.raw"
        self.client = MediaClient(
            clock=SystemClock(),
            emit=self._hear,
            engine=engine_options("Xã"),
            command=ENGINE_COMMAND,
        )
        wanted = (DeviceId(f"file:{self.loudspeaker}"),)
        self.client.select_devices(DeviceRole.LOUDSPEAKER, wanted)

    def start(self) -> None:
        self.client.start()
        assert self.is_up.wait(PATIENCE_S)

    def play(self, place: Place, *, order: int = 1) -> None:
        self.client.recording.play(
            PlayRecording(
                order=order,
                session_id=SESSION,
                folder=self.folder / SESSION,
                key=KEY,
                parts=(place.number,),
                from_ms=place.ms,
            )
        )

    def await_stage(self, *stages: PlaybackStage) -> PlaybackTold:
        wait_until(lambda: bool(self.told) and self.told[-1].stage in stages, f"{stages}")
        return self.told[-1]

    def await_closed(self) -> None:
        wait_until(lambda: not any(self.in_use.values()), "closed devices")

    def _hear(self, event: Event) -> None:
        match event:
            case EngineStateChanged(is_up=True):
                self.is_up.set()
            case PlaybackTold():
                self.told.append(event)
            case DevicesChanged(in_use=in_use):
                self.in_use = dict(in_use)
                self.opened |= {role for role, device in in_use if device is not None}
            case FrameReady(track_id=track_id) if track_id == RECORDING_VIEW:
                self._look()
            case _:
                pass

    def _look(self) -> None:
        frame = self.client.read_frame(RECORDING_VIEW)
        if frame is None:
            return
        luma = np.frombuffer(frame.data, np.uint8, frame.width * frame.height)
        whole = luma.reshape(frame.height, frame.width)
        mark = read_mark(whole[MAIN.y : MAIN.y + MAIN.height, MAIN.x : MAIN.x + MAIN.width])
        if mark is not None:
            self.marks_ms.append(mark)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> RecordedRoom:
    made = RecordedRoom(tmp_path_factory.mktemp("recorded"), chirps_at_s=(CHIRP_S,))
    made.record(RECORD_S)
    return made


@pytest.fixture
def room(session: RecordedRoom, tmp_path: Path) -> Iterator[Room]:
    shutil.copytree(session.folder, tmp_path / SESSION)
    made = Room(tmp_path)
    made.start()
    yield made
    made.client.stop()


def test_the_second_of_a_line_is_seen_and_heard_and_no_camera_is_opened(
    session: RecordedRoom, room: Room
) -> None:
    tape = read_tape(room.folder / SESSION, key=KEY, on_part=lambda _done, _whole: None)
    wanted = session.hour(LINE_S)
    place = tape.place_at(wanted)
    assert isinstance(place, Place)
    room.play(place)
    last = room.await_stage(PlaybackStage.ENDED, PlaybackStage.FAILED)
    assert (last.stage, last.fault) == (PlaybackStage.ENDED, None)
    room.await_closed()
    assert room.opened == {DeviceRole.LOUDSPEAKER}

    assert room.marks_ms == sorted(room.marks_ms)
    seen_s = (session.hour_of_mark(room.marks_ms[0]) - wanted).total_seconds()
    assert abs(seen_s) <= MOST_OFF_S
    end_s = (session.hour_of_mark(room.marks_ms[-1]) - wanted).total_seconds()
    assert end_s == pytest.approx(RECORD_S - LINE_S, abs=MOST_OFF_S)
    assert abs(LINE_S + heard_chirp_s(room) - CHIRP_S) <= MOST_OFF_S
    assert [path for path in room.folder.rglob("*") if _is_plain(path)] == []


def test_it_stops_at_once_and_a_call_takes_the_loudspeaker(room: Room) -> None:
    room.play(Place(number=1, ms=0))
    room.await_stage(PlaybackStage.PLAYING)
    room.client.recording.stop_playing()
    room.await_closed()
    room.play(Place(number=1, ms=0), order=2)
    wait_until(lambda: room.told[-1].order == 2, "it plays again")
    room.client.join_call(OWN, ())
    failed = room.await_stage(PlaybackStage.FAILED)
    assert (failed.order, failed.fault) == (2, PlaybackFault.IN_CALL)
    room.play(Place(number=1, ms=0), order=3)
    wait_until(lambda: room.told[-1].order == 3, "a refusal")
    assert room.told[-1].fault is PlaybackFault.IN_CALL


def test_a_part_that_was_changed_is_named_and_not_heard(room: Room) -> None:
    path = room.folder / SESSION / part_name(1)
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    room.play(Place(number=1, ms=0))
    failed = room.await_stage(PlaybackStage.FAILED)
    assert (failed.fault, failed.part) == (PlaybackFault.CHAIN, 1)
    time.sleep(0.2)
    assert room.marks_ms == []
    room.await_closed()
    assert not recorded(room.loudspeaker).any()


def heard_chirp_s(room: Room) -> float:
    """Seconds of the recording that were heard before the chirp.

    A PC that is too busy to decode lets a block of silence through now and then: no time of the
    recording goes by in it.
    """
    sound = np.abs(recorded(room.loudspeaker).astype(np.int32))
    blocks = sound[: len(sound) // BLOCK * BLOCK].reshape(-1, BLOCK).max(axis=1)
    chirp = int(np.flatnonzero(blocks > LOUD)[0])
    return int(np.count_nonzero(blocks[:chirp] > QUIET)) * BLOCK / 48_000


def _is_plain(path: Path) -> bool:
    """An EBML head, or a cluster, in the clear."""
    if not path.is_file() or path.suffix == ".raw":
        return False
    content = path.read_bytes()
    return b"\x1a\x45\xdf\xa3" in content or b"\x1f\x43\xb6\x75" in content
