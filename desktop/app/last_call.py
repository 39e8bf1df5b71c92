"""The figures of the last call, kept beside the logs for the support bundle; numbers only."""

import json
import logging
import threading
from dataclasses import asdict
from pathlib import Path

from desktop.domain.call import PeerStats
from desktop.domain.clock import Clock
from desktop.domain.events import ChannelChanged, Event, SeatTaken, StatsChanged

LAST_CALL_FILE = "last-call.json"
WRITE_EVERY_S = 10.0
_KEPT = (
    "width",
    "height",
    "video_fps",
    "received_kbps",
    "sent_kbps",
    "loss",
    "round_trip_s",
    "jitter_s",
    "silent_s",
)

logger = logging.getLogger(__name__)


class LastCall:
    """Listens to statistics; writes at most every WRITE_EVERY_S and when the seat is left.

    folder: where the file lies, made when missing. Thread: any.
    """

    def __init__(self, *, folder: Path, clock: Clock) -> None:
        self._file = folder / LAST_CALL_FILE
        self._clock = clock
        self._lock = threading.Lock()
        self._stats: tuple[PeerStats, ...] = ()
        self._written_at_s = 0.0

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case StatsChanged(stats=stats) if stats:
                self._take(stats)
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                self.write()
            case _:
                pass

    def write(self) -> None:
        """Write what is known now; a disk that refuses costs only this file."""
        with self._lock:
            stats = self._stats
            self._written_at_s = self._clock.monotonic()
        if not stats:
            return
        figures = {
            one.site_id: {name: value for name, value in asdict(one).items() if name in _KEPT}
            for one in stats
        }
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(figures), encoding="utf-8")
        except OSError as error:
            logger.warning("last call not written errno=%s", error.errno)

    def _take(self, stats: tuple[PeerStats, ...]) -> None:
        with self._lock:
            self._stats = stats
            is_due = self._clock.monotonic() - self._written_at_s >= WRITE_EVERY_S
        if is_due:
            self.write()


def read_last_call(folders: list[Path]) -> dict[str, object]:
    """The newest file below these folders; empty when there is none."""
    found = [path for folder in folders for path in folder.rglob(LAST_CALL_FILE)]
    if not found:
        return {}
    newest = max(found, key=lambda path: path.stat().st_mtime)
    try:
        figures = json.loads(newest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return figures if isinstance(figures, dict) else {}
