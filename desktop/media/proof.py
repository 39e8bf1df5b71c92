"""The self-test of libwebrtc on this PC, in a child of its own: a native crash stays there."""

import importlib.metadata
import logging
import platform
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

from desktop import __version__

SELF_TEST = "--self-test"
PROOF_LIMIT_S = 15.0
"""The test itself takes one second; a PC that starts up is slow."""

STOP_LIMIT_S = 2.0
MAX_REASON_CHARS = 80

logger = logging.getLogger(__name__)


def this_pc() -> str:
    """What a proof is good for: these versions on this machine's system."""
    try:
        library = importlib.metadata.version("wrtc")
    except importlib.metadata.PackageNotFoundError:
        library = "none"
    return f"{library}|{__version__}|{platform.python_version()}|{platform.platform()}"


class EngineProof:
    """Runs the self-test once, beside everything else.

    on_done: None when it passed, else why not; on the thread `engine-proof`, never after `stop`.
    """

    def __init__(self, *, command: Sequence[str], on_done: Callable[[str | None], None]) -> None:
        self._command = (*command, SELF_TEST)
        self._on_done = on_done
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine-proof", daemon=True)

    def start(self) -> None:
        """Begin; returns at once. Once only."""
        self._thread.start()

    def stop(self) -> None:
        """End the child if it still runs; blocks up to STOP_LIMIT_S. Idempotent."""
        self._is_stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()
        if self._thread.ident is not None:
            self._thread.join(STOP_LIMIT_S)

    def _run(self) -> None:
        try:
            failure = self._prove()
            if not self._is_stopping.is_set():
                self._on_done(failure)
        except Exception:
            logger.exception("media engine's proof failed")

    def _prove(self) -> str | None:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=flags,
            )
        except OSError:
            return "not_started"
        with self._process as process:
            try:
                said, _ = process.communicate(timeout=PROOF_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                return "too_slow"
        return _failure(process.returncode, said)


def _failure(exit_code: int, said: bytes) -> str | None:
    if exit_code == 0:
        return None
    words = said.decode("utf-8", "replace").split()
    if exit_code == 1 and words:
        return words[-1][:MAX_REASON_CHARS]
    return f"crashed_{exit_code}"
