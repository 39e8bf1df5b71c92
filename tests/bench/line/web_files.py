"""What a browser needs from us: its page, our test person as raw pictures, our test voice."""

import http.server
import threading
from http import HTTPStatus
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from desktop.media.engine.capture.drawing import LOOP_FRAMES, TestPerson
from desktop.media.engine.capture.microphone import read_sound, rolled
from desktop.media.engine.peer.connection import BLOCK_SAMPLES

PAGE = Path(__file__).with_name("page.html")
TEST_VOICE = Path(__file__).parents[3] / "resources" / "sounds" / "test_voice.opus"


class WebFiles:
    """A web server on 127.0.0.1; the same picture and voice as a desk of this name has."""

    def __init__(self, *, name: str, has_pictures: bool) -> None:
        self._name = name
        self._has_pictures = has_pictures
        self._voice = np.zeros(0, np.int16)
        self._server: http.server.ThreadingHTTPServer | None = None

    def start(self) -> str:
        """Serve; returns the address."""
        self._voice = rolled(read_sound(TEST_VOICE), self._name)
        bodies = {
            "/page.html": PAGE.read_bytes(),
            "/voice.s16": self._voice.astype("<i2").tobytes(),
        }
        if self._has_pictures:
            bodies |= person_files(self._name)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = bodies.get(self.path)
                self.send_response(HTTPStatus.OK if body is not None else HTTPStatus.NOT_FOUND)
                is_page = self.path.endswith(".html")
                kind = "text/html; charset=utf-8" if is_page else "application/octet-stream"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            @override
            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, name="web files", daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        """Stop serving. Idempotent."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()

    def voice_loop(self, blocks: int) -> NDArray[np.int16]:
        """The first so many blocks of the endless voice."""
        return np.resize(self._voice, blocks * BLOCK_SAMPLES)


def person_files(name: str) -> dict[str, bytes]:
    """The still picture, and of each frame of the loop the part that moves; I420.

    Its first bytes say where: four little-endian 32-bit numbers, left, top, width, height.
    """
    person = TestPerson(caption=name, font_path=None)
    frames = [person.frame(number, 0.0) for number in range(LOOP_FRAMES)]
    still = frames[0].planes
    moved = np.zeros(frames[0].luma.shape, bool)
    for frame in frames[1:]:
        moved |= frame.luma != frames[0].luma
    rows, columns = np.flatnonzero(moved.any(axis=1)), np.flatnonzero(moved.any(axis=0))
    left, top = int(columns[0]) & ~1, int(rows[0]) & ~1
    width = (int(columns[-1]) + 2 - left) & ~1
    height = (int(rows[-1]) + 2 - top) & ~1
    place = np.array([left, top, width, height], "<u4").tobytes()
    parts = [_part(frame.planes, left, top, width, height) for frame in frames]
    return {"/still.i420": still.tobytes(), "/moving.i420": place + b"".join(parts)}


def _part(planes: NDArray[np.uint8], left: int, top: int, width: int, height: int) -> bytes:
    full_height = planes.shape[0] * 2 // 3
    luma = planes[top : top + height, left : left + width]
    chroma = planes[full_height:].reshape(2, full_height // 2, planes.shape[1] // 2)
    small = chroma[:, top // 2 : (top + height) // 2, left // 2 : (left + width) // 2]
    return luma.tobytes() + small.tobytes()
