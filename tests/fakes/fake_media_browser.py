"""A headless Chromium, driven over the DevTools protocol."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Self
from urllib.request import urlopen

from websockets.sync.client import ClientConnection, connect

from tests.fakes.fake_media_room import wait_until
from tests.patience import PATIENCE_S

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
END_LIMIT_S = 5.0
CLOCK_LOOKS = 30
ASKED_AGAIN = 200
ASKED_AGAIN_S = 0.05
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Browser:
    """One page of one browser with a profile of its own; a context manager."""

    def __init__(self, page: Path | str, *flags: str) -> None:
        """page: a file, or an address on 127.0.0.1. flags: more of them."""
        self._flags = flags
        self._address = page.as_uri() if isinstance(page, Path) else page
        self._profile = tempfile.mkdtemp(prefix="reception-room-chromium-")
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: ClientConnection | None = None
        self._stack = contextlib.ExitStack()
        self._next_id = 0
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self) -> None:
        is_root = sys.platform != "win32" and os.geteuid() == 0
        flags = (*FLAGS, *self._flags, *(("--no-sandbox",) if is_root else ()))
        command = (CHROMIUM, *flags, f"--user-data-dir={self._profile}", self._address)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self._profile},
            start_new_session=True,
        )
        port_file = Path(self._profile) / "DevToolsActivePort"
        wait_until(
            lambda: port_file.exists() and "\n" in port_file.read_text("utf-8"),
            "the browser's port",
            PATIENCE_S,
        )
        port = port_file.read_text("utf-8").splitlines()[0]
        self._socket = self._stack.enter_context(
            connect(self._find_page(port), max_size=None, compression=None)
        )
        is_loaded = "document.readyState === 'complete' && location.href !== 'about:blank'"
        wait_until(lambda: bool(self.evaluate(is_loaded)), "the page is loaded")

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(END_LIMIT_S)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, 9)
                self._process.wait(END_LIMIT_S)
        shutil.rmtree(self._profile, ignore_errors=True)

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression; promises are awaited.

        A page that is just being loaded has nobody to answer: it is asked again.
        """
        for _ in range(ASKED_AGAIN):
            result = self._ask(expression)
            if result is not None:
                assert "exceptionDetails" not in result, result["exceptionDetails"]
                return result["result"].get("value")
            time.sleep(ASKED_AGAIN_S)
        msg = f"no answer: {expression}"
        raise AssertionError(msg)

    def command(self, method: str, **parameters: Any) -> dict[str, Any] | None:
        """One command of the DevTools protocol; None when it could not be carried out now."""
        assert self._socket is not None
        self._next_id += 1
        request = {"id": self._next_id, "method": method, "params": parameters}
        self._socket.send(json.dumps(request))
        while True:
            message = json.loads(self._socket.recv(PATIENCE_S))
            if message.get("id") == self._next_id:
                result: dict[str, Any] | None = message.get("result")
                return result
            self.events.append(message)

    def press(self, key: str, code: int) -> None:
        """A key of the keyboard, down and up."""
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.command(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **(text if kind == "keyDown" else {}),
            )

    def _ask(self, expression: str) -> dict[str, Any] | None:
        return self.command(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )

    def call(self, function: str, *arguments: object) -> Any:
        """Call a function of the page."""
        return self.evaluate(f"{function}({', '.join(json.dumps(one) for one in arguments)})")

    @property
    def pid(self) -> int:
        """Of the browser's first process; the others are its children."""
        assert self._process is not None
        return self._process.pid

    def clock_offset_ms(self) -> float:
        """What to add to the page's performance.now() for time.monotonic() in ms.

        The quickest of many questions tells best: its answer came from the middle of the wait.
        """
        best_wait_ms, offset_ms = float("inf"), 0.0
        for _ in range(CLOCK_LOOKS):
            asked_ms = 1000 * time.monotonic()
            answer_ms = self.evaluate("performance.now()")
            wait_ms = 1000 * time.monotonic() - asked_ms
            if wait_ms < best_wait_ms:
                best_wait_ms, offset_ms = wait_ms, asked_ms + wait_ms / 2 - answer_ms
        return offset_ms

    def _find_page(self, port: str) -> str:
        found: list[str] = []

        def look() -> bool:
            with urlopen(f"http://127.0.0.1:{port}/json/list", timeout=2.0) as answer:
                pages = json.loads(answer.read())
            found.extend(one["webSocketDebuggerUrl"] for one in pages if one["type"] == "page")
            return bool(found)

        wait_until(look, "the page's address")
        return found[0]
