import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.last_call import LAST_CALL_FILE, WRITE_EVERY_S, LastCall, read_last_call
from desktop.domain.call import PeerStats
from desktop.domain.events import ChannelChanged, ScheduleChanged, StatsChanged
from desktop.domain.ids import SiteId
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

STATS = PeerStats(
    site_id=SiteId("hq"),
    engine="aiortc",
    codec="VP8",
    width=1280,
    height=720,
    video_fps=30.0,
    received_kbps=2_000.0,
    sent_kbps=1_900.0,
    loss=0.01,
    round_trip_s=0.02,
    jitter_s=0.003,
    silent_s=0.0,
    path="10.0.0.1",
)
LEFT = ChannelChanged(is_connected=False, attempt=0)


def test_the_last_figures_are_written_when_the_seat_is_left(tmp_path: Path) -> None:
    record = LastCall(folder=tmp_path / "logs", clock=FakeClock())
    record.on_event(StatsChanged(stats=(STATS,)))
    record.on_event(StatsChanged(stats=(replace(STATS, video_fps=12.0),)))
    record.on_event(LEFT)
    figures = read_last_call([tmp_path])
    assert figures["hq"] == {
        "width": 1280,
        "height": 720,
        "video_fps": 12.0,
        "received_kbps": 2_000.0,
        "sent_kbps": 1_900.0,
        "loss": 0.01,
        "round_trip_s": 0.02,
        "jitter_s": 0.003,
        "silent_s": 0.0,
    }


def test_no_address_is_kept(tmp_path: Path) -> None:
    record = LastCall(folder=tmp_path, clock=FakeClock())
    record.on_event(StatsChanged(stats=(STATS,)))
    record.write()
    assert "10.0.0.1" not in (tmp_path / LAST_CALL_FILE).read_text()


def test_a_running_call_is_written_every_ten_seconds(tmp_path: Path) -> None:
    clock = FakeClock()
    record = LastCall(folder=tmp_path, clock=clock)
    record.on_event(StatsChanged(stats=(STATS,)))
    clock.advance(WRITE_EVERY_S / 2)
    record.on_event(StatsChanged(stats=(replace(STATS, video_fps=5.0),)))
    assert json.loads((tmp_path / LAST_CALL_FILE).read_text())["hq"]["video_fps"] == 30.0
    clock.advance(WRITE_EVERY_S)
    record.on_event(StatsChanged(stats=(replace(STATS, video_fps=5.0),)))
    assert json.loads((tmp_path / LAST_CALL_FILE).read_text())["hq"]["video_fps"] == 5.0


def test_without_a_call_nothing_is_written(tmp_path: Path) -> None:
    record = LastCall(folder=tmp_path, clock=FakeClock())
    for event in (ScheduleChanged(), StatsChanged(stats=()), LEFT):
        record.on_event(event)
    assert read_last_call([tmp_path]) == {}


def test_a_disk_that_refuses_costs_only_this_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocker = tmp_path / "logs"
    blocker.write_text("a file where the folder should be")
    record = LastCall(folder=blocker, clock=FakeClock())
    record.on_event(StatsChanged(stats=(STATS,)))
    record.write()
    assert "last call not written" in caplog.text


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / LAST_CALL_FILE).write_text("{")
    assert read_last_call([tmp_path]) == {}
    (tmp_path / LAST_CALL_FILE).write_text("[]")
    assert read_last_call([tmp_path]) == {}
