"""A publisher and a time-stamp server for one run: made, used and forgotten."""

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from typing_extensions import override

PUBLISHER: Final = "Publisher of a test"
_PASSWORD: Final = "of-a-test"
_REQUEST_LIMIT_BYTES: Final = 4_096
# RFC 3161 2.3: a time-stamp server's certificate is for that alone, and says so critically.
_PURPOSES: Final = {"code": "codeSigning", "stamp": "critical,timeStamping"}
_STAMPING: Final = """\
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
"""


class Authority:
    """An authority that nobody knows, with a code-signing and a time-stamping certificate."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        self._run(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key",
            "-out", "root.pem", "-days", "2", "-subj", "/O=Authority of a test",
        )  # fmt: skip
        for name, purpose in _PURPOSES.items():
            self._issue(name, purpose)
        self.password_file.write_text(_PASSWORD + "\n", encoding="ascii")
        self._run(
            "pkcs12", "-export", "-in", "code.pem", "-inkey", "code.key", "-certfile", "root.pem",
            "-out", self.certificate.name, "-passout", f"pass:{_PASSWORD}",
        )  # fmt: skip
        (folder / "serial").write_text("01\n", encoding="ascii")
        (folder / "tsa.cnf").write_text(_STAMPING.format(folder=folder), encoding="utf-8")

    @property
    def root(self) -> Path:
        """Its own certificate, PEM."""
        return self._folder / "root.pem"

    @property
    def certificate(self) -> Path:
        """The publisher's, PKCS #12."""
        return self._folder / "code.p12"

    @property
    def password_file(self) -> Path:
        """What opens that."""
        return self._folder / "password"

    @contextlib.contextmanager
    def stamping(self) -> Iterator[str]:
        """The address of a time-stamp server that runs meanwhile."""
        authority = self

        class Stamper(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = min(int(self.headers["Content-Length"]), _REQUEST_LIMIT_BYTES)
                answer = authority.stamp(self.rfile.read(size))
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            @override
            def log_message(self, format: str, *args: object) -> None:
                """A run prints its checks only."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Stamper)
        thread = threading.Thread(target=server.serve_forever, name="time-stamps")
        thread.start()
        os.environ["no_proxy"] = "127.0.0.1"
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def stamp(self, request: bytes) -> bytes:
        """The answer to one request, RFC 3161."""
        command = [
            "openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "/dev/stdin",
            "-signer", "stamp.pem", "-inkey", "stamp.key", "-chain", "root.pem",
        ]  # fmt: skip
        done = subprocess.run(
            command, cwd=self._folder, input=request, capture_output=True, check=True
        )
        return done.stdout

    def _issue(self, name: str, purpose: str) -> None:
        (self._folder / f"{name}.ext").write_text(
            f"extendedKeyUsage={purpose}\nkeyUsage=critical,digitalSignature\n", encoding="ascii"
        )
        self._run(
            "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
            "-out", f"{name}.csr", "-subj", f"/O={PUBLISHER}",
        )  # fmt: skip
        self._run(
            "x509", "-req", "-in", f"{name}.csr", "-CA", "root.pem", "-CAkey", "root.key",
            "-CAcreateserial", "-days", "2", "-extfile", f"{name}.ext", "-out", f"{name}.pem",
        )  # fmt: skip

    def _run(self, *words: str) -> None:
        command = ["openssl", *words]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True)
