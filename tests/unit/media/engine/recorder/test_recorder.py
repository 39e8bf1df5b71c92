"""The recorder without a camera: parts that are whole, gaps that are told, disks that refuse."""

import io
import shutil
import threading
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from typing_extensions import override

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.ladder import OTHER_DISK_AFTER, SOUND_ALONE_AFTER
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.recorded import PartFault
from desktop.files.sealed_chain import ChainWriter
from desktop.media.engine.picture import Picture
from desktop.media.engine.recorder import recorder as recorder_module
from desktop.media.engine.recorder.composer import HEIGHT, MAIN, PAGE, WIDTH, Composer
from desktop.media.engine.recorder.losses import Expected
from desktop.media.engine.recorder.played import mark_delays_ms, mix_peak
from desktop.media.engine.recorder.recorder import (
    AGAIN_S,
    PART_S,
    Recorder,
    _Work,
)
from desktop.media.engine.recorder.sound_tracks import SoundTracks
from desktop.media.measure.picture_clock import clock_ms, write_mark
from desktop.media.pipe.commands import PagePicture, RecordPage, RecordSession
from desktop.recordings.reading import open_part, read_recording
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S, wait_until

pytestmark = pytest.mark.unit

OWN, FAR = SiteId("site-commune"), SiteId("site-hq")
SESSION = SessionId("session-1")
KEY = bytes(range(32))
STEP_S = 1 / 30
Usage = namedtuple("Usage", "free")


def an_order(folder: Path, **changes: Any) -> RecordSession:
    order = RecordSession(
        session_id=SESSION,
        own_site_id=OWN,
        folder=folder,
        key=KEY,
        names=((OWN, "UBND xã"), (FAR, "Trụ sở")),
        main_site_id=FAR,
        clock_offset_s=0.0,
    )
    return replace(order, **changes)


def a_picture(at_s: float, width: int = 320, height: int = 180) -> Picture:
    planes = np.full((height * 3 // 2, width), 120, np.uint8)
    write_mark(planes[:height], clock_ms(at_s))
    return Picture(planes=planes, width=width, height=height, made_at_s=at_s)


class Room:
    """A recorder's work on a clock that a test turns; both sites send picture and sound."""

    def __init__(self, folder: Path, **changes: Any) -> None:
        self.clock = FakeClock()
        self.told: list[RecordingTold] = []
        order = an_order(folder, **changes)
        self.folder = folder / SESSION
        self.tracks = SoundTracks([site for site, _ in order.names])
        self.pictures: dict[SiteId, Picture] = {}
        self.is_far_there = True
        self._heard_s = self.clock.monotonic()
        self.expected = Expected(self.clock)
        self.work = _Work(
            order=order,
            tracks=self.tracks,
            clock=self.clock,
            composer=Composer(names=dict(order.names), font_path=None),
            tell=self.told.append,  # type: ignore[arg-type]
            expected=self.expected,
        )

    def run(self, seconds: float) -> None:
        until_s = self.clock.monotonic() + seconds
        while self.clock.monotonic() < until_s:
            now_s = self.clock.monotonic()
            sites = (OWN, FAR) if self.is_far_there else (OWN,)
            for site in sites:
                self.pictures[site] = a_picture(now_s)
            while self._heard_s < now_s:
                self._heard_s += 0.01
                for site in sites:
                    self.tracks.put(site, np.full(480, 3_000, np.int16), self._heard_s)
            self.work.step(self.pictures, FAR)
            self.clock.advance(STEP_S)


def test_pictures_and_sound_of_both_sites_are_there_in_time(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.run(3.0)
    room.work.end(PartEnd.CLOSED)
    found = read_recording(room.folder, key=KEY)
    assert found.is_whole
    (part,) = found.parts
    assert part.ms == pytest.approx(3_000, abs=60)
    assert part.lost_sound_ms <= 40  # of the last packet, which nobody waits for
    webm = open_part(room.folder / part.name, KEY)
    delays = list(mark_delays_ms(webm))
    assert len(delays) >= 20
    assert np.ptp(delays) <= 2_000 / 15
    assert mix_peak(webm) > 3_000
    with av.open(io.BytesIO(webm), "r") as container:
        assert [one.type for one in container.streams] == ["video", "audio", "audio", "audio"]
        sound_s = sum(frame.samples for frame in container.decode(audio=0)) / 48_000
    assert sound_s == pytest.approx(3.0, abs=0.1)
    assert room.told[-1].written_bytes == (room.folder / part.name).stat().st_size - 0 - _head(room)


def _head(room: Room) -> int:
    """Bytes in front of the first piece: they are no recording yet."""
    path = next(room.folder.glob("*"))
    content = path.read_bytes()
    return 8 + 4 + int.from_bytes(content[8:12], "big") + 8


def test_a_site_that_sends_nothing_is_counted_and_not_shown_as_if_it_did(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.is_far_there = False
    room.run(2.0)
    room.work.end(PartEnd.PAUSED)
    (part,) = read_recording(room.folder).parts
    assert part.lost_picture_ms == pytest.approx(2_000, abs=150)
    assert part.lost_sound_ms <= 40  # nobody expects a voice of who may be silent
    assert list(mark_delays_ms(open_part(room.folder / part.name, KEY))) == []


def test_a_long_session_goes_on_in_another_part_without_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "PART_S", 1.0)
    assert PART_S >= 60
    room = Room(tmp_path)
    room.run(2.5)
    room.work.end(PartEnd.CLOSED)
    found = read_recording(room.folder, key=KEY)
    assert found.is_whole
    assert [one.end for one in found.parts] == [PartEnd.LENGTH, PartEnd.LENGTH, PartEnd.CLOSED]
    assert sum(one.ms for one in found.parts) == pytest.approx(2_500, abs=250)
    assert all(one.lost_sound_ms <= 60 for one in found.parts)


def test_what_was_killed_is_followed_by_a_part_that_names_its_last_whole_piece(
    tmp_path: Path,
) -> None:
    killed = Room(tmp_path)
    killed.run(2.5)
    assert killed.work._part is not None
    killed.work._part.chain.close()
    path = next(killed.folder.glob("*"))
    path.write_bytes(path.read_bytes()[:-3])
    again = Room(tmp_path)
    again.run(1.2)
    again.work.end(PartEnd.CLOSED)
    found = read_recording(again.folder, key=KEY)
    assert found.is_whole
    assert [one.fault for one in found.parts] == [PartFault.TORN, None]


REFUSED = pytest.mark.usefixtures("caplog")
"""What cannot be written is an error of the log too."""


class Disk:
    """A chain whose disk refuses as long as a test says so. name: of the disk, "": of each."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str = "") -> None:
        self.refuses = False
        disk = self

        class Refusing(ChainWriter):
            def __init__(self, path: Path, *, key: bytes, head: bytes) -> None:
                super().__init__(path, key=key, head=head)
                self._is_of_disk = name in path.parts or not name

            @override
            def put(self, mark: bytes, plain: bytes) -> None:
                if disk.refuses and self._is_of_disk:
                    raise OSError(28, "No space left on device")
                super().put(mark, plain)

        monkeypatch.setattr(recorder_module, "ChainWriter", Refusing)


@REFUSED
def test_a_disk_that_refuses_is_said_at_once_and_tried_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    room = Room(tmp_path)
    room.run(1.5)
    written = room.told[-1].written_bytes
    disk.refuses = True
    room.run(1.0)
    refused = room.told[-1]
    assert (refused.is_failing, refused.written_bytes) == (True, written)
    disk.refuses = False
    room.run(AGAIN_S + 2.5)
    again = room.told[-1]
    assert not again.is_failing
    assert again.written_bytes > written
    room.work.end(PartEnd.CLOSED)
    assert read_recording(room.folder, key=KEY).is_whole


@REFUSED
def test_when_pictures_cannot_be_written_again_and_again_the_sound_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    disk.refuses = True
    room = Room(tmp_path)
    room.run(SOUND_ALONE_AFTER * (AGAIN_S + 1.3) + 0.5)
    disk.refuses = False
    room.run(3.0)
    assert not room.told[-1].has_picture
    room.work.end(PartEnd.CLOSED)
    part = read_recording(room.folder).parts[-1]
    assert part.head is not None
    assert (part.head.width, part.head.height) == (0, 0)
    assert mix_peak(open_part(room.folder / part.name, KEY)) > 3_000


def test_a_disk_that_is_nearly_full_takes_sound_alone_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free=1_000_000))
    room = Room(tmp_path)
    room.run(1.5)
    room.work.end(PartEnd.CLOSED)
    (part,) = read_recording(room.folder).parts
    assert part.head is not None
    assert part.head.width == 0


@REFUSED
def test_a_folder_that_cannot_be_made_is_a_fault_and_no_end(tmp_path: Path) -> None:
    (tmp_path / SESSION).write_text("a file stands in the way")
    room = Room(tmp_path)
    room.run(AGAIN_S + 0.5)
    assert room.told
    assert all(one.is_failing for one in room.told)
    room.work.end(PartEnd.CLOSED)


@REFUSED
def test_an_end_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    room = Room(tmp_path)
    room.run(1.5)
    disk.refuses = True
    room.work.end(PartEnd.CLOSED)
    assert room.told[-1].is_failing


def test_a_pc_that_sleeps_over_pictures_counts_them_as_lost(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.run(1.0)
    room.clock.advance(2.0)
    room.run(0.5)
    room.work.end(PartEnd.CLOSED)
    (part,) = read_recording(room.folder).parts
    assert part.lost_picture_ms >= 2 * 1_800
    assert part.lost_sound_ms >= 1_200


def test_a_site_that_breaks_off_is_counted_from_its_beginning_and_by_itself(
    tmp_path: Path,
) -> None:
    room = Room(tmp_path)
    room.expected.note_line(FAR, PeerState.CONNECTED)
    room.run(3.0)
    room.is_far_there = False
    room.run(2.0)
    room.expected.note_line(FAR, PeerState.RECONNECTING)
    room.run(3.0)
    room.is_far_there = True
    room.expected.note_line(FAR, PeerState.CONNECTED)
    room.run(2.0)
    room.work.end(PartEnd.CLOSED)
    (part,) = read_recording(room.folder).parts
    far = next(one for one in part.lost if one.site_id == FAR)
    assert far.picture_ms == pytest.approx(5_000, abs=250)
    assert far.sound_ms == pytest.approx(5_000, abs=250)
    assert part.lost_picture_ms == sum(one.picture_ms for one in part.lost)
    assert room.told[-1].lost == part.lost
    assert room.told[-1].lost_picture_s == part.lost_picture_ms / 1_000


# ---- two disks -----------------------------------------------------------------------------


def two_disks(tmp_path: Path, **changes: Any) -> Room:
    return Room(tmp_path / "first", second_folder=tmp_path / "second", **changes)


def both(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "first" / SESSION, tmp_path / "second" / SESSION


FAILURES_S = OTHER_DISK_AFTER * (AGAIN_S + 1.3)
"""Until the first disk is given up, where each part is begun and its first piece is refused."""


@REFUSED
def test_a_disk_that_is_full_is_followed_by_the_second_and_both_are_one_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch, "first")
    room = two_disks(tmp_path)
    room.run(2.5)
    assert not room.told[-1].is_on_second
    disk.refuses = True
    room.run(FAILURES_S)
    stills = [one for one in room.told if one.is_failing]
    assert [one.has_picture for one in stills][: SOUND_ALONE_AFTER - 1] == [True, True]
    room.run(2.5)
    told = room.told[-1]
    assert (told.is_failing, told.is_on_second, told.has_picture) == (False, True, True)
    room.work.end(PartEnd.CLOSED)
    first, second = both(tmp_path)
    assert list(second.glob("*.rrec"))
    found = read_recording(first, second, key=KEY)
    assert found.is_whole
    assert [one.head.number for one in found.parts if one.head] == list(
        range(1, len(found.parts) + 1)
    )
    assert not read_recording(first, key=KEY).is_closed


@REFUSED
def test_a_disk_that_is_gone_is_followed_by_the_second_with_its_chain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch, "first")
    room = two_disks(tmp_path)
    room.run(2.5)
    disk.refuses = True
    first, second = both(tmp_path)
    away = tmp_path / "away"
    (tmp_path / "first").rename(away)
    (tmp_path / "first").write_text("no disk here")
    room.run(FAILURES_S + 2.5)
    assert room.told[-1].is_on_second
    room.work.end(PartEnd.CLOSED)
    (tmp_path / "first").unlink()
    away.rename(tmp_path / "first")  # it is plugged in again
    found = read_recording(first, second, key=KEY)
    assert found.is_whole
    assert [one.head.number for one in found.parts if one.head] == [1, 2]


@REFUSED
def test_an_engine_that_begins_anew_without_the_first_disk_takes_no_number_twice(
    tmp_path: Path,
) -> None:
    (tmp_path / "first").write_text("no disk here")
    room = two_disks(tmp_path, after_part=7)
    room.run(FAILURES_S + 1.5)
    room.work.end(PartEnd.CLOSED)
    (part,) = read_recording(both(tmp_path)[1], key=KEY).parts
    assert part.head is not None
    assert part.head.number == 8


@REFUSED
def test_a_disk_that_takes_not_even_a_head_leaves_no_number_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_full = False

    def sync(folder: Path) -> None:
        if is_full and "first" in folder.parts:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.files.sealed_chain.sync_folder", sync)
    room = two_disks(tmp_path)
    room.run(1.5)
    room.work.end(PartEnd.PAUSED)
    is_full = True
    again = Room(tmp_path / "first", second_folder=tmp_path / "second", after_part=1)
    again.run(OTHER_DISK_AFTER * (AGAIN_S + 0.1) + 1.5)
    again.work.end(PartEnd.CLOSED)
    found = read_recording(*both(tmp_path), key=KEY)
    assert found.is_whole
    assert [one.head.number for one in found.parts if one.head] == [1, 2]


def test_a_disk_without_room_is_left_before_its_picture_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def usage(folder: Path) -> Usage:
        return Usage(free=10**6 if "first" in folder.parts else 10**12)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    room = two_disks(tmp_path)
    room.run(1.5)
    room.work.end(PartEnd.CLOSED)
    assert (room.told[-1].is_on_second, room.told[-1].has_picture) == (True, True)
    assert room.told[-1].free_bytes == 10**12
    assert read_recording(*both(tmp_path)).is_whole


@REFUSED
def test_where_no_disk_writes_each_is_tried_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    disk.refuses = True
    room = two_disks(tmp_path)
    room.run(2 * FAILURES_S)
    assert all(one.is_failing for one in room.told)
    assert {one.is_on_second for one in room.told} == {False, True}
    disk.refuses = False
    room.run(AGAIN_S + 2.5)
    assert not room.told[-1].is_failing
    room.work.end(PartEnd.CLOSED)
    assert read_recording(*both(tmp_path), key=KEY).is_whole


# ---- the thread ----------------------------------------------------------------------------


def until_grown(told: list[RecordingTold], count: int) -> Callable[[], bool]:
    return lambda: len(told) >= count


def test_it_begins_and_ends_by_order_and_the_same_order_changes_nothing(tmp_path: Path) -> None:
    told: list[RecordingTold] = []
    clock = recorder_module_clock()
    recorder = Recorder(clock=clock, tell=told.append, font_path=None)  # type: ignore[arg-type]
    recorder.hear(None, np.zeros(480, np.int16))
    recorder.see(None, a_picture(clock.monotonic()))
    order = an_order(tmp_path)
    recorder.begin(order)
    recorder.see(FAR, a_picture(clock.monotonic()))
    recorder.hear(None, np.zeros(480, np.int16))
    recorder.hear(FAR, np.zeros(480, np.int16))
    recorder.hear(SiteId("nobody"), np.zeros(480, np.int16))
    wait_until(until_grown(told, 1), "a piece")
    recorder.begin(replace(order, main_site_id=OWN))
    wait_until(until_grown(told, 2), "another piece")
    recorder.end(PartEnd.PAUSED)
    recorder.end(PartEnd.PAUSED)
    count = len(told)
    recorder.begin(order)
    wait_until(until_grown(told, count + 1), "a piece of the next part")
    recorder.end(PartEnd.CLOSED)
    found = read_recording(tmp_path / SESSION, key=KEY)
    assert [one.end for one in found.parts] == [PartEnd.PAUSED, PartEnd.CLOSED]
    assert found.is_whole


@pytest.mark.parametrize("has_picture", [True, False])
def test_a_session_elsewhere_is_recorded_by_its_card_and_its_line_alone(
    tmp_path: Path, *, has_picture: bool
) -> None:
    told: list[RecordingTold] = []
    clock = recorder_module_clock()
    recorder = Recorder(clock=clock, tell=told.append, font_path=None)  # type: ignore[arg-type]
    order = an_order(
        tmp_path, names=((OWN, "UBND xã"),), is_elsewhere=True, has_picture=has_picture
    )
    recorder.begin(order)
    recorder.see(None, a_picture(clock.monotonic()))
    recorder.hear(None, np.full(480, 9_000, np.int16))
    assert recorder._pictures == {}
    recorder.see_elsewhere(a_picture(clock.monotonic()))
    recorder.hear_elsewhere(np.full(480, 3_000, np.int16))
    assert list(recorder._pictures) == [OWN]
    wait_until(until_grown(told, 2), "pieces")
    recorder.end(PartEnd.CLOSED)
    assert all(one.has_picture for one in told)  # no disk took it away
    (part,) = read_recording(tmp_path / SESSION, key=KEY).parts
    assert part.head is not None
    assert (part.head.width, part.head.tracks) == (WIDTH if has_picture else 0, ("mix", OWN))
    webm = open_part(tmp_path / SESSION / part.name, KEY)
    assert mix_peak(webm) < 8_000
    if not has_picture:
        assert part.lost_picture_ms == 0
    recorder.begin(an_order(tmp_path))
    recorder.see_elsewhere(a_picture(clock.monotonic()))
    assert recorder._pictures == {}  # of a call here nothing comes from a card
    recorder.end(PartEnd.CLOSED)


def test_a_part_that_ends_late_is_whole_before_the_next_one_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both would write into one folder, and the chain would break between them."""
    told: list[RecordingTold] = []
    is_held, goes_on = threading.Event(), threading.Event()
    step = _Work.step

    def held_up(work: _Work, pictures: dict[SiteId, Picture], main: SiteId) -> float:
        if told and not goes_on.is_set() and main == FAR:
            is_held.set()
            goes_on.wait(PATIENCE_S)
        return step(work, pictures, main)

    monkeypatch.setattr(_Work, "step", held_up)
    monkeypatch.setattr(recorder_module, "STOP_LIMIT_S", 0.01)
    monkeypatch.setattr(recorder_module, "AGAIN_S", 0.01)
    recorder = Recorder(clock=recorder_module_clock(), tell=told.append, font_path=None)  # type: ignore[arg-type]
    order = an_order(tmp_path)
    recorder.begin(order)
    assert is_held.wait(PATIENCE_S)
    recorder.end(PartEnd.PAUSED)
    count = len(told)
    recorder.begin(replace(order, main_site_id=OWN))
    wait_until(until_grown(told, count + 1), "word of a recorder that waits")
    assert told[-1].is_failing
    assert [path.name for path in (tmp_path / SESSION).iterdir()] == ["0001.rrec"]
    goes_on.set()
    wait_until(lambda: told[-1].part == 2 and not told[-1].is_failing, "the next part")
    recorder.end(PartEnd.CLOSED)
    wait_until(lambda: not recorders(), "the end")
    found = read_recording(tmp_path / SESSION, key=KEY)
    assert [one.end for one in found.parts] == [PartEnd.PAUSED, PartEnd.CLOSED]
    assert found.is_whole


def test_who_waits_for_a_late_part_can_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[RecordingTold] = []
    is_held, goes_on = threading.Event(), threading.Event()

    def held_up(_work: _Work, _pictures: object, _main: object) -> float:
        is_held.set()
        goes_on.wait(PATIENCE_S)
        return 0.0

    monkeypatch.setattr(_Work, "step", held_up)
    monkeypatch.setattr(recorder_module, "STOP_LIMIT_S", 0.01)
    monkeypatch.setattr(recorder_module, "AGAIN_S", 0.01)
    recorder = Recorder(clock=recorder_module_clock(), tell=told.append, font_path=None)  # type: ignore[arg-type]
    recorder.begin(an_order(tmp_path))
    assert is_held.wait(PATIENCE_S)
    recorder.end(PartEnd.PAUSED)
    recorder.begin(an_order(tmp_path))
    wait_until(until_grown(told, 1), "word of a recorder that waits")
    recorder.end(PartEnd.PAUSED)
    wait_until(lambda: recorders() == 1, "the end of who waited")
    recorder.begin(an_order(tmp_path))
    count = len(told)
    wait_until(until_grown(told, count + 2), "word that the third one waits for the first, too")
    recorder.end(PartEnd.CLOSED)
    goes_on.set()
    wait_until(lambda: not recorders(), "the end")
    assert not (tmp_path / SESSION).exists()


def recorders() -> int:
    return sum(one.name == "recorder" for one in threading.enumerate())


def recorder_module_clock() -> Any:
    from desktop.domain.clock import SystemClock  # noqa: PLC0415

    return SystemClock()


# ---- parts of it -----------------------------------------------------------------------------


def test_a_page_on_the_stage_is_recorded_with_its_colours(tmp_path: Path) -> None:
    room = Room(tmp_path)
    size = PAGE.width * PAGE.height
    planes = bytes([180]) * size + bytes([100]) * (size // 4) + bytes([160]) * (size // 4)
    room.run(1.0)
    room.work.page = PagePicture(
        caption="Trang 1/2", width=PAGE.width, height=PAGE.height, planes=planes
    )
    room.run(1.0)
    room.work.page = None
    room.run(1.0)
    room.work.end(PartEnd.CLOSED)
    (part,) = read_recording(room.folder, key=KEY).parts
    with av.open(io.BytesIO(open_part(room.folder / part.name, KEY)), "r") as container:
        frames = [(frame.time, frame.to_ndarray()) for frame in container.decode(video=0)]
    with_page = [at for at, frame in frames if abs(int(frame[PAGE.y + 300, 480]) - 180) < 6]
    assert with_page[0] == pytest.approx(1.0, abs=0.1)
    assert with_page[-1] == pytest.approx(2.0, abs=0.1)
    assert len(with_page) == pytest.approx(15, abs=2)


def test_each_piece_says_who_had_the_floor_and_which_page_was_there(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.run(1.5)
    room.work.floor, room.work.page = FAR, PagePicture(caption="Trang 1/2")
    room.run(1.0)
    room.work.end(PartEnd.CLOSED)
    said: list[tuple[str | None, str]] = []
    read_recording(room.folder, note=lambda _head, mark: said.append((mark.floor, mark.page)))
    assert said == [(None, ""), (FAR, "Trang 1/2"), (FAR, "Trang 1/2")]


def test_a_page_of_another_session_is_not_recorded(tmp_path: Path) -> None:
    clock = FakeClock()
    recorder = Recorder(clock=clock, tell=lambda _event: None, font_path=None)
    order = an_order(tmp_path)
    page = PagePicture(caption="Trang 1/2")
    assert recorder._page_of(order) is None
    recorder.show_page(RecordPage(session_id=SessionId("other"), page=page))
    assert recorder._page_of(order) is None
    recorder.show_page(RecordPage(session_id=SESSION, page=page))
    assert recorder._page_of(order) is page
    recorder.show_page(RecordPage(session_id=SESSION, page=None))
    assert recorder._page_of(order) is None


def test_who_speaks_is_large_and_the_others_stand_beside() -> None:
    names = {SiteId(name): name for name in ("a", "b", "c", "d")}
    composer = Composer(names=names, font_path=None)
    pictures = {site: a_picture(10.0) for site in names}
    planes, missing = composer.compose(pictures, main=SiteId("c"), now_s=10.0, clock="now")
    assert planes.shape == (HEIGHT * 3 // 2, WIDTH)
    assert missing == ()
    large = planes[MAIN.y : MAIN.y + 100, MAIN.x : MAIN.x + MAIN.width]
    assert large.any()
    _, stale = composer.compose(pictures, main=SiteId("c"), now_s=20.0, clock="now")
    assert set(stale) == set(names)


def test_a_site_alone_has_the_middle() -> None:
    composer = Composer(names={OWN: "UBND xã"}, font_path=None)
    picture = a_picture(1.0, 1280, 720)
    planes, missing = composer.compose({OWN: picture}, main=OWN, now_s=1.0, clock="now")
    assert missing == ()
    assert planes[MAIN.y + 200, WIDTH // 2] == 120
