"""Đọc to: a line of the minutes, spoken by the voice of this PC. Pure."""

import unicodedata
from enum import StrEnum
from typing import Final

MAX_SPOKEN_S: Final = 600
"""Of one line: the longest there may be (8,000 characters) takes a slow voice about as long."""


NOT_READ: Final = "chỗ này không đọc"
"""What is said where something is not for everybody in the room."""


class SpeechStage(StrEnum):
    """How far it is.

    SPEAKING: the loudspeaker took of it. ENDED: it took all. STOPPED: nothing of it is heard any
    more, for somebody asked so.
    """

    SPEAKING = "speaking"
    ENDED = "ended"
    STOPPED = "stopped"
    FAILED = "failed"


class SpeechFault(StrEnum):
    """Why it failed.

    VOICE: the voice gave no sound. TOO_LONG: more than MAX_SPOKEN_S. LOUDSPEAKER: it takes none.
    """

    VOICE = "voice"
    TOO_LONG = "too_long"
    LOUDSPEAKER = "loudspeaker"


def spoken_line(speaker: str, text: str) -> str:
    """Who said it, then what, as the printed minutes have it; composed letters, one line."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    name = " ".join(unicodedata.normalize("NFC", speaker).split())
    return f"{name}: {words}" if name else words
