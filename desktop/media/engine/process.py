"""The engine's process: takes the pipe from its standard input, works, ends with the pipe."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading

from desktop.domain.clock import SystemClock
from desktop.domain.media.call import MediaEngine
from desktop.media.engine.command_handlers import EngineTools
from desktop.media.engine.command_pipe import EnginePipe
from desktop.media.engine.devices.device_thread import DevicesStuck
from desktop.media.engine.engine import Engine
from desktop.media.engine.lock_in import lock_in
from desktop.media.engine.memory import bound_heap, freeze_start, sweep
from desktop.media.engine.peer.choice import ChosenConnections
from desktop.media.engine.peer.self_test import failure_of
from desktop.media.pipe.commands import EngineStart
from desktop.media.pipe.events import MESSAGES_VERSION, EngineReady
from desktop.media.pipe.exit_codes import EXIT_DEVICES_STUCK
from desktop.media.pipe.joining import MAX_HAND_OVER_CHARS, join
from desktop.media.pipe.parts import BrokenMessage
from desktop.media.pipe.pipe_end import EngineEnd
from desktop.sandbox.measures import words

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_NO_PIPE = 2
EXIT_OTHER_VERSION = 3
START_POLL_S = 1.0
SWITCH_INTERVAL_S = 0.001

logger = logging.getLogger(__name__)


def run_engine() -> int:
    """The sub-command `media-engine`; returns the exit code. Not for people: the desk starts it."""
    # Ctrl+C in a terminal goes to the desk, which ends its engine in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe = join(sys.stdin.readline(MAX_HAND_OVER_CHARS))
    if pipe is None:
        return EXIT_NO_PIPE
    with contextlib.closing(pipe):
        try:
            options = _await_start(pipe)
        except (EOFError, OSError):
            return EXIT_NO_PIPE
        if options is None or options.version != MESSAGES_VERSION:
            return EXIT_OTHER_VERSION
        _set_up_logging(options.log_level)
        logger.info("media engine locked in held=%s", words(lock_in()))
        bound_heap()
        threading.current_thread().name = "media-loop"
        # Sound is due every 10 ms: a thread must not keep the interpreter for the usual 5.
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        try:
            asyncio.run(_work(pipe, options))
        except DevicesStuck:
            os._exit(EXIT_DEVICES_STUCK)  # an orderly end would wait for them
    return EXIT_OK


def run_self_test() -> int:
    """`media-engine --self-test`: does libwebrtc work here? Says in one word what does not."""
    clock = SystemClock()
    connections = ChosenConnections(clock=clock)
    connections.use(MediaEngine.LIBWEBRTC)
    failure: str | None = "not_loaded"
    if connections.implementation == MediaEngine.LIBWEBRTC:
        failure = asyncio.run(failure_of(connections, clock))
    if failure is None:
        return EXIT_OK
    sys.stdout.write(failure + "\n")
    return EXIT_FAILED


def run_lock_in() -> int:
    """`media-engine --lock-in`: gives up what an engine does, and says what holds, as a number."""
    sys.stdout.write(f"{int(lock_in())}\n")
    return EXIT_OK


def _await_start(pipe: EngineEnd) -> EngineStart | None:
    """The first message of the desk; None when it is another one or none of this build.

    Raises: EOFError, OSError.
    """
    try:
        while (message := pipe.hear(START_POLL_S)) is None:
            continue
    except BrokenMessage:
        return None
    return message if isinstance(message, EngineStart) else None


async def _work(end: EngineEnd, options: EngineStart) -> None:
    clock = SystemClock()
    pipe = EnginePipe(end)
    connections = ChosenConnections(clock=clock)
    connections.use(options.media_engine)
    tools = EngineTools(
        clock=clock,
        options=options,
        connect=connections,
        use_media_engine=connections.use,
        tell=pipe.tell,
    )
    engine = Engine(tools)
    freeze_start()
    ready = EngineReady(
        pid=os.getpid(),
        version=MESSAGES_VERSION,
        implementation=connections.implementation,
    )
    pipe.tell(ready)
    running = asyncio.ensure_future(engine.run())
    sweeping = asyncio.ensure_future(sweep())
    await asyncio.sleep(0)  # the engine knows its loop before the first command comes
    pipe.start(engine.obey, engine.end)
    await running
    sweeping.cancel()
    pipe.stop()


def _set_up_logging(level: int) -> None:
    """Lines "<level>|<logger> <message>" on the standard error, which the desk reads."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelno)d|%(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("aioice", "aiortc", "libav", "livekit"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
