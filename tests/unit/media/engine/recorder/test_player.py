"""A recording is played from the second that was asked for, and what is wrong with it is named.

The loudspeaker of these tests takes sound as fast as it comes: the player's time is what was taken.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId, TrackId
from desktop.domain.recording.events import PlaybackTold
from desktop.domain.recording.part import PartEnd, PieceMark, head_bytes, mark_bytes, part_name
from desktop.domain.recording.playback import PlaybackFault, PlaybackStage
from desktop.files.sealed_chain import ChainWriter
from desktop.media.engine.picture import Picture
from desktop.media.engine.publisher import PicturesOut
from desktop.media.engine.recorder import player as player_module
from desktop.media.engine.recorder.player import Player
from desktop.media.engine.recorder.webm_part import FPS, WebmPart
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block
from desktop.media.measure.picture_clock import read_mark, write_mark
from desktop.media.pipe.commands import PlayRecording
from tests.patience import wait_until
from tests.samples.recordings import KEY, SESSION, SITE, a_head

pytestmark = pytest.mark.unit

SECONDS = 8
PACKET = 960
TONE_FROM_S, TONE_UNTIL_S = 5.0, 5.2


def write_webm(folder: Path, number: int = 1, *, has_picture: bool = True) -> Path:
    """Eight seconds: in each picture the milliseconds of its place, a tone in the sixth second."""
    size = (320, 180) if has_picture else None
    part = WebmPart(size=size, tracks=("mix", SITE))
    width, height = size or (0, 0)
    head = a_head(number, width=width, height=height)
    folder.mkdir(exist_ok=True)
    chain = ChainWriter(folder / part_name(number), key=KEY, head=head_bytes(head))
    samples, sealed_ms = 0, 0
    for frame in range(SECONDS * FPS):
        at_ms = frame * 1_000 // FPS
        planes = np.full((270, 320), 120, np.uint8)
        write_mark(planes[:180], at_ms)
        part.add_picture(planes, at_ms)
        while samples < (at_ms + 1_000 // FPS) * 48:
            at_s = samples / 48_000
            level = 12_000 if TONE_FROM_S <= at_s < TONE_UNTIL_S else 0
            tone = np.sin(np.arange(samples, samples + PACKET) / 48_000 * 2 * np.pi * 1_000) * level
            block = tone.astype(np.int16)
            part.add_sound({"mix": block, SITE: block}, samples)
            samples += PACKET
        if at_ms - sealed_ms >= 1_000:
            mark = PieceMark(at_ms=sealed_ms, span_ms=at_ms - sealed_ms)
            chain.put(mark_bytes(mark), part.take())
            sealed_ms = at_ms
    last = PieceMark(at_ms=sealed_ms, span_ms=SECONDS * 1_000 - sealed_ms, end=PartEnd.CLOSED)
    chain.put(mark_bytes(last), part.finish())
    chain.close()
    return folder / part_name(number)


class Room:
    """A player, and a loudspeaker that takes what it gives as soon as it gives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[PlaybackTold] = []
        self.seen_ms: list[int] = []
        self.ended: list[TrackId] = []
        self.over = 0
        self.heard: list[Block] = []
        self.player = Player(
            clock=SystemClock(),
            tell=self.told.append,  # type: ignore[arg-type]
            pictures=PicturesOut(publish=self._see, end=self.ended.append),
        )
        self.has_loudspeaker = False

    def play(self, parts: tuple[int, ...] = (1,), from_ms: int = 0, **changes: Any) -> None:
        order = PlayRecording(
            order=1, session_id=SESSION, folder=self.folder, key=KEY, parts=parts, from_ms=from_ms
        )
        self.player.begin(replace(order, **changes), self._note_over)

    def open_loudspeaker(self) -> None:
        self.has_loudspeaker = True

    def close(self) -> None:
        self.player.give_up()

    def await_end(self, orders: int = 1) -> PlaybackTold:
        wait_until(lambda: self._pull() >= orders, "an end")
        return self.told[-1]

    def tone_at_ms(self, from_ms: int) -> float:
        """When the tone was heard, if the first sample is of from_ms."""
        sound = np.concatenate(self.heard)
        loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 4_000)
        return float(from_ms + loud[0] / 48)

    def _see(self, _track: TrackId, _site: None, picture: Picture) -> None:
        mark = read_mark(picture.luma)
        if mark is not None:
            self.seen_ms.append(mark)

    def _note_over(self) -> None:
        self.over += 1

    def _pull(self) -> int:
        """Take all that is there; how many orders are over."""
        silence = np.zeros(BLOCK_SAMPLES, np.int16)
        queue = self.player._queue
        while self.has_loudspeaker and queue is not None and queue.waiting_s > 0:
            self.heard.append(self.player.mix(silence))
            if self.player._queue is not queue:
                break
        return self.over


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings") / SESSION
    for number in (1, 2):
        write_webm(folder, number)
    write_webm(folder, 3, has_picture=False)
    return folder


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player_module, "STALLED_S", 600.0)


@pytest.fixture
def room(recorded: Path) -> Iterator[Room]:
    made = Room(recorded)
    yield made
    made.close()


@pytest.mark.parametrize("from_ms", [0, 3_400])
def test_it_plays_from_its_second_to_its_end(room: Room, from_ms: int) -> None:
    room.open_loudspeaker()
    room.play(from_ms=from_ms)
    last = room.await_end()
    assert (last.stage, last.part, last.fault) == (PlaybackStage.ENDED, 1, None)
    assert last.at_ms == pytest.approx(8_000, abs=60)
    assert room.seen_ms == sorted(room.seen_ms)
    assert abs(room.seen_ms[0] - from_ms) < 200
    assert room.tone_at_ms(from_ms) == pytest.approx(5_000, abs=40)
    assert room.told[0].stage is PlaybackStage.OPENING
    assert room.ended == ["recording"]


def test_parts_follow_each_other_and_each_tells_its_own_place(room: Room) -> None:
    room.open_loudspeaker()
    room.play(parts=(1, 2), from_ms=7_000)
    last = room.await_end()
    assert (last.stage, last.part) == (PlaybackStage.ENDED, 2)
    assert sum(map(len, room.heard)) / 48_000 == pytest.approx(9.0, abs=0.1)


def test_parts_on_two_disks_follow_each_other(room: Room, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    shutil.copy(room.folder / part_name(1), first)
    shutil.copy(room.folder / part_name(2), second)
    room.open_loudspeaker()
    room.play(parts=(1, 2), from_ms=7_000, folder=first, second_folder=second)
    last = room.await_end()
    assert (last.stage, last.part) == (PlaybackStage.ENDED, 2)


def test_a_part_of_sound_alone_is_heard(room: Room) -> None:
    room.open_loudspeaker()
    room.play(parts=(3,), from_ms=4_000)
    assert room.await_end().stage is PlaybackStage.ENDED
    assert room.seen_ms == []
    assert room.tone_at_ms(4_000) == pytest.approx(5_000, abs=40)


def test_it_follows_the_loudspeaker_and_stops_at_once(room: Room) -> None:
    room.play()
    wait_until(lambda: room.player._queue is not None, "sound")
    assert room.seen_ms in ([], [0])  # nobody takes any sound, and so no time goes by
    was_running = room.player.is_running
    room.player.give_up()
    assert (was_running, room.player.is_running) == (True, False)
    assert room.over == 1
    assert {one.stage for one in room.told} <= {PlaybackStage.OPENING, PlaybackStage.PLAYING}


def test_another_order_takes_its_place(room: Room) -> None:
    room.play()
    wait_until(lambda: room.player._queue is not None, "sound")
    room.open_loudspeaker()
    room.play(from_ms=7_500, order=2)
    room.await_end(orders=2)
    assert (room.told[-1].order, room.told[-1].stage) == (2, PlaybackStage.ENDED)


def test_a_call_takes_picture_and_sound_away(room: Room) -> None:
    room.play()
    wait_until(lambda: room.player._queue is not None, "sound")
    room.player.make_way()
    last = room.await_end()
    assert (last.stage, last.fault) == (PlaybackStage.FAILED, PlaybackFault.IN_CALL)


def test_a_loudspeaker_that_takes_nothing_is_named(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_module, "STALLED_S", 0.1)
    room.play()
    assert room.await_end().fault is PlaybackFault.LOUDSPEAKER


@pytest.mark.parametrize("at", [200, -5])
def test_nothing_plays_of_a_part_that_was_changed(tmp_path: Path, at: int) -> None:
    folder = tmp_path / SESSION
    path = write_webm(folder)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    room = Room(folder)
    room.play()
    last = room.await_end()
    assert (last.fault, last.part) == (PlaybackFault.CHAIN, 1)
    assert room.heard == []
    room.close()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": bytes(32)}, PlaybackFault.CHAIN),
        ({"session_id": SessionId("another")}, PlaybackFault.CHAIN),
        ({"parts": (9,)}, PlaybackFault.DISK),
        ({"parts": ()}, None),
    ],
)
def test_what_cannot_be_opened_says_why(
    room: Room, changes: dict[str, Any], fault: PlaybackFault | None
) -> None:
    room.play(**changes)
    assert room.await_end().fault is fault


def test_what_a_kill_has_torn_plays_to_its_last_whole_piece(tmp_path: Path) -> None:
    folder = tmp_path / SESSION
    path = write_webm(folder)
    path.write_bytes(path.read_bytes()[:-2_000])
    room = Room(folder)
    room.open_loudspeaker()
    room.play(from_ms=4_000)
    last = room.await_end()
    assert last.stage is PlaybackStage.ENDED
    assert last.at_ms > 6_000
    room.close()


def test_bytes_that_are_no_recording_are_named(tmp_path: Path) -> None:
    folder = tmp_path / SESSION
    folder.mkdir()
    chain = ChainWriter(folder / part_name(1), key=KEY, head=head_bytes(a_head(1)))
    chain.put(mark_bytes(PieceMark(at_ms=0, span_ms=9_000, end=PartEnd.CLOSED)), b"no WebM at all")
    chain.close()
    room = Room(folder)
    room.play()
    assert room.await_end().fault is PlaybackFault.DECODER
    room.close()


def test_a_fault_of_our_own_is_told_and_no_silence(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(player_module, "cut_from", fail)
    room.play()
    assert room.await_end().fault is PlaybackFault.DECODER
    assert "playback stopped" in caplog.text
