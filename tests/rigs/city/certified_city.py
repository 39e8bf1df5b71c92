"""A real city server that knows rooms by certificate, and PCs that show right and wrong ones.

By TLS of its own, or behind something that stands where nginx does and tells in a header what a PC
has shown: the same checks run on both.
"""

import base64
import contextlib
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from typing_extensions import override
from websockets.sync.client import connect

from desktop.cityserver.access.room_ca import RoomCa, check_request, ensure_room_ca
from desktop.cityserver.http.peer_certificate import PROXY_HEADER
from desktop.contract.access import TokenGrant
from desktop.contract.version import CONTRACT_VERSION, VERSION_HEADER
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId, UserId
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import Channel
from tests.rigs.city.running_city_server import PIN, RunningCityServer, seed_city
from tests.rigs.line.torn_line import Certificates, make_certificates

HERE = "127.0.0.1"


class CertifiedCity(RunningCityServer):
    """`RunningCityServer` whose rooms have certificates. files: None behind a proxy."""

    def __init__(self, folder: Path, files: Certificates | None, *options: str) -> None:
        self.files = files
        tls: tuple[str, ...] = ("--certificates-from-proxy",)
        if files is not None:
            server_file = str(files.server_file)
            tls = ("--tls-certificate", server_file, "--tls-key", server_file)
        super().__init__(folder, *tls, *options)

    @property
    @override
    def url(self) -> str:
        return f"{'http' if self.files is None else 'https'}://{HERE}:{self.port}"

    @override
    def channel_url(self, session_id: str) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/v1/sessions/{session_id}/channel"

    @property
    def data_folder(self) -> Path:
        return self.folder / "city"

    def authority(self) -> RoomCa:
        return ensure_room_ca(self.data_folder, SystemClock().now())

    @override
    def call(
        self, method: str, path: str, *, token: str | None = None, **options: Any
    ) -> requests.Response:
        """As it is, and `shown`: a RoomCertificate of the caller."""
        shown: Pair | None = options.pop("shown", None)
        if self.files is not None:
            options["verify"] = str(self.files.ca_file)
            if shown is not None:
                options["cert"] = str(shown.written_to(self.folder))
        elif shown is not None:
            options["headers"] = {PROXY_HEADER: quote(shown.pem), **options.get("headers", {})}
        return super().call(method, path, token=token, **options)


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and the key to show it with."""

    pem: str
    key: ec.EllipticCurvePrivateKey

    def written_to(self, folder: Path) -> Path:
        path = folder / "shown.pem"
        path.write_text(private_pem(self.key) + self.pem)
        return path


@dataclass(slots=True)
class Pc:
    """A PC of a room, as its program would be, for one test."""

    city: CertifiedCity
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    token: str = ""
    room_id: str = ""
    site_id: str = ""
    shown: Pair | None = None

    def enrol(self, site_id: SiteId) -> "Pc":
        answer = self.city.call(
            "POST",
            "/v1/rooms/enrol",
            json={
                "enrol_code": self.city.new_enrol_code(site_id),
                "site_id": site_id,
                "request": request_pem(self.key),
            },
        )
        assert answer.status_code == requests.codes.ok, answer.text
        self.token, self.site_id = answer.json()["room_token"], site_id
        self.shown = Pair(answer.json()["certificate"], self.key)
        names = x509.load_pem_x509_certificate(self.shown.pem.encode()).subject
        self.room_id = str(names.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
        return self

    def renew(self) -> requests.Response:
        body = {"request": request_pem(self.key)}
        return self.city.call("POST", "/v1/rooms/certificate", token=self.token, json=body)

    def officers(self, **options: Any) -> requests.Response:
        options = {"shown": self.shown, **options}
        return self.city.call("GET", "/v1/rooms/officers", token=self.token, **options)

    def sign_in(self, user_id: UserId) -> TokenGrant:
        answer = self.city.call(
            "POST",
            "/v1/access/sign-in",
            token=self.token,
            json={"user_id": user_id, "pin": PIN},
            shown=self.shown,
        )
        assert answer.status_code == requests.codes.ok, answer.text
        return TokenGrant.model_validate_json(answer.text)

    def pull(self, access_token: str, **options: Any) -> requests.Response:
        options = {"shown": self.shown, **options}
        return self.city.call("GET", "/v1/changes?since=", token=access_token, **options)

    def refresh(self, refresh_token: str, **options: Any) -> requests.Response:
        options = {"shown": self.shown, **options}
        body = {"refresh_token": refresh_token}
        return self.city.call("POST", "/v1/access/refresh", json=body, **options)

    def dial(self, session_id: str, access_token: str) -> Channel:
        """A live channel on which this PC shows its certificate and says nothing yet."""
        assert self.shown is not None
        headers = {VERSION_HEADER: CONTRACT_VERSION, "Authorization": f"Bearer {access_token}"}
        context = None
        if self.city.files is None:
            headers[PROXY_HEADER] = quote(self.shown.pem)
        else:
            context = ssl.create_default_context(cafile=str(self.city.files.ca_file))
            context.load_cert_chain(self.shown.written_to(self.city.folder))
        stack = contextlib.ExitStack()
        connection = stack.enter_context(
            connect(
                self.city.channel_url(session_id),
                additional_headers=headers,
                ssl=context,
                compression=None,
                ping_interval=None,
                open_timeout=PATIENCE_S,
            )
        )
        return Channel(connection, stack)

    def certificate_of(self, ca: RoomCa, *, aged: timedelta = timedelta(0)) -> Pair:
        """One with this room's names and key by any authority, issued so long ago."""
        now = datetime.now(UTC)  # noqa: TID251 - the server's own clock
        key = check_request(request_pem(self.key))
        pem = ca.issue(key, room_id=self.room_id, site_id=self.site_id, now=now - aged)
        return Pair(pem, self.key)


def foreign_authority(folder: Path) -> RoomCa:
    folder.mkdir(exist_ok=True)
    return ensure_room_ca(folder, SystemClock().now())


def self_signed(room_id: str) -> Pair:
    """With the right name and a key of its own."""
    key, now = ec.generate_private_key(ec.SECP256R1()), SystemClock().now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, room_id)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, SHA256())
    )
    return Pair(certificate.public_bytes(serialization.Encoding.PEM).decode(), key)


def request_pem(key: ec.EllipticCurvePrivateKey | Any) -> str:
    """PKCS#10 with names that the city must not believe."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "somebody-else")])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, SHA256())
    return request.public_bytes(serialization.Encoding.PEM).decode()


ODD_VERSION = (b"\x02\x01\x00", b"\x02\x01\x07")
"""Of a request: what to replace by what."""
ODD_CERTIFICATE_VERSION = (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x07")
ODD_KEY = (bytes.fromhex("06072a8648ce3d0201"), bytes.fromhex("06072a8648ce3d0209"))
"""Of an algorithm that nobody knows; requests and certificates name it alike."""


def odd_pem(pem: str, change: tuple[bytes, bytes]) -> str:
    """The same with one field that libraries refuse in a way of their own."""
    label = pem.split("-----")[1].removeprefix("BEGIN ")
    der = base64.b64decode("".join(pem.splitlines()[1:-1]))
    assert change[0] in der
    body = base64.encodebytes(der.replace(*change, 1)).decode()
    return f"-----BEGIN {label}-----\n{body}-----END {label}-----\n"


def private_pem(key: ec.EllipticCurvePrivateKey | Any) -> str:
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return str(pem, "ascii")


def problem_code(answer: requests.Response) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return answer.status_code, json.loads(answer.text)["code"]


@contextmanager
def certified_city(folder: Path, by: str, *options: str) -> Iterator[CertifiedCity]:
    """A started server with the data of `seed_city`. by: tls or proxy."""
    folder.mkdir(exist_ok=True)
    seed_city(folder)
    city = CertifiedCity(folder, make_certificates(folder) if by == "tls" else None, *options)
    city.start()
    try:
        yield city
    finally:
        city.close()
    assert " ERROR " not in city.log, city.log
    assert "PRIVATE KEY" not in city.log
