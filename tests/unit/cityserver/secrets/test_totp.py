"""Codes of an authenticator app, by the vectors of RFC 6238 and at the edges of a step."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from desktop.cityserver.secrets.totp import STEP_S, address_of, new_secret, step_of

pytestmark = pytest.mark.unit

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
"""RFC 6238, appendix B; its codes have eight digits, ours are the last six of them."""


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_the_vectors_of_the_rfc(second: int, code: str) -> None:
    assert step_of(RFC_SECRET, code, datetime.fromtimestamp(second, UTC)) == second // STEP_S


def test_a_code_is_taken_one_step_early_and_one_step_late_and_no_longer() -> None:
    begin = datetime.fromtimestamp(1_111_111_110, UTC)  # the first second of a step
    step = 1_111_111_110 // STEP_S
    for second, found in [(-31, None), (-30, step), (0, step), (59.9, step), (60, None)]:
        at = begin + timedelta(seconds=second)
        assert step_of(RFC_SECRET, "050471", at) == found, second


def test_what_is_no_code_is_wrong() -> None:
    at = datetime.fromtimestamp(59, UTC)
    assert [step_of(RFC_SECRET, text, at) for text in ("", "28708", "2870822", "２８７０８２")] == [
        None
    ] * 4


def test_every_person_gets_a_secret_of_160_bits() -> None:
    first, second = new_secret(), new_secret()
    assert first != second
    assert len(base64.b32decode(first)) == 20


def test_an_app_takes_the_address() -> None:
    address = urlsplit(address_of(RFC_SECRET, "lan.nt"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/Tiep cong dan Hai Phong:lan.nt"
    fields = parse_qs(address.query)
    assert fields["secret"] == [RFC_SECRET]
    assert fields["issuer"] == ["Tiep cong dan Hai Phong"]
    # SHA-1, 6 digits and 30 s are what every app takes for granted
    assert not fields.keys() - {"secret", "issuer", "algorithm", "digits", "period"}
