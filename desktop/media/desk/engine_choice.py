"""Which WebRTC implementation the next engine uses: by the setting, a proof on this PC, crashes.

`auto` is libwebrtc once its self-test passed on this PC with these versions, aiortc until then.
Two engines that died with libwebrtc within ten minutes mean aiortc for the rest of the day,
whatever was set: a room that works comes before a better picture.
"""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.domain.media.call import MediaEngine

CRASH_WINDOW_S = 600.0
MAX_CRASHES = 2
FORMAT = 1
MAX_FILE_BYTES = 16_384

logger = logging.getLogger(__name__)


class Why(StrEnum):
    """What decided."""

    SETTING = "setting"
    PROVED = "proved"
    NOT_PROVED = "not_proved"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """media_engine: never AUTO."""

    media_engine: MediaEngine
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFacts:
    """What is remembered across programs.

    proved_by: the versions and the PC that the self-test passed with, empty for none.
    crashed_at: of engines that ran libwebrtc, within CRASH_WINDOW_S. banned_on: this day, by the
    clock on the wall, uses aiortc.
    """

    proved_by: str = ""
    crashed_at: tuple[datetime, ...] = ()
    banned_on: date | None = None


def choose(wish: MediaEngine, facts: ChoiceFacts, *, this_pc: str, today: date) -> Choice:
    """The rule."""
    if wish is MediaEngine.AIORTC:
        return Choice(media_engine=MediaEngine.AIORTC, why=Why.SETTING)
    if facts.banned_on == today:
        return Choice(media_engine=MediaEngine.AIORTC, why=Why.CRASHED)
    if wish is MediaEngine.LIBWEBRTC:
        return Choice(media_engine=MediaEngine.LIBWEBRTC, why=Why.SETTING)
    if facts.proved_by == this_pc:
        return Choice(media_engine=MediaEngine.LIBWEBRTC, why=Why.PROVED)
    return Choice(media_engine=MediaEngine.AIORTC, why=Why.NOT_PROVED)


def after_crash(facts: ChoiceFacts, now: datetime) -> ChoiceFacts:
    """What is known after an engine with libwebrtc died; now: aware."""
    recent = tuple(
        at for at in facts.crashed_at if 0 <= (now - at).total_seconds() <= CRASH_WINDOW_S
    )
    crashed_at = (*recent, now)[-MAX_CRASHES:]
    is_over = len(crashed_at) >= MAX_CRASHES
    banned_on = _day(now) if is_over else facts.banned_on
    return replace(facts, crashed_at=() if is_over else crashed_at, banned_on=banned_on)


class EngineChoice:
    """Decides and remembers. Thread: any.

    this_pc: asked when needed. path: None remembers nothing.
    """

    def __init__(
        self, *, clock: Clock, wish: MediaEngine, this_pc: Callable[[], str], path: Path | None
    ) -> None:
        self._clock = clock
        self._wish = wish
        self._this_pc = this_pc
        self._path = path
        self._lock = threading.Lock()
        self._facts: ChoiceFacts | None = None

    def now(self) -> Choice:
        """What the next engine uses."""
        with self._lock:
            return self._choose()

    def needs_proof(self) -> bool:
        """Whether a self-test could change the choice."""
        return self.now().why is Why.NOT_PROVED

    def note_proof(self, failure: str | None) -> Choice:
        """The self-test passed (None) or says why not; a failure is tried again at a next start."""
        with self._lock:
            if failure is None:
                self._keep(replace(self._load(), proved_by=self._this_pc()))
            choice = self._choose()
        logger.info(
            "media engine proved passed=%s failure=%s now=%s why=%s",
            failure is None,
            failure,
            choice.media_engine,
            choice.why,
        )
        return choice

    def note_crash(self, media_engine: MediaEngine | None) -> None:
        """An engine that ran this died by itself."""
        if media_engine is not MediaEngine.LIBWEBRTC:
            return
        with self._lock:
            before = self._choose()
            self._keep(after_crash(self._load(), self._clock.now()))
            choice = self._choose()
        if choice != before:
            logger.warning(
                "media engine given up engine=%s crashes=%d window_s=%.0f now=%s until=midnight",
                media_engine,
                MAX_CRASHES,
                CRASH_WINDOW_S,
                choice.media_engine,
            )

    def _choose(self) -> Choice:
        today = _day(self._clock.now())
        return choose(self._wish, self._load(), this_pc=self._this_pc(), today=today)

    def _load(self) -> ChoiceFacts:
        if self._facts is None:
            self._facts = ChoiceFacts() if self._path is None else _read(self._path)
        return self._facts

    def _keep(self, facts: ChoiceFacts) -> None:
        self._facts = facts
        if self._path is None:
            return
        try:
            self._path.write_text(_format(facts), "utf-8")
        except OSError:
            # It is asked again, or counted anew, by the next program.
            logger.warning("media engine's choice not kept", exc_info=True)


def _day(now: datetime) -> date:
    """The day on the wall of this PC."""
    return now.astimezone().date()


def _format(facts: ChoiceFacts) -> str:
    return json.dumps(
        {
            "format": FORMAT,
            "proved_by": facts.proved_by,
            "crashed_at": [at.isoformat() for at in facts.crashed_at],
            "banned_on": None if facts.banned_on is None else facts.banned_on.isoformat(),
        }
    )


def _read(path: Path) -> ChoiceFacts:
    """A file that is missing, broken or of another format says nothing."""
    try:
        untrusted = json.loads(path.read_bytes()[:MAX_FILE_BYTES])
        if untrusted["format"] != FORMAT:
            return ChoiceFacts()
        banned_on = untrusted["banned_on"]
        crashed_at = tuple(datetime.fromisoformat(at) for at in untrusted["crashed_at"])
        return ChoiceFacts(
            proved_by=str(untrusted["proved_by"]),
            crashed_at=tuple(at for at in crashed_at if at.tzinfo is not None)[-MAX_CRASHES:],
            banned_on=None if banned_on is None else date.fromisoformat(banned_on),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ChoiceFacts()
