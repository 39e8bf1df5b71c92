"""Messages in a stream of bytes: the size of each (4 bytes, big-endian), then its bytes."""

import struct

from desktop.media.pipe.codec import MAX_MESSAGE_BYTES
from desktop.media.pipe.parts import BrokenMessage, Fault

_SIZE = struct.Struct(">I")
MAX_FRAME_BYTES = _SIZE.size + MAX_MESSAGE_BYTES


def framed(message: bytes) -> bytes:
    """The message with its size before it."""
    return _SIZE.pack(len(message)) + message


class FrameBuffer:
    """What came of a stream and is not taken yet. Thread: one.

    Holds a frame and a piece of the next one at most, if `next` is asked after each `add`.
    """

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, untrusted: bytes) -> None:
        """The next piece of the stream."""
        self._data += untrusted

    def next(self) -> bytes | None:
        """Bytes of the next message, None before they are whole.

        Raises:
            BrokenMessage: it will be too long; nothing of it is waited for.
        """
        if len(self._data) < _SIZE.size:
            return None
        (size,) = _SIZE.unpack_from(self._data)
        if size > MAX_MESSAGE_BYTES:
            raise BrokenMessage(Fault.TOO_LONG)
        end = _SIZE.size + size
        if len(self._data) < end:
            return None
        message = bytes(self._data[_SIZE.size : end])
        del self._data[:end]
        return message
