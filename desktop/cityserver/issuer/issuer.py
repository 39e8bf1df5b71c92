"""Client of the OpenID Connect issuer: discovery, keys, sign-in page, code for ID token.

OpenID Connect, authorisation code with PKCE (S256). ADR 0028.
"""

import base64
import hashlib
import json
import logging
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, urlencode

from desktop.cityserver.config.issuer_plan import IssuerPlan, origin_of
from desktop.cityserver.issuer.http import (
    BUSY_RETRY_S,
    TURN_S,
    IssuerHttp,
    IssuerUnreachable,
    Question,
    Reply,
)
from desktop.cityserver.issuer.id_token import (
    MAX_TOKEN_CHARS,
    Expected,
    IdTokenClaims,
    IssuerKey,
    TokenFault,
    has_key_for,
    read_keys,
    verify,
)
from desktop.contract.access import REDIRECT_URI
from desktop.domain.clock import Clock
from desktop.domain.errors import ReceptionError, ServerBusy

logger = logging.getLogger(__name__)

DISCOVERY_PATH: Final = "/.well-known/openid-configuration"
MEMORY_S: Final = 3_600.0
"""How long addresses and keys of the issuer are taken for true."""
REST_S: Final = 60.0
"""A key that is not among them is looked for again no more often than this."""
SILENCE_S: Final = 10.0
"""An issuer that did not answer is not asked again by each who waits, but after this."""
_OK = 200
_BAD_REQUEST = 400
_UNAUTHORIZED = 401
_BASIC, _POST = "client_secret_basic", "client_secret_post"


class IssuerRefused(ReceptionError):
    """The issuer, or what it said, proves nothing of this person; word: one of ours."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attempt:
    """One visit to the issuer's page. verifier: of PKCE; port: where the PC listens."""

    state: str
    nonce: str
    verifier: str
    port: int
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Addresses:
    authorization: str
    token: str
    keys: str
    sends_secret_in_form: bool
    names_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """addresses and keys as they were read at this moment (monotonic)."""

    addresses: _Addresses
    keys: tuple[IssuerKey, ...]
    read_at_s: float


def new_attempt(port: int, now: datetime) -> Attempt:
    """Fresh secrets, each of 256 bits."""
    return Attempt(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(32),
        port=port,
        begun_at=now,
    )


class Issuer:
    """Thread: any; methods may wait for the issuer.

    Every method raises IssuerUnreachable and, when too many ask already, ServerBusy.
    """

    def __init__(self, *, plan: IssuerPlan, clock: Clock, http: IssuerHttp) -> None:
        self._plan = plan
        self._clock = clock
        self._http = http
        self._lock = threading.Lock()
        self._known: _Known | None = None
        self._fault = ""
        self._silent_until_s = 0.0

    @property
    def url(self) -> str:
        """As it names itself."""
        return self._plan.url

    @property
    def title(self) -> str:
        """How people call its accounts; empty where the city's IT has said nothing."""
        return self._plan.title

    def page(self, attempt: Attempt) -> str:
        """The address that the browser is to open."""
        challenge = hashlib.sha256(attempt.verifier.encode()).digest()
        parameters = {
            "response_type": "code",
            "client_id": self._plan.client_id,
            "redirect_uri": REDIRECT_URI.format(port=attempt.port),
            "scope": "openid profile",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            # whoever signed in there before is not who sits at this PC now
            "prompt": "login",
            "max_age": "0",
        }
        address = self._facts().addresses.authorization
        return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"

    def prove(
        self, attempt: Attempt, untrusted_code: str, untrusted_issuer: str | None = None
    ) -> IdTokenClaims:
        """Exchange the code and look at what comes for it.

        untrusted_issuer: the parameter `iss` of the browser's way back. Raises IssuerRefused.
        """
        known = self._facts()
        if untrusted_issuer is None and known.addresses.names_itself:
            raise IssuerRefused("issuer_missing")
        if untrusted_issuer not in {None, self._plan.url}:
            raise IssuerRefused("issuer_other")
        token = self._exchange(known.addresses, attempt, untrusted_code)
        expected = Expected(
            issuer=self._plan.url,
            client_id=self._plan.client_id,
            nonce=attempt.nonce,
            name_claim=self._plan.name_claim,
            begun_at=attempt.begun_at,
            now=self._clock.now(),
        )
        try:
            return verify(token, self._keys_for(token), expected)
        except TokenFault as fault:
            word = f"token_{fault.word}"
            raise IssuerRefused(word) from fault

    def _exchange(self, addresses: _Addresses, attempt: Attempt, untrusted_code: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": untrusted_code,
            "redirect_uri": REDIRECT_URI.format(port=attempt.port),
            "code_verifier": attempt.verifier,
        }
        headers = dict[str, str]()
        if self._plan.client_secret and not addresses.sends_secret_in_form:
            headers["Authorization"] = _basic(self._plan.client_id, self._plan.client_secret)
        else:
            form["client_id"] = self._plan.client_id
        if self._plan.client_secret and addresses.sends_secret_in_form:
            form["client_secret"] = self._plan.client_secret
        reply = self._http.fetch(Question(url=addresses.token, form=form, headers=headers))
        if reply.status in {_BAD_REQUEST, _UNAUTHORIZED}:
            word = _error_word(reply)
            raise IssuerUnreachable(word) if word in _OURS else IssuerRefused(word)
        token = _document(reply).get("id_token")
        if not (isinstance(token, str) and len(token) <= MAX_TOKEN_CHARS):
            raise IssuerRefused("no_token")
        return token

    # ---- what is known of it -------------------------------------------------------------

    def _facts(self) -> _Known:
        known = self._known
        return known if known is not None and not self._is_old(known) else self._facts_anew()

    def _facts_anew(self) -> _Known:
        """What was read an hour ago is better than nothing; who waits is told soon."""
        if not self._lock.acquire(timeout=TURN_S):
            if self._known is not None:
                return self._known
            raise ServerBusy(BUSY_RETRY_S)
        try:
            known = self._known
            return self._read_again(known) if known is None or self._is_old(known) else known
        finally:
            self._lock.release()

    def _is_old(self, known: _Known) -> bool:
        return self._clock.monotonic() - known.read_at_s >= MEMORY_S

    def _keys_for(self, untrusted_token: str) -> tuple[IssuerKey, ...]:
        """Read again when the token names a key that is not known: issuers change their keys."""
        known = self._facts()
        if has_key_for(untrusted_token, known.keys):
            return known.keys
        if not self._lock.acquire(timeout=TURN_S):
            raise ServerBusy(BUSY_RETRY_S)
        try:
            newest = self._known or known
            if self._clock.monotonic() - newest.read_at_s >= REST_S:
                newest = self._read_again(newest)
            return newest.keys
        finally:
            self._lock.release()

    def _read_again(self, former: _Known | None) -> _Known:
        """Holding the lock. Without an answer the former stays, if there is one."""
        if self._clock.monotonic() >= self._silent_until_s:
            try:
                self._known = self._read()
            except IssuerUnreachable as error:
                self._fault = error.word
                self._silent_until_s = self._clock.monotonic() + SILENCE_S
                logger.warning("issuer not read word=%s", error.word)
            else:
                return self._known
        if former is None:
            raise IssuerUnreachable(self._fault)
        return former

    def _read(self) -> _Known:
        now_s = self._clock.monotonic()
        url = self._plan.url.rstrip("/") + DISCOVERY_PATH
        addresses = self._addresses(_document(self._http.fetch(Question(url=url))))
        keys = read_keys(_document(self._http.fetch(Question(url=addresses.keys))).get("keys"))
        if not keys:
            raise IssuerUnreachable("no_keys")
        logger.info("issuer read keys=%d", len(keys))
        return _Known(addresses=addresses, keys=keys, read_at_s=now_s)

    def _addresses(self, untrusted: dict[str, Any]) -> _Addresses:
        if untrusted.get("issuer") != self._plan.url:
            raise IssuerUnreachable("other_issuer")
        methods = untrusted.get("code_challenge_methods_supported", ["S256"])
        if not isinstance(methods, list) or "S256" not in methods:
            raise IssuerUnreachable("no_pkce")
        ways = untrusted.get("token_endpoint_auth_methods_supported", [_BASIC])
        return _Addresses(
            authorization=self._address(untrusted, "authorization_endpoint"),
            token=self._address(untrusted, "token_endpoint"),
            keys=self._address(untrusted, "jwks_uri"),
            sends_secret_in_form=isinstance(ways, list) and _BASIC not in ways and _POST in ways,
            names_itself=untrusted.get("authorization_response_iss_parameter_supported") is True,
        )

    def _address(self, untrusted: dict[str, Any], name: str) -> str:
        address = untrusted.get(name)
        if not isinstance(address, str) or origin_of(address) != self._plan.origin:
            raise IssuerUnreachable("elsewhere")
        return address


def _document(reply: Reply) -> dict[str, Any]:
    if reply.status != _OK:
        raise IssuerUnreachable("status")
    try:
        document = json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        raise IssuerUnreachable("no_json") from error
    if not isinstance(document, dict):
        raise IssuerUnreachable("no_object")
    return document


_OURS: Final = frozenset({"invalid_client", "unauthorized_client"})
"""How the city itself is turned away: no fault of the person."""
_ERRORS: Final = _OURS | {"invalid_grant"}


def _error_word(reply: Reply) -> str:
    """Of RFC 6749 §5.2, which IT must know; a word that is not of it never reaches a log."""
    try:
        error = json.loads(reply.body).get("error")
    except (ValueError, RecursionError, AttributeError):
        error = None
    return str(error) if isinstance(error, str) and error in _ERRORS else "code"


def _basic(client_id: str, secret: str) -> str:
    """RFC 6749 §2.3.1: both are form-encoded first."""
    pair = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
