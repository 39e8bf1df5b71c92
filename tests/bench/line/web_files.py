"""What a browser needs from us: its page, the clip of our test person, our test voice."""

import http.server
import threading
from http import HTTPStatus
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from desktop.media.engine.capture.microphone import read_sound, rolled
from desktop.media.engine.sound_block import BLOCK_SAMPLES
from tests.bench.line.clip import load_clip
from tests.paths import ROOT

PAGE = Path(__file__).with_name("page.html")
TEST_VOICE = ROOT / "resources" / "sounds" / "test_voice.opus"


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
            bodies["/clip.i420"] = load_clip().tobytes()

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
