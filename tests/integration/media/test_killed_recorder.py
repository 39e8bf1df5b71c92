"""Engine, or desk and engine, killed while they record: what is on the disk plays to its end.

RECORDER_KILLS: kills of the engine, DESK_AND_ENGINE_KILLS: of both; `make torture` has 50 and 20.
"""

import contextlib
import io
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import av
import psutil
import pytest
from av.subtitles.subtitle import SubtitleSet

from desktop.app.rehearsal.script.guest.browser import GuestBrowser, find_chromium
from desktop.domain.clock import SystemClock
from desktop.domain.recording.recorded import PartFault, RecordedPart
from desktop.files.sealed_chain import KEY_BYTES
from desktop.recordings.reading import open_part, read_recording
from tests.patience import PATIENCE_S, wait_until
from tests.rigs.desk.recording_desk import SESSION

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.long,  # how much a kill takes is measured: nothing else may run beside it
    pytest.mark.timeout(3_600),
]

ENGINE_KILLS = int(os.environ.get("RECORDER_KILLS", "2"))
DESK_KILLS = int(os.environ.get("DESK_AND_ENGINE_KILLS", "1"))

LIVES_S = (1.5, 4.0)
"""How long one records before it is killed."""
A_PIECE_BYTES = 4_096
MOST_LOST_S = 2.0
MOST_SHORT_S = 0.3
"""A player may say that it ended so much before the last picture and sample."""

CLOCK = SystemClock()

PLAYED = """
new Promise(tell => {
  const video = document.querySelector('video');
  const say = () => tell(JSON.stringify([video.currentTime, video.error && video.error.message,
                                         video.getVideoPlaybackQuality().totalVideoFrames]));
  video.onended = video.onerror = say;
  video.muted = true;
  video.playbackRate = 8;
  video.play().catch(say);
})
"""


@dataclass(slots=True)
class Desk:
    """A desk that records, killed and begun anew. killed_at: of each part that a kill ended."""

    folder: Path
    key: bytes
    process: subprocess.Popen[str] | None = None
    engine_pid: int = 0
    killed_at: dict[str, datetime] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    back_s: list[float] = field(default_factory=list)

    @property
    def parts_folder(self) -> Path:
        return self.folder / SESSION

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.desk.recording_desk", self.folder, self.key.hex()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.read_pid()

    def read_pid(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        self.engine_pid = int(self.process.stdout.readline())

    def newest(self) -> Path:
        return max(self.parts_folder.glob("*.rrec"), default=Path("none"))

    def await_piece(self) -> None:
        """A part that nothing has ended has a whole piece."""

        def has_piece() -> bool:
            newest = self.newest()
            is_new = newest.name not in self.ended and newest.exists()
            return is_new and newest.stat().st_size > A_PIECE_BYTES

        wait_until(has_piece, "a piece")

    def kill_engine(self) -> None:
        began_s = time.monotonic()
        os.kill(self.engine_pid, signal.SIGKILL)
        self._note_killed()
        self.read_pid()
        wait_until(lambda: self.newest().name not in self.ended, "a part")
        self.back_s.append(time.monotonic() - began_s)

    def kill_both(self) -> None:
        """As when the power goes: nobody has a last word."""
        assert self.process is not None
        desk = psutil.Process(self.process.pid)
        engines = desk.children(recursive=True)  # on a busy PC it may have taken another one
        for process in (desk, *engines):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._note_killed()
        self.process.communicate(timeout=PATIENCE_S)
        wait_until(lambda: not any(one.is_running() for one in engines), "no engine")
        self.start()

    def _note_killed(self) -> None:
        name = self.newest().name
        self.killed_at[name] = CLOCK.now()
        self.ended.add(name)

    def stop(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.communicate("", timeout=PATIENCE_S)
            self.ended.add(self.newest().name)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(folder=tmp_path, key=secrets.token_bytes(KEY_BYTES))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def browser() -> Iterator[GuestBrowser]:
    made = GuestBrowser(find_chromium())
    yield made
    made.close()


def test_what_kills_leave_plays_to_its_end_and_lacks_two_seconds_at_most(
    desk: Desk, browser: GuestBrowser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lives = random.Random(7)
    for kill in [desk.kill_engine] * ENGINE_KILLS + [desk.kill_both] * DESK_KILLS:
        desk.await_piece()
        time.sleep(lives.uniform(*LIVES_S))
        kill()
        if kill == desk.kill_engine:  # a desk waits longer and longer for an engine that dies young
            desk.await_piece()
            desk.stop()
            desk.start()
    desk.await_piece()
    desk.stop()

    recorded = read_recording(desk.parts_folder, key=desk.key)
    assert recorded.missing == ()
    faults = {part.fault for part in recorded.parts if part.name in desk.killed_at}
    assert faults <= {PartFault.TORN}
    torn = [part for part in recorded.parts if part.name in desk.killed_at]
    assert len(torn) == ENGINE_KILLS + DESK_KILLS
    assert recorded.parts[-1].name not in desk.killed_at
    assert {part.fault for part in recorded.parts if part.name not in desk.killed_at} == {None}

    found = [look_at(desk, part, browser, tmp_path) for part in torn]
    with capsys.disabled():
        lost_s = max(one.lost_s for one in found)
        print(f"\nof {len(torn)} that were killed play {sum(not one.faults for one in found)}")
        print(f"lost at most {lost_s:.2f} s, recorded again after {max(desk.back_s):.2f} s at most")
    assert [one for one in found if one.faults or one.lost_s > MOST_LOST_S] == []


@dataclass(frozen=True, slots=True)
class Look:
    """lost_s: from the last picture or sample of a part, whichever is the earlier, to the kill."""

    name: str
    lost_s: float
    faults: tuple[str, ...]


def look_at(desk: Desk, part: RecordedPart, browser: GuestBrowser, tmp_path: Path) -> Look:
    webm = open_part(desk.parts_folder / part.name, desk.key)
    (tmp_path / "part.webm").write_bytes(webm)
    until_s = min(_end_s(webm, video=0), _end_s(webm, audio=0))
    assert part.head is not None
    recorded_s = (desk.killed_at[part.name] - part.head.began_at).total_seconds()
    ffprobe = _ffprobe_faults(tmp_path / "part.webm")
    chromium = _chromium_faults(tmp_path, browser, until_s - MOST_SHORT_S)
    return Look(part.name, recorded_s - until_s, (*ffprobe, *chromium))


def _end_s(webm: bytes, **stream: int) -> float:
    """Everything of a stream is decoded: when its last picture or block begins."""
    with av.open(io.BytesIO(webm), "r") as container:
        times = [one.time for one in container.decode(**stream) if not isinstance(one, SubtitleSet)]
    return float(times[-1] or 0.0)


def _ffprobe_faults(path: Path) -> Iterator[str]:
    command = (
        *("ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames"),
        *("-of", "json", str(path)),
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    streams = json.loads(done.stdout or "{}").get("streams", [])
    counts = [int(one.get("nb_read_frames", 0)) for one in streams]
    if done.returncode or not counts or not all(counts):
        yield f"ffprobe says {done.stderr[:200]} {counts}"


def _chromium_faults(tmp_path: Path, browser: GuestBrowser, least_s: float) -> Iterator[str]:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><video src='part.webm'></video>")
    browser.open(page.as_uri())
    wait_until(lambda: browser.value("document.querySelector('video') != null") is True, "a page")
    until_s, error, pictures = json.loads(str(browser.value(PLAYED)))
    if error is not None or until_s < least_s or not pictures:
        yield f"Chromium plays {until_s:.2f} of {least_s:.2f} s, {pictures} pictures, {error}"
