"""The desk: how soon its window stands, how long its main thread is held, how soon rooms meet.

first_window_ms: from the start of the process to the shown window, third start (warm).
callback_ms_p99: the longest any event held the main thread, p99 over all events, while the real
session screen shows four pictures of 640x360 at 30 a second and its clocks run.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.domain.ids import TrackId
from desktop.domain.media.call import I420Frame
from desktop.ui.platform.application import DeskApplication
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import TileLook, VideoTile

STARTS = 3
WATCHED_S = 10.0
TILES = 4
FPS = 30
WIDTH, HEIGHT = 640, 360


class TimedApplication(QApplication):
    """Notes how long every event is worked on."""

    def __init__(self) -> None:
        super().__init__([])
        self.took_ms: list[float] = []
        self._depth = 0

    @classmethod
    def once(cls) -> "TimedApplication":
        """The one of this process."""
        found = cls.instance()
        return found if isinstance(found, cls) else cls()

    @override
    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._depth:
            return super().notify(receiver, event)
        self._depth += 1
        began = time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            self.took_ms.append((time.perf_counter() - began) * 1_000)


def main() -> None:
    figures = {**first_window(), **callbacks(), **rehearsal()}
    print(json.dumps(figures))


def first_window() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        took = [_start_once(Path(folder)) for _ in range(STARTS)]
    return {"first_window_ms": took[-1]}


def _start_once(folder: Path) -> float:
    command = [sys.executable, "-m", "desktop", "practice", "--folder", str(folder)]
    began = time.time()  # noqa: TID251 - compared with the log's wall clock
    subprocess.run(
        [*command, "--test-devices", "--seconds", "6"], stdout=subprocess.DEVNULL, check=True
    )
    log = (folder / "rooms" / "commune" / "logs" / "desk.log").read_text()
    line = [one for one in log.splitlines() if "first window shown" in one][-1]
    shown = datetime.fromisoformat(line.split(" ", 1)[0]).timestamp()
    return round((shown - began) * 1_000, 1)


def callbacks() -> dict[str, float]:
    qt = TimedApplication()
    theme = DeskApplication().start()
    number = 0
    rng = np.random.default_rng(7)
    pictures = [rng.integers(16, 235, WIDTH * HEIGHT * 3 // 2, np.uint8).tobytes() for _ in "1234"]

    def read_frame(_track: TrackId) -> I420Frame:
        return I420Frame(
            width=WIDTH,
            height=HEIGHT,
            data=pictures[number % len(pictures)],
            number=number,
            made_at_s=time.monotonic(),
        )

    hub = FrameHub(read_frame)
    tracks = [TrackId(f"track-{place}") for place in range(TILES)]
    tiles = [VideoTile(theme, f"tile{place}", hub, TileLook()) for place in range(TILES)]
    for tile, track in zip(tiles, tracks, strict=True):
        tile.resize(WIDTH, HEIGHT)
        tile.set_track(track)
        tile.show()

    def beat() -> None:
        nonlocal number
        number += 1
        for track in tracks:
            hub.on_frame_ready(track)

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(1_000 // FPS)
    QTimer.singleShot(int(WATCHED_S * 1_000), qt.quit)
    qt.exec()
    took = np.array(qt.took_ms)
    return {
        "callback_ms_p50": round(float(np.percentile(took, 50)), 3),
        "callback_ms_p99": round(float(np.percentile(took, 99)), 3),
        "callbacks": len(took),
        "tile_fps": round(number / WATCHED_S, 1),
    }


def rehearsal() -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "desktop", "rehearse", "--seconds", "12", "--json"],
        stdout=subprocess.PIPE,
        check=False,
    )
    figures: dict[str, float] = json.loads(run.stdout)
    return {f"rehearsal_{name}": value for name, value in figures.items()}


if __name__ == "__main__":
    main()
