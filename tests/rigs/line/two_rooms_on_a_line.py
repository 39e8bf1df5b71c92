"""Two rooms with real engines, and between them a line that can be cut."""

import time
from dataclasses import dataclass

import psutil

from desktop.domain.media.call import PeerState
from tests.fakes.fake_media_room import MediaRelay, MediaRoom, start_together, wait_until
from tests.patience import PATIENCE_S
from tests.rigs.line.cut_line import CutLine

VOICE_DBFS = -50.0
MEET_LIMIT_S = PATIENCE_S
BACK_WAIT_S = PATIENCE_S
SETTLE_S = 0.5
"""Connections are closed by then; the fewest threads and sockets seen meanwhile count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoRooms:
    left: MediaRoom
    right: MediaRoom
    relay: MediaRelay
    line: CutLine

    def meet(self) -> None:
        """Devices open, both join, media flows, all of it over the line."""
        self.relay.bend = self.line.bend
        start_together(*self.rooms)
        for room in self.rooms:
            self.relay.join(room)
        self.wait_for_media(0.0, "the rooms meet", MEET_LIMIT_S)
        assert self.line.carried > 0  # nothing goes past it

    @property
    def rooms(self) -> tuple[MediaRoom, MediaRoom]:
        return self.left, self.right

    def other(self, room: MediaRoom) -> MediaRoom:
        return self.right if room is self.left else self.left

    def wait_for_media(self, since_s: float, what: str, limit_s: float) -> float:
        """Until both see and hear what was made after then; returns how long it took."""
        for room in self.rooms:
            room.levels = {}
        waiting_since_s = time.monotonic()

        def is_back(room: MediaRoom) -> bool:
            other = self.other(room).site_id
            arrived_s = room.seen(other).arrived_s
            is_seen = bool(arrived_s) and arrived_s[-1] > since_s
            is_heard = room.levels.get(other, -96.0) > VOICE_DBFS
            return is_seen and is_heard and room.state_of(other) is PeerState.CONNECTED

        wait_until(lambda: all(is_back(room) for room in self.rooms), what, limit_s)
        return time.monotonic() - waiting_since_s

    def lose(self, seconds: float, *, with_channel: bool) -> float:
        """Cut for so long; returns how long after the mending picture and sound were back."""
        self.line.cut()
        if with_channel:
            self.relay.cut()
        time.sleep(seconds)
        mended_s = time.monotonic()
        self.line.mend()
        if with_channel:
            self.relay.mend()
        return self.wait_for_media(mended_s, "picture and sound again", BACK_WAIT_S)


def churn(scene: TwoRooms) -> tuple[int, int]:
    """Both rooms leave and join again; returns threads and sockets of each engine in between."""
    for room in scene.rooms:
        scene.relay.leave(room)
    for room in scene.rooms:
        other = scene.other(room).site_id
        wait_until(lambda room=room, other=other: room.state_of(other) is PeerState.CLOSED, "left")  # type: ignore[misc]
    fewest = [open_things(room) for room in scene.rooms]
    deadline_s = time.monotonic() + SETTLE_S
    while time.monotonic() < deadline_s:
        fewest = [min(a, open_things(room)) for a, room in zip(fewest, scene.rooms, strict=True)]
        time.sleep(0.05)
    joined_s = time.monotonic()
    for room in scene.rooms:
        room.first_media.clear()
        scene.relay.join(room)
    for room in scene.rooms:
        wait_until(lambda room=room: len(room.first_media) == 2, "media again")  # type: ignore[misc]
    assert time.monotonic() - joined_s < MEET_LIMIT_S
    return fewest[0], fewest[1]


def open_things(room: MediaRoom) -> int:
    """Threads and sockets of the engine of this room."""
    process = psutil.Process(room.client.engine_pid)
    return process.num_threads() + len(process.net_connections())
