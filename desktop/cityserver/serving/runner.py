"""Runs a city server as a process: socket, ready file, signals, a bounded stop."""

import asyncio
import contextlib
import gc
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from fastapi import FastAPI
from typing_extensions import override
from uvicorn import Config, Server

from desktop.cityserver.access.room_ca import RoomCaUnreadable, ensure_room_ca
from desktop.cityserver.app import build_app
from desktop.cityserver.config.config import CertificateSource, CityServerConfig
from desktop.cityserver.config.recording_store import RecordingsElsewhere
from desktop.cityserver.secrets.key_files import KeyUnreadable
from desktop.cityserver.services import services_in
from desktop.cityserver.serving.listening import (
    BACKLOG,
    open_listener,
    stop_signals,
    wait_for_parents_end,
    write_ready_file,
)
from desktop.cityserver.serving.sockets import BoundedHttp, BoundedWebSocket
from desktop.cityserver.serving.supervisor import Supervisor
from desktop.cityserver.serving.tls import build_tls
from desktop.cityserver.store.database.database import DATABASE_FAULTS, Database
from desktop.cityserver.store.database.folder_lock import FolderTaken, hold_folder
from desktop.cityserver.store.opening import start_data
from desktop.contract.version import MAX_CHANNEL_MESSAGE_BYTES
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.mapping.records import RECORDS, Records

logger = logging.getLogger(__name__)

MAX_CONNECTIONS = 2_000
KEEP_ALIVE_S = 30
GRACE_S = 3
STOP_LIMIT_S = 5.0
THREADS = 16
SWITCH_S = 0.000_5
_MAX_FRAME_BYTES = 8 * MAX_CHANNEL_MESSAGE_BYTES
"""Above this the library itself closes (1009); below, the channel says 4413."""


def run_city_server(config: CityServerConfig, records: Records = RECORDS) -> int:
    """Serve until a signal or the parent's end. Blocks; the main thread only.

    records: the kinds that it takes and tells.

    Returns an ExitCode: OK after a clean stop, FAILED when the port cannot be had, ROOM_TAKEN
    when another server works in the folder, STORE_UNREADABLE when the data cannot be opened.
    """
    try:
        with contextlib.ExitStack() as stack:
            if config.worker == 0:  # of a worker its supervisor holds it
                stack.enter_context(hold_folder(config.folder))
            listener = stack.enter_context(open_listener(config))
            database = Database(config.url)
            stack.callback(database.close)
            epoch = start_data(config, database)
            if config.certificate_source is not CertificateSource.NOBODY:
                ensure_room_ca(config.folder, SystemClock().now())
            if config.workers > 1 and config.worker == 0:
                database.close()
                return Supervisor(config, listener, epoch).run()
            listener.listen(BACKLOG)
            app = build_app(config, database=database, records=records)
            return _serve(config, listener, app, epoch)
    except FolderTaken:
        return _not_started(ExitCode.ROOM_TAKEN, "another one works in this folder")
    except DATABASE_FAULTS as error:
        return _not_started(ExitCode.STORE_UNREADABLE, f"data unreadable, {type(error).__name__}")
    except (KeyUnreadable, RoomCaUnreadable, RecordingsElsewhere) as error:
        return _not_started(ExitCode.STORE_UNREADABLE, str(error))
    except OSError as error:
        where = f"{config.host}:{config.port}"
        return _not_started(ExitCode.FAILED, f"{where}, {error.strerror}")


def _not_started(code: ExitCode, reason: str) -> int:
    logger.error("city server not started: %s", reason)
    return code


def _serve(config: CityServerConfig, listener: socket.socket, app: FastAPI, epoch: str) -> int:
    server = _Server(
        Config(
            app,
            http=BoundedHttp,
            ws=BoundedWebSocket,
            ws_max_size=_MAX_FRAME_BYTES,
            ws_per_message_deflate=False,
            ws_ping_interval=None,  # rooms ping themselves; a pong behind much else is not silence
            lifespan="on",
            loop="asyncio",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MAX_CONNECTIONS,
            backlog=BACKLOG,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=GRACE_S,
            ssl_context_factory=None if config.tls is None else lambda *_: build_tls(config),
        ),
        on_stop=services_in(app).listeners.stop,
    )
    if config.exit_with_parent:
        _follow_parent(server)
    with stop_signals(server.stop_soon), server.stop_limit():
        asyncio.run(_serve_until_stopped(server, listener, config, epoch))
    logger.info("city server stopped")
    return ExitCode.OK


async def _serve_until_stopped(
    server: "_Server", listener: socket.socket, config: CityServerConfig, epoch: str
) -> None:
    _let_writers_go_first()
    port = listener.getsockname()[1]
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    is_up = asyncio.create_task(server.has_started.wait())
    await asyncio.wait({serving, is_up}, return_when=asyncio.FIRST_COMPLETED)
    is_up.cancel()
    _keep_what_was_built()
    if server.started and config.ready_file is not None:
        write_ready_file(config.ready_file, port=port, epoch=epoch)
    logger.info("city server ready host=%s port=%d", config.host, port)
    try:
        await serving
    finally:
        if config.ready_file is not None:
            config.ready_file.unlink(missing_ok=True)


def _let_writers_go_first() -> None:
    # Most threads wait for the turn of a writer, which they then share (store/group_commit.py).
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "city"))
    # Who has the turn asks the database twenty times, and would wait 5 ms for other threads of
    # Python after each answer.
    sys.setswitchinterval(SWITCH_S)


def _keep_what_was_built() -> None:
    # It stays to the end: to look through it for garbage again and again cost a sixth of a push.
    gc.collect()
    gc.freeze()


class _Server(Server):
    """Says when it has started; leaves signals to us; stops within STOP_LIMIT_S.

    on_stop: called before it waits for what rooms have asked.
    """

    def __init__(self, config: Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop
        self.has_started = asyncio.Event()
        # The data is safe at any instant (kill -9 is tested), so a hanging stop is cut short.
        self._limit = threading.Timer(STOP_LIMIT_S, _leave_at_once)
        self._limit.daemon = True
        self._limit.name = "stop-limit"

    @contextmanager
    def stop_limit(self) -> Generator[None, None, None]:
        """Whatever stopping takes inside the block, it takes STOP_LIMIT_S at most."""
        try:
            yield
        finally:
            self._limit.cancel()

    def stop_soon(self) -> None:
        """Thread: any, and from within a signal."""
        self.should_exit = True

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.has_started.set()

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._limit.start()
        self._on_stop()
        await super().shutdown(sockets)

    @override
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        # uvicorn would raise the signal again after a clean stop, and the exit code would lie.
        yield


def _leave_at_once() -> None:
    logger.error("city server did not stop within %.0f s", STOP_LIMIT_S)
    os._exit(ExitCode.FAILED)


def _follow_parent(server: "_Server") -> None:
    """Standard input ends when the parent dies, however it dies."""

    def wait_for_end() -> None:
        wait_for_parents_end()
        server.stop_soon()

    threading.Thread(target=wait_for_end, name="parent-watch", daemon=True).start()
