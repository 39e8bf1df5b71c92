"""Line history: the rung that recent calls carried, at which the next call begins."""

import logging
import threading
from collections import deque

from desktop.domain.conduct.events import ChannelChanged, SeatTaken
from desktop.domain.events import Event
from desktop.domain.media.call import LOST_AFTER_S, PeerStats, QualityCause, Rung, lowest_rung
from desktop.domain.media.events import StatsChanged
from desktop.presenters.services.desk import DeskMemory

LINE_RUNG = "line_rung"
KEPT_SECONDS = 300
LEAST_SECONDS = 30
"""A call shorter than this says nothing of the line."""

KEEP_EVERY_SECONDS = 60

logger = logging.getLogger(__name__)


class LineHistory:
    """Listens to statistics, one set a second. Thread: any.

    A call begins at the rung that half of the last minutes of the call before reached. A line
    that was bad at one other site only is not this room's.
    """

    def __init__(self, *, memory: DeskMemory) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._seconds: deque[Rung] = deque(maxlen=KEPT_SECONDS)
        self._since_kept = 0

    def start_rung(self) -> Rung:
        """Where to begin; the best one in a room without a history."""
        kept = self._memory.recall(LINE_RUNG)
        if kept is None:
            return Rung.P720
        try:
            rung = Rung(kept)
        except ValueError:
            logger.warning("line history unreadable length=%d", len(kept))
            return Rung.P720
        # Somebody who is only heard would not be greeted by a face for fifteen seconds.
        return Rung.STILL if rung is Rung.SOUND else rung

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case StatsChanged(stats=stats):
                self._take(stats)
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                self._end()
            case _:
                pass

    def _take(self, stats: tuple[PeerStats, ...]) -> None:
        heard = [one for one in stats if one.silent_s < LOST_AFTER_S]
        if not heard:
            return
        held = [one.sent_rung for one in heard if one.sent_cause is QualityCause.OUR_LINE]
        with self._lock:
            self._seconds.append(lowest_rung(*held) if held else Rung.P720)
            self._since_kept += 1
            is_due = self._since_kept >= KEEP_EVERY_SECONDS
        if is_due:
            self._keep()

    def _end(self) -> None:
        self._keep()
        with self._lock:
            self._seconds.clear()
            self._since_kept = 0

    def _keep(self) -> None:
        with self._lock:
            seconds = sorted(self._seconds, key=lambda rung: rung.place)
            self._since_kept = 0
        if len(seconds) < LEAST_SECONDS:
            return
        usual = seconds[len(seconds) // 2].value
        if usual != self._memory.recall(LINE_RUNG):
            self._memory.remember(LINE_RUNG, usual)
