"""A line between rooms and a server that is cut again and again and swallows answers."""

import asyncio
import contextlib
import ipaddress
import random
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.patience import PATIENCE_S

HOST = "127.0.0.1"
PIECE_BYTES = 64 * 1024
IN_FLIGHT_BYTES = 64 * 1024
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER of a socket whose close is a reset."""
_DAY = timedelta(days=1)

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Way = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[None, None, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Of a test's own city. ca_file: what rooms trust; server_file: chain and key."""

    ca_file: Path
    server_file: Path


def make_certificates(folder: Path) -> Certificates:
    """A small authority and its certificate for this PC's loopback address."""
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca = _certificate("test city CA", ca_key, "test city CA", ca_key)
    leaf = _certificate(HOST, key, "test city CA", ca_key)
    ca_file, server_file = folder / "ca.pem", folder / "server.pem"
    ca_file.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    server_file.write_bytes(
        leaf.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return Certificates(ca_file=ca_file, server_file=server_file)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    now, is_ca = datetime.now(UTC), name == issuer  # noqa: TID251 - a certificate's own clock
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + _DAY)
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if is_ca:
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        builder = builder.add_extension(usage, critical=True)
    else:
        address = x509.IPAddress(ipaddress.ip_address(HOST))
        builder = builder.add_extension(x509.SubjectAlternativeName([address]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


class TornLine:
    """Listens on `port` and carries everything to the server's port, TLS taken off on the way.

    cut_after: bytes towards the server after which a new connection is cut, None for never; by a
    reset or by a plain end, in turn. swallowed_share: of answers that are lost, with their
    connection, after the server has done its work. sent_bytes: by rooms, arrived or not. Its counts
    may be read from any thread.
    """

    def __init__(
        self, server_port: int, certificates: Certificates | None = None, *, seed: int = 1
    ) -> None:
        self.port = 0
        self.cut_after: Callable[[], int | None] = lambda: None
        self.swallowed_share = 0.0
        self.bytes_per_s = float("inf")
        self.cuts = self.swallowed = self.sent_bytes = 0
        self._server_port = server_port
        self._context: ssl.SSLContext | None = None
        if certificates is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificates.server_file)
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._inner_port = 0
        self._connections = set[asyncio.Task[None]]()

    @contextmanager
    def running(self) -> Iterator["TornLine"]:
        """Carry during the block."""
        thread = threading.Thread(target=self._loop.run_forever, name="torn-line")
        thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(PATIENCE_S)
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(PATIENCE_S)
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(PATIENCE_S)
            self._loop.close()

    def heal(self) -> None:
        """From now on nothing is cut or swallowed; connections that wait for their cut end now."""
        self.cut_after, self.swallowed_share = lambda: None, 0.0
        self._loop.call_soon_threadsafe(self._drop_all)

    def drop(self) -> None:
        """Everything that is connected now is cut; whoever dials again is carried."""
        self._loop.call_soon_threadsafe(self._drop_all)

    # ---- its own thread --------------------------------------------------------------------

    async def _listen(self) -> None:
        inner = await asyncio.start_server(
            self._on_opened, sock=_listener(), ssl=self._context, limit=PIECE_BYTES
        )
        outer = await asyncio.start_server(self._on_dialled, sock=_listener(), limit=PIECE_BYTES)
        self._inner_port = inner.sockets[0].getsockname()[1]
        self.port = outer.sockets[0].getsockname()[1]
        self._servers = (inner, outer)

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        self._drop_all()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await asyncio.sleep(0)

    def _drop_all(self) -> None:
        for connection in self._connections:
            connection.cancel()

    async def _on_dialled(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Bytes as they are, in the middle of a handshake too, until this connection is cut."""
        await self._join((reader, writer), self._inner_port, self._carry_until_cut, _carry)

    async def _on_opened(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Requests and answers in the clear."""
        asked = asyncio.Event()

        async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while data := await reader.read(PIECE_BYTES):
                asked.set()
                await _write(writer, data)

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while data := await reader.read(PIECE_BYTES):
                if asked.is_set() and self._chance.random() < self.swallowed_share:
                    self.swallowed += 1
                    return
                asked.clear()
                await _write(writer, data)

        await self._join((reader, writer), self._server_port, ask, answer)

    async def _carry_until_cut(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        left = self.cut_after()
        while data := await reader.read(PIECE_BYTES):
            self.sent_bytes += len(data)
            await asyncio.sleep(len(data) / self.bytes_per_s)
            if left is not None:
                data, left = data[:left], left - len(data)
            await _write(writer, data)
            if left is not None and left <= 0:
                self.cuts += 1
                return

    async def _join(
        self,
        near: Streams,
        port: int,
        up: Way,
        down: Way,
    ) -> None:
        """Both ways until one of them ends; then both ends are closed."""
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        writers = list[asyncio.StreamWriter]()
        try:
            far = await asyncio.open_connection(HOST, port)
            writers.append(far[1])
            ways = [
                asyncio.ensure_future(up(near[0], far[1])),
                asyncio.ensure_future(down(far[0], near[1])),
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            pass  # the server is away, or the line is taken down: closed below
        finally:
            self._connections.discard(task)
            _cut(near[1], is_reset=self.cuts % 2 == 0)
            for writer in writers:
                writer.close()  # what has passed the cut arrives


def _listener() -> socket.socket:
    """Little is on its way at once, as on a line of a commune."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, IN_FLIGHT_BYTES)
    listener.bind((HOST, 0))
    listener.listen(64)
    return listener


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(PIECE_BYTES):
        await _write(writer, data)


async def _write(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


def _cut(writer: asyncio.StreamWriter, *, is_reset: bool) -> None:
    own = writer.get_extra_info("socket")
    if is_reset and own is not None:
        with contextlib.suppress(OSError):
            own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort() if is_reset else writer.close()
