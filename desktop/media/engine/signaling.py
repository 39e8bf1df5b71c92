"""Signalling between two engines through the session's channel: a small JSON of ours.

Everything from the other side is untrusted: parsed under limits, refused as a whole.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import ProtocolError
from desktop.domain.media.call import QualityCause, Rung

FORMAT = 1
MAX_CHARS = 100_000
MAX_ID_CHARS = 64
MAX_NUMBER = 1 << 53
MAX_LINES = 4_320
"""Of a tile: the height of the largest screen that can be bought."""
HASH_BYTES = 32

_HASH = re.compile(rf"[0-9a-f]{{{2 * HASH_BYTES}}}")


class SignalKind(StrEnum):
    """offer and answer carry SDP; restart asks the offering side to offer anew; bye ends.

    picture: what the sender shows of the receiver, and what it sends itself. words: see WordsNote;
    engines of the version before do not know it, and refuse the signal.
    """

    OFFER = "offer"
    ANSWER = "answer"
    RESTART = "restart"
    BYE = "bye"
    PICTURE = "picture"
    WORDS = "words"


class WordsStep(StrEnum):
    """Of the exchange that leads to four words, in its order."""

    COMMIT = "commit"
    NONCE = "nonce"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsNote:
    """commitment: names the exchange, HASH_BYTES. nonce: the sender's number, empty in a commit."""

    step: WordsStep
    commitment: bytes
    nonce: bytes = b""


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
    restart that names a connection refuses exactly that. words: in a signal of that kind.
    """

    kind: SignalKind
    connection_id: str
    from_number: int
    to_number: int
    sdp: str = ""
    attempt: int = 1
    can_restart_ice: bool = False
    picture: PictureNote = PictureNote()
    words: WordsNote | None = None


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
        | _words_of(signal.words)
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
        words=_words(untrusted.get("words")) if kind == SignalKind.WORDS else None,
    )


def _words_of(note: WordsNote | None) -> dict[str, object]:
    if note is None:
        return {}
    told = {"commitment": note.commitment.hex(), "nonce": note.nonce.hex()}
    return {"words": {"step": note.step.value, **told}}


def _words(untrusted: object) -> WordsNote:
    if not isinstance(untrusted, dict) or untrusted.get("step") not in tuple(WordsStep):
        raise ProtocolError("bad_signal", "words")
    step = WordsStep(untrusted["step"])
    nonce = b"" if step is WordsStep.COMMIT else _hash(untrusted.get("nonce"))
    return WordsNote(step=step, commitment=_hash(untrusted.get("commitment")), nonce=nonce)


def _hash(untrusted: object) -> bytes:
    if not isinstance(untrusted, str) or _HASH.fullmatch(untrusted) is None:
        raise ProtocolError("bad_signal", "hash")
    return bytes.fromhex(untrusted)


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
