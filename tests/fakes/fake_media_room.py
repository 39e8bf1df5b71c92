"""A room of a call without a window: a real engine behind a real client, and a relay of signals.

Stands in for the channel: numbers seats as the city server does, carries signals, tells rosters.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.domain import events
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.devices.events import DeviceLost, DevicesChanged
from desktop.domain.ids import DeviceId, SessionId, SiteId, TrackId
from desktop.domain.media.call import (
    SELF_VIEW,
    IceServer,
    MediaEngine,
    PeerNumber,
    PeerState,
    PeerStats,
)
from desktop.domain.media.events import (
    CodeWordsChanged,
    EngineStateChanged,
    FirstMediaArrived,
    FrameReady,
    LevelsChanged,
    PeerStateChanged,
    SignalProduced,
    StatsChanged,
)
from desktop.media.desk.client import MediaClient
from desktop.media.measure.picture_clock import age_ms, clock_ms, read_mark
from desktop.media.pipe.commands import EngineStart
from tests.paths import ROOT
from tests.patience import PATIENCE_S
from tests.samples.needed_roles import NEEDED_ROLES

TEST_VOICE = ROOT / "resources" / "sounds" / "test_voice.opus"
ENGINE_COMMAND = (sys.executable, "-m", "desktop.media.engine")
BOTH_ENGINES = pytest.mark.parametrize("media_engine", [MediaEngine.LIBWEBRTC, MediaEngine.AIORTC])
POLL_S = 0.01


def engine_options(
    caption: str,
    *,
    loopback_only: bool = True,
    allows_hardware: bool = False,
    media_engine: MediaEngine = MediaEngine.LIBWEBRTC,
) -> EngineStart:
    return EngineStart(
        test_voice_path=TEST_VOICE,
        test_caption=caption,
        allows_hardware=allows_hardware,
        loopback_only=loopback_only,
        media_engine=media_engine,
        ice_port_range=None,
        log_level=20,
    )


def wait_until(condition: Callable[[], bool], what: str, limit_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, f"not in {limit_s:.0f} s: {what}"
        time.sleep(POLL_S)


@dataclass(slots=True)
class SeenPictures:
    """What the desk saw of one track."""

    arrived_s: list[float] = field(default_factory=list)
    marks_ms: list[int] = field(default_factory=list)
    ages_ms: list[int] = field(default_factory=list)
    size: tuple[int, int] = (0, 0)


class MediaRoom:
    """One site. Thread: any; events come on engine-events."""

    def __init__(self, site_id: str, options: EngineStart) -> None:
        self.site_id = SiteId(site_id)
        self.number = 0
        self.clock = SystemClock()
        self.relay: MediaRelay | None = None
        self.pictures: dict[TrackId, SeenPictures] = {}
        self.first_media: dict[tuple[SiteId, str], float] = {}
        self.states: list[tuple[SiteId, PeerState]] = []
        self.lost: list[DeviceLost] = []
        self.levels: dict[SiteId | None, float] = {}
        self.microphones: dict[DeviceRole, float] = {}
        self.code_words: dict[SiteId, list[tuple[str, ...]]] = {}
        self.stats: tuple[PeerStats, ...] = ()
        self.engine_changes: list[tuple[EngineStateChanged, float]] = []
        self.is_up = threading.Event()
        self.has_devices = threading.Event()
        self._lock = threading.Lock()
        self.client = MediaClient(
            clock=self.clock, emit=self._hear, engine=options, command=ENGINE_COMMAND
        )

    def start(self, *, loudspeaker: Path | None = None, microphone: str = "test:voice") -> None:
        """Up to open devices, microphone on."""
        self.begin(loudspeaker=loudspeaker, microphone=microphone)
        self.await_devices()

    def begin(self, *, loudspeaker: Path | None = None, microphone: str = "test:voice") -> None:
        """As `start`, and waits for nothing."""
        if loudspeaker is not None:
            wanted = (DeviceId(f"file:{loudspeaker}"),)
            self.client.select_devices(DeviceRole.LOUDSPEAKER, wanted)
        self.client.select_devices(DeviceRole.MICROPHONE, (DeviceId(microphone),))
        self.client.set_microphone(is_on=True)
        self.client.open_devices()
        self.client.start()

    def await_devices(self) -> None:
        """The rest of `start`."""
        assert self.is_up.wait(PATIENCE_S)
        assert self.has_devices.wait(PATIENCE_S)
        wait_until(lambda: TrackId("self") in self.pictures, "own picture")

    def stop(self) -> None:
        self.client.stop()

    def seen(self, site_id: SiteId) -> SeenPictures:
        with self._lock:
            return self.pictures.setdefault(TrackId(f"video:{site_id}"), SeenPictures())

    def forget_pictures(self) -> None:
        with self._lock:
            self.pictures.clear()

    def state_of(self, site_id: SiteId) -> PeerState | None:
        return next((s for site, s in reversed(self.states) if site == site_id), None)

    def in_use(self, kind: DeviceRole) -> Device | None:
        return self.client.device_in_use(kind)

    def _hear(self, event: events.Event) -> None:
        match event:
            case FrameReady(track_id=track_id):
                self._look(track_id)
            case SignalProduced(site_id=site_id, payload=payload):
                if self.relay is not None:
                    self.relay.carry(self.site_id, site_id, payload)
            case FirstMediaArrived(site_id=site_id, kind=kind, at_s=at_s):
                self.first_media.setdefault((site_id, kind), at_s)
            case PeerStateChanged(site_id=site_id, state=state):
                self.states.append((site_id, state))
            case EngineStateChanged():
                self._note_engine(event)
            case _:
                self._hear_rest(event)

    def _hear_rest(self, event: events.Event) -> None:
        match event:
            case DevicesChanged(in_use=in_use):
                found = dict(in_use)
                if None not in {found[role] for role in NEEDED_ROLES}:
                    self.has_devices.set()
            case DeviceLost():
                self.lost.append(event)
            case CodeWordsChanged(site_id=site_id, words=words):
                self.code_words.setdefault(site_id, []).append(words)
            case LevelsChanged(levels=levels, microphones=microphones):
                self.levels, self.microphones = dict(levels), dict(microphones)
            case StatsChanged(stats=stats):
                self.stats = stats
            case _:
                pass

    def _note_engine(self, event: EngineStateChanged) -> None:
        self.engine_changes.append((event, self.clock.monotonic()))
        if event.is_up:
            self.is_up.set()
            if self.relay is not None and event.restarts > 0:
                self.relay.renumber(self)
        else:
            self.is_up.clear()

    def _look(self, track_id: TrackId) -> None:
        frame = self.client.read_frame(track_id)
        if frame is None:
            return
        now_s = self.clock.monotonic()
        if track_id == SELF_VIEW and self.pictures.get(track_id):
            return
        luma = np.frombuffer(frame.data, np.uint8, frame.width * frame.height)
        mark = read_mark(luma.reshape(frame.height, frame.width))
        with self._lock:
            seen = self.pictures.setdefault(track_id, SeenPictures())
            seen.arrived_s.append(now_s)
            seen.size = (frame.width, frame.height)
            if mark is not None:
                seen.marks_ms.append(mark)
                seen.ages_ms.append(age_ms(mark, clock_ms(now_s)))


def start_together(*rooms: MediaRoom) -> None:
    """Two engines come up on two cores in the time of one."""
    for room in rooms:
        room.begin()
    for room in rooms:
        room.await_devices()


class MediaRelay:
    """The channel's part: numbers, rosters, signals. bend: changes a payload on its way.

    heard: whose microphone is played, None: everybody's.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next_number = 1
        self.rooms: dict[SiteId, MediaRoom] = {}
        self.is_cut = False
        self.ice_servers: tuple[IceServer, ...] = ()
        self.bend: Callable[[str], str] = str
        self.heard: tuple[SiteId, ...] | None = None

    def join(self, room: MediaRoom) -> float:
        """Returns when it began, monotonic."""
        room.relay = self
        at_s = room.clock.monotonic()
        room.client.join_call(room.site_id, self.ice_servers)
        self.renumber(room)
        return at_s

    def renumber(self, room: MediaRoom) -> None:
        with self._lock:
            self.rooms[room.site_id] = room
            room.number = self._next_number
            self._next_number += 1
            self._tell()

    def leave(self, room: MediaRoom) -> None:
        room.client.leave_call()
        with self._lock:
            self.rooms.pop(room.site_id, None)
            self._tell()

    def carry(self, sender: SiteId, receiver: SiteId, payload: str) -> None:
        room = self.rooms.get(receiver)
        if room is not None and not self.is_cut:
            room.client.deliver_signal(sender, self.bend(payload))

    def hear(self, heard: tuple[SiteId, ...] | None) -> None:
        """The floor goes elsewhere."""
        self.heard = heard
        with self._lock:
            self._tell()

    def cut(self) -> None:
        """The channel breaks: signals are lost."""
        self.is_cut = True

    def mend(self) -> None:
        """The channel is back, and every room's wiring says so to its engine."""
        self.is_cut = False
        for room in tuple(self.rooms.values()):
            room.client.renew_line(self.ice_servers)

    def _tell(self) -> None:
        rooms = tuple(self.rooms.values())
        for room in rooms:
            peers = tuple(
                PeerNumber(site_id=other.site_id, media_number=other.number)
                for other in rooms
                if other is not room
            )
            room.client.set_roster(room.number, peers, SessionId("session"), self.heard)


def recorded(path: Path) -> NDArray[np.int16]:
    """What a file loudspeaker wrote so far."""
    data = path.read_bytes()
    return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)


def recording_began_s(path: Path) -> float:
    facts = json.loads(path.with_name(path.name + ".json").read_text("utf-8"))
    began_s = facts["started_at_monotonic_s"]
    assert isinstance(began_s, float)
    return began_s
