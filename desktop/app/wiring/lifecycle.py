"""Ordered start and stop; each stop is bounded in time and the late ones are named."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

STOP_LIMIT_S = 10.0
"""Longer than the own limits of any part (the engine: 7 s), each of which says what was late."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that runs between start and stop. Neither may raise on a second call."""

    name: str
    start: Callable[[], None]
    stop: Callable[[], None]


class Lifecycle:
    """Starts parts in their order and stops them in the opposite one.

    A start that fails stops what was started and lets its error pass.
    """

    def __init__(self, parts: tuple[Part, ...], *, stop_limit_s: float = STOP_LIMIT_S) -> None:
        self._parts = parts
        self._stop_limit_s = stop_limit_s
        self._started: list[Part] = []

    def start(self) -> None:
        """Start every part."""
        for part in self._parts:
            try:
                part.start()
            except BaseException:
                self.stop()
                raise
            self._started.append(part)
            logger.debug("part started name=%s", part.name)

    def stop(self) -> tuple[str, ...]:
        """Stop what was started; returns the names of parts that did not stop in time."""
        late: list[str] = []
        while self._started:
            part = self._started.pop()
            if not self._stop_one(part):
                late.append(part.name)
                logger.error("part is late to stop name=%s", part.name)
        return tuple(late)

    def _stop_one(self, part: Part) -> bool:
        thread = threading.Thread(target=_call_stop, args=(part,), name=f"stop-{part.name}")
        thread.daemon = True
        thread.start()
        thread.join(self._stop_limit_s)
        return not thread.is_alive()


def _call_stop(part: Part) -> None:
    try:
        part.stop()
    except Exception:
        logger.exception("part failed to stop name=%s", part.name)
