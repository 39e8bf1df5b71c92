"""What the issuer is asked, what it must say of itself, and which tokens prove something."""

import base64
import json
import warnings
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from desktop.cityserver.config.issuer_plan import IssuerPlan
from desktop.cityserver.issuer import id_token
from desktop.cityserver.issuer import issuer as module
from desktop.cityserver.issuer.http import IssuerUnreachable
from desktop.cityserver.issuer.id_token import IdTokenClaims, TokenFault, has_key_for, read_keys
from desktop.cityserver.issuer.issuer import (
    DISCOVERY_PATH,
    MEMORY_S,
    REST_S,
    SILENCE_S,
    Attempt,
    Issuer,
    IssuerRefused,
    new_attempt,
)
from desktop.domain.errors import ServerBusy
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.local_issuer import (
    AN,
    CLIENT,
    EC_KEY,
    SECRET,
    Asked,
    IssuerAtHand,
    LocalIssuer,
    Told,
    ec_jwk,
    rsa_jwk,
    sign_in_at,
)

pytestmark = pytest.mark.unit

URL = "https://sso.example/realms/city"
PORT = 40_123


@pytest.fixture
def there(clock: FakeClock) -> LocalIssuer:
    return LocalIssuer(URL, clock)


class Here:
    """The city's side of a local issuer."""

    def __init__(self, there: LocalIssuer, clock: FakeClock, **changes: Any) -> None:
        self.there = there
        self.clock = clock
        plan = IssuerPlan(**{"url": there.url, "client_id": CLIENT} | changes)
        self.issuer = Issuer(plan=plan, clock=clock, http=IssuerAtHand(there))

    def begin(self) -> tuple[Attempt, dict[str, str]]:
        """A visit, and what the browser brings back."""
        attempt = new_attempt(PORT, self.clock.now())
        return attempt, sign_in_at(self.there, self.issuer.page(attempt))

    def prove(self) -> IdTokenClaims:
        attempt, back = self.begin()
        assert back["state"] == attempt.state
        return self.issuer.prove(attempt, back["code"], back.get("iss"))

    def refused(self) -> str:
        with pytest.raises(IssuerRefused) as refused:
            self.prove()
        return refused.value.word

    def unreachable(self) -> str:
        with pytest.raises(IssuerUnreachable) as unreachable:
            self.prove()
        return unreachable.value.word


@pytest.fixture
def here(there: LocalIssuer, clock: FakeClock) -> Here:
    return Here(there, clock)


# ---- the way there and back ------------------------------------------------------------------


def test_who_signs_in_there_is_proved_here(here: Here) -> None:
    assert here.prove() == IdTokenClaims(subject=AN.subject, name=AN.name)


def test_the_page_asks_for_a_code_with_pkce_and_for_a_password_now(here: Here) -> None:
    attempt = new_attempt(PORT, here.clock.now())
    query = dict(parse_qsl(urlsplit(here.issuer.page(attempt)).query))
    assert query["redirect_uri"] == f"http://127.0.0.1:{PORT}/sign-in"
    assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
    assert (query["prompt"], query["max_age"]) == ("login", "0")
    assert attempt.verifier not in query.values()
    assert len({attempt.state, attempt.nonce, attempt.verifier, query["code_challenge"]}) == 4


def test_a_page_that_has_a_query_keeps_it(here: Here) -> None:
    here.there.discovery_lies = {"authorization_endpoint": f"{URL}/authorize?realm=1"}
    assert "?realm=1&response_type=code" in here.issuer.page(new_attempt(PORT, here.clock.now()))


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
def test_three_ways_to_sign_are_taken(here: Here, algorithm: str) -> None:
    here.there.algorithm = algorithm
    here.there.key_id = "key-2" if algorithm == "ES256" else "key-1"
    assert here.prove().subject == AN.subject


@pytest.mark.parametrize("ways", [["client_secret_basic", "client_secret_post"], None])
def test_a_client_with_a_secret_shows_it_in_a_header(
    there: LocalIssuer, clock: FakeClock, ways: list[str] | None
) -> None:
    there.client_secret = SECRET
    if ways is not None:
        there.discovery_lies = {"token_endpoint_auth_methods_supported": ways}
    assert Here(there, clock, client_secret=SECRET).prove().subject == AN.subject
    assert "Authorization" in there.asked[-1].headers
    assert b"client_secret" not in there.asked[-1].body
    assert Here(there, clock, client_secret="another").unreachable() == "invalid_client"
    assert Here(there, clock).unreachable() == "invalid_client"


def test_or_in_the_form_where_the_issuer_takes_it_only_there(
    there: LocalIssuer, clock: FakeClock
) -> None:
    there.client_secret = SECRET
    there.discovery_lies = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert Here(there, clock, client_secret=SECRET).prove().subject == AN.subject
    assert "Authorization" not in there.asked[-1].headers


def test_another_claim_may_name_the_person(there: LocalIssuer, clock: FakeClock) -> None:
    there.lies = {"email": "an@city.example"}
    assert Here(there, clock, name_claim="email").prove().name == "an@city.example"
    there.lies = {"email": None}
    assert Here(there, clock, name_claim="email").refused() == "token_name"


def test_a_code_works_once_and_with_its_own_verifier_only(here: Here) -> None:
    attempt, back = here.begin()
    other, _ = here.begin()
    with pytest.raises(IssuerRefused, match="invalid_grant"):
        here.issuer.prove(other, back["code"])
    attempt, back = here.begin()
    here.issuer.prove(attempt, back["code"])
    with pytest.raises(IssuerRefused, match="invalid_grant"):
        here.issuer.prove(attempt, back["code"])


def test_an_issuer_that_names_itself_must_and_no_other_may(here: Here) -> None:
    here.there.names_itself = True
    assert here.prove().subject == AN.subject
    attempt, back = here.begin()
    with pytest.raises(IssuerRefused, match="issuer_missing"):
        here.issuer.prove(attempt, back["code"])
    with pytest.raises(IssuerRefused, match="issuer_other"):
        here.issuer.prove(attempt, back["code"], "https://elsewhere.example")
    assert here.issuer.prove(attempt, back["code"], URL).subject == AN.subject


# ---- tokens that prove nothing ---------------------------------------------------------------

LIES: dict[str, tuple[dict[str, Any], str]] = {
    "foreign issuer": ({"iss": "https://sso.example"}, "issuer"),
    "no issuer": ({"iss": None}, "issuer"),
    "for somebody else": ({"aud": "another"}, "audience"),
    "for nobody": ({"aud": []}, "audience"),
    "for an odd thing": ({"aud": {CLIENT: 1}}, "audience"),
    "for several, asked by nobody": ({"aud": [CLIENT, "another"]}, "party"),
    "asked by another": ({"aud": [CLIENT, "another"], "azp": "another"}, "party"),
    "asked by another, for us": ({"azp": "another"}, "party"),
    "another nonce": ({"nonce": "x" * 43}, "nonce"),
    "no nonce": ({"nonce": None}, "nonce"),
    "no end": ({"exp": None}, "exp"),
    "an end that is no time": ({"exp": "tomorrow"}, "exp"),
    "an end that is a truth": ({"exp": True}, "exp"),
    "no beginning": ({"iat": None}, "iat"),
    "no time of the password": ({"auth_time": None}, "auth_time"),
    "no subject": ({"sub": None}, "subject"),
    "an empty subject": ({"sub": ""}, "subject"),
    "a number as subject": ({"sub": 5}, "subject"),
    "too long a subject": ({"sub": "x" * 256}, "subject"),
    "no name": ({"preferred_username": None}, "name"),
    "a blank name": ({"preferred_username": " "}, "name"),
    "too long a name": ({"preferred_username": "x" * 251}, "name"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_signed_token_that_says_something_else_proves_nothing(here: Here, lie: str) -> None:
    here.there.lies, word = LIES[lie]
    assert here.refused() == f"token_{word}"


@pytest.mark.parametrize(
    ("name", "late_s", "word"),
    [
        ("exp", -61, "expired"),
        ("iat", -61, "issued_at"),
        ("iat", 61, "issued_at"),
        ("nbf", 61, "not_before"),
        ("auth_time", 61, "auth_time"),
    ],
)
def test_times_may_be_off_by_a_minute_and_no_more(
    here: Here, name: str, late_s: int, word: str
) -> None:
    now = int(here.clock.now().timestamp())
    here.there.lies = {name: now + late_s}
    assert here.refused() == f"token_{word}"
    here.there.lies = {name: now + (late_s - 2 if late_s > 0 else late_s + 2)}
    assert here.prove().subject == AN.subject


def test_who_signed_in_there_earlier_is_not_who_sits_here_now(here: Here) -> None:
    here.there.sessions_from = int((here.clock.now() - timedelta(minutes=5)).timestamp())
    assert here.refused() == "token_auth_time"


def test_for_several_it_is_taken_when_it_was_asked_by_us(here: Here) -> None:
    here.there.lies = {"aud": [CLIENT, "another"], "azp": CLIENT}
    assert here.prove().subject == AN.subject


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS1", None, 5])
def test_no_other_way_to_sign_is_taken(here: Here, algorithm: object) -> None:
    here.there.algorithm = str(algorithm)
    here.there.header_lies = {"alg": algorithm}
    assert here.refused() == "token_algorithm"


@pytest.mark.parametrize(
    ("told", "signed"), [("RS256", "PS256"), ("PS256", "RS256"), ("RS256", "none")]
)
def test_a_signature_of_another_kind_than_told_is_none(here: Here, told: str, signed: str) -> None:
    here.there.algorithm = signed
    here.there.header_lies = {"alg": told}
    assert here.refused() == "token_signature"


def test_a_key_is_for_its_own_kind_of_signature_only(here: Here) -> None:
    here.there.algorithm = "ES256"
    assert here.refused() == "token_key"  # key-1 is one of RSA
    here.there.algorithm, here.there.key_id = "RS256", "key-2"
    assert here.refused() == "token_key"


def test_a_stranger_who_signs_with_a_known_name_of_a_key_proves_nothing(here: Here) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    here.there.published = [rsa_jwk("key-1", stranger)]
    assert here.refused() == "token_signature"


def test_without_a_name_of_the_key_there_must_be_one_that_fits(here: Here) -> None:
    here.there.header_lies = {"kid": None}
    assert here.prove().subject == AN.subject
    here.clock.advance(MEMORY_S)
    here.there.published.append(rsa_jwk("key-3"))
    assert here.refused() == "token_key"


@pytest.mark.parametrize("payload", [b"[]", b"<html>", b"\xff", b"[" * 5_000])
def test_what_was_signed_must_be_claims(here: Here, payload: bytes) -> None:
    token = here.there.sign_bytes(payload)
    here.there.stand_in = only_at_token(
        Told(status=200, body=json.dumps({"id_token": token}).encode())
    )
    assert here.refused() == "token_form"


@pytest.mark.parametrize("critical", [["b64"], ["exp"], "x"])
def test_what_must_be_understood_and_is_not_ends_it(here: Here, critical: object) -> None:
    here.there.header_lies = {"crit": critical, "b64": False}
    assert here.refused() == "token_critical"


@pytest.mark.parametrize(
    "token",
    ["", "x", "a.b.c", "e30.e30", "e30.e30.e30.e30", "W10.e30.x", "é.e30.x", "=.e30.x"],
)
def test_what_is_no_token_proves_nothing(here: Here, token: str) -> None:
    here.there.stand_in = lambda asked: (
        Told(status=200, body=json.dumps({"id_token": token}).encode())
        if asked.target.startswith("/realms/city/token")
        else None
    )
    assert here.refused() in {"token_form", "token_algorithm"}


def test_a_changed_claim_breaks_the_signature(here: Here) -> None:
    def change(asked: Asked) -> Told | None:
        if "/token" not in asked.target:
            return None
        here.there.stand_in = lambda _asked: None
        told = here.there.answer(asked)
        document = json.loads(told.body)
        head, body, signature = document["id_token"].split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=="))
        claims["sub"] = "somebody-else"
        body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
        document["id_token"] = f"{head}.{body}.{signature}"
        return Told(status=200, body=json.dumps(document).encode())

    here.there.stand_in = change
    assert here.refused() == "token_signature"


# ---- keys ------------------------------------------------------------------------------------


def test_keys_that_cannot_sign_here_are_passed_over() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a key that is too small, which is the point
        small = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - see below
    good = rsa_jwk("good")
    others = [
        "text",
        {},
        {"kty": "oct", "k": "c2VjcmV0"},
        good | {"use": "enc"},
        good | {"alg": "HS256"},
        good | {"alg": "RS512"},
        good | {"kid": 5},
        good | {"d": "AQAB"},
        good | {"n": "!"},
        {"kty": "RSA", "kid": "half"},
        rsa_jwk("small", small),
        ec_jwk("curve", ec.generate_private_key(ec.SECP384R1())),
        ec_jwk("off the curve") | {"x": good["n"][:43]},
        ec_jwk("wrong curve", EC_KEY) | {"crv": "P-384"},
    ]
    assert [key.key_id for key in read_keys([*others, good, ec_jwk("ec")])] == ["good", "ec"]
    assert read_keys({"keys": []}) == ()
    assert len(read_keys([good] * 60)) == id_token.MAX_KEYS


def test_a_new_key_of_the_issuer_is_looked_for_but_not_at_every_token(here: Here) -> None:
    here.prove()
    here.there.key_id = "key-3"
    here.there.published = [rsa_jwk("key-3")]
    assert here.refused() == "token_key"
    assert here.there.paths.count("/realms/city/keys") == 1
    here.clock.advance(REST_S)
    assert here.prove().subject == AN.subject
    here.there.key_id = "key-4"
    for _ in range(3):
        assert here.refused() == "token_key"
    assert here.there.paths.count("/realms/city/keys") == 2


def test_what_is_known_of_the_issuer_is_asked_once_an_hour(here: Here) -> None:
    for _ in range(3):
        here.prove()
    place = f"/realms/city{DISCOVERY_PATH}"
    assert here.there.paths.count(place) == 1
    here.clock.advance(MEMORY_S)
    here.prove()
    assert here.there.paths.count(place) == 2


# ---- what it says of itself ------------------------------------------------------------------

ODD: dict[str, tuple[dict[str, Any], str]] = {
    "another issuer": ({"issuer": "https://sso.example"}, "other_issuer"),
    "a slash more": ({"issuer": f"{URL}/"}, "other_issuer"),
    "tokens elsewhere": ({"token_endpoint": "https://elsewhere.example/token"}, "elsewhere"),
    "keys elsewhere": ({"jwks_uri": "https://sso.example:8443/keys"}, "elsewhere"),
    "keys without TLS": ({"jwks_uri": "http://sso.example/keys"}, "elsewhere"),
    "a page elsewhere": ({"authorization_endpoint": "https://elsewhere.example/"}, "elsewhere"),
    "a page that is a file": ({"authorization_endpoint": "file:///bin/sh"}, "elsewhere"),
    "no page": ({"authorization_endpoint": None}, "elsewhere"),
    "no PKCE": ({"code_challenge_methods_supported": ["plain"]}, "no_pkce"),
    "an odd PKCE": ({"code_challenge_methods_supported": "S256"}, "no_pkce"),
}


@pytest.mark.parametrize("oddity", ODD)
def test_an_issuer_that_does_not_fit_is_as_good_as_none(here: Here, oddity: str) -> None:
    here.there.discovery_lies, word = ODD[oddity]
    assert here.unreachable() == word


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (Told(status=503), "status"),
        (Told(status=302, headers={"Location": "https://elsewhere.example"}), "status"),
        (Told(status=200, body=b"<html>"), "no_json"),
        (Told(status=200, body=b"[" * 100_000), "no_json"),
        (Told(status=200, body=b"\xff"), "no_json"),
        (Told(status=200, body=b"[]"), "no_object"),
    ],
)
def test_an_answer_that_is_none_is_as_good_as_silence(here: Here, told: Told, word: str) -> None:
    here.there.stand_in = lambda _asked: told
    assert here.unreachable() == word


def test_a_silent_issuer_is_not_asked_again_by_each_who_waits(here: Here) -> None:
    here.there.stand_in = lambda _asked: Told(status=500)
    assert [here.unreachable() for _ in range(3)] == ["status"] * 3
    assert len(here.there.asked) == 1
    here.there.stand_in = lambda _asked: None
    here.clock.advance(SILENCE_S)
    assert here.prove().subject == AN.subject


def test_what_is_known_of_an_issuer_that_fell_silent_goes_on_being_used(here: Here) -> None:
    here.prove()
    here.clock.advance(MEMORY_S)
    asked = len(here.there.asked)
    here.there.stand_in = lambda told: Told(status=500) if "well-known" in told.target else None
    assert [here.prove().subject for _ in range(2)] == [AN.subject] * 2
    targets = [told.target for told in here.there.asked[asked:]]
    assert sum("well-known" in target for target in targets) == 1


def test_who_finds_others_asking_is_told_soon(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TURN_S", 0.05)
    with here.issuer._lock, pytest.raises(ServerBusy):
        here.prove()
    here.prove()
    here.clock.advance(MEMORY_S)
    with here.issuer._lock:
        assert here.prove().subject == AN.subject
        here.there.key_id = "unheard-of"
        with pytest.raises(ServerBusy):
            here.prove()


@pytest.mark.parametrize(
    ("lies", "word"),
    [
        ({"exp": 10**400}, "token_exp"),
        ({"exp": float("inf")}, "token_exp"),
        ({"sub": "a\0b"}, "token_subject"),
        ({"preferred_username": "an\ud800"}, "token_name"),
    ],
)
def test_what_no_database_could_keep_proves_nothing(
    here: Here, lies: dict[str, Any], word: str
) -> None:
    here.there.lies = lies
    assert here.refused() == word


def test_a_key_that_is_named_by_no_word_is_none(here: Here) -> None:
    header = {"alg": "RS256", "kid": ["key-1"]}
    token = f"{base64.urlsafe_b64encode(json.dumps(header).encode()).decode()}.e30.AA"
    with pytest.raises(TokenFault):
        has_key_for(token, ())


def test_an_issuer_without_a_key_that_may_sign_proves_nobody(here: Here) -> None:
    here.there.published = []
    assert here.unreachable() == "no_keys"


def only_at_token(told: Told) -> Callable[[Asked], Told | None]:
    return lambda asked: told if asked.target.startswith("/realms/city/token") else None


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (Told(status=400, body=b'{"error": "invalid_grant"}'), "invalid_grant"),
        (Told(status=401, body=b'{"error": "nguyen van an"}'), "code"),
        (Told(status=400, body=b"<html>"), "code"),
        (Told(status=400, body=b"[]"), "code"),
        (Told(status=400, body=b'{"error": []}'), "code"),
        (Told(status=200, body=b"{}"), "no_token"),
        (Told(status=200, body=b'{"id_token": 5}'), "no_token"),
        (Told(status=200, body=json.dumps({"id_token": "x" * 20_000}).encode()), "no_token"),
    ],
)
def test_a_code_that_brings_no_token_proves_nothing(here: Here, told: Told, word: str) -> None:
    here.there.stand_in = only_at_token(told)
    assert here.refused() == word


def test_an_issuer_that_fails_at_the_code_can_be_tried_again(here: Here) -> None:
    here.there.stand_in = only_at_token(Told(status=500))
    assert here.unreachable() == "status"
