"""One room among four, its window busy: `python -m tests.bench.mesh [--json] [--engine E]`.

The desk's real client and engine (720p camera, echo cancelling), its four tiles on a screen in
memory while somebody types; three neighbours of `tests.rigs.desk.neighbour_rooms` send and take
640x360 at 30 a second. engine_cores, desk_cores, neighbours_cores: processor time by the wall
clock; others_cores: of nobody of ours, which tells a disturbed measurement. gap_ms_p99: between
two pictures of a site, at the desk's window and at a neighbour. callback_ms_*: how long an event
held the desk's main thread.
"""

import argparse
import json
import os
import sys
import threading
import time

import numpy as np
import psutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain import events
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.media.call import SELF_VIEW, MediaEngine, PeerNumber
from desktop.domain.media.events import FrameReady
from desktop.media.engine.publisher import track_of_site
from desktop.ui.platform.application import DeskApplication
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import TileLook, VideoTile
from tests.bench.desk import TimedApplication
from tests.bench.line.ends import tree_cpu_s
from tests.bench.line.run import busy_s
from tests.fakes.fake_media_room import (
    MediaRelay,
    MediaRoom,
    engine_options,
    wait_until,
)
from tests.rigs.desk.neighbour_rooms import HEIGHT, WIDTH, NeighbourRooms

SITES = ("north", "east", "south")
OWN_NUMBER = 9
"""The larger number offers: the desk makes every connection."""

SETTLE_S = 15.0
"""Ladders climb to what the tiles ask for; no figures meanwhile."""

KEYS_PER_S = 12


class Neighbourhood(MediaRelay):
    """The channel between one desk and the neighbours."""

    def __init__(self) -> None:
        super().__init__()
        self.neighbours = NeighbourRooms(SITES, self._answer)
        self._room: MediaRoom | None = None

    @override
    def carry(self, sender: SiteId, receiver: SiteId, payload: str) -> None:
        self.neighbours.deliver(receiver, payload)

    @override
    def renumber(self, room: MediaRoom) -> None:
        self._room = room
        peers = [PeerNumber(site_id=SiteId(site), media_number=at) for at, site in enumerate(SITES)]
        room.client.set_roster(OWN_NUMBER, tuple(peers), SessionId("session"))

    def _answer(self, site: str, payload: str) -> None:
        if self._room is not None:
            self._room.client.deliver_signal(SiteId(site), payload)


class Heralds(QObject):
    """Pictures are told on engine-events and painted on the main thread, as in the program."""

    frame_ready = Signal(str)
    measured = Signal()


class WatchedRoom(MediaRoom):
    """A room whose pictures are also shown."""

    heralds: Heralds

    @override
    def _hear(self, event: events.Event) -> None:
        super()._hear(event)
        if isinstance(event, FrameReady):
            self.heralds.frame_ready.emit(event.track_id)


class Screen:
    """Four tiles and an editor that somebody types into. Thread: MainThread."""

    def __init__(self, room: WatchedRoom) -> None:
        theme = DeskApplication().start()
        self._hub = FrameHub(room.client.read_frame)
        room.heralds = Heralds()
        room.heralds.frame_ready.connect(lambda track: self._hub.on_frame_ready(TrackId(track)))
        tracks = [SELF_VIEW, *(track_of_site(SiteId(site)) for site in SITES)]
        self._tiles: list[QWidget] = []
        for track in tracks:
            tile = VideoTile(theme, track, self._hub, TileLook())
            tile.resize(WIDTH, HEIGHT)
            tile.set_track(track)
            tile.show()
            self._tiles.append(tile)
        self._editor = QPlainTextEdit()
        self._editor.show()
        self._keys = QTimer()
        self._keys.timeout.connect(lambda: self._editor.insertPlainText("Công dân trình bày. "))
        self._keys.start(1_000 // KEYS_PER_S)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--engine", type=MediaEngine, choices=list(MediaEngine)[1:])
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    engines = [options.engine] if options.engine else list(MediaEngine)[1:]
    figures: dict[str, object] = {}
    for engine in engines:
        found = measure(engine, options.seconds)
        figures |= {f"{engine}_{name}": value for name, value in found.items()}
    lines = [json.dumps(figures)] if options.json else [f"{k:36}{v}" for k, v in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def measure(engine: MediaEngine, seconds: float) -> dict[str, object]:
    """One call of four."""
    qt = TimedApplication.once()
    street = Neighbourhood()
    room = WatchedRoom("room", engine_options("room", media_engine=engine))
    figures: dict[str, object] = {}
    screen = Screen(room)
    room.heralds.measured.connect(qt.quit)
    try:
        street.neighbours.wait()
        room.start()
        street.join(room)
        room.client.set_tiles({track_of_site(SiteId(site)): HEIGHT for site in SITES})

        def watch() -> None:
            try:
                figures.update(watched(room, street, qt, seconds))
            finally:
                room.heralds.measured.emit()

        threading.Thread(target=watch, name="bench", daemon=True).start()
        qt.exec()
    finally:
        room.stop()
        street.neighbours.stop()
        del screen
    return figures


def watched(
    room: MediaRoom, street: Neighbourhood, qt: TimedApplication, seconds: float
) -> dict[str, object]:
    """Thread: bench."""
    for site in SITES:
        wait_until(lambda site=site: bool(room.seen(SiteId(site)).arrived_s), site, 30.0)  # type: ignore[misc]
    time.sleep(SETTLE_S)
    pids = {
        "engine": int(room.client.engine_pid or 0),
        "desk": os.getpid(),
        "neighbours": street.neighbours.pid,
    }
    room.forget_pictures()
    street.neighbours.forget()
    qt.took_ms.clear()
    before = cores(pids)
    began_s = time.monotonic()
    time.sleep(seconds)
    elapsed_s = time.monotonic() - began_s
    after = cores(pids)
    took_ms = np.array(qt.took_ms)
    seen = [room.seen(SiteId(site)) for site in SITES]
    gaps_ms = [1000 * np.diff(one.arrived_s) for one in seen]
    sent = street.neighbours.end()
    return {
        **{f"{name}_cores": round((after[name] - before[name]) / elapsed_s, 3) for name in after},
        "in_fps": [round(len(one.arrived_s) / elapsed_s, 1) for one in seen],
        "in_size": sorted({one.size for one in seen}),
        "in_gap_ms_p99": round(float(np.percentile(np.concatenate(gaps_ms), 99)), 1),
        "in_age_ms_p50": round(float(np.median(np.concatenate([one.ages_ms for one in seen])))),
        "out_fps": [one["fps"] for one in sent.values()],
        "out_size": sorted({(one["width"], one["height"]) for one in sent.values()}),
        "out_gap_ms_p99": max(one["gap_ms_p99"] for one in sent.values()),
        "callback_ms_p50": round(float(np.percentile(took_ms, 50)), 3),
        "callback_ms_p99": round(float(np.percentile(took_ms, 99)), 3),
        "callback_ms_max": round(float(took_ms.max()), 1),
    }


def cores(pids: dict[str, int]) -> dict[str, float]:
    """Processor seconds so far of each, and of everybody else."""
    own = psutil.Process(pids["desk"]).cpu_times()
    used = {name: tree_cpu_s(pid) for name, pid in pids.items() if name != "desk"}
    used["desk"] = own.user + own.system
    return {**used, "others": busy_s() - sum(used.values())}


if __name__ == "__main__":
    raise SystemExit(main())
