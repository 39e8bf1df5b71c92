"""Keeps one media engine running: starts it, watches it, replaces it when it is lost."""

import logging
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.media.call import MediaEngine
from desktop.domain.media.events import EngineStateChanged
from desktop.media.desk.engine_choice import EngineChoice
from desktop.media.desk.engine_process import (
    EngineGone,
    EngineProcess,
    EngineSilent,
    RestartPause,
)
from desktop.media.desk.engine_proof import EngineProof, this_pc
from desktop.media.pipe.commands import Command, EngineStart, Shutdown, UseMediaEngine
from desktop.media.pipe.events import MESSAGES_VERSION, EngineEvent, EngineReady
from desktop.media.pipe.exit_codes import EXIT_DEVICES_STUCK
from desktop.media.pipe.ring import remove_abandoned_rings

DEFAULT_COMMAND = (sys.executable, "-m", "desktop", "media-engine")
SILENCE_LIMIT_S = 2.0
READY_LIMIT_S = 30.0
POLL_S = 0.1
STANDSTILL_S = 1.0
"""After such a turn nobody knows of the engine: a laptop slept, which counts as time on Windows."""

LEAVE_GRACE_S = 2.0
DEATH_GRACE_S = 0.3
"""For the last words of an engine whose pipe broke."""

STOP_LIMIT_S = 5.0

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineHooks:
    """What the desk does as engines come and go; on the thread `engine-events`.

    hold_wanted: the commands that bring a new engine to where the desk wants it; while they are
    held nobody wants anything else. on_event: whatever an engine says once it is up. on_gone: an
    engine ended, and with it its pictures. emit: takes `EngineStateChanged`.
    """

    hold_wanted: Callable[[], AbstractContextManager[list[Command]]]
    on_event: Callable[[EngineEvent], None]
    on_gone: Callable[[], None]
    emit: EventSink


class EngineKeeper:
    """Thread: any; works on the thread `engine-events`."""

    def __init__(
        self,
        *,
        clock: Clock,
        options: EngineStart,
        command: Sequence[str],
        choice_path: Path | None,
        hooks: EngineHooks,
    ) -> None:
        self._clock = clock
        self._options = options
        self._command = tuple(command)
        self._hooks = hooks
        self._choice = EngineChoice(
            clock=clock, wish=options.media_engine, this_pc=this_pc, path=choice_path
        )
        self._proof = EngineProof(command=command, on_done=self._note_proof)
        self._implementation: MediaEngine | None = None
        self._engine: EngineProcess | None = None
        self._starting: EngineProcess | None = None
        self._pid: int | None = None
        self._is_stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def engine_pid(self) -> int | None:
        """Process id of the engine that is up, None while there is none."""
        return self._pid

    @property
    def implementation(self) -> MediaEngine | None:
        """What the engine that is up makes connections by."""
        return self._implementation

    def start(self) -> None:
        """Start the engine and keep it running."""
        self._is_stopping.clear()
        if self._choice.needs_proof():
            self._proof.start()
        self._thread = threading.Thread(target=self._run, name="engine-events")
        self._thread.start()

    def stop(self) -> None:
        """End the engine; blocks up to STOP_LIMIT_S."""
        self.send(Shutdown())
        self._is_stopping.set()
        starting = self._starting
        if starting is not None:
            starting.give_up()
        self._proof.stop()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)
            if self._thread.is_alive():
                logger.warning("media client late thread=engine-events limit_s=%s", STOP_LIMIT_S)

    def send(self, command: Command) -> None:
        """To the engine that is up, if there is one; returns at once."""
        engine = self._engine
        if engine is not None:
            engine.send(command)

    def _run(self) -> None:
        """Thread: engine-events."""
        restarts = 0
        pause = RestartPause()
        self._guard(remove_abandoned_rings)
        while not self._is_stopping.is_set():
            lived_s = self._guard(self._run_engine, restarts) or 0.0
            if self._is_stopping.is_set():
                break
            restarts += 1
            self._guard(self._hooks.emit, EngineStateChanged(is_up=False, restarts=restarts))
            self._is_stopping.wait(pause.after(lived_s))

    def _guard(self, act: Callable[..., Result], *arguments: object) -> Result | None:
        """Whatever goes wrong with one engine: without this thread there would be no other."""
        try:
            return act(*arguments)
        except Exception:
            logger.exception("engine supervision failed")
            return None

    def _run_engine(self, restarts: int) -> float:
        """One engine from start to end; returns how long it was up, in seconds."""
        process = EngineProcess(command=self._command)
        is_lost, grace_s = False, DEATH_GRACE_S
        ready_at_s: float | None = None
        choice = self._choice.now()
        self._implementation = choice.media_engine
        try:
            self._starting = process
            if self._is_stopping.is_set():  # asked just before there was anything to give up
                process.give_up()
            process.start(replace(self._options, media_engine=choice.media_engine))
            self._await_ready(process)
            ready_at_s = self._clock.monotonic()
            self._welcome(process)
            if choice.media_engine is MediaEngine.AIORTC:
                self._use_what_is_proved()  # perhaps while this engine came up
            logger.info("engine up pid=%s restarts=%d", process.pid, restarts)
            logger.info("engine uses implementation=%s why=%s", self._implementation, choice.why)
            self._hooks.emit(EngineStateChanged(is_up=True, restarts=restarts))
            self._listen(process)
        except EngineGone as gone:
            is_lost, grace_s = not self._is_stopping.is_set(), _grace_of(gone)
        except Exception:
            logger.exception("engine supervision failed")
        finally:
            self._engine = self._starting = None
            used, self._implementation = self._implementation, None
            self._pid = None
            process.end(LEAVE_GRACE_S if self._is_stopping.is_set() else grace_s)
            if is_lost:
                self._note_lost(process, used, restarts)
            process.log_last_words()
            self._hooks.on_gone()
        return 0.0 if ready_at_s is None else self._clock.monotonic() - ready_at_s

    def _note_lost(self, process: EngineProcess, used: MediaEngine | None, restarts: int) -> None:
        code = process.exit_code
        logger.warning("engine lost pid=%s exit=%s restarts=%d", process.pid, code, restarts)
        if code != EXIT_DEVICES_STUCK:
            self._choice.note_crash(used)

    def _await_ready(self, process: EngineProcess) -> None:
        deadline_s = self._clock.monotonic() + READY_LIMIT_S
        while self._clock.monotonic() < deadline_s and not self._is_stopping.is_set():
            event = process.receive(POLL_S)
            if isinstance(event, EngineReady):
                if event.version != MESSAGES_VERSION:
                    logger.error("engine refused version=%d", event.version)
                    raise EngineGone
                if event.implementation in tuple(MediaEngine):
                    self._implementation = MediaEngine(event.implementation)
                return
        raise EngineGone

    def _welcome(self, process: EngineProcess) -> None:
        """Tell it where the one before was, with no command of another thread in between."""
        with self._hooks.hold_wanted() as wanted:
            for command in wanted:
                process.send(command)
            self._engine = process
        self._pid = process.pid

    def _note_proof(self, failure: str | None) -> None:
        """Thread: engine-proof. The engine that runs uses it from its next connection on."""
        self._choice.note_proof(failure)
        self._use_what_is_proved()

    def _use_what_is_proved(self) -> None:
        """Thread: any."""
        chosen = self._choice.now().media_engine
        is_news = self._engine is not None and chosen is not self._implementation
        if is_news and chosen is MediaEngine.LIBWEBRTC:
            self._implementation = chosen
            self.send(UseMediaEngine(media_engine=chosen))

    def _listen(self, process: EngineProcess) -> None:
        heard_at_s = looked_at_s = self._clock.monotonic()
        while not self._is_stopping.is_set():
            event = process.receive(POLL_S)
            now_s = self._clock.monotonic()
            stood_s, looked_at_s = now_s - looked_at_s, now_s
            if event is not None:
                heard_at_s = now_s
                self._hooks.on_event(event)
            elif stood_s > STANDSTILL_S:
                logger.info("desk stood still pid=%s stood_s=%.1f", process.pid, stood_s)
                heard_at_s = now_s
            elif now_s - heard_at_s > SILENCE_LIMIT_S:
                logger.warning("engine silent pid=%s limit_s=%s", process.pid, SILENCE_LIMIT_S)
                raise EngineSilent


def _grace_of(gone: EngineGone) -> float:
    return 0.0 if isinstance(gone, EngineSilent) else DEATH_GRACE_S
