"""A session recorded by the real recorder on a clock that is turned: it takes less than its time.

In each picture stands the clock of the moment it was taken, and a site chirps at a known second.
"""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import PartEnd
from desktop.media.engine.picture import Picture
from desktop.media.engine.recorder.composer import Composer
from desktop.media.engine.recorder.losses import Expected
from desktop.media.engine.recorder.recorder import _Work
from desktop.media.engine.recorder.sound_tracks import SoundTracks
from desktop.media.measure.picture_clock import clock_ms, write_mark
from desktop.media.pipe.commands import RecordSession
from tests.fakes.fake_clock import FakeClock

OWN, FAR = SiteId("commune"), SiteId("hq")
SESSION = SessionId("session-1")
KEY = bytes(range(32))
STEP_S = 1 / 15
BLOCK = 480
CHIRP_S = 0.2
CHIRP_HZ = 1_000
CHIRP_LEVEL, HUM_LEVEL = 12_000, 1_500
"""The rest of the time it hums: what is silent was not recorded."""


class RecordedRoom:
    """folder: of all recordings. chirps_at_s: seconds behind the beginning."""

    def __init__(self, folder: Path, *, chirps_at_s: tuple[float, ...]) -> None:
        self.folder = folder / SESSION
        self.began_at: datetime
        self._clock = FakeClock()
        self._began_s = self._clock.monotonic()
        self.began_at = self._clock.now()
        self._chirps_at_s = chirps_at_s
        self._heard_s = 0.0
        self._pictures: dict[SiteId, Picture] = {}
        order = RecordSession(
            session_id=SESSION,
            own_site_id=OWN,
            folder=folder,
            key=KEY,
            names=((OWN, "UBND xã"), (FAR, "Trụ sở")),
            main_site_id=FAR,
            clock_offset_s=0.0,
        )
        self._tracks = SoundTracks([site for site, _ in order.names])
        self._work = _Work(
            order=order,
            tracks=self._tracks,
            clock=self._clock,
            composer=Composer(names=dict(order.names), font_path=None),
            tell=lambda _: None,
            expected=Expected(self._clock),
        )

    def record(self, seconds: float, end: PartEnd = PartEnd.CLOSED) -> None:
        """So long, then the part is ended."""
        until_s = self._clock.monotonic() + seconds
        while self._clock.monotonic() < until_s:
            now_s = self._clock.monotonic()
            for site in (OWN, FAR):
                self._pictures[site] = _picture(now_s)
            while self._heard_s < now_s - self._began_s:
                block = self._block(self._heard_s)
                self._heard_s += 0.01
                came_s = self._began_s + self._heard_s
                self._tracks.put(OWN, np.zeros(BLOCK, np.int16), came_s)
                self._tracks.put(FAR, block, came_s)
            self._work.step(self._pictures, FAR)
            self._clock.advance(STEP_S)
        self._work.end(end)

    def hour_of_mark(self, mark_ms: int) -> datetime:
        """When a picture with this mark was taken."""
        began_ms = clock_ms(self._began_s)
        return self.began_at + timedelta(milliseconds=mark_ms - began_ms)

    def hour(self, second: float) -> datetime:
        """So long behind the beginning."""
        return self.began_at + timedelta(seconds=second)

    def _block(self, at_s: float) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
        chirps = any(chirp <= at_s < chirp + CHIRP_S for chirp in self._chirps_at_s)
        level = CHIRP_LEVEL if chirps else HUM_LEVEL
        times = at_s + np.arange(BLOCK) / 48_000
        return (level * np.sin(2 * np.pi * CHIRP_HZ * times)).astype(np.int16)


def _picture(at_s: float) -> Picture:
    planes = np.full((270, 320), 120, np.uint8)
    write_mark(planes[:180], clock_ms(at_s))
    return Picture(planes=planes, width=320, height=180, made_at_s=at_s)
