"""Frames of TURN in a byte stream, and which of them may be dropped (RFC 8656)."""

HEAD_BYTES = 4
_STUN_HEAD_BYTES = 20
_SEND_INDICATION = 0x0016


class TurnFrames:
    """Cuts one direction of a stream into whole messages; holds one that is not whole yet.

    Thread: one at a time.
    """

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The messages that are whole now, as they came, padding and all.

        Raises: ValueError: this is no TURN.
        """
        stream, at = self._rest + data, 0
        frames: list[bytes] = []
        while len(stream) - at >= HEAD_BYTES:
            end = at + _size(stream[at : at + HEAD_BYTES])
            if end > len(stream):
                break
            frames.append(stream[at:end])
            at = end
        self._rest = stream[at:]
        return frames


def may_be_lost(frame: bytes) -> bool:
    """It carries what another site shall get, which would also be lost by UDP.

    The rest is between the stack and its relay; it is little, and over TCP it is not repeated.
    """
    return _is_channel_data(frame) or int.from_bytes(frame[:2]) == _SEND_INDICATION


def _size(head: bytes) -> int:
    length = int.from_bytes(head[2:])
    if _is_channel_data(head):
        # RFC 8656 §12.5: over TCP and TLS, padded to four bytes; the length does not say so.
        return HEAD_BYTES + (length + 3) // 4 * 4
    if head[0] & 0xC0 or length % 4:
        msg = "neither STUN nor ChannelData"
        raise ValueError(msg)
    return _STUN_HEAD_BYTES + length


def _is_channel_data(frame: bytes) -> bool:
    return frame[0] & 0xC0 == 0x40  # noqa: PLR2004 - RFC 8656 §12: 0b01
