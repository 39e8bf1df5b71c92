"""Messages in a stream that comes in pieces of any size."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.pipe.codec import MAX_MESSAGE_BYTES
from desktop.media.pipe.frames import MAX_FRAME_BYTES, FrameBuffer, framed
from desktop.media.pipe.parts import BrokenMessage, Fault

pytestmark = pytest.mark.unit


@given(st.lists(st.binary(max_size=40), max_size=8), st.data())
def test_messages_come_out_whole_and_in_their_order(
    messages: list[bytes], data: st.DataObject
) -> None:
    stream = b"".join(framed(message) for message in messages)
    buffer = FrameBuffer()
    came: list[bytes] = []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        buffer.add(stream[:size])
        stream = stream[size:]
        while (message := buffer.next()) is not None:
            came.append(message)
    assert came == messages
    assert buffer.next() is None


def test_the_longest_message_has_room() -> None:
    buffer = FrameBuffer()
    longest = bytes(MAX_MESSAGE_BYTES)
    frame = framed(longest)
    assert len(frame) == MAX_FRAME_BYTES
    buffer.add(frame[:-1])
    assert buffer.next() is None
    buffer.add(frame[-1:])
    assert buffer.next() == longest


@pytest.mark.parametrize("size", [MAX_MESSAGE_BYTES + 1, 2**31, 2**32 - 1])
def test_a_longer_one_is_refused_before_it_comes(size: int) -> None:
    buffer = FrameBuffer()
    buffer.add(struct.pack(">I", size))
    with pytest.raises(BrokenMessage) as caught:
        buffer.next()
    assert caught.value.fault is Fault.TOO_LONG
