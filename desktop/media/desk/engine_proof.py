"""The self-test of libwebrtc on this PC, in a child of its own: a native crash stays there."""

import importlib.metadata
import logging
import platform
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

from desktop import __version__
from desktop.media.pipe.exit_codes import SELF_TEST

PROOF_LIMIT_S = 15.0
"""The test itself takes one second; a PC that starts up is slow."""

STOP_LIMIT_S = 2.0
MAX_REASON_CHARS = 80
TRY_AGAIN_AFTER_S = (5.0, 30.0)
"""A PC that has just been switched on is too busy for anything; a crash is not tried again."""

CRASHED = "crashed"

logger = logging.getLogger(__name__)


def this_pc() -> str:
    """What a proof is good for: these versions on this machine's system."""
    try:
        library = importlib.metadata.version("wrtc")
    except importlib.metadata.PackageNotFoundError:
        library = "none"
    return f"{library}|{__version__}|{platform.python_version()}|{platform.platform()}"


class EngineProof:
    """Runs the self-test beside everything else, until it passes or often enough.

    on_done: None when it passed, else why not; on the thread `engine-proof`, never after `stop`.
    """

    def __init__(self, *, command: Sequence[str], on_done: Callable[[str | None], None]) -> None:
        self._command = tuple(command)
        self._on_done = on_done
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine-proof", daemon=True)

    def start(self) -> None:
        """Begin; returns at once. Once only."""
        self._thread.start()

    def stop(self) -> None:
        """End the child if it still runs; blocks up to STOP_LIMIT_S. Idempotent."""
        self._is_stopping.set()
        with self._lock:
            if self._child is not None and self._child.poll() is None:
                self._child.kill()
        if self._thread.ident is not None:
            self._thread.join(STOP_LIMIT_S)

    def _run(self) -> None:
        try:
            failure = prove(self._command, self._keep)
            for pause_s in TRY_AGAIN_AFTER_S:
                if failure is None or failure.startswith(CRASHED):
                    break
                logger.info("media engine's proof tried again failure=%s", failure)
                if self._is_stopping.wait(pause_s):
                    break
                failure = prove(self._command, self._keep)
            if not self._is_stopping.is_set():
                self._on_done(failure)
        except Exception:
            logger.exception("media engine's proof failed")

    def _keep(self, child: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._child = child
            if self._is_stopping.is_set():
                child.kill()


def prove(
    command: Sequence[str],
    on_started: Callable[[subprocess.Popen[bytes]], None] = lambda _process: None,
) -> str | None:
    """Run the self-test of this engine's command here and now: None, or in a word why not.

    on_started: gets the child, which may be killed. Blocks up to PROOF_LIMIT_S.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        child = subprocess.Popen(  # noqa: S603 - our own program
            (*command, SELF_TEST),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )
    except OSError:
        return "not_started"
    on_started(child)
    with child:
        try:
            said, _ = child.communicate(timeout=PROOF_LIMIT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            return "too_slow"
    return _failure(child.returncode, said)


def _failure(exit_code: int, said: bytes) -> str | None:
    if exit_code == 0:
        return None
    words = said.decode("utf-8", "replace").split()
    if exit_code == 1 and words:
        return words[-1][:MAX_REASON_CHARS]
    return f"{CRASHED}_{exit_code}"
