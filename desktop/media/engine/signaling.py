"""What two engines tell each other through the session's channel: a small JSON of ours.

Everything from the other side is untrusted: parsed under limits, refused as a whole.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.call import Rung
from desktop.domain.enums import QualityCause
from desktop.domain.errors import ProtocolError

FORMAT = 1
MAX_CHARS = 100_000
MAX_ID_CHARS = 64
MAX_NUMBER = 1 << 53
MAX_LINES = 4_320
"""Of a tile: the height of the largest screen that can be bought."""


class SignalKind(StrEnum):
    """offer and answer carry SDP; restart asks the offering side to offer anew; bye ends.

    picture: what the sender shows of the receiver, and what it sends itself.
    """

    OFFER = "offer"
    ANSWER = "answer"
    RESTART = "restart"
    BYE = "bye"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureNote:
    """wanted_lines: device pixels of the receiver's tallest picture here, None when nobody knows.

    rung, cause: what the sender sends, and why not more, seen by the receiver.
    """

    wanted_lines: int | None = None
    rung: Rung = Rung.P720
    cause: QualityCause = QualityCause.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One message. from_number and to_number: media numbers of the two seats.

    They tell a message of an engine that is gone from one of the engine that took its place.
    attempt: number of the offer on this connection, repeated by its answer; above 1 the offer
    restarts ICE. can_restart_ice: the sender's end of the connection takes such an offer. A
    restart that names a connection refuses exactly that.
    """

    kind: SignalKind
    connection_id: str
    from_number: int
    to_number: int
    sdp: str = ""
    attempt: int = 1
    can_restart_ice: bool = False
    picture: PictureNote = PictureNote()


def format_signal(signal: Signal) -> str:
    """As it goes over the channel."""
    return json.dumps(
        {
            "format": FORMAT,
            "kind": signal.kind.value,
            "connection_id": signal.connection_id,
            "from": signal.from_number,
            "to": signal.to_number,
            "sdp": signal.sdp,
            "attempt": signal.attempt,
            "can_restart_ice": signal.can_restart_ice,
            "picture": {
                "lines": signal.picture.wanted_lines,
                "rung": signal.picture.rung.value,
                "cause": signal.picture.cause.value,
            },
        }
    )


def parse_signal(untrusted_text: str) -> Signal:
    """Read what another engine sent.

    Raises:
        ProtocolError: it is not a signal of this format.
    """
    if len(untrusted_text) > MAX_CHARS:
        raise ProtocolError("bad_signal", "too long")
    try:
        untrusted = json.loads(untrusted_text)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("bad_signal", "no json") from error
    if not isinstance(untrusted, dict) or untrusted.get("format") != FORMAT:
        raise ProtocolError("bad_signal", "format")
    kind = untrusted.get("kind")
    if kind not in tuple(SignalKind):
        raise ProtocolError("bad_signal", "kind")
    return Signal(
        kind=SignalKind(kind),
        connection_id=_text(untrusted.get("connection_id"), MAX_ID_CHARS),
        from_number=_number(untrusted.get("from")),
        to_number=_number(untrusted.get("to")),
        sdp=_text(untrusted.get("sdp"), MAX_CHARS),
        attempt=_number(untrusted.get("attempt", 1)),
        can_restart_ice=untrusted.get("can_restart_ice") is True,
        picture=_picture(untrusted.get("picture", {})),
    )


def _picture(untrusted: object) -> PictureNote:
    if not isinstance(untrusted, dict):
        raise ProtocolError("bad_signal", "picture")
    lines = untrusted.get("lines")
    if lines is not None and (type(lines) is not int or not 0 <= lines <= MAX_LINES):
        raise ProtocolError("bad_signal", "lines")
    rung = untrusted.get("rung", Rung.P720.value)
    cause = untrusted.get("cause", QualityCause.NONE.value)
    if rung not in tuple(Rung) or cause not in tuple(QualityCause):
        raise ProtocolError("bad_signal", "rung")
    return PictureNote(wanted_lines=lines, rung=Rung(rung), cause=QualityCause(cause))


def _text(untrusted: object, limit: int) -> str:
    if not isinstance(untrusted, str) or len(untrusted) > limit:
        raise ProtocolError("bad_signal", "text")
    return untrusted


def _number(untrusted: object) -> int:
    if type(untrusted) is not int or not 0 <= untrusted < MAX_NUMBER:
        raise ProtocolError("bad_signal", "number")
    return untrusted
