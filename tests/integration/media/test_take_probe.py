"""A take of the room: written to the disk, played from it, deleted; and what is said when not."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from av.error import FFmpegError

from desktop.domain.clock import SystemClock
from desktop.domain.media.call import TAKE_VIEW
from desktop.domain.room.events import TakeChanged
from desktop.domain.room.take import TAKE_FILE, Take, TakeStage
from desktop.files.sealed_chain import MAGIC
from desktop.media.engine.picture import Picture
from desktop.media.engine.probes import take_probe
from desktop.media.engine.probes.take_probe import TakeProbe
from desktop.media.engine.publisher import PicturesOut
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block
from desktop.media.pipe.events import EngineEvent
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.integration

TAKE_S = 0.6
OVER = (
    TakeStage.DONE,
    TakeStage.NOT_PLAYED,
    TakeStage.NOT_WRITTEN,
    TakeStage.GIVEN_UP,
)
TONE = (8_000 * np.sin(np.arange(BLOCK_SAMPLES) * 2 * np.pi / 48)).astype(np.int16)
SILENCE = np.zeros(BLOCK_SAMPLES, np.int16)


class Room:
    """A room that talks into the probe and has a loudspeaker, as long as the test lasts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.takes: list[Take] = []
        self.shown: list[str] = []
        self.ended: list[str] = []
        self.played: list[Block] = []
        self.is_over = threading.Event()
        self.is_playing = threading.Event()
        self.is_done = threading.Event()
        self.probe = TakeProbe(
            clock=SystemClock(),
            tell=self._hear,
            pictures=PicturesOut(
                publish=lambda track_id, _site, _picture: self.shown.append(track_id),
                end=self.ended.append,
            ),
            take_s=TAKE_S,
        )
        self.sound: Callable[[], Block] = lambda: TONE
        self.has_loudspeaker = True
        self.begins_again = False
        self._ticker = threading.Thread(target=self._live)

    def start(self) -> None:
        self._ticker.start()

    def stop(self) -> None:
        self.probe.give_up()
        self.is_done.set()
        self._ticker.join()

    def take(self) -> Take:
        self.probe.begin(self.folder)
        assert self.is_over.wait(PATIENCE_S)
        return self.takes[-1]

    def _hear(self, event: EngineEvent) -> None:
        assert isinstance(event, TakeChanged)
        self.takes.append(event.take)
        if event.take.stage is TakeStage.PLAYING:
            self.is_playing.set()
        if event.take.stage in OVER and self.begins_again:
            self.begins_again = False
            self.probe.begin(self.folder)
        elif event.take.stage in OVER:
            self.is_over.set()

    def _live(self) -> None:
        clock = SystemClock()
        planes = np.full((180 * 3 // 2, 320), 90, np.uint8)
        while not self.is_done.wait(0.01):
            self.probe.hear(self.sound())
            made_at_s = clock.monotonic()
            self.probe.see(Picture(planes=planes, width=320, height=180, made_at_s=made_at_s))
            if self.has_loudspeaker:
                self.played.append(self.probe.mix(SILENCE))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    room.start()
    yield room
    room.stop()


def test_what_was_said_is_written_played_from_the_disk_and_deleted(room: Room) -> None:
    take = room.take()
    assert take.stage is TakeStage.DONE
    assert take.written_bytes > 0
    assert take.recorded_s > 0
    assert take.played_s == pytest.approx(take.recorded_s, abs=0.1)
    assert take.pictures > 0
    assert take.has_speech
    assert max(int(np.abs(one).max()) for one in room.played) > 4_000
    assert set(room.shown) == {TAKE_VIEW}
    assert room.ended == [TAKE_VIEW]
    assert list(room.folder.iterdir()) == []
    assert room.takes[0] == Take(stage=TakeStage.RECORDING)


def test_who_hears_that_a_take_is_over_may_begin_the_next_one_at_once(room: Room) -> None:
    room.begins_again = True
    assert room.take().stage is TakeStage.DONE
    assert [take.stage for take in room.takes].count(TakeStage.DONE) == 2
    assert room.ended == [TAKE_VIEW, TAKE_VIEW]


def test_a_room_in_which_nobody_speaks_is_recorded_and_said_to_be_silent(room: Room) -> None:
    room.sound = lambda: SILENCE
    take = room.take()
    assert take.stage is TakeStage.DONE
    assert not take.has_speech


def test_a_folder_that_cannot_be_written_to_is_said(room: Room) -> None:
    room.folder /= "missing"
    assert room.take().stage is TakeStage.NOT_WRITTEN


def test_a_loudspeaker_that_takes_nothing_has_played_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_probe, "PLAY_SLACK_S", 0.1)
    room.has_loudspeaker = False
    take = room.take()
    assert (take.stage, take.played_s) == (TakeStage.NOT_PLAYED, 0.0)
    assert list(room.folder.iterdir()) == []


def test_a_file_that_cannot_be_read_again_is_said(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_webm: bytes) -> np.ndarray:
        raise FFmpegError(1, "broken")

    monkeypatch.setattr(take_probe, "_samples_of", broken)
    assert room.take().stage is TakeStage.NOT_PLAYED


def test_a_fault_of_ours_ends_the_take_and_not_the_engine(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong(_webm: bytes) -> np.ndarray:
        raise ValueError

    monkeypatch.setattr(take_probe, "_samples_of", wrong)
    assert room.take().stage is TakeStage.NOT_PLAYED
    assert "take stopped" in caplog.text
    caplog.clear()


def test_nothing_of_the_room_lies_on_the_disk_in_the_clear(room: Room) -> None:
    room.probe.begin(room.folder)
    assert room.is_playing.wait(PATIENCE_S)
    content = (room.folder / TAKE_FILE).read_bytes()
    assert content.startswith(MAGIC)
    assert b"webm" not in content
    assert b"Opus" not in content


def test_what_a_kill_has_left_does_not_stand_in_the_way(room: Room) -> None:
    (room.folder / TAKE_FILE).write_bytes(b"torn")
    assert room.take().stage is TakeStage.DONE


def test_a_room_check_has_its_take_in_silence_and_plays_when_it_may(room: Room) -> None:
    asked: list[bool] = []

    def may_play() -> None:
        asked.append((room.folder / TAKE_FILE).exists())

    take = room.probe.run(room.folder, threading.Event(), may_play)
    assert take is not None
    assert take.stage is TakeStage.DONE
    assert take.played_s == pytest.approx(take.recorded_s, abs=0.1)
    assert asked == [True]
    assert (room.takes, room.shown) == ([], [])
    assert list(room.folder.iterdir()) == []


def test_a_room_check_that_is_given_up_has_no_whole_take(room: Room) -> None:
    given_up = threading.Event()
    given_up.set()
    take = room.probe.run(room.folder, given_up, lambda: None)
    assert take is not None
    assert take.stage is TakeStage.GIVEN_UP


def test_a_room_check_does_not_wait_for_ever_for_another_take(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_probe, "_OTHER_LIMIT_S", 0.01)
    room.probe.begin(room.folder)
    assert room.is_playing.wait(PATIENCE_S)
    assert room.probe.run(room.folder, threading.Event(), lambda: None) is None


def test_devices_that_go_end_the_take_and_its_file_goes_too(room: Room) -> None:
    room.probe.begin(room.folder)
    room.probe.begin(room.folder)
    room.probe.give_up()
    assert room.takes[-1].stage is TakeStage.GIVEN_UP
    assert list(room.folder.iterdir()) == []
    assert not (room.folder / TAKE_FILE).exists()
