"""The figures of the last call, kept beside the logs for `call-report` and the support bundle."""

import json
import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.app.services.call_history import (
    CallHistory,
    SiteHistory,
    Value,
    sites_from_json,
    summary,
)
from desktop.domain.clock import Clock
from desktop.domain.conduct.events import ChannelChanged, SeatTaken
from desktop.domain.errors import ProtocolError
from desktop.domain.events import Event
from desktop.domain.media.call import PeerStats
from desktop.domain.media.events import StatsChanged
from desktop.files.durable import BY_UMASK, replace_file

LAST_CALL_FILE = "last-call.json"
WRITE_EVERY_S = 10.0
MAX_FILE_BYTES = 8 << 20

_FORMAT = 2

logger = logging.getLogger(__name__)


class LastCall:
    """Listens to statistics; writes at most every WRITE_EVERY_S and when the seat is left.

    A call begins with its first figures and ends when the seat is left; the next one takes its
    place. folder: where the file lies, made when missing. Thread: any.
    """

    def __init__(self, *, folder: Path, clock: Clock) -> None:
        self._file = folder / LAST_CALL_FILE
        self._clock = clock
        self._lock = threading.Lock()
        self._history: CallHistory | None = None
        self._began_at: datetime | None = None
        self._began_s = 0.0
        self._written_at_s = 0.0

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case StatsChanged(stats=stats) if stats:
                self._take(stats)
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                self.finish()
            case _:
                pass

    def finish(self) -> None:
        """The call is over: write it whole. Idempotent."""
        with self._lock:
            self._write(has_ended=True)
            self._history = None

    def _take(self, stats: tuple[PeerStats, ...]) -> None:
        now_s = self._clock.monotonic()
        with self._lock:
            if self._history is None:
                self._history = CallHistory()
                self._began_at, self._began_s = self._clock.now(), now_s
                self._written_at_s = now_s - WRITE_EVERY_S
            for one in stats:
                self._history.add(one, now_s - self._began_s)
            if now_s - self._written_at_s >= WRITE_EVERY_S:
                self._written_at_s = now_s
                self._write(has_ended=False)

    def _write(self, *, has_ended: bool) -> None:
        """A disk that refuses costs only this file; a kill leaves the old one or the new one."""
        if self._history is None or self._began_at is None:
            return
        content = {
            "format": _FORMAT,
            "began_at": self._began_at.isoformat(timespec="seconds"),
            "lasted_s": round(self._clock.monotonic() - self._began_s, 1),
            "has_ended": has_ended,
            **self._history.as_json(),
        }
        data = json.dumps(content, separators=(",", ":")).encode()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._file, data, mode=BY_UMASK, is_synced=False)
        except OSError as error:
            logger.warning("last call not written errno=%s", error.errno)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCall:
    """The last call of a room, by its file. has_ended: false while it runs, or was killed."""

    file: Path
    began_at: datetime
    lasted_s: float
    has_ended: bool
    sites: tuple[SiteHistory, ...]


def read_last_call(folders: list[Path]) -> RecordedCall | None:
    """The newest call below these folders; None when there is none that can be read."""
    found = [path for folder in folders for path in folder.rglob(LAST_CALL_FILE)]
    for path in sorted(found, key=_changed_at, reverse=True):
        try:
            return _recorded(path)
        except (OSError, ValueError, KeyError, TypeError, ProtocolError):
            logger.warning("last call not readable file=%s", path.name)
    return None


def bundle_figures(call: RecordedCall | None) -> dict[str, dict[str, Value]]:
    """For each site one row that stands for the whole call."""
    sites = call.sites if call is not None else ()
    return {site.site_id: summary(site.minutes) for site in sites if site.minutes}


def _recorded(path: Path) -> RecordedCall:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(path.name)
    content: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise ValueError(path.name)
    began_at = datetime.fromisoformat(content["began_at"])
    if began_at.tzinfo is None:
        raise ValueError(path.name)
    return RecordedCall(
        file=path,
        began_at=began_at,
        lasted_s=float(content["lasted_s"]),
        has_ended=bool(content["has_ended"]),
        sites=sites_from_json(content),
    )


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
