"""Enrolment of rooms, sign-in of people, tokens."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received

Secret = Annotated[str, Field(min_length=1, max_length=256)]
NewPin = Annotated[str, Field(pattern=r"^[0-9]{6,32}$")]
MAX_CERTIFICATE_CHARS = 4_096
Pem = Annotated[
    str, Field(min_length=1, max_length=MAX_CERTIFICATE_CHARS, pattern=r"^[A-Za-z0-9+/=\n -]+$")
]

REDIRECT_URI = "http://127.0.0.1:{port}/sign-in"
"""Where the browser brings the answer of the issuer (RFC 8252 §7.3); the port is any free one."""
ISSUER_ATTEMPT_S = 300.0
"""How long a person may take in the browser."""


class ServerInfo(Answer):
    """GET /v1/server: asked before anything else; needs no token.

    room_authority: key identifier (RFC 5280 §4.2.1.2, hex) of the authority that signs rooms, which
    must then show their certificate in TLS; empty: rooms get none here. has_issuer: people may sign
    in with an account of another service (OpenID Connect) too. issuer_title: how they call it;
    empty: as the desk calls it.
    """

    contract_version: str
    server_time: datetime
    epoch: str
    safe_revision: Annotated[int, Field(ge=0)] = 0
    room_authority: Annotated[str, Field(max_length=64)] = ""
    has_issuer: bool = False
    issuer_title: Annotated[str, Field(max_length=80)] = ""


class Health(Answer):
    """GET /healthz: the process answers and its database can be read."""

    status: Literal["ok"] = "ok"
    epoch: str


class EnrolRequest(Received):
    """POST /v1/rooms/enrol: a one-time code binds this PC to a site.

    request: PKCS#10 in PEM, signed with the room's own P-256 key; asked for by a city that issues
    certificates, unknown to one that does not.
    """

    enrol_code: Secret
    site_id: Identifier
    request: Pem | None = None


class EnrolAnswer(Answer):
    """The room's own token; it lives in the encrypted store. certificate: for `request`, PEM."""

    site_id: Identifier
    room_token: str
    certificate: str | None = None


class CertificateRequest(Received):
    """POST /v1/rooms/certificate (room token): the first certificate, or the next one.

    request: as in EnrolRequest. The key of a room stays the same until it is enrolled again, so
    the signature under the request proves whose it is, also when the last certificate has expired.
    """

    request: Pem


class CertificateAnswer(Answer):
    """A certificate in PEM for the key of the request; the city decides what it says."""

    certificate: str


class OfficerInfo(Answer):
    """GET /v1/rooms/officers (room token): a list of these.

    denunciations: cases on whose list the person is, by id alone; None: not told with the room's
    token, see TokenGrant. Told of who has signed in at this PC within OFFLINE_SIGN_IN_S
    (domain/access/person.py) or is signed in there: nobody else can sit there without the city.
    """

    user_id: Identifier
    display_name: str
    role: str
    denunciations: tuple[Identifier, ...] | None = None


class OfficerList(Answer):
    """People who may sign in at this room, and how the room is called before anybody has."""

    officers: tuple[OfficerInfo, ...]
    site_name: str = ""
    unit_code: str = ""


class SignInRequest(Received):
    """POST /v1/access/sign-in (room token in the Authorization header)."""

    user_id: Identifier
    pin: Secret


class AccountSignInRequest(Received):
    """POST /v1/access/sign-in-account (room token in the Authorization header).

    code: of the authenticator app, works once. new_pin: for every room from now on; left out, the
    old one stays. A right answer also opens a PIN that was closed after wrong ones.
    """

    login_name: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[Secret, Field(repr=False)]
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$", repr=False)]
    new_pin: Annotated[NewPin | None, Field(repr=False)] = None


class IssuerBeginRequest(Received):
    """POST /v1/access/oidc/begin (room token): a person wants to sign in at the city's issuer.

    port: where this PC listens on 127.0.0.1 for the browser's way back, see REDIRECT_URI.
    """

    port: Annotated[int, Field(ge=1024, le=65535)]


class IssuerPage(Answer):
    """What the system's browser is to open. state: must come back with the browser, unchanged.

    Good for ISSUER_ATTEMPT_S and for the room that asked.
    """

    authorization_url: Annotated[str, Field(min_length=1, max_length=4_096)]
    state: Annotated[Secret, Field(repr=False)]


class IssuerFinishRequest(Received):
    """POST /v1/access/oidc/finish (room token): what the browser brought back; works once.

    issuer: the parameter `iss` of RFC 9207, None when there was none.
    """

    state: Annotated[Secret, Field(repr=False)]
    code: Annotated[str, Field(pattern=r"^[\x20-\x7e]{1,2048}$", repr=False)]
    issuer: Annotated[str | None, Field(max_length=512)] = None


class RefreshRequest(Received):
    """POST /v1/access/refresh: works once, and again only until what it gave was used.

    So an answer that was lost on its way costs nobody the sign-in; a second use after that
    revokes all.
    """

    refresh_token: Secret


class TokenGrant(Answer):
    """What a sign-in or a refresh gives.

    denunciations: cases on whose list the person is now, by id alone; None from a city that does
    not tell. A PC holds what each of its people was told, and shows it by this to whom may know.
    """

    user_id: Identifier
    display_name: str
    role: str
    access_token: str
    refresh_token: str
    access_expires_in_s: float
    denunciations: tuple[Identifier, ...] | None = None
