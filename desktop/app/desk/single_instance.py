"""One program for each room's folder: a second start asks the first to come to the front."""

import json
import logging
import secrets
import sys
import tempfile
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from pathlib import Path

from desktop.files.durable import replace_file

DOOR_FILE = "front-door.json"
KNOCK = b"come to the front"
STOP_LIMIT_S = 2.0
MAX_KNOCK_BYTES = 64

logger = logging.getLogger(__name__)


class SingleInstance:
    """Waits for knocks from `start` to `stop`; own thread `front-door`.

    folder: the room's, private to this user; the address and its key are kept there.
    on_knock: called on the thread `front-door`.
    """

    def __init__(self, *, folder: Path, on_knock: Callable[[], None]) -> None:
        self._file = folder / DOOR_FILE
        self._on_knock = on_knock
        self._listener: Listener | None = None
        self._place: tempfile.TemporaryDirectory[str] | None = None
        self._key = b""
        self._thread: threading.Thread | None = None
        self._is_stopping = threading.Event()

    def start(self) -> None:
        """Open the door."""
        self._key = secrets.token_bytes(32)
        self._place = tempfile.TemporaryDirectory(prefix="reception-room-door-")
        address = _address(Path(self._place.name))
        self._listener = Listener(address, _family(), authkey=self._key)
        place = json.dumps({"address": address, "key": self._key.hex()})
        replace_file(self._file, place.encode(), is_synced=False)
        self._is_stopping.clear()
        self._thread = threading.Thread(target=self._wait, name="front-door", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close it; the file goes away."""
        self._is_stopping.set()
        if self._thread is None:
            return
        knock(self._file.parent)  # wakes the listener
        self._thread.join(STOP_LIMIT_S)
        self._thread = None
        self._file.unlink(missing_ok=True)
        if self._listener is not None:
            self._listener.close()
        if self._place is not None:
            self._place.cleanup()

    def _wait(self) -> None:
        while not self._is_stopping.is_set():
            try:
                self._answer_one()
            except (AuthenticationError, EOFError, OSError) as error:
                logger.warning("knock refused kind=%s", type(error).__name__)
            except Exception:
                logger.exception("front door failed")

    def _answer_one(self) -> None:
        if self._listener is None:
            return
        with self._listener.accept() as visitor:
            untrusted_word = visitor.recv_bytes(MAX_KNOCK_BYTES)
        if untrusted_word == KNOCK and not self._is_stopping.is_set():
            self._on_knock()


def knock(folder: Path) -> bool:
    """Ask the program that holds this room to come to the front; False when nobody answers."""
    try:
        said = json.loads((folder / DOOR_FILE).read_text(encoding="utf-8"))
        with Client(said["address"], _family(), authkey=bytes.fromhex(said["key"])) as door:
            door.send_bytes(KNOCK)
    except (OSError, ValueError, KeyError, TypeError, EOFError, AuthenticationError):
        return False
    return True


def _family() -> str:
    return "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"


def _address(place: Path) -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\reception-room-door-{secrets.token_hex(16)}"
    return str(place / "door")
