"""Verifies ID tokens (OpenID Connect Core §3.1.3.7); the only file that knows joserfc."""

import base64
import binascii
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeGuard

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from desktop.domain.errors import ReceptionError

ALGORITHMS: Final = ("RS256", "ES256", "PS256")
_KEY_TYPE: Final = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
_CURVE: Final = "secp256r1"
LEEWAY_S: Final = 60.0
"""How far the issuer's clock may be from ours."""
MAX_TOKEN_CHARS: Final = 16 * 1024
MAX_KEYS: Final = 50
MIN_RSA_BITS: Final = 2048
MAX_SUBJECT: Final = 255
MAX_NAME: Final = 250


class TokenFault(ReceptionError):
    """The token proves nothing; word: of ours, says which rule it breaks."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IssuerKey:
    """A public key of the issuer. algorithm: the only one it is for, when it says so."""

    key_id: str | None
    key_type: str
    algorithm: str | None
    key: RSAKey | ECKey


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Expected:
    """What this token must say. begun_at: when the person was sent to the issuer."""

    issuer: str
    client_id: str
    nonce: str
    name_claim: str
    begun_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IdTokenClaims:
    """Who signed in at the issuer. subject: lasting; name: as it is called there now."""

    subject: str
    name: str


def read_keys(untrusted_keys: object) -> tuple[IssuerKey, ...]:
    """Keys of a JWK set that may sign here; what else it holds is passed over."""
    if not isinstance(untrusted_keys, list):
        return ()
    found = (_read_key(one) for one in untrusted_keys[:MAX_KEYS])
    return tuple(key for key in found if key is not None)


def has_key_for(untrusted_token: str, keys: Sequence[IssuerKey]) -> bool:
    """Whether the key that this token names is among these. Raises TokenFault."""
    return bool(_suited(_header(untrusted_token), keys))


def verify(untrusted_token: str, keys: Sequence[IssuerKey], expected: Expected) -> IdTokenClaims:
    """Check signature and claims.

    Raises:
        TokenFault: anything at all is not as it must be.
    """
    header = _header(untrusted_token)
    suited = _suited(header, keys)
    if len(suited) != 1:
        raise TokenFault("key")
    try:
        signed = jws.deserialize_compact(untrusted_token, suited[0].key, [header["alg"]])
    except (JoseError, ValueError, TypeError) as error:
        raise TokenFault("signature") from error
    return check_claims(_claims(signed.payload), expected)


def check_claims(claims: Mapping[str, Any], expected: Expected) -> IdTokenClaims:
    """What a token with a right signature must say. Raises TokenFault."""
    if claims.get("iss") != expected.issuer:
        raise TokenFault("issuer")
    _check_audience(claims, expected.client_id)
    _check_times(claims, expected)
    if claims.get("nonce") != expected.nonce:
        raise TokenFault("nonce")
    subject, name = claims.get("sub"), claims.get(expected.name_claim)
    if not (_is_word(subject) and len(subject) <= MAX_SUBJECT):
        raise TokenFault("subject")
    if not (_is_word(name) and len(name) <= MAX_NAME):
        raise TokenFault("name")
    return IdTokenClaims(subject=subject, name=name)


def _is_word(value: object) -> TypeGuard[str]:
    """Something to read, that every database keeps."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _check_audience(claims: Mapping[str, Any], client_id: str) -> None:
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    if not isinstance(audiences, list) or client_id not in audiences:
        raise TokenFault("audience")
    # a token for several is ours only if it was asked for by us
    if len(audiences) > 1 and "azp" not in claims:
        raise TokenFault("party")
    if claims.get("azp", client_id) != client_id:
        raise TokenFault("party")


def _check_times(claims: Mapping[str, Any], expected: Expected) -> None:
    now, begun = expected.now.timestamp(), expected.begun_at.timestamp()
    if _moment(claims, "exp") <= now - LEEWAY_S:
        raise TokenFault("expired")
    if not begun - LEEWAY_S <= _moment(claims, "iat") <= now + LEEWAY_S:
        raise TokenFault("issued_at")
    if "nbf" in claims and _moment(claims, "nbf") > now + LEEWAY_S:
        raise TokenFault("not_before")
    # the PC is everybody's: who signed in at the issuer earlier is not who sits here now
    if not begun - LEEWAY_S <= _moment(claims, "auth_time") <= now + LEEWAY_S:
        raise TokenFault("auth_time")


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenFault(name)
    try:
        moment = float(value)
    except OverflowError as error:
        raise TokenFault(name) from error
    if not math.isfinite(moment):
        raise TokenFault(name)
    return moment


def _claims(payload: bytes) -> dict[str, Any]:
    try:
        claims = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise TokenFault("form") from error
    if not isinstance(claims, dict):
        raise TokenFault("form")
    return claims


def _header(untrusted_token: str) -> dict[str, Any]:
    if len(untrusted_token) > MAX_TOKEN_CHARS or untrusted_token.count(".") != 2:  # noqa: PLR2004 - RFC 7515 §3.1
        raise TokenFault("form")
    head = untrusted_token.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError, binascii.Error) as error:
        raise TokenFault("form") from error
    if not isinstance(header, dict):
        raise TokenFault("form")
    if header.get("alg") not in ALGORITHMS:
        raise TokenFault("algorithm")
    if not isinstance(header.get("kid"), str | None):
        raise TokenFault("key")
    if "crit" in header:
        raise TokenFault("critical")  # RFC 7515 §4.1.11: nothing more is understood here
    return header


def _suited(header: Mapping[str, Any], keys: Sequence[IssuerKey]) -> list[IssuerKey]:
    algorithm, key_id = header["alg"], header.get("kid")
    return [
        key
        for key in keys
        if key.key_type == _KEY_TYPE[algorithm]
        and key.algorithm in {None, algorithm}
        and key_id in {None, key.key_id}
    ]


def _read_key(untrusted_key: object) -> IssuerKey | None:
    if not isinstance(untrusted_key, dict) or "d" in untrusted_key:
        return None
    algorithm, key_id = untrusted_key.get("alg"), untrusted_key.get("kid")
    is_named = key_id is None or isinstance(key_id, str)
    if untrusted_key.get("use", "sig") != "sig" or not is_named:
        return None
    if algorithm is not None and algorithm not in ALGORITHMS:
        return None
    try:
        return _import(untrusted_key, key_id, algorithm)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _import(
    untrusted_key: dict[str, Any], key_id: str | None, algorithm: str | None
) -> IssuerKey | None:
    key: RSAKey | ECKey
    match untrusted_key.get("kty"):
        case "RSA" if _bits(untrusted_key["n"]) >= MIN_RSA_BITS:
            key = RSAKey.import_key(untrusted_key)
        case "EC":
            key = ECKey.import_key(untrusted_key)
            if key.public_key.curve.name != _CURVE:
                return None
        case _:
            return None
    return IssuerKey(key_id=key_id, key_type=untrusted_key["kty"], algorithm=algorithm, key=key)


def _bits(modulus: str) -> int:
    data = base64.urlsafe_b64decode(modulus + "=" * (-len(modulus) % 4))
    return int.from_bytes(data).bit_length()
