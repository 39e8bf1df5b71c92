"""Transport-wide feedback on the wire: which packets came, and when.

The sender numbers every packet of a transport, the receiver tells when each number came; from that
a sender of libwebrtc or Chromium sees a line fill up before anything is lost. Without it their
estimate starves at about 350 kbit/s. Source: draft-holmer-rmcat-transport-wide-cc-extensions-01.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

FEEDBACK_URI = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
MAX_STATUSES = 1_000
"""Of one message; a sender that jumps further ahead has lost the rest anyway."""

TICKS_PER_S = 4_000
"""Arrival times are told in steps of 250 microseconds."""

_NUMBERS = 1 << 16
_RTPFB = 205
_TRANSPORT_FEEDBACK = 15
_TICKS_PER_REFERENCE = 256  # 64 ms
_REFERENCES = 1 << 24
_HEADER = struct.Struct("!BBHLLHHL")
_HEADER_BYTES = _HEADER.size
_MISSING, _SMALL, _LARGE = 0, 1, 2
_LONGEST_RUN = 0x1FFF
_MOST_SMALL, _LEAST_LARGE, _MOST_LARGE = 0xFF, -0x8000, 0x7FFF
_SYMBOLS_OF_TWO_BITS = 7
_SYMBOLS_OF_ONE_BIT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the far end says of packets base, base + 1, ... (modulo 65536).

    arrivals: in ticks of the far end's clock, None for a packet that did not come. number: of
    this message, modulo 256. The clock wraps at `CLOCK_TICKS`.
    """

    base: int
    number: int
    arrivals: tuple[int | None, ...]


CLOCK_TICKS = _REFERENCES * _TICKS_PER_REFERENCE


def build_feedback(feedback: Feedback, *, ssrc: int, media_ssrc: int) -> tuple[bytes, int]:
    """The RTCP message, and how many of the arrivals fit in.

    Fewer fit when two neighbours came more than eight seconds apart. At least one must have come,
    and everything up to the first that did always fits.
    """
    first = next(arrival for arrival in feedback.arrivals if arrival is not None)
    reference = first // _TICKS_PER_REFERENCE
    symbols: list[int] = []
    deltas = b""
    last = reference * _TICKS_PER_REFERENCE
    for arrival in feedback.arrivals[:MAX_STATUSES]:
        if arrival is None:
            symbols.append(_MISSING)
            continue
        delta = arrival - last
        if 0 <= delta <= _MOST_SMALL:
            symbols.append(_SMALL)
            deltas += bytes((delta,))
        elif _LEAST_LARGE <= delta <= _MOST_LARGE:
            symbols.append(_LARGE)
            deltas += struct.pack("!h", delta)
        else:
            break
        last = arrival
    body = _chunks(symbols) + deltas
    padding = -(_HEADER_BYTES + len(body)) % 4
    if padding:
        body += bytes(padding - 1) + bytes((padding,))
    header = _HEADER.pack(
        0x80 | (0x20 if padding else 0) | _TRANSPORT_FEEDBACK,
        _RTPFB,
        (_HEADER_BYTES + len(body)) // 4 - 1,
        ssrc,
        media_ssrc,
        feedback.base,
        len(symbols),
        (reference % _REFERENCES) << 8 | feedback.number,
    )
    return header + body, len(symbols)


def split_feedback(untrusted_rtcp: bytes) -> tuple[list[Feedback], bytes]:
    """Take transport-wide feedback out of a compound of RTCP; returns it and what is left.

    Raises:
        ValueError: not RTCP, or a message of the kind that contradicts itself.
    """
    found: list[Feedback] = []
    rest = b""
    at = 0
    while at < len(untrusted_rtcp):
        if len(untrusted_rtcp) < at + 4:
            raise ValueError(at)
        first, kind, length = struct.unpack_from("!BBH", untrusted_rtcp, at)
        end = at + 4 * (length + 1)
        if end > len(untrusted_rtcp):
            raise ValueError(end)
        message = untrusted_rtcp[at:end]
        if kind == _RTPFB and first & 0x1F == _TRANSPORT_FEEDBACK:
            found.append(_parse(message))
        else:
            rest += message
        at = end
    return found, rest


def _parse(message: bytes) -> Feedback:
    if len(message) < _HEADER_BYTES:
        raise ValueError(len(message))
    _, _, _, _, _, base, count, word = _HEADER.unpack_from(message)
    if not count or count > _NUMBERS // 2:
        raise ValueError(count)
    symbols, at = _symbols(message, count)
    clock = (word >> 8) * _TICKS_PER_REFERENCE
    arrivals: list[int | None] = []
    for symbol in symbols:
        if symbol == _MISSING:
            arrivals.append(None)
            continue
        if symbol > _LARGE:
            raise ValueError(symbol)
        size = 1 if symbol == _SMALL else 2
        if at + size > len(message):
            raise ValueError(at)
        clock += int.from_bytes(message[at : at + size], "big", signed=symbol == _LARGE)
        at += size
        arrivals.append(clock % CLOCK_TICKS)
    return Feedback(base=base, number=word & 0xFF, arrivals=tuple(arrivals))


def _symbols(message: bytes, count: int) -> tuple[list[int], int]:
    symbols: list[int] = []
    at = _HEADER_BYTES
    while len(symbols) < count:
        if at + 2 > len(message):
            raise ValueError(at)
        (chunk,) = struct.unpack_from("!H", message, at)
        at += 2
        if not chunk & 0x8000:
            run = min(chunk & _LONGEST_RUN, count - len(symbols))
            if not run:
                raise ValueError(chunk)
            symbols += [chunk >> 13 & 3] * run
        elif chunk & 0x4000:
            symbols += [chunk >> shift & 3 for shift in range(12, -1, -2)]
        else:
            symbols += [chunk >> shift & 1 for shift in range(13, -1, -1)]
    return symbols[:count], at


def _chunks(symbols: Sequence[int]) -> bytes:
    chunks = b""
    at = 0
    while at < len(symbols):
        run = 1
        while at + run < len(symbols) and symbols[at + run] == symbols[at] and run < _LONGEST_RUN:
            run += 1
        if run > _SYMBOLS_OF_TWO_BITS or at + run == len(symbols):
            chunks += struct.pack("!H", symbols[at] << 13 | run)
            at += run
            continue
        part = list(symbols[at : at + _SYMBOLS_OF_ONE_BIT])
        bits = 0x8000
        if _LARGE not in part:
            width, shift = _SYMBOLS_OF_ONE_BIT, 1
        else:
            bits, width, shift = 0xC000, _SYMBOLS_OF_TWO_BITS, 2
            part = part[:_SYMBOLS_OF_TWO_BITS]
        for place, symbol in enumerate(part):
            bits |= symbol << (width - 1 - place) * shift
        chunks += struct.pack("!H", bits)
        at += width
    return chunks


class ArrivalLog:
    """Notes when numbered packets came, and tells it. Thread: media-loop."""

    def __init__(self) -> None:
        self._pending: dict[int, int] = {}
        self._newest: int | None = None
        self._told_to: int | None = None
        self._messages = 0

    @property
    def has_numbers(self) -> bool:
        """The far end numbers its packets."""
        return self._newest is not None

    def add(self, untrusted_number: int, arrival_s: float) -> None:
        """A packet came. untrusted_number: in [0, 65536). arrival_s: monotonic."""
        if self._newest is None:
            self._newest = untrusted_number + _NUMBERS
        step = (untrusted_number - self._newest + _NUMBERS // 2) % _NUMBERS - _NUMBERS // 2
        number = self._newest + step
        self._newest = max(self._newest, number)
        if len(self._pending) < MAX_STATUSES:
            self._pending.setdefault(number, int(arrival_s * TICKS_PER_S))

    def take(self, *, ssrc: int, media_ssrc: int) -> list[bytes]:
        """RTCP messages about everything since the last call; empty when nothing came."""
        told_to = self._told_to
        late = sorted(n for n in self._pending if told_to is not None and n < told_to)
        # Out of order: each for itself, and what was told stays told.
        messages = [self._tell(n, [self._pending.pop(n)], ssrc, media_ssrc)[0] for n in late]
        while self._pending:
            first, last = min(self._pending), max(self._pending)
            begin = first
            if self._told_to is not None and first - self._told_to < MAX_STATUSES // 2:
                begin = self._told_to
            last = min(last, begin + MAX_STATUSES - 1)
            message, end = self._tell_range(begin, last, ssrc, media_ssrc)
            messages.append(message)
            self._told_to = end
        return messages

    def _tell_range(self, begin: int, last: int, ssrc: int, media_ssrc: int) -> tuple[bytes, int]:
        arrivals = [self._pending.get(number) for number in range(begin, last + 1)]
        message, count = self._tell(begin, arrivals, ssrc, media_ssrc)
        for number in range(begin, begin + count):
            self._pending.pop(number, None)
        return message, begin + count

    def _tell(
        self, begin: int, arrivals: Sequence[int | None], ssrc: int, media_ssrc: int
    ) -> tuple[bytes, int]:
        feedback = Feedback(
            base=begin % _NUMBERS, number=self._messages % 256, arrivals=tuple(arrivals)
        )
        self._messages += 1
        return build_feedback(feedback, ssrc=ssrc, media_ssrc=media_ssrc)
