"""The engine's process: takes the pipe from its standard input, works, ends with the pipe."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection

from desktop.domain.clock import SystemClock
from desktop.domain.enums import MediaEngine
from desktop.media.engine.device_thread import EXIT_DEVICES_STUCK, DevicesStuck
from desktop.media.engine.engine import Engine, EngineTools
from desktop.media.engine.heap import bound_heap, freeze_start, sweep
from desktop.media.engine.peer.choice import ChosenConnections
from desktop.media.engine.peer.self_test import failure_of
from desktop.media.engine.pipe import EnginePipe
from desktop.media.messages import MESSAGES_VERSION, EngineReady, EngineStart

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_NO_PIPE = 2
EXIT_OTHER_VERSION = 3
MAX_HAND_OVER_CHARS = 4_096
SWITCH_INTERVAL_S = 0.001

logger = logging.getLogger(__name__)


def run_engine() -> int:
    """The sub-command `media-engine`; returns the exit code. Not for people: the desk starts it."""
    # Ctrl+C in a terminal goes to the desk, which ends its engine in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = _connect()
    if connection is None:
        return EXIT_NO_PIPE
    with connection:
        try:
            options = connection.recv()
        except (EOFError, OSError):
            return EXIT_NO_PIPE
        if not isinstance(options, EngineStart) or options.version != MESSAGES_VERSION:
            return EXIT_OTHER_VERSION
        _set_up_logging(options.log_level)
        bound_heap()
        threading.current_thread().name = "media-loop"
        # Sound is due every 10 ms: a thread must not keep the interpreter for the usual 5.
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        try:
            asyncio.run(_work(connection, options))
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


async def _work(connection: Connection, options: EngineStart) -> None:
    clock = SystemClock()
    pipe = EnginePipe(connection)
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


def _connect() -> Connection | None:
    """Read address and key from the standard input and join the pipe."""
    line = sys.stdin.readline(MAX_HAND_OVER_CHARS)
    try:
        hand_over = json.loads(line)
        address, key = str(hand_over["address"]), bytes.fromhex(hand_over["key"])
    except (ValueError, KeyError, TypeError):
        return None
    family = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
    with contextlib.suppress(OSError, EOFError, AuthenticationError):
        return Client(address, family, authkey=key)
    return None


def _set_up_logging(level: int) -> None:
    """Lines "<level>|<logger> <message>" on the standard error, which the desk reads."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelno)d|%(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("aioice", "aiortc", "libav", "livekit"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
