import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.services.last_call import (
    LAST_CALL_FILE,
    MAX_FILE_BYTES,
    WRITE_EVERY_S,
    LastCall,
    RecordedCall,
    bundle_figures,
    read_last_call,
)
from desktop.domain.conduct.events import ChannelChanged, SeatTaken
from desktop.domain.media.events import StatsChanged
from desktop.domain.reception.events import ScheduleChanged
from tests.fakes.fake_clock import NOON, FakeClock
from tests.samples.figures import GOOD_LINE

pytestmark = pytest.mark.unit

STATS = replace(
    GOOD_LINE,
    received_kbps=2_000.0,
    sent_kbps=1_900.0,
    loss=0.01,
    jitter_s=0.003,
    path="10.0.0.1",
)
LEFT = ChannelChanged(is_connected=False, attempt=0)


def read(folder: Path) -> RecordedCall:
    call = read_last_call([folder])
    assert call is not None
    return call


def fps_of(call: RecordedCall) -> list[object]:
    return [row["video_fps"] for row in call.sites[0].seconds]


@pytest.mark.parametrize("end", [LEFT, SeatTaken()])
def test_a_call_is_written_whole_when_the_seat_is_left(
    tmp_path: Path, end: ChannelChanged | SeatTaken
) -> None:
    clock = FakeClock()
    record = LastCall(folder=tmp_path / "logs", clock=clock)
    record.on_event(StatsChanged(stats=(STATS,)))
    clock.advance(1.0)
    record.on_event(StatsChanged(stats=(replace(STATS, video_fps=12.0),)))
    clock.advance(0.5)
    record.on_event(end)
    call = read(tmp_path)
    assert (call.began_at, call.lasted_s, call.has_ended) == (NOON, 1.5, True)
    assert fps_of(call) == [30.0, 12.0]
    assert bundle_figures(call)["hq"]["video_fps"] == 21.0


def test_no_address_is_written(tmp_path: Path) -> None:
    record = LastCall(folder=tmp_path, clock=FakeClock())
    record.on_event(StatsChanged(stats=(STATS,)))
    record.finish()
    assert "10.0.0.1" not in (tmp_path / LAST_CALL_FILE).read_text()


def test_a_running_call_is_written_every_ten_seconds(tmp_path: Path) -> None:
    clock = FakeClock()
    record = LastCall(folder=tmp_path, clock=clock)
    record.on_event(StatsChanged(stats=(STATS,)))
    clock.advance(WRITE_EVERY_S / 2)
    record.on_event(StatsChanged(stats=(replace(STATS, video_fps=5.0),)))
    assert fps_of(read(tmp_path)) == [30.0]
    assert not read(tmp_path).has_ended
    clock.advance(WRITE_EVERY_S)
    record.on_event(StatsChanged(stats=(replace(STATS, video_fps=6.0),)))
    assert fps_of(read(tmp_path)) == [30.0, 5.0, 6.0]


def test_the_next_call_takes_the_place_of_the_last(tmp_path: Path) -> None:
    clock = FakeClock()
    record = LastCall(folder=tmp_path, clock=clock)
    record.on_event(StatsChanged(stats=(STATS,)))
    record.on_event(LEFT)
    record.on_event(LEFT)
    clock.advance(600.0)
    assert read(tmp_path).began_at == NOON
    record.on_event(StatsChanged(stats=(replace(STATS, video_fps=7.0),)))
    assert fps_of(read(tmp_path)) == [7.0]
    assert read(tmp_path).began_at == clock.now()


def test_without_a_call_nothing_is_written(tmp_path: Path) -> None:
    record = LastCall(folder=tmp_path, clock=FakeClock())
    for event in (ScheduleChanged(), StatsChanged(stats=()), LEFT):
        record.on_event(event)
    assert read_last_call([tmp_path]) is None
    assert bundle_figures(None) == {}


def test_a_disk_that_refuses_costs_only_this_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocker = tmp_path / "logs"
    blocker.write_text("a file where the folder should be")
    record = LastCall(folder=blocker, clock=FakeClock())
    record.on_event(StatsChanged(stats=(STATS,)))
    assert "last call not written" in caplog.text
    record.finish()


def test_a_file_that_cannot_be_read_gives_way_to_the_one_before(tmp_path: Path) -> None:
    record = LastCall(folder=tmp_path / "old", clock=FakeClock())
    record.on_event(StatsChanged(stats=(STATS,)))
    os.utime(tmp_path / "old" / LAST_CALL_FILE, (1, 1))
    good = json.loads((tmp_path / "old" / LAST_CALL_FILE).read_text())
    newer = tmp_path / "new" / LAST_CALL_FILE
    newer.parent.mkdir()
    damages = (
        "{",
        "[]",
        "{}",
        json.dumps({"hq": {"video_fps": 30.0}}),
        json.dumps({**good, "began_at": "noon"}),
        json.dumps({**good, "began_at": "2026-11-25T10:00:00"}),
        json.dumps({**good, "columns": None}),
        json.dumps({**good, "lasted_s": None}),
        " " * (MAX_FILE_BYTES + 1),
    )
    for damage in damages:
        newer.write_text(damage)
        assert fps_of(read(tmp_path)) == [30.0]
    newer.write_text(json.dumps({**good, "lasted_s": 99.0}))
    assert read(tmp_path).lasted_s == 99.0
