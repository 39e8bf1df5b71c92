"""The body of an answer: whole, or an error of ours."""

from collections.abc import Iterable

from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError, TimedOut
from desktop.sync.http.city_api import WireFault

PIECE_BYTES = 16 * 1024
PIECE_LIMIT_S = 60.0
ANSWER_LIMIT_S = 300.0
"""A page of changes, on a line that moves a thousand bytes a second beside a call."""


def read_body(pieces: Iterable[bytes], max_bytes: int, clock: Clock) -> bytes:
    """All pieces, as long as they are neither too many nor too slow. Waits for the network.

    pieces: of at most PIECE_BYTES. Raises ProtocolError (OVERSIZED), TimedOut, and what the
    pieces raise.
    """
    began_s = heard_s = clock.monotonic()
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > max_bytes:
            raise ProtocolError(WireFault.OVERSIZED)
        now_s = clock.monotonic()
        if now_s - heard_s > PIECE_LIMIT_S or now_s - began_s > ANSWER_LIMIT_S:
            raise TimedOut
        heard_s = now_s
    return bytes(body)
