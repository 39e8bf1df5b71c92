"""Session timelines, kept so that minutes can be printed after this desk has left the session."""

import logging
import threading
from datetime import timedelta

from pydantic import TypeAdapter, ValidationError

from desktop.domain.clock import Clock
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.session_timeline import SessionTimeline, course_with
from desktop.domain.conduct.trial import tried_session
from desktop.domain.events import Event
from desktop.domain.ids import SessionId
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.services.desk import DeskMemory

COURSES = "session_courses"
MAX_KEPT = 64
"""Sessions; those that changed last."""

_COURSES = TypeAdapter(dict[SessionId, SessionTimeline])

logger = logging.getLogger(__name__)


class SessionTimelines:
    """Listens to the channel. Thread: any."""

    def __init__(self, *, memory: DeskMemory, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock
        self._lock = threading.Lock()
        self._courses: dict[SessionId, SessionTimeline] | None = None
        self._followed: SessionId | None = None
        self._clock_offset = timedelta()

    def course(self, session_id: SessionId) -> SessionTimeline | None:
        """What is known of this session; None when this desk never sat in it."""
        with self._lock:
            return self._known().get(session_id)

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case LiveSessionChanged(live=live) if tried_session(live.session_id) is None:
                with self._lock:
                    self._take(live)
            case ChannelChanged(is_connected=False):
                with self._lock:
                    self._followed = None
            case SyncChanged(status=status):
                with self._lock:
                    self._clock_offset = timedelta(seconds=status.clock_offset_s)
            case _:
                pass

    def _take(self, live: LiveSession) -> None:
        session_id = live.session_id
        is_followed = session_id == self._followed
        self._followed = session_id
        courses = self._known()
        former = courses.get(session_id)
        seen_at = self._clock.now() + self._clock_offset if is_followed else None
        course = course_with(former, live, seen_at)
        if course == former:
            return
        courses.pop(session_id, None)
        courses[session_id] = course
        while len(courses) > MAX_KEPT:
            del courses[next(iter(courses))]
        self._memory.remember(COURSES, _COURSES.dump_json(courses).decode())

    def _known(self) -> dict[SessionId, SessionTimeline]:
        if self._courses is None:
            self._courses = self._recall()
        return self._courses

    def _recall(self) -> dict[SessionId, SessionTimeline]:
        kept = self._memory.recall(COURSES)
        if kept is None:
            return {}
        try:
            return _COURSES.validate_json(kept)
        except ValidationError:
            logger.warning("courses of sessions unreadable length=%d", len(kept))
            return {}
