import io
import json
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from desktop.app.commands import call_report
from desktop.app.main import main
from desktop.app.services.last_call import LAST_CALL_FILE, LastCall
from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.ids import SiteId
from desktop.domain.media.call import QualityCause, Rung
from desktop.domain.media.events import StatsChanged
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_connection import fake_stats

pytestmark = pytest.mark.unit

STATS = replace(
    fake_stats(SiteId("31-11629")),
    engine="libwebrtc",
    codec="VP8",
    path="host",
    width=1280,
    height=720,
    received_kbps=2_000.0,
    sent_kbps=480.0,
    loss=0.02,
    round_trip_s=0.04,
    sent_width=640,
    sent_height=360,
    sent_loss=0.08,
    sent_rung=Rung.P360,
    sent_cause=QualityCause.THEIR_LINE,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clock = FakeClock()
    record = LastCall(folder=tmp_path / "rooms" / "hq", clock=clock)
    for second in range(130):
        kbps = 2_000.0 if second < 60 else 1_000.0
        record.on_event(StatsChanged(stats=(replace(STATS, received_kbps=kbps),)))
        clock.advance(1.0)
    record.on_event(ChannelChanged(is_connected=False, attempt=0))
    return tmp_path


def test_the_report_says_what_went_each_way(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["call-report", "--folder", str(folder)]) == 0
    text = capsys.readouterr().out
    lines = {line[:34].strip(): line[36:].split("  ") for line in text.splitlines()}
    words = {
        name: [cell.strip() for cell in cells if cell.strip()] for name, cells in lines.items()
    }
    assert "2 phút 10 giây" in text
    assert "đã kết thúc" in text
    assert words["Điểm cầu · site  31-11629"] == ["nhận · received", "gửi · sent"]
    assert words["bộ xử lý · engine"] == ["libwebrtc"]
    assert words["cỡ hình · size"] == ["1280x720", "640x360"]
    assert words["nấc hình · rung"] == ["720p", "360p, mạng nơi kia · their line"]
    assert words["kbit/s"] == ["1462 (1000–2000)", "480"]
    assert words["mất gói · loss %"] == ["2.0", "8.0"]
    assert words["khứ hồi · RTT ms"] == ["40"]
    minutes = [line.split() for line in text.splitlines()[-3:]]
    assert [cells[0] for cells in minutes] == ["0", "1", "2"]
    assert minutes[2][1:10] == [
        "1000",
        "2.0",
        "30.0",
        "0.0",
        "1280x720",
        "480",
        "8.0",
        "360p",
        "40",
    ]
    assert " ".join(minutes[2][10:]) == "mạng nơi kia · their line"


def test_the_report_goes_into_a_pipe_of_an_old_code_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="cp1252"))
    assert main(["call-report", "--folder", str(folder)]) == 0
    assert "Điểm cầu" in pipe.getvalue().decode("utf-8")


def test_the_report_as_json_has_every_second(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["call-report", "--json", "--folder", str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    site = found["sites"]["31-11629"]
    assert (found["lasted_s"], found["has_ended"]) == (130.0, True)
    assert len(site["seconds"]) == 130
    assert len(site["minutes"]) == 3
    assert site["whole"]["sent_rung"] == "360p"
    assert site["now"]["received_kbps"] == 1_000.0


def test_without_a_call_the_report_says_so_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["call-report", "--folder", str(tmp_path)]) == 1
    assert "No call" in capsys.readouterr().err


def test_a_site_without_a_reading_is_named_all_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = folder.rglob(LAST_CALL_FILE)
    content = json.loads(file.read_text())
    content["sites"] = {"quiet": {"minutes": [], "seconds": []}}
    content["has_ended"] = False
    file.write_text(json.dumps(content))
    assert main(["call-report", "--folder", str(folder)]) == 0
    text = capsys.readouterr().out
    assert "quiet: –" in text
    assert "đang diễn ra" in text
    assert main(["call-report", "--json", "--folder", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out)["sites"]["quiet"]["whole"] is None


def test_live_reports_follow_the_file_until_interrupted(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = folder.rglob(LAST_CALL_FILE)
    content = json.loads(file.read_text())

    class Waiting(threading.Event):
        looks = 0

        @override
        def wait(self, timeout: float | None = None) -> bool:
            assert timeout == call_report.LOOK_EVERY_S
            Waiting.looks += 1
            if Waiting.looks == 2:
                file.write_text(json.dumps({**content, "lasted_s": 222.0}))
            if Waiting.looks == 4:
                raise KeyboardInterrupt
            return False

    monkeypatch.setattr(threading, "Event", Waiting)
    assert main(["call-report", "--json", "--live", "--folder", str(folder)]) == 130
    printed = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["lasted_s"] for line in printed] == [130.0, 222.0]


def test_without_a_folder_the_usual_places_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert main(["call-report"]) == 1
    assert "No call" in capsys.readouterr().err
