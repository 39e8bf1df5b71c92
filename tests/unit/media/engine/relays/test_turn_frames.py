"""Messages of TURN in a stream, however it comes in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.engine.relays.turn_frames import TurnFrames, may_be_lost

pytestmark = pytest.mark.unit


def channel_data(body: bytes) -> bytes:
    return b"\x40\x01" + len(body).to_bytes(2) + body + bytes(-len(body) % 4)


def stun(kind: int, body: bytes) -> bytes:
    padded = body + bytes(-len(body) % 4)
    return kind.to_bytes(2) + len(padded).to_bytes(2) + bytes(16) + padded


FRAMES = st.one_of(
    st.binary(max_size=1_500).map(channel_data),
    st.builds(stun, st.sampled_from([0x0001, 0x0003, 0x0004, 0x0016]), st.binary(max_size=200)),
)


@given(frames=st.lists(FRAMES, max_size=8), pieces=st.lists(st.integers(1, 700), max_size=40))
def test_every_message_comes_out_as_it_went_in_however_it_is_cut(
    frames: list[bytes], pieces: list[int]
) -> None:
    stream, cutter = b"".join(frames), TurnFrames()
    found: list[bytes] = []
    for size in pieces:
        found += cutter.feed(stream[:size])
        stream = stream[size:]
    assert found == frames[: len(found)]
    assert found + cutter.feed(stream) == frames


@pytest.mark.parametrize("head", [b"\x80\x00\x00\x00", b"\xff\xff\xff\xff", b"\x00\x01\x00\x02"])
def test_what_is_no_turn_is_said(head: bytes) -> None:
    with pytest.raises(ValueError, match="neither"):
        TurnFrames().feed(head)


def test_only_what_goes_on_to_another_site_may_be_lost() -> None:
    assert may_be_lost(channel_data(b"voice"))
    assert may_be_lost(stun(0x0016, b"to a peer"))  # a Send indication
    for request in (0x0003, 0x0004, 0x0008, 0x0009):  # Allocate, Refresh, permission, channel
        assert not may_be_lost(stun(request, b""))
