"""A virtual display (Xvfb) for machines without a screen; the log says that it is one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

START_LIMIT_S = 10.0
STOP_LIMIT_S = 3.0
SCREEN = "1920x1080x24"


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether windows can be shown: always outside Linux, else X, Wayland or a chosen plugin."""
    if platform != "linux":
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


class VirtualDisplay:
    """An Xvfb of our own, from `start` to `stop`; without Xvfb, Qt's offscreen plugin."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None
        self._told = ""

    def start(self) -> str:
        """Begin, and point this process at it; returns "xvfb" or "offscreen"."""
        program = shutil.which("Xvfb")
        display = self._start_server(program) if program else ""
        if display:
            self._tell("DISPLAY", f":{display}")
            return "xvfb"
        self._tell("QT_QPA_PLATFORM", "offscreen")
        return "offscreen"

    def stop(self) -> None:
        """End the server; what is started after it has no display, as this process had none."""
        os.environ.pop(self._told, None)
        server, self._server = self._server, None
        if server is None:
            return
        server.terminate()
        try:
            server.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(STOP_LIMIT_S)

    def _tell(self, name: str, value: str) -> None:
        os.environ[name] = value
        self._told = name

    def _start_server(self, program: str) -> str:
        """Returns the display's number, empty when the server did not come up."""
        reader, writer = os.pipe()
        try:
            self._server = subprocess.Popen(  # noqa: S603 - found by name, fixed arguments
                [program, "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp"],
                pass_fds=(writer,),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C ends the program first, then its screen
            )
        except OSError:
            return ""
        finally:
            os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()  # ends with the server: it cannot hang for ever
        if not number:
            self.stop()
        return number


def current_has_display() -> bool:
    """Whether this process can show windows now."""
    return has_display(os.environ, sys.platform)
