"""A headless Chromium, driven over its debugging pipe: the guest of a rehearsal.

Messages of the DevTools protocol go as JSON, each ended by a zero byte, over descriptors 3 and 4.
"""

import json
import logging
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from typing import Any, Final

from desktop.app.rehearsal.call import RehearsalFailed

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
ANSWER_S: Final = 30.0
READS_FROM, WRITES_TO = 3, 4
READ_BYTES: Final = 65_536
FLAGS: Final = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

logger = logging.getLogger(__name__)


def find_chromium() -> str:
    """The browser of this PC.

    Raises:
        RehearsalFailed: there is none, or no pipe to drive it by.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None or sys.platform == "win32":
        raise RehearsalFailed("--guest needs Chromium on Linux", ())
    return found


class GuestBrowser:
    """One page. `open` starts it, `close` ends it and forgets its profile; both may be repeated."""

    def __init__(self, command: str) -> None:
        self._command = command
        self._pid = 0
        self._profile = ""
        self._to, self._from = -1, -1
        self._rest = b""
        self._number = 0
        self._session = ""

    def open(self, url: str) -> None:
        """Show this page, in a browser that knows nothing yet."""
        self.close()
        self._profile = tempfile.mkdtemp(prefix="reception-room-guest-")
        theirs_in, self._to = _pipe()
        self._from, theirs_out = _pipe()
        try:
            self._pid = self._spawn(theirs_in, theirs_out)
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        target = self._ask("Target.createTarget", {"url": url})["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]

    def close(self) -> None:
        """The tab goes without a word, as when somebody closes it."""
        pid, self._pid = self._pid, 0
        for end in (self._to, self._from):
            if end >= 0:
                os.close(end)
        self._to, self._from, self._rest, self._session = -1, -1, b"", ""
        if pid:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _spawn(self, theirs_in: int, theirs_out: int) -> int:
        """In a group of its own, with the pipe where Chromium looks for it."""
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()
        flags = (*FLAGS, *root, f"--user-data-dir={self._profile}", "about:blank")
        actions = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
        return os.posix_spawn(
            self._command,
            (self._command, *flags),
            {**os.environ, "HOME": self._profile},
            file_actions=[
                *actions,
                (os.POSIX_SPAWN_DUP2, theirs_in, READS_FROM),
                (os.POSIX_SPAWN_DUP2, theirs_out, WRITES_TO),
            ],
            setpgroup=0,
        )

    def value(self, expression: str) -> object:
        """Of a JavaScript expression; promises are awaited. None while there is no page."""
        answer = self._ask(
            "Runtime.evaluate",
            {"expression": expression, "awaitPromise": True, "returnByValue": True},
        )
        found: object = answer.get("result", {}).get("value")
        return found

    def shows(self, element: str) -> bool:
        """Whether the element of this id is on the page to be seen."""
        return self.value(f"document.getElementById('{element}')?.offsetParent != null") is True

    def press(self, element: str) -> None:
        """The guest presses a button."""
        self.value(f"document.getElementById('{element}').click()")

    def pictures(self) -> int:
        """How many of the rooms' pictures were shown so far, of the room that has the fewest."""
        tiles = "[...document.querySelectorAll('#tiles video')]"
        count = "one => one.getVideoPlaybackQuality().totalVideoFrames"
        counts = self.value(f"{tiles}.map({count})")
        return min(map(int, counts)) if isinstance(counts, list) and counts else 0

    # ---- the pipe --------------------------------------------------------------------------

    def _ask(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        limit_s = time.monotonic() + ANSWER_S
        while time.monotonic() < limit_s:
            answer = self._next(limit_s)
            if answer.get("id") == self._number:
                result: dict[str, Any] = answer.get("result", {})
                return result
        raise RehearsalFailed("the guest's browser does not answer", ())

    def _next(self, limit_s: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            left_s = max(0.0, limit_s - time.monotonic())
            if not select.select([self._from], [], [], left_s)[0]:
                return {}
            piece = os.read(self._from, READ_BYTES)
            if not piece:
                raise RehearsalFailed("the guest's browser has ended", ())
            self._rest += piece
        text, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        return message


def _pipe() -> tuple[int, int]:
    """Its reading and its writing end, not inherited, away from the numbers that Chromium takes."""
    reading, writing = os.pipe()
    return _away(reading), _away(writing)


def _away(end: int) -> int:
    """The same end of a pipe under a number that is not one of those two."""
    if end > WRITES_TO:
        return end
    try:
        return _away(os.dup(end))
    finally:
        os.close(end)
