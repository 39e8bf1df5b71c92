"""What must not be read in a log is not, and what helps to find a fault still is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.diagnostics.redaction import HIDDEN, redact

pytestmark = pytest.mark.unit

UUID = "01890a5d-ac96-774b-bcce-b302099a8057"
CANDIDATE = "candidate:1 1 udp 2130706431 10.20.30.40 50123 typ host"
RELATED = "candidate:2 1 udp 1694498815 203.0.113.7 6000 typ srflx raddr 10.20.30.40 rport 50123"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Authorization: Bearer abc.def-123", "abc.def-123"),
        ('{"Authorization": "Bearer abc123456"}', "abc123456"),
        ("headers={'authorization': 'Basic dXNlcjpwYXNz'}", "dXNlcjpwYXNz"),
        ("using Bearer abcdefgh12345", "abcdefgh12345"),
        ("access_token=s3cret&x=1", "s3cret"),
        ("refresh_token: s3cret", "s3cret"),
        ('"room_token": "two words"', "two words"),
        ("pin=246810", "246810"),
        ("PIN: 1234", "1234"),
        ("enrol_code=HP-1234", "HP-1234"),
        ("a=ice-pwd:asd88fgpdd777uzjYhagZg", "asd88fgpdd777uzjYhagZg"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def", "eyJzdWIiOiIxIn0"),
        ("wss://officer:pass@city.example/v1", "officer:pass"),
        ("mail an.nguyen@example.vn came", "an.nguyen"),
        ("/home/nguyenvanan/papers", "nguyenvanan"),
        (r"C:\Users\nguyenvanan\papers", "nguyenvanan"),
        ("took Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A now", "Zm9vYmFyMTIz"),
        ("citizen 031199012345 came", "031199012345"),
        ("citizen 031 199 012 345 came", "012 345"),
        ("citizen=031199012345", "031199012345"),
        ("card 031234567.", "031234567"),
        ("call 0912345678", "0912345678"),
        ("call +84 912 345 678", "912 345 678"),
        ("call 0225.3842.123", "3842"),
        (f"added {CANDIDATE}", "10.20.30.40"),
        (f"added {RELATED}", "10.20.30.40"),
        (f"added {RELATED}", "203.0.113.7"),
        ("c=IN IP4 192.168.7.9", "192.168.7.9"),
        ("o=- 1 2 IN IP6 2001:db8::7", "2001:db8::7"),
    ],
)
def test_a_secret_or_personal_number_is_hidden(text: str, secret: str) -> None:
    assert secret in text
    assert secret not in redact(text)
    assert HIDDEN in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        f"minute line pushed line={UUID} revision=7 took_ms=84",
        f"paper stored sha256={'0123456789abcdef' * 4} size_bytes=123456789",
        "level=0.0912345678 p95=12.5",
        "2026-11-26T05:00:00.123Z level=info process=desk",
        "joined port=50123 fps=29.97 received_kbps=812",
        "candidate pair chosen path=host",
        "DESKTOP_MEDIA_ENGINE_LIBWEBRTC_SELF_TEST_PASSED_ON_START_9",
    ],
)
def test_what_helps_to_find_a_fault_stays(text: str) -> None:
    assert redact(text) == text


def test_addresses_stay_readable_for_debugging_when_asked() -> None:
    assert redact(RELATED, keeps_addresses=True) == RELATED


def test_ports_and_kinds_of_candidates_stay_readable() -> None:
    expected = f"candidate:2 1 udp 1694498815 {HIDDEN} 6000 typ srflx raddr {HIDDEN} rport 50123"
    assert redact(RELATED) == expected


@given(st.text(alphabet="0123456789+-. =:abcXYZ_@/[]\\\"'tokenpi\n", max_size=120))
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(st.text(max_size=30), st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_no_twelve_digit_number_survives_between_words(words: str, number: str) -> None:
    words = re.sub(r"[\d.+-]", "", words)
    assert number not in redact(f"{words} {number} {words}")
