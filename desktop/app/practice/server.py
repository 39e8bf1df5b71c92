"""Keeps the embedded city server of a practice folder alive, whoever started it.

The first program of a folder takes the keeper's lock and runs the server as its child; a second
program (`--site hq`) finds it through the ready file. When the keeper goes, the server goes with
it, and the next program that notices takes the lock and starts the server again on the same port.
"""

import json
import logging
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import Clock
from desktop.domain.errors import Offline, StorageError
from desktop.store.database.folder_lock import FolderLock

READY_FILE = "server.json"
PORT_FILE = "port"
START_LIMIT_S = 300.0
STOP_LIMIT_S = 5.0
LOOK_EVERY_S = 0.5
POLL_S = 0.02
PROBE_TIMEOUT_S = 1.0
MAX_ANSWER_BYTES = 64 * 1024

logger = logging.getLogger(__name__)


class PracticeServer:
    """The embedded city server of one practice folder.

    folder: of the server, made when missing. command: starts `reception-room city-server`; the
    options that name folder, port and ready file are added here. seed: fills the database,
    called under the keeper's lock before each start. Thread: any; own thread `practice-server`.
    """

    def __init__(
        self, *, folder: Path, command: Sequence[str], seed: Callable[[], None], clock: Clock
    ) -> None:
        self._folder = folder
        self._command = tuple(command)
        self._seed = seed
        self._clock = clock
        self._lock = FolderLock(folder=folder)
        self._is_keeper = False
        self._child: subprocess.Popen[bytes] | None = None
        self._has_answered = False
        self._stopping = threading.Event()
        self._is_held_down = threading.Event()
        self._turn = threading.Lock()  # start and the keeper's thread never start two children
        self._thread: threading.Thread | None = None

    @property
    def ready_file(self) -> Path:
        """Where a running server says its port: JSON {port, pid, epoch}."""
        return self._folder / READY_FILE

    def base_url(self) -> str:
        """http://127.0.0.1:PORT of the server.

        It stays the same when the server is started again.
        Raises Offline when the server never said its port.
        """
        port = self._last_port()
        if port == 0:
            raise Offline
        return f"http://127.0.0.1:{port}"

    def start(self) -> None:
        """Return when the server answers, having started it if need be.

        Raises Offline when it does not answer within START_LIMIT_S.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._stopping.clear()
        self._is_held_down.clear()
        limit = self._clock.monotonic() + START_LIMIT_S
        while not self._ensure_running():
            if self._clock.monotonic() > limit:
                self.stop()
                raise Offline
            self._stopping.wait(POLL_S)
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._keep_running, name="practice-server", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """End the server if it is our child, and let somebody else keep it."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)
            self._thread = None
        with self._turn:
            self._end_child()
            if self._is_keeper:
                self._is_keeper = False
                self._lock.release()

    def is_keeper(self) -> bool:
        """Whether the server is our child."""
        return self._is_keeper

    def hold_down(self) -> None:
        """End the server as a power cut would, and keep it down until `start`; for rehearsals."""
        self._is_held_down.set()
        with self._turn:
            if self._child is not None:
                self._child.kill()
                self._child.wait(STOP_LIMIT_S)

    def _keep_running(self) -> None:
        while not self._stopping.wait(LOOK_EVERY_S):
            if self._is_held_down.is_set():
                continue
            try:
                self._ensure_running()
            except Exception:
                logger.exception("practice server could not be kept running")

    def _ensure_running(self) -> bool:
        with self._turn:
            return not self._stopping.is_set() and self._ensure_running_in_turn()

    def _ensure_running_in_turn(self) -> bool:
        if self._child is not None and self._child.poll() is None:
            answers = self._answers()
            self._has_answered = self._has_answered or answers
            return answers
        if self._is_keeper:
            self._start_child()
            return self._answers()
        if self._answers():
            return True
        self._take_over()
        return False

    def _take_over(self) -> None:
        try:
            self._lock.acquire()
        except StorageError:
            return  # somebody else is just starting it
        self._is_keeper = True
        self._start_child()

    def _start_child(self) -> None:
        if self._could_not_start():
            # another program took the port meanwhile; desks that know the old one start anew
            (self._folder / PORT_FILE).unlink(missing_ok=True)
        self._has_answered = False
        self._end_child()
        self._seed()
        port = self._last_port()
        self._child = subprocess.Popen(  # noqa: S603 - our own program
            [
                *self._command,
                "--folder", str(self._folder),
                "--port", str(port),
                "--ready-file", str(self.ready_file),
                "--exit-with-parent",
                "--practice",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        logger.info("practice server started pid=%s", self._child.pid)

    def _could_not_start(self) -> bool:
        """Windows gives a killed program the same exit code: one that answered had its port."""
        if self._child is None or self._has_answered:
            return False
        return self._child.poll() == ExitCode.FAILED

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin is not None:
            child.stdin.close()  # the server ends when its parent's pipe does
        try:
            child.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait(STOP_LIMIT_S)

    def _ready(self) -> tuple[int, str]:
        """Port and epoch as a running server says them; port 0 when none runs."""
        try:
            said = json.loads(self.ready_file.read_text(encoding="utf-8"))
            return int(said["port"]), str(said["epoch"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, ""

    def _last_port(self) -> int:
        """Where the server was last reached, 0 when it never was."""
        try:
            return int((self._folder / PORT_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0

    def _answers(self) -> bool:
        port, epoch = self._ready()
        if port == 0:
            return False
        url = f"http://127.0.0.1:{port}/v1/server"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(url, timeout=PROBE_TIMEOUT_S) as answer:
                untrusted_answer = answer.read(MAX_ANSWER_BYTES)
        except (urllib.error.URLError, OSError):
            return False
        if not _has_epoch(untrusted_answer, epoch):
            return False  # somebody else's server answers at a port of ours
        if port != self._last_port():
            (self._folder / PORT_FILE).write_text(str(port), encoding="utf-8")
        return True


def _has_epoch(untrusted_answer: bytes, epoch: str) -> bool:
    try:
        said = json.loads(untrusted_answer)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("epoch") == epoch
