"""A real coturn on 127.0.0.1 with its own configuration, never as a service; and a city's CA."""

import base64
import datetime as dt
import hashlib
import hmac
import ipaddress
import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.domain.clock import SystemClock
from desktop.domain.media.call import IceServer
from tests.patience import PATIENCE_S

HOST = "127.0.0.1"
STOP_LIMIT_S = 5.0
"""Then it is killed: nothing is lost with it."""
SECRET = "only for tests"
RELAY_PORTS = 500

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Pem:
    """Files of one authority and one server. ca: what a room trusts."""

    ca: Path
    certificate: Path
    key: Path


def make_city_pem(folder: Path, *, host: str = "localhost") -> Pem:
    """A private authority, and a certificate by it for this name and 127.0.0.1."""
    folder.mkdir(parents=True, exist_ok=True)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "City test CA")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address(HOST)))
    ca = (
        _builder(ca_name, ca_name, ca_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_ca_usage(), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    certificate = (
        _builder(name, ca_name, key)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    pem = Pem(ca=folder / "ca.pem", certificate=folder / "relay.pem", key=folder / "relay.key")
    pem.ca.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    pem.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem


def rest_credentials(
    *, site: str = "site", lifetime_s: int = 600, secret: str = SECRET
) -> tuple[str, str]:
    """Username and password as coturn's REST secret wants them, worked out by the book."""
    username = f"{int(SystemClock().now().timestamp()) + lifetime_s}:{site}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode()


def free_port() -> int:
    """A port that nobody listens on now, by TCP and UDP."""
    with socket.socket() as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        tcp.bind((HOST, 0))
        port: int = tcp.getsockname()[1]
        udp.bind((HOST, port))
        return port


@dataclass(slots=True)
class RunningCoturn:
    """One relay. `start` and `stop` any number of times, always on the same ports."""

    folder: Path
    pem: Pem
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / "coturn.log"

    def url(self, way: str) -> str:
        """way: udp, tcp or tls."""
        if way == "tls":
            return f"turns:localhost:{self.tls_port}?transport=tcp"
        return f"turn:{HOST}:{self.port}?transport={way}"

    def server(self, *ways: str, lifetime_s: int = 600, secret: str = SECRET) -> IceServer:
        username, credential = rest_credentials(lifetime_s=lifetime_s, secret=secret)
        urls = tuple(self.url(way) for way in ways)
        return IceServer(urls=urls, username=username, credential=credential)

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        configuration = self.folder / "turnserver.conf"
        first_port = _first_relay_port()
        configuration.write_text(
            "\n".join(
                (
                    f"listening-ip={HOST}",
                    f"relay-ip={HOST}",
                    f"listening-port={self.port}",
                    f"tls-listening-port={self.tls_port}",
                    f"cert={self.pem.certificate}",
                    f"pkey={self.pem.key}",
                    "realm=city.example",
                    "use-auth-secret",
                    f"static-auth-secret={SECRET}",
                    "allow-loopback-peers",
                    "no-multicast-peers",
                    "no-cli",
                    "no-dtls",
                    "fingerprint",
                    f"min-port={first_port}",
                    f"max-port={first_port + RELAY_PORTS - 1}",
                    f"userdb={self.folder / 'turndb'}",
                    f"pidfile={self.folder / 'coturn.pid'}",
                    "log-file=stdout",
                    "verbose",
                )
            )
        )
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                ["turnserver", "-c", str(configuration)],  # noqa: S607 - Debian's
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        deadline_s = time.monotonic() + PATIENCE_S
        while not _answers(self.port):
            if time.monotonic() > deadline_s or self.process.poll() is not None:
                self.stop(kills=True)
                raise AssertionError(self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def stop(self, *, kills: bool = False) -> None:
        if self.process is not None:
            if kills:
                self.process.kill()
            else:
                self.process.terminate()
            try:
                self.process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(PATIENCE_S)
            self.process = None


def _first_relay_port() -> int:
    """Two test processes may have a relay each, and a relay shares its ports with anybody."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return 43_000 + RELAY_PORTS * int(worker)


def has_coturn() -> bool:
    return shutil.which("turnserver") is not None


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=0.5):
            return True
    except OSError:
        return False


def _builder(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    now = SystemClock().now()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
    )


def _ca_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
