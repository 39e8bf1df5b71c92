"""A session on a platform of somebody else: this program makes no call there (NĐ 154/2026 Đ16.2).

Steps, roll call, turns to speak, papers and minutes stay here; pictures, sound and any recording
are the platform's. What this program cannot measure there is noted by a person, in words.
"""

from typing import Final

from desktop.domain.reception.gate import GateKind
from desktop.domain.text import folded, plain_line

MAX_PLATFORM: Final = 80
"""Characters of its name."""
MAX_ADDRESS: Final = 250
"""Characters of the number or the address of a meeting there."""
MAX_SITES_ELSEWHERE: Final = 16
"""A session there joins at most this many sites, the central one among them."""
MAX_WITNESSED: Final = 120
"""Characters of what a person notes of a gate."""
WITNESSED_GATES: Final = frozenset({GateKind.TRIAL, GateKind.CONNECTED})
"""What rooms of this program measure, and a person notes of a session elsewhere."""
_MAX_NAME: Final = 80
_SECRETS: Final = ("mat khau", "password", "passcode", "pwd")


def names_secret(text: str) -> bool:
    """Whether it seems to tell a password: every site reads the name of a platform."""
    said = folded(text)
    return any(one in said for one in _SECRETS)


def is_platform(text: str) -> bool:
    """Whether it can be the name of a platform: one line of a decent length, without a secret."""
    is_line = bool(text) and text == plain_line(text)
    return is_line and len(text) <= MAX_PLATFORM and not names_secret(text)


def is_conference_address(text: str) -> bool:
    """Whether it can be the number or the address of a meeting there: one line, no secret."""
    is_line = bool(text) and text == plain_line(text)
    return is_line and len(text) <= MAX_ADDRESS and not names_secret(text)


def connected_words(site_count: int) -> str:
    """What whoever presses the button of the gate before the opening says by it."""
    return f"thấy, nghe đủ {site_count} điểm cầu"


def witnessed_evidence(words: str, who: str) -> str:
    """The line that is kept with a gate that nobody measured. who: the person who noted it."""
    said = plain_line(words)[:MAX_WITNESSED]
    return f"Người ghi nhận: {said} ({plain_line(who)[:_MAX_NAME]} ghi; máy không đo)"
