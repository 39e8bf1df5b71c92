"""An issuer of accounts (OpenID Connect) on this machine, strict in what it takes.

It judges and signs without any code of the city: tokens are made and signed with `cryptography`
alone, the rules of codes, clients, redirects and PKCE are those of RFC 6749, RFC 7636 and OpenID
Connect Core.

`answer` is the whole issuer without a network; `serving` puts it behind HTTP. `lies` are claims
that the next tokens bear instead of the right ones, None: leave it out; other attributes are
switches.
"""

import base64
import hashlib
import json
import secrets
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hmac import HMAC
from typing_extensions import override

from desktop.cityserver.issuer.http import Question, Reply
from desktop.domain.clock import Clock, SystemClock

CLIENT = "phong-tiep-dan"
SECRET = "mật khẩu của máy chủ"  # to be encoded on its way
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
TOKEN_LIFE_S = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, without its host."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Code:
    asked: dict[str, str]
    person: "Member"
    auth_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with an account here."""

    subject: str
    name: str


AN = Member(subject="f3a1-an", name="user-officer")


class LocalIssuer:
    """Everybody who comes is `member`, who says yes unless `denies`."""

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        self.url = url
        self.clock = clock or SystemClock()
        self.member = AN
        self.denies = False
        self.algorithm = "RS256"
        self.key_id = "key-1"
        self.published: list[dict[str, Any]] = [rsa_jwk("key-1"), ec_jwk("key-2")]
        self.lies: dict[str, Any] = {}
        self.header_lies: dict[str, Any] = {}
        self.discovery_lies: dict[str, Any] = {}
        self.client_secret = ""
        self.names_itself = False
        self.sessions_from: int | None = None
        """When its page took a password last; None: it asks each time."""
        self.asked: list[Asked] = []
        self.stand_in: Callable[[Asked], Told | None] = lambda _asked: None
        self._codes: dict[str, _Code] = {}

    @property
    def paths(self) -> list[str]:
        return [urlsplit(one.target).path for one in self.asked]

    def answer(self, asked: Asked) -> Told:
        """One request."""
        self.asked.append(asked)
        other = self.stand_in(asked)
        if other is not None:
            return other
        path = urlsplit(asked.target).path.removeprefix(urlsplit(self.url).path)
        match (asked.method, path):
            case ("GET", "/.well-known/openid-configuration"):
                return _json(self._discovery())
            case ("GET", "/keys"):
                return _json({"keys": self.published})
            case ("GET", "/authorize"):
                return self._authorize(asked)
            case ("POST", "/token"):
                return self._token(asked)
            case _:
                return Told(status=404)

    def sign(self, claims: Mapping[str, Any]) -> str:
        """A token with these claims, signed as `algorithm` says."""
        return self.sign_bytes(json.dumps(claims).encode())

    def sign_bytes(self, payload: bytes) -> str:
        """The same of anything."""
        header = {"alg": self.algorithm, "kid": self.key_id, "typ": "JWT"} | self.header_lies
        header = {name: value for name, value in header.items() if value is not None}
        body = f"{_b64(json.dumps(header).encode())}.{_b64(payload)}"
        return f"{body}.{_b64(_signature(self.algorithm, body.encode()))}"

    # ---- inside ----------------------------------------------------------------------------

    def _discovery(self) -> dict[str, Any]:
        document = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "PS256"],
            "authorization_response_iss_parameter_supported": self.names_itself,
        }
        return document | self.discovery_lies

    def _authorize(self, asked: Asked) -> Told:
        """RFC 6749 §4.1.1: what is wrong with client or redirect is told to nobody else."""
        query = dict(parse_qsl(urlsplit(asked.target).query, strict_parsing=True))
        redirect = urlsplit(query.get("redirect_uri", ""))
        is_ours = (redirect.scheme, redirect.hostname, redirect.path) == (
            "http",
            "127.0.0.1",
            "/sign-in",
        )
        if query.get("client_id") != CLIENT or not is_ours:
            return Told(status=400, body=b"client")
        answer = {"state": query["state"]}
        if self.names_itself:
            answer["iss"] = self.url
        if self.denies:
            answer["error"] = "access_denied"
        elif not _is_right_request(query):
            answer["error"] = "invalid_request"
        else:
            answer["code"] = self._new_code(query)
        return Told(
            status=302, headers={"Location": f"{query['redirect_uri']}?{urlencode(answer)}"}
        )

    def _new_code(self, query: dict[str, str]) -> str:
        code = secrets.token_urlsafe(16)
        now = int(self.clock.now().timestamp())
        auth_time = now if self.sessions_from is None else self.sessions_from
        self._codes[code] = _Code(asked=query, person=self.member, auth_time=auth_time)
        return code

    def _token(self, asked: Asked) -> Told:
        form = dict(parse_qsl(asked.body.decode(), strict_parsing=True))
        if not self._is_client(asked.headers, form):
            return _json({"error": "invalid_client"}, 401)
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or form.get("grant_type") != "authorization_code":
            return _json({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        is_same = form.get("redirect_uri") == code.asked["redirect_uri"]
        if not is_same or _b64(digest) != code.asked["code_challenge"]:
            return _json({"error": "invalid_grant"}, 400)
        token = self.sign(self._claims(code))
        return _json({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _is_client(self, headers: Mapping[str, str], form: Mapping[str, str]) -> bool:
        basic = headers.get("Authorization", "")
        if basic.startswith("Basic "):
            name, _, secret = base64.b64decode(basic[6:]).decode().partition(":")
            shown = (unquote(name), unquote(secret))
        else:
            shown = (form.get("client_id", ""), form.get("client_secret", ""))
        return shown == (CLIENT, self.client_secret)

    def _claims(self, code: _Code) -> dict[str, Any]:
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": code.person.subject,
            "preferred_username": code.person.name,
            "nonce": code.asked["nonce"],
            "iat": now,
            "exp": now + TOKEN_LIFE_S,
            "auth_time": code.auth_time,
        }
        return {name: value for name, value in (claims | self.lies).items() if value is not None}


def _is_right_request(query: Mapping[str, str]) -> bool:
    is_fresh = query.get("prompt") == "login" and query.get("max_age") == "0"
    is_pkce = query.get("code_challenge_method") == "S256" and len(query["code_challenge"]) == 43
    is_openid = "openid" in query.get("scope", "").split() and query.get("response_type") == "code"
    return is_fresh and is_pkce and is_openid and len(query.get("nonce", "")) >= 32


def _signature(algorithm: str, body: bytes) -> bytes:
    sha256 = hashes.SHA256()
    match algorithm:
        case "RS256":
            return RSA_KEY.sign(body, padding.PKCS1v15(), sha256)
        case "PS256":
            return RSA_KEY.sign(body, padding.PSS(padding.MGF1(sha256), 32), sha256)
        case "ES256":
            r, s = decode_dss_signature(EC_KEY.sign(body, ec.ECDSA(sha256)))
            return r.to_bytes(32) + s.to_bytes(32)
        case "HS256":
            # the old trick: the public key, which everybody has, as the secret
            maker = HMAC(json.dumps(rsa_jwk("key-1")).encode(), sha256)
            maker.update(body)
            return maker.finalize()
        case _:
            return b""


def rsa_jwk(key_id: str, key: rsa.RSAPrivateKey = RSA_KEY) -> dict[str, Any]:
    numbers = key.public_key().public_numbers()
    size = (numbers.n.bit_length() + 7) // 8
    n, e = _b64(numbers.n.to_bytes(size)), _b64(numbers.e.to_bytes(3))
    return {"kty": "RSA", "kid": key_id, "use": "sig", "n": n, "e": e}


def ec_jwk(key_id: str, key: ec.EllipticCurvePrivateKey = EC_KEY) -> dict[str, Any]:
    numbers = key.public_key().public_numbers()
    size = key.key_size // 8
    x, y = _b64(numbers.x.to_bytes(size)), _b64(numbers.y.to_bytes(size))
    return {"kty": "EC", "crv": f"P-{key.key_size}", "kid": key_id, "alg": "ES256", "x": x, "y": y}


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _json(document: Mapping[str, Any], status: int = 200) -> Told:
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return Told(status=status, body=json.dumps(document).encode(), headers=headers)


class IssuerAtHand:
    """IssuerHttp without a network."""

    def __init__(self, issuer: LocalIssuer) -> None:
        self._issuer = issuer

    def fetch(self, question: Question) -> Reply:
        parts = urlsplit(question.url)
        asked = Asked(
            method="GET" if question.form is None else "POST",
            target=f"{parts.path}?{parts.query}",
            headers=question.headers,
            body=urlencode(question.form or {}).encode(),
        )
        told = self._issuer.answer(asked)
        return Reply(status=told.status, body=told.body)


def sign_in_at(issuer: LocalIssuer, page: str) -> dict[str, str]:
    """What a browser would bring back from this page."""
    assert page.startswith(f"{issuer.url}/authorize?")
    parts = urlsplit(page)
    told = issuer.answer(Asked(method="GET", target=f"{parts.path}?{parts.query}"))
    assert told.status == 302, told.body
    return dict(parse_qsl(urlsplit(told.headers["Location"]).query))


class _Server(ThreadingHTTPServer):
    issuer: LocalIssuer


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def _serve(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = dict(self.headers.items())
        asked = Asked(method=method, target=self.path, headers=headers, body=body)
        told = self.server.issuer.answer(asked)
        self.send_response(told.status)
        for name, value in told.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(told.body)))
        self.end_headers()
        self.wfile.write(told.body)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[LocalIssuer]:
    """An issuer behind HTTP on a free port. certificate: PEM with its key; TLS then."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    server.issuer = LocalIssuer(f"{scheme}://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="issuer")
    thread.start()
    try:
        yield server.issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
