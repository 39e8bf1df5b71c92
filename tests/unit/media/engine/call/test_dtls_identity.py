"""One certificate per SDP, named by SHA-256; anything else is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import ProtocolError
from desktop.media.engine.call.dtls_identity import pin_sdp

pytestmark = pytest.mark.unit

KEYS = st.binary(min_size=32, max_size=32)


def line(key: bytes, algorithm: str = "sha-256") -> str:
    return f"a=fingerprint:{algorithm} {key.hex(':')}"


def sdp(*lines: str) -> str:
    return "\r\n".join(("v=0", "m=audio 9 X 96", *lines, "m=video 9 X 97")) + "\r\n"


@given(KEYS, st.integers(1, 3))
def test_one_certificate_is_pinned_however_often_it_is_named(key: bytes, times: int) -> None:
    pinned = pin_sdp(sdp(*[line(key)] * times))
    assert pinned.fingerprint == key
    assert pinned.sdp.count(line(key).upper().replace("A=FINGERPRINT:SHA", "a=fingerprint:sha"))


def test_other_hashes_are_left_out_so_that_only_the_pinned_one_can_match() -> None:
    theirs, evil = bytes(range(32)), bytes(64)
    pinned = pin_sdp(sdp(line(evil, "sha-512"), line(theirs), line(bytes(20), "sha-1")))
    assert pinned.fingerprint == theirs
    assert pinned.sdp.count("fingerprint") == 1


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [line(bytes(64), "sha-512")],
        [line(bytes(32)), line(bytes([1]) * 32)],
        [line(bytes(31))],
        [line(bytes(33))],
        ["a=fingerprint:sha-256 "],
        ["a=fingerprint"],
        ["a=fingerprint:sha-256 " + "zz:" * 31 + "zz"],
        [line(bytes(32)), "a=fingerprint:sha-512 not hex"],
        [line(bytes(32)), " " + line(bytes([1]) * 32)],
        [line(bytes(32)), "A=FINGERPRINT:sha-256 " + bytes([1]).hex() * 32],
        [line(bytes(32)) + "\x0b" + line(bytes([1]) * 32)],
    ],
)
def test_no_several_or_malformed_fingerprints_are_refused(lines: list[str]) -> None:
    with pytest.raises(ProtocolError):
        pin_sdp(sdp(*lines))


@given(st.text(max_size=300))
def test_any_text_is_pinned_or_refused(untrusted: str) -> None:
    with contextlib.suppress(ProtocolError):
        assert len(pin_sdp(untrusted).fingerprint) == 32


@given(KEYS, KEYS, st.integers(0, 200), st.text(max_size=12))
def test_a_text_pushed_in_anywhere_never_adds_a_second_certificate(
    key: bytes, other: bytes, at: int, glue: str
) -> None:
    good = sdp(line(key))
    changed = good[:at] + glue + line(other) + glue + good[at:]
    with contextlib.suppress(ProtocolError):
        pinned = pin_sdp(changed)
        named = {
            one.split(" ")[1].replace(":", "").lower()
            for one in pinned.sdp.splitlines()
            if one.lower().startswith("a=fingerprint")
        }
        assert named == {pinned.fingerprint.hex()}
